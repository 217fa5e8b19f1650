//! Indices against functions with known indices, and against figures of SALib on the same points.

use std::f64::consts::{PI, TAU};

use super::morris::{MorrisEffect, MorrisIndices, morris_indices};
use super::sobol::{SobolIndices, sobol_indices};
use super::*;
use crate::experiment::design::UnitDesign;
use crate::rng::{Purpose, Randomness};

/// Ishigami's function with a = 7 and b = 0.1, on the unit cube.
fn ishigami(point: &[f64]) -> f64 {
    let [first, second, third] = [0, 1, 2].map(|dimension| TAU * point[dimension] - PI);
    first.sin() + 7.0 * second.sin().powi(2) + 0.1 * third.powi(4) * first.sin()
}

/// The g-function of Sobol' with a = 0, 1, 4.5, 9.
fn g_function(point: &[f64]) -> f64 {
    let factors = point.iter().zip([0.0, 1.0, 4.5, 9.0]);
    factors.map(|(coordinate, a)| ((4.0 * coordinate - 2.0).abs() + a) / (1.0 + a)).product()
}

/// A function for elementary effects: two linear effects, an interaction, a curve.
fn mixed(point: &[f64]) -> f64 {
    let [first, second, third, fourth] = [0, 1, 2, 3].map(|dimension| point[dimension]);
    3.0 * first - 2.0 * second + 5.0 * second * third + (4.0 * third).sin() + fourth * first.powi(2)
}

/// The outcomes of a function at the points of a Saltelli design.
fn saltelli_outcomes(
    function: fn(&[f64]) -> f64,
    dimensions: usize,
    base_points: u32,
    seed: u64,
) -> Vec<Option<f64>> {
    let points = UnitDesign::Saltelli { base_points }.points(dimensions, seed).unwrap();
    points.iter().map(|point| Some(function(&point))).collect()
}

/// The indices of a function from a Saltelli design of seed 7.
fn indices(function: fn(&[f64]) -> f64, dimensions: usize, base_points: u32) -> SobolIndices {
    sobol_indices(&saltelli_outcomes(function, dimensions, base_points, 7), dimensions, 7).unwrap()
}

fn first_orders(indices: &SobolIndices) -> Vec<f64> {
    indices.dimensions.iter().map(|dimension| dimension.first_order.value).collect()
}

fn totals(indices: &SobolIndices) -> Vec<f64> {
    indices.dimensions.iter().map(|dimension| dimension.total.value).collect()
}

/// The points of a Morris design of seed 7, and the outcomes of a function at them.
fn morris_design(trajectories: u32, levels: u32, function: fn(&[f64]) -> f64) -> MorrisRuns {
    let points = UnitDesign::Morris { trajectories, levels }.points(4, 7).unwrap();
    let coordinates: Vec<Vec<f64>> = points.iter().collect();
    let outcomes = coordinates.iter().map(|point| Some(function(point))).collect();
    MorrisRuns { coordinates, outcomes }
}

struct MorrisRuns {
    coordinates: Vec<Vec<f64>>,
    outcomes: Vec<Option<f64>>,
}

impl MorrisRuns {
    fn indices(&self) -> Result<MorrisIndices, NoIndices> {
        morris_indices(&self.coordinates, &self.outcomes, 7)
    }
}

fn assert_near(found: &[f64], expected: &[f64], tolerance: f64) {
    let are_near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < tolerance);
    assert!(found.len() == expected.len() && are_near, "{found:?}, expected {expected:?}");
}

/// Analytic indices of Ishigami's function (Saltelli and others, "Global Sensitivity Analysis. The Primer",
/// 2008). With 4,096 base points the root mean square error over 20 seeds is at most 0.0041; the tolerance is
/// four times as much.
#[test]
fn indices_of_ishigamis_function_are_the_known_ones() {
    let indices = indices(ishigami, 3, 4096);
    assert_near(&first_orders(&indices), &[0.3139, 0.4424, 0.0], 0.0164);
    assert_near(&totals(&indices), &[0.5576, 0.4424, 0.2437], 0.0164);
}

/// A factor has the variance v = 1 / (3 (1 + a)^2): 1/3, 1/12, 4/363 and 1/300. The product of the 1 + v less
/// 1 is the whole variance V = 0.465229. First-order indices are v / V, total ones
/// v (1 + V) / (1 + v) / V. With 4,096 base points no error over 20 seeds is above 0.004; the tolerance is
/// twice as much.
#[test]
fn indices_of_the_g_function_are_those_computed_by_hand() {
    let indices = indices(g_function, 4, 4096);
    assert_near(&first_orders(&indices), &[0.71649, 0.17912, 0.02369, 0.00716], 0.008);
    assert_near(&totals(&indices), &[0.78737, 0.24227, 0.03433, 0.01046], 0.008);
}

