use std::iter::once;

use super::attribution::{Splits, mixed};
use super::*;
use crate::experiment::Workers;
use crate::experiment::same_people::check_same_people;
use crate::model::Model;
use crate::model::mixture::{DifferenceGroup, GroupSet, Pair};
use crate::policy::instruction::RoundType;
use crate::scenario::{Overlay, Scenario};

/// Two and a half months of the baseline, sampled.
const SHORT: [&str; 3] = ["population.scale=0.02", "end=2026-02-28", "warm_up_months=3"];

fn load(name: &str, set: &[&str]) -> (Scenario, Model) {
    let set = SHORT.iter().chain(set).map(|text| (*text).to_owned()).collect();
    Model::load(name, &Overlay { set, ..Overlay::default() }).unwrap_or_else(|invalid| panic!("{invalid}"))
}

fn model(set: &[&str]) -> Model {
    load("baseline", set).1
}

fn question(model: &Model) -> Question {
    let run = Span { from: model.start, to: model.end };
    Question { round_type: RoundType::new("cec"), spans: years(run) }
}

fn splits(base: &Model, reform: &Model, replications: u32) -> (Design, Vec<Splits>) {
    let pair = Pair::new(base, reform).unwrap();
    let question = question(base);
    let design = Design::new(pair.differing(), 4, base.seed);
    let attribution = Attribution { pair: &pair, question: &question, design: &design };
    let workers = Workers::start(2).unwrap();
    let first = attribution.first(&workers, &|| ());
    let splits = attribution.replicate(replications, &first, &workers, &|| ());
    (design, splits)
}

fn names(groups: GroupSet) -> Vec<&'static str> {
    groups.groups().into_iter().map(DifferenceGroup::name).collect()
}

const REFORM: &str = "policy.change=[{ date = 2026-01-10, instrument = \"a reform\", \
                      crs.additional.french = 90, categories.education.teer = [1] }]";

/// Settings of a reform, and the groups in which it differs from the baseline.
const REFORMS: [(&[&str], &[&str]); 8] = [
    (&["population.arrivals.factor={ 2026 = 1.5 }"], &["inflow", "sizes"]),
    (&[REFORM], &["rules", "sizes", "categories"]),
    (&["levels.federal_high_skilled={ 2026 = 60000 }"], &["sizes"]),
    (&["plan.cec.every_days=7", "plan.categories.every_days=28"], &["sizes", "categories"]),
    (&["nominations.per_month={ 2026 = 900 }"], &["sizes", "nominations"]),
    (&["population.response.decline=0.5"], &["sizes", "behaviour"]),
    (&["population.life.withdrawal_rate=1.5"], &["sizes", "exits"]),
    (&["plan.cec.size=1500"], &["sizes"]),
];

/// A scenario with the sizes of the baseline.
fn sized_as_base(set: &[&str]) -> Model {
    load("no_category_rounds", &[&["sizes=as in baseline"], set].concat()).1
}

/// Checks the groups in which a reform differs, and that the mixtures with none and with all of them have the
/// rounds of the whole scenarios, byte for byte.
fn assert_ends(base: &Model, reform: &Model, expected: &[&str]) {
    let pair = Pair::new(base, reform).unwrap();
    assert_eq!(names(pair.differing()), expected);
    let (question, design) = (question(base), Design::new(pair.differing(), 4, base.seed));
    let attribution = Attribution { pair: &pair, question: &question, design: &design };
    let ends = attribution.first(&Workers::start(2).unwrap(), &|| ());
    let sides = pair.in_replication(0);
    let rounds = [GroupSet::NONE, pair.differing()].map(|set| mixed(&sides, set, 0, &ends));
    assert!(rounds[0] == ends.base, "{expected:?}: the mixture without a group is the base");
    assert!(rounds[1] == ends.reform, "{expected:?}: the mixture with all groups is the reform");
}

#[test]
fn a_reform_differs_in_its_groups_and_is_whole_with_all_of_them() {
    let base = model(&[]);
    assert_ends(&base, &base, &[]);
    for (set, expected) in REFORMS {
        assert_ends(&base, &model(set), expected);
    }
}

#[test]
fn a_reform_of_everything_is_whole_with_all_groups() {
    let set: Vec<&str> = REFORMS.iter().flat_map(|(set, _)| set.iter().copied()).collect();
    let all = DifferenceGroup::ALL.map(DifferenceGroup::name);
    assert_ends(&model(&[]), &model(&set), &all);
}

#[test]
fn rounds_that_take_the_sizes_of_the_base_do_not_differ_in_size() {
    let base = model(&[]);
    assert_ends(&base, &sized_as_base(&[]), &[]);
    assert_ends(&base, &sized_as_base(&[REFORM]), &["rules", "categories"]);
    assert_ends(&base, &sized_as_base(&["plan.cec.size=x 2"]), &["sizes"]);
}

#[test]
fn rounds_without_a_share_of_the_target_are_no_rounds_of_their_category() {
    assert_ends(&model(&[]), &load("no_category_rounds", &[]).1, &["sizes", "categories"]);
}

#[test]
fn parts_sum_to_the_whole_in_each_replication() {
    let base = model(&[]);
    for set in [REFORMS[1].0, REFORMS[3].0] {
        let (_, splits) = splits(&base, &model(set), 2);
        let found: Vec<_> = splits.iter().flatten().flatten().collect();
        assert!(!found.is_empty());
        for split in found {
            let sum: f64 = split.effects.iter().sum();
            assert!((sum - (split.reform - split.base)).abs() < 1e-9, "{split:?}");
        }
    }
}

