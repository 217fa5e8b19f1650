//! How many people arrive on a day, who and when: nested layers, so that more arrivals are added people, never others.

use rand_distr::{Distribution, Gamma, Poisson};

use super::{ArrivalStream, ByYear, PersonId, Population};
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

/// Mean number of persons in a full layer of a stream's day.
const LAYER_RATE: f64 = 16.0;
/// Most persons that a layer can hold: a Poisson number of mean 16 exceeds it with a chance below 1e-170.
const LAYER_ROOM: u32 = 256;
const SECONDS: u32 = 86_400;

/// Numbers of eligible profiles by year and month.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrivals {
    /// By year: eligible profiles submitted, and those among them that are expected to be re-submissions.
    pub years: Vec<(i16, f64, f64)>,
    /// Profiles of a year that were submitted and not eligible, for each eligible one: nobody simulates them. In the order of
    /// years; a year without a figure has none.
    pub ineligible: Vec<(i16, f64)>,
    /// Weight of each month.
    pub month: [f64; 12],
    /// Share of each stream among new people, by year.
    pub share: Vec<ByYear>,
    /// What a year's arrivals are multiplied with: a scenario's surge or slump.
    pub factor: ByYear,
    /// Size of the negative binomial distribution of a stream's arrivals in a month; none if they are Poisson.
    pub dispersion: Option<f64>,
    /// The first day on which [`Arrivals::dispersion`] counts: in a replay arrivals are Poisson around fitted levels.
    pub dispersed_from: Option<Day>,
}

/// A person who arrives, with the second of the day counted from midnight in America/Toronto.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Second of the day.
    pub second: u32,
    /// Who.
    pub person: PersonId,
}

impl Arrivals {
    /// New people of a year who are eligible: the published total less the expected returns.
    pub fn new_people(&self, year: i16) -> f64 {
        let nearest = self.years.iter().min_by_key(|(stated, ..)| (stated - year).abs());
        let (_, eligible, returns) = nearest.expect("a population states at least one year");
        (eligible - returns).max(0.0)
    }

    /// Profiles submitted and not eligible for each eligible one, in the nearest year with a figure.
    pub fn ineligible_per_eligible(&self, year: i16) -> Option<f64> {
        let nearest = self.ineligible.iter().min_by_key(|(stated, _)| (stated - year).abs());
        nearest.map(|(_, ratio)| *ratio)
    }

    /// New people expected on a day, all streams together: the year's number spread by the weights of its months.
    pub fn new_people_on(&self, day: Day) -> f64 {
        self.spread(day, &self.month)
    }

    /// A year's new people spread by the weights of its months.
    fn spread(&self, day: Day, months: &[f64; 12]) -> f64 {
        let year = day.year();
        let weight = |day: Day| months[(day.month() - 1) as usize];
        let first = Day::new(year, 1, 1).expect("every year has a first day");
        let starts: [Day; 13] = std::array::from_fn(|month| first.plus_months(month as i32));
        let total: f64 = starts
            .windows(2)
            .zip(months)
            .map(|(month, weight)| f64::from(month[1] - month[0]) * weight)
            .sum();
        self.new_people(year) * weight(day) / total
    }

    /// The last year with a stated total.
    fn last_year(&self) -> i16 {
        self.years.iter().map(|(year, ..)| *year).max().expect("a population states at least one year")
    }

    /// What a month's arrivals of a stream are multiplied with: 1 on average.
    fn over_dispersion(&self, stream: usize, own: Option<f64>, day: Day, randomness: Randomness) -> f64 {
        let size = own.or(self.dispersion);
        let Some(size) = size.filter(|_| self.dispersed_from.is_some_and(|from| day >= from)) else {
            return 1.0;
        };
        let month = i64::from(day.year()) * 12 + i64::from(day.month());
        let mut samples = randomness.stream(stream as u64, Purpose::Month, month as u64);
        Gamma::new(size, 1.0 / size).expect("a positive size").sample(&mut samples)
    }
}

