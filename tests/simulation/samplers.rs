//! Literal outputs of every sampler of people: if one of these moves, every result moves.

use drawsim::intake::{Answer, answer};
use drawsim::policy::profile::Abilities;
use drawsim::population::{Comeback, Moment, PersonId, Stay};
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
    population.arrivals_on(on(), 86_400, |_| 1.0, randomness(), &mut arrivals);
    let found: Vec<(u32, u64)> =
        arrivals.iter().map(|one| (one.second, one.person.number() - person(0).number())).collect();
    assert_eq!(found, [(57117, 0), (21441, 1), (34601, 5), (25153, 6), (12681, 9), (8506, 16), (86378, 274)]);
}

const PROFILES: [&str; 3] = [
    "1990-01-02 Masters [10, 10, 10, 10] Some([4, 5, 3, 4]) 1+5 noc 348 Short offer None certificate false sibling \
     false spouse Some((Bachelor, Some([6, 7, 5, 7]), 0))",
    "1987-06-18 Bachelor [8, 7, 7, 7] Some([9, 9, 8, 7]) 1+1 noc 43 Long offer None certificate false sibling false \
     spouse None",
    "1995-11-20 TwoOrMore [9, 9, 10, 10] None 1+3 noc 348 Short offer None certificate false sibling false spouse None",
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
    // Ten years ahead, so that most clocks ring.
    let stays = [0, 1, 2, 3].map(|index| population.stay(person(index), noon(), on() + 3_650, randomness()));
    let days = |of: fn(&Stay) -> Option<Day>| stays.map(|stay| of(&stay).map(|day| day - on()));
    let found = [
        days(|stay| stay.withdrawal),
        days(|stay| stay.retest),
        days(|stay| stay.work_anniversary),
        days(|stay| stay.job_offer),
    ];
    let expected =
        [[464, 110, 454, 1147], [70, 2235, 764, 1140], [358, 332, 199, 204], [2400, 1475, 177, 507]];
    assert_eq!(found, expected.map(|days| days.map(Some)));
}

#[test]
fn exposures_to_nomination_are_stable_in_value() {
    let population = lively().population;
    let exposures = [0, 1].map(|index| population.nomination_exposure(person(index), on(), randomness()));
    assert_eq!(exposures, [0.15199509313915563, 1.5867302792389149]);
}

#[test]
fn retests_years_of_work_and_comebacks_are_stable_in_value() {
    let population = lively().population;
    let levels = Abilities([7, 8, 9, 10]);
    let retested = [0, 1, 2].map(|index| {
        let retest = population.retest(person(index), on(), on() + 3_650, levels, false, randomness());
        (retest.next.map(|day| day - on()), retest.levels.0, retest.is_taken)
    });
    let idle: Vec<u32> =
        (0..20).filter(|index| !population.has_worked_the_year(person(*index), on(), randomness())).collect();
    let back = [0, 1, 2, 3].map(|index| {
        let back = population.comeback(person(index), Comeback::Expiry, on(), randomness());
        back.map(|(day, second)| (day - on(), second))
    });
    assert_eq!(
        retested,
        [
            (Some(1671), [8, 9, 10, 10], true),
            (Some(648), [8, 9, 9, 10], true),
            (Some(407), [8, 9, 9, 10], true)
        ]
    );
    assert_eq!(idle, [7, 8, 11]);
    assert_eq!(back, [None, Some((16, 28_868)), None, Some((4, 45_863))]);
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
        [("apply", 11), ("lapse", 61), ("lapse", 61), ("lapse", 61), ("lapse", 61), ("lapse", 61)]
    );
}
