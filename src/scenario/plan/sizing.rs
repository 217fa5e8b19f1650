//! The size of a round: what decides how many persons it invites.

/// What decides how many persons a round invites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sizing {
    /// A number of persons.
    Persons(u32),
    /// A number of persons from a lowest to a highest, each equally likely; sampled in each replication.
    Between(u32, u32),
    /// A part of the candidates who are eligible on the day, in millionths.
    Eligible(u32),
    /// All nominees in the pool.
    Nominees,
    /// Everyone at or above a score.
    AtOrAbove(u16),
    /// As many as the planner decides, to meet the targets.
    Planned,
}

impl Sizing {
    /// The number of persons that is expected before the run; none where it depends on the pool or on the
    /// planner.
    pub fn expected(self) -> Option<f64> {
        match self {
            Sizing::Persons(size) => Some(f64::from(size)),
            Sizing::Between(low, high) => Some(0.5 * (f64::from(low) + f64::from(high))),
            Sizing::Eligible(_) | Sizing::Nominees | Sizing::AtOrAbove(_) | Sizing::Planned => None,
        }
    }

    /// The number of persons, where it is stated.
    pub fn stated(self) -> Option<u32> {
        match self {
            Sizing::Persons(size) => Some(size),
            Sizing::Between(..)
            | Sizing::Eligible(_)
            | Sizing::Nominees
            | Sizing::AtOrAbove(_)
            | Sizing::Planned => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_between_two_bounds_is_expected_in_their_middle() {
        assert_eq!(Sizing::Between(100, 201).expected(), Some(150.5));
        assert_eq!(Sizing::Persons(500).expected(), Some(500.0));
        assert_eq!(Sizing::AtOrAbove(480).expected(), None);
        assert_eq!(Sizing::Between(100, 201).stated(), None);
    }
}
