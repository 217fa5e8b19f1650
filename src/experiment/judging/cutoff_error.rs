//! Errors of simulated cutoffs against published ones, and rounds that invited fewer than their size.

use std::collections::BTreeMap;

use crate::experiment::cutoffs::CutoffRow;
use crate::experiment::judging::compared::{Compared, Errors};
use crate::experiment::mean::{Interval, MeanSums};
use crate::experiment::spread::mean;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::published::Round;
use crate::time::Day;

/// The difference of simulated (mean over replications) and published cutoffs, by round type and year.
#[derive(Clone, Debug, PartialEq)]
pub struct CutoffError {
    /// Type of the rounds.
    pub round_type: RoundType,
    /// Calendar year.
    pub year: i16,
    /// Rounds with both figures.
    pub rounds: u32,
    /// Mean absolute difference, in points.
    pub mean_absolute_difference: f64,
    /// Mean of simulated less published, in points.
    pub bias: f64,
    /// The interval of that mean by chance alone; none for one replication.
    pub bias_interval: Option<Interval>,
}

/// The bias of each replication, summed by round type and year.
#[derive(Clone, Debug, Default)]
pub(crate) struct BiasTally {
    sums: BTreeMap<(RoundType, i16), MeanSums>,
}

impl BiasTally {
    /// Adds the rounds of a replication; `published` gives the published cutoff of a round.
    pub fn add(&mut self, rounds: &[Round], published: impl Fn(RoundNumber) -> Option<u16>) {
        let mut own: BTreeMap<(&RoundType, i16), Vec<f64>> = BTreeMap::new();
        for round in rounds {
            if let Some((cutoff, published)) = round.cutoff.zip(published(round.number)) {
                let group = own.entry((&round.round_type, round.date.year())).or_default();
                group.push(f64::from(cutoff) - f64::from(published));
            }
        }
        for ((round_type, year), differences) in own {
            self.sums.entry((round_type.clone(), year)).or_default().add(mean(&differences));
        }
    }

    /// One row for each round type and year in which both figures exist, with the interval of the bias.
    pub fn errors(&self, rows: &[CutoffRow]) -> Vec<CutoffError> {
        let mut errors = by_type_and_year(rows);
        for error in &mut errors {
            let sums = self.sums.get(&(error.round_type.clone(), error.year));
            let half = sums.and_then(MeanSums::half_width);
            error.bias_interval =
                half.map(|half| Interval { low: error.bias - half, high: error.bias + half });
        }
        errors
    }
}

/// One row for each round type and year in which both figures exist, by type and year.
pub(crate) fn by_type_and_year(rows: &[CutoffRow]) -> Vec<CutoffError> {
    let mut groups: BTreeMap<(&RoundType, i16), Vec<Compared>> = BTreeMap::new();
    for row in rows {
        if let (Some(cutoff), Some(published)) = (row.cutoff, row.published) {
            let group = groups.entry((&row.round_type, row.date.year())).or_default();
            group.push(Compared { simulated: cutoff.mean, published: f64::from(published) });
        }
    }
    groups
        .into_iter()
        .map(|((round_type, year), cutoffs)| {
            let errors = Errors::of(&cutoffs);
            CutoffError {
                round_type: round_type.clone(),
                year,
                rounds: errors.count,
                mean_absolute_difference: errors.mean_absolute,
                bias: errors.bias,
                bias_interval: None,
            }
        })
        .collect()
}

/// Rounds that invited fewer than their size, over replications.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SizeTally {
    /// Rounds with fewer eligible candidates than their size.
    short: Option<Span>,
    /// The same by type, with the number of replications that had one.
    short_types: BTreeMap<RoundType, (Span, u32)>,
    replications: u32,
    /// Rounds with enough eligible candidates that invited fewer than their size.
    below: Option<Span>,
    last: Option<Day>,
    furthest: Option<Round>,
}

/// The fewest and the most in a replication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The fewest.
    pub fewest: usize,
    /// The most.
    pub most: usize,
}

/// Rounds that invited fewer than their size though enough were eligible.
#[derive(Clone, Debug, PartialEq)]
pub struct BelowSize {
    /// Their number in a replication.
    pub rounds: Span,
    /// The day of the last one.
    pub last: Day,
    /// The one that invited the smallest part of its size.
    pub furthest: Round,
}

impl SizeTally {
    /// Adds the rounds of a replication.
    pub fn add(&mut self, rounds: &[Round]) {
        let (mut short, mut below) = (0, 0);
        let mut types: BTreeMap<&RoundType, usize> = BTreeMap::new();
        for round in rounds {
            let Some(eligible) = round.eligible else { continue };
            if eligible < round.size {
                short += 1;
                *types.entry(&round.round_type).or_default() += 1;
            }
            if round.invited < round.size && eligible >= round.size {
                below += 1;
                self.last = self.last.max(Some(round.date));
                if self.furthest.as_ref().is_none_or(|furthest| part(round) < part(furthest)) {
                    self.furthest = Some(round.clone());
                }
            }
        }
        self.replications += 1;
        for (round_type, count) in types {
            let known = self.short_types.get(round_type).copied();
            let (before, replications) = known.map_or((None, 0), |(span, known)| (Some(span), known));
            self.short_types.insert(round_type.clone(), (Span::with(before, count), replications + 1));
        }
        self.short = Some(Span::with(self.short, short));
        self.below = Some(Span::with(self.below, below));
    }

