//! Differences between two scenarios, in lines.

use crate::model::difference::{Difference, Part};
use crate::report::terminal::Indented;
use crate::report::words::{Argument, Message, Words, message};

/// Characters of a value in a short line.
const SHORT: usize = 40;

/// Differences under the headings of their parts.
pub fn by_part(differences: &[Difference], words: &Words) -> String {
    lines_by_part(differences, words).iter().map(Indented::wrapped).collect()
}

/// The same, line by line.
pub fn lines_by_part(differences: &[Difference], words: &Words) -> Vec<Indented> {
    let mut found = Vec::new();
    for part in Part::ALL {
        let own: Vec<&Difference> = differences.iter().filter(|one| one.part == part).collect();
        if !own.is_empty() {
            found.push(Indented { blanks: 2, text: words.text(&heading(part)) });
            found.extend(own.into_iter().map(|one| Indented { blanks: 4, text: words.text(&line(one)) }));
        }
    }
    found
}

/// Differences, a line each.
pub fn lines(differences: &[Difference], words: &Words) -> Vec<Indented> {
    differences.iter().map(|one| Indented { blanks: 2, text: words.text(&line(one)) }).collect()
}

/// Differences in short, a line each: of long values the first characters.
pub fn short_lines(differences: &[Difference], words: &Words) -> Vec<String> {
    differences.iter().map(|one| words.text(&line(&shortened(one)))).collect()
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
