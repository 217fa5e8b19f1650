//! Scored profiles as a table: the total, its parts, programs and categories, the FSW grid, converted levels.

use std::fmt;
use std::path::Path;

use super::reader::{Batch, GivenProfile, ProfileReader};
use crate::policy::law::Law;
use crate::policy::profile::{Abilities, Profile};
use crate::policy::rules::{Breakdown, Eligibility, Factor, GridBreakdown, Rules, Section};
use crate::table::{FileFormat, FileWriter, Table, TableBuilder, TableError};
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

    /// Scores a whole file into another, batch by batch; `tell` gets each batch before the next one is read.
    ///
    /// # Errors
    /// If a file cannot be read on or written.
    pub fn score_file(
        &self,
        reader: &mut ProfileReader,
        path: &Path,
        format: FileFormat,
        mut tell: impl FnMut(&Batch),
    ) -> Result<(), TableError> {
        let mut writer = FileWriter::create(path, format, &self.table(&[]))?;
        let mut batch = Batch::default();
        while reader.read(BATCH, &mut batch)? {
            tell(&batch);
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
        let mut table = Table::of(rows)
            .text("candidate", |row| Some(row.given.name()))
            .integer("score", |row| Some(row.breakdown.total));
        for section in Section::ALL {
            let name = format!("{}_points", section.name());
            table = table.integer(name, move |row| Some(row.breakdown.section(section)));
        }
        for factor in Factor::ALL {
            let name = format!("{}_points", factor.name());
            table = table.integer(name, move |row| Some(row.breakdown.factor(factor)));
        }
        for (place, (name, _)) in self.rules.added_factors().enumerate() {
            table = table.integer(format!("{name}_points"), move |row| row.added.get(place).copied());
        }
        let program = |program: usize| self.law.programs()[program].as_str();
        let table = table
            .text("programs", |row| row.eligibility.map(|set| self.programs(set)))
            .text("program_of_invitation", |row| row.program.map(program))
            .text("categories", |row| row.eligibility.map(|set| self.categories(set)));
        levels(grid(table)).finish()
    }
}

type Builder<'a, 'b> = TableBuilder<'a, Scored<'b>>;

fn grid<'a, 'b>(table: Builder<'a, 'b>) -> Builder<'a, 'b> {
    table
        .integer("fsw_grid_points", |row| Some(row.grid.total))
        .truth("fsw_grid_passed", |row| Some(row.grid.passed))
        .integer("fsw_first_language_points", |row| Some(row.grid.first_language))
        .integer("fsw_second_language_points", |row| Some(row.grid.second_language))
        .integer("fsw_education_points", |row| Some(row.grid.education))
        .integer("fsw_experience_points", |row| Some(row.grid.experience))
        .integer("fsw_age_points", |row| Some(row.grid.age))
        .integer("fsw_arranged_employment_points", |row| Some(row.grid.arranged_employment))
        .integer("fsw_adaptability_points", |row| Some(row.grid.adaptability))
}

/// The levels of a profile in one language, or of its spouse.
type Levels = fn(&Profile) -> Option<Abilities>;

/// Levels as they were scored: given, or converted from a test.
fn levels<'a, 'b>(mut table: Builder<'a, 'b>) -> Builder<'a, 'b> {
    let whose: [(&str, Levels); 3] = [
        ("", |profile| Some(profile.first)),
        ("second_", |profile| profile.second),
        ("spouse_", |profile| profile.spouse.and_then(|spouse| spouse.language)),
    ];
    for (prefix, of) in whose {
        for (ability, name) in Abilities::NAMES.iter().enumerate() {
            table = table.integer(format!("{prefix}clb_{name}"), move |row: &Scored<'_>| {
                of(&row.given.profile).map(|levels| levels.0[ability])
            });
        }
    }
    table
}
