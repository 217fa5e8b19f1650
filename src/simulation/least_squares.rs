//! The steadiest path that comes to given sums: the arithmetic of the planner.
//!
//! It is a problem of least squares with bounds: of the steps, and of the point within its range that a goal is to come to. It
//! is solved by the active sets of Lawson and Hanson, as Stark and Parker have them for bounds on both sides; the matrices
//! are nalgebra's. So small a problem is solved to the last digits. An interior-point method, as clarabel's, comes near: where
//! changes weigh little it is left some thousandths away, or stuck.

use nalgebra::{DMatrix, DVector};

/// What the size of a step weighs: where nothing else says how high a path is, it is low, and at nothing if it can be.
const PULL: f64 = 1e-12;

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
/// The miss of a goal with a range is its distance to the range. Of paths that are equally good it is the lowest: a step that
/// nothing draws stays at nothing. What is not a number in between, since something overflows, draws nothing either.
///
/// # Panics
/// If a goal has another number of weights than there are steps.
pub fn path(most: &[f64], goals: &[Goal], steadiness: Steadiness) -> Vec<f64> {
    assert!(goals.iter().all(|goal| goal.weights.len() == most.len()), "a goal has a weight for each step");
    let squares = Squares::of(most, goals, steadiness);
    let least = squares.least();
    let step = |step: usize| {
        let is_at_most = least[step] >= squares.bounds[step].1;
        let value = if is_at_most { most[step] } else { least[step] * steadiness.level };
        value.min(most[step]).max(0.0)
    };
    (0..most.len()).map(step).collect()
}

/// Rows that come near what is wanted of each as the squares of what is left become least, with each unknown in its bounds. The
/// unknowns are the steps, in units of the level, and for each goal with a range the point that it comes to, in its units.
struct Squares {
    rows: DMatrix<f64>,
    wanted: DVector<f64>,
    bounds: Vec<(f64, f64)>,
}

impl Squares {
    fn of(most: &[f64], goals: &[Goal], Steadiness { weight, level, start }: Steadiness) -> Squares {
        let steps = most.len();
        let mut bounds: Vec<(f64, f64)> = most.iter().map(|most| (0.0, (most / level).max(0.0))).collect();
        let is_range = |goal: &&Goal| goal.wanted.0 < goal.wanted.1;
        let ends = |goal: &Goal| (goal.wanted.0 / goal.unit, goal.wanted.1 / goal.unit);
        bounds.extend(goals.iter().filter(is_range).map(ends));
        // Each row as its factors, by unknown, and what is wanted of it.
        let mut rows: Vec<(Vec<(usize, f64)>, f64)> = Vec::new();
        let mut point = steps;
        for goal in goals {
            let factor = |(step, weight): (usize, &f64)| (step, weight * level / goal.unit);
            let mut factors: Vec<(usize, f64)> = goal.weights.iter().enumerate().map(factor).collect();
            let wanted = if is_range(&goal) {
                factors.push((point, -1.0));
                point += 1;
                0.0
            } else {
                ends(goal).0
            };
            rows.push((factors, wanted));
        }
        let steadily = weight.sqrt();
        if let Some(start) = start.filter(|_| steps > 0) {
            rows.push((vec![(0, steadily)], steadily * start / level));
        }
        rows.extend((1..steps).map(|step| (vec![(step - 1, -steadily), (step, steadily)], 0.0)));
        rows.extend((0..steps).map(|step| (vec![(step, PULL.sqrt())], 0.0)));
        let mut matrix = DMatrix::zeros(rows.len(), bounds.len());
        for (row, (factors, _)) in rows.iter().enumerate() {
            factors.iter().for_each(|(unknown, factor)| matrix[(row, *unknown)] = *factor);
        }
        let wanted = DVector::from_iterator(rows.len(), rows.iter().map(|(_, wanted)| *wanted));
        Squares { rows: matrix, wanted, bounds }
    }

    /// From nothing on, whatever is drawn inward most is let go, and all that are free go where they are best, as long as that
    /// leaves less. No set of free unknowns comes twice.
    fn least(&self) -> DVector<f64> {
        let nearest_to_nothing = self.bounds.iter().map(|(low, high)| low.max(0.0).min(*high));
        let mut path = DVector::from_iterator(self.bounds.len(), nearest_to_nothing);
        let mut free: Vec<usize> = Vec::new();
        loop {
            let left = self.left(&path);
            let slopes = self.rows.tr_mul(&left);
            let drawn = |unknown: usize| {
                let ((low, high), value) = (self.bounds[unknown], path[unknown]);
                if value < high && slopes[unknown] > 0.0 || value > low && slopes[unknown] < 0.0 {
                    slopes[unknown].abs()
                } else {
                    0.0
                }
            };
            let bound =
                (0..self.bounds.len()).filter(|unknown| !free.contains(unknown) && drawn(*unknown) > 0.0);
            let Some(unknown) = bound.max_by(|a, b| drawn(*a).total_cmp(&drawn(*b))) else { return path };
            let mut next = path.clone();
            free.push(unknown);
            self.go(&mut next, &mut free);
            if self.left(&next).norm_squared() < left.norm_squared() {
                path = next;
            } else {
                return path;
            }
        }
    }

