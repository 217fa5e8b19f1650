//! Profiles of public calculators' tests and of users: `drawsim score` gives what the rules say. Expected
//! values come from the tables of the rules, never from this program.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

type Row = BTreeMap<String, String>;

fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The scores of a file, and the messages about it.
fn scored(path: &str, on: &str) -> (Vec<Row>, String) {
    let folder = TempDir::new().unwrap();
    let written = folder.path().join("scores.csv");
    let mut command = Command::new(env!("CARGO_BIN_EXE_drawsim"));
    command.args(["score", path, "--on", on, "-o"]).arg(&written);
    let Output { stderr, .. } = command.output().expect("the binary starts");
    (rows(&written), String::from_utf8(stderr).unwrap())
}

/// The scores of a text.
fn scored_text(text: &str, on: &str) -> (Vec<Row>, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("profiles.csv");
    fs::write(&path, text).unwrap();
    scored(path.to_str().unwrap(), on)
}

/// Columns of a peer's case that are no fact of the profile.
const ABOUT: [&str; 5] = ["case", "source", "on", "expected", "source_says"];

#[test]
fn profiles_of_public_test_suites_score_as_the_rules_say() {
    let mut days: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows(Path::new("tests/data/cases/peer_profiles.csv")) {
        days.entry(row["on"].clone()).or_default().push(row);
    }
    let mut count = 0;
    for (on, cases) in days {
        let names: Vec<&String> = cases[0].keys().filter(|name| !ABOUT.contains(&name.as_str())).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer
            .write_record(std::iter::once("candidate").chain(names.iter().map(|name| name.as_str())))
            .unwrap();
        for case in &cases {
            let cells = names.iter().map(|name| case[*name].as_str());
            writer.write_record(std::iter::once(case["case"].as_str()).chain(cells)).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let (scores, messages) = scored_text(&text, &on);
        assert_eq!(messages, "", "on {on}");
        for (case, score) in cases.iter().zip(&scores) {
            assert_eq!(case["case"], score["candidate"]);
            for claim in case["expected"].split(';') {
                assert!(holds(score, claim), "{}: expected {claim}, found {score:?}", case["case"]);
                count += 1;
            }
        }
    }
    assert!(count > 250, "{count} claims");
}

/// Whether `column=value` or `column<value` holds.
fn holds(score: &Row, claim: &str) -> bool {
    match claim.split_once('<') {
        Some((column, value)) => score[column].parse::<u16>().unwrap() < value.parse().unwrap(),
        None => claim.split_once('=').is_some_and(|(column, value)| score[column] == value),
    }
}

/// 21 + 4 + 23 + 13 + 1 + 5 of the grid where the candidate says that English is the first language.
#[test]
fn the_grid_takes_the_first_language_that_the_candidate_designates() {
    let (scores, messages) = scored("tests/data/cases/fsw_first_language.csv", "2024-06-01");
    assert_eq!(messages, "");
    assert_eq!([&scores[0]["fsw_grid_points"], &scores[0]["programs"]], ["67", "fsw"]);
    assert_eq!([&scores[1]["fsw_grid_points"], &scores[1]["programs"]], ["63", ""]);
}

#[test]
fn scores_above_their_scale_are_refused_with_the_scale_that_has_them() {
    let (scores, messages) = scored("tests/data/cases/tef_certificate.csv", "2025-12-01");
    assert!(messages.contains("tef_certificate.csv:2"), "{messages}");
    for (column, score, top) in [("speaking", 456, 450), ("listening", 434, 360), ("reading", 434, 300)] {
        let expected = format!(
            "`test_{column}` is `{score}`, expected a score of the test: a whole number from 0 to {top}; \
             for a \
             certificate on another scale give `test_scale`: `scale_699_of_2023`"
        );
        assert!(messages.contains(&expected), "{messages}");
    }
    assert!(!messages.contains("test_writing"), "428 is on both scales: {messages}");
    let [named, top] = scores.as_slice() else { panic!("{scores:?}") };
    assert_eq!((named["candidate"].as_str(), named["clb_reading"].as_str()), ("scale_named", "7"));
    assert_eq!((named["first_language_points"].as_str(), named["score"].as_str()), ("68", "331"));
    assert_eq!((top["clb_writing"].as_str(), top["score"].as_str()), ("10", "411"));
}

/// The top and the bottom of each test: name, scale, then lowest and highest by ability in the order
/// speaking, listening, reading, writing.
const ENDS: [(&str, &str, [i32; 4], [i32; 4]); 7] = [
    ("ielts_general", "", [0; 4], [9; 4]),
    ("celpip_general", "", [0; 4], [12; 4]),
    ("pte_core", "", [10; 4], [90; 4]),
    ("tcf_canada", "", [0; 4], [20, 699, 699, 20]),
    ("tef_canada", "", [0; 4], [450, 360, 300, 450]),
    ("tef_canada", "express_entry_scale", [0; 4], [450, 360, 300, 450]),
    ("tef_canada", "scale_699_of_2023", [0; 4], [699; 4]),
];

#[test]
fn every_test_has_a_top_and_a_bottom_in_every_slot() {
    for (test, scale, lowest, highest) in ENDS {
        let is_french = test.ends_with("canada");
        for slot in ["", "second_", "spouse_"] {
            let (first, other) = if is_french { ("french", "english") } else { ("english", "french") };
            let first = if slot == "second_" { other } else { first };
            let given = if slot.is_empty() { "" } else { "clb," };
            let header = format!(
                "age,education,first_language,{given}{slot}test,{slot}test_speaking,{slot}test_listening,\
                 {slot}test_reading,{slot}test_writing,{slot}test_scale"
            );
            let level = if slot.is_empty() { "" } else { "9," };
            let row = |scores: [i32; 4]| {
                let [speaking, listening, reading, writing] = scores;
                format!(
                    "30,bachelor,{first},{level}{test},{speaking},{listening},{reading},{writing},{scale}"
                )
            };
            let mut lines = vec![header, row(lowest), row(highest)];
            for ability in 0..4 {
                let (mut below, mut above) = (lowest, highest);
                below[ability] -= 1;
                above[ability] += 1;
                lines.extend([row(below), row(above)]);
            }
            let (scores, messages) = scored_text(&(lines.join("\n") + "\n"), "2025-12-01");
            assert_eq!(scores.len(), 2, "{slot}{test} {scale}: {messages}");
            for line in 4..12 {
                assert!(messages.contains(&format!("profiles.csv:{line}")), "{slot}{test}: {messages}");
            }
        }
    }
}

#[test]
fn whole_numbers_of_tools_are_whole_and_others_are_not() {
    let (scores, messages) = scored("tests/data/cases/pandas_profile.csv", "2025-12-01");
    assert_eq!((messages.as_str(), scores.len()), ("", 2));
    assert_eq!(scores[0]["score"], "439");
    let text = fs::read_to_string("tests/data/cases/pandas_profile.csv").unwrap();
    let (plain, _) = scored_text(&text.replace(".0", ""), "2025-12-01");
    assert_eq!(scores, plain);
    let (rest, messages) = scored_text(&text.replace("7.0", "7.5"), "2025-12-01");
    assert!(messages.contains("`second_clb` is `7.5`, expected a whole number"), "{messages}");
    assert_eq!(rest.len(), 1);
}

#[test]
fn a_code_that_lost_its_zeros_is_suggested_whole() {
    let text = "age,education,clb,noc\n30,bachelor,9,12\n30,bachelor,9,00012\n30,bachelor,9,21231.0\n";
    let (scores, messages) = scored_text(text, "2025-12-01");
    assert!(
        messages.contains("profiles.csv:2: `noc` is `12`") && messages.contains("did you mean 00012?"),
        "{messages}"
    );
    assert_eq!(scores.len(), 2, "{messages}");
}

/// Tests hold two years, assessments five.
#[test]
fn documents_past_their_validity_are_noticed() {
    let text = "age,education,clb,second_test,second_test_speaking,second_test_listening,second_test_reading,\
                second_test_writing,second_test_date,assessment_date\n\
                30,bachelor,9,tcf_canada,10,458,453,10,2023-12-01,2020-12-01\n\
                30,bachelor,9,tcf_canada,10,458,453,10,2023-12-02,2020-12-02\n";
    let (scores, messages) = scored_text(text, "2025-12-01");
    assert_eq!((scores.len(), messages.lines().count()), (2, 2), "{messages}");
    for part in [
        "profiles.csv:2: `second_test_date` is 2023-12-01",
        "profiles.csv:2: `assessment_date` is 2020-12-01",
    ] {
        assert!(messages.contains("notice: ") && messages.contains(part), "{messages}");
    }
}

/// 24, 21, 9 and 12 of the grid, and 5 of adaptability for a relative or a spouse's study; none of the CRS.
#[test]
fn relatives_and_a_spouse_who_studied_in_canada_count_in_the_grid() {
    let text = "age,education,clb,foreign_work_years,relative,spouse,spouse_canadian_study,spouse_education\n\
                29,bachelor,9,1,,,,\n29,bachelor,9,1,yes,,,\n29,bachelor,9,1,,yes,yes,none\n\
                29,bachelor,9,1,,yes,no,none\n";
    let (scores, messages) = scored_text(text, "2025-12-01");
    let grid: Vec<&str> = scores.iter().map(|row| row["fsw_grid_points"].as_str()).collect();
    assert_eq!(grid, ["66", "71", "71", "66"], "{messages}");
    assert_eq!((&scores[0]["score"], &scores[2]["score"]), (&scores[1]["score"], &scores[3]["score"]));
}

/// The date of a test is read also where levels are given in place of scores.
#[test]
fn a_date_of_a_test_that_cannot_be_is_named_beside_levels() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.csv");
    for (column, date, expected) in [
        ("test_date", "foo", "`test_date` is `foo`, expected a date like 1996-05-01"),
        ("spouse_test_date", "2025-13-01", "`spouse_test_date` is `2025-13-01`, expected a date like"),
        ("test_date", "2027-01-01", "`test_date` is `2027-01-01`, expected a date up to 2025-12-01"),
    ] {
        let spouse = if column == "test_date" { "" } else { ",spouse_education,spouse_clb" };
        let cells = if column == "test_date" { "" } else { ",bachelor,7" };
        let text = format!("age,education,clb,{column}{spouse}\n30,bachelor,9,{date}{cells}\n");
        std::fs::write(&path, text).unwrap();
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_drawsim"))
            .args(["score", path.to_str().unwrap(), "--on", "2025-12-01"])
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(2) && error.contains(expected), "{error}");
    }
}

