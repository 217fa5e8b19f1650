//! `drawsim plan`: inverse questions to a scenario whose rounds are planned to meet targets.

use anyhow::bail;

use crate::experiment::planning::{self, Effort, FACTORS, Point, WINDOW_DAYS, Wish};
use crate::experiment::targets::MET;
use crate::policy::levels::Line;
use crate::policy::plan::RoundType;
use crate::report::terminal::{Heading, table};
use crate::scenario::Overlay;
use crate::simulation::Model;
use crate::time::Day;

/// A factor is found to this part of itself.
const TOLERANCE: f64 = 0.02;
/// Degrees of steadiness that are tried.
const STEADINESS: [f64; 5] = [0.0001, 0.001, 0.01, 0.1, 1.0];
/// Factors of the target along the frontier.
const FRONTIER: [f64; 5] = [0.6, 0.8, 1.0, 1.2, 1.4];

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A scenario file, or the name of one that the program carries, such as `baseline`.
    scenario: String,
    /// Find the target that keeps the cutoff of a type of rounds at or below a score, such as cec:500.
    #[arg(long, value_name = "TYPE:SCORE", value_parser = wish, requires = "by")]
    cutoff: Option<(String, f64)>,
    /// The day by which; the rounds of the 91 days up to it count.
    #[arg(long, value_name = "DATE", requires = "cutoff")]
    by: Option<Day>,
    /// Lay a value over the scenario; may be repeated. Runs are thinned to a twentieth unless population.scale is set.
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Seed of all random streams, in place of the scenario's.
    #[arg(long)]
    seed: Option<u64>,
    /// Replications of each plan that is tried.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u32).range(2..=1000))]
    replications: u32,
    /// Threads to run on; no result depends on it [default: all cores].
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    #[command(flatten)]
    published: super::Published,
}

/// Answers and says how many runs it took.
pub fn plan(arguments: &Arguments) -> anyhow::Result<()> {
    let mut set = arguments.set.clone();
    if !set.iter().any(|assignment| assignment.starts_with("population.scale")) {
        set.push("population.scale=0.05".to_owned());
    }
    let overlay = Overlay { set, seed: arguments.seed, ..arguments.published.overlay() };
    let (scenario, model) = Model::load(&arguments.scenario, &overlay)?;
    super::notify(&model.notices());
    if model.targets.planning_days.is_empty() {
        bail!("`{}` leaves no round to the planner: expected a plan of the kind `targets`", scenario.name);
    }
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = arguments.threads.map_or_else(cores, usize::from);
    let effort = Effort { replications: arguments.replications, threads };
    let text = match (&arguments.cutoff, arguments.by) {
        (Some((name, score)), Some(by)) => {
            let wish = Wish { round_type: RoundType::new(name), cutoff: *score, by };
            cutoff(&model, &wish, effort)?
        }
        _ => sizes(&model, effort)?,
    };
    let scale = model.population.scale;
    super::print(&format!(
        "{}\n\n{text}Each plan: {} replications at scale {scale}, all on the same people.",
        scenario.title, effort.replications
    ))?;
    Ok(())
}

fn wish(text: &str) -> Result<(String, f64), String> {
    let (name, score) =
        text.split_once(':').ok_or("expected a type of rounds and a score, such as cec:500")?;
    let score: u16 = score.parse().map_err(|_| format!("`{score}` is not a score; expected 0 to 1200"))?;
    if score > 1200 {
        return Err(format!("`{score}` is not a score; expected 0 to 1200"));
    }
    Ok((name.to_owned(), f64::from(score)))
}

fn cutoff(model: &Model, wish: &Wish, effort: Effort) -> anyhow::Result<String> {
    let answer = planning::target_for(model, wish, effort, TOLERANCE)?;
    let year = wish.by.year();
    let level = model.levels.known(Line::FederalHighSkilled, year, wish.by).unwrap_or_default();
    let target = level.target.unwrap_or(0.0);
    let persons = |factor: f64| format!("{:.0}", target * factor);
    let interval = answer
        .interval
        .map_or("no interval: the cutoff hardly moves with the target".to_owned(), |(low, high)| {
            format!("95 % interval {} to {}", persons(low.max(0.0)), persons(high))
        });
    Ok(format!(
        "A Federal High Skilled target of {} persons for {year}, {:.2} times the plan's, keeps the mean cutoff of `{}`\n\
         rounds at or below {:.0} in the {WINDOW_DAYS} days up to {} (there it is {:.1}); {interval}.\n\
         The targets of all planned years were multiplied alike; factors from {} to {} were tried by bisection.\n\
         Runs: {}. The interval is that of the mean cutoff over replications, divided by its slope.\n",
        persons(answer.factor),
        answer.factor,
        wish.round_type,
        wish.cutoff,
        wish.by,
        answer.cutoff,
        FACTORS.0,
        FACTORS.1,
        answer.runs
    ))
}

fn sizes(model: &Model, effort: Effort) -> anyhow::Result<String> {
    let points = planning::steadiness(model, &STEADINESS, effort)?;
    let met = points.iter().filter(|point| point.miss <= MET);
    let best = met.min_by(|a, b| a.swing.total_cmp(&b.swing));
    let mut text = format!(
        "Steadiness against targets (from the second planned year on):\n{}\n\n",
        tried(&points, "steadiness")
    );
    match best {
        Some(best) => {
            text += &format!(
                "Of those that miss no target by more than {:.0} %, `targets.steadiness = {}` swings least. Its sizes:\n{}\n\n",
                100.0 * MET,
                best.value,
                size_table(best)
            );
        }
        None => text += &format!("None of them meets the targets within {:.0} %.\n\n", 100.0 * MET),
    }
    let frontier = planning::frontier(model, &FRONTIER, effort)?;
    text +=
        &format!("Mean CRS of the invited against persons admitted:\n{}\n\n", tried(&frontier, "target x"));
    let runs = effort.replications as usize * (STEADINESS.len() + FRONTIER.len());
    Ok(text + &format!("Runs: {runs}. "))
}

fn tried(points: &[Point], name: &'static str) -> String {
    let headings = [
        Heading::Figures(name),
        Heading::Figures("largest miss"),
        Heading::Figures("swing of cutoffs"),
        Heading::Figures("mean CRS invited"),
        Heading::Figures("landed a year"),
    ];
    let lines = points.iter().map(|point| {
        [
            point.value.to_string(),
            format!("{:.1} %", 100.0 * point.miss),
            format!("{:.1}", point.swing),
            format!("{:.1}", point.score),
            format!("{:.0}", point.landed),
        ]
    });
    table(&headings, lines)
}

fn size_table(point: &Point) -> String {
    let headings =
        [Heading::Words("quarter from"), Heading::Words("round type"), Heading::Figures("mean size")];
    let lines =
        point.sizes.iter().map(|(day, name, size)| [day.to_string(), name.to_string(), format!("{size:.0}")]);
    table(&headings, lines)
}
