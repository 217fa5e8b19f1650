//! The case of a target: how far it was decided, and, if it is missed, each cause by its own evidence.

mod decided;
mod nominees;

use std::collections::BTreeSet;

use super::cause::{Cause, Invited, Pause};
use super::row::{Bounded, Progress, TargetRow};
use super::tally::{Planning, TargetTally, french};
use crate::model::{Model, Sizing, TargetsPeriod};
use crate::policy::instruction::RoundType;
use crate::policy::levels::Line;
use crate::published::Round;
use crate::record::Bound;
use crate::scenario::Aim;
use crate::time::Day;

/// A part of a miss that is worth naming: any forecast has smaller errors.
const WORTH_NAMING: f64 = 0.25;

/// Days without a round that are worth naming: of federal ones, or at the end of a year of those that invite
/// nominees.
const IDLE_DAYS: i32 = 60;

/// How far a target was decided when its year was planned, and why it was missed; no cause if it was met.
pub(super) fn judged(row: &TargetRow, tally: &TargetTally, model: &Model) -> (Progress, Vec<Cause>) {
    let plannings = tally.plannings(row.year, row.line);
    let case = Case { row, wanted: row.wanted().unwrap_or(0.0), tally, model, plannings };
    let causes = match row.line {
        _ if !row.is_missed() => Vec::new(),
        Line::FederalHighSkilled => case.of_federal(),
        Line::Pnp => case.of_nominees(),
        Line::FrenchOutsideQuebec => case.of_french(),
    };
    (case.progress(), causes)
}

/// A target with the evidence.
struct Case<'a> {
    row: &'a TargetRow,
    wanted: f64,
    tally: &'a TargetTally,
    model: &'a Model,
    /// The plannings for the year, in order.
    plannings: Vec<Planning>,
}

