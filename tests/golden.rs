//! A tiny scenario as a readable table: whatever moves a result moves it.

#[path = "golden/accepted.rs"]
mod accepted;

use accepted::assert_accepted;
use drawsim::experiment::run_ensemble;
use drawsim::model::Model;
use drawsim::published::attribute::Counted;
use drawsim::published::{BANDS, Census, Round};
use drawsim::record::Counts;
use drawsim::scenario::{Overlay, Scenario};

fn tiny() -> Counts {
    let scenario = Scenario::load("scenarios/tiny.toml", &Overlay::default()).unwrap();
    let model = Model::new(&scenario).unwrap();
    run_ensemble(&model, 1, 1, || ()).unwrap().replications.remove(0)
}

/// Columns under their headings, all from the right.
fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].len());
        cells.chain([headings[column].len()]).max().unwrap_or(0)
    };
    let line = |cells: Vec<&str>| {
        let padded = cells.iter().enumerate().map(|(column, cell)| format!("{cell:>0$}", width(column)));
        padded.collect::<Vec<_>>().join("  ")
    };
    let mut lines = vec![line(headings.to_vec())];
    lines.extend(rows.iter().map(|row| line(row.iter().map(String::as_str).collect())));
    lines.join("\n")
}

fn or_dash<T: ToString>(value: Option<T>) -> String {
    value.map_or("-".to_owned(), |value| value.to_string())
}

fn round(round: &Round) -> Vec<String> {
    let by_program = round.invited_by_program.unwrap();
    vec![
        round.number.to_string(),
        round.date.to_string(),
        round.round_type.to_string(),
        round.size.to_string(),
        round.invited.to_string(),
        or_dash(round.cutoff),
        or_dash(round.tie_break),
        or_dash(round.pool),
        or_dash(round.eligible),
        by_program.cec.to_string(),
        by_program.fsw.to_string(),
        by_program.fst.to_string(),
        by_program.pnp.to_string(),
    ]
}

fn census(census: &Census) -> Vec<String> {
    let bands = census.candidates.iter().rev().map(|count| or_dash(*count));
    [census.date.to_string()].into_iter().chain(bands).chain([census.total.to_string()]).collect()
}

#[test]
fn the_rounds_of_the_tiny_scenario_are_the_accepted_ones() {
    let headings = [
        "round",
        "date",
        "type",
        "size",
        "invited",
        "cutoff",
        "tie_break",
        "pool",
        "eligible",
        "cec",
        "fsw",
        "fst",
        "pnp",
    ];
    let rows: Vec<Vec<String>> = tiny().rounds.iter().map(round).collect();
    assert_accepted("tests/data/golden/tiny_rounds.txt", &table(&headings, &rows));
}

#[test]
fn the_pool_of_the_tiny_scenario_is_the_accepted_one() {
    let bands: Vec<String> = BANDS.iter().rev().map(|(low, high)| format!("{low}-{high}")).collect();
    let headings: Vec<&str> =
        ["date"].into_iter().chain(bands.iter().map(String::as_str)).chain(["total"]).collect();
    let rows: Vec<Vec<String>> = tiny().censuses.iter().map(census).collect();
    assert_accepted("tests/data/golden/tiny_pool.txt", &table(&headings, &rows));
}

#[test]
fn the_flows_of_the_tiny_scenario_are_the_accepted_ones() {
    let headings = [
        "month",
        "submitted",
        "resubmitted",
        "nominated",
        "invited",
        "withdrawn",
        "applied",
        "declined",
        "lapsed",
    ];
    let rows: Vec<Vec<String>> = tiny()
        .flows
        .iter()
        .map(|flows| {
            let counts = [
                flows.submitted,
                flows.resubmitted,
                flows.nominated,
                flows.invited,
                flows.withdrawn,
                flows.applied,
                flows.declined,
                flows.lapsed,
            ];
            let month = format!("{}-{:02}", flows.year, flows.month);
            [month].into_iter().chain(counts.map(|count| count.to_string())).collect()
        })
        .collect();
    assert_accepted("tests/data/golden/tiny_flows.txt", &table(&headings, &rows));
}

#[test]
fn the_invited_of_the_tiny_scenario_are_the_accepted_ones() {
    let invited = tiny().invited;
    let groups = invited.groups().into_iter().filter(|group| group.year == 2015 && group.program.is_none());
    let rows: Vec<Vec<String>> = groups
        .map(|group| {
            let share = invited.share(group).map(|share| format!("{share:.3}"));
            vec![
                group.attribute.name().to_owned(),
                group.attribute.groups()[group.group].to_owned(),
                invited.count(group, Counted::Invited).to_string(),
                invited.count(group, Counted::Applied).to_string(),
                or_dash(share),
            ]
        })
        .collect();
    let headings = ["attribute", "group", "invited", "applied", "share"];
    assert_accepted("tests/data/golden/tiny_invited.txt", &table(&headings, &rows));
}
