//! Texts of sweeps against exact ones.

use super::points::Points;
use super::*;
use crate::document::tree::Source;
use crate::experiment::mean::MeanSums;
use crate::experiment::sweep::{CellSummary, Merged, SweepPlan, SweepSpec};
use crate::report::words::Words;

/// A sweep of a specification, whose outcome at a point is a mean with two replications a half apart.
struct Swept {
    plan: SweepPlan,
    merged: Merged,
}

impl Swept {
    /// The mean of each cell; none for one that failed.
    fn of(dimensions: &str, means: &[Option<f64>]) -> Swept {
        let text = format!("title = \"A sweep\"\nbase = \"tiny\"\n{dimensions}");
        let spec = SweepSpec::of_texts(&Source::new("sweep.toml", text), None).unwrap();
        let outcomes = vec!["cutoff.cec.2027".parse().unwrap()];
        let plan = SweepPlan::new(spec, 2, outcomes, String::new()).unwrap();
        assert_eq!(plan.cells.count() as usize, means.len());
        let cells = plan.cells.iter().zip(means).map(|(cell, mean)| CellSummary {
            cell: cell.number,
            base: cell.base,
            settings: cell.settings.into(),
            outcomes: vec![sums(*mean)],
            effects: vec![sums(mean.filter(|_| cell.number > 0).and_then(|mean| Some(mean - means[0]?)))],
            error: mean.is_none().then(|| "`plan.cec.size` is 0: a size is at least 1".to_owned()),
        });
        let merged = Merged {
            cells: cells.collect(),
            failed: means.iter().filter(|mean| mean.is_none()).count() as u32,
        };
        Swept { plan, merged }
    }

    fn text(&self) -> String {
        SweepReport { plan: &self.plan, merged: &self.merged, scale: 0.05 }.text(&Words::english())
    }
}

/// Two replications a half apart.
fn sums(mean: Option<f64>) -> MeanSums {
    let mut sums = MeanSums::default();
    for half in [-0.25, 0.25] {
        mean.into_iter().for_each(|mean| sums.add(mean + half));
    }
    sums
}

const ONE: &str =
    "[design]\nkind = \"grid\"\n[[lever]]\nkey = \"plan.cec.size\"\nvalues = [1000, 2000, 3000]\n";

#[test]
fn one_lever_is_answered_from_its_first_point_to_its_last() {
    let swept = Swept::of(ONE, &[Some(510.5), Some(520.1), Some(500.0), Some(489.2)]);
    let expected = "\
A sweep (3 points, 2 replications of each, at scale 0.05).

From 1,000 to 3,000 `plan.cec.size`, the mean CEC cutoff of 2027 falls from
520.1 to 489.2 (effect of the last point against the base: -21.3, 95 % -24.5 to
-18.1).

  cell   plan.cec.size   cutoff.cec.2027        effect
────────────────────────────────────────────────────────
     1           1,000             520.1    +9.6 ± 3.2
     2           2,000             500.0   -10.5 ± 3.2
     3           3,000             489.2   -21.3 ± 3.2

All points have the same people and the same luck. An effect is a point less its
base, replication by replication.
Intervals hold the mean at 95 % (Student's t over replications): chance alone.
The model's own error is not in them.";
    assert_eq!(swept.text(), expected);
}

#[test]
fn a_cell_that_failed_is_named_with_its_reason_and_has_no_figure() {
    let swept = Swept::of(ONE, &[Some(510.0), Some(520.0), None, Some(489.0)]);
    let text = swept.text();
    assert!(text.contains("     2           2,000            failed"), "{text}");
    let expected = "\
One cell failed.
Cell 2, `plan.cec.size` 2,000: `plan.cec.size` is 0: a size is at least 1
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn two_levers_are_answered_by_the_lowest_and_the_highest_point() {
    let two = format!("{ONE}[[lever]]\nkey = \"plan.cec.every_days\"\nvalues = [14, 28]\n");
    let means = [510.0, 520.0, 522.0, 500.0, 505.0, 489.2, 495.0].map(Some);
    let text = Swept::of(&two, &means).text();
    let expected = "\
The mean CEC cutoff of 2027 is lowest at `plan.cec.size` 3,000,
`plan.cec.every_days` 14 (489.2) and highest at `plan.cec.size` 1,000,
`plan.cec.every_days` 28 (522.0).
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn more_dimensions_are_answered_by_the_one_that_moves_the_outcome_most() {
    let mut spec = "[design]\nkind = \"sobol\"\npoints = 16\n".to_owned();
    for name in ["a", "b", "c", "d"] {
        spec += &format!(
            "[[uncertainty]]\nname = \"{name}\"\nkey = \"population.{name}\"\nlow = 0.0\nhigh = 1.0\n"
        );
    }
    // The outcome is 500 + 40 b.
    let dry = Swept::of(&spec, &[Some(510.0); 17]);
    let means: Vec<Option<f64>> = (dry.merged.cells.iter())
        .map(|cell| Some(500.0 + 40.0 * cell.settings[1].as_ref().map_or(0.25, |own| own.number.unwrap())))
        .collect();
    let swept = Swept::of(&spec, &means);
    let text = swept.text().replace('\n', " ");
    assert!(text.contains("`b` moves the mean CEC cutoff of 2027 most: 50"), "{text}");
    assert!(text.contains(" in its lowest fifth, 53"), "{text}");
    let points = Points::of(&swept.plan, &swept.merged);
    let ends = ends::dimension_ends(points, 0, &Words::english());
    assert_eq!(ends[0].dimension, 1);
    assert!(ends.iter().all(|ends| ends.is_in_fifths && ends.ends.len() == 2));
}

#[test]
fn a_sweep_all_of_whose_points_failed_has_no_finding() {
    let text = Swept::of(ONE, &[Some(510.0), None, None, None]).text();
    assert!(text.contains("No point has an outcome."), "{text}");
    assert!(text.contains("3 cells failed. The first of them:"), "{text}");
}
