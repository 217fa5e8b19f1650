//! The law on the day before and on the day of each change.

use drawsim::policy::language::LanguageTest;
use drawsim::policy::law::language_chart::LanguageCharts;
use drawsim::policy::law::{Author, Law, diff};
use drawsim::policy::profile::{Abilities, CanadianStudy, JobOffer, Profile};
use drawsim::policy::rules::TieBreak;

use crate::people::{all, born, day, plain};

/// Score of a person of 30 with the given facts, on the day before and on the day.
fn around(law: &Law, on: &str, person: Profile) -> (u16, u16) {
    let on = day(on);
    let points =
        |when| law.rules_on(when).breakdown(&Profile { birth: born(30, when), ..person }, when).additional;
    (points(on - 1), points(on))
}

#[test]
fn the_rules_change_on_these_days_only() {
    let law = Law::published();
    let days: Vec<String> = law.change_days().iter().map(ToString::to_string).collect();
    let expected = [
        "2015-01-01",
        "2015-09-15",
        "2016-11-19",
        "2017-06-06",
        "2018-06-26",
        "2018-12-01",
        "2019-10-01",
        "2020-03-18",
        "2020-10-20",
        "2021-06-29",
        "2022-06-09",
        "2022-11-16",
        "2023-04-25",
        "2023-05-31",
        "2023-12-11",
        "2024-01-30",
        "2024-05-28",
        "2025-02-27",
        "2025-03-25",
        "2025-07-07",
        "2025-12-08",
        "2026-02-06",
        "2026-02-18",
        "2026-11-03",
    ];
    assert_eq!(days, expected);
    // Of these, days on which points change; funds, tests and categories leave them as they are.
    let points: Vec<String> = law.change_days_of(&["crs"]).iter().map(ToString::to_string).collect();
    assert!(points.contains(&"2025-03-25".to_owned()) && !points.contains(&"2025-07-07".to_owned()));
    assert!(points.iter().all(|day| expected.contains(&day.as_str())));
}

#[test]
fn additional_points_change_on_the_day_of_each_version() {
    let law = Law::published();
    let offer = Profile { job_offer: JobOffer::Skilled, ..plain() };
    let senior = Profile { job_offer: JobOffer::SeniorManager, ..plain() };
    let study = Profile { canadian_study: CanadianStudy::Long, ..plain() };
    let sibling = Profile { sibling: true, ..plain() };
    let french = Profile { second: Some(all(7)), first: all(4), ..plain() };
    let bilingual = Profile { second: Some(all(7)), first: all(5), ..plain() };
    assert_eq!(around(&law, "2016-11-19", offer), (600, 50));
    assert_eq!(around(&law, "2016-11-19", senior), (600, 200));
    assert_eq!(around(&law, "2016-11-19", study), (0, 30));
    assert_eq!(around(&law, "2017-06-06", sibling), (0, 15));
    assert_eq!(around(&law, "2017-06-06", french), (0, 15));
    assert_eq!(around(&law, "2017-06-06", bilingual), (0, 30));
    assert_eq!(around(&law, "2020-10-20", french), (15, 25));
    assert_eq!(around(&law, "2020-10-20", bilingual), (30, 50));
    assert_eq!(around(&law, "2025-03-25", offer), (50, 0));
    assert_eq!(around(&law, "2025-03-25", senior), (200, 0));
}

#[test]
fn terms_of_invitations_change_on_their_days() {
    let law = Law::published();
    let validity = |on: &str| {
        let on = day(on);
        (law.rules_on(on - 1).invitation_validity_days(), law.rules_on(on).invitation_validity_days())
    };
    assert_eq!(validity("2016-11-19"), (60, 90));
    assert_eq!(validity("2018-06-26"), (90, 60));
    assert_eq!(validity("2020-03-18"), (60, 90));
    assert_eq!(validity("2021-06-29"), (90, 60));
    let rules = |on: &str| law.rules_on(day(on));
    assert_eq!(rules("2017-06-05").tie_break(), TieBreak::EveryoneAtTheCutoff);
    assert_eq!(rules("2017-06-06").tie_break(), TieBreak::SubmissionTime);
    assert_eq!(rules("2017-06-05").job_bank_days(), Some(30));
    assert_eq!(rules("2017-06-06").job_bank_days(), None);
    assert_eq!(rules("2015-01-01").profile_validity_months(), 12);
    assert_eq!(rules("2026-11-02").profile_validity_months(), 12);
}

