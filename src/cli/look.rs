//! How to look and speak: the flags, else what the environment says.

use std::{fmt, path::Path};

use clap::Args;

use super::{Settings, theme};
use crate::{
    app::{
        Look,
        terminal::{Asks, Signs},
    },
    error::Result,
    model::{Collation, Lang},
    ui::{Depth, GlyphSet, Ground, Theme, ThemeName},
};

/// The flags that change no figure.
#[derive(Args, Clone, Debug, Default)]
pub struct LookArgs {
    /// Language of the interface: zh or en [default: from the locale]
    #[arg(long, global = true, value_name = "zh|en")]
    lang: Option<Lang>,
    /// Colours: auto, dark, light, high-contrast, colour-blind, mono, a theme of your own by its name or file
    /// [default: auto, dark or light as the background is]
    #[arg(long, global = true, value_name = "NAME|FILE")]
    theme: Option<String>,
    /// How many colours: auto, truecolor, 256, 16 or none [default: auto, by `NO_COLOR`, CLICOLOR, COLORTERM and TERM]
    #[arg(long, global = true, value_name = "COLOURS", value_parser = color)]
    color: Option<Colours>,
    /// What lies behind the text: auto, dark or light [default: auto, by COLORFGBG or what the terminal answers]
    #[arg(long, global = true, value_name = "GROUND", value_parser = background)]
    background: Option<Behind>,
    /// Symbols: rich, cjk-safe or ascii [default: by the locale]
    #[arg(long, global = true, value_name = "SET")]
    glyphs: Option<GlyphSet>,
    /// What Chinese names are sorted by: pinyin or stroke [default: pinyin]
    #[arg(long, global = true, value_name = "pinyin|stroke")]
    order: Option<Collation>,
}

impl LookArgs {
    /// The settings these flags make.
    pub fn flags(&self) -> Vec<(&'static str, String)> {
        let said = [
            ("lang", self.lang.map(|lang| lang.to_string())),
            ("theme", self.theme.clone()),
            ("color", self.color.map(|color| color.to_string())),
            ("background", self.background.map(|ground| ground_name(ground).to_owned())),
            ("glyphs", self.glyphs.map(|glyphs| glyphs.to_string())),
            ("order", self.order.map(|order| order.to_string())),
        ];
        said.into_iter().filter_map(|(key, word)| Some((key, word?))).collect()
    }

    /// The same, with what was set where no flag says anything. What was set was checked.
    #[must_use]
    pub fn or(&self, settings: &Settings) -> Self {
        let word = |key| settings.word::<String>(key);
        Self {
            lang: self.lang.or_else(|| settings.word("lang")),
            theme: self.theme.clone().or_else(|| word("theme")),
            color: self.color.or_else(|| color(&word("color")?).ok()),
            background: self.background.or_else(|| background(&word("background")?).ok()),
            glyphs: self.glyphs.or_else(|| settings.word("glyphs")),
            order: self.order.or_else(|| settings.word("order")),
        }
    }
}

/// So many colours, or as many as there are.
type Colours = Asked<Depth>;
/// That background, or the one there is.
type Behind = Asked<Ground>;

/// What was asked for by name, or left to be found out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked<T> {
    Auto,
    This(T),
}

impl<T: Copy> Asked<T> {
    fn named(asked: Option<Self>) -> Option<T> {
        match asked {
            Some(Self::This(it)) => Some(it),
            Some(Self::Auto) | None => None,
        }
    }
}

const fn ground_name(asked: Behind) -> &'static str {
    match asked {
        Asked::Auto => "auto",
        Asked::This(Ground::Dark) => "dark",
        Asked::This(Ground::Light) => "light",
    }
}

impl<T: fmt::Display> fmt::Display for Asked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::This(it) => it.fmt(f),
        }
    }
}

/// How many colours a text asks for.
pub fn color(text: &str) -> std::result::Result<Colours, String> {
    if text == "auto" {
        return Ok(Asked::Auto);
    }
    text.parse().map(Asked::This).map_err(|error| format!("{error}, or `auto`"))
}

/// The background a text asks for.
pub fn background(text: &str) -> std::result::Result<Behind, String> {
    match text {
        "auto" => Ok(Asked::Auto),
        "dark" => Ok(Asked::This(Ground::Dark)),
        "light" => Ok(Asked::This(Ground::Light)),
        other => Err(format!("`{other}` is no background; write `auto`, `dark` or `light`")),
    }
}

