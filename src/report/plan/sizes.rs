//! Sizes of rounds with the least variability of cutoffs, in sentences and a table.

use super::points::{self, value};
use crate::experiment::inverse::table::Varied;
use crate::experiment::inverse::{PlanPoint, PlannedSize, SMOOTHING, Smoothest};
use crate::experiment::spread::Spread;
use crate::experiment::targets::MET;
use crate::report::targets::miss;
use crate::report::terminal::{Column, worded_table};
use crate::report::words::{Message, Words, decimal, message, short};

/// The sizes with the least variability, and all plans that were tried.
pub fn text(smoothest: &Smoothest, words: &Words) -> String {
    let question = message!(
        "plan-question",
        low = short(*SMOOTHING.start(), 6),
        high = short(*SMOOTHING.end(), 6),
        runs = smoothest.runs
    );
    let tried = points::text(&smoothest.tried, Varied::Smoothing, words);
    let answer = match &smoothest.best {
        Some(best) => found(best, smoothest, words),
        None => nearest(smoothest, words),
    };
    format!("{}\n{tried}\n\n{answer}\n\n", words.text(&question))
}

/// The plan with the least variability, and its sizes.
fn found(best: &PlanPoint, smoothest: &Smoothest, words: &Words) -> String {
    let changes = best.variability.as_ref().map_or(message!("plan-changes-unknown"), |variability| {
        let interval = interval(variability);
        message!("plan-changes", points = decimal(variability.mean, 2), interval = interval)
    });
    let found = message!(
        "plan-best",
        percent = decimal(100.0 * MET, 0),
        smoothing = value(best.value),
        changes = changes
    );
    let mut lines = vec![words.text(&found)];
    if let Some(saved) = smoothest.saved.filter(|_| best.value != smoothest.own.value) {
        let pairs = best.variabilities.iter().zip(&smoothest.own.variabilities);
        let pairs = pairs.filter(|(best, own)| best.is_some() && own.is_some()).count();
        let replications = best.variabilities.len();
        let own = smoothest.own.value;
        lines.push(words.text(&Comparison { saved, own, pairs, replications }.message()));
    }
    lines.push(words.text(&message!("plan-sizes")));
    lines.push(size_table(&best.sizes, words));
    lines.join("\n")
}

/// The plan that comes nearest to the targets where none meets them, and the misses that are left.
fn nearest(smoothest: &Smoothest, words: &Words) -> String {
    let nearest = smoothest.tried.iter().min_by(|one, other| one.miss.total_cmp(&other.miss));
    let nearest = nearest.expect("a search tries something");
    let percent = decimal(100.0 * MET, 0);
    let title = message!("plan-none", percent = percent, smoothing = value(nearest.value));
    format!("{}\n{}", words.text(&title), miss::sentences(&nearest.misses, words).join("\n"))
}

fn size_table(sizes: &[PlannedSize], words: &Words) -> String {
    let columns = [
        Column::Words(message!("column-from")),
        Column::Words(message!("column-round-type")),
        Column::Figures(message!("column-rounds")),
        Column::Figures(message!("column-invited")),
        Column::Figures(message!("column-interval")),
        Column::Figures(message!("column-per-round")),
    ];
    let lines = sizes.iter().map(|size| {
        let ends = size.invited.ci95_low.zip(size.invited.ci95_high);
        let interval = ends.map(|(low, high)| {
            let (low, high) = (words.figure(low), words.figure(high));
            words.text(&message!("cell-range", low = low, high = high))
        });
        [
            size.from.to_string(),
            size.round_type.to_string(),
            words.argument(&short(size.rounds, 1)),
            words.figure(size.invited.mean),
            interval.unwrap_or_default(),
            words.figure(size.invited_per_round()),
        ]
    });
    worded_table(words, &columns, lines)
}

/// An interval in brackets, after a blank; nothing where there is none.
fn interval(spread: &Spread) -> Message {
    match spread.ci95_low.zip(spread.ci95_high) {
        Some((low, high)) => message!("interval-in-brackets", low = decimal(low, 2), high = decimal(high, 2)),
        None => message!("interval-unknown"),
    }
}

/// The variability of the best plan compared with that of the scenario's own, which may miss a target.
struct Comparison {
    /// Variability of the scenario's own plan less that of the best one.
    saved: Spread,
    /// Smoothing weight of the scenario's own plan.
    own: f64,
    /// Replications in which both plans have a variability.
    pairs: usize,
    replications: usize,
}

impl Comparison {
    fn message(&self) -> Message {
        let Comparison { saved, own, pairs, replications } = self;
        let own = value(*own);
        let pairs = if pairs < replications {
            message!("plan-some-pairs", pairs = *pairs, replications = *replications)
        } else {
            message!("plan-all-pairs")
        };
        if saved.mean >= 0.0 {
            let (points, interval) = (decimal(saved.mean, 2), interval(saved));
            message!("plan-less", points = points, own = own, interval = interval, pairs = pairs)
        } else {
            let more = negated(saved);
            let (points, interval) = (decimal(more.mean, 2), interval(&more));
            message!("plan-more", points = points, own = own, interval = interval, pairs = pairs)
        }
    }
}

/// The spread of the negative outcome.
fn negated(spread: &Spread) -> Spread {
    Spread {
        mean: -spread.mean,
        ci95_low: spread.ci95_high.map(|high| -high),
        ci95_high: spread.ci95_low.map(|low| -low),
        ..*spread
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(saved: Spread, pairs: usize) -> String {
        Words::english().text(&Comparison { saved, own: 0.001, pairs, replications: 6 }.message())
    }

    #[test]
    fn a_difference_is_stated_the_right_way_round() {
        assert_eq!(
            said(spread(0.5, [-0.25, 1.25]), 6),
            "That is 0.50 less than at the scenario's own 0.001 (95 % interval -0.25 to 1.25)."
        );
        assert_eq!(
            said(spread(-1.38, [-2.0, -0.76]), 5),
            "That is 1.38 more than at the scenario's own 0.001 (95 % interval 0.76 to 2.00), over 5 of 6 \
             replications."
        );
    }

    fn spread(mean: f64, [low, high]: [f64; 2]) -> Spread {
        Spread {
            mean,
            sd: None,
            p10: mean,
            p25: mean,
            p50: mean,
            p75: mean,
            p90: mean,
            ci95_low: Some(low),
            ci95_high: Some(high),
        }
    }
}
