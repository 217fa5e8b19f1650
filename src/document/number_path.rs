//! Numbers of a document by their path, such as `stream.french.arrivals_per_year.2026-04-01` or
//! `stream.graduates.foreign_work[0]`.

use std::fmt;
use std::str::FromStr;

use crate::document::relative::{Relative, Rounding};
use crate::document::tree::{Entry, Node, Origin, Table, Value};
use crate::time::Day;

/// The path of a number. The last part may be a day, for a number over time, and may end in the place of a
/// share in a list, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NumberPath {
    keys: Vec<String>,
    item: Option<usize>,
}

/// Why a number cannot stand at a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// The text is no path.
    #[error("`{0}` is not the path of a number, such as `life.retest_rate` or `education[6]`")]
    NotAPath(String),
    /// A part of the path is not there.
    #[error("there is no `{0}`")]
    Missing(String),
    /// What stands there is no number, or no list of shares.
    #[error("`{0}` holds no number")]
    NotANumber(String),
    /// A share would be above 1.
    #[error("`{0}` would be above 1: a share is between 0 and 1")]
    AboveOne(String),
    /// A share would be below 0.
    #[error("`{0}` would be below 0: a share is between 0 and 1")]
    BelowZero(String),
}

impl FromStr for NumberPath {
    type Err = PathError;
    fn from_str(text: &str) -> Result<NumberPath, PathError> {
        let wrong = || PathError::NotAPath(text.to_owned());
        let (plain, item) = match text.strip_suffix(']') {
            Some(rest) => {
                let (plain, item) = rest.rsplit_once('[').ok_or_else(wrong)?;
                (plain, Some(item.parse().map_err(|_| wrong())?))
            }
            None => (text, None),
        };
        let keys: Vec<String> = plain.split('.').map(str::to_owned).collect();
        let is_path = keys.iter().all(|key| !key.is_empty() && !key.contains(['[', ']', ' ']));
        if is_path { Ok(NumberPath { keys, item }) } else { Err(wrong()) }
    }
}

impl fmt::Display for NumberPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.keys.join("."))?;
        self.item.map_or(Ok(()), |item| write!(f, "[{item}]"))
    }
}

impl NumberPath {
    /// The path of the same number on a day.
    #[must_use]
    pub fn on(&self, day: Day) -> NumberPath {
        self.with(day.to_string())
    }

    /// The path of a number beside those of the days, such as `slope`. A list has none.
    #[must_use]
    pub fn with(&self, key: impl Into<String>) -> NumberPath {
        let keys = self.keys.iter().cloned().chain([key.into()]).collect();
        NumberPath { keys, item: self.item }
    }

    /// The parts of the path before the place in a list.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// The number at the path.
    ///
    /// # Errors
    /// If there is none.
    pub fn number(&self, root: &Node) -> Result<f64, PathError> {
        let mut node = root;
        for key in &self.keys {
            let Value::Table(table) = &node.value else { return Err(self.missing()) };
            node = &table.get(key).ok_or_else(|| self.missing())?.node;
        }
        let node = match (self.item, &node.value) {
            (None, _) => node,
            (Some(item), Value::List(items)) => items.get(item).ok_or_else(|| self.missing())?,
            (Some(_), _) => return Err(PathError::NotANumber(self.to_string())),
        };
        number(node).ok_or_else(|| PathError::NotANumber(self.to_string()))
    }

