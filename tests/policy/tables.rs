//! Every number of the law files against the published tables.

use drawsim::policy::law::{Law, LawValue};
use drawsim::policy::rules::Eligibility;
use drawsim::time::Day;

use crate::people::{day, occupation, plain};

fn records(name: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_path(format!("tests/data/law/{name}")).unwrap();
    reader.records().map(Result::unwrap).collect()
}

fn whole(law: &Law, on: Day, key: &str) -> i64 {
    match law.values_on(on).get(key).map(|valued| valued.value.clone()) {
        Some(LawValue::Whole(number)) => number,
        None => 0,
        Some(other) => panic!("`{key}` is {other}"),
    }
}

/// The keys of the law for one row of the table of the grid: with spouse, without spouse, and the day.
fn keys_of(row: &csv::StringRecord) -> (String, String, Day) {
    let launch = day("2015-01-01");
    let (section, factor, cell) = (&row[0], &row[1], &row[2]);
    let step = cell.replace("CLB>=", "").replace("<=", "").replace(">=", "").replace('+', "");
    let step = if step == "phd" { "doctorate".to_owned() } else { step };
    let columns = |table: &str| {
        let key = format!("crs.{table}.{step}");
        (format!("{key}.with_spouse"), format!("{key}.without_spouse"), launch)
    };
    let same = |key: String, on: Day| (key.clone(), key, on);
    match (section, factor) {
        ("A", "age" | "education") => columns(factor),
        ("A", "first_language_per_ability") => columns("first_language"),
        ("A", "second_language_per_ability") => columns("second_language"),
        ("A", "canadian_work_years") => columns("canadian_work"),
        ("B", "spouse_education") => same(format!("crs.spouse.education.{step}"), launch),
        ("B", "spouse_language_per_ability") => same(format!("crs.spouse.language.{step}"), launch),
        ("B", "spouse_canadian_work_years") => same(format!("crs.spouse.canadian_work.{step}"), launch),
        ("C", "certificate_x_language") => {
            let level = if cell.starts_with("CLB5+") { 5 } else { 7 };
            same(format!("crs.transferability.certificate_language.{level}"), launch)
        }
        ("C", _) => {
            let (tier, what) = cell.split_once('|').unwrap();
            let number: String =
                what.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
            let (table, tier) = (factor.replace("_x_", "_"), tier.replace("tier", ""));
            same(format!("crs.transferability.{table}.{tier}.{number}"), launch)
        }
        ("D", _) => {
            let name = match factor {
                "offer_major_group_00" => "job_offer_senior_manager",
                "offer_other" => "job_offer_skilled",
                "study_1_2_years" => "study_short",
                "study_3_plus" => "study_long",
                "sibling" => "sibling",
                "french_nclc7_english_le4" => "french",
                "french_nclc7_english_ge5" => "french_with_english",
                "provincial_nomination" => "nomination",
                other => panic!("factor `{other}`"),
            };
            same(format!("crs.additional.{name}"), day(cell.strip_prefix("from ").unwrap()))
        }
        other => panic!("row {other:?}"),
    }
}

#[test]
fn every_cell_of_the_grid_stands_in_the_law() {
    let law = Law::published();
    for row in records("crs_tables.csv") {
        // Ages of the same points are one step: the step at or below the age.
        let (mut with, mut without, on) = keys_of(&row);
        if &row[1] == "age" && ("21"..="29").contains(&&row[2]) {
            (with, without) = ("crs.age.20.with_spouse".to_owned(), "crs.age.20.without_spouse".to_owned());
        }
        let expected = |cell: &str| cell.parse::<i64>().unwrap();
        assert_eq!(whole(&law, on, &with), expected(&row[3]), "{row:?}");
        if &row[0] != "B" {
            assert_eq!(whole(&law, on, &without), expected(&row[4]), "{row:?}");
        }
        if expected(&row[3]) > 0 {
            assert!(law.values_on(on).contains_key(with.as_str()), "{with}");
        }
    }
}

#[test]
fn caps_are_those_of_the_grid() {
    let law = Law::published();
    let caps = [
        ("core.with_spouse", 460),
        ("core.without_spouse", 500),
        ("first_language.with_spouse", 128),
        ("first_language.without_spouse", 136),
        ("second_language.with_spouse", 22),
        ("second_language.without_spouse", 24),
        ("languages.with_spouse", 150),
        ("languages.without_spouse", 160),
        ("spouse", 40),
        ("spouse_language", 20),
        ("transferability", 100),
        ("transferability_education", 50),
        ("transferability_foreign_work", 50),
        ("transferability_certificate", 50),
        ("additional", 600),
        ("total", 1200),
    ];
    for (name, cap) in caps {
        assert_eq!(whole(&law, day("2015-01-01"), &format!("crs.cap.{name}")), cap, "{name}");
    }
    let in_law = law.values_on(day("2026-11-02")).keys().filter(|key| key.starts_with("crs.cap.")).count();
    assert_eq!(in_law, caps.len());
}

