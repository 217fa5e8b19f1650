//! Sentences on the rounds of a run: how many were held, which fell short, and the effect of the scale.

use crate::experiment::Findings;
use crate::experiment::cutoffs::CutoffRow;
use crate::experiment::judging::cutoff_error::{BelowSize, Span};
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::report::terminal::wrapped;
use crate::report::words::{Argument, Message, Words, message, short, short_name};

/// Sentences for the terminal, each from a line of its own.
pub fn text(findings: &Findings, words: &Words) -> String {
    let rows = &findings.cutoffs;
    let held = rows.iter().filter(|row| row.size > 0.0).count();
    let rounds = message!(
        "rounds-held",
        held = held,
        empty = without_invitations(held, without_cutoff(rows)),
        more = not_held(rows.len() - held),
        eligible = eligible(held, findings, words)
    );
    let mut sentences = vec![words.text(&rounds)];
    sentences.extend(findings.below_size.as_ref().map(|below| words.text(&below_size(below))));
    sentences.extend(scale_note(findings.scale, words));
    sentences.iter().map(|sentence| wrapped(sentence) + "\n").collect()
}

/// Rounds that were held without an invitation in any replication. Charts and tables of cutoffs lack them.
pub fn without_cutoff(rows: &[CutoffRow]) -> usize {
    rows.iter().filter(|row| row.size > 0.0 && row.cutoff.is_none()).count()
}

fn without_invitations(held: usize, empty: usize) -> Message {
    match (held, empty) {
        (_, 0) => message!("rounds-all-invite"),
        (1, 1) => message!("round-is-empty"),
        (all, empty) if all == empty => message!("rounds-are-empty"),
        (_, empty) => message!("rounds-some-empty", count = empty),
    }
}

fn not_held(count: usize) -> Message {
    match count {
        0 => message!("rounds-all-held"),
        more => message!("rounds-not-held", count = more),
    }
}

/// Whether rounds found as many candidates as their size, or else how many did not in a replication, and of
/// which types.
fn eligible(held: usize, findings: &Findings, words: &Words) -> Message {
    let types = short_types(&findings.short_types, words);
    let Span { fewest, most } = findings.short_rounds;
    match (held, (fewest, most)) {
        (1, (0, 0)) => message!("round-finds-enough"),
        (_, (0, 0)) => message!("rounds-find-enough"),
        (_, (1, 1)) => message!("round-finds-fewer", types = types),
        (_, (0, most)) => message!("rounds-find-fewer-up-to", most = most, types = types),
        (_, (fewest, most)) if fewest == most => {
            message!("rounds-find-fewer", count = most, types = types)
        }
        (_, (fewest, most)) => {
            message!("rounds-find-fewer-range", fewest = fewest, most = most, types = types)
        }
    }
}

/// The types of the rounds that found too few, each with its number.
fn short_types(types: &[(RoundType, Span)], words: &Words) -> Message {
    if types.is_empty() {
        return message!("short-rounds-of-none");
    }
    let named = types.iter().map(|(round_type, count)| {
        let name = match words.added_name(round_type.name()) {
            Some(name) => Argument::from(name),
            None => short_name(round_type.name()),
        };
        message!("short-rounds-of-type", name = name, count = span(*count)).into()
    });
    message!("short-rounds-of-types", types = Argument::Series(named.collect()))
}

fn span(span: Span) -> Message {
    let Span { fewest, most } = span;
    if fewest == most {
        message!("span-single", count = fewest)
    } else {
        message!("span-range", fewest = fewest, most = most)
    }
}

fn below_size(below: &BelowSize) -> Message {
    let BelowSize { rounds, last, furthest } = below;
    message!(
        "rounds-below-size",
        count = span(*rounds),
        last = *last,
        number = furthest.number.to_string(),
        invited = furthest.invited,
        size = furthest.size
    )
}

/// The scale of the run, for the terminal and for the foot of a chart of counts; none at full scale.
pub fn scale_note(scale: f64, words: &Words) -> Option<String> {
    (scale < 1.0).then(|| words.text(&message!("scale-of-counts", candidates = one_in(scale))))
}

/// The notes on the scale for the foot of a chart of cutoffs, which shows no counts: the scale, and its
/// effect on cutoffs of the types of rounds in the chart.
pub fn cutoff_scale_notes<'a>(
    scale: f64,
    types: impl Iterator<Item = &'a RoundType>,
    words: &Words,
) -> Vec<String> {
    let mut notes = Vec::new();
    if scale < 1.0 {
        notes.push(words.text(&message!("scale-of-cutoffs", candidates = one_in(scale))));
    }
    notes.extend(nominees(scale, types, words));
    notes
}

