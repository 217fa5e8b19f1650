//! Scored profiles as a table: the total, its parts, programs and categories, the FSW grid, converted levels.

use std::fmt;
use std::path::Path;

use super::reader::{Batch, GivenProfile, ProfileReader};
use crate::policy::law::Law;
use crate::policy::profile::{Abilities, Profile};
use crate::policy::rules::{Breakdown, Eligibility, Factor, GridBreakdown, Rules, Section};
use crate::table::{About, FileFormat, FileWriter, Table, TableBuilder, TableError};
use crate::time::Day;

/// Rows that are read, scored and written at once: enough to keep memory small and files in large pieces.
pub const BATCH: usize = 16_384;

/// A law on a day, ready to score.
pub struct Scorer<'a> {
    law: &'a Law,
    rules: &'a Rules,
    on: Day,
}

/// A profile with its score.
#[derive(Clone, Debug)]
pub struct Scored<'a> {
    /// The row it was read from.
    pub given: &'a GivenProfile,
    /// The score and its parts.
    pub breakdown: Breakdown,
    /// Points of factors that a reform added, in the order of [`Rules::added_factors`].
    pub added: Vec<u16>,
    /// Points in the Federal Skilled Worker grid.
    pub grid: GridBreakdown,
    /// Programs and categories; none where no occupation was given.
    pub eligibility: Option<Eligibility>,
    /// The program of an invitation in a round for all programs.
    pub program: Option<usize>,
}

/// Names of programs or categories, for a cell.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    names: &'a [String],
    eligibility: Eligibility,
    first_bit: usize,
}

impl<'a> Names<'a> {
    /// The programs of a set.
    pub fn programs(law: &'a Law, eligibility: Eligibility) -> Names<'a> {
        Names { names: law.programs(), eligibility, first_bit: 0 }
    }

    /// The categories of a set.
    pub fn categories(law: &'a Law, eligibility: Eligibility) -> Names<'a> {
        Names { names: law.categories(), eligibility, first_bit: law.programs().len() }
    }
}

impl fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        for (place, name) in self.names.iter().enumerate() {
            if self.eligibility.has(self.first_bit + place) {
                write!(f, "{gap}{name}")?;
                gap = " ";
            }
        }
        Ok(())
    }
}

impl<'a> Scorer<'a> {
    /// Scores under a law as it stands on a day.
    pub fn new(law: &'a Law, on: Day) -> Scorer<'a> {
        Scorer { law, rules: law.rules_on(on), on }
    }

    /// The rules of the day.
    pub fn rules(&self) -> &'a Rules {
        self.rules
    }

    /// Scores one profile.
    pub fn score<'b>(&self, given: &'b GivenProfile) -> Scored<'b> {
        let profile: &Profile = &given.profile;
        let eligibility = given.has_occupation.then(|| self.rules.eligibility(profile, self.on));
        Scored {
            given,
            breakdown: self.rules.breakdown(profile, self.on),
            added: self
                .rules
                .added_points(profile, self.on)
                .into_iter()
                .map(|(_, _, points)| points)
                .collect(),
            grid: self.rules.fsw_grid(profile, self.on),
            eligibility,
            program: eligibility.and_then(|set| self.rules.program_of_invitation(set)),
        }
    }

    /// Scores a whole file into another, batch by batch. `report` gets each batch before the next one is
    /// read.
    ///
    /// # Errors
    /// If a file cannot be read on or written.
    pub fn score_file(
        &self,
        reader: &mut ProfileReader,
        path: &Path,
        format: FileFormat,
        mut report: impl FnMut(&Batch),
    ) -> Result<(), TableError> {
        let mut writer = FileWriter::create(path, format, &self.table(&[]))?;
        let mut batch = Batch::default();
        while reader.read(BATCH, &mut batch)? {
            report(&batch);
            let scored: Vec<Scored<'_>> = batch.profiles.iter().map(|given| self.score(given)).collect();
            writer.write(&self.table(&scored))?;
        }
        writer.finish()
    }

    /// Names of the programs in a set.
    pub fn programs(&self, eligibility: Eligibility) -> Names<'a> {
        Names::programs(self.law, eligibility)
    }

    /// Names of the categories in a set.
    pub fn categories(&self, eligibility: Eligibility) -> Names<'a> {
        Names::categories(self.law, eligibility)
    }

    /// The rows as a table. Points of factors in section C stand before the cap of their pair.
    pub fn table(&self, rows: &[Scored<'_>]) -> Table {
        let mut table = Table::of(&SCORES, rows)
            .text("candidate", "Id of the profile, or its line in the file.", |row| Some(row.given.name()))
            .integer("score", "Total CRS score, in points.", |row| Some(row.breakdown.total));
        for section in Section::ALL {
            let (name, title) = (format!("{}_points", section.name()), section_title(section));
            table = table.integer(name, title, move |row| Some(row.breakdown.section(section)));
        }
        for factor in Factor::ALL {
            let name = format!("{}_points", factor.name());
            table = table
                .integer(name, factor_title(factor.name()), move |row| Some(row.breakdown.factor(factor)));
        }
        for (place, (name, _)) in self.rules.added_factors().enumerate() {
            let column = format!("{name}_points");
            table = table.integer(column, factor_title(name), move |row| row.added.get(place).copied());
        }
        let table = table
            .text(
                "programs",
                "Programs, separated by blanks; empty if none, or if no occupation is given.",
                |row| row.eligibility.map(|set| self.programs(set)),
            )
            .text(
                "program_of_invitation",
                "Program of an invitation in a round for all programs; empty if none.",
                |row| row.program.map(|program| self.law.programs()[program].as_str()),
            )
            .text(
                "categories",
                "Categories, separated by blanks; empty if none, or if no occupation is given.",
                |row| row.eligibility.map(|set| self.categories(set)),
            );
        levels(grid(table)).finish()
    }
}

