//! Reforms of a scenario: their effects, and refused ones.

use drawsim::document::problem::{InvalidInput, Problems};
use drawsim::document::tree::{Node, Source, Value, parse};
use drawsim::policy::law::{Law, diff};
use drawsim::policy::profile::{Abilities, CanadianStudy, Education, JobOffer, Profile, Residence};
use drawsim::policy::rules::{Section, TieBreak};

use crate::people::{all, born, day, occupation, plain};

/// Reads the blocks of a scenario text that is run from 2024-01-01 to 2028-12-31.
fn read(text: &str) -> Result<Law, InvalidInput> {
    let (document, found) = parse(&Source::new("scenario.toml", text));
    let problems = Problems::new();
    problems.extend(found);
    let Value::Table(mut root) = document.value else { unreachable!() };
    let Value::Table(mut policy) = root.remove("policy").unwrap().node.value else { panic!("no policy") };
    let Value::List(blocks) = policy.remove("change").unwrap().node.value else { panic!("no list") };
    let blocks: Vec<Node> = blocks;
    let law = Law::with_reforms(&blocks, &problems, day("2024-01-01")..=day("2028-12-31"));
    problems.finish(law)
}

fn total(law: &Law, on: &str, person: Profile) -> u16 {
    law.rules_on(day(on)).score(&Profile { birth: born(30, day(on)), ..person }, day(on))
}

#[test]
fn a_reform_that_restates_the_law_changes_nothing() {
    let law = read(
        r#"
[[policy.change]]
date = 2024-06-01
instrument = "restatement"
[policy.change.crs.education.bachelor]
with_spouse = 112
without_spouse = 120
[policy.change.crs.additional]
job_offer_skilled = 50
[policy.change.programs.fsw]
fsw_grid = true
[policy.change.categories.agriculture]
occupations = ["82031", "63201", "82030"]
[policy.change.invitation]
program_order = ["pnp", "cec", "fsw", "fst"]
"#,
    )
    .unwrap();
    let published = Law::published();
    for on in (day("2015-01-01").number()..=day("2028-12-31").number()).map(drawsim::time::Day::from_number) {
        assert_eq!(law.rules_on(on), published.rules_on(on), "{on}");
    }
    assert!(diff(&published, day("2024-06-01"), &law, day("2024-06-01")).is_empty());
}

#[test]
fn a_reform_holds_from_its_day_and_sets_only_what_it_names() {
    let law = read(
        r#"
[[policy.change]]
date = 2025-03-25
announced = 2025-03-01
[policy.change.crs.additional]
job_offer_senior_manager = 200
job_offer_skilled = 50
[[policy.change]]
date = 2025-06-01
[policy.change.crs.additional]
french = 50
french_with_english = 100
"#,
    )
    .unwrap();
    let published = Law::published();
    let offer = Profile { job_offer: JobOffer::Skilled, ..plain() };
    assert_eq!(total(&law, "2025-03-25", offer), total(&published, "2025-03-25", offer) + 50);
    let bilingual = Profile { second: Some(all(7)), ..plain() };
    assert_eq!(total(&law, "2025-05-31", bilingual), total(&published, "2025-05-31", bilingual));
    assert_eq!(total(&law, "2025-06-01", bilingual), total(&published, "2025-06-01", bilingual) + 50);
    assert_eq!(total(&law, "2025-06-01", offer), total(&published, "2025-06-01", offer) + 50);
    let announced: Vec<_> = law.changes().iter().filter_map(|change| change.announced).collect();
    assert_eq!(announced, [day("2024-12-17"), day("2025-03-01")]);
}

#[test]
fn a_published_change_supersedes_an_earlier_reform_and_is_listed() {
    let law = read(
        "[[policy.change]]\ndate = 2025-01-01\n\
         [policy.change.crs.additional]\njob_offer_skilled = 100\nsibling = 0\n",
    )
    .unwrap();
    let superseded: Vec<String> = law
        .superseded()
        .iter()
        .map(|(key, reform, later)| format!("{key} {} {}", reform.date, later.date))
        .collect();
    assert_eq!(superseded, ["crs.additional.job_offer_skilled 2025-01-01 2025-03-25"]);
}

