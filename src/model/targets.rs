//! Settings of the planner, which sizes rounds to meet the targets: resolved and checked.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::document::library;
use crate::document::problem::{Problem, Problems};
use crate::document::reader::misspelt;
use crate::model::period::quarter;
use crate::model::plan::{PlannedRound, Sources, origin_of};
use crate::policy::instruction::RoundType;
use crate::policy::law::Law;
use crate::policy::levels::Levels;
use crate::scenario::{
    Aim, MOST_GAPS, PlanRounds, Rest, SET, Scenario, Sizing, Split, TargetsForm, TargetsPeriodForm,
};
use crate::time::Day;

/// Calendar years that the planner plans rounds for: this one and the next.
pub(crate) const PLANNED_YEARS: i16 = 2;
/// Greatest difference of stated shares from 1 by rounding.
pub(crate) const ROUNDING: f64 = 0.005;

/// Settings of the planner, which sizes rounds to meet the targets.
#[derive(Clone, Debug, PartialEq)]
pub struct Targets {
    /// Settings of the planner, one period after another; none if it has no rounds to plan.
    pub periods: Vec<TargetsPeriod>,
    /// Days on which the rounds of a quarter are planned, in order: its first day or that of the run, each
    /// day of a new Levels Plan, and each first day of a period.
    pub planning_days: Vec<Day>,
    /// Greatest time since the last round of its type that a round makes up for, over the usual time.
    pub most_gaps: f64,
    /// Days of changes before the run; the last change holds from its start on.
    pub(crate) early: Vec<Day>,
    /// The stated shares of each period.
    pub(crate) stated: Vec<StatedShares>,
}

/// The shares of a period as they were stated.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StatedShares {
    /// Their sum.
    pub sum: f64,
    /// What becomes of the rest.
    pub rest: Rest,
    /// Shares of types that the planner does not size.
    pub unplanned: Vec<(String, f64)>,
}

impl Default for Targets {
    fn default() -> Targets {
        Targets {
            periods: Vec::new(),
            planning_days: Vec::new(),
            most_gaps: MOST_GAPS,
            early: Vec::new(),
            stated: Vec::new(),
        }
    }
}

/// Settings of the planner from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetsPeriod {
    /// The first day.
    pub from: Day,
    /// Types of rounds with their shares of the Federal High Skilled target: together at most 1. The share of
    /// a type that the planner does not size is 0.
    pub split: Vec<(RoundType, f64)>,
    /// Fewest persons that a held round invites.
    pub least: u32,
    /// Most persons that a round invites.
    pub most: u32,
    /// Weight of a change of size against a missed target.
    pub smoothing: f64,
    /// Whether the target itself is aimed at, or its range.
    pub aim: Aim,
}

impl Targets {
    /// Reads a scenario's targets; without rounds for the planner there are no settings.
    pub(crate) fn read(
        sources: &Sources<'_>,
        plan: &[PlannedRound],
        levels: &Levels,
        problems: &Problems,
    ) -> Option<Targets> {
        let Sources { scenario, law, .. } = *sources;
        let planned: Vec<&PlannedRound> =
            plan.iter().filter(|round| round.sizing == Sizing::Planned).collect();
        let Some(form) = &scenario.targets else {
            if let Some(origin) = origin_of(scenario, Sizing::Planned) {
                problems.push(Problem::new(
                    origin,
                    "the planner sizes rounds of this plan, but `targets.split` is not stated",
                    "expected `targets.split`: types of rounds with their shares of the Federal High Skilled \
                     target",
                ));
                return None;
            }
            return Some(Targets::default());
        };
        ShareCheck { scenario, law, planned: &planned }.run(form, problems);
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
        // The last change before the run holds from its start on.
        let (early, later) =
            form.changes.split_at(form.changes.partition_point(|(on, _)| *on <= scenario.start));
        let first = early.last().map_or(&form.first, |(_, period)| period);
        let changes = later.iter().map(|(from, period)| (*from, period));
        let all = std::iter::once((scenario.start, first)).chain(changes);
        let shares = ShareCheck { scenario, law, planned: &planned };
        let (periods, stated) = all.map(|(from, form)| shares.period(from, form)).unzip();
        Some(Targets {
            periods,
            planning_days,
            most_gaps: form.most_gaps,
            early: early.iter().map(|(on, _)| *on).collect(),
            stated,
        })
    }

