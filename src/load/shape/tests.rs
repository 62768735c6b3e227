//! One small file for every shape and every container, and every row that is read from it.

use std::path::Path;

use crate::{
    load::{Input, Options, Request, load},
    model::{Dataset, FactId, Level},
    store,
};

/// The file; what it is taken for; its rows as `park indicator period value unit [status] as printed`, in the order they
/// are settled in; and what is said of it, after `!`.
const SHAPES: &[(&str, &str, &[&str])] = &[
    (
        "bis-columns.csv",
        "CSV, 宽表(列为时期)",
        &["XQ bis-columns 2021-01 3.25", "XQ bis-columns 2021-02 3.5", "XB bis-columns 2021-02 2"],
    ),
    ("bis-der.csv", "CSV, SDMX-CSV", &["XQ DER.U 2021-01..06 14206.5", "XB DER.U 2021-07..12 - [OM]"]),
    (
        "continued.xlsx",
        "xlsx/ods, 园区×指标(截面)",
        &[
            "青山 营业收入 2023 121 100M_CNY",
            "白沙 营业收入 2023 90 100M_CNY",
            "南港 营业收入 2023 12 100M_CNY",
            "东湖 营业收入 2023 8.5 100M_CNY",
            "青山 企业数 2023 315 count",
            "白沙 企业数 2023 262 count",
            "南港 企业数 2023 40 count",
            "东湖 企业数 2023 22 count",
        ],
    ),
    (
        "databank-series.csv",
        "CSV, 世界银行 DataBank 导出",
        &[
            "QGS SP.POP.TOTL 2021 523000",
            "QGS SP.POP.TOTL 2022 531000",
            "BSH SP.POP.TOTL 2022 210000",
            "QGS NY.GDP.MKTP.KD.ZG 2021 5.5 annual percent",
            "QGS NY.GDP.MKTP.KD.ZG 2022 - annual percent [O] `.. annual %`",
            "BSH NY.GDP.MKTP.KD.ZG 2022 -0.25 annual percent",
        ],
    ),
    (
        "databank-years.csv",
        "CSV, 世界银行 DataBank 导出",
        &[
            "QGS SP.POP.TOTL 2021 - [O] `..`",
            "QGS SP.POP.TOTL 2022 531000",
            "BSH SP.POP.TOTL 2021 210000",
            "BSH SP.POP.TOTL 2022 - [O] `..`",
            "EMU SP.POP.TOTL 2021 343000000",
            "EMU SP.POP.TOTL 2022 344000000",
        ],
    ),
    (
        "estat_eurostat-new.tsv",
        "TSV, Eurostat TSV",
        &[
            "XQ eurostat-new.MIO_EUR 2021-10..12 1200.5 M_EUR [E] `1200.5 e MIO_EUR`",
            "XQ eurostat-new.MIO_EUR 2022-01..03 ᵉ1250 M_EUR [P] `1250.0 p MIO_EUR`",
            "XB eurostat-new.MIO_EUR 2021-10..12 - M_EUR [O] `: MIO_EUR`",
            "XB eurostat-new.MIO_EUR 2022-01..03 85.5 M_EUR `85.5 MIO_EUR`",
        ],
    ),
    (
        "eurostat-old.tsv",
        "TSV, Eurostat TSV",
        &[
            "EU27_2020 eurostat-old.PC.I_IU 2020 88 percent `88 PC`",
            "EU27_2020 eurostat-old.PC.I_IU 2021 89 percent [B] `89 b PC`",
            "EU27_2020 eurostat-old.PC.I_IU 2022 90 percent `90 PC`",
            "NA eurostat-old.PC.I_IU 2020 51 percent [BU] `51 bu PC`",
            "NA eurostat-old.PC.I_IU 2021 0 percent [N] `0n PC`",
            "NA eurostat-old.PC.I_IU 2022 - percent [Q] `: c PC`",
            "XQ eurostat-old.PC.I_IU 2020 69 percent `69 PC`",
            "XQ eurostat-old.PC.I_IU 2021 - percent [O] `: PC`",
            "XQ eurostat-old.PC.I_IU 2022 ᵉ70.5 percent [P] `70.5 p PC`",
        ],
    ),
    (
        "halves.csv",
        "CSV, 宽表(列为时期)",
        &[
            "青山 GDP 2022-01..06 500.1 100M_CNY",
            "青山 GDP 2023-01..06 540.5 100M_CNY",
            "白沙 GDP 2022-01..06 200 100M_CNY",
            "白沙 GDP 2023-01..06 210 100M_CNY",
            "! halves.csv:1:34: nothing says which period `名义增速` is of, and it is ignored; write it into the heading: `2023年名义增速`",
        ],
    ),
    (
        "long-big5.csv",
        "BIG5, CSV, 长表",
        &[
            "青山 營業收入 2023 1331.5 100M_CNY",
            "白沙 營業收入 2023 88 100M_CNY",
            "南港 營業收入 2023 - 100M_CNY `－ 億元`",
        ],
    ),
    (
        "merged.xls",
        "xls, 园区×指标(截面)",
        &[
            "青山 年末从业人员/合计 2020 52000 person",
            "白沙 年末从业人员/合计 2020 41000 person",
            "青山 年末从业人员/女性 2020 21000 person",
            "白沙 年末从业人员/女性 2020 18000 person",
            "青山 企业数 2020 310 count",
            "白沙 企业数 2020 260 count",
        ],
    ),
    (
        "months.csv",
        "CSV, 宽表(列为指标)",
        &[
            "青山遊客中心 months 2022-01 1200",
            "青山遊客中心 months 2022-02 1300",
            "青山遊客中心 months 2022-03 1500",
            "青山遊客中心 months 2022 4000",
            "青山遊客中心 months 2023-01 1250",
            "青山遊客中心 months 2023-02 1310",
            "白沙遊客中心 months 2022-01 800",
            "白沙遊客中心 months 2022-02 0",
            "白沙遊客中心 months 2022-03 900",
            "白沙遊客中心 months 2022 1700",
            "白沙遊客中心 months 2023-01 810",
            "白沙遊客中心 months 2023-02 20",
            "! months.csv:1:4: the column `類型` names no kinds of figures and is ignored",
            "! months.csv:1:10: there is a second column like `縣市別`; the first one counts",
        ],
    ),
    (
        "nbs-annual.csv",
        "GB18030, CSV, 国家统计局导出",
        &[
            "全国 高新技术企业数 2021 330000 count",
            "全国 高新技术企业数 2022 400000 count",
            "全国 高新技术企业数 2023 463000 count",
            "全国 国内生产总值 2021 1149237 100M_CNY",
            "全国 国内生产总值 2023 1260582.1 100M_CNY",
            "全国 国内生产总值指数 2021 108.4 上年=100",
            "全国 国内生产总值指数 2022 103 上年=100",
            "全国 国内生产总值指数 2023 105.2 上年=100",
        ],
    ),
    (
        "nbs-months.csv",
        "GB18030, CSV, 国家统计局导出",
        &[
            "青山省 居民消费价格指数 2023-02 101.1 上年同月=100",
            "白沙省 居民消费价格指数 2023-02 100.9 上年同月=100",
            "白沙省 居民消费价格指数 2023-03 100.2 上年同月=100",
        ],
    ),
    (
        "nbs-quarters.csv",
        "GB18030, CSV, 国家统计局导出",
        &[
            "全国 国内生产总值当季值 2022-10..12 335508 100M_CNY",
            "全国 国内生产总值当季值 2023-01..03 284997 100M_CNY",
            "全国 国内生产总值当季值 2023-04..06 308038 100M_CNY",
            "全国 国内生产总值累计值 2022 1210207 100M_CNY",
            "全国 国内生产总值累计值 2023-01..03 284997 100M_CNY",
            "全国 国内生产总值累计值 2023-01..06 593034 100M_CNY",
        ],
    ),
    (
        "nbs-regions.csv",
        "GB18030, CSV, 国家统计局导出",
        &[
            "青山省 地区生产总值 2022 41540.9 100M_CNY",
            "青山省 地区生产总值 2023 43760.7 100M_CNY",
            "南港市 地区生产总值 2022 3902.9 100M_CNY",
        ],
    ),
    (
        "oecd-old.csv",
        "CSV, SDMX-CSV",
        &[
            "XQS oecd-old.GERD 2021 1402250000 CNY `1402.25×10^6 CNY`",
            "XBS oecd-old.GERD 2021 12000000 CNY [E] `12×10^6 CNY`",
        ],
    ),
    (
        "records.json",
        "JSON, 长表",
        &[
            "青山 营业收入 2022 1331.5 100M_CNY",
            "白沙 营业收入 2022 - 100M_CNY",
            "白沙 企业数 2022 ≥400 count `400余家`",
        ],
    ),
    ("records.ndjson", "JSON, 长表", &["青山 营业收入 2022 1331.5 100M_CNY", "白沙 营业收入 2022 86 100M_CNY"]),
    (
        "sdmx1.csv",
        "CSV, SDMX-CSV",
        &[
            "NA TST00001.MIO_EUR 2021 12.5 M_EUR",
            "NA TST00001.MIO_EUR 2022 ᵉ13.5 M_EUR [P]",
            "EA19 TST00001.MIO_EUR 2022 1000 M_EUR [B]",
            "XB TST00001.MIO_EUR 2022 - M_EUR [OQ]",
        ],
    ),
    (
        "sdmx2-both.csv",
        "CSV ;, SDMX-CSV 2",
        &[
            "XQS DF_MSTI.GERD.CNY 2021-01..03 1402.25 CNY `1402,25 CNY`",
            "XBS DF_MSTI.GERD.CNY 2021-04..06 12.5 CNY [E] `12,5 CNY`",
        ],
    ),
    (
        "sdmx2-id.csv",
        "CSV, SDMX-CSV 2",
        &[
            "XQS DF_MSTI.GERD.CNY 2021 1402250000 CNY `1402.25×10^6 CNY`",
            "XQS DF_MSTI.GERD.CNY 2022 - CNY [MO] `NaN×10^6 CNY`",
            "OECD DF_MSTI.GERD.CNY 2021 2500000000 CNY [E] `2.5×10^9 CNY`",
        ],
    ),
    (
        "sdmx2-name.csv",
        "CSV, SDMX-CSV 2",
        &[
            "XQS DF_MSTI.GERD.CNY 2021 1402250000 CNY `1402.25×10^6 CNY`",
            "XBS DF_MSTI.GERD.CNY 2021 ᵉ12000000 CNY [P] `12×10^6 CNY`",
        ],
    ),
    (
        "series.xlsx",
        "xlsx/ods, 宽表(列为指标)",
        &[
            "青山高新区历年主要经济指标 企业数 2019 250 count",
            "青山高新区历年主要经济指标 企业数 2020 270 count",
            "青山高新区历年主要经济指标 企业数 2021 300 count",
            "青山高新区历年主要经济指标 企业数 2022 310 count",
            "青山高新区历年主要经济指标 营业收入 2019 900.5 100M_CNY",
            "青山高新区历年主要经济指标 营业收入 2020 950 100M_CNY",
            "青山高新区历年主要经济指标 营业收入 2021 1050.25 100M_CNY",
            "青山高新区历年主要经济指标 营业收入 2022 1100 100M_CNY",
            "青山高新区历年主要经济指标 出口总额 2020 12.5 100M_USD",
            "青山高新区历年主要经济指标 出口总额 2021 13 100M_USD",
            "青山高新区历年主要经济指标 出口总额 2022 - 100M_USD `- 亿美元`",
        ],
    ),
    (
        "sheets.xlsx",
        "xlsx/ods, 园区×指标(截面) + xlsx/ods, 园区×指标(截面)",
        &[
            "青山 营业收入 2021 100 100M_CNY",
            "青山 营业收入 2022 110 100M_CNY",
            "白沙 营业收入 2021 80 100M_CNY",
            "白沙 营业收入 2022 90 100M_CNY",
            "合计 营业收入 2021 180 100M_CNY",
            "合计 营业收入 2022 200 100M_CNY",
            "青山 企业数 2021 310 count",
            "青山 企业数 2022 310 count",
            "白沙 企业数 2021 260 count",
            "白沙 企业数 2022 260 count",
            "合计 企业数 2021 570 count",
            "合计 企业数 2022 570 count",
        ],
    ),
    (
        "torch.xlsx",
        "xlsx/ods, 园区×指标(截面)",
        &[
            "合计 Total 企业数 2022 570 count",
            "青山高新区 Qingshan 企业数 2022 310 count",
            "青山北区 企业数 2022 120 count",
            "白沙高新区 Baisha 企业数 2022 260 count",
            "合计 Total 从业人员 2022 93000 person",
            "青山高新区 Qingshan 从业人员 2022 52000 person",
            "青山北区 从业人员 2022 21000 person",
            "白沙高新区 Baisha 从业人员 2022 41000 person",
            "合计 Total 营业收入/合计 2022 196000000 1k_CNY",
            "青山高新区 Qingshan 营业收入/合计 2022 110000000 1k_CNY",
            "青山北区 营业收入/合计 2022 - 1k_CNY `… 千元`",
            "白沙高新区 Baisha 营业收入/合计 2022 86000000 1k_CNY",
            "合计 Total 营业收入/产品销售收入 2022 150000000 1k_CNY",
            "青山高新区 Qingshan 营业收入/产品销售收入 2022 90000000 1k_CNY",
            "青山北区 营业收入/产品销售收入 2022 30000000 1k_CNY",
            "白沙高新区 Baisha 营业收入/产品销售收入 2022 60000000 1k_CNY",
            "合计 Total R&D经费占比 2022 3.16 percent `3.16%`",
            "青山高新区 Qingshan R&D经费占比 2022 3.34 percent `3.34%`",
            "白沙高新区 Baisha R&D经费占比 2022 2.9 percent `2.9%`",
        ],
    ),
    ("percents.ods", "xlsx/ods, 园区×指标(截面)", PERCENTS),
    ("percents.xls", "xls, 园区×指标(截面)", PERCENTS),
    (
        "percents-rk.xls",
        "xls, 园区×指标(截面)",
        &[
            "青山 营业收入 2023 121.5 100M_CNY",
            "白沙 营业收入 2023 90 100M_CNY",
            "青山 增长率 2023 3 percent `3%`",
            "白沙 增长率 2023 -1 percent `-1%`",
            "青山 利润率 2023 7 percent `7%`",
            "白沙 利润率 2023 12 percent `12%`",
        ],
    ),
    (
        "weo.xls",
        "TSV, 宽表(列为时期)",
        &[
            "Qingshan Gross domestic product 2021 1101500000000 National currency `1,101.5×10^9 National currency`",
            "Qingshan Gross domestic product 2022 1150250000000 National currency `1,150.25×10^9 National currency`",
            "Baisha Gross domestic product 2021 - National currency `--×10^9 National currency`",
            "Baisha Gross domestic product 2022 12500000000 National currency `12.5×10^9 National currency`",
            "Qingshan Gross domestic product(Percent change) 2021 -14.5 Percent change",
            "Qingshan Gross domestic product(Percent change) 2022 - Percent change [O] `n/a Percent change`",
            "Baisha Gross domestic product(Percent change) 2021 2.5 Percent change",
            "Baisha Gross domestic product(Percent change) 2022 3 Percent change",
        ],
    ),
    (
        "wide-indicators.csv",
        "CSV, 宽表(列为指标)",
        &[
            "青山 营业收入 2022 110000000 1k_CNY `110,000,000 千元`",
            "青山 营业收入 2023 121000000 1k_CNY `121,000,000 千元`",
            "白沙 营业收入 2022 86000000 1k_CNY `86,000,000 千元`",
            "青山 从业人员 2022 52000 person",
            "白沙 从业人员 2022 41000 person",
            "青山 企业数 2022 310 count",
            "青山 企业数 2023 315 count",
            "白沙 企业数 2022 260 count",
            "青山 R&D经费占比 2022 3.34 percent",
            "青山 R&D经费占比 2023 3.5 percent",
            "白沙 R&D经费占比 2022 2.9 percent",
        ],
    ),
    (
        "wide-years.csv",
        "CSV, 宽表(列为时期)",
        &[
            "合计 各园区营业收入 2021 180000 10k_CNY",
            "合计 各园区营业收入 2022 196000 10k_CNY",
            "青山 各园区营业收入 2021 100000 10k_CNY",
            "青山 各园区营业收入 2022 110000 10k_CNY",
            "青山 各园区营业收入 2023 121000 10k_CNY",
            "青山北区 各园区营业收入 2021 40000 10k_CNY",
            "青山北区 各园区营业收入 2022 45000 10k_CNY",
            "青山北区 各园区营业收入 2023 - 10k_CNY `… 万元`",
            "白沙 各园区营业收入 2021 80000 10k_CNY",
            "白沙 各园区营业收入 2022 86000 10k_CNY",
            "白沙 各园区营业收入 2023 - 10k_CNY `- 万元`",
        ],
    ),
    (
        "worldbank.csv",
        "CSV, 世界银行 CSV",
        &[
            "QGS SP.POP.TOTL 2021 523000",
            "QGS SP.POP.TOTL 2022 531000",
            "WLD SP.POP.TOTL 2021 7888408686",
            "WLD SP.POP.TOTL 2022 7950946801",
            "BSH NY.GDP.MKTP.KD.ZG 2021 5.5 annual percent",
            "BSH NY.GDP.MKTP.KD.ZG 2022 -0.25 annual percent",
        ],
    ),
    (
        "worldbank.json",
        "JSON, 长表",
        &["QGS SP.POP.TOTL 2022 531000", "QGS SP.POP.TOTL 2023 -", "WLD SP.POP.TOTL 2022 7950946801"],
    ),
    (
        "years.ods",
        "xlsx/ods, 宽表(列为时期)",
        &["青山 营业收入 2021 100.5", "青山 营业收入 2022 110", "白沙 营业收入 2022 ≈86 `约86`"],
    ),
    (
        "各园区主要指标2022年.csv",
        "CSV, 园区×指标(截面)",
        &[
            "青山 营业收入 2022 4.2 1T_CNY `4.2万亿元`",
            "白沙 营业收入 2022 0.086 1T_CNY `860亿元`",
            "南港 营业收入 2022 ≈0.012 1T_CNY `近120亿元`",
            "青山 增速 2022 7.5 percent",
            "白沙 增速 2022 -1.2 percent",
            "南港 增速 2022 - percent `… %`",
            "青山 企业数 2022 ≥400 count `400余家`",
            "白沙 企业数 2022 ≈260 count `约260`",
            "南港 企业数 2022 - count `—`",
        ],
    ),
];