    /// The node before the place in a list: a number, a list, or a table of them by day.
    pub fn node<'a>(&self, root: &'a Node) -> Option<&'a Node> {
        self.keys.iter().try_fold(root, |node, key| match &node.value {
            Value::Table(table) => table.get(key).map(|entry| &entry.node),
            _ => None,
        })
    }

    fn node_mut<'a>(&self, root: &'a mut Node) -> Option<&'a mut Node> {
        self.keys.iter().try_fold(root, |node, key| match &mut node.value {
            Value::Table(table) => table.get_mut(key).map(|entry| &mut entry.node),
            _ => None,
        })
    }

    /// Puts a number at the path. A day is added where there is none yet, with the list of the day before it;
    /// a number or a list without days gets one. A share of a list scales the others in proportion, so that
    /// they still sum to 1; without a day it is the share of every day.
    ///
    /// # Errors
    /// If the path leads nowhere in the document.
    pub fn set(&self, root: &mut Node, value: f64) -> Result<(), PathError> {
        let (last, above) = self.keys.split_last().expect("a path has a key");
        let mut node = root;
        for key in above {
            let Value::Table(table) = &mut node.value else { return Err(self.missing()) };
            node = &mut table.get_mut(key).ok_or_else(|| self.missing())?.node;
        }
        let is_day = last.parse::<Day>().is_ok();
        if is_day && !matches!(node.value, Value::Table(_)) {
            give_day(node, last);
        }
        let origin = node.origin.clone();
        let Value::Table(table) = &mut node.value else { return Err(self.missing()) };
        if !table.contains_key(last) {
            let value = match self.item {
                Some(_) => list_before(table, last).ok_or_else(|| self.missing())?,
                None => Value::Number(value),
            };
            let node = Node { origin: origin.clone(), value };
            table.insert(last.clone(), Entry { key: origin, node });
        }
        let found = &mut table.get_mut(last).expect("it is there now").node;
        match (self.item, &mut found.value) {
            (None, place @ (Value::Number(_) | Value::Integer(_))) => *place = Value::Number(value),
            (None, place @ Value::Table(_)) if !is_day => *place = Value::Number(value),
            (Some(item), Value::List(items)) if item < items.len() => set_share(items, item, value),
            (Some(item), Value::Table(days)) => {
                set_share_of_all(days, item, value).ok_or_else(|| self.missing())?
            }
            _ => return Err(PathError::NotANumber(self.to_string())),
        }
        Ok(())
    }

    /// Changes the number at the path by a relative one that stands at `origin`: of a number over time that
    /// of every day. A share of a list scales the others in proportion; without a day it is the share of
    /// every day.
    ///
    /// # Errors
    /// If there is no number at the path, or a share would lie outside 0 to 1.
    pub fn change(&self, root: &mut Node, relative: Relative, origin: &Origin) -> Result<(), PathError> {
        let found = self.node_mut(root).ok_or_else(|| self.missing())?;
        let not_a_number = || PathError::NotANumber(self.to_string());
        let Some(item) = self.item else {
            let is_changed = relative.change(found, Rounding::Exact, origin);
            return if is_changed { Ok(()) } else { Err(not_a_number()) };
        };
        for items in lists(found).ok_or_else(not_a_number)? {
            let share = relative.value(items.get(item).and_then(number).ok_or_else(not_a_number)?);
            if share > 1.0 {
                return Err(PathError::AboveOne(self.to_string()));
            }
            if share < 0.0 {
                return Err(PathError::BelowZero(self.to_string()));
            }
            set_share(items, item, share);
        }
        Ok(())
    }

    /// Says where the number at the path, or the list that holds it, was written: for messages.
    pub fn place(&self, root: &mut Node, origin: &Origin) {
        if let Some(node) = self.node_mut(root) {
            node.origin = origin.clone();
        }
    }

    /// Whether a number at this path states the one at another path too: the same, or that of a day of it.
    pub fn covers(&self, other: &NumberPath) -> bool {
        self.item == other.item && other.keys.starts_with(&self.keys)
    }

    /// Takes out the numbers of a day and of later ones, and what follows the last day.
    pub fn forget_from(&self, root: &mut Node, day: Day) {
        if let Some(Node { value: Value::Table(table), .. }) = self.node_mut(root) {
            table.retain(|key, _| key.parse::<Day>().is_ok_and(|stated| stated < day));
        }
    }

    fn missing(&self) -> PathError {
        PathError::Missing(self.to_string())
    }
}

fn number(node: &Node) -> Option<f64> {
    match node.value {
        Value::Number(number) => Some(number),
        Value::Integer(number) => Some(number as f64),
        _ => None,
    }
}

/// A list, or the lists of every day of a table; none for anything else.
fn lists(node: &mut Node) -> Option<Vec<&mut Vec<Node>>> {
    match &mut node.value {
        Value::List(items) => Some(vec![items]),
        Value::Table(days) => {
            days.values_mut().map(|entry| lists(&mut entry.node)).try_fold(Vec::new(), |mut all, lists| {
                all.extend(lists?);
                Some(all)
            })
        }
        _ => None,
    }
}

/// Makes a number or a list one of a day.
fn give_day(node: &mut Node, day: &str) {
    let stated = node.clone();
    let entry = Entry { key: node.origin.clone(), node: stated };
    node.value = Value::Table(Table::from([(day.to_owned(), entry)]));
}

/// The list of the last day before another one, or of the first day.
fn list_before(table: &Table, day: &str) -> Option<Value> {
    let lists = || table.iter().filter(|(_, entry)| matches!(entry.node.value, Value::List(_)));
    let before = lists().take_while(|(key, _)| key.as_str() < day).last();
    before.or_else(|| lists().next()).map(|(_, entry)| entry.node.value.clone())
}

/// Gives a share of the list of every day a value; none if a day has no such share.
fn set_share_of_all(days: &mut Table, item: usize, value: f64) -> Option<()> {
    for entry in days.values_mut() {
        match &mut entry.node.value {
            Value::List(items) if item < items.len() => set_share(items, item, value),
            _ => return None,
        }
    }
    Some(())
}

