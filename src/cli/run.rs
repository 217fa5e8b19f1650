//! `drawsim run`: simulates a scenario and writes a result folder.

mod simulate;

use std::iter::once;

use anyhow::Context;

use self::simulate::{Events, Simulated, Simulation};
use super::file_target::refused;
use super::options::{Common, Limits, Replications};
use super::output;
use super::precise::PrecisionOptions;
use super::session::{Session, Work};
use crate::document::plural::plural;
use crate::document::problem::InvalidInput;
use crate::experiment::same_people::check_same_people;
use crate::model::Model;
use crate::record::Traced;
use crate::report::description::Description;
use crate::report::folder::ResultFolder;
use crate::report::history;
use crate::report::manifest::RanSizes;
use crate::report::run::{Detail, RunReport};
use crate::report::words::{Words, message};
use crate::scenario::{Overlay, Scenario};

/// Plannings that take about as long as the rest of a replication.
const MANY_PLANNINGS: usize = 60;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A scenario file, or the name of one that the program carries, such as `history`.
    scenario: String,
    /// Show one candidate's history, in replication 0 or that of --replication: the ID-th to submit a first
    /// profile, counted from 1, or a person's id as the log prints it.
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    trace: Option<Traced>,
    /// Write the log of all candidates, every event of every replication, into candidates.parquet.
    #[arg(long)]
    candidates: bool,
    /// Print all comparisons with published figures and targets.
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
    /// Run replication K alone, counted from 0, as it is among all of them.
    #[arg(long, value_name = "K", conflicts_with_all = ["replications", "precision"],
          value_parser = clap::value_parser!(u32).range(..1_000_000))]
    replication: Option<u32>,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    precision: PrecisionOptions,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    common: Common,
}

/// Loads the scenario, runs it, writes the findings, and prints a summary.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let replications = arguments.replications.replications;
    let overlay = Overlay { replications, ..arguments.common.overlay() };
    let (mut scenario, model) = Model::load(&arguments.scenario, &overlay)?;
    check_replication(arguments.replication, scenario.replications)?;
    let until = arguments.precision.until(&model)?;
    session.name_categories(&model.law);
    if let Some(text) = many_plannings(&model) {
        session.tell(&text);
    }
    session.note_replication(arguments.replication);
    let replications = match (arguments.replication, until) {
        (Some(_), _) => 1,
        (None, Some(until)) => until.most,
        (None, None) => scenario.replications,
    };
    let few = model.few_replications(replications).filter(|_| arguments.replication.is_none());
    session.notify(model.notices().into_iter().chain(few));
    let folder =
        session.open(&arguments.common.output_or(&scenario.name_in_tables), &scenario.inputs().all())?;
    let threads = arguments.common.threads(replications.into());
    let simulation = Simulation {
        model: &model,
        first: arguments.replication.unwrap_or(0),
        replications,
        until,
        threads,
        folder: &folder,
        limits: arguments.limits,
    };
    let events = if arguments.candidates { Events::Logged } else { Events::Counted };
    let Simulated { findings, trace, widest } = simulation.run(arguments.trace, events, &session)?;
    session.note_simulated();
    let replications = findings.replications;
    if let Some(until) = until {
        scenario.replicate(replications);
        session.notify(until.notices(&model, widest.as_ref(), replications));
        session.note_precision(Some(until.ran(widest.as_ref())));
    }
    let description = Description::new(&scenario, &model, &overlay);
    session.note_sizes(RanSizes::of(&scenario, &model, &findings.cutoffs));
    let words = session.words();
    let history = trace.map(|mut trace| {
        trace.replication = arguments.replication.unwrap_or(0);
        history::text(&model, &trace, words)
    });
    let described = description.notes(words);
    let report = RunReport {
        findings: &findings,
        model: &model,
        scenario_title: &scenario.title,
        described: &described,
        words,
    };
    description.write(&folder, words)?;
    write(report, history.as_deref(), &folder)?;
    let members = scenario.population.members.as_ref();
    let work = Work { replications, threads, members, inputs: &scenario.inputs().all() };
    let path = session.finish(folder, &scenario, work)?;
    if let Some(history) = history {
        output::print(&history)?;
    }
    let detail = if arguments.verbose { Detail::Everything } else { Detail::Screen };
    let ended = ended(arguments.replication, replications);
    let (head, found, seconds) = (description.head(words), report.summary(detail), session.seconds());
    let hint = compare_hint(&scenario, arguments, &overlay, words);
    let precise = until.and_then(|until| until.reached(widest.as_ref(), words)).unwrap_or_default();
    let text = format!("{head}\n{found}{precise}{hint}{ended} in {seconds:.1} s. Result: {}", path.display());
    session.print(&text).with_context(|| {
        format!("the result is whole in `{}`, but its summary cannot be printed", path.display())
    })
}

/// How to compare the scenario with the one that it extends; nothing if it extends none, or one that meets
/// other people.
fn compare_hint(scenario: &Scenario, arguments: &Arguments, overlay: &Overlay, words: &Words) -> String {
    let Some(below) = scenario.below_reference() else { return String::new() };
    let base = Scenario::load(&below, overlay);
    if !base.is_ok_and(|base| check_same_people(&base, once(scenario)).is_ok()) {
        return String::new();
    }
    let mut parts = vec!["drawsim".to_owned(), "compare".to_owned(), below, arguments.scenario.clone()];
    for set in &arguments.common.settings.set {
        parts.extend(["--set".to_owned(), set.clone()]);
    }
    let numbers = [
        ("--seed", arguments.common.seed.seed),
        ("--replications", arguments.replications.replications.map(u64::from)),
    ];
    for (option, number) in numbers {
        parts.extend(number.into_iter().flat_map(|number| [option.to_owned(), number.to_string()]));
    }
    let quoted: Vec<String> = parts.iter().map(|part| quoted_for_shell(part)).collect();
    let command = quoted.join(" ");
    format!("{}\n", words.text(&message!("run-compare", command = command)))
}

/// A word of a command as a shell takes it.
fn quoted_for_shell(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-./=:,+".contains(letter);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// Refuses a replication that is not among those of the scenario.
fn check_replication(asked: Option<u32>, replications: u32) -> Result<(), InvalidInput> {
    match asked {
        Some(asked) if asked >= replications => {
            let title = format!("`--replication` is {asked}, and the scenario has {replications}");
            let last = replications - 1;
            let expected =
                format!("expected 0 to {last}, or more of them with `--set replications={}`", asked + 1);
            Err(refused(title, &expected))
        }
        Some(_) | None => Ok(()),
    }
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

/// The replications of a run, in words.
fn ended(replication: Option<u32>, replications: u32) -> String {
    replication.map_or_else(
        || plural(replications.into(), "replication"),
        |replication| format!("replication {replication} alone"),
    )
}
