//! Why a target is missed: causes with their figures. Numbers of persons are means over replications.

use crate::policy::instruction::RoundType;
use crate::record::Bound;
use crate::time::Day;

/// A cause of a missed target.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// The planner sizes no round.
    NoRoundPlanned,
    /// The planner sizes rounds, but none of the year.
    NoRoundOfYear,
    /// Many admissions were decided before rounds could be planned.
    Decided(Decided),
    /// The target, or a range with another end, was announced late.
    AnnouncedLate {
        /// The day of the announcement.
        on: Day,
        /// The decided admissions when rounds were next planned; none if they never were.
        decided: Option<Decided>,
    },
    /// A bound left out some invitations or nominations.
    Bound {
        /// The bound.
        bound: Bound,
        /// Its values, as stated.
        values: Vec<u32>,
        /// Part of the plannings for the year in which it was reached.
        share: f64,
    },
    /// No federal round was held for a long time.
    Pause(Pause),
    /// No round that invites nominees was held for a long time.
    NomineePause(Pause),
    /// The smallest size of a round is more than what was missed.
    SmallestSize(u32),
    /// Rounds of a type found fewer candidates than planned.
    FewCandidates {
        /// The type.
        round_type: RoundType,
        /// Such rounds, a replication.
        rounds: f64,
    },
    /// The planner expected the miss itself, since it prefers smooth sizes.
    Smoothing,
    /// The planner expected the miss itself, since rounds count for another year too.
    Weighed {
        /// The other year.
        year: i16,
        /// Its target.
        target: f64,
        /// Persons then expected in it.
        expected: f64,
    },
    /// Admissions differ from the number expected when the year's rounds were planned.
    Forecast {
        /// The day of the planning.
        on: Day,
        /// Persons then expected.
        expected: f64,
    },
    /// No round that invites nominees is held after a day, or at all.
    NoNomineeRound {
        /// The day of the last one; none if there is none.
        after: Option<Day>,
    },
    /// Nominations decide the rest.
    Nominations {
        /// Who decides on those of the year before and of the year.
        decided_by: [NominatedBy; 2],
        /// Invitations of nominees.
        invited: Invited,
    },
    /// No round is sized for an overlay; its admissions come from rounds of `french`.
    FrenchRounds {
        /// Invitations by such rounds.
        invited: Invited,
        /// Parts of the federal target that such rounds have in the year, one after another; none where none
        /// is held.
        shares: Vec<f64>,
        /// The smallest size of a round, if fewer were to be invited in some replication.
        least: Option<u32>,
    },
}

impl Cause {
    /// Its name in tables.
    pub fn name(&self) -> &'static str {
        match self {
            Cause::NoRoundPlanned => "no_round_planned",
            Cause::NoRoundOfYear => "no_round_of_year",
            Cause::Decided(_) => "decided_before",
            Cause::AnnouncedLate { .. } => "announced_late",
            Cause::Bound { bound: Bound::Most, .. } => "largest_size",
            Cause::Bound { bound: Bound::Least, .. } => "fewer_than_smallest_size",
            Cause::Bound { bound: Bound::Late, .. } => "nominations_too_late",
            Cause::Pause(_) => "pause",
            Cause::NomineePause(_) => "pause_of_nominees",
            Cause::SmallestSize(_) => "smallest_size",
            Cause::FewCandidates { .. } => "few_candidates",
            Cause::Smoothing => "smoothing",
            Cause::Weighed { .. } => "other_year",
            Cause::Forecast { .. } => "forecast_error",
            Cause::NoNomineeRound { .. } => "no_round_of_nominees",
            Cause::Nominations { .. } => "nominations",
            Cause::FrenchRounds { .. } => "french_rounds",
        }
    }
}

/// Who decides how many are nominated in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NominatedBy {
    /// The planner, to meet targets.
    Planner,
    /// Provinces, as the scenario states.
    Provinces,
}

/// The decided admissions on a day of planning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decided {
    /// The day.
    pub on: Day,
    /// Persons admitted, or expected from decided invitations and nominations.
    pub persons: f64,
    /// The same as a part of the wanted persons; none if that is 0.
    pub share: Option<f64>,
}

/// A time without a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The first day without one.
    pub from: Day,
    /// The last.
    pub to: Day,
}

impl Pause {
    /// Its length.
    pub fn days(self) -> i32 {
        self.to - self.from + 1
    }
}

/// Invitations of a type of rounds in a year and the one before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Invited {
    /// In the year before, if that is known.
    pub before: Option<f64>,
    /// In the year.
    pub in_year: f64,
}