/// Gives one of some shares a value; the others keep their proportions and take what is left of 1.
fn set_share(items: &mut [Node], item: usize, value: f64) {
    let shares: Vec<f64> = items.iter().map(|node| number(node).unwrap_or(0.0)).collect();
    let others: f64 = shares.iter().sum::<f64>() - shares[item];
    let count = items.len().saturating_sub(1).max(1) as f64;
    for (place, node) in items.iter_mut().enumerate() {
        let share = if place == item {
            value
        } else if others > 0.0 {
            shares[place] / others * (1.0 - value)
        } else {
            (1.0 - value) / count
        };
        node.value = Value::Number(share);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Source, parse};

    fn document() -> Node {
        let text = "[stream.french]\narrivals_per_year = 10\nwork = [0.5, 0.3, 0.2]\n\
                    [stream.french.level]\n2021-01-01 = 8\nslope = 0.1";
        parse(&Source::new("people.toml", text)).0
    }

    fn set(path: &str, value: f64) -> Node {
        let mut document = document();
        path.parse::<NumberPath>().unwrap().set(&mut document, value).unwrap();
        document
    }

    fn relative(text: &str) -> Relative {
        Relative::of(&Value::Text(text.to_owned())).unwrap()
    }

    fn at(document: &Node, path: &str) -> f64 {
        path.parse::<NumberPath>().unwrap().number(document).unwrap()
    }

    #[test]
    fn a_number_gets_days_and_a_day_more() {
        let with_day = set("stream.french.arrivals_per_year.2026-04-01", 30.0);
        assert_eq!(at(&with_day, "stream.french.arrivals_per_year.2026-04-01"), 30.0);
        let more = set("stream.french.level.2023-01-01", 9.0);
        assert_eq!(at(&more, "stream.french.level.2021-01-01"), 8.0);
        assert_eq!(at(&more, "stream.french.level.2023-01-01"), 9.0);
        assert_eq!(at(&set("stream.french.level.slope", 0.2), "stream.french.level.slope"), 0.2);
    }

    #[test]
    fn a_share_scales_the_others_in_proportion() {
        let half = set("stream.french.work[0]", 0.75);
        let shares = [0, 1, 2].map(|place| at(&half, &format!("stream.french.work[{place}]")));
        // 0.25 left for shares of 3 to 2.
        assert!((shares[0] - 0.75).abs() < 1e-12);
        assert!((shares[1] - 0.15).abs() < 1e-12);
        assert!((shares[2] - 0.10).abs() < 1e-12);
        let dated = set("stream.french.work.2024-01-01[2]", 0.6);
        assert!((at(&dated, "stream.french.work.2024-01-01[0]") - 0.25).abs() < 1e-12);
    }

    #[test]
    fn a_relative_number_changes_a_number_of_every_day_and_a_share() {
        let mut document = document();
        let origin = document.origin.clone();
        for (path, change) in [
            ("stream.french.arrivals_per_year", "x 1.25"),
            ("stream.french.level", "-50 %"),
            ("stream.french.work[2]", "+0.2"),
        ] {
            path.parse::<NumberPath>().unwrap().change(&mut document, relative(change), &origin).unwrap();
        }
        assert_eq!(at(&document, "stream.french.arrivals_per_year"), 12.5);
        assert_eq!(at(&document, "stream.french.level.2021-01-01"), 4.0);
        assert_eq!(at(&document, "stream.french.level.slope"), 0.1);
        // 0.4 for the last; 0.6 is left for shares of 5 to 3.
        let shares = [0, 1, 2].map(|place| at(&document, &format!("stream.french.work[{place}]")));
        let expected = [0.375, 0.225, 0.4];
        assert!(shares.iter().zip(expected).all(|(share, one)| (share - one).abs() < 1e-12), "{shares:?}");
        let share: NumberPath = "stream.french.work[0]".parse().unwrap();
        let found = share.change(&mut document, relative("x 3"), &origin).unwrap_err();
        assert_eq!(found.to_string(), "`stream.french.work[0]` would be above 1: a share is between 0 and 1");
        let found = share.change(&mut document, relative("-1"), &origin).unwrap_err();
        assert_eq!(found.to_string(), "`stream.french.work[0]` would be below 0: a share is between 0 and 1");
    }

    #[test]
    fn a_share_of_every_day_covers_that_of_a_day() {
        let path = |text: &str| text.parse::<NumberPath>().unwrap();
        assert!(path("french.work[0]").covers(&path("french.work.2024-01-01[0]")));
        assert!(path("french.work[0]").covers(&path("french.work[0]")));
        assert!(!path("french.work[0]").covers(&path("french.work[1]")));
        assert!(!path("french.work.2024-01-01[0]").covers(&path("french.work[0]")));
    }

    #[test]
    fn paths_that_lead_nowhere_are_named() {
        for (path, message) in [
            ("stream.german.level", "there is no `stream.german.level`"),
            ("stream.french.work[7]", "`stream.french.work[7]` holds no number"),
            ("stream.french.level[0]", "there is no `stream.french.level[0]`"),
        ] {
            let found = path.parse::<NumberPath>().unwrap().set(&mut document(), 1.0).unwrap_err();
            assert_eq!(found.to_string(), message);
        }
        assert!("stream..level".parse::<NumberPath>().is_err());
        assert!("work[first]".parse::<NumberPath>().is_err());
    }
}
