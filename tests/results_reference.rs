//! The reference of tables, `docs/results.md`, is what the columns say of themselves.
//!
//! `SNAPSHOTS=overwrite cargo test --test results_reference` renews it.

#[path = "golden/accepted.rs"]
mod accepted;

use std::fmt::Write as _;

use accepted::assert_accepted;
use drawsim::experiment::tables::empty_tables;
use drawsim::model::Model;
use drawsim::scenario::Overlay;
use drawsim::table::{Column, Kind, Table};

const INTRODUCTION: &str = "\
# Results

`drawsim run` and `drawsim backtest` write a result folder for each scenario: `output/NAME`, unless `-o` \
names another
place. So does `drawsim calibrate --check`, into `output/NAME-check`, and `drawsim \
calibrate SPEC`, into `output/SPEC-calibration`; and `drawsim \
forecast`, into `output/NAME-forecast`. `plan`,
`pool`, `score`, `odds` and `import` write where `-o` says.

NAME is that of the scenario's file, after its folder: `mine.toml` in a folder `d` writes `output/d-mine`, \
and its rows have
the scenario `d/mine`. A shipped scenario, and a file in a folder `scenarios`, have a name without a \
folder.

This page is made from the descriptions of the columns; a test says when it is stale.

- Every table of a result folder stands there twice, as CSV and as Parquet, with the same columns. Rows \
are sorted by the
  key.
- A day is a date in America/Toronto (ISO 8601). A time is in UTC.
- An empty field means that there is no such figure.
- A run may sample the people (`population.scale` below 1). Sizes of rounds are then the real ones, and \
so are counts of
  people: the simulated number divided by the scale.
- Figures across replications are means. A confidence interval covers the mean at 95 %; \
more replications narrow it.
";

fn model() -> Model {
    Model::load("tiny", &Overlay::default()).unwrap().1
}

fn reference() -> String {
    let mut text = INTRODUCTION.to_owned();
    for table in empty_tables(&model()) {
        let about = table.about();
        let keys: Vec<String> = about.key.iter().map(|name| format!("`{name}`")).collect();
        let (name, row, written) = (about.name, about.row, about.written);
        write!(text, "\n## `{name}`\n\n{row} Written {}\n\n", lower(written)).unwrap();
        write!(text, "Key: {}.\n\n| column | kind | meaning |\n|---|---|---|\n", keys.join(", ")).unwrap();
        for column in table.columns() {
            let (name, kind, description) = (column.name(), kind(column), column.description());
            writeln!(text, "| `{name}` | {kind} | {description} |").unwrap();
        }
    }
    text
}

fn lower(sentence: &str) -> String {
    let (first, rest) = sentence.split_at(1);
    first.to_lowercase() + rest
}

fn kind(column: &Column) -> &'static str {
    match column.kind() {
        Kind::Text => "text",
        Kind::Integer => "whole number",
        Kind::Number => "number",
        Kind::Truth => "`true` or `false`",
        Kind::Day => "date",
        Kind::Instant => "time",
    }
}

#[test]
fn the_reference_of_tables_says_what_the_columns_say() {
    assert_accepted("docs/results.md", &reference());
}

#[test]
fn every_column_is_described_in_a_sentence() {
    for table in empty_tables(&model()) {
        for column in table.columns() {
            let text = column.description();
            let name = format!("`{}` of `{}`", column.name(), table.about().name);
            assert!(text.ends_with('.') && !text.contains(['|', '\n']), "{name}: {text}");
        }
    }
}

#[test]
fn keys_are_columns_and_names_are_unique() {
    let tables = empty_tables(&model());
    for table in &tables {
        let about = table.about();
        let unknown: Vec<&&str> = about.key.iter().filter(|name| !table.names().contains(*name)).collect();
        assert!(unknown.is_empty(), "`{}` has no column {unknown:?}", about.name);
    }
    let mut names: Vec<&str> = tables.iter().map(|table: &Table| table.about().name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
}
