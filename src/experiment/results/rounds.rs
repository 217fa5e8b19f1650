//! The table `rounds`: each round of each replication.

use crate::experiment::column::{RunId, of_replication};
use crate::policy::instruction::RoundNumber;
use crate::published::{InvitedByProgram, Round};
use crate::table::{About, Table};

const ROUNDS: About = About {
    name: "rounds",
    row: "One row for each round of each replication.",
    key: &["scenario", "replication", "round_number"],
    written: "By `drawsim run`.",
};

/// The columns that compare rounds with published ones; a table has those that are given.
#[derive(Clone, Copy, Default)]
pub struct Compared<'a, 'b> {
    /// In a replay: finds the published round of a number, for `cutoff_published` and `tie_break_published`.
    pub published: Option<&'b dyn Fn(RoundNumber) -> Option<&'a Round>>,
    /// In a look ahead: whether a round was held at its published size and cutoff, for `is_published`.
    pub held: Option<&'b dyn Fn(RoundNumber) -> bool>,
}

/// `rounds`: every round of a replication, in the order given.
pub fn rounds(run: RunId<'_>, rows: &[Round], compared: Compared<'_, '_>) -> Table {
    let Compared { published, held } = compared;
    let mut table = of_replication(&ROUNDS, run, rows)
        .text(
            "round_number",
            "IRCC's number, as text: there are 91a and 91b. Rounds that were not published count on from the \
             last published one.",
            |row| Some(row.number),
        )
        .day("date", "Day for which the round was announced.", |row| Some(row.date))
        .text(
            "round_type",
            "`no_program_specified` and `general`: all programs; `cec`, `fsw`, `fst`, `pnp`: one program; \
             others: a category.",
            |row| Some(&row.round_type),
        )
        .integer("size", "Invitations to be issued; 0 if the round was not held.", |row| Some(row.size))
        .integer("invited", "Invitations issued.", |row| Some(row.invited))
        .integer(
            "cutoff",
            "Lowest score invited, in CRS points; corrected to full scale where `cutoff_sampled` has a \
             value; empty if there was no invitation.",
            |row| row.cutoff,
        )
        .integer(
            "cutoff_sampled",
            "In a round of nominees of a sampled run: lowest simulated score invited, in CRS points; else \
             empty.",
            |row| row.cutoff_sampled,
        )
        .instant(
            "tie_break",
            "Submission time of the last candidate invited at the cutoff; empty before 2017-06-06 and where \
             the cutoff is corrected.",
            |row| row.tie_break,
        )
        .integer("pool", "Candidates in the pool before the round.", |row| row.pool)
        .integer("eligible", "Eligible candidates of the round.", |row| row.eligible)
        .integer("invited_cec", "Invitations under the Canadian Experience Class.", |row| {
            by_program(row, |invited| invited.cec)
        })
        .integer("invited_fsw", "Invitations under the Federal Skilled Worker Program.", |row| {
            by_program(row, |invited| invited.fsw)
        })
        .integer("invited_fst", "Invitations under the Federal Skilled Trades Program.", |row| {
            by_program(row, |invited| invited.fst)
        })
        .integer("invited_pnp", "Invitations under the Provincial Nominee Program.", |row| {
            by_program(row, |invited| invited.pnp)
        });
    if let Some(held) = held {
        table = table.truth(
            "is_published",
            "In a look ahead only: whether the round was published since the newest count of the pool, and \
             held at its published size and cutoff.",
            |row| Some(held(row.number)),
        );
    }
    let Some(published) = published else { return table.finish() };
    table
        .integer("cutoff_published", "In a replay only: published cutoff, in CRS points.", |row| {
            published(row.number)?.cutoff
        })
        .instant("tie_break_published", "In a replay only: published tie-break.", |row| {
            published(row.number)?.tie_break
        })
        .finish()
}

fn by_program(round: &Round, part: fn(InvitedByProgram) -> u32) -> Option<u32> {
    round.invited_by_program.map(part)
}
