//! Journeys: what somebody does, and what they then see.

mod distribution;
mod figures;
mod lens;
mod life;
mod matrix;
mod measure;
mod quality;
mod reread;
mod table;
