//! An event of one person, with the profile before and after.

use crate::intake::Decision;
use crate::policy::program::Program;
use crate::pool::Submission;
use crate::population::{LifeEvent, PersonId};
use crate::time::{Day, Instant};

/// An event of one person, with the profile before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// The day.
    pub day: Day,
    /// The person.
    pub person: PersonId,
    /// Before; none for a person neither in the pool nor invited.
    pub before: Option<Standing>,
    /// After; none for a person neither in the pool nor invited.
    pub after: Option<Standing>,
    /// The kind of event.
    pub what: What,
}

/// A profile in the pool, or with an open invitation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// The profile; its submission time, with the person, names it.
    pub submission: Submission,
    /// Whether an invitation is open: then the candidate is not in the pool.
    pub is_invited: bool,
}

/// An event of a person. Rounds are named by their place in the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// Present when the run starts: in the pool, or with an open invitation.
    Initial,
    /// A first profile submitted.
    Submission,
    /// Another profile submitted.
    Resubmission,
    /// An event of the candidate's life.
    Life(LifeEvent),
    /// A change of law that changes score, programs or categories.
    ChangeOfLaw,
    /// A nomination by a province.
    Nomination,
    /// Not there in the real pool: taken out so that a published round ends at its published cutoff.
    FittedOut,
    /// A duplicate of another candidate, added so that a published round has its published size.
    FittedIn,
    /// Removal from the pool, because no program's criteria are met any more.
    Removal,
    /// An invitation in a round, under a program.
    Invitation {
        /// The round.
        round: usize,
        /// Its cutoff.
        cutoff: Option<u16>,
        /// The program.
        program: Program,
    },
    /// A round without an invitation of the candidate in the pool. Only traces hold it.
    Miss {
        /// The round.
        round: usize,
        /// Its cutoff; none without an invitation.
        cutoff: Option<u16>,
        /// Its tie-break, where the law has one.
        tie_break: Option<Instant>,
        /// The reason.
        why: Miss,
    },
    /// A decision on the application.
    Decision {
        /// Program of the invitation.
        program: Program,
        /// The decision.
        decision: Decision,
    },
    /// The admission.
    Landing {
        /// Program of the invitation.
        program: Program,
        /// Principal applicant and family.
        persons: u8,
    },
}

/// The reason for which a round did not invite a candidate in the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// Not eligible for the round's type.
    NotEligible,
    /// Nominated; the round leaves nominees to rounds for nominees.
    Nominee,
    /// Eligible, with a score below the cutoff.
    BelowTheCutoff,
    /// Eligible, with the score of the cutoff, but submitted after the tie-break, or in its second with a
    /// later id.
    AfterTheTieBreak,
}

impl What {
    /// Name in the log: the column of `flows` that counts it, where there is one.
    pub fn name(self) -> &'static str {
        match self {
            What::Initial => "initial",
            What::Submission => "submitted",
            What::Resubmission => "resubmitted",
            What::Life(event) => event.name(),
            What::ChangeOfLaw => "change_of_law",
            What::Nomination => "nominated",
            What::FittedOut => "fitted_out",
            What::FittedIn => "fitted_in",
            What::Removal => "removed",
            What::Invitation { .. } => "invited",
            What::Miss { .. } => "not_invited",
            What::Decision { decision: Decision::Approved { .. }, .. } => "approved",
            What::Decision { decision: Decision::Refused, .. } => "refused",
            What::Landing { .. } => "landed",
        }
    }

    /// The program of the invitation, for events from the invitation to the admission.
    pub fn program(self) -> Option<Program> {
        match self {
            What::Life(
                LifeEvent::Application(program) | LifeEvent::Lapse(program) | LifeEvent::Decline(program),
            )
            | What::Invitation { program, .. }
            | What::Decision { program, .. }
            | What::Landing { program, .. } => Some(program),
            What::Initial
            | What::Submission
            | What::Resubmission
            | What::Life(_)
            | What::ChangeOfLaw
            | What::Nomination
            | What::FittedOut
            | What::FittedIn
            | What::Removal
            | What::Miss { .. } => None,
        }
    }

    /// Whether it ends a stay: the pool or the open invitation is left for good.
    pub(crate) fn is_exit(self) -> bool {
        match self {
            What::Removal | What::FittedOut => true,
            What::Life(event) => event.is_departure(),
            What::Initial
            | What::Submission
            | What::Resubmission
            | What::ChangeOfLaw
            | What::Nomination
            | What::FittedIn
            | What::Invitation { .. }
            | What::Miss { .. }
            | What::Decision { .. }
            | What::Landing { .. } => false,
        }
    }

    /// Whether it is recorded even where it changed nothing of the candidate. A language test without a
    /// better level changes the date of the test.
    pub(crate) fn is_always_recorded(self) -> bool {
        match self {
            What::Life(event) => event.is_departure() || matches!(event, LifeEvent::Decline(_)),
            What::ChangeOfLaw => false,
            What::Initial
            | What::Submission
            | What::Resubmission
            | What::Nomination
            | What::FittedOut
            | What::FittedIn
            | What::Removal
            | What::Invitation { .. }
            | What::Miss { .. }
            | What::Decision { .. }
            | What::Landing { .. } => true,
        }
    }
}
