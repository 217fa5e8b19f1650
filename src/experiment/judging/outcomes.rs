//! Applications and admissions of a replay: simulated and published.

use std::collections::BTreeMap;

use crate::experiment::judging::compared::Compared;
use crate::experiment::mean::{Interval, MeanSums};
use crate::experiment::year::{first_day, replayed_years};
use crate::model::Model;
use crate::policy::program::Program;
use crate::published::admissions::PublishedAdmissions;
use crate::published::attribute::Attribute;
use crate::published::invited::PublishedShare;
use crate::record::Counts;

/// Days from an invitation to the application. Published applicants are compared with the invitations of so
/// many days earlier, since no figure gives the invitation of an applicant.
/// Source: shifts of 45 to 60 days give the least variable share over the years; this is the middle.
const DAYS_TO_APPLY: i32 = 52;

/// Years that must be simulated before one whose admissions can be compared: some invitations of 2018 to 2020
/// took as long to become an admission.
const YEARS_TO_LAND: i16 = 2;

/// The applications that invitations of a year led to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ApplicationRow {
    /// Calendar year.
    pub year: i16,
    /// Simulated invitations of the year, and published ones from 52 days earlier.
    pub invitations: Compared,
    /// The interval of the simulated mean; none for one replication.
    pub invitations_interval: Option<Interval>,
    /// Simulated invitations of the year that lead to an application, at any time, and published applicants
    /// of the year.
    pub applications: Compared,
    /// The interval of the simulated mean; none for one replication.
    pub applications_interval: Option<Interval>,
}

/// The persons admitted in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdmissionRow {
    /// Calendar year.
    pub year: i16,
    /// Program; none for all together.
    pub program: Option<Program>,
    /// Persons, in the months for which there is a published figure.
    pub persons: Compared,
    /// Mean absolute difference of a month, as a part of the published monthly mean.
    pub monthly_error: f64,
}

impl AdmissionRow {
    /// Simulated less published, as a part of published.
    pub fn error(&self) -> f64 {
        self.persons.ratio() - 1.0
    }
}

/// Applications and admissions, summed over replications.
#[derive(Clone, Debug)]
pub(crate) struct OutcomeTally {
    replications: u64,
    /// Invitations of each replayed year, and those that lead to an application.
    invitations: BTreeMap<i16, Leading>,
    /// Persons admitted, by year, month and program, for which there is a published figure.
    persons: BTreeMap<(i16, i8, Program), u64>,
}

/// Invitations of a year.
#[derive(Clone, Copy, Debug, Default)]
struct Leading {
    all: MeanSums,
    /// Those that lead to an application.
    leading: MeanSums,
}

impl OutcomeTally {
    /// A comparison with the published figures that a model knows.
    pub fn with(model: &Model) -> OutcomeTally {
        let years = replayed_years(model).into_iter().map(|year| (year, Leading::default()));
        OutcomeTally {
            replications: 0,
            invitations: years.collect(),
            persons: months(&model.published.admissions),
        }
    }

    /// Adds a replication.
    pub fn add(&mut self, counts: &Counts) {
        self.replications += 1;
        for (year, invitations) in &mut self.invitations {
            let (invited, led) = counts.invited.leading(*year);
            invitations.all.add(f64::from(invited));
            invitations.leading.add(f64::from(led));
        }
        for landing in &counts.landings {
            if let Some(persons) = self.persons.get_mut(&(landing.year, landing.month, landing.program)) {
                *persons += u64::from(landing.persons);
            }
        }
    }

    /// One row for each replayed year with published applicants; some were invited in the year before, so its
    /// rounds count too.
    pub fn applications(&self, model: &Model) -> Vec<ApplicationRow> {
        let mut rows = Vec::new();
        let left_out = model.published.years_left_out();
        for (year, Leading { all, leading }) in
            self.invitations.iter().filter(|(year, _)| !left_out.contains(&(**year - 1)))
        {
            let of_year = model.published.shares.iter().filter(|share| is_total_of(share, *year));
            let applicants: u32 = of_year.filter_map(|share| share.count).sum();
            if applicants > 0 {
                rows.push(ApplicationRow {
                    year: *year,
                    invitations: Compared {
                        simulated: all.mean().unwrap_or(0.0),
                        published: f64::from(published_invitations(model, *year)),
                    },
                    invitations_interval: all.interval(),
                    applications: Compared {
                        simulated: leading.mean().unwrap_or(0.0),
                        published: f64::from(applicants),
                    },
                    applications_interval: leading.interval(),
                });
            }
        }
        rows
    }

    /// For each year with published admissions that the run can know, all programs together and then each.
    pub fn admissions(&self, model: &Model) -> Vec<AdmissionRow> {
        let mut rows = Vec::new();
        let left_out = model.published.years_left_out();
        for year in self.invitations.keys() {
            let is_partial = left_out.iter().any(|left| (year - YEARS_TO_LAND..*year).contains(left));
            if is_partial || model.start > first_day(year - YEARS_TO_LAND) {
                continue;
            }
            for program in [None].into_iter().chain(Program::ALL.map(Some)) {
                rows.extend(self.admission(&model.published.admissions, *year, program));
            }
        }
        rows
    }

