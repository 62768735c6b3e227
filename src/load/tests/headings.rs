//! What headings say, what they leave out, and how that is told.

use super::{all_shown, said, table};
use crate::model::{FactId, Kind};

fn check(text: &str, rows: &[&str], problems: &[&str]) {
    let found = table(text);
    assert_eq!((all_shown(&found), said(&found)), (owned(rows), owned(problems)), "{text}");
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn a_column_without_a_time_beside_others_is_told_for_what_it_is() {
    let expect = "t.csv:1:10: nothing says which period `增速` is of, and it is ignored; write it into the heading: `2023年增速`";
    check("园区,2022年,增速\n甲,5,3\n乙,6,4\n", &["甲 t 2022 5 ", "乙 t 2022 6 "], &[expect]);
}

#[test]
fn line_breaks_and_tabs_inside_quotes_are_blanks() {
    let quoted = "园区,2022年营收\n\"\n\t\t\t\t甲\",\"\n\t\t\t\t5\"\n\"\n\t\t\t\t乙\",\"\n\t\t\t\t6\"\n";
    check(quoted, &["甲 营收 2022 5  raw `5`", "乙 营收 2022 6  raw `6`"], &[]);
}

#[test]
fn value_is_the_name_of_no_indicator() {
    check("园区,年份,value\n甲,2022,5\n乙,2022,6\n", &["甲 t 2022 5 ", "乙 t 2022 6 "], &[]);
    let titled = "历年营业收入\n单位：亿元\n园区,年份,数值\n甲,2022,5\n";
    check(titled, &["甲 历年营业收入 2022 5 100M_CNY"], &[]);
}

#[test]
fn headings_are_known_in_traditional_characters() {
    check("園區,指標,年度,數值,單位\n甲,營收,2022,5,億元\n", &["甲 營收 2022 5 100M_CNY"], &[]);
    check(
        "開發區名稱,年別,營業收入(億元)\n甲,2022,5\n乙,2022,6\n",
        &["甲 營業收入 2022 5 100M_CNY", "乙 營業收入 2022 6 100M_CNY"],
        &[],
    );
}

#[test]
fn what_heads_kinds_of_parks_heads_no_kinds_of_figures() {
    let told = "t.csv:1:4: the column `类型` names no kinds of figures and is ignored";
    check("园区,类型,年份,营收\n甲,国家级,2022,5\n乙,省级,2022,6\n", &["甲 营收 2022 5 ", "乙 营收 2022 6 "], &[told]);
    check("园区,类型,指标,年份,数值\n甲,国家级,营收,2022,5\n", &["甲 营收 2022 5 "], &[told]);
    let kinds = table("园区,類型,年份,营收\n甲,實際,2022,5\n甲,規劃,2025,6\n");
    let kinds: Vec<_> = (0..2).map(|row| kinds.observations.get(FactId::at(row)).fact.kind).collect();
    assert_eq!(kinds, [Kind::Actual, Kind::Target]);
}

#[test]
fn years_and_numbers_alone_are_a_series() {
    let told = "t.csv:1: no line names the columns; what they hold is seen from the cells alone";
    check("2022|66971395|\n2021|67026292|\n", &["t t 2022 66971395 ", "t t 2021 67026292 "], &[told]);
}

#[test]
fn the_place_in_a_list_is_no_figure_beside_others() {
    check("排名,园区,2022年营收\n1,甲,5\n2,乙,4\n", &["甲 营收 2022 5 ", "乙 营收 2022 4 "], &[]);
    check("园区,年份,排名\n甲,2022,1\n", &["甲 排名 2022 1 "], &[]);
}

#[test]
fn times_may_stand_again_under_every_park() {
    let rows = ["青山 GDP 2022 100 100M_CNY", "青山 GDP 2023 110 100M_CNY", "白沙 GDP 2022 80 100M_CNY"];
    for first in ["指标,青山,,白沙,", "指标,青山,青山,白沙,白沙"] {
        check(&format!("{first}\n,2022,2023,2022,2023\nGDP(亿元),100,110,80,\n"), &rows, &[]);
    }
    let levels = "指标,2022年绝对数,2022年比上年增长(%)\nGDP(亿元),100,5.5\n人口(万人),20,1\n";
    let told = "t.csv:1:13: the column `2022年比上年增长(%)` is not known and is ignored";
    check(levels, &["t GDP 2022 100 100M_CNY", "t 人口 2022 20 10k_person"], &[told]);
}

#[test]
fn a_number_with_a_sign_that_nobody_explains_is_told_of_and_its_column_read() {
    let told = "t.csv:3:3: `△1.2` is not a number; write a plain number or leave the cell empty";
    check("地区,2022年增速(%)\n甲,5.1\n乙,△1.2\n", &["甲 增速 2022 5.1 percent"], &[told]);
}

#[test]
fn the_last_day_of_a_year_among_other_days_is_december() {
    let rows = ["t 甲GDP 2023-03 1 ", "t 甲GDP 2023-12 4 "];
    check("date,甲GDP\n2023-03-31,1\n2023-12-31,4\n", &rows, &[]);
    check("park,indicator,date,value\na,i,20230331,1\na,i,20231231,4\n", &["a i 2023-03 1 ", "a i 2023-12 4 "], &[]);
    check("园区,2023/3/31,2023/12/31\n甲,1,4\n", &["甲 t 2023-03 1 ", "甲 t 2023-12 4 "], &[]);
    // Ends of years alone are years.
    check("date,甲GDP\n2022-12-31,1\n2023-12-31,4\n", &["t 甲GDP 2022 1 ", "t 甲GDP 2023 4 "], &[]);
}
