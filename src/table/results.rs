//! The tables of a result folder, with the columns that its file contract names.

use super::Table;
use crate::policy::instruction::RoundNumber;
use crate::policy::levels::{Level, Line};
use crate::policy::program::Program;
use crate::population::Nomination;
use crate::published::attribute::Counted;
use crate::published::invited::ALL_PROGRAMS;
use crate::published::{BANDS, Census, InvitedByProgram, Round};
use crate::record::admissions::{Admission, MonthlyAdmission};
use crate::record::cutoffs::{CutoffRow, Spread};
use crate::record::invited::{InvitedCounts, InvitedGroup};
use crate::record::{Bound, Flows, Inventory, Nominated, QuarterPlan};
use crate::time::Day;

/// Decimals of shares.
const SHARE_DECIMALS: usize = 5;

/// `rounds`: every round of every replication, in the order given.
///
/// `published` says what a round came to in reality; with it, in a replay, the table has columns `cutoff_published` and
/// `tie_break_published`.
pub fn rounds<'a>(
    scenario: &str,
    replications: &[(u32, &[Round])],
    published: Option<&dyn Fn(RoundNumber) -> Option<&'a Round>>,
) -> Table {
    let rows = rows_of(replications);
    let by_program =
        |part: fn(InvitedByProgram) -> u32| move |row: &(u32, &Round)| row.1.invited_by_program.map(part);
    let table = Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .text("round_number", |row| Some(row.1.number))
        .day("date", |row| Some(row.1.date))
        .text("round_type", |row| Some(&row.1.round_type))
        .integer("size", |row| Some(row.1.size))
        .integer("invited", |row| Some(row.1.invited))
        .integer("cutoff", |row| row.1.cutoff)
        .instant("tie_break", |row| row.1.tie_break)
        .integer("pool", |row| row.1.pool)
        .integer("eligible", |row| row.1.eligible)
        .integer("invited_cec", by_program(|invited| invited.cec))
        .integer("invited_fsw", by_program(|invited| invited.fsw))
        .integer("invited_fst", by_program(|invited| invited.fst))
        .integer("invited_pnp", by_program(|invited| invited.pnp));
    match published {
        Some(published) => table
            .integer("cutoff_published", |row| published(row.1.number)?.cutoff)
            .instant("tie_break_published", |row| published(row.1.number)?.tie_break)
            .finish(),
        None => table.finish(),
    }
}

/// `cutoffs`: one row for each round, across the replications that held it.
pub fn cutoffs(scenario: &str, rows: &[CutoffRow]) -> Table {
    let spread = |part: fn(Spread) -> Option<f64>| move |row: &CutoffRow| row.cutoff.and_then(part);
    Table::of(rows)
        .text("scenario", |_| Some(scenario))
        .text("round_number", |row| Some(row.number))
        .day("date", |row| Some(row.date))
        .text("round_type", |row| Some(&row.round_type))
        .number("size", |row| Some(row.size))
        .number("mean", spread(|cutoff| Some(cutoff.mean)))
        .number("sd", spread(|cutoff| cutoff.sd))
        .number("p10", spread(|cutoff| Some(cutoff.p10)))
        .number("p25", spread(|cutoff| Some(cutoff.p25)))
        .number("p50", spread(|cutoff| Some(cutoff.p50)))
        .number("p75", spread(|cutoff| Some(cutoff.p75)))
        .number("p90", spread(|cutoff| Some(cutoff.p90)))
        .number("ci95_low", spread(|cutoff| cutoff.ci95_low))
        .number("ci95_high", spread(|cutoff| cutoff.ci95_high))
        .integer("replications", |row| Some(row.replications))
        .integer("cutoff_published", |row| row.published)
        .finish()
}