    /// Moves the free unknowns to where they are best. The first that comes to a bound on the way stays there, and the others
    /// go on.
    fn go(&self, path: &mut DVector<f64>, free: &mut Vec<usize>) {
        while !free.is_empty() {
            let by = self.best_move(path, free);
            let stop = |place: usize| {
                let (value, (low, high)) = (path[free[place]], self.bounds[free[place]]);
                let to = value + by[place];
                let bound = if to > high { high } else { low };
                (to > high || to < low).then(|| (place, bound, (bound - value) / by[place]))
            };
            let first = (0..free.len()).filter_map(stop).min_by(|a, b| a.2.total_cmp(&b.2));
            let part = first.map_or(1.0, |(.., part)| part);
            free.iter().zip(by.iter()).for_each(|(unknown, by)| path[*unknown] += part * by);
            let Some((place, bound, _)) = first else { return };
            path[free.remove(place)] = bound;
        }
    }

    /// Where the free unknowns would go without bounds, from where they are.
    fn best_move(&self, path: &DVector<f64>, free: &[usize]) -> DVector<f64> {
        let factors = self.rows.select_columns(free).qr();
        let left = factors.q().tr_mul(&self.left(path));
        factors.r().solve_upper_triangular(&left).unwrap_or_else(|| DVector::zeros(free.len()))
    }

    /// What is left of what is wanted of each row.
    fn left(&self, path: &DVector<f64>) -> DVector<f64> {
        &self.wanted - &self.rows * path
    }
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

    /// By how much a sum is above its goal, if it is, or below, as a part of the goal's unit.
    fn miss(path: &[f64], goal: &Goal) -> f64 {
        let sum: f64 = goal.weights.iter().zip(path).map(|(weight, step)| weight * step).sum();
        ((sum - goal.wanted.1).max(0.0) - (goal.wanted.0 - sum).max(0.0)) / goal.unit
    }

    /// What a path costs, word for word.
    fn cost(path: &[f64], goals: &[Goal], Steadiness { weight, level, start }: Steadiness) -> f64 {
        let misses: f64 = goals.iter().map(|goal| miss(path, goal).powi(2)).sum();
        let from_start = start.map_or(0.0, |start| ((path[0] - start) / level).powi(2));
        let between: f64 = path.windows(2).map(|pair| ((pair[1] - pair[0]) / level).powi(2)).sum();
        misses + weight * (from_start + between)
    }

