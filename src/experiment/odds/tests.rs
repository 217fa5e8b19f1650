use super::candidate::{Candidate, Change, Given, Standing};
use super::count::{ChangeOdds, Counter, Horizon};
use super::coupling::Coupled;
use crate::experiment::Workers;
use crate::experiment::forecast::ahead::{Asked, Basis, CountTies, LookAhead, Paths};
use crate::experiment::forecast::rounds::{RoundForecast, forecasts};
use crate::model::Model;
use crate::scenario::Overlay;
use crate::time::Day;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

struct Simulated {
    ahead: LookAhead,
    paths: Paths,
    forecasts: Vec<RoundForecast>,
}

/// `baseline` at a scale of 0.02, four replications to the end of March 2026.
fn simulated() -> Simulated {
    let set = vec!["population.scale=0.02".to_owned()];
    let overlay = Overlay { set, ..Overlay::default() };
    let (scenario, model) = Model::load("baseline", &overlay).unwrap();
    let ahead = LookAhead::new(&scenario, model, Basis::of(&scenario, &overlay).unwrap()).unwrap();
    let workers = Workers::start(2).unwrap();
    let asked = Asked { until: day("2026-03-31"), replications: 4, ties: CountTies::Yes };
    let paths = ahead.paths(asked, &workers, &|| ());
    let forecasts = forecasts(&ahead, &paths, &workers);
    Simulated { ahead, paths, forecasts }
}

fn odds(coupled: &Coupled, ahead: &LookAhead, score: u16) -> ChangeOdds {
    let eligibility = ahead.model.law.admitted_by("cec").unwrap();
    let given = Given::Score(Standing { score, eligibility });
    // Earlier than all others: every tie is won.
    let candidate = Candidate { name: score.to_string(), given, submitted_at: day("2025-01-02").start() };
    Counter::new(coupled, &ahead.model.law, ahead.origin, 1).odds(&candidate).remove(0)
}

#[test]
fn bands_of_the_forecast_and_odds_agree() {
    let Simulated { ahead, paths, forecasts } = simulated();
    assert_eq!(ahead.basis, Basis::Stacked);
    let coupled = Coupled::new(&ahead, paths.clone(), &forecasts);
    assert_eq!((coupled.paths(), coupled.of_replication), (2000, 500));
    let place = coupled.rounds.iter().position(|round| round.planned.instruction.round_type.name() == "cec");
    let place = place.unwrap();
    let distribution = &forecasts[place].cutoff.as_ref().unwrap().distribution;
    assert_eq!(forecasts[place].held, 1.0);
    let mut cutoffs: Vec<u16> = coupled.rounds[place].cutoffs.iter().map(|cutoff| cutoff.unwrap()).collect();
    cutoffs.sort_unstable();
    for (part, level) in [(199, 0.1), (499, 0.25), (999, 0.5), (1499, 0.75), (1799, 0.9)] {
        let (found, band) = (f64::from(cutoffs[part]), distribution.quantile(level));
        assert!((found - band).abs() <= 1.0, "{level}: {found} for {band}");
        // A score at the band is invited in the next round with its level, but for ties and whole points.
        let score = band.round() as u16;
        let next = odds(&coupled, &ahead, score).by_type[0].horizons[0].probability;
        let reached = cutoffs.iter().filter(|cutoff| **cutoff <= score).count() as f64 / 2000.0;
        let above = cutoffs.iter().filter(|cutoff| **cutoff < score).count() as f64 / 2000.0;
        assert!((above - 1e-9..=reached + 1e-9).contains(&next), "{score}: {above} {next} {reached}");
        assert!((above - 0.05..=reached + 0.05).contains(&level), "{score}: {above} {level} {reached}");
    }
    // A path keeps the order of its replication: a path of one replication is the same in a second coupling.
    let again = Coupled::new(&ahead, paths, &forecasts);
    assert_eq!(again.rounds[place].cutoffs, coupled.rounds[place].cutoffs);
}

#[test]
fn odds_grow_with_the_score_and_with_the_time() {
    let Simulated { ahead, paths, forecasts } = simulated();
    let coupled = Coupled::new(&ahead, paths, &forecasts);
    let mut before = 0.0;
    for score in [400, 500, 510, 520, 600] {
        let found = odds(&coupled, &ahead, score);
        assert_eq!(found.change, Change::None);
        let any = found.by_type.last().unwrap();
        let by_horizon = any.horizons.map(|odds| odds.probability);
        assert!(by_horizon.is_sorted(), "{by_horizon:?}");
        assert!(by_horizon[1] >= before, "{score}");
        before = by_horizon[1];
        let interval = any.horizons[1].interval.unwrap();
        assert!(interval.0 <= by_horizon[1] && by_horizon[1] <= interval.1, "{interval:?}");
        assert_eq!(found.is_below_all, by_horizon[3] == 0.0, "{score}");
    }
    let sure = odds(&coupled, &ahead, 600);
    let next = sure.by_type[0].horizons[0];
    assert_eq!((next.probability, Horizon::ALL[0].name()), (1.0, "next".to_owned()));
    let first = coupled.rounds.iter().find(|round| round.planned.instruction.round_type.name() == "cec");
    assert_eq!(next.median_date, Some(first.unwrap().planned.instruction.date));
    assert_eq!(odds(&coupled, &ahead, 400).by_type[0].horizons[3].median_date, None);
}
