//! Expressions on the command line: which parks to show, and columns to compute.

use clap::Args;

/// What is typed as an expression.
#[derive(Args, Debug)]
pub struct Expressions {
    /// Show these parks only: '省=浙江 and 营收>1000亿 and 级别=国家级'; ranks are still over the whole group
    #[arg(long = "where", value_name = "EXPR")]
    pub filter: Option<String>,
}

/// Columns that are computed.
#[derive(Args, Clone, Debug, Default)]
pub struct Columns {
    /// Compute a column: '出口强度=出口总额/营业收入', or without a name; may be repeated
    #[arg(long = "column", value_name = "NAME=FORMULA")]
    pub columns: Vec<String>,
}