    /// The settings of a run with the sizes of another one, whose settings these are: planning days up to its
    /// end, on which nominations are planned too.
    pub(crate) fn until(&self, end: Day) -> Targets {
        let mut targets = self.clone();
        targets.planning_days.retain(|day| *day <= end);
        targets
    }

    /// Checks the settings on which every plan depends.
    ///
    /// # Panics
    /// If no plan can follow from them.
    pub(super) fn assert_sound(&self) {
        for period in &self.periods {
            let has_shares = period.split.iter().all(|(_, share)| (0.0..=1.0).contains(share));
            let has_bounds = period.least <= period.most && period.smoothing >= 0.0;
            assert!(has_shares && has_bounds, "settings of the planner that cannot be: {period:?}");
        }
    }

    /// The settings on a day, if there are rounds to plan.
    pub fn on(&self, day: Day) -> Option<&TargetsPeriod> {
        self.periods.iter().rev().find(|period| period.from <= day).or(self.periods.first())
    }

    /// The first day after another on which the settings change.
    pub(crate) fn change_after(&self, day: Day) -> Option<Day> {
        self.periods.iter().map(|period| period.from).find(|from| *from > day)
    }

    /// The periods that overlap the days from `first` to `last`, in order.
    pub fn between(&self, first: Day, last: Day) -> &[TargetsPeriod] {
        let begun = self.periods.partition_point(|period| period.from <= first).saturating_sub(1);
        let ended = self.periods.partition_point(|period| period.from <= last).max(begun);
        &self.periods[begun..ended]
    }

    /// Whether a round is held by the shares of a day: a round for the planner needs a share of the target.
    pub(crate) fn holds_as_of(&self, round: &PlannedRound, day: Day) -> bool {
        round.sizing != Sizing::Planned
            || self.on(day).is_some_and(|period| period.share(&round.instruction.round_type) > 0.0)
    }

    /// Types of rounds that have a share in some period, by name.
    pub fn types(&self) -> BTreeSet<&RoundType> {
        let shares = self.periods.iter().flat_map(|period| &period.split);
        shares.filter(|(_, share)| *share > 0.0).map(|(name, _)| name).collect()
    }

    /// These targets with another smoothing in the first period, and in later ones in proportion.
    #[must_use]
    pub(crate) fn with_smoothing(&self, smoothing: f64) -> Targets {
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
    /// Whether a share of a type of rounds is stated, even if it is 0.
    pub(crate) fn names(&self, round_type: &RoundType) -> bool {
        self.split.iter().any(|(name, _)| name == round_type)
    }

    /// Whether both periods have the same settings, whenever they begin; a share of 0 equals no share.
    pub(crate) fn is_like(&self, other: &TargetsPeriod) -> bool {
        self.settings() == TargetsPeriod { from: self.from, ..other.settings() }
    }

    /// This period without shares of 0.
    fn settings(&self) -> TargetsPeriod {
        let mut period = self.clone();
        period.split.retain(|(_, share)| *share > 0.0);
        period
    }

    /// The part of the target that the planner sizes no round for.
    pub fn unplanned_share(&self) -> f64 {
        (1.0 - self.split.iter().map(|(_, share)| share).sum::<f64>()).max(0.0)
    }

    /// The share of a type of rounds; 0 if none is stated.
    pub fn share(&self, round_type: &RoundType) -> f64 {
        self.split.iter().find(|(name, _)| name == round_type).map_or(0.0, |(_, share)| *share)
    }
}

/// Checks the shares of types of rounds against the law and the rounds of the scenario.
struct ShareCheck<'a> {
    scenario: &'a Scenario,
    law: &'a Law,
    /// Rounds for the planner.
    planned: &'a [&'a PlannedRound],
}

