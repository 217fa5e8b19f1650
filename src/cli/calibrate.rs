//! `drawsim calibrate`: fits people to published figures, or checks them one step at a time.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use super::options::{Common, Replications, day};
use super::session::{Session, Work};
use crate::document::plural::plural;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::source::Source;
use crate::experiment::Workers;
use crate::experiment::calibrate::store::{self, Store};
use crate::experiment::calibrate::table::{CorrelationRow, ParameterRow, TargetRow};
use crate::experiment::calibrate::{Calibration, CalibrationError, Done, Fitted, Running, Spec, table};
use crate::experiment::one_step::{
    AskedDay, AskedWindow, OneStepFindings, OneStepSetup, WARM_UP_MONTHS, run_one_steps,
};
use crate::model::Notice;
use crate::published::whole::refuse_gaps;
use crate::report::calibration::CalibrationReport;
use crate::report::chart::calibration_fit;
use crate::report::folder::{ResultFolder, beside};
use crate::report::one_step;
use crate::report::rounds::scale_note;
use crate::scenario::{Overlay, Scenario, place_of_option};
use crate::table::TableError;
use crate::time::Day;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// File that states a calibration: its parameters with their priors, its window, its error model
    /// [default with `--from`: monthly].
    #[arg(required_unless_present_any = ["check", "from"], conflicts_with_all = ["check", "warm_up"])]
    spec: Option<String>,
    /// Fit a few parameters in about a minute.
    #[arg(long, conflicts_with = "check")]
    quick: bool,
    /// Hold each published round at its published cutoff, and compare what it reaches with its size, and the
    /// pool with the published counts; the scenario's law and people count, its period and its plans do not.
    #[arg(long, value_name = "SCENARIO")]
    check: Option<String>,
    /// With `--check`, first day that is compared [default: 36 months up to the last day]; else a population
    /// file from which the fit goes on, in a few minutes, to the newest published count.
    #[arg(long, value_name = "DATE|POPULATION")]
    from: Option<String>,
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

/// The spec of fits that go on.
const MONTHLY: &str = "monthly";

/// Fits or checks, writes the result folder, and prints a summary.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    match &arguments.check {
        Some(scenario) => check(scenario, arguments),
        None => fit(arguments.spec.as_deref().unwrap_or(MONTHLY), arguments),
    }
}

fn fit(name: &str, arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let mut calibration = calibration(name, arguments)?;
    session.notify(calibration.notices());
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder =
        session.open(&arguments.common.output_or(&format!("{stem}-calibration")), &inputs(&calibration))?;
    let runs = calibration.most_runs();
    let threads = arguments.common.threads(runs);
    let progress = session.bar(runs, "runs");
    let workers = Workers::start(threads)?;
    let kept = &beside(folder.place(), ".runs");
    let report = |done: Done| match done {
        Done::Run | Done::KeptRun => progress.inc(1),
        Done::Starts(runs) => progress.set_position(runs),
    };
    store::refuse_foreign(kept)?;
    let store = Store::open(kept, &calibration.identity())
        .with_context(|| format!("cannot use `{}`", kept.display()))?;
    if store.was_damaged() {
        session.tell(&format!("`{}` is not as it was written; its last runs are repeated", kept.display()));
    }
    let mut running = Running { store, report: &report, workers: &workers };
    let fitted = calibration.fit(&mut running).map_err(plain)?;
    progress.finish_and_clear();
    session.note_simulated();
    let rows = Rows::of(&calibration, &fitted)?;
    rows.write(&folder)?;
    folder.write("population.toml", calibration.population(&fitted.optima[0].point))?;
    if let Some((name, table)) = calibration.occupations() {
        folder.write(&name.to_string_lossy(), table)?;
    }
    folder.write("members.csv", table::members(&calibration, &fitted))?;
    let notes: Vec<String> = scale_note(calibration.spec().scale, session.words()).into_iter().collect();
    calibration_fit(&rows.targets, &notes, session.words()).write(&folder, "calibration_fit")?;
    let scenario = calibration.scenario();
    let work = Work { replications: 1, threads, members: None, inputs: &inputs(&calibration) };
    let path = session.finish(folder, scenario, work)?;
    running.store.remove()?;
    let report = CalibrationReport {
        fitted: &fitted,
        parameters: &rows.parameters,
        targets: &rows.targets,
        correlations: &rows.correlations,
    };
    session.print(&format!(
        "{}\n\n{}\n{:.0} s. Result: {}",
        calibration.spec().title,
        report.text(session.words()),
        session.seconds(),
        path.display()
    ))
}

/// The files that a calibration reads.
fn inputs(calibration: &Calibration) -> Vec<Arc<Source>> {
    let mut inputs = calibration.scenario().inputs().all();
    inputs.push(Arc::clone(&calibration.spec().source));
    inputs
}

