//! The score against a slow, obvious scorer written straight from the published table, on a million profiles.

use std::collections::BTreeMap;

use drawsim::policy::law::Law;
use drawsim::policy::profile::{
    Abilities, CanadianStudy, Education, JobOffer, Language, Profile, Residence, Spouse,
};
use drawsim::time::Day;

use crate::people::{day, plain};

/// The published table by section, factor and key; the two columns.
struct Table(BTreeMap<(String, String), (u32, u32)>);

impl Table {
    fn read() -> Table {
        let mut reader = csv::Reader::from_path("tests/data/law/crs_tables.csv").unwrap();
        let number = |cell: &str| cell.parse().unwrap_or(0);
        let rows = reader.records().map(Result::unwrap);
        Table(
            rows.map(|row| ((row[1].to_owned(), row[2].to_owned()), (number(&row[3]), number(&row[4]))))
                .collect(),
        )
    }

    fn cell(&self, factor: &str, key: &str, spouse: bool) -> u32 {
        let (with, without) = self.0[&(factor.to_owned(), key.to_owned())];
        if spouse { with } else { without }
    }
}

const EDUCATION: [&str; 8] =
    ["none", "secondary", "one_year", "two_year", "bachelor", "two_or_more", "masters", "phd"];

fn first_key(level: u8) -> &'static str {
    match level {
        0..=3 => "CLB>=0",
        4 | 5 => "CLB>=4",
        6 => "CLB>=6",
        7 => "CLB>=7",
        8 => "CLB>=8",
        9 => "CLB>=9",
        _ => "CLB>=10",
    }
}

fn other_key(level: u8) -> &'static str {
    match level {
        0..=4 => "CLB>=0",
        5 | 6 => "CLB>=5",
        7 | 8 => "CLB>=7",
        _ => "CLB>=9",
    }
}

fn years_key(years: u8) -> &'static str {
    ["0", "1", "2", "3", "4", "5+"][usize::from(years.min(5))]
}

fn score(table: &Table, person: &Profile, on: Day) -> u32 {
    let spouse = person.spouse.is_some();
    let age = on.years_since(person.birth);
    let age_key = match age {
        ..=17 => "<=17".to_owned(),
        45.. => ">=45".to_owned(),
        years => years.to_string(),
    };
    let first: u32 =
        person.first.0.iter().map(|l| table.cell("first_language_per_ability", first_key(*l), spouse)).sum();
    let second: u32 = person.second.map_or(0, |levels| {
        levels.0.iter().map(|l| table.cell("second_language_per_ability", other_key(*l), spouse)).sum()
    });
    let languages = first.min(if spouse { 128 } else { 136 }) + second.min(if spouse { 22 } else { 24 });
    let core = table.cell("age", &age_key, spouse)
        + table.cell("education", EDUCATION[person.education as usize], spouse)
        + languages.min(if spouse { 150 } else { 160 })
        + table.cell("canadian_work_years", years_key(person.canadian_work_years), spouse);
    let core = core.min(if spouse { 460 } else { 500 });
    let total =
        core + spouse_points(table, person) + transferability(table, person) + additional(table, person, on);
    total.min(1200)
}

fn spouse_points(table: &Table, person: &Profile) -> u32 {
    let Some(spouse) = person.spouse else { return 0 };
    let language: u32 = spouse.language.map_or(0, |levels| {
        levels.0.iter().map(|l| table.cell("spouse_language_per_ability", other_key(*l), true)).sum()
    });
    let points = table.cell("spouse_education", EDUCATION[spouse.education as usize], true)
        + language.min(20)
        + table.cell("spouse_canadian_work_years", years_key(spouse.canadian_work_years), true);
    points.min(40)
}

fn transferability(table: &Table, person: &Profile) -> u32 {
    let lowest = *person.first.0.iter().min().unwrap();
    let tier = |factor: &str, tier: u8| {
        let language = match lowest {
            0..=6 => 0,
            7 | 8 => {
                table.cell(&format!("{factor}_x_language"), &format!("tier{tier}|CLB7+ all, one <9"), true)
            }
            _ => table.cell(&format!("{factor}_x_language"), &format!("tier{tier}|CLB9+ all"), true),
        };
        let work = match person.canadian_work_years {
            0 => 0,
            1 => {
                table.cell(&format!("{factor}_x_canadian_work"), &format!("tier{tier}|1 year Canadian"), true)
            }
            _ => table.cell(
                &format!("{factor}_x_canadian_work"),
                &format!("tier{tier}|2+ years Canadian"),
                true,
            ),
        };
        (language + work).min(50)
    };
    let education = match person.education {
        Education::None | Education::Secondary => 0,
        Education::OneYear | Education::TwoYear | Education::Bachelor => tier("education", 1),
        Education::TwoOrMore | Education::Masters | Education::Doctorate => tier("education", 2),
    };
    let foreign = match person.foreign_work_years {
        0 => 0,
        1 | 2 => tier("foreign_work", 1),
        _ => tier("foreign_work", 2),
    };
    let certificate = match (person.trade_certificate, lowest) {
        (false, _) | (true, 0..=4) => 0,
        (true, 5 | 6) => table.cell("certificate_x_language", "CLB5+ all, one <7", true),
        (true, _) => table.cell("certificate_x_language", "CLB7+ all", true),
    };
    (education + foreign + certificate).min(100)
}

