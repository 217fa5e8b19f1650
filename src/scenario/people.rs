//! The people of a scenario: a population file with the scenario's changes.

use std::sync::Arc;

use super::content::PopulationForm;
use super::members::{MemberRows, Members};
use super::named_file::open_named;
use super::population_change::Changes;
use crate::document::library;
use crate::document::library::Base;
use crate::document::problem::Problems;
use crate::document::reader::{Field, Reader};
use crate::document::tree;
use crate::document::tree::{Node, Source, Table};

/// Tables of a population file that a scenario may restate under `[population]`.
const TABLES: [&str; 9] =
    ["arrivals", "behaviour", "language", "life", "nomination", "processing", "response", "spouse", "stream"];
/// Tables of earlier population files. The reader of the people refuses them with their new keys.
const OLD_TABLES: [&str; 2] = ["eligible_share", "share"];

/// Reads `[population]`: the file, the scale, and the differences.
pub fn read_population(reader: Reader<'_>, base: &Base) -> Option<PopulationForm> {
    let file = reader.need("file");
    let scale = read_scale(&reader.find("scale"));
    let removed = reader.find("remove").list();
    let mut over = Table::new();
    let old = OLD_TABLES.into_iter().filter(|name| reader.key_origin(name).is_some());
    for name in TABLES.into_iter().chain(old) {
        over.extend(reader.entry(name).map(|entry| (name.to_owned(), entry.clone())));
    }
    let members = reader.find("members");
    let problems = reader.problems();
    reader.finish();
    let opened = open_named(&file, base)?;
    let written = tree::recover(&opened.source, problems)?;
    let changes = Changes::of(removed, over, problems);
    let rows = match &members.node {
        Some(_) => Some(MemberRows::read(&open_named(&members, base)?.source, problems)?),
        None => None,
    };
    let before = problems.len();
    let document = changes.laid_over(written.clone(), problems);
    // What is wrong with the changes is reported of the file, and not again of each member.
    let members = match rows.filter(|_| problems.len() == before) {
        Some(rows) => Some(read_members(rows, &written, &changes, problems)?),
        None => None,
    };
    let top = Reader::new(&document, "", problems)?;
    let named = open_named(&top.find("occupations"), &opened.base);
    // A missing table is reported; the people are then checked against the shipped one.
    let occupations = named.map_or_else(carried_occupations, |opened| opened.source);
    let scale = scale.unwrap_or(1.0);
    Some(PopulationForm { occupations, scale, source: opened.source, document, members })
}

impl PopulationForm {
    /// A population that the program carries, without members.
    ///
    /// # Panics
    /// If it carries none of that name.
    pub(crate) fn carried(name: &str, scale: f64) -> PopulationForm {
        let open = |name: &str, base: &Base| {
            library::open_beside(name, base).unwrap_or_else(|problem| panic!("{}", problem.title))
        };
        let opened = open(name, &Base::Carried(String::new()));
        let problems = Problems::new();
        let document = tree::recover(&opened.source, &problems).expect("the program carries whole files");
        let named = Reader::new(&document, "", &problems).and_then(|top| top.find("occupations").text());
        let occupations = named.map_or_else(carried_occupations, |name| open(name, &opened.base).source);
        PopulationForm { document, occupations, scale, source: opened.source, members: None }
    }
}

fn read_members(
    rows: MemberRows,
    file: &Node,
    changes: &Changes<'_>,
    problems: &Problems,
) -> Option<Members> {
    let restated = rows.paths().iter().filter(|path| changes.state(path)).map(ToString::to_string).collect();
    rows.of(file, restated, |document, wrong| changes.laid_over(document, wrong), problems)
}

fn carried_occupations() -> Arc<Source> {
    let carried = library::open_beside("population/occupations.csv", &Base::Carried(String::new()));
    carried.expect("the program carries a table of occupations").source
}

fn read_scale(field: &Field<'_>) -> Option<f64> {
    if field.node.is_none() {
        return Some(1.0);
    }
    field.number_above(0.0, 1.0)
}
