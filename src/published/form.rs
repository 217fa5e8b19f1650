//! Tables of rounds and of counts in whatever form their file has, as tables of the program's own form.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::import::correction::{self, Correction};
use super::import::{self, Imported, Instructions, Wrong};
use super::snapshots;
use crate::document::library;
use crate::document::problem::Problems;
use crate::document::rows::Rows;
use crate::document::tree::{Origin, Source};
use crate::policy::instruction::RoundNumber;
use crate::scenario::{Chosen, TableReading};

/// A table in the program's own form.
#[derive(Clone, Debug)]
pub struct OwnForm {
    /// The table.
    pub source: Arc<Source>,
    /// What was read from a file of the user's, with the places there.
    pub imported: Option<Imported>,
}

impl OwnForm {
    /// A table that has this form.
    pub(super) fn as_it_is(source: &Arc<Source>) -> OwnForm {
        OwnForm { source: Arc::clone(source), imported: None }
    }
}

/// Where the types of rounds stand: in the user's file, or in the program's own table, which is looked
/// through when first asked.
pub struct Places<'a> {
    table: Option<&'a OwnForm>,
    found: OnceCell<BTreeMap<RoundNumber, Origin>>,
}

impl<'a> Places<'a> {
    /// The places in a table; none for rounds that were not read from one.
    pub fn new(table: Option<&'a OwnForm>) -> Places<'a> {
        Places { table, found: OnceCell::new() }
    }

    /// Where the type of a round stands; the table's beginning if it has no such round.
    pub fn of(&self, number: RoundNumber) -> Option<Origin> {
        let OwnForm { source, imported } = self.table?;
        if let Some(imported) = imported {
            return imported.places.get(&number).map(|place| place.round_type.clone());
        }
        let found = self.found.get_or_init(|| {
            let problems = Problems::new();
            let rows = Rows::parse(source, &["round_number"], &problems);
            let mut places = BTreeMap::new();
            for row in rows.iter().flat_map(|rows| rows.iter(&problems)) {
                if let Ok(number) = row.text("round_number").parse() {
                    places.insert(number, row.field_origin("round_type"));
                }
            }
            places
        });
        let place = found.get(&number).cloned();
        Some(place.unwrap_or_else(|| Origin { source: Arc::clone(source), span: 0..0 }))
    }
}

/// A table of rounds in the program's own form. Every file but the program's own is read as `drawsim import`
/// reads it; every broken row is reported.
pub fn rounds(source: &Arc<Source>, how: &TableReading, problems: &Problems) -> Option<OwnForm> {
    if library::is_carried(source) {
        return Some(OwnForm::as_it_is(source));
    }
    let imported = read(source, how, problems)?;
    let text = imported.tables.rounds_csv();
    Some(OwnForm { source: Source::new(source.name.as_str(), text), imported: Some(imported) })
}

/// A table of counts in the program's own form. A table of counts alone is taken as it is; from a file of
/// rounds their counts are read.
pub fn snapshots(source: &Arc<Source>, how: &TableReading, problems: &Problems) -> Option<OwnForm> {
    if library::is_carried(source) || !import::is_json(source) && !import::is_of_rounds(source) {
        return Some(OwnForm::as_it_is(source));
    }
    // Columns are named for the file of rounds, which may be another.
    let is_there = |chosen: &&Chosen| source.text.contains(chosen.name.as_str());
    let columns = how.columns.iter().filter(is_there).cloned().collect();
    let imported = read(source, &TableReading { columns, ..how.clone() }, problems)?;
    let text = imported.tables.snapshots_csv();
    Some(OwnForm { source: Source::new(source.name.as_str(), text), imported: Some(imported) })
}

/// A table of rounds alone, where what is wrong with it is reported elsewhere.
pub fn rounds_alone(source: &Arc<Source>, how: &TableReading) -> Option<Arc<Source>> {
    rounds(source, how, &Problems::new()).map(|own| own.source)
}

/// A table of counts alone, where what is wrong with it is reported elsewhere.
pub fn snapshots_alone(source: &Arc<Source>, how: &TableReading) -> Option<Arc<Source>> {
    let unread = Problems::new();
    let own = self::snapshots(source, how, &unread)?;
    if own.imported.is_some() || library::is_carried(source) {
        return Some(own.source);
    }
    let censuses = snapshots::read_in(source, how.order, &unread)?;
    Some(Source::new(source.name.as_str(), snapshots::write(&censuses)))
}

fn read(source: &Arc<Source>, how: &TableReading, problems: &Problems) -> Option<Imported> {
    let corrections = carried_corrections();
    let how =
        Instructions { corrections: &corrections, columns: &how.columns, order: how.order, before: None };
    // A run on fewer rounds than the file has would be another: its broken rows are refused.
    import::import(source, how, Wrong::RowsRefused(problems))
}

/// The known errors of IRCC's file that the program carries.
fn carried_corrections() -> Vec<Correction> {
    let problems = Problems::new();
    let opened = library::open_scenario("scenarios/published/corrections.csv");
    let read = opened.ok().and_then(|opened| correction::read(&opened.source, &problems));
    problems.finish(read).expect("the table that the program carries can be read")
}
