//! A type of rounds that the planner sizes: its slots, and what a pace of so many persons a year means for
//! them.

use std::collections::BTreeMap;

use super::expectation::add;
use super::nominees_ahead::NomineesAhead;
use super::outlook::Outlook;
use super::slots::Slots;
use crate::government::expectation::persons_of_invitation;
use crate::model::period::{Step, YEAR_DAYS};
use crate::model::{PlannedRound, Sizing};
use crate::policy::instruction::RoundType;
use crate::time::Day;

/// A type of rounds over the steps that are planned.
pub(crate) struct Group {
    /// The type.
    pub round_type: RoundType,
    /// Part of the target.
    pub share: f64,
    /// Persons who land on an invitation under a federal program.
    pub persons: f64,
    /// Its slots, in order.
    slots: Vec<SizedSlot>,
    /// Part of a year that the rounds of each step are sized for.
    part_of_year: Vec<f64>,
    /// How many rounds each step has.
    rounds: Vec<f64>,
    /// Nominees whom the rounds of each step invite before anybody else.
    nominees: Vec<f64>,
    /// Persons who land in each year on an invitation of each step.
    landings: Vec<Vec<f64>>,
    /// Those of them who count as French speakers.
    french_landings: Vec<Vec<f64>>,
}

/// A round that is left to the planner.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SizedSlot {
    /// Its day.
    pub day: Day,
    /// Days since the last round of its type, within bounds.
    days: f64,
    /// Usual days from one to the next.
    usual_days: f64,
    /// Nominees whom it invites before anybody else.
    nominees: f64,
}

impl Group {
    /// Persons who land in a year for each person a year of the pace in a step.
    pub fn weight(&self, step: usize, year: usize) -> f64 {
        self.share * self.part_of_year[step] * self.landings[step][year] / self.persons
    }

    /// The same of French speakers.
    pub fn french_weight(&self, step: usize, year: usize) -> f64 {
        self.share * self.part_of_year[step] * self.french_landings[step][year] / self.persons
    }

    /// Its slots in a step, in order.
    pub fn slots_in(&self, step: Step) -> impl Iterator<Item = &SizedSlot> {
        self.slots.iter().filter(move |slot| step.holds(slot.day))
    }

    /// What the slots of a step are to invite at a pace. Beyond the highest pace every round is at its
    /// largest.
    pub fn slots_to_fill(&self, pace: f64, step: Step, most: f64) -> Slots {
        let a_day = pace * self.share / YEAR_DAYS / self.persons;
        let wanted = |slot: &SizedSlot| if a_day.is_finite() { a_day * slot.days } else { most };
        Slots {
            wanted: self.slots_in(step).map(wanted).collect(),
            nominees: self.slots_in(step).map(|slot| slot.nominees).collect(),
            persons: self.persons,
        }
    }
}

/// The pace at which all rounds of a step are at the largest size, whatever their types: what some cannot
/// take goes to the others.
pub(crate) fn highest(groups: &[Group], step: usize, most: f64) -> f64 {
    let federal = |group: &Group| (group.rounds[step] * most - group.nominees[step]).max(0.0);
    let persons: f64 = groups.iter().map(|group| federal(group) * group.persons).sum();
    let at_one: f64 = groups.iter().map(|group| group.share * group.part_of_year[step]).sum();
    if at_one > 0.0 { persons / at_one } else { 0.0 }
}

/// The median of the days from one of these days to the next, at least one; none if there are fewer than two.
pub(crate) fn median_gap(days: &[Day]) -> Option<f64> {
    let mut gaps: Vec<i32> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).map(|days| f64::from(*days).max(1.0))
}

