//! The precision that is asked of a run: replications are added until the intervals of means are narrow.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::mean::MeanSums;
use super::results::{by_year_and_line, persons};
use super::spread::mean;
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::policy::levels::Line;
use crate::published::Round;
use crate::record::Counts;

/// Replications that are added at once to a run of one population alone.
const BATCH: u32 = 20;

/// An outcome that is measured in each calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreciseOutcome {
    /// The mean cutoff of the rounds of a type.
    Cutoff,
    /// Persons admitted under a line of the Levels Plan, family included.
    Admissions,
}

/// The half-width that the 95 % interval of the mean over replications may have in each year.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// The outcome.
    pub outcome: PreciseOutcome,
    /// The type of rounds, if it is one alone.
    pub round_type: Option<RoundType>,
    /// The half-width: points or persons, above 0.
    pub half_width: f64,
}

/// A text that states no precision.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPrecision {
    /// Without a colon.
    #[error("expected an outcome, a colon and half the width of its interval, such as cutoff:0.5")]
    Form,
    /// An outcome that is not known.
    #[error("`{0}` is no outcome, expected `cutoff`, `cutoff.TYPE` such as cutoff.cec, or `admissions`")]
    Outcome(String),
    /// A half-width that is no number above 0.
    #[error("`{0}` is half the width of the interval, expected a number above 0, such as 0.5")]
    HalfWidth(String),
}

impl FromStr for Precision {
    type Err = NoPrecision;

    fn from_str(text: &str) -> Result<Precision, NoPrecision> {
        let (name, width) = text.split_once(':').ok_or(NoPrecision::Form)?;
        let (outcome, round_type) = match name.split_once('.') {
            None if name == "cutoff" => (PreciseOutcome::Cutoff, None),
            None if name == "admissions" => (PreciseOutcome::Admissions, None),
            Some(("cutoff", kind)) if !kind.is_empty() => {
                (PreciseOutcome::Cutoff, Some(RoundType::new(kind)))
            }
            _ => return Err(NoPrecision::Outcome(name.to_owned())),
        };
        let half_width = width.trim().parse::<f64>().ok().filter(|half| half.is_finite() && *half > 0.0);
        let half_width = half_width.ok_or_else(|| NoPrecision::HalfWidth(width.to_owned()))?;
        Ok(Precision { outcome, round_type, half_width })
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.outcome, &self.round_type) {
            (PreciseOutcome::Cutoff, None) => write!(f, "cutoff:{}", self.half_width),
            (PreciseOutcome::Cutoff, Some(round_type)) => {
                write!(f, "cutoff.{round_type}:{}", self.half_width)
            }
            (PreciseOutcome::Admissions, _) => write!(f, "admissions:{}", self.half_width),
        }
    }
}

/// A mean over replications: that of an outcome in a calendar year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearOutcome {
    /// The type of rounds, or the line of the Levels Plan.
    pub name: String,
    /// The calendar year.
    pub year: i16,
}

/// The mean with the widest interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Widest {
    /// The mean.
    pub outcome: YearOutcome,
    /// Half the width of its interval; none if a single replication has the outcome.
    pub half_width: Option<f64>,
}

impl Widest {
    /// The wider of two; of two alike the first.
    pub(crate) fn wider(self, other: Widest) -> Widest {
        if is_wider(other.half_width, self.half_width) { other } else { self }
    }
}

impl Precision {
    /// Replications of a batch: as many as a calibrated population has members, so that a batch simulates
    /// each of them once; 20 of one population alone, which has 0 members.
    pub fn batch(members: u32) -> u32 {
        if members == 0 { BATCH } else { members }
    }

    /// The outcomes of a replication, at full scale. A year without a cutoff of a type has none.
    pub fn outcomes(&self, model: &Model, counts: &Counts) -> BTreeMap<YearOutcome, f64> {
        match self.outcome {
            PreciseOutcome::Cutoff => self.cutoffs(&counts.rounds),
            PreciseOutcome::Admissions => admissions(model, counts),
        }
    }

    /// Whether the widest interval is narrow enough.
    pub fn is_met_by(&self, widest: &Widest) -> bool {
        widest.half_width.is_some_and(|half| half <= self.half_width)
    }

    fn cutoffs(&self, rounds: &[Round]) -> BTreeMap<YearOutcome, f64> {
        let mut groups: BTreeMap<YearOutcome, Vec<f64>> = BTreeMap::new();
        let asked = |round: &&Round| self.round_type.as_ref().is_none_or(|asked| *asked == round.round_type);
        for round in rounds.iter().filter(asked) {
            if let Some(cutoff) = round.cutoff {
                let (name, year) = (round.round_type.name().to_owned(), round.date.year());
                groups.entry(YearOutcome { name, year }).or_default().push(f64::from(cutoff));
            }
        }
        groups.into_iter().map(|(outcome, cutoffs)| (outcome, mean(&cutoffs))).collect()
    }
}

fn admissions(model: &Model, counts: &Counts) -> BTreeMap<YearOutcome, f64> {
    let admissions = by_year_and_line(&counts.landings);
    let mut outcomes = BTreeMap::new();
    for year in model.start.year()..=model.end.year() {
        for line in Line::ALL {
            let name = line.table_name().to_owned();
            outcomes.insert(YearOutcome { name, year }, f64::from(persons(&admissions, year, line)));
        }
    }
    outcomes
}

/// Outcomes of replications, summed to the intervals of their means. Its size does not grow.
#[derive(Clone, Debug, Default)]
pub struct PrecisionTally {
    means: BTreeMap<YearOutcome, MeanSums>,
}

