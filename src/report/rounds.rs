//! What a run says of its rounds as a whole: how many were held, which fell short, and what thinning does to
//! them.

use crate::document::plural::plural;
use crate::experiment::Findings;
use crate::experiment::cutoffs::CutoffRow;
use crate::experiment::judging::cutoff_error::{BelowSize, Span};

/// Sentences for the terminal, a line each or two.
pub fn text(findings: &Findings) -> String {
    let rows = &findings.cutoffs;
    let held = rows.iter().filter(|row| row.size > 0.0).count();
    let mut text = plural(held as u64, "round") + &nobody_words(held, without_cutoff(rows));
    if held < rows.len() {
        text += &match rows.len() - held {
            1 => ", and 1 more of the plan that is not held".to_owned(),
            more => format!(", and {more} more of the plan that are not held"),
        };
    }
    text += &format!("; {}.\n", eligible_words(held, findings.short_rounds));
    if let Some(below) = &findings.below_size {
        text += &below_words(below);
    }
    let types = rows.iter().map(|row| row.round_type.name());
    for words in thinning(findings.scale).into_iter().chain(thinned_nominees(findings.scale, types)) {
        text += &format!("{words}\n");
    }
    text
}

/// Rounds that were held and invited nobody in any replication: no chart or table of cutoffs has them.
pub fn without_cutoff(rows: &[CutoffRow]) -> usize {
    rows.iter().filter(|row| row.size > 0.0 && row.cutoff.is_none()).count()
}

fn nobody_words(held: usize, nobody: usize) -> String {
    match (held, nobody) {
        (_, 0) => String::new(),
        (1, 1) => ", which invited nobody".to_owned(),
        (all, nobody) if all == nobody => ", none of which invited anybody".to_owned(),
        (_, nobody) => format!(", {nobody} of which invited nobody"),
    }
}

/// Whether rounds found as many candidates as they were to invite; `short` are the fewest and the most in a
/// replication that did not.
fn eligible_words(held: usize, short: Span) -> String {
    match (held, (short.fewest, short.most)) {
        (1, (0, 0)) => "it found as many eligible candidates as it was to invite".to_owned(),
        (_, (0, 0)) => "every round found as many eligible candidates as it was to invite".to_owned(),
        (_, (1, 1)) => "1 round found fewer eligible candidates than it was to invite".to_owned(),
        (_, _) => {
            format!("{} rounds found fewer eligible candidates than they were to invite", span(short))
        }
    }
}

fn span(span: Span) -> String {
    let Span { fewest, most } = span;
    if fewest == most { fewest.to_string() } else { format!("{fewest} to {most}") }
}

fn below_words(below: &BelowSize) -> String {
    let BelowSize { rounds, last, furthest } = below;
    format!(
        "{} others, the last on {last}, invited fewer than their size: without a tie-break all at a\n\
         score are invited or none, and the nearest number was below it. Furthest: round {}, {} of {}.\n",
        span(*rounds),
        furthest.number,
        furthest.invited,
        furthest.size
    )
}

/// That runs are thinned to a scale, for the terminal and for the foot of a chart of counts; none at full
/// scale.
pub fn thinning(scale: f64) -> Option<String> {
    let words = format!("Thinned: {scale} simulated candidates for each real one; counts are divided by it.");
    (scale < 1.0).then_some(words)
}

/// The same for the foot of a chart of cutoffs of rounds of some types, which shows no counts, with what it
/// does to them.
pub fn thinned_cutoffs<'a>(scale: f64, types: impl Iterator<Item = &'a str>) -> Vec<String> {
    let thinning = (scale < 1.0).then(|| format!("Thinned: {scale} simulated candidates for each real one."));
    thinning.into_iter().chain(thinned_nominees(scale, types)).collect()
}

/// What thinning does to cutoffs of rounds of some types; none where it does nothing that is known.
fn thinned_nominees<'a>(scale: f64, mut types: impl Iterator<Item = &'a str>) -> Option<String> {
    let has_nominees = types.any(|name| name == "pnp");
    // Without the digits of binary fractions.
    let percent = (100_000.0 * scale).round() / 1000.0;
    let words = format!(
        "PNP cutoffs come out too high: the lowest of {percent} % of the nominees scores higher than that of all."
    );
    (scale < 1.0 && has_nominees).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::cutoffs::spread;
    use crate::policy::instruction::{RoundNumber, RoundType};
    use crate::time::Day;

    fn row(number: u32, round_type: &str, size: f64) -> CutoffRow {
        CutoffRow {
            number: RoundNumber::new(number),
            date: Day::new(2026, 1, 5).unwrap(),
            round_type: RoundType::new(round_type),
            size,
            cutoff: spread(vec![500.0]).filter(|_| size > 0.0),
            replications: u32::from(size > 0.0),
            published: None,
        }
    }

    fn told(scale: f64, rows: &[CutoffRow]) -> String {
        text(&Findings { scale, cutoffs: rows.to_vec(), ..Findings::default() })
    }

    #[test]
    fn a_slot_that_is_not_held_is_no_round() {
        let rows = [row(1, "cec", 100.0), row(2, "french", 0.0), row(3, "cec", 90.0)];
        assert_eq!(
            told(1.0, &rows),
            "2 rounds, and 1 more of the plan that is not held; every round found as many eligible candidates as it was to invite.\n"
        );
    }

    #[test]
    fn rounds_that_invited_nobody_are_counted() {
        let mut rows = [row(1, "cec", 100.0), row(2, "cec", 90.0)];
        let told = |rows: &[CutoffRow]| told(1.0, rows).split_once("; ").unwrap().0.to_owned();
        assert_eq!(told(&rows), "2 rounds");
        rows[1].cutoff = None;
        assert_eq!(told(&rows), "2 rounds, 1 of which invited nobody");
        assert_eq!(told(&rows[1..]), "1 round, which invited nobody");
        rows[0].cutoff = None;
        assert_eq!(told(&rows), "2 rounds, none of which invited anybody");
    }

    #[test]
    fn a_thinned_run_says_so_and_warns_of_nominees_where_there_are_rounds_for_them() {
        let (cec, pnp) = ([row(1, "cec", 100.0)], [row(1, "pnp", 100.0)]);
        let thinned = |rows| told(0.1, rows);
        assert!(
            thinned(&cec).ends_with(
                "\nThinned: 0.1 simulated candidates for each real one; counts are divided by it.\n"
            )
        );
        assert!(
            thinned(&pnp).contains("\nPNP cutoffs come out too high: the lowest of 10 % of the nominees")
        );
        assert!(!told(1.0, &pnp).contains("too high"));
    }

    #[test]
    fn a_chart_of_cutoffs_says_its_scale_and_nothing_of_counts() {
        let of = |scale, name: &str| thinned_cutoffs(scale, [name].into_iter());
        let thinned = "Thinned: 0.05 simulated candidates for each real one.";
        assert_eq!(of(0.05, "cec"), [thinned]);
        let nominees = "PNP cutoffs come out too high: the lowest of 5 % of the nominees scores higher than that of all.";
        assert_eq!(of(0.05, "pnp"), [thinned, nominees]);
        assert!(of(0.07, "pnp")[1].contains("of 7 % of"));
        assert!(of(1.0, "pnp").is_empty());
    }
}
