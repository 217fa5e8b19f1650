//! Plans of rounds in words: types, rhythm, sizes, period.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Model;
use crate::report::words::{Message, Words, decimal, message, short};
use crate::scenario::{PlanForm, PlanRounds, RoundForm, Scenario, Sizing, Times, Written};

/// Sizes that a line names.
const NAMED: usize = 4;

/// A line for each plan.
pub fn lines(scenario: &Scenario, model: &Model, words: &Words) -> Vec<String> {
    let entries = scenario.entries();
    scenario.plans.iter().map(|plan| words.text(&line(plan, model, &entries, words))).collect()
}

fn line(plan: &PlanForm, model: &Model, entries: &BTreeMap<String, Written>, words: &Words) -> Message {
    let name = plan.name.as_str();
    let rounds = match &plan.rounds {
        PlanRounds::Published { .. } => {
            return message!("description-plan-published", name = name, from = plan.from, to = plan.to);
        }
        PlanRounds::Stated(rounds) => held(rounds, model),
    };
    let (Some(first), Some(last)) = (rounds.first(), rounds.last()) else {
        return message!("description-plan-none", name = name);
    };
    let types: BTreeSet<&str> = rounds.iter().map(|round| round.round_type.as_str()).collect();
    message!(
        "description-plan",
        name = name,
        types = types.into_iter().collect::<Vec<&str>>().join(", "),
        rhythm = rhythm(name, entries),
        size = sizes(&rounds, words),
        count = rounds.len(),
        from = first.date,
        to = last.date
    )
}

fn held<'a>(rounds: &'a [RoundForm], model: &Model) -> Vec<&'a RoundForm> {
    rounds.iter().filter(|round| (model.start..=model.end).contains(&round.date)).collect()
}

fn rhythm(name: &str, entries: &BTreeMap<String, Written>) -> Message {
    let stated = |key: &str| entries.get(&format!("plan.{name}.{key}"));
    match (stated("every_days"), stated("every")) {
        (Some(Written::One(days)), _) => {
            message!("description-rhythm-days", days = days.parse::<usize>().unwrap_or_default())
        }
        (_, Some(Written::One(days))) => message!("description-rhythm-month", days = days.as_str()),
        (_, Some(Written::Items(days))) => message!("description-rhythm-month", days = days.join(", ")),
        _ => message!("description-rhythm-list"),
    }
}

/// The sizes of rounds, each once, in order.
fn sizes(rounds: &[&RoundForm], words: &Words) -> Message {
    let mut found: Vec<Sizing> = Vec::new();
    for round in rounds {
        if !found.contains(&round.size) {
            found.push(round.size);
        }
    }
    if let [only] = found.as_slice() {
        return size(*only);
    }
    let mut named: Vec<String> = found.iter().take(NAMED).map(|one| words.text(&size(*one))).collect();
    if found.len() > NAMED {
        named.push(words.text(&message!("difference-more", count = found.len() - NAMED)));
    }
    message!("description-size-changing", sizes = named.join("; "))
}

fn size(size: Sizing) -> Message {
    match size {
        Sizing::Persons(size) => message!("description-size-persons", size = size),
        Sizing::Between(low, high) => message!("description-size-between", low = low, high = high),
        Sizing::Eligible(part) => {
            message!("description-size-eligible", percent = decimal(f64::from(part) / 1e4, 1))
        }
        Sizing::Nominees => message!("description-size-nominees"),
        Sizing::AtOrAbove(cutoff) => message!("description-size-cutoff", cutoff = u32::from(cutoff)),
        Sizing::Planned => message!("description-size-planned"),
        Sizing::AsInBase(Times::ONE) => message!("description-size-as-in-base"),
        Sizing::AsInBase(times) => {
            message!("description-size-times-base", times = short(times.factor(), 6))
        }
    }
}
