//! A plan of rounds as it was read, and the fields that all kinds of plans share.

use super::sizing::Sizing;
use crate::document::reader::{Field, Reader};
use crate::document::source::Origin;
use crate::document::tree::Value;
use crate::time::{Day, Instant};

/// The expectation of a plan without rounds.
pub(super) const NO_ROUND: &str =
    "expected at least one round; a scenario without rounds states `plan = \"none\"`";

/// In place of a plan or of all plans: none.
pub(super) const NONE: &str = "none";
/// The name of the plan of single rounds.
pub const SINGLE: &str = "round";

/// Days from a first to a last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub first: Day,
    pub last: Day,
}

impl Period {
    /// Whether a day is one of them.
    pub fn contains(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// Rounds that are not held: of a holiday for which no day is left, or after the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnheldRounds {
    /// The type of the round, or the types of a rotation.
    pub types: Vec<String>,
    /// The holiday, or the day of a round after the run.
    pub holiday: Day,
    /// The next working day; the same day for a round after the run.
    pub working_day: Day,
    /// Why the round is not held on it.
    pub reason: UnheldReason,
}

/// Why a round is not held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnheldReason {
    /// It has a round of that type already.
    Taken,
    /// The plan ends on this day, before it.
    AfterPlan(Day),
    /// It is a round of a list after the run, which ends on this day.
    AfterRun(Day),
    /// It lies in a pause.
    Paused,
    /// The plan holds no round of a holiday.
    Holiday,
}

/// One source of rounds, for a period.
#[derive(Clone, Debug)]
pub struct PlanForm {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub origin: Origin,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Whether the last day is stated.
    pub is_ended: bool,
    /// Its rounds.
    pub rounds: PlanRounds,
    /// Types of rounds that the planner sizes, also if no round falls into the run.
    pub sized: Vec<String>,
    /// Types of rounds that were left out because of another problem, with their places.
    pub unread: Vec<(String, Origin)>,
    /// Changes without effect.
    pub idle_changes: Vec<IdleChange>,
    /// Whether all of it could be read; other parts are left out.
    pub is_whole: bool,
}

/// A change of a plan without effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleChange {
    /// Its day.
    pub from: Day,
    /// Why it has none.
    pub reason: IdleReason,
}

/// Why a change has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdleReason {
    /// It states nothing but its day.
    Nothing,
    /// It is after the run, which ends on this day.
    AfterRun(Day),
}

/// The rounds of a plan as far as they could be read.
pub(super) struct ReadRounds {
    pub rounds: PlanRounds,
    /// Types of rounds that the planner sizes.
    pub sized: Vec<String>,
    /// Types of rounds that are left out, with their places.
    pub unread: Vec<(String, Origin)>,
    pub is_whole: bool,
}

/// The rounds of a plan in its period.
#[derive(Clone, Debug)]
pub enum PlanRounds {
    /// The published rounds.
    Published {
        /// Types of published rounds that are held as rounds of another type.
        held_as: Vec<HeldAs>,
        /// Published types that are held; all of them if none is named.
        types: Vec<(String, Origin)>,
    },
    /// These, in order of time.
    Stated(Vec<RoundForm>),
}

/// A type of published rounds that is held as another type.
#[derive(Clone, Debug)]
pub struct HeldAs {
    /// The type that was published.
    pub published: String,
    /// Where that name was written.
    pub published_origin: Origin,
    /// The type it is held as.
    pub held_as: String,
    /// Where that name was written.
    pub origin: Origin,
}

/// A round that a scenario states.
#[derive(Clone, Debug)]
pub struct RoundForm {
    /// Where it stands.
    pub origin: Origin,
    /// The day it is announced for.
    pub date: Day,
    /// When it is held.
    pub drawn_at: Instant,
    /// Name of its type.
    pub round_type: String,
    /// How the round's size is set.
    pub size: Sizing,
    /// Days from such a round to the next in a rhythm; none in a list.
    pub usual_days: Option<i32>,
    /// The day on which it would be held but for a holiday.
    pub due: Day,
}

/// The name that identifies a type of rounds: rounds of all programs have two names.
pub fn one_name(round_type: &str) -> &str {
    if round_type == "no_program_specified" { "general" } else { round_type }
}

/// The items of a list; an empty list is reported.
pub(super) fn filled_list<'a>(field: &Field<'a>, expected: &str) -> Vec<Field<'a>> {
    let items = field.list();
    if items.is_empty() && field.node.is_some_and(|node| matches!(node.value, Value::List(_))) {
        field.wrong(format!("`{}` is an empty list", field.path), expected);
    }
    items
}

/// Hour of a round in Toronto; noon if it is not stated.
pub(super) fn read_hour(reader: &Reader<'_>) -> Option<i64> {
    let hour = reader.find("hour");
    if hour.node.is_some() { hour.integer(0..=23) } else { Some(12) }
}
