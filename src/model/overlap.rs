//! Plans that hold the same rounds.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::problem::{Problem, Problems};
use crate::policy::instruction::RoundType;
use crate::scenario::{PlanForm, one_name};
use crate::time::Day;

/// Names of types of rounds, by the one name that the type has.
type Names<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Checks that no two plans hold rounds of one type in the same period. Rounds of all programs are of one
/// type, whatever their names. A plan that holds rounds of an earlier one is not compared with later plans:
/// the cost does not grow with the pairs of plans.
pub(crate) fn check(plans: &[PlanForm], held: &[Vec<RoundType>], problems: &Problems) {
    let names: Vec<Names<'_>> = held.iter().map(|types| names(types)).collect();
    let mut covered: BTreeMap<&str, Covered> = BTreeMap::new();
    for (later, form) in plans.iter().enumerate().filter(|(_, form)| form.from <= form.to) {
        let mut shared: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (one, ours) in &names[later] {
            let covered = covered.entry(one).or_default();
            match covered.first_within(form) {
                None => covered.add(form, later),
                Some(earlier) => {
                    let both = Vec::from_iter(ours | &names[earlier][one]).join("` and `");
                    shared.entry(earlier).or_default().push(format!("`{both}`"));
                }
            }
        }
        for (earlier, names) in shared {
            problems.push(problem(plans, earlier, later, &names));
        }
    }
}

/// The periods in which plans hold rounds of a type, by their first days: last day and plan.
#[derive(Default)]
struct Covered(BTreeMap<Day, (Day, usize)>);

impl Covered {
    /// A plan that holds rounds in the period of another one.
    fn first_within(&self, form: &PlanForm) -> Option<usize> {
        // Periods do not overlap: only the last that begins by then can reach into this one.
        let (_, (last, plan)) = self.0.range(..=form.to).next_back()?;
        (*last >= form.from).then_some(*plan)
    }

    fn add(&mut self, form: &PlanForm, plan: usize) {
        self.0.insert(form.from, (form.to, plan));
    }
}

fn problem(plans: &[PlanForm], earlier: usize, later: usize, names: &[String]) -> Problem {
    let (form, other) = (&plans[later], &plans[earlier]);
    let (from, to) = (form.from.max(other.from), form.to.min(other.to));
    let title = format!(
        "plans {} and {} of the scenario both hold rounds of {} from {from} to {to}",
        earlier + 1,
        later + 1,
        names.join(", ")
    );
    let expected = "expected one plan for each type of rounds on a day: `from` and `to` bound a plan";
    let problem = Problem::new(form.origin.clone(), title, expected);
    let of_all = names.iter().any(|names| names.contains(" and "));
    let help = "rounds of both these types invite candidates of all programs";
    if of_all { problem.with_help(help) } else { problem }
}

/// The names of types of rounds, by the one name that the type has.
fn names(types: &[RoundType]) -> Names<'_> {
    let mut names = Names::new();
    for name in types.iter().map(RoundType::name) {
        names.entry(one_name(name)).or_default().insert(name);
    }
    names
}