#[test]
fn files_have_the_signs_and_dates_of_their_tools() {
    let text = "age,education,test,test_speaking,test_listening,test_reading,test_writing,test_date\n\
                30,bachelor,ielts_general,7.5,8,7,7,2025-06-01 00:00:00\n";
    let (commas, messages) = scored_text(text, "2025-12-01");
    assert_eq!((messages.as_str(), commas.len()), ("", 1));
    let semicolons = text.replace(',', ";").replace("7.5", "7,5");
    assert_eq!(scored_text(&semicolons, "2025-12-01"), (commas.clone(), String::new()));
    assert_eq!(scored_text(&text.replace(',', "\t"), "2025-12-01"), (commas, String::new()));
}

#[test]
fn histories_that_cannot_be_are_noticed_with_their_line() {
    let text = "age,birth_date,education,clb,foreign_work_years,spouse_test_scale,spouse_education\n\
                20,,bachelor,9,12,,\n\
                30,1990-05-01,bachelor,9,3,,\n\
                35,1990-05-01,bachelor,9,3,,\n\
                30,,bachelor,9,3,express_entry_scale,bachelor\n";
    let (scores, messages) = scored_text(text, "2025-12-01");
    assert_eq!(scores.len(), 4, "{messages}");
    for part in [
        "profiles.csv:2: 12 years of work at the age of 20 cannot be right",
        "profiles.csv:3: `age` is 30, but 35 by `birth_date`; the birth date is taken",
        "profiles.csv:5: `spouse_test_scale` is given without a test",
    ] {
        assert!(messages.contains(part), "{part}: {messages}");
    }
    assert_eq!((messages.lines().count(), &scores[1]["score"]), (3, &scores[2]["score"]));
}

