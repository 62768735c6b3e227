//! Names as tables print them: footnotes and indents taken off, both languages told apart, totals known.

use crate::model::Label;

/// A name as people would say it, and whether it is said to be one of those above it (其中).
pub fn clean(text: &str) -> (String, bool) {
    let mut text = super::super::shape::compact(text);
    let mut is_part = false;
    for sign in ["#", "＃", "其中：", "其中:", "其中"] {
        if let Some(rest) = text.strip_prefix(sign) {
            let rest = rest.trim_start_matches(['：', ':', '、', ' ']).trim().to_owned();
            if !rest.is_empty() {
                (text, is_part) = (rest, true);
            }
        }
    }
    let marks = ['*', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '†', '※'];
    let bare = text.trim_end_matches(marks).trim_end();
    let name = if bare.is_empty() { text.as_str() } else { bare };
    (name.to_owned(), is_part)
}

/// A name in Chinese and English side by side (`营业收入 Operating revenue`) as a label of both.
pub fn bilingual(text: &str) -> Label {
    let is_chinese = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c);
    let last = text.char_indices().rfind(|(_, c)| is_chinese(*c));
    let parted = last.and_then(|(at, c)| {
        let (zh, en) = text.split_at_checked(at + c.len_utf8())?;
        // A bracket belongs to what stands before it.
        let close = en.find([')', '）']).filter(|_| zh.matches(['(', '（']).count() > zh.matches([')', '）']).count());
        let cut =
            close.map_or(0, |at| at + en.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
        let (rest, en) = en.split_at_checked(cut)?;
        let en = en.strip_prefix([' ', '/', '\n'])?.trim();
        let words = en.bytes().filter(u8::is_ascii_alphabetic).count();
        (words >= 3).then(|| Label { zh: format!("{zh}{rest}").trim().to_owned(), en: en.to_owned() })
    });
    parted.unwrap_or_else(|| Label::same(text))
}

/// A code and a name in one cell: `AR:Argentina`.
pub fn coded(text: &str) -> Option<(&str, &str)> {
    let (code, name) = text.split_once(':')?;
    let is_code = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    (is_code && name.starts_with(char::is_alphabetic)).then_some((code, name))
}

/// Whether a name means a sum or a mean over others, which is never ranked among them.
pub fn is_total(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "合计",
        "总计",
        "總計",
        "合計",
        "小计",
        "小計",
        "全国",
        "全國",
        "全部",
        "总和",
        "平均",
        "全省",
        "全市",
        "全国合计",
        "全国总计",
        "全国平均",
        "总体",
        "各地区合计",
        "国家高新区合计",
        "高新区合计",
        "全国高新区",
        "东部",
        "中部",
        "西部",
        "东北",
        "东部地区",
        "中部地区",
        "西部地区",
        "东北地区",
        "total",
        "grand total",
        "subtotal",
        "sum",
        "all",
        "world",
        "average",
        "mean",
        "china total",
        "arab world",
        "caribbean small states",
        "central europe and the baltics",
        "early-demographic dividend",
        "east asia & pacific",
        "euro area",
        "europe & central asia",
        "european union",
        "fragile and conflict affected situations",
        "heavily indebted poor countries (hipc)",
        "high income",
        "late-demographic dividend",
        "latin america & caribbean",
        "least developed countries: un classification",
        "low & middle income",
        "low income",
        "lower middle income",
        "middle east & north africa",
        "middle income",
        "north america",
        "oecd members",
        "other small states",
        "pacific island small states",
        "post-demographic dividend",
        "pre-demographic dividend",
        "small states",
        "south asia",
        "sub-saharan africa",
        "upper middle income",
        "national total",
    ];
    let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let lower = name.trim().to_lowercase();
    NAMES.iter().any(|known| *known == lower || *known == bare)
        || ["合计", "总计", "小计"].iter().any(|word| bare.ends_with(word) && bare.chars().count() <= 10)
}

/// Whether a code means a group of countries: the World Bank's aggregates, Eurostat's and the OECD's.
pub fn is_group_code(code: &str) -> bool {
    /// The World Bank's regions, income and lending groups, as its lists of countries give them without a region.
    const BANK: &[&str] = &[
        "AFE", "AFR", "AFW", "ARB", "CAA", "CEA", "CEB", "CEU", "CLA", "CME", "CSA", "CSS", "DEA", "DEC", "DLA", "DMN",
        "DNS", "DSA", "DSF", "DSS", "EAP", "EAR", "EAS", "ECA", "ECS", "EMU", "EUU", "FCS", "FXS", "HIC", "HPC", "IBB",
        "IBD", "IBT", "IDA", "IDB", "IDX", "INX", "LAC", "LCN", "LDC", "LIC", "LMC", "LMY", "LTE", "MDE", "MEA", "MIC",
        "MNA", "NAC", "NAF", "NRS", "NXS", "OEC", "OED", "OSS", "PRE", "PSS", "PST", "RRS", "SAS", "SSA", "SSF", "SST",
        "SXZ", "TEA", "TEC", "TLA", "TMN", "TSA", "TSS", "UMC", "WLD", "XZN",
    ];
    let digits_after = |prefix: &str| {
        code.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty() && rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    BANK.contains(&code)
        || ["EU", "EA", "EEA", "EFTA", "G"].iter().any(|prefix| digits_after(prefix))
        || matches!(code, "EU" | "EA" | "EEA" | "EFTA" | "OECD" | "W0" | "W00" | "WORLD" | "NAFTA" | "BRIICS")
        || code.starts_with("EU27_")
}

#[cfg(test)]
mod tests {
    use super::{bilingual, clean, coded, is_group_code, is_total};

    #[test]
    fn names_lose_what_is_not_theirs() {
        for (text, name, is_part) in [
            ("　　北京市", "北京市", false),
            ("地    区", "地区", false),
            ("#其中：高新技术企业", "高新技术企业", true),
            ("其中:滨江", "滨江", true),
            ("重庆①", "重庆", false),
            ("United States", "United States", false),
            ("*", "*", false),
        ] {
            assert_eq!(clean(text), (name.to_owned(), is_part), "{text}");
        }
    }

    #[test]
    fn two_languages_in_one_heading() {
        let check = |text: &str, zh: &str, en: &str| {
            let label = bilingual(text);
            assert_eq!((label.zh.as_str(), label.en.as_str()), (zh, en));
        };
        check("营业收入 Operating revenue", "营业收入", "Operating revenue");
        check("R&D经费内部支出/Intramural R&D", "R&D经费内部支出", "Intramural R&D");
        check("出口(亿) Exports", "出口(亿)", "Exports");
        check("R&D经费", "R&D经费", "R&D经费");
        check("GDP growth", "GDP growth", "GDP growth");
        check("北京 BJ", "北京 BJ", "北京 BJ");
    }

    #[test]
    fn a_code_may_stand_before_the_name() {
        assert_eq!(coded("AR:Argentina"), Some(("AR", "Argentina")));
        assert!(["其中:滨江", "a:b", "AR: 5", "10:30", "ABCDE:f"].into_iter().all(|text| coded(text).is_none()));
    }

    #[test]
    fn totals_are_known() {
        assert!(["合计", "合 计", "全国", "Total", "World", "国家高新区合计"].into_iter().all(is_total));
        assert!(!["北京", "合肥", "总部基地", "World Trade Park"].into_iter().any(is_total));
        assert!(["WLD", "EU27_2020", "EA19", "G20", "OECD"].into_iter().all(is_group_code));
        assert!(!["CHN", "EE", "EG", "GB", "ES"].into_iter().any(is_group_code));
    }
}
