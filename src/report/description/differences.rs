//! Differences between two scenarios, in lines.

use crate::model::difference::{Difference, Part};
use crate::report::terminal::indented;
use crate::report::words::{Argument, Message, Words, message};

/// Differences that a note names; the rest is counted.
const NAMED: usize = 4;
/// Characters of a value in a note.
const SHORT: usize = 40;

/// Differences under the headings of their parts.
pub fn by_part(differences: &[Difference], words: &Words) -> String {
    let mut text = String::new();
    for part in Part::ALL {
        let own: Vec<Difference> = differences.iter().filter(|one| one.part == part).cloned().collect();
        if !own.is_empty() {
            text += &format!("  {}\n", words.text(&heading(part)));
            for one in own {
                text += &indented(&words.text(&line(&one)), 4);
            }
        }
    }
    text
}

/// Differences, a line each.
pub fn lines(differences: &[Difference], words: &Words) -> String {
    differences.iter().map(|one| indented(&words.text(&line(one)), 2)).collect()
}

/// Differences in one line, such as for the foot of a chart; none if there is none.
pub fn in_one_line(below: &str, differences: &[&Difference], words: &Words) -> Option<String> {
    let named = differences.iter().take(NAMED).map(|one| words.text(&line(&shortened(one))));
    let mut parts: Vec<String> = named.collect();
    let more = differences.len().saturating_sub(NAMED);
    if more > 0 {
        parts.push(words.text(&message!("difference-more", count = more)));
    }
    (!parts.is_empty())
        .then(|| words.text(&message!("difference-note", below = below, values = parts.join("; "))))
}

fn shortened(difference: &Difference) -> Difference {
    let (old, new) = (difference.old.as_deref().map(short), difference.new.as_deref().map(short));
    Difference { old, new, ..difference.clone() }
}

/// A value without what a note has no room for.
fn short(value: &str) -> String {
    match value.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{} …", &value[..end]),
        None => value.to_owned(),
    }
}

fn line(difference: &Difference) -> Message {
    let Difference { key, from, old, new, .. } = difference;
    let is_unset = old.is_none() && new.is_none();
    let (old, new, key) = (value(old.as_deref()), value(new.as_deref()), key.as_str());
    match from {
        Some(day) if is_unset => message!("difference-unset-again", key = key, day = *day),
        Some(day) if old == new => message!("difference-again", key = key, day = *day, new = new),
        Some(day) => message!("difference-dated", key = key, day = *day, old = old, new = new),
        None => message!("difference-value", key = key, old = old, new = new),
    }
}

fn value(value: Option<&str>) -> Argument {
    value.map_or_else(|| message!("difference-unset").into(), Argument::from)
}

/// The name of a part.
pub fn heading(part: Part) -> Message {
    match part {
        Part::Run => message!("part-run"),
        Part::Law => message!("part-law"),
        Part::Levels => message!("part-levels"),
        Part::Targets => message!("part-targets"),
        Part::Rounds => message!("part-rounds"),
        Part::Calendar => message!("part-calendar"),
        Part::Nominations => message!("part-nominations"),
        Part::People => message!("part-people"),
        Part::Tables => message!("part-tables"),
    }
}
