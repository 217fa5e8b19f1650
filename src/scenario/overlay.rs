//! Settings laid over a scenario: `--set`, and options that stand for keys, such as `--seed`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::element;
use super::named_file::{COMMAND_LINE, SET, name_whole_paths};
use super::plan::{LostDays, check_names, plan_names};
use super::table_reading::{Chosen, DateOrder, TableReading};
use crate::document::library;
use crate::document::problem::{Problem, Problems};
use crate::document::tree;
use crate::document::tree::{Entry, Node, Origin, Source, Table, Value};
use crate::scenario::lay;
use crate::scenario::levels_announced::Laid;

/// The form of an assignment.
const ASSIGNMENT: &str = "expected key=value, such as population.scale=0.1";

/// What the command line lays over a scenario file.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// Assignments such as `population.scale=0.1`.
    pub set: Vec<String>,
    /// Assignments of a command's own. They hold where neither `set` nor a file of the user's states the key;
    /// a shipped file does not count.
    pub unless_stated: Vec<String>,
    /// Seed in place of the file's.
    pub seed: Option<u64>,
    /// Replications in place of the file's.
    pub replications: Option<u32>,
    /// Published rounds in place of the file's.
    pub rounds: Option<PathBuf>,
    /// Published snapshots in place of the file's.
    pub snapshots: Option<PathBuf>,
    /// Columns of published tables of other forms.
    pub columns: Vec<Chosen>,
    /// The order of the numbers of dates in them.
    pub date_order: Option<DateOrder>,
    /// Further options of a command that stand for keys.
    pub options: Vec<KeyOption>,
    /// How published tables of other forms are read.
    pub forms: TableForms,
}

/// Turns a table into the program's own form; none if it cannot be read.
pub type TableForm = fn(&Arc<Source>, &TableReading) -> Option<Arc<Source>>;

/// How published tables of other forms are read: a scenario asks for their newest days.
#[derive(Clone, Copy, Debug)]
pub struct TableForms {
    /// Tables of rounds.
    pub rounds: TableForm,
    /// Tables of counts of the pool.
    pub snapshots: TableForm,
}

impl Default for TableForms {
    /// Every table has the program's own form.
    fn default() -> TableForms {
        let as_it_is: TableForm = |source, _| Some(Arc::clone(source));
        TableForms { rounds: as_it_is, snapshots: as_it_is }
    }
}

/// An option of the command line that stands for a key. Problems of its value show what was typed.
#[derive(Clone, Debug)]
pub struct KeyOption {
    /// The option, such as `--to`.
    pub name: &'static str,
    /// The text typed behind it.
    pub typed: String,
    /// The key.
    pub key: &'static str,
    /// The value as TOML.
    pub value: String,
}

/// Keys of the run and its people: they hold for the scenario whose sizes are taken as well.
const RUN: [&str; 8] =
    ["start", "end", "start_pool", "warm_up_months", "seed", "replications", "population", "published"];

impl Overlay {
    /// The part that sets the period, the seed, the people and the published tables.
    pub(super) fn of_run(&self) -> Overlay {
        let is_of_run = |text: &String| {
            let key = text.trim_start().split(['.', '=', '[', ' ']).next();
            key.is_some_and(|key| RUN.contains(&key))
        };
        let mut overlay = self.clone();
        overlay.set.retain(is_of_run);
        overlay.unless_stated.retain(is_of_run);
        overlay.options.retain(|option| is_of_run(&option.key.to_owned()));
        overlay
    }
}

/// Lays every option on the document, as if it had been written there. Returns the days without rounds that
/// are lost.
pub fn lay_over(root: &mut Node, overlay: &Overlay, problems: &Problems) -> LostDays {
    let Value::Table(table) = &mut root.value else { return LostDays::default() };
    let before = table.clone();
    for assignment in &overlay.unless_stated {
        lay_unless_stated(table, document_table(tree::parse(&Source::new(SET, assignment)).0));
    }
    for assignment in &overlay.set {
        set(table, assignment, problems);
    }
    let mut options: Vec<KeyOption> = Vec::new();
    let numbers = [
        ("--seed", "seed", overlay.seed),
        ("--replications", "replications", overlay.replications.map(u64::from)),
    ];
    for (name, key, number) in numbers {
        let typed = number.map(|number| number.to_string());
        options.extend(typed.map(|typed| KeyOption { name, key, value: typed.clone(), typed }));
    }
    for (name, key, path) in [
        ("--rounds", "published.rounds", &overlay.rounds),
        ("--pool", "published.snapshots", &overlay.snapshots),
    ] {
        options.extend(path.as_ref().map(|path| KeyOption::path(name, key, path)));
    }
    options.extend(reading_options(overlay));
    for option in options.iter().chain(&overlay.options) {
        let (node, wrong) =
            tree::parse(&Source::new(option.name, format!("{} = {}", option.key, option.value)));
        let typed = option.origin();
        problems.extend(wrong.into_iter().map(|problem| Problem { origin: Some(typed.clone()), ..problem }));
        let mut over = document_table(node);
        place(&mut over, &typed);
        tree::merge(table, over);
    }
    check_names(table, &plan_names(&before), problems);
    LostDays::between(&before, table)
}

