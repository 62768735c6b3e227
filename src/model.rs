//! The vocabulary of the subject: parks, indicators, periods, observations and where they come from. No files, no threads, no drawing.

pub mod catalog;
pub mod dataset;
pub mod expr;
pub mod find;
pub mod group;
pub mod id;
pub mod indicator;
pub mod label;
pub mod lens;
pub mod mark;
pub mod measure;
pub mod observation;
pub mod park;
pub mod period;
pub mod problem;
pub mod remark;
pub mod scheme;
pub mod source;
pub mod unit;

pub use catalog::Catalog;
pub use dataset::Dataset;
pub use group::Group;
pub use id::{FactId, FileId, GroupId, IndicatorId, ParkId, SchemeId, SourceId};
pub use indicator::{Adds, Better, Category, Indicator, Nature};
pub use label::{Label, Lang};
pub use lens::At;
pub use mark::Mark;
pub use measure::{Form, Measure};
pub use observation::{Fact, Kind, Observation, Observations, Place};
pub use park::{Level, Park};
pub use period::Period;
pub use problem::{Problem, Rule, Severity};
pub use remark::{Remark, RemarkKind};
pub use scheme::Scheme;
pub use source::{Grade, Source};
pub use unit::Unit;
