//! Messages of facts: the id of a sentence in the catalogue, and its arguments.

use fluent_bundle::types::{FluentNumber, FluentNumberOptions};

use crate::time::Day;

/// A sentence without its words: the id in the catalogue, and the arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub(super) id: &'static str,
    pub(super) arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    /// A message without arguments.
    pub(crate) fn new(id: &'static str) -> Message {
        Message { id, arguments: Vec::new() }
    }

    /// The same message with another argument.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Message {
        self.arguments.push((name, argument.into()));
        self
    }
}

/// A message by its id, with its arguments by name: `message!("first-day", day = model.start)`.
macro_rules! message {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::report::words::Message::new($id)$(.with(stringify!($name), $value))*
    };
}
pub(crate) use message;

/// Something that the catalogue has a sentence for.
pub trait Fact {
    /// The message that says it.
    fn message(&self) -> Message;
}

/// A value in a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A number, written as the language writes it.
    Number(FluentNumber),
    /// Something that is the same in all languages: a day, a key, a name of the user's.
    Text(String),
    /// Another message.
    Message(Message),
    /// Several, joined as the language joins them.
    List(Vec<Argument>),
    /// Several with commas between them.
    Series(Vec<Argument>),
}

/// A number with a number of digits after the point.
pub fn decimal(value: f64, digits: usize) -> Argument {
    let options = FluentNumberOptions {
        minimum_fraction_digits: Some(digits),
        maximum_fraction_digits: Some(digits),
        ..FluentNumberOptions::default()
    };
    Argument::Number(FluentNumber::new(value, options))
}

impl<F: Fact> From<&F> for Argument {
    fn from(fact: &F) -> Argument {
        Argument::Message(fact.message())
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Argument {
        Argument::Message(message)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Argument {
        Argument::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Argument {
        Argument::Text(text)
    }
}

impl From<Day> for Argument {
    fn from(day: Day) -> Argument {
        Argument::Text(day.to_string())
    }
}

/// A year, whose digits are not grouped.
impl From<i16> for Argument {
    fn from(year: i16) -> Argument {
        Argument::Text(year.to_string())
    }
}

impl From<i32> for Argument {
    fn from(count: i32) -> Argument {
        decimal(f64::from(count), 0)
    }
}

impl From<u32> for Argument {
    fn from(count: u32) -> Argument {
        decimal(f64::from(count), 0)
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Argument {
        decimal(count as f64, 0)
    }
}

impl<A: Into<Argument>> FromIterator<A> for Argument {
    fn from_iter<I: IntoIterator<Item = A>>(parts: I) -> Argument {
        Argument::List(parts.into_iter().map(Into::into).collect())
    }
}

/// A number without the zeros at its end, with a largest number of digits after the point.
pub fn short(value: f64, most_digits: usize) -> Argument {
    let text = format!("{value:.most_digits$}");
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction.trim_end_matches('0'));
    decimal(value, fraction.len())
}