#[test]
fn a_factor_can_be_removed_and_restored() {
    let law = read(
        "[[policy.change]]\ndate = 2025-01-01\ncrs.factor.age.in_force = false\n\
         crs.factor.education_language.in_force = false\n\
         [[policy.change]]\ndate = 2026-01-01\ncrs.factor.age.in_force = true\n",
    )
    .unwrap();
    let published = Law::published();
    // At 30: 105 for age; a bachelor's degree with level 7 is 13.
    assert_eq!(total(&published, "2025-01-01", plain()) - total(&law, "2025-01-01", plain()), 105 + 13);
    assert_eq!(total(&published, "2026-01-01", plain()) - total(&law, "2026-01-01", plain()), 13);
}

#[test]
fn a_factor_can_be_added_on_the_wage_tier_of_the_occupation() {
    let law = read(
        r#"
[[policy.change]]
date = 2025-01-01
assumption = "point values were not published"
[policy.change.crs.factor.high_wage]
section = "D"
attribute = "wage_tier"
requires = "canadian_work_or_offer"
points = { 1 = 20, 2 = 35, 3 = 50 }
"#,
    )
    .unwrap();
    let points = |code: &str, years: u8| {
        let person = Profile { occupation: occupation(code), canadian_work_years: years, ..plain() };
        total(&law, "2025-01-01", person) - total(&Law::published(), "2025-01-01", person)
    };
    assert_eq!(points("31102", 1), 50, "general practitioners earn more than twice the base");
    assert_eq!(points("31102", 0), 0, "no work in Canada and no offer");
    assert_eq!(points("63200", 1), 0, "cooks earn less than 1.3 times the base");
    let rules = law.rules_on(day("2025-01-01"));
    let tiers: Vec<u8> =
        (0..516).map(|row| rules.wage_tier(drawsim::policy::profile::Occupation(row))).collect();
    let count = |tier: u8| tiers.iter().filter(|each| **each == tier).count();
    assert_eq!((count(3), count(2), count(1)), (33, 93, 60));
    let physician = Profile { occupation: occupation("31102"), canadian_work_years: 1, ..plain() };
    let added = rules.added_points(&physician, day("2025-01-01"));
    assert_eq!(added, [("high_wage", Section::Additional, 50)]);
}

#[test]
fn an_added_factor_is_clipped_by_the_cap_of_its_section() {
    let law = read(
        r#"
[[policy.change]]
date = 2025-01-01
[policy.change.crs.factor.listed]
section = "D"
attribute = "occupation_level"
occupations = { 1 = ["21231"], 2 = ["311"] }
points = { 1 = 100, 2 = 200 }
"#,
    )
    .unwrap();
    let score = |code: &str, nominated| {
        let person = Profile { occupation: occupation(code), nominated, ..plain() };
        law.rules_on(day("2025-01-01")).breakdown(&person, day("2025-01-01")).additional
    };
    assert_eq!((score("21231", false), score("31102", false), score("63200", false)), (100, 200, 0));
    assert_eq!((score("21231", true), score("63200", true)), (600, 600));
}

#[test]
fn the_proposal_of_april_2026_can_be_stated() {
    let text = std::fs::read_to_string("tests/data/reforms/federal_high_skilled_2026.toml").unwrap();
    let law = read(&text.replace("[change", "[policy.change")).unwrap();
    assert_eq!(law.programs(), ["pnp", "cec", "fsw", "fst", "federal_high_skilled"]);
    let merged = law.admitted_by("federal_high_skilled").unwrap();
    let person = Profile { first: all(6), occupation_months: 12, ..plain() };
    let on = day("2027-01-01");
    let eligibility = |person: Profile| law.rules_on(on).eligibility(&person, on);
    assert_eq!(eligibility(person), merged);
    assert!(law.rules_on(on - 1).eligibility(&person, on - 1).is_empty());
    assert_eq!(eligibility(Profile { occupation_months: 0, recent_canadian_months: 12, ..person }), merged);
    assert!(eligibility(Profile { occupation_months: 11, ..person }).is_empty());
    assert!(eligibility(Profile { first: Abilities([6, 6, 6, 5]), ..person }).is_empty());
    assert!(eligibility(Profile { education: Education::None, ..person }).is_empty());
    let nominee = eligibility(Profile { nominated: true, ..person });
    assert_eq!(nominee, merged | law.admitted_by("pnp").unwrap());
    assert_eq!(law.rules_on(on).program_of_invitation(nominee), Some(0));
    assert_eq!(law.rules_on(on).program_of_invitation(merged), Some(4));
    assert!(law.admitted_by("general").unwrap().intersects(merged));
    assert!(law.rules_on(on).crs_known() && !law.rules_on(on - 1).crs_known());

    let physician = Profile { occupation: occupation("31102"), job_offer: JobOffer::Skilled, ..plain() };
    let sibling = Profile { sibling: true, second: Some(all(7)), ..physician };
    let additional = |on: &str, person: Profile| law.rules_on(day(on)).breakdown(&person, day(on)).additional;
    assert_eq!((additional("2026-12-31", physician), additional("2027-01-01", physician)), (0, 50));
    assert_eq!((additional("2026-12-31", sibling), additional("2027-01-01", sibling)), (65, 50));
    let graduate = |canadian_study| Profile { canadian_study, ..plain() };
    assert_eq!(additional("2027-01-01", graduate(CanadianStudy::Short)), 0);
    assert_eq!(additional("2027-01-01", graduate(CanadianStudy::Long)), 30);
}

