//! Arrivals of a day: persons and their seconds.
//!
//! Assumption of the design: people of a stream's day stand in nested layers, and a number decides how many
//! layers count. More arrivals therefore add people; they never replace anyone.

use rand_distr::{Distribution, Gamma, Poisson};

use super::arrival::season;
use super::{PersonId, Population};
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

/// Mean number of persons in a full layer of a stream's day.
const LAYER_RATE: f64 = 16.0;
/// Most persons that a layer can hold: a Poisson number of mean 16 exceeds it with a chance below 1e-170.
const LAYER_ROOM: u32 = 256;
/// Seconds of a day without a change of clocks, among which an arrival's second is sampled.
const SECONDS: u32 = 86_400;
const DAYS_PER_YEAR: f64 = 365.25;

/// The arrival of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Second of the day, counted from midnight in America/Toronto.
    pub second: u32,
    /// The person.
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

    /// Eligible people of a stream expected to arrive on a day for the first time, in real candidates.
    pub fn new_people_on(&self, stream: usize, day: Day) -> f64 {
        let stream = &self.streams[stream];
        let season = season(stream.month.as_ref().unwrap_or(&self.arrivals.month));
        let factor = self.arrivals.factor.at(day.year());
        stream.arrivals_per_year.at(day) / DAYS_PER_YEAR * season[day.month() as usize - 1] * factor
    }

    /// People of a stream to be sampled on a day: eligible arrivals over the share that is eligible.
    fn rate(&self, stream: usize, day: Day) -> f64 {
        self.new_people_on(stream, day) / self.streams[stream].eligible_share.at(day)
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
