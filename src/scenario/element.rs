//! Settings of an element of a list: `--set policy.change[0].date=2026-09-01`. Elements count from 0.

use std::ops::Range;
use std::sync::Arc;

use super::named_file::SET;
use super::plan::{SINGLE, give_way};
use super::relative::Laying;
use crate::document::plural::plural;
use crate::document::problem::{Problem, Problems};
use crate::document::tree;
use crate::document::tree::{Entry, Node, Origin, Source, Table, Value};

/// An assignment to an element of a list, or to a key in one.
pub struct Element {
    /// The key as it was typed.
    key: Origin,
    steps: Vec<Step>,
    value: Node,
}

/// A step of a path: into a table or a list.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    Item(usize),
}

/// Whether an assignment is one to an element of a list. A share of the people is none: the readers of the
/// population file know it.
pub fn is_of_element(assignment: &str) -> bool {
    let key = assignment.split_once('=').map_or("", |(key, _)| key.trim());
    let is_share =
        key.starts_with("population.") && key.ends_with(']') && !key.starts_with("population.remove");
    key.contains('[') && !key.contains(['"', '\'']) && !is_share
}

/// Lays an assignment to an element on a document.
pub fn lay(root: &mut Table, assignment: &str, problems: &Problems) {
    let source = Source::new(SET, assignment);
    match Element::read(&source) {
        Some(element) => element.lay_on(root, problems),
        None => {
            let origin = Origin { source, span: 0..assignment.len() };
            let expected = "expected key=value, such as policy.change[0].date=2026-09-01";
            problems.push(Problem::new(origin, "this assignment cannot be read", expected));
        }
    }
}

impl Element {
    fn read(source: &Arc<Source>) -> Option<Element> {
        let (key, typed) = source.text.split_once('=')?;
        let steps = steps(key.trim())?;
        let begin = key.len() + 1 + typed.len() - typed.trim_start().len();
        let value = read_value(source, begin..begin + typed.trim().len());
        Some(Element {
            key: Origin { source: Arc::clone(source), span: 0..key.trim_end().len() },
            steps,
            value,
        })
    }

    fn lay_on(self, root: &mut Table, problems: &Problems) {
        let last = self.steps.iter().rposition(|step| matches!(step, Step::Item(_))).unwrap_or_default();
        let (to_item, within) = self.steps.split_at(last + 1);
        let mut over = nested(within, self.value, &self.key);
        let stated = root.clone();
        let Some(item) = find(root, to_item, &self.key, problems) else { return };
        Laying { root: &stated, below: item, path: &path(to_item) }.settle(&mut over, problems);
        match (&mut item.value, over) {
            (Value::Table(below), Node { value: Value::Table(over), .. }) => {
                give_way(below, &over);
                tree::merge(below, over);
            }
            (_, over) => *item = over,
        }
    }
}

/// The value of an assignment; one that is not TOML is a text.
fn read_value(source: &Arc<Source>, place: Range<usize>) -> Node {
    let typed = &source.text[place.clone()];
    // A key as long as the typed one, so that places are those of the assignment.
    let masked = format!("k{}={typed}", " ".repeat(place.start.saturating_sub(2)));
    let (document, wrong) = tree::parse(&Source::new(SET, masked));
    let read = match document.value {
        Value::Table(mut table) if wrong.is_empty() => table.remove("k").map(|entry| entry.node),
        _ => None,
    };
    let origin = Origin { source: Arc::clone(source), span: place };
    let mut node = read.unwrap_or(Node { origin, value: Value::Text(typed.to_owned()) });
    move_to(&mut node, source);
    node
}

/// Says that everything of a value stands in a text, at the same places.
fn move_to(node: &mut Node, source: &Arc<Source>) {
    node.origin.source = Arc::clone(source);
    match &mut node.value {
        Value::Table(table) => {
            for Entry { key, node } in table.values_mut() {
                key.source = Arc::clone(source);
                move_to(node, source);
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| move_to(item, source)),
        _ => {}
    }
}

/// The steps of a key such as `policy.change[0].date`; none if it is no such key.
fn steps(key: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in key.split('.') {
        let mut pieces = part.trim().split('[');
        let name = pieces.next().filter(|name| !name.is_empty() && !name.contains([']', ' ']))?;
        steps.push(Step::Key(name.to_owned()));
        for piece in pieces {
            steps.push(Step::Item(piece.strip_suffix(']')?.parse().ok()?));
        }
    }
    Some(steps)
}

/// The element that some steps lead to; reported if there is none.
fn find<'a>(root: &'a mut Table, steps: &[Step], key: &Origin, problems: &Problems) -> Option<&'a mut Node> {
    let (Step::Key(first), rest) = steps.split_first()? else { return None };
    if !root.contains_key(first) {
        problems.push(nothing_at(key, &steps[..1]));
        return None;
    }
    let mut node = &mut root.get_mut(first)?.node;
    for (place, step) in rest.iter().enumerate() {
        if let Some(problem) = wrong_step(node, &steps[..place + 2], key) {
            problems.push(problem);
            return None;
        }
        node = match (step, &mut node.value) {
            (Step::Key(key), Value::Table(table)) => &mut table.get_mut(key)?.node,
            (Step::Item(item), Value::List(items)) => items.get_mut(*item)?,
            (Step::Key(_) | Step::Item(_), _) => return None,
        };
    }
    Some(node)
}