#[test]
fn every_row_of_the_selection_grid_stands_in_the_law() {
    let law = Law::published();
    let on = day("2015-01-01");
    for row in records("fsw_grid.csv") {
        let first_number: String =
            row[1].chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        let key = match (&row[0], &row[1]) {
            ("language_first_per_ability", "<CLB7") | ("language_second", "otherwise") => continue,
            ("language_first_per_ability", _) => format!("first_language.{first_number}"),
            ("language_second", _) => "second_language.points".to_owned(),
            ("education", "phd") => "education.doctorate".to_owned(),
            ("education", "masters_or_professional") => "education.masters".to_owned(),
            ("education", word) => format!("education.{word}"),
            ("experience_years", _) => format!("experience.{first_number}"),
            ("age", "<18") => "age.0".to_owned(),
            ("age", _) => format!("age.{first_number}"),
            ("arranged_employment", _) => "arranged_employment".to_owned(),
            ("pass_mark", _) => "pass_mark".to_owned(),
            ("adaptability", word) => {
                let name = match word {
                    "spouse_language_CLB4_all" => "spouse_language",
                    "past_study_self_2y_fulltime" => "own_study",
                    "past_study_spouse_2y_fulltime" => "spouse_study",
                    "past_work_self_1y_skilled" => "own_work",
                    "past_work_spouse_1y" => "spouse_work",
                    "relative_18plus_citizen_or_pr" => "relative",
                    other => other,
                };
                format!("adaptability.{name}")
            }
            other => panic!("row {other:?}"),
        };
        assert_eq!(whole(&law, on, &format!("fsw_grid.{key}")).to_string(), row[2], "{row:?}");
    }
}

#[test]
fn settlement_funds_are_those_of_the_tables() {
    let law = Law::published();
    for row in records("proof_of_funds.csv") {
        let rules = law.rules_on(day(&row[0]));
        for size in 1..=7 {
            let dollars: u32 = row[usize::from(size)].parse().unwrap();
            assert_eq!(rules.funds_needed(size), Some(dollars), "{row:?}");
        }
        let each_more: u32 = row[8].parse().unwrap();
        assert_eq!(rules.funds_needed(9).unwrap() - rules.funds_needed(7).unwrap(), 2 * each_more);
    }
    assert_eq!(law.rules_on(day("2022-06-08")).funds_needed(1), None);
}

#[test]
fn every_category_version_lists_its_occupations_from_its_first_to_its_last_day() {
    let law = Law::published();
    let lists = records("categories_noc.csv");
    for row in records("categories.csv") {
        let (category, version, first) = (&row[0], &row[1], day(&row[2]));
        let last = if row[3].is_empty() { day("2026-11-02") } else { day(&row[3]) };
        for on in [first, last] {
            let values = law.values_on(on);
            let listed = match values.get(format!("categories.{category}.occupations").as_str()) {
                Some(valued) => valued.value.to_string().split(", ").map(str::to_owned).collect(),
                None => Vec::new(),
            };
            let mut expected: Vec<String> = lists
                .iter()
                .filter(|line| line[0] == *category && line[1] == *version)
                .map(|line| line[4].to_owned())
                .collect();
            expected.sort();
            assert_eq!(listed, expected, "{category} {version} on {on}");

            let count = if row[5].is_empty() { 0 } else { row[5].parse().unwrap() };
            assert_eq!(listed.len(), count, "{category} {version}");
            let bit = law.admitted_by(category).unwrap();
            assert!(law.rules_on(on).in_force().intersects(bit), "{category} on {on}");
            let version_in_force = &values[format!("categories.{category}.version").as_str()];
            assert_eq!(version_in_force.value.to_string(), version, "{category} on {on}");
        }
    }
}

#[test]
fn a_category_takes_exactly_its_occupations() {
    let law = Law::published();
    let on = day("2026-08-01");
    let trades = law.admitted_by("trades").unwrap();
    let rules = law.rules_on(on);
    let in_trades = |code: &str, when: Day| {
        let worker = drawsim::policy::profile::Profile {
            occupation: occupation(code),
            occupation_months: 36,
            continuous_months: 36,
            canadian_work_years: 3,
            recent_canadian_months: 36,
            ..plain()
        };
        law.rules_on(when).eligibility(&worker, when).intersects(trades)
    };
    assert!(in_trades("63201", on) && !in_trades("63200", on));
    assert!(in_trades("63200", day("2026-02-17")) && !in_trades("63201", day("2026-02-17")));
    assert_eq!(rules.in_force() & law.admitted_by("agriculture").unwrap(), Eligibility::NONE);
}

#[test]
fn language_charts_are_those_of_the_tables() {
    let law = Law::published();
    let values = law.values_on(day("2026-11-02"));
    for row in records("language.csv") {
        let test = match &row[0] {
            "IELTS_GT" => "ielts_general",
            "CELPIP_G" => "celpip_general",
            "PTE_CORE" => "pte_core",
            "TEF_CANADA" => "tef_canada",
            "TCF_CANADA" => "tcf_canada",
            other => panic!("test `{other}`"),
        };
        let scale = match &row[1] {
            "1" => "scale_1",
            "EE-scale" => "express_entry_scale",
            "699-scale-2019" => "scale_699_of_2019",
            "699-scale-2023" => "scale_699_of_2023",
            other => panic!("version `{other}`"),
        };
        let chart = format!("language_tests.{test}.{scale}");
        let value =
            |name: &str| values.get(format!("{chart}.{name}").as_str()).map(|found| found.value.to_string());
        assert_eq!(value("from").as_deref(), Some(&row[2]));
        assert_eq!(value("until").unwrap_or_default(), row[3]);
        assert_eq!(value(&format!("{}.{}", &row[4], &row[5])).as_deref(), Some(&row[6]), "{row:?}");
    }
}