impl Outlook<'_> {
    /// What is known of a type of rounds with a share of the target.
    pub(crate) fn group(
        &self,
        (round_type, share): (&RoundType, f64),
        nominees: &NomineesAhead,
        steps: &[Step],
        years: &[i16],
    ) -> Group {
        let slots = self.sized_slots(round_type, nominees);
        let usual_days = slots.last().map_or(YEAR_DAYS, |slot| slot.usual_days);
        let end = self.known_end(&slots);
        let goes_on = slots.last().is_some_and(|slot| self.goes_on(slot.day, end, usual_days));
        // After the last slot a calendar that goes on does so as before.
        let after = Step { first: end + 1, last: Day::LATEST };
        let beyond = |step: &Step| step.within(after).filter(|_| goes_on).map_or(0.0, Step::days);
        let within = |step: &Step, of: fn(&SizedSlot) -> f64| -> f64 {
            slots.iter().filter(|slot| step.holds(slot.day)).map(of).sum()
        };
        let ahead = || slots.iter().filter(|slot| slot.day >= self.today);
        let days: f64 = ahead().map(|slot| slot.days).sum();
        let nominees_a_day = ahead().map(|slot| slot.nominees).sum::<f64>() / days.max(1.0);
        let mut group = Group {
            round_type: round_type.clone(),
            share,
            persons: 0.0,
            part_of_year: steps
                .iter()
                .map(|step| (within(step, |slot| slot.days) + beyond(step)) / YEAR_DAYS)
                .collect(),
            rounds: steps.iter().map(|step| within(step, |_| 1.0) + beyond(step) / usual_days).collect(),
            nominees: steps
                .iter()
                .map(|step| within(step, |slot| slot.nominees) + beyond(step) * nominees_a_day)
                .collect(),
            landings: vec![vec![0.0; years.len()]; steps.len()],
            french_landings: vec![vec![0.0; years.len()]; steps.len()],
            slots,
        };
        self.set_landings(&mut group, round_type, steps, years);
        group
    }

    /// Sets what an invitation under a federal program by rounds of a type brings. Slots of the step that is
    /// being sized count by their days, since nothing that they bring too many can be made up for later;
    /// other steps as a whole.
    fn set_landings(&self, group: &mut Group, round_type: &RoundType, steps: &[Step], years: &[i16]) {
        let mix = self.federal_mix(round_type);
        let federal: f64 = mix.iter().map(|part| part.share).sum();
        let is_category = self.slots_of(round_type).any(|(_, round)| round.is_category);
        let mut persons = 0.0;
        for part in mix {
            let (applicant, share) = (part.applicant(), part.share / federal);
            let apply_share = self.model.population.response.apply_share(part.kind.program, is_category);
            persons += share * persons_of_invitation(self.known(), applicant, apply_share, self.today);
            for (place, step) in steps.iter().enumerate() {
                let now: Vec<&SizedSlot> = group.slots_in(*step).filter(|_| place == 0).collect();
                let landings = if now.is_empty() {
                    self.step_landings(*step, applicant, apply_share, years)
                } else {
                    let days: f64 = now.iter().map(|slot| slot.days).sum();
                    let mut sum = vec![0.0; years.len()];
                    for slot in now {
                        let landings = self.day_landings(slot.day, applicant, apply_share, years);
                        add(&mut sum, slot.days / days, &landings);
                    }
                    sum
                };
                add(&mut group.landings[place], share, &landings);
                if part.kind.speaks_french {
                    add(&mut group.french_landings[place], share, &landings);
                }
            }
        }
        group.persons = persons.max(1e-6);
    }

    /// The last day for which these rounds of a type are known to be all: that of the run, or, where they end
    /// before it, the day before the next change of what the planner is told. That the type ends then is part
    /// of the change, which it does not know.
    fn known_end(&self, slots: &[SizedSlot]) -> Day {
        let end = self.model.end;
        let Some(last) = slots.last().filter(|last| !self.goes_on(last.day, end, last.usual_days)) else {
            return end;
        };
        let change = self.model.targets.change_after(last.day.max(self.today));
        change.filter(|day| *day <= end).map_or(end, |day| day - 1)
    }

    /// Whether a calendar of rounds whose last one in the run is held on a day lasts to its end, and so goes
    /// on after it.
    pub(crate) fn goes_on(&self, last: Day, end: Day, usual_days: f64) -> bool {
        f64::from(end - last) < self.model.targets.most_gaps * usual_days
    }

    /// The rounds of a type that are left to the planner.
    fn slots_of<'a>(&'a self, round_type: &'a RoundType) -> impl Iterator<Item = (usize, &'a PlannedRound)> {
        self.model.plan.iter().enumerate().filter(move |(_, round)| {
            round.sizing == Sizing::Planned && round.instruction.round_type == *round_type
        })
    }

    /// Usual days from a round to the next of its type: the median of its plan, or what its rhythm says if it
    /// is alone there, or the median of all plans, or a year.
    pub(crate) fn usual_days(&self, round: &PlannedRound) -> f64 {
        let median = |is_wanted: &dyn Fn(&PlannedRound) -> bool| {
            let slots = self.slots_of(&round.instruction.round_type).map(|(_, slot)| slot);
            let days: Vec<Day> =
                slots.filter(|slot| is_wanted(slot)).map(|slot| slot.instruction.date).collect();
            median_gap(&days)
        };
        let of_rhythm = || round.usual_days.map(f64::from);
        let of_plan = median(&|slot| slot.plan == round.plan).or_else(of_rhythm);
        of_plan.or_else(|| median(&|_| true)).unwrap_or(YEAR_DAYS)
    }

    /// The rounds of a type that are left to the planner, with the days and the nominees that each is sized
    /// for.
    fn sized_slots(&self, round_type: &RoundType, nominees: &NomineesAhead) -> Vec<SizedSlot> {
        let is_of_type = |round: &PlannedRound| round.instruction.round_type == *round_type;
        let before = |index: usize| self.model.plan[..index].iter().rev().find(|round| is_of_type(round));
        // The rounds of a plan have their usual days in common.
        let mut usual_of_plan: BTreeMap<usize, f64> = BTreeMap::new();
        let mut usual =
            |round: &PlannedRound| *usual_of_plan.entry(round.plan).or_insert_with(|| self.usual_days(round));
        let most_gaps = self.model.targets.most_gaps;
        let slots = self.slots_of(round_type).map(|(index, round)| {
            let (day, usual_days) = (round.instruction.date, usual(round));
            let since = before(index).map_or(usual_days, |last| f64::from(day - last.instruction.date));
            let days = since.clamp(usual_days / most_gaps, usual_days * most_gaps);
            let open = nominees.rounds.iter().find(|open| open.index == index);
            let nominees = open.map_or(0.0, |open| self.found_by(open));
            SizedSlot { day, days, usual_days, nominees }
        });
        slots.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(share: f64, slots_per_year: f64, persons: f64, nominees: f64) -> Group {
        Group {
            round_type: RoundType::new("general"),
            share,
            persons,
            slots: Vec::new(),
            part_of_year: vec![0.25],
            rounds: vec![0.25 * slots_per_year],
            nominees: vec![nominees],
            landings: vec![vec![persons]],
            french_landings: vec![vec![0.0]],
        }
    }

    #[test]
    fn the_highest_pace_fills_the_rounds_of_all_types() {
        // 25 rounds at 1.2 persons an invitation and 10 at 1, of 3,000 each: 120,000 persons a year.
        let groups = [group(0.6, 25.0, 1.2, 0.0), group(0.4, 10.0, 1.0, 0.0)];
        assert!((highest(&groups, 0, 3_000.0) - 120_000.0).abs() < 1e-6);
        assert_eq!(groups[0].weight(0, 0), 0.15);
        // Of 6.25 rounds of 3,000 in a quarter 913 are nominees.
        let groups = [group(1.0, 25.0, 1.0, 913.0)];
        assert!((highest(&groups, 0, 3_000.0) - 4.0 * (18_750.0 - 913.0)).abs() < 1e-6);
        assert_eq!(highest(&[], 0, 3_000.0), 0.0);
    }
}
