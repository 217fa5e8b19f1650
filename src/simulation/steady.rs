//! The steadiest path that comes to given sums: the arithmetic of the planner.

/// What a path is to come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// What each step adds to it for each unit.
    pub weights: Vec<f64>,
    /// The range in which it is to end: from least to most, the same twice for a point.
    pub wanted: (f64, f64),
    /// What a miss is measured by.
    pub unit: f64,
}

/// How a path is kept from changing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steadiness {
    /// What changes weigh against misses.
    pub weight: f64,
    /// What changes are measured by.
    pub level: f64,
    /// Where the path comes from, if a change from there counts too.
    pub start: Option<f64>,
}

/// The path between 0 and the `most` of each step that makes least of: misses of the goals as parts of their units, squared;
/// and changes from step to step as parts of the level, squared, times their weight.
///
/// A goal with a range counts once the path without it would end outside, and then wants the nearer end. Steps that would
/// leave the bounds are fixed there, one after another, and the others are solved for again.
///
/// # Panics
/// If a goal has another number of weights than there are steps.
pub fn path(most: &[f64], goals: &[Goal], steadiness: Steadiness) -> Vec<f64> {
    let steps = most.len();
    assert!(goals.iter().all(|goal| goal.weights.len() == steps), "a goal has a weight for each step");
    let is_point = |goal: &Goal| goal.wanted.0 >= goal.wanted.1;
    let mut points: Vec<Option<f64>> =
        goals.iter().map(|goal| is_point(goal).then_some(goal.wanted.0)).collect();
    loop {
        let active: Vec<(&Goal, f64)> =
            goals.iter().zip(&points).filter_map(|(goal, point)| Some((goal, (*point)?))).collect();
        let path = bounded(most, &active, steadiness);
        let miss = |goal: &Goal| {
            let sum: f64 = goal.weights.iter().zip(&path).map(|(weight, value)| weight * value).sum();
            (goal.wanted.0 - sum).max(sum - goal.wanted.1) / goal.unit
        };
        let worst = (0..goals.len())
            .filter(|place| points[*place].is_none() && miss(&goals[*place]) > 1e-9)
            .max_by(|a, b| miss(&goals[*a]).total_cmp(&miss(&goals[*b])));
        let Some(place) = worst else { return path };
        let (low, high) = goals[place].wanted;
        let sum: f64 = goals[place].weights.iter().zip(&path).map(|(weight, value)| weight * value).sum();
        points[place] = Some(if sum < low { low } else { high });
    }
}

/// The path to points, within the bounds.
///
/// A step that was fixed at a bound while others were still free may want back: the one that is drawn inward most is let go
/// again, as long as that makes the path better.
fn bounded(most: &[f64], goals: &[(&Goal, f64)], steadiness: Steadiness) -> Vec<f64> {
    let equations = Equations::of(most.len(), goals, steadiness);
    let mut fixed: Vec<Option<f64>> = vec![None; most.len()];
    let mut best: Option<(f64, Vec<f64>)> = None;
    loop {
        let path = fixed_at_bounds(&mut fixed, most, &equations);
        let cost = equations.cost(&path);
        if let Some((_, best)) = best.take_if(|(least, _)| cost >= *least - 1e-12) {
            return best;
        }
        let inward = |step: usize| {
            let slope = equations.slope(&path, step);
            fixed[step].map_or(0.0, |value| if value > 0.0 { slope } else { -slope })
        };
        let drawn = (0..most.len()).max_by(|a, b| inward(*a).total_cmp(&inward(*b)));
        let Some(step) = drawn.filter(|step| inward(*step) > 1e-9) else { return path };
        fixed[step] = None;
        best = Some((cost, path));
    }
}

