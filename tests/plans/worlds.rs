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

/// The years, nominees a month, and the published invitations.
const WORLDS: [(i16, u32, f64); 2] = [(2024, 1_290, 98_903.0), (2025, 908, 113_998.0)];

fn assert_about_as_many(year: i16, groups: [u32; 4], published: f64) {
    let error = f64::from(groups.iter().sum::<u32>()) / published - 1.0;
    println!("{year}: PNP, French, occupations, all others: {groups:?}, {error:+.3}");
    assert!(error.abs() <= 0.2, "{year}: {groups:?}, {error:+.3}");
}

/// Federal landings by way of Express Entry were 92,395 in 2024 and 79,400 in 2025, below the targets of 110,770 and
/// 124,680. Given those as targets the planner does about what was done.
#[test]
fn given_the_landings_of_a_year_about_as_many_are_invited_as_were() {
    let landed = "[levels]\nfederal_high_skilled = { 2024 = 92_395, 2025 = 79_400, 2026 = 109_000 }";
    for (year, nominations, published) in WORLDS {
        assert_about_as_many(year, invitations(year, nominations, landed), published);
    }
}

/// The range of the plan was 90,000 to 116,000 for 2024, and 96,500 to 124,000 for 2025. Aiming at the target of 2024 itself,
/// which was missed by 17 %, would have taken a quarter more invitations than were issued.
#[test]
fn given_the_range_of_the_plan_for_2024_about_as_many_are_invited_as_were() {
    let (year, nominations, published) = WORLDS[0];
    let ranged = invitations(year, nominations, "aim = \"range\"");
    assert_about_as_many(year, ranged, published);
    let aimed: u32 = invitations(year, nominations, "").iter().sum();
    assert!(f64::from(aimed) > 1.2 * published, "{aimed}");
}
