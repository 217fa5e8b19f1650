//! `sizes`: the scenario whose sizes those rounds have that would be left to the planner.

use std::path::PathBuf;

use super::content::SizesForm;
use super::named_file::{AS_IN, SET};
use super::plan::{PlanForm, PlanRounds, Sizing, Times};
use crate::document::library;
use crate::document::library::{Base, Opened};
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{Field, Reader};
use crate::document::relative::Relative;
use crate::document::tree::{Node, Value};

/// The sizes of the planner.
const TARGETS: &str = "targets";

impl SizesForm {
    /// Reads the key. The scenario that it names is opened later.
    pub(super) fn read(field: &Field<'_>) -> Option<SizesForm> {
        let text = field.text()?;
        let name = text.strip_prefix(AS_IN).map(str::trim).filter(|name| !name.is_empty());
        let Some(name) = name else {
            return if text == TARGETS {
                None
            } else {
                field.mismatch("\"targets\", or a scenario such as \"as in baseline\"")
            };
        };
        Some(SizesForm { name: name.to_owned(), origin: field.node?.origin.clone(), base: None })
    }

    /// Opens the scenario from a folder. A missing file, and one whose sizes lead back to an earlier one of
    /// the `chain`, is reported.
    pub(super) fn open(&self, folder: &Base, chain: &[String], problems: &Problems) -> Option<Opened> {
        // What is typed is relative to the working directory.
        let here = Base::Disk(PathBuf::new());
        let folder = if self.origin.source.name == SET { &here } else { folder };
        let opened = match library::open_extended(&self.name, folder) {
            Ok(opened) => opened,
            Err(problem) => {
                problems.push(Problem { origin: Some(self.origin.clone()), ..problem });
                return None;
            }
        };
        if chain.contains(&opened.identity()) {
            problems.push(Problem::new(
                self.origin.clone(),
                format!(
                    "`sizes` leads back to `{}`: a scenario cannot take its own sizes",
                    opened.source.name
                ),
                "expected a scenario with rounds that the planner sizes, such as \"as in baseline\"",
            ));
            return None;
        }
        Some(opened)
    }
}

/// Gives all rounds that would be left to the planner the sizes of the other scenario, if one is named. A
/// multiple of such a size without a scenario is reported.
pub(super) fn settle(plans: &mut [PlanForm], sizes: Option<&SizesForm>, root: &Reader<'_>) {
    let has_base = sizes.is_some();
    let is_stated = root.find("sizes").only_if(|node| !is_targets(node)).node.is_some();
    if !has_base && !is_stated {
        for node in ["plan", "round"].iter().filter_map(|key| root.find(key).node) {
            refuse_multiples(node, root.problems());
        }
    }
    for plan in plans {
        let PlanRounds::Stated(rounds) = &mut plan.rounds else { continue };
        for round in rounds {
            match round.size {
                Sizing::Planned if has_base => round.size = Sizing::AsInBase(Times::ONE),
                // Reported.
                Sizing::AsInBase(_) if !has_base => {
                    plan.sized.push(round.round_type.clone());
                    round.size = Sizing::Planned;
                }
                _ => {}
            }
        }
    }
}

fn is_targets(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if text == TARGETS)
}

/// Reports multiples of sizes.
fn refuse_multiples(node: &Node, problems: &Problems) {
    match &node.value {
        Value::Table(table) => table.values().for_each(|entry| refuse_multiples(&entry.node, problems)),
        Value::List(items) => items.iter().for_each(|item| refuse_multiples(item, problems)),
        Value::Text(text) if Relative::of(&node.value).is_some() => problems.push(Problem::new(
            node.origin.clone(),
            format!("\"{text}\" changes a size, but neither the plan nor `sizes` states one"),
            "expected `sizes = \"as in baseline\"`, or another scenario, at the top of the file",
        )),
        Value::Text(_)
        | Value::Integer(_)
        | Value::Number(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::Moment(_)
        | Value::Broken => {}
    }
}
