//! Landings beside the targets: what was met, what was not, and why.
//!
//! Those of French speakers outside Quebec are not like with like: the plans name no route for them, and landings are by way of
//! Express Entry alone.

mod case;
mod cause;
mod landed;
mod row;

pub use self::landed::LandedYear;
pub use self::row::{MET, TargetRow, targets};
use super::Ensemble;
use super::cutoffs::spread;
use crate::experiment::results::by_year_and_line;
use crate::model::Model;
use crate::policy::levels::{Level, Line};
use crate::scenario::Aim;
use crate::time::Day;

/// The level of a line in a year, if the run lives all of it.
pub fn level(model: &Model, line: Line, year: i16) -> Option<Level> {
    let is_whole = Day::new(year, 1, 1)? >= model.start && Day::new(year, 12, 31)? <= model.end;
    model.levels.of_admissions(line, year).filter(|_| is_whole)
}

/// One row for each line and each year that was lived whole and has a target.
pub fn rows(ensemble: &Ensemble, model: &Model) -> Vec<TargetRow> {
    let years = ensemble.replications.iter().map(|counts| by_year_and_line(&counts.landings));
    let years: Vec<_> = years.collect();
    let mut rows = Vec::new();
    for year in model.start.year()..=model.end.year() {
        for line in Line::ALL {
            let Some(level) = level(model, line, year) else { continue };
            let of_line = years.iter().flatten().filter(|row| row.year == year && row.line == line);
            let landed: f64 = of_line.map(|row| f64::from(row.persons)).sum();
            // A sum of nothing is -0, which would be printed.
            let landed = 0.0 + landed / years.len() as f64;
            let aim = aim(ensemble, model, line, year);
            let row = TargetRow { year, line, level, aim, landed, reason: None };
            let reason = row.is_missed().then(|| case::reason(&row, ensemble, model));
            rows.push(TargetRow { reason, ..row });
        }
    }
    rows
}

/// What was aimed at: the range if all that was planned for the year aimed at it. Rounds are planned for the federal line alone.
fn aim(ensemble: &Ensemble, model: &Model, line: Line, year: i16) -> Aim {
    let plans = ensemble.replications.iter().flat_map(|counts| &counts.quarter_plans);
    let plans = plans.filter(|plan| (plan.line, plan.year) == (Line::FederalHighSkilled, year));
    let mut aims = plans.filter_map(|plan| model.targets.on(plan.date)).map(|period| period.aim).peekable();
    let is_planned = line == Line::FederalHighSkilled && aims.peek().is_some();
    if is_planned && aims.all(|aim| aim == Aim::Range) { Aim::Range } else { Aim::Target }
}

/// The same years and lines across replications, for a chart.
pub fn across(ensemble: &Ensemble, model: &Model) -> Vec<LandedYear> {
    let years: Vec<_> =
        ensemble.replications.iter().map(|counts| by_year_and_line(&counts.landings)).collect();
    let row = |row: TargetRow| {
        let persons = years.iter().map(|rows| {
            let own = rows.iter().find(|one| (one.year, one.line) == (row.year, row.line));
            own.map_or(0.0, |one| f64::from(one.persons))
        });
        let landed = spread(persons.collect()).expect("an ensemble has at least one replication");
        let TargetRow { year, line, level, aim, .. } = row;
        LandedYear { year, line, level, aim, landed, replications: years.len() as u32 }
    };
    rows(ensemble, model).into_iter().map(row).collect()
}

/// The last change of what is known of a target by a day: the day of the change, and the target as it was known until then.
///
/// None if that is the day of the start or one before it: then the run never knew another one.
pub fn news(model: &Model, by: Day, known: impl Fn(Day) -> Option<Level>) -> Option<(Day, Level)> {
    let changes = model.levels.publication_days().filter(|day| (model.start + 1..=by).contains(day));
    let change =
        |day: Day| known(day - 1).filter(|before| known(day) != Some(*before)).map(|before| (day, before));
    changes.filter_map(change).max_by_key(|(day, _)| *day)
}
