//! The outcomes of a replication that are compared.

use crate::policy::instruction::RoundType;
use crate::policy::program::Program;
use crate::record::invited_people::GroupedBy;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Mean cutoff of the rounds of a type, in CRS points; of a year over the months that both sides have.
    Cutoff,
    /// Cutoff of the first round of a type since the first difference is in force, in CRS points.
    FirstCutoff,
    /// Invitations.
    Invited,
    /// Persons admitted, family included.
    Admissions,
    /// Mean total score of the invited, in CRS points.
    MeanScore,
    /// Part of the invited that lives in Canada, 0 to 1.
    ShareInCanada,
    /// Part of the invited that speaks French, 0 to 1.
    ShareFrench,
    /// Mean age of the invited, in full years.
    MeanAge,
    /// Mean days of the invited from the submission of the profile to the invitation.
    WaitDays,
}

impl Outcome {
    /// All of them, in the order of files.
    pub const ALL: [Outcome; 9] = [
        Outcome::Cutoff,
        Outcome::FirstCutoff,
        Outcome::Invited,
        Outcome::Admissions,
        Outcome::MeanScore,
        Outcome::ShareInCanada,
        Outcome::ShareFrench,
        Outcome::MeanAge,
        Outcome::WaitDays,
    ];

    /// Whether it counts persons: where there are none it is 0.
    pub fn is_count(self) -> bool {
        matches!(self, Outcome::Invited | Outcome::Admissions)
    }

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Cutoff => "cutoff",
            Outcome::FirstCutoff => "first_cutoff",
            Outcome::Invited => "invited",
            Outcome::Admissions => "admissions",
            Outcome::MeanScore => "mean_score_of_invited",
            Outcome::ShareInCanada => "share_in_canada_of_invited",
            Outcome::ShareFrench => "share_french_of_invited",
            Outcome::MeanAge => "mean_age_of_invited",
            Outcome::WaitDays => "wait_days_of_invited",
        }
    }
}

/// The rounds or invitations that an outcome is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// All programs together.
    All,
    /// Rounds of a type.
    Rounds(RoundType),
    /// Invitations or admissions under a program.
    Program(Program),
}

/// An outcome of a month, or of a whole year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What is compared.
    pub outcome: Outcome,
    /// The rounds or invitations that it is of.
    pub subject: Subject,
    /// Calendar year.
    pub year: i16,
    /// Month, 1 to 12; none for the year.
    pub month: Option<i8>,
}

/// An outcome of a group of the invited in a year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupKey {
    /// Invitations or waits.
    pub outcome: Outcome,
    /// The property that divides the invited.
    pub by: GroupedBy,
    /// Place of the group among those of the property; 0 for arrival streams, which their names order.
    pub place: usize,
    /// Name of the group.
    pub group: String,
    /// Calendar year.
    pub year: i16,
}
