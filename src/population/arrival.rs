//! Numbers of arrivals by year and month.

use super::ByYear;
use crate::time::Day;

/// Numbers of profiles submitted, by year and month, and how they vary.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrivals {
    /// Profiles of each stated year, at least one year.
    pub years: Vec<ArrivalYear>,
    /// Weight of each month, January first; no unit.
    pub month: [f64; 12],
    /// Share of each stream among new people, by year; in the order of the streams.
    pub share: Vec<ByYear>,
    /// Arrivals multiplier of each year: above 1 for a surge, below 1 for a slump.
    pub factor: ByYear,
    /// Size of the negative binomial distribution of a stream's arrivals in a month; none if they are
    /// Poisson.
    pub dispersion: Option<f64>,
    /// The first day on which [`Arrivals::dispersion`] counts. In a replay arrivals are Poisson around fitted
    /// levels.
    pub dispersed_from: Option<Day>,
}

/// Profiles submitted in a calendar year, all streams together, in real candidates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArrivalYear {
    /// The year.
    pub year: i16,
    /// Eligible profiles, as published.
    pub eligible: f64,
    /// Profiles that meet no program, as published; none where no figure exists. They are not simulated.
    pub ineligible: Option<f64>,
    /// Expected re-submissions among the eligible profiles.
    pub returns: f64,
}

impl Arrivals {
    /// New people of a year who are eligible: the published total less the expected returns. The nearest
    /// stated year stands for one without figures.
    pub(crate) fn new_people(&self, year: i16) -> f64 {
        let nearest = self.years.iter().min_by_key(|stated| (stated.year - year).abs());
        let nearest = nearest.expect("a population states at least one year");
        (nearest.eligible - nearest.returns).max(0.0)
    }

    /// Profiles that meet no program for each eligible one, in the nearest year with a figure; none without
    /// any figure.
    pub fn ineligible_per_eligible(&self, year: i16) -> Option<f64> {
        let known = self.years.iter().filter_map(|stated| Some((stated, stated.ineligible?)));
        let nearest = known.min_by_key(|(stated, _)| (stated.year - year).abs());
        nearest.map(|(stated, ineligible)| ineligible / stated.eligible.max(1.0))
    }

    /// New people expected on a day: its part of the year's number, by weights of the months.
    pub(super) fn spread(&self, day: Day, months: &[f64; 12]) -> f64 {
        let first = day.first_of_year();
        let starts: [Day; 13] = std::array::from_fn(|month| first.plus_months(month as i32));
        let total: f64 = starts
            .windows(2)
            .zip(months)
            .map(|(month, weight)| f64::from(month[1] - month[0]) * weight)
            .sum();
        self.new_people(day.year()) * months[(day.month() - 1) as usize] / total
    }

    /// The last year with a stated total.
    pub(super) fn last_year(&self) -> i16 {
        let years = self.years.iter().map(|stated| stated.year);
        years.max().expect("a population states at least one year")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(year: i16, eligible: f64, returns: f64, ineligible: Option<f64>) -> ArrivalYear {
        ArrivalYear { year, eligible, ineligible, returns }
    }

    fn arrivals() -> Arrivals {
        Arrivals {
            years: vec![
                year(2015, 36_500.0, 0.0, Some(18_250.0)),
                year(2016, 40_000.0, 3_400.0, None),
                year(2017, 40_000.0, 3_400.0, Some(10_000.0)),
            ],
            month: [1.0; 12],
            share: vec![ByYear::new(vec![(2015, 1.0)])],
            factor: ByYear::new(vec![(2015, 1.0)]),
            dispersion: None,
            dispersed_from: None,
        }
    }

    #[test]
    fn new_people_are_the_published_total_less_the_expected_returns() {
        assert_eq!(arrivals().new_people(2016), 36_600.0);
        assert!((arrivals().spread(Day::new(2016, 2, 29).unwrap(), &[1.0; 12]) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn the_ineligible_of_a_year_without_a_figure_are_in_the_ratio_of_the_nearest() {
        let ratios = [2014, 2015, 2017, 2030].map(|year| arrivals().ineligible_per_eligible(year));
        assert_eq!(ratios, [Some(0.5), Some(0.5), Some(0.25), Some(0.25)]);
        let unknown = Arrivals { years: vec![year(2015, 36_500.0, 0.0, None)], ..arrivals() };
        assert_eq!(unknown.ineligible_per_eligible(2015), None);
    }

    #[test]
    fn the_days_of_a_year_sum_to_the_year() {
        let months = [1.07, 1.07, 1.07, 1.07, 1.07, 0.83, 0.79, 0.75, 1.07, 1.07, 1.07, 1.07];
        let first = Day::new(2015, 1, 1).unwrap();
        let sum: f64 = (0..365).map(|day| arrivals().spread(first + day, &months)).sum();
        assert!((sum - 36_500.0).abs() < 1e-6, "{sum}");
    }
}
