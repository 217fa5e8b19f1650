//! The share of sampled people who meet a program when they arrive.
//!
//! Arrivals are stated as eligible people, since those are published; people are sampled before anybody
//! judges them. The share between the two follows from the people and from the law as it was published, never
//! from the law of a scenario: a reform meets the same people, and admits more or fewer of them.

use super::stream::{ArrivalStream, StreamPeople};
use super::trajectory::{Knot, Slope, Trajectory, Transformation};
use super::{PersonId, Population};
use crate::policy::law::Law;
use crate::policy::rules::Eligibility;
use crate::rng::Randomness;
use crate::time::Day;

/// People of a stream who are judged on the day of a knot. The standard error of a share of 60 % is 1.1
/// percentage points, the same in every run since the people are fixed.
const JUDGED: u32 = 2_000;
/// People of a stream who are judged for a share that is shown. The standard error of a share of 1 % is 0.1
/// percentage points, and less over all streams.
const SHOWN: u32 = 10_000;
/// Seed of the people who are judged, whatever the seed of a run.
const SEED: u64 = 0;
/// The lowest share, so that arrivals stay finite.
const LEAST: f64 = 0.001;

impl Population {
    /// Computes the eligible share of every stream at its knots, under the law of those days. Shares of a
    /// `known` population are taken over on the days on which the same people arrive.
    pub(crate) fn find_eligible_shares(&mut self, law: &Law, known: Option<&Population>) {
        for place in 0..self.streams.len() {
            let known = known.and_then(|known| self.like_stream(place, known));
            let people = &self.streams[place].people;
            let mut knots = Vec::new();
            for day in judged_days(people, law) {
                let same = known.filter(|known| {
                    known.eligible_share.days().any(|judged| judged == day)
                        && people.has_same_lines_on(&known.people, day)
                });
                let share = same.map(|known| known.eligible_share.at(day));
                knots.push(Knot {
                    day,
                    value: share.unwrap_or_else(|| self.eligible_share_on(place, day, law)),
                });
            }
            let share = Trajectory::new(Transformation::Plain, &knots, Slope::LEVEL);
            self.streams[place].eligible_share = share;
        }
    }

    /// The stream of another population whose people differ at most in what varies over time.
    fn like_stream<'a>(&self, place: usize, known: &'a Population) -> Option<&'a ArrivalStream> {
        let stream = known.streams.get(place)?;
        let is_like = stream.people.is_same_but_for_lines(&self.streams[place].people)
            && known.language == self.language
            && known.spouse == self.spouse;
        is_like.then_some(stream)
    }

    /// The part of the eligible people who arrive on a day that one of some groups of the law admits.
    pub(crate) fn share_of_arrivals(&self, law: &Law, day: Day, group: Eligibility) -> f64 {
        let (rules, randomness) = (law.rules_on(day), Randomness::new(SEED, 0));
        let (mut admitted, mut all) = (0.0, 0.0);
        for place in 0..self.streams.len() {
            let people = (0..SHOWN).map(|index| {
                let profile = self.sample(PersonId::new(place, day, index), day, randomness);
                rules.eligibility(&profile, day)
            });
            let eligible: Vec<Eligibility> = people.filter(|groups| !groups.is_empty()).collect();
            let of_group = eligible.iter().filter(|groups| groups.intersects(group)).count();
            let arrivals = self.new_people_on(place, day);
            admitted += arrivals * of_group as f64 / eligible.len().max(1) as f64;
            all += arrivals;
        }
        if all > 0.0 { admitted / all } else { 0.0 }
    }

    fn eligible_share_on(&self, place: usize, day: Day, law: &Law) -> f64 {
        let (rules, randomness) = (law.rules_on(day), Randomness::new(SEED, 0));
        let mut eligible = 0;
        for index in 0..JUDGED {
            let profile = self.sample(PersonId::new(place, day, index), day, randomness);
            eligible += u32::from(!rules.eligibility(&profile, day).is_empty());
        }
        (f64::from(eligible) / f64::from(JUDGED)).max(LEAST)
    }
}

/// The days of the people's knots and, before and after them, of the launch and of the law's last change.
fn judged_days(people: &StreamPeople, law: &Law) -> Vec<Day> {
    let mut days = people.knots();
    days.retain(|day| *day >= Day::LAUNCH);
    days.push(Day::LAUNCH);
    days.extend(law.change_days().last());
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::problem::Problems;
    use crate::scenario::{Overlay, PopulationForm, Scenario};

    fn form(set: &[&str]) -> PopulationForm {
        let set = set.iter().map(|key| (*key).to_owned()).collect();
        Scenario::load("tiny", &Overlay { set, ..Overlay::default() }).unwrap().population
    }

    #[test]
    fn shares_taken_over_from_known_people_are_those_that_people_have_alone() {
        let problems = Problems::new();
        let law = Law::published();
        let known = Population::read(&form(&[]), &law, &problems).unwrap();
        for changed in [
            "population.stream.french.first_language.level.2023-07-01=9.5",
            "population.stream.graduates.occupation.healthcare=0.2",
            "population.stream.abroad.foreign_work[0]=0.3",
            "population.stream.abroad.sibling=0.5",
            "population.spouse.tested=0.2",
            "population.stream.french.arrivals_per_year=9000",
        ] {
            let form = form(&[changed]);
            let alone = Population::read(&form, &law, &problems).unwrap();
            let like = Population::read_like(&form, &law, &known, &problems).unwrap();
            assert_eq!(like.streams, alone.streams, "{changed}");
        }
        problems.finish(Some(())).unwrap();
    }
}
