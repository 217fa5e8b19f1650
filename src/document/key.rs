//! Descriptions of keys: full name, kind of value, unit, default, meaning, example.
//!
//! Each room lists the keys that it reads in [`Section`]s. The reference for users is written from these
//! lists. A test compares them with what the readers ask for (see
//! [`Problems::listening`](super::problem::Problems::listening)).

use std::fmt::Write as _;

use super::grouped;
use super::reader::one_of;
use super::tree::{Node, Value};

/// Keys that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Their subject.
    pub heading: &'static str,
    /// Facts that hold for all of them.
    pub text: &'static str,
    /// The keys.
    pub keys: &'static [Key],
}

/// A key that a user may write.
///
/// ```
/// use drawsim::document::key::{Key, Kind, Presence};
///
/// const SCALE: Key =
///     Key::new("population.scale", &[Kind::Above(0.0, 1.0)], "Simulated share.", "0.1").or("1.0");
/// assert_eq!(SCALE.kinds[0].expected(), "a number above 0 and at most 1");
/// assert_eq!(SCALE.presence, Presence::Default("1.0"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Full name. A part in capitals stands for a name or a year, and `[]` for the items of a list.
    pub path: &'static str,
    /// The kinds of value that it may hold.
    pub kinds: &'static [Kind],
    /// The unit, if there is one.
    pub unit: &'static str,
    /// Whether it must be there.
    pub presence: Presence,
    /// Its meaning, in a sentence or two.
    pub description: &'static str,
    /// A value of it, as TOML.
    pub example: &'static str,
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must.
    Needed,
    /// It must under a condition, which is stated.
    NeededIf(&'static str),
    /// It need not; then this holds.
    Default(&'static str),
}

/// A kind of value that a key may hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A date.
    Date,
    /// An instant in UTC.
    Instant,
    /// A text.
    Text,
    /// This word and no other.
    Word(&'static str),
    /// One of several words.
    Choice(&'static [&'static str]),
    /// True or false.
    Flag,
    /// A whole number of a range.
    Integer(i64, i64),
    /// A number of a range.
    Number(f64, f64),
    /// A number above a bound, up to another one.
    Above(f64, f64),
    /// A fixed count of numbers, each within a range.
    Numbers(usize, f64, f64),
    /// Any number of items of a kind.
    List(&'static Kind),
    /// A table, whose keys are described by themselves.
    Table,
}

impl Key {
    /// A key that must be there and has no unit.
    pub const fn new(
        path: &'static str,
        kinds: &'static [Kind],
        description: &'static str,
        example: &'static str,
    ) -> Key {
        Key { path, kinds, unit: "", presence: Presence::Needed, description, example }
    }

    /// The key in a unit.
    #[must_use]
    pub const fn unit(self, unit: &'static str) -> Key {
        Key { unit, ..self }
    }

    /// The key if it need not be there: what holds then.
    #[must_use]
    pub const fn or(self, default: &'static str) -> Key {
        Key { presence: Presence::Default(default), ..self }
    }

    /// The key if it must be there under a condition.
    #[must_use]
    pub const fn needed_if(self, condition: &'static str) -> Key {
        Key { presence: Presence::NeededIf(condition), ..self }
    }

    /// Whether a full name, with its names and years as they were written, is one of this key.
    ///
    /// ```
    /// use drawsim::document::key::{Key, Kind};
    ///
    /// let age = Key::new("stream.NAME.age.mean", &[Kind::RATE], "Mean age at arrival.", "27.5");
    /// assert!(age.is_at("stream.graduates.age.mean") && !age.is_at("stream.graduates.age"));
    /// ```
    pub fn is_at(&self, path: &str) -> bool {
        let (own, found) = (self.path.split('.'), path.split('.'));
        own.clone().count() == found.clone().count()
            && own.zip(found).all(|(own, found)| own == found || is_placeholder(own) && !found.ends_with(']'))
    }
}

/// The key that describes a full name: of several that do, the one with the fewest names of the user's.
pub fn described_at<'a>(keys: &'a [Key], path: &str) -> Option<&'a Key> {
    let described = keys.iter().filter(|key| key.is_at(path));
    described.min_by_key(|key| key.path.split('.').filter(|part| is_placeholder(part)).count())
}

