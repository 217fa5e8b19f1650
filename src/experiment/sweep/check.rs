//! Whether a scenario takes the settings of a sweep: its keys, and the ends of their ranges.

use super::cell::Cell;
use super::dimension::{Coordinate, Dimension, Setting, Settings};
use super::plan::SweepPlan;
use super::point::{Sweeping, prepared};
use super::spec::Design;
use crate::document::problem::{InvalidInput, Problem, Problems};

/// Settings of a list that are tried.
const MOST_TRIED: usize = 20;

/// Tries the ends of each range, and the settings of each list, on the base alone, and if that fails at a
/// point. What fails in both is the sweep's mistake; what fails at some points only is a row of the result.
///
/// # Errors
/// One for each dimension with such a setting.
pub fn check_settings(of: Sweeping<'_>) -> Result<(), InvalidInput> {
    let problems = Problems::new();
    for (place, dimension) in of.plan.dimensions().iter().enumerate() {
        let settings = tried(of.plan, place, dimension);
        let failed = settings.iter().find_map(|setting| Some((setting, failure(of, place, setting)?)));
        if let Some((setting, reason)) = failed {
            let title = format!("`{}` cannot be {}: {reason}", dimension.keys.join("`, `"), setting.text);
            let expected = "expected a key of the scenario, and settings that it takes";
            problems.push(Problem::new(dimension.origin.clone(), title, expected));
        }
    }
    problems.finish(Some(()))
}

/// Why a setting cannot be run, neither on the base nor at the first point.
fn failure(of: Sweeping<'_>, place: usize, setting: &Setting) -> Option<String> {
    let mut settings = vec![None; of.plan.dimensions().len()];
    settings[place] = Some(setting.clone());
    let alone = Cell { number: 0, base: 0, settings };
    prepared(of, &alone).err()?;
    let mut point = of.plan.cells.cell(of.plan.cells.bases());
    point.settings[place] = Some(setting.clone());
    prepared(of, &point).err()
}

fn tried(plan: &SweepPlan, place: usize, dimension: &Dimension) -> Vec<Setting> {
    match &dimension.settings {
        Settings::Listed(list) if list.len() <= MOST_TRIED => list.clone(),
        Settings::Listed(list) => vec![list[0].clone(), list[list.len() - 1].clone()],
        Settings::Spread(_) => [0.0, 1.0].map(|end| dimension.at(Coordinate::Level(end))).to_vec(),
        Settings::Tabled => tabled(plan, place),
    }
}

/// The least and the greatest number of a column of a table of points; of texts the first one.
fn tabled(plan: &SweepPlan, place: usize) -> Vec<Setting> {
    let Design::Table(table) = &plan.spec.design else { return Vec::new() };
    let column = || table.rows().iter().map(|row| &row[place]);
    let number = |setting: &&Setting| setting.number.unwrap_or(0.0);
    let least = column().min_by(|a, b| number(a).total_cmp(&number(b)));
    let greatest = column().max_by(|a, b| number(a).total_cmp(&number(b)));
    [least, greatest].into_iter().flatten().cloned().collect()
}
