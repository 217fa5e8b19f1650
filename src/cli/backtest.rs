//! `drawsim backtest`: the errors of past predictions, month by month, compared with simple methods.

use anyhow::Context;

use super::budget::Clock;
use super::options::{Common, Replications, day};
use super::session::{Session, Work};
use crate::document::plural::plural;
use crate::experiment::Workers;
use crate::experiment::backtest::summary::SummaryRow;
use crate::experiment::backtest::{
    Backtest, BacktestError, Backtested, Simulated, monthly, paths, pit, reliability, row, store, summary,
};
use crate::experiment::calibrate::Spec;
use crate::experiment::forecast::learned;
use crate::policy::instruction::RoundType;
use crate::report::backtest as tables;
use crate::report::chart::{backtest_errors, backtest_pit, backtest_reliability};
use crate::report::folder::beside;
use crate::report::rounds::cutoff_scale_notes;
use crate::report::words::Words;
use crate::scenario::{KeyOption, Overlay, Scenario};
use crate::time::Day;

/// The first lines of the file of what was learned.
const LEARNED: &str = "\
# What `drawsim backtest` learned from published rounds. By type and method: the variance of the model error
# in squared CRS points (`constant`, and `per_year` at 365 days ahead), and the weight in the next round
# (`next`) and 90 days ahead and more (`far`). Other types: `pooled`.
";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Scenario with the people and the numbers of a run; its rounds, its start and its law are those of each
    /// origin.
    #[arg(default_value = "backtest")]
    scenario: String,
    /// First day of the period, in place of the scenario's.
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<Day>,
    /// Last day of the period: of origins and of predicted rounds.
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Option<Day>,
    /// Days from which to predict: `monthly`, the first of each month, or days with commas between them.
    #[arg(long, value_name = "DATES", default_value = "monthly", value_parser = origins)]
    origins: Origins,
    /// Calibration that fits the people at each origin to what was known there, or `none` for people as the
    /// scenario states them.
    #[arg(long, value_name = "SPEC", default_value = "monthly")]
    calibration: String,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Debug)]
enum Origins {
    Monthly,
    Days(Vec<Day>),
}

fn origins(text: &str) -> Result<Origins, String> {
    if text == "monthly" {
        return Ok(Origins::Monthly);
    }
    let days: Result<Vec<Day>, String> = text.split(',').map(day).collect();
    let mut days = days.map_err(|error| format!("{error}, or `monthly`"))?;
    days.sort_unstable();
    days.dedup();
    Ok(Origins::Days(days))
}

/// Predicts, judges, writes the result folder, and prints a summary.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let scenario = scenario(arguments)?;
    let origins = match &arguments.origins {
        Origins::Monthly => monthly(scenario.start, scenario.end),
        Origins::Days(days) => days.clone(),
    };
    let refit = match arguments.calibration.as_str() {
        "none" => None,
        name => Some(Spec::load(name)?),
    };
    let backtest = Backtest::new(scenario.clone(), origins.clone(), refit)?;
    session.notify(backtest.notices());
    let folder =
        session.open(&arguments.common.output_or(&scenario.name_in_tables), &scenario.inputs().all())?;
    // For the rows of each origin until all are there.
    let unfinished = beside(folder.place(), ".unfinished");
    store::refuse_foreign(&unfinished)?;
    let damaged = store::discard_damaged(&unfinished);
    for name in damaged.with_context(|| format!("cannot clear `{}`", unfinished.display()))? {
        let path = unfinished.join(name);
        session.tell(&format!("`{}` is not as it was written; its rows are computed again", path.display()));
    }
    let threads = arguments.common.threads(backtest.simulations());
    let progress = session.bar(backtest.simulations(), "simulations");
    let workers = Workers::start(threads)?;
    let clock = Clock::start(backtest.simulations(), threads, session.printing());
    let is_done = |simulated| {
        let (Simulated::Kept(count) | Simulated::Done(count)) = simulated;
        progress.inc(count);
        clock.count(simulated);
    };
    let Backtested { rows, paths, said, learned } =
        backtest.run(&workers, &unfinished, is_done).map_err(plain)?;
    progress.finish_and_clear();
    session.note_simulated();
    let summary = summary::summarise(&rows, scenario.seed);
    folder.write_table("backtest", &row::backtest(&rows))?;
    folder.write_table("backtest_summary", &summary::table(&summary))?;
    let histograms = pit::histograms(&rows);
    folder.write_table("backtest_pit", &pit::table(&histograms))?;
    folder.write_table("backtest_paths", &paths::table(&paths))?;
    let chances = reliability::reliability(&said);
    folder.write_table("backtest_reliability", &reliability::table(&chances))?;
    folder.write(learned::FILE, format!("{LEARNED}{}", learned.to_toml()))?;
    let (notes, words) = (notes(&summary, scenario.population.scale, session.words()), session.words());
    backtest_errors(&summary, &notes, words).write(&folder, "backtest_errors")?;
    backtest_pit(&histograms, &notes, words).write(&folder, "backtest_pit")?;
    backtest_reliability(&chances, &notes, words).write(&folder, "backtest_reliability")?;
    // Figures of the invited and the admitted are not read.
    let inputs = &scenario.inputs().without_comparison();
    let work = Work { replications: scenario.replications, threads, members: None, inputs };
    let path = session.finish(folder, &scenario, work)?;
    store::clear(&unfinished).with_context(|| format!("cannot remove `{}`", unfinished.display()))?;
    session.print(&format!(
        "{}\n{}, {} at scale {}, in {:.0} s: {}",
        tables::text(&summary, session.words()),
        plural(origins.len() as u64, "origin"),
        plural(u64::from(scenario.replications), "replication"),
        scenario.population.scale,
        session.seconds(),
        path.display()
    ))
}

fn scenario(arguments: &Arguments) -> anyhow::Result<Scenario> {
    let replications = arguments.replications.replications;
    let mut overlay = Overlay { replications, ..arguments.common.overlay() };
    for (name, key, on) in [("--from", "start", arguments.from), ("--to", "end", arguments.to)] {
        let typed = on.map(|on| on.to_string());
        overlay.options.extend(typed.map(|typed| KeyOption { name, key, value: typed.clone(), typed }));
    }
    Ok(Scenario::load(&arguments.scenario, &overlay)?)
}

/// The error itself, so that the user's mistakes are shown with their place in the text.
fn plain(error: BacktestError) -> anyhow::Error {
    match error {
        BacktestError::Input(invalid) => invalid.into(),
        BacktestError::Table(error) => error.into(),
    }
}

/// The notes at the foot of the charts.
fn notes(summary: &[SummaryRow], scale: f64, words: &Words) -> Vec<String> {
    let types: Vec<RoundType> = summary.iter().map(|row| RoundType::new(&row.rounds)).collect();
    cutoff_scale_notes(scale, types.iter(), words)
}
