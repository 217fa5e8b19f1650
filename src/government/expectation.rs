//! Expected admissions by calendar year, from the usual times and shares of applications.
//!
//! These are expectations of what the engine decides on each application; no single decision is known here.

use statrs::function::erf::erf;

use crate::policy::program::Program;
use crate::population::{LogDays, Processing};
use crate::time::Day;

/// Points at which a wait that is uniform is taken.
const POINTS: i32 = 8;

/// An application as the department sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Applicant {
    /// The program of the invitation.
    pub program: Program,
    /// Whether the applicant lives in Canada.
    pub is_in_canada: bool,
    /// Mean members of the families in such profiles, applicants left out.
    pub members: f64,
}

/// What is known on a day of how long applications take and how many land on one: later ones are taken to be
/// like those of that day.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// How applications fare.
    pub processing: &'a Processing,
    /// The day.
    pub on: Day,
}

impl Known<'_> {
    /// Persons approved on an application.
    fn persons(self, applicant: Applicant, applied: Day) -> f64 {
        let times = &self.processing.programs[applicant.program.index()];
        (1.0 + times.family.at_day(applied.min(self.on)) * applicant.members) * (1.0 - times.refused)
    }
}

/// Share of the applications of a day that are decided within so many days; refusals are decisions too.
pub fn decided_within(known: Known<'_>, program: Program, applied: Day, days: i32) -> f64 {
    if days < 1 {
        return 0.0;
    }
    let LogDays { mean, spread } = known.processing.log_days(program, applied.min(known.on));
    // Decisions fall on whole days, from the first on.
    let bound = (f64::from(days) + 0.5).ln() - mean;
    if spread <= 0.0 {
        return if bound >= 0.0 { 1.0 } else { 0.0 };
    }
    0.5 * (1.0 + erf(bound / spread / std::f64::consts::SQRT_2))
}

/// Persons expected to land in each year on an application that is not yet decided at the end of a day;
/// `applied` may lie after that day.
pub fn landings(
    known: Known<'_>,
    applicant: Applicant,
    applied: Day,
    open_on: Day,
    years: &[i16],
) -> Vec<f64> {
    let persons = known.persons(applicant, applied);
    let decided = |days: i32| decided_within(known, applicant.program, applied, days);
    let past = decided(open_on - applied);
    let open = (1.0 - past).max(1e-9);
    let landed_by = |last: Day| {
        let delays = delays(known.processing, applicant.is_in_canada);
        let share = |delay: i32| ((decided(last - applied - 1 - delay) - past) / open).clamp(0.0, 1.0);
        delays.map(share).sum::<f64>() / f64::from(POINTS)
    };
    let mut before = landed_by(first_day(years[0]) - 1);
    let of_year = years.iter().map(|year| {
        let by = landed_by(first_day(year + 1) - 1);
        let share = by - before;
        before = by;
        share * persons
    });
    of_year.collect()
}

/// Share of those approved on a day and not landed by the end of another who land in each year.
pub fn approved_landings(
    processing: &Processing,
    is_in_canada: bool,
    approved: Day,
    on: Day,
    years: &[i16],
) -> Vec<f64> {
    let days: Vec<Day> = delays(processing, is_in_canada).map(|delay| approved + 1 + delay).collect();
    let open: Vec<Day> = days.iter().copied().filter(|day| *day > on).collect();
    // Whoever should have landed lands tomorrow.
    let open = if open.is_empty() { vec![on + 1] } else { open };
    let of_year =
        |year: &i16| open.iter().filter(|day| day.year() == *year).count() as f64 / open.len() as f64;
    years.iter().map(of_year).collect()
}

/// Persons expected to land in each year on an invitation of a day that is valid for so many days, as far as
/// no application was made up to the end of another day.
pub fn invitation_landings(
    known: Known<'_>,
    applicant: Applicant,
    apply_share: f64,
    invited: (Day, u16),
    on: Day,
    years: &[i16],
) -> Vec<f64> {
    let (day, validity) = invited;
    let mut sum = vec![0.0; years.len()];
    for point in 0..POINTS {
        let applied = day + 1 + (2 * point + 1) * i32::from(validity) / (2 * POINTS);
        if applied <= on {
            continue;
        }
        let open_on = applied - 1;
        for (sum, persons) in sum.iter_mut().zip(landings(known, applicant, applied, open_on, years)) {
            *sum += persons * apply_share / f64::from(POINTS);
        }
    }
    sum
}

/// Persons expected to land on an invitation of a day, in whatever year.
pub fn persons_of_invitation(known: Known<'_>, applicant: Applicant, apply_share: f64, day: Day) -> f64 {
    apply_share * known.persons(applicant, day)
}

fn delays(processing: &Processing, is_in_canada: bool) -> impl Iterator<Item = i32> {
    let mean = if is_in_canada { processing.landing_days_canada } else { processing.landing_days_abroad };
    (0..POINTS).map(move |point| ((f64::from(point) + 0.5) / f64::from(POINTS) * 2.0 * mean) as i32)
}

