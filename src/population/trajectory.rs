//! Numbers that vary over time: lines between knots, and a damped slope after the last one.

use crate::time::Day;

const DAYS_PER_YEAR: f64 = 365.25;

/// The scale on which a number runs along straight lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transformation {
    /// The number itself.
    Plain,
    /// Its natural logarithm: a line is constant growth.
    Log,
    /// The logarithm of its odds, for shares.
    Logit,
}

/// The change after the last knot, on the scale of the lines. `t` years after it the slope is `per_year` x
/// `damping`^t.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// Slope at the last knot, a year.
    pub per_year: f64,
    /// Part of the slope that is left after a year, from 0 (level at once) to 1 (it goes on undamped).
    pub damping: f64,
}

/// A stated number of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knot {
    /// The day.
    pub day: Day,
    /// The number.
    pub value: f64,
}

/// A number over time: on straight lines between knots, level before the first, with a damped slope after
/// the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    transformation: Transformation,
    /// Days in rising order, with the transformed numbers.
    knots: Vec<Knot>,
    slope: Slope,
}

impl Transformation {
    /// A number on the scale of the lines.
    pub fn forward(self, value: f64) -> f64 {
        match self {
            Transformation::Plain => value,
            Transformation::Log => value.ln(),
            Transformation::Logit => (value / (1.0 - value)).ln(),
        }
    }

    /// The number of a place on the scale of the lines.
    pub fn back(self, transformed: f64) -> f64 {
        match self {
            Transformation::Plain => transformed,
            Transformation::Log => transformed.exp(),
            Transformation::Logit => 1.0 / (1.0 + (-transformed).exp()),
        }
    }
}

impl Slope {
    /// No change after the last knot.
    pub const LEVEL: Slope = Slope { per_year: 0.0, damping: 0.0 };

    /// The change within some years after the last knot.
    pub fn change(self, years: f64) -> f64 {
        let Slope { per_year, damping } = self;
        if damping <= 0.0 {
            0.0
        } else if damping >= 1.0 {
            per_year * years
        } else {
            per_year * (damping.powf(years) - 1.0) / damping.ln()
        }
    }
}

impl Trajectory {
    /// From knots in rising order of their days.
    ///
    /// # Panics
    /// If no knot is stated, if days do not rise, or if a number has no place on the scale of the lines,
    /// such as the logarithm of 0.
    pub fn new(transformation: Transformation, knots: &[Knot], slope: Slope) -> Trajectory {
        assert!(!knots.is_empty(), "a number over time has at least one knot");
        assert!(knots.windows(2).all(|pair| pair[0].day < pair[1].day), "days of knots rise: {knots:?}");
        let transformed =
            knots.iter().map(|knot| Knot { day: knot.day, value: transformation.forward(knot.value) });
        let knots: Vec<Knot> = transformed.collect();
        assert!(knots.iter().all(|knot| knot.value.is_finite()), "{knots:?} on the scale {transformation:?}");
        Trajectory { transformation, knots, slope }
    }

    /// The same number on every day.
    pub fn constant(value: f64) -> Trajectory {
        let knot = Knot { day: Day::from_number(0), value };
        Trajectory { transformation: Transformation::Plain, knots: vec![knot], slope: Slope::LEVEL }
    }

    /// The number of a day.
    pub fn at(&self, day: Day) -> f64 {
        self.transformation.back(self.transformed(day))
    }

    /// The days of its knots.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        self.knots.iter().map(|knot| knot.day)
    }

    fn transformed(&self, day: Day) -> f64 {
        let after = self.knots.partition_point(|knot| knot.day <= day);
        let Some(last) = after.checked_sub(1) else { return self.knots[0].value };
        let from = self.knots[last];
        let since = f64::from(day - from.day);
        match self.knots.get(after) {
            Some(to) => from.value + (to.value - from.value) * since / f64::from(to.day - from.day),
            None => from.value + self.slope.change(since / DAYS_PER_YEAR),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    fn knots() -> [Knot; 2] {
        [Knot { day: day(2021, 1, 1), value: 10.0 }, Knot { day: day(2023, 1, 1), value: 40.0 }]
    }

    fn is_near(number: f64, expected: f64) -> bool {
        (number - expected).abs() < 1e-9
    }

    #[test]
    fn a_plain_line_runs_from_knot_to_knot_and_is_level_before() {
        let line = Trajectory::new(Transformation::Plain, &knots(), Slope::LEVEL);
        let numbers = [day(2015, 6, 1), day(2021, 1, 1), day(2022, 1, 1), day(2023, 1, 1), day(2030, 1, 1)];
        assert_eq!(numbers.map(|day| line.at(day)), [10.0, 10.0, 25.0, 40.0, 40.0]);
    }

    #[test]
    fn a_line_of_the_logarithm_is_constant_growth() {
        // Fourfold in two years: twofold in the first.
        let growth = Trajectory::new(Transformation::Log, &knots(), Slope::LEVEL);
        assert!(is_near(growth.at(day(2022, 1, 1)), 20.0));
    }

    #[test]
    fn a_line_of_the_odds_stays_a_share() {
        // Odds of 1 and of 9: 3 in the middle, a share of 3/4.
        let knots = [Knot { day: day(2021, 1, 1), value: 0.5 }, Knot { day: day(2023, 1, 1), value: 0.9 }];
        let share = Trajectory::new(Transformation::Logit, &knots, Slope { per_year: 1.0, damping: 1.0 });
        assert!(is_near(share.at(day(2022, 1, 1)), 0.75));
        assert!(share.at(day(2099, 1, 1)) <= 1.0);
    }

    #[test]
    fn the_slope_after_the_last_knot_is_damped() {
        // Half of a slope of 0.2 is left each year: 0.2 x (0.5^t - 1) / ln 0.5, after many years 0.2885.
        let slope = Slope { per_year: 0.2, damping: 0.5 };
        assert!(is_near(slope.change(1.0), 0.144_269_504_088_896_34));
        assert!(is_near(slope.change(100.0), 0.288_539_008_177_792_7));
        assert!(is_near(Slope { damping: 1.0, ..slope }.change(3.0), 0.6));
        assert_eq!(Slope { damping: 0.0, ..slope }.change(3.0), 0.0);
        let growing = Trajectory::new(Transformation::Log, &knots(), slope);
        // 1,461 days are four years.
        assert!(is_near(growing.at(day(2027, 1, 1)), 40.0 * slope.change(4.0).exp()));
    }

    #[test]
    fn the_slope_is_continuous_in_its_damping() {
        for (near, end) in [(1e-9, 0.0), (1.0 - 1e-9, 1.0)] {
            let limit = Slope { per_year: 0.3, damping: end }.change(2.0);
            let change = Slope { per_year: 0.3, damping: near }.change(2.0);
            assert!((change - limit).abs() < 0.02, "{change} {limit}");
        }
    }
}