/// `pool`: the pool by score band, for each census of each replication, bands from the lowest.
///
/// `published` gives the published snapshot of a day, where there is one.
pub fn pool<'a>(
    scenario: &str,
    replications: &[(u32, &[Census])],
    published: impl Fn(Day) -> Option<&'a Census>,
) -> Table {
    let mut rows = Vec::new();
    for (replication, censuses) in replications {
        for census in *censuses {
            let snapshot = published(census.date);
            rows.extend((0..BANDS.len()).rev().map(|band| (*replication, census, band, snapshot)));
        }
    }
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .day("date", |row| Some(row.1.date))
        .integer("band_low", |row| Some(BANDS[row.2].0))
        .integer("band_high", |row| Some(BANDS[row.2].1))
        .integer("candidates", |row| row.1.candidates[row.2])
        .integer("candidates_published", |row| row.3.and_then(|snapshot| snapshot.candidates[row.2]))
        .finish()
}

/// `flows`: what came and went in each month of each replication. `ineligible` gives a year's profiles that are submitted and
/// not eligible for each eligible one: they are not simulated, and so many are expected.
pub fn flows(
    scenario: &str,
    replications: &[(u32, &[Flows])],
    ineligible: impl Fn(i16) -> Option<f64>,
) -> Table {
    let rows = rows_of(replications);
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .integer("year", |row| Some(row.1.year))
        .integer("month", |row| Some(row.1.month))
        .integer("submitted", |row| Some(row.1.submitted))
        .integer("resubmitted", |row| Some(row.1.resubmitted))
        .integer("submitted_ineligible", |row| {
            let eligible = f64::from(row.1.submitted + row.1.resubmitted);
            ineligible(row.1.year).map(|ratio| (ratio * eligible).round() as i64)
        })
        .integer("nominated", |row| Some(row.1.nominated))
        .integer("invited", |row| Some(row.1.invited))
        .integer("expired", |row| Some(row.1.expired))
        .integer("withdrawn", |row| Some(row.1.withdrawn))
        .integer("removed", |row| Some(row.1.removed))
        .integer("applied", |row| Some(row.1.applied))
        .integer("declined", |row| Some(row.1.declined))
        .integer("lapsed", |row| Some(row.1.lapsed))
        .integer("approved", |row| Some(row.1.approved))
        .integer("refused", |row| Some(row.1.refused))
        .integer("landed_persons", |row| Some(row.1.landed_persons))
        .finish()
}

/// `admissions`: who landed in each calendar year, by line of the Levels Plan; `level` gives the target of a year that was
/// lived whole, where a plan states one.
pub fn admissions(
    scenario: &str,
    replications: &[(u32, Vec<Admission>)],
    level: impl Fn(Line, i16) -> Option<Level>,
) -> Table {
    let rows = rows_of(replications);
    let part = |part: fn(Level) -> Option<f64>| {
        let level = &level;
        move |row: &(u32, &Admission)| {
            let persons = level(row.1.line, row.1.year).and_then(part)?;
            Some(persons.round() as i64)
        }
    };
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .integer("year", |row| Some(row.1.year))
        .text("line", |row| Some(row.1.line.table_name()))
        .integer("landed_principal", |row| Some(row.1.principals))
        .integer("landed_persons", |row| Some(row.1.persons))
        .integer("target_low", part(|level| level.low))
        .integer("target", part(|level| level.target))
        .integer("target_high", part(|level| level.high))
        .finish()
}

/// `inventory`: applications made and not yet decided, and invitations not yet answered, by day and program of the
/// invitation, for each replication.
pub fn inventory(scenario: &str, replications: &[(u32, &[Inventory])]) -> Table {
    let mut rows = Vec::new();
    for (replication, inventories) in replications {
        for inventory in *inventories {
            rows.extend(Program::ALL.map(|program| (*replication, inventory, program)));
        }
    }
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .day("date", |row| Some(row.1.date))
        .text("program", |row| Some(row.2.name()))
        .integer("applications", |row| Some(row.1.applications[row.2.index()]))
        .integer("invitations_open", |row| Some(row.1.invitations[row.2.index()]))
        .finish()
}

