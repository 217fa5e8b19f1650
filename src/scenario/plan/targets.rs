//! `[targets]`: shares of types of rounds, bounds of their sizes, and smoothing for the planner; and changes
//! of these on a date.

use std::collections::BTreeMap;

use crate::document::problem::Problem;
use crate::document::reader::{Field, Reader};
use crate::document::source::Origin;
use crate::document::tree::{Node, Value};
use crate::time::Day;

/// Settings of the planner by period; the first period begins at the start of the run.
#[derive(Clone, Debug)]
pub struct TargetsForm {
    /// The settings until the first change.
    pub first: TargetsPeriodForm,
    /// The settings from a day on until the next change, in order.
    pub changes: Vec<(Day, TargetsPeriodForm)>,
    /// Shares that are left out because something else of their table is wrong.
    pub unread: Vec<Split>,
    /// Greatest time since the last round of its type for which a round is sized, over the usual time.
    pub most_gaps: f64,
    /// Reported sums of shares, each with the shares of its table. They are withdrawn where a share is
    /// misspelt.
    pub sums: Vec<(Problem, Vec<Split>)>,
}

/// Assumption A39: a round is sized for at most this many times the usual days since the last one of its
/// type, and for at least the inverse.
pub(crate) const MOST_GAPS: f64 = 2.0;

impl Default for TargetsForm {
    fn default() -> TargetsForm {
        TargetsForm {
            first: TargetsPeriodForm::default(),
            changes: Vec::new(),
            unread: Vec::new(),
            most_gaps: MOST_GAPS,
            sums: Vec::new(),
        }
    }
}

/// Settings of the planner for a period.
#[derive(Clone, Debug)]
pub struct TargetsPeriodForm {
    /// Types of rounds with their shares of the Federal High Skilled target.
    pub split: Vec<Split>,
    /// Fewest persons that a held round invites.
    pub least: u32,
    /// Most persons that a round invites.
    pub most: u32,
    /// Weight of a change of size from quarter to quarter against a missed target.
    pub smoothing: f64,
    /// The planner's aim: the target itself, or its range.
    pub aim: Aim,
    /// What becomes of the part of the target that has no share.
    pub rest: Rest,
}

/// What becomes of the part of a target that is left by shares below 1, or by types without rounds for the
/// planner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    /// The planner sizes no round for it.
    #[default]
    Unplanned,
    /// The types that the planner sizes share it in proportion.
    Rescaled,
}

/// The key of the rest beside the types.
const REST: &str = "rest";
/// Its values in files.
pub(crate) const RESTS: [&str; 2] = ["unplanned", "rescale"];

/// The aim of the planner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aim {
    /// The target of the year.
    #[default]
    Target,
    /// Anything within the range of the plan, with as many invitations as in the last year while that ends
    /// within it.
    Range,
}

/// A type of rounds and its share of a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Name of the type.
    pub round_type: String,
    /// Share of the target's persons: 0 to 1.
    pub share: f64,
    /// Where it was written.
    pub origin: Origin,
}

/// Keys of a change, at least one of which it states.
const KEYS: [&str; 5] = ["split", "least", "most", "smoothing", "aim"];

impl Default for TargetsPeriodForm {
    fn default() -> TargetsPeriodForm {
        TargetsPeriodForm {
            split: Vec::new(),
            least: 1,
            most: 10_000,
            smoothing: 0.001,
            aim: Aim::Target,
            rest: Rest::Unplanned,
        }
    }
}

/// Reads what can be read of `[targets]`, with the blocks of `[[targets.change]]`.
pub fn read_targets(reader: Reader<'_>) -> TargetsForm {
    let mut form = TargetsForm::default();
    let split = reader.need("split");
    let first = read_values(&reader, &split, &TargetsPeriodForm::default(), &mut form);
    form.first = first.unwrap_or_default();
    form.most_gaps = reader.find("most_gaps").number_or(1.0..=20.0, MOST_GAPS).unwrap_or(MOST_GAPS);
    let mut latest: Option<WrittenDay> = None;
    for change in reader.find("change").list().iter().filter_map(Field::table) {
        let before = form.changes.last().map_or(&form.first, |(_, period)| period).clone();
        let (from, period) = read_change(change, &before, latest.as_ref(), &mut form);
        form.changes.extend(from.as_ref().map(|from| from.day).zip(period));
        latest = from.or(latest);
    }
    reader.finish();
    form
}

