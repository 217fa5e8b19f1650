//! A count with its noun.

/// A count and its noun, for a message: `1 row`, `2 rows`.
pub fn plural(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