    fn admission(
        &self,
        published: &[PublishedAdmissions],
        year: i16,
        program: Option<Program>,
    ) -> Option<AdmissionRow> {
        // Over the programs that have a published figure.
        let mut months = [Compared::default(); 12];
        for ((counted_year, month, counted), persons) in &self.persons {
            if *counted_year == year && program.is_none_or(|program| program == *counted) {
                months[*month as usize - 1].simulated += self.mean(*persons);
            }
        }
        for row in published {
            if row.year == year && program.is_none_or(|program| program == row.program) {
                months[row.month as usize - 1].published += f64::from(row.persons);
            }
        }
        let persons = Compared {
            simulated: months.iter().map(|month| month.simulated).sum(),
            published: months.iter().map(|month| month.published).sum(),
        };
        let missed: f64 = months.iter().map(|month| month.difference().abs()).sum();
        let monthly_error = missed / persons.published;
        (persons.published > 0.0).then_some(AdmissionRow { year, program, persons, monthly_error })
    }

    fn mean(&self, sum: u64) -> f64 {
        sum as f64 / self.replications as f64
    }
}

/// Every month and program with a published figure, with a count of 0.
fn months(published: &[PublishedAdmissions]) -> BTreeMap<(i16, i8, Program), u64> {
    published.iter().map(|row| ((row.year, row.month, row.program), 0)).collect()
}

/// Published invitations that a year's applicants are compared with.
fn published_invitations(model: &Model, year: i16) -> u32 {
    let first = first_day(year) - DAYS_TO_APPLY;
    let last = first.plus_years(1) - 1;
    let rounds = model.published.rounds.iter().filter(|round| (first..=last).contains(&round.date));
    rounds.map(|round| round.invited).sum()
}

fn is_total_of(share: &PublishedShare, year: i16) -> bool {
    (share.year, share.program, share.attribute) == (year, None, Attribute::Program)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Landing;
    use crate::scenario::Overlay;

    fn landing(month: i8, program: Program, persons: u32) -> Landing {
        Landing { year: 2023, month, program, speaks_french: false, principals: 1, persons }
    }

    #[test]
    fn a_year_without_published_admissions_has_no_row_and_months_are_compared_one_by_one() {
        let published = [(1, 100), (2, 50)].map(|(month, persons)| PublishedAdmissions {
            year: 2023,
            month,
            program: Program::Cec,
            persons,
        });
        let mut tally =
            OutcomeTally { replications: 0, invitations: BTreeMap::new(), persons: months(&published) };
        // Nothing is published for FSW, so it is left out.
        for landings in [
            vec![landing(1, Program::Cec, 100), landing(2, Program::Cec, 90)],
            vec![landing(1, Program::Cec, 140), landing(3, Program::Fsw, 50)],
        ] {
            tally.add(&Counts { landings, ..Counts::default() });
        }
        assert_eq!(tally.admission(&published, 2022, None), None);
        let row = tally.admission(&published, 2023, None).unwrap();
        // January 120 for 100, February 45 for 50.
        assert_eq!(row.persons, Compared { simulated: 165.0, published: 150.0 });
        assert!((row.error() - 0.1).abs() < 1e-12);
        assert!((row.monthly_error - 25.0 / 150.0).abs() < 1e-12);
    }

    #[test]
    fn a_year_is_replayed_only_if_all_its_published_rounds_were_read() {
        let mut model = Model::load("history.toml", &Overlay::default()).unwrap().1;
        let whole = compared_years(&model);
        assert!(whole.iter().all(|years| years.contains(&2024)), "{whole:?}");
        let first = model.published.rounds.iter().position(|round| round.date.year() == 2023).unwrap();
        let number = std::sync::Arc::make_mut(&mut model.published).rounds.remove(first).number;
        model.plan.retain(|planned| planned.instruction.number != number);
        assert_eq!(model.published.years_left_out(), [2023]);
        // Some applied in the year after their invitation, and were admitted up to two years after it.
        let lost: [&[i16]; 3] = [&[2023], &[2023, 2024], &[2023, 2024, 2025]];
        let mut expected = whole;
        for (years, lost) in expected.iter_mut().zip(lost) {
            years.retain(|year| !lost.contains(year));
        }
        assert_eq!(compared_years(&model), expected);
    }

    /// Years whose invitations, applications and admissions are compared.
    fn compared_years(model: &Model) -> [Vec<i16>; 3] {
        let mut tally = OutcomeTally::with(model);
        tally.add(&Counts::default());
        let mut admitted: Vec<i16> = tally.admissions(model).iter().map(|row| row.year).collect();
        admitted.dedup();
        let applied: Vec<i16> = tally.applications(model).iter().map(|row| row.year).collect();
        [replayed_years(model), applied, admitted]
    }
}
