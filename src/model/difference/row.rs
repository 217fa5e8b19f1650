//! A value that two scenarios do not share, and the part of a scenario that it belongs to.

use crate::policy::law::ListDifference;
use crate::time::Day;

/// A part of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Period, seed, replications, scale, first pool.
    Run,
    /// The law.
    Law,
    /// Targets of the Levels Plans.
    Levels,
    /// How the planner meets the targets: split, smallest and largest rounds.
    Targets,
    /// The plans of rounds.
    Rounds,
    /// Holidays and pauses.
    Calendar,
    /// Nominations.
    Nominations,
    /// The people.
    People,
    /// Published tables.
    Tables,
}

/// A value that two scenarios do not share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The part of the scenario.
    pub part: Part,
    /// Its full key.
    pub key: String,
    /// The first day of the difference; none if it is not dated.
    pub from: Option<Day>,
    /// The value in the first scenario; none if it has none.
    pub old: Option<String>,
    /// The value in the second; the same as `old` from the day on which both agree again.
    pub new: Option<String>,
}

impl Part {
    /// All of them, in the order of the reference of keys.
    pub const ALL: [Part; 9] = [
        Part::Run,
        Part::Law,
        Part::Levels,
        Part::Targets,
        Part::Rounds,
        Part::Calendar,
        Part::Nominations,
        Part::People,
        Part::Tables,
    ];

    /// The part of a key.
    pub fn of_key(key: &str) -> Part {
        match key.split(['.', '[']).next().unwrap_or(key) {
            "population" if key == "population.scale" => Part::Run,
            "population" => Part::People,
            "category" => Part::Law,
            "targets" => Part::Targets,
            "calendar" => Part::Calendar,
            "nominations" => Part::Nominations,
            "published" => Part::Tables,
            "start" | "end" | "seed" | "replications" | "warm_up_months" | "start_pool" => Part::Run,
            _ => Part::Rounds,
        }
    }
}

/// A value on both sides of a comparison; none where a side has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The value on the first side.
    pub old: Option<String>,
    /// The value on the second side.
    pub new: Option<String>,
}

impl Pair {
    /// Two lists. If they share items, only those that one of them lacks.
    pub fn of_lists(old: &[String], new: &[String]) -> Pair {
        let text = |items: &[String]| (!items.is_empty()).then(|| items.join(", "));
        match ListDifference::of(old, new) {
            Some(ListDifference { less, plus }) => Pair { old: text(&less), new: text(&plus) },
            None => Pair { old: text(old), new: text(new) },
        }
    }
}
