//! The planner: it sizes the rounds of each quarter so that expected admissions meet the targets.
//!
//! It has the knowledge of the department on the day: admissions so far, open applications with their age,
//! and invitations issued. It also knows usual shares and times, the calendar of rounds, and the kinds of
//! candidates invited in the last year. It does not know the day or the result of a decision, nor the future
//! pool.
//!
//! A round is sized by the days since the last one of its type. So the round after a pause is larger, and
//! cutoffs do not rise because of the calendar.

use super::expectation::add;
use super::kind::Counting;
use super::other_lines::FrenchAhead;
use super::outlook::{Horizon, Outlook};
use super::planned_type::{Group, highest};
use super::sizes::SlotKey;
use super::slots::{Slots, place};
use super::smooth_path::{Goal, Range, Smoothing, smooth_path};
use super::stated_rounds::StatedRounds;
use crate::model::period::Step;
use crate::model::targets::PLANNED_YEARS;
use crate::model::{PlannedRound, Sizing, TargetsPeriod};
use crate::policy::instruction::RoundType;
use crate::policy::levels::{Level, Line};
use crate::policy::program::Program;
use crate::record::{Bound, QuarterPlan};
use crate::scenario::Aim;

/// The decisions of a quarter.
pub(crate) struct Quarter {
    /// The sizes of its rounds. Types without a share are left out.
    pub sizes: Vec<(SlotKey, u32)>,
    /// The expectation of each year and line.
    pub plans: Vec<QuarterPlan>,
}

/// The sizes of a quarter's rounds, and the bound that limited them, if one did.
struct Sized {
    sizes: Vec<(SlotKey, u32)>,
    bound: Option<Bound>,
}

/// A year's federal target as known today, and the admissions that are decided.
struct FederalYear {
    year: i16,
    level: Level,
    decided: f64,
    /// Share of the target that the planner sizes no round for.
    unplanned_share: f64,
    /// Decided admissions by rounds of types that it does not size.
    by_others: f64,
}

/// The part of the target that the planner sizes no round for.
struct Unplanned {
    /// Its share of the target.
    share: f64,
    /// Persons admitted in each year by rounds of types that the planner does not size.
    admissions: Vec<f64>,
}

impl FederalYear {
    /// The admissions that rounds left to the planner are to add to the decided ones.
    fn wanted(&self, aim: Aim) -> Range {
        let target = self.level.aim().expect("a level has an aim");
        let (low, high) = match aim {
            Aim::Target => (target, target),
            Aim::Range => (self.level.low.unwrap_or(target), self.level.high.unwrap_or(target)),
        };
        let wanted = |target: f64| target - self.unused(target) - self.decided;
        Range { low: wanted(low), high: wanted(high) }
    }

    /// The part of a target that stays unused: that of types which the planner does not size, less the
    /// admissions by their rounds.
    fn unused(&self, target: f64) -> f64 {
        (self.unplanned_share * target - self.by_others).max(0.0)
    }
}

/// The sum of paces, each times a weight of the groups in its step.
fn weighted(paces: &[f64], groups: &[Group], weight: impl Fn(&Group, usize) -> f64) -> f64 {
    let steps = paces.iter().enumerate();
    steps.map(|(step, pace)| pace * groups.iter().map(|group| weight(group, step)).sum::<f64>()).sum()
}