/// The correction of cutoffs of nominees; none at full scale or without rounds for them.
fn nominees<'a>(scale: f64, mut types: impl Iterator<Item = &'a RoundType>, words: &Words) -> Option<String> {
    let has_nominees = types.any(|round_type| round_type.group() == RoundGroup::Nominees);
    let percent = short(100.0 * scale, 3);
    (scale < 1.0 && has_nominees).then(|| words.text(&message!("scale-of-nominees", percent = percent)))
}

/// How many candidates one simulated candidate stands for.
fn one_in(scale: f64) -> Argument {
    short(1.0 / scale, ONE_IN_DIGITS)
}

/// Digits after the point of that number, at most.
const ONE_IN_DIGITS: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::spread::Spread;
    use crate::policy::instruction::RoundNumber;
    use crate::time::Day;

    fn row(number: u32, round_type: &str, size: f64) -> CutoffRow {
        CutoffRow {
            number: RoundNumber::new(number),
            date: Day::new(2026, 1, 5).unwrap(),
            round_type: RoundType::new(round_type),
            size,
            cutoff: Spread::of(vec![500.0]).filter(|_| size > 0.0),
            components: None,
            size_interval: None,
            replications: u32::from(size > 0.0),
            published: None,
        }
    }

    fn summary(scale: f64, rows: &[CutoffRow]) -> String {
        text(&Findings { scale, cutoffs: rows.to_vec(), ..Findings::default() }, &Words::english())
    }

    #[test]
    fn a_slot_that_is_not_held_is_no_round() {
        let rows = [row(1, "cec", 100.0), row(2, "french", 0.0), row(3, "cec", 90.0)];
        assert_eq!(
            summary(1.0, &rows),
            "2 rounds were held, 1 planned round was not. Every round had enough eligible\ncandidates.\n"
        );
    }

    fn held(rows: &[CutoffRow]) -> String {
        summary(1.0, rows).split_once(". ").unwrap().0.to_owned()
    }

    #[test]
    fn rounds_with_too_few_candidates_are_counted_by_type() {
        let span = |fewest, most| Span { fewest, most };
        let short_types = vec![(RoundType::new("cec"), span(0, 2)), (RoundType::new("trades"), span(5, 5))];
        let cutoffs = vec![row(1, "cec", 100.0)];
        let findings =
            Findings { short_rounds: span(5, 7), short_types, cutoffs, scale: 1.0, ..Findings::default() };
        let expected = "1 round was held. 5 to 7 rounds a replication had too few eligible candidates:\n\
                        CEC 0 to 2, trades 5.\n";
        assert_eq!(text(&findings, &Words::english()), expected);
    }

    #[test]
    fn rounds_without_invitations_are_counted() {
        let mut rows = [row(1, "cec", 100.0), row(2, "cec", 90.0)];
        assert_eq!(held(&rows), "2 rounds were held");
        rows[1].cutoff = None;
        assert_eq!(held(&rows), "2 rounds were held, 1 of which invited no candidate");
        assert_eq!(held(&rows[1..]), "1 round was held, which invited no candidate");
        rows[0].cutoff = None;
        assert_eq!(held(&rows), "2 rounds were held, none of which invited a candidate");
    }

    #[test]
    fn a_run_at_a_scale_says_so() {
        let scale = "\nOne candidate in 10 is simulated; counts are scaled up.\n";
        assert!(summary(0.1, &[row(1, "cec", 100.0)]).ends_with(scale));
        assert!(!summary(1.0, &[row(1, "cec", 100.0)]).contains("One candidate in"));
    }

    fn notes(scale: f64, round_type: &str) -> Vec<String> {
        cutoff_scale_notes(scale, [RoundType::new(round_type)].iter(), &Words::english())
    }

    #[test]
    fn a_chart_of_cutoffs_says_its_scale_and_nothing_of_counts() {
        let scale = "One candidate in 20 is simulated.";
        assert_eq!(notes(0.05, "cec"), [scale]);
        let nominees = "PNP cutoffs are corrected to full scale: the lowest score of 5 % of the nominees is \
                        higher than that of all.";
        assert_eq!(notes(0.05, "pnp"), [scale, nominees]);
        assert!(notes(0.07, "pnp")[1].contains("of 7 % of"));
        assert!(notes(1.0, "pnp").is_empty());
    }
}
