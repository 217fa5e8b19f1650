//! Simulated candidates as a table: all factors under the names that `drawsim score` reads, and what they score.

use std::path::Path;

use super::reader::GivenProfile;
use super::scores::{BATCH, Scored, Scorer};
use crate::policy::law::Law;
use crate::policy::law::key::EDUCATION;
use crate::policy::noc;
use crate::policy::profile::{CanadianStudy, JobOffer, Language, Profile, Residence};
use crate::pool::Submission;
use crate::table::{FileFormat, FileWriter, Table, TableError};
use crate::time::Day;

/// What only the table of candidates has: name and meaning.
const OWN: [(&str, &str); 2] =
    [("submitted_at", "instant of the submission"), ("expires_on", "day at whose start the profile ends")];

/// A candidate, and the day on which the points are counted.
pub type Dated = (Day, Submission);

/// The columns as text for a terminal.
pub fn columns_help() -> String {
    let own: Vec<String> =
        OWN.iter().map(|(name, meaning)| format!("  {name}\n          {meaning}\n")).collect();
    format!(
        "  candidate\n          number of the person\n{}  birth_date, education, first_language, canadian_work_years, recent_canadian_months,\n  \
         foreign_work_years, noc, occupation_months, continuous_months, trade_certificate, canadian_study,\n  \
         job_offer, sibling, nominated, residence, funds, family_size, spouse, spouse_education,\n  \
         spouse_canadian_work_years, and levels: clb_ABILITY, second_clb_ABILITY, spouse_clb_ABILITY\n          \
         the factors, as `drawsim score --help` explains them\n  \
         score, SECTION_points, FACTOR_points, programs, program_of_invitation, categories, fsw_...\n          \
         as `drawsim score` writes them\n",
        own.concat()
    )
}

/// Whether a column is one of those that are written with a candidate and follow from the factors, or none of a
/// profile's: a table of candidates can be scored again without them.
pub fn is_result(name: &str) -> bool {
    const NAMES: [&str; 5] = ["score", "programs", "program_of_invitation", "categories", "fsw_grid_passed"];
    NAMES.contains(&name) || name.ends_with("_points") || OWN.iter().any(|(own, _)| *own == name)
}

/// Writes candidates batch by batch, and tells how many they were.
///
/// # Errors
/// If the file cannot be written.
pub fn write(
    path: &Path,
    format: FileFormat,
    law: &Law,
    candidates: impl Iterator<Item = Dated>,
) -> Result<u64, TableError> {
    let mut candidates = candidates.peekable();
    let last_law = law.change_days().last().copied().expect("a law begins on a day");
    let first = candidates.peek().map_or(last_law, |(day, _)| *day);
    let mut writer = FileWriter::create(path, format, &table(law, first, &[]))?;
    let mut count = 0;
    while candidates.peek().is_some() {
        let batch: Vec<Dated> = candidates.by_ref().take(BATCH).collect();
        writer.write(&table(law, first, &batch))?;
        count += batch.len() as u64;
    }
    writer.finish()?;
    Ok(count)
}

/// The rows as a table; the columns are those of the law on a day.
fn table(law: &Law, on: Day, rows: &[Dated]) -> Table {
    let given: Vec<GivenProfile> = rows.iter().map(|(_, submission)| given(submission)).collect();
    let scored: Vec<Scored<'_>> =
        rows.iter().zip(&given).map(|((day, _), given)| Scorer::new(law, *day).score(given)).collect();
    facts(rows).beside(Scorer::new(law, on).table(&scored))
}

fn given(submission: &Submission) -> GivenProfile {
    GivenProfile {
        line: 0,
        candidate: Some(submission.person.to_string()),
        profile: submission.profile,
        has_occupation: true,
    }
}

fn facts(rows: &[Dated]) -> Table {
    let of = |row: &Dated| -> Profile { row.1.profile };
    let spouse = move |row: &Dated| of(row).spouse;
    Table::of(rows)
        .text("candidate", |row| Some(row.1.person))
        .instant(OWN[0].0, |row| Some(row.1.submitted_at))
        .day(OWN[1].0, |row| Some(row.1.expires_on))
        .day("birth_date", |row| Some(of(row).birth))
        .text("education", |row| Some(EDUCATION[of(row).education as usize]))
        .text("first_language", |row| {
            Some(match of(row).first_language {
                Language::English => "english",
                Language::French => "french",
            })
        })
        .integer("canadian_work_years", |row| Some(of(row).canadian_work_years))
        .integer("recent_canadian_months", |row| Some(of(row).recent_canadian_months))
        .integer("foreign_work_years", |row| Some(of(row).foreign_work_years))
        .text("noc", |row| Some(noc::unit_groups()[usize::from(of(row).occupation.0)].code.as_str()))
        .integer("occupation_months", |row| Some(of(row).occupation_months))
        .integer("continuous_months", |row| Some(of(row).continuous_months))
        .truth("trade_certificate", |row| Some(of(row).trade_certificate))
        .text("canadian_study", |row| {
            Some(match of(row).canadian_study {
                CanadianStudy::None => "none",
                CanadianStudy::Short => "short",
                CanadianStudy::Long => "long",
            })
        })
        .text("job_offer", |row| {
            Some(match of(row).job_offer {
                JobOffer::None => "none",
                JobOffer::Skilled => "skilled",
                JobOffer::SeniorManager => "senior_manager",
            })
        })
        .truth("sibling", |row| Some(of(row).sibling))
        .truth("nominated", |row| Some(of(row).nominated))
        .text("residence", |row| {
            Some(match of(row).residence {
                Residence::Canada => "canada",
                Residence::Abroad => "abroad",
            })
        })
        .truth("funds", |row| Some(of(row).funds))
        .integer("family_size", |row| Some(of(row).family_size))
        .truth("spouse", |row| Some(spouse(row).is_some()))
        .text("spouse_education", |row| spouse(row).map(|one| EDUCATION[one.education as usize]))
        .integer("spouse_canadian_work_years", |row| spouse(row).map(|one| one.canadian_work_years))
        .finish()
}
