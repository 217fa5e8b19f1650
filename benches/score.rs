//! The scoring kernel: profiles a second on one core. The target is 5,000,000.

use std::hint::black_box;

use divan::Bencher;
use divan::counter::ItemsCount;
use drawsim::policy::law::Law;
use drawsim::policy::noc::UNIT_GROUPS;
use drawsim::policy::profile::{
    Abilities, CanadianStudy, Education, GridFacts, JobOffer, Language, Occupation, Profile, Residence,
    Spouse,
};
use drawsim::profiles::reader::ProfileReader;
use drawsim::profiles::scores::Scorer;
use drawsim::table::FileFormat;
use drawsim::time::Day;

const PROFILES: u64 = 10_000;

/// Profiles of every age, level and occupation, half of them with a spouse.
fn profiles(on: Day) -> Vec<Profile> {
    let education = [Education::Secondary, Education::TwoYear, Education::Bachelor, Education::Masters];
    (0..PROFILES)
        .map(|index| {
            let pick = |modulus: u64| u8::try_from(index % modulus).expect("a small number");
            let spouse = Spouse { education: Education::Bachelor, language: None, canadian_work_years: 1 };
            Profile {
                birth: on - i32::try_from(7_000 + (index * 37) % 11_000).expect("days of a life"),
                education: education[usize::from(pick(4))],
                first_language: if pick(5) == 0 { Language::French } else { Language::English },
                designates_first_language: false,
                first: Abilities([4 + pick(7), 5 + pick(6), 6 + pick(5), 7 + pick(4)]),
                second: (pick(3) == 0).then_some(Abilities([pick(11); 4])),
                canadian_work_years: pick(6),
                recent_canadian_months: pick(37),
                foreign_work_years: pick(4),
                occupation: Occupation(u16::try_from(index).expect("small") % UNIT_GROUPS as u16),
                occupation_months: pick(37),
                continuous_months: pick(60),
                trade_certificate: pick(17) == 0,
                canadian_study: CanadianStudy::None,
                spouse: (pick(2) == 0).then_some(spouse),
                job_offer: if pick(7) == 0 { JobOffer::Skilled } else { JobOffer::None },
                sibling: pick(11) == 0,
                grid: GridFacts::default(),
                nominated: pick(13) == 0,
                residence: Residence::Abroad,
                funds: true,
                family_size: 1 + pick(5),
            }
        })
        .collect()
}

fn main() {
    divan::main();
}

#[divan::bench]
fn score(bencher: Bencher) {
    let law = Law::published();
    let on = Day::new(2025, 6, 1).expect("a date");
    let (rules, people) = (law.rules_on(on), profiles(on));
    bencher.counter(ItemsCount::new(PROFILES)).bench_local(|| {
        people.iter().map(|person| u64::from(rules.score(black_box(person), on))).sum::<u64>()
    });
}

#[divan::bench]
fn eligibility(bencher: Bencher) {
    let law = Law::published();
    let on = Day::new(2025, 6, 1).expect("a date");
    let (rules, people) = (law.rules_on(on), profiles(on));
    bencher.counter(ItemsCount::new(PROFILES)).bench_local(|| {
        people.iter().map(|person| u64::from(rules.eligibility(black_box(person), on).0)).sum::<u64>()
    });
}

#[divan::bench]
fn law() -> Law {
    Law::published()
}

/// From a CSV file of a hundred thousand profiles to a file of scores.
#[divan::bench(sample_count = 10, args = ["csv", "parquet"])]
fn file_to_file(bencher: Bencher, name: &str) {
    const ROWS: usize = 100_000;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let published = std::fs::read_to_string("tests/data/profiles.csv").expect("the profiles of the tests");
    let (header, rows) = published.split_once('\n').expect("a header");
    let rows: Vec<&str> = rows.lines().cycle().take(ROWS).collect();
    let input = folder.path().join("profiles.csv");
    std::fs::write(&input, format!("{header}\n{}\n", rows.join("\n"))).expect("room for the profiles");
    let (law, on) = (Law::published(), Day::new(2026, 9, 15).expect("a date"));
    let scorer = Scorer::new(&law, on);
    let format = if name == "csv" { FileFormat::Csv } else { FileFormat::Parquet };
    let output = folder.path().join(format!("scores.{name}"));
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let mut reader = ProfileReader::open(&input, &law, on).expect("the profiles are fine");
        scorer.score_file(&mut reader, &output, format, |_| ()).expect("room for the scores")
    });
}
