//! Simulated candidates as a table: all factors under the names that `drawsim score` reads, and their scores.

use std::path::Path;

use super::column::OF_CANDIDATES as OWN;
use super::reader::GivenProfile;
use super::scores::{BATCH, Scored, Scorer};
use super::test_days::TestDays;
use crate::policy::law::Law;
use crate::policy::noc;
use crate::policy::profile::{CanadianStudy, GridFact, JobOffer, Language, Profile, Residence};
use crate::policy::value::key::EDUCATION;
use crate::pool::Submission;
use crate::table::{About, FileFormat, FileWriter, Table, TableBuilder, TableError};
use crate::time::Day;

const POOL: About = About {
    name: "candidate pool",
    row: "One row for each candidate, by submission.",
    key: &["candidate"],
    written: "By `drawsim pool -o`, under the name that is given. `drawsim score` reads it.",
};

/// A candidate, and the day on which the points are counted.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// The day.
    pub day: Day,
    /// The candidate's submission.
    pub submission: Submission,
}

impl Dated {
    fn profile(&self) -> &Profile {
        &self.submission.profile
    }
}

/// The columns as text for a terminal.
pub fn columns_help() -> String {
    let own: Vec<String> =
        OWN.iter().map(|(name, meaning)| format!("  {name}\n          {meaning}\n")).collect();
    "  candidate\n          number of the person\n".to_owned() + &own.concat() + FACTORS
}

/// The other columns as text for a terminal.
const FACTORS: &str = "  \
  birth_date, education, first_language, canadian_work_years, recent_canadian_months,
  foreign_work_years, noc, occupation_months, continuous_months, trade_certificate, canadian_study,
  canadian_study_two_years, job_offer, sibling, relative, nominated, residence, funds, family_size,
  spouse, spouse_education, spouse_canadian_work_years, spouse_canadian_study, and levels:
  clb_ABILITY, second_clb_ABILITY, spouse_clb_ABILITY
          the factors, as `drawsim score --help` explains them
  score, SECTION_points, FACTOR_points, programs, program_of_invitation, categories, fsw_...
          as `drawsim score` writes them
";

/// Writes candidates batch by batch; returns how many there were.
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
    let first = candidates.peek().map_or(last_law, |dated| dated.day);
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
    let given: Vec<GivenProfile> = rows.iter().map(|row| given(&row.submission)).collect();
    let scored: Vec<Scored<'_>> =
        rows.iter().zip(&given).map(|(row, given)| Scorer::new(law, row.day).score(given)).collect();
    facts(rows).joined(Scorer::new(law, on).table(&scored))
}

fn given(submission: &Submission) -> GivenProfile {
    GivenProfile {
        line: 0,
        candidate: Some(submission.person.to_string()),
        profile: submission.profile,
        has_occupation: true,
        tested_on: TestDays::default(),
        doubts: Vec::new(),
    }
}