/// Whether a part of a path stands for names that users choose.
fn is_placeholder(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

impl Kind {
    /// A share of 0 to 1.
    pub const SHARE: Kind = Kind::Number(0.0, 1.0);
    /// A rate, a spread or another number that makes no sense above 100.
    pub const RATE: Kind = Kind::Number(0.0, 100.0);

    /// The expectation of such a value, as messages state it.
    pub fn expected(self) -> String {
        match self {
            Kind::Date => "a date like 2015-01-31".to_owned(),
            Kind::Instant => "an instant like 2015-01-31T11:59:48Z".to_owned(),
            Kind::Text => "a text in quotes".to_owned(),
            Kind::Word(word) => format!("the word `{word}`"),
            Kind::Choice(words) => one_of(words),
            Kind::Flag => "true or false".to_owned(),
            Kind::Integer(low, i64::MAX) => format!("a whole number of {low} or more"),
            Kind::Integer(low, high) => format!("a whole number from {low} to {high}"),
            Kind::Number(f64::NEG_INFINITY, f64::INFINITY) => "a number".to_owned(),
            Kind::Number(low, f64::INFINITY) => format!("a number of {low} or more"),
            Kind::Number(low, high) => format!("a number from {low} to {high}"),
            Kind::Above(low, f64::INFINITY) => format!("a number above {low}"),
            Kind::Above(low, high) => format!("a number above {low} and at most {high}"),
            Kind::Numbers(length, low, high) => {
                format!("{length} numbers, each {}", Kind::Number(low, high).expected())
            }
            Kind::List(item) => format!("a list, each item {}", item.expected()),
            Kind::Table => "a table".to_owned(),
        }
    }

    /// The expectation in place of a value that is of another kind, with its right form if that is clear.
    pub(super) fn expected_for(self, found: &Node) -> String {
        match (self, &found.value) {
            (Kind::Text, Value::Integer(number)) => format!("a text in quotes: write \"{number}\""),
            (Kind::SHARE, Value::Integer(percent @ 5..=100)) => share_of(*percent as f64),
            (Kind::SHARE, Value::Number(percent)) if (5.0..=100.0).contains(percent) => share_of(*percent),
            (Kind::SHARE, Value::Text(text)) if percent(text).is_some() => {
                percent(text).map_or_else(|| self.expected(), share_of)
            }
            (Kind::Integer(..) | Kind::Number(..) | Kind::Above(..), Value::Text(text)) => {
                format!("{}{}", self.expected(), form_of_number(text))
            }
            _ => self.expected(),
        }
    }

    /// Whether a value is of this kind.
    pub fn admits(self, node: &Node) -> bool {
        let number = match &node.value {
            Value::Number(number) => Some(*number),
            Value::Integer(number) => Some(*number as f64),
            _ => None,
        };
        match (self, &node.value) {
            (Kind::Date, Value::Date(_))
            | (Kind::Instant, Value::Moment(_))
            | (Kind::Text, Value::Text(_))
            | (Kind::Flag, Value::Flag(_))
            | (Kind::Table, Value::Table(_)) => true,
            (Kind::Word(word), Value::Text(text)) => word == text,
            (Kind::Choice(words), Value::Text(text)) => words.contains(&text.as_str()),
            (Kind::Integer(low, high), Value::Integer(number)) => (low..=high).contains(number),
            (Kind::Number(low, high), _) => number.is_some_and(|number| (low..=high).contains(&number)),
            (Kind::Above(low, high), _) => number.is_some_and(|number| number > low && number <= high),
            (Kind::Numbers(length, low, high), Value::List(items)) => {
                items.len() == length && items.iter().all(|item| Kind::Number(low, high).admits(item))
            }
            (Kind::List(kind), Value::List(items)) => items.iter().all(|item| kind.admits(item)),
            _ => false,
        }
    }
}

/// The expectation in place of a number in percent.
fn share_of(percent: f64) -> String {
    let share = (percent * 1e4).round() / 1e6;
    format!("a share between 0 and 1: write {share} for {percent} %")
}

/// The percent of a text such as "50 %".
fn percent(text: &str) -> Option<f64> {
    let percent = text.trim().strip_suffix('%')?.trim_end().parse().ok();
    percent.filter(|percent| (0.0..=100.0).contains(percent) && !text.trim().starts_with(['+', '-']))
}

/// The right form of a text that was meant as a number, as an addition to what is expected.
fn form_of_number(text: &str) -> String {
    if let Some(whole) = grouped::whole(text) {
        return format!(": write {whole}");
    }
    let is_like_change = text.contains('%') || text.trim_start().starts_with(['x', '*', '+', '-']);
    let has_digit = text.contains(|letter: char| letter.is_ascii_digit());
    let relative = ", or a relative number such as \"-20 %\", \"x 1.25\" or \"+5000\"";
    if is_like_change && has_digit { relative.to_owned() } else { String::new() }
}

/// Sections of keys as a chapter in Markdown, below headings of the second level.
pub(crate) fn to_markdown(sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        let _ = writeln!(text, "\n### {}\n\n{}\n", section.heading, section.text);
        text += "| key | holds | unit | default | meaning | example |\n|---|---|---|---|---|---|\n";
        for key in section.keys {
            text += &row(key);
        }
    }
    text
}

fn row(key: &Key) -> String {
    let kinds: Vec<String> = key.kinds.iter().map(|kind| kind.expected()).collect();
    let default = match key.presence {
        Presence::Needed => "needed".to_owned(),
        Presence::NeededIf(condition) => format!("needed {condition}"),
        Presence::Default(default) => default.to_owned(),
    };
    let Key { path, unit, description, example, .. } = key;
    let kinds = kinds.join(", or ");
    format!("| `{path}` | {kinds} | {unit} | {default} | {description} | `{example}` |\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_meant_as_a_number_is_answered_with_its_right_form() {
        assert_eq!(form_of_number("88,800"), ": write 88_800");
        for text in ["x-2", "20 % lower", "+5,000", "*1.2"] {
            assert!(form_of_number(text).contains("\"-20 %\", \"x 1.25\""), "{text}");
        }
        for text in ["everyone", "2020-01-01", "x"] {
            assert_eq!(form_of_number(text), "", "{text}");
        }
        assert_eq!((percent("50 %"), percent("+50 %"), percent("500 %")), (Some(50.0), None, None));
    }
}