/// The problem of the last of some steps from a node, if it leads nowhere.
fn wrong_step(node: &Node, steps: &[Step], key: &Origin) -> Option<Problem> {
    let (step, before) = steps.split_last()?;
    match (step, &node.value) {
        (Step::Key(name), Value::Table(table)) if table.contains_key(name) => None,
        (Step::Key(_), _) => Some(nothing_at(key, steps)),
        (Step::Item(item), Value::List(items)) => (*item >= items.len()).then(|| {
            let count = plural(items.len() as u64, "element");
            let title = format!("`{}` is beyond the list: `{}` has {count}", path(steps), path(before));
            let expected = match items.len() {
                0 => "expected a list with elements".to_owned(),
                1 => "expected the place 0: places count from 0".to_owned(),
                count => format!("expected a place from 0 to {}: places count from 0", count - 1),
            };
            Problem::new(key.clone(), title, expected)
        }),
        (Step::Item(_), _) => {
            let title = format!("`{}` is no list", path(before));
            Some(Problem::new(key.clone(), title, "expected a key without a place in brackets"))
        }
    }
}

fn nothing_at(key: &Origin, steps: &[Step]) -> Problem {
    let path = path(steps);
    let title = format!("the scenario states no `{path}`");
    let problem = Problem::new(key.clone(), title, "expected a list that it states");
    let (list, day, values) = match path.as_str() {
        SINGLE => (SINGLE, "date", "type=\"general\", size=100"),
        "policy" | "policy.change" => ("policy.change", "date", "crs.additional.sibling=0"),
        plan if plan.starts_with("plan.") && plan.ends_with(".change") => (plan, "from", "size=100"),
        _ => return problem,
    };
    problem
        .with_help(format!("a new list is written whole: --set '{list}=[{{ {day}=2026-03-05, {values} }}]'"))
}

/// A value in the tables of the steps that lead to it.
fn nested(steps: &[Step], value: Node, key: &Origin) -> Node {
    steps.iter().rev().fold(value, |node, step| match step {
        Step::Key(name) => {
            let entry = Entry { key: key.clone(), node };
            Node { origin: key.clone(), value: Value::Table(Table::from([(name.clone(), entry)])) }
        }
        Step::Item(_) => unreachable!("the last item of a path leads to the element"),
    })
}

/// Steps as they are typed.
fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(name) if path.is_empty() => path += name,
            Step::Key(name) => path = format!("{path}.{name}"),
            Step::Item(item) => path = format!("{path}[{item}]"),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, assignment: &str) -> (String, usize) {
        let (document, _) = tree::parse(&Source::new("scenario.toml", text));
        let Value::Table(mut root) = document.value else { unreachable!("a document is a table") };
        let problems = Problems::new();
        lay(&mut root, assignment, &problems);
        let value = Value::Table(root);
        (Node { origin: document.origin, value }.to_toml(), problems.len())
    }

    #[test]
    fn an_element_and_a_key_in_one_are_set() {
        let (holidays, _) =
            set("[calendar]\nholidays = [2026-01-01, 2026-07-01]", "calendar.holidays[1]=2026-07-02");
        assert!(holidays.contains("2026-01-01") && holidays.contains("2026-07-02"), "{holidays}");
        assert!(!holidays.contains("2026-07-01"), "{holidays}");
        let (date, _) = set("[[policy.change]]\ndate = 2026-01-01\n", "policy.change[0].date = 2026-09-01");
        assert_eq!(date, "[[policy.change]]\ndate = 2026-09-01\n");
        let (deep, _) = set("[[a]]\nb = { c = 1, d = 2 }", "a[0].b.c=7");
        assert_eq!(deep, "[[a]]\n\n[a.b]\nc = 7\nd = 2\n");
        let (word, _) = set("[[round]]\ntype = \"cec\"", "round[0].type=french");
        assert_eq!(word, "[[round]]\ntype = \"french\"\n");
    }

    #[test]
    fn a_size_takes_the_place_of_a_cutoff_and_a_relative_one_changes_the_size() {
        let (sized, _) = set("[[round]]\ncutoff = 500", "round[0].size=300");
        assert_eq!(sized, "[[round]]\nsize = 300\n");
        // 0.8 x 501 = 400.8.
        let (relative, _) = set("[[round]]\nsize = 501", "round[0].size=-20 %");
        assert_eq!(relative, "[[round]]\nsize = 401\n");
    }

    #[test]
    fn a_list_that_is_not_stated_is_to_be_written_whole() {
        for (assignment, list) in [
            ("round[0].size=7", "--set 'round=[{ date="),
            ("policy.change[0].date=2026-09-01", "--set 'policy.change=[{ date="),
            ("plan.cec.change[0].size=7", "--set 'plan.cec.change=[{ from="),
        ] {
            let (document, _) = tree::parse(&Source::new("scenario.toml", "[plan.cec]\nsize = 5"));
            let Value::Table(mut root) = document.value else { unreachable!("a document is a table") };
            let problems = Problems::new();
            lay(&mut root, assignment, &problems);
            let message = problems.finish::<()>(None).unwrap_err().to_string();
            assert!(message.contains(list), "{message}");
        }
    }

    #[test]
    fn what_leads_nowhere_is_reported_once_and_changes_nothing() {
        let text = "a = [1, 2]\nb = 3\n";
        for assignment in ["a[2]=1", "c[0]=1", "b[0]=1", "a[x]=1", "a[0]", "a[0].b[0]=1"] {
            let (after, problems) = set(text, assignment);
            assert_eq!(
                (after.replace(",\n]", "]"), problems),
                (set(text, "a[0]=1").0.replace(",\n]", "]"), 1),
                "{assignment}"
            );
        }
    }
}
