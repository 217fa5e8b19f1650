//! The planner: each quarter the sizes of its rounds are set so that expected landings meet the targets.
//!
//! It knows what the department knows on the day: who landed, which applications are open and since when, the invitations
//! of the last weeks, the usual shares and times, how many slots the calendar has, and whom each type of rounds invited
//! lately. It does not know when an application will be decided, nor how it ends, nor who will be in the pool.
//!
//! A round is sized by the days since the last one of its type, so that a pause is made up for after it: who arrived
//! meanwhile is invited with the others, and cutoffs do not rise because of the calendar.

use super::State;
use super::books::{ByKind, Families, Kind, shares};
use super::plan::{PlannedRound, Sizing};
use super::slots::{Slots, place};
use super::steady::{Goal, Steadiness, path};
use super::targets::{TargetsPeriod, quarter};
use crate::intake::expectation::persons_of_invitation;
use crate::policy::levels::{Level, Line};
use crate::policy::plan::RoundType;
use crate::policy::program::Program;
use crate::record::admissions::FEDERAL_HIGH_SKILLED;
use crate::record::{Bound, QuarterPlan, Record};
use crate::scenario::Aim;
use crate::time::Day;

/// Calendar years that are planned for: this one and the next.
pub(super) const YEARS: i16 = 2;

/// Days of a year.
const YEAR_DAYS: f64 = 365.25;

/// A round makes up for at most so many times the usual days since the last one of its type, and is never sized for fewer
/// than one over that.
const MOST_GAPS: f64 = 2.0;

/// A type of rounds over the steps that are planned.
struct Group {
    round_type: RoundType,
    /// Part of the target.
    share: f64,
    /// Usual days from one of its rounds to the next.
    usual_days: f64,
    /// Part of a year that the rounds of each step are sized for.
    slots: Vec<f64>,
    /// How many rounds each step has.
    rounds: Vec<f64>,
    /// Nominees a day whom its rounds invite before anybody else.
    nominees_a_day: f64,
    /// Persons who land on an invitation under a federal program of each step.
    persons: Vec<f64>,
    /// The same of each step in each year.
    landings: Vec<Vec<f64>>,
    /// Those of them who count as French speakers.
    french_landings: Vec<Vec<f64>>,
}

/// A round that is left to the planner.
struct SizedSlot {
    /// Its place in the plan.
    index: usize,
    day: Day,
    /// Days since the last round of its type, within bounds.
    days: f64,
}

