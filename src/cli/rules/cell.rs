//! Cells of the tables of the law, and the notice below a table.

use crate::cli::{law, output};
use crate::policy::law::{InForce, Law, LawValue};
use crate::time::Day;

/// Characters of a value or an instrument in a line of a table.
const WIDTH: usize = 48;

/// The instrument of a value, and the assumption where no instrument states it, for the last column of a
/// table.
pub fn instrument(valued: &InForce<'_>) -> String {
    let change = valued.change;
    let mut text = change.instrument.clone();
    if let Some(assumption) = &change.assumption {
        text.push_str("; assumed: ");
        text.push_str(assumption);
    }
    wrapped(&text)
}

/// A value in lines that fit a table.
pub fn shown(value: &LawValue) -> String {
    wrapped(&value.to_string())
}

/// Breaks a text between words, in lines that fit a table.
pub fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}

/// The notice below a table of the law of a day, if the CRS of that day is carried on; else empty.
pub fn carried_crs(law: &Law, on: Day) -> String {
    let notice = law::carried_crs(law, on);
    notice.map_or(String::new(), |notice| format!("\n\nnotice: {}", output::terminal_words().say(&notice)))
}
