//! What is found, one thing after the other, each with its reason and what says otherwise.

use serde::Serialize;

use super::{Env, Settings, Told};
use crate::{
    app::{
        Look,
        clip::Inside,
        terminal::{Asks, Signs},
    },
    model::Lang,
    ui::{Depth, GlyphSet, Ground},
};

/// One thing that was found out, in the words of the language chosen.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What it is about; the same in every language.
    pub id: &'static str,
    pub name: String,
    /// What holds.
    pub value: String,
    /// Why.
    pub why: String,
    /// What somebody might better do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// The flag and the setting that say otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<String>,
}

/// All that is known.
pub struct Known<'a> {
    pub look: Look,
    pub settings: &'a Settings,
    pub env: Env<'a>,
    pub told: Told,
    pub size: Option<(u16, u16)>,
    pub is_terminal: bool,
}

/// The findings, in the order of a reader's questions.
pub fn findings(known: &Known<'_>) -> Vec<Finding> {
    vec![
        known.terminal(),
        known.size(),
        known.between(),
        known.answers(),
        known.language(),
        known.colours(),
        known.background(),
        known.glyphs(),
        known.holding(),
        known.mouse(),
        known.clipboard(),
    ]
}

impl Known<'_> {
    fn t(&self, zh: &str, en: &str) -> String {
        self.look.lang.pick(zh, en).to_owned()
    }

    fn finding(&self, id: &'static str, name: (&str, &str), value: String, why: String) -> Finding {
        Finding { id, name: self.t(name.0, name.1), value, why, advice: None, force: None }
    }

    /// How to say it: a flag, and the setting of the same meaning.
    fn force(&self, flag: &str, setting: &str) -> String {
        match self.look.lang {
            Lang::Zh => format!("可指定: {flag}，或设置 {setting}"),
            Lang::En => format!("to say it: {flag}, or the setting {setting}"),
        }
    }

    /// The variables among these that are set, as they are.
    fn variables(&self, names: &[&str]) -> String {
        let set = names.iter().filter_map(|name| Some(format!("{name}={}", (self.env)(name)?)));
        let set: Vec<String> = set.collect();
        if set.is_empty() {
            let none = names.join(", ");
            return match self.look.lang {
                Lang::Zh => format!("未设置 {none}"),
                Lang::En => format!("none of {none} is set"),
            };
        }
        set.join(" ")
    }

    /// Who said it, where a flag, a variable of ours or a file did.
    fn said(&self, setting: &str) -> Option<String> {
        self.settings.get(setting).map(|said| said.origin.to_string())
    }

    fn yes_no(&self, is_so: Option<bool>) -> String {
        match is_so {
            Some(true) => self.t("是", "yes"),
            Some(false) => self.t("否", "no"),
            None => self.t("不知道", "not known"),
        }
    }

    fn terminal(&self) -> Finding {
        let value =
            if self.is_terminal { self.t("是终端", "a terminal") } else { self.t("不是终端", "no terminal") };
        let why = self.variables(&["TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION"]);
        self.finding("terminal", ("终端", "terminal"), value, why)
    }

    fn size(&self) -> Finding {
        let value = self.size.map_or_else(|| self.yes_no(None), |(columns, rows)| format!("{columns}x{rows}"));
        let (columns, rows) = crate::app::chrome::LEAST;
        let why = match self.look.lang {
            Lang::Zh => format!("至少 {columns}x{rows}; 80x24 起看得清"),
            Lang::En => format!("at least {columns}x{rows}; clear from 80x24 on"),
        };
        self.finding("size", ("大小", "size"), value, why)
    }

    /// What lies between the program and the terminal.
    fn between(&self) -> Finding {
        let value = match Inside::of(self.env) {
            Inside::Tmux => "tmux".to_owned(),
            Inside::Screen => "GNU screen".to_owned(),
            Inside::Nothing if (self.env)("ZELLIJ").is_some() => "Zellij".to_owned(),
            Inside::Nothing => self.t("无", "none"),
        };
        let why = self.variables(&["TMUX", "STY", "ZELLIJ", "SSH_CONNECTION"]);
        self.finding("multiplexer", ("中间程序", "multiplexer"), value, why)
    }

    fn answers(&self) -> Finding {
        let (value, why) = match (self.told.took, self.look.asks) {
            (Some(took), _) => {
                (format!("{} ms", took.as_millis()), self.t("一问一答的时间", "from question to answer"))
            }
            (None, Asks::Nothing) => (
                self.t("未询问", "not asked"),
                self.t("GNU screen 会弄乱回答，Linux 控制台等不懂", "GNU screen mixes answers up; consoles know none"),
            ),
            (None, _) if !self.is_terminal => (self.t("未询问", "not asked"), self.t("不是终端", "no terminal")),
            (None, _) => (
                self.t("没有回答", "no answer"),
                self.t(
                    "1 秒内没有回答: 线路太慢，或终端不懂",
                    "none within a second: a slow line, or a terminal that is silent",
                ),
            ),
        };
        self.finding("answer", ("应答", "answer"), value, why)
    }

    fn language(&self) -> Finding {
        let why = self.said("lang").unwrap_or_else(|| self.variables(&["LC_ALL", "LC_MESSAGES", "LANG"]));
        let force = Some(self.force("--lang zh|en", "lang"));
        let advice = self.other_charset().map(|charset| match self.look.lang {
            Lang::Zh => format!("locale 说终端用 {charset}，而本程序只写 UTF-8: 有乱码时，终端和 locale 都改用 UTF-8，如 export LC_ALL=zh_CN.UTF-8"),
            Lang::En => format!("the locale says that the terminal is in {charset}, and only UTF-8 is written here: if text is garbled, set both to UTF-8, such as export LC_ALL=en_US.UTF-8"),
        });
        let value = self.look.lang.to_string();
        Finding { advice, force, ..self.finding("language", ("语言", "language"), value, why) }
    }

    /// The encoding the locale names, if it is not UTF-8.
    fn other_charset(&self) -> Option<String> {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| (self.env)(name))?;
        let charset = locale.split_once('.')?.1.split('@').next()?.to_owned();
        (!charset.to_lowercase().replace('-', "").eq("utf8")).then_some(charset)
    }

    fn colours(&self) -> Finding {
        let variables = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "TERM", "TERM_PROGRAM", "WT_SESSION"];
        let why = self.said("color").unwrap_or_else(|| self.variables(&variables));
        let advice = (self.look.depth == Depth::Indexed && Inside::of(self.env) == Inside::Tmux).then(|| {
            self.t(
                "终端若有真彩色: 在 tmux 里设 terminal-features ',*:RGB' 并 export COLORTERM=truecolor",
                "where the terminal has truecolor: terminal-features ',*:RGB' in tmux, and export COLORTERM=truecolor",
            )
        });
        let force = Some(self.force("--color truecolor|256|16|none", "color"));
        Finding { advice, force, ..self.finding("colours", ("颜色", "colours"), self.look.depth.to_string(), why) }
    }

    fn background(&self) -> Finding {
        let (ground, why) = match (self.said("background"), (self.env)("COLORFGBG"), self.told.background) {
            (Some(origin), ..) => (self.look.ground, origin),
            (None, Some(told), _) if self.look.asks != Asks::Ground => (self.look.ground, format!("COLORFGBG={told}")),
            (None, _, Some([r, g, b])) => {
                let said = self.t("终端回答", "the terminal says");
                (Ground::of([r, g, b]), format!("{said} #{r:02x}{g:02x}{b:02x}"))
            }
            (None, _, None) => (self.look.ground, self.t("没有说明: 当作深色", "nothing says it: taken for dark")),
        };
        let value = match ground {
            Ground::Dark => self.t("深色", "dark"),
            Ground::Light => self.t("浅色", "light"),
        };
        let force = Some(self.force("--background dark|light", "background"));
        Finding { force, ..self.finding("background", ("背景", "background"), value, why) }
    }

    fn glyphs(&self) -> Finding {
        let set = self.look.glyphs;
        let by = self.said("glyphs").unwrap_or_else(|| self.variables(&["LC_ALL", "LC_MESSAGES", "LANG"]));
        let cells = |cells: Option<u16>| cells.map_or_else(|| "?".to_owned(), |cells| cells.to_string());
        let (ambiguous, wide) = (cells(self.told.ambiguous), cells(self.told.wide));
        let why = match self.look.lang {
            Lang::Zh => format!("{by}; 歧义宽度字符 (·─) 占 {ambiguous} 格，汉字占 {wide} 格"),
            Lang::En => format!("{by}; ambiguous signs (·─) take {ambiguous} cells, Chinese characters {wide}"),
        };
        let advice = match (set, self.told.ambiguous, self.told.wide) {
            (_, _, Some(0 | 1)) => Some(self.t(
                "汉字不占 2 格: 终端或 locale 不是 UTF-8",
                "a Chinese character should take 2 cells: the terminal or the locale is not UTF-8",
            )),
            (GlyphSet::Rich, Some(2..), _) if self.look.signs == Signs::Asked => Some(self.t(
                "歧义字符占 2 格: 打开界面时自行改用 cjk-safe；show 打印时用 --glyphs cjk-safe",
                "ambiguous signs take 2 cells: the dashboard takes cjk-safe by itself; for `show`: --glyphs cjk-safe",
            )),
            (GlyphSet::Rich, Some(2..), _) => Some(self.t(
                "歧义字符占 2 格，表格会错位: 用 --glyphs cjk-safe",
                "ambiguous signs take 2 cells, so tables would not line up: --glyphs cjk-safe",
            )),
            (GlyphSet::CjkSafe, Some(1), _) => Some(self.t(
                "歧义字符占 1 格: 可用 --glyphs rich，线框和色块更好看",
                "ambiguous signs take 1 cell: --glyphs rich draws finer lines and blocks",
            )),
            _ => None,
        };
        let force = Some(self.force("--glyphs rich|cjk-safe|ascii", "glyphs"));
        Finding { advice, force, ..self.finding("glyphs", ("字符集", "glyphs"), set.to_string(), why) }
    }

    fn holding(&self) -> Finding {
        let value = self.yes_no(self.told.holds);
        let why = self.t("整帧一次显示，不闪 (模式 2026)", "a frame is shown when it is whole (mode 2026)");
        self.finding("whole-frames", ("整帧", "whole frames"), value, why)
    }

    fn mouse(&self) -> Finding {
        let is_on = self.settings.switch("mouse").unwrap_or(true);
        let value = if is_on { self.t("开", "on") } else { self.t("关", "off") };
        let mut why = self.said("mouse").unwrap_or_else(|| self.t("默认", "built in"));
        if self.told.clicks == Some(false) {
            why = self.t("终端说不会报告点击 (模式 1006)", "the terminal says it tells no clicks (mode 1006)");
        }
        let force = Some(self.force("--no-mouse", "mouse"));
        let advice = is_on.then(|| {
            self.t(
                "按住 Shift (iTerm2 用 Option) 可选取文字，M 关掉鼠标",
                "Shift (Option in iTerm2) selects text all the same; M turns the mouse off",
            )
        });
        Finding { advice, force, ..self.finding("mouse", ("鼠标", "mouse"), value, why) }
    }

    fn clipboard(&self) -> Finding {
        let value = if self.told.has_clipboard { self.yes_no(Some(true)) } else { self.yes_no(None) };
        let why = if self.told.has_clipboard {
            self.t("终端说可以写剪贴板 (OSC 52)", "the terminal says that its clipboard can be written (OSC 52)")
        } else {
            self.t(
                "照样发送 (OSC 52); 收没收到，程序无从得知",
                "sent all the same (OSC 52); no program can know whether it arrived",
            )
        };
        let advice = match Inside::of(self.env) {
            Inside::Tmux => Some(self.t("tmux 里需要 set -g set-clipboard on", "tmux needs `set -g set-clipboard on`")),
            _ => None,
        };
        Finding { advice, ..self.finding("clipboard", ("剪贴板", "clipboard"), value, why) }
    }
}
