//! What the planner would have done in the world of 2024 and of 2025.

use crate::{model, run};

/// Invitations that the planner issues in a year, by PNP, French, occupational categories, and all others; `more` stands in
/// `[targets]` and after it.
fn invitations(year: i16, nominations: u32, more: &str) -> [u32; 4] {
    let model = model(&format!(
        "extends = \"history\"\nstart = {year}-01-01\nend = {year}-12-31\npopulation.scale = 0.05\n[[plan]]\n\
         kind = \"targets\"\nevery_days = 14\nrounds = [{{ day = 7, type = \"pnp\" }}, {{ day = 8, type = \"cec\" }},\n\
         {{ day = 9, categories = {{ french = 0.6, healthcare = 0.4 }} }}]\n\
         [nominations]\nper_month = {{ {year} = {nominations} }}\n\
         [targets]\nsplit = {{ cec = 0.5, french = 0.35, healthcare = 0.15 }}\n{more}"
    ));
    let mut groups = [0; 4];
    for round in &run(&model, 1).replications[0].rounds {
        let group = match round.round_type.name() {
            "pnp" => 0,
            "french" => 1,
            "healthcare" => 2,
            _ => 3,
        };
        groups[group] += round.invited;
    }
    groups
}

/// A year as it was: nominees a month, and the published invitations by the same groups.
struct Year {
    year: i16,
    nominations: u32,
    published: [u32; 4],
}

const YEARS: [Year; 2] = [
    Year { year: 2024, nominations: 1_290, published: [15_483, 23_000, 19_475, 40_945] },
    Year { year: 2025, nominations: 908, published: [10_898, 48_000, 19_250, 35_850] },
];

/// How far the planner's invitations may lie from the published ones, from least to most in %: all, and then each group.
type Bands = [(i32, i32); 5];

/// Bands are what is reached and what chance makes of it in one replication of a twentieth of the people, and no wider: a
/// group that lies outside is missed in fact.
fn assert_within(year: &Year, aims_at: &str, more: &str, bands: Bands) {
    let groups = invitations(year.year, year.nominations, more);
    let miss = |issued: u32, published: u32| 100.0 * (f64::from(issued) / f64::from(published) - 1.0);
    let mut misses = vec![miss(groups.iter().sum(), year.published.iter().sum())];
    misses.extend(groups.iter().zip(year.published).map(|(issued, published)| miss(*issued, published)));
    let told = format!("{} {aims_at}: PNP, French, occupations, all others: {groups:?}", year.year);
    let names = ["all", "PNP", "French", "occupations", "all others"];
    for ((name, miss), (least, most)) in names.iter().zip(&misses).zip(bands) {
        println!("{told}; {name} {miss:+.1} %");
        let is_within = (f64::from(least)..=f64::from(most)).contains(miss);
        assert!(is_within, "{told}; {name} {miss:+.1} %, not {least} to {most}");
    }
}

/// Federal landings by way of Express Entry were 92,395 in 2024 and 79,400 in 2025, below the targets of 110,770 and
/// 124,680. Given those as targets the planner does about what was done, within the 20 % that are asked; but it invites
/// fewer in occupational categories, and in 2025 French speakers, whose rounds doubled, and more of the class in Canada.
#[test]
fn given_the_landings_of_a_year_about_as_many_are_invited_as_were() {
    let landed = "[levels]\nfederal_high_skilled = { 2024 = 92_395, 2025 = 79_400, 2026 = 109_000 }";
    let [of_2024, of_2025] = &YEARS;
    assert_within(of_2024, "landed", landed, [(-14, -3), (-2, 4), (-2, 16), (-50, -34), (-12, 5)]);
    assert_within(of_2025, "landed", landed, [(-13, -1), (-3, 6), (-40, -27), (-34, -16), (28, 50)]);
}

/// The range of the plan was 90,000 to 116,000 for 2024: it comes out, but for occupational categories.
#[test]
fn given_the_range_of_the_plan_for_2024_about_as_many_are_invited_as_were() {
    let bands = [(-7, 3), (-2, 4), (6, 22), (-46, -32), (-2, 10)];
    assert_within(&YEARS[0], "range", "aim = \"range\"", bands);
}

/// The range was 69,000 to 151,000 for 2025: a quarter is missing, and that is the French speakers, of whom nearly half are,
/// and occupational categories. This is more than the 20 % that are asked.
#[test]
fn given_the_range_of_the_plan_for_2025_french_speakers_are_missing() {
    let bands = [(-28, -20), (-3, 6), (-53, -42), (-47, -35), (3, 15)];
    assert_within(&YEARS[1], "range", "aim = \"range\"", bands);
}

/// The department did not aim at the targets of the plan, of which 17 and 36 % were missed: they would have taken a quarter
/// and two fifths more invitations than were issued.
#[test]
fn the_targets_of_the_plan_would_have_taken_many_more_invitations() {
    let [of_2024, of_2025] = &YEARS;
    assert_within(of_2024, "target", "", [(20, 36), (-2, 5), (28, 54), (-23, -7), (42, 66)]);
    assert_within(of_2025, "target", "", [(31, 44), (-3, 6), (-6, 9), (0, 17), (101, 125)]);
}
