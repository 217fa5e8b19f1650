//! `drawsim plan`: inverse questions to a scenario with rounds that are planned to meet targets.

use super::file_target::refused;
use super::options::{Common, Replications, day};
use super::output;
use super::session::{Session, Work};
use crate::document::problem::InvalidInput;
use crate::experiment::Workers;
use crate::experiment::inverse;
use crate::experiment::inverse::{PlanRuns, Question, table};
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::report::description::Description;
use crate::report::folder::ResultFolder;
use crate::report::plan::PlanReport;
use crate::time::Day;

/// Factors of the target along the frontier, in addition to the plan itself.
const FRONTIER: [f64; 4] = [0.6, 0.8, 1.2, 1.4];

const AFTER_HELP: &str = "\
    Runs are sampled at scale 0.05, unless `--set` or a scenario file of your own states population.scale.\n\
    Each plan that is tried has 6 replications, unless `--replications` states 2 to 1000.\n\
    Without `-o` no result folder is written.";

/// Replications of each plan, unless the user states another number.
const REPLICATIONS: u32 = 6;

/// Scale of the runs unless the user states another: a search takes dozens of them.
const SCALE: f64 = 0.05;

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// A scenario file, or the name of one that the program carries, such as `baseline`.
    scenario: String,
    /// Find the target that keeps the cutoff of a type of rounds at or below a score, such as cec:500.
    #[arg(long, value_name = "TYPE:SCORE", value_parser = question, requires = "by")]
    cutoff: Option<(String, f64)>,
    /// The day by which; the rounds of the 91 days up to it count.
    #[arg(long, value_name = "DATE", requires = "cutoff", value_parser = day)]
    by: Option<Day>,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    common: Common,
}

/// Answers a question, and prints the number of runs.
pub fn plan(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let replications = replications(arguments.replications)?;
    let overlay = arguments.common.overlay_at(SCALE);
    let (scenario, model) = Model::load(&arguments.scenario, &overlay)?;
    session.name_categories(&model.law);
    if let Some(sizes) = &scenario.sizes {
        let title =
            format!("`{}` has the sizes of `{}`: no round is left to the planner", scenario.name, sizes.name);
        return Err(refused(title, "expected a scenario without `sizes`, or `--set sizes=targets`").into());
    }
    if model.targets.planning_days.is_empty() {
        let title = format!("`{}` leaves no round to the planner", scenario.name);
        return Err(refused(title, "expected a plan of the size \"targets\", as in `baseline`").into());
    }
    let question = match (&arguments.cutoff, arguments.by) {
        (Some((name, score)), Some(by)) => {
            Some(Question { round_type: RoundType::new(name), cutoff: *score, by })
        }
        _ => None,
    };
    question.as_ref().map_or_else(|| inverse::check_years(&model), |question| question.check(&model))?;
    let folder = session.open_some(arguments.common.output.as_deref(), &scenario.inputs().all())?;
    session.notify(model.notices());
    let threads = arguments.common.threads(replications.into());
    let workers = Workers::start(threads)?;
    let runs = PlanRuns::new(replications, &workers);
    let description = Description::new(&scenario, &model, &overlay);
    let described = description.notes(session.words());
    let report = PlanReport {
        model: &model,
        scenario_title: &scenario.title,
        described: &described,
        replications,
        words: session.words(),
    };
    let answer = match &question {
        Some(question) => cutoff(report, question, runs, folder.as_ref())?,
        None => sizes(report, runs, folder.as_ref())?,
    };
    let mut text = format!("{}\n\n{answer} {}\n", scenario.title, report.runs());
    if let Some(folder) = folder {
        description.write(&folder, session.words())?;
        let members = scenario.population.members.as_ref();
        let work = Work { replications, threads, members, inputs: &scenario.inputs().all() };
        let path = session.finish(folder, &scenario, work)?;
        text += &format!("Result: {}\n", path.display());
    }
    output::print(&text)
}

/// Replications of each plan: at least two, which an interval needs.
fn replications(option: Replications) -> Result<u32, InvalidInput> {
    let replications = option.replications.unwrap_or(REPLICATIONS);
    if (2..=1000).contains(&replications) {
        return Ok(replications);
    }
    Err(refused(format!("`--replications` is {replications}"), "expected a whole number from 2 to 1000"))
}

fn question(text: &str) -> Result<(String, f64), String> {
    let (name, score) =
        text.split_once(':').ok_or("expected a type of rounds and a score, such as cec:500")?;
    let score: u16 = score.parse().map_err(|_| format!("`{score}` is not a score; expected 0 to 1200"))?;
    if score > 1200 {
        return Err(format!("`{score}` is not a score; expected 0 to 1200"));
    }
    Ok((name.to_owned(), f64::from(score)))
}

/// The target that keeps a cutoff, in sentences.
fn cutoff(
    report: PlanReport<'_>,
    question: &Question,
    runs: PlanRuns<'_>,
    folder: Option<&ResultFolder>,
) -> anyhow::Result<String> {
    let model = report.model;
    let answer = inverse::target_for(model, question, runs)?;
    if let Some(folder) = folder {
        folder.write_table("cutoff_by_target", &table::cutoffs(&model.name, &answer.tried))?;
    }
    Ok(report.target(&answer, question))
}

/// The sizes with the least variability, and the frontier, in sentences and tables.
fn sizes(
    report: PlanReport<'_>,
    runs: PlanRuns<'_>,
    folder: Option<&ResultFolder>,
) -> anyhow::Result<String> {
    let model = report.model;
    let smoothest = inverse::smoothest(model, runs);
    let frontier = inverse::frontier(model, &smoothest.own, &FRONTIER, runs);
    if let Some(folder) = folder {
        let name = &model.name;
        folder.write_table("smoothing", &table::points(name, table::Varied::Smoothing, &smoothest.tried))?;
        let sizes = smoothest.best.as_ref().map_or(&[][..], |best| &best.sizes);
        folder.write_table("sizes", &table::sizes(name, sizes))?;
        folder.write_table("frontier", &table::points(name, table::Varied::TargetFactor, &frontier))?;
        report.frontier_chart(&frontier).write(folder, "frontier")?;
    }
    let all = smoothest.runs + report.replications * FRONTIER.len() as u32;
    Ok(report.sizes(&smoothest) + &report.frontier(&frontier) + &report.count_of_runs(all))
}
