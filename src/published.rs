//! What IRCC published: rounds and counts of the pool, in the same row types as simulated ones; who was
//! invited and who was admitted.

pub mod admissions;
pub mod attribute;
pub mod import;
pub mod invited;
pub mod rounds;
pub mod snapshots;
pub mod warning;

pub use warning::Warning;

use std::sync::Arc;

use crate::document::library;
use crate::document::problem::Problems;
use crate::document::tree::Source;
use crate::policy::instruction::{Instruction, RoundNumber, RoundType};
use crate::policy::program::Program;
use crate::published::admissions::PublishedAdmissions;
use crate::published::invited::PublishedShare;
use crate::published::rounds::Places;
use crate::time::{Day, Instant};

/// Most persons of a stated figure: many times those of any round, band of the pool or month. A larger figure
/// would fill the memory before its mistake is reported.
pub const MOST_PERSONS: u32 = 1_000_000;
/// Most candidates of a whole pool.
pub const MOST_CANDIDATES: u32 = 10_000_000;

/// A round that was held, published or simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its number.
    pub number: RoundNumber,
    /// Day of the round.
    pub date: Day,
    /// The second at which the pool was ranked.
    pub drawn_at: Instant,
    /// The type of round.
    pub round_type: RoundType,
    /// Number of persons to invite.
    pub size: u32,
    /// Number of persons invited.
    pub invited: u32,
    /// Score of the lowest-ranked candidate invited; none for a round without invitations.
    pub cutoff: Option<u16>,
    /// Submission time of the last candidate invited; none where the law has no tie-break.
    pub tie_break: Option<Instant>,
    /// Candidates in the pool just before the round; not published.
    pub pool: Option<u32>,
    /// Candidates eligible for the round; not published.
    pub eligible: Option<u32>,
    /// Invited by program: CEC, FSW, FST, PNP; not published by round.
    pub invited_by_program: Option<InvitedByProgram>,
}

impl Round {
    /// The instruction that would hold this round again.
    pub fn instruction(&self) -> Instruction {
        Instruction {
            number: self.number,
            date: self.date,
            drawn_at: self.drawn_at,
            round_type: self.round_type.clone(),
        }
    }
}

/// Persons invited by the program of their invitation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InvitedByProgram {
    /// Canadian Experience Class.
    pub cec: u32,
    /// Federal Skilled Worker Program.
    pub fsw: u32,
    /// Federal Skilled Trades Program.
    pub fst: u32,
    /// Provincial Nominee Program.
    pub pnp: u32,
}

impl InvitedByProgram {
    /// The number of a program.
    pub fn of(&mut self, program: Program) -> &mut u32 {
        match program {
            Program::Cec => &mut self.cec,
            Program::Fsw => &mut self.fsw,
            Program::Fst => &mut self.fst,
            Program::Pnp => &mut self.pnp,
        }
    }
}

/// Lowest and highest score of IRCC's disjoint bands, from the top.
pub const BANDS: [(u16, u16); 15] = [
    (601, 1200),
    (501, 600),
    (491, 500),
    (481, 490),
    (471, 480),
    (461, 470),
    (451, 460),
    (441, 450),
    (431, 440),
    (421, 430),
    (411, 420),
    (401, 410),
    (351, 400),
    (301, 350),
    (0, 300),
];

/// A count of the pool by score band, published or simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Census {
    /// The day, before its rounds.
    pub date: Day,
    /// Candidates in each of [`BANDS`]; none where no figure was published.
    pub candidates: [Option<u32>; BANDS.len()],
    /// Candidates in the pool.
    pub total: u32,
}

/// The published tables that a scenario names.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// Rounds of invitations; none where the file is missing.
    pub rounds: Option<&'a Arc<Source>>,
    /// Counts of the pool.
    pub snapshots: Option<&'a Arc<Source>>,
    /// Composition of the invited.
    pub invited: Option<&'a Arc<Source>>,
    /// Admissions by month and program.
    pub admissions: Option<&'a Arc<Source>>,
}

/// Everything that IRCC published, as far as a scenario names it: read once, shared by all models made from
/// it.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Rounds, in the order in which they were held.
    pub rounds: Vec<Round>,
    /// Counts of the pool, in order of date.
    pub censuses: Vec<Census>,
    /// Composition of the invited, for comparison.
    pub shares: Vec<PublishedShare>,
    /// Admissions, for comparison.
    pub admissions: Vec<PublishedAdmissions>,
    /// Warnings about these tables.
    pub warnings: Vec<Warning>,
    /// The table that the rounds were read from.
    rounds_table: Option<Arc<Source>>,
    /// Every round that the program carries, by number and date.
    carried: Vec<(RoundNumber, Day)>,
}

/// How much of the published tables could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Rounds and counts of the pool, but not the figures for comparison.
    RoundsAndCensuses,
    /// Less than that.
    Partial,
}

impl Published {
    /// Rounds and counts of the pool alone, without any figure for comparison.
    pub fn of_rounds(rounds: Vec<Round>, censuses: Vec<Census>) -> Published {
        Published { rounds, censuses, ..Published::default() }
    }

    /// Reads the tables; every broken row is reported. What could not be read is empty.
    pub fn read(tables: Tables<'_>, problems: &Problems) -> (Published, Extent) {
        let rounds = tables.rounds.and_then(|table| rounds::read(table, problems));
        let censuses = tables.snapshots.and_then(|table| snapshots::read(table, problems));
        let shares = tables.invited.and_then(|table| invited::read(table, problems));
        let admissions = tables.admissions.and_then(|table| admissions::read(table, problems));
        let extent = match (&rounds, &censuses, &shares, &admissions) {
            (Some(_), Some(_), Some(_), Some(_)) => Extent::Whole,
            (Some(_), Some(_), _, _) => Extent::RoundsAndCensuses,
            _ => Extent::Partial,
        };
        let rounds = rounds.unwrap_or_default();
        let censuses = censuses.unwrap_or_default();
        let warnings = match (tables.rounds, tables.snapshots) {
            (Some(rounds), Some(snapshots)) if problems.is_empty() => {
                warning::all(rounds, snapshots, &censuses)
            }
            _ => Vec::new(),
        };
        let published = Published {
            carried: carried(tables.rounds, &rounds),
            rounds,
            censuses,
            shares: shares.unwrap_or_default(),
            admissions: admissions.unwrap_or_default(),
            warnings,
            rounds_table: tables.rounds.cloned(),
        };
        (published, extent)
    }

    /// Years of which the program carries a published round that is not among these: figures of such a year,
    /// which are those of all its rounds, cannot be compared.
    pub fn years_left_out(&self) -> Vec<i16> {
        let is_missing =
            |(number, _): &&(RoundNumber, Day)| self.rounds.iter().all(|round| round.number != *number);
        let mut years: Vec<i16> = self.carried.iter().filter(is_missing).map(|(_, day)| day.year()).collect();
        years.dedup();
        years
    }

    /// Where the types of these rounds were written.
    pub(crate) fn places(&self) -> Places<'_> {
        Places::new(self.rounds_table.as_ref())
    }
}

/// The rounds that the program carries, by number and date; `read` holds those of the table.
fn carried(table: Option<&Arc<Source>>, read: &[Round]) -> Vec<(RoundNumber, Day)> {
    let is_carried = table.is_some_and(|table| library::is_carried(table));
    let shipped = if is_carried { Vec::new() } else { rounds::carried() };
    let rounds = if is_carried { read } else { &shipped };
    rounds.iter().map(|round| (round.number, round.date)).collect()
}
