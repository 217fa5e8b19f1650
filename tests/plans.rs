//! The government's side: plans of rounds, and the planner that meets targets.

use drawsim::experiment::{Ensemble, run_ensemble, targets};
use drawsim::policy::levels::Line;
use drawsim::scenario::{Overlay, Scenario};
use drawsim::simulation::{Model, Sizing};
use drawsim::table::results;

/// A scenario that is written where the shipped ones can be extended.
fn model(text: &str) -> Model {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scenario.toml");
    std::fs::write(&path, text).unwrap();
    let scenario = Scenario::load(path.to_str().unwrap(), &Overlay::default());
    scenario.and_then(|scenario| Model::new(&scenario)).unwrap_or_else(|error| panic!("{error}"))
}

fn run(model: &Model, replications: u32) -> Ensemble {
    run_ensemble(model, replications, 2, || ()).unwrap()
}

fn thinned(scenario: &str, scale: f64) -> Model {
    let set = vec![format!("population.scale={scale}")];
    let scenario = Scenario::load(scenario, &Overlay { set, ..Overlay::default() }).unwrap();
    Model::new(&scenario).unwrap_or_else(|error| panic!("{error}"))
}

const HEAD: &str = r#"
extends = "history"
start = 2024-01-01
end = 2024-03-31
start_pool = "empty"
replications = 2
population.scale = 0.02
"#;

#[test]
fn published_rounds_and_a_list_of_the_same_give_the_same_bytes() {
    let published = model(&format!("{HEAD}\n[[plan]]\nkind = \"published\""));
    let rounds: Vec<String> = published
        .plan
        .iter()
        .map(|round| {
            let one = &round.instruction;
            let (date, at, name, size) = (one.date, one.drawn_at, &one.round_type, one.size);
            format!("{{ date = {date}, drawn_at = {at}, type = \"{name}\", size = {size} }}")
        })
        .collect();
    assert!(rounds.len() > 10);
    let list = format!("{HEAD}\n[[plan]]\nkind = \"list\"\nrounds = [\n{}\n]", rounds.join(",\n"));
    let listed = model(&list);
    assert_eq!((&listed.plan, listed.is_replay()), (&published.plan, true));
    let tables = |model: &Model| {
        let ensemble = run(model, 2);
        let rounds: Vec<_> = ensemble.replications.iter().map(|counts| counts.rounds.clone()).collect();
        let rounds: Vec<_> = (0..).zip(rounds.iter().map(Vec::as_slice)).collect();
        let cutoff = |number| model.published_round(number).and_then(|round| round.cutoff);
        (results::rounds("x", &rounds, Some(&cutoff)).to_csv(), ensemble)
    };
    assert_eq!(tables(&listed), tables(&published));
}

#[test]
fn listed_rounds_go_on_counting_after_the_published_ones() {
    let mixed = model(&format!(
        "{HEAD}\n[[plan]]\nkind = \"published\"\nto = 2024-01-31\n[[plan]]\nkind = \"list\"\n\
         rounds = [{{ date = 2024-02-07, type = \"cec\", size = 100 }}]"
    ));
    let numbers: Vec<u32> = mixed.plan.iter().map(|round| round.instruction.number.count()).collect();
    assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "{numbers:?}");
    assert!(!mixed.is_replay() && mixed.plan[0].is_replayed);
}

#[test]
fn a_rhythm_holds_its_clusters_but_for_pauses_and_holidays() {
    let model = model(&format!(
        "{HEAD}\n[[plan]]\nkind = \"rhythm\"\nfirst = 2024-01-08\nevery_days = 14\n\
         pauses = [{{ from = 2024-02-01, to = 2024-02-09 }}]\nholidays = [2024-02-19, 2024-03-05]\nrounds = [\n\
         {{ day = 0, type = \"pnp\", size = \"nominees\" }},\n\
         {{ day = 1, type = \"cec\", size = {{ low = 500, high = 1500 }} }},\n]\n\
         [nominations]\nper_month = {{ 2024 = 1000 }}"
    ));
    let slots: Vec<(String, &str)> = model
        .plan
        .iter()
        .map(|round| (round.instruction.date.to_string(), round.instruction.round_type.name()))
        .collect();
    let slots: Vec<(&str, &str)> = slots.iter().map(|(date, name)| (date.as_str(), *name)).collect();
    // By hand: clusters of 8 and 22 January, 5 (paused) and 19 February (a holiday), 4 and 18 March; 5 March is one too.
    let expected = [
        ("2024-01-08", "pnp"),
        ("2024-01-09", "cec"),
        ("2024-01-22", "pnp"),
        ("2024-01-23", "cec"),
        ("2024-02-20", "pnp"),
        ("2024-02-20", "cec"),
        ("2024-03-04", "pnp"),
        ("2024-03-06", "cec"),
        ("2024-03-18", "pnp"),
        ("2024-03-19", "cec"),
    ];
    assert_eq!(slots, expected);
    let ensemble = run(&model, 2);
    let rounds = |replication: usize, name: &str| {
        let rounds = ensemble.replications[replication].rounds.iter();
        rounds.filter(|round| round.round_type.name() == name).map(|round| round.size).collect::<Vec<u32>>()
    };
    let (first, second) = (rounds(0, "cec"), rounds(1, "cec"));
    assert!(first.iter().all(|size| (500..=1500).contains(size)) && first != second);
    // A thousand a month is 32.9 a day: 460 in a fortnight. Of 50 in a thinned pool one is one too many or too few.
    assert!(rounds(0, "pnp")[1].abs_diff(460) <= 50, "{:?}", rounds(0, "pnp"));
}

