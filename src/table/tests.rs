use super::results::{admissions_monthly, cutoffs, invited, pool, rounds};
use super::*;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::policy::program::Program;
use crate::published::{BANDS, Census, InvitedByProgram, Round};
use crate::record::admissions::MonthlyAdmission;
use crate::record::cutoffs::{CutoffRow, Spread};
use crate::record::invited::InvitedCounts;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn round(number: &str) -> Round {
    Round {
        number: number.parse().unwrap(),
        date: day("2018-05-30"),
        drawn_at: "2018-05-30T15:10:04Z".parse().unwrap(),
        round_type: RoundType::new("pnp"),
        size: 700,
        invited: 612,
        cutoff: Some(902),
        tie_break: Some("2018-05-21T02:27:51Z".parse().unwrap()),
        pool: Some(90_000),
        eligible: Some(612),
        invited_by_program: Some(InvitedByProgram { cec: 1, fsw: 2, fst: 3, pnp: 606 }),
    }
}

fn empty_round(number: &str) -> Round {
    let mut empty = round(number);
    (empty.size, empty.invited) = (0, 0);
    (empty.cutoff, empty.tie_break, empty.pool, empty.eligible) = (None, None, None, None);
    empty.invited_by_program = None;
    empty
}

fn spread(sd: Option<f64>) -> Spread {
    Spread {
        mean: 440.123_456,
        sd,
        p10: 435.0,
        p25: 437.5,
        p50: 440.0,
        p75: 442.0,
        p90: 445.1,
        ci95_low: sd.map(|sd| 440.0 - sd),
        ci95_high: sd.map(|sd| 440.0 + sd),
    }
}

fn cutoff_row(number: u32, cutoff: Option<Spread>, published: Option<u16>) -> CutoffRow {
    CutoffRow {
        number: RoundNumber::new(number),
        date: day("2019-01-10"),
        round_type: RoundType::new("no_program_specified"),
        size: 3900.0,
        cutoff,
        replications: 20,
        published,
    }
}

/// Writes a table, reads both files back and holds them against it.
fn round_trip(table: &Table) {
    let folder = tempfile::tempdir().unwrap();
    table.write(folder.path(), "rounds").unwrap();
    assert_eq!(&Table::read_csv(&folder.path().join("rounds.csv"), &table.schema()).unwrap(), table);
    assert_eq!(&Table::read_parquet(&folder.path().join("rounds.parquet")).unwrap(), table);
}

#[test]
fn rounds_have_the_columns_of_the_contract() {
    let held = [round("91a"), empty_round("91b")];
    let published =
        Round { cutoff: Some(903), tie_break: Some("2018-05-21T02:27:52Z".parse().unwrap()), ..round("91a") };
    let replayed = |number| (number == published.number).then_some(&published);
    let table = rounds("history", &[(0, &held)], Some(&replayed));
    assert_eq!(
        table.to_csv(),
        "scenario,replication,round_number,date,round_type,size,invited,cutoff,tie_break,pool,eligible,\
         invited_cec,invited_fsw,invited_fst,invited_pnp,cutoff_published,tie_break_published\n\
         history,0,91a,2018-05-30,pnp,700,612,902,2018-05-21T02:27:51Z,90000,612,1,2,3,606,903,\
         2018-05-21T02:27:52Z\n\
         history,0,91b,2018-05-30,pnp,0,0,,,,,,,,,,\n"
    );
    round_trip(&table);
}

#[test]
fn rounds_of_a_forward_scenario_have_no_published_column() {
    let table = rounds("forward", &[(0, &[round("1")]), (1, &[round("1")])], None);
    assert_eq!(table.names().last(), Some(&"invited_pnp"));
    assert_eq!(table.height(), 2);
    assert_eq!(table.cell(1, "replication"), Some(Cell::Integer(1)));
}

#[test]
fn cutoffs_have_the_columns_of_the_contract() {
    let rows = [
        cutoff_row(105, Some(spread(Some(2.5))), Some(443)),
        cutoff_row(106, Some(spread(None)), None),
        cutoff_row(107, None, None),
    ];
    let table = cutoffs("history", &rows);
    assert_eq!(
        table.to_csv(),
        "scenario,round_number,date,round_type,size,mean,sd,p10,p25,p50,p75,p90,ci95_low,ci95_high,\
         replications,cutoff_published\n\
         history,105,2019-01-10,no_program_specified,3900,440.123,2.5,435,437.5,440,442,445.1,437.5,442.5,20,443\n\
         history,106,2019-01-10,no_program_specified,3900,440.123,,435,437.5,440,442,445.1,,,20,\n\
         history,107,2019-01-10,no_program_specified,3900,,,,,,,,,,20,\n"
    );
    round_trip(&table);
}

#[test]
fn pool_goes_from_the_lowest_band_up_beside_what_was_published() {
    let census = |date: &str, count: u32| Census {
        date: day(date),
        candidates: [Some(count); BANDS.len()],
        total: count * 15,
    };
    let mut snapshot = census("2022-01-17", 8);
    snapshot.candidates[14] = None;
    let simulated = [census("2022-01-17", 7), census("2022-01-31", 9)];
    let table = pool("history", &[(0, &simulated)], |date| (date == snapshot.date).then_some(&snapshot));
    let csv = table.to_csv();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "scenario,replication,date,band_low,band_high,candidates,candidates_published");
    assert_eq!(lines[1], "history,0,2022-01-17,0,300,7,");
    assert_eq!(lines[2], "history,0,2022-01-17,301,350,7,8");
    assert_eq!(lines[15], "history,0,2022-01-17,601,1200,7,8");
    assert_eq!(lines[30], "history,0,2022-01-31,601,1200,9,");
    round_trip(&table);
}