#[test]
fn a_birthday_changes_the_score_on_its_day() {
    let law = Law::published();
    let person = Profile { birth: day("1996-02-29"), ..plain() };
    let score = |on: &str| law.rules_on(day(on)).breakdown(&person, day(on)).core;
    assert_eq!(score("2026-02-28") - score("2026-03-01"), 110 - 105);
}

#[test]
fn the_end_of_offer_points_is_two_differences() {
    let law = Law::published();
    let found: Vec<String> = diff(&law, day("2025-03-24"), &law, day("2025-03-25"))
        .iter()
        .map(|each| {
            let (old, new) = (each.old.unwrap(), each.new.unwrap());
            format!("{}: {} -> {} ({})", each.key, old.value, new.value, new.change.instrument)
        })
        .collect();
    let by = "(Ministerial Instructions of March 2025)";
    assert_eq!(
        found,
        [
            format!("crs.additional.job_offer_senior_manager: 200 -> 0 {by}"),
            format!("crs.additional.job_offer_skilled: 50 -> 0 {by}"),
        ]
    );
}

#[test]
fn a_history_names_every_step_and_its_instrument() {
    let law = Law::published();
    let steps: Vec<String> = law
        .history("crs.additional.french")
        .iter()
        .map(|step| format!("{} {:?} {}", step.change.date, step.before.map(ToString::to_string), step.value))
        .collect();
    assert_eq!(steps, ["2017-06-06 None 15", "2020-10-20 Some(\"15\") 25"]);
    let bachelor = law.history("crs.education.bachelor");
    let keys: Vec<&str> = bachelor.iter().map(|step| step.key).collect();
    assert_eq!(keys, ["crs.education.bachelor.with_spouse", "crs.education.bachelor.without_spouse"]);
    assert!(law.history("crs.education.bach").is_empty());
    assert!(law.changes().iter().all(|change| change.author == Author::Published));
}

#[test]
fn from_november_2026_the_crs_is_unknown_and_a_run_past_it_says_so() {
    let law = Law::published();
    assert!(law.rules_on(day("2026-11-02")).crs_known());
    assert!(!law.rules_on(day("2026-11-03")).crs_known());
    assert_eq!(law.carried_from(day("2026-11-02")), None);
    assert_eq!(law.carried_from(day("2027-12-31")), Some(day("2026-11-03")));
    let person = Profile { birth: day("1990-01-01"), ..plain() };
    let score = |on: &str| law.rules_on(day(on)).score(&person, day(on));
    assert_eq!(score("2026-11-02"), score("2026-11-03"));
}

#[test]
fn test_scores_become_levels_by_ability_and_date() {
    let charts = LanguageCharts::of(&Law::published(), day("2026-11-02"));
    let levels = |test, taken: &str, scale, scores| {
        charts.chart(test, day(taken), scale).map(|chart| chart.levels(scores))
    };
    // IELTS speaking 7.0, listening 8.0, reading 8.5, writing 7.0: CLB 9, 9, 10, 9 (published example CV01).
    let ielts = levels(LanguageTest::IeltsGeneral, "2026-01-10", None, [700, 800, 850, 700]);
    assert_eq!(ielts, Some(Abilities([9, 9, 10, 9])));
    let below = levels(LanguageTest::IeltsGeneral, "2026-01-10", None, [399, 449, 349, 399]);
    assert_eq!(below, Some(Abilities([0; 4])));
    assert_eq!(levels(LanguageTest::PteCore, "2024-01-29", None, [9000; 4]), None);
    let pte = levels(LanguageTest::PteCore, "2024-01-30", None, [7600, 7000, 8800, 8900]);
    assert_eq!(pte, Some(Abilities([8, 7, 10, 9])));
    let tcf = levels(LanguageTest::TcfCanada, "2020-01-01", None, [400, 33_100, 34_200, 400]);
    assert_eq!(tcf, Some(Abilities([4; 4])));
    let scores = [45_000; 4];
    let old = levels(LanguageTest::TefCanada, "2021-01-01", Some("scale_699_of_2019"), scores);
    assert_eq!(old, Some(Abilities([7; 4])));
    assert_eq!(levels(LanguageTest::TefCanada, "2023-12-11", Some("scale_699_of_2019"), scores), None);
    let new = levels(LanguageTest::TefCanada, "2023-12-11", Some("scale_699_of_2023"), scores);
    assert_eq!(new, Some(Abilities([6, 7, 7, 7])));
    let express_entry = levels(LanguageTest::TefCanada, "2025-01-01", None, [31_000, 24_900, 20_700, 30_900]);
    assert_eq!(express_entry, Some(Abilities([7, 7, 7, 6])));
}
