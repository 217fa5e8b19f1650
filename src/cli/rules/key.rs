//! Keys of the law that a user types.

use crate::document::problem::{InvalidInput, Problem};
use crate::document::reader::misspelt;
use crate::document::tree::{Origin, Source};
use crate::policy::law::Law;

/// Most names in a message.
const MOST_NAMES: usize = 24;

/// Refuses a key that is neither a value of the law nor a table with one.
pub fn check_key(law: &Law, key: &str) -> Result<(), InvalidInput> {
    let keys = law.keys();
    if keys.iter().any(|known| is_at_or_under(known, key)) {
        return Ok(());
    }
    Err(InvalidInput::one(unknown_key(&keys, key)))
}

/// Whether a key of the law is another key, or stands in its table.
pub fn is_at_or_under(known: &str, key: &str) -> bool {
    known.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Points at the first wrong part of a key, with the names that are possible there and the nearest of them.
fn unknown_key(keys: &[&str], key: &str) -> Problem {
    let mut parts = Vec::new();
    let mut start = 0;
    for part in key.split('.') {
        let next = names_under(keys, &parts);
        if !next.contains(&part) {
            let origin = Origin { source: Source::new("the key", key), span: start..start + part.len() };
            let mut problem = misspelt(&origin, format!("the law has no key `{key}`"), part, &next);
            if next.len() > MOST_NAMES {
                problem.expected = "expected a name that `drawsim rules show` lists".to_owned();
            }
            return problem;
        }
        parts.push(part);
        start += part.len() + 1;
    }
    let origin = Origin { source: Source::new("the key", key), span: 0..key.len() };
    Problem::new(origin, format!("the law has no key `{key}`"), "expected a shorter key")
}

/// The names directly under the parts of a key, rising; none under a value.
fn names_under<'a>(keys: &[&'a str], parts: &[&str]) -> Vec<&'a str> {
    let mut names: Vec<&str> = keys.iter().filter_map(|known| name_under(known, parts)).collect();
    names.dedup();
    names
}

/// The name that follows the parts of a key in a key of the law.
fn name_under<'a>(known: &'a str, parts: &[&str]) -> Option<&'a str> {
    let mut names = known.split('.');
    let is_under = parts.iter().all(|part| names.next() == Some(part));
    names.next().filter(|_| is_under)
}