impl Outlook<'_> {
    /// The sizes of the quarter's rounds that are left to the planner, and the expectation of each year and
    /// line.
    pub(crate) fn quarter(&self) -> Quarter {
        let years: Vec<i16> = (0..PLANNED_YEARS).map(|later| self.today.year() + later).collect();
        let steps = self.steps(years[years.len() - 1]);
        let terms = self.known.terms().expect("a planner has targets");
        let horizon = Horizon { steps: &steps, years: &years };
        let nominees = self.nominees_ahead(&years);
        let mut groups: Vec<Group> = Vec::new();
        for (round_type, share) in self.planned_shares(terms) {
            groups.push(self.group(round_type, share, &nominees, horizon));
        }
        let planned: Vec<&RoundType> = groups.iter().map(|group| &group.round_type).collect();
        let stated = self.stated_rounds(horizon, &planned);
        let unplanned = self.unplanned(&groups, &stated, &years);
        let federal = self.federal_years(&years, &stated.landings, &unplanned);
        let level = mean_target(&federal).max(1.0);
        let mut goals: Vec<Goal> = Vec::new();
        for (place, year) in federal.iter().enumerate() {
            let weights = (0..steps.len())
                .map(|step| groups.iter().map(|group| group.weight(step, place)).sum())
                .collect();
            // A year with a small target weighs no more than the others.
            let unit = year.level.aim().unwrap_or(0.0).max(1.0).max(level);
            goals.push(Goal { weights, wanted: year.wanted(terms.aim), unit });
        }
        let most: Vec<f64> =
            (0..steps.len()).map(|step| highest(&groups, step, f64::from(terms.most))).collect();
        let smoothing = Smoothing {
            weight: terms.smoothing,
            level,
            // Within a range only the pace so far says how many to invite.
            start: (terms.aim == Aim::Range && !groups.is_empty())
                .then(|| self.pace_lately(&groups, stated.invitations)),
        };
        let paces = smooth_path(&most, &goals, smoothing);
        // At the highest pace every round is at its largest.
        let pace = if paces[0] >= most[0] * (1.0 - 1e-9) { f64::INFINITY } else { paces[0] };
        let Sized { sizes, bound } = sizes(&groups, pace, steps[0], terms);
        let mut plans: Vec<QuarterPlan> = Vec::new();
        for (place, FederalYear { year, level, decided, .. }) in federal.into_iter().enumerate() {
            plans.push(QuarterPlan {
                date: self.today,
                year,
                line: Line::FederalHighSkilled,
                target: level.aim(),
                decided,
                expected: decided + weighted(&paces, &groups, |group, step| group.weight(step, place)),
                bound,
            });
        }
        let french: Vec<f64> = (0..years.len())
            .map(|place| weighted(&paces, &groups, |group, step| group.french_weight(step, place)))
            .collect();
        let nominees = self.landings_of_nominees(&nominees, &steps);
        let french = FrenchAhead { stated: &stated.french, planned: &french };
        plans.extend(self.plan_others(&years, &nominees, french));
        plans.sort_by_key(|plan| (plan.year, plan.line.table_name()));
        Quarter { sizes, plans }
    }

    /// The pace at which planned and stated rounds together would issue as many federal invitations as in
    /// the last year: persons a year, at full scale.
    fn pace_lately(&self, groups: &[Group], stated: f64) -> f64 {
        let invited = self.ledger.invited_lately(self.today, |kind| kind.program != Program::Pnp);
        let invitations_per_person: f64 = groups.iter().map(|group| group.share / group.persons).sum();
        (f64::from(invited) / self.known.scale() - stated).max(0.0) / invitations_per_person
    }

    /// The types that the planner sizes from now on, with their shares of the target. A type whose rounds
    /// ahead all have stated sizes is none of them.
    fn planned_shares<'t>(&'t self, terms: &'t TargetsPeriod) -> impl Iterator<Item = (&'t RoundType, f64)> {
        let shares = terms.split.iter().filter(|(_, share)| *share > 0.0 && !self.known.has_given_sizes());
        let is_ahead = |round: &&PlannedRound| round.instruction.date >= self.today;
        let sized = shares.filter(move |(round_type, _)| {
            let of_type = |round: &&PlannedRound| round.instruction.round_type == *round_type;
            let mut ahead = self.known.rounds().iter().filter(is_ahead).filter(of_type).peekable();
            ahead.peek().is_none() || ahead.any(|round| round.sizing == Sizing::Planned)
        });
        sized.map(|(round_type, share)| (round_type, *share))
    }

    /// The share of the target that the planner sizes no round for, and the admissions by rounds of such
    /// types, held or ahead.
    fn unplanned(&self, groups: &[Group], stated: &StatedRounds, years: &[i16]) -> Unplanned {
        let share = 1.0 - groups.iter().map(|group| group.share).sum::<f64>();
        if share < 1e-9 || groups.is_empty() {
            return Unplanned { share: 0.0, admissions: vec![0.0; years.len()] };
        }
        let is_other = |round_type: &RoundType| groups.iter().all(|group| group.round_type != *round_type);
        let mut admissions = self.usual_landings(years, is_other);
        add(&mut admissions, 1.0, &stated.by_others);
        Unplanned { share, admissions }
    }

    /// The federal targets of years. Decided are admissions on invitations so far and on stated rounds.
    fn federal_years(&self, years: &[i16], stated: &[f64], unplanned: &Unplanned) -> Vec<FederalYear> {
        let mut decided = self.expected(years, Counting::Families, |kind| kind.program != Program::Pnp);
        add(&mut decided, 1.0, stated);
        let mut federal = Vec::with_capacity(years.len());
        for ((year, decided), by_others) in years.iter().copied().zip(decided).zip(&unplanned.admissions) {
            let level = self.known.level(Line::FederalHighSkilled, year);
            let level = level.expect("plans have a federal target since before the launch");
            let (unplanned_share, by_others) = (unplanned.share, *by_others);
            federal.push(FederalYear { year, level, decided, unplanned_share, by_others });
        }
        federal
    }
}

/// The mean of the targets.
fn mean_target(years: &[FederalYear]) -> f64 {
    years.iter().filter_map(|year| year.level.aim()).sum::<f64>() / years.len() as f64
}

/// Sizes at a pace of persons a year, within the bounds. Invitations without room in one type go to the
/// others.
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
        // A remainder smaller than a round is no bound: the next quarter's rounds invite it.
        None
    };
    Sized { sizes, bound }
}
