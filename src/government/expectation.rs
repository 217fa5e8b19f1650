//! Expected admissions by calendar year, from the usual times and shares of applications.
//!
//! Single decisions are not known here: they stay hidden in the simulation.

use statrs::function::erf::erf;

use crate::policy::profile::Residence;
use crate::policy::program::Program;
use crate::population::{LogDays, Processing};
use crate::time::Day;

/// Number of points that stand for a uniform wait.
const POINTS: i32 = 8;

/// An application as the department sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Applicant {
    /// The program of the invitation.
    pub program: Program,
    /// Residence of the applicant.
    pub residence: Residence,
    /// Mean members of the families in such profiles, applicants left out.
    pub members: f64,
}

/// Usual times, refusals and families of applications, as known on a day. Later applications are expected to
/// be processed like those of the day.
#[derive(Clone, Copy, Debug)]
pub struct UsualTimes<'a> {
    processing: &'a Processing,
    on: Day,
}

impl<'a> UsualTimes<'a> {
    /// The usual times that are known on a day.
    pub fn on(day: Day, processing: &'a Processing) -> UsualTimes<'a> {
        UsualTimes { processing, on: day }
    }

    /// The day.
    pub fn day(self) -> Day {
        self.on
    }

    /// Days from an approval to the admission, as points of a uniform wait.
    fn delays(self, residence: Residence) -> impl Iterator<Item = i32> {
        let mean = self.processing.landing_days(residence);
        (0..POINTS).map(move |point| ((f64::from(point) + 0.5) / f64::from(POINTS) * 2.0 * mean) as i32)
    }

    /// Persons approved on an application.
    fn persons(self, applicant: Applicant, applied: Day) -> f64 {
        let times = &self.processing.programs[applicant.program.index()];
        (1.0 + times.family.at_day(applied.min(self.on)) * applicant.members) * (1.0 - times.refused)
    }
}

/// Share of the applications of a day that are decided within so many days; refusals are decisions too.
pub fn decided_within(usual: UsualTimes<'_>, program: Program, applied: Day, days: i32) -> f64 {
    if days < 1 {
        return 0.0;
    }
    let LogDays { mean, spread } = usual.processing.log_days(program, applied.min(usual.on));
    // Decisions fall on whole days, from the first on.
    let bound = (f64::from(days) + 0.5).ln() - mean;
    if spread <= 0.0 {
        return if bound >= 0.0 { 1.0 } else { 0.0 };
    }
    0.5 * (1.0 + erf(bound / spread / std::f64::consts::SQRT_2))
}

/// An application that is not yet decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenApplication {
    /// The applicant.
    pub applicant: Applicant,
    /// The day of the application.
    pub applied: Day,
    /// The last day on which it is known to be undecided; may lie before the application.
    pub open_on: Day,
}

/// Persons expected to be admitted in each year on an open application.
pub fn landings(usual: UsualTimes<'_>, application: OpenApplication, years: &[i16]) -> Vec<f64> {
    let OpenApplication { applicant, applied, open_on } = application;
    let persons = usual.persons(applicant, applied);
    let past = decided_within(usual, applicant.program, applied, open_on - applied);
    let mut before = landed_share(usual, application, past, Day::new_year(years[0]) - 1);
    let mut landings = Vec::with_capacity(years.len());
    for year in years {
        let by = landed_share(usual, application, past, Day::new_year(year + 1) - 1);
        landings.push((by - before) * persons);
        before = by;
    }
    landings
}

/// Share of the persons of an open application who are admitted by a day. `past` is the share of such
/// applications that were decided while it was open.
fn landed_share(usual: UsualTimes<'_>, application: OpenApplication, past: f64, last: Day) -> f64 {
    let OpenApplication { applicant, applied, .. } = application;
    let open = (1.0 - past).max(1e-9);
    let shares = usual.delays(applicant.residence).map(|delay| {
        let decided = decided_within(usual, applicant.program, applied, last - applied - 1 - delay);
        ((decided - past) / open).clamp(0.0, 1.0)
    });
    shares.sum::<f64>() / f64::from(POINTS)
}

/// An approval whose persons are not yet admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The day of the approval.
    pub day: Day,
    /// Residence of the applicant.
    pub residence: Residence,
}

/// Share of the persons of an approval who are admitted in each year.
pub fn approved_landings(usual: UsualTimes<'_>, approval: Approval, years: &[i16]) -> Vec<f64> {
    let days = usual.delays(approval.residence).map(|delay| approval.day + 1 + delay);
    let mut open: Vec<Day> = days.filter(|day| *day > usual.on).collect();
    if open.is_empty() {
        // Overdue admissions are expected tomorrow.
        open.push(usual.on + 1);
    }
    let counts = years.iter().map(|year| open.iter().filter(|day| day.year() == *year).count());
    counts.map(|count| count as f64 / open.len() as f64).collect()
}

/// An invitation, with the share of such invitations that lead to an application.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Invitation {
    /// The applicant that the invited candidate would be.
    pub applicant: Applicant,
    /// Share that leads to an application.
    pub apply_share: f64,
    /// The day of the invitation.
    pub day: Day,
    /// Days for which it is valid.
    pub validity_days: u16,
}

