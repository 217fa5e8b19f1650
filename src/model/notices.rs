//! Finds the notices of a model: settings without effect, settings that look like mistakes, limits of
//! results.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Sizing;
use crate::model::nominations::NOMINATED_YEARS;
use crate::model::plan_notices::{LARGE, LONG_WITHOUT_ROUND};
use crate::model::targets::{PLANNED_YEARS, ROUNDING, StatedShares};
use crate::model::{
    IdleLevel, LevelsNotice, Model, NominationsNotice, Notice, RunNotice, TargetsNotice, TargetsPeriod,
};
use crate::policy::instruction::RoundType;
use crate::policy::law::Author;
use crate::policy::levels::{Level, Levels, Line};
use crate::scenario::{PerMonth, Rest};
use crate::time::Day;

/// A snapshot is old if it was taken more days before the start: most are followed by the next one sooner.
const OLD_SNAPSHOT_DAYS: i32 = 31;
/// A restated target this many times larger or smaller than the Levels Plan's is probably a mistake.
const FAR: f64 = 4.0;

impl Model {
    /// The notices of this run, each fact once.
    pub fn notices(&self) -> Vec<Notice> {
        let run = self.start_notice().into_iter().chain(self.idle_end()).chain(self.rounds_not_in_force());
        let run = run.chain(self.late_reforms());
        let mut notices: Vec<Notice> = run.map(Notice::from).collect();
        notices.extend(self.category_notices().into_iter().map(Notice::from));
        notices.extend(self.targets_notices());
        notices.extend(self.nominations_notice().map(Notice::from));
        notices.extend(self.sample_notices().into_iter().map(Notice::from));
        notices.extend((!self.restated.is_empty()).then(|| Notice::Restated(self.restated.clone())));
        notices.extend(self.law.carried_from(self.end).map(Notice::CarriedCrs));
        notices.extend(self.published.warnings.iter().cloned().map(Notice::Published));
        notices.extend(self.idle_plans.iter().cloned());
        notices
    }

    /// The notice on a run with too few replications to tell chance from parameters: both parts of a spread
    /// need two replications of each of several members.
    pub fn few_replications(&self, replications: u32) -> Option<Notice> {
        let members = self.members();
        (members > 1 && replications < 2 * members)
            .then_some(Notice::FewReplications { members, replications })
    }

    /// A run without rounds, or with a long time after its last one.
    fn idle_end(&self) -> Option<RunNotice> {
        let end = self.end;
        match self.plan.last().map(|round| round.instruction.drawn_at.day()) {
            None => (self.start < end).then_some(RunNotice::NoRounds),
            Some(last) => (end - last > LONG_WITHOUT_ROUND).then_some(RunNotice::NoRoundsAfter { last, end }),
        }
    }

    /// The scenario's changes of the law after the run, one for each day.
    fn late_reforms(&self) -> Vec<RunNotice> {
        let end = self.end;
        let own = self.law.changes().iter().filter(|change| change.author == Author::Scenario);
        let days: BTreeSet<Day> = own.map(|change| change.date).filter(|day| *day > end).collect();
        days.into_iter().map(|on| RunNotice::LateReform { on, end }).collect()
    }

    /// Rounds of a program or category that is not in force on their day.
    fn rounds_not_in_force(&self) -> Vec<RunNotice> {
        let mut types: BTreeMap<&str, u32> = BTreeMap::new();
        for round in &self.plan {
            let in_force = self.law.rules_on(round.instruction.drawn_at.day()).in_force();
            if !round.eligible.admitted.intersects(in_force) {
                *types.entry(round.instruction.round_type.name()).or_default() += 1;
            }
        }
        let types = types.into_iter();
        types.map(|(name, rounds)| RunNotice::NotInForce { name: name.to_owned(), rounds }).collect()
    }

