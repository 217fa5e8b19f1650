//! What `drawsim check --json` prints: one object for each scenario.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::checked::{Checked, notices};
use crate::document::problem::Problem;
use crate::model::Model;
use crate::report::words::Words;
use crate::scenario::Scenario;

/// A list of objects, in the order of the command line.
pub fn text(checked: &[Checked<'_>], words: &Words) -> String {
    let all: Vec<Value> = checked.iter().map(|one| object(one, words)).collect();
    format!("{:#}", Value::from(all))
}

fn object(checked: &Checked<'_>, words: &Words) -> Value {
    match &checked.read {
        Ok((scenario, model)) => whole(checked.name, scenario, model, words),
        Err(invalid) => json!({
            "scenario": checked.name,
            "is_fine": false,
            "problems": invalid.problems.iter().map(problem).collect::<Vec<Value>>(),
        }),
    }
}

fn whole(name: &str, scenario: &Scenario, model: &Model, words: &Words) -> Value {
    let mut rounds: BTreeMap<&str, usize> = BTreeMap::new();
    for round in model.plan.iter().filter(|round| model.holds(round)) {
        *rounds.entry(round.instruction.round_type.name()).or_default() += 1;
    }
    let split = scenario.targets.iter().flat_map(|targets| &targets.first.split);
    let split: BTreeMap<&str, f64> = split.map(|part| (part.round_type.as_str(), part.share)).collect();
    json!({
        "scenario": name,
        "is_fine": true,
        "name": scenario.name,
        "title": scenario.title,
        "extends": scenario.below_name(),
        "start": scenario.start().to_string(),
        "end": scenario.end().to_string(),
        "seed": scenario.seed,
        "replications": scenario.replications(),
        "scale": model.population.scale,
        "rounds": rounds,
        "split": split,
        "notices": words.say_all(&notices(scenario, model)),
        "problems": [],
    })
}

fn problem(problem: &Problem) -> Value {
    let place = problem.origin.as_ref();
    json!({
        "file": place.map(|place| place.source.name.as_str()),
        "line": place.map(|place| place.line()),
        "column": place.map(|place| place.line_column().1),
        "problem": problem.title,
        "expected": problem.expected,
        "help": problem.help,
    })
}
