//! What is known of indicators of the shipped catalogue. A row counts only where slug and unit are those named here.

/// A part and the whole it lies in, of one unit.
pub struct Pair {
    pub part: &'static str,
    pub whole: &'static str,
}

const fn pair(part: &'static str, whole: &'static str) -> Pair {
    Pair { part, whole }
}

/// Parts by definition: neither may be more than its whole for one park and period.
pub const PAIRS: &[Pair] = &[
    // Value added: GDP is that of all industries.
    pair("sec_va", "gdp"),
    pair("ter_va", "gdp"),
    pair("services_va", "gdp"),
    pair("iva", "gdp"),
    pair("iva_above_size", "gdp"),
    pair("iva_above_size", "iva"),
    pair("iva", "sec_va"),
    pair("digital_core_va", "gdp"),
    pair("digital_va", "gdp"),
    pair("digital_core_va", "digital_va"),
    pair("hitech_va", "gdp"),
    pair("sei_va", "gdp"),
    // Output and revenue.
    pair("gross_output_above_size", "gross_output"),
    pair("hitech_output", "gross_output"),
    pair("emerging_output", "gross_output"),
    pair("iva", "gross_output"),
    pair("iva_above_size", "gross_output_above_size"),
    pair("tech_revenue", "revenue"),
    pair("hitech_revenue", "revenue"),
    pair("software_revenue", "revenue"),
    pair("revenue_industrial", "revenue"),
    pair("revenue_six_fields", "revenue"),
    pair("net_profit", "total_profit"),
    pair("exports_cny", "trade_cny"),
    pair("exports_usd", "trade_usd"),
    pair("industrial_investment", "fai"),
    pair("hitech_investment", "fai"),
    pair("budget_revenue", "fiscal_total"),
    // Firms.
    pair("hte_count", "enterprises"),
    pair("hte_count", "registered_enterprises"),
    pair("sci_sme_count", "registered_enterprises"),
    pair("enterprises", "market_entities"),
    pair("enterprises_above_size", "enterprises"),
    pair("enterprises_above_size_industrial", "enterprises_above_size"),
    pair("enterprises_above_size_services", "enterprises_above_size"),
    pair("industrial_enterprises", "enterprises"),
    pair("enterprises_over_100m", "enterprises"),
    pair("foreign_enterprises", "enterprises"),
    pair("listed_companies", "enterprises"),
    pair("unicorns", "enterprises"),
    pair("enterprises_exporting", "enterprises"),
    // People.
    pair("rd_personnel", "employees"),
    pair("rd_fte", "rd_personnel"),
    pair("st_personnel", "employees"),
    pair("talents_new", "talents"),
    // Patents: inventions are one of three kinds.
    pair("invention_applications", "patent_applications"),
    pair("invention_grants", "patents_granted"),
    pair("invention_patents_valid", "patents_valid"),
    pair("patent_applications", "patent_applications_cum"),
    pair("patents_granted", "patents_granted_cum"),
    // Zones and land.
    pair("zones_national", "zones_count"),
    pair("zones_provincial", "zones_count"),
    pair("zones_new", "zones_count"),
    pair("zones_over_100bn", "zones_count"),
    pair("rd_institutions_national", "rd_institutions_prov_up"),
    pair("area_core", "area_planned"),
];

