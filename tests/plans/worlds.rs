//! What the planner would have done in the world of 2024 and of 2025: the scenarios `planned_2024` and `planned_2025`.

use crate::{model, run};

/// Invitations that the planner issues in a year: of nominees, and of others by French, occupational categories, and CEC and
/// all programs; `more` stands at the end of the scenario.
fn invitations(year: i16, more: &str) -> [u32; 4] {
    let model = model(&format!("extends = \"planned_{year}\"\npopulation.scale = 0.05\n{more}"));
    let mut groups = [0.0; 4];
    for round in &run(&model, 1).replications[0].rounds {
        let group = match round.round_type.name() {
            "french" => 1,
            "cec" | "general" | "pnp" => 3,
            _ => 2,
        };
        let programs = round.invited_by_program.expect("a simulated round");
        let all = programs.cec + programs.fsw + programs.fst + programs.pnp;
        let nominees = f64::from(round.invited) * f64::from(programs.pnp) / f64::from(all.max(1));
        groups[0] += nominees;
        groups[group] += f64::from(round.invited) - nominees;
    }
    groups.map(|invited| invited.round() as u32)
}

/// A year as it was: the published invitations by the same groups. Of nominees those of the open data, which were 9,612 more
/// than PNP rounds invited in 2024: rounds of all programs invited the others.
struct Year {
    year: i16,
    published: [u32; 4],
}

const YEARS: [Year; 2] = [
    Year { year: 2024, published: [25_095, 23_000, 19_475, 31_333] },
    Year { year: 2025, published: [10_898, 48_000, 19_250, 35_850] },
];

/// How far the planner's invitations may lie from the published ones, from least to most in %: all, and then each group.
type Bands = [(i32, i32); 5];

/// Bands are what is reached and what chance makes of it in one replication of a twentieth of the people, and no wider: a
/// group that lies outside is missed in fact.
fn assert_within(year: &Year, aims_at: &str, more: &str, bands: Bands) {
    let groups = invitations(year.year, more);
    let miss = |issued: u32, published: u32| 100.0 * (f64::from(issued) / f64::from(published) - 1.0);
    let mut misses = vec![miss(groups.iter().sum(), year.published.iter().sum())];
    misses.extend(groups.iter().zip(year.published).map(|(issued, published)| miss(*issued, published)));
    let told = format!("{} {aims_at}: nominees, French, occupations, CEC and all: {groups:?}", year.year);
    let names = ["all", "nominees", "French", "occupations", "CEC and all programs"];
    let outside: Vec<String> = names
        .iter()
        .zip(&misses)
        .zip(bands)
        .inspect(|((name, miss), _)| println!("{told}; {name} {miss:+.1} %"))
        .filter(|((_, miss), (least, most))| !(f64::from(*least)..=f64::from(*most)).contains(*miss))
        .map(|((name, miss), (least, most))| format!("{name} {miss:+.1} %, not {least} to {most}"))
        .collect();
    assert!(outside.is_empty(), "{told}; {}", outside.join("; "));
}

/// Of the federal target of 2024, 110,770, 92,395 landed by way of Express Entry. With that part of the plan's targets the
/// invitations of both years come out within the 20 % that are asked, and in 2025, when the part was known, those of every
/// group; in 2024 occupational categories and CEC have a quarter more than they had.
#[test]
fn about_as_many_are_invited_as_were_where_express_entry_brings_its_part_of_the_target() {
    let [of_2024, of_2025] = &YEARS;
    assert_within(of_2024, "part", "", [(8, 20), (-3, 6), (-3, 17), (16, 36), (13, 31)]);
    assert_within(of_2025, "part", "", [(3, 15), (-3, 6), (-6, 9), (6, 20), (8, 20)]);
}

/// The whole line from Express Entry: `more` of a scenario.
const ALL: &str = "[levels]\nfederal_express_entry_share = 1";

/// Federal landings by way of Express Entry were 92,395 in 2024 and 79,400 in 2025, below the targets of 110,770 and
/// 124,680. Given those as targets about as many are invited as were.
#[test]
fn given_the_landings_of_a_year_about_as_many_are_invited_as_were() {
    let landed = format!("{ALL}\nfederal_high_skilled = {{ 2024 = 92_395, 2025 = 79_400, 2026 = 109_000 }}");
    let [of_2024, of_2025] = &YEARS;
    assert_within(of_2024, "landed", &landed, [(-4, 8), (-3, 6), (-17, 0), (2, 19), (-4, 13)]);
    assert_within(of_2025, "landed", &landed, [(-13, -1), (-3, 6), (-20, -7), (-12, 4), (-11, 5)]);
}

/// The range of the plan was 90,000 to 116,000 for 2024, which comes out, and 69,000 to 151,000 for 2025: a quarter is missing,
/// since it does not say that more should be invited than in 2024. This is more than 20 %.
#[test]
fn given_the_range_of_the_plan_2024_comes_out_and_of_2025_a_quarter_is_missing() {
    let range = format!("{ALL}\n[targets]\naim = \"range\"");
    let [of_2024, of_2025] = &YEARS;
    assert_within(of_2024, "range", &range, [(1, 13), (-3, 6), (-11, 6), (9, 27), (3, 20)]);
    assert_within(of_2025, "range", &range, [(-30, -18), (-3, 6), (-40, -24), (-31, -14), (-31, -15)]);
}

/// The whole of the plan's targets, of which 17 and 36 % did not land by way of Express Entry, would have taken over a third
/// more invitations than were issued.
#[test]
fn the_whole_targets_of_the_plan_would_have_taken_many_more_invitations() {
    let [of_2024, of_2025] = &YEARS;
    assert_within(of_2024, "target", ALL, [(31, 47), (-3, 6), (17, 39), (47, 72), (51, 76)]);
    assert_within(of_2025, "target", ALL, [(27, 41), (-3, 6), (11, 29), (38, 60), (44, 65)]);
}
