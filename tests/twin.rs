//! The twin test of the calibration: figures are made from people that are known, and intervals of what comes
//! after the window are counted that hold what these people do.
//!
//! Five truths are sampled from the prior. Each is run freely with the published sizes. Its cutoffs, its
//! sizes and its counts are its "published" figures, with the noise of the error model in the window. A
//! calibration sees the window alone. Its members are then run past the window, and predict the truth's
//! cutoffs and counts, which have no noise.
//!
//! A truth has a seed of its own, and each member a replication of its own, as in a forecast: the real
//! people are not those of any run. So the chance of a sampled run is in the fit, where it has to be borne
//! like an error, and in the intervals. With common random numbers, chance would be absent from both, and a
//! fit that takes chance for a fact would pass.
//!
//! Parameters are printed only. The chance of a run is that of the same people month after month, and the
//! error model counts months as independent. So parameters that trade off lie further from the truth than
//! their standard deviations say. What they predict does not.

use std::path::Path;

use drawsim::experiment::Workers;
use drawsim::experiment::calibrate::store::Store;
use drawsim::experiment::calibrate::{BAND_GROUPS, Calibration, Fitted, Member, Running, Spec};
use drawsim::experiment::spread::Spread;
use drawsim::model::{Assembly, Model};
use drawsim::population::Population;
use drawsim::published::{BANDS, Census, Round, rounds, snapshots};
use drawsim::record::{Counts, Record};
use drawsim::rng::{Purpose, Randomness, Stream};
use drawsim::scenario::{Overlay, Scenario};
use drawsim::simulation::run;
use drawsim::time::{Day, Month};

const SPEC: &str = "tests/data/calibration/twin.toml";
const TRUTHS: u32 = 5;
/// Last day of the predictions.
const LAST: &str = "2025-06-30";
const SEED: u64 = 17;

/// People who are known, and the figures that they leave.
struct Truth {
    point: Vec<f64>,
    /// Rounds that were held, of which the last were predicted.
    rounds: Vec<Round>,
    censuses: Vec<Census>,
    overlay: Overlay,
}

/// What was predicted, and how much of it an interval held.
#[derive(Clone, Copy, Default)]
struct Tally {
    inside: u32,
    all: u32,
}

impl Tally {
    fn add(&mut self, is_inside: bool) {
        self.inside += u32::from(is_inside);
        self.all += 1;
    }

    fn share(self) -> f64 {
        f64::from(self.inside) / f64::from(self.all)
    }
}

/// Counts of intervals for one widening.
#[derive(Clone, Copy, Default)]
struct Tallies {
    cutoffs: Tally,
    bands: Tally,
    parameters: Tally,
}

impl Tallies {
    fn predictions(self) -> Tally {
        Tally { inside: self.cutoffs.inside + self.bands.inside, all: self.cutoffs.all + self.bands.all }
    }
}

#[test]
fn intervals_of_what_comes_after_the_window_hold_the_truth_as_often_as_they_say() {
    let mut tallies = [Tallies::default(); 2];
    for place in 0..TRUTHS {
        let folder = tempfile::tempdir().unwrap();
        let truth = truth(place, folder.path());
        let (calibration, fitted) = fit(&truth, &folder.path().join("runs"));
        for (tally, widening) in tallies.iter_mut().zip([1.0, 1.5]) {
            let members = calibration.members(&fitted.optima, widening);
            count_parameters(&truth, &members, &mut tally.parameters);
            count_predictions(&truth, &predictions(&calibration, &truth, &members), tally);
        }
    }
    let [raw, widened] = tallies;
    for (name, tally) in [("without widening", raw), ("widened", widened)] {
        println!(
            "{name}: {:.3} of {} predictions, cutoffs {:.3} of {}, bands {:.3} of {}, parameters {:.3} of {}",
            tally.predictions().share(),
            tally.predictions().all,
            tally.cutoffs.share(),
            tally.cutoffs.all,
            tally.bands.share(),
            tally.bands.all,
            tally.parameters.share(),
            tally.parameters.all,
        );
    }
    assert!(raw.predictions().all >= 200);
    assert!((0.60..=0.95).contains(&raw.predictions().share()));
    assert!(widened.predictions().share() >= 0.75);
}