/// What the environment says: the value of a variable that is set to something.
pub type Env<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The looks, and the user's own theme where one is asked for.
pub fn look(args: &LookArgs, env: Env<'_>) -> Result<(Look, Option<Theme>)> {
    let locale =
        env("LC_ALL").or_else(|| env("LC_MESSAGES")).or_else(|| env("LANG")).unwrap_or_default().to_lowercase();
    let plain = matches!(locale.as_str(), "" | "c" | "posix");
    let east_asian = ["zh", "ja", "ko"].iter().any(|lang| locale.starts_with(lang));
    // Most of the content is Chinese: English only where the locale asks for another language than Chinese.
    let english = !plain && !locale.starts_with("zh") && !locale.starts_with("c.");
    let unicode = locale.contains("utf");
    let own = args.theme.as_deref().filter(|name| name.parse::<ThemeName>().is_err());
    let own = own.map(|name| theme::read(Path::new(name))).transpose()?;
    let named = args.theme.as_deref().and_then(|name| name.parse().ok());
    let depth = Asked::named(args.color).unwrap_or_else(|| depth(args.theme.is_some(), env));
    let told = Asked::named(args.background).or_else(|| told_ground(env));
    let glyphs = args.glyphs.unwrap_or(if unicode && !east_asian { GlyphSet::Rich } else { GlyphSet::CjkSafe });
    let may_ask = answers(env);
    let look = Look {
        lang: args.lang.unwrap_or(if english { Lang::En } else { Lang::Zh }),
        theme: if own.is_some() { ThemeName::Own } else { named.unwrap_or_default() },
        glyphs,
        depth,
        ground: told.unwrap_or_default(),
        asks: match (may_ask, told) {
            (false, _) => Asks::Nothing,
            (true, None) if depth != Depth::None => Asks::Ground,
            (true, _) => Asks::Holds,
        },
        signs: match (args.glyphs, glyphs) {
            (None, GlyphSet::Rich) if may_ask => Signs::Asked,
            _ => Signs::Settled,
        },
        order: args.order.unwrap_or_default(),
    };
    Ok((look, own))
}

/// How many colours there are, by what the environment says. Whoever names a theme wants its colours in spite of `NO_COLOR`.
fn depth(has_theme: bool, env: Env<'_>) -> Depth {
    let is_set = |name| env(name).is_some_and(|value| value != "0");
    let forced = is_set("CLICOLOR_FORCE");
    if env("NO_COLOR").is_some() && !has_theme {
        return Depth::None;
    }
    if env("CLICOLOR").is_some_and(|value| value == "0") && !forced && !has_theme {
        return Depth::None;
    }
    let found = known_depth(env);
    if found == Depth::None && forced { Depth::Sixteen } else { found }
}

/// How many colours the terminal says it has.
fn known_depth(env: Env<'_>) -> Depth {
    let term = env("TERM").unwrap_or_default();
    let is = |names: &[&str]| names.iter().any(|name| term == *name || term.starts_with(&format!("{name}-")));
    if is(&["", "dumb", "unknown", "vt52", "vt100", "vt102", "vt220"]) {
        return Depth::None;
    }
    // GNU screen passes on what the terminal around it said and understands 256.
    let in_screen = env("STY").is_some() || term == "screen" || term.starts_with("screen.");
    let says_all = env("COLORTERM").is_some_and(|value| matches!(value.as_str(), "truecolor" | "24bit"));
    if says_all && !in_screen {
        return Depth::True;
    }
    let program = env("TERM_PROGRAM").unwrap_or_default();
    let known = is(&["xterm-kitty", "xterm-ghostty", "alacritty", "wezterm", "foot", "contour", "iterm2"]);
    if !in_screen && (known || term.ends_with("-direct") || env("WT_SESSION").is_some() || program == "iTerm.app") {
        return Depth::True;
    }
    if term.contains("256color") || program == "Apple_Terminal" || (in_screen && says_all) {
        return Depth::Indexed;
    }
    Depth::Sixteen
}

/// Whether a question can do no harm: GNU screen hands it on and mixes up the answers, and the others do not know it.
fn answers(env: Env<'_>) -> bool {
    let term = env("TERM").unwrap_or_default();
    env("STY").is_none()
        && !["linux", "cons25", "Eterm", "cygwin"].contains(&term.as_str())
        && !term.starts_with("screen.")
}