/// A format that shows percents, and one that only shows the sign.
const PERCENTS: &[&str] = &[
    "青山 营业收入 2023 121.5 100M_CNY",
    "白沙 营业收入 2023 90 100M_CNY",
    "青山 增长率 2023 3.34 percent `3.34%`",
    "白沙 增长率 2023 -1.2 percent `-1.2%`",
    "青山 利润率 2023 7 percent `7%`",
    "白沙 利润率 2023 12.5 percent `12.5%`",
    "青山 强度 2023 3.34",
    "白沙 强度 2023 2.5",
];

/// One long table in every container and encoding.
const CONTAINERS: &[(&str, &str)] = &[
    ("long-gb18030.csv", "GB18030, CSV, 长表"),
    ("long-pipe.txt", "CSV |, 长表"),
    ("long-semicolon.csv", "CSV ;, 长表"),
    ("long-utf16.txt", "UTF-16LE, TSV, 长表"),
    ("long.arrow", "Parquet/Arrow, 长表"),
    ("long.csv", "CSV, 长表"),
    ("long.csv.gz", "gzip, CSV, 长表"),
    ("long.csv.zst", "zstd, CSV, 长表"),
    ("long.parquet", "Parquet/Arrow, 长表"),
    ("long.tsv", "TSV, 长表"),
];