fn spec() -> Spec {
    Spec::load(SPEC).unwrap()
}

/// A free run with published sizes, from the pool to which published cutoffs lead. Its warm-up starts with
/// that of the fit: people who left the pool come back for years, so a later start would miss some.
fn model(from: Day, seed: u64, overlay: &Overlay) -> Model {
    let spec = spec();
    let first = spec.window.first();
    let warm_up_months = 12 * (from.year() - first.year()) + i16::from(from.month() - first.month());
    let set = [
        format!("start={from}"),
        format!("end={LAST}"),
        "start_pool=\"spin_up\"".to_owned(),
        format!("warm_up_months={warm_up_months}"),
        format!("population.file={:?}", spec.population),
        format!("population.scale={}", spec.scale),
        "nominations.margin=0".to_owned(),
    ];
    let overlay = Overlay { set: set.to_vec(), seed: Some(seed), ..overlay.clone() };
    Assembly::read(&Scenario::load(&spec.scenario, &overlay).unwrap()).unwrap().model().unwrap()
}

/// People of a point of the parameters.
fn people(calibration: &Calibration, point: &[f64]) -> Population {
    let evaluator = calibration.evaluator();
    evaluator.people(point).unwrap()
}

fn counts(model: &Model, replication: u32) -> Counts {
    let mut record = Record::counts();
    run(model, replication, &mut record);
    record.into_counts()
}

/// A truth sampled from the prior, with its tables in a folder.
fn truth(place: u32, folder: &Path) -> Truth {
    let randomness = Randomness::new(SEED, place);
    let calibration = Calibration::new(spec(), &Overlay::default()).unwrap();
    let mut samples = randomness.stream(0, Purpose::Calibration, 0);
    let priors = calibration.priors().iter();
    let point: Vec<f64> = priors.map(|(_, prior)| prior.mean + prior.sd * samples.normal()).collect();
    let window = spec().window;
    let free = model(window.from, SEED + 1, &Overlay::default());
    let found = counts(&free.with_people(people(&calibration, &point)), place);
    let mut noise = randomness.stream(1, Purpose::Calibration, 0);
    let rounds = rounds_of(&found, &mut noise);
    let censuses = censuses_of(&found, &mut noise);
    let (rounds_file, censuses_file) = (folder.join("rounds.csv"), folder.join("pool.csv"));
    std::fs::write(&rounds_file, rounds::write(&rounds)).unwrap();
    std::fs::write(&censuses_file, snapshots::write(&censuses)).unwrap();
    let overlay = Overlay { rounds: Some(rounds_file), snapshots: Some(censuses_file), ..Overlay::default() };
    Truth { point, rounds: found.rounds, censuses: found.censuses, overlay }
}

/// The published rounds with the truth's cutoffs; sizes of the window with noise.
fn rounds_of(found: &Counts, noise: &mut Stream) -> Vec<Round> {
    let spec = spec();
    let mut all = Vec::new();
    for published in rounds::carried() {
        let held = found.rounds.iter().find(|round| round.number == published.number);
        let Some(held) = held.filter(|held| held.round_type.is_federal()) else {
            all.push(published);
            continue;
        };
        // A round that invites no candidate is not published.
        let Some(cutoff) = held.cutoff else { continue };
        let errors = &spec.errors;
        let sd = errors.rounds.get(held.round_type.name()).copied().unwrap_or(errors.other_rounds);
        let error = if held.date <= spec.window.to { sd * noise.normal() } else { 0.0 };
        let reached = f64::from(held.invited) / spec.scale;
        let invited = (reached * error.exp()).round().max(1.0) as u32;
        let tie_break = held.tie_break;
        all.push(Round { size: invited, invited, cutoff: Some(cutoff), tie_break, ..published });
    }
    all
}

