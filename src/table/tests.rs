use std::path::Path;

use super::*;
use crate::time::{Day, Instant};

const TEST: About = About { name: "test", row: "One row for each value.", key: &[], written: "" };

/// Writes a table, reads both files back and compares them with it.
fn round_trip(table: &Table) {
    let folder = tempfile::tempdir().unwrap();
    table.write(folder.path(), "rounds").unwrap();
    assert_eq!(&Table::read_csv(&folder.path().join("rounds.csv"), table).unwrap(), table);
    assert_eq!(&Table::read_parquet(&folder.path().join("rounds.parquet")).unwrap(), table);
}

fn numbers(rows: &[u32]) -> Table {
    Table::of(&TEST, rows).integer("n", "A number.", |row| Some(*row)).finish()
}

#[test]
fn text_that_csv_would_misread_is_quoted() {
    let table = Table::of(&TEST, &["plain", "a,b", "say \"no\"", "two\nlines"])
        .text("note", "A note.", Some)
        .finish();
    assert_eq!(table.to_csv(), "note\nplain\n\"a,b\"\n\"say \"\"no\"\"\"\n\"two\nlines\"\n");
    round_trip(&table);
}

#[test]
fn an_empty_text_does_not_look_missing() {
    let rows = [(1_i32, None), (2, Some("")), (3, Some("cec"))];
    let table = Table::of(&TEST, &rows)
        .integer("n", "A number.", |row| Some(row.0))
        .text("programs", "Programs.", |row| row.1)
        .finish();
    assert_eq!(table.to_csv(), "n,programs\n1,\n2,\"\"\n3,cec\n");
}

#[test]
fn numbers_carry_no_noise() {
    let rows = [0.1 + 0.2, -0.000_01, 480.0, 1_234_567.891_23];
    let table = Table::of(&TEST, &rows)
        .number("n", "A number.", |row| Some(*row))
        .number_to(6, "rate", "A rate.", |row| Some(*row))
        .finish();
    assert_eq!(table.to_csv(), "n,rate\n0.3,0.3\n0,-0.00001\n480,480\n1234567.891,1234567.89123\n");
    round_trip(&table);
}

#[test]
fn every_kind_of_value_comes_back_from_both_files() {
    let rows = [Some(-1_i32), None, Some(1)];
    let table = Table::of(&TEST, &rows)
        .truth("is_eligible", "A truth.", |row| row.map(|sign| sign > 0))
        .day("date", "A day.", |row| row.map(Day::from_number))
        .instant("submitted_at", "An instant.", |row| row.map(|second| Instant::from_unix(i64::from(second))))
        .text("word", "A word.", |row| row.map(|_| "été"))
        .integer("count", "A count.", |row| *row)
        .finish();
    assert!(table.to_csv().contains("false,1969-12-31,1969-12-31T23:59:59Z,été,-1\n,,,,\n"));
    round_trip(&table);
}

#[test]
fn an_instant_is_utc_in_parquet_whether_there_is_one_or_not() {
    use polars::prelude::{DataType, TimeUnit, TimeZone};
    let instant: Instant = "2020-02-19T14:00:00Z".parse().unwrap();
    for rows in [vec![Some(instant), None], vec![None, None], Vec::new()] {
        let table = Table::of(&TEST, &rows)
            .instant("tie_break", "An instant.", |row| *row)
            .integer("n", "A number.", |_| Some(1))
            .finish();
        let utc = DataType::Datetime(TimeUnit::Microseconds, Some(TimeZone::UTC));
        assert_eq!(parquet::frame(&table).unwrap().columns()[0].dtype(), &utc, "{rows:?}");
        // In the file too, or reading would refuse it.
        round_trip(&table);
    }
}

#[test]
fn a_full_disk_is_reported_in_the_words_of_the_machine() {
    let text =
        "parquet: File out of specification: underlying IO error: No space left on device (os error 28)";
    let error = polars::prelude::PolarsError::ComputeError(text.into());
    assert_eq!(parquet::reason(&error), "No space left on device (os error 28)");
}

#[test]
fn batches_make_the_same_bytes_as_one_piece() {
    let rows: Vec<u32> = (0..100).collect();
    let folder = tempfile::tempdir().unwrap();
    let mut writer = TableWriter::create(folder.path(), "parts", &numbers(&[])).unwrap();
    writer.write(&numbers(&rows[..40])).unwrap();
    writer.write(&numbers(&rows[40..])).unwrap();
    writer.finish().unwrap();
    let whole = numbers(&rows);
    assert_eq!(std::fs::read_to_string(folder.path().join("parts.csv")).unwrap(), whole.to_csv());
    assert_eq!(Table::read_parquet(&folder.path().join("parts.parquet")).unwrap(), whole);
}

#[test]
fn a_table_without_rows_keeps_its_columns() {
    let table = numbers(&[]);
    assert_eq!(table.to_csv().lines().count(), 1);
    round_trip(&table);
}

#[test]
fn an_unwritable_file_is_named() {
    let error = numbers(&[]).write(Path::new("no/such/folder"), "cutoffs").unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot write `no/such/folder/cutoffs.csv`: No such file or directory (os error 2)"
    );
}

#[test]
fn a_csv_of_other_columns_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    std::fs::write(&path, "a,b\n1,x\n").unwrap();
    let a = Table::of(&TEST, &[(); 0]).integer("a", "A number.", |()| Some(1));
    let error =
        Table::read_csv(&path, &a.text("c", "A text.", |()| Some(1)).finish()).unwrap_err().to_string();
    assert!(error.ends_with("found columns a, b, expected a, c"), "{error}");
    let a = Table::of(&TEST, &[(); 0]).integer("a", "A number.", |()| Some(1));
    let error =
        Table::read_csv(&path, &a.number("b", "A number.", |()| Some(1.0)).finish()).unwrap_err().to_string();
    assert!(error.ends_with("column `b` holds `x`"), "{error}");
}
