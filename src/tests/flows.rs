//! Journeys: what somebody does, and what they then see.

mod figures;
mod lens;
mod life;
mod matrix;
mod measure;
mod quality;
mod reread;
mod table;
