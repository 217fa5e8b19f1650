//! Plans that hold the same rounds.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::problem::{Problem, Problems};
use crate::policy::instruction::RoundType;
use crate::scenario::{PlanForm, one_name};

/// Checks that no two plans hold rounds of one type in the same period. Rounds of all programs are of one
/// type, whatever their names.
pub(crate) fn check(plans: &[PlanForm], held: &[Vec<RoundType>], problems: &Problems) {
    for (later, form) in plans.iter().enumerate() {
        for (earlier, other) in plans[..later].iter().enumerate() {
            let (from, to) = (form.from.max(other.from), form.to.min(other.to));
            if to < from {
                continue;
            }
            let (ours, theirs) = (names(&held[later]), names(&held[earlier]));
            let shared = ours.iter().filter_map(|(one, names)| Some((names, theirs.get(one)?)));
            let shared: Vec<String> = shared
                .map(|(ours, theirs)| Vec::from_iter(ours | theirs).join("` and `"))
                .map(|names| format!("`{names}`"))
                .collect();
            if !shared.is_empty() {
                let title = format!(
                    "plans {} and {} of the scenario both hold rounds of {} from {from} to {to}",
                    earlier + 1,
                    later + 1,
                    shared.join(", ")
                );
                let expected =
                    "expected one plan for each type of rounds on a day: `from` and `to` bound a plan";
                let problem = Problem::new(form.origin.clone(), title, expected);
                let of_all = shared.iter().any(|names| names.contains(" and "));
                let help = "rounds of both these types invite candidates of all programs";
                problems.push(if of_all { problem.with_help(help) } else { problem });
            }
        }
    }
}

/// The names of types of rounds, by the one name that the type has.
fn names(types: &[RoundType]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for name in types.iter().map(RoundType::name) {
        names.entry(one_name(name)).or_default().insert(name);
    }
    names
}
