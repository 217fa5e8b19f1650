//! Descriptions of columns stand with the columns in English, and in the catalogue of every other language.

use std::collections::BTreeSet;

use super::{Uses, stated};
use crate::experiment::tables::empty_tables;
use crate::model::Model;
use crate::report::words::Language;
use crate::scenario::Overlay;
use crate::table::Table;

fn tables() -> Vec<Table> {
    empty_tables(&Model::load("tiny", &Overlay::default()).unwrap().1)
}

/// The messages that describe columns, but do not stand in a catalogue.
fn missing(stated: &Uses, tables: &[Table]) -> Vec<String> {
    let mut ids = Vec::new();
    for table in tables {
        let columns = table.columns().iter();
        ids.extend(columns.map(|column| message_id(table.about().name, column.name())));
    }
    ids.retain(|id| !stated.contains_key(id));
    ids
}

fn message_id(table: &str, column: &str) -> String {
    format!("column-{table}-{column}").replace('_', "-")
}

#[test]
fn every_other_language_describes_every_column() {
    let tables = tables();
    for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
        let missing = missing(&stated(language), &tables);
        assert!(missing.is_empty(), "{language:?}: {missing:?}");
    }
}

#[test]
fn a_column_without_a_description_is_found() {
    let tables = tables();
    let mut stated = stated(Language::English);
    let all = missing(&stated, &tables);
    assert!(all.contains(&"column-cutoffs-round-type".to_owned()), "{all:?}");
    let (last, others) = all.split_last().unwrap();
    stated.extend(others.iter().map(|id| (id.clone(), BTreeSet::new())));
    assert_eq!(missing(&stated, &tables), std::slice::from_ref(last));
}