/// The calibration that the user asks for.
fn calibration(name: &str, arguments: &Arguments) -> Result<Calibration, InvalidInput> {
    if let Some(replications) = arguments.replications.replications {
        let origin = place_of_option("--replications", &replications.to_string());
        let title =
            "a calibration has no replications: it runs each point once, with the same random numbers";
        let expected = "leave it out; `members` of the spec states how many populations are written";
        return Err(InvalidInput::one(Problem::new(origin, title, expected)));
    }
    refuse_idle(arguments)?;
    let spec = Spec::load(name)?;
    let spec = match &arguments.from {
        Some(typed) if day(typed).is_ok() => {
            let title = format!("`--from {typed}` is a day, and no scenario is checked");
            let expected = "expected `--check SCENARIO` beside it, or a population file";
            let origin = place_of_option("--from", typed);
            return Err(InvalidInput::one(Problem::new(origin, title, expected)));
        }
        Some(population) => {
            let to = arguments.to.map_or_else(|| newest_count(&spec, arguments), Ok)?;
            spec.going_on(population.clone(), to)
        }
        None => spec,
    };
    let spec = if arguments.quick { spec.quick() } else { spec };
    let spec = Spec { seed: arguments.common.seed.seed.unwrap_or(spec.seed), ..spec };
    let calibration = Calibration::new(spec, &Overlay { seed: None, ..arguments.common.overlay() })?;
    let (scenario, problems) = (calibration.scenario(), Problems::new());
    refuse_gaps(scenario, &problems);
    problems.finish(Some(calibration))
}

/// Refuses options of a comparison that a fit would leave aside.
fn refuse_idle(arguments: &Arguments) -> Result<(), InvalidInput> {
    let to = arguments.to.filter(|_| arguments.from.is_none()).map(|to| ("--to", to.to_string()));
    let warm_up = (arguments.warm_up != WARM_UP_MONTHS).then(|| ("--warm-up", arguments.warm_up.to_string()));
    let Some((option, typed)) = to.or(warm_up) else { return Ok(()) };
    let title = format!("`{option}` does nothing here: a spec has a window of its own");
    let expected = "expected `--check SCENARIO` beside it, or the window in the spec";
    Err(InvalidInput::one(Problem::new(place_of_option(option, &typed), title, expected)))
}

/// The day of the newest published count of a spec's scenario.
fn newest_count(spec: &Spec, arguments: &Arguments) -> Result<Day, InvalidInput> {
    let scenario = Scenario::load(&spec.scenario, &arguments.common.overlay())?;
    let window = AskedWindow { from: None, to: None, warm_up_months: WARM_UP_MONTHS };
    Ok(OneStepSetup::new(&scenario, &window)?.plan.window.to)
}

/// Rows of the tables.
struct Rows {
    parameters: Vec<ParameterRow>,
    targets: Vec<TargetRow>,
    correlations: Vec<CorrelationRow>,
}

impl Rows {
    fn of(calibration: &Calibration, fitted: &Fitted) -> Result<Rows, InvalidInput> {
        Ok(Rows {
            parameters: table::parameter_rows(calibration, fitted),
            targets: table::target_rows(calibration, fitted)?,
            correlations: table::correlation_rows(calibration, fitted),
        })
    }

    fn write(&self, folder: &ResultFolder) -> Result<(), TableError> {
        folder.write_table("parameters", &table::parameters(&self.parameters))?;
        folder.write_table("calibration_targets", &table::targets(&self.targets))?;
        folder.write_table("correlations", &table::correlations(&self.correlations))
    }
}

/// The error itself, so that the user's mistakes are shown with their place in the text.
fn plain(error: CalibrationError) -> anyhow::Error {
    match error {
        CalibrationError::Input(invalid) => invalid.into(),
        CalibrationError::Store(_) => error.into(),
    }
}

fn check(name: &str, arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let replications = arguments.replications.replications;
    let overlay = Overlay { replications, ..arguments.common.overlay() };
    let scenario = Scenario::load(name, &overlay)?;
    let setup = OneStepSetup::new(&scenario, &window(arguments)?)?;
    session.notify(notices(&setup));
    let folder = session.open(
        &arguments.common.output_or(&format!("{}-check", scenario.name_in_tables)),
        &scenario.inputs().all(),
    )?;
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
    let members = scenario.population.members.as_ref();
    let work =
        Work { replications: scenario.replications, threads, members, inputs: &scenario.inputs().all() };
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

fn window(arguments: &Arguments) -> Result<AskedWindow, InvalidInput> {
    let from = arguments.from.as_deref().map(|text| {
        let wrong = |error: String| {
            let origin = place_of_option("--from", text);
            InvalidInput::one(Problem::new(origin, error, "expected the first day that is compared"))
        };
        day(text).map(|day| asked_day("--from", day)).map_err(wrong)
    });
    Ok(AskedWindow {
        from: from.transpose()?,
        to: arguments.to.map(|day| asked_day("--to", day)),
        warm_up_months: arguments.warm_up,
    })
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
