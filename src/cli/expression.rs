//! Expressions on the command line: which parks to show.

use clap::Args;

/// What is typed as an expression.
#[derive(Args, Debug)]
pub struct Expressions {
    /// Show these parks only: '省=浙江 and 营收>1000亿 and 级别=国家级'; ranks are still over the whole group
    #[arg(long = "where", value_name = "EXPR")]
    pub filter: Option<String>,
}
