//! Names of plans that are laid over a scenario: a new name needs a whole plan.

use super::form::NONE;
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{nearest, one_of};
use crate::document::tree::{Entry, Table, Value};

/// The names of the plans of a document, removed ones too.
pub fn plan_names(root: &Table) -> Vec<String> {
    plans(root).map(|plans| plans.keys().cloned().collect()).unwrap_or_default()
}

/// Reports plans of a new name that remove or change a plan, and leaves them out. `before` are the names of
/// the document before others were laid over it.
pub fn check_names(root: &mut Table, before: &[String], problems: &Problems) {
    let Some(plans) = plans(root) else { return };
    let is_new = |name: &&String| !before.contains(name);
    let wrong: Vec<String> =
        plans.keys().filter(is_new).filter(|name| !is_whole(&plans[*name])).cloned().collect();
    for name in &wrong {
        problems.push(unknown(name, &plans[name], before));
    }
    if let Some(Value::Table(plans)) = root.get_mut("plan").map(|entry| &mut entry.node.value) {
        plans.retain(|name, _| !wrong.contains(name));
    }
}

fn plans(root: &Table) -> Option<&Table> {
    match &root.get("plan")?.node.value {
        Value::Table(plans) => Some(plans),
        _ => None,
    }
}

/// Whether an entry may stand for a plan of its own. What is wrong with values is reported where they are
/// read.
fn is_whole(entry: &Entry) -> bool {
    match &entry.node.value {
        Value::Table(plan) => {
            let has = |keys: &[&str]| keys.iter().any(|key| plan.contains_key(*key));
            has(&["kind", "rounds"]) || (has(&["type", "categories"]) && has(&["every", "every_days"]))
        }
        Value::Text(text) => text != NONE,
        _ => true,
    }
}

fn unknown(name: &str, entry: &Entry, before: &[String]) -> Problem {
    let known: Vec<&str> = before.iter().map(String::as_str).collect();
    let (title, expected) = if matches!(entry.node.value, Value::Text(_)) {
        (format!("there is no plan `{name}` to remove"), format!("expected {}", one_of(&known)))
    } else {
        (
            format!("there is no plan `{name}` to change"),
            format!(
                "expected {}, or for a new plan its type (`type` or `categories`) and its rhythm (`every` or \
                 `every_days`)",
                one_of(&known)
            ),
        )
    };
    let problem = Problem::new(entry.key.clone(), title, expected);
    match nearest(name, &known) {
        Some(meant) => problem.with_help(format!("did you mean `{meant}`?")),
        None => problem,
    }
}
