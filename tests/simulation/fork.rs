//! Runs that go on under another model from a day on.

use drawsim::model::{Model, PlannedRound};
use drawsim::pool::Submission;
use drawsim::population::RoundBasis;
use drawsim::record::{Counts, Record};
use drawsim::simulation::{State, run};
use drawsim::time::Day;

use crate::model::{day, lively, model};

/// A year of `baseline`, whose rounds the planner sizes.
fn planned() -> Model {
    model("scenarios/baseline.toml", &["population.scale=0.01", "end=2027-09-30"])
}

fn whole(model: &Model) -> Counts {
    let mut record = Record::counts();
    run(model, 0, &mut record);
    record.into_counts()
}

/// Under one model up to the day before a day, and under another one from then on.
fn forked(before: &Model, on: Day, after: &Model) -> Counts {
    let mut record = Record::counts();
    let mut state = State::start(before, 0);
    state.advance(on - 1, &mut record);
    let mut fork = state.clone().under(after, &mut record);
    fork.advance(after.end(), &mut record);
    record.into_counts()
}

#[test]
fn under_an_equal_model_a_fork_is_the_run_itself() {
    let model = planned();
    let whole = whole(&model);
    for on in ["2026-12-01", "2027-01-01", "2027-02-17"].map(day) {
        assert!(forked(&model, on, &model.clone()) == whole, "{on}");
    }
    let lively = lively();
    assert!(forked(&lively, day("2020-05-05"), &lively.clone()) == self::whole(&lively));
}

#[test]
fn sizes_and_rounds_are_found_by_date_and_type_in_a_plan_with_other_rounds() {
    let (before, on) = (planned(), day("2027-02-17"));
    let whole = whole(&before);
    // Places in the plan are others, since the first rounds are missing; later in the year there are other
    // rounds.
    let (first, others) = before.plan().split_at(3);
    let is_early = |round: &PlannedRound| round.instruction.date < day("2027-07-01");
    let after = before.with_rounds(|round| {
        !first.contains(round) && (is_early(round) || round.basis == RoundBasis::Category)
    });
    assert!(after.plan().len() < others.len());
    let forked = forked(&before, on, &after);
    // No quarter is planned before April.
    let up_to_spring = |counts: &Counts| {
        let rounds = counts.rounds.iter().filter(|round| round.date < day("2027-04-01"));
        rounds.cloned().collect::<Vec<_>>()
    };
    assert_eq!(up_to_spring(&forked), up_to_spring(&whole));
    let has_all = |counts: &Counts, first: &str| {
        counts.rounds.iter().any(|round| round.date >= day(first) && round.round_type.name() == "cec")
    };
    assert!(has_all(&whole, "2027-07-01") && !has_all(&forked, "2027-07-01"));
    assert!(has_all(&forked, "2027-04-01"));
}

#[test]
fn a_law_that_judges_otherwise_already_scores_everyone_at_the_fork() {
    let (before, on) = (lively(), day("2018-06-01"));
    let after = model("tests/data/people/reformed.toml", &[]).with_people(before.population().clone());
    let mut state = State::start(&before, 0);
    state.advance(on - 1, &mut Record::counts());
    let (before, fork) = (state.submissions(), state.under(&after, &mut Record::counts()));
    let rules = after.law().rules_on(on);
    for candidate in fork.submissions() {
        let verdict = rules.judge(&candidate.profile, on);
        assert_eq!((candidate.score, candidate.eligibility), (verdict.score, verdict.eligibility));
    }
    let scores = |candidates: &[Submission]| candidates.iter().map(|one| one.score).collect::<Vec<u16>>();
    assert_ne!(scores(&before), scores(&fork.submissions()));
}

#[test]
#[should_panic(expected = "scales 1 and 0.5")]
fn a_model_of_another_scale_is_refused() {
    let before = lively();
    let mut after = before.clone();
    after.change_people(|people| people.scale = 0.5);
    let _ = State::start(&before, 0).under(&after, &mut Record::counts());
}
