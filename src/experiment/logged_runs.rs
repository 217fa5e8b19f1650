//! Runs that log people: one candidate's history, or every candidate's.

use std::ops::Range;

use crate::experiment::full_scale::at_full_scale;
use crate::model::Model;
use crate::record::{Counts, Happening, Record, Trace, Traced, UnknownCandidate};
use crate::simulation::{Replication, State, run};

/// Events that are gathered before they are written.
const CHUNK: usize = 1 << 16;

/// Runs a replication and traces one candidate; its counts are those of any run of that replication, at full
/// scale.
///
/// # Errors
/// If no candidate of the replication has the number.
pub fn trace_candidate(
    model: &Model,
    replication: Replication,
    traced: Traced,
) -> Result<(Counts, Trace), UnknownCandidate> {
    let mut record = Record::trace(traced);
    run(model, replication, &mut record);
    let (counts, trace) = record.into_trace();
    let trace = trace.expect("a record of a trace holds one").found()?;
    Ok((at_full_scale(counts, model.of_replication(replication)), trace))
}

/// Where the events and the counts of logged runs go.
pub trait Log {
    /// The error of a write.
    type Error;

    /// Takes events of a replication, in the order in which they happened.
    ///
    /// # Errors
    /// If they cannot be written.
    fn events(&mut self, replication: Replication, happenings: &[Happening]) -> Result<(), Self::Error>;

    /// Takes the counts of a replication, at full scale, after its last events.
    ///
    /// # Errors
    /// If they cannot be written.
    fn counts(&mut self, replication: Replication, counts: Counts) -> Result<(), Self::Error>;
}

/// Runs replications one after another. `log` gets all events in order of replication and, within one, in the
/// order in which they happened. It gets them in chunks: memory holds one chunk and one day at most.
///
/// # Errors
/// Those of `log`.
///
/// # Panics
/// If a replication breaks an invariant.
pub fn run_logged<L: Log>(
    model: &Model,
    replications: Range<Replication>,
    log: &mut L,
) -> Result<(), L::Error> {
    for replication in replications {
        let mut record = Record::log();
        let mut state = State::start(model, replication);
        state.record_initial(&mut record);
        while state.today() <= model.end {
            state.advance(state.today(), &mut record);
            if record.happenings().len() >= CHUNK {
                log.events(replication, &record.take_happenings())?;
            }
        }
        log.events(replication, &record.take_happenings())?;
        log.counts(replication, at_full_scale(record.into_counts(), model.of_replication(replication)))?;
    }
    Ok(())
}
