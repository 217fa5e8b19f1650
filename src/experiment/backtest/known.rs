//! The published figures that were known on a day.

use crate::document::problem::Problems;
use crate::published::{self, Census, Round};
use crate::scenario::Scenario;
use crate::time::Day;

/// All published figures, in order of time.
#[derive(Clone, Debug)]
pub struct Archive {
    /// Rounds.
    pub rounds: Vec<Round>,
    /// Counts of the pool.
    pub censuses: Vec<Census>,
}

/// The figures published before an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The origin.
    pub origin: Day,
    /// Rounds published before it.
    pub rounds: Vec<Round>,
    /// Counts of the pool published before it.
    pub censuses: Vec<Census>,
}

/// The day on which a round is published: that of its announcement or that of its invitations, the later one.
pub fn publication(round: &Round) -> Day {
    round.date.max(round.drawn_at.day())
}

impl Archive {
    /// Reads the tables of a scenario; every broken row is reported.
    pub fn read(scenario: &Scenario, problems: &Problems) -> Option<Archive> {
        let how = &scenario.table_reading;
        let rounds = published::form::rounds(&scenario.rounds, how, problems);
        let snapshots = published::form::snapshots(&scenario.snapshots, how, problems);
        let rounds = rounds.and_then(|own| published::rounds::read(&own.source, problems));
        let censuses =
            snapshots.and_then(|own| published::snapshots::read_in(&own.source, how.order, problems));
        Some(Archive { rounds: rounds?, censuses: censuses? })
    }

    /// The day on which a count of the pool is published: that of the first round on the day of the count or
    /// later. A count without such a round is not published.
    pub fn census_publication(&self, census: &Census) -> Option<Day> {
        self.rounds.iter().map(publication).filter(|day| *day >= census.date).min()
    }

    /// The figures published before an origin.
    pub fn known_on(&self, origin: Day) -> Known {
        let rounds = self.rounds.iter().filter(|round| publication(round) < origin);
        let censuses = self.censuses.iter();
        let censuses =
            censuses.filter(|census| self.census_publication(census).is_some_and(|day| day < origin));
        Known { origin, rounds: rounds.cloned().collect(), censuses: censuses.cloned().collect() }
    }

    /// Rounds published from an origin to a last day, in the order in which they were held.
    pub fn later(&self, origin: Day, last: Day) -> Vec<&Round> {
        self.rounds.iter().filter(|round| (origin..=last).contains(&publication(round))).collect()
    }
}

impl Known {
    /// The rounds of a type, in order.
    pub fn of_type(&self, round: &Round) -> Vec<&Round> {
        self.rounds.iter().filter(|known| known.round_type == round.round_type).collect()
    }

    /// The last round of a type that has a cutoff.
    pub fn last_cutoff(&self, round: &Round) -> Option<&Round> {
        let mut known = self.rounds.iter().rev().filter(|known| known.cutoff.is_some());
        known.find(|known| known.round_type == round.round_type)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Overlay;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_round_of_the_origin_and_a_count_not_yet_published_are_not_known() {
        let scenario = Scenario::load("backtest", &Overlay::default()).unwrap();
        let archive = Archive::read(&scenario, &Problems::new()).unwrap();
        // The count of 2025-06-01 or 02 came with the round of 2025-06-02; the origin is that day.
        let known = archive.known_on(day("2025-06-02"));
        assert!(known.rounds.iter().all(|round| round.date < day("2025-06-02")));
        let last = known.censuses.last().unwrap();
        assert!(archive.census_publication(last).unwrap() < day("2025-06-02"));
        assert!(known.rounds.len() < archive.known_on(day("2025-06-03")).rounds.len());
        let known = archive.known_on(day("2024-01-01"));
        assert_eq!(known.rounds.last().unwrap().date, day("2023-12-21"));
        assert!(
            archive.later(day("2024-01-01"), day("2024-01-31")).iter().all(|round| round.date.year() == 2024)
        );
    }
}
