//! A simple method to compare the simulation with: for each round type a stock of candidates by score.
//!
//! Candidates flow in with a density that falls exponentially with the score, and leave at a constant rate. A
//! round of a known day and size takes the best. There are four parameters: arrivals a day at and above a
//! reference score, the fall of their number with the score, the rate of leaving, and the stock at the start
//! as a share of the one without rounds. They are fitted to the cutoffs of the 18 months before the origin,
//! once from each round to the next and once freely over the whole time. With few rounds they stay near usual
//! values.
//!
//! The fit is by Nelder and Mead's downhill simplex, of the crate argmin. The vectors of argmin need a second
//! generator of random numbers, so the addition of four parameters is written here.

use std::array::from_fn;
use std::iter::once;

use argmin::core::{CostFunction, Error, Executor};
use argmin::solver::neldermead::NelderMead;
use argmin_math::{ArgminAdd, ArgminMul, ArgminSub};

use crate::published::Round;
use crate::time::Day;

/// Days whose rounds are fitted: 18 months.
const WINDOW_DAYS: i32 = 548;
/// Fewest rounds that determine four parameters.
const FEWEST_ROUNDS: usize = 4;
/// Points below the lowest and above the highest cutoff that the stock reaches.
const BELOW: f64 = 150.0;
const ABOVE: f64 = 250.0;
/// Usual values: fall of the inflow in points, and days of stay. A parameter that lies a factor e^`SPREAD`
/// from its usual value costs as much as an error of `COST` points.
const USUAL_FALL: f64 = 25.0;
const USUAL_STAY: f64 = 300.0;
const SPREAD: f64 = 0.7;
const COST: f64 = 8.0;
const STEPS: u64 = 240;

/// The logarithms of arrivals a day, fall in points, rate of leaving a day, and share of the full stock at
/// the start.
type Parameters = [f64; 4];

/// A round that the stock is fitted to.
struct FittedRound {
    day: Day,
    size: f64,
    cutoff: f64,
}

/// A round whose cutoff is predicted.
#[derive(Clone, Copy, Debug)]
pub struct RoundAhead {
    /// The day on which it is held.
    pub day: Day,
    /// Its invitations.
    pub size: u32,
}

/// A fitted stock of one round type.
#[derive(Clone, Debug)]
pub struct StockFlow {
    /// The lowest score of the stock.
    low: f64,
    reference: f64,
    parameters: Parameters,
    /// Candidates at each point, on the day of the last round.
    stock: Vec<f64>,
    last: Day,
    /// Published less predicted cutoffs: from a round to the next, and freely over the window.
    residuals: [Vec<f64>; 2],
}

/// The cutoff at which the stock ends after a round.
#[derive(Clone, Copy)]
enum StockAfter {
    /// The published one, so that errors do not add up.
    Published,
    /// The predicted one.
    Predicted,
}

impl StockFlow {
    /// Fits the rounds of one type that were known at an origin, in order; none if they are too few.
    pub fn fit(known: &[&Round], origin: Day) -> Option<StockFlow> {
        let rounds = fitted_rounds(known, origin);
        if rounds.len() < FEWEST_ROUNDS {
            return None;
        }
        let mut model = StockFlow::around(&rounds);
        let usual = usual(&rounds);
        let loss = |parameters: &Parameters| {
            let away = parameters.iter().zip(&usual).map(|(value, usual)| ((value - usual) / SPREAD).powi(2));
            let errors = [StockAfter::Published, StockAfter::Predicted]
                .map(|stock_after| model.replay(parameters, &rounds, stock_after).0);
            errors.iter().flatten().map(|error| error.abs()).sum::<f64>() + COST * away.sum::<f64>()
        };
        let parameters = minimum(&loss, usual);
        let (next, stock) = model.replay(&parameters, &rounds, StockAfter::Published);
        let (free, _) = model.replay(&parameters, &rounds, StockAfter::Predicted);
        (model.parameters, model.stock, model.residuals) = (parameters, stock, [next, free]);
        Some(model)
    }

    /// An empty stock with the scores around the cutoffs of some rounds.
    fn around(rounds: &[FittedRound]) -> StockFlow {
        let mut cutoffs: Vec<f64> = rounds.iter().map(|round| round.cutoff).collect();
        cutoffs.sort_by(f64::total_cmp);
        let (lowest, highest) = (cutoffs[0], cutoffs[cutoffs.len() - 1]);
        StockFlow {
            low: lowest - BELOW,
            reference: cutoffs[cutoffs.len() / 2],
            parameters: [0.0; 4],
            stock: vec![0.0; (highest - lowest + BELOW + ABOVE) as usize],
            last: rounds[rounds.len() - 1].day,
            residuals: [Vec::new(), Vec::new()],
        }
    }