const SCORES: About = About {
    name: "scores",
    row: "One row for each profile that could be read, in the order of the file.",
    key: &["candidate"],
    written: "By `drawsim score -o`, under the name that is given; factors that a reform adds have columns, \
              too.",
};

fn section_title(section: Section) -> String {
    format!("Points of section {} of the CRS: {}.", section.letter(), section.name())
}

fn factor_title(name: &str) -> String {
    format!("CRS points of the factor `{name}`; in section C before the cap of its pair.")
}

type Builder<'a, 'b> = TableBuilder<'a, Scored<'b>>;

fn grid<'a, 'b>(table: Builder<'a, 'b>) -> Builder<'a, 'b> {
    table
        .integer("fsw_grid_points", "Points of the Federal Skilled Worker grid.", |row| Some(row.grid.total))
        .truth("fsw_grid_passed", "Whether these points reach the grid's pass mark.", |row| {
            Some(row.grid.passed)
        })
        .integer("fsw_first_language_points", "Grid points of the first language.", |row| {
            Some(row.grid.first_language)
        })
        .integer("fsw_second_language_points", "Grid points of the second language.", |row| {
            Some(row.grid.second_language)
        })
        .integer("fsw_education_points", "Grid points of education.", |row| Some(row.grid.education))
        .integer("fsw_experience_points", "Grid points of work experience.", |row| Some(row.grid.experience))
        .integer("fsw_age_points", "Grid points of age.", |row| Some(row.grid.age))
        .integer("fsw_arranged_employment_points", "Grid points of arranged employment.", |row| {
            Some(row.grid.arranged_employment)
        })
        .integer("fsw_adaptability_points", "Grid points of adaptability.", |row| Some(row.grid.adaptability))
}

/// Levels with columns: the beginning of their names, the person and language, and the levels.
struct Speaker {
    prefix: &'static str,
    words: &'static str,
    levels: fn(&Profile) -> Option<Abilities>,
}

const SPEAKERS: [Speaker; 3] = [
    Speaker { prefix: "", words: "in the first language", levels: |profile| Some(profile.first) },
    Speaker {
        prefix: "second_",
        words: "in the second language; empty without a test",
        levels: |profile| profile.second,
    },
    Speaker {
        prefix: "spouse_",
        words: "of the spouse; empty without a test",
        levels: |profile| profile.spouse.and_then(|spouse| spouse.language),
    },
];

/// Levels as they were scored: given, or converted from a test.
fn levels<'a, 'b>(mut table: Builder<'a, 'b>) -> Builder<'a, 'b> {
    for Speaker { prefix, words, levels } in &SPEAKERS {
        for (ability, name) in Abilities::NAMES.iter().enumerate() {
            let description = format!("CLB or NCLC level in {name} {words}.");
            table = table.integer(format!("{prefix}clb_{name}"), description, move |row: &Scored<'_>| {
                levels(&row.given.profile).map(|levels| levels.0[ability])
            });
        }
    }
    table
}
