//! The log of candidates: everything that happened to everybody, an event a row.

use std::path::Path;

use crate::model::Model;
use crate::policy::law::key::EDUCATION;
use crate::policy::noc;
use crate::policy::profile::{Language, Profile};
use crate::profiles::scores::Names;
use crate::record::{Happening, Standing, What, changed_facts};
use crate::simulation::Replication;
use crate::table::{FileFormat, FileWriter, Table, TableError};

/// `candidates.parquet` being written, chunk by chunk.
pub struct EventWriter<'a> {
    model: &'a Model,
    file: FileWriter,
}

impl<'a> EventWriter<'a> {
    /// Begins the file of a run.
    ///
    /// # Errors
    /// If nothing can be written in its folder.
    pub fn create(path: &Path, model: &'a Model) -> Result<EventWriter<'a>, TableError> {
        let file = FileWriter::create(path, FileFormat::Parquet, &events(model, 0, &[]))?;
        Ok(EventWriter { model, file })
    }

    /// Appends a chunk of a replication.
    ///
    /// # Errors
    /// If the file cannot be written, for instance on a full disk.
    pub fn write(&mut self, replication: Replication, chunk: &[Happening]) -> Result<(), TableError> {
        self.file.write(&events(self.model, replication, chunk))
    }

    /// Completes the file.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn finish(self) -> Result<(), TableError> {
        self.file.finish()
    }
}

/// The rows of a chunk. Facts stand in the rows of submissions; what changed later stands in `detail`.
pub fn events(model: &Model, replication: Replication, chunk: &[Happening]) -> Table {
    let law = &model.law;
    let stream =
        |row: &Happening| submitted(row).map(|_| &model.population.streams[row.person.stream()].name);
    let level = |of: fn(&Profile) -> u8| move |row: &Happening| submitted(row).map(of);
    Table::of(chunk)
        .integer("replication", |_| Some(replication))
        .day("date", |row| Some(row.day))
        .integer("person", |row| Some(id(row)))
        .instant("submitted_at", |row| standing(row).map(|standing| standing.submission.submitted_at))
        .text("event", |row| Some(row.what.name()))
        .integer("score_before", |row| row.before.map(|before| before.submission.score))
        .integer("score", |row| row.after.map(|after| after.submission.score))
        .text("programs", |row| row.after.map(|after| Names::programs(law, after.submission.eligibility)))
        .text("categories", |row| row.after.map(|after| Names::categories(law, after.submission.eligibility)))
        .text("program", |row| row.what.program().map(|program| program.name()))
        .text("round_number", |row| round(row).map(|round| model.plan[round].instruction.number))
        .integer("persons", persons)
        .text("detail", |row| detail(model, row))
        .text("stream", stream)
        .integer("age", |row| submitted(row).map(|profile| row.day.years_since(profile.birth)))
        .text("education", |row| submitted(row).map(|profile| EDUCATION[profile.education as usize]))
        .text("noc", |row| submitted(row).map(|profile| noc::unit_group(profile.occupation).code.as_str()))
        .text("first_language", |row| submitted(row).map(language))
        .integer("clb", level(|profile| profile.first.lowest()))
        .integer("canadian_work_years", level(|profile| profile.canadian_work_years))
        .integer("foreign_work_years", level(|profile| profile.foreign_work_years))
        .truth("spouse", |row| submitted(row).map(|profile| profile.spouse.is_some()))
        .finish()
}

fn id(row: &Happening) -> i64 {
    i64::try_from(row.person.number()).expect("an id holds a day in its upper 24 bits, far from the sign")
}

/// The profile it is about; none after the application, when there is none any more.
fn standing(row: &Happening) -> Option<Standing> {
    row.after.or(row.before)
}

/// The facts of a profile that is submitted, or was before the run.
fn submitted(row: &Happening) -> Option<&Profile> {
    let is_submission = matches!(row.what, What::Initial | What::Submission | What::Resubmission);
    row.after.as_ref().filter(|_| is_submission).map(|after| &after.submission.profile)
}

fn round(row: &Happening) -> Option<usize> {
    match row.what {
        What::Invitation { round, .. } | What::Miss { round, .. } => Some(round),
        What::Initial
        | What::Submission
        | What::Resubmission
        | What::Life(_)
        | What::ChangeOfLaw
        | What::Nomination
        | What::Removal
        | What::Decision { .. }
        | What::Landing { .. } => None,
    }
}

fn persons(row: &Happening) -> Option<u8> {
    match row.what {
        What::Landing { persons, .. } => Some(persons),
        _ => None,
    }
}

fn detail(model: &Model, row: &Happening) -> Option<String> {
    if let (What::Nomination, Some(after)) = (row.what, row.after) {
        let label = model.population.nomination.label(after.submission.situation.destination);
        return Some(format!("nominated by {label}"));
    }
    let text = changed_facts(&row.before?.submission.profile, &row.after?.submission.profile);
    (!text.is_empty()).then_some(text)
}

fn language(profile: &Profile) -> &'static str {
    match profile.first_language {
        Language::English => "english",
        Language::French => "french",
    }
}
