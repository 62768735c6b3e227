//! A theme of the user's own, word by word: `bold #5fd7ff on 236`.

use ratatui::style::{Color, Modifier, Style};

use super::{Theme, ThemeName};

/// What is wrong with a style, and what could be written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Slip {
    /// No role has that name.
    #[error("there is no role of that name")]
    NoRole,
    /// A word that is neither a colour nor a manner.
    #[error(
        "`{0}` is no colour; write `#5fd7ff`, `81`, `red` or `bright-red`, or a manner: `bold`, `dim`, `italic`, `underlined`, `reversed`"
    )]
    NoColour(String),
    /// `on` without a colour after it, or twice.
    #[error("`on` takes one colour: `#ffffff on #005f87`")]
    On,
    /// More than one colour for the text.
    #[error("one colour of text is enough: `{0}` is a second")]
    Second(String),
    /// A step of heat without a background.
    #[error("a step of heat needs a colour and a background: `#ffffff on #005f87`")]
    NoGround,
    /// More or fewer of them than there are places.
    #[error("write {wanted} styles; there are {found}")]
    Count { wanted: &'static str, found: usize },
}

/// The built-in theme of a name that one's own may build on.
pub fn base_of(name: &str) -> Option<ThemeName> {
    ThemeName::BUILT_IN.into_iter().find(|theme| theme.name() == name)
}

const NAMED: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

fn color(word: &str) -> Option<Color> {
    if let Some(hex) = word.strip_prefix('#') {
        let rgb = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6 && !hex.starts_with('+'))?;
        return Some(Color::Rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8));
    }
    let named = || NAMED.iter().find(|(name, _)| *name == word).map(|(_, color)| *color);
    word.parse().ok().map(Color::Indexed).or_else(named)
}

fn manner(word: &str) -> Option<Modifier> {
    Some(match word {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underlined" => Modifier::UNDERLINED,
        "reversed" => Modifier::REVERSED,
        "plain" => Modifier::empty(),
        _ => return None,
    })
}

/// A style of words: manners and a colour in any order, `on` and a colour for the background.
pub fn style(text: &str) -> Result<Style, Slip> {
    let mut style = Style::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if word == "on" {
            let ground = words.next().ok_or(Slip::On)?;
            let ground = color(ground).ok_or_else(|| Slip::NoColour(ground.to_owned()))?;
            if style.bg.replace(ground).is_some() {
                return Err(Slip::On);
            }
        } else if let Some(manner) = manner(word) {
            style = style.add_modifier(manner);
        } else {
            let ink = color(word).ok_or_else(|| Slip::NoColour(word.to_owned()))?;
            if style.fg.replace(ink).is_some() {
                return Err(Slip::Second(word.to_owned()));
            }
        }
    }
    Ok(style)
}

impl Theme {
    /// Sets the style of a role.
    pub fn set(&mut self, role: &str, text: &str) -> Result<(), Slip> {
        *self.role(role).ok_or(Slip::NoRole)? = style(text)?;
        Ok(())
    }

    /// Sets the lines of a chart; those that are not named stay.
    pub fn set_series(&mut self, texts: &[&str]) -> Result<(), Slip> {
        if texts.is_empty() || texts.len() > self.series.len() {
            return Err(Slip::Count { wanted: "one to eight", found: texts.len() });
        }
        for (place, text) in self.series.iter_mut().zip(texts) {
            *place = style(text)?;
        }
        Ok(())
    }

    /// Sets the heat, from low to high.
    pub fn set_ramp(&mut self, texts: &[&str]) -> Result<(), Slip> {
        let count = Slip::Count { wanted: "five", found: texts.len() };
        let steps: Vec<Style> = texts.iter().map(|text| style(text)).collect::<Result<_, _>>()?;
        if steps.iter().any(|step| step.bg.is_none() || step.fg.is_none()) {
            return Err(Slip::NoGround);
        }
        self.ramp = steps.try_into().map_err(|_| count)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, Modifier, Slip, Style, style};
    use crate::ui::{Theme, ThemeName};

    #[test]
    fn a_style_is_its_words() {
        let check = |text: &str, expect: Style| assert_eq!(style(text), Ok(expect), "{text}");
        check("", Style::new());
        check("plain", Style::new());
        check("#5fd7ff", Style::new().fg(Color::Rgb(0x5f, 0xd7, 0xff)));
        check("bold 81", Style::new().fg(Color::Indexed(81)).add_modifier(Modifier::BOLD));
        check("81  reversed bold", Style::new().fg(Color::Indexed(81)).bold().reversed());
        check("white on bright-black", Style::new().fg(Color::Gray).bg(Color::DarkGray));
        check("on default", Style::new().bg(Color::Reset));
    }

    #[test]
    fn what_is_no_style_says_why() {
        let check = |text: &str, slip: Slip| assert_eq!(style(text), Err(slip), "{text}");
        for word in ["#5fd7f", "#5fd7ffa", "#+12345", "256", "-1", "teal", "#", "é", "#gggggg"] {
            check(word, Slip::NoColour(word.to_owned()));
        }
        check("red on", Slip::On);
        check("on red on blue", Slip::On);
        check("red blue", Slip::Second("blue".to_owned()));
    }

    #[test]
    fn roles_are_set_by_name_and_the_rest_stays() {
        let mut theme = Theme::named(ThemeName::Dark);
        theme.set("muted", "dim").unwrap();
        theme.set_series(&["red", "blue"]).unwrap();
        assert_eq!(theme.muted, Style::new().dim());
        assert_eq!(theme.series[2], Theme::named(ThemeName::Dark).series[2]);
        assert_eq!(theme.set("mutde", "dim"), Err(Slip::NoRole));
        assert!(theme.set_series(&["red"; 9]).is_err() && theme.set_series(&[]).is_err());
        assert_eq!(theme.set_ramp(&["red"; 5]), Err(Slip::NoGround));
        assert!(theme.set_ramp(&["red on blue"; 4]).is_err());
        theme.set_ramp(&["red on blue"; 5]).unwrap();
        for role in Theme::ROLES {
            theme.set(role, "italic").unwrap();
        }
        assert_eq!(theme.title, Style::new().italic());
    }
}