/// What a soft range is about.
pub enum Measured {
    /// An indicator, by slug and unit.
    Printed { slug: &'static str, unit: &'static str },
    /// A ratio of two indicators of one park and period, `scale · part ÷ whole`, each by slug and unit.
    Computed { part: (&'static str, &'static str), whole: (&'static str, &'static str), scale: f64, unit: &'static str },
}

/// Between what values an indicator has been seen. Beyond is worth a look, no more.
pub struct Soft {
    pub of: Measured,
    pub low: f64,
    pub high: f64,
    /// What the range rests on.
    pub evidence: &'static str,
}

/// The evidence is from 2002 on: money of before this year was another size.
pub const RANGES_SINCE: i32 = 2000;

pub const RANGES: &[Soft] = &[
    Soft {
        of: Measured::Printed { slug: "rd_intensity_gdp", unit: "percent" },
        low: 0.1,
        high: 20.0,
        evidence: "zones and counties 3 to 14, countries 0.05 to 6",
    },
    Soft {
        of: Measured::Printed { slug: "rd_intensity_revenue", unit: "percent" },
        low: 0.2,
        high: 15.0,
        evidence: "all national zones about 2",
    },
    Soft {
        of: Measured::Printed { slug: "invention_patents_per_10k_pop", unit: "per_10k_people" },
        low: 0.0,
        high: 1500.0,
        evidence: "cities 52 to 97, zones up to 598",
    },
    Soft {
        of: Measured::Printed { slug: "gdp_share_city", unit: "percent" },
        low: 0.0,
        high: 60.0,
        evidence: "41 of 147 zones at 20 or more in 2015",
    },
    Soft {
        of: Measured::Computed {
            part: ("revenue", "100M_CNY"),
            whole: ("employees", "10k_person"),
            scale: 1.0,
            unit: "10k_CNY_per_person",
        },
        low: 20.0,
        high: 1000.0,
        evidence: "all zones 44 in 2002 and 205 in 2023, Zhongguancun 330 in 2024",
    },
    Soft {
        of: Measured::Computed {
            part: ("gross_output", "100M_CNY"),
            whole: ("revenue", "100M_CNY"),
            scale: 100.0,
            unit: "percent",
        },
        low: 0.0,
        high: 120.0,
        evidence: "all zones 58, Zhongguancun 14",
    },
    Soft {
        of: Measured::Computed {
            part: ("iva", "100M_CNY"),
            whole: ("gross_output", "100M_CNY"),
            scale: 100.0,
            unit: "percent",
        },
        low: 5.0,
        high: 60.0,
        evidence: "all zones 23.5 to 25.4 in 2002 to 2006",
    },
    Soft {
        of: Measured::Computed {
            part: ("total_profit", "100M_CNY"),
            whole: ("revenue", "100M_CNY"),
            scale: 100.0,
            unit: "percent",
        },
        low: -20.0,
        high: 30.0,
        evidence: "all zones 4.7 to 5.4 in 2002 to 2006",
    },
];

/// Revenue of a single national zone.
pub const ZONE_REVENUE: Soft = Soft {
    of: Measured::Printed { slug: "revenue", unit: "100M_CNY" },
    low: 10.0,
    high: 110_000.0,
    evidence: "97 zones above 1000 in 2021, Zhongguancun 103022 in 2024",
};

/// A share of a whole beside the shares of its parts.
pub struct Shares {
    pub whole: &'static str,
    pub parts: &'static [&'static str],
    /// The weight in the whole that parts not listed may have.
    pub rest: f64,
}

/// Primary industry is not among the parts: under a tenth of GDP in the provinces that print such shares.
pub const SHARES: &[Shares] =
    &[Shares { whole: "gdp_share_province", parts: &["share_prov_secondary_va", "share_prov_tertiary_va"], rest: 0.1 }];

/// How a ratio's unit follows from its parts: the units of numerator and denominator, and what their quotient is times.
pub struct Quotient {
    pub unit: &'static str,
    /// None: whatever the denominator is in.
    pub units: Option<(&'static str, &'static str)>,
    pub scale: f64,
}

pub const QUOTIENTS: &[Quotient] = &[
    Quotient { unit: "percent", units: None, scale: 100.0 },
    Quotient { unit: "permille", units: None, scale: 1000.0 },
    Quotient { unit: "CNY", units: Some(("CNY", "person")), scale: 1.0 },
    Quotient { unit: "per_10k_people", units: Some(("count", "10k_person")), scale: 1.0 },
    Quotient { unit: "100M_CNY_per_km2", units: Some(("100M_CNY", "km2")), scale: 1.0 },
    Quotient { unit: "10k_CNY_per_person", units: Some(("10k_CNY", "person")), scale: 1.0 },
    Quotient { unit: "10k_CNY_per_mu", units: Some(("10k_CNY", "mu")), scale: 1.0 },
    Quotient { unit: "tce_per_10k_CNY", units: Some(("tce", "10k_CNY")), scale: 1.0 },
];

/// Words in the names of amounts that may be below zero: profits, balances, net changes.
pub const SIGNED: &[&str] = &[
    "profit",
    "net",
    "balance",
    "change",
    "growth",
    "increase",
    "surplus",
    "deficit",
    "loss",
    "gap",
    "contribution",
    "利润",
    "盈",
    "亏",
    "净",
    "差",
    "余额",
    "结余",
    "变化",
    "变动",
    "增",
    "同比",
    "环比",
    "贡献",
    "拉动",
    "损",
];
