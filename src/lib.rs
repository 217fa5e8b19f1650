//! drawsim simulates Canada's Express Entry: candidates, rounds of invitations, cutoffs.
//!
//! The modules stand in the order in which data flows, and each uses only those above it.

pub mod time;

pub mod rng;

pub mod document;

pub mod table;

pub mod scenario;

pub mod policy;

pub mod published;

pub mod population;

pub mod pool;

pub mod profiles;

pub mod round;

pub mod intake;

pub mod calendar;

pub mod record;

pub mod model;

pub mod government;

pub mod simulation;

pub mod experiment;

pub mod report;

pub mod cli;
