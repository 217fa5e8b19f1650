//! The replications of a run: simulated, gathered into findings, and written as they end.

use indicatif::ProgressBar;

use crate::cli::budget::{Count, Estimate, Measured};
use crate::cli::options::Limits;
use crate::cli::output;
use crate::cli::precise::Until;
use crate::cli::session::Session;
use crate::experiment::event_log::EventWriter;
use crate::experiment::precision::{PrecisionTally, Widest};
use crate::experiment::{Findings, Gathering, Log, ResultTables, Workers, run_logged, trace_candidate};
use crate::model::Model;
use crate::record::{Counts, Detail, Happening, Trace, Traced};
use crate::report::folder::ResultFolder;
use crate::report::history;
use crate::report::manifest::Stopwatch;
use crate::simulation::Replication;

/// Which events of candidates a run writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Events {
    /// None: rounds and counts only.
    Counted,
    /// All of them, into candidates.parquet.
    Logged,
}

/// The replications of a run, and the folder for its rows.
#[derive(Clone, Copy)]
pub struct Simulation<'a> {
    pub model: &'a Model,
    /// First of the replications.
    pub first: Replication,
    /// Number of replications; the most of them if the run ends when it is precise enough.
    pub replications: u32,
    pub until: Option<Until<'a>>,
    pub threads: usize,
    pub folder: &'a ResultFolder,
    pub limits: Limits,
}

/// What a run found.
pub struct Simulated {
    pub findings: Findings,
    /// The trace of a candidate, if one was asked for.
    pub trace: Option<Trace>,
    /// The widest interval of the outcome whose precision was asked for.
    pub widest: Option<Widest>,
}

impl Simulation<'_> {
    /// Runs all replications, or as many as a precision needs.
    ///
    /// # Errors
    /// If there is no such candidate, a file cannot be written, threads cannot be started, or the run needs
    /// more memory or disk than there is.
    pub fn run(
        &self,
        traced: Option<Traced>,
        events: Events,
        session: &Session,
    ) -> anyhow::Result<Simulated> {
        let progress = session.bar(self.replications.into(), "replications");
        progress.set_message(format!("{} ", self.model.name));
        let traced = traced.map(|traced| trace_candidate(self.model, self.first, traced)).transpose()?;
        let (first, trace) = traced.unzip();
        let (findings, widest) = match events {
            Events::Logged => self.log(&progress, session)?,
            Events::Counted => self.count(first, &progress, session)?,
        };
        progress.finish_and_clear();
        Ok(Simulated { findings, trace, widest })
    }

    /// The end of the batch that begins with a replication: the whole run without a precision.
    fn end_of_batch(&self, start: Replication) -> Replication {
        let last = self.first + self.replications;
        self.until.map_or(last, |until| until.end_of_batch(start).min(last))
    }

    /// Runs all replications on threads; the first may have been run for a trace.
    fn count(
        &self,
        first: Option<Counts>,
        progress: &ProgressBar,
        session: &Session,
    ) -> anyhow::Result<(Findings, Option<Widest>)> {
        let workers = Workers::start(self.threads)?;
        let batch = self.end_of_batch(self.first) - self.first;
        let mut sink = self.sink(workers.first_batch().min(batch), session)?;
        let mut start = self.first + u32::from(first.is_some());
        if let Some(counts) = first {
            sink.at_once = 1;
            sink.add(self.first, &counts)?;
            progress.inc(1);
        }
        let done = || progress.inc(1);
        while !sink.is_complete() {
            let end = self.end_of_batch(start);
            workers
                .fold(self.model, start..end, &done, |replication, counts| sink.add(replication, &counts))?;
            start = end;
        }
        sink.finish()
    }

    /// Runs all replications one after the other, and writes every event.
    fn log(&self, progress: &ProgressBar, session: &Session) -> anyhow::Result<(Findings, Option<Widest>)> {
        let describe = |detail: &Detail<'_>| history::detail(detail, session.words());
        let path = self.folder.path().join("candidates.parquet");
        let sink = self.sink(1, session)?;
        let events = EventWriter::create(&path, self.model, &describe);
        let events = events.map_err(|error| self.folder.relocated(error))?;
        let mut log = FullLog { events, sink, progress };
        let mut start = self.first;
        while !log.sink.is_complete() {
            let end = self.end_of_batch(start);
            run_logged(self.model, start..end, &mut log)?;
            start = end;
        }
        log.events.finish().map_err(|error| self.folder.relocated(error))?;
        log.sink.finish()
    }

    fn sink(&self, at_once: u32, session: &Session) -> anyhow::Result<Sink<'_>> {
        let tables = ResultTables::create(self.folder.path(), self.model);
        let tables = tables.map_err(|error| self.folder.relocated(error))?;
        Ok(Sink {
            simulation: *self,
            tables,
            gathering: Gathering::start(self.model),
            done: 0,
            precision: PrecisionTally::default(),
            stopwatch: Stopwatch::start(),
            at_once,
            is_quiet: session.printing().quiet,
        })
    }
}

