//! The replications of a run: simulated, gathered into findings, and written as they end.

use indicatif::ProgressBar;

use crate::cli::session::Session;
use crate::experiment::event_log::EventWriter;
use crate::experiment::{Findings, Gathering, Log, ResultTables, Workers, run_logged, trace_candidate};
use crate::model::Model;
use crate::record::{Counts, Detail, Happening, Trace, Traced};
use crate::report::folder::ResultFolder;
use crate::report::history;
use crate::simulation::Replication;
use crate::table::TableError;

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
    pub replications: u32,
    pub threads: usize,
    pub folder: &'a ResultFolder,
}

impl Simulation<'_> {
    /// Runs all replications. Returns the findings, and the trace of a candidate if one is asked for.
    ///
    /// # Errors
    /// If there is no such candidate, a file cannot be written, or threads cannot be started.
    pub fn run(
        &self,
        traced: Option<Traced>,
        events: Events,
        session: &Session,
    ) -> anyhow::Result<(Findings, Option<Trace>)> {
        let progress = session.bar(self.replications.into(), "replications");
        progress.set_message(format!("{} ", self.model.name));
        let traced = traced.map(|traced| trace_candidate(self.model, traced)).transpose()?;
        let (first, trace) = traced.unzip();
        let findings = match events {
            Events::Logged => self.log(&progress, session).map_err(|error| self.folder.relocated(error))?,
            Events::Counted => self.count(first, &progress)?,
        };
        progress.finish_and_clear();
        Ok((findings, trace))
    }

    /// Runs all replications on threads; the first may have been run for a trace.
    fn count(&self, first: Option<Counts>, progress: &ProgressBar) -> anyhow::Result<Findings> {
        let workers = Workers::start(self.threads)?;
        self.fold(first, &workers, progress).map_err(|error| self.folder.relocated(error).into())
    }

    fn fold(
        &self,
        first: Option<Counts>,
        workers: &Workers,
        progress: &ProgressBar,
    ) -> Result<Findings, TableError> {
        let mut sink = self.sink()?;
        let start = u32::from(first.is_some());
        if let Some(counts) = first {
            sink.add(0, &counts)?;
            progress.inc(1);
        }
        let done = || progress.inc(1);
        workers.fold(self.model, start..self.replications, &done, |replication, counts| {
            sink.add(replication, &counts)
        })?;
        sink.finish()
    }

    /// Runs all replications one after the other, and writes every event.
    fn log(&self, progress: &ProgressBar, session: &Session) -> Result<Findings, TableError> {
        let describe = |detail: &Detail<'_>| history::detail(detail, session.words());
        let path = self.folder.path().join("candidates.parquet");
        let sink = self.sink()?;
        let events = EventWriter::create(&path, self.model, &describe)?;
        let mut log = FullLog { events, sink, progress };
        run_logged(self.model, self.replications, &mut log)?;
        log.events.finish()?;
        log.sink.finish()
    }

    fn sink(&self) -> Result<Sink<'_>, TableError> {
        let tables = ResultTables::create(self.folder.path(), self.model)?;
        Ok(Sink { tables, gathering: Gathering::start(self.model) })
    }
}

/// A run in progress: rows of every replication are written as soon as it ends.
struct Sink<'a> {
    tables: ResultTables<'a>,
    gathering: Gathering<'a>,
}

impl Sink<'_> {
    fn add(&mut self, replication: Replication, counts: &Counts) -> Result<(), TableError> {
        self.gathering.add(counts);
        self.tables.write(replication, counts)
    }

    fn finish(self) -> Result<Findings, TableError> {
        self.tables.finish()?;
        Ok(self.gathering.finish())
    }
}

/// Writes the log of all candidates in addition to the tables.
struct FullLog<'a> {
    events: EventWriter<'a>,
    sink: Sink<'a>,
    progress: &'a ProgressBar,
}

impl Log for FullLog<'_> {
    type Error = TableError;

    fn events(&mut self, replication: Replication, happenings: &[Happening]) -> Result<(), TableError> {
        self.events.write(replication, happenings)
    }

    fn counts(&mut self, replication: Replication, counts: Counts) -> Result<(), TableError> {
        self.progress.inc(1);
        self.sink.add(replication, &counts)
    }
}
