//! What IRCC published: rounds and counts of the pool, in the same row types as simulated ones; who was invited and who
//! was admitted.

pub mod admissions;
pub mod attribute;
pub mod import;
pub mod invited;
pub mod rounds;
pub mod snapshots;
pub mod warning;

pub use warning::Warning;

use crate::policy::instruction::{Instruction, RoundNumber, RoundType};
use crate::policy::program::Program;
use crate::time::{Day, Instant};

/// Most persons of a figure that somebody states: many times those of any round, band of the pool or month. More would
/// fill the memory with people before anything is said.
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
    /// Whom it invited.
    pub round_type: RoundType,
    /// How many were to be invited.
    pub size: u32,
    /// How many were invited.
    pub invited: u32,
    /// Score of the lowest-ranked candidate invited; none if nobody was.
    pub cutoff: Option<u16>,
    /// Submission time of the last candidate invited; none where the law has no tie-break.
    pub tie_break: Option<Instant>,
    /// Candidates in the pool just before the round; not published.
    pub pool: Option<u32>,
    /// Candidates whom the round could have invited; not published.
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
