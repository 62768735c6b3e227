//! Journeys: what somebody does, and what they then see.

mod column;
mod copy;
mod distribution;
mod export;
mod expression;
mod figures;
mod find;
mod groups;
mod lens;
mod life;
mod matrix;
mod measure;
mod meeting;
mod mouse;
mod palette;
mod peers;
mod places;
mod quadrant;
mod quality;
mod read_only;
mod reread;
mod shift;
mod table;
mod views;