/// The path where steps that would leave the bounds are fixed there, the one furthest outside first.
fn fixed_at_bounds(fixed: &mut [Option<f64>], most: &[f64], equations: &Equations) -> Vec<f64> {
    loop {
        let path = equations.solve(fixed);
        let outside = |step: usize| (path[step] - most[step]).max(-path[step]);
        let worst = (0..most.len())
            .filter(|step| fixed[*step].is_none() && outside(*step) > 1e-9 * equations.level)
            .max_by(|a, b| outside(*a).total_cmp(&outside(*b)));
        match worst {
            Some(step) => fixed[step] = Some(path[step].clamp(0.0, most[step])),
            None => return path.iter().zip(most).map(|(value, most)| value.clamp(0.0, *most)).collect(),
        }
    }
}

/// What makes a path good or bad, as half its product with a matrix less that with a right side, in units of the level.
struct Equations {
    matrix: Vec<Vec<f64>>,
    right: Vec<f64>,
    level: f64,
}

impl Equations {
    fn of(steps: usize, goals: &[(&Goal, f64)], steadiness: Steadiness) -> Equations {
        let Steadiness { weight, level, start } = steadiness;
        let mut matrix = vec![vec![0.0; steps]; steps];
        let mut right = vec![0.0; steps];
        for (goal, wanted) in goals {
            let weights: Vec<f64> = goal.weights.iter().map(|weight| weight * level / goal.unit).collect();
            for row in 0..steps {
                right[row] += weights[row] * wanted / goal.unit;
                for column in 0..steps {
                    matrix[row][column] += weights[row] * weights[column];
                }
            }
        }
        if let Some(start) = start {
            matrix[0][0] += weight;
            right[0] += weight * start / level;
        }
        for step in 1..steps {
            matrix[step][step] += weight;
            matrix[step - 1][step - 1] += weight;
            matrix[step][step - 1] -= weight;
            matrix[step - 1][step] -= weight;
        }
        // A step that no goal asks for stays at nothing.
        (0..steps).for_each(|step| matrix[step][step] += 1e-12);
        Equations { matrix, right, level }
    }

    /// The best path with some steps fixed.
    fn solve(&self, fixed: &[Option<f64>]) -> Vec<f64> {
        let steps = fixed.len();
        let (mut matrix, mut right) = (self.matrix.clone(), self.right.clone());
        for (step, value) in fixed.iter().enumerate() {
            if let Some(value) = value {
                matrix[step] = (0..steps).map(|column| f64::from(u8::from(column == step))).collect();
                right[step] = value / self.level;
            }
        }
        eliminate(matrix, right).into_iter().map(|value| value * self.level).collect()
    }

    /// How much worse a path becomes with a step.
    fn slope(&self, path: &[f64], step: usize) -> f64 {
        self.product(path, step) - self.right[step]
    }

    fn cost(&self, path: &[f64]) -> f64 {
        let of = |step: usize| path[step] / self.level * (0.5 * self.product(path, step) - self.right[step]);
        (0..path.len()).map(of).sum()
    }

    fn product(&self, path: &[f64], row: usize) -> f64 {
        self.matrix[row].iter().zip(path).map(|(factor, value)| factor * value / self.level).sum()
    }
}