const LONG: &[&str] = &[
    "青山 营业收入 2022 1331.5 100M_CNY",
    "青山 营业收入 2023 1402 100M_CNY",
    "南港 营业收入 2022 - 100M_CNY",
    "白沙 企业数 2022 ≥400 count",
    "南港 研发强度 2022 3.34 percent",
];

/// The totals in a file, and the rows that are part of another one (其中).
const WHOLES: &[(&str, &[&str], &[&str])] = &[
    ("databank-years.csv", &["EMU"], &[]),
    ("eurostat-old.tsv", &["EU27_2020"], &[]),
    ("nbs-annual.csv", &["全国"], &[]),
    ("nbs-quarters.csv", &["全国"], &[]),
    ("sdmx1.csv", &["EA19"], &[]),
    ("sdmx2-id.csv", &["OECD"], &[]),
    ("sheets.xlsx", &["合计"], &[]),
    ("torch.xlsx", &["合计 Total"], &["青山北区 of 青山高新区 Qingshan"]),
    ("wide-years.csv", &["合计"], &["青山北区 of 青山"]),
    ("worldbank.csv", &["WLD"], &[]),
    ("worldbank.json", &["WLD"], &[]),
];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shapes")
}

fn open(file: &str) -> Dataset {
    let options = Options { columns: store::columns::read, ..Options::default() };
    load(&Request { inputs: vec![Input::Path(folder().join(file))], options }).unwrap()
}