/// A day and where it was written.
struct WrittenDay {
    day: Day,
    origin: Origin,
}

/// Reads a change. It holds from its day on; values that it does not state are those before it.
fn read_change(
    reader: Reader<'_>,
    before: &TargetsPeriodForm,
    latest: Option<&WrittenDay>,
    form: &mut TargetsForm,
) -> (Option<WrittenDay>, Option<TargetsPeriodForm>) {
    let from_field = reader.need("from");
    let from = from_field.date();
    if let Some(from) = from {
        check_order(from, latest, &from_field);
    }
    let period = read_values(&reader, &reader.find("split").only_if(is_stated), before, form);
    // A misspelt key is reported as such.
    let is_misspelt = reader.keys().any(|key| key != "from" && !KEYS.contains(&key));
    let changes_nothing = KEYS.iter().all(|key| reader.find(key).only_if(is_stated).node.is_none());
    if changes_nothing && !is_misspelt {
        from_field.wrong(
            format!(
                "the change of `targets` on {} changes nothing",
                from.map_or("a day".into(), |day| day.to_string())
            ),
            "expected a value of `split`, `least`, `most`, `smoothing` or `aim` next to `from`",
        );
    }
    reader.finish();
    let from = from.zip(from_field.node);
    (from.map(|(day, node)| WrittenDay { day, origin: node.origin.clone() }), period)
}

/// Whether a value states anything: an empty table does not.
fn is_stated(node: &Node) -> bool {
    !matches!(&node.value, Value::Table(table) if table.is_empty())
}

fn check_order(from: Day, latest: Option<&WrittenDay>, field: &Field<'_>) {
    let Some(node) = field.node else { return };
    let Some(WrittenDay { day, origin }) = latest.filter(|latest| from <= latest.day) else { return };
    let expected = format!("expected a date after {day}, that of the change before it");
    let problem = Problem::new(node.origin.clone(), format!("`{}` is {from}", field.path), expected);
    let line = origin.line();
    field.problems().push(if origin.source == node.origin.source {
        problem
    } else {
        problem.with_help(format!("that one stands in `{}`, line {line}", origin.source.name))
    });
}

/// The values of a table over those that hold before it.
fn read_values(
    reader: &Reader<'_>,
    split_field: &Field<'_>,
    before: &TargetsPeriodForm,
    form: &mut TargetsForm,
) -> Option<TargetsPeriodForm> {
    let (own, are_read) = read_split(split_field);
    let rest = read_rest(split_field, before.rest);
    let split = joined(&before.split, own.clone());
    let wrong = wrong_sum(&split, &before.split, split_field).filter(|_| are_read);
    // Nothing was stated, and that has been reported.
    let are_shares = are_read && wrong.is_none() && !split.is_empty();
    if let Some(problem) = wrong {
        reader.problems().push(problem.clone());
        form.sums.push((problem, own.clone()));
    }
    let terms = read_terms(reader, before).filter(|_| are_shares);
    if terms.is_none() {
        form.unread.extend(own);
    }
    terms.zip(rest).map(|(terms, rest)| TargetsPeriodForm { split, rest, ..terms })
}