/// Options that say how published tables are read.
fn reading_options(overlay: &Overlay) -> impl Iterator<Item = KeyOption> {
    let columns = overlay.columns.iter().map(|Chosen { option, name }| format!("{option}={name}"));
    let columns = columns.collect::<Vec<_>>().join(",");
    let order = overlay.date_order.and_then(|order| {
        let place = DateOrder::ALL.iter().position(|known| *known == order)?;
        Some(DateOrder::NAMES[place].to_owned())
    });
    let texts = [
        ("--columns", "published.columns", (!columns.is_empty()).then_some(columns)),
        ("--date-order", "published.date_order", order),
    ];
    texts.into_iter().filter_map(|(name, key, text)| {
        let typed = text?;
        Some(KeyOption { name, key, value: toml::Value::String(typed.clone()).to_string(), typed })
    })
}

/// Sets keys that no file states, or only a shipped file.
fn lay_unless_stated(table: &mut Table, over: Table) {
    for (key, entry) in over {
        match (table.get_mut(&key).map(|below| &mut below.node), entry.node.value) {
            (Some(Node { value: Value::Table(below), .. }), Value::Table(above)) => {
                lay_unless_stated(below, above);
            }
            (Some(below), _) if !library::is_carried(&below.origin.source) => {}
            (_, value) => {
                let node = Node { value, ..entry.node };
                table.insert(key, Entry { node, ..entry });
            }
        }
    }
}

impl KeyOption {
    /// An option that names a file, by its whole path: other paths are relative to the scenario's folder.
    pub fn path(name: &'static str, key: &'static str, path: &Path) -> KeyOption {
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let value = toml::Value::String(whole.display().to_string()).to_string();
        KeyOption { name, typed: path.display().to_string(), key, value }
    }

    /// Place of the value in the typed text.
    fn origin(&self) -> Origin {
        place_of_option(self.name, &self.typed)
    }
}

/// The place of an option's value on the command line, for messages.
pub fn place_of_option(name: &str, typed: &str) -> Origin {
    let text = format!("{name} {typed}");
    let span = name.len() + 1..text.len();
    Origin { source: Source::new(COMMAND_LINE, text), span }
}

/// Gives everything in a table one place.
fn place(table: &mut Table, origin: &Origin) {
    for Entry { key, node } in table.values_mut() {
        (*key, node.origin) = (origin.clone(), origin.clone());
        if let Value::Table(inner) = &mut node.value {
            place(inner, origin);
        }
    }
}

fn set(table: &mut Table, assignment: &str, problems: &Problems) {
    if element::is_of_element(assignment) {
        return element::lay(table, assignment, problems);
    }
    let assignment = &with_quoted_place(assignment);
    let source = Source::new(SET, assignment);
    let whole = Origin { source: Arc::clone(&source), span: 0..assignment.len() };
    let (node, wrong) = tree::parse(&source);
    let node = if wrong.is_empty() { Some(node) } else { plain(assignment) };
    if assignment.split_once('=').is_some_and(|(_, value)| is_like_date(value)) && !wrong.is_empty() {
        problems.extend(wrong);
        return;
    }
    let Some(node) = node else {
        problems.push(Problem::new(whole, "this assignment cannot be read", ASSIGNMENT));
        return;
    };
    let mut over = document_table(node);
    if sets_nothing(&over) {
        problems.push(Problem::new(whole, "this assignment sets nothing", ASSIGNMENT));
        return;
    }
    name_whole_paths(&mut over);
    lay::lay(table, over, Laid::Option, problems);
}

/// An assignment to a share of a list, with the last part of its key in quotes: TOML knows no other key with
/// a place in brackets.
fn with_quoted_place(assignment: &str) -> String {
    match assignment.split_once('=') {
        Some((key, value)) if key.trim_end().ends_with(']') && !key.contains('"') => {
            let (table, last) = key.trim().rsplit_once('.').unwrap_or(("", key.trim()));
            let dot = if table.is_empty() { "" } else { "." };
            format!("{table}{dot}\"{last}\"={value}")
        }
        _ => assignment.to_owned(),
    }
}

/// An assignment whose value is not TOML, with the value as a text: `--set title=Hello` needs no second
/// quotes.
fn plain(assignment: &str) -> Option<Node> {
    let (key, value) = assignment.split_once('=')?;
    let text = toml::Value::String(value.trim().to_owned());
    let (node, wrong) = tree::parse(&Source::new(SET, format!("{key}={text}")));
    wrong.is_empty().then_some(node)
}

fn is_number(part: &str, length: usize) -> bool {
    part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a value has the form of a date, and so is no text; the day may not exist.
fn is_like_date(value: &str) -> bool {
    let parts: Vec<&str> = value.trim().split('-').collect();
    let lengths = [4, 2, 2];
    parts.len() == 3 && parts.iter().zip(lengths).all(|(part, length)| is_number(part, length))
}

/// Whether a table holds nothing but tables without a value.
fn sets_nothing(table: &Table) -> bool {
    table.values().all(|entry| matches!(&entry.node.value, Value::Table(inner) if sets_nothing(inner)))
}

fn document_table(node: Node) -> Table {
    match node.value {
        Value::Table(table) => table,
        _ => Table::new(),
    }
}
