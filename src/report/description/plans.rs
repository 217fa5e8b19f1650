//! Plans of rounds in words: types, rhythm, sizes, period.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Model;
use crate::report::words::{Message, Words, decimal, message, short};
use crate::scenario::{PlanForm, PlanRounds, RoundForm, Scenario, Sizing, Times, Written};
use crate::time::Day;

/// The rhythm of two days a month.
const TWICE: &str = "twice a month";
/// Sizes that a line names.
const NAMED: usize = 4;

/// A line for each plan.
pub fn lines(scenario: &Scenario, model: &Model, words: &Words) -> Vec<String> {
    let entries = scenario.entries();
    let base = scenario.base_of_sizes().map_or("", |base| base.name.as_str());
    let sized = Stated { entries: &entries, base };
    scenario.plans.iter().map(|plan| words.text(&line(plan, model, sized, words))).collect()
}

/// What a scenario states, and the scenario whose sizes it takes.
#[derive(Clone, Copy)]
struct Stated<'a> {
    entries: &'a BTreeMap<String, Written>,
    base: &'a str,
}

fn line(plan: &PlanForm, model: &Model, sized: Stated<'_>, words: &Words) -> Message {
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
        rhythm = rhythm(name, sized.entries),
        size = sizes(&rounds, sized.base, words),
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
        (_, Some(Written::One(days))) if days == TWICE => message!("description-rhythm-twice"),
        (_, Some(Written::One(days))) => message!("description-rhythm-month", days = days.as_str()),
        (_, Some(Written::Items(days))) => message!("description-rhythm-month", days = days.join(", ")),
        _ => message!("description-rhythm-list"),
    }
}

/// The sizes of rounds: each once, with the types that have it and the first day where there are several.
fn sizes(rounds: &[&RoundForm], base: &str, words: &Words) -> Message {
    let mut found: Vec<Sized<'_>> = Vec::new();
    for round in rounds {
        match found.iter_mut().find(|known| known.size == round.size) {
            Some(known) => _ = known.types.insert(&round.round_type),
            None => {
                let types = BTreeSet::from([round.round_type.as_str()]);
                found.push(Sized { size: round.size, types, first: round.date });
            }
        }
    }
    if let [only] = found.as_slice() {
        return size(only.size, base);
    }
    let mut named: Vec<String> = found.iter().take(NAMED).map(|one| words.text(&one.message(base))).collect();
    if found.len() > NAMED {
        named.push(words.text(&message!("difference-more", count = found.len() - NAMED)));
    }
    message!("description-size-changing", sizes = named.join("; "))
}

/// A size, and the rounds that have it.
struct Sized<'a> {
    size: Sizing,
    types: BTreeSet<&'a str>,
    first: Day,
}

impl Sized<'_> {
    fn message(&self, base: &str) -> Message {
        let types: Vec<&str> = self.types.iter().copied().collect();
        message!(
            "description-size-of",
            types = types.join(", "),
            size = size(self.size, base),
            from = self.first
        )
    }
}

fn size(size: Sizing, base: &str) -> Message {
    match size {
        Sizing::Persons(size) => message!("description-size-persons", size = size),
        Sizing::Between(low, high) => message!("description-size-between", low = low, high = high),
        Sizing::Eligible(part) => {
            message!("description-size-eligible", percent = decimal(f64::from(part) / 1e4, 1))
        }
        Sizing::Nominees => message!("description-size-nominees"),
        Sizing::AtOrAbove(cutoff) => message!("description-size-cutoff", cutoff = u32::from(cutoff)),
        Sizing::Planned => message!("description-size-planned"),
        Sizing::AsInBase(Times::ONE) => message!("description-size-as-in-base", base = base),
        Sizing::AsInBase(times) => {
            message!("description-size-times-base", times = short(times.factor(), 6), base = base)
        }
    }
}
