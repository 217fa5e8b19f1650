//! Arrival streams: segments of arrivals, each with its own distribution of profiles.

use super::distribution::{ByYear, Cumulative};
use super::factor::{AgeModel, Children, FirstLanguage, SecondLanguage, SpouseChance};
use super::occupation::OccupationShares;
use super::shares::Shares;
use super::trajectory::Trajectory;
use crate::time::Day;

/// A segment of arrivals with its own joint distribution of factors.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivalStream {
    /// Its name, such as `graduates`.
    pub name: String,
    /// Eligible people who arrive for the first time, a year, in real candidates.
    pub arrivals_per_year: Trajectory,
    /// Facts of those who arrive.
    pub people: StreamPeople,
    /// Share of the people sampled who meet a program when they arrive, from 0.001 to 1.
    pub eligible_share: Trajectory,
    /// Weight of each month, January first; none if the stream has no season of its own.
    pub month: Option<[f64; 12]>,
    /// Its own value in place of `Arrivals::dispersion`.
    pub dispersion: Option<f64>,
    /// Citizenships, for reports alone.
    pub citizenship: Citizenship,
}

/// The joint distribution of the facts of a stream's people.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamPeople {
    /// Age at arrival.
    pub age: AgeModel,
    /// Chance of an accompanying spouse.
    pub spouse: SpouseChance,
    /// Shares of the levels of education.
    pub education: Shares,
    /// The first official language.
    pub first_language: FirstLanguage,
    /// The second official language.
    pub second_language: SecondLanguage,
    /// Shares of 0 to 5 full years of Canadian work.
    pub canadian_work: Shares,
    /// Shares of 0 to 5 full years of foreign work.
    pub foreign_work: Shares,
    /// Shares of no Canadian study, of one or two years, and of three years or more.
    pub canadian_study: Cumulative,
    /// Share with two or more years of full-time study in Canada among those with a credential of one or two
    /// years; none if the law judges by the credential alone.
    pub two_year_study: Option<f64>,
    /// Share with a sibling in Canada.
    pub sibling: f64,
    /// Share with another relative in Canada.
    pub relative: f64,
    /// Share with a job offer at arrival, by year.
    pub job_offer: ByYear,
    /// Yearly rate at which those without an offer find one, by the year in which they submit.
    pub job_offer_rate: ByYear,
    /// Share with a certificate of qualification in a trade.
    pub trade_certificate: f64,
    /// Whether they work in Canada while in the pool, so that their Canadian work increases.
    pub works_in_canada: bool,
    /// Shares of occupations.
    pub occupation: OccupationShares,
    /// Numbers of children who come along.
    pub children: Children,
}

impl StreamPeople {
    /// Whether the same people arrive, but for what varies over time.
    pub(super) fn is_same_but_for_lines(&self, other: &StreamPeople) -> bool {
        let level = self.first_language.level.clone();
        let with_own_lines = StreamPeople {
            education: self.education.clone(),
            canadian_work: self.canadian_work.clone(),
            foreign_work: self.foreign_work.clone(),
            first_language: FirstLanguage { level, ..other.first_language.clone() },
            occupation: self.occupation.clone(),
            ..other.clone()
        };
        with_own_lines == *self && self.occupation.has_same_members(&other.occupation)
    }

    /// Whether what varies over time is the same on a day.
    pub(super) fn has_same_lines_on(&self, other: &StreamPeople, day: Day) -> bool {
        let shares = [
            (&self.education, &other.education),
            (&self.canadian_work, &other.canadian_work),
            (&self.foreign_work, &other.foreign_work),
        ];
        shares.into_iter().all(|(own, others)| own.around(day) == others.around(day))
            && self.first_language.level.at(day) == other.first_language.level.at(day)
            && self.occupation.has_same_shares_on(&other.occupation, day)
    }

    /// The days on which a line of its facts begins or ends, in rising order.
    pub(super) fn knots(&self) -> Vec<Day> {
        let shares = [&self.education, &self.canadian_work, &self.foreign_work];
        let mut days: Vec<Day> = shares.into_iter().flat_map(Shares::days).collect();
        days.extend(self.first_language.level.days());
        days.extend(self.occupation.knots());
        days.sort_unstable();
        days.dedup();
        days
    }
}

/// Countries of citizenship with their shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Citizenship {
    /// Names of the countries; `other` is the last.
    pub countries: Vec<String>,
    /// Their shares.
    pub share: Cumulative,
}
