//! The outcomes of a point of a sweep, by year: their names, and their values in one replication.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::reader::{Field, misspelt};
use crate::document::tree::Origin;
use crate::experiment::compare::{Key, Outcome, Rows, Subject};
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::policy::program::Program;
use crate::record::Counts;

/// An outcome of a year: `cutoff.cec.2027`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearlyOutcome {
    key: Key,
}

impl YearlyOutcome {
    /// Name of its column.
    pub fn column(&self) -> String {
        self.to_string().replace('.', "_")
    }

    /// Name of the column with its effect.
    pub fn effect_column(&self) -> String {
        format!("effect_{}", self.column())
    }

    /// What it is, its unit, and the meaning of an empty cell.
    pub fn description(&self) -> String {
        let subject = match &self.key.subject {
            Subject::All => "all programs".to_owned(),
            Subject::Rounds(round_type) => format!("rounds of type `{round_type}`"),
            Subject::Program(program) => format!("program {}", program.name()),
        };
        let year = self.key.year;
        let what = match self.key.outcome {
            Outcome::Cutoff => "Mean cutoff of the months of the year, in CRS points",
            Outcome::FirstCutoff => "Cutoff of the first round, in CRS points",
            Outcome::Invited => "Invitations",
            Outcome::Admissions => "Persons admitted, family included",
            Outcome::MeanScore => "Mean score of the invited, in CRS points",
            Outcome::ShareInCanada => "Part of the invited that lives in Canada, 0 to 1",
            Outcome::ShareFrench => "Part of the invited that speaks French, 0 to 1",
            Outcome::MeanAge => "Mean age of the invited, in years",
            Outcome::WaitDays => "Mean days from submission to invitation",
        };
        let empty = if self.key.outcome.is_count() { "" } else { "; empty without an invitation" };
        format!("{what}: {subject}, {year}{empty}.")
    }

    /// Its value in a replication: 0 where persons are counted and there are none.
    pub fn or_zero(&self, value: Option<f64>) -> Option<f64> {
        if self.key.outcome.is_count() { Some(value.unwrap_or(0.0)) } else { value }
    }

    /// Whether it is a cutoff.
    pub fn is_cutoff(&self) -> bool {
        self.key.outcome == Outcome::Cutoff
    }

    /// Calendar year.
    pub fn year(&self) -> i16 {
        self.key.year
    }

    /// What is measured.
    pub fn kind(&self) -> Outcome {
        self.key.outcome
    }

    /// The rounds or invitations that it is of: a type of rounds, a program, or `all`.
    pub fn subject(&self) -> &str {
        match &self.key.subject {
            Subject::All => "all",
            Subject::Rounds(round_type) => round_type.name(),
            Subject::Program(program) => program.name(),
        }
    }
}

impl fmt::Display for YearlyOutcome {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}.{}.{}", self.kind().name(), self.subject(), self.year())
    }
}

impl FromStr for YearlyOutcome {
    type Err = ();

    /// Reads the name of an outcome.
    fn from_str(text: &str) -> Result<YearlyOutcome, ()> {
        let mut parts = text.split('.');
        let (Some(outcome), Some(subject), Some(year), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(());
        };
        let outcome = Outcome::ALL.into_iter().find(|known| known.name() == outcome).ok_or(())?;
        let is_of_rounds = matches!(outcome, Outcome::Cutoff | Outcome::FirstCutoff | Outcome::Invited);
        let program = Program::ALL.into_iter().find(|program| program.name() == subject);
        let subject = match program {
            _ if subject == "all" => Subject::All,
            _ if is_of_rounds => Subject::Rounds(RoundType::new(subject)),
            program => Subject::Program(program.ok_or(())?),
        };
        let year = year.parse().map_err(|_| ())?;
        Ok(YearlyOutcome { key: Key { outcome, subject, year, month: None } })
    }
}

/// Outcomes that are asked for: `cutoff`, `cutoff.cec` or `cutoff.cec.2027`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    origin: Origin,
}

impl Pattern {
    /// Reads an element of `outcomes`.
    pub fn read(field: &Field<'_>) -> Option<Pattern> {
        let text = field.text()?.to_owned();
        Some(Pattern { text, origin: field.node?.origin.clone() })
    }

    /// Whether it asks for an outcome.
    pub fn asks_for(&self, outcome: &YearlyOutcome) -> bool {
        let name = outcome.to_string();
        name.strip_prefix(&self.text).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

/// The outcomes that are asked for, of those that the base has; cutoffs, invitations and admissions if none
/// is.
///
/// # Errors
/// For each pattern that asks for no outcome of the base.
pub fn asked(
    patterns: &[Pattern],
    known: &BTreeSet<YearlyOutcome>,
) -> Result<Vec<YearlyOutcome>, InvalidInput> {
    if patterns.is_empty() {
        let usual = |outcome: &&YearlyOutcome| USUAL.contains(&outcome.key.outcome);
        return Ok(known.iter().filter(usual).cloned().collect());
    }
    let problems = Problems::new();
    let mut outcomes = Vec::new();
    for pattern in patterns {
        let found: Vec<&YearlyOutcome> = known
            .iter()
            .filter(|outcome| pattern.asks_for(outcome) && !outcomes.contains(*outcome))
            .collect();
        if found.is_empty() && !outcomes.iter().any(|outcome| pattern.asks_for(outcome)) {
            problems.push(no_outcome(pattern, known));
        }
        outcomes.extend(found.into_iter().cloned());
    }
    problems.finish(Some(outcomes))
}

/// The outcomes of a sweep that asks for none.
const USUAL: [Outcome; 3] = [Outcome::Cutoff, Outcome::Invited, Outcome::Admissions];

fn no_outcome(pattern: &Pattern, known: &BTreeSet<YearlyOutcome>) -> Problem {
    let text = &pattern.text;
    let names: Vec<String> = known.iter().map(ToString::to_string).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let first = text.split('.').next().unwrap_or_default();
    let near: Vec<&str> =
        names.iter().copied().filter(|name| name.split('.').next() == Some(first)).collect();
    let kinds = Outcome::ALL.map(Outcome::name);
    if near.is_empty() {
        return misspelt(&pattern.origin, format!("`{text}` is no outcome of the base"), text, &kinds);
    }
    misspelt(&pattern.origin, format!("`{text}` is no outcome of the base"), text, &near)
}

/// The outcomes by year of one replication, from its counts at full scale.
pub fn yearly_values(counts: Counts, model: &Model) -> BTreeMap<YearlyOutcome, f64> {
    let values = Rows::of(counts, model).values(None).outcomes;
    let mut yearly = BTreeMap::new();
    let mut months: BTreeMap<Key, Vec<f64>> = BTreeMap::new();
    for (key, value) in values {
        let is_by_type = matches!(key.subject, Subject::Rounds(_));
        match (key.outcome, key.month) {
            (Outcome::Cutoff, Some(_)) => months.entry(Key { month: None, ..key }).or_default().push(value),
            // Invitations by program are those by type, but for categories.
            (Outcome::Invited, None) if !is_by_type && key.subject != Subject::All => {}
            (_, None) => {
                yearly.insert(YearlyOutcome { key }, value);
            }
            (_, Some(_)) => {}
        }
    }
    for (key, cutoffs) in months {
        yearly.insert(YearlyOutcome { key }, cutoffs.iter().sum::<f64>() / cutoffs.len() as f64);
    }
    yearly
}
