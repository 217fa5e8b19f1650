//! What invitations led to in a replay, beside what they did: applications and admissions by year.

use crate::experiment::Ensemble;
use crate::experiment::judging::invited::replayed_years;
use crate::experiment::results::by_month_and_program;
use crate::model::Model;
use crate::policy::program::Program;
use crate::published::admissions::{PublishedAdmissions, find};
use crate::published::attribute::Attribute;
use crate::published::invited::PublishedShare;
use crate::record::Counts;
use crate::time::Day;

/// Days by which published applicants are set against earlier invitations, since they are not told apart by invitation.
/// Source: shifts of 45 to 60 days give the steadiest share over the years; this is the middle.
const DAYS_TO_APPLY: i32 = 52;

/// Years that have to be lived before one whose admissions can be compared: of the invitations of 2018 to 2020 some
/// took as long.
const YEARS_TO_LAND: i16 = 2;

/// What invitations led to in a year, published and simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ApplicationRow {
    /// Calendar year.
    pub year: i16,
    /// Published applicants of the year.
    pub applicants: u32,
    /// Published invitations that they are set against.
    pub invitations: u32,
    /// Mean of simulated invitations of the year that lead to an application, at whatever time.
    pub simulated_leading: f64,
    /// Mean of simulated invitations of the year; fewer where rounds found fewer than their size.
    pub simulated_invitations: f64,
}

/// The persons admitted in a year, published and simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdmissionRow {
    /// Calendar year.
    pub year: i16,
    /// Program; none for all together.
    pub program: Option<Program>,
    /// Published persons.
    pub published: u32,
    /// Mean of simulated persons, in the months for which there is a published figure.
    pub simulated: f64,
    /// Mean absolute difference of a month, as a part of the published monthly mean.
    pub monthly_error: f64,
}

impl AdmissionRow {
    /// Simulated less published, as a part of published.
    pub fn error(&self) -> f64 {
        self.simulated / f64::from(self.published) - 1.0
    }
}

/// One row for each replayed year with published applicants; some were invited in the year before, so its rounds count too.
pub fn applications(ensemble: &Ensemble, model: &Model) -> Vec<ApplicationRow> {
    let mut rows = Vec::new();
    let left_out = model.published.years_left_out();
    for year in replayed_years(model).into_iter().filter(|year| !left_out.contains(&(year - 1))) {
        let of_year = model.published.shares.iter().filter(|share| is_total_of(share, year));
        let applicants: u32 = of_year.filter_map(|share| share.count).sum();
        if applicants == 0 {
            continue;
        }
        let end = |month, day| Day::new(year, month, day).expect("a date") - DAYS_TO_APPLY;
        let window = end(1, 1)..=end(12, 31);
        let in_window = model.published.rounds.iter().filter(|round| window.contains(&round.date));
        rows.push(ApplicationRow {
            year,
            applicants,
            invitations: in_window.map(|round| round.invited).sum(),
            simulated_leading: mean(ensemble, |counts| counts.invited.leading(year).1),
            simulated_invitations: mean(ensemble, |counts| counts.invited.leading(year).0),
        });
    }
    rows
}

fn is_total_of(share: &PublishedShare, year: i16) -> bool {
    (share.year, share.program, share.attribute) == (year, None, Attribute::Program)
}

/// For each year with published admissions that the run can know, all programs together and then each.
pub fn admissions(ensemble: &Ensemble, model: &Model) -> Vec<AdmissionRow> {
    let mut rows = Vec::new();
    let left_out = model.published.years_left_out();
    for year in replayed_years(model) {
        let is_partial = left_out.iter().any(|left| (year - YEARS_TO_LAND..year).contains(left));
        if is_partial || Day::new(year - YEARS_TO_LAND, 1, 1).is_none_or(|day| model.start > day) {
            continue;
        }
        for program in [None].into_iter().chain(Program::ALL.map(Some)) {
            rows.extend(admission(ensemble, &model.published.admissions, year, program));
        }
    }
    rows
}

fn admission(
    ensemble: &Ensemble,
    published: &[PublishedAdmissions],
    year: i16,
    program: Option<Program>,
) -> Option<AdmissionRow> {
    let (first, last) = (Day::new(year, 1, 1)?, Day::new(year, 12, 31)?);
    let is_counted = |one: Program| program.is_none_or(|only| only == one);
    // Simulated and published persons of each month, over the programs that have a published figure.
    let mut months = [(0.0, 0u32); 12];
    for counts in &ensemble.replications {
        let landings: Vec<_> =
            counts.landings.iter().filter(|landing| landing.year == year).copied().collect();
        for row in by_month_and_program(&landings, first, last) {
            if is_counted(row.program) && find(published, year, row.month, row.program).is_some() {
                months[row.month as usize - 1].0 +=
                    f64::from(row.persons) / ensemble.replications.len() as f64;
            }
        }
    }
    for row in published.iter().filter(|row| row.year == year && is_counted(row.program)) {
        months[row.month as usize - 1].1 += row.persons;
    }
    let published: u32 = months.iter().map(|(_, published)| published).sum();
    if published == 0 {
        return None;
    }
    let missed: f64 =
        months.iter().map(|(simulated, published)| (simulated - f64::from(*published)).abs()).sum();
    let simulated = months.iter().map(|(simulated, _)| simulated).sum();
    let monthly_error = missed / f64::from(published);
    Some(AdmissionRow { year, program, published, simulated, monthly_error })
}

fn mean(ensemble: &Ensemble, of: impl Fn(&Counts) -> u32) -> f64 {
    let sum: f64 = ensemble.replications.iter().map(|counts| f64::from(of(counts))).sum();
    sum / ensemble.replications.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Landing;

    #[test]
    fn a_year_without_admissions_published_has_no_row_and_months_are_held_against_each_other() {
        let landing = |month, program, persons| Landing {
            year: 2023,
            month,
            program,
            speaks_french: false,
            principals: 1,
            persons,
        };
        let of = |landings| Counts { landings, ..Counts::default() };
        let ensemble = Ensemble {
            scenario: "x".to_owned(),
            scale: 1.0,
            replications: vec![
                of(vec![landing(1, Program::Cec, 100), landing(2, Program::Cec, 90)]),
                // Nothing is published for FSW in that month, so it is left out.
                of(vec![landing(1, Program::Cec, 140), landing(3, Program::Fsw, 50)]),
            ],
        };
        let published = [(1, 100), (2, 50)].map(|(month, persons)| PublishedAdmissions {
            year: 2023,
            month,
            program: Program::Cec,
            persons,
        });
        assert_eq!(admission(&ensemble, &published, 2022, None), None);
        let row = admission(&ensemble, &published, 2023, None).unwrap();
        // January 120 for 100, February 45 for 50.
        assert_eq!((row.published, row.simulated), (150, 165.0));
        assert!((row.error() - 0.1).abs() < 1e-12);
        assert!((row.monthly_error - 25.0 / 150.0).abs() < 1e-12);
    }
}