/// `nominations`: how many each province nominated in a year, with its part of the year's nominations and the part that the
/// population allocates to it.
pub fn nominations(scenario: &str, replications: &[(u32, &Nominated)], population: &Nomination) -> Table {
    let mut rows = Vec::new();
    for (replication, nominated) in replications {
        let mut years: Vec<i16> = nominated.keys().map(|(year, _)| *year).collect();
        years.dedup();
        for year in years {
            let of = |place: usize| nominated.get(&(year, place as u8)).copied().unwrap_or(0);
            let allocation = population.allocation(year);
            let all: u32 = (0..allocation.len()).map(of).sum();
            let share = |count: u32| f64::from(count) / f64::from(all.max(1));
            let row =
                |(place, part): (usize, f64)| (*replication, year, place, of(place), share(of(place)), part);
            rows.extend(allocation.into_iter().enumerate().map(row));
        }
    }
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .integer("year", |row| Some(row.1))
        .text("province", |row| Some(population.provinces[row.2].name.as_str()))
        .integer("nominated", |row| Some(row.3))
        .number_to(SHARE_DECIMALS, "share", |row| Some(row.4))
        .number_to(SHARE_DECIMALS, "share_allocated", |row| Some(row.5))
        .finish()
}

/// `plan`: what the planner expected of a year each time it planned a quarter; `decided` counts what had been invited.
pub fn quarter_plans(scenario: &str, replications: &[(u32, &[QuarterPlan])]) -> Table {
    let rows = rows_of(replications);
    let persons = |persons: f64| Some(persons.round() as i64);
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .day("date", |row| Some(row.1.date))
        .integer("year", |row| Some(row.1.year))
        .text("line", |row| Some(row.1.line.table_name()))
        .integer("target", |row| row.1.target.and_then(persons))
        .integer("decided", |row| persons(row.1.decided))
        .integer("expected", |row| persons(row.1.expected))
        .text("bound", |row| row.1.bound.map(Bound::name))
        .finish()
}

/// `invited`: the invited of each year by program and group, for each replication.
///
/// `invited` counts invitations in the year in which they were issued, `applied` those that led to an application, in the
/// year of that. `share` is a group's part of its year, program and attribute: of `applied` for programs and score bands,
/// of `invited` for all others, as in what is published. `published` says what the share of a group was.
pub fn invited(
    scenario: &str,
    replications: &[(u32, &InvitedCounts)],
    published: impl Fn(InvitedGroup) -> Option<f64>,
) -> Table {
    let rows: Vec<(u32, &InvitedCounts, InvitedGroup)> = replications
        .iter()
        .flat_map(|(replication, counts)| {
            counts.groups().into_iter().map(|group| (*replication, *counts, group))
        })
        .collect();
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .integer("year", |row| Some(row.2.year))
        .text("program", |row| Some(row.2.program.map_or(ALL_PROGRAMS, Program::name)))
        .text("attribute", |row| Some(row.2.attribute.name()))
        .text("group", |row| Some(row.2.attribute.groups()[row.2.group]))
        .integer("invited", |row| Some(row.1.count(row.2, Counted::Invited)))
        .integer("applied", |row| Some(row.1.count(row.2, Counted::Applied)))
        .number_to(SHARE_DECIMALS, "share", |row| row.1.share(row.2))
        .number_to(SHARE_DECIMALS, "share_published", |row| published(row.2))
        .finish()
}

/// `admissions_monthly`: persons landed in each month of each replication by program, family included; `published` says
/// how many were admitted.
pub fn admissions_monthly(
    scenario: &str,
    replications: &[(u32, Vec<MonthlyAdmission>)],
    published: impl Fn(&MonthlyAdmission) -> Option<u32>,
) -> Table {
    let rows = rows_of(replications);
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .integer("year", |row| Some(row.1.year))
        .integer("month", |row| Some(row.1.month))
        .text("program", |row| Some(row.1.program.name()))
        .integer("landed_persons", |row| Some(row.1.persons))
        .integer("landed_persons_published", |row| published(row.1))
        .finish()
}

/// What the replications hold, one after another, each with the number of its replication.
fn rows_of<T>(replications: &[(u32, impl AsRef<[T]>)]) -> Vec<(u32, &T)> {
    let of = replications.iter();
    of.flat_map(|(replication, rows)| rows.as_ref().iter().map(|row| (*replication, row))).collect()
}