/// Persons expected to be admitted in each year on an invitation that has no application by the end of the
/// day `on`.
pub fn invitation_landings(
    usual: UsualTimes<'_>,
    invitation: Invitation,
    on: Day,
    years: &[i16],
) -> Vec<f64> {
    let Invitation { applicant, apply_share, day, validity_days } = invitation;
    let mut sum = vec![0.0; years.len()];
    for point in 0..POINTS {
        let applied = day + 1 + (2 * point + 1) * i32::from(validity_days) / (2 * POINTS);
        if applied <= on {
            continue;
        }
        let application = OpenApplication { applicant, applied, open_on: applied - 1 };
        for (sum, persons) in sum.iter_mut().zip(landings(usual, application, years)) {
            *sum += persons * apply_share / f64::from(POINTS);
        }
    }
    sum
}

/// Persons expected to be admitted on an invitation of a day, in all years together.
pub fn persons_of_invitation(usual: UsualTimes<'_>, applicant: Applicant, apply_share: f64, day: Day) -> f64 {
    apply_share * usual.persons(applicant, day)
}

/// Adds persons to those of each year, a number of times.
pub(crate) fn add(sum: &mut [f64], times: f64, persons: &[f64]) {
    for (sum, persons) in sum.iter_mut().zip(persons) {
        *sum += times * persons;
    }
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
            suspended: None,
        };
        let programs = [program.clone(), program.clone(), program.clone(), program];
        Processing { programs, spread, landing_days_canada: 0.0, landing_days_abroad: 40.0 }
    }

    const APPLICANT: Applicant =
        Applicant { program: Program::Cec, residence: Residence::Canada, members: 2.0 };

    /// Knowledge that no later year adds to.
    fn known(processing: &Processing) -> UsualTimes<'_> {
        UsualTimes::on(day("2100-01-01"), processing)
    }

    fn open(applied: Day, open_on: Day) -> OpenApplication {
        OpenApplication { applicant: APPLICANT, applied, open_on }
    }

    fn invitation(day: Day, apply_share: f64) -> Invitation {
        Invitation { applicant: APPLICANT, apply_share, day, validity_days: 60 }
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
        let june = landings(known(&certain), open(day("2020-06-30"), day("2020-06-30")), &years);
        let july = landings(known(&certain), open(day("2020-07-02"), day("2020-07-02")), &years);
        // 2 persons, nine tenths approved.
        assert_eq!(june, [1.8, 0.0]);
        assert_eq!(july, [0.0, 1.8]);
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
        let usual = processing(0.35);
        let [known_later, known_usual] = [&later, &usual].map(|processing| UsualTimes { processing, on });
        let invited = day("2022-08-01");
        let invitation = invitation(invited, 0.9);
        assert_eq!(
            invitation_landings(known_later, invitation, invited, &years),
            invitation_landings(known_usual, invitation, invited, &years)
        );
        assert_eq!(
            persons_of_invitation(known_later, APPLICANT, 0.9, invited),
            persons_of_invitation(known_usual, APPLICANT, 0.9, invited)
        );
        // On the day itself they are: 0.9 x 0.9 of 5 persons, 4.05, with 24 months. From early September 2022
        // the end of 2023 is 486 of 730.5 days away: 0.8416 + ln(486/730.5)/0.35 = -0.323 deviations, 0.373
        // of them, 1.5 persons.
        let on_the_day = UsualTimes { processing: &later, on: invited };
        let landed = invitation_landings(on_the_day, invitation, invited, &years);
        assert!(landed[0] < 0.02 && (landed[1] - 1.5).abs() < 0.1, "{landed:?}");
    }

    #[test]
    fn an_old_application_is_decided_soon() {
        let processing = processing(0.35);
        let applied = day("2020-06-01");
        let fresh = landings(known(&processing), open(applied, applied), &[2020, 2021]);
        let old = landings(known(&processing), open(applied, day("2020-11-30")), &[2020, 2021]);
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
        let processing = processing(0.35);
        let approved = day("2020-12-01");
        let approval = Approval { day: approved, residence: Residence::Abroad };
        let at_once = UsualTimes { processing: &processing, on: approved };
        assert_eq!(approved_landings(at_once, approval, &[2020, 2021]), [0.375, 0.625]);
        let in_canada = Approval { day: approved, residence: Residence::Canada };
        let overdue = UsualTimes { processing: &processing, on: day("2020-12-20") };
        let late = approved_landings(overdue, in_canada, &[2020, 2021]);
        assert_eq!(late, [1.0, 0.0]);
    }

    #[test]
    fn an_invitation_counts_only_for_applications_to_come() {
        let certain = processing(0.0);
        let years = [2020, 2021];
        let (invited, later) = (day("2020-01-01"), day("2020-01-31"));
        let invitation = invitation(invited, 0.5);
        let all = invitation_landings(known(&certain), invitation, invited, &years);
        assert!((all[0] - 0.9).abs() < 1e-9, "{all:?}");
        // After 30 of 60 days one half has applied already.
        let half = invitation_landings(known(&certain), invitation, later, &years);
        assert!((half[0] - 0.45).abs() < 1e-9, "{half:?}");
    }
}
