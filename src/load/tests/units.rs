//! Units of figures: in the cell, in the heading, in the title, and which of them counts.

use super::{all_shown, said, table};
use crate::model::{Adds, Nature};

/// The rows of a table, and what is said of it.
fn check(text: &str, rows: &[&str], problems: &[&str]) {
    let found = table(text);
    assert_eq!((all_shown(&found), said(&found)), (owned(rows), owned(problems)), "{text}");
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn a_whole_unit_in_the_cell_stands_before_that_of_its_column() {
    let one = |cell: &str, unit: &str, expect: &str| {
        check(&format!("park,indicator,period,value,unit\na,i,2022,{cell},{unit}\n"), &[expect], &[]);
    };
    one("4.2万亿元", "亿元", "a i 2022 42000 100M_CNY raw `4.2万亿元`");
    one("3.5亿元", "万元", "a i 2022 35000 10k_CNY raw `3.5亿元`");
    one("12%", "‰", "a i 2022 120 permille raw `12%`");
    one("5万人", "人", "a i 2022 50000 person raw `5万人`");
    one("1.5万千瓦时", "亿千瓦时", "a i 2022 0.00015 100M_kWh raw `1.5万千瓦时`");
    // In one column all come to one unit.
    let mixed = "park,营业收入(亿元),period\na,12,2022\nb,4.2万亿元,2022\nc,3500万元,2022\n";
    let rows = ["a 营业收入 2022 12 100M_CNY", "b 营业收入 2022 42000 100M_CNY raw `4.2万亿元`"];
    check(mixed, &[rows[0], rows[1], "c 营业收入 2022 0.35 100M_CNY raw `3500万元`"], &[]);
}

#[test]
fn a_cell_that_may_be_two_numbers_or_is_of_another_kind_is_left_out() {
    let one = |cell: &str, unit: &str| {
        let expect = format!("t.csv:2:10: `{cell}` does not fit its unit `{unit}`; write a plain number in `{unit}`");
        check(&format!("park,indicator,period,value,unit\na,i,2022,{cell},{unit}\n"), &[], &[&expect]);
    };
    one("4.2万", "亿元");
    one("4.2万亿", "亿元");
    one("3亿", "万人");
    one("5家", "人");
    one("12%", "亿元");
    one("3亿美元", "亿元");
    one("5个百分点", "%");
}

#[test]
fn two_units_in_one_bracket_are_none_and_not_the_corners_either() {
    check(
        "主要指标(2023年)\n单位：亿元\n园区,啤酒产量(万千升、万吨),吞吐量(万标准箱),价格指数(上年=100)\n甲园,12,3,101.5\n",
        &["甲园 啤酒产量(万千升、万吨) 2023 12 ", "甲园 吞吐量 2023 3 10k_TEU", "甲园 价格指数 2023 101.5 上年=100"],
        &[
            "t.csv:3:4: `啤酒产量(万千升、万吨)` names several units, so its figures have none; give each unit a column of its own",
        ],
    );
}

#[test]
fn rates_indices_and_scores_never_add_up() {
    let found =
        table("园区,年份,产出(万元/人),指数(上年=100),得分(分),倍率(倍),排名(位),收入(亿元)\n甲,2022,1,101,9,2,3,4\n");
    let adds: Vec<_> = found.catalog.indicators.iter().map(|it| (it.nature, it.adds)).collect();
    let never = |nature| (nature, Adds::Never);
    let expect = [Nature::Ratio, Nature::Index, Nature::Score, Nature::Ratio, Nature::Rank].map(never);
    assert_eq!((&adds[..5], adds[5]), (&expect[..], (Nature::Flow, Adds::Sum)));
}

#[test]
fn what_was_printed_has_the_unit_of_its_own_heading() {
    let text = "主要指标(2023年)\n单位：千元\n园区,企业数（个）,营业收入\n甲园,５７０,\"1,000\"\n";
    check(
        text,
        &["甲园 企业数 2023 570 count raw `５７０ 个`", "甲园 营业收入 2023 1000 1k_CNY raw `1,000 千元`"],
        &[],
    );
}

#[test]
fn a_title_gives_up_its_unit() {
    let of_park = "历年发电量(亿千瓦时)\n年份,火电,水电,装机(万千瓦)\n2021,5,3,7\n";
    let rows = ["历年发电量 火电 2021 5 100M_kWh", "历年发电量 水电 2021 3 100M_kWh", "历年发电量 装机 2021 7 10k_kW"];
    check(of_park, &rows, &[]);
    let of_indicator = "历年发电量（亿千瓦时）\n园区,2021,2022\n甲,5,3\n";
    check(of_indicator, &["甲 历年发电量 2021 5 100M_kWh", "甲 历年发电量 2022 3 100M_kWh"], &[]);
    let printed = "各園區營業額（新臺幣億元）\n園區,111年\n新竹,\"16,133\"\n";
    check(printed, &["新竹 各園區營業額 2022 16133 100M_TWD raw `16,133 亿新台币`"], &[]);
    // A corner speaks of the figures, a title of the book they are from.
    let both = "历年发电量 单位：亿千瓦时\n单位：万千瓦时\n园区,2021\n甲,5\n乙,6\n";
    check(both, &["甲 历年发电量 2021 5 10k_kWh", "乙 历年发电量 2021 6 10k_kWh"], &[]);
}