    fn start_notice(&self) -> Option<RunNotice> {
        let start = self.start;
        match self.warm_up.as_ref().map(|warm_up| &warm_up.fit) {
            None => {
                let launch = Day::new(2015, 1, 31).expect("a date");
                (start > launch).then_some(RunNotice::EmptyStart(start))
            }
            Some(None) => Some(RunNotice::OwnStart(start)),
            Some(Some(fit)) => {
                let snapshot = fit.day;
                (start - snapshot > OLD_SNAPSHOT_DAYS).then_some(RunNotice::OldSnapshot { start, snapshot })
            }
        }
    }

    /// Notices on targets and on the planner.
    fn targets_notices(&self) -> Vec<Notice> {
        let mut targets = Vec::from_iter(self.unshared_rounds());
        targets.extend(self.shares_without_round());
        targets.extend(self.partial_splits());
        targets.extend(self.large_bounds());
        let mut levels = Vec::new();
        if !self.is_replay() {
            levels.extend(self.carried_targets());
            let shares = self.levels.restated_shares(self.end);
            levels.extend((!shares.is_empty()).then_some(LevelsNotice::RestatedShares(shares)));
        }
        targets.extend(self.idle_changes());
        levels.extend(self.idle_levels());
        levels.extend(self.unplanned_levels());
        levels.extend(self.far_levels());
        let mut notices: Vec<Notice> = targets.into_iter().map(Notice::from).collect();
        notices.extend(levels.into_iter().map(Notice::from));
        notices.extend(self.idle_nominations().into_iter().map(Notice::from));
        notices.extend(self.large_nominations().map(Notice::from));
        notices
    }

    fn carried_targets(&self) -> Option<LevelsNotice> {
        let last = self.end.year();
        let targets = self.levels.carried_targets(last);
        (!targets.is_empty()).then_some(LevelsNotice::Carried { targets, last })
    }

    /// Types of rounds that are left to the planner without a share of the target.
    fn unshared_rounds(&self) -> Option<TargetsNotice> {
        let planned = self.plan.iter().filter(|round| round.sizing == Sizing::Planned);
        let types: BTreeSet<String> = planned
            .map(|round| &round.instruction.round_type)
            .filter(|name| !self.targets.periods.iter().any(|period| period.names(name)))
            .map(ToString::to_string)
            .collect();
        (!types.is_empty()).then(|| TargetsNotice::UnsharedRounds(types.into_iter().collect()))
    }

    /// Types with a share that the planner sizes, but not in the run: no round falls into it, or all have
    /// stated sizes.
    fn shares_without_round(&self) -> Vec<TargetsNotice> {
        let has_planned = |name: Option<&RoundType>| {
            let mut rounds = self.plan.iter().filter(|round| round.sizing == Sizing::Planned);
            rounds.any(|round| name.is_none_or(|name| round.instruction.round_type == *name))
        };
        if !has_planned(None) {
            return Vec::new();
        }
        let idle = self.targets.types().into_iter().filter(|name| !has_planned(Some(name)));
        let (stated, absent): (Vec<&RoundType>, Vec<&RoundType>) =
            idle.partition(|name| self.states_rounds_of(name));
        let share = |name: &RoundType| {
            let shares = self.targets.periods.iter().map(|period| period.share(name));
            shares.fold(0.0, f64::max)
        };
        let mut notices = Vec::new();
        if !stated.is_empty() {
            let parts = stated.iter().map(|name| (name.to_string(), share(name)));
            notices.push(TargetsNotice::UnplannedShares { from: None, parts: parts.collect() });
        }
        if !absent.is_empty() {
            notices.push(TargetsNotice::WithoutRound(absent.iter().map(ToString::to_string).collect()));
        }
        notices
    }

    /// Whether rounds of a type are held whose sizes the planner does not set.
    fn states_rounds_of(&self, name: &RoundType) -> bool {
        let mut rounds = self.plan.iter().filter(|round| round.sizing != Sizing::Planned);
        rounds.any(|round| round.instruction.round_type == *name && !round.is_replayed)
    }

