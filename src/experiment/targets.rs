//! Landings beside the targets: what was met, what was not, and why.

use std::collections::BTreeSet;

use super::Ensemble;
use super::cutoffs::spread;
use crate::policy::levels::{Level, Line};
use crate::policy::plan::RoundType;
use crate::policy::program::Program;
use crate::published::Round;
use crate::record::admissions::{FEDERAL_HIGH_SKILLED, PNP_EXPRESS_ENTRY, by_year_and_line};
use crate::record::planning::LandedYear;
pub use crate::record::target::{MET, TargetRow};
use crate::record::{Bound, Counts};
use crate::scenario::{Aim, PerMonth};
use crate::simulation::{Model, Sizing, TargetsPeriod};
use crate::time::Day;

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
            let reason = row.is_missed().then(|| reason(&row, ensemble, model));
            rows.push(TargetRow { reason, ..row });
        }
    }
    rows
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
        let TargetRow { year, line, level, .. } = row;
        LandedYear { year, line, level, landed, replications: years.len() as u32 }
    };
    rows(ensemble, model).into_iter().map(row).collect()
}

fn reason(row: &TargetRow, ensemble: &Ensemble, model: &Model) -> String {
    let planned = model.plan.iter().filter(|round| round.sizing == Sizing::Planned);
    let mut planned_years = planned.map(|round| round.instruction.date.year());
    let mut reasons = Vec::new();
    match row.line {
        FEDERAL_HIGH_SKILLED if planned_years.clone().next().is_none() => {
            reasons.push("no round is planned to meet it".to_owned());
        }
        FEDERAL_HIGH_SKILLED if planned_years.all(|year| year != row.year) => {
            reasons.extend(decided_before(row, ensemble, model));
            reasons.extend(bounds(row, ensemble, model));
            reasons.push(format!("no federal round of {} is left to the planner", row.year));
        }
        FEDERAL_HIGH_SKILLED => {
            reasons.extend(decided_before(row, ensemble, model));
            reasons.extend(bounds(row, ensemble, model));
            if reasons.is_empty() {
                reasons.push(match model.targets.on(last_day(row.year)).map(|period| period.aim) {
                    Some(Aim::Range) => "the range is aimed at (`targets.aim`)".to_owned(),
                    Some(Aim::Target) | None => {
                        "steady sizes were preferred (`targets.steadiness`)".to_owned()
                    }
                });
            }
        }
        PNP_EXPRESS_ENTRY => {
            reasons.extend(decided_before(row, ensemble, model));
            let is_planned = [row.year - 1, row.year].map(|year| model.per_month(year) == PerMonth::Targets);
            let who =
                if is_planned.contains(&true) { "are planned to meet targets" } else { "provinces issue" };
            reasons.push(format!(
                "nominations decide the rest, which {who} (`nominations.per_month`): {}",
                nominees(row.year, ensemble, model)
            ));
        }
        _ => {
            reasons.extend(decided_before(row, ensemble, model));
            reasons.push(format!(
                "no round is sized for it, an overlay of the other lines: {}",
                french_rounds(row.year, ensemble, model)
            ));
        }
    }
    reasons.join("; ")
}

/// How much of a target of the first planned year was decided before, and what the planner expected in all.
fn decided_before(row: &TargetRow, ensemble: &Ensemble, model: &Model) -> Option<String> {
    let first = model.targets.planning_days.first().filter(|day| day.year() == row.year)?;
    let wanted = row.wanted()?;
    let all = ensemble.replications.iter().flat_map(|counts| &counts.quarter_plans);
    let plans = all.filter(|plan| (plan.date, plan.year, plan.line) == (*first, row.year, row.line));
    let (mut decided, mut expected, mut count) = (0.0, 0.0, 0.0);
    for plan in plans {
        (decided, expected, count) = (decided + plan.decided, expected + plan.expected, count + 1.0);
    }
    if count == 0.0 {
        return None;
    }
    let (decided, expected) = (decided / count, expected / count);
    let part =
        if wanted > 0.0 { format!(", {:.0} % of it", 100.0 * decided / wanted) } else { String::new() };
    Some(format!(
        "on {first}, when rounds were first planned, invitations issued before were to bring {decided:.0} persons{part}, \
         and all to come {:.0} more",
        expected - decided,
    ))
}

