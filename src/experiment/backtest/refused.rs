//! What a backtest refuses.

use std::sync::Arc;

use super::known::Archive;
use crate::document::problem::{Problem, Problems};
use crate::document::tree::{Origin, Source};
use crate::population::Population;
use crate::scenario::Scenario;
use crate::time::Day;

/// Refuses an origin after the last day, and a period without a published round.
pub fn refuse_nothing(archive: &Archive, origins: &[Day], last: Day, problems: &Problems) {
    if let Some(late) = origins.iter().find(|origin| **origin > last) {
        let title = format!("the origin {late} is later than the last day, {last}");
        problems.push(Problem::without_place(title, "expected origins up to it, or another `--to`"));
        return;
    }
    let Some(first) = origins.iter().min() else { return };
    if archive.later(*first, last).is_empty() {
        let title = format!("no round was published from the origin {first} to {last}");
        let expected = match archive.rounds.last() {
            Some(newest) => {
                format!("expected a period with published rounds; the newest is of {}", newest.date)
            }
            None => "expected a period with published rounds".to_owned(),
        };
        problems.push(Problem::without_place(title, expected));
    }
}

/// Refuses a population from figures that were published later than an origin: it would know the outcome.
pub fn refuse_later(scenario: &Scenario, population: &Population, origins: &[Day], problems: &Problems) {
    let source = &scenario.population.source;
    let Some(published) = population.published else {
        let title = "the population does not say when its newest figures were published";
        let expected = "expected a key `published`, a date, as in the population `prior.toml`";
        problems.push(Problem::new(line_of("title", source), title, expected));
        return;
    };
    if let Some(origin) = origins.iter().find(|origin| published >= **origin) {
        let title =
            format!("the population uses figures published on {published}, not before the origin {origin}");
        let expected = "expected a population from figures that were published before the first origin";
        problems.push(Problem::new(line_of("published", source), title, expected));
    }
}

/// The line of a file that begins with a key.
fn line_of(key: &str, source: &Arc<Source>) -> Origin {
    let is_first = source.text.starts_with(key);
    let start = if is_first { 0 } else { source.text.find(&format!("\n{key}")).map_or(0, |end| end + 1) };
    let line = &source.text[start..];
    let end = start + line.find(['\n', '\r']).unwrap_or(line.len());
    Origin { source: Arc::clone(source), span: start..end }
}
