//! Languages of the catalogue: their files, and how they write numbers and lists.

use fluent_bundle::FluentValue;
use fluent_bundle::types::FluentNumber;
use unic_langid::LanguageIdentifier;

/// A language that the catalogue has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English as it is written in Canada.
    English,
}

/// Formats the values of Fluent that a language writes in its own way.
pub(super) type Formatter<M> = fn(&FluentValue<'_>, &M) -> Option<String>;

impl Language {
    /// Every language.
    #[cfg(test)]
    pub(super) const ALL: [Language; 1] = [Language::English];

    pub(super) fn identifier(self) -> LanguageIdentifier {
        match self {
            Language::English => "en-CA".parse().expect("a language tag"),
        }
    }

    /// The texts of the catalogue.
    pub(super) fn files(self) -> &'static [&'static str] {
        match self {
            Language::English => &[
                include_str!("en/answers.ftl"),
                include_str!("en/charts.ftl"),
                include_str!("en/compare.ftl"),
                include_str!("en/comparisons.ftl"),
                include_str!("en/description.ftl"),
                include_str!("en/explain.ftl"),
                include_str!("en/forecast.ftl"),
                include_str!("en/history.ftl"),
                include_str!("en/notices.ftl"),
                include_str!("en/one_step.ftl"),
                include_str!("en/rounds.ftl"),
                include_str!("en/runs.ftl"),
                include_str!("en/sweep.ftl"),
                include_str!("en/targets.ftl"),
            ],
        }
    }

    pub(super) fn formatter<M>(self) -> Formatter<M> {
        match self {
            Language::English => |value, _| match value {
                FluentValue::Number(number) => Some(Language::English.number(number)),
                _ => None,
            },
        }
    }

    /// A number: 999, 1,234, 0.5.
    pub(super) fn number(self, number: &FluentNumber) -> String {
        let (mark, point) = match self {
            Language::English => (",", "."),
        };
        let digits = number.options.maximum_fraction_digits.unwrap_or(0);
        let text = format!("{:.digits$}", number.value.abs());
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
        let is_zero = text.chars().all(|digit| digit == '0' || digit == '.');
        let sign = if number.value < 0.0 && !is_zero { "-" } else { "" };
        let fraction = fraction.map_or(String::new(), |digits| format!("{point}{digits}"));
        format!("{sign}{}{fraction}", thousands(whole, mark))
    }

    /// A whole number for an axis, with its thousands apart: 1,234. Halves go up, as in tables.
    pub(super) fn figure(self, value: f64) -> String {
        let mark = match self {
            Language::English => ",",
        };
        let sign = if value < 0.0 { "-" } else { "" };
        format!("{sign}{}", thousands(&format!("{:.0}", value.abs().round()), mark))
    }

    /// A list: `a`, `a and b`, `a, b and c`.
    pub(super) fn list(self, parts: &[String]) -> String {
        let and = match self {
            Language::English => " and ",
        };
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
        }
    }
}

/// Digits in groups of three with a mark between them.
fn thousands(digits: &str, mark: &str) -> String {
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text += mark;
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::words::{Argument, decimal};

    fn english(value: f64, digits: usize) -> String {
        match decimal(value, digits) {
            Argument::Number(number) => Language::English.number(&number),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([english(999.0, 0), english(3391.0, 0)], ["999", "3,391"]);
        assert_eq!(english(12_345.0, 0), "12,345");
        assert_eq!(english(1_234_567.25, 1), "1,234,567.2");
        assert_eq!([english(-0.04, 1), english(-0.06, 1)], ["0.0", "-0.1"]);
    }

    #[test]
    fn figures_of_an_axis_have_their_thousands_apart() {
        let figures = [0.0, 999.4, 1234.5, -20_000.0].map(|value| Language::English.figure(value));
        assert_eq!(figures, ["0", "999", "1,235", "-20,000"]);
    }

    fn list(parts: &[&str]) -> String {
        Language::English.list(&parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_last_of_a_list_follows_a_conjunction() {
        assert_eq!([list(&[]), list(&["a"]), list(&["a", "b"])], ["", "a", "a and b"]);
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