/// The columns that only a table of candidates has; those of [`Scorer::table`] follow them in a file.
pub fn facts(rows: &[Dated]) -> Table {
    let table = Table::of(&POOL, rows)
        .text("candidate", "Number of the person.", |row| Some(row.submission.person))
        .instant(OWN[0].0, "Instant of the submission.", |row| Some(row.submission.submitted_at))
        .day(OWN[1].0, "Day at whose start the profile ends.", |row| Some(row.submission.expires_on))
        .day("birth_date", "Birth date.", |row| Some(row.profile().birth))
        .text("education", "Level of education.", |row| Some(EDUCATION[row.profile().education as usize]))
        .text(
            "first_language",
            "`english` or `french`: the first language that the candidate chose.",
            |row| Some(language(row.profile().first_language)),
        );
    let table = work(table)
        .truth("trade_certificate", "Whether there is a certificate of qualification in a trade.", |row| {
            Some(row.profile().trade_certificate)
        })
        .text(
            "canadian_study",
            "`none`, `short` (1 or 2 years) or `long` (3 years or more, graduate degrees).",
            |row| Some(study(row.profile().canadian_study)),
        )
        .truth(
            "canadian_study_two_years",
            "Whether there are two years or more of full-time study in Canada; if empty, as `canadian_study` \
             says.",
            |row| row.profile().grid.two_year_study(),
        )
        .text("job_offer", "`none`, `skilled` or `senior_manager`.", |row| {
            Some(job_offer(row.profile().job_offer))
        })
        .truth(
            "sibling",
            "Whether a sibling in Canada is a citizen or permanent resident of 18 or more.",
            |row| Some(row.profile().sibling),
        )
        .truth(
            "relative",
            "Whether another relative in Canada is a citizen or permanent resident of 18 or more.",
            |row| Some(row.profile().grid.has(GridFact::Relative)),
        )
        .truth("nominated", "Whether a province or territory has nominated the candidate.", |row| {
            Some(row.profile().nominated)
        })
        .text("residence", "`canada` or `abroad`.", |row| Some(residence(row.profile().residence)))
        .truth("funds", "Whether settlement funds are met or not needed.", |row| Some(row.profile().funds))
        .integer("family_size", "Persons who would be admitted, the candidate included.", |row| {
            Some(row.profile().family_size)
        });
    spouse(table).finish()
}

fn work(table: TableBuilder<'_, Dated>) -> TableBuilder<'_, Dated> {
    table
        .integer("canadian_work_years", "Full years of skilled work in Canada in the last ten.", |row| {
            Some(row.profile().canadian_work_years)
        })
        .integer("recent_canadian_months", "Months of it in the last three years.", |row| {
            Some(row.profile().recent_canadian_months)
        })
        .integer("foreign_work_years", "Full years of skilled work abroad in the last ten.", |row| {
            Some(row.profile().foreign_work_years)
        })
        .text("noc", "NOC 2021 code of the occupation, of five digits.", |row| {
            Some(noc::unit_groups()[usize::from(row.profile().occupation.0)].code.as_str())
        })
        .integer("occupation_months", "Months of work in that occupation in the last three years.", |row| {
            Some(row.profile().occupation_months)
        })
        .integer(
            "continuous_months",
            "Longest unbroken work in it in the last ten years, in months.",
            |row| Some(row.profile().continuous_months),
        )
}

fn spouse(table: TableBuilder<'_, Dated>) -> TableBuilder<'_, Dated> {
    table
        .truth("spouse", "Whether there is an accompanying spouse, whose facts are scored.", |row| {
            Some(row.profile().spouse.is_some())
        })
        .text("spouse_education", "Spouse's level of education; empty without a spouse.", |row| {
            row.profile().spouse.map(|spouse| EDUCATION[spouse.education as usize])
        })
        .integer(
            "spouse_canadian_work_years",
            "Spouse's full years of work in Canada in the last ten; empty without a spouse.",
            |row| row.profile().spouse.map(|spouse| spouse.canadian_work_years),
        )
        .truth(
            "spouse_canadian_study",
            "Whether the spouse studied full time in Canada for two years or more; empty without a spouse.",
            |row| row.profile().spouse.map(|_| row.profile().grid.has(GridFact::SpouseStudy)),
        )
}

fn language(language: Language) -> &'static str {
    match language {
        Language::English => "english",
        Language::French => "french",
    }
}

fn study(study: CanadianStudy) -> &'static str {
    match study {
        CanadianStudy::None => "none",
        CanadianStudy::Short => "short",
        CanadianStudy::Long => "long",
    }
}

fn job_offer(offer: JobOffer) -> &'static str {
    match offer {
        JobOffer::None => "none",
        JobOffer::Skilled => "skilled",
        JobOffer::SeniorManager => "senior_manager",
    }
}

fn residence(residence: Residence) -> &'static str {
    match residence {
        Residence::Canada => "canada",
        Residence::Abroad => "abroad",
    }
}
