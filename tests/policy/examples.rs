//! Every published worked example of the CRS; those that break the rule text assert the rule's value.

use std::collections::BTreeMap;

use drawsim::policy::law::Law;
use drawsim::policy::profile::{Abilities, CanadianStudy, Education, JobOffer, Language, Profile, Spouse};
use drawsim::policy::rules::{Breakdown, Factor};
use drawsim::time::Day;

use crate::people::{born, day, plain};

type Row = BTreeMap<String, String>;

fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_path("tests/data/law/crs_examples.csv").unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn education(word: &str) -> Education {
    match word {
        "none" | "" => Education::None,
        "secondary" => Education::Secondary,
        "one_year" => Education::OneYear,
        "two_year" => Education::TwoYear,
        "bachelor" => Education::Bachelor,
        "two_or_more" => Education::TwoOrMore,
        "masters" => Education::Masters,
        "phd" => Education::Doctorate,
        other => panic!("education `{other}`"),
    }
}

fn levels(text: &str) -> Option<Abilities> {
    if text.is_empty() {
        return None;
    }
    let parts: Vec<u8> = text.split('/').map(|part| part.parse().unwrap()).collect();
    match parts.as_slice() {
        [all] => Some(Abilities([*all; 4])),
        [s, l, r, w] => Some(Abilities([*s, *l, *r, *w])),
        _ => panic!("levels `{text}`"),
    }
}

fn number(text: &str) -> u8 {
    if text.is_empty() { 0 } else { text.parse().unwrap() }
}

fn profile(row: &Row, on: Day) -> Profile {
    let spouse = Spouse {
        education: education(&row["sp_edu"]),
        language: levels(&row["sp_SLRW"]),
        canadian_work_years: number(&row["sp_cdn"]),
    };
    Profile {
        birth: born(i32::from(number(&row["age"])), on),
        education: education(&row["edu"]),
        first_language: if row["l1_lang"] == "fr" { Language::French } else { Language::English },
        first: levels(&row["l1_SLRW"]).unwrap(),
        second: levels(&row["l2_SLRW"]),
        canadian_work_years: number(&row["cdn"]),
        foreign_work_years: number(&row["foreign"]),
        trade_certificate: row["cert"] == "1",
        canadian_study: match row["study"].as_str() {
            "" => CanadianStudy::None,
            "short" => CanadianStudy::Short,
            "long" => CanadianStudy::Long,
            other => panic!("study `{other}`"),
        },
        spouse: (row["spouse"] == "1").then_some(spouse),
        job_offer: match row["offer"].as_str() {
            "" => JobOffer::None,
            "other" | "lmia" => JobOffer::Skilled,
            "00" => JobOffer::SeniorManager,
            other => panic!("offer `{other}`"),
        },
        sibling: row["sibling"] == "1",
        nominated: row["pnp"] == "1",
        ..plain()
    }
}

fn part(parts: &Breakdown, name: &str) -> u16 {
    let factor = match name {
        "age" => Factor::Age,
        "edu" => Factor::Education,
        "lang1" => Factor::FirstLanguage,
        "lang2" => Factor::SecondLanguage,
        "C_edu_lang" => Factor::EducationLanguage,
        "C_edu_cdn" => Factor::EducationCanadianWork,
        "C_for_lang" => Factor::ForeignWorkLanguage,
        "C_for_cdn" => Factor::ForeignWorkCanadianWork,
        "D_french" => Factor::French,
        "D_study" => Factor::CanadianStudy,
        other => panic!("part `{other}`"),
    };
    parts.factor(factor)
}

#[test]
fn every_published_example_scores_as_the_rule_says() {
    let law = Law::published();
    let mut checked = 0;
    for row in rows() {
        let on = day(&row["rules_on"]);
        let parts = law.rules_on(on).breakdown(&profile(&row, on), on);
        let right = row["verdict"] == "ok";
        let prefix = if right { "pub" } else { "rule" };
        let sections =
            [("A", parts.core), ("B", parts.spouse), ("C", parts.transferability), ("D", parts.additional)];
        for (name, points) in sections.into_iter().chain([("total", parts.total)]) {
            let expected = &row[&format!("{prefix}_{name}")];
            if !expected.is_empty() {
                assert_eq!(points.to_string(), *expected, "{} {name}", row["id"]);
                checked += 1;
            }
        }
        for pair in row["pub_parts"].split(';').filter(|pair| right && !pair.is_empty()) {
            let (name, expected) = pair.split_once('=').unwrap();
            assert_eq!(part(&parts, name).to_string(), expected, "{} {name}", row["id"]);
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} figures were checked");
    assert_eq!(rows().len(), 70);
}
