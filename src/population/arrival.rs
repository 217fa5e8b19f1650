//! Arrivals of a day: how many people arrive, who they are, and at which second.
//!
//! Assumption of the design: people of a stream's day stand in nested layers, and a number decides how many
//! layers count. More arrivals therefore add people; they never replace anyone.

use rand_distr::{Distribution, Gamma, Poisson};

use super::{ArrivalStream, ByYear, PersonId, Population};
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

/// Mean number of persons in a full layer of a stream's day.
const LAYER_RATE: f64 = 16.0;
/// Most persons that a layer can hold: a Poisson number of mean 16 exceeds it with a chance below 1e-170.
const LAYER_ROOM: u32 = 256;
/// Seconds of a day without a change of clocks, among which an arrival's second is sampled.
const SECONDS: u32 = 86_400;

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

/// The arrival of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Second of the day, counted from midnight in America/Toronto.
    pub second: u32,
    /// Who arrives.
    pub person: PersonId,
}

/// One layer of the people of a stream's day.
#[derive(Clone, Copy, Debug)]
struct Layer {
    stream: usize,
    day: Day,
    /// Its place among the layers, from 0.
    number: u32,
    /// Share of its people who arrive.
    share: f64,
}

impl Layer {
    fn person(self, index: u32) -> PersonId {
        PersonId::new(self.stream, self.day, self.number * LAYER_ROOM + index)
    }
}

impl Arrivals {
    /// New people of a year who are eligible: the published total less the expected returns. The nearest
    /// stated year stands for one without figures.
    pub fn new_people(&self, year: i16) -> f64 {
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

    /// New people expected on a day, all streams together: the year's number spread by the weights of its
    /// months.
    pub fn new_people_on(&self, day: Day) -> f64 {
        self.spread(day, &self.month)
    }

    /// A day's part of its year's new people, by weights of the months.
    fn spread(&self, day: Day, months: &[f64; 12]) -> f64 {
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
    fn last_year(&self) -> i16 {
        let years = self.years.iter().map(|stated| stated.year);
        years.max().expect("a population states at least one year")
    }
}

impl Population {
    /// The people who arrive on a day, in no stated order.
    ///
    /// `seconds` is the length of the day, which changes of clocks make shorter or longer. `multiplier` says
    /// for each stream, by its index, how many times the usual number arrive.
    pub fn arrivals_on(
        &self,
        day: Day,
        seconds: u32,
        multiplier: impl Fn(usize) -> f64,
        randomness: Randomness,
    ) -> Vec<Arrival> {
        let mut arrivals = Vec::new();
        for stream in 0..self.streams.len() {
            let usual = self.rate(stream, day) * self.over_dispersion(stream, day, randomness);
            let layers = usual * multiplier(stream) / LAYER_RATE;
            for number in 0..layers.ceil() as u32 {
                let share = (layers - f64::from(number)).min(1.0) * self.scale;
                add_layer(Layer { stream, day, number, share }, seconds, randomness, &mut arrivals);
            }
        }
        arrivals
    }

    /// People of a stream to be sampled on a day: eligible arrivals over the share that is eligible.
    fn rate(&self, stream: usize, day: Day) -> f64 {
        let year = day.year();
        let ArrivalStream { month, trend, eligible_share, .. } = &self.streams[stream];
        let new_people = self.arrivals.spread(day, month.as_ref().unwrap_or(&self.arrivals.month));
        let growth = (1.0 + trend).powi(i32::from((year - self.arrivals.last_year()).max(0)));
        let factor = self.arrivals.factor.at(year);
        new_people * factor * growth * self.arrivals.share[stream].at(year) / eligible_share.at(year)
    }

    /// The random multiplier of a stream's arrivals in a month, 1 on average.
    fn over_dispersion(&self, stream: usize, day: Day, randomness: Randomness) -> f64 {
        let size = self.streams[stream].dispersion.or(self.arrivals.dispersion);
        let is_dispersed = self.arrivals.dispersed_from.is_some_and(|from| day >= from);
        let Some(size) = size.filter(|_| is_dispersed) else { return 1.0 };
        let month = i64::from(day.year()) * 12 + i64::from(day.month());
        let mut samples = randomness.stream(stream as u64, Purpose::Month, month as u64);
        Gamma::new(size, 1.0 / size).expect("a positive size").sample(&mut samples)
    }
}

fn add_layer(layer: Layer, seconds: u32, randomness: Randomness, arrivals: &mut Vec<Arrival>) {
    let mut samples = randomness.stream(layer.person(0).number(), Purpose::Arrival, 0);
    let count: f64 = Poisson::new(LAYER_RATE).expect("a positive mean").sample(&mut samples);
    assert!(count < f64::from(LAYER_ROOM), "{layer:?} holds {count} people");
    for index in 0..count as u32 {
        let second = (u64::from(samples.below(SECONDS)) * u64::from(seconds) / u64::from(SECONDS)) as u32;
        let person = layer.person(index);
        if Population::is_kept(person, layer.share, randomness) {
            arrivals.push(Arrival { second, person });
        }
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
        assert!((arrivals().new_people_on(Day::new(2016, 2, 29).unwrap()) - 100.0).abs() < 1e-9);
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
        let mut arrivals = arrivals();
        arrivals.month = [1.07, 1.07, 1.07, 1.07, 1.07, 0.83, 0.79, 0.75, 1.07, 1.07, 1.07, 1.07];
        let first = Day::new(2015, 1, 1).unwrap();
        let sum: f64 = (0..365).map(|day| arrivals.new_people_on(first + day)).sum();
        assert!((sum - 36_500.0).abs() < 1e-6, "{sum}");
    }
}
