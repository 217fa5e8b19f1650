//! The outcome that is explained: the mean cutoff of a type of rounds in a span of days.

use crate::policy::instruction::RoundType;
use crate::published::Round;
use crate::time::Day;

/// Days from a first to a last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// Mean cutoffs of a type of rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The type.
    pub round_type: RoundType,
    /// The spans, each with a mean of its own.
    pub spans: Vec<Span>,
}

impl Span {
    fn within_year(self, year: i16) -> Span {
        let (first, last) = (Day::new_year(year), Day::new_year(year + 1) - 1);
        Span { from: first.max(self.from), to: last.min(self.to) }
    }

    fn holds(self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// The calendar years of a run, the first and the last as far as they belong to it.
pub fn years(run: Span) -> Vec<Span> {
    (run.from.year()..=run.to.year()).map(|year| run.within_year(year)).collect()
}

impl Question {
    /// The mean cutoff of each span over its rounds with an invitation; none without one.
    pub fn answer(&self, rounds: &[Round]) -> Vec<Option<f64>> {
        let mut means = Vec::with_capacity(self.spans.len());
        for span in &self.spans {
            let held =
                rounds.iter().filter(|round| round.round_type == self.round_type && span.holds(round.date));
            let cutoffs: Vec<f64> = held.filter_map(|round| round.cutoff).map(f64::from).collect();
            means.push((!cutoffs.is_empty()).then(|| cutoffs.iter().sum::<f64>() / cutoffs.len() as f64));
        }
        means
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture::round;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_mean_is_that_of_the_rounds_of_the_span_with_an_invitation() {
        let spans = years(Span { from: day("2025-12-14"), to: day("2027-06-30") });
        let ends: Vec<String> = spans.iter().map(|span| format!("{} {}", span.from, span.to)).collect();
        let expected = ["2025-12-14 2025-12-31", "2026-01-01 2026-12-31", "2027-01-01 2027-06-30"];
        assert_eq!(ends, expected);
        let question = Question { round_type: RoundType::new("cec"), spans };
        let mut rounds = vec![round(day("2026-02-01"), 1000, 500), round(day("2026-03-01"), 1000, 510)];
        rounds.push(Round { cutoff: None, ..round(day("2026-04-01"), 1000, 0) });
        rounds.push(Round { round_type: RoundType::new("fsw"), ..round(day("2026-05-01"), 1000, 900) });
        assert_eq!(question.answer(&rounds), [None, Some(505.0), None]);
    }
}
