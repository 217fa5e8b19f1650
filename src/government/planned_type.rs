//! A type of rounds that the planner sizes: its slots, and their sizes at a pace of persons a year.

use std::collections::BTreeMap;

use super::expectation::{Applicant, add};
use super::nominees_ahead::NomineesAhead;
use super::outlook::{Horizon, Outlook};
use super::slots::Slots;
use crate::government::expectation::persons_of_invitation;
use crate::model::period::Step;
use crate::policy::instruction::RoundType;
use crate::population::RoundBasis;
use crate::time::{DAYS_PER_YEAR, Day};

/// A type of rounds over the steps that are planned.
pub(crate) struct Group {
    /// The type.
    pub round_type: RoundType,
    /// Its share of the target.
    pub share: f64,
    /// Admissions per invitation under a federal program.
    pub persons: f64,
    /// Its slots, in order.
    slots: Vec<SizedSlot>,
    /// Part of a year that the rounds of each step are sized for.
    part_of_year: Vec<f64>,
    /// Number of rounds in each step.
    rounds: Vec<f64>,
    /// Nominees that the rounds of each step invite first.
    nominees: Vec<f64>,
    /// Persons admitted in each year per invitation of each step.
    landings: Vec<Vec<f64>>,
    /// French-speaking applicants among them.
    french_landings: Vec<Vec<f64>>,
}

/// An invitation of a step, by its slots if it has some that count by their days.
#[derive(Clone, Copy)]
struct Invited<'a> {
    step: Step,
    slots: &'a [SizedSlot],
    apply_share: f64,
}

/// A round that is left to the planner.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SizedSlot {
    /// Its day.
    pub day: Day,
    /// Days since the last round of its type, within bounds.
    days: f64,
    /// Usual days from one round of its type to the next.
    usual_days: f64,
    /// Nominees that it invites first.
    nominees: f64,
}

impl SizedSlot {
    /// The invitations that it is to issue at a number a day; `most` if that is infinite.
    fn wanted(&self, a_day: f64, most: f64) -> f64 {
        if a_day.is_finite() { a_day * self.days } else { most }
    }
}

impl Group {
    /// Persons admitted in a year for each person a year of the pace in a step.
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

    /// The invitations that the slots of a step are to issue at a pace. At an infinite pace every round is
    /// at its largest.
    pub fn slots_to_fill(&self, pace: f64, step: Step, most: f64) -> Slots {
        let a_day = pace * self.share / DAYS_PER_YEAR / self.persons;
        Slots {
            wanted: self.slots_in(step).map(|slot| slot.wanted(a_day, most)).collect(),
            nominees: self.slots_in(step).map(|slot| slot.nominees).collect(),
            persons: self.persons,
        }
    }
}

/// The pace at which the rounds of all types in a step are at the largest size: invitations without room in
/// some go to the others.
pub(crate) fn highest(groups: &[Group], step: usize, most: f64) -> f64 {
    let persons: f64 = groups
        .iter()
        .map(|group| (group.rounds[step] * most - group.nominees[step]).max(0.0) * group.persons)
        .sum();
    let at_one: f64 = groups.iter().map(|group| group.share * group.part_of_year[step]).sum();
    if at_one > 0.0 { persons / at_one } else { 0.0 }
}

