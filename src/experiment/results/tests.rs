use super::*;
use crate::experiment::column::RunId;
use crate::experiment::cutoffs::{Components, CutoffRow, cutoffs};
use crate::experiment::spread::Spread;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::policy::program::Program;
use crate::published::{BANDS, Census, InvitedByProgram, Round};
use crate::record::invited::InvitedCounts;
use crate::simulation::Replication;
use crate::table::{Cell, Table};
use crate::time::Day;

/// A replication of a scenario without members.
fn run(scenario: &str, replication: Replication) -> RunId<'_> {
    RunId { scenario, replication, member: None }
}

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
        cutoff_sampled: None,
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
        components: None,
        size_interval: None,
        replications: 20,
        published,
    }
}

/// Writes a table, reads both files back and compares them with it.
fn round_trip(table: &Table) {
    let folder = tempfile::tempdir().unwrap();
    table.write(folder.path(), "rounds").unwrap();
    assert_eq!(&Table::read_csv(&folder.path().join("rounds.csv"), table).unwrap(), table);
    assert_eq!(&Table::read_parquet(&folder.path().join("rounds.parquet")).unwrap(), table);
}

#[test]
fn rounds_have_the_columns_of_the_contract() {
    let held = [round("91a"), empty_round("91b")];
    let published =
        Round { cutoff: Some(903), tie_break: Some("2018-05-21T02:27:52Z".parse().unwrap()), ..round("91a") };
    let replayed = |number| (number == published.number).then_some(&published);
    let table = rounds(run("history", 0), &held, Compared { published: Some(&replayed), held: None });
    assert_eq!(
        table.to_csv(),
        "scenario,replication,member,round_number,date,round_type,size,invited,cutoff,cutoff_sampled,\
         tie_break,pool,eligible,invited_cec,invited_fsw,invited_fst,invited_pnp,cutoff_published,\
         tie_break_published\n\
         history,0,,91a,2018-05-30,pnp,700,612,902,,2018-05-21T02:27:51Z,90000,612,1,2,3,606,903,\
         2018-05-21T02:27:52Z\n\
         history,0,,91b,2018-05-30,pnp,0,0,,,,,,,,,,,\n"
    );
    round_trip(&table);
}

#[test]
fn rounds_of_a_forward_scenario_have_no_published_column() {
    let table = rounds(run("forward", 1), &[round("1"), round("2")], Compared::default());
    assert_eq!(table.names().last(), Some(&"invited_pnp"));
    assert_eq!(table.height(), 2);
    assert_eq!(table.cell(1, "replication"), Some(Cell::Integer(1)));
}

#[test]
fn cutoffs_have_the_columns_of_the_contract() {
    let components = Components { chance: 1.5, parameters: 2.0 };
    let rows = [
        CutoffRow { components: Some(components), ..cutoff_row(105, Some(spread(Some(2.5))), Some(443)) },
        cutoff_row(106, Some(spread(None)), None),
        cutoff_row(107, None, None),
    ];
    let table = cutoffs("history", &rows);
    assert_eq!(
        table.to_csv(),
        "scenario,round_number,date,round_type,size,mean,sd,sd_chance,sd_parameters,p10,p25,p50,p75,p90,\
         ci95_low,ci95_high,replications,cutoff_published,size_ci95_low,size_ci95_high\n\
         history,105,2019-01-10,no_program_specified,3900,440.123,2.5,1.5,2,435,437.5,440,442,445.1,\
         437.5,442.5,20,443,,\n\
         history,106,2019-01-10,no_program_specified,3900,440.123,,,,435,437.5,440,442,445.1,,,20,,,\n\
         history,107,2019-01-10,no_program_specified,3900,,,,,,,,,,,,20,,,\n"
    );
    round_trip(&table);
}

fn census(date: &str, count: u32) -> Census {
    Census { date: day(date), candidates: [Some(count); BANDS.len()], total: count * 15 }
}

#[test]
fn pool_goes_from_the_lowest_band_up_with_the_published_counts() {
    let mut snapshot = census("2022-01-17", 8);
    snapshot.candidates[14] = None;
    let simulated = [census("2022-01-17", 7), census("2022-01-31", 9)];
    let table = pool(run("history", 0), &simulated, |date| (date == snapshot.date).then_some(&snapshot));
    let csv = table.to_csv();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[0],
        "scenario,replication,member,date,band_low,band_high,candidates,candidates_published"
    );
    assert_eq!(lines[1], "history,0,,2022-01-17,0,300,7,");
    assert_eq!(lines[2], "history,0,,2022-01-17,301,350,7,8");
    assert_eq!(lines[15], "history,0,,2022-01-17,601,1200,7,8");
    assert_eq!(lines[30], "history,0,,2022-01-31,601,1200,9,");
    round_trip(&table);
}

#[test]
fn no_invitation_is_no_row_and_months_have_their_published_number() {
    let empty = invited(run("history", 0), &InvitedCounts::default(), |_| None);
    assert_eq!(
        empty.to_csv(),
        "scenario,replication,member,year,program,attribute,group,invited,applied,share,share_published\n"
    );
    let months = [Program::Cec, Program::Fst].map(|program| MonthlyAdmission {
        year: 2022,
        month: 3,
        program,
        persons: 12,
    });
    let published = |row: &MonthlyAdmission| (row.program == Program::Cec).then_some(15);
    let table = admissions_monthly(run("history", 0), &months, published);
    assert_eq!(
        table.to_csv(),
        "scenario,replication,member,year,month,program,landed_persons,landed_persons_published\n\
         history,0,,2022,3,cec,12,15\nhistory,0,,2022,3,fst,12,\n"
    );
    round_trip(&table);
}
