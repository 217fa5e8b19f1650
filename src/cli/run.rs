//! `drawsim run`: simulates a scenario and writes a result folder.

mod simulate;

use std::path::Path;

use anyhow::Context;

use self::simulate::{Events, Simulation};
use super::options::{Common, Limits, Replications};
use super::output;
use super::session::{Session, Work};
use crate::document::plural::plural;
use crate::document::problem::InvalidInput;
use crate::model::Model;
use crate::record::Traced;
use crate::report::folder::ResultFolder;
use crate::report::history;
use crate::report::run::{Detail, RunReport};
use crate::scenario::{Overlay, Scenario};

/// Plannings that take about as long as the rest of a replication.
const MANY_PLANNINGS: usize = 60;

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
    limits: Limits,
    #[command(flatten)]
    common: Common,
}

/// Loads the scenario, runs it, writes the findings, and prints a summary.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let (scenario, model) = load(arguments)?;
    if let Some(text) = many_plannings(&model) {
        session.tell(&text);
    }
    session.notify(model.notices().into_iter().chain(model.few_replications(scenario.replications)));
    let folder = session.open(&arguments.common.output_or(&scenario.name), &scenario.inputs().all())?;
    let threads = arguments.common.threads(scenario.replications.into());
    let simulation = Simulation {
        model: &model,
        replications: scenario.replications,
        threads,
        folder: &folder,
        limits: arguments.limits,
    };
    let events = if arguments.candidates { Events::Logged } else { Events::Counted };
    let (findings, trace) = simulation.run(arguments.trace, events, &session)?;
    session.note_simulated();
    let words = session.words();
    let history = trace.map(|trace| history::text(&model, &trace, words));
    let report = RunReport { findings: &findings, model: &model, scenario_title: &scenario.title, words };
    write(report, history.as_deref(), &folder)?;
    let members = scenario.population.members.as_ref();
    let work =
        Work { replications: scenario.replications, threads, members, inputs: &scenario.inputs().all() };
    let path = session.finish(folder, &scenario, work)?;
    if let Some(history) = history {
        output::print(&history)?;
    }
    let detail = if arguments.verbose { Detail::Everything } else { Detail::Screen };
    session.print(&summary(&scenario, &report.summary(detail), &session, &path)).with_context(|| {
        format!("the result is whole in `{}`, but its summary cannot be printed", path.display())
    })
}

fn load(arguments: &Arguments) -> Result<(Scenario, Model), InvalidInput> {
    let replications = arguments.replications.replications;
    Model::load(&arguments.scenario, &Overlay { replications, ..arguments.common.overlay() })
}

/// A warning of a run in which the planner decides so often that a single replication takes long.
fn many_plannings(model: &Model) -> Option<String> {
    let count = model.targets.planning_days.len();
    (count > MANY_PLANNINGS).then(|| {
        format!(
            "the planner decides {count} times up to {}, each time on all quarters ahead; a replication \
             takes long",
            model.end
        )
    })
}

/// Writes the history of a candidate, the tables across replications and the charts.
fn write(report: RunReport<'_>, history: Option<&str>, folder: &ResultFolder) -> anyhow::Result<()> {
    if let Some(history) = history {
        folder.write("trace.txt", history)?;
    }
    report.write_tables(folder)?;
    Ok(report.write_charts(folder)?)
}

fn summary(scenario: &Scenario, found: &str, session: &Session, path: &Path) -> String {
    let replications = plural(scenario.replications.into(), "replication");
    let (title, seconds) = (&scenario.title, session.seconds());
    format!("{title}\n\n{found}{replications} in {seconds:.1} s. Result: {}", path.display())
}
