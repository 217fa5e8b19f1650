//! What a run says of its rounds as a whole: how many were held, and which fell short.

use crate::experiment::Ensemble;
use crate::experiment::fit;
use crate::record::cutoffs::CutoffRow;
use crate::scenario::problem::plural;

/// Sentences for the terminal, a line each or two.
pub fn text(ensemble: &Ensemble, rows: &[CutoffRow]) -> String {
    let held = rows.iter().filter(|row| row.size > 0.0).count();
    let mut text = plural(held as u64, "round");
    if held < rows.len() {
        let slots = plural((rows.len() - held) as u64, "slot");
        text += &format!(", and {slots} of the plan without one");
    }
    text += &format!(
        "; in {} rounds fewer were eligible than were to be invited.\n",
        span(fit::short_rounds(ensemble))
    );
    if let Some(words) = thinning(ensemble) {
        text += &format!("{words}\n");
    }
    text
}

fn span((fewest, most): (usize, usize)) -> String {
    if fewest == most { fewest.to_string() } else { format!("{fewest} to {most}") }
}

/// That a run is thinned; none at full scale.
pub fn thinning(ensemble: &Ensemble) -> Option<String> {
    let words = format!(
        "Thinned: {} simulated candidates for each real one; counts are divided by it.",
        ensemble.scale
    );
    (ensemble.scale < 1.0).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::plan::{RoundNumber, RoundType};
    use crate::record::Counts;
    use crate::time::Day;

    fn row(number: u32, round_type: &str, size: f64) -> CutoffRow {
        CutoffRow {
            number: RoundNumber::new(number),
            date: Day::new(2026, 1, 5).unwrap(),
            round_type: RoundType::new(round_type),
            size,
            cutoff: None,
            replications: 0,
            published: None,
        }
    }

    fn ensemble(scale: f64) -> Ensemble {
        Ensemble { scenario: "x".to_owned(), scale, replications: vec![Counts::default()] }
    }

    #[test]
    fn a_slot_that_is_not_held_is_no_round() {
        let rows = [row(1, "cec", 100.0), row(2, "french", 0.0), row(3, "cec", 90.0)];
        assert_eq!(
            text(&ensemble(1.0), &rows),
            "2 rounds, and 1 slot of the plan without one; in 0 rounds fewer were eligible than were to be invited.\n"
        );
    }
}
