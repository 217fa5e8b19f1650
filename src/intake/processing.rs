//! Processing of applications: its time, the decision and the persons admitted.

use super::Decision;
use crate::intake::Applicant;
use crate::population::Processing;
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

/// The course of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// The day of the decision.
    pub decided: Day,
    /// The applicant and the family members who apply.
    pub persons: u8,
    /// The decision.
    pub decision: Decision,
}

/// Samples the course of an application made on a day.
///
/// Assumption A16: processing times are log-normal with the published or fitted 80th percentile of the
/// program and the year of the application. Assumption A17: the program's share of the applicant's family
/// members are admitted with the applicant. Their number is rounded up or down at random so that the mean is
/// met.
pub fn decide(processing: &Processing, applicant: Applicant, day: Day, randomness: Randomness) -> Course {
    let Applicant { person, program, residence, members } = applicant;
    let mut samples = randomness.stream(person.number(), Purpose::Processing, day.number() as u64);
    let (refusal, wait, family) = (samples.uniform(), samples.normal(), samples.uniform());
    let times = &processing.programs[program.index()];
    let decided = processing.decided(program, day, wait);
    let persons = 1 + (times.family.at_day(day) * f64::from(members) + family) as u8;
    if refusal < times.refused {
        return Course { decided, persons, decision: Decision::Refused };
    }
    let landing = decided + 1 + (samples.uniform() * 2.0 * processing.landing_days(residence)) as i32;
    Course { decided, persons, decision: Decision::Approved { approved: decided, landing, persons } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::profile::Residence;
    use crate::policy::program::Program;
    use crate::population::{ByYear, PersonId, ProgramProcessing};

    fn persons(share: f64, members: u8) -> Vec<u8> {
        let times = ProgramProcessing {
            months_p80: ByYear::new(vec![(2020, 6.0)]),
            refused: 0.0,
            family: ByYear::new(vec![(2020, share)]),
            suspended: None,
        };
        let programs = [times.clone(), times.clone(), times.clone(), times];
        let processing =
            Processing { programs, spread: 0.3, landing_days_canada: 0.0, landing_days_abroad: 0.0 };
        let day = Day::new(2020, 5, 4).unwrap();
        let decided = (0..10_000).map(|index| {
            let person = PersonId::new(0, day, index);
            let applicant =
                Applicant { person, program: Program::Cec, residence: Residence::Canada, members };
            decide(&processing, applicant, day, Randomness::new(1, 0)).decision
        });
        let landed = decided.map(|decision| match decision {
            Decision::Approved { persons, .. } => persons,
            Decision::Refused => panic!("no one is refused"),
        });
        landed.collect()
    }

    #[test]
    fn a_family_lands_in_the_share_of_its_program() {
        assert!(persons(0.8, 0).iter().all(|persons| *persons == 1));
        assert!(persons(1.0, 3).iter().all(|persons| *persons == 4));
        // 3 members at 0.8 are 2.4: two or three of them land, with a mean of 2.4.
        for (share, members, low) in [(0.8, 3, 3), (0.3, 1, 1), (1.5, 1, 2)] {
            let found = persons(share, members);
            assert!(found.iter().all(|persons| [low, low + 1].contains(persons)), "{share} of {members}");
            let mean = found.iter().map(|persons| f64::from(*persons)).sum::<f64>() / 10_000.0;
            let expected = 1.0 + share * f64::from(members);
            assert!((mean - expected).abs() < 4.0 * (0.25_f64 / 10_000.0).sqrt(), "{mean} for {expected}");
        }
    }
}
