//! The planner: each quarter the sizes of its rounds are set so that expected landings meet the targets.
//!
//! It knows what the department knows on the day: who landed, which applications are open and since when, the invitations
//! of the last weeks, the usual shares and times, how many slots the calendar has, and whom each type of rounds invited
//! lately. It does not know when an application will be decided, nor how it ends, nor who will be in the pool.
//!
//! A round is sized by the days since the last one of its type, so that a pause is made up for after it: who arrived
//! meanwhile is invited with the others, and cutoffs do not rise because of the calendar.

use super::State;
use super::books::Kind;
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
const YEARS: i16 = 2;

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
    /// Part of its invitations that is issued under a federal program; the rest goes to nominees.
    federal: f64,
    /// Persons who land under a federal program on an invitation of each step.
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
        let most = terms.most;
        let highest = groups.iter().map(|group| group.pace_at(f64::from(most))).fold(0.0, f64::max);
        let level = targets.iter().sum::<f64>() / targets.len() as f64;
        let steadiness = Steadiness {
            weight: terms.steadiness,
            level: level.max(1.0),
            // Within a range nothing but the pace so far says how many to invite.
            start: (aim == Aim::Range).then(|| self.pace_lately(&groups, stated.invitations)),
        };
        let paces = path(steps.len(), &goals, highest, steadiness);
        let bound = self.set_sizes(&groups, paces[0], steps[0], terms);
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
        let of_group = |group: &Group| group.share * group.federal / group.persons[0];
        let invitations_per_person: f64 = groups.iter().map(of_group).sum();
        (f64::from(invited) / self.model.population.scale - stated).max(0.0) / invitations_per_person
    }

    /// The federal target and range of a year as they are known today.
    fn federal_level(&self, year: i16) -> Level {
        let level = self.model.levels.known(Line::FederalHighSkilled, year, self.today);
        level.expect("plans have a federal target since before the launch")
    }

    fn group(&self, round_type: &RoundType, share: f64, steps: &[(Day, Day)], years: &[i16]) -> Group {
        let usual_days = self.usual_days(round_type);
        let slots = self.sized_slots(round_type, usual_days);
        let end = self.model.end;
        // A calendar that lasts to the end of the run goes on after it as before.
        let goes_on = slots.last().is_some_and(|slot| f64::from(end - slot.day) < MOST_GAPS * usual_days);
        let in_step = |(from, to): &(Day, Day)| {
            let within = slots.iter().filter(|slot| (from..=to).contains(&&slot.day));
            let beyond = if goes_on { (*to - (*from - 1).max(end)).max(0) } else { 0 };
            (within.map(|slot| slot.days).sum::<f64>() + f64::from(beyond)) / YEAR_DAYS
        };
        let mix = self.federal_mix(round_type);
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
            slots: steps.iter().map(in_step).collect(),
            federal: mix.iter().map(|(_, part, _)| part).sum(),
            persons,
            landings,
            french_landings,
        }
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

    /// Whom rounds of a type invite, and the mean members of their families: as lately, or, if there were none, people
    /// abroad under the type's own program who bring one person each.
    pub(super) fn mix(&self, round_type: &RoundType) -> Vec<(Kind, f64, f64)> {
        let mix = self.books.mix(round_type);
        if mix.is_empty() { vec![Self::unknown_mix(round_type)] } else { mix }
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
        let sizes = sizes(groups, pace, most);
        let mut slots: Vec<Vec<SizedSlot>> = Vec::with_capacity(groups.len());
        let mut types: Vec<Slots> = Vec::with_capacity(groups.len());
        for (group, size) in groups.iter().zip(&sizes) {
            let mut of_quarter = self.sized_slots(&group.round_type, group.usual_days);
            of_quarter.retain(|slot| (from..=to).contains(&slot.day));
            let wanted = of_quarter.iter().map(|slot| size * slot.days / group.usual_days).collect();
            types.push(Slots { wanted, persons: group.persons[0] });
            slots.push(of_quarter);
        }
        let placed = place(&types, least, most);
        // A type that has no share any more is not held, whatever was planned for it before.
        let ahead = self.model.plan.iter().zip(&mut self.sizes);
        ahead.filter(|(round, _)| round.instruction.date >= from).for_each(|(_, size)| *size = 0);
        for (slots, sizes) in slots.iter().zip(&placed.sizes) {
            slots.iter().zip(sizes).for_each(|(slot, size)| self.sizes[slot.index] = *size);
        }
        let is_full = sizes.iter().all(|size| *size >= most);
        // Part of a round is no bound: it is invited in the next quarter.
        let is_few = placed.left >= 1.0 && placed.sizes.iter().flatten().all(|size| *size == 0);
        if is_full { Some(Bound::Most) } else { is_few.then_some(Bound::Least) }
    }
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

    /// The pace at which a round of the first step has a size, after the usual days.
    fn pace_at(&self, size: f64) -> f64 {
        size * YEAR_DAYS / self.usual_days * self.persons[0] / self.share
    }
}

/// The size of a round of each group at a pace: none above `most`, and what that leaves spread over the others.
fn sizes(groups: &[Group], pace: f64, most: f64) -> Vec<f64> {
    let mut sizes = vec![most; groups.len()];
    let mut open: Vec<usize> = (0..groups.len()).collect();
    let mut left = pace;
    loop {
        let share: f64 = open.iter().map(|index| groups[*index].share).sum();
        let size = |index: &usize| left.max(0.0) / share / groups[*index].pace_at(1.0);
        let full: Vec<usize> = open.iter().copied().filter(|index| size(index) > most).collect();
        if full.is_empty() {
            open.iter().for_each(|index| sizes[*index] = size(index));
            return sizes;
        }
        left -=
            full.iter().map(|index| most * groups[*index].pace_at(1.0) * groups[*index].share).sum::<f64>();
        open.retain(|index| !full.contains(index));
    }
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
            federal: 1.0,
            persons: vec![persons],
            landings: vec![vec![persons]],
            french_landings: vec![vec![0.0]],
        }
    }

    #[test]
    fn a_pace_is_shared_by_slots_and_persons() {
        // 100,000 persons a year: 60,000 by 25 rounds at 1.2 persons an invitation, 40,000 by 10 at 1.
        let groups = [group("cec", 0.6, 25.0, 1.2), group("french", 0.4, 10.0, 1.0)];
        assert_eq!(sizes(&groups, 100_000.0, 1e9).map_each(), [2_000, 4_000]);
        assert_eq!(groups[0].weight(0, 0), 0.15);
    }

    #[test]
    fn what_one_type_cannot_take_goes_to_the_others() {
        // French rounds stop at 3,000, which is 30,000 persons: 70,000 are left for 25 rounds at 1.2.
        let groups = [group("cec", 0.6, 25.0, 1.2), group("french", 0.4, 10.0, 1.0)];
        assert_eq!(sizes(&groups, 100_000.0, 3_000.0).map_each(), [2_333, 3_000]);
        assert_eq!(sizes(&groups, 1e9, 3_000.0).map_each(), [3_000, 3_000]);
    }

    trait MapEach {
        fn map_each(self) -> Vec<u32>;
    }

    impl MapEach for Vec<f64> {
        fn map_each(self) -> Vec<u32> {
            self.into_iter().map(|size| size.round() as u32).collect()
        }
    }
}
