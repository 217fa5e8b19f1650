use super::forked_run::run_forked;
use super::*;
use crate::experiment::full_scale::at_full_scale;
use crate::model::Model;
use crate::model::difference::Side;
use crate::record::Record;
use crate::scenario::{Overlay, Scenario};
use crate::simulation::run;
use crate::time::Day;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn load(name: &str, set: &[&str]) -> (Scenario, Model) {
    let set = set.iter().map(|text| (*text).to_owned()).collect();
    Model::load(name, &Overlay { set, ..Overlay::default() }).unwrap()
}

/// The day on which a reform parts from a base.
fn parts_on(base: &(Scenario, Model), reform: &(Scenario, Model)) -> Option<Day> {
    let [old, new] = [base, reform].map(|(scenario, model)| Side { scenario, model });
    old.first_day(new, &old.differences_to(new))
}

/// Whether a forked replication of a reform is the one that runs from its start; returns the day of the fork.
fn fork(base: &str, reform: &str, set: &[&str]) -> Option<Day> {
    let (base, reform) = (load(base, set), load(reform, set));
    let parts_on = parts_on(&base, &reform);
    let reform = Reform { model: &reform.1, parts_on, in_force: parts_on };
    for replication in [0, 3] {
        let forked = run_forked(&base.1, &[reform], replication);
        for (model, counts) in [(&base.1, &forked.base), (reform.model, &forked.reforms[0])] {
            let mut record = Record::counts();
            run(model, replication, &mut record);
            let whole = at_full_scale(record.into_counts(), model.of_replication(replication));
            assert_eq!(whole.rounds, counts.rounds, "{}", model.name);
            assert!(whole == *counts, "{}: rounds agree, but other counts do not", model.name);
        }
    }
    parts_on
}

#[test]
fn a_reform_forked_from_its_base_is_the_one_that_runs_from_its_start() {
    let ahead = ["population.scale=0.02", "end=2026-10-31"];
    let cases = [
        ("job_offer_points_from_2026", Some("2026-07-01")),
        // The planner knows the whole calendar of rounds.
        ("monthly_rounds", Some("2025-12-14")),
        ("french_invitations_doubled", Some("2025-12-14")),
        ("childcare_category", Some("2025-12-14")),
        // People who arrive otherwise.
        ("surge_of_arrivals", Some("2025-12-14")),
        ("baseline", None),
    ];
    for (reform, expected) in cases {
        assert_eq!(fork("baseline", reform, &ahead), expected.map(day), "{reform}");
    }
}

#[test]
fn a_reform_of_history_parts_with_the_response_to_its_announcement() {
    let past = ["population.scale=0.02", "start=2024-06-01", "end=2025-05-31"];
    // Announced on 2024-12-17; the response of people begins some days later.
    let parts_on = fork("history", "job_offer_points_restored", &past).unwrap();
    assert!((day("2024-12-17")..day("2025-01-31")).contains(&parts_on), "{parts_on}");
    let past = ["population.scale=0.02", "start=2023-06-01", "end=2024-05-31"];
    assert_eq!(fork("history", "french_points_doubled", &past), Some(day("2024-01-01")));
    assert_eq!(fork("history", "no_points_after_40", &past), Some(day("2024-01-01")));
    // Another program: no day of the past is shared.
    assert_eq!(fork("history", "federal_high_skilled_2026", &past), Some(day("2023-06-01")));
}

#[test]
fn an_announced_target_parts_on_the_day_of_its_announcement() {
    let set = ["population.scale=0.02", "end=2026-12-31", "levels.announced=2026-08-01"];
    let base = load("baseline", &set[..2]);
    let reform = load("federal_target_cut_from_2027", &set);
    assert_eq!(parts_on(&base, &reform), Some(day("2026-08-01")));
    let forked = run_forked(
        &base.1,
        &[Reform { model: &reform.1, parts_on: Some(day("2026-08-01")), in_force: None }],
        0,
    );
    let mut record = Record::counts();
    run(&reform.1, 0, &mut record);
    let whole = at_full_scale(record.into_counts(), reform.1.of_replication(0));
    assert!(whole == forked.reforms[0]);
}

#[test]
fn several_reforms_of_one_base_are_those_of_each_alone() {
    let set = ["population.scale=0.02", "end=2026-08-31"];
    let base = load("baseline", &set);
    let names = ["job_offer_points_from_2026", "monthly_rounds", "federal_target_cut_from_2027"];
    let reforms = names.map(|name| load(name, &set));
    let all: Vec<Reform<'_>> = reforms
        .iter()
        .map(|reform| Reform { model: &reform.1, parts_on: parts_on(&base, reform), in_force: None })
        .collect();
    let together = run_forked(&base.1, &all, 1);
    for (reform, counts) in all.iter().zip(&together.reforms) {
        assert!(run_forked(&base.1, &[*reform], 1).reforms[0] == *counts, "{}", reform.model.name);
    }
}

