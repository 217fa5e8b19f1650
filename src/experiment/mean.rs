//! Means over replications, each with the interval of its Monte-Carlo error.

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::table::TableBuilder;

/// The 95 % confidence interval of a mean over replications, by Student's t.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// One number of each replication, summed: mean, spread and interval follow. Its size does not grow.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MeanSums {
    count: f64,
    /// The first number. Distances from it are summed, so that squares of large numbers lose no digits.
    first: f64,
    distances: f64,
    squares: f64,
}

impl MeanSums {
    /// Adds the number of a replication.
    pub fn add(&mut self, number: f64) {
        if self.count == 0.0 {
            self.first = number;
        }
        let distance = number - self.first;
        self.count += 1.0;
        self.distances += distance;
        self.squares += distance * distance;
    }

    /// How many numbers were added.
    pub fn count(&self) -> f64 {
        self.count
    }

    /// Their mean; none if there are none.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0.0).then(|| self.first + self.distances / self.count)
    }

    /// The sum of their squared distances from the mean; 0 if there are none.
    pub fn squared_distances(&self) -> f64 {
        (self.squares - self.distances * self.distances / self.count.max(1.0)).max(0.0)
    }

    /// Their standard deviation; none of fewer than two.
    pub fn sd(&self) -> Option<f64> {
        (self.count > 1.0).then(|| (self.squared_distances() / (self.count - 1.0)).sqrt())
    }

    /// Half the width of the interval of the mean; none of fewer than two numbers.
    pub fn half_width(&self) -> Option<f64> {
        self.sd().map(|sd| half_width(self.count, sd))
    }

    /// The interval of the mean; none of fewer than two numbers.
    pub fn interval(&self) -> Option<Interval> {
        let (mean, half) = self.mean().zip(self.half_width())?;
        Some(Interval { low: mean - half, high: mean + half })
    }
}

/// Half the width of the interval of the mean of so many numbers, at least two, of a standard deviation.
pub(super) fn half_width(count: f64, sd: f64) -> f64 {
    let student = StudentsT::new(0.0, 1.0, count - 1.0).expect("at least one degree of freedom");
    student.inverse_cdf(0.975) * sd / count.sqrt()
}

/// Adds the columns of the interval of a mean, which is a column of the table.
pub(super) fn with_interval<'a, R>(
    table: TableBuilder<'a, R>,
    mean: &str,
    interval: impl Fn(&'a R) -> Option<Interval>,
) -> TableBuilder<'a, R> {
    let description = format!(
        "Lower end of the 95 % confidence interval of the mean in `{mean}` (Student's t over replications); \
         empty for one replication."
    );
    table.number(format!("{mean}_ci95_low"), description, |row| Some(interval(row)?.low)).number(
        format!("{mean}_ci95_high"),
        "Upper end of that interval.",
        |row| Some(interval(row)?.high),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(numbers: &[f64]) -> MeanSums {
        let mut sums = MeanSums::default();
        numbers.iter().for_each(|number| sums.add(*number));
        sums
    }

    #[test]
    fn the_interval_of_five_numbers_is_the_one_computed_by_hand() {
        let sums = sums(&[440.0, 450.0, 445.0, 460.0, 455.0]);
        // Sum of squares 250 around 450; Student's 97.5 % quantile of 4 degrees of freedom is 2.776445.
        let half = 2.776_445 * (62.5_f64 / 5.0).sqrt();
        assert_eq!((sums.count(), sums.mean()), (5.0, Some(450.0)));
        assert!((sums.half_width().unwrap() - half).abs() < 1e-4);
        let Interval { low, high } = sums.interval().unwrap();
        assert!((low - 450.0 + half).abs() < 1e-4 && (high - 450.0 - half).abs() < 1e-4);
    }

    #[test]
    fn large_numbers_close_together_keep_their_spread() {
        let sd = sums(&[1e9 + 1.0, 1e9 + 2.0, 1e9 + 3.0]).sd().unwrap();
        assert!((sd - 1.0).abs() < 1e-12, "{sd}");
    }

    #[test]
    fn one_number_has_no_interval_and_none_has_no_mean() {
        assert_eq!((sums(&[7.0]).mean(), sums(&[7.0]).interval()), (Some(7.0), None));
        assert_eq!((sums(&[]).mean(), sums(&[]).half_width()), (None, None));
        assert_eq!(sums(&[7.0; 3]).half_width(), Some(0.0));
    }
}
