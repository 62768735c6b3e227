//! Numbers in Chinese characters: 二百三十五, 三点五, 二〇二三.

/// A numeral below ten thousand, and what follows it. None where it could be read two ways: 一百五 is 150, and looks like 105.
pub fn numeral(text: &str) -> Option<(f64, &str)> {
    let (whole, rest) = whole(text)?;
    let Some(digits) = rest.strip_prefix('点').filter(|digits| digits.starts_with(|c| digit(c).is_some())) else {
        return Some((f64::from(whole), rest));
    };
    let end = digits.find(|c| digit(c).is_none()).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    let fraction: String = digits.chars().filter_map(digit).map(|digit| char::from(b'0' + digit as u8)).collect();
    Some((format!("{whole}.{fraction}").parse().ok()?, rest))
}

fn whole(text: &str) -> Option<(u32, &str)> {
    let mut total = 0;
    let mut last = None;
    // The place of the step before: steps go down, 二百三十, never 三十二百.
    let mut above = 10_000;
    let mut is_apart = false;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let place = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => match digit(c) {
                Some(0) if last.is_none() && !is_apart => {
                    is_apart = true;
                    end = at + c.len_utf8();
                    continue;
                }
                Some(digit) if last.is_none() && digit > 0 => {
                    last = Some(digit);
                    end = at + c.len_utf8();
                    continue;
                }
                _ => break,
            },
        };
        // A bare 百 stands for one hundred only where nothing stands before it, and so does 十, but for 一百零十.
        if place >= above || (last.is_none() && end > 0) {
            return None;
        }
        total += place * last.take().unwrap_or(1);
        above = place;
        is_apart = false;
        end = at + c.len_utf8();
    }
    if last.is_some() && above > 10 && above < 10_000 && !is_apart {
        return None;
    }
    (end > 0).then(|| (total + last.unwrap_or(0), text.get(end..).unwrap_or_default()))
}

/// 二〇二三年, digit by digit, as only years are written.
pub fn year(text: &str) -> Option<(f64, &str)> {
    let end = text.find('年')?;
    let (digits, rest) = text.split_at(end);
    let digits: Vec<u32> = digits.chars().map(digit).collect::<Option<_>>()?;
    (digits.len() == 4).then(|| (digits.iter().fold(0.0, |year, digit| year * 10.0 + f64::from(*digit)), rest))
}

pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn characters_are_read_by_their_places() {
        let check = |text: &str, expect: Option<(f64, &str)>| assert_eq!(numeral(text), expect, "{text}");
        check("二百三十五家", Some((235.0, "家")));
        check("一千零五", Some((1005.0, "")));
        check("十二", Some((12.0, "")));
        check("两千二百", Some((2200.0, "")));
        check("二十", Some((20.0, "")));
        check("三点一五", Some((3.15, "")));
        check("零", Some((0.0, "")));
        check("五点", Some((5.0, "点")));
        check("一百五", None);
        check("三十二百", None);
        check("家", None);
    }
}
