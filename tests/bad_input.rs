//! The user's mistakes and the machine's: each is refused with its exact message, and nothing is written.
//!
//! Inputs and messages stand side by side under `tests/data/bad`.

#[path = "golden/accepted.rs"]
mod accepted;

#[path = "bad_input/command.rs"]
mod command;

#[path = "bad_input/scenarios.rs"]
mod scenarios;

#[path = "bad_input/forms.rs"]
mod forms;

#[path = "bad_input/tables.rs"]
mod tables;

#[path = "bad_input/pool.rs"]
mod pool;

#[path = "bad_input/options.rs"]
mod options;

#[path = "bad_input/folders.rs"]
mod folders;

#[path = "bad_input/one_step.rs"]
mod one_step;

#[path = "bad_input/inverse.rs"]
mod inverse;

#[path = "bad_input/calibration.rs"]
mod calibration;
