//! The smoothest path of steps that comes to given sums.

use super::bounded_least_squares::{BoundedLeastSquares, Bounds, Factor, Row};

/// The weight of a step's size: a path that no goal and no start raises is as low as it can be.
const PULL: f64 = 1e-12;

/// A sum that a path should come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The addition to the sum by each unit of each step.
    pub weights: Vec<f64>,
    /// The range in which the sum should end; a point if both ends are the same.
    pub wanted: Range,
    /// The unit of a miss.
    pub unit: f64,
}

/// A range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

impl Range {
    /// A range of one number.
    pub fn point(number: f64) -> Range {
        Range { low: number, high: number }
    }

    fn is_point(self) -> bool {
        // Written so that a range that is no range counts as its low end.
        let is_wide = self.low < self.high;
        !is_wide
    }
}

/// The smoothing of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Smoothing {
    /// The weight of changes against misses.
    pub weight: f64,
    /// The unit of a change.
    pub level: f64,
    /// The level before the first step, if a change from it counts too.
    pub start: Option<f64>,
}

/// The path of least cost between 0 and the `most` of each step. The cost is the sum of squares of two kinds:
/// misses of the goals in their units, and changes from step to step in units of the level, times their
/// weight.
///
/// The miss of a goal with a range is its distance to the range. Of paths that cost the same it is the
/// lowest: a step that serves no goal stays at 0. Terms that overflow are ignored.
///
/// # Panics
/// If a goal has another number of weights than there are steps.
pub fn smooth_path(most: &[f64], goals: &[Goal], smoothing: Smoothing) -> Vec<f64> {
    assert!(goals.iter().all(|goal| goal.weights.len() == most.len()), "a goal has a weight for each step");
    let bounds = bounds(most, goals, smoothing.level);
    let least = BoundedLeastSquares::new(&rows(most.len(), goals, smoothing), bounds.clone()).solve();
    let mut path = Vec::with_capacity(most.len());
    for (step, most) in most.iter().enumerate() {
        let value = if least[step] >= bounds[step].high { *most } else { least[step] * smoothing.level };
        path.push(value.min(*most).max(0.0));
    }
    path
}

/// The bounds of the unknowns. These are the steps, in units of the level, and the sum of each goal with a
/// range, in its unit.
fn bounds(most: &[f64], goals: &[Goal], level: f64) -> Vec<Bounds> {
    let steps = most.iter().map(|most| Bounds { low: 0.0, high: (most / level).max(0.0) });
    let ranges = goals.iter().filter(|goal| !goal.wanted.is_point());
    let sums =
        ranges.map(|goal| Bounds { low: goal.wanted.low / goal.unit, high: goal.wanted.high / goal.unit });
    steps.chain(sums).collect()
}