    /// Rounds with fewer eligible candidates than their size.
    pub fn short(&self) -> Span {
        self.short.unwrap_or_default()
    }

    /// The same by type, of the types that have such rounds in a replication.
    pub fn short_types(&self) -> Vec<(RoundType, Span)> {
        let types = self.short_types.iter();
        types
            .map(|(round_type, (span, replications))| {
                // A replication without such a round has none of the type.
                let fewest = if *replications < self.replications { 0 } else { span.fewest };
                (round_type.clone(), Span { fewest, ..*span })
            })
            .collect()
    }

    /// Rounds that stopped below their size, if any did.
    ///
    /// Without a tie-break everyone at the cutoff is invited, and the cutoff is the score whose count is
    /// nearest the size, from below or from above.
    pub fn below(&self) -> Option<BelowSize> {
        Some(BelowSize { rounds: self.below?, last: self.last?, furthest: self.furthest.clone()? })
    }
}

impl Span {
    fn with(span: Option<Span>, count: usize) -> Span {
        let Span { fewest, most } = span.unwrap_or(Span { fewest: count, most: count });
        Span { fewest: fewest.min(count), most: most.max(count) }
    }
}

fn part(round: &Round) -> f64 {
    f64::from(round.invited) / f64::from(round.size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture;
    use crate::experiment::spread::Spread;

    fn row(day: i8, cutoff: Option<f64>, published: Option<u16>) -> CutoffRow {
        CutoffRow {
            number: RoundNumber::new(day as u32),
            date: Day::new(2020, 1, day).unwrap(),
            round_type: RoundType::new("cec"),
            size: 100.0,
            cutoff: cutoff.and_then(|cutoff| Spread::of(vec![cutoff])),
            components: None,
            size_interval: None,
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

    #[test]
    fn the_interval_of_a_bias_is_over_the_replications() {
        let mut tally = BiasTally::default();
        let day = |number| Day::new(2020, 1, number).unwrap();
        let held = |number: u32, cutoff| Round {
            number: RoundNumber::new(number),
            ..fixture::round(day(number as i8), 100, cutoff)
        };
        let published = |number: RoundNumber| (number.count() < 3).then_some(450);
        // Biases of (10 - 2) / 2 = 4 and (6 + 2) / 2 = 4 less 4: 4 and 0. The third round is not published.
        tally.add(&[held(1, 460), held(2, 448), held(3, 300)], published);
        tally.add(&[held(1, 456), held(2, 444), held(3, 700)], published);
        let rows = [row(1, Some(458.0), Some(450)), row(2, Some(446.0), Some(450))];
        let errors = tally.errors(&rows);
        // The bias is 2. Standard deviation of 4 and 0: sqrt(8); Student's quantile of one degree of freedom
        // is 12.7062, so that half the width is 12.7062 x sqrt(8) / sqrt(2) = 25.4124.
        let Interval { low, high } = errors[0].bias_interval.unwrap();
        assert_eq!((errors.len(), errors[0].bias), (1, 2.0));
        assert!((low - 2.0 + 25.4124).abs() < 1e-3 && (high - 2.0 - 25.4124).abs() < 1e-3);
    }

    fn round(number: u32, size: u32, invited: u32, eligible: u32) -> Round {
        let date = Day::new(2015, 5, number as i8).unwrap();
        Round { invited, eligible: Some(eligible), ..fixture::round(date, size, 450) }
    }

    #[test]
    fn a_round_below_its_size_is_short_only_if_too_few_were_eligible() {
        let mut tally = SizeTally::default();
        tally.add(&[round(1, 750, 740, 2000), round(2, 750, 601, 2000), round(3, 750, 500, 500)]);
        tally.add(&[round(1, 750, 800, 2000), round(2, 750, 640, 2000), round(3, 750, 750, 751)]);
        assert_eq!(tally.short(), Span { fewest: 0, most: 1 });
        let short = [(RoundType::new("cec"), Span { fewest: 0, most: 1 })];
        assert_eq!(tally.short_types(), short);
        let below = tally.below().unwrap();
        assert_eq!((below.rounds, below.last), (Span { fewest: 1, most: 2 }, Day::new(2015, 5, 2).unwrap()));
        assert_eq!((below.furthest.invited, below.furthest.size), (601, 750));
        let mut filled = SizeTally::default();
        filled.add(&[round(1, 750, 800, 2000)]);
        assert_eq!(filled.below(), None);
    }
}
