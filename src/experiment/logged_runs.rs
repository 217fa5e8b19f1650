//! Runs that tell of people: one candidate's history, or everybody's.

use crate::experiment::Ensemble;
use crate::model::Model;
use crate::record::{Counts, Happening, Record, Trace, UnknownCandidate, Whom};
use crate::simulation::{Replication, State, run};

/// Events that are gathered before they are written.
const CHUNK: usize = 1 << 16;

/// Runs replication 0 and traces one candidate; its counts are those of any run of that replication.
///
/// # Errors
/// If no candidate of the replication answers to the number.
pub fn trace_candidate(model: &Model, whom: Whom) -> Result<(Counts, Trace), UnknownCandidate> {
    let mut record = Record::trace(whom);
    run(model, 0, &mut record);
    let (counts, trace) = record.into_trace();
    Ok((counts, trace.expect("a record of a trace holds one").found()?))
}

/// Runs replications one after another, so that `write` gets all events in order of replication and, within one, in the
/// order in which they happened. It gets them in chunks: memory holds no more than one, and a day.
///
/// # Errors
/// What `write` says.
///
/// # Panics
/// If a replication breaks an invariant.
pub fn run_logged<E>(
    model: &Model,
    replications: u32,
    mut write: impl FnMut(Replication, &[Happening]) -> Result<(), E>,
    is_done: impl Fn(),
) -> Result<Ensemble, E> {
    let mut all = Vec::new();
    for replication in 0..replications {
        let mut record = Record::log();
        let mut state = State::start(model, replication);
        state.tell_initial(&mut record);
        while state.today() <= model.end {
            state.advance(state.today(), &mut record);
            if record.happenings().len() >= CHUNK {
                write(replication, &record.take_happenings())?;
            }
        }
        write(replication, &record.take_happenings())?;
        is_done();
        all.push(record.into_counts());
    }
    Ok(Ensemble::of(model, all.into_iter()))
}
