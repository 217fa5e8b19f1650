//! `drawsim rules diff`: differences between the law of two days, or of two scenarios.

use std::sync::Arc;

use super::cell::{carried_crs, instrument, shown, wrapped};
use crate::cli::file_target::refused;
use crate::cli::options;
use crate::document::problem::InvalidInput;
use crate::model::Model;
use crate::policy::law::{self, Difference, InForce, Law, LawValue, ListDifference};
use crate::report::terminal::{Heading, table};
use crate::scenario::Overlay;
use crate::time::Day;

/// How a side is written.
const SIDES: &str = "\
    A date stands for the published law on that day. A scenario stands for its law, reforms included, on its \
    last day; SCENARIO@DATE for its law on another day. So `rules diff history my_reform` lists what the \
    reform leaves different at the end.";

#[derive(Debug, clap::Args)]
#[command(after_help = SIDES)]
pub struct Arguments {
    /// Date, scenario, or SCENARIO@DATE.
    old: String,
    /// Date, scenario, or SCENARIO@DATE.
    new: String,
}

/// A law on a day.
struct Side {
    law: Law,
    day: Day,
    name: String,
}

/// The differences between two sides, in a table.
pub fn diff(arguments: &Arguments) -> Result<String, InvalidInput> {
    let (old, new) = match (side(&arguments.old), side(&arguments.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(mut first), Err(second)) => {
            first.problems.extend(second.problems.into_iter().filter(|_| arguments.old != arguments.new));
            return Err(first);
        }
        (Err(invalid), _) | (_, Err(invalid)) => return Err(invalid),
    };
    let differences = law::diff(&old.law, old.day, &new.law, new.day);
    let heading = format!("From {} to {}: ", old.name, new.name);
    if differences.is_empty() {
        return Ok(format!("{heading}nothing changes."));
    }
    let headings =
        [Heading::Words("key"), Heading::Words("old"), Heading::Words("new"), Heading::Words("instrument")];
    let count = differences.len();
    let noun = if count == 1 { "value changes" } else { "values change" };
    let text = table(&headings, differences.iter().map(row));
    let last = if old.day > new.day { &old } else { &new };
    let notice = carried_crs(&last.law, last.day);
    Ok(format!("{heading}{count} {noun}.\n\n{text}{notice}"))
}

fn side(text: &str) -> Result<Side, InvalidInput> {
    if let Ok(day) = text.parse::<Day>() {
        let found = if day > Day::LATEST { "late" } else { "early" };
        let day =
            options::day(text).map_err(|reason| refused(format!("`{text}` is too {found}"), &reason))?;
        return Ok(Side { law: Law::published(), day, name: day.to_string() });
    }
    // A word that looks like a date is no name of a scenario.
    if text.len() == 10 && text.starts_with(|first: char| first.is_ascii_digit()) && text.contains('-') {
        let title = format!("there is no date `{text}`");
        return Err(refused(title, "expected a date like 2025-03-25"));
    }
    let (name, day) = match text.rsplit_once('@').map(|(name, day)| (name, day.parse::<Day>())) {
        Some((name, Ok(day))) => (name, Some(day)),
        _ => (text, None),
    };
    let (scenario, model) = Model::load(name, &Overlay::default())?;
    let day = day.unwrap_or(scenario.end);
    if !(scenario.start..=scenario.end).contains(&day) {
        let title = format!("{day} lies outside the run of `{name}`");
        let expected = format!("expected a day from {} to {}", scenario.start, scenario.end);
        return Err(refused(title, &expected));
    }
    Ok(Side { law: Arc::unwrap_or_clone(model.law), day, name: format!("{} on {day}", scenario.name) })
}

fn row(difference: &Difference<'_>) -> [String; 4] {
    let (old, new) = cells(difference.key, difference.old.as_ref(), difference.new.as_ref());
    let instrument = difference.new.or(difference.old).as_ref().map_or(String::new(), instrument);
    [difference.key.to_owned(), old, new, instrument]
}

/// The two values; of two lists, only the items that one of them lacks.
fn cells(key: &str, old: Option<&InForce<'_>>, new: Option<&InForce<'_>>) -> (String, String) {
    if let (
        Some(InForce { value: LawValue::Texts(old), .. }),
        Some(InForce { value: LawValue::Texts(new), .. }),
    ) = (old, new)
        && let Some(ListDifference { less, plus }) = ListDifference::of(old, new)
    {
        return (items("less", less), items("plus", plus));
    }
    (cell(key, old), cell(key, new))
}

fn cell(key: &str, side: Option<&InForce<'_>>) -> String {
    let value = side.map(|valued| valued.value.clone()).or_else(|| law::unset(key));
    value.map_or("(none)".to_owned(), |value| shown(&value))
}

/// Items after a word.
fn items(word: &str, items: Vec<String>) -> String {
    if items.is_empty() { String::new() } else { wrapped(&format!("{word} {}", LawValue::Texts(items))) }
}
