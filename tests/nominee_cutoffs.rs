//! Cutoffs of rounds of nominees: a sampled run reports them as at full scale.

use std::collections::BTreeMap;

use drawsim::experiment::run_ensemble;
use drawsim::model::{NominationsNotice, Notice};
use drawsim::published::Round;
use drawsim::{Model, Overlay, Record, run};

fn history(settings: &[&str]) -> Model {
    let set = settings.iter().map(ToString::to_string).collect();
    Model::load("history", &Overlay { set, ..Overlay::default() }).unwrap().1
}

/// The rounds of nominees of `history` from 2022-07-01 on, at a scale.
fn since_2022(scale: &str, replications: u32) -> Vec<Round> {
    rounds_of_nominees(&history(&["start=2022-07-01", &format!("population.scale={scale}")]), replications)
}

/// The rounds of nominees in all replications.
fn rounds_of_nominees(model: &Model, replications: u32) -> Vec<Round> {
    let ensemble = run_ensemble(model, replications, 2, || ()).unwrap();
    let rounds = ensemble.replications.into_iter().flat_map(|counts| counts.rounds);
    rounds.filter(|round| round.round_type.name() == "pnp").collect()
}

fn mean(rounds: &[&Round]) -> f64 {
    let sum: f64 = rounds.iter().map(|round| f64::from(round.cutoff.unwrap())).sum();
    sum / rounds.len() as f64
}

fn by_year(rounds: &[Round]) -> BTreeMap<i16, Vec<&Round>> {
    let mut years: BTreeMap<i16, Vec<&Round>> = BTreeMap::new();
    for round in rounds {
        years.entry(round.date.year()).or_default().push(round);
    }
    years
}

#[test]
fn yearly_means_at_a_tenth_are_those_of_full_scale() {
    // Eight replications at full scale: twenty would take a test two minutes.
    let (sampled, whole) = (since_2022("0.1", 20), since_2022("1", 8));
    let all = [&sampled, &whole].map(|rounds| mean(&rounds.iter().collect::<Vec<_>>()));
    println!("all years: {:.1} at 0.1, {:.1} at 1", all[0], all[1]);
    assert!((all[0] - all[1]).abs() <= 5.0, "{all:?}");
    let (sampled, whole) = (by_year(&sampled), by_year(&whole));
    assert_eq!(whole.keys().collect::<Vec<_>>(), [&2023, &2024, &2025], "none from 2022-07-01 to 2022-12-31");
    for (year, rounds) in whole {
        let means = [mean(&sampled[&year]), mean(&rounds)];
        println!("{year}: {:.1} at 0.1, {:.1} at 1", means[0], means[1]);
        assert!((means[0] - means[1]).abs() <= 10.0, "{year}: {means:?}");
    }
}

#[test]
fn the_correction_changes_no_invitation_and_keeps_the_simulated_score() {
    let model = history(&["start=2024-01-01", "population.scale=0.02"]);
    let mut record = Record::counts();
    run(&model, 0, &mut record);
    let simulated = record.into_counts().rounds;
    let reported = run_ensemble(&model, 1, 1, || ()).unwrap().replications.remove(0).rounds;
    assert_eq!(simulated.len(), reported.len());
    for (simulated, reported) in simulated.iter().zip(&reported) {
        assert_eq!(simulated.cutoff_sampled, None);
        if simulated.round_type.name() == "pnp" {
            assert_eq!((reported.cutoff_sampled, reported.tie_break), (simulated.cutoff, None));
            assert!(reported.cutoff < simulated.cutoff && reported.cutoff >= Some(601), "{reported:?}");
        } else {
            assert_eq!(reported.cutoff_sampled, None);
            assert_eq!((reported.cutoff, reported.tie_break), (simulated.cutoff, simulated.tie_break));
        }
    }
}

/// Notices on cutoffs of a sample of nominees.
fn sample_notices(settings: &[&str]) -> Vec<NominationsNotice> {
    let mut found = Vec::new();
    for notice in history(settings).notices() {
        let Notice::Nominations(notice) = notice else { continue };
        match notice {
            NominationsNotice::CorrectedCutoffs { .. } | NominationsNotice::SampledMargin { .. } => {
                found.push(notice);
            }
            NominationsNotice::Idle { .. }
            | NominationsNotice::WithoutRounds(_)
            | NominationsNotice::Large { .. } => {}
        }
    }
    found
}

#[test]
fn a_notice_reports_the_correction_and_a_margin_that_it_does_not_know() {
    let power = "population.nomination.cutoff_power=0.5";
    // The square root of 0.25.
    let corrected = NominationsNotice::CorrectedCutoffs { scale: 0.25, factor: 0.5 };
    let margin = NominationsNotice::SampledMargin { margin: 0.05, scale: 0.25 };
    assert_eq!(sample_notices(&["population.scale=0.25", power]), std::slice::from_ref(&corrected));
    let settings = ["population.scale=0.25", power, "nominations.margin=0.05"];
    assert_eq!(sample_notices(&settings), [corrected, margin]);
    assert_eq!(sample_notices(&["nominations.margin=0.05"]), []);
    // No round of nominees was held in 2019.
    assert_eq!(sample_notices(&["start=2019-01-01", "end=2019-12-31", "population.scale=0.25"]), []);
}