#[test]
fn six_groups_are_exchanged_in_sampled_orders_whose_parts_sum_to_the_whole() {
    let base = model(&[]);
    let set: Vec<&str> = REFORMS.iter().flat_map(|(set, _)| set.iter().copied()).collect();
    let (design, splits) = splits(&base, &model(&set), 1);
    assert_eq!((design.groups().len(), design.sampled()), (7, Some(4)));
    for split in splits.iter().flatten().flatten() {
        let sum: f64 = split.effects.iter().sum();
        assert!((sum - (split.reform - split.base)).abs() < 1e-9, "{split:?}");
    }
}

#[test]
fn groups_that_do_not_differ_have_no_effect_at_all() {
    let base = model(&[]);
    let (design, splits) = splits(&base, &model(REFORMS[0].0), 2);
    let found = explained(&question(&base), &design, &splits);
    for explained in &found.spans {
        for part in &explained.parts {
            let differs = ["inflow", "sizes"].contains(&part.group.name());
            assert_eq!(part.effect.is_some(), differs, "{:?}", part.group);
        }
    }
    let compared = Compared { base: "baseline", reform: "reform", round_type: "cec" };
    let table = explain_table(compared, &found.spans).to_csv();
    let rules: Vec<&str> = table.lines().filter(|line| line.contains(",rules,")).collect();
    assert!(!rules.is_empty() && rules.iter().all(|line| line.contains(",rules,0,,,")), "{table}");
    // The same scenario twice differs in nothing.
    let (design, same) = self::splits(&base, &base, 1);
    assert!(design.groups().is_empty());
    assert!(same.iter().flatten().flatten().all(|split| split.base == split.reform));
}

#[test]
fn the_order_of_a_file_changes_nothing() {
    let place = tempfile::tempdir().unwrap();
    let law = "[[policy.change]]\ndate = 2026-01-10\ninstrument = \"a reform\"\ncrs.additional.french = 90\n";
    let people = "[population.life]\nwithdrawal_rate = 1.5\n";
    let head = "extends = \"baseline\"\ntitle = \"a reform\"\n";
    let path = place.path().join("reform.toml");
    let (base, mut found) = (model(&[]), Vec::new());
    for text in [format!("{head}{law}{people}"), format!("{head}{people}{law}")] {
        std::fs::write(&path, text).unwrap();
        let reform = load(path.to_str().unwrap(), &[]).1;
        found.push(splits(&base, &reform, 1));
    }
    assert_eq!(found[0], found[1]);
}

#[test]
fn threads_change_nothing_and_members_are_the_same_on_both_sides() {
    let (base, reform) = (model(&[]), model(REFORMS[1].0));
    assert!(base.members() > 2, "the baseline has members");
    let pair = Pair::new(&base, &reform).unwrap();
    let (question, design) = (question(&base), Design::new(pair.differing(), 4, base.seed));
    let attribution = Attribution { pair: &pair, question: &question, design: &design };
    let found = [1, 2].map(|threads| {
        let workers = Workers::start(threads).unwrap();
        attribution.replicate(2, &attribution.first(&workers, &|| ()), &workers, &|| ())
    });
    assert_eq!(found[0], found[1]);
    let sides = pair.in_replication(1);
    let inflow = GroupSet::NONE.with(DifferenceGroup::Rules);
    let people = &sides.mixture(inflow).population;
    assert_eq!(people.streams, base.of_replication(1).population.streams);
    assert_eq!(people.life, base.of_replication(1).population.life);
}

#[test]
fn scenarios_of_other_days_or_people_are_refused() {
    let (base, _) = load("baseline", &[]);
    let (reform, _) = load("baseline", &["start=2025-12-20", "seed=1", "population.scale=0.01"]);
    let message = check_same_people(&base, once(&reform)).unwrap_err().to_string();
    let expected = "\
error: `baseline` and `baseline` do not meet the same people with the same luck: `start` is 2025-12-14 in \
                    `baseline` and 2025-12-20 in `baseline`; `seed` is 20251214 in `baseline` and 1 in \
                    `baseline`; `population.scale` is 0.02 in `baseline` and 0.01 in `baseline`
 |
 = note: expected one value for both; run them with `--set start=2025-12-14 --set seed=20251214 --set \
                    population.scale=0.02`

1 problem found; nothing was written";
    assert_eq!(message.trim_end(), expected);
    let changed = load("baseline", &["population.life.withdrawal_rate=1.5"]).0;
    assert!(check_same_people(&base, once(&changed)).is_ok());
}

#[test]
fn an_account_balances_in_each_replication() {
    let set = ["start=2024-01-01", "end=2024-04-30"];
    let (_, model) = load("history", &set);
    let day = |text: &str| text.parse().unwrap();
    let span = Span { from: day("2024-02-01"), to: day("2024-04-20") };
    assert_eq!(usual_type(&model).unwrap().name(), "general");
    let workers = Workers::start(2).unwrap();
    for name in ["general", "french"] {
        let stock = Stock::of(&model, &RoundType::new(name), span).unwrap();
        let level = stock.level(&model, 2, &workers).unwrap();
        assert!(matches!(level, Level::OfRound { date, .. } if span.from <= date && date <= span.to));
        let asked = Asked { stock: &stock, score: 400, replications: 2 };
        let accounts = accounts(&model, asked, &workers, &|| ());
        for found in &accounts {
            assert_eq!(found.start + found.flows.iter().sum::<i64>(), found.end, "{name}: {found:?}");
            let flow = |flow: Flow| found.flows[Flow::ALL.iter().position(|one| *one == flow).unwrap()];
            assert!(flow(Flow::Invited) < 0 && flow(Flow::Rose) >= 0 && flow(Flow::Fell) <= 0);
        }
        let lines = account_rows(&accounts, 0.02);
        assert_eq!(lines.len(), Flow::ALL.len() + 2);
    }
}