#[test]
fn facts_that_contradict_each_other_are_noticed_and_the_bounds_are_generous() {
    let text = "age,education,clb,canadian_work_years,occupation_months,continuous_months,canadian_study,\
                spouse_canadian_work_years\n\
                21,doctorate,9,,,,,\n\
                19,masters,9,,,,,\n\
                16,bachelor,9,,,,,\n\
                30,bachelor,9,1,36,,,\n\
                30,bachelor,9,1,,35,,\n\
                30,secondary,9,,,,short,\n\
                30,bachelor,9,,,,,51\n\
                22,doctorate,9,1,34,34,long,50\n";
    let (scores, messages) = scored_text(text, "2025-12-01");
    assert_eq!(scores.len(), 8, "{messages}");
    for part in [
        "profiles.csv:2: `education` at the age of 21 cannot be right: expected 22 years or more",
        "profiles.csv:3: `education` at the age of 19 cannot be right: expected 20 years or more",
        "profiles.csv:4: `education` at the age of 16 cannot be right: expected 17 years or more",
        "profiles.csv:5: `occupation_months` is 36, above all work stated (full years: 1)",
        "profiles.csv:6: `continuous_months` is 35, above all work stated (full years: 1)",
        "profiles.csv:7: `canadian_study` needs an `education` above `secondary`",
        "profiles.csv:8: 51 years of work of the spouse cannot be right",
    ] {
        assert!(messages.contains(part), "{part}: {messages}");
    }
    assert!(!messages.contains("profiles.csv:9"), "{messages}");
}

#[test]
fn a_scale_that_is_not_known_is_answered_with_those_that_are() {
    let text = "age,education,test,test_speaking,test_listening,test_reading,test_writing,test_scale\n\
                30,bachelor,tef_canada,400,300,250,400,scale_699\n";
    let (_, messages) = scored_text(text, "2025-12-01");
    assert!(
        messages.contains("`test_scale` is `scale_699`")
            && messages.contains("express_entry_scale, scale_699"),
        "{messages}"
    );
}
