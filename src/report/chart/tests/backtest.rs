//! Charts of a backtest.

use super::*;
use crate::experiment::backtest::pit::PitRow;
use crate::experiment::backtest::reliability::ReliabilityRow;
use crate::experiment::backtest::row::Method;
use crate::experiment::backtest::summary::{Horizon, SummaryRow};

/// The chart of errors in English.
pub(super) fn backtest_errors(summary: &[SummaryRow], notes: &[String]) -> Chart {
    super::super::backtest_errors(summary, notes, &Words::english())
}

pub(super) fn errors(far: f64) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    for (horizon, method, error) in [
        (Horizon::Next, Method::Stacked, 32.0),
        (Horizon::Next, Method::Persistence, 28.0),
        (Horizon::Far, Method::Stacked, far),
        (Horizon::Far, Method::Persistence, 27.0),
    ] {
        rows.push(SummaryRow {
            method,
            rounds: "all_but_pnp".to_owned(),
            horizon,
            count: 50,
            mean_absolute_error: error,
            bias: 0.0,
            crps: error,
            inside_50: None,
            inside_80: None,
            skill: None,
        });
    }
    rows
}

/// The chart of intervals of a forecast with these shares of cutoffs in its tenths.
pub(super) fn pit(shares: &[f64]) -> Chart {
    let row = |(bin, share): (usize, &f64)| PitRow {
        method: Method::Stacked,
        rounds: "all".to_owned(),
        bin,
        count: 200,
        share: *share,
    };
    let rows: Vec<PitRow> = shares.iter().enumerate().map(row).collect();
    backtest_pit(&rows, &["A note at the foot.".to_owned()], &Words::english())
}

#[test]
fn the_finding_of_intervals_is_what_the_inner_eight_tenths_hold() {
    let svg = pit(&[0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.15]).svg;
    let title =
        "The 80 % intervals of the stacked forecast hold 80 % of the published cutoffs (200 predictions)";
    let more = "5 % lie in the lowest tenth of the forecast and 15 % in the highest";
    assert!(svg.contains(&format!("<title>{title}. {more}")), "{svg}");
    assert!(
        pit(&[]).svg.contains("<title>Do the intervals of the forecast hold as many cutoffs as they say?")
    );
}

#[test]
fn the_finding_of_chances_is_how_often_the_lowest_and_the_highest_came_true() {
    let row = |bin: usize, came: f64| ReliabilityRow {
        rounds: "all".to_owned(),
        bin,
        count: 50,
        chance: (bin as f64 + 0.5) / 10.0,
        came,
    };
    let chart = |rows: &[ReliabilityRow]| backtest_reliability(rows, &[], &Words::english()).svg;
    let title = "Chances of 90 % and more came true in 96 of 100 cases, chances below 10 % in 4. Chances of";
    let svg = chart(&[row(0, 0.04), row(5, 0.5), row(9, 0.96)]);
    assert!(svg.contains(&format!("<title>{title}")), "{svg}");
    assert!(chart(&[row(5, 0.5)]).contains("<title>Do chances of an invitation come true as often"));
}

#[test]
fn errors_of_all_horizons_have_one_scale() {
    for (far, most) in [(42.0, "50"), (115.0, "120")] {
        let svg = backtest_errors(&errors(far), &[]).svg;
        assert_eq!(svg.matches(&format!("\n{most}\n")).count(), 2, "{most} in both panels");
    }
    let svg = backtest_errors(&errors(42.0), &[]).svg;
    let title = "The stacked forecast misses the next round's cutoff by 32 points on average, the last \
                 cutoff by 28 (without PNP)";
    let more = "Of rounds 90 days ahead and more the forecast is 42 points off and the last cutoff 27.";
    assert!(svg.contains(&format!("<title>{title}. {more}</title>")));
    // Under the title, not in it.
    assert!(svg.contains(&format!("\n{more}\n")));
}