impl Population {
    /// People of a stream to be sampled on a day: eligible arrivals over the share that is eligible.
    fn rate(&self, stream: usize, day: Day) -> f64 {
        let year = day.year();
        let ArrivalStream { month, trend, eligible_share, .. } = &self.streams[stream];
        let new_people = self.arrivals.spread(day, month.as_ref().unwrap_or(&self.arrivals.month));
        let growth = (1.0 + trend).powi(i32::from((year - self.arrivals.last_year()).max(0)));
        let factor = self.arrivals.factor.at(year);
        new_people * factor * growth * self.arrivals.share[stream].at(year) / eligible_share.at(year)
    }

    /// Adds the people who arrive on a day, in no stated order; `seconds` is the length of the day, and `surge` tells for
    /// each stream how many times the usual number come.
    pub fn arrivals_on(
        &self,
        day: Day,
        seconds: u32,
        surge: impl Fn(usize) -> f64,
        randomness: Randomness,
        into: &mut Vec<Arrival>,
    ) {
        for stream in 0..self.streams.len() {
            let own = self.streams[stream].dispersion;
            let usual = self.rate(stream, day) * self.arrivals.over_dispersion(stream, own, day, randomness);
            let layers = usual * surge(stream) / LAYER_RATE;
            for layer in 0..layers.ceil() as u32 {
                let share = (layers - f64::from(layer)).min(1.0) * self.scale;
                self.layer(stream, day, layer, share, seconds, randomness, into);
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // The seven are the key of a layer and where it goes; a struct would only rename them.
    fn layer(
        &self,
        stream: usize,
        day: Day,
        layer: u32,
        share: f64,
        seconds: u32,
        randomness: Randomness,
        into: &mut Vec<Arrival>,
    ) {
        let first = PersonId::new(stream, day, layer * LAYER_ROOM);
        let mut numbers = randomness.stream(first.number(), Purpose::Arrival, 0);
        let count: f64 = Poisson::new(LAYER_RATE).expect("a positive mean").sample(&mut numbers);
        assert!(
            count < f64::from(LAYER_ROOM),
            "layer {layer} of stream {stream} on {day} holds {count} people"
        );
        for index in 0..count as u32 {
            let second = (u64::from(numbers.below(SECONDS)) * u64::from(seconds) / u64::from(SECONDS)) as u32;
            let person = PersonId::new(stream, day, layer * LAYER_ROOM + index);
            if Population::is_kept(person, share, randomness) {
                into.push(Arrival { second, person });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrivals() -> Arrivals {
        Arrivals {
            years: vec![(2015, 36_500.0, 0.0), (2016, 40_000.0, 3_400.0)],
            ineligible: vec![(2015, 0.5), (2017, 0.25)],
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
        assert!((arrivals().new_people_on(Day::new(2016, 2, 29).unwrap()) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn the_ineligible_of_a_year_without_a_figure_are_in_the_ratio_of_the_nearest() {
        let ratios = [2014, 2015, 2017, 2030].map(|year| arrivals().ineligible_per_eligible(year));
        assert_eq!(ratios, [Some(0.5), Some(0.5), Some(0.25), Some(0.25)]);
        let unknown = Arrivals { ineligible: Vec::new(), ..arrivals() };
        assert_eq!(unknown.ineligible_per_eligible(2015), None);
    }

    #[test]
    fn the_days_of_a_year_sum_to_the_year() {
        let mut arrivals = arrivals();
        arrivals.month = [1.07, 1.07, 1.07, 1.07, 1.07, 0.83, 0.79, 0.75, 1.07, 1.07, 1.07, 1.07];
        let first = Day::new(2015, 1, 1).unwrap();
        let sum: f64 = (0..365).map(|day| arrivals.new_people_on(first + day)).sum();
        assert!((sum - 36_500.0).abs() < 1e-6, "{sum}");
    }
}
