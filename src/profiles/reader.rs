//! Reads profiles from CSV or TOML, batch by batch, for `drawsim score`.
//!
//! A CSV file has a header with names of [`columns_help`]; a TOML file has a `[[profile]]` for each row, with
//! the same names as keys. A broken row is reported with its line, and the others are read. Other tables are
//! read as a whole or not at all; so profiles have a reader of their own.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::column::{self, COUNT, Column, Fact, Language, Part};
pub use super::doubt::Doubt;
use super::row::{Context, Facts, Row};
use super::test_days::TestDays;
use crate::document::library;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::reader::{Reader, misspelt, nearest};
use crate::document::records::{FileRecords, HeaderError};
use crate::document::tree;
use crate::document::tree::{Entry, Node, Origin, Source, Value};
use crate::policy::law::Law;
use crate::policy::law::language_chart::LanguageCharts;
use crate::policy::noc;
use crate::policy::profile::{Occupation, Profile};
use crate::table::TableError;
use crate::time::Day;

pub use super::column::help as columns_help;

/// The expectation of a file without profiles.
const NO_PROFILE: &str = "expected a row for each profile";

/// A row that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenProfile {
    /// Line of the file on which it begins, from 1.
    pub line: u64,
    /// Its id, if it has one.
    pub candidate: Option<String>,
    /// The facts to score.
    pub profile: Profile,
    /// Whether an occupation is given; without it programs and categories are unknown.
    pub has_occupation: bool,
    /// The days of its language tests.
    pub tested_on: TestDays,
    /// What cannot be right about it, or no longer holds.
    pub doubts: Vec<Doubt>,
}

/// The name of a row: its id, or its line.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a>(&'a GivenProfile);

impl GivenProfile {
    /// Its name: its id, or its line.
    pub fn name(&self) -> Name<'_> {
        Name(self)
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.candidate {
            Some(name) => f.write_str(name),
            None => write!(f, "line {}", self.0.line),
        }
    }
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRow {
    /// Line of the file on which it begins, from 1; that of the first stray byte if it is not UTF-8.
    pub line: u64,
    /// All its problems, a sentence each.
    pub problems: Vec<String>,
}

/// Rows of one batch.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Those that could be read, in the order of the file.
    pub profiles: Vec<GivenProfile>,
    /// Those that could not.
    pub broken: Vec<BrokenRow>,
}

/// A file of profiles being read.
pub struct ProfileReader {
    path: PathBuf,
    rows: Rows,
    places: [Option<usize>; COUNT],
    context: Context,
}

enum Rows {
    Csv(Box<FileRecords>),
    Toml(std::vec::IntoIter<TomlRow>),
}

/// A block of a TOML file.
#[derive(Clone)]
struct TomlRow {
    line: u64,
    record: csv::StringRecord,
    /// Unknown keys, a sentence each.
    unknown: Vec<String>,
}

impl ProfileReader {
    /// Opens a file of profiles that are to be scored on a day: TOML if its name ends so, else CSV.
    ///
    /// # Errors
    /// If it cannot be read, or its header has problems: unknown, doubled and missing columns.
    pub fn open(path: &Path, law: &Law, on: Day) -> Result<ProfileReader, InvalidInput> {
        let names = column::names();
        let unskilled = noc::unit_groups().iter().position(|group| group.teer == 5);
        let prefix = Language::Spouse.prefix();
        let context = Context {
            on,
            charts: LanguageCharts::of(law, on),
            test_months: law.rules_on(on).language_test_months(),
            assessment_months: law.rules_on(on).education_assessment_months(),
            spouse_columns: (0..COUNT).filter(|column| names[*column].starts_with(prefix)).collect(),
            no_occupation: Occupation(unskilled.expect("the classification has TEER 5") as u16),
            names,
        };
        let (rows, places) = match path.extension().is_some_and(|ending| ending == "toml") {
            true => (read_toml(path, &context)?, ALL_PLACES),
            false => open_csv(path, &context.names)?,
        };
        Ok(ProfileReader { path: path.to_owned(), rows, places, context })
    }

    /// Reads up to so many rows into an emptied batch; false once there are no more.
    ///
    /// # Errors
    /// If the file cannot be read on.
    pub fn read(&mut self, limit: usize, batch: &mut Batch) -> Result<bool, TableError> {
        batch.profiles.clear();
        batch.broken.clear();
        for _ in 0..limit {
            if !self.read_row(batch)? {
                return Ok(!batch.profiles.is_empty() || !batch.broken.is_empty());
            }
        }
        Ok(true)
    }

