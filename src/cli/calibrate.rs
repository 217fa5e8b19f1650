//! `drawsim calibrate`: checks the people of a scenario against published figures, one step at a time.

use super::options::{Common, Replications, day};
use super::session::{Session, Work};
use crate::document::plural::plural;
use crate::experiment::Workers;
use crate::experiment::one_step::{
    AskedDay, AskedWindow, OneStepFindings, OneStepSetup, WARM_UP_MONTHS, run_one_steps,
};
use crate::model::Notice;
use crate::report::one_step;
use crate::scenario::{Overlay, Scenario, place_of_option};
use crate::time::Day;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Hold each published round at its published cutoff, and compare what it reaches with its size, and the
    /// pool with the published counts; the scenario's law and people count, its period and its plans do not.
    #[arg(long, value_name = "SCENARIO", required = true)]
    check: String,
    /// First day that is compared [default: 36 months up to the last day].
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<Day>,
    /// Last day that is compared [default: that of the newest published count].
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Option<Day>,
    /// Months simulated before the first day, from an empty pool on.
    #[arg(long, value_name = "MONTHS", default_value_t = WARM_UP_MONTHS, allow_negative_numbers = true,
          value_parser = clap::value_parser!(i32).range(0..=120))]
    warm_up: i32,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    common: Common,
}

/// Runs the check, writes the result folder, and prints a summary.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let replications = arguments.replications.replications;
    let overlay = Overlay { replications, ..arguments.common.overlay() };
    let scenario = Scenario::load(&arguments.check, &overlay)?;
    let setup = OneStepSetup::new(&scenario, &window(arguments))?;
    session.notify(notices(&setup));
    let folder = session.open(&arguments.common.output_or(&format!("{}-check", scenario.name)))?;
    let threads = arguments.common.threads(scenario.replications.into());
    let progress = session.bar(scenario.replications.into(), "replications");
    let workers = Workers::start(threads)?;
    let runs = run_one_steps(&setup, scenario.replications, &workers, &|| progress.inc(1));
    progress.finish_and_clear();
    session.note_simulated();
    let found = OneStepFindings::of(&setup, &runs);
    one_step::write_tables(&found, &runs, &setup.model, &folder)?;
    one_step::write_chart(&found, &folder, session.words())?;
    session.note_window(setup.plan.window);
    let work = Work { replications: scenario.replications, threads, inputs: &scenario.inputs().all() };
    let path = session.finish(folder, &scenario, work)?;
    session.print(&format!(
        "{}\n\n{}\n{} in {:.1} s. Result: {}",
        scenario.title,
        one_step::summary(&found, session.words()),
        plural(scenario.replications.into(), "replication"),
        session.seconds(),
        path.display()
    ))
}

fn window(arguments: &Arguments) -> AskedWindow {
    AskedWindow {
        from: arguments.from.map(|day| asked_day("--from", day)),
        to: arguments.to.map(|day| asked_day("--to", day)),
        warm_up_months: arguments.warm_up,
    }
}

fn asked_day(option: &'static str, day: Day) -> AskedDay {
    AskedDay { day, origin: place_of_option(option, &day.to_string()) }
}

/// What a reader of the result has to know of the published figures and of the law.
fn notices(setup: &OneStepSetup) -> Vec<Notice> {
    let OneStepSetup { model, plan } = setup;
    let warnings = model.published.warnings.iter().cloned().map(Notice::Published);
    warnings.chain(model.law.carried_from(plan.window.to).map(Notice::CarriedCrs)).collect()
}