/// All but the shares.
fn read_terms(reader: &Reader<'_>, before: &TargetsPeriodForm) -> Option<TargetsPeriodForm> {
    let (least_field, most_field) = (reader.find("least"), reader.find("most"));
    let least = read_bound(&least_field, before.least);
    let most = read_bound(&most_field, before.most);
    if reader.keys().any(|key| key == "steadiness") {
        let old = reader.find("steadiness").path;
        let new = old.replace("steadiness", "smoothing");
        let title = format!("`{old}` was renamed to `{new}`");
        reader.wrong_key("steadiness", title, "expected `smoothing`, with the same value");
    }
    let smoothing_field = reader.find("smoothing");
    let smoothing = match smoothing_field.node {
        Some(_) => smoothing_field.number(1e-6..=100.0),
        None => Some(before.smoothing),
    };
    let aim_field = reader.find("aim");
    let aim = match aim_field.node {
        Some(_) => aim_field.choice(&["target", "range"]).map(|place| [Aim::Target, Aim::Range][place]),
        None => Some(before.aim),
    };
    let (least, most) = (least?, most?);
    if most < least {
        if most_field.node.is_some() {
            most_field.mismatch::<()>(&format!("{least}, the fewest, or more"));
        } else {
            least_field.mismatch::<()>(&format!("{most}, the most, or fewer"));
        }
        return None;
    }
    Some(TargetsPeriodForm {
        split: Vec::new(),
        least,
        most,
        smoothing: smoothing?,
        aim: aim?,
        rest: before.rest,
    })
}

/// A bound of a round's size, or the one before if it is not stated.
fn read_bound(field: &Field<'_>, before: u32) -> Option<u32> {
    match field.node {
        Some(_) => field.integer(1..=1_000_000).map(|persons| persons as u32),
        None => Some(before),
    }
}

/// What becomes of the rest; as before where it is not stated.
fn read_rest(split: &Field<'_>, before: Rest) -> Option<Rest> {
    let Some(Value::Table(table)) = split.node.map(|node| &node.value) else { return Some(before) };
    if !table.contains_key(REST) {
        return Some(before);
    }
    let choice = split.table()?.find(REST).choice(&RESTS)?;
    Some([Rest::Unplanned, Rest::Rescaled][choice])
}

/// The types with their shares, and whether all shares could be read: 0 stands for a wrong one.
fn read_split(field: &Field<'_>) -> (Vec<Split>, bool) {
    let Some(table) = field.table() else { return (Vec::new(), field.node.is_none()) };
    let mut are_read = true;
    let mut split = Vec::new();
    drop(table.find(REST));
    for name in table.keys().filter(|name| *name != REST) {
        let mut share = table.find(name).share();
        if name == "pnp" && share != Some(0.0) {
            let title = "`pnp` has a share, but nominees are no part of the Federal High Skilled target";
            table.wrong_key(name, title, "expected types of rounds that are planned for that target");
            share = None;
        }
        are_read &= share.is_some();
        let origin = table.key_origin(name).expect("a key that is there was written somewhere").clone();
        split.push(Split { round_type: name.to_owned(), share: share.unwrap_or(0.0), origin });
    }
    table.finish();
    (split, are_read)
}

/// Shares with those laid over them, by type.
fn joined(before: &[Split], own: Vec<Split>) -> Vec<Split> {
    let all = before.iter().cloned().chain(own).map(|split| (split.round_type.clone(), split));
    all.collect::<BTreeMap<String, Split>>().into_values().collect()
}

/// The problem of shares with an impossible sum; `before` are the shares of earlier blocks, which go on.
fn wrong_sum(split: &[Split], before: &[Split], field: &Field<'_>) -> Option<Problem> {
    let sum = split.iter().map(|split| split.share).sum::<f64>();
    let node = field.node.filter(|_| sum <= 0.0 || sum > 1.0 + 1e-9)?;
    let (title, expected) = if sum > 0.0 {
        (
            format!("the shares of `{}` sum to {sum:.4}", field.path),
            "expected shares that sum to 1, or to less",
        )
    } else {
        (format!("`{}` has no share above 0", field.path), "expected at least one share above 0")
    };
    if before.is_empty() {
        return Some(field.problem_together(title, expected));
    }
    let help = "shares that a change does not state go on as before: 0 ends one";
    Some(Problem::new(node.origin.clone(), title, expected).with_help(help))
}
