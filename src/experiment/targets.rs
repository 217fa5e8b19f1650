//! Landings beside the targets: what was met, what was not, and why.

use super::Ensemble;
use crate::policy::levels::{Level, Line};
use crate::policy::plan::RoundType;
use crate::record::Counts;
use crate::record::admissions::{FEDERAL_HIGH_SKILLED, PNP_EXPRESS_ENTRY, by_year_and_line};
use crate::simulation::{Model, Sizing};
use crate::time::Day;

/// A target is met if landings come within this part of it, on average over replications.
pub const MET: f64 = 0.02;

/// Landings of a year under a line beside its target.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRow {
    /// Calendar year.
    pub year: i16,
    /// Line of the Levels Plan.
    pub line: &'static str,
    /// The target and its range.
    pub level: Level,
    /// Mean persons landed.
    pub landed: f64,
    /// Why a target is missed that rounds were planned to meet, or that nobody plans for; none if it is met.
    pub reason: Option<String>,
}

impl TargetRow {
    /// Landed less target as a part of the target; none without a target.
    pub fn error(&self) -> Option<f64> {
        self.level.target.map(|target| self.landed / target - 1.0)
    }
}

/// The level of a line in a year, if the run lives all of it.
pub fn level(model: &Model, line: &str, year: i16) -> Option<Level> {
    let is_whole = Day::new(year, 1, 1)? >= model.start && Day::new(year, 12, 31)? <= model.end;
    model.levels.of_admissions(line, year).filter(|_| is_whole)
}

/// One row for each line and each year that was lived whole and has a target.
pub fn rows(ensemble: &Ensemble, model: &Model) -> Vec<TargetRow> {
    let years = ensemble.replications.iter().map(|counts| by_year_and_line(&counts.landings));
    let years: Vec<_> = years.collect();
    let mut rows = Vec::new();
    for year in model.start.year()..=model.end.year() {
        for line in [FEDERAL_HIGH_SKILLED, PNP_EXPRESS_ENTRY, Line::FrenchOutsideQuebec.name()] {
            let Some(level) = level(model, line, year) else { continue };
            let of_line = years.iter().flatten().filter(|row| row.year == year && row.line == line);
            let landed: f64 = of_line.map(|row| f64::from(row.persons)).sum();
            let row = TargetRow { year, line, level, landed: landed / years.len() as f64, reason: None };
            let is_missed = row.error().is_some_and(|error| error.abs() > MET);
            let reason = is_missed.then(|| reason(&row, ensemble, model));
            rows.push(TargetRow { reason, ..row });
        }
    }
    rows
}

fn reason(row: &TargetRow, ensemble: &Ensemble, model: &Model) -> String {
    let is_planned = model.plan.iter().any(|round| round.sizing == Sizing::Planned);
    match row.line {
        FEDERAL_HIGH_SKILLED if is_planned => federal(row, ensemble, model),
        FEDERAL_HIGH_SKILLED => "no round is planned to meet it".to_owned(),
        PNP_EXPRESS_ENTRY => {
            "nominations decide it, which provinces issue: `nominations.per_month`".to_owned()
        }
        _ => "an overlay: it follows from who is invited, and from the share of French rounds".to_owned(),
    }
}

fn federal(row: &TargetRow, ensemble: &Ensemble, model: &Model) -> String {
    let plans = || {
        let all = ensemble.replications.iter().flat_map(|counts| &counts.quarter_plans);
        all.filter(|plan| plan.year == row.year)
    };
    let first = plans().map(|plan| plan.date).min();
    let decided: Vec<f64> =
        plans().filter(|plan| Some(plan.date) == first).map(|plan| plan.decided / plan.target).collect();
    let mut reasons = Vec::new();
    if first.is_some_and(|first| first.year() == row.year) && !decided.is_empty() {
        let decided = decided.iter().sum::<f64>() / decided.len() as f64;
        reasons.push(format!(
            "{:.0} % of it was decided by invitations before the first planning, on {}",
            100.0 * decided,
            model.targets.planning_days[0]
        ));
    }
    if plans().any(|plan| plan.is_bound) {
        reasons.push(format!("rounds were at their largest, {} (`targets.most`)", model.targets.most));
    }
    let short: Vec<(RoundType, f64)> = shortages(row.year, ensemble, model);
    for (round_type, count) in short {
        reasons.push(format!("{count:.1} rounds of `{round_type}` found fewer candidates than planned"));
    }
    if reasons.is_empty() {
        reasons.push("steady sizes were preferred (`targets.steadiness`)".to_owned());
    }
    reasons.join("; ")
}

/// Planned rounds of a year and the one before it that found too few, for each type: mean over replications.
fn shortages(year: i16, ensemble: &Ensemble, model: &Model) -> Vec<(RoundType, f64)> {
    let is_short = |counts: &Counts, name: &RoundType| {
        let held = counts.rounds.iter().filter(|round| round.round_type == *name);
        held.filter(|round| (year - 1..=year).contains(&round.date.year()) && round.invited < round.size)
            .count()
    };
    let names = model.targets.split.iter().map(|(name, _)| name.clone());
    let mean = |name: RoundType| {
        let count: usize = ensemble.replications.iter().map(|counts| is_short(counts, &name)).sum();
        (name, count as f64 / ensemble.replications.len() as f64)
    };
    names.map(mean).filter(|(_, count)| *count > 0.0).collect()
}