    /// Predicted cutoffs of later rounds in order: for each an ensemble, the predicted cutoff and the errors
    /// of the fit added to it.
    pub fn predict(&self, rounds: &[RoundAhead]) -> Vec<Vec<f64>> {
        let (mut stock, mut last) = (self.stock.clone(), self.last);
        let mut predictions = Vec::new();
        for (place, round) in rounds.iter().enumerate() {
            self.grow(&mut stock, &self.parameters, f64::from(round.day - last));
            let cutoff = self.cutoff(&stock, f64::from(round.size));
            self.empty(&mut stock, cutoff);
            last = round.day;
            let errors = &self.residuals[usize::from(place > 0)];
            predictions.push(errors.iter().map(|error| (cutoff + error).clamp(0.0, 1200.0)).collect());
        }
        predictions
    }

    /// Published less predicted cutoffs of all rounds but the first, and the stock after the last.
    fn replay(
        &self,
        parameters: &Parameters,
        rounds: &[FittedRound],
        stock_after: StockAfter,
    ) -> (Vec<f64>, Vec<f64>) {
        let share = parameters[3].exp();
        let mut stock: Vec<f64> = self.full(parameters).map(|full| share * full).collect();
        self.empty(&mut stock, rounds[0].cutoff);
        let mut errors = Vec::new();
        for pair in rounds.windows(2) {
            let [before, round] = pair else { unreachable!("windows of two") };
            self.grow(&mut stock, parameters, f64::from(round.day - before.day));
            let cutoff = self.cutoff(&stock, round.size);
            errors.push(round.cutoff - cutoff);
            let end = match stock_after {
                StockAfter::Published => round.cutoff,
                StockAfter::Predicted => cutoff,
            };
            self.empty(&mut stock, end);
        }
        (errors, stock)
    }

    /// The stock without rounds: inflow over the rate of leaving, at each point.
    fn full(&self, parameters: &Parameters) -> impl Iterator<Item = f64> {
        let [arrivals, fall, rate, _] = parameters.map(f64::exp);
        let lowest = arrivals / fall / rate * ((self.reference - self.low) / fall).exp();
        let ratio = (-1.0 / fall).exp();
        (0..self.stock.len()).scan(lowest, move |next, _| {
            let density = *next;
            *next *= ratio;
            Some(density)
        })
    }

    /// Adds arrivals and takes out those who leave, over some days.
    fn grow(&self, stock: &mut [f64], parameters: &Parameters, days: f64) {
        let stays = (-parameters[2].exp() * days).exp();
        for (present, full) in stock.iter_mut().zip(self.full(parameters)) {
            *present = *present * stays + full * (1.0 - stays);
        }
    }

    /// The score that has as many candidates above it as a round invites, with parts of a point.
    fn cutoff(&self, stock: &[f64], size: f64) -> f64 {
        let mut left = size;
        for (place, present) in stock.iter().enumerate().rev() {
            if *present >= left {
                return self.low + place as f64 + 1.0 - left / present.max(1e-9);
            }
            left -= present;
        }
        self.low
    }

    /// Takes out the candidates above a score.
    fn empty(&self, stock: &mut [f64], from: f64) {
        let at = (from - self.low).clamp(0.0, stock.len() as f64);
        let whole = at as usize;
        if let Some(part) = stock.get_mut(whole) {
            *part *= at - whole as f64;
        }
        stock.iter_mut().skip(whole + 1).for_each(|present| *present = 0.0);
    }
}

/// The rounds of the window before an origin that have a cutoff.
fn fitted_rounds(known: &[&Round], origin: Day) -> Vec<FittedRound> {
    let window = known.iter().filter(|round| round.date >= origin - WINDOW_DAYS && round.date < origin);
    let rounds = window.filter_map(|round| {
        let (size, cutoff) = (f64::from(round.size), f64::from(round.cutoff?));
        Some(FittedRound { day: round.date, size, cutoff })
    });
    rounds.collect()
}

/// The usual parameters, with as many arrivals as were invited.
fn usual(rounds: &[FittedRound]) -> Parameters {
    let days = f64::from(rounds[rounds.len() - 1].day - rounds[0].day).max(30.0);
    let invited: f64 = rounds[1..].iter().map(|round| round.size).sum();
    [(invited / days).max(0.1).ln(), USUAL_FALL.ln(), -USUAL_STAY.ln(), 0.0]
}