impl Outlook<'_> {
    /// A type of rounds with a share of the target, over the steps of a horizon.
    pub(crate) fn group(
        &self,
        round_type: &RoundType,
        share: f64,
        nominees: &NomineesAhead,
        horizon: Horizon<'_>,
    ) -> Group {
        let slots = self.sized_slots(round_type, nominees);
        let usual_days = slots.last().map_or(DAYS_PER_YEAR, |slot| slot.usual_days);
        let end = self.known_end(&slots);
        let goes_on = slots.last().is_some_and(|slot| self.goes_on(slot.day, end, usual_days));
        // A calendar that goes on after the last slot does so at its usual days.
        let after = Step { first: end + 1, last: Day::LATEST };
        let ahead: Vec<&SizedSlot> = slots.iter().filter(|slot| slot.day >= self.today).collect();
        let days: f64 = ahead.iter().map(|slot| slot.days).sum();
        let nominees_a_day = ahead.iter().map(|slot| slot.nominees).sum::<f64>() / days.max(1.0);
        let landings = vec![vec![0.0; horizon.years.len()]; horizon.steps.len()];
        let mut group = Group {
            round_type: round_type.clone(),
            share,
            persons: 0.0,
            part_of_year: Vec::new(),
            rounds: Vec::new(),
            nominees: Vec::new(),
            french_landings: landings.clone(),
            landings,
            slots: Vec::new(),
        };
        for step in horizon.steps {
            let beyond = step.within(after).filter(|_| goes_on).map_or(0.0, Step::days);
            let within: Vec<&SizedSlot> = slots.iter().filter(|slot| step.holds(slot.day)).collect();
            let days: f64 = within.iter().map(|slot| slot.days).sum();
            let nominees: f64 = within.iter().map(|slot| slot.nominees).sum();
            group.part_of_year.push((days + beyond) / DAYS_PER_YEAR);
            group.rounds.push(within.len() as f64 + beyond / usual_days);
            group.nominees.push(nominees + beyond * nominees_a_day);
        }
        group.slots = slots;
        self.set_landings(&mut group, horizon);
        group
    }

    /// Sets the admissions per invitation under a federal program by rounds of a type. Slots of the step
    /// that is being sized count by their days, since a surplus of theirs cannot be corrected later; other
    /// steps count as a whole.
    fn set_landings(&self, group: &mut Group, horizon: Horizon<'_>) {
        let Horizon { steps, years } = horizon;
        let mix = self.federal_mix(&group.round_type);
        let federal: f64 = mix.iter().map(|part| part.share).sum();
        let mut slots = self.slots_of(&group.round_type);
        let is_category = slots.any(|(_, round)| round.basis == RoundBasis::Category);
        let basis = if is_category { RoundBasis::Category } else { RoundBasis::Programs };
        let mut persons = 0.0;
        for part in mix {
            let (applicant, share) = (part.applicant(), part.share / federal);
            let apply_share = self.known.apply_share(part.kind.program, basis);
            persons +=
                share * persons_of_invitation(self.known.usual_times(), applicant, apply_share, self.today);
            for (place, step) in steps.iter().enumerate() {
                let slots: Vec<SizedSlot> = group.slots_in(*step).filter(|_| place == 0).copied().collect();
                let invited = Invited { step: *step, slots: &slots, apply_share };
                let landings = self.landings_of(invited, applicant, years);
                add(&mut group.landings[place], share, &landings);
                if part.kind.speaks_french {
                    let speakers = self.landings_of(invited, part.speaker(), years);
                    add(&mut group.french_landings[place], share, &speakers);
                }
            }
        }
        group.persons = persons.max(1e-6);
    }

    /// Persons admitted in each year on an invitation of a step: by its slots, or on any day where it has
    /// none.
    fn landings_of(&self, invited: Invited<'_>, applicant: Applicant, years: &[i16]) -> Vec<f64> {
        let Invited { step, slots, apply_share } = invited;
        if slots.is_empty() {
            return self.step_landings(step, applicant, apply_share, years);
        }
        let days: f64 = slots.iter().map(|slot| slot.days).sum();
        let mut sum = vec![0.0; years.len()];
        for slot in slots {
            let landings = self.day_landings(slot.day, applicant, apply_share, years);
            add(&mut sum, slot.days / days, &landings);
        }
        sum
    }

    /// The last day up to which the planner knows all rounds of a type: the last day of the run, or, where
    /// the slots end earlier, the day before the next change of targets. The planner does not know that the
    /// change ends the type.
    fn known_end(&self, slots: &[SizedSlot]) -> Day {
        let end = self.known.end();
        let Some(last) = slots.last().filter(|last| !self.goes_on(last.day, end, last.usual_days)) else {
            return end;
        };
        let change = self.known.change_of_terms_after(last.day);
        change.filter(|day| *day <= end).map_or(end, |day| day - 1)
    }

    /// The rounds of a type that are left to the planner. Each is sized for a number of days and of
    /// nominees.
    fn sized_slots(&self, round_type: &RoundType, nominees: &NomineesAhead) -> Vec<SizedSlot> {
        // All rounds of a plan have the same usual days.
        let mut usual_of_plan: BTreeMap<usize, f64> = BTreeMap::new();
        let most_gaps = self.known.most_gaps();
        let mut slots = Vec::new();
        for (index, round) in self.slots_of(round_type) {
            let day = round.instruction.date;
            let usual_days = *usual_of_plan.entry(round.plan).or_insert_with(|| self.usual_days(round));
            let mut before = self.known.rounds()[..index].iter().rev();
            let last = before.find(|round| round.instruction.round_type == *round_type);
            let since = last.map_or(usual_days, |last| f64::from(day - last.instruction.date));
            let days = since.clamp(usual_days / most_gaps, usual_days * most_gaps);
            let open = nominees.rounds.iter().find(|open| open.index == index);
            let nominees = open.map_or(0.0, |open| self.found_by(open));
            slots.push(SizedSlot { day, days, usual_days, nominees });
        }
        slots
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