    /// Shares that sum to less than 1, and those of types that the planner does not size.
    fn partial_splits(&self) -> Vec<TargetsNotice> {
        if self.plan.iter().all(|round| round.sizing != Sizing::Planned) {
            return Vec::new();
        }
        let mut notices = Vec::new();
        let mut before: Option<(&TargetsPeriod, &StatedShares)> = None;
        for (period, stated) in self.targets.periods.iter().zip(&self.targets.stated) {
            let is_new = |is_same: fn(&StatedShares, &StatedShares) -> bool| {
                before.is_none_or(|(_, before)| !is_same(before, stated))
            };
            let from = before.map(|_| period.from);
            let is_partial = 1.0 - stated.sum > ROUNDING;
            match stated.rest {
                Rest::Unplanned if is_partial && is_new(|one, other| one.sum == other.sum) => {
                    notices.push(TargetsNotice::RestUnplanned { from, sum: stated.sum });
                }
                Rest::Rescaled if before.is_none_or(|(before, _)| before.split != period.split) => {
                    notices.extend(rescaled(period, stated, from));
                }
                Rest::Unplanned | Rest::Rescaled => {}
            }
            if !stated.unplanned.is_empty() && is_new(|one, other| one.unplanned == other.unplanned) {
                let parts = stated.unplanned.clone();
                let rescaled = stated.rest == Rest::Rescaled;
                notices.extend((!rescaled).then_some(TargetsNotice::UnplannedShares { from, parts }));
            }
            before = Some((period, stated));
        }
        notices
    }

