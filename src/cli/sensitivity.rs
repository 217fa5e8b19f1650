//! `drawsim sensitivity`: what the outcomes of a sweep depend on.

mod swept;

use std::path::{Path, PathBuf};

use self::swept::Swept;
use super::file_target::refused;
use super::options::Writing;
use super::session::{ScenarioText, Session, Work};
use crate::document::problem::InvalidInput;
use crate::document::source::Source;
use crate::experiment::sensitivity::table::sensitivity as table;
use crate::experiment::sensitivity::{
    LEAST_BASE_POINTS, LEAST_TRAJECTORIES, Method, NoIndices, SweptIndices, of_sweep,
};
use crate::report::folder::MANIFEST;
use crate::report::sensitivity::SensitivityReport;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Result of `drawsim sweep` whose design is `saltelli` or `morris`.
    result: PathBuf,
    /// Folder for the indices [default: output/NAME-sensitivity].
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    writing: Writing,
}

/// Reads the result of a sweep, computes the indices, writes and prints them.
pub fn sensitivity(arguments: &Arguments) -> anyhow::Result<()> {
    let session = Session::start(arguments.writing);
    let swept = Swept::read(&arguments.result)?;
    let found = of_sweep(&swept.plan, swept.bearing, &swept.rows);
    check(&arguments.result, &found)?;
    let path = arguments.output.clone().unwrap_or_else(|| default_folder(&arguments.result));
    let manifest = arguments.result.join(MANIFEST);
    let inputs = [Source::new(manifest.display().to_string(), std::fs::read_to_string(&manifest)?)];
    let folder = session.open(&path, &inputs)?;
    table(&swept.plan, &found)
        .write(folder.path(), "sensitivity")
        .map_err(|error| folder.relocated(error))?;
    let report = SensitivityReport { plan: &swept.plan, found: &found, words: session.words() };
    if let Some(chart) = report.chart() {
        chart.write(&folder, "sensitivity")?;
    }
    let scenario = ScenarioText {
        name: &swept.plan.spec.base_name(),
        question: &swept.plan.spec.title,
        resolved: &swept.manifest.scenario,
        seed: swept.manifest.seed,
    };
    let work = Work { replications: swept.plan.replications, threads: 1, members: None, inputs: &inputs };
    let path = session.finish_text(folder, scenario, work)?;
    session.print(&format!("{}\n\n{:.0} s. Result: {}", report.text(), session.seconds(), path.display()))
}

/// Where the indices of a result stand unless the user names another place.
fn default_folder(result: &Path) -> PathBuf {
    let whole = result.canonicalize().unwrap_or_else(|_| result.to_owned());
    let name = whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Path::new("output").join(format!("{name}-sensitivity"))
}

/// Refuses a sweep none of whose outcomes has indices.
fn check(result: &Path, found: &SweptIndices) -> Result<(), InvalidInput> {
    if found.outcomes.iter().any(|outcome| outcome.indices.is_ok()) {
        return Ok(());
    }
    let name = result.display();
    let whole = found.outcomes.iter().filter_map(|outcome| match outcome.indices {
        Err(NoIndices::TooFew { whole, .. }) => Some(whole),
        Ok(_) | Err(NoIndices::Constant) => None,
    });
    let Some(most) = whole.max() else {
        let title = format!("no outcome of `{name}` differs between the points");
        return Err(refused(title, "expected a sweep whose levers and uncertainties change an outcome"));
    };
    let (things, key, least) = match found.method {
        Method::Sobol => ("base points", "base_points", LEAST_BASE_POINTS),
        Method::Morris => ("trajectories", "trajectories", LEAST_TRAJECTORIES),
    };
    let title = format!("`{name}` has {most} whole {things}, which are too few");
    let expected = format!(
        "expected at least {least}: raise `{key}` in `[design]`, and run the sweep again with `--reuse \
         {name}`"
    );
    Err(refused(title, &expected))
}