impl State<'_> {
    /// Sets the sizes of the quarter's rounds that are left to the planner.
    pub(super) fn plan_quarter(&mut self, record: &mut Record) {
        self.books.tidy(self.today);
        let years: Vec<i16> = (0..YEARS).map(|later| self.today.year() + later).collect();
        let steps = self.steps(years[years.len() - 1]);
        let terms = self.model.targets.on(self.today).expect("a planner is told how");
        let groups: Vec<Group> = terms
            .split
            .iter()
            .filter(|(_, share)| *share > 0.0)
            .map(|(round_type, share)| self.group(round_type, *share, &steps, &years))
            .collect();
        let stated = self.rounds_ahead(&years, &steps);
        let mut decided = self.expected(&years, |kind| kind.program != Program::Pnp);
        decided.iter_mut().zip(&stated.landings).for_each(|(decided, persons)| *decided += persons);
        let levels: Vec<Level> = years.iter().map(|year| self.federal_level(*year)).collect();
        let targets: Vec<f64> = levels.iter().map(|level| level.aim().expect("a level has an aim")).collect();
        let weights = |year: usize| -> Vec<f64> {
            (0..steps.len()).map(|step| groups.iter().map(|group| group.weight(step, year)).sum()).collect()
        };
        let aim = terms.aim;
        let goal = |year: usize| {
            let (low, high) = match aim {
                Aim::Target => (targets[year], targets[year]),
                Aim::Range => {
                    (levels[year].low.unwrap_or(targets[year]), levels[year].high.unwrap_or(targets[year]))
                }
            };
            let wanted = (low - decided[year], high - decided[year]);
            Goal { weights: weights(year), wanted, unit: targets[year].max(1.0) }
        };
        let goals: Vec<Goal> = (0..years.len()).map(goal).collect();
        let most: Vec<f64> =
            (0..steps.len()).map(|step| highest(&groups, step, f64::from(terms.most))).collect();
        let level = targets.iter().sum::<f64>() / targets.len() as f64;
        let steadiness = Steadiness {
            weight: terms.steadiness,
            level: level.max(1.0),
            // Within a range nothing but the pace so far says how many to invite.
            start: (aim == Aim::Range).then(|| self.pace_lately(&groups, stated.invitations)),
        };
        let paces = path(&most, &goals, steadiness);
        // A pace beyond the highest is one that fills every round.
        let pace = if paces[0] >= most[0] * (1.0 - 1e-9) { f64::INFINITY } else { paces[0] };
        let bound = self.set_sizes(&groups, pace, steps[0], terms);
        let ahead = |weight: &dyn Fn(&Group, usize) -> f64| -> f64 {
            let of_step = |(step, pace): (usize, &f64)| {
                pace * groups.iter().map(|group| weight(group, step)).sum::<f64>()
            };
            paces.iter().enumerate().map(of_step).sum()
        };
        let mut plans = Vec::new();
        for (place, year) in years.iter().enumerate() {
            plans.push(QuarterPlan {
                date: self.today,
                year: *year,
                line: FEDERAL_HIGH_SKILLED,
                target: Some(targets[place]),
                decided: decided[place],
                expected: decided[place] + ahead(&|group, step| group.weight(step, place)),
                bound,
            });
        }
        let french: Vec<f64> = (0..years.len())
            .map(|place| ahead(&|group: &Group, step| group.french_weight(step, place)))
            .collect();
        plans.extend(self.plan_others(&years, &steps, (&stated.french, &french)));
        plans.sort_by_key(|plan| (plan.year, plan.line));
        plans.into_iter().for_each(|plan| record.quarter_plan(plan));
    }

    /// First and last days of this quarter's rest and of the quarters to the end of a year.
    pub(super) fn steps(&self, last_year: i16) -> Vec<(Day, Day)> {
        let mut steps = vec![(self.today, quarter(self.today).1)];
        while let Some((_, last)) = steps.last().copied().filter(|(_, last)| (*last + 1).year() <= last_year)
        {
            steps.push(quarter(last + 1));
        }
        steps
    }

    /// Persons expected to land in each year on what is decided already, at full scale.
    pub(super) fn expected(&self, years: &[i16], is_wanted: impl Fn(Kind) -> bool) -> Vec<f64> {
        let population = &self.model.population;
        let shares = (&population.processing, &population.response);
        let validity = self.rules.invitation_validity_days();
        let simulated = self.books.expected(shares, validity, self.today, years, is_wanted);
        simulated.into_iter().map(|persons| persons / population.scale).collect()
    }

    /// The pace at which rounds would invite as many as those of the last year did, nominees apart, with the `stated`
    /// invitations of other rounds: persons a year, at full scale.
    fn pace_lately(&self, groups: &[Group], stated: f64) -> f64 {
        let invited = self.books.invited_lately(self.today, |kind| kind.program != Program::Pnp);
        let of_group = |group: &Group| group.share / group.persons[0];
        let invitations_per_person: f64 = groups.iter().map(of_group).sum();
        (f64::from(invited) / self.model.population.scale - stated).max(0.0) / invitations_per_person
    }

    /// What is to land of a year's federal target and range by way of the pool, as it is known today.
    fn federal_level(&self, year: i16) -> Level {
        let level = self.model.levels.by_pool(Line::FederalHighSkilled, year, self.today);
        level.expect("plans have a federal target since before the launch")
    }

    fn group(&self, round_type: &RoundType, share: f64, steps: &[(Day, Day)], years: &[i16]) -> Group {
        let usual_days = self.usual_days(round_type);
        let slots = self.sized_slots(round_type, usual_days);
        let end = self.known_end(&slots);
        let goes_on = slots.last().is_some_and(|slot| goes_on(slot.day, end, usual_days));
        let within = |(from, to): &(Day, Day), of: fn(&SizedSlot) -> f64| -> f64 {
            slots.iter().filter(|slot| (from..=to).contains(&&slot.day)).map(of).sum()
        };
        let beyond = |(from, to): &(Day, Day)| {
            if goes_on { f64::from((*to - (*from - 1).max(end)).max(0)) } else { 0.0 }
        };
        let days_of = |step| within(step, |slot| slot.days) + beyond(step);
        let rounds_of = |step| within(step, |_| 1.0) + beyond(step) / usual_days;
        let mut mix = self.federal_mix(round_type);
        let federal: f64 = mix.iter().map(|(_, part, _)| part).sum();
        mix.iter_mut().for_each(|(_, part, _)| *part /= federal);
        let is_category = self.slots_of(round_type).any(|(_, round)| round.is_category);
        let population = &self.model.population;
        let mut persons = Vec::with_capacity(steps.len());
        let mut landings = Vec::with_capacity(steps.len());
        let mut french_landings = Vec::with_capacity(steps.len());
        for (from, to) in steps {
            let middle = *from + (*to - *from) / 2;
            let (mut all, mut by_year, mut french) = (0.0, vec![0.0; years.len()], vec![0.0; years.len()]);
            for (kind, part, members) in &mix {
                let seen = kind.seen(*members);
                let apply_share = population.response.apply_share(kind.program, is_category);
                all += part * persons_of_invitation(self.known(), seen, apply_share, middle);
                let of_kind = self.step_landings((*from, *to), seen, apply_share, years);
                for (place, persons) in of_kind.into_iter().enumerate() {
                    by_year[place] += part * persons;
                    french[place] += if kind.speaks_french { part * persons } else { 0.0 };
                }
            }
            persons.push(all.max(1e-6));
            landings.push(by_year);
            french_landings.push(french);
        }
        Group {
            round_type: round_type.clone(),
            share,
            usual_days,
            slots: steps.iter().map(|step| days_of(step) / YEAR_DAYS).collect(),
            rounds: steps.iter().map(rounds_of).collect(),
            nominees_a_day: self.nominees_a_day(round_type),
            persons,
            landings,
            french_landings,
        }
    }

    /// The last day for which these rounds of a type are known to be all: that of the run, or the day before a change of what
    /// the planner is told, where none is held later. That the type ends then is part of the change, which it does not know.
    fn known_end(&self, slots: &[SizedSlot]) -> Day {
        let change = self.model.targets.change_after(self.today);
        let is_last = |day: &Day| slots.last().is_some_and(|slot| slot.day < *day);
        change.filter(is_last).map_or(self.model.end, |day| day - 1)
    }

    /// The rounds of a type that are left to the planner.
    fn slots_of<'a>(&'a self, round_type: &'a RoundType) -> impl Iterator<Item = (usize, &'a PlannedRound)> {
        self.model.plan.iter().enumerate().filter(move |(_, round)| {
            round.sizing == Sizing::Planned && round.instruction.round_type == *round_type
        })
    }

    /// Usual days from a round of a type to the next: the median, or a year for one alone.
    fn usual_days(&self, round_type: &RoundType) -> f64 {
        let days: Vec<Day> = self.slots_of(round_type).map(|(_, round)| round.instruction.date).collect();
        let mut gaps: Vec<i32> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
        gaps.sort_unstable();
        gaps.get(gaps.len() / 2).map_or(YEAR_DAYS, |days| f64::from(*days).max(1.0))
    }

    /// The rounds of a type that are left to the planner, with the days that each of them is sized for.
    fn sized_slots(&self, round_type: &RoundType, usual_days: f64) -> Vec<SizedSlot> {
        let is_held = |round: &PlannedRound| round.instruction.round_type == *round_type;
        let before = |index: usize| self.model.plan[..index].iter().rev().find(|round| is_held(round));
        let slots = self.slots_of(round_type).map(|(index, round)| {
            let day = round.instruction.date;
            let since = before(index).map_or(usual_days, |last| f64::from(day - last.instruction.date));
            SizedSlot { index, day, days: since.clamp(usual_days / MOST_GAPS, usual_days * MOST_GAPS) }
        });
        slots.collect()
    }

    /// Whom rounds of a type invite, and the mean members of their families: as lately; if none was held in the last year, as
    /// one would of today's pool, or as they did before; or people abroad under the type's own program who bring one
    /// person each.
    pub(super) fn mix(&self, round_type: &RoundType) -> Vec<(Kind, f64, f64)> {
        let is_lately = self.books.mean_size(round_type, self.today).is_some();
        let today = if is_lately { Vec::new() } else { shares(&self.invited_today(round_type)) };
        let mix = if today.is_empty() { self.books.mix(round_type) } else { today };
        if mix.is_empty() { vec![Self::unknown_mix(round_type)] } else { mix }
    }

    /// Whom the next round of a type would invite today, were it of a usual size: what is invited lately in the days from
    /// one such round to the next, by the type's share.
    fn invited_today(&self, round_type: &RoundType) -> ByKind<Families> {
        let is_next = |round: &&PlannedRound| {
            round.instruction.round_type == *round_type && round.instruction.date >= self.today
        };
        let Some(next) = self.model.plan.iter().find(is_next) else { return ByKind::default() };
        let size = match next.sizing {
            Sizing::Planned => {
                let share = self.model.targets.on(self.today).map_or(0.0, |terms| terms.share(round_type));
                let lately = f64::from(self.books.invited_lately(self.today, |_| true));
                (share * lately * self.usual_days(round_type) / YEAR_DAYS).round() as u32
            }
            Sizing::Stated | Sizing::Published(_) => self.model.thinned(next.instruction.size),
            Sizing::Between(low, high) => self.model.thinned(low + (high - low) / 2),
            Sizing::AtOrAbove(_) | Sizing::All => self.pool.present(),
        };
        self.would_invite(next, size)
    }

    pub(super) fn unknown_mix(round_type: &RoundType) -> (Kind, f64, f64) {
        let program = Program::of(round_type.name());
        let is_in_canada = program == Program::Cec;
        (Kind { program, is_in_canada, speaks_french: round_type.name() == "french" }, 1.0, 1.0)
    }

    /// Sets sizes for a pace of persons a year, within the bounds: what one type cannot take goes to the others. Tells
    /// which bound leaves out some, if one does.
    fn set_sizes(
        &mut self,
        groups: &[Group],
        pace: f64,
        (from, to): (Day, Day),
        terms: &TargetsPeriod,
    ) -> Option<Bound> {
        let (least, most) = (f64::from(terms.least), f64::from(terms.most));
        let mut slots: Vec<Vec<SizedSlot>> = Vec::with_capacity(groups.len());
        let mut types: Vec<Slots> = Vec::with_capacity(groups.len());
        for group in groups {
            let mut of_quarter = self.sized_slots(&group.round_type, group.usual_days);
            of_quarter.retain(|slot| (from..=to).contains(&slot.day));
            let a_day = pace * group.share / YEAR_DAYS / group.persons[0];
            // Beyond the highest pace every round is at its largest. Below it what a slot cannot take goes to the next.
            let size = |slot: &SizedSlot| if a_day.is_finite() { a_day * slot.days } else { most };
            let wanted = of_quarter.iter().map(size).collect();
            let mut nominees: Vec<f64> =
                of_quarter.iter().map(|slot| group.nominees_a_day * slot.days).collect();
            if let Some((first, slot)) = nominees.first_mut().zip(of_quarter.first())
                && group.nominees_a_day > 0.0
            {
                let waiting = f64::from(self.pool.nominees()) / self.model.population.scale;
                *first = waiting + group.nominees_a_day * f64::from(slot.day - from);
            }
            types.push(Slots { wanted, nominees, persons: group.persons[0] });
            slots.push(of_quarter);
        }
        let placed = place(&types, least, most);
        // A type that has no share any more is not held, whatever was planned for it before.
        let ahead = self.model.plan.iter().zip(&mut self.sizes);
        ahead.filter(|(round, _)| round.instruction.date >= from).for_each(|(_, size)| *size = 0);
        for (slots, sizes) in slots.iter().zip(&placed.sizes) {
            slots.iter().zip(sizes).for_each(|(slot, size)| self.sizes[slot.index] = *size);
        }
        let all = || placed.sizes.iter().flatten();
        let is_held = all().any(|size| *size > 0);
        if is_held && all().all(|size| *size >= terms.most) {
            return Some(Bound::Most);
        }
        // Part of a round is no bound: it is invited in the next quarter.
        (placed.left >= 1.0 && !is_held).then_some(Bound::Least)
    }
}