/// Figures of SALib 1.6.0, `sobol.analyze(problem, Y, calc_second_order=False)`, on the same points.
#[test]
fn sobol_indices_are_those_of_salib() {
    let indices = indices(ishigami, 3, 64);
    let first_order = [0.45978846804029805, 0.49600776093643895, -0.16831278043966494];
    assert_near(&first_orders(&indices), &first_order, 1e-10);
    let total = [0.752584085047617, 0.45231676696138917, 0.23863698931254837];
    assert_near(&totals(&indices), &total, 1e-10);
}

/// Figures of SALib 1.6.0, `morris.analyze(problem, X, Y, num_levels=...)`, on the same points.
#[test]
fn elementary_effects_are_those_of_salib() {
    let four_levels = [
        [3.5111111111111106, 0.1666666666666666, 2.057261932147979, 0.3000000000000001],
        [3.5111111111111106, 1.6333333333333335, 2.6131282891520957, 0.3000000000000001],
        [0.3926624675762543, 2.0861092617242876, 2.5602156464431745, 0.4092550695277414],
    ];
    let six_levels = [
        [3.432000000000001, 0.1999999999999999, 1.6736425277289713, 0.27999999999999997],
        [3.432000000000001, 1.6, 2.430018626078404, 0.27999999999999997],
        [0.2769997994383548, 2.043961295567452, 2.5442161898263085, 0.4052982440952177],
    ];
    for (levels, [mu, mu_star, sigma]) in [(4, four_levels), (6, six_levels)] {
        let found = morris_design(10, levels, mixed).indices().unwrap();
        let column =
            |number: fn(&MorrisEffect) -> f64| found.dimensions.iter().map(number).collect::<Vec<_>>();
        assert_near(&column(|effect| effect.mu), &mu, 1e-10);
        assert_near(&column(|effect| effect.mu_star.value), &mu_star, 1e-10);
        assert_near(&column(|effect| effect.sigma), &sigma, 1e-10);
    }
}

#[test]
fn the_scale_and_the_origin_of_an_outcome_do_not_matter() {
    let moved = indices(|point| 1e6 - 1000.0 * ishigami(point), 3, 64);
    let plain = indices(ishigami, 3, 64);
    assert_near(&first_orders(&moved), &first_orders(&plain), 1e-9);
    assert_near(&totals(&moved), &totals(&plain), 1e-9);
}

#[test]
fn intervals_hold_the_known_indices_and_are_half_as_wide_with_four_times_the_points() {
    let [fewer, more] = [1024, 4096].map(|base_points| indices(ishigami, 3, base_points).dimensions);
    let known = [[0.3139, 0.5576], [0.4424, 0.4424], [0.0, 0.2437]];
    for ((fewer, more), known) in fewer.iter().zip(&more).zip(known) {
        let pairs = [(fewer.first_order, more.first_order), (fewer.total, more.total)];
        for ((fewer, more), known) in pairs.into_iter().zip(known) {
            assert!(fewer.low < known && known < fewer.high && more.low < known && known < more.high);
            let ratio = (fewer.high - fewer.low) / (more.high - more.low);
            assert!((ratio - 2.0).abs() < 0.25, "{ratio}");
        }
    }
}

#[test]
fn intervals_of_independent_base_points_hold_the_known_index_as_often_as_they_say() {
    let root = Randomness::new(7, 0);
    let mut held = 0;
    for set in 0..200 {
        let mut outcomes = Vec::new();
        for base_point in 0..128 {
            let mut samples = root.stream(base_point, Purpose::Profile, set);
            let [a, b] = [(); 2].map(|()| [(); 3].map(|()| samples.uniform()));
            outcomes.push(Some(ishigami(&a)));
            for dimension in 0..3 {
                let mut exchanged = a;
                exchanged[dimension] = b[dimension];
                outcomes.push(Some(ishigami(&exchanged)));
            }
            outcomes.push(Some(ishigami(&b)));
        }
        let second = sobol_indices(&outcomes, 3, set).unwrap().dimensions[1].first_order;
        held += i32::from(second.low < 0.4424 && 0.4424 < second.high);
    }
    // 190 of 200 in the mean; four standard errors are 4 x sqrt(200 x 0.95 x 0.05) = 12.3.
    assert!((held - 190).abs() <= 12, "{held}");
}

#[test]
fn the_seed_changes_intervals_alone() {
    let outcomes = saltelli_outcomes(ishigami, 3, 64, 7);
    let [first, again, other] = [1, 1, 2].map(|seed| sobol_indices(&outcomes, 3, seed).unwrap());
    assert_eq!(first, again);
    assert_eq!((first_orders(&first), totals(&first)), (first_orders(&other), totals(&other)));
    assert_ne!(first.dimensions[0].first_order.low, other.dimensions[0].first_order.low);
}

