//! What is wrong with an expression, and where.

use crate::model::{Label, Lang};

/// From one character to before another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Span {
    pub from: usize,
    pub to: usize,
}

impl Span {
    /// The characters `from..to`.
    pub const fn new(from: usize, to: usize) -> Self {
        Self { from, to }
    }

    /// From the beginning of one to the end of the other.
    #[must_use]
    pub const fn upto(self, other: Self) -> Self {
        Self { from: self.from, to: other.to }
    }

    /// The part of the text.
    pub fn of(self, text: &str) -> String {
        text.chars().skip(self.from).take(self.to.saturating_sub(self.from)).collect()
    }
}

/// A mistake and its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slip {
    pub at: Span,
    pub what: Wrong,
}

/// What is wrong there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// There is nothing to read.
    Empty,
    /// The text is longer, or nested deeper, than anyone writes.
    TooLong,
    TooDeep,
    /// A character that means nothing here.
    Character(char),
    /// A quotation that is not closed.
    Unclosed(char),
    /// A bracket that is not closed, or was not opened.
    Bracket(char),
    /// A name, a number or a bracket was expected.
    NoOperand,
    /// Two things side by side with nothing between them.
    NoOperator,
    /// The text ends where something was still to come.
    Unfinished,
    /// A number that cannot be read.
    Number,
    /// `@` stands before a year or another period.
    Period,
    /// A unit nobody knows.
    UnknownUnit(String),
    /// A unit that the amount is not counted in; its own unit.
    UnitDiffers {
        has: String,
        own: Label,
    },
    /// 万 or 亿 of something that has several units: which one has to be said.
    UnitUnsaid,
    /// A plain number beside a percentage: 5 or 500%.
    PlainBesidePercent,
    /// Amounts of two kinds are added, or compared.
    Differ {
        one: Label,
        other: Label,
    },
    /// No indicator and no property of a park is called so; names that are near, or that it is part of.
    Unknown {
        name: String,
        near: Vec<Label>,
    },
    /// It fits several indicators.
    Several {
        name: String,
        of: Vec<Label>,
    },
    /// No park has that value of the property; values that are near.
    NoSuchValue {
        property: Label,
        value: String,
        near: Vec<String>,
    },
    /// No park of the data says the property.
    NobodySays(Label),
    /// The operator makes no sense for a property in words.
    NotForWords(Label),
    /// `~` and lists of words are for properties, not for figures.
    NotForFigures,
    /// A test (a comparison, `and`, `or`) was expected and this is an amount.
    NotATest,
    /// An amount was expected and this is a test.
    NotAnAmount,
    /// A name of an indicator was expected.
    NotAnIndicator,
    /// An indicator is called so, sign and all.
    Quote(String),
    /// Two periods in what is compared or computed.
    TwoPeriods,
    /// A column is of one period, the one shown.
    NoPeriodHere,
    /// One figure is of firms above a size, the other is not.
    Perimeter,
    /// Money in two currencies, or at the prices of two years.
    Currencies,
    /// Ranks are not added or divided.
    OfRank,
    /// The formula holds no indicator.
    NoFigure,
    /// A division by a number that is zero.
    ByZero,
    /// Another indicator is called so already.
    Taken(String),
}

impl Slip {
    /// A mistake there.
    pub const fn new(at: Span, what: Wrong) -> Self {
        Self { at, what }
    }

    /// What is wrong, in words, with a way out where there is one.
    pub fn words(&self, lang: Lang) -> String {
        self.what.words(lang)
    }
}

