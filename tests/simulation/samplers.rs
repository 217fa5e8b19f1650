//! Literal outputs of every sampler of people: if one of these moves, every result moves.

use drawsim::intake::{Answer, OpenInvitation, answer};
use drawsim::policy::profile::Abilities;
use drawsim::population::{Comeback, Moment, Motivation, Occasion, PersonId, Stay};
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

fn occasion(index: u32) -> Occasion {
    Occasion { person: person(index), day: on(), randomness: randomness() }
}

fn noon() -> Moment {
    Moment { day: on(), second: 43_200 }
}

#[test]
fn arrivals_are_stable_in_value() {
    let mut population = lively().population().clone();
    population.scale = 0.3;
    let arrivals = population.arrivals_on(on(), 86_400, |_| 1.0, randomness());
    let found: Vec<(u32, u64)> =
        arrivals.iter().map(|one| (one.second, one.person.number() - person(0).number())).collect();
    assert_eq!(
        found,
        [(6683, 2), (57128, 4), (32280, 12), (68598, 15), (17240, 256), (52349, 257), (45863, 265)]
    );
}

const PROFILES: [&str; 3] = [
    "1991-07-06 Bachelor [8, 9, 9, 8] None 1+3 noc 89 Short offer None certificate true sibling false \
     spouse Some((Bachelor, Some([6, 6, 5, 5]), 0))",
    "1990-10-02 Masters [8, 7, 7, 8] Some([5, 7, 5, 6]) 2+3 noc 348 Long offer None certificate true \
     sibling false \
     spouse Some((Bachelor, Some([4, 4, 5, 5]), 0))",
    "1994-07-03 Bachelor [8, 8, 8, 8] None 1+3 noc 89 Short offer None certificate false sibling false \
     spouse None",
];

#[test]
fn profiles_are_stable_in_value() {
    let population = lively().population().clone();
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
    let mut population = lively().population().clone();
    let life = &mut population.life;
    (life.status_loss_rate, life.credential_rate, life.spouse_test_rate) = (0.3, 0.3, 0.3);
    (life.french_rate, life.job_offer_loss_rate) = (0.3, 0.3);
    // Ten years ahead, so that most clocks ring; -1 for one that does not.
    let stays = [0, 1, 2, 3].map(|index| population.stay(person(index), noon(), randomness()));
    let until = on() + 3_650;
    let days = |of: fn(&Stay<'_>, Day) -> Option<Day>| {
        stays.map(|stay| of(&stay, until).map_or(-1, |day| day - on()))
    };
    let found = [
        days(|stay, until| stay.withdrawal(until)),
        days(|stay, until| stay.retest(until)),
        days(|stay, until| stay.status_loss(until)),
        days(|stay, until| stay.credential(until)),
        days(|stay, until| stay.spouse_test(until)),
        days(|stay, until| stay.french(until)),
        days(|stay, until| stay.job_offer_loss(until)),
        days(|stay, until| stay.work_anniversary(until)),
        days(|stay, until| stay.job_offer(until)),
    ];
    assert_eq!(
        found,
        [
            [666, 180, 15, 1310],
            [-1, 295, 234, 968],
            [2254, 3112, 54, 870],
            [-1, 184, -1, 966],
            [2083, 1429, 1653, 306],
            [1024, 1795, 2340, 3570],
            [1400, 1063, 1132, 2841],
            [211, 303, 175, 73],
            [224, 628, 2247, 101]
        ]
    );
}

#[test]
fn exposures_to_nomination_are_stable_in_value() {
    let exposures = [0, 1].map(|index| occasion(index).nomination_exposure());
    assert_eq!(exposures, [1.2165883940311115, 0.5261907365152054]);
}

#[test]
fn places_to_settle_are_stable_in_value() {
    let population = lively().population().clone();
    let settling = [0, 1, 2].map(|index| {
        let stay = population.stay(person(index), noon(), randomness());
        stay.settling
    });
    assert_eq!(settling.map(|sample| sample.0), [900_789_818, 3_179_948_571, 3_967_814_640]);
    // Shares of 0.1017, 0.1955, 0.0241, 0.0195, 0.0033, 0.0008, 0.0255 and 0.6015 for Alberta to Ontario.
    let canada = crate::model::model("scenarios/history.toml", &[]).population().nomination.clone();
    let names = settling.map(|draw| canada.provinces()[usize::from(canada.destination(draw))].name.clone());
    // They lie at 0.2097, 0.7404 and 0.9238.
    assert_eq!(names, ["british_columbia", "ontario", "ontario"]);
}

#[test]
fn retests_years_of_work_and_comebacks_are_stable_in_value() {
    let population = lively().population().clone();
    let levels = Abilities([7, 8, 9, 10]);
    let retested = [0, 1, 2].map(|index| {
        let retest = population.retest(occasion(index), on() + 3_650, levels, Motivation::Usual);
        (retest.next.map(|day| day - on()), retest.levels.0, retest.is_taken)
    });
    let idle: Vec<u32> = (0..20).filter(|index| !population.has_worked_the_year(occasion(*index))).collect();
    let back = [0, 1, 2, 3].map(|index| {
        let back = population.comeback(occasion(index), Comeback::Expiry);
        back.map(|back| (back.day - on(), back.second))
    });
    assert_eq!(
        retested,
        [
            (Some(70), [8, 8, 10, 10], true),
            (Some(68), [7, 9, 9, 10], true),
            (Some(1900), [8, 9, 9, 10], true)
        ]
    );
    assert_eq!(idle, [7, 18]);
    assert_eq!(back, [Some((50, 42_902)), None, None, Some((22, 61_294))]);
}

#[test]
fn answers_are_stable_in_value() {
    let shares = lively().population().response;
    let found = [0, 1, 2, 3, 4, 5].map(|index| {
        let invitation = OpenInvitation {
            person: person(index),
            day: on(),
            validity_days: 60,
            apply_share: shares.apply_category,
        };
        match answer(&shares, invitation, randomness()) {
            Answer::Apply(day) => ("apply", day - on()),
            Answer::Decline(day) => ("decline", day - on()),
            Answer::Lapse(day) => ("lapse", day - on()),
        }
    });
    assert_eq!(
        found,
        [("apply", 29), ("apply", 60), ("lapse", 61), ("lapse", 61), ("apply", 31), ("apply", 1)]
    );
}