#[test]
fn a_cutoff_invites_everyone_at_or_above_it() {
    let model = model(&format!(
        "{HEAD}\n[[plan]]\nkind = \"cutoff\"\nrounds = [\n\
         {{ date = 2024-02-07, type = \"cec\", cutoff = 470 }},\n\
         {{ date = 2024-02-07, hour = 13, type = \"cec\", cutoff = 470 }},\n]"
    ));
    let rounds = &run(&model, 1).replications[0].rounds;
    assert!(rounds[0].invited > 100 && rounds[0].cutoff.unwrap() >= 470);
    assert_eq!(rounds[0].size, rounds[0].invited);
    // Nobody is left an hour later: the slot is a row with nobody and no cutoff.
    assert_eq!((rounds[1].size, rounds[1].invited, rounds[1].cutoff), (0, 0, None));
}

#[test]
fn the_planner_meets_reachable_targets_from_the_second_year_on() {
    let model = thinned("baseline", 0.05);
    assert!(model.plan.iter().any(|round| round.sizing == Sizing::Planned));
    let rows = targets::rows(&run(&model, 3), &model);
    let federal = rows.iter().filter(|row| row.line == Line::FederalHighSkilled.name());
    let federal: Vec<_> = federal.filter(|row| row.year >= 2027).collect();
    assert_eq!(federal.len(), 2);
    for row in federal {
        assert!(row.error().unwrap().abs() <= targets::MET, "{row:?}");
        assert_eq!(row.reason, None);
    }
    // Nominees are too few in the first year, and the row says what decides that.
    let first = rows.iter().find(|row| row.line == "pnp_express_entry").unwrap();
    assert!(first.reason.as_ref().unwrap().contains("nominations decide it"), "{first:?}");
}

#[test]
fn a_target_out_of_reach_is_named_with_its_reason() {
    let model = model(
        "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n[targets]\nmost = 600\nleast = 1",
    );
    let rows = targets::rows(&run(&model, 1), &model);
    let last = rows.iter().find(|row| (row.year, row.line) == (2027, "federal_high_skilled")).unwrap();
    assert!(last.error().unwrap() < -0.2);
    assert!(last.reason.as_ref().unwrap().contains("rounds were at their largest, 600"), "{last:?}");
}

#[test]
fn a_share_of_nothing_leaves_slots_that_are_not_held() {
    let model = model("extends = \"no_category_rounds\"\nend = 2026-03-31\npopulation.scale = 0.02");
    let rounds = &run(&model, 1).replications[0].rounds;
    let healthcare: Vec<_> = rounds.iter().filter(|round| round.round_type.name() == "healthcare").collect();
    assert!(!healthcare.is_empty());
    assert!(healthcare.iter().all(|round| (round.size, round.invited, round.cutoff) == (0, 0, None)));
}

/// Invitations that the planner issues in a year, by PNP, French, other category-based rounds, and all others.
fn invitations(year: i16, nominations: u32, landed: &str) -> [u32; 4] {
    let model = model(&format!(
        "extends = \"history\"\nstart = {year}-01-01\nend = {year}-12-31\npopulation.scale = 0.05\n[[plan]]\n\
         kind = \"targets\"\nevery_days = 14\nrounds = [{{ day = 7, type = \"pnp\" }}, {{ day = 8, type = \"cec\" }},\n\
         {{ day = 9, categories = {{ french = 0.6, healthcare = 0.4 }} }}]\n\
         [targets]\nsplit = {{ cec = 0.5, french = 0.35, healthcare = 0.15 }}\n\
         [nominations]\nper_month = {{ {year} = {nominations} }}\n[levels]\nfederal_high_skilled = {landed}"
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

/// Federal landings by way of Express Entry were 92,395 in 2024 and 79,400 in 2025, below the targets of 110,770 and
/// 124,680. Given those as targets the planner does about what was done; the printed targets would take a third more.
#[test]
fn given_the_world_of_a_year_about_as_many_are_invited_as_were() {
    let landed = "{ 2024 = 92_395, 2025 = 79_400, 2026 = 109_000 }";
    for (year, nominations, real) in [(2024, 1_290, 98_903.0), (2025, 908, 113_998.0)] {
        let groups = invitations(year, nominations, landed);
        let error = f64::from(groups.iter().sum::<u32>()) / real - 1.0;
        assert!(error.abs() <= 0.2, "{year}: {groups:?}, {error:+.3}");
    }
}
