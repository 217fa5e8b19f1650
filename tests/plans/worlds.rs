//! What the planner would have done in the world of 2024 and of 2025: the scenarios `planned_2024` and
//! `planned_2025`.

use drawsim::experiment::judging::planned_years::{IssuedGroup, IssuedRow, IssuedTally};

use crate::{model, run};

/// The invitations of a planned year by group, with the published ones; `more` stands at the end of the
/// scenario.
fn issued(year: i16, more: &str) -> Vec<IssuedRow> {
    let model = model(&format!("extends = \"planned_{year}\"\npopulation.scale = 0.1\n{more}"));
    let mut tally = IssuedTally::with(&model);
    run(&model, 2).replications.iter().for_each(|counts| tally.add(&counts.rounds, &model));
    let rows = tally.rows(&model);
    assert_eq!(rows.iter().map(|row| row.group).collect::<Vec<_>>(), IssuedGroup::ALL);
    rows
}

/// How far all invitations lie from the published ones, in %.
fn difference(year: i16, more: &str) -> f64 {
    let all = issued(year, more)[0];
    assert_eq!((all.year, all.group), (year, IssuedGroup::All));
    100.0 * all.invitations.relative_difference().unwrap()
}

fn assert_between(least: f64, value: f64, most: f64) {
    assert!((least..=most).contains(&value), "{value} is not between {least} and {most}");
}

/// By hand from the published rounds and, for nominees, the open data, which has 9,612 more in 2024 than PNP
/// rounds invited.
#[test]
fn published_invitations_stand_next_to_those_of_the_planner() {
    let published = |year| issued(year, "").iter().map(|row| row.invitations.published).collect::<Vec<f64>>();
    assert_eq!(published(2024), [98_903.0, 25_095.0, 23_000.0, 19_475.0, 31_333.0]);
    assert_eq!(published(2025), [113_998.0, 10_898.0, 48_000.0, 19_250.0, 35_850.0]);
}

/// Of the federal target of 2024, 110,770, 92,395 were admitted by Express Entry. With that part of the
/// plan's targets the invitations of both years come out within 20 %, and those of every group within 26 %:
/// a tenth of the people in two replications moves a group by some hundredths.
#[test]
fn invitations_are_near_the_published_ones_with_the_part_of_express_entry() {
    for year in [2024, 2025] {
        let rows = issued(year, "");
        assert!(rows[0].invitations.relative_difference().unwrap().abs() <= 0.2, "{rows:?}");
        assert!(
            rows.iter().all(|row| row.invitations.relative_difference().unwrap().abs() <= 0.32),
            "{rows:?}"
        );
    }
}

/// The whole line from Express Entry: `more` of a scenario.
const ALL: &str = "[levels]\nfederal_express_entry_share = 1";

/// Federal admissions by Express Entry were 92,395 in 2024 and 79,400 in 2025, below the targets of
/// 110,770 and 97,180. Given those as targets about as many are invited as were.
#[test]
fn invitations_are_near_the_published_ones_given_the_admissions_of_a_year() {
    let landed = format!("{ALL}\nfederal_high_skilled = {{ 2024 = 92_395, 2025 = 79_400, 2026 = 109_000 }}");
    assert_between(-20.0, difference(2024, &landed), 20.0);
    assert_between(-20.0, difference(2025, &landed), 20.0);
}

/// The range of the plan was 90,000 to 116,000 for 2024, which comes out, and 41,500 to 123,500 for 2025:
/// too few, since it does not say that more should be invited than in 2024.
#[test]
fn given_the_range_of_the_plan_2024_comes_out_and_2025_falls_short() {
    let range = format!("{ALL}\n[targets]\naim = \"range\"");
    assert_between(-20.0, difference(2024, &range), 25.0);
    assert_between(-35.0, difference(2025, &range), -5.0);
}

/// The whole of the plan's targets, of which 17 and 18 % were not admitted by Express Entry, would have
/// taken more invitations than were issued: a quarter more in 2024, a tenth in 2025.
#[test]
fn the_whole_targets_of_the_plan_would_have_taken_more_invitations() {
    assert_between(20.0, difference(2024, ALL), 45.0);
    assert_between(0.0, difference(2025, ALL), 25.0);
}
