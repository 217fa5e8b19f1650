//! The finished result of a sweep, read back: one of this version, as it was written.

use std::path::Path;

use crate::cli::file_target::refused;
use crate::document::problem::InvalidInput;
use crate::experiment::sensitivity::Bearing;
use crate::experiment::sweep::{PLAN, PlanFile, SweepPlan, SweepRow, rows_of};
use crate::report::folder::{MANIFEST, WORK};
use crate::report::manifest::Manifest;
use crate::table::Table;

/// The table of a sweep.
const TABLE: &str = "sweep.parquet";

/// A sweep that bears indices.
pub struct Swept {
    /// Its plan.
    pub plan: SweepPlan,
    /// Its design.
    pub bearing: Bearing,
    /// Its rows.
    pub rows: Vec<SweepRow>,
    /// What made it.
    pub manifest: Manifest,
}

impl Swept {
    /// Reads a result.
    ///
    /// # Errors
    /// If it is no sweep, unfinished, altered, of another version, or of a design that bears no indices.
    pub fn read(folder: &Path) -> Result<Swept, InvalidInput> {
        let manifest = manifest(folder)?;
        let Some(file) = PlanFile::read(folder)? else { return Err(no_sweep(folder)) };
        let plan = file.plan(folder)?;
        let bearing = Bearing::of(&plan).ok_or_else(|| without_indices(folder, &file.design))?;
        let table = Table::read_parquet(&folder.join(TABLE)).ok();
        let rows = table.and_then(|table| rows_of(&table, &plan.outcomes));
        let rows = rows.ok_or_else(|| altered(folder, TABLE))?;
        Ok(Swept { plan, bearing, rows, manifest })
    }
}

/// The manifest of a sweep whose files are as they were written.
fn manifest(folder: &Path) -> Result<Manifest, InvalidInput> {
    let name = folder.display();
    if !folder.join(MANIFEST).is_file() {
        if folder.join(WORK).join(PLAN).is_file() {
            let title = format!("the sweep of `{name}` is unfinished");
            return Err(refused(title, "expected its result: run the rest of it, and `drawsim sweep merge`"));
        }
        return Err(no_sweep(folder));
    }
    let manifest = Manifest::read(folder).map_err(|error| {
        refused(error.to_string(), "expected a result as drawsim wrote it; run the sweep again")
    })?;
    if [TABLE, PLAN].iter().any(|file| !manifest.outputs.contains_key(*file)) {
        return Err(no_sweep(folder));
    }
    let own = env!("CARGO_PKG_VERSION");
    if manifest.version != own {
        let title = format!("`{name}` is a result of drawsim {}, and this is {own}", manifest.version);
        return Err(refused(title, "expected a result of this version; run the sweep again"));
    }
    for file in [PLAN, TABLE] {
        if !manifest.holds(folder, file).is_ok_and(|is_same| is_same) {
            return Err(altered(folder, file));
        }
    }
    Ok(manifest)
}

fn no_sweep(folder: &Path) -> InvalidInput {
    let title = format!("`{}` is no result of `drawsim sweep`", folder.display());
    refused(title, "expected the folder that `drawsim sweep run` or `drawsim sweep merge` wrote")
}

fn altered(folder: &Path, file: &str) -> InvalidInput {
    let title = format!("`{}` is not as drawsim wrote it", folder.join(file).display());
    refused(title, "expected an unaltered result; run the sweep again")
}

fn without_indices(folder: &Path, design: &str) -> InvalidInput {
    let title = format!("the design `{design}` of `{}` bears no indices", folder.display());
    refused(
        title,
        "expected a sweep with another `[design]`: `kind = \"saltelli\"` and `base_points = 64` for Sobol' \
         indices, or `kind = \"morris\"` and `trajectories = 20` for mu*",
    )
}
