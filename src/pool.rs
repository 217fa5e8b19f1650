//! The pool: its candidates, their submission times, scores and eligibility, and a count for each score.

mod columns;
mod submission;
mod sweep;

pub use columns::Pool;
pub use submission::{CandidateId, MAX_SCORE, Submission};