fn row(dataset: &Dataset, row: usize) -> String {
    let seen = dataset.observations.get(FactId::at(row));
    let catalog = &dataset.catalog;
    let unit = catalog.indicator(seen.fact.indicator).unit.to_string();
    let value = seen.value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    let mut words = vec![
        catalog.park(seen.fact.park).slug.clone(),
        catalog.indicator(seen.fact.indicator).slug.clone(),
        seen.fact.period.to_string(),
        format!("{}{value}", seen.mark.sign()),
    ];
    words.extend(Some(unit).filter(|unit| !unit.is_empty()));
    words.extend(seen.status.map(|status| format!("[{status}]")));
    words.extend(seen.raw.map(|raw| format!("`{raw}`")));
    words.join(" ")
}

/// What is read from a file and what is said of it, and what it was taken for.
fn read(file: &str) -> (Vec<String>, String) {
    let dataset = open(file);
    let prefix = format!("{}/", folder().display());
    let said = dataset.problems.iter().map(|problem| format!("! {}", problem.to_string().replace(&prefix, "")));
    let rows = (0..dataset.observations.len()).map(|nth| row(&dataset, nth)).chain(said).collect();
    let forms: Vec<_> = dataset.files.iter().map(|file| file.form.as_str()).collect();
    (rows, forms.join(" + "))
}

