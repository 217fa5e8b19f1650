//! The table `rounds`: each round of each replication.

use super::rows_of;
use crate::policy::instruction::RoundNumber;
use crate::published::{InvitedByProgram, Round};
use crate::table::Table;

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
