//! `drawsim forecast`: the cutoffs of the rounds to come, from the newest published count on.

use super::options::{Common, Replications};
use super::session::{Session, Work};
use super::today::today;
use crate::document::plural::plural;
use crate::experiment::Workers;
use crate::experiment::forecast::ahead::{Asked, Basis, CountTies, LookAhead, SCALE};
use crate::experiment::forecast::{rounds, row};
use crate::model::Model;
use crate::report::chart::{Before, forecast};
use crate::report::description::Description;
use crate::report::forecast::ForecastReport;
use crate::report::rounds::cutoff_scale_notes;
use crate::scenario::Overlay;

const AFTER_HELP: &str = "\
    Runs are sampled at scale 0.2, as those of `odds`, unless `--set` or a scenario file of your own states \
    population.scale.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// A scenario that starts on the day of the newest published count.
    #[arg(default_value = "baseline")]
    scenario: String,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    common: Common,
}

/// Simulates, predicts, writes the result folder, and prints a summary.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let replications = arguments.replications.replications;
    let overlay = Overlay { replications, ..arguments.common.overlay_at(SCALE) };
    let (scenario, model) = Model::load(&arguments.scenario, &overlay)?;
    session.name_categories(&model.law);
    let ahead = LookAhead::new(&scenario, model, Basis::of(&scenario, &overlay)?)?;
    let description = Description::new(&scenario, &ahead.model, &overlay);
    let few = ahead.model.few_replications(scenario.replications);
    session.notify(ahead.notices().into_iter().chain(few));
    let output = arguments.common.output_or(&format!("{}-forecast", scenario.name_in_tables));
    let folder = session.open(&output, &scenario.inputs().all())?;
    let threads = arguments.common.threads(scenario.replications.into());
    let workers = Workers::start(threads)?;
    let progress = session.bar(scenario.replications.into(), "replications");
    let asked = Asked { until: scenario.end, replications: scenario.replications, ties: CountTies::No };
    let paths = ahead.paths(asked, &workers, &|| progress.inc(1));
    progress.finish_and_clear();
    session.note_simulated();
    let rows = row::rows(&paths, rounds::forecasts(&ahead, &paths, &workers));
    folder.write_table("forecast", &row::forecast(&scenario.name_in_tables, &rows))?;
    let report = ForecastReport {
        ahead: &ahead,
        scenario: &arguments.scenario,
        today: today(),
        words: session.words(),
    };
    let types = rows.iter().map(|row| &row.round_type);
    let mut notes = vec![report.note(), report.basis()];
    notes.extend(description.notes(session.words()));
    notes.extend(cutoff_scale_notes(scenario.population.scale, types, session.words()));
    let before = Before { origin: ahead.origin, rounds: &ahead.model.published.rounds };
    forecast(before, &rows, &notes, session.words()).write(&folder, "forecast")?;
    description.write(&folder, session.words())?;
    let members = scenario.population.members.as_ref();
    let work =
        Work { replications: scenario.replications, threads, members, inputs: &scenario.inputs().all() };
    let path = session.finish(folder, &scenario, work)?;
    session.print(&format!(
        "{}\n{} at scale {}, in {:.0} s: {}",
        report.text(&rows),
        plural(scenario.replications.into(), "replication"),
        scenario.population.scale,
        session.seconds(),
        path.display()
    ))
}