/// Whether a calendar of rounds whose last one in the run is held on a day lasts to its end, and so goes on after it as before.
pub(super) fn goes_on(last: Day, end: Day, usual_days: f64) -> bool {
    f64::from(end - last) < MOST_GAPS * usual_days
}

impl Group {
    /// Persons who land in a year for each person a year of the pace in a step.
    fn weight(&self, step: usize, year: usize) -> f64 {
        self.share * self.slots[step] * self.landings[step][year] / self.persons[step]
    }

    /// The same of French speakers.
    fn french_weight(&self, step: usize, year: usize) -> f64 {
        self.share * self.slots[step] * self.french_landings[step][year] / self.persons[step]
    }
}

/// The pace at which all rounds of a step are at the largest size, whatever their types: what some cannot take goes to the
/// others.
fn highest(groups: &[Group], step: usize, most: f64) -> f64 {
    let federal = |group: &Group| {
        let nominees = group.nominees_a_day * group.slots[step] * YEAR_DAYS;
        (group.rounds[step] * most - nominees).max(0.0)
    };
    let persons: f64 = groups.iter().map(|group| federal(group) * group.persons[step]).sum();
    let at_one: f64 = groups.iter().map(|group| group.share * group.slots[step]).sum();
    if at_one > 0.0 { persons / at_one } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: &str, share: f64, slots_per_year: f64, persons: f64) -> Group {
        Group {
            round_type: RoundType::new(name),
            share,
            usual_days: YEAR_DAYS / slots_per_year,
            slots: vec![0.25],
            rounds: vec![0.25 * slots_per_year],
            nominees_a_day: 0.0,
            persons: vec![persons],
            landings: vec![vec![persons]],
            french_landings: vec![vec![0.0]],
        }
    }

    #[test]
    fn the_highest_pace_fills_the_rounds_of_all_types() {
        // 25 rounds at 1.2 persons an invitation and 10 at 1, of 3,000 each: 120,000 persons a year.
        let groups = [group("cec", 0.6, 25.0, 1.2), group("french", 0.4, 10.0, 1.0)];
        assert!((highest(&groups, 0, 3_000.0) - 120_000.0).abs() < 1e-6);
        assert_eq!(groups[0].weight(0, 0), 0.15);
        // Of 6.25 rounds of 3,000 in a quarter 10 a day are nominees, 913 in all.
        let groups = [Group { nominees_a_day: 10.0, ..group("general", 1.0, 25.0, 1.0) }];
        assert!((highest(&groups, 0, 3_000.0) - 4.0 * (18_750.0 - 913.125)).abs() < 1e-6);
        assert_eq!(highest(&[], 0, 3_000.0), 0.0);
    }
}
