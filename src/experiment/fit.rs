//! How far simulated cutoffs lie from published ones.

use std::collections::BTreeMap;

use super::Ensemble;
use crate::policy::plan::RoundType;
use crate::published::Round;
use crate::record::cutoffs::CutoffRow;

/// The difference of simulated (mean over replications) and published cutoffs, by round type and year.
#[derive(Clone, Debug, PartialEq)]
pub struct FitRow {
    /// Whom the rounds invite.
    pub round_type: RoundType,
    /// Calendar year.
    pub year: i16,
    /// Rounds with both figures.
    pub rounds: u32,
    /// Mean absolute difference, in points.
    pub mean_absolute_difference: f64,
    /// Mean of simulated less published, in points.
    pub bias: f64,
}

/// One row for each round type and year in which both figures exist, by type and year.
pub fn by_type_and_year(rows: &[CutoffRow]) -> Vec<FitRow> {
    let mut groups: BTreeMap<(&RoundType, i16), Vec<f64>> = BTreeMap::new();
    for row in rows {
        if let (Some(cutoff), Some(published)) = (row.cutoff, row.published) {
            let group = groups.entry((&row.round_type, row.date.year())).or_default();
            group.push(cutoff.mean - f64::from(published));
        }
    }
    groups
        .into_iter()
        .map(|((round_type, year), differences)| {
            let count = differences.len() as f64;
            FitRow {
                round_type: round_type.clone(),
                year,
                rounds: differences.len() as u32,
                mean_absolute_difference: differences.iter().map(|d| d.abs()).sum::<f64>() / count,
                bias: differences.iter().sum::<f64>() / count,
            }
        })
        .collect()
}

/// Rounds in which fewer candidates were eligible than were to be invited: the fewest and the most in a replication.
/// A round of the time before the tie-break may invite fewer than its size and still not be short: it stopped at the
/// score that came nearest.
pub fn short_rounds(ensemble: &Ensemble) -> (usize, usize) {
    let is_short = |round: &&Round| round.eligible.is_some_and(|eligible| eligible < round.size);
    let short = || ensemble.replications.iter().map(|counts| counts.rounds.iter().filter(is_short).count());
    (short().min().unwrap_or(0), short().max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::cutoffs::spread;
    use crate::policy::plan::RoundNumber;
    use crate::time::Day;

    fn row(day: i8, cutoff: Option<f64>, published: Option<u16>) -> CutoffRow {
        CutoffRow {
            number: RoundNumber::new(day as u32),
            date: Day::new(2020, 1, day).unwrap(),
            round_type: RoundType::new("cec"),
            size: 100.0,
            cutoff: cutoff.and_then(|cutoff| spread(vec![cutoff])),
            replications: 1,
            published,
        }
    }

    #[test]
    fn differences_are_counted_where_both_figures_exist() {
        let rows = [
            row(1, Some(460.0), Some(450)),
            row(2, Some(440.0), Some(446)),
            row(3, None, Some(446)),
            row(4, Some(440.0), None),
        ];
        let fit = by_type_and_year(&rows);
        assert_eq!(fit.len(), 1);
        assert_eq!((fit[0].rounds, fit[0].mean_absolute_difference, fit[0].bias), (2, 8.0, 2.0));
    }
}
