//! Judges targets by admissions: which are met, which are missed, and why.
//!
//! The two figures of French speakers outside Quebec differ in kind: the plans name no route for them, and
//! simulated admissions are by way of Express Entry alone.

mod cause;
mod landed;
mod level;
mod progress;
mod row;
mod table;
mod tally;

pub use self::cause::Cause;
pub use self::landed::LandedYear;
pub(crate) use self::level::{level, news};
use self::progress::Case;
pub use self::progress::{Bounded, Invited, Pause, Progress};
pub use self::row::{MET, TargetRow};
pub use self::table::targets;
pub(crate) use self::tally::TargetTally;
use super::Ensemble;
use crate::model::Model;
use crate::policy::levels::Line;
use crate::scenario::Aim;

impl TargetTally {
    /// One row for each line and each year that was simulated in full and has a target.
    pub fn rows(&self, model: &Model) -> Vec<TargetRow> {
        self.landed.keys().map(|(year, line)| self.row(model, *year, *line)).collect()
    }

    fn row(&self, model: &Model, year: i16, line: Line) -> TargetRow {
        let landed = &self.landed[&(year, line)];
        TargetRow {
            year,
            line,
            level: level(model, line, year).expect("a year with a target"),
            aim: self.aim(model, line, year),
            landed: landed.mean().expect("at least one replication"),
            landed_interval: landed.interval(),
            progress: Case { year, line, tally: self, model }.progress(),
        }
    }

    /// The aim of the planner: the range if every planning for the year aimed at it. Rounds are planned for
    /// the federal line alone.
    fn aim(&self, model: &Model, line: Line, year: i16) -> Aim {
        let plannings = self.plannings(year, Line::FederalHighSkilled);
        let periods = plannings.iter().filter_map(|planning| model.targets.on(planning.on));
        let mut aims = periods.map(|period| period.aim).peekable();
        let is_planned = line == Line::FederalHighSkilled && aims.peek().is_some();
        if is_planned && aims.all(|aim| aim == Aim::Range) { Aim::Range } else { Aim::Target }
    }

    /// The same years and lines across replications, for a chart; `rows` are those of the tally.
    pub fn across(&self, rows: &[TargetRow]) -> Vec<LandedYear> {
        let years = rows.iter().map(|row| {
            let TargetRow { year, line, level, aim, .. } = *row;
            let landed = self.landed[&(year, line)].spread().expect("at least one replication");
            LandedYear { year, line, level, aim, landed, replications: self.replications }
        });
        years.collect()
    }
}

/// The rows of an ensemble.
pub fn rows(ensemble: &Ensemble, model: &Model) -> Vec<TargetRow> {
    tally(ensemble, model).rows(model)
}

/// The years and lines of an ensemble across replications.
pub fn across(ensemble: &Ensemble, model: &Model) -> Vec<LandedYear> {
    let tally = tally(ensemble, model);
    tally.across(&tally.rows(model))
}

fn tally(ensemble: &Ensemble, model: &Model) -> TargetTally {
    let mut tally = TargetTally::with(model);
    ensemble.replications.iter().for_each(|counts| tally.add(counts));
    tally
}
