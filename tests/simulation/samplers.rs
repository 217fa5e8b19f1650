//! Literal outputs of every sampler of people: if one of these moves, every result moves.

use drawsim::intake::{Answer, answer};
use drawsim::policy::profile::Abilities;
use drawsim::population::{Comeback, Moment, PersonId};
use drawsim::rng::Randomness;
use drawsim::time::Day;

use crate::model::{day, lively};

const STREAM_OF_VARIED: usize = 1;

fn randomness() -> Randomness {
    Randomness::new(42, 3)
}

fn on() -> Day {
    day("2020-05-04")
}

fn person(index: u32) -> PersonId {
    PersonId::new(STREAM_OF_VARIED, on(), index)
}

fn noon() -> Moment {
    Moment { day: on(), second: 43_200 }
}

#[test]
fn arrivals_are_stable_in_value() {
    let mut arrivals = Vec::new();
    let mut population = lively().population;
    population.scale = 0.3;
    population.arrivals_on(on(), 86_400, randomness(), &mut arrivals);
    let found: Vec<(u32, u64)> =
        arrivals.iter().map(|one| (one.second, one.person.number() - person(0).number())).collect();
    assert_eq!(found, [(22188, 2), (33434, 12), (77226, 13), (83957, 263), (27789, 264)]);
}

const PROFILES: [&str; 3] = [
    "1998-05-27 Masters [5, 6, 6, 5] None 1+0 noc 43 Long offer None certificate false sibling false spouse None",
    "1989-02-26 Bachelor [7, 9, 10, 8] Some([3, 3, 5, 4]) 2+3 noc 348 Long offer None certificate false sibling false \
     spouse Some((OneYear, Some([5, 4, 5, 5]), 0))",
    "1988-04-09 TwoOrMore [8, 8, 8, 8] Some([7, 6, 8, 8]) 1+0 noc 43 None offer None certificate false sibling false \
     spouse Some((Bachelor, None, 0))",
];

#[test]
fn profiles_are_stable_in_value() {
    let population = lively().population;
    let found: Vec<String> = (0..3)
        .map(|index| {
            let profile = population.sample(person(index), on(), randomness());
            let spouse = profile.spouse.map(|spouse| {
                (spouse.education, spouse.language.map(|levels| levels.0), spouse.canadian_work_years)
            });
            format!(
                "{} {:?} {:?} {:?} {}+{} noc {} {:?} offer {:?} certificate {} sibling {} spouse {spouse:?}",
                profile.birth,
                profile.education,
                profile.first.0,
                profile.second.map(|levels| levels.0),
                profile.canadian_work_years,
                profile.foreign_work_years,
                profile.occupation.0,
                profile.canadian_study,
                profile.job_offer,
                profile.trade_certificate,
                profile.sibling,
            )
        })
        .collect();
    assert_eq!(found, PROFILES);
}

#[test]
fn events_of_life_are_stable_in_value() {
    let population = lively().population;
    let days = |of: &dyn Fn(PersonId) -> Option<Day>| -> Vec<Option<i32>> {
        (0..4).map(|index| of(person(index)).map(|day| day - on())).collect()
    };
    let found = [
        days(&|one| population.withdrawal(one, noon(), randomness())),
        days(&|one| population.retest(one, noon(), randomness())),
        days(&|one| population.work_anniversary(one, on(), randomness())),
        days(&|one| population.job_offer(one, noon(), randomness())),
    ];
    let expected = [[378, 337, 471, 336], [44, 100, 1361, 303], [74, 47, 348, 282], [1320, 1050, 2833, 1889]];
    assert_eq!(found, expected.map(|days| days.map(Some).to_vec()));
}

#[test]
fn exposures_to_nomination_are_stable_in_value() {
    let population = lively().population;
    let exposures = [0, 1].map(|index| population.nomination_exposure(person(index), on(), randomness()));
    assert_eq!(exposures, [0.8446001543150515, 0.33777335686790916]);
}

#[test]
fn retests_years_of_work_and_comebacks_are_stable_in_value() {
    let population = lively().population;
    let retested = [0, 1, 2]
        .map(|index| population.retested(person(index), on(), Abilities([7, 8, 9, 10]), randomness()).0);
    let worked =
        [0, 1, 2, 3, 4, 5].map(|index| population.has_worked_the_year(person(index), on(), randomness()));
    let back = [0, 1, 2, 3].map(|index| {
        let back = population.comeback(person(index), Comeback::Expiry, on(), randomness());
        back.map(|(day, second)| (day - on(), second))
    });
    assert_eq!(retested, [[7, 9, 9, 10], [8, 9, 10, 10], [8, 9, 10, 10]]);
    assert_eq!(worked, [true, true, false, false, true, true]);
    assert_eq!(back, [None, Some((31, 73_984)), Some((4, 5_455)), None]);
}

#[test]
fn answers_are_stable_in_value() {
    let shares = lively().population.response;
    let found = [0, 1, 2, 3, 4, 5].map(|index| {
        match answer(&shares, shares.apply_category, person(index), on(), 60, randomness()) {
            Answer::Apply(day) => ("apply", day - on()),
            Answer::Decline(day) => ("decline", day - on()),
            Answer::Lapse(day) => ("lapse", day - on()),
        }
    });
    assert_eq!(
        found,
        [("apply", 44), ("apply", 19), ("lapse", 61), ("lapse", 61), ("apply", 16), ("lapse", 61)]
    );
}
