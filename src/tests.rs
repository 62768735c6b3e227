//! The program from the inside: journeys, sweeps over every screen, the truth of the shipped figures, and the layers.

mod brief;
mod colours;
mod columns;
mod commands;
pub mod corpus;
mod flows;
mod frames;
mod gaps;
mod hints;
mod hostile;
mod layers;
mod looks;
mod questions;
mod scopes;
mod scores;
mod storm;
mod sweep;
mod targets;
mod tester;
mod truth;
pub mod worked;
mod writers;
