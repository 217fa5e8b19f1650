//! The planner: each quarter the sizes of its rounds are set so that expected landings meet the targets.
//!
//! It knows what the department knows on the day: who landed, which applications are open and since when, the
//! invitations of the last weeks, the usual shares and times, how many slots the calendar has, and whom each
//! type of rounds invited lately. It does not know when an application will be decided, nor how it ends, nor
//! who will be in the pool.
//!
//! A round is sized by the days since the last one of its type, so that a pause is made up for after it: who
//! arrived meanwhile is invited with the others, and cutoffs do not rise because of the calendar.

use super::department::SlotKey;
use super::expectation::add;
use super::outlook::Outlook;
use super::planned_type::{Group, highest};
use super::slots::{Slots, place};
use crate::government::smooth_path::{Goal, Range, Smoothing, smooth_path};
use crate::model::period::Step;
use crate::model::targets::PLANNED_YEARS;
use crate::model::targets::TargetsPeriod;
use crate::policy::levels::{Level, Line};
use crate::policy::program::Program;
use crate::record::{Bound, QuarterPlan};
use crate::scenario::Aim;

/// What is decided for a quarter.
pub(crate) struct Quarter {
    /// The sizes of its rounds. A type that has no share any more is not among them.
    pub sizes: Vec<(SlotKey, u32)>,
    /// What is expected of each year and line.
    pub plans: Vec<QuarterPlan>,
}

/// The sizes of a quarter's rounds, and the bound that leaves out some invitations, if one does.
struct Sized {
    sizes: Vec<(SlotKey, u32)>,
    bound: Option<Bound>,
}

/// What rounds that are left to the planner are to bring in a year, beside what is decided.
fn goal(groups: &[Group], steps: usize, year: usize, (level, decided, aim): (&Level, f64, Aim)) -> Goal {
    let target = level.aim().expect("a level has an aim");
    let (low, high) = match aim {
        Aim::Target => (target, target),
        Aim::Range => (level.low.unwrap_or(target), level.high.unwrap_or(target)),
    };
    let weight = |step| groups.iter().map(|group| group.weight(step, year)).sum();
    let weights = (0..steps).map(weight).collect();
    Goal { weights, wanted: Range { low: low - decided, high: high - decided }, unit: target.max(1.0) }
}

impl Outlook<'_> {
    /// The sizes of the quarter's rounds that are left to the planner, and what is expected of each year and
    /// line.
    pub(crate) fn quarter(&self) -> Quarter {
        let years: Vec<i16> = (0..PLANNED_YEARS).map(|later| self.today.year() + later).collect();
        let steps = self.steps(years[years.len() - 1]);
        let terms = self.model.targets.on(self.today).expect("a planner is told how");
        let nominees = self.nominees_ahead(&years);
        let groups: Vec<Group> = terms
            .split
            .iter()
            .filter(|(_, share)| *share > 0.0)
            .map(|(round_type, share)| self.group((round_type, *share), &nominees, &steps, &years))
            .collect();
        let stated = self.stated_rounds(&years, &steps);
        let mut decided = self.expected(&years, |kind| kind.program != Program::Pnp);
        add(&mut decided, 1.0, &stated.landings);
        let levels: Vec<Level> = years.iter().map(|year| self.federal_level(*year)).collect();
        let aims = levels.iter().filter_map(|level| level.aim());
        let level = (aims.sum::<f64>() / levels.len() as f64).max(1.0);
        let goals: Vec<Goal> = levels
            .iter()
            .zip(&decided)
            .enumerate()
            .map(|(place, (level, decided))| goal(&groups, steps.len(), place, (level, *decided, terms.aim)))
            // A year with a small target weighs no more than the others.
            .map(|goal| Goal { unit: goal.unit.max(level), ..goal })
            .collect();
        let most: Vec<f64> =
            (0..steps.len()).map(|step| highest(&groups, step, f64::from(terms.most))).collect();
        let smoothing = Smoothing {
            weight: terms.smoothing,
            level,
            // Within a range nothing but the pace so far says how many to invite.
            start: (terms.aim == Aim::Range).then(|| self.pace_lately(&groups, stated.invitations)),
        };
        let paces = smooth_path(&most, &goals, smoothing);
        // A pace beyond the highest is one that fills every round.
        let pace = if paces[0] >= most[0] * (1.0 - 1e-9) { f64::INFINITY } else { paces[0] };
        let Sized { sizes, bound } = sizes(&groups, pace, steps[0], terms);
        let ahead = |weight: &dyn Fn(&Group, usize) -> f64| -> f64 {
            let of_step = |(step, pace): (usize, &f64)| {
                pace * groups.iter().map(|group| weight(group, step)).sum::<f64>()
            };
            paces.iter().enumerate().map(of_step).sum()
        };
        let federal = (0..years.len()).map(|place| QuarterPlan {
            date: self.today,
            year: years[place],
            line: Line::FederalHighSkilled,
            target: levels[place].aim(),
            decided: decided[place],
            expected: decided[place] + ahead(&|group, step| group.weight(step, place)),
            bound,
        });
        let mut plans: Vec<QuarterPlan> = federal.collect();
        let french: Vec<f64> = (0..years.len())
            .map(|place| ahead(&|group: &Group, step| group.french_weight(step, place)))
            .collect();
        let nominees = self.landings_of_nominees(&nominees, &steps);
        plans.extend(self.plan_others(&years, &nominees, (&stated.french, &french)));
        plans.sort_by_key(|plan| (plan.year, plan.line.table_name()));
        Quarter { sizes, plans }
    }

    /// The pace at which rounds would invite as many as those of the last year did, nominees apart, with the
    /// `stated` invitations of other rounds: persons a year, at full scale.
    fn pace_lately(&self, groups: &[Group], stated: f64) -> f64 {
        let invited = self.ledger.invited_lately(self.today, |kind| kind.program != Program::Pnp);
        let of_group = |group: &Group| group.share / group.persons;
        let invitations_per_person: f64 = groups.iter().map(of_group).sum();
        (f64::from(invited) / self.model.population.scale - stated).max(0.0) / invitations_per_person
    }

    /// What is to land of a year's federal target and range by way of the pool, as it is known today.
    fn federal_level(&self, year: i16) -> Level {
        let level = self.model.levels.by_pool(Line::FederalHighSkilled, year, self.today);
        level.expect("plans have a federal target since before the launch")
    }
}

/// Sizes for a pace of persons a year, within the bounds: what one type cannot take goes to the others.
fn sizes(groups: &[Group], pace: f64, quarter: Step, terms: &TargetsPeriod) -> Sized {
    let (least, most) = (f64::from(terms.least), f64::from(terms.most));
    let types: Vec<Slots> = groups.iter().map(|group| group.slots_to_fill(pace, quarter, most)).collect();
    let placed = place(&types, least, most);
    let mut sizes = Vec::new();
    for (group, of_type) in groups.iter().zip(&placed.sizes) {
        for (slot, size) in group.slots_in(quarter).zip(of_type) {
            sizes.push(((slot.day, group.round_type.clone()), *size));
        }
    }
    let is_held = sizes.iter().any(|(_, size)| *size > 0);
    let bound = if is_held && sizes.iter().all(|(_, size)| *size >= terms.most) {
        Some(Bound::Most)
    } else if placed.left >= 1.0 && !is_held {
        Some(Bound::Least)
    } else {
        // Part of a round is no bound: it is invited in the next quarter.
        None
    };
    Sized { sizes, bound }
}