fn additional(table: &Table, person: &Profile, on: Day) -> u32 {
    let versions = ["2025-03-25", "2020-10-20", "2017-06-06", "2016-11-19", "2015-01-01"];
    let version = versions.into_iter().find(|version| day(version) <= on).unwrap();
    let cell = |factor: &str| table.cell(factor, &format!("from {version}"), true);
    let second = person.second.unwrap_or(Abilities([0; 4]));
    let (french, english) = match person.first_language {
        Language::French => (person.first, second),
        Language::English => (second, person.first),
    };
    let mut points = 0;
    if person.nominated {
        points += cell("provincial_nomination");
    }
    points += match person.job_offer {
        JobOffer::None => 0,
        JobOffer::Skilled => cell("offer_other"),
        JobOffer::SeniorManager => cell("offer_major_group_00"),
    };
    points += match person.canadian_study {
        CanadianStudy::None => 0,
        CanadianStudy::Short => cell("study_1_2_years"),
        CanadianStudy::Long => cell("study_3_plus"),
    };
    if person.sibling {
        points += cell("sibling");
    }
    if french.0.iter().all(|level| *level >= 7) {
        points += if english.0.iter().all(|level| *level >= 5) {
            cell("french_nclc7_english_ge5")
        } else {
            cell("french_nclc7_english_le4")
        };
    }
    points.min(600)
}

/// A linear congruential generator: enough for tests, and the same everywhere.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn small(&mut self, bound: u64) -> u8 {
        u8::try_from(self.below(bound)).unwrap()
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }

    fn abilities(&mut self) -> Abilities {
        let base = self.small(12);
        Abilities([(); 4].map(|()| (base + self.small(4)).saturating_sub(1)))
    }

    fn education(&mut self) -> Education {
        [
            Education::None,
            Education::Secondary,
            Education::OneYear,
            Education::TwoYear,
            Education::Bachelor,
            Education::TwoOrMore,
            Education::Masters,
            Education::Doctorate,
        ][usize::from(self.small(8))]
    }

    /// Any profile at all, likely or not.
    pub fn profile(&mut self, on: Day) -> Profile {
        let days = i32::try_from(self.below(60 * 365)).unwrap();
        Profile {
            birth: on - days,
            education: self.education(),
            first_language: if self.yes() { Language::English } else { Language::French },
            first: self.abilities(),
            second: if self.yes() { Some(self.abilities()) } else { None },
            canadian_work_years: self.small(8),
            foreign_work_years: self.small(8),
            trade_certificate: self.yes(),
            canadian_study: [CanadianStudy::None, CanadianStudy::Short, CanadianStudy::Long]
                [usize::from(self.small(3))],
            spouse: self.yes().then(|| Spouse {
                education: self.education(),
                language: if self.yes() { Some(self.abilities()) } else { None },
                canadian_work_years: self.small(8),
            }),
            job_offer: [JobOffer::None, JobOffer::Skilled, JobOffer::SeniorManager]
                [usize::from(self.small(3))],
            sibling: self.yes(),
            nominated: self.small(4) == 0,
            residence: if self.yes() { Residence::Canada } else { Residence::Abroad },
            ..plain()
        }
    }
}

#[test]
fn a_million_profiles_score_the_same_by_hand_and_by_table() {
    let (law, table) = (Law::published(), Table::read());
    let days =
        ["2015-01-01", "2016-11-18", "2016-11-19", "2017-06-06", "2020-10-20", "2025-03-24", "2026-11-02"]
            .map(day);
    let mut numbers = Numbers(2015);
    for index in 0..1_000_000 {
        let on = days[index % days.len()];
        let person = numbers.profile(on);
        let fast = u32::from(law.rules_on(on).score(&person, on));
        let slow = score(&table, &person, on);
        assert_eq!(fast, slow, "profile {index} on {on}: {person:?}");
    }
}