/// Nelder and Mead's downhill simplex from a start, with their coefficients and at most so many steps, twice.
fn minimum(loss: &impl Fn(&Parameters) -> f64, start: Parameters) -> Parameters {
    [0.5, 0.25].into_iter().fold(start, |best, width| {
        let corner =
            |away: Option<usize>| Point(from_fn(|at| best[at] + if away == Some(at) { width } else { 0.0 }));
        let corners = once(None).chain((0..best.len()).map(Some)).map(corner).collect();
        let search = Executor::new(Loss(loss), NelderMead::new(corners)).timer(false);
        let done =
            search.configure(|state| state.max_iters(STEPS / 2)).run().expect("a loss is never an error");
        done.state.best_param.expect("the start is a corner").0
    })
}

/// Parameters that a simplex can add and scale.
#[derive(Clone)]
struct Point(Parameters);

impl ArgminAdd<Point, Point> for Point {
    fn add(&self, other: &Point) -> Point {
        Point(from_fn(|at| self.0[at] + other.0[at]))
    }
}

impl ArgminSub<Point, Point> for Point {
    fn sub(&self, other: &Point) -> Point {
        Point(from_fn(|at| self.0[at] - other.0[at]))
    }
}

impl ArgminMul<f64, Point> for Point {
    fn mul(&self, factor: &f64) -> Point {
        Point(self.0.map(|value| value * factor))
    }
}

/// A loss that is not a number counts as infinite, since a simplex compares losses.
struct Loss<'a, F>(&'a F);

impl<F: Fn(&Parameters) -> f64> CostFunction for Loss<'_, F> {
    type Param = Point;
    type Output = f64;

    fn cost(&self, point: &Point) -> Result<f64, Error> {
        let loss = (self.0)(&point.0);
        Ok(if loss.is_nan() { f64::INFINITY } else { loss })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture::round;

    #[test]
    fn the_simplex_finds_the_bottom_of_a_bowl() {
        let bottom = [1.0, -2.0, 0.5, 3.0];
        let found = minimum(&|point| square_distance(point, &bottom), [0.0; 4]);
        assert!(square_distance(&found, &bottom) < 1e-3, "{found:?}");
    }

    fn square_distance(point: &Parameters, other: &Parameters) -> f64 {
        point.iter().zip(other).map(|(value, other)| (value - other).powi(2)).sum()
    }

    /// Rounds of a stock with 60 arrivals a day above 500, falling by a factor e in 20 points, who stay 250
    /// days.
    fn synthetic(start: Day, sizes: &[u32]) -> Vec<Round> {
        let truth = StockFlow {
            low: 300.0,
            reference: 500.0,
            parameters: [60.0_f64.ln(), 20.0_f64.ln(), -250.0_f64.ln(), 0.0],
            stock: vec![0.0; 500],
            last: start,
            residuals: [vec![0.0], vec![0.0]],
        };
        let mut stock: Vec<f64> = truth.full(&truth.parameters).collect();
        truth.empty(&mut stock, 500.0);
        let truth = StockFlow { stock, ..truth };
        let ahead: Vec<RoundAhead> = (1..)
            .zip(sizes)
            .map(|(place, size)| RoundAhead { day: start + 14 * place, size: *size })
            .collect();
        let cutoffs = truth.predict(&ahead);
        let rounds = ahead.iter().zip(cutoffs);
        rounds.map(|(ahead, cutoff)| round(ahead.day, ahead.size, cutoff[0].round() as u16)).collect()
    }

    #[test]
    fn cutoffs_of_a_true_stock_are_predicted_within_two_points() {
        let start = Day::new(2024, 1, 1).unwrap();
        let sizes: Vec<u32> = (0..44).map(|place| [800, 400, 1500, 1000][place % 4]).collect();
        let rounds = synthetic(start, &sizes);
        let origin = rounds[30].date + 1;
        let known: Vec<&Round> = rounds[..31].iter().collect();
        let later = rounds[31..].iter().map(|round| RoundAhead { day: round.date, size: round.size });
        let later: Vec<RoundAhead> = later.collect();
        let fitted = StockFlow::fit(&known, origin).unwrap();
        for (members, round) in fitted.predict(&later).iter().zip(&rounds[31..]) {
            let mean = members.iter().sum::<f64>() / members.len() as f64;
            assert!((mean - f64::from(round.cutoff.unwrap())).abs() < 2.0, "{round:?}: {mean}");
        }
    }

    #[test]
    fn three_rounds_are_too_few() {
        let start = Day::new(2024, 1, 1).unwrap();
        let rounds = synthetic(start, &[500, 500, 500]);
        let known: Vec<&Round> = rounds.iter().collect();
        assert!(StockFlow::fit(&known, rounds[2].date + 1).is_none());
    }
}