#[test]
fn categories_can_be_added_changed_and_retired() {
    let law = read(
        r#"
[[policy.change]]
date = 2025-01-01
[policy.change.categories.transport]
in_force = false
[policy.change.categories.trades]
occupations = ["72"]
[policy.change.categories.software]
name = "Software in Canada"
occupations = ["21231", "21232"]
work = { canadian_recent = 12 }
maximum_age = 39
residence = "canada"
"#,
    )
    .unwrap();
    let (before, on) = (day("2024-12-31"), day("2025-01-01"));
    let transport = law.admitted_by("transport").unwrap();
    assert!(law.rules_on(before).in_force().intersects(transport));
    assert!(!law.rules_on(on).in_force().intersects(transport));
    let worker = Profile {
        recent_canadian_months: 12,
        canadian_work_years: 1,
        occupation_months: 12,
        continuous_months: 12,
        residence: Residence::Canada,
        ..plain()
    };
    let is_in = |name: &str, when, person: Profile| {
        law.rules_on(when).eligibility(&person, when).intersects(law.admitted_by(name).unwrap())
    };
    assert!(is_in("software", on, worker) && !is_in("software", before, worker));
    assert!(!is_in("software", on, Profile { birth: born(40, on), ..worker }));
    assert!(!is_in("software", on, Profile { residence: Residence::Abroad, ..worker }));
    assert!(!is_in("software", on, Profile { recent_canadian_months: 11, first: all(8), ..worker }));
    let welder = Profile { occupation: occupation("72106"), ..worker };
    let machinist = Profile { occupation: occupation("72100"), ..worker };
    assert!(is_in("trades", on, welder) && is_in("trades", on, machinist));
    assert!(!is_in("trades", before, machinist));
}

#[test]
fn terms_and_limits_can_be_changed() {
    let law = read(
        r#"
[[policy.change]]
date = 2025-01-01
[policy.change.profile]
validity_months = 6
job_bank_duty = true
[policy.change.invitation]
validity_days = 45
tie_break = "everyone_at_the_cutoff"
[policy.change.crs.age]
41 = { with_spouse = 0, without_spouse = 0 }
42 = { with_spouse = 0, without_spouse = 0 }
43 = { with_spouse = 0, without_spouse = 0 }
44 = { with_spouse = 0, without_spouse = 0 }
[policy.change.fsw_grid]
pass_mark = 60
[policy.change.crs.cap]
additional = 650

[policy.change.crs.additional]
nomination = 650
"#,
    )
    .unwrap();
    let on = day("2025-01-01");
    let rules = law.rules_on(on);
    assert_eq!((rules.profile_validity_months(), rules.invitation_validity_days()), (6, 45));
    assert_eq!((rules.tie_break(), rules.job_bank_days()), (TieBreak::EveryoneAtTheCutoff, Some(30)));
    let core = |age: i32| rules.breakdown(&Profile { birth: born(age, on), ..plain() }, on).core;
    assert_eq!((core(40) - core(45), core(41) - core(45)), (50, 0));
    let nominee = Profile { nominated: true, ..plain() };
    assert_eq!(rules.breakdown(&nominee, on).additional, 650);
}