#[test]
fn a_comparison_is_the_same_on_any_number_of_threads() {
    let set = ["population.scale=0.02", "end=2026-08-31"];
    let (base, reform) = (load("baseline", &set), load("job_offer_points_from_2026", &set));
    let parts_on = parts_on(&base, &reform);
    let comparison = Comparison {
        base: &base.1,
        reforms: vec![Reform { model: &reform.1, parts_on, in_force: parts_on }],
    };
    let [one, three] = [1, 3].map(|threads| compare_scenarios(&comparison, 6, threads, || ()).unwrap());
    assert_eq!(one, three);
    // Before the day of the reform all differences are exactly 0.
    let past =
        one[0].rows.iter().filter(|row| row.key.month.is_some_and(|month| (row.key.year, month) < (2026, 7)));
    let mut count = 0;
    for row in past {
        count += 1;
        assert_eq!(row.effect.difference, Some(0.0), "{row:?}");
    }
    assert!(count > 50, "{count}");
    let later =
        one[0].rows.iter().filter(|row| row.key.outcome == Outcome::Cutoff && row.key.month == Some(8));
    assert!(later.into_iter().any(|row| row.effect.difference.is_some_and(|difference| difference > 0.0)));
}

/// Values of a replication: cutoffs of months, and invitations of a group.
fn values(months: &[(i8, f64)], invited: Option<f64>) -> super::values::Values {
    let subject = Subject::Rounds(crate::policy::instruction::RoundType::new("cec"));
    let key =
        |month| Key { outcome: Outcome::Cutoff, subject: subject.clone(), year: 2027, month: Some(month) };
    let group = GroupKey {
        outcome: Outcome::Invited,
        by: crate::record::invited_people::GroupedBy::Stream,
        place: 0,
        group: "trades".to_owned(),
        year: 2027,
    };
    super::values::Values {
        outcomes: months.iter().map(|(month, cutoff)| (key(*month), *cutoff)).collect(),
        groups: invited.map(|invited| (group, invited)).into_iter().collect(),
    }
}

fn tally() -> super::tally::Tally {
    let model = load("tiny", &[]).1;
    super::tally::Tally::new(&model, &Reform { model: &model, parts_on: None, in_force: None })
}

#[test]
fn a_year_is_compared_over_the_months_that_both_have() {
    let mut tally = tally();
    // Base in January to March, reform in February to April: 510 and 520 against 512 and 524.
    let base = values(&[(1, 400.0), (2, 510.0), (3, 520.0)], None);
    tally.add(&base, &values(&[(2, 512.0), (3, 524.0), (4, 900.0)], None), None);
    let effects = tally.effects();
    let year = effects.rows.iter().find(|row| row.key.month.is_none()).unwrap().effect;
    assert_eq!((year.base, year.reform, year.difference), (Some(515.0), Some(518.0), Some(3.0)));
}

#[test]
fn a_year_without_a_common_month_has_no_difference() {
    let mut tally = tally();
    tally.add(&values(&[(1, 400.0)], None), &values(&[(2, 500.0)], None), None);
    let effects = tally.effects();
    let year = effects.rows.iter().find(|row| row.key.month.is_none()).unwrap().effect;
    assert_eq!((year.base, year.reform, year.difference), (Some(400.0), Some(500.0), None));
}

#[test]
fn a_replication_without_an_invitation_of_a_group_counts_as_none() {
    let mut tally = tally();
    for [base, reform] in [[None, None], [Some(10.0), Some(16.0)], [None, Some(2.0)], [None, None]] {
        tally.add(&values(&[], base), &values(&[], reform), None);
    }
    let effect = tally.effects().groups[0].effect;
    assert_eq!((effect.base, effect.reform, effect.difference), (Some(2.5), Some(4.5), Some(2.0)));
    assert_eq!(effect.pairs, 4);
}

#[test]
fn an_outcome_of_one_side_alone_is_not_the_widest() {
    let mut tally = tally();
    let both = values(&[(1, 500.0)], None);
    for reform in [501.0, 503.0] {
        let mut base = both.clone();
        let french = Subject::Rounds(crate::policy::instruction::RoundType::french());
        let key = Key { outcome: Outcome::Cutoff, subject: french, year: 2027, month: Some(1) };
        base.outcomes.insert(key, 400.0);
        tally.add(&base, &values(&[(1, reform)], None), None);
    }
    let widest = tally.widest(&"cutoff:1".parse().unwrap()).unwrap();
    // Differences 1 and 3: sd 1.414; Student's 97.5 % quantile of one degree of freedom is 12.7062.
    assert_eq!((widest.outcome.name.as_str(), widest.outcome.year), ("cec", 2027));
    assert!((widest.half_width.unwrap() - 12.7062).abs() < 1e-3);
}
