//! A round that was held, published or simulated.

use crate::policy::instruction::{Instruction, RoundNumber, RoundType};
use crate::policy::program::Program;
use crate::time::{Day, Instant};

/// Most persons of a stated figure: many times those of any round, band of the pool or month. A larger figure
/// would fill the memory before its mistake is reported.
pub const MOST_PERSONS: u32 = 1_000_000;

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
    /// In a simulated round of a sample of nominees: the lowest score that it invited. Its `cutoff` is
    /// corrected to full scale.
    pub cutoff_sampled: Option<u16>,
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
