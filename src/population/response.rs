//! Responses to an invitation.

use crate::policy::program::Program;

/// Responses to an invitation: apply, decline, or let it lapse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// Share who apply, by program of the invitation: CEC, FSW, FST, PNP.
    pub apply: [f64; 4],
    /// Share who apply in a category-based round, under any program.
    pub apply_category: f64,
    /// Share who decline among those who do not apply; the others let the invitation lapse.
    pub decline: f64,
    /// Days within which they decline.
    pub decline_within_days: u32,
}

/// The basis of a round's selection of candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundBasis {
    /// One program, or all of them.
    Programs,
    /// A category: the round is category-based.
    Category,
}

impl Response {
    /// All shares.
    pub(super) fn shares(&self) -> [f64; 6] {
        let [cec, fsw, fst, pnp] = self.apply;
        [cec, fsw, fst, pnp, self.apply_category, self.decline]
    }

    /// Share who apply among those invited under a program.
    pub fn apply_share(&self, program: Program, basis: RoundBasis) -> f64 {
        match basis {
            RoundBasis::Programs => self.apply[program.index()],
            RoundBasis::Category => self.apply_category,
        }
    }
}