    /// The slow obvious way: one step after another is moved to the bottom of the parabola through what it costs here and to
    /// both sides, or part of the way if that is too far, until none moves.
    fn slow_path(most: &[f64], goals: &[Goal], steadiness: Steadiness) -> Vec<f64> {
        let mut path: Vec<f64> = most.iter().map(|most| most.min(steadiness.level) / 2.0).collect();
        for _ in 0..5_000 {
            let mut moved: f64 = 0.0;
            for step in 0..most.len() {
                let here = path[step];
                let mut at = |value: f64| {
                    path[step] = value;
                    cost(&path, goals, steadiness)
                };
                let nudge = 1e-4 * steadiness.level;
                let (below, now, above) = (at(here - nudge), at(here), at(here + nudge));
                let bend = above + below - 2.0 * now;
                let mut by = if bend > 0.0 { nudge * (below - above) / (2.0 * bend) } else { 0.0 };
                by = (here + by).clamp(0.0, most[step]) - here;
                while by.abs() > 1e-9 * steadiness.level && at(here + by) >= now {
                    by /= 2.0;
                }
                if by.abs() <= 1e-9 * steadiness.level {
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

    /// More than a path can cost above the least, as the cost is convex: all that its slopes promise up to the bounds.
    fn excess(path: &[f64], most: &[f64], goals: &[Goal], steadiness: Steadiness) -> f64 {
        let Steadiness { weight, level, start } = steadiness;
        let promised = |step: usize| {
            let before = if step > 0 { Some(path[step - 1]) } else { start };
            let beside = [before, path.get(step + 1).copied()];
            let changes: f64 = beside.iter().flatten().map(|beside| (path[step] - beside) / level).sum();
            let misses: f64 =
                goals.iter().map(|goal| miss(path, goal) * goal.weights[step] / goal.unit).sum();
            let slope = 2.0 * (misses + weight * changes / level);
            (slope * path[step]).max(-slope * (most[step].min(20.0 * level) - path[step]))
        };
        (0..path.len()).map(promised).sum()
    }

    /// Samples of a uniform number up to 1.
    fn uniform() -> impl FnMut() -> f64 {
        let mut samples = crate::rng::Randomness::new(7, 0).stream(1, crate::rng::Purpose::Fit, 0);
        move || samples.uniform()
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
                    Goal { weights, wanted: (low, low + wide), unit: 100.0 }
                })
                .collect();
            // Without a start a range may leave open how high a path is.
            let start = (case % 4 != 0).then(|| 150.0 * uniform());
            let steadiness = Steadiness { weight: 0.01 + uniform(), level: 100.0, start };
            if case % 3 == 0 {
                most[case % 6] = f64::INFINITY;
            }
            let (fast, slow) = (path(&most, &goals, steadiness), slow_path(&most, &goals, steadiness));
            let away = fast.iter().zip(&slow).map(|(fast, slow)| (fast - slow).abs()).fold(0.0, f64::max);
            assert!(away < 1e-3, "{case}: {fast:?} instead of {slow:?}");
            let (fast, slow) = [fast, slow].map(|path| cost(&path, &goals, steadiness)).into();
            assert!(fast <= slow + 1e-11, "{case}: {fast} and {slow}");
        }
    }

    #[test]
    fn no_path_of_13_quarters_costs_less_whatever_changes_weigh_and_numbers_are() {
        let mut uniform = uniform();
        for weight in [1e-6, 1e-5, 5e-4, 1e-3, 0.1, 100.0] {
            for case in 0..100 {
                let target = [1.0, 100_000.0, 1e7][case % 3];
                let goal = |year: usize, uniform: &mut dyn FnMut() -> f64| {
                    let is_near = |step: usize| step.abs_diff(4 * year) < 5;
                    let weights =
                        (0..13).map(|step| if is_near(step) { 0.05 + 0.2 * uniform() } else { 0.0 });
                    let weights = weights.collect();
                    let low = target * (2.0 * uniform() - 0.2);
                    let wide = if case % 2 == 0 { 0.0 } else { 0.6 * target * uniform() };
                    Goal { weights, wanted: (low, low + wide), unit: target }
                };
                let goals: Vec<Goal> = (0..3).map(|year| goal(year, &mut uniform)).collect();
                let top = |uniform: &mut dyn FnMut() -> f64| match case % 4 {
                    0 => f64::INFINITY,
                    _ => target * (0.5 + uniform()),
                };
                let most: Vec<f64> = (0..13).map(|_| top(&mut uniform)).collect();
                let start = (case % 2 == 1).then(|| 1.5 * target * uniform());
                let steadiness = Steadiness { weight, level: target, start };
                let path = path(&most, &goals, steadiness);
                let excess = excess(&path, &most, &goals, steadiness);
                assert!(excess < 1e-9, "{weight} {case}: {path:?} could cost {excess} less");
            }
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

    #[test]
    fn what_nothing_draws_stays_at_nothing() {
        assert_eq!(path(&[], &[goal(&[], 10.0)], steady(100.0, 0.1)), [0.0; 0]);
        assert_eq!(path(&[50.0, f64::INFINITY], &[], steady(100.0, 0.1)), [0.0; 2]);
        assert_eq!(path(&[50.0; 2], &[goal(&[0.0; 2], 10.0)], steady(100.0, 0.1)), [0.0; 2]);
        // Where changes weigh nothing, a step that no goal asks for, and the others are even.
        let goals = [goal(&[1.0, 0.0, 1.0], 80.0)];
        assert_near(&path(&[f64::INFINITY; 3], &goals, steady(100.0, 0.0)), &[40.0, 0.0, 40.0]);
        // Where they do the others draw it along.
        assert_near(&path(&[f64::INFINITY; 3], &goals, steady(100.0, 0.001)), &[40.0; 3]);
        // A start draws too.
        let from = Steadiness { start: Some(30.0), ..steady(100.0, 0.1) };
        assert_near(&path(&[50.0; 2], &[], from), &[30.0; 2]);
        // With a range and no start the path is low.
        let ranged = Goal { wanted: (80.0, 120.0), ..goal(&[0.25; 4], 0.0) };
        assert_near(&path(&[1e9; 4], &[ranged], steady(100.0, 0.001)), &[80.0; 4]);
    }

    #[test]
    fn at_a_bound_that_holds_it_back_a_step_is_exactly_there() {
        let wanting = [goal(&[0.25, 0.5, 0.25], 1000.0)];
        for weight in [1e-6, 1e-3] {
            assert_eq!(path(&[70.1, 333.3, 10.7], &wanting, steady(100.0, weight)), [70.1, 333.3, 10.7]);
            let nothing = path(&[70.1; 3], &[goal(&[0.25, 0.5, 0.25], -5.0)], steady(100.0, weight));
            assert_eq!(nothing, [0.0; 3]);
        }
        assert_eq!(path(&[0.0, 90.0], &[goal(&[1.0; 2], 500.0)], steady(100.0, 1e-6)), [0.0, 90.0]);
    }

    #[test]
    fn any_numbers_have_a_path_within_the_bounds() {
        let numbers = [0.0, 1e-300, 1e-9, 1.0, 1e12, 1e300, f64::MAX];
        for most in numbers {
            for wanted in numbers.iter().flat_map(|wanted| [-wanted, *wanted]) {
                for weights in numbers {
                    for weight in numbers {
                        let goals = [Goal { weights: vec![weights; 2], wanted: (wanted, wanted), unit: 1.0 }];
                        let path = path(&[most; 2], &goals, steady(1.0, weight));
                        assert!(path.iter().all(|step| (0.0..=most).contains(step)), "{path:?}");
                    }
                }
            }
        }
    }
}
