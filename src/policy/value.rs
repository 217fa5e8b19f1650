//! A value of the law as it was written: its key, the dated block that sets it, and the sheet of all values
//! in force on a day.

pub mod change;
pub mod key;
pub(crate) mod sheet;

use std::fmt;

use crate::time::Day;

/// What a key of the law is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LawValue {
    /// Points, levels, months, days, years, dollars.
    Whole(i64),
    /// A number with up to two decimals, in hundredths: a test score, a wage, a multiple.
    Hundredths(i64),
    /// Whether something holds.
    Flag(bool),
    /// A word or a name.
    Text(String),
    /// A day.
    Day(Day),
    /// A list of codes or names.
    Texts(Vec<String>),
    /// A list of numbers.
    Wholes(Vec<i64>),
}

impl fmt::Display for LawValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LawValue::Whole(number) => write!(f, "{number}"),
            LawValue::Hundredths(number) => {
                let text = format!("{}.{:02}", number / 100, number % 100);
                f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
            }
            LawValue::Flag(flag) => write!(f, "{flag}"),
            LawValue::Text(text) => f.write_str(text),
            LawValue::Day(day) => write!(f, "{day}"),
            LawValue::Texts(texts) => f.write_str(&texts.join(", ")),
            LawValue::Wholes(numbers) => {
                let words: Vec<String> = numbers.iter().map(i64::to_string).collect();
                f.write_str(&words.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_are_shown_as_they_are_written() {
        let shown = [2775, 130, 200, 650].map(|number| LawValue::Hundredths(number).to_string());
        assert_eq!(shown, ["27.75", "1.3", "2", "6.5"]);
    }
}
