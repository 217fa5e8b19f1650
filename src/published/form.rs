//! Tables of rounds and of counts in whatever form their file has, as tables of the program's own form.

use std::sync::Arc;

use super::import::correction::{self, Correction};
use super::import::{self, Imported, Instructions};
use super::rounds;
use crate::document::library;
use crate::document::problem::Problems;
use crate::document::tree::Source;

/// A table in the program's own form.
#[derive(Clone, Debug)]
pub struct OwnForm {
    /// The table. Its rows stand on the lines of the file, as far as they can.
    pub source: Arc<Source>,
    /// What was read from a file of another form.
    pub imported: Option<Imported>,
}

/// A table of rounds in the program's own form. Errors of a file of another form are reported.
pub fn rounds(source: &Arc<Source>, problems: &Problems) -> Option<OwnForm> {
    if !is_foreign(source) {
        return Some(OwnForm { source: Arc::clone(source), imported: None });
    }
    let imported = read(source, problems)?;
    let text = imported.tables.rounds_on(&imported.lines);
    Some(OwnForm { source: Source::new(source.name.as_str(), text), imported: Some(imported) })
}

/// A table of counts in the program's own form. Errors of a file of another form are reported.
pub fn snapshots(source: &Arc<Source>, problems: &Problems) -> Option<OwnForm> {
    if !import::is_json(source) {
        return Some(OwnForm { source: Arc::clone(source), imported: None });
    }
    let imported = read(source, problems)?;
    let text = imported.tables.snapshots_on(&imported.lines);
    Some(OwnForm { source: Source::new(source.name.as_str(), text), imported: Some(imported) })
}

/// A table of rounds alone, where what is wrong with it is reported elsewhere.
pub fn rounds_alone(source: &Arc<Source>) -> Option<Arc<Source>> {
    rounds(source, &Problems::new()).map(|own| own.source)
}

/// A table of counts alone, where what is wrong with it is reported elsewhere.
pub fn snapshots_alone(source: &Arc<Source>) -> Option<Arc<Source>> {
    snapshots(source, &Problems::new()).map(|own| own.source)
}

fn is_foreign(source: &Source) -> bool {
    import::is_json(source) || !rounds::has_own_columns(source) && import::is_foreign_sheet(source)
}

fn read(source: &Arc<Source>, problems: &Problems) -> Option<Imported> {
    let how = Instructions { corrections: &carried_corrections(), ..Instructions::default() };
    import::import(source, how, problems)
}

/// The known errors of IRCC's file that the program carries.
fn carried_corrections() -> Vec<Correction> {
    let problems = Problems::new();
    let opened = library::open_scenario("scenarios/published/corrections.csv");
    let read = opened.ok().and_then(|opened| correction::read(&opened.source, &problems));
    problems.finish(read).expect("the table that the program carries can be read")
}
