//! Round sizes and the frontier of `drawsim plan` in words.

use std::fmt;

use crate::experiment::inverse::{PlanPoint, PlannedSize, SMOOTHING, Smoothest};
use crate::experiment::spread::Spread;
use crate::experiment::targets::{MET, TargetRow};
use crate::report::targets::miss;
use crate::report::terminal::{Heading, table};
use crate::report::words::Words;

/// How each plan was run, and how to run it with the full population.
pub fn runs(replications: u32, scale: f64) -> String {
    let more = if scale < 1.0 { "; `--set population.scale=1` runs the full population" } else { "" };
    format!("Each plan: {replications} replications at scale {scale}, all on the same people{more}.\n")
}

/// The sizes with the least variability, and all plans that were tried.
pub fn sizes(smoothest: &Smoothest) -> String {
    let mut text = format!(
        "Which sizes meet the targets with the least variability of cutoffs? Smoothing from {} to {} was searched by Brent's\n\
         method, with {} runs. Rounds are sized for Federal High Skilled alone; misses are those of its targets from the second\n\
         planned year on, and `run` shows those of nominees and of French speakers:\n{}\n\n",
        SMOOTHING.start(),
        SMOOTHING.end(),
        smoothest.runs,
        points(&smoothest.tried, "smoothing")
    );
    match &smoothest.best {
        Some(best) => {
            let saved = smoothest.saved.filter(|_| best.value != smoothest.own.value);
            let saved = saved.map_or(String::new(), |saved| {
                let pairs = best.variabilities.iter().zip(&smoothest.own.variabilities);
                let pairs = pairs.filter(|(best, own)| best.is_some() && own.is_some()).count();
                let own = smoothest.own.value;
                Comparison { saved, own, pairs, replications: best.variabilities.len() }.to_string()
            });
            text += &format!(
                "Of those that miss no such target by more than {:.0} %, `targets.smoothing = {}` varies least: {}.\n{saved}\
                 Its invitations by type, from each planning to the next:\n{}\n\n",
                100.0 * MET,
                value(best.value),
                best.variability.as_ref().map_or("no type has two cutoffs".to_owned(), changes_by),
                size_table(&best.sizes)
            );
        }
        None => {
            let nearest = smoothest.tried.iter().min_by(|a, b| a.miss.total_cmp(&b.miss));
            let nearest = nearest.expect("a search tries something");
            text += &format!(
                "None of them meets these targets within {:.0} %. `targets.smoothing = {}` comes nearest:\n{}\n\n",
                100.0 * MET,
                value(nearest.value),
                misses(&nearest.misses)
            );
        }
    }
    text
}

/// A sentence for each missed target.
fn misses(rows: &[TargetRow]) -> String {
    miss::sentences(rows, &Words::english()).join("\n")
}

fn changes_by(variability: &Spread) -> String {
    format!(
        "a cutoff changes by\n{:.2} points from one round to the next of its type{}",
        variability.mean,
        interval(variability, 2)
    )
}

/// Mean CRS of the invited against numbers admitted.
pub fn frontier(frontier: &[PlanPoint]) -> String {
    format!(
        "Mean CRS of the invited against persons admitted (95 % intervals over replications):\n{}\n\n",
        points(frontier, "target x")
    )
}

/// Notes on the figures that are not means over all replications.
fn partial(points: &[PlanPoint], name: &str) -> String {
    let mut text = String::new();
    for point in points {
        let (all, at) = (point.variabilities.len() as u32, value(point.value));
        for (some, figure, reason) in [
            (point.variability_replications(), "variability", "no type has two cutoffs"),
            (point.score_replications, "mean CRS", "nobody is invited under a federal program"),
        ] {
            if 0 < some && some < all {
                text += &format!(
                    "\nAt {name} {at} the {figure} is that of {some} of {all} replications: in the others {reason}."
                );
            }
        }
    }
    text
}

fn points(points: &[PlanPoint], name: &'static str) -> String {
    let headings = [
        Heading::Figures(name),
        Heading::Figures("largest miss"),
        Heading::Figures("variability"),
        Heading::Figures("mean CRS invited"),
        Heading::Figures("admitted a year"),
    ];
    let lines = points.iter().map(|point| {
        [
            value(point.value),
            format!("{:.1} %", 100.0 * point.miss),
            point.variability.as_ref().map_or(String::new(), |variability| with_half(variability, 2)),
            point.score.as_ref().map_or(String::new(), |score| with_half(score, 1)),
            with_half(&point.landed, 0),
        ]
    });
    table(&headings, lines) + &partial(points, name)
}

/// A mean with half the width of its interval.
fn with_half(spread: &Spread, decimals: usize) -> String {
    let half = spread.ci95_high.map_or(String::new(), |high| format!(" ± {:.decimals$}", high - spread.mean));
    format!("{:.decimals$}{half}", spread.mean)
}

fn size_table(sizes: &[PlannedSize]) -> String {
    let headings = [
        Heading::Words("from"),
        Heading::Words("round type"),
        Heading::Figures("rounds"),
        Heading::Figures("invited"),
        Heading::Figures("95 % interval"),
        Heading::Figures("a round"),
    ];
    let lines = sizes.iter().map(|size| {
        let ends = size.invited.ci95_low.zip(size.invited.ci95_high);
        [
            size.from.to_string(),
            size.round_type.to_string(),
            value_to(size.rounds, 1),
            format!("{:.0}", size.invited.mean),
            ends.map_or(String::new(), |(low, high)| format!("{low:.0} to {high:.0}")),
            format!("{:.0}", size.invited_per_round()),
        ]
    });
    table(&headings, lines)
}

pub(super) fn interval(spread: &Spread, decimals: usize) -> String {
    let ends = spread.ci95_low.zip(spread.ci95_high);
    ends.map_or(String::new(), |(low, high)| {
        format!(" (95 % interval {low:.decimals$} to {high:.decimals$})")
    })
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

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Comparison { saved, own, pairs, replications } = self;
        let (change, order) = if saved.mean >= 0.0 { (*saved, "less") } else { (negated(saved), "more") };
        let interval = interval(&change, 2);
        write!(f, "That is {:.2} {order} than at the scenario's own {}{interval}", change.mean, value(*own))?;
        if pairs < replications {
            write!(f, ", over {pairs} of {replications} replications")?;
        }
        writeln!(f, ".")
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

/// A factor or a smoothing weight, with three digits that count.
fn value(number: f64) -> String {
    if number <= 0.0 {
        return number.to_string();
    }
    value_to(number, (2.0 - number.log10().floor()).max(0.0) as usize)
}

/// A number with so many decimals, without zeros at its end.
fn value_to(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_stated_the_right_way_round() {
        let less = Comparison { saved: spread(0.5, [-0.25, 1.25]), own: 0.001, pairs: 6, replications: 6 };
        assert_eq!(
            less.to_string(),
            "That is 0.50 less than at the scenario's own 0.001 (95 % interval -0.25 to 1.25).\n"
        );
        let more = Comparison { saved: spread(-1.38, [-2.0, -0.76]), own: 0.001, pairs: 5, replications: 6 };
        assert_eq!(
            more.to_string(),
            "That is 1.38 more than at the scenario's own 0.001 (95 % interval 0.76 to 2.00), over 5 of 6 \
             replications.\n"
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