impl PrecisionTally {
    /// Adds the outcomes of a replication.
    pub fn add(&mut self, outcomes: BTreeMap<YearOutcome, f64>) {
        for (outcome, value) in outcomes {
            self.means.entry(outcome).or_default().add(value);
        }
    }

    /// The mean with the widest interval, the first of several; none without an outcome. One that a single
    /// replication has is the widest of all.
    pub fn widest(&self) -> Option<Widest> {
        let means = self.means.iter();
        let widths =
            means.map(|(outcome, sums)| Widest { outcome: outcome.clone(), half_width: sums.half_width() });
        widths.reduce(Widest::wider)
    }
}

/// Whether a half-width is greater than another; one that is not known is the greatest.
fn is_wider(half_width: Option<f64>, other: Option<f64>) -> bool {
    other.is_some_and(|other| half_width.is_none_or(|half_width| half_width > other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture;
    use crate::record::Landing;
    use crate::scenario::Overlay;

    fn read(text: &str) -> Precision {
        text.parse().unwrap()
    }

    #[test]
    fn a_precision_is_read_and_written_in_the_same_form() {
        for text in ["cutoff:0.5", "cutoff.cec:2", "admissions:200"] {
            assert_eq!(read(text).to_string(), text);
        }
        let Precision { outcome, round_type, half_width } = read("cutoff.cec:0.25");
        assert_eq!(
            (outcome, round_type, half_width),
            (PreciseOutcome::Cutoff, Some(RoundType::new("cec")), 0.25)
        );
    }

    #[test]
    fn a_text_that_is_no_precision_is_refused_with_the_part_that_is_wrong() {
        let refused = |text: &str| text.parse::<Precision>().unwrap_err();
        assert_eq!(refused("cutoff"), NoPrecision::Form);
        for name in ["cutof", "cutoff.", "admissions.pnp", ""] {
            assert_eq!(refused(&format!("{name}:1")), NoPrecision::Outcome(name.to_owned()));
        }
        for width in ["0", "-1", "NaN", "inf", "", "half"] {
            assert_eq!(refused(&format!("cutoff:{width}")), NoPrecision::HalfWidth(width.to_owned()));
        }
    }

    #[test]
    fn a_batch_simulates_each_member_once() {
        assert_eq!([0, 7, 50].map(Precision::batch), [20, 7, 50]);
    }

    fn round(date: &str, round_type: &str, cutoff: Option<u16>) -> Round {
        let round_type = RoundType::new(round_type);
        Round { round_type, cutoff, ..fixture::round(date.parse().unwrap(), 100, 500) }
    }

    fn year(name: &str, year: i16) -> YearOutcome {
        YearOutcome { name: name.to_owned(), year }
    }

    #[test]
    fn the_cutoff_of_a_type_is_the_mean_over_the_rounds_of_a_year() {
        let rounds = [
            round("2026-01-05", "cec", Some(510)),
            round("2026-02-05", "cec", Some(513)),
            round("2026-03-05", "cec", None),
            round("2027-01-05", "cec", Some(500)),
            round("2026-01-06", "pnp", Some(700)),
            round("2026-01-07", "french", None),
        ];
        let all = [(year("cec", 2026), 511.5), (year("cec", 2027), 500.0), (year("pnp", 2026), 700.0)];
        assert_eq!(read("cutoff:1").cutoffs(&rounds), BTreeMap::from(all.clone()));
        let [_, _, pnp] = all;
        assert_eq!(read("cutoff.pnp:1").cutoffs(&rounds), BTreeMap::from([pnp]));
    }

    #[test]
    fn admissions_are_those_of_each_year_and_line_with_0_where_there_are_none() {
        let (_, model) = Model::load("tiny", &Overlay::default()).unwrap();
        let counts = Counts::default();
        let first = model.start.year();
        let outcomes = read("admissions:1").outcomes(&model, &counts);
        assert_eq!(outcomes.len(), 3 * usize::from((model.end.year() - first) as u16 + 1));
        assert_eq!(outcomes[&year("pnp_express_entry", first)], 0.0);
        let program = crate::policy::program::Program::Pnp;
        let speaks_french = false;
        let landing = Landing { year: first, month: 1, program, speaks_french, principals: 3, persons: 8 };
        let counts = Counts { landings: vec![landing], ..Counts::default() };
        assert_eq!(read("admissions:1").outcomes(&model, &counts)[&year("pnp_express_entry", first)], 8.0);
    }

    #[test]
    fn the_widest_interval_decides() {
        let mut tally = PrecisionTally::default();
        assert_eq!(tally.widest(), None);
        tally.add(BTreeMap::from([(year("cec", 2026), 500.0), (year("cec", 2027), 500.0)]));
        let single = Widest { outcome: year("cec", 2026), half_width: None };
        assert_eq!(tally.widest(), Some(single.clone()));
        assert!(!read("cutoff:1000").is_met_by(&single));
        tally.add(BTreeMap::from([(year("cec", 2026), 500.0), (year("cec", 2027), 502.0)]));
        // Standard deviation sqrt(2), half-width 12.7062 x sqrt(2) / sqrt(2).
        let widest = tally.widest().unwrap();
        assert_eq!(widest.outcome, year("cec", 2027));
        assert!((widest.half_width.unwrap() - 12.7062).abs() < 1e-4);
        assert!(read("cutoff:12.8").is_met_by(&widest) && !read("cutoff:12.7").is_met_by(&widest));
        // A year that one replication alone has is the widest.
        tally.add(BTreeMap::from([(year("pnp", 2026), 700.0)]));
        assert_eq!(tally.widest(), Some(Widest { outcome: year("pnp", 2026), half_width: None }));
    }
}