    /// Bounds of the sizes of rounds far above every published round.
    fn large_bounds(&self) -> Vec<TargetsNotice> {
        let largest = self.published.rounds.iter().map(|round| round.size).max().unwrap_or(u32::MAX);
        let bounds =
            self.targets.periods.iter().flat_map(|period| [("least", period.least), ("most", period.most)]);
        let large = bounds.filter(|(_, persons)| *persons > largest.saturating_mul(LARGE));
        let large: BTreeSet<(&'static str, u32)> = large.collect();
        large.into_iter().map(|(key, persons)| TargetsNotice::LargeBound { key, persons, largest }).collect()
    }

    /// Changes of `[targets]` without effect.
    fn idle_changes(&self) -> Vec<TargetsNotice> {
        if self.base.is_some() {
            return Vec::new();
        }
        let planned = self.plan.iter().filter(|round| round.sizing == Sizing::Planned);
        let Some(last) = planned.map(|round| round.instruction.date).max() else {
            let is_stated = !self.targets.periods.is_empty();
            return is_stated.then_some(TargetsNotice::Idle).into_iter().collect();
        };
        let start = self.start;
        let early = self.targets.early.iter().map(|on| TargetsNotice::EarlyChange { on: *on, start });
        let idle = self.targets.periods.windows(2).filter_map(|pair| {
            let on = pair[1].from;
            if on > last {
                return Some(TargetsNotice::LateChange { on, last });
            }
            pair[0].is_like(&pair[1]).then_some(TargetsNotice::RepeatedChange(on))
        });
        early.chain(idle).collect()
    }

    /// Restated targets and shares that change no known target on any day of planning.
    fn idle_levels(&self) -> Vec<LevelsNotice> {
        let mut notices = Vec::new();
        for (line, year, announced) in self.levels.restated() {
            if !self.has_effect(line, year) {
                let reason = self.reason_of_idle_level(line, year, announced);
                notices.push(LevelsNotice::Idle { line, year, reason });
            }
        }
        for (line, announced) in self.levels.shares_announced_after(self.end) {
            notices.push(LevelsNotice::LateShare { line, announced });
        }
        notices
    }

    /// Whether a restated target changes a known target of a year for which the run plans, on a day of
    /// planning.
    fn has_effect(&self, line: Line, year: i16) -> bool {
        let news = self.levels.publication_days().filter(|day| (self.start..=self.end).contains(day));
        let without = self.levels.without(line, year);
        let last = self.end.year() + years_ahead(line);
        std::iter::once(self.start).chain(news).any(|day| {
            let mut years = day.year()..=last;
            years.any(|year| self.levels.known(line, year, day) != without.known(line, year, day))
        })
    }

    fn reason_of_idle_level(&self, line: Line, year: i16, announced: Option<Day>) -> IdleLevel {
        let last = self.end.year() + years_ahead(line);
        match announced {
            _ if year < self.start.year() => IdleLevel::BeforeRun(self.start),
            _ if year > last => IdleLevel::AfterHorizon(last),
            Some(late) if late > self.end => IdleLevel::AnnouncedAfterRun(late),
            Some(late) if late.year() > year => IdleLevel::AnnouncedAfterYear(late),
            _ => IdleLevel::AsPublished,
        }
    }

    /// Restated targets that change no round: only the federal ones size rounds, and the PNP ones set
    /// nominations where no number is stated.
    fn unplanned_levels(&self) -> Vec<LevelsNotice> {
        let mut notices = Vec::new();
        let french = self.restated_years(Line::FrenchOutsideQuebec);
        if !french.is_empty() {
            notices.push(LevelsNotice::UnplannedFrench(french));
        }
        let pnp = self.restated_years(Line::Pnp);
        let mut years = self.start.year()..=self.end.year();
        if !pnp.is_empty() && !years.any(|year| self.per_month(year) == PerMonth::Targets) {
            notices.push(LevelsNotice::UnplannedPnp(pnp));
        }
        notices
    }

    /// Years of the run and after it for which a scenario restates the target of a line.
    fn restated_years(&self, line: Line) -> Vec<i16> {
        let restated = self.levels.restated().filter(|one| one.0 == line).map(|one| one.1);
        let years: BTreeSet<i16> = restated.filter(|year| *year >= self.start.year()).collect();
        years.into_iter().collect()
    }

    /// Restated targets so far from those of the Levels Plan that another unit may be meant.
    fn far_levels(&self) -> Vec<LevelsNotice> {
        let plans = Levels::published();
        let mut far: BTreeMap<(Line, i16), LevelsNotice> = BTreeMap::new();
        for (line, year, _) in self.levels.restated() {
            let restated = self.levels.known(line, year, Day::LATEST).and_then(Level::aim);
            let published = plans.known(line, year, Day::LATEST).and_then(Level::aim);
            let Some((restated, published)) = restated.zip(published) else { continue };
            // A target of 0 may be meant.
            if restated > 0.0 && !(published / FAR..=published * FAR).contains(&restated) {
                far.insert((line, year), LevelsNotice::Far { line, year, restated, published });
            }
        }
        far.into_values().collect()
    }

    /// Numbers of nominations for years that the run does not reach.
    fn idle_nominations(&self) -> Vec<NominationsNotice> {
        let last = self.end.year() + years_ahead(Line::Pnp);
        let years = self.nominations_per_month.iter().map(|(year, _)| *year);
        years.filter(|year| *year > last).map(|year| NominationsNotice::Idle { year, last }).collect()
    }
}

/// The notice that shares are used as parts of their sum.
fn rescaled(period: &TargetsPeriod, stated: &StatedShares, from: Option<Day>) -> Option<TargetsNotice> {
    let sum = stated.sum - stated.unplanned.iter().map(|(_, share)| share).sum::<f64>();
    let shares = period.split.iter().filter(|(_, share)| *share > 0.0);
    let mut parts: Vec<_> = shares.map(|(name, share)| (name.to_string(), *share)).collect();
    parts.sort_by(|one, other| other.1.total_cmp(&one.1));
    (1.0 - sum > ROUNDING).then_some(TargetsNotice::PartialSplit { from, sum, parts })
}

/// Years after the last of a run for which its last rounds or nominations are planned too.
fn years_ahead(line: Line) -> i16 {
    match line {
        Line::Pnp => NOMINATED_YEARS - 1,
        Line::FederalHighSkilled | Line::FrenchOutsideQuebec => PLANNED_YEARS - 1,
    }
}
