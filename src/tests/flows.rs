//! Journeys: what somebody does, and what they then see.

mod figures;
mod lens;
mod life;
mod measure;
mod peers;
mod places;
mod quadrant;
mod quality;
mod reread;
mod table;