impl Wrong {
    #[expect(clippy::too_many_lines, reason = "one line of words for each mistake")]
    fn words(&self, lang: Lang) -> String {
        let t = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
        let label = |label: &Label| label.get(lang).to_owned();
        match self {
            Self::Empty => t("没有内容", "there is nothing here"),
            Self::TooLong => t("太长", "too long"),
            Self::TooDeep => t("括号或否定套得太深", "nested too deep"),
            Self::Character(c) => match lang {
                Lang::Zh => format!("`{c}` 在这里没有意义"),
                Lang::En => format!("`{c}` means nothing here"),
            },
            Self::Unclosed(c) => match lang {
                Lang::Zh => format!("缺少结尾的 `{c}`"),
                Lang::En => format!("the closing `{c}` is missing"),
            },
            Self::Bracket(c) => match lang {
                Lang::Zh => format!("`{c}` 没有配对"),
                Lang::En => format!("`{c}` has no partner"),
            },
            Self::NoOperand => t("这里应是名称、数或括号", "a name, a number or a bracket is expected here"),
            Self::NoOperator => t(
                "这里缺运算符 (= > < and or + - * /)；带空格的名称请加引号",
                "an operator is missing here (= > < and or + - * /); quote a name that has blanks",
            ),
            Self::Unfinished => t("还没有写完", "something is still to come"),
            Self::Number => t("读不出这个数", "this number cannot be read"),
            Self::Period => t("@ 后面写年份或时期，如 @2022", "after @ comes a year or another period, such as @2022"),
            Self::UnknownUnit(unit) => match lang {
                Lang::Zh => format!("不认识单位 `{unit}`"),
                Lang::En => format!("`{unit}` is no known unit"),
            },
            Self::UnitDiffers { has, own } => match lang {
                Lang::Zh => format!("单位 `{has}` 不能换算成{}", own.zh),
                Lang::En => format!("`{has}` does not convert into {}", own.en),
            },
            Self::UnitUnsaid => t("请写明单位，如 3万平方米", "say of what, such as 3万平方米"),
            Self::PlainBesidePercent => {
                t("与百分数相加减，请写明 %，如 100%", "beside a percentage write the %, such as 100%")
            }
            Self::Differ { one, other } => match lang {
                Lang::Zh => format!("两边不是同一种量: {} 与 {}", one.zh, other.zh),
                Lang::En => format!("the two sides are not of one kind: {} and {}", one.en, other.en),
            },
            Self::Unknown { name, near } => {
                let near: Vec<String> = near.iter().map(label).collect();
                match (near.is_empty(), lang) {
                    (true, Lang::Zh) => format!("没有叫 `{name}` 的指标或属性"),
                    (true, Lang::En) => format!("no indicator and no property is called `{name}`"),
                    (false, Lang::Zh) => format!("没有叫 `{name}` 的指标或属性，是否指 {}", near.join("、")),
                    (false, Lang::En) => {
                        format!("no indicator and no property is called `{name}`; did you mean {}?", near.join(", "))
                    }
                }
            }
            Self::Several { name, of } => {
                let list: Vec<String> = of.iter().take(5).map(label).collect();
                let more = if of.len() > 5 { lang.pick("等", ", …") } else { "" };
                match lang {
                    Lang::Zh => format!("`{name}` 可指 {} 个指标: {}{more}", of.len(), list.join("、")),
                    Lang::En => format!("`{name}` fits {} indicators: {}{more}", of.len(), list.join(", ")),
                }
            }
            Self::NoSuchValue { property, value, near } => {
                let (zh, en) = if near.is_empty() {
                    (String::new(), String::new())
                } else {
                    (format!("，有 {}", near.join("、")), format!("; there is {}", near.join(", ")))
                };
                match lang {
                    Lang::Zh => format!("没有园区的{}是 `{value}`{zh}", property.zh),
                    Lang::En => format!("of no park the {} is `{value}`{en}", property.en),
                }
            }
            Self::NobodySays(property) => match lang {
                Lang::Zh => format!("数据里没有园区的{}", property.zh),
                Lang::En => format!("the data says the {} of no park", property.en),
            },
            Self::NotForWords(property) => match lang {
                Lang::Zh => format!("{}只能用 = != ~ in", property.zh),
                Lang::En => format!("for the {} write = != ~ or in", property.en),
            },
            Self::NotForFigures => t("指标只能用 = != > < 或 in", "for figures write = != > < or in"),
            Self::NotATest => {
                t("这不是条件: 与一个数比较，如 > 1000亿", "this is no condition: compare it, as with > 1000")
            }
            Self::NotAnAmount => t("这里应是数或指标，不是条件", "an amount is expected here, not a condition"),
            Self::NotAnIndicator => t("这里应是指标或属性的名称", "the name of an indicator or a property is expected"),
            Self::Quote(name) => match lang {
                Lang::Zh => format!("有指标就叫 {name}: 请写 [{name}]"),
                Lang::En => format!("an indicator is called {name}: write [{name}]"),
            },
            Self::TwoPeriods => t("一次比较只能用同一时期", "what is compared or computed is of one period"),
            Self::NoPeriodHere => t("列随所看的时期，不能写 @", "a column is of the period shown; it takes no @"),
            Self::Perimeter => t("口径不同 (规上与全部)，不能合算", "perimeters differ (above-size and all)"),
            Self::Currencies => t("币种或价格基期不同，不能合算", "two currencies or price bases"),
            Self::OfRank => t("位次不能加减乘除", "ranks are not added or divided"),
            Self::NoFigure => t("算式里没有指标", "there is no indicator in the formula"),
            Self::ByZero => t("除数是零", "this divides by zero"),
            Self::Taken(name) => match lang {
                Lang::Zh => format!("已有叫 `{name}` 的指标，请另取名称"),
                Lang::En => format!("an indicator is called `{name}` already; take another name"),
            },
        }
    }
}