    fn read_row(&mut self, batch: &mut Batch) -> Result<bool, TableError> {
        let (places, context) = (&self.places, &self.context);
        let row = match &mut self.rows {
            Rows::Csv(records) => {
                let line = records.read().map_err(|error| TableError::of_text(&self.path, &error))?;
                let Some(line) = line else { return Ok(false) };
                match line.fault {
                    Some(fault) => {
                        let problem = format!("{fault}, {}", fault.expected());
                        Err(BrokenRow { line: line.number, problems: vec![problem] })
                    }
                    None => read_fields(line.number, records.fields(), places, context),
                }
            }
            Rows::Toml(rows) => {
                let Some(row) = rows.next() else { return Ok(false) };
                row.read(context)
            }
        };
        match row {
            Ok(profile) => batch.profiles.push(profile),
            Err(broken) => batch.broken.push(broken),
        }
        Ok(true)
    }
}

fn read_fields(
    line: u64,
    record: &csv::StringRecord,
    places: &Places,
    context: &Context,
) -> Result<GivenProfile, BrokenRow> {
    let mut problems = Vec::new();
    match (Row { record, places, context, problems: &mut problems }).read() {
        Some(Facts { candidate, profile, has_occupation, tested_on, doubts }) => {
            Ok(GivenProfile { line, candidate, profile, has_occupation, tested_on, doubts })
        }
        None => Err(BrokenRow { line, problems }),
    }
}

type Places = [Option<usize>; COUNT];

/// The places of columns in a table that has all of them.
const ALL_PLACES: Places = {
    let mut places = [None; COUNT];
    let mut place = 0;
    while place < COUNT {
        places[place] = Some(place);
        place += 1;
    }
    places
};

fn open_csv(path: &Path, names: &[String]) -> Result<(Rows, Places), InvalidInput> {
    let expected = "expected a readable CSV file, or a TOML file";
    let name = path.display().to_string();
    let mut records = FileRecords::open(path).map_err(|error| match error {
        HeaderError::Unreadable(error) => InvalidInput::one(Problem::unreadable(&name, &error, expected)),
        HeaderError::NotUtf8(stray) => InvalidInput::one(library::not_utf8(&name, stray)),
    })?;
    let places = read_header(path, &records, names)?;
    if records.is_empty() {
        let source = Source::new(name, written(&records));
        let origin = Origin { span: 0..source.text.len(), source };
        return Err(InvalidInput::one(Problem::new(origin, "this table holds no profile", NO_PROFILE)));
    }
    Ok((Rows::Csv(Box::new(records)), places))
}

/// The header with the sign between its fields.
fn written(records: &FileRecords) -> String {
    let fields: Vec<&str> = records.header().iter().collect();
    fields.join(records.delimiter().encode_utf8(&mut [0; 4]))
}

/// Finds the place of each column, and reports all problems of the header at once.
fn read_header(path: &Path, records: &FileRecords, names: &[String]) -> Result<Places, InvalidInput> {
    let (problems, header) = (Problems::new(), records.header());
    let text = written(records);
    let source = Source::new(path.display().to_string(), text.clone());
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut places: Places = [None; COUNT];
    let mut start = 0;
    for (place, name) in header.iter().enumerate() {
        let origin = Origin { source: Arc::clone(&source), span: start..start + name.len() };
        start += name.len() + 1;
        match known.iter().position(|known| *known == name.trim()) {
            Some(column) if places[column].is_none() => places[column] = Some(place),
            Some(_) => problems.push(Problem::new(
                origin,
                format!("the column `{name}` stands twice"),
                "expected each column once",
            )),
            None if column::is_result(name.trim()) => {}
            None => {
                let title = format!("unknown column `{name}`");
                problems.push_with(&title, || unknown_column(&origin, name, &known));
            }
        }
    }
    for (columns, expected) in needed_columns() {
        if columns.iter().all(|column| places[column.0].is_none()) {
            let origin = Origin { source: Arc::clone(&source), span: 0..text.len() };
            problems.push(Problem::new(origin, "a column is missing", expected));
        }
    }
    problems.finish(Some(places))
}