/// Gaussian elimination with the largest pivot of a column.
fn eliminate(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for column in 0..size {
        let pivot = (column..size)
            .max_by(|a, b| matrix[*a][column].abs().total_cmp(&matrix[*b][column].abs()))
            .expect("a row is left");
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        for row in column + 1..size {
            let factor = matrix[row][column] / matrix[column][column];
            right[row] -= factor * right[column];
            let (above, below) = matrix.split_at_mut(row);
            for (value, pivot) in below[0][column..].iter_mut().zip(&above[column][column..]) {
                *value -= factor * pivot;
            }
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|at| matrix[row][at] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(weights: &[f64], wanted: f64) -> Goal {
        Goal { weights: weights.to_vec(), wanted: (wanted, wanted), unit: 100.0 }
    }

    fn steady(level: f64, weight: f64) -> Steadiness {
        Steadiness { weight, level, start: None }
    }

    fn assert_near(path: &[f64], expected: &[f64]) {
        let is_near = path.iter().zip(expected).all(|(one, other)| (one - other).abs() < 0.05);
        assert!(is_near, "{path:?} instead of {expected:?}");
    }

    #[test]
    fn one_goal_is_met_by_equal_steps() {
        assert_near(&path(&[1e9; 4], &[goal(&[0.25; 4], 100.0)], steady(100.0, 0.001)), &[100.0; 4]);
    }

    #[test]
    fn two_goals_are_met_by_the_path_that_changes_least() {
        // The first two steps are to come to 100 in sum and the last two to 140: by hand the line 42.5, 57.5, 67.5, 72.5 has
        // the least squares of changes among all paths a, 100 - a, b, 140 - b with a step of 10 between.
        let goals = [goal(&[1.0, 1.0, 0.0, 0.0], 100.0), goal(&[0.0, 0.0, 1.0, 1.0], 140.0)];
        let path = path(&[1e9; 4], &goals, steady(50.0, 1e-7));
        let changes = |path: &[f64]| path.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum::<f64>();
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
        let bounded = path(&[150.0; 2], &goals, steady(100.0, 1e-6));
        assert_near(&bounded, &[133.33, 133.33]);
        let unreachable = path(&[150.0; 2], &[goal(&[1.0, 0.0], 200.0)], steady(100.0, 1e-6));
        assert_near(&unreachable, &[150.0, 150.0]);
        let nothing = path(&[150.0; 2], &[goal(&[1.0, 1.0], -50.0)], steady(100.0, 1e-6));
        assert_near(&nothing, &[0.0, 0.0]);
        // The second step has a bound of its own.
        assert_near(&path(&[1e9, 40.0], &goals, steady(100.0, 1e-6)), &[180.0, 40.0]);
    }

    /// Random plans against the slow obvious way: one step after another is moved to where it is best, until none moves.
    #[test]
    fn no_path_within_the_bounds_is_better() {
        let mut samples = crate::rng::Randomness::new(7, 0).stream(1, crate::rng::Purpose::Fit, 0);
        for _ in 0..300 {
            let steps = 6;
            let most: Vec<f64> = (0..steps).map(|_| 50.0 + 100.0 * samples.uniform()).collect();
            let goals: Vec<Goal> = (0..2)
                .map(|_| Goal {
                    weights: (0..steps).map(|_| samples.uniform()).collect(),
                    ..goal(&[], 400.0 * samples.uniform() - 50.0)
                })
                .collect();
            let points: Vec<(&Goal, f64)> = goals.iter().map(|goal| (goal, goal.wanted.0)).collect();
            let steadiness = steady(100.0, 0.001 + samples.uniform());
            let equations = Equations::of(steps, &points, steadiness);
            let mut slow = vec![0.0; steps];
            for _ in 0..20_000 {
                for step in 0..steps {
                    let best =
                        slow[step] - equations.slope(&slow, step) / equations.matrix[step][step] * 100.0;
                    slow[step] = best.clamp(0.0, most[step]);
                }
            }
            let (fast, slow) = (equations.cost(&path(&most, &goals, steadiness)), equations.cost(&slow));
            assert!(fast <= slow + 1e-9, "{fast} and {slow}");
        }
    }

    #[test]
    fn within_a_range_the_pace_goes_on_and_outside_the_nearer_end_is_met() {
        let ranged = |low, high| Goal { weights: vec![0.25; 4], wanted: (low, high), unit: 100.0 };
        let from = |start| Steadiness { weight: 1e-6, level: 100.0, start: Some(start) };
        assert_near(&path(&[1e9; 4], &[ranged(80.0, 120.0)], from(110.0)), &[110.0; 4]);
        // From 60, changes d of least squares with 4 d1 + 3 d2 + 2 d3 + d4 = 4 x (80 - 60): 80/30 x (4, 3, 2, 1).
        assert_near(&path(&[1e9; 4], &[ranged(80.0, 120.0)], from(60.0)), &[70.67, 78.67, 84.0, 86.67]);
        let path = path(&[1e9; 4], &[ranged(80.0, 120.0)], from(150.0));
        assert!((path.iter().sum::<f64>() / 4.0 - 120.0).abs() < 0.01, "{path:?}");
    }
}