impl ShareCheck<'_> {
    fn run(&self, form: &TargetsForm, problems: &Problems) {
        problems.extend(form.unread.iter().filter_map(|split| self.unknown(split)));
        // A sum of shares means nothing while the name of one is misspelt.
        for (problem, shares) in &form.sums {
            if shares.iter().any(|split| self.unknown(split).is_some()) {
                problems.withdraw(problem);
            }
        }
        let mut before: &[Split] = &[];
        let changes = form.changes.iter().map(|(from, period)| (Some(*from), period));
        for (from, period) in std::iter::once((None, &form.first)).chain(changes) {
            // Shares carried over from the period before have been checked there.
            for split in period.split.iter().filter(|split| !before.contains(split)) {
                problems.extend(self.unknown(split).or_else(|| self.idle(split, from)));
            }
            before = &period.split;
        }
    }

    /// A period, and its shares as they were stated. The period has shares of the types that the planner
    /// sizes, and 0 for others.
    fn period(&self, from: Day, form: &TargetsPeriodForm) -> (TargetsPeriod, StatedShares) {
        let is_sized = |split: &&Split| {
            let mut plans = self.scenario.plans.iter();
            plans.any(|plan| plan.sized.contains(&split.round_type))
        };
        let (sized, others): (Vec<&Split>, Vec<&Split>) = form.split.iter().partition(is_sized);
        let sum: f64 = form.split.iter().map(|split| split.share).sum();
        let whole = match form.rest {
            Rest::Rescaled => sized.iter().map(|split| split.share).sum(),
            // Thirds of three digits mean 1.
            Rest::Unplanned if (1.0 - sum).abs() <= ROUNDING => sum,
            Rest::Unplanned => 1.0,
        };
        let share = |split: &Split| if is_sized(&split) && whole > 0.0 { split.share / whole } else { 0.0 };
        let split =
            form.split.iter().map(|split| (RoundType::new(&split.round_type), share(split))).collect();
        let (least, most, smoothing, aim) = (form.least, form.most, form.smoothing, form.aim);
        let unplanned = others.iter().filter(|split| split.share > 0.0);
        let unplanned = unplanned.map(|split| (split.round_type.clone(), split.share)).collect();
        let stated = StatedShares { sum, rest: form.rest, unplanned };
        (TargetsPeriod { from, split, least, most, smoothing, aim }, stated)
    }

    /// The problem of a share of an unknown type of rounds.
    fn unknown(&self, split: &Split) -> Option<Problem> {
        let name = split.round_type.as_str();
        self.law.admitted_by(name).is_none().then(|| {
            let title = format!("there are no rounds of the type `{name}`");
            misspelt(&split.origin, title, name, &self.law.round_types())
        })
    }

    /// The problem of a share above 0 whose type has no round from a day on. A share that is inherited, or
    /// whose rounds have stated sizes, is no mistake: it is not planned, and a notice says so.
    fn idle(&self, split: &Split, from: Option<Day>) -> Option<Problem> {
        let is_planned = self.has_round(&split.round_type, from) || self.goes_on(&split.round_type, from);
        if split.share <= 0.0 || self.planned.is_empty() || is_planned || !self.is_own(split) {
            return None;
        }
        let name = split.round_type.as_str();
        let then = from.map_or(String::new(), |from| format!(" from {from} on"));
        Some(Problem::new(
            split.origin.clone(),
            format!("`{name}` has a share of the target, but no round of it is planned{then}"),
            "expected such rounds in a plan of the size \"targets\", or a share of 0",
        ))
    }

    /// Whether a share was written in the scenario's file or typed, and no plan states rounds of its type.
    fn is_own(&self, split: &Split) -> bool {
        let source = &split.origin.source;
        let is_inherited = library::is_carried(source)
            || (source.name != SET && !Arc::ptr_eq(source, self.scenario.own_source()));
        let has_stated = self.scenario.plans.iter().any(|plan| match &plan.rounds {
            PlanRounds::Stated(rounds) => rounds.iter().any(|round| round.round_type == split.round_type),
            PlanRounds::Published { .. } => false,
        });
        !is_inherited && !has_stated
    }

    /// Whether a plan has rounds of a type for the planner that a longer run would hold from a day on.
    fn goes_on(&self, round_type: &str, from: Option<Day>) -> bool {
        let from = from.unwrap_or(self.scenario.start);
        let mut plans = self.scenario.plans.iter();
        plans.any(|plan| {
            plan.sized.iter().any(|name| name == round_type) && (!plan.is_ended || plan.to >= from)
        })
    }

    /// Whether the scenario states a round of a type for the planner from a day on. Rounds count as they were
    /// written: a round of a category that the law lacks on its day is a problem of its own.
    fn has_round(&self, round_type: &str, from: Option<Day>) -> bool {
        let mut stated = self.scenario.plans.iter().flat_map(|plan| match &plan.rounds {
            PlanRounds::Stated(rounds) => rounds.as_slice(),
            PlanRounds::Published { .. } => &[],
        });
        stated.any(|round| {
            round.size == Sizing::Planned
                && round.round_type == round_type
                && from.is_none_or(|from| round.date >= from)
        })
    }
}
