//! The table `candidates`: the log of all events of all candidates.

use std::path::Path;

use crate::experiment::column::{RunId, with_replication};
use crate::model::Model;
use crate::policy::noc;
use crate::policy::profile::{Language, Profile};
use crate::policy::value::key::EDUCATION;
use crate::profiles::scores::Names;
use crate::record::{Detail, Happening, Standing, What, changed_facts};
use crate::simulation::Replication;
use crate::table::{About, FileFormat, FileWriter, Table, TableBuilder, TableError};

/// Says the detail of an event in words.
pub type Describe<'a> = &'a dyn Fn(&Detail<'_>) -> String;

/// `candidates.parquet` being written, chunk by chunk.
pub struct EventWriter<'a> {
    model: &'a Model,
    describe: Describe<'a>,
    file: FileWriter,
}

impl<'a> EventWriter<'a> {
    /// Begins the file of a run.
    ///
    /// # Errors
    /// If nothing can be written in its folder.
    pub fn create(
        path: &Path,
        model: &'a Model,
        describe: Describe<'a>,
    ) -> Result<EventWriter<'a>, TableError> {
        let file = FileWriter::create(path, FileFormat::Parquet, &events(model, describe, 0, &[]))?;
        Ok(EventWriter { model, describe, file })
    }

    /// Appends a chunk of a replication.
    ///
    /// # Errors
    /// If the file cannot be written, for instance on a full disk.
    pub fn write(&mut self, replication: Replication, chunk: &[Happening]) -> Result<(), TableError> {
        self.file.write(&events(self.model, self.describe, replication, chunk))
    }

    /// Completes the file.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn finish(self) -> Result<(), TableError> {
        self.file.finish()
    }
}

const CANDIDATES: About = About {
    name: "candidates",
    row: "One row for each event of a person, in the order in which it happened. The facts of a profile \
          stand in the rows of submissions; a person and `submitted_at` together name a profile. Parquet \
          only.",
    key: &["replication", "date", "person", "event"],
    written: "By `drawsim run --candidates`.",
};

/// The rows of a chunk. Facts stand in the rows of submissions; later changes stand in `detail`.
pub fn events(model: &Model, describe: Describe<'_>, replication: Replication, chunk: &[Happening]) -> Table {
    let law = &model.law;
    let table = with_replication(Table::of(&CANDIDATES, chunk), RunId::of(model, replication))
        .day("date", "Day of the event.", |row| Some(row.day))
        .integer("person", "Id of the person; one who returns keeps it.", |row| Some(id(row)))
        .instant("submitted_at", "Submission time of the profile; empty after the application.", |row| {
            standing(row).map(|standing| standing.submission.submitted_at)
        })
        .text(
            "event",
            "Name of the event, as the column of `flows` that counts it, if there is one.",
            |row| Some(row.what.name()),
        )
        .integer("score_before", "CRS score before the event; empty if there was no profile.", |row| {
            row.before.map(|before| before.submission.score)
        })
        .integer("score", "CRS score after the event; empty if there is no profile any more.", |row| {
            row.after.map(|after| after.submission.score)
        })
        .text("programs", "Programs after the event, separated by blanks.", |row| {
            row.after.map(|after| Names::programs(law, after.submission.eligibility))
        })
        .text("categories", "Categories after the event, separated by blanks.", |row| {
            row.after.map(|after| Names::categories(law, after.submission.eligibility))
        })
        .text(
            "program",
            "Program of the invitation, from the invitation to the admission; else empty.",
            |row| row.what.program().map(|program| program.name()),
        )
        .text("round_number", "Round of the invitation, as in `rounds`; else empty.", |row| {
            round(row).map(|round| model.plan[round].instruction.number)
        })
        .integer("persons", "Persons admitted, family included; else empty.", persons)
        .text("detail", "Changed fields of the profile, or the province that nominated; else empty.", |row| {
            detail(model, row).map(|detail| describe(&detail))
        })
        .text(
            "stream",
            "Arrival stream; this and the facts that follow are empty but for submissions.",
            |row| submitted(row).map(|_| &model.population.streams[row.person.stream()].name),
        );
    submitted_facts(table).finish()
}

fn submitted_facts<'a>(table: TableBuilder<'a, Happening>) -> TableBuilder<'a, Happening> {
    table
        .integer("age", "Age in full years.", |row| {
            submitted(row).map(|profile| row.day.years_since(profile.birth))
        })
        .text("education", "Level of education.", |row| {
            submitted(row).map(|profile| EDUCATION[profile.education as usize])
        })
        .text("noc", "NOC 2021 code of the occupation, of five digits.", |row| {
            submitted(row).map(|profile| noc::unit_group(profile.occupation).code.as_str())
        })
        .text("first_language", "`english` or `french`.", |row| submitted(row).map(language))
        .integer("clb", "Lowest CLB or NCLC level in the first language.", |row| {
            submitted(row).map(|profile| profile.first.lowest())
        })
        .integer("canadian_work_years", "Full years of skilled work in Canada in the last ten.", |row| {
            submitted(row).map(|profile| profile.canadian_work_years)
        })
        .integer("foreign_work_years", "Full years of skilled work abroad in the last ten.", |row| {
            submitted(row).map(|profile| profile.foreign_work_years)
        })
        .truth("spouse", "Whether there is an accompanying spouse, whose facts are scored.", |row| {
            submitted(row).map(|profile| profile.spouse.is_some())
        })
}

fn id(row: &Happening) -> i64 {
    i64::try_from(row.person.shown()).expect("a printed id is below 2^53")
}

/// The profile of an event; none after the application, which ends the profile.
fn standing(row: &Happening) -> Option<Standing> {
    row.after.or(row.before)
}

/// The facts of a submitted profile; also of one that was submitted before the run.
fn submitted(row: &Happening) -> Option<&Profile> {
    let is_submission =
        matches!(row.what, What::Initial | What::Submission | What::Resubmission | What::FittedIn);
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
        | What::FittedOut
        | What::FittedIn
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

/// The detail of an event; none where nothing changed.
fn detail<'a>(model: &'a Model, row: &Happening) -> Option<Detail<'a>> {
    if let (What::Nomination, Some(after)) = (row.what, row.after) {
        let place = after.submission.situation.destination;
        return Some(Detail::NominatedBy(model.population.nomination.label(place)));
    }
    let changes = changed_facts(&row.before?.submission.profile, &row.after?.submission.profile);
    (!changes.is_empty()).then_some(Detail::Changed(changes))
}

fn language(profile: &Profile) -> &'static str {
    match profile.first_language {
        Language::English => "english",
        Language::French => "french",
    }
}
