//! `drawsim run`: simulates a scenario and writes a result folder.

use std::path::Path;

use anyhow::Context;
use indicatif::ProgressBar;

use super::session::{Session, Work};
use super::{Common, Replications};
use crate::document::plural::plural;
use crate::document::problem::InvalidInput;
use crate::experiment::event_log::EventWriter;
use crate::experiment::{Findings, Gathering, Log, ResultTables, Workers, run_logged, trace_candidate};
use crate::model::Model;
use crate::record::{Counts, Happening, Traced};
use crate::report;
use crate::report::folder::ResultFolder;
use crate::report::history;
use crate::report::run::Detail;
use crate::scenario::{Overlay, Scenario};
use crate::simulation::Replication;
use crate::table::TableError;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A scenario file, or the name of one that the program carries, such as `history`.
    scenario: String,
    /// Show one candidate's history, in replication 0: the ID-th to submit a first profile, counted from 1,
    /// or a person's id as the log prints it.
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    trace: Option<Traced>,
    /// Write the log of all candidates, every event of every replication, into candidates.parquet.
    #[arg(long)]
    candidates: bool,
    /// Print all comparisons with published figures and targets.
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    common: Common,
}

/// Loads the scenario, runs it, writes the findings, and prints a summary.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(&arguments.common);
    let (scenario, model) = load(arguments)?;
    session.notify(&model.notices());
    let folder = session.open(&arguments.common.output_or(&scenario.name))?;
    let threads = session.threads(scenario.replications.into());
    let (findings, history) =
        Run { arguments, scenario: &scenario, model: &model, session: &session, folder: &folder }.find()?;
    session.note_simulated();
    if let Some(history) = &history {
        folder.write("trace.txt", history)?;
    }
    report::run::write_tables(&findings, &folder)?;
    report::run::write_charts(&findings, &model, &scenario.title, &folder)?;
    let work = Work { replications: scenario.replications, threads, inputs: &scenario.inputs().all() };
    let path = session.finish(folder, &scenario, work)?;
    if let Some(history) = history {
        let gap = if arguments.common.writing.quiet { "" } else { "\n" };
        super::print(&format!("{history}{gap}"))?;
    }
    let detail = if arguments.verbose { Detail::Everything } else { Detail::Screen };
    let found = report::run::summary(&findings, &model, detail);
    session.print(&summary(&scenario, &found, &session, &path)).with_context(|| {
        format!("the result is whole in `{}`, but its summary cannot be printed", path.display())
    })
}

fn load(arguments: &Arguments) -> Result<(Scenario, Model), InvalidInput> {
    let replications = arguments.replications.replications;
    Model::load(&arguments.scenario, &Overlay { replications, ..arguments.common.overlay() })
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
}

/// The inputs and the folder of a run.
struct Run<'a> {
    arguments: &'a Arguments,
    scenario: &'a Scenario,
    model: &'a Model,
    session: &'a Session,
    folder: &'a ResultFolder,
}

impl Run<'_> {
    /// Runs all replications. Returns the findings, and the history of the traced candidate if there is one.
    fn find(&self) -> anyhow::Result<(Findings, Option<String>)> {
        let Run { arguments, scenario, model, session, folder } = *self;
        let progress = session.bar(scenario.replications.into(), "replications");
        progress.set_message(format!("{} ", scenario.name));
        let traced = arguments.trace.map(|traced| trace_candidate(model, traced)).transpose()?;
        let (first, trace) = traced.unzip();
        let relocated = |error| folder.relocated(error);
        let tables = ResultTables::create(folder.path(), model).map_err(relocated)?;
        let mut sink = Sink { tables, gathering: Gathering::start(model) };
        if arguments.candidates {
            let events =
                EventWriter::create(&folder.path().join("candidates.parquet"), model).map_err(relocated)?;
            let mut log = FullLog { events, sink, progress: &progress };
            run_logged(model, scenario.replications, &mut log).map_err(relocated)?;
            log.events.finish().map_err(relocated)?;
            sink = log.sink;
        } else {
            let start = u32::from(first.is_some());
            if let Some(counts) = first {
                sink.add(0, &counts).map_err(relocated)?;
                progress.inc(1);
            }
            let workers = Workers::start(session.threads(scenario.replications.into()))?;
            workers
                .fold(model, start..scenario.replications, &|| progress.inc(1), |replication, counts| {
                    sink.add(replication, &counts)
                })
                .map_err(relocated)?;
        }
        progress.finish_and_clear();
        sink.tables.finish().map_err(relocated)?;
        Ok((sink.gathering.finish(), trace.map(|trace| history::text(model, &trace))))
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

fn summary(scenario: &Scenario, found: &str, session: &Session, path: &Path) -> String {
    let replications = plural(scenario.replications.into(), "replication");
    let (title, seconds) = (&scenario.title, session.seconds());
    format!("{title}\n\n{found}{replications} in {seconds:.1} s. Result: {}", path.display())
}