#[test]
fn every_shape_is_read_row_by_row() {
    for (file, form, rows) in SHAPES {
        let (found, taken_for) = read(file);
        assert_eq!((found, taken_for.as_str()), (rows.iter().map(ToString::to_string).collect(), *form), "{file}");
    }
}

#[test]
fn a_table_is_the_same_whatever_holds_it() {
    for (file, form) in CONTAINERS {
        let (found, taken_for) = read(file);
        let found: Vec<&str> = found.iter().map(|row| row.split(" `").next().unwrap_or(row)).collect();
        assert_eq!((found.as_slice(), taken_for.as_str()), (LONG, *form), "{file}");
    }
}

#[test]
fn totals_are_aggregates_and_parts_have_a_whole() {
    for (file, totals, parts) in WHOLES {
        let catalog = open(file).catalog;
        let aggregates = catalog.parks.iter().filter(|park| park.level == Level::Aggregate);
        let aggregates: Vec<&str> = aggregates.map(|park| park.slug.as_str()).collect();
        let of = |park: &crate::model::Park| {
            park.parent.map(|whole| format!("{} of {}", park.slug, catalog.park(whole).slug))
        };
        let found: Vec<String> = catalog.parks.iter().filter_map(of).collect();
        assert_eq!(
            (aggregates.as_slice(), found),
            (*totals, parts.iter().map(ToString::to_string).collect()),
            "{file}"
        );
    }
}

#[test]
fn every_file_stands_in_a_table() {
    let names = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    for name in names.filter(|name| name != "README.md") {
        let is_shape = SHAPES.iter().any(|(file, ..)| *file == name);
        assert!(is_shape || CONTAINERS.iter().any(|(file, _)| *file == name), "{name}");
    }
}
