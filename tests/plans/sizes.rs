//! Sizes of rounds as in another scenario.

use drawsim::Overlay;
use drawsim::experiment::{Ensemble, run_ensemble};
use drawsim::model::Model;
use drawsim::policy::levels::Line;
use drawsim::published::Round;

/// Few candidates and six months; both scenarios get them.
const QUICK: [&str; 2] = ["population.scale=0.02", "end=2026-06-30"];

fn loaded(name: &str) -> Model {
    let set = QUICK.map(str::to_owned).to_vec();
    Model::load(name, &Overlay { set, ..Overlay::default() }).unwrap_or_else(|error| panic!("{error}")).1
}

/// A scenario with the sizes of the baseline.
fn as_in_baseline(own: &str) -> Model {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scenario.toml");
    let text = format!("extends = \"baseline\"\nsizes = \"as in baseline\"\n{own}");
    std::fs::write(&path, text).unwrap();
    loaded(path.to_str().unwrap())
}

fn run(model: &Model, threads: usize) -> Ensemble {
    run_ensemble(model, 3, threads, || ()).unwrap()
}

/// Pairs of rounds of the same replication, day and type; a round without another one is left out.
fn pairs<'a>(one: &'a Ensemble, other: &'a Ensemble) -> Vec<(&'a Round, &'a Round)> {
    let both = one.replications.iter().zip(&other.replications);
    both.flat_map(|(one, other)| {
        one.rounds.iter().filter_map(|round| {
            let is_same = |two: &&Round| (two.date, &two.round_type) == (round.date, &round.round_type);
            Some((round, other.rounds.iter().find(is_same)?))
        })
    })
    .collect()
}

#[test]
fn the_same_scenario_with_its_own_sizes_has_the_same_run_on_any_number_of_threads() {
    let baseline = run(&loaded("baseline"), 2);
    let model = as_in_baseline("");
    for threads in [1, 2] {
        for (own, theirs) in run(&model, threads).replications.iter().zip(&baseline.replications) {
            assert_eq!(own.rounds, theirs.rounds);
            assert_eq!((&own.landings, &own.flows), (&theirs.landings, &theirs.flows));
            assert_eq!((&own.censuses, &own.nominated), (&theirs.censuses, &theirs.nominated));
        }
    }
    let sizes: Vec<u32> = baseline.replications.iter().map(|counts| counts.rounds[9].size).collect();
    assert!(sizes.iter().any(|size| *size != sizes[0]), "replications have sizes of their own: {sizes:?}");
}

#[test]
fn a_multiple_holds_for_the_types_that_it_names() {
    let (baseline, doubled) = (run(&loaded("baseline"), 2), run(&loaded("french_invitations_doubled"), 2));
    let mut doubled_rounds = 0;
    for (base, other) in pairs(&baseline, &doubled) {
        let is_ahead = base.date >= "2026-01-01".parse().unwrap();
        match base.round_type.name() {
            "french" if is_ahead => {
                assert_eq!(other.size, 2 * base.size, "{}", base.date);
                doubled_rounds += 1;
            }
            // As many as there are nominees.
            "pnp" if is_ahead => {}
            _ => assert_eq!(other.size, base.size, "{} {}", base.round_type, base.date),
        }
    }
    assert!(doubled_rounds >= 12, "{doubled_rounds}");
}

/// Of the days of baseline six are first Tuesdays or not: a stated size needs no round there.
#[test]
fn a_stated_size_stays_and_all_others_are_as_in_the_base() {
    let (baseline, stated) = (run(&loaded("baseline"), 2), run(&loaded("cec_3000_a_month"), 2));
    for counts in &stated.replications {
        let ahead = counts.rounds.iter().filter(|round| round.date >= "2026-01-01".parse().unwrap());
        let cec: Vec<(String, u32)> = ahead
            .filter(|round| round.round_type.name() == "cec")
            .map(|round| (round.date.to_string(), round.size))
            .collect();
        let days = ["2026-01-06", "2026-02-03", "2026-03-03", "2026-04-07", "2026-05-05", "2026-06-02"];
        assert_eq!(cec, days.map(|day| (day.to_owned(), 3_000)));
    }
    let others = pairs(&baseline, &stated)
        .into_iter()
        .filter(|(base, _)| !["cec", "pnp"].contains(&base.round_type.name()));
    let others: Vec<(&Round, &Round)> = others.collect();
    assert!(others.len() >= 36 && others.iter().all(|(base, other)| base.size == other.size));
}

/// Every round ahead is decided, so that a year ends as it is expected and not at its target.
#[test]
fn the_department_expects_the_given_sizes_and_plans_no_others() {
    let doubled = run(&loaded("french_invitations_doubled"), 2);
    let federal = doubled.replications.iter().flat_map(|counts| &counts.quarter_plans);
    let federal: Vec<_> = federal.filter(|plan| plan.line == Line::FederalHighSkilled).collect();
    assert!(!federal.is_empty() && federal.iter().all(|plan| plan.decided == plan.expected));
    let baseline = run(&loaded("baseline"), 2);
    let of_2027 = |ensemble: &Ensemble| -> f64 {
        let plans = ensemble.replications.iter().flat_map(|counts| &counts.quarter_plans);
        let wanted = plans.filter(|plan| plan.line == Line::FederalHighSkilled && plan.year == 2027);
        wanted.map(|plan| plan.expected).sum()
    };
    assert!(of_2027(&doubled) > of_2027(&baseline));
}

/// Another seed is that of both.
#[test]
fn a_seed_holds_for_both_scenarios() {
    let with_seed = |model: Model| run(&model.with_seed(7), 2);
    let (baseline, same) = (with_seed(loaded("baseline")), with_seed(as_in_baseline("")));
    let rounds = |ensemble: &Ensemble| -> Vec<Vec<Round>> {
        ensemble.replications.iter().map(|counts| counts.rounds.clone()).collect()
    };
    assert_eq!(rounds(&same), rounds(&baseline));
    assert_ne!(rounds(&same), rounds(&run(&loaded("baseline"), 2)));
}
