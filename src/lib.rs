//! drawsim simulates the pool of Express Entry, Canada's system for selecting economic immigrants, candidate
//! by candidate: who submits a profile, how scores change, which rounds of invitations are held, who is
//! invited, and who is admitted.
//!
//! A scenario is a TOML file: the years, the people, the rounds, and reforms of the law. This library runs
//! one, many times with other random numbers, and says what the cutoffs are and how they vary. The binary
//! `drawsim` does the same from the command line and writes tables and charts.
//!
//! # Example
//!
//! Run a shipped scenario and print the cutoff of each round:
//!
//! ```
//! use drawsim::{Model, Overlay, gather};
//!
//! // A name of a shipped scenario or a path. An overlay changes keys, seed or replications.
//! let overlay = Overlay { set: vec!["population.scale=0.02".to_owned()], ..Overlay::default() };
//! let (scenario, model) = Model::load("tiny", &overlay)?;
//!
//! let threads = 2; // No result depends on it.
//! let findings = gather(&model, scenario.replications(), threads, || ())?;
//!
//! for round in &findings.cutoffs {
//!     if let Some(cutoff) = round.cutoff {
//!         println!("{} {}: {:.0}", round.date, round.round_type, cutoff.mean);
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The programs in the folder `examples` go on from here: `run_a_scenario`, `sweep_a_parameter` (paired
//! differences with common random numbers) and `custom_population` (another arrival stream).
//!
//! # From a file to a result
//!
//! 1. [`Scenario::load`] reads the file, those it extends, and an [`Overlay`]. All mistakes are reported at
//!    once, each with its line.
//! 2. [`Model::new`] gives it meaning: the [`Law`] over time, the people, the calendar of rounds.
//!    [`Model::load`] does both.
//! 3. [`run`] simulates one replication into a [`Record`]; [`State`] is the same step by step, with the pool
//!    open to view. [`gather`] runs many and folds them into [`Findings`]. [`run_ensemble`] keeps the counts
//!    of each.
//! 4. [`experiment`] judges and compares runs; [`report`] writes them.
//!
//! The same version, platform, scenario and seed give the same bytes, on any number of threads. Random
//! numbers are keyed by person and purpose: two scenarios with one seed meet the same people with the same
//! luck, so that a difference between them is the effect of the change.
//!
//! # Rooms
//!
//! The modules stand in the order in which data flows. A module uses only modules above it.
//!
//! | module | what it holds |
//! |---|---|
//! | [`time`] | instants, days, ages |
//! | [`rng`] | random streams keyed by person, purpose and occasion |
//! | [`scenario`] | a scenario as written, checked for form |
//! | [`policy`] | the law as dated values, the rules compiled from it, profiles and scores, Levels Plans |
//! | [`published`] | rounds, snapshots and invitations as IRCC published them |
//! | [`population`] | arrivals, profiles, lives in the pool, nominations, responses to invitations |
//! | [`pool`] | the candidates in the pool, with score and eligibility |
//! | [`round`] | who is invited, a pure function of pool and instruction |
//! | [`record`] | what a run writes |
//! | [`model`] | a scenario given meaning |
//! | `government` | what the department knows and decides: sizes of rounds, nominations |
//! | [`simulation`] | the state of a run and the loop over its events |
//! | [`experiment`] | many runs: ensembles, comparisons, judging, calibration, backtests, inverse questions |
//! | [`report`] | tables, charts and words of a result |

pub mod time;

pub mod rng;

#[doc(hidden)]
pub mod document;

#[doc(hidden)]
pub mod table;

pub mod scenario;

pub mod policy;

pub mod published;

pub mod population;

pub mod pool;

#[doc(hidden)]
pub mod profiles;

pub mod round;

#[doc(hidden)]
pub mod intake;

pub(crate) mod calendar;

pub mod record;

pub mod model;

pub(crate) mod government;

pub mod simulation;

pub mod experiment;

pub mod report;

#[doc(hidden)]
pub mod cli;

pub use experiment::{Ensemble, Findings, gather, run_ensemble};
pub use model::Model;
pub use policy::law::Law;
pub use policy::profile::Profile;
pub use policy::rules::Rules;
pub use record::Record;
pub use scenario::{Overlay, Scenario};
pub use simulation::{State, run};
pub use time::{Day, Instant};
