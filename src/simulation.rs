//! The simulation: one loop over days, and one match over a closed set of events. Only it changes the state.
//!
//! `state` holds the state, `day` the loop and the order within a day, `event` the match. Read these first.
//! The other files hold the events one by one, the start of a run and its fork.

mod audit;
mod base;
mod behaviour;
mod day;
mod event;
mod fit;
mod fork;
mod invitation;
mod life;
mod nomination;
mod observed;
mod one_step;
mod rescoring;
mod rounds;
mod start;
mod state;
mod stay;
mod submissions;
mod tracing;
mod warm_up;

pub(crate) use base::{RoundSizes, run_with_sizes};
pub use one_step::run_one_step;
pub use state::{Replication, State};

use crate::model::Model;
use crate::record::Record;

/// Runs a replication from its start to the scenario's end.
pub fn run(model: &Model, replication: Replication, record: &mut Record) {
    let mut state = State::start(model, replication);
    state.record_initial(record);
    state.advance(model.end, record);
}
