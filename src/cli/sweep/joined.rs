//! The result of a sweep: its shards are joined into tables and charts.

use std::path::Path;
use std::sync::Arc;

use super::prepared::write_cells;
use crate::cli::file_target::refused;
use crate::cli::session::{ScenarioText, Session, Work};
use crate::document::source::Source;
use crate::experiment::sweep::{PLAN, PlanFile, SweepPlan, WorkFolder, merge};
use crate::report::folder::WORK;
use crate::report::sweep::{SweepReport, write_charts};

/// A sweep whose shards are all done.
#[derive(Clone, Copy)]
pub struct Joining<'a> {
    /// The plan.
    pub plan: &'a SweepPlan,
    /// The plan as it is kept.
    pub file: &'a PlanFile,
    /// Where the result will stand, with the work in it.
    pub place: &'a Path,
    /// Shards.
    pub shards: u32,
    /// Threads that ran.
    pub threads: usize,
    /// Seed of the base.
    pub seed: u64,
}

/// Joins shards that were checked, writes the result in place of the work, and prints a summary.
pub fn join(joining: Joining<'_>, session: Session) -> anyhow::Result<()> {
    let Joining { plan, file, place, shards, threads, seed } = joining;
    let work = WorkFolder(place.join(WORK));
    if let Some(name) = work.foreign() {
        let title = format!("`{}` holds `{name}`, which no sweep wrote", work.0.display());
        return Err(
            refused(title, "expected that file elsewhere: the result takes the place of the folder").into()
        );
    }
    let folder = session.open_over_work(place)?;
    let merged = merge(plan, &work, shards, folder.path()).map_err(|error| folder.relocated(error))?;
    write_cells(plan, folder.path())?;
    folder.write(PLAN, file.to_json())?;
    let report = SweepReport { plan, merged: &merged, scale: scale_of(file) };
    write_charts(report, &folder, session.words())?;
    let inputs = inputs(plan);
    let scenario =
        ScenarioText { name: &plan.spec.base_name(), question: &plan.spec.title, resolved: &file.base, seed };
    let work_done = Work { replications: plan.replications, threads, members: None, inputs: &inputs };
    let path = session.finish_text(folder, scenario, work_done)?;
    // Where the system cannot exchange folders, the work is still there.
    let _ = std::fs::remove_dir_all(path.join(WORK));
    session.print(&format!(
        "{}\n\n{:.0} s. Result: {}",
        report.text(session.words()),
        session.seconds(),
        path.display()
    ))
}

/// Simulated candidates of the base for each real one.
fn scale_of(file: &PlanFile) -> f64 {
    let document: toml::Table = toml::from_str(&file.base).unwrap_or_default();
    let scale = document.get("population").and_then(|population| population.get("scale"));
    scale.and_then(toml::Value::as_float).unwrap_or(1.0)
}

/// The files that state a sweep.
fn inputs(plan: &SweepPlan) -> Vec<Arc<Source>> {
    let points = plan.spec.points().cloned();
    [Arc::clone(&plan.spec.source)].into_iter().chain(points).collect()
}
