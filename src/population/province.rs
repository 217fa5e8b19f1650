//! Provinces, and the rules by which they nominate.

use super::ByYear;
use crate::policy::profile::{JobOffer, Language, Occupation, Profile, Residence};

/// Words of a set of occupations: one bit for each of the 516 unit groups.
const WORDS: usize = 9;

/// A province or territory. It nominates candidates with this destination who meet one of its rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Province {
    /// Its name in files; `all` where one stands for all.
    pub name: String,
    /// Its name in sentences.
    pub label: String,
    /// Share of people with this destination.
    pub settle: f64,
    /// Its weight in the national allocation, by year; no unit.
    pub weight: ByYear,
    /// Nominations it issues in a month, by year, in place of its part of a scenario's monthly number.
    pub per_month: Option<ByYear>,
    /// A candidate must meet one of these rules; without rules every candidate may be nominated.
    pub rules: Vec<NominationRule>,
    /// Whether it nominates at all: a scenario may remove it.
    pub nominates: bool,
}

/// Conditions of a province; a condition that it does not set is none, 0 or false.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NominationRule {
    /// Residence of the candidate.
    pub residence: Option<Residence>,
    /// Least score of sections A to C.
    pub core_score: u16,
    /// Least full years of skilled work in Canada.
    pub canadian_work_years: u8,
    /// Least level of the lowest ability in the first official language, CLB or NCLC.
    pub language: u8,
    /// Least level of the lowest ability in French, NCLC.
    pub french: u8,
    /// Whether a job offer is needed.
    pub job_offer: bool,
    /// The occupations that are open to nomination.
    pub occupations: Option<Occupations>,
}

/// A set of occupations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occupations([u64; WORDS]);

impl Occupations {
    /// Adds an occupation.
    pub fn insert(&mut self, occupation: Occupation) {
        self.0[usize::from(occupation.0 / 64)] |= 1 << (occupation.0 % 64);
    }

    /// Whether the set holds an occupation.
    #[inline]
    pub fn has(&self, occupation: Occupation) -> bool {
        self.0[usize::from(occupation.0 / 64)] >> (occupation.0 % 64) & 1 == 1
    }

    /// The occupations in both sets.
    pub fn and(mut self, other: &Occupations) -> Occupations {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word &= other;
        }
        self
    }
}

impl NominationRule {
    /// Whether a candidate with this profile and this score of sections A to C meets the rule.
    pub fn is_met(&self, profile: &Profile, core_score: u16) -> bool {
        core_score >= self.core_score
            && profile.first.lowest() >= self.language
            && profile.canadian_work_years >= self.canadian_work_years
            && self.residence.is_none_or(|residence| profile.residence == residence)
            && (!self.job_offer || profile.job_offer != JobOffer::None)
            && (self.french == 0 || french(profile) >= self.french)
            && self.occupations.as_ref().is_none_or(|listed| listed.has(profile.occupation))
    }
}

/// The lowest ability in French; 0 without a test.
fn french(profile: &Profile) -> u8 {
    match profile.first_language {
        Language::French => profile.first.lowest(),
        Language::English => profile.second.map_or(0, |levels| levels.lowest()),
    }
}

impl Province {
    /// One province that stands for all: every person has it as destination, and it has no rules.
    pub fn of_all() -> Province {
        Province {
            name: "all".to_owned(),
            label: "a province or territory".to_owned(),
            settle: 1.0,
            weight: ByYear::new(vec![(2015, 1.0)]),
            per_month: None,
            rules: Vec::new(),
            nominates: true,
        }
    }

    /// Its weight in the allocation of a year; 0 if it does not nominate.
    pub(super) fn weight(&self, year: i16) -> f64 {
        if self.nominates { self.weight.at(year) } else { 0.0 }
    }

    /// Its own monthly number in a year, if it nominates and has one.
    pub(super) fn own_number(&self, year: i16) -> Option<f64> {
        self.per_month.as_ref().filter(|_| self.nominates).map(|number| number.at(year))
    }

    /// Whether it may nominate a candidate with this profile and this score of sections A to C.
    pub(super) fn nominates(&self, profile: &Profile, core_score: u16) -> bool {
        self.nominates
            && (self.rules.is_empty() || self.rules.iter().any(|rule| rule.is_met(profile, core_score)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::noc;
    use crate::policy::profile::{Abilities, Education};
    use crate::time::Day;

    fn profile() -> Profile {
        Profile {
            education: Education::Masters,
            canadian_work_years: 1,
            recent_canadian_months: 12,
            occupation: noc::find("21231").unwrap(),
            occupation_months: 12,
            continuous_months: 12,
            residence: Residence::Canada,
            ..Profile::new(Day::new(1993, 6, 15).unwrap(), Abilities([9, 9, 8, 7]))
        }
    }

    #[test]
    fn every_part_of_a_rule_is_asked_for() {
        let french = Profile { second: Some(Abilities([7, 8, 7, 7])), ..profile() };
        let abroad = Profile { residence: Residence::Abroad, ..profile() };
        let offer = Profile { job_offer: JobOffer::Skilled, ..profile() };
        let any = NominationRule::default();
        let residence = NominationRule { residence: Some(Residence::Canada), ..any.clone() };
        assert_eq!([&profile(), &abroad].map(|who| residence.is_met(who, 350)), [true, false]);
        let work = [1, 2].map(|years| NominationRule { canadian_work_years: years, ..any.clone() });
        assert_eq!(work.map(|rule| rule.is_met(&profile(), 350)), [true, false]);
        let levels = [7, 8, 1].map(|level| NominationRule { french: level, ..any.clone() });
        assert_eq!([&levels[0], &levels[1]].map(|rule| rule.is_met(&french, 350)), [true, false]);
        assert!(!levels[2].is_met(&profile(), 350));
        let job = NominationRule { job_offer: true, ..any };
        assert_eq!([&offer, &profile()].map(|who| job.is_met(who, 350)), [true, false]);
    }
}
