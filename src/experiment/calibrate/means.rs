//! Mean counts of the pool, in groups of bands.

use super::error_model::BAND_GROUPS;
use crate::published::{BANDS, Census};

/// Mean counts of several censuses.
pub(super) struct Means {
    counts: Vec<[Option<f64>; BAND_GROUPS.len()]>,
}

impl Means {
    pub(super) fn of<'a>(censuses: impl Iterator<Item = &'a Census>) -> Means {
        Means { counts: censuses.map(grouped).collect() }
    }

    /// The mean of a group over the censuses that state it; none if none does.
    pub(super) fn group(&self, group: usize) -> Option<f64> {
        let stated: Vec<f64> = self.counts.iter().filter_map(|counts| counts[group]).collect();
        (!stated.is_empty()).then(|| stated.iter().sum::<f64>() / stated.len() as f64)
    }
}

/// The counts of a census in groups of bands; none where a band of the group has no figure.
fn grouped(census: &Census) -> [Option<f64>; BAND_GROUPS.len()] {
    BAND_GROUPS.map(|(low, high)| {
        let bands = BANDS.iter().zip(census.candidates);
        let within = bands.filter(|(band, _)| low <= band.0 && band.1 <= high);
        within.map(|(_, count)| count.map(f64::from)).sum::<Option<f64>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Day;

    #[test]
    fn groups_of_bands_hold_every_score_but_those_of_nominees() {
        let mut candidates = [Some(1); BANDS.len()];
        candidates[14] = None;
        let census = Census { date: Day::new(2024, 1, 1).unwrap(), candidates, total: 14 };
        // 471 to 490 is two bands, 401 to 450 five; the lowest has no figure.
        let expected = [1.0, 1.0, 2.0, 2.0, 5.0, 1.0, 1.0].map(Some);
        assert_eq!(grouped(&census)[..7], expected);
        assert_eq!(grouped(&census)[7], None);
    }
}