impl Case<'_> {
    fn progress(&self) -> Progress {
        let first = self.first_of_year();
        Progress {
            announced_on: self.news().map(|(on, _)| on),
            planned_on: first.map(|planning| planning.on),
            decided: first.map(|planning| planning.decided),
            expected: first.map(|planning| planning.expected),
            bound: self.most_reached(),
            pause: self.longest_pause(),
        }
    }

    /// The bound that the plannings for the year reached most.
    fn most_reached(&self) -> Option<Bounded> {
        let bounds = [Bound::Most, Bound::Least, Bound::Late].map(|bound| (bound, self.share_reached(bound)));
        let reached = bounds.into_iter().filter(|(_, share)| *share > 0.0);
        let most = reached.max_by(|(_, one), (_, other)| one.total_cmp(other));
        most.map(|(bound, share)| Bounded { bound, share })
    }

    fn longest_pause(&self) -> Option<Pause> {
        let pauses = match self.row.line {
            Line::Pnp => self.pauses_of_nominees(),
            Line::FederalHighSkilled => self.pauses(),
            Line::FrenchOutsideQuebec => Vec::new(),
        };
        pauses.into_iter().max_by_key(|pause| pause.days())
    }

    fn of_federal(&self) -> Vec<Cause> {
        let planned = self.model.plan.iter().filter(|round| round.sizing == Sizing::Planned);
        let years: BTreeSet<i16> = planned.map(|round| round.instruction.date.year()).collect();
        if years.is_empty() {
            return vec![Cause::NoRoundPlanned];
        }
        let is_of_year = years.contains(&self.row.year);
        let mut causes = self.decided();
        if self.is_short() {
            causes.extend(self.obstacles(is_of_year));
        }
        causes.extend((!is_of_year).then_some(Cause::NoRoundOfYear));
        if causes.iter().all(|cause| self.is_a_part(cause)) {
            match self.smallest_size() {
                Some(least) => causes.push(Cause::SmallestSize(least)),
                None => causes.extend(self.left_to_the_planner()),
            }
        }
        causes
    }

    /// Causes that kept rounds from inviting more.
    fn obstacles(&self, is_of_year: bool) -> Vec<Cause> {
        let too_few = self.bound(Bound::Least, |period| period.least);
        let mut causes: Vec<Cause> = self.bound(Bound::Most, |period| period.most).into_iter().collect();
        // If the candidates to invite were fewer than the smallest round takes, pauses follow from that.
        if too_few.is_none() && is_of_year {
            causes.extend(self.pauses().into_iter().map(Cause::Pause));
        }
        causes.extend(too_few);
        let short = self.tally.short_rounds(self.row.year).into_iter();
        causes.extend(short.map(|(round_type, rounds)| Cause::FewCandidates { round_type, rounds }));
        causes
    }

    /// Whether a cause explains only a part of the miss: decided admissions do, unless they alone were too
    /// many.
    fn is_a_part(&self, cause: &Cause) -> bool {
        match cause {
            Cause::Decided(decided) => self.is_short() || decided.persons <= self.wanted,
            Cause::AnnouncedLate { decided: Some(decided), .. } => {
                !self.is_short() && decided.persons <= self.wanted
            }
            _ => false,
        }
    }

    fn of_french(&self) -> Vec<Cause> {
        let mut causes = self.decided();
        let (first, last) = (first_day(self.row.year), self.last_day());
        let periods = self.model.targets.between(first, last);
        let mut shares: Vec<f64> = periods.iter().map(|period| period.share(&RoundType::french())).collect();
        shares.dedup();
        // Rounds of a stated size have no share.
        let mut planned = self.model.plan.iter().filter(|round| round.sizing == Sizing::Planned);
        let is_planned = planned.any(|round| {
            round.instruction.round_type.is_french() && (first..=last).contains(&round.instruction.date)
        });
        if shares.iter().all(|share| *share == 0.0) || !is_planned {
            shares.clear();
        }
        // If other rounds are held, the French speakers to invite were fewer than the smallest round takes.
        let is_too_few = !shares.is_empty() && self.tally.is_without_french(self.row.year);
        let least = periods.iter().map(|period| period.least).max().filter(|_| is_too_few);
        let invited = self.invited(|round| Some(french(round)), |year| self.tally.french(year));
        causes.push(Cause::FrenchRounds { invited, shares, least });
        causes
    }

    fn last_day(&self) -> Day {
        first_day(self.row.year + 1) - 1
    }

    fn is_short(&self) -> bool {
        self.row.landed < self.wanted
    }

    /// Times without a federal round in the plan, in the year and the one before it, as far as the run
    /// simulates them.
    fn pauses(&self) -> Vec<Pause> {
        let (start, end) = (first_day(self.row.year - 1).max(self.model.start), self.last_day());
        let rounds = self.model.plan.iter().filter(|round| self.model.targets.holds(round));
        let federal = rounds.filter(|round| round.instruction.round_type.is_federal());
        let days = federal.map(|round| round.instruction.date);
        let days: BTreeSet<Day> = days.filter(|day| (start..=end).contains(day)).collect();
        let mut last = start - 1;
        let mut pauses = Vec::new();
        for day in days.into_iter().chain([end + 1]) {
            if day - last > IDLE_DAYS {
                pauses.push(Pause { from: last + 1, to: day - 1 });
            }
            last = day;
        }
        pauses
    }

    /// The smallest size of a round, if rounds were as small and one of them is more than what was missed: an
    /// invitation leads to more than one admission.
    fn smallest_size(&self) -> Option<u32> {
        let miss = (self.row.landed - self.wanted).abs();
        let least = self.tally.least(self.row.year - 1).max(self.tally.least(self.row.year));
        least.filter(|least| f64::from(*least) >= miss)
    }

    /// A bound that was reached, with its stated values. It leaves invitations out, so it explains only a
    /// shortfall.
    fn bound(&self, bound: Bound, value: fn(&TargetsPeriod) -> u32) -> Option<Cause> {
        let reached = self.plannings.iter().filter(|planning| planning.reached(bound) > 0.0);
        let periods = reached.filter_map(|planning| self.model.targets.on(planning.on));
        let values: BTreeSet<u32> = periods.map(value).collect();
        let share = self.share_reached(bound);
        (share > 0.0).then(|| Cause::Bound { bound, values: values.into_iter().collect(), share })
    }

    /// Part of the plannings for the year, over all replications, in which a bound was reached.
    fn share_reached(&self, bound: Bound) -> f64 {
        let reached: f64 = self.plannings.iter().map(|planning| planning.reached(bound)).sum();
        reached / self.plannings.len().max(1) as f64
    }

    /// The first planning of the year's rounds with its target known, or else the last planning.
    fn first_of_year(&self) -> Option<&Planning> {
        let first = first_day(self.row.year);
        let first = self.news().map_or(first, |(on, _)| first.max(on));
        self.plannings.iter().find(|planning| planning.on >= first).or(self.plannings.last())
    }

    /// Causes without an obstacle: the planner's own miss, as expected when the rounds of the year were first
    /// planned, and the error of its forecast.
    fn left_to_the_planner(&self) -> Vec<Cause> {
        let Some(planning) = self.first_of_year() else { return vec![Cause::Smoothing] };
        let miss = self.row.landed - self.aimed(self.row.landed);
        let own = (planning.expected - self.aimed(planning.expected)) / miss;
        let mut causes = Vec::new();
        if own > WORTH_NAMING {
            let weighed = self.weighed(planning.on).filter(|_| self.row.aim == Aim::Target);
            causes.push(weighed.unwrap_or(Cause::Smoothing));
        }
        causes.extend(self.forecast_error(planning, miss));
        causes
    }

    /// The number of persons that was aimed at, given the number admitted or expected.
    fn aimed(&self, persons: f64) -> f64 {
        match self.row.range_aimed_at() {
            Some((low, high)) => persons.clamp(low, high),
            None => self.wanted,
        }
    }

    /// The error of the forecast of a day, if it is a part of a miss.
    fn forecast_error(&self, planning: &Planning, miss: f64) -> Option<Cause> {
        let part = (self.row.landed - planning.expected) / miss;
        (part > WORTH_NAMING).then_some(Cause::Forecast { on: planning.on, expected: planning.expected })
    }

    /// The other year that was planned for on a day, if it was then expected to be missed as much the other
    /// way.
    fn weighed(&self, on: Day) -> Option<Cause> {
        let (year, planning) = self.tally.other_planning((self.row.year, self.row.line), on)?;
        let target = planning.target?;
        // Misses weigh as parts of their targets: one that is smaller explains nothing.
        let own = (self.row.landed - self.wanted) / self.wanted.max(1.0);
        let other = (planning.expected - target) / target.max(1.0);
        let is_opposite = own * other < 0.0 && other.abs() >= own.abs();
        is_opposite.then_some(Cause::Weighed { year, target, expected: planning.expected })
    }

    /// Invitations in the year and the one before it: by the published rounds before the run, then by
    /// simulated ones. Of the year before none where they are not known of a published round, or where the
    /// run starts empty after that year.
    fn invited(&self, published: fn(&Round) -> Option<u32>, simulated: impl Fn(i16) -> f64) -> Invited {
        let year = self.row.year;
        let in_year =
            self.invited_before_start(year, published).map_or(0.0, |before| before + simulated(year));
        let before =
            self.invited_before_start(year - 1, published).map(|before| before + simulated(year - 1));
        Invited { before, in_year }
    }

    fn invited_before_start(&self, year: i16, persons: fn(&Round) -> Option<u32>) -> Option<f64> {
        if self.model.warm_up.is_none() {
            return (year >= self.model.start.year()).then_some(0.0);
        }
        let rounds = self.model.published.rounds.iter();
        let before = rounds.filter(|round| round.date.year() == year && round.date < self.model.start);
        before.map(persons).sum::<Option<u32>>().map(f64::from)
    }
}

fn first_day(year: i16) -> Day {
    Day::new(year, 1, 1).expect("every year has a first day")
}