/// A run in progress: rows of every replication are written as soon as it ends.
struct Sink<'a> {
    simulation: Simulation<'a>,
    tables: ResultTables<'a>,
    gathering: Gathering<'a>,
    /// Replications so far.
    done: u32,
    precision: PrecisionTally,
    stopwatch: Stopwatch,
    /// Replications that have ended when the first is added.
    at_once: u32,
    is_quiet: bool,
}

impl Sink<'_> {
    fn add(&mut self, replication: Replication, counts: &Counts) -> anyhow::Result<()> {
        self.gathering.add(counts);
        self.done += 1;
        if let Some(until) = self.simulation.until {
            self.precision.add(until.precision.outcomes(self.simulation.model, counts));
        }
        let written = self.tables.write(replication, counts);
        written.map_err(|error| self.simulation.folder.relocated(error))?;
        if replication == self.simulation.first { self.estimate() } else { Ok(()) }
    }

    /// Whether the run has as many replications as it may have, or is precise enough at the end of a batch.
    fn is_complete(&self) -> bool {
        let Simulation { replications, until, .. } = self.simulation;
        self.done == replications
            || until.is_some_and(|until| until.is_complete(self.done, || self.precision.widest()))
    }

    /// Says what the whole run will take, and refuses one beyond the machine.
    fn estimate(&self) -> anyhow::Result<()> {
        let Simulation { replications, until, folder, limits, .. } = self.simulation;
        if self.at_once >= replications {
            return Ok(());
        }
        let measured = Measured {
            done: self.at_once,
            all: if until.is_some() { Count::AtMost(replications) } else { Count::Exactly(replications) },
            seconds: self.stopwatch.seconds(),
            findings_bytes: self.gathering.most_bytes(),
            written_bytes: self.tables.written_bytes() * u64::from(self.at_once),
        };
        let estimate = Estimate::of(measured, folder.path());
        estimate.refuse(limits, folder.path())?;
        if let (Some(text), false) = (estimate.text(), self.is_quiet) {
            output::tell(&text);
        }
        Ok(())
    }

    fn finish(self) -> anyhow::Result<(Findings, Option<Widest>)> {
        let Sink { simulation, tables, gathering, precision, .. } = self;
        tables.finish().map_err(|error| simulation.folder.relocated(error))?;
        Ok((gathering.finish(), precision.widest()))
    }
}

/// Writes the log of all candidates in addition to the tables.
struct FullLog<'a> {
    events: EventWriter<'a>,
    sink: Sink<'a>,
    progress: &'a ProgressBar,
}

impl Log for FullLog<'_> {
    type Error = anyhow::Error;

    fn events(&mut self, replication: Replication, happenings: &[Happening]) -> anyhow::Result<()> {
        let written = self.events.write(replication, happenings);
        Ok(written.map_err(|error| self.sink.simulation.folder.relocated(error))?)
    }

    fn counts(&mut self, replication: Replication, counts: Counts) -> anyhow::Result<()> {
        self.progress.inc(1);
        self.sink.add(replication, &counts)
    }
}