/// Groups of columns, each with what is expected: a table needs one column of each group.
fn needed_columns() -> [(Vec<Column>, &'static str); 3] {
    let levels = [Part::AllFour, Part::Level(0), Part::Test];
    [
        (vec![Fact::Age.into(), Fact::BirthDate.into()], "expected a column `age` or `birth_date`"),
        (vec![Fact::Education.into()], "expected a column `education`"),
        (
            levels.map(|part| Language::First.column(part)).to_vec(),
            "expected a column `clb`, columns `clb_speaking` and so on, or `test` and its scores",
        ),
    ]
}

fn unknown_column(origin: &Origin, name: &str, known: &[&str]) -> Problem {
    let mut problem = misspelt(origin, format!("unknown column `{name}`"), name.trim(), known);
    problem.expected = "expected a column that `drawsim score --help` lists".to_owned();
    problem
}

/// Reads all blocks, since a TOML text is held as a whole anyway. If something else is wrong with the text,
/// the problems of its profiles are reported too.
fn read_toml(path: &Path, context: &Context) -> Result<Rows, InvalidInput> {
    let source = library::read(path).map_err(InvalidInput::one)?.source;
    let problems = Problems::new();
    let (root, wrong) = tree::parse(&source);
    problems.extend(wrong);
    let mut records = Vec::new();
    if problems.is_empty()
        && let Some(reader) = Reader::new(&root, "", &problems)
    {
        let blocks = reader.need("profile");
        if matches!(blocks.node.map(|node| &node.value), Some(Value::List(items)) if items.is_empty()) {
            blocks.wrong("this list holds no profile", NO_PROFILE);
        }
        for block in blocks.list() {
            let (Some(node), Some(_)) = (block.node, block.table()) else { continue };
            records.push((row_of(node, &context.names), &node.origin));
        }
        reader.finish();
    }
    if !problems.is_empty() {
        for (row, origin) in &records {
            let wrong = row.clone().read(context).err().map_or_else(Vec::new, |broken| broken.problems);
            for sentence in wrong {
                let (title, expected) = sentence.split_once(", ").unwrap_or((&sentence, "expected another"));
                problems.push(Problem::new(origin.first_line(), title, expected));
            }
        }
    }
    let records: Vec<TomlRow> = records.into_iter().map(|(row, _)| row).collect();
    problems.finish(Some(Rows::Toml(records.into_iter())))
}

impl TomlRow {
    /// Reads its facts, or all its problems.
    fn read(self, context: &Context) -> Result<GivenProfile, BrokenRow> {
        let mut problems = self.unknown;
        let read = read_fields(self.line, &self.record, &ALL_PLACES, context);
        match read {
            Ok(profile) if problems.is_empty() => Ok(profile),
            Ok(_) => Err(BrokenRow { line: self.line, problems }),
            Err(broken) => {
                problems.extend(broken.problems);
                Err(BrokenRow { line: self.line, problems })
            }
        }
    }
}

/// A block as the row of a table that has every column; a misspelt key stands for the one that was meant.
fn row_of(node: &Node, names: &[String]) -> TomlRow {
    let line = node.origin.line() as u64;
    let Value::Table(table) = &node.value else { unreachable!("the block was read as a table") };
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let (mut unknown, mut meant): (Vec<String>, Vec<(&str, &Entry)>) = Default::default();
    for (key, entry) in table.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
        let (near, line) = (nearest(key, &known), entry.key.line());
        let help = near.map_or(String::new(), |name| format!("; did you mean `{name}`?"));
        unknown.push(format!(
            "unknown key `{key}` in line {line}, expected a column that `drawsim score --help` lists{help}"
        ));
        meant.extend(near.map(|name| (name, entry)));
    }
    let mut record = csv::StringRecord::new();
    for name in &known {
        let misspelt = meant.iter().find(|(column, _)| column == name).map(|(_, entry)| *entry);
        let entry = table.get(*name).or(misspelt);
        record.push_field(&entry.map_or(String::new(), |entry| cell(&entry.node.value)));
    }
    TomlRow { line, record, unknown }
}

/// A value as the text of a cell.
fn cell(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Moment(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(day) => day.to_string(),
        Value::List(_) | Value::Table(_) | Value::Broken => value.kind().to_owned(),
    }
}
