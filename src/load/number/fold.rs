//! Signs that look alike made alike, before anything is read.

/// Blanks beside Chinese characters say nothing: `2.3 万 亿 元`.
pub fn squeeze(text: &str) -> String {
    let is_han = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
    let mut squeezed = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_idle = c == ' ' && (is_han(squeezed.chars().next_back()) || is_han(chars.peek().copied()));
        if !is_idle {
            squeezed.push(c);
        }
    }
    squeezed
}

/// Full-width forms made plain; every blank inside a number made one kind; signs that look alike made alike, and
/// traditional characters simplified.
pub fn fold(text: &str) -> String {
    let text = text.trim();
    // A dash before a digit is a minus, whichever was at hand.
    let (minus, text) = match text.strip_prefix(['–', '‒', '‐', '‑', '﹣']) {
        Some(rest) if rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) => ("-", rest),
        _ => ("", text),
    };
    minus.chars().chain(text.chars().filter(|c| !crate::load::text::is_dirt(*c)).map(folded)).collect()
}

const fn folded(c: char) -> char {
    match c {
        '\u{2009}' | '\u{202F}' | '\u{2007}' => '\u{A0}',
        '\u{3000}' | '\t' | '\n' | '\r' => ' ',
        '−' => '-',
        '〜' | '∼' | '≈' => '~',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '’' | '‘' => '\'',
        '￥' => '¥',
        '￡' => '£',
        '￦' => '₩',
        '〔' => '[',
        '〕' => ']',
        '○' => '〇',
        '億' => '亿',
        '萬' => '万',
        '約' => '约',
        '餘' => '余',
        '過' => '过',
        '達' => '达',
        '為' => '为',
        '兩' => '两',
        '個' => '个',
        '無' => '无',
        '詳' => '详',
        '點' => '点',
        '長' => '长',
        '總' => '总',
        '計' => '计',
        '減' => '减',
        '國' => '国',
        '數' => '数',
        // In range: the block of full-width forms lies 0xFEE0 above the plain ones.
        '！'..='～' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(plain) => plain,
            None => c,
        },
        c => c,
    }
}
