//! How rounds are planned that are to meet the targets, resolved and checked.

use std::collections::BTreeSet;

use crate::document::problem::{Problem, Problems};
use crate::document::reader::misspelt;
use crate::model::period::quarter;
use crate::model::plan::{PlannedRound, origin_of};
use crate::policy::instruction::RoundType;
use crate::policy::law::Law;
use crate::policy::levels::Levels;
use crate::scenario::{
    Aim, MOST_GAPS, PlanRounds, RoundForm, Scenario, Sizing, Split, TargetsForm, TargetsPeriodForm,
};
use crate::time::Day;

/// Calendar years that rounds are planned for: this one and the next.
pub(crate) const PLANNED_YEARS: i16 = 2;

/// How rounds are planned that are to meet the targets.
#[derive(Clone, Debug, PartialEq)]
pub struct Targets {
    /// What the planner is told, one period after another; none if there is nothing to plan.
    pub periods: Vec<TargetsPeriod>,
    /// Days on which the rounds of a quarter are planned, in order: its first, or that of the run, and each
    /// on which a new Levels Plan is published or a period begins.
    pub planning_days: Vec<Day>,
    /// A round makes up for at most so many times the usual days since the last one of its type.
    pub most_gaps: f64,
    /// Days of changes before the run, which hold from its start on.
    pub(crate) early: Vec<Day>,
    /// What the shares of each period sum to as they are stated.
    pub(crate) sums: Vec<f64>,
}

impl Default for Targets {
    fn default() -> Targets {
        Targets {
            periods: Vec::new(),
            planning_days: Vec::new(),
            most_gaps: MOST_GAPS,
            early: Vec::new(),
            sums: Vec::new(),
        }
    }
}

/// How rounds are planned from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetsPeriod {
    /// The first day.
    pub from: Day,
    /// Types of rounds with their parts of the Federal High Skilled target: together 1.
    pub split: Vec<(RoundType, f64)>,
    /// Fewest persons that a round invites that invites anybody.
    pub least: u32,
    /// Most persons that a round invites.
    pub most: u32,
    /// How much a change of size weighs against a missed target.
    pub smoothing: f64,
    /// Whether the target itself is aimed at, or its range.
    pub aim: Aim,
}

impl Targets {
    /// What a scenario states; nothing to plan if no round of its plan is left to the planner.
    pub(crate) fn read(
        scenario: &Scenario,
        plan: &[PlannedRound],
        law: &Law,
        levels: &Levels,
        problems: &Problems,
    ) -> Option<Targets> {
        let planned: Vec<&PlannedRound> =
            plan.iter().filter(|round| round.sizing == Sizing::Planned).collect();
        let Some(form) = &scenario.targets else {
            if let Some(origin) = origin_of(scenario, Sizing::Planned) {
                problems.push(Problem::new(
                    origin,
                    "rounds of this plan are left to the planner, but nothing tells it how",
                    "expected `targets.split`: types of rounds with their shares of the Federal High Skilled target",
                ));
                return None;
            }
            return Some(Targets::default());
        };
        check(form, scenario, !planned.is_empty(), law, problems);
        let mut planning_days: Vec<Day> =
            planned.iter().map(|round| quarter(round.instruction.date).first.max(scenario.start)).collect();
        if let Some((first, last)) = planning_days.first().copied().zip(planned.last()) {
            let within = first..=last.instruction.date;
            planning_days.extend(levels.publication_days().filter(|day| within.contains(day)));
            let changes = form.changes.iter().map(|(from, _)| *from);
            planning_days.extend(changes.filter(|day| within.contains(day)));
        }
        planning_days.sort_unstable();
        planning_days.dedup();
        // What changes before the run has changed at its start.
        let (early, later) =
            form.changes.split_at(form.changes.partition_point(|(on, _)| *on <= scenario.start));
        let first = early.last().map_or(&form.first, |(_, period)| period);
        let changes = later.iter().map(|(from, period)| (*from, period));
        let all = std::iter::once((scenario.start, first)).chain(changes);
        let (periods, sums) = all.map(|(from, form)| period(from, form)).unzip();
        Some(Targets {
            periods,
            planning_days,
            most_gaps: form.most_gaps,
            early: early.iter().map(|(on, _)| *on).collect(),
            sums,
        })
    }

    /// What holds on a day, if there is anything to plan.
    pub fn on(&self, day: Day) -> Option<&TargetsPeriod> {
        self.periods.iter().rev().find(|period| period.from <= day).or(self.periods.first())
    }

    /// The first day after another on which what the planner is told changes.
    pub fn change_after(&self, day: Day) -> Option<Day> {
        self.periods.iter().map(|period| period.from).find(|from| *from > day)
    }

    /// The periods of which some day lies from a day on and up to another, in order.
    pub fn between(&self, first: Day, last: Day) -> &[TargetsPeriod] {
        let begun = self.periods.partition_point(|period| period.from <= first).saturating_sub(1);
        let ended = self.periods.partition_point(|period| period.from <= last).max(begun);
        &self.periods[begun..ended]
    }

