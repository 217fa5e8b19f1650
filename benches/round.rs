//! One round on a pool of 250,000, as large as the real one has been.

use std::hint::black_box;

use divan::Bencher;
use drawsim::policy::law::Law;
use drawsim::policy::profile::{Abilities, Education, Profile, Residence};
use drawsim::policy::rules::{Eligibility, TieBreak};
use drawsim::pool::{Pool, Submission};
use drawsim::population::{PersonId, Situation};
use drawsim::round::{Eligible, hold_round};
use drawsim::time::{Day, Month};

const CANDIDATES: u32 = 250_000;
const SIZE: u32 = 3_000;

fn profile() -> Profile {
    Profile {
        education: Education::Bachelor,
        canadian_work_years: 1,
        recent_canadian_months: 12,
        foreign_work_years: 3,
        occupation_months: 36,
        continuous_months: 36,
        residence: Residence::Canada,
        ..Profile::new(Day::from_number(7_300), Abilities([9; 4]))
    }
}

/// Scores of 300 to 539 with most in the middle; two in five CEC, most FSW, one in ten French, one in a
/// hundred nominated.
fn pool(law: &Law, first: Day) -> Pool {
    let [cec, fsw, french, pnp] =
        ["cec", "fsw", "french", "pnp"].map(|name| law.admitted_by(name).expect("the law has these types"));
    let mut pool = Pool::new();
    for index in 0..CANDIDATES {
        // A full cycle of a linear congruence: numbers that look random and are the same every time.
        let mixed = index.wrapping_mul(2_654_435_761).wrapping_add(12_345);
        let bits = |shift: u32| mixed >> shift;
        let is_nominee = bits(7) % 100 == 0;
        let day = first + (bits(3) % 365) as i32;
        let fifth = bits(9) % 5;
        let parts = [(fifth < 2, cec), (fifth > 0, fsw), (bits(11) % 10 == 0, french), (is_nominee, pnp)];
        let held =
            parts.iter().filter(|(holds, _)| *holds).fold(Eligibility::NONE, |set, (_, bit)| set | *bit);
        let score = 300 + [2, 10, 17].map(|shift| bits(shift) % 80).iter().sum::<u32>() as u16;
        pool.submit(Submission {
            person: PersonId::new(0, day, index),
            submitted_at: day.start() + i64::from(bits(5) % 86_400),
            expires_on: day.plus_months(12),
            situation: Situation {
                language_tested: Month::of(day),
                education_assessed: Month::of(day),
                works_in_canada: false,
                destination: 0,
            },
            profile: Profile { nominated: is_nominee, ..profile() },
            score: score + if is_nominee { 600 } else { 0 },
            eligibility: held,
        });
    }
    pool
}

fn main() {
    divan::main();
}

#[divan::bench(args = ["general", "cec", "french"])]
fn round_of_3_000_on_a_pool_of_250_000(bencher: Bencher, name: &str) {
    let law = Law::published();
    let pool = pool(&law, Day::new(2024, 6, 1).expect("a date"));
    let nominees = law.admitted_by("pnp").expect("the law has nominees");
    let admitted = law.admitted_by(name).expect("the law has these types");
    let excluded = if admitted.intersects(nominees) { Eligibility::NONE } else { nominees };
    let eligible = Eligible { admitted, excluded };
    bencher.bench_local(|| hold_round(black_box(&pool), eligible, SIZE, TieBreak::SubmissionTime));
}