fn first_day(year: i16) -> Day {
    Day::new(year, 1, 1).expect("every year has a first day")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::{ByYear, ProgramProcessing};

    /// A fifth takes longer than 6 months, log-normal with a spread of 0.35; two persons, a tenth refused.
    fn processing(spread: f64) -> Processing {
        let program = ProgramProcessing {
            months_p80: ByYear::new(vec![(2020, 6.0)]),
            refused: 0.1,
            family: ByYear::new(vec![(2020, 0.5)]),
        };
        let programs = [program.clone(), program.clone(), program.clone(), program];
        Processing { programs, spread, landing_days_canada: 0.0, landing_days_abroad: 40.0 }
    }

    const APPLICANT: Applicant = Applicant { program: Program::Cec, is_in_canada: true, members: 2.0 };

    /// Known for good.
    fn known(processing: &Processing) -> Known<'_> {
        Known { processing, on: day("2100-01-01") }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn four_fifths_are_decided_within_the_stated_time() {
        // Six months are 182.6 days, so that day 182, which ends at 182.5, is the 80th percentile but for 0.1
        // days.
        let share = decided_within(known(&processing(0.35)), Program::Cec, day("2020-01-01"), 182);
        assert!((share - 0.8).abs() < 0.001, "{share}");
        // The median is exp(-0.35 x 0.8416) = 0.7448 of that: 136.0 days.
        let share = decided_within(known(&processing(0.35)), Program::Cec, day("2020-01-01"), 136);
        assert!((share - 0.5).abs() < 0.006, "{share}");
    }

    #[test]
    fn persons_land_in_the_year_of_the_decision_and_the_delay() {
        // Without spread every decision takes 183 days: of 1 July it falls on 31 December, and the landing on
        // 1 January.
        let certain = processing(0.0);
        let years = [2020, 2021];
        let of = |applied: &str| landings(known(&certain), APPLICANT, day(applied), day(applied), &years);
        // 2 persons, nine tenths approved.
        assert_eq!(of("2020-06-30"), [1.8, 0.0]);
        assert_eq!(of("2020-07-02"), [0.0, 1.8]);
    }

    #[test]
    fn times_and_families_of_later_years_are_not_known() {
        let mut later = processing(0.35);
        for program in &mut later.programs {
            program.months_p80 = ByYear::new(vec![(2020, 6.0), (2021, 6.0), (2022, 24.0)]);
            program.family = ByYear::new(vec![(2020, 0.5), (2021, 0.5), (2022, 2.0)]);
        }
        let on = day("2020-03-01");
        let years = [2022, 2023];
        let landed = |processing: &Processing, on: &str| {
            let known = Known { processing, on: day(on) };
            let invited = (day("2022-08-01"), 60);
            invitation_landings(known, APPLICANT, 0.9, invited, invited.0, &years)
        };
        assert_eq!(landed(&later, "2020-03-01"), landed(&processing(0.35), "2020-03-01"));
        let known = |processing| Known { processing, on };
        let persons =
            |processing| persons_of_invitation(known(processing), APPLICANT, 0.9, day("2022-08-01"));
        assert_eq!(persons(&later), persons(&processing(0.35)));
        // On the day itself they are: 0.9 x 0.9 of 5 persons, 4.05, with 24 months. From early September 2022
        // the end of 2023 is 486 of 730.5 days away: 0.8416 + ln(486/730.5)/0.35 = -0.323 deviations, 0.373
        // of them, 1.5 persons.
        let known = landed(&later, "2022-08-01");
        assert!(known[0] < 0.02 && (known[1] - 1.5).abs() < 0.1, "{known:?}");
    }

    #[test]
    fn an_old_application_is_decided_soon() {
        let processing = processing(0.35);
        let applied = day("2020-06-01");
        let fresh = landings(known(&processing), APPLICANT, applied, applied, &[2020, 2021]);
        let old = landings(known(&processing), APPLICANT, applied, day("2020-11-30"), &[2020, 2021]);
        // Both land in time, with all their family.
        assert!(
            (fresh.iter().sum::<f64>() - 1.8).abs() < 1e-3 && (old.iter().sum::<f64>() - 1.8).abs() < 1e-3
        );
        // After 182 days a fifth is left; by 30 December, day 212, 0.8416 + ln(212.5/182.6)/0.35 = 1.2749
        // deviations, 0.8988 are decided: (0.8988 - 0.8) / 0.2 = 0.494 of those who were left.
        assert!((old[0] / 1.8 - 0.494).abs() < 0.005, "{}", old[0] / 1.8);
    }

    #[test]
    fn those_approved_land_within_twice_the_mean_delay() {
        // 40 days on average, so evenly over 80: of 1 December, 30 days reach into the year and 50 beyond it.
        let shares =
            approved_landings(&processing(0.35), false, day("2020-12-01"), day("2020-12-01"), &[2020, 2021]);
        assert_eq!(shares, [0.375, 0.625]);
        let late =
            approved_landings(&processing(0.35), true, day("2020-12-01"), day("2020-12-20"), &[2020, 2021]);
        assert_eq!(late, [1.0, 0.0]);
    }

    #[test]
    fn an_invitation_counts_only_for_applications_to_come() {
        let certain = processing(0.0);
        let years = [2020, 2021];
        let all = invitation_landings(
            known(&certain),
            APPLICANT,
            0.5,
            (day("2020-01-01"), 60),
            day("2020-01-01"),
            &years,
        );
        assert!((all[0] - 0.9).abs() < 1e-9, "{all:?}");
        // After 30 of 60 days one half has applied already.
        let half = invitation_landings(
            known(&certain),
            APPLICANT,
            0.5,
            (day("2020-01-01"), 60),
            day("2020-01-31"),
            &years,
        );
        assert!((half[0] - 0.45).abs() < 1e-9, "{half:?}");
    }
}