/// Bounds that were reached: the largest size, the least one, and candidates.
fn bounds(row: &TargetRow, ensemble: &Ensemble, model: &Model) -> Vec<String> {
    let all = ensemble.replications.iter().flat_map(|counts| &counts.quarter_plans);
    let plans: Vec<_> = all.filter(|plan| (plan.year, plan.line) == (row.year, row.line)).collect();
    let bound = |bound| plans.iter().filter(|plan| plan.bound == Some(bound)).count();
    let part = |bound: usize| {
        format!("in {:.0} % of the plannings for the year", 100.0 * bound as f64 / plans.len() as f64)
    };
    let (most, least) = (bound(Bound::Most), bound(Bound::Least));
    let words = |bound, value: fn(&TargetsPeriod) -> u32| {
        let reached = plans.iter().filter(|plan| plan.bound == Some(bound));
        let values = reached.filter_map(|plan| model.targets.on(plan.date)).map(value);
        let values: BTreeSet<u32> = values.collect();
        values.iter().map(u32::to_string).collect::<Vec<_>>().join(" and ")
    };
    let mut reasons = Vec::new();
    if most > 0 {
        reasons.push(format!(
            "rounds were at their largest, {} (`targets.most`), {}",
            words(Bound::Most, |period| period.most),
            part(most)
        ));
    }
    if least > 0 {
        reasons.push(format!(
            "those to be invited were too few for a round, fewer than {} (`targets.least`), {}",
            words(Bound::Least, |period| period.least),
            part(least)
        ));
    }
    for (round_type, count) in shortages(row.year, ensemble, model) {
        reasons.push(format!("{count:.1} rounds of `{round_type}` found fewer candidates than planned"));
    }
    reasons
}

/// How many nominees were invited in a year and the one before it, and how many applications of theirs were open at the end.
fn nominees(year: i16, ensemble: &Ensemble, model: &Model) -> String {
    let name = RoundType::new("pnp");
    let count = ensemble.replications.len() as f64;
    let inventories = ensemble
        .replications
        .iter()
        .filter_map(|counts| counts.inventories.iter().rev().find(|inventory| inventory.date.year() == year));
    let open: f64 =
        inventories.map(|inventory| f64::from(inventory.applications[Program::Pnp.index()])).sum();
    format!(
        "{}, and {:.0} of their applications were still in progress at the year's last count",
        invited(&name, year, ensemble, model),
        open / count
    )
}

/// How many the rounds for French speakers invited in a year and the one before it.
fn french_rounds(year: i16, ensemble: &Ensemble, model: &Model) -> String {
    let words = invited(&RoundType::new("french"), year, ensemble, model);
    let french = RoundType::new("french");
    let periods = model.targets.between(last_day(year - 1) + 1, last_day(year)).iter();
    let mut shares: Vec<String> =
        periods.map(|period| format!("{:.1} %", 100.0 * period.share(&french))).collect();
    shares.dedup();
    if shares.is_empty() {
        return format!("{words} by rounds of `french`");
    }
    format!("{words} by rounds of `french`, which have {} of the federal target", shares.join(" and then "))
}

/// Invitations of a type in a year and the one before it: the published ones before the run, then the mean over
/// replications.
fn invited(name: &RoundType, year: i16, ensemble: &Ensemble, model: &Model) -> String {
    let of_year = |year: i16| {
        let is_it = |round: &&Round| round.round_type == *name && round.date.year() == year;
        let before = model.published_rounds.iter().filter(|round| round.date < model.start).filter(is_it);
        let before: f64 = before.map(|round| f64::from(round.size)).sum();
        let all = ensemble.replications.iter().flat_map(|counts| &counts.rounds);
        let held: f64 = all.filter(is_it).map(|round| f64::from(round.invited)).sum();
        // A sum of nothing is -0, which would be printed.
        0.0 + before + held / ensemble.replications.len() as f64
    };
    format!("{:.0} were invited in {} and {:.0} in {year}", of_year(year - 1), year - 1, of_year(year))
}

fn last_day(year: i16) -> Day {
    Day::new(year, 12, 31).expect("every year has a last day")
}

/// Planned rounds of a year and the one before it that found too few, for each type: mean over replications.
fn shortages(year: i16, ensemble: &Ensemble, model: &Model) -> Vec<(RoundType, f64)> {
    let is_short = |counts: &Counts, name: &RoundType| {
        let held = counts.rounds.iter().filter(|round| round.round_type == *name);
        held.filter(|round| (year - 1..=year).contains(&round.date.year()) && round.invited < round.size)
            .count()
    };
    let names = model.targets.types().into_iter().cloned();
    let mean = |name: RoundType| {
        let count: usize = ensemble.replications.iter().map(|counts| is_short(counts, &name)).sum();
        (name, count as f64 / ensemble.replications.len() as f64)
    };
    names.map(mean).filter(|(_, count)| *count > 0.0).collect()
}