/// The published counts with the truth's bands but those of nominees, whose number is an input; those of the
/// window with noise, the same for all counts of a month.
fn censuses_of(found: &Counts, noise: &mut Stream) -> Vec<Census> {
    let spec = spec();
    let scenario = Scenario::load(&spec.scenario, &Overlay::default()).unwrap();
    let mut censuses = Assembly::read(&scenario).unwrap().published.censuses.clone();
    let mut month = None;
    let mut errors = [0.0; BAND_GROUPS.len()];
    for census in &mut censuses {
        let Some(counted) = found.censuses.iter().find(|counted| counted.date == census.date) else {
            continue;
        };
        if month.replace(Month::of(census.date)) != Some(Month::of(census.date)) {
            errors = spec.errors.bands.map(|sd| sd * noise.normal());
        }
        for (place, count) in counted.candidates.iter().enumerate().skip(1) {
            let group = BAND_GROUPS.iter().position(|(low, high)| (*low..=*high).contains(&BANDS[place].0));
            let error = errors[group.expect("every band but that of nominees is in a group")];
            let factor = if census.date <= spec.window.to { error.exp() } else { 1.0 };
            let candidates = f64::from(count.unwrap()) / spec.scale * factor;
            census.candidates[place] = Some(candidates.round() as u32);
        }
        census.total = census.candidates.iter().flatten().sum();
    }
    censuses
}

fn fit(truth: &Truth, kept: &Path) -> (Calibration, Fitted) {
    let mut calibration = Calibration::new(spec(), &truth.overlay).unwrap();
    let store = Store::open(kept, &calibration.identity()).unwrap();
    let workers = Workers::start(2).unwrap();
    let fitted = calibration.fit(&mut Running { store, report: &|_| (), workers: &workers }).unwrap();
    (calibration, fitted)
}

/// What each member predicts, with its own chance.
fn predictions(calibration: &Calibration, truth: &Truth, members: &[Member]) -> Vec<Counts> {
    let spec = spec();
    let free = model(spec.window.to + 1, spec.seed, &truth.overlay);
    let each = |(place, member): (usize, &Member)| {
        counts(&free.with_people(people(calibration, &member.point)), place as u32 + 1)
    };
    let halves = std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            scope.spawn(move || {
                let own = members.iter().enumerate().skip(half).step_by(2);
                own.map(each).collect::<Vec<Counts>>()
            })
        });
        halves.map(|half| half.join().unwrap())
    });
    halves.into_iter().flatten().collect()
}

fn count_parameters(truth: &Truth, members: &[Member], tally: &mut Tally) {
    for (place, value) in truth.point.iter().enumerate() {
        tally.add(holds(members.iter().map(|member| member.point[place]).collect(), *value));
    }
}

fn count_predictions(truth: &Truth, runs: &[Counts], tallies: &mut Tallies) {
    let last = spec().window.to;
    for round in truth.rounds.iter().filter(|round| round.date > last && round.round_type.is_federal()) {
        let Some(cutoff) = round.cutoff else { continue };
        let predicted = runs.iter().filter_map(|run| {
            let held = run.rounds.iter().find(|held| held.number == round.number)?;
            held.cutoff.map(f64::from)
        });
        tallies.cutoffs.add(holds(predicted.collect(), f64::from(cutoff)));
    }
    let months = truth.censuses.iter().filter(|census| census.date.day_of_month() == 1);
    for census in months.filter(|census| census.date > last + 1) {
        for group in 0..BAND_GROUPS.len() {
            let predicted = runs.iter().map(|run| {
                let same = run.censuses.iter().find(|counted| counted.date == census.date);
                candidates(same.expect("a run counts the pool on the same days"), group)
            });
            tallies.bands.add(holds(predicted.collect(), candidates(census, group)));
        }
    }
}

/// Candidates in a group of bands.
fn candidates(census: &Census, group: usize) -> f64 {
    let (low, high) = BAND_GROUPS[group];
    let bands = BANDS.iter().zip(census.candidates);
    let within = bands.filter(|(band, _)| low <= band.0 && band.1 <= high);
    within.map(|(_, count)| f64::from(count.unwrap())).sum()
}

/// Whether the interval of 80 % of some predictions holds a value.
fn holds(predicted: Vec<f64>, value: f64) -> bool {
    Spread::of(predicted).is_some_and(|spread| (spread.p10..=spread.p90).contains(&value))
}
