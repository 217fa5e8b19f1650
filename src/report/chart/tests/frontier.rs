use super::*;

pub(super) fn frontier_of(points: &[PlanPoint]) -> Chart {
    let notes = ["A note.".to_owned()];
    let text = FrontierText { title: "Each point has a label", notes: &notes, words: &Words::english() };
    frontier(text, points, 6)
}

pub(super) fn frontier_points(factors: &[f64]) -> Vec<PlanPoint> {
    let points = factors.iter().map(|factor| PlanPoint {
        value: *factor,
        miss: 0.0,
        misses: Vec::new(),
        variability: spread(3.0, 1.0),
        score: spread(520.0 - 20.0 * factor, 1.0),
        score_replications: 6,
        landed: spread(100_000.0 * factor, 500.0).unwrap(),
        variabilities: Vec::new(),
        sizes: Vec::new(),
    });
    points.collect()
}

#[test]
fn the_plan_itself_is_marked_on_the_frontier() {
    let ring = "r=\"64\"";
    let with_plan = frontier_of(&frontier_points(&[0.8, 1.0, 1.2])).svg;
    assert!(with_plan.contains("\n× 1, the plan\n"));
    assert_eq!(with_plan.matches(ring).count(), 1);
    assert!(!frontier_of(&frontier_points(&[0.8, 1.2])).svg.contains(ring));
}