/// A row for each goal, for each change, and for the size of each step.
fn rows(steps: usize, goals: &[Goal], smoothing: Smoothing) -> Vec<Row> {
    let Smoothing { weight, level, start } = smoothing;
    let mut rows = Vec::new();
    let mut sum_of_range = steps;
    for goal in goals {
        let mut factors: Vec<Factor> = Vec::new();
        for (unknown, weight) in goal.weights.iter().enumerate() {
            factors.push(Factor { unknown, factor: weight * level / goal.unit });
        }
        let mut wanted = goal.wanted.low / goal.unit;
        if !goal.wanted.is_point() {
            factors.push(Factor { unknown: sum_of_range, factor: -1.0 });
            sum_of_range += 1;
            wanted = 0.0;
        }
        rows.push(Row { factors, wanted });
    }
    let change = weight.sqrt();
    if let Some(start) = start.filter(|_| steps > 0) {
        rows.push(Row {
            factors: vec![Factor { unknown: 0, factor: change }],
            wanted: change * start / level,
        });
    }
    for step in 1..steps {
        let factors =
            vec![Factor { unknown: step - 1, factor: -change }, Factor { unknown: step, factor: change }];
        rows.push(Row { factors, wanted: 0.0 });
    }
    for step in 0..steps {
        rows.push(Row { factors: vec![Factor { unknown: step, factor: PULL.sqrt() }], wanted: 0.0 });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(weights: &[f64], wanted: f64) -> Goal {
        Goal { weights: weights.to_vec(), wanted: Range::point(wanted), unit: 100.0 }
    }

    fn smooth(level: f64, weight: f64) -> Smoothing {
        Smoothing { weight, level, start: None }
    }

    fn assert_near(path: &[f64], expected: &[f64]) {
        let is_near = path.iter().zip(expected).all(|(one, other)| (one - other).abs() < 0.05);
        assert!(is_near, "{path:?} instead of {expected:?}");
    }

    #[test]
    fn one_goal_is_met_by_equal_steps() {
        assert_near(&smooth_path(&[1e9; 4], &[goal(&[0.25; 4], 100.0)], smooth(100.0, 0.001)), &[100.0; 4]);
    }

    fn changes(path: &[f64]) -> f64 {
        path.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum()
    }

    #[test]
    fn two_goals_are_met_by_the_path_that_changes_least() {
        // The first two steps are to come to 100 in sum and the last two to 140: by hand the line 42.5,
        // 57.5, 67.5, 72.5 has the least squares of changes among all paths a, 100 - a, b, 140 - b with a
        // step of 10 between.
        let goals = [goal(&[1.0, 1.0, 0.0, 0.0], 100.0), goal(&[0.0, 0.0, 1.0, 1.0], 140.0)];
        let path = smooth_path(&[1e9; 4], &goals, smooth(50.0, 1e-7));
        assert!((path[0] + path[1] - 100.0).abs() < 0.01 && (path[2] + path[3] - 140.0).abs() < 0.01);
        for nudge in [-1.0, 1.0] {
            let other = [path[0] + nudge, path[1] - nudge, path[2], path[3]];
            assert!(changes(&path) < changes(&other));
        }
    }

    #[test]
    fn bounds_hold_and_the_other_steps_make_up_for_them() {
        // The first step would have to be 200 alone.
        let goals = [goal(&[1.0, 0.5], 200.0)];
        let bounded = smooth_path(&[150.0; 2], &goals, smooth(100.0, 1e-6));
        assert_near(&bounded, &[133.33, 133.33]);
        let unreachable = smooth_path(&[150.0; 2], &[goal(&[1.0, 0.0], 200.0)], smooth(100.0, 1e-6));
        assert_near(&unreachable, &[150.0, 150.0]);
        let nothing = smooth_path(&[150.0; 2], &[goal(&[1.0, 1.0], -50.0)], smooth(100.0, 1e-6));
        assert_near(&nothing, &[0.0, 0.0]);
        // The second step has a bound of its own.
        assert_near(&smooth_path(&[1e9, 40.0], &goals, smooth(100.0, 1e-6)), &[180.0, 40.0]);
    }

    /// By how much a sum is above its goal, if it is, or below, as a part of the goal's unit.
    fn miss(path: &[f64], goal: &Goal) -> f64 {
        let sum: f64 = goal.weights.iter().zip(path).map(|(weight, step)| weight * step).sum();
        ((sum - goal.wanted.high).max(0.0) - (goal.wanted.low - sum).max(0.0)) / goal.unit
    }

    /// The cost of a path, term by term.
    fn cost(path: &[f64], goals: &[Goal], Smoothing { weight, level, start }: Smoothing) -> f64 {
        let misses: f64 = goals.iter().map(|goal| miss(path, goal).powi(2)).sum();
        let from_start = start.map_or(0.0, |start| ((path[0] - start) / level).powi(2));
        let between: f64 = path.windows(2).map(|pair| ((pair[1] - pair[0]) / level).powi(2)).sum();
        misses + weight * (from_start + between)
    }

    /// The slow obvious way: it moves one step after another until none moves. A step goes to the bottom of
    /// the parabola through its cost here and to both sides, or part of the way if that costs more.
    fn slow_path(most: &[f64], goals: &[Goal], smoothing: Smoothing) -> Vec<f64> {
        let mut path: Vec<f64> = most.iter().map(|most| most.min(smoothing.level) / 2.0).collect();
        for _ in 0..5_000 {
            let mut moved: f64 = 0.0;
            for step in 0..most.len() {
                let here = path[step];
                let nudge = 1e-4 * smoothing.level;
                let [below, now, above] = [here - nudge, here, here + nudge].map(|value| {
                    path[step] = value;
                    cost(&path, goals, smoothing)
                });
                let bend = above + below - 2.0 * now;
                let mut by = if bend > 0.0 { nudge * (below - above) / (2.0 * bend) } else { 0.0 };
                by = (here + by).clamp(0.0, most[step]) - here;
                while by.abs() > 1e-9 * smoothing.level {
                    path[step] = here + by;
                    if cost(&path, goals, smoothing) < now {
                        break;
                    }
                    by /= 2.0;
                }
                if by.abs() <= 1e-9 * smoothing.level {
                    by = 0.0;
                }
                path[step] = here + by;
                moved = moved.max(by.abs());
            }
            if moved == 0.0 {
                break;
            }
        }
        path
    }

    /// An upper bound on a path's cost above the least. The cost is convex, so no path within the bounds
    /// saves more than the slopes say.
    fn excess(path: &[f64], most: &[f64], goals: &[Goal], smoothing: Smoothing) -> f64 {
        let Smoothing { weight, level, start } = smoothing;
        let mut excess = 0.0;
        for step in 0..path.len() {
            let before = if step > 0 { Some(path[step - 1]) } else { start };
            let next_to = [before, path.get(step + 1).copied()];
            let changes: f64 = next_to.iter().flatten().map(|other| (path[step] - other) / level).sum();
            let misses: f64 =
                goals.iter().map(|goal| miss(path, goal) * goal.weights[step] / goal.unit).sum();
            let slope = 2.0 * (misses + weight * changes / level);
            excess += (slope * path[step]).max(-slope * (most[step].min(20.0 * level) - path[step]));
        }
        excess
    }

    /// Numbers from 0 to 1 in no visible order, by a linear congruence of Knuth's.
    fn uniform() -> impl FnMut() -> f64 {
        let mut state: u64 = 7;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        }
    }

    #[test]
    fn random_paths_are_those_of_the_slow_obvious_way() {
        let mut uniform = uniform();
        for case in 0..300 {
            let mut most: Vec<f64> = (0..6).map(|_| 50.0 + 100.0 * uniform()).collect();
            let goals: Vec<Goal> = (0..2)
                .map(|_| {
                    let low = 400.0 * uniform() - 50.0;
                    let wide = if case % 2 == 0 { 0.0 } else { 100.0 * uniform() };
                    let weights = (0..6).map(|_| uniform()).collect();
                    Goal { weights, wanted: Range { low, high: low + wide }, unit: 100.0 }
                })
                .collect();
            // Without a start a range may leave open how high a path is.
            let start = (case % 4 != 0).then(|| 150.0 * uniform());
            let smoothing = Smoothing { weight: 0.01 + uniform(), level: 100.0, start };
            if case % 3 == 0 {
                most[case % 6] = f64::INFINITY;
            }
            let (fast, slow) = (smooth_path(&most, &goals, smoothing), slow_path(&most, &goals, smoothing));
            let away = fast.iter().zip(&slow).map(|(fast, slow)| (fast - slow).abs()).fold(0.0, f64::max);
            assert!(away < 1e-3, "{case}: {fast:?} instead of {slow:?}");
            let (fast, slow) = [fast, slow].map(|path| cost(&path, &goals, smoothing)).into();
            assert!(fast <= slow + 1e-11, "{case}: {fast} and {slow}");
        }
    }

    #[test]
    fn no_path_of_13_quarters_costs_less_whatever_changes_weigh_and_numbers_are() {
        let mut uniform = uniform();
        for weight in [1e-6, 1e-5, 5e-4, 1e-3, 0.1, 100.0] {
            for case in 0..100 {
                let target = [1.0, 100_000.0, 1e7][case % 3];
                let mut goals: Vec<Goal> = Vec::new();
                for year in 0..3_usize {
                    let near = (0..13_usize).map(|step| step.abs_diff(4 * year) < 5);
                    let weights = near.map(|is_near| if is_near { 0.05 + 0.2 * uniform() } else { 0.0 });
                    let weights = weights.collect();
                    let low = target * (2.0 * uniform() - 0.2);
                    let wide = if case % 2 == 0 { 0.0 } else { 0.6 * target * uniform() };
                    goals.push(Goal { weights, wanted: Range { low, high: low + wide }, unit: target });
                }
                let most: Vec<f64> = (0..13)
                    .map(|_| if case % 4 == 0 { f64::INFINITY } else { target * (0.5 + uniform()) })
                    .collect();
                let start = (case % 2 == 1).then(|| 1.5 * target * uniform());
                let smoothing = Smoothing { weight, level: target, start };
                let path = smooth_path(&most, &goals, smoothing);
                let excess = excess(&path, &most, &goals, smoothing);
                assert!(excess < 1e-9, "{weight} {case}: {path:?} could cost {excess} less");
            }
        }
    }

    fn ranged(low: f64, high: f64) -> Goal {
        Goal { weights: vec![0.25; 4], wanted: Range { low, high }, unit: 100.0 }
    }

    fn from(start: f64) -> Smoothing {
        Smoothing { weight: 1e-6, level: 100.0, start: Some(start) }
    }

    #[test]
    fn within_a_range_the_pace_goes_on_and_outside_the_nearer_end_is_met() {
        assert_near(&smooth_path(&[1e9; 4], &[ranged(80.0, 120.0)], from(110.0)), &[110.0; 4]);
        // From 60, changes d of least squares with 4 d1 + 3 d2 + 2 d3 + d4 = 4 x (80 - 60): 80/30 x (4, 3,
        // 2, 1).
        assert_near(
            &smooth_path(&[1e9; 4], &[ranged(80.0, 120.0)], from(60.0)),
            &[70.67, 78.67, 84.0, 86.67],
        );
        let path = smooth_path(&[1e9; 4], &[ranged(80.0, 120.0)], from(150.0));
        assert!((path.iter().sum::<f64>() / 4.0 - 120.0).abs() < 0.01, "{path:?}");
    }

    #[test]
    fn a_step_without_a_goal_stays_at_0() {
        assert_eq!(smooth_path(&[], &[goal(&[], 10.0)], smooth(100.0, 0.1)), [0.0; 0]);
        assert_eq!(smooth_path(&[50.0, f64::INFINITY], &[], smooth(100.0, 0.1)), [0.0; 2]);
        assert_eq!(smooth_path(&[50.0; 2], &[goal(&[0.0; 2], 10.0)], smooth(100.0, 0.1)), [0.0; 2]);
        // Where changes weigh nothing, a step that no goal asks for, and the others are even.
        let goals = [goal(&[1.0, 0.0, 1.0], 80.0)];
        assert_near(&smooth_path(&[f64::INFINITY; 3], &goals, smooth(100.0, 0.0)), &[40.0, 0.0, 40.0]);
        // Where they do the others draw it along.
        assert_near(&smooth_path(&[f64::INFINITY; 3], &goals, smooth(100.0, 0.001)), &[40.0; 3]);
        // A start draws too.
        let from = Smoothing { start: Some(30.0), ..smooth(100.0, 0.1) };
        assert_near(&smooth_path(&[50.0; 2], &[], from), &[30.0; 2]);
        // With a range and no start the path is low.
        let ranged = Goal { wanted: Range { low: 80.0, high: 120.0 }, ..goal(&[0.25; 4], 0.0) };
        assert_near(&smooth_path(&[1e9; 4], &[ranged], smooth(100.0, 0.001)), &[80.0; 4]);
    }

    #[test]
    fn at_a_bound_that_holds_it_back_a_step_is_exactly_there() {
        let wanting = [goal(&[0.25, 0.5, 0.25], 1000.0)];
        for weight in [1e-6, 1e-3] {
            assert_eq!(
                smooth_path(&[70.1, 333.3, 10.7], &wanting, smooth(100.0, weight)),
                [70.1, 333.3, 10.7]
            );
            let nothing = smooth_path(&[70.1; 3], &[goal(&[0.25, 0.5, 0.25], -5.0)], smooth(100.0, weight));
            assert_eq!(nothing, [0.0; 3]);
        }
        assert_eq!(smooth_path(&[0.0, 90.0], &[goal(&[1.0; 2], 500.0)], smooth(100.0, 1e-6)), [0.0, 90.0]);
    }

    #[test]
    fn any_numbers_have_a_path_within_the_bounds() {
        let numbers = [0.0, 1e-300, 1e-9, 1.0, 1e12, 1e300, f64::MAX];
        for most in numbers {
            for wanted in numbers.iter().flat_map(|wanted| [-wanted, *wanted]) {
                for weights in numbers {
                    for weight in numbers {
                        let goals =
                            [Goal { weights: vec![weights; 2], wanted: Range::point(wanted), unit: 1.0 }];
                        let path = smooth_path(&[most; 2], &goals, smooth(1.0, weight));
                        assert!(path.iter().all(|step| (0.0..=most).contains(step)), "{path:?}");
                    }
                }
            }
        }
    }
}