    /// Whether a round is held: one that is left to the planner needs a share of the target.
    pub fn holds(&self, round: &PlannedRound) -> bool {
        self.holds_as_of(round, round.instruction.date)
    }

    /// The same by the shares of a day, the only ones that are known on it.
    pub fn holds_as_of(&self, round: &PlannedRound, day: Day) -> bool {
        let share = |period: &TargetsPeriod| period.share(&round.instruction.round_type);
        round.sizing != Sizing::Planned || self.on(day).map_or(0.0, share) > 0.0
    }

    /// Types of rounds that have a share in some period, by name.
    pub fn types(&self) -> BTreeSet<&RoundType> {
        let shares = self.periods.iter().flat_map(|period| &period.split);
        shares.filter(|(_, share)| *share > 0.0).map(|(name, _)| name).collect()
    }

    /// The same with another smoothing in the first period, and in later ones in proportion.
    #[must_use]
    pub fn with_smoothing(&self, smoothing: f64) -> Targets {
        let mut targets = self.clone();
        let first = self.periods.first().map_or(smoothing, |period| period.smoothing);
        for period in &mut targets.periods {
            period.smoothing =
                if period.smoothing == first { smoothing } else { smoothing * period.smoothing / first };
        }
        targets
    }
}

impl TargetsPeriod {
    /// Whether a type of rounds has a part, be it 0.
    pub(crate) fn names(&self, round_type: &RoundType) -> bool {
        self.split.iter().any(|(name, _)| name == round_type)
    }

    /// Whether both tell the planner the same, whenever they begin: a share of 0 is as good as none.
    pub(crate) fn is_like(&self, other: &TargetsPeriod) -> bool {
        let told = |period: &TargetsPeriod| {
            let mut told = TargetsPeriod { from: self.from, ..period.clone() };
            told.split.retain(|(_, share)| *share > 0.0);
            told
        };
        told(self) == told(other)
    }

    /// The part of a type of rounds.
    pub fn share(&self, round_type: &RoundType) -> f64 {
        self.split.iter().find(|(name, _)| name == round_type).map_or(0.0, |(_, share)| *share)
    }
}

/// A period, with what its shares sum to as they are stated: they are taken as parts of that.
fn period(from: Day, form: &TargetsPeriodForm) -> (TargetsPeriod, f64) {
    let sum: f64 = form.split.iter().map(|one| one.share).sum();
    let period = TargetsPeriod {
        from,
        split: form.split.iter().map(|one| (RoundType::new(&one.round_type), one.share / sum)).collect(),
        least: form.least,
        most: form.most,
        smoothing: form.smoothing,
        aim: form.aim,
    };
    (period, sum)
}

fn check(form: &TargetsForm, scenario: &Scenario, is_planned: bool, law: &Law, problems: &Problems) {
    // As they were written: a round that the law has no category for on its day is a problem of its own.
    let written = || {
        scenario.plans.iter().flat_map(|plan| match &plan.rounds {
            PlanRounds::Stated(rounds) => rounds.as_slice(),
            PlanRounds::Published { .. } => &[],
        })
    };
    problems.extend(form.unread.iter().filter_map(|one| unknown(one, law)));
    // Shares of which one has a misspelt name sum to nothing that was meant.
    for (problem, own) in &form.sums {
        if own.iter().any(|one| unknown(one, law).is_some()) {
            problems.withdraw(problem);
        }
    }
    let mut before: &[Split] = &[];
    let changes = form.changes.iter().map(|(from, period)| (Some(*from), period));
    for (from, period) in std::iter::once((None, &form.first)).chain(changes) {
        // Shares that go on have been looked at.
        for one in period.split.iter().filter(|one| !before.contains(one)) {
            let name = one.round_type.as_str();
            let is_held = |round: &RoundForm| {
                round.size == Sizing::Planned
                    && round.round_type == name
                    && from.is_none_or(|from| round.date >= from)
            };
            let unknown = unknown(one, law);
            let is_known = unknown.is_none() && one.share > 0.0;
            problems.extend(unknown);
            if is_known && is_planned && !written().any(is_held) {
                let then = from.map_or(String::new(), |from| format!(" from {from} on"));
                problems.push(Problem::new(
                    one.origin.clone(),
                    format!("`{name}` has a share of the target, but no round of it is planned{then}"),
                    "expected such rounds in a plan of the kind `targets`, or a share of 0",
                ));
            }
        }
        before = &period.split;
    }
}

/// What is wrong with a share of a type of rounds that there is not.
fn unknown(one: &Split, law: &Law) -> Option<Problem> {
    let name = one.round_type.as_str();
    law.target(name).is_none().then(|| {
        let title = format!("there are no rounds of the type `{name}`");
        misspelt(&one.origin, title, name, &law.round_types())
    })
}
