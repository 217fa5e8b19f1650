//! Round sizes and the frontier of `drawsim plan` in words.

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

/// The sizes with the least variability, and all that was tried.
pub fn sizes(smoothest: &Smoothest) -> String {
    let mut text = format!(
        "Which sizes meet the targets with the least variability of cutoffs? Smoothing from {} to {} was searched by Brent's\n\
         method, with {} runs. Rounds are sized for Federal High Skilled alone; misses are those of its targets from the second\n\
         planned year on, and `run` shows those of nominees and of French speakers:\n{}\n\n",
        SMOOTHING.0,
        SMOOTHING.1,
        smoothest.runs,
        points(&smoothest.tried, "smoothing")
    );
    match &smoothest.best {
        Some(best) => {
            let saved = smoothest.saved.filter(|_| best.value != smoothest.own.value);
            let saved = saved.map_or(String::new(), |saved| {
                let pairs = best.variabilities.iter().zip(&smoothest.own.variabilities);
                let both = pairs.filter(|(best, own)| best.is_some() && own.is_some()).count();
                beside(&saved, smoothest.own.value, (both, best.variabilities.len()))
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

/// Which figures are not means over all replications.
fn partial(points: &[PlanPoint], name: &str) -> String {
    let mut text = String::new();
    for point in points {
        let all = point.variabilities.len() as u32;
        let mut tell = |some: u32, what: &str, reason: &str| {
            if 0 < some && some < all {
                let at = value(point.value);
                text += &format!(
                    "\nAt {name} {at} the {what} is that of {some} of {all} replications: in the others {reason}."
                );
            }
        };
        tell(point.variability_replications(), "variability", "no type has two cutoffs");
        tell(point.score_replications, "mean CRS", "nobody is invited under a federal program");
    }
    text
}

fn points(points: &[PlanPoint], name: &'static str) -> String {
    let headings = [
        Heading::Figures(name),
        Heading::Figures("largest miss"),
        Heading::Figures("variability"),
        Heading::Figures("mean CRS invited"),
        Heading::Figures("landed a year"),
    ];
    let with_half = |spread: &Spread, decimals: usize| {
        let half =
            spread.ci95_high.map_or(String::new(), |high| format!(" ± {:.decimals$}", high - spread.mean));
        format!("{:.decimals$}{half}", spread.mean)
    };
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

/// How much less, or more, the best plan varies than the scenario's own, which may miss a target; over some
/// of all replications, those in which both have a variability.
fn beside(saved: &Spread, own: f64, (some, all): (usize, usize)) -> String {
    let negative = negated(saved);
    let (change, order) = if saved.mean >= 0.0 { (saved, "less") } else { (&negative, "more") };
    let own = value(own);
    let over = if some < all { format!(", over {some} of {all} replications") } else { String::new() };
    format!(
        "That is {:.2} {order} than at the scenario's own {own}{}{over}.\n",
        change.mean,
        interval(change, 2)
    )
}

/// The other way round.
fn negated(spread: &Spread) -> Spread {
    let minus = |value: Option<f64>| value.map(|value| -value);
    Spread {
        mean: -spread.mean,
        ci95_low: minus(spread.ci95_high),
        ci95_high: minus(spread.ci95_low),
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
    fn a_difference_is_told_the_right_way_round() {
        let spread = |mean: f64, low, high| Spread {
            mean,
            sd: None,
            p10: mean,
            p25: mean,
            p50: mean,
            p75: mean,
            p90: mean,
            ci95_low: Some(low),
            ci95_high: Some(high),
        };
        let less = beside(&spread(0.5, -0.25, 1.25), 0.001, (6, 6));
        assert_eq!(
            less,
            "That is 0.50 less than at the scenario's own 0.001 (95 % interval -0.25 to 1.25).\n"
        );
        let more = beside(&spread(-1.38, -2.0, -0.76), 0.001, (5, 6));
        assert_eq!(
            more,
            "That is 1.38 more than at the scenario's own 0.001 (95 % interval 0.76 to 2.00), over 5 of 6 replications.\n"
        );
    }
}
