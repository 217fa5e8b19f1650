//! The two published tables as rows with every column, to and from their CSV text.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::formula;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;
use crate::policy::instruction::RoundNumber;
use crate::published::census::{BANDS, Census, MOST_CANDIDATES};
use crate::published::impossible::Figures;
use crate::published::round::MOST_PERSONS;
use crate::time::{Day, Instant};

const ROUND_COLUMNS: [&str; 11] = [
    "round_number",
    "date",
    "drawn_at",
    "round_type",
    "category_version",
    "published_name",
    "invitations",
    "cutoff",
    "tie_break",
    "pool_as_of",
    "note",
];

/// Columns of counts, in the order of the fields `dd1` to `dd18`; the last is the total.
pub const COUNT_COLUMNS: [&str; 18] = [
    "c_601_1200",
    "c_501_600",
    "c_451_500",
    "c_491_500",
    "c_481_490",
    "c_471_480",
    "c_461_470",
    "c_451_460",
    "c_401_450",
    "c_441_450",
    "c_431_440",
    "c_421_430",
    "c_411_420",
    "c_401_410",
    "c_351_400",
    "c_301_350",
    "c_0_300",
    "total",
];

/// Most candidates in a column of counts.
pub(super) fn most_of(column: &str) -> u32 {
    if column == COUNT_COLUMNS[COUNT_COLUMNS.len() - 1] { MOST_CANDIDATES } else { MOST_PERSONS }
}

/// Flag of a snapshot that repeats an earlier one.
pub const STALE: &str = "stale";
/// Flag of a snapshot that cannot be right.
pub const IMPOSSIBLE: &str = "impossible";

/// A row of `rounds.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundRow {
    /// Day of the round.
    pub date: Day,
    /// The second at which the pool was ranked.
    pub drawn_at: Instant,
    /// Type of the round.
    pub round_type: String,
    /// Version of the category; empty for programs.
    pub version: String,
    /// The name as published.
    pub name: String,
    /// Number of invitations.
    pub invitations: u32,
    /// Score of the lowest-ranked candidate invited.
    pub cutoff: u32,
    /// Submission time of the last candidate invited.
    pub tie_break: Option<Instant>,
    /// Day of the count of the pool that was published with it.
    pub pool_as_of: Option<Day>,
    /// Repairs and doubts.
    pub note: String,
}

/// A row of `pool_snapshots.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotRow {
    /// Empty, or a mark such as `stale`.
    pub flag: String,
    /// Counts in the order of [`COUNT_COLUMNS`].
    pub counts: [Option<u32>; COUNT_COLUMNS.len()],
}

/// Published rounds by number, and counts of the pool by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// The rounds.
    pub rounds: BTreeMap<RoundNumber, RoundRow>,
    /// The snapshots.
    pub snapshots: BTreeMap<Day, SnapshotRow>,
}

impl RoundRow {
    /// The figures that are judged.
    pub(super) fn figures(&self, number: RoundNumber) -> Figures {
        Figures {
            number,
            date: self.date,
            drawn_at: self.drawn_at,
            round_type: self.round_type.clone(),
            size: self.invitations,
            cutoff: self.cutoff,
            tie_break: self.tie_break,
        }
    }
}

impl Tables {
    /// `rounds.csv`.
    pub fn rounds_csv(&self) -> String {
        csv_text(&ROUND_COLUMNS, self.rounds.iter().map(|(number, row)| round_fields(*number, row)))
    }

    /// `pool_snapshots.csv`.
    pub fn snapshots_csv(&self) -> String {
        csv_text(&snapshot_columns(), self.snapshots.iter().map(|(day, row)| snapshot_fields(*day, row)))
    }

    /// The figures of the rounds that are judged.
    pub fn figures(&self) -> Vec<Figures> {
        self.rounds.iter().map(|(number, row)| row.figures(*number)).collect()
    }

    /// The counts by band.
    pub fn censuses(&self) -> Vec<Census> {
        let place = |low: u16, high: u16| {
            let name = format!("c_{low}_{high}");
            COUNT_COLUMNS.iter().position(|column| *column == name).expect("each band has a column")
        };
        let places = BANDS.map(|(low, high)| place(low, high));
        let censuses = self.snapshots.iter().map(|(day, row)| Census {
            date: *day,
            candidates: places.map(|place| row.counts[place]),
            total: row.counts[COUNT_COLUMNS.len() - 1].unwrap_or(0),
        });
        censuses.collect()
    }

