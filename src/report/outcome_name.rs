//! Outcomes of a sweep in words: their names, units and digits, and the choice of those that are shown.

use crate::experiment::compare::Outcome;
use crate::experiment::sweep::YearlyOutcome;
use crate::report::words::{Argument, Message, Words, capitalised, decimal, message, short_name, signed};

/// Most outcomes of a chart.
const MOST_SHOWN: usize = 4;

/// The name in a sentence, after an article: `mean CEC cutoff of 2027`.
pub fn outcome_name(outcome: &YearlyOutcome, words: &Words) -> String {
    let year = outcome.year();
    let whose = match outcome.subject() {
        "all" => message!("yearly-of-all"),
        subject => message!("yearly-of-some", name = short_name(subject)),
    };
    words.text(&match outcome.kind() {
        Outcome::Cutoff => message!("yearly-cutoff", whose = whose, year = year),
        Outcome::FirstCutoff => message!("yearly-first-cutoff", whose = whose, year = year),
        Outcome::Invited => message!("yearly-invited", whose = whose, year = year),
        Outcome::Admissions => message!("yearly-admissions", whose = whose, year = year),
        Outcome::MeanScore => message!("yearly-score", whose = whose, year = year),
        Outcome::ShareInCanada => message!("yearly-in-canada", whose = whose, year = year),
        Outcome::ShareFrench => message!("yearly-french", whose = whose, year = year),
        Outcome::MeanAge => message!("yearly-age", whose = whose, year = year),
        Outcome::WaitDays => message!("yearly-wait", whose = whose, year = year),
    })
}

/// The name as a heading, with its unit.
pub fn outcome_heading(outcome: &YearlyOutcome, words: &Words) -> String {
    let name = capitalised(&outcome_name(outcome, words));
    match unit(outcome.kind()) {
        Some(unit) => words.text(&message!("yearly-heading", name = name, unit = unit)),
        None => name,
    }
}

/// The unit; none where the name says it.
pub fn unit(kind: Outcome) -> Option<Message> {
    match kind {
        Outcome::Cutoff | Outcome::FirstCutoff | Outcome::MeanScore => Some(message!("yearly-unit-points")),
        Outcome::Admissions => Some(message!("yearly-unit-persons")),
        Outcome::Invited => None,
        Outcome::ShareInCanada | Outcome::ShareFrench => Some(message!("yearly-unit-part")),
        Outcome::MeanAge => Some(message!("yearly-unit-years")),
        Outcome::WaitDays => Some(message!("yearly-unit-days")),
    }
}

/// Digits after the point of a figure.
fn digits(kind: Outcome) -> usize {
    match kind {
        Outcome::Cutoff
        | Outcome::FirstCutoff
        | Outcome::MeanScore
        | Outcome::MeanAge
        | Outcome::WaitDays => 1,
        Outcome::Invited | Outcome::Admissions => 0,
        Outcome::ShareInCanada | Outcome::ShareFrench => 3,
    }
}

/// Least span of an axis: smaller differences do not look large.
pub fn least_span(kind: Outcome) -> f64 {
    match kind {
        Outcome::ShareInCanada | Outcome::ShareFrench => 0.02,
        Outcome::MeanAge => 1.0,
        Outcome::Cutoff
        | Outcome::FirstCutoff
        | Outcome::MeanScore
        | Outcome::WaitDays
        | Outcome::Invited
        | Outcome::Admissions => 4.0,
    }
}

/// A value as it is written.
pub fn value_figure(outcome: &YearlyOutcome, value: f64) -> Argument {
    decimal(value, digits(outcome.kind()))
}

/// A difference with its sign.
pub fn effect_figure(outcome: &YearlyOutcome, value: f64, words: &Words) -> String {
    signed(value, digits(outcome.kind()), words)
}

/// Half the width of an interval.
pub fn width_figure(outcome: &YearlyOutcome, width: f64) -> Argument {
    decimal(width, digits(outcome.kind()))
}

/// The grammatical number of the name: 1 for the singular, 2 for the plural.
pub fn grammar(outcome: &YearlyOutcome) -> u32 {
    if outcome.kind().is_count() { 2 } else { 1 }
}

/// The places of the outcomes that charts show, at most four, the main one first: the first cutoff that
/// varies, else the first outcome that does; then other outcomes of its year, then other outcomes.
///
/// `varies` says of each outcome whether it differs between points.
pub fn shown(outcomes: &[YearlyOutcome], varies: &[bool]) -> Vec<usize> {
    let places: Vec<usize> = (0..outcomes.len()).filter(|place| varies[*place]).collect();
    let cutoff = places.iter().copied().find(|place| outcomes[*place].is_cutoff());
    let Some(main) = cutoff.or(places.first().copied()) else {
        let first = outcomes.iter().position(YearlyOutcome::is_cutoff).unwrap_or(0);
        return if outcomes.is_empty() { Vec::new() } else { vec![first] };
    };
    let mut chosen = vec![main];
    let year = outcomes[main].year();
    let same_year = places.iter().filter(|place| outcomes[**place].year() == year);
    for place in same_year.chain(&places) {
        if !chosen.contains(place) {
            chosen.push(*place);
        }
    }
    chosen.truncate(MOST_SHOWN);
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(names: &[&str]) -> Vec<YearlyOutcome> {
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    #[test]
    fn outcomes_have_names_for_a_sentence_and_headings_with_their_unit() {
        let words = Words::english();
        let [cutoff, admissions, wait] =
            outcomes(&["cutoff.cec.2027", "admissions.all.2026", "wait_days_of_invited.cec.2026"])
                .try_into()
                .unwrap();
        assert_eq!(outcome_name(&cutoff, &words), "mean CEC cutoff of 2027");
        assert_eq!(outcome_name(&admissions, &words), "admissions of 2026");
        assert_eq!(outcome_name(&wait, &words), "mean wait of the CEC invited of 2026");
        assert_eq!(outcome_heading(&cutoff, &words), "Mean CEC cutoff of 2027, CRS points");
        assert_eq!(outcome_heading(&admissions, &words), "Admissions of 2026, persons");
    }

    #[test]
    fn the_main_outcome_is_the_first_cutoff_that_varies_and_others_of_its_year_follow() {
        let all = outcomes(&[
            "admissions.all.2025",
            "cutoff.cec.2025",
            "cutoff.cec.2026",
            "cutoff.cec.2027",
            "admissions.all.2026",
        ]);
        assert_eq!(shown(&all, &[true, false, true, true, true]), [2, 4, 0, 3]);
        assert_eq!(shown(&all, &[true, false, false, false, true]), [0, 4]);
        // Nothing varies: the first cutoff alone.
        assert_eq!(shown(&all, &[false; 5]), [1]);
        assert!(shown(&[], &[]).is_empty());
    }
}