/// The background as rxvt, Konsole and others tell it: `15;0`, the last number being one of the sixteen.
fn told_ground(env: Env<'_>) -> Option<Ground> {
    let told = env("COLORFGBG")?;
    match told.rsplit(';').next()?.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Ground::Dark),
        7 | 9..=15 => Some(Ground::Light),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, Depth, GlyphSet, Ground, Lang, LookArgs, Signs, ThemeName, look};
    use crate::app::Look;

    fn looks(args: &LookArgs, said: &[(&str, &str)]) -> Look {
        let env = |name: &str| said.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        look(args, &env).unwrap().0
    }

    #[test]
    fn the_locale_says_the_language_and_the_signs() {
        let check = |locale: &str, lang: Lang, glyphs: GlyphSet| {
            let look = looks(&LookArgs::default(), &[("LANG", locale)]);
            assert_eq!((look.lang, look.glyphs), (lang, glyphs), "{locale}");
        };
        check("zh_CN.UTF-8", Lang::Zh, GlyphSet::CjkSafe);
        check("en_GB.UTF-8", Lang::En, GlyphSet::Rich);
        let signs = |glyphs, env: &[(&str, &str)]| looks(&LookArgs { glyphs, ..LookArgs::default() }, env).signs;
        let english = ("LANG", "en_GB.UTF-8");
        assert_eq!(signs(None, &[english]), Signs::Asked);
        assert_eq!(signs(Some(GlyphSet::Rich), &[english]), Signs::Settled, "chosen");
        assert_eq!(signs(None, &[("LANG", "zh_CN.UTF-8")]), Signs::Settled, "the same cells everywhere");
        assert_eq!(signs(None, &[english, ("TERM", "linux")]), Signs::Settled, "not to be asked");
        check("ja_JP.UTF-8", Lang::En, GlyphSet::CjkSafe);
        check("C.UTF-8", Lang::Zh, GlyphSet::Rich);
        check("C", Lang::Zh, GlyphSet::CjkSafe);
    }

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        let check = |said: &[(&str, &str)], depth: Depth| {
            assert_eq!(looks(&LookArgs::default(), said).depth, depth, "{said:?}");
        };
        let xterm = ("TERM", "xterm-256color");
        check(&[xterm], Depth::Indexed);
        check(&[xterm, ("COLORTERM", "truecolor")], Depth::True);
        check(&[xterm, ("COLORTERM", "24bit")], Depth::True);
        check(&[xterm, ("COLORTERM", "yes")], Depth::Indexed);
        check(&[("TERM", "xterm")], Depth::Sixteen);
        check(&[("TERM", "linux")], Depth::Sixteen);
        check(&[("TERM", "xterm-kitty")], Depth::True);
        check(&[("TERM", "xterm-direct")], Depth::True);
        check(&[("TERM", "tmux-256color"), ("COLORTERM", "truecolor")], Depth::True);
        check(&[("TERM", "screen-256color"), ("COLORTERM", "truecolor"), ("STY", "1.pts")], Depth::Indexed);
        check(&[("TERM", "screen"), ("COLORTERM", "truecolor")], Depth::Indexed);
        check(&[("TERM", "xterm"), ("WT_SESSION", "x")], Depth::True);
        for term in ["dumb", "vt100", "vt220", "unknown"] {
            check(&[("TERM", term), ("COLORTERM", "truecolor")], Depth::None);
        }
        check(&[], Depth::None);
        check(&[xterm, ("NO_COLOR", "1")], Depth::None);
        check(&[xterm, ("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], Depth::None);
        check(&[xterm, ("CLICOLOR", "0")], Depth::None);
        check(&[xterm, ("CLICOLOR", "1")], Depth::Indexed);
        check(&[xterm, ("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")], Depth::Indexed);
        check(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")], Depth::Sixteen);
        check(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "0")], Depth::None);
    }

    #[test]
    fn a_flag_says_more_than_the_environment() {
        let no_color = [("TERM", "xterm-256color"), ("NO_COLOR", "1"), ("COLORFGBG", "0;15")];
        let color = |color| LookArgs { color: Some(color), ..LookArgs::default() };
        assert_eq!(looks(&color(Asked::This(Depth::True)), &no_color).depth, Depth::True);
        assert_eq!(looks(&color(Asked::Auto), &no_color).depth, Depth::None);
        let themed = LookArgs { theme: Some("dark".into()), ..LookArgs::default() };
        assert_eq!(looks(&themed, &no_color).depth, Depth::Indexed);
        assert_eq!(looks(&themed, &no_color).theme, ThemeName::Dark);
        let dark = LookArgs { background: Some(Asked::This(Ground::Dark)), ..LookArgs::default() };
        assert_eq!(looks(&dark, &no_color).ground, Ground::Dark);
        assert_eq!(looks(&LookArgs::default(), &no_color).ground, Ground::Light);
    }

    #[test]
    fn the_background_is_read_from_the_last_number() {
        let check = |told: &str, ground: Ground| {
            assert_eq!(looks(&LookArgs::default(), &[("COLORFGBG", told)]).ground, ground, "{told}");
        };
        check("15;0", Ground::Dark);
        check("0;15", Ground::Light);
        check("0;default;15", Ground::Light);
        check("7;8", Ground::Dark);
        check("15;default", Ground::Dark);
        check("junk", Ground::Dark);
        check("15;99", Ground::Dark);
    }
}