#[test]
fn nobody_invited_is_no_row_and_months_stand_beside_what_was_published() {
    let nobody = invited("history", &[(0, &InvitedCounts::default())], |_| None);
    assert_eq!(
        nobody.to_csv(),
        "scenario,replication,year,program,attribute,group,invited,applied,share,share_published\n"
    );
    let months = [Program::Cec, Program::Fst].map(|program| MonthlyAdmission {
        year: 2022,
        month: 3,
        program,
        persons: 12,
    });
    let published = |row: &MonthlyAdmission| (row.program == Program::Cec).then_some(15);
    let table = admissions_monthly("history", &[(0, months.to_vec())], published);
    assert_eq!(
        table.to_csv(),
        "scenario,replication,year,month,program,landed_persons,landed_persons_published\n\
         history,0,2022,3,cec,12,15\nhistory,0,2022,3,fst,12,\n"
    );
    round_trip(&table);
}

#[test]
fn text_that_csv_would_misread_is_quoted() {
    let table = Table::of(&["plain", "a,b", "say \"no\"", "two\nlines"]).text("note", Some).finish();
    assert_eq!(table.to_csv(), "note\nplain\n\"a,b\"\n\"say \"\"no\"\"\"\n\"two\nlines\"\n");
    round_trip(&table);
}

#[test]
fn numbers_carry_no_noise() {
    let rows = [0.1 + 0.2, -0.000_01, 480.0, 1_234_567.891_23];
    let table =
        Table::of(&rows).number("n", |row| Some(*row)).number_to(6, "rate", |row| Some(*row)).finish();
    assert_eq!(table.to_csv(), "n,rate\n0.3,0.3\n0,-0.00001\n480,480\n1234567.891,1234567.89123\n");
    round_trip(&table);
}

#[test]
fn every_kind_of_value_comes_back_from_both_files() {
    let rows = [Some(-1_i32), None, Some(1)];
    let table = Table::of(&rows)
        .truth("is_eligible", |row| row.map(|sign| sign > 0))
        .day("date", |row| row.map(Day::from_number))
        .instant("submitted_at", |row| row.map(|second| Instant::from_unix(i64::from(second))))
        .text("word", |row| row.map(|_| "été"))
        .integer("count", |row| *row)
        .finish();
    assert!(table.to_csv().contains("false,1969-12-31,1969-12-31T23:59:59Z,été,-1\n,,,,\n"));
    round_trip(&table);
}

#[test]
fn an_instant_is_utc_in_parquet_whether_there_is_one_or_not() {
    use polars::prelude::{DataType, TimeUnit, TimeZone};
    let at = |text: &str| Some(text.parse::<Instant>().unwrap());
    for rows in [vec![at("2020-02-19T14:00:00Z"), None], vec![None, None], Vec::new()] {
        let table = Table::of(&rows).instant("tie_break", |row| *row).integer("n", |_| Some(1)).finish();
        let utc = DataType::Datetime(TimeUnit::Microseconds, Some(TimeZone::UTC));
        assert_eq!(parquet::frame(&table).unwrap().columns()[0].dtype(), &utc, "{rows:?}");
        // In the file too, or reading would refuse it.
        round_trip(&table);
    }
}

#[test]
fn a_full_disk_is_told_in_the_words_of_the_machine() {
    let text =
        "parquet: File out of specification: underlying IO error: No space left on device (os error 28)";
    let error = polars::prelude::PolarsError::ComputeError(text.into());
    assert_eq!(parquet::reason(&error), "No space left on device (os error 28)");
}

#[test]
fn batches_make_the_same_bytes_as_one_piece() {
    let rows: Vec<u32> = (0..100).collect();
    let part = |rows: &[u32]| Table::of(rows).integer("n", |row| Some(*row)).finish();
    let folder = tempfile::tempdir().unwrap();
    let mut writer = TableWriter::create(folder.path(), "parts", &part(&[])).unwrap();
    writer.write(&part(&rows[..40])).unwrap();
    writer.write(&part(&rows[40..])).unwrap();
    writer.finish().unwrap();
    let whole = part(&rows);
    assert_eq!(std::fs::read_to_string(folder.path().join("parts.csv")).unwrap(), whole.to_csv());
    assert_eq!(Table::read_parquet(&folder.path().join("parts.parquet")).unwrap(), whole);
}

#[test]
fn a_table_without_rows_keeps_its_columns() {
    let table = cutoffs("history", &[]);
    assert_eq!(table.to_csv().lines().count(), 1);
    round_trip(&table);
}

#[test]
fn an_unwritable_file_is_named() {
    let error = cutoffs("history", &[]).write(Path::new("no/such/folder"), "cutoffs").unwrap_err();
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
    let schema = |name: &str, kind| vec![("a".to_owned(), Kind::Integer), (name.to_owned(), kind)];
    let error = Table::read_csv(&path, &schema("c", Kind::Text)).unwrap_err().to_string();
    assert!(error.ends_with("found columns a, b, expected a, c"), "{error}");
    let error = Table::read_csv(&path, &schema("b", Kind::Number)).unwrap_err().to_string();
    assert!(error.ends_with("column `b` holds `x`"), "{error}");
}
