//! Keys of a plan of which one stands for others: a value that is laid over a plan takes their place.

use crate::document::tree::Table;

/// A key, with those that go where it is laid over a plan. A size is stated whole; shares of types that take
/// turns are laid over those below by type.
const GO: [(&str, &[&str]); 7] = [
    ("size", &["size", "cutoff"]),
    ("cutoff", &["size"]),
    ("type", &["categories", "rounds"]),
    ("categories", &["type", "rounds"]),
    ("rounds", &["type", "categories"]),
    ("every", &["every_days"]),
    ("every_days", &["every"]),
];

/// Takes from a plan the keys that others, laid over it, stand for.
pub fn give_way(below: &mut Table, over: &Table) {
    for (_, others) in GO.iter().filter(|(key, _)| over.contains_key(*key)) {
        below.retain(|below, _| !others.contains(&below.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Source, Value, parse};

    fn table(text: &str) -> Table {
        match parse(&Source::new("test", text)).0.value {
            Value::Table(table) => table,
            _ => Table::new(),
        }
    }

    #[test]
    fn shares_leave_those_of_other_types() {
        let mut below = table("categories = { french = 0.5, trades = 0.5 }\nrounds = []");
        give_way(&mut below, &table("categories = { french = 0.3 }"));
        assert_eq!(below.keys().collect::<Vec<_>>(), ["categories"]);
    }

    #[test]
    fn a_cutoff_takes_the_place_of_a_size_and_leaves_the_rest() {
        let mut below = table("type = \"cec\"\nsize = { low = 1, high = 2 }\nevery_days = 14");
        give_way(&mut below, &table("cutoff = 500\nevery = \"first tuesday\""));
        assert_eq!(below.keys().collect::<Vec<_>>(), ["type"]);
    }
}