#[test]
fn base_points_with_a_failed_point_are_left_out_and_counted() {
    let outcomes = saltelli_outcomes(ishigami, 3, 64, 7);
    let without: Vec<Option<f64>> = outcomes
        .chunks(5)
        .enumerate()
        .filter(|(base, _)| *base != 9)
        .flat_map(|(_, block)| block)
        .copied()
        .collect();
    let expected = sobol_indices(&without, 3, 7).unwrap();
    assert_eq!((expected.whole_base_points, expected.left_out), (63, 0));
    for place in 0..5 {
        let mut failed = outcomes.clone();
        failed[9 * 5 + place] = None;
        assert_eq!(sobol_indices(&failed, 3, 7), Ok(SobolIndices { left_out: 1, ..expected.clone() }));
    }
}

#[test]
fn too_few_whole_base_points_have_no_indices() {
    let mut outcomes = saltelli_outcomes(ishigami, 3, 8, 7);
    assert!(sobol_indices(&outcomes, 3, 7).is_ok());
    outcomes[0] = None;
    assert_eq!(sobol_indices(&outcomes, 3, 7), Err(NoIndices::TooFew { whole: 7, least: 8 }));
}

#[test]
fn an_outcome_that_varies_by_rounding_at_most_has_no_indices() {
    for function in [|_: &[f64]| 500.0, |point: &[f64]| 500.0 + 1e-11 * point[0], |_: &[f64]| 0.0] {
        let outcomes = saltelli_outcomes(function, 3, 64, 7);
        assert_eq!(sobol_indices(&outcomes, 3, 7), Err(NoIndices::Constant));
    }
    // An outcome of which only one row of AB differs has no variance over A and B.
    let mut outcomes = vec![Some(0.0); 5 * 64];
    outcomes[1] = Some(1.0);
    assert_eq!(sobol_indices(&outcomes, 3, 7), Err(NoIndices::Constant));
}

#[test]
#[should_panic(expected = "an outcome is not finite")]
fn an_outcome_that_is_no_number_is_a_mistake_of_ours() {
    let _ = sobol_indices(&[Some(f64::NAN); 5 * 8], 3, 7);
}

#[test]
fn a_linear_outcome_has_its_slopes_as_effects_and_no_spread() {
    let linear = |point: &[f64]| 10.0 + 3.0 * point[0] - 2.0 * point[1] + 0.5 * point[2];
    let indices = morris_design(10, 4, linear).indices().unwrap();
    for (effect, slope) in indices.dimensions.iter().zip([3.0, -2.0, 0.5, 0.0_f64]) {
        let Estimate { value, low, high } = effect.mu_star;
        assert_near(&[effect.mu, value, low, high], &[slope, slope.abs(), slope.abs(), slope.abs()], 1e-12);
        assert!(effect.sigma < 1e-12, "{effect:?}");
    }
    assert_eq!((indices.whole_trajectories, indices.left_out), (10, 0));
}

#[test]
fn trajectories_with_a_failed_point_are_left_out_and_counted() {
    let mut runs = morris_design(10, 4, mixed);
    let whole = MorrisRuns { coordinates: runs.coordinates[5..].into(), outcomes: runs.outcomes[5..].into() };
    let expected = whole.indices().unwrap();
    for place in 0..5 {
        runs.outcomes[..5].fill(Some(0.0));
        runs.outcomes[place] = None;
        assert_eq!(runs.indices(), Ok(MorrisIndices { left_out: 1, ..expected.clone() }));
    }
    // A failed point in each of seven trajectories leaves three.
    for trajectory in 0..7 {
        runs.outcomes[trajectory * 5 + 2] = None;
    }
    assert_eq!(runs.indices(), Err(NoIndices::TooFew { whole: 3, least: 4 }));
}

#[test]
fn the_interval_of_mu_star_has_the_width_of_a_mean() {
    let runs = morris_design(400, 4, mixed);
    let second = runs.indices().unwrap().dimensions[1];
    // The effect is 5 x third - 2 with the levels 0, 1/3, 2/3 and 1 of the third coordinate, equally likely:
    // sizes 2, 1/3, 4/3 and 3, mean 5/3, variance 17/18.
    assert!((second.mu_star.value - 5.0 / 3.0).abs() < 4.0 * (17.0 / 18.0 / 400.0_f64).sqrt());
    let expected = 2.0 * 1.96 * (17.0 / 18.0 / 400.0_f64).sqrt();
    let width = second.mu_star.high - second.mu_star.low;
    // The spread of 400 sizes is known to 3.5 %, quantiles of 1,000 resamples to 3 %: four of both are 18 %.
    assert!((width / expected - 1.0).abs() < 0.18, "{width}, expected {expected}");
}
