//! The facts about a target: when its year was planned, what was decided and expected then, what kept
//! rounds from it.

use std::collections::BTreeSet;

use super::level::news;
use super::tally::{Planning, TargetTally, french, nominees};
use crate::experiment::mean::Interval;
use crate::experiment::year::{first_day, last_day};
use crate::model::targets::ROUNDING;
use crate::model::{Model, TargetsPeriod};
use crate::policy::levels::Line;
use crate::published::Round;
use crate::record::Bound;
use crate::time::Day;

/// A time without a round is a fact of a target if it is longer than so many days.
const PAUSE_DAYS: i32 = 60;

/// The facts about a target, in means over replications.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// The day of the last announcement that changed the target during the run.
    pub announced_on: Option<Day>,
    /// The day on which the year was first planned with its target known, or else last planned; none if it
    /// never was.
    pub planned_on: Option<Day>,
    /// Persons then admitted or expected from decided invitations and nominations.
    pub decided: Option<f64>,
    /// The interval of that mean; none for one replication.
    pub decided_interval: Option<Interval>,
    /// Persons then expected in all, with the invitations that were still to be planned.
    pub expected: Option<f64>,
    /// The interval of that mean; none for one replication.
    pub expected_interval: Option<Interval>,
    /// The bound that the plannings for the year reached most.
    pub bound: Option<Bounded>,
    /// The share of the federal target that the planner sizes no round for, if there is one; the largest of
    /// the year and the one before it.
    pub unplanned_share: Option<f64>,
    /// The longest time without a round that leads to the target, if it is longer than 60 days.
    pub pause: Option<Pause>,
    /// Invitations of nominees, or by rounds for French speakers; none for the federal line.
    pub invited: Option<Invited>,
}

/// A bound on sizes or nominations that was reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    /// The bound.
    pub bound: Bound,
    /// Part of the plannings for the year in which it was reached.
    pub share: f64,
}

/// A time without a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The first day without one.
    pub from: Day,
    /// The last.
    pub to: Day,
}

impl Pause {
    /// Its length.
    pub fn days(self) -> i32 {
        self.to - self.from + 1
    }
}

/// Invitations of a kind in a year and the one before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Invited {
    /// In the year before, if that is known.
    pub before: Option<f64>,
    /// In the year.
    pub in_year: f64,
}

/// The target of a line in a year, with the evidence.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub year: i16,
    pub line: Line,
    pub tally: &'a TargetTally,
    pub model: &'a Model,
}

impl Case<'_> {
    /// The facts.
    pub fn progress(self) -> Progress {
        let plannings = self.tally.plannings(self.year, self.line);
        let announced_on = self.announced_on();
        let known_from = announced_on.map_or(first_day(self.year), |on| on.max(first_day(self.year)));
        let first = plannings.iter().find(|planning| planning.on >= known_from).or(plannings.last());
        Progress {
            announced_on,
            planned_on: first.map(|planning| planning.on),
            decided: first.map(|planning| planning.decided),
            decided_interval: first.and_then(|planning| planning.decided_interval),
            expected: first.map(|planning| planning.expected),
            expected_interval: first.and_then(|planning| planning.expected_interval),
            bound: most_reached(&plannings),
            unplanned_share: self.unplanned_share(),
            pause: self.longest_pause(),
            invited: self.invited(),
        }
    }

    fn unplanned_share(self) -> Option<f64> {
        if self.model.base.is_some() || self.line != Line::FederalHighSkilled {
            return None;
        }
        let periods = self.model.targets.between(first_day(self.year - 1), last_day(self.year)).iter();
        let largest = periods.map(TargetsPeriod::unplanned_share).fold(0.0, f64::max);
        (largest > ROUNDING).then_some(largest)
    }

    fn announced_on(self) -> Option<Day> {
        let known = |day| self.model.levels.by_pool(self.line, self.year, day);
        news(self.model, last_day(self.year).min(self.model.end), known).map(|(on, _)| on)
    }

    /// The longest time without a round in the plan, in the year and the one before it, as far as the run
    /// simulates them. Rounds of all types lead to admissions of French speakers.
    fn longest_pause(self) -> Option<Pause> {
        let days: BTreeSet<Day> = match self.line {
            Line::FederalHighSkilled => {
                let rounds = self.model.plan.iter().filter(|round| self.model.holds(round));
                let federal = rounds.filter(|round| round.instruction.round_type.is_federal());
                federal.map(|round| round.instruction.date).collect()
            }
            Line::Pnp => self.model.rounds_of_nominees().collect(),
            Line::FrenchOutsideQuebec => return None,
        };
        let (start, end) = (first_day(self.year - 1).max(self.model.start), last_day(self.year));
        let mut last = start - 1;
        let mut pauses = Vec::new();
        for day in days.into_iter().filter(|day| (start..=end).contains(day)).chain([end + 1]) {
            pauses.push(Pause { from: last + 1, to: day - 1 });
            last = day;
        }
        pauses.into_iter().filter(|pause| pause.days() > PAUSE_DAYS).max_by_key(|pause| pause.days())
    }

    fn invited(self) -> Option<Invited> {
        let is_counted = self.line != Line::FederalHighSkilled;
        is_counted.then(|| Invited {
            before: self.invited_in(self.year - 1),
            in_year: self.invited_in(self.year).unwrap_or(0.0),
        })
    }

    /// Invitations in a year, before the run and in it; none if those before the run are unknown.
    fn invited_in(self, year: i16) -> Option<f64> {
        match self.line {
            Line::FederalHighSkilled => None,
            Line::Pnp => Some(self.before_start(year, nominees)? + self.tally.nominees(year)),
            Line::FrenchOutsideQuebec => {
                let before = self.before_start(year, |round| Some(french(round)))?;
                Some(before + self.tally.french(year))
            }
        }
    }

    /// Invitations by the published rounds of a year before the run. They are unknown if a published round
    /// does not state them, or if the run starts empty after that year.
    fn before_start(self, year: i16, persons: fn(&Round) -> Option<u32>) -> Option<f64> {
        if self.model.warm_up.is_none() {
            return (year >= self.model.start.year()).then_some(0.0);
        }
        let rounds = self.model.published.rounds.iter();
        let before = rounds.filter(|round| round.date.year() == year && round.date < self.model.start);
        before.map(persons).sum::<Option<u32>>().map(f64::from)
    }
}

/// The bound that some plannings reached most.
fn most_reached(plannings: &[Planning]) -> Option<Bounded> {
    let shares = [Bound::Most, Bound::Least, Bound::Late].map(|bound| {
        let reached: f64 = plannings.iter().map(|planning| planning.reached(bound)).sum();
        Bounded { bound, share: reached / plannings.len().max(1) as f64 }
    });
    let reached = shares.into_iter().filter(|bounded| bounded.share > 0.0);
    reached.max_by(|one, other| one.share.total_cmp(&other.share))
}