    /// Reads older tables, each of them if it is given; every broken row is reported.
    pub fn read(
        rounds: Option<&Arc<Source>>,
        snapshots: Option<&Arc<Source>>,
        problems: &Problems,
    ) -> Option<Tables> {
        let before = problems.len();
        let needed: Vec<&str> = ["as_of", "flag"].into_iter().chain(COUNT_COLUMNS).collect();
        let rounds = rounds.and_then(|source| Rows::parse(source, &ROUND_COLUMNS, problems));
        let snapshots = snapshots.and_then(|source| Rows::parse(source, &needed, problems));
        let rounds = rounds.iter().flat_map(|rows| rows.iter(problems)).filter_map(|row| read_round(&row));
        let rounds = rounds.collect();
        let snapshots = snapshots.iter().flat_map(|rows| rows.iter(problems));
        let snapshots = snapshots.filter_map(|row| read_snapshot(&row)).collect();
        (problems.len() == before).then_some(Tables { rounds, snapshots })
    }
}

fn round_fields(number: RoundNumber, row: &RoundRow) -> Vec<String> {
    vec![
        number.to_string(),
        row.date.to_string(),
        row.drawn_at.to_string(),
        row.round_type.clone(),
        row.version.clone(),
        row.name.clone(),
        row.invitations.to_string(),
        row.cutoff.to_string(),
        row.tie_break.map_or(String::new(), |instant| instant.to_string()),
        row.pool_as_of.map_or(String::new(), |day| day.to_string()),
        row.note.clone(),
    ]
}

fn snapshot_columns() -> Vec<&'static str> {
    ["as_of", "flag"].into_iter().chain(COUNT_COLUMNS).collect()
}

fn snapshot_fields(day: Day, row: &SnapshotRow) -> Vec<String> {
    let counts = row.counts.iter().map(|count| count.map_or(String::new(), |count| count.to_string()));
    [day.to_string(), row.flag.clone()].into_iter().chain(counts).collect()
}

fn read_round(row: &Row<'_>) -> Option<(RoundNumber, RoundRow)> {
    let number = row.need::<RoundNumber>("round_number", "a round number like 91 or 91a");
    let date = row.need_day("date", "2015-01-31");
    let drawn_at = match row.text("drawn_at") {
        "" => date.map(|date| date.start() + 12 * 3600),
        _ => row.need_instant("drawn_at", "2015-01-31T11:59:48Z"),
    };
    let invitations = row.need_count("invitations", 1..=MOST_PERSONS, "persons");
    // One that cannot be is written with a note.
    let cutoff = row.need_count("cutoff", 0..=MOST_PERSONS, "points");
    let tie_break = row.find_instant("tie_break", "2017-06-07T20:11:13Z");
    let pool_as_of = row.find_day("pool_as_of", "2022-01-17");
    let read = RoundRow {
        date: date?,
        drawn_at: drawn_at?,
        round_type: row.text("round_type").to_owned(),
        version: row.text("category_version").to_owned(),
        name: row.text("published_name").to_owned(),
        invitations: invitations?,
        cutoff: cutoff?,
        tie_break,
        pool_as_of,
        note: row.text("note").to_owned(),
    };
    Some((number?, read))
}

fn read_snapshot(row: &Row<'_>) -> Option<(Day, SnapshotRow)> {
    let day = row.need_day("as_of", "2022-01-17");
    let counts = COUNT_COLUMNS.map(|column| row.find_count(column, 0..=most_of(column), "candidates"));
    Some((day?, SnapshotRow { flag: row.text("flag").to_owned(), counts }))
}

fn csv_text(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    const NEVER: &str = "memory takes any row, and its text is UTF-8";
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).expect(NEVER);
    for row in rows {
        writer.write_record(row.iter().map(|text| formula::marked(text).into_owned())).expect(NEVER);
    }
    String::from_utf8(writer.into_inner().expect(NEVER)).expect(NEVER)
}
