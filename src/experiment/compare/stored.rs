//! Replications of a stored result, read back from its tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::values::Rows as ReplicationRows;
use crate::document::problem::{Problem, Problems};
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;
use crate::experiment::results::{GroupedInvited, InvitedMeans, MonthlyAdmission, MonthlyInvited};
use crate::policy::instruction::RoundType;
use crate::policy::program::Program;
use crate::published::{InvitedByProgram, Round};
use crate::record::invited_people::GroupedBy;
use crate::simulation::Replication;

/// Most persons of a cell.
const MOST: u32 = 100_000_000;
/// Upper bound of a number in these tables.
const MOST_POINTS: f64 = 1.0e6;

/// The tables that a comparison reads; those of the invited may be missing in an older result.
pub const TABLES: [&str; 4] =
    ["rounds.csv", "admissions_monthly.csv", "invited_monthly.csv", "invited_groups.csv"];

/// The replications of a stored result.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// Rows of each replication, with the member of a calibrated population that it simulated.
    pub replications: BTreeMap<Replication, StoredReplication>,
    /// Whether it has the tables of the invited.
    pub has_groups: bool,
}

/// One replication of a stored result.
#[derive(Clone, Debug, Default)]
pub struct StoredReplication {
    /// Member of a calibrated population; none for one population alone.
    pub member: Option<u32>,
    /// Its rows.
    pub rows: ReplicationRows,
}

impl Stored {
    /// Reads the tables of a result folder; every problem has its place.
    pub fn read(folder: &Path, problems: &Problems) -> Option<Stored> {
        let mut stored = Stored::default();
        let [rounds, admissions, invited, groups] = TABLES.map(|table| folder.join(table));
        stored.read_table(&rounds, &ROUNDS, problems, |row, rows| rows.rounds.extend(round(row)))?;
        stored.read_table(&admissions, &ADMISSIONS, problems, |row, rows| {
            rows.admissions.extend(admission(row));
        })?;
        stored.has_groups = invited.is_file() && groups.is_file();
        if stored.has_groups {
            stored.read_table(&invited, &INVITED, problems, |row, rows| rows.invited.extend(monthly(row)))?;
            stored.read_table(&groups, &GROUPS, problems, |row, rows| rows.groups.extend(grouped(row)))?;
        }
        Some(stored)
    }

    fn read_table(
        &mut self,
        path: &Path,
        columns: &[&str],
        problems: &Problems,
        mut add: impl FnMut(&Row<'_>, &mut ReplicationRows),
    ) -> Option<()> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                let title = format!("cannot read `{}`: {error}", path.display());
                problems.push(Problem::without_place(title, "expected the table of a result"));
                return None;
            }
        };
        let rows = Rows::parse(&Source::new(path.display().to_string(), text), columns, problems)?;
        for row in rows.iter(problems) {
            let replication = row.need_count("replication", 0..=MOST, "replications")?;
            let member = row.find_count("member", 1..=MOST, "members");
            let own = self.replications.entry(replication).or_default();
            own.member = own.member.or(member);
            add(&row, &mut own.rows);
        }
        Some(())
    }
}

const ROUNDS: [&str; 11] = [
    "replication",
    "round_number",
    "date",
    "round_type",
    "size",
    "invited",
    "cutoff",
    "invited_cec",
    "invited_fsw",
    "invited_fst",
    "invited_pnp",
];
const ADMISSIONS: [&str; 5] = ["replication", "year", "month", "program", "landed_persons"];
const INVITED: [&str; 10] = [
    "replication",
    "year",
    "month",
    "program",
    "invited",
    "mean_score",
    "share_in_canada",
    "share_french",
    "mean_age",
    "mean_wait_days",
];
const GROUPS: [&str; 6] = ["replication", "year", "attribute", "group", "invited", "mean_wait_days"];

fn round(row: &Row<'_>) -> Option<Round> {
    let date = row.need_day("date", "2026-01-06")?;
    let persons = |column: &str| row.find_count(column, 0..=MOST, "persons");
    let invited_by_program = persons("invited_cec").map(|cec| InvitedByProgram {
        cec,
        fsw: persons("invited_fsw").unwrap_or(0),
        fst: persons("invited_fst").unwrap_or(0),
        pnp: persons("invited_pnp").unwrap_or(0),
    });
    Some(Round {
        number: row.need("round_number", "a round number like 91 or 91a")?,
        date,
        drawn_at: date.start(),
        round_type: RoundType::new(row.text("round_type")),
        size: row.need_count("size", 0..=MOST, "persons")?,
        invited: row.need_count("invited", 0..=MOST, "persons")?,
        cutoff: row.find_count("cutoff", 0..=1200, "points").and_then(|cutoff| u16::try_from(cutoff).ok()),
        cutoff_sampled: None,
        tie_break: None,
        pool: None,
        eligible: None,
        invited_by_program,
    })
}

fn month(row: &Row<'_>) -> Option<i8> {
    i8::try_from(row.need_count("month", 1..=12, "months")?).ok()
}

fn program(row: &Row<'_>) -> Option<Program> {
    let found = Program::ALL.into_iter().find(|program| program.name() == row.text("program"));
    if found.is_none() {
        row.misspelt("program", &Program::ALL.map(Program::name));
    }
    found
}

fn number(row: &Row<'_>, column: &str) -> Option<f64> {
    let value: f64 = row.need(column, "a number")?;
    if !(0.0..MOST_POINTS).contains(&value) {
        row.wrong_in(column, format!("`{column}` is {value}"), "expected a number that is not negative");
        return None;
    }
    Some(value)
}

fn admission(row: &Row<'_>) -> Option<MonthlyAdmission> {
    let (year, month, program) = (row.need_year("year")?, month(row)?, program(row)?);
    let persons = row.need_count("landed_persons", 0..=MOST, "persons")?;
    Some(MonthlyAdmission { year, month, program, persons })
}

fn monthly(row: &Row<'_>) -> Option<MonthlyInvited> {
    let means = InvitedMeans {
        score: number(row, "mean_score")?,
        in_canada: number(row, "share_in_canada")?,
        french: number(row, "share_french")?,
        age: number(row, "mean_age")?,
        wait_days: number(row, "mean_wait_days")?,
    };
    let (year, month, program) = (row.need_year("year")?, month(row)?, program(row)?);
    let invited = row.need_count("invited", 0..=MOST, "persons")?;
    Some(MonthlyInvited { year, month, program, invited, means })
}

/// A group; its place is that of its name among those of its property.
fn grouped(row: &Row<'_>) -> Option<GroupedInvited> {
    let found = GroupedBy::ALL.into_iter().find(|by| by.name() == row.text("attribute"));
    let Some(by) = found else {
        row.misspelt("attribute", &GroupedBy::ALL.map(GroupedBy::name));
        return None;
    };
    let group = row.text("group").to_owned();
    let place = by.groups(&[]).iter().position(|name| *name == group).unwrap_or(0);
    let year = row.need_year("year")?;
    let invited = row.need_count("invited", 0..=MOST, "persons")?;
    Some(GroupedInvited { year, by, place, group, invited, wait_days: number(row, "mean_wait_days")? })
}
