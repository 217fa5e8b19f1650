//! The file that states a calibration: its parameters with their priors, its window, its error model.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use super::block::Block;
use super::check::{StatedError, narrowest};
use super::course::Course;
use super::error_model::{BAND_GROUPS, ErrorModel};
use super::gauss_newton::Prior;
use super::target::KINDS;
use crate::document::library::{self, Base};
use crate::document::number_path::NumberPath;
use crate::document::problem::{InvalidInput, Problems};
use crate::document::reader::{Field, Reader};
use crate::document::tree::{self, Entry, Node, Origin, Source, Value};
use crate::model::one_step::Window;
use crate::population::Transformation;
use crate::time::Day;

/// A calibration, as it was written.
#[derive(Clone, Debug)]
pub struct Spec {
    /// The file.
    pub source: Arc<Source>,
    /// What it is, in one line.
    pub title: String,
    /// The scenario whose law and published tables it uses, and whose rounds a free run holds.
    pub scenario: String,
    /// The population file that it starts from.
    pub population: String,
    /// Seed of all random streams.
    pub seed: u64,
    /// Simulated candidates for each real one.
    pub scale: f64,
    /// The days whose published figures are fitted.
    pub window: Window,
    /// Where the first of them is stated.
    pub window_origin: Origin,
    /// The free run of the last steps; none without one.
    pub free_run: Option<FreeRun>,
    /// Starting points of the search.
    pub starts: usize,
    /// Most steps from each.
    pub steps: usize,
    /// Members of the calibrated population.
    pub members: usize,
    /// Factor on the standard deviations of Laplace's approximation.
    pub widening: f64,
    /// Kinds of figures that are compared.
    pub figures: Vec<&'static str>,
    /// How far published figures and a run of the true people may differ.
    pub errors: ErrorModel,
    /// The keys of the error model that the file states.
    pub stated_errors: Vec<StatedError>,
    /// The parameters, each block with its place in the file.
    pub blocks: Vec<(Block, Origin)>,
    /// Whether the search goes on from the numbers of the population file; else it starts from the prior
    /// means.
    pub goes_on: bool,
}

/// A run from a published pool with published sizes, on which errors add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeRun {
    /// Its first day.
    pub from: Day,
    /// How many of the last steps look at it.
    pub steps: usize,
}

impl Spec {
    /// Reads a file, or one that the program carries.
    ///
    /// # Errors
    /// Every problem of the file, each with its place.
    pub fn load(name: &str) -> Result<Spec, InvalidInput> {
        let problems = Problems::new();
        let spec = Spec::read(name, &problems);
        problems.finish(spec)
    }

    /// Reads a file and reports its problems; a test asks which keys are read.
    pub fn read(name: &str, problems: &Problems) -> Option<Spec> {
        let opened = library::open_spec(name).map_err(|problem| problems.push(problem)).ok()?;
        let document = tree::recover(&opened.source, problems)?;
        let reader = Reader::new(&document, "", problems)?;
        let title = reader.need("title").text();
        let scenario = named(&reader.need("scenario"), &opened.base);
        let population = named(&reader.need("population"), &opened.base);
        let seed = whole_or(&reader.find("seed"), 0..=i64::MAX, 1);
        let scale = reader.find("scale").number_or(0.001..=1.0, 0.1);
        let window = reader.need("window").table().and_then(read_window);
        let free_run = optional(&reader.find("free_run"), read_free_run);
        let starts = whole_or(&reader.find("starts"), 1..=20, 3);
        let steps = whole_or(&reader.find("steps"), 1..=50, 6);
        let members = whole_or(&reader.find("members"), 2..=1000, 25);
        let widening = reader.find("widening").number_or(0.0..=10.0, 1.5);
        let errors = optional(&reader.find("errors"), |field| read_errors(field.table()?));
        let figures = read_figures(&reader.find("figures"));
        let blocks: Vec<Option<(Block, Origin)>> =
            reader.need("parameter").list().iter().map(read_block).collect();
        reader.finish();
        let spec = Spec {
            source: Arc::clone(&opened.source),
            title: title?.to_owned(),
            scenario: scenario?,
            population: population?,
            seed: seed? as u64,
            scale: scale?,
            window: window.as_ref()?.0,
            window_origin: window?.1,
            free_run: free_run?,
            starts: starts? as usize,
            steps: steps? as usize,
            members: members? as usize,
            widening: widening?,
            figures: figures?,
            errors: errors?.unwrap_or_default(),
            stated_errors: stated_errors(&document),
            blocks: blocks.into_iter().collect::<Option<Vec<_>>>()?,
            goes_on: false,
        };
        Some(spec)
    }

    /// The same calibration over a window of the same length that ends on another day: knots move with it.
    #[must_use]
    pub fn ending_on(mut self, to: Day) -> Spec {
        let Window { from, to: end, warm_up_months } = self.window;
        let window = Window { from: to - (end - from), to, warm_up_months };
        for course in self.blocks.iter_mut().filter_map(|(block, _)| block.course.as_mut()) {
            *course = course.moved(self.window, window);
        }
        Spec { window, ..self }
    }

    /// A fit that goes on from the numbers of a population file, for figures up to a day.
    #[must_use]
    pub fn going_on(self, population: String, to: Day) -> Spec {
        let moved = self.ending_on(to);
        Spec { population, starts: 1, steps: moved.steps.min(STEPS_ON), goes_on: true, ..moved }
    }

    /// A fit of a minute: few parameters without a course over time, one start, one-step runs alone.
    #[must_use]
    pub fn quick(mut self) -> Spec {
        let from = self.window.from.max(self.window.to.plus_months(-QUICK_MONTHS));
        let window = Window { from, ..self.window };
        self.blocks.retain(|(block, _)| block.course.is_some());
        self.blocks.truncate(QUICK_BLOCKS);
        for course in self.blocks.iter_mut().filter_map(|(block, _)| block.course.as_mut()) {
            *course = Course { knots: vec![from], slope: None, ..course.clone() };
        }
        let (scale, members, stated_errors) = (QUICK_SCALE, QUICK_MEMBERS, Vec::new());
        Spec { starts: 1, steps: 2, free_run: None, members, scale, window, stated_errors, ..self }
    }
}

/// Steps of a search that goes on.
const STEPS_ON: usize = 2;
/// Blocks, months, scale and members of a quick fit.
const QUICK_BLOCKS: usize = 10;
const QUICK_MONTHS: i32 = 24;
const QUICK_SCALE: f64 = 0.05;
const QUICK_MEMBERS: usize = 10;

/// Greatest standard deviation of a prior or of an error.
pub(super) const MOST_SD: f64 = 100.0;

/// The keys of the error model that a document states.
fn stated_errors(document: &Node) -> Vec<StatedError> {
    let mut stated = Vec::new();
    for (kind, entry) in entries(document, "errors") {
        match &entry.node.value {
            Value::Table(types) => stated.extend(types.iter().map(|(name, entry)| StatedError {
                kind: kind.clone(),
                round_type: Some(name.clone()),
                origin: entry.key.clone(),
            })),
            _ => stated.push(StatedError { kind: kind.clone(), round_type: None, origin: entry.key.clone() }),
        }
    }
    // Types that have no key of their own may or may not be there.
    stated.retain(|error| !error.kind.starts_with("other_"));
    stated
}

/// The entries of a table of a document; none without it.
fn entries<'a>(document: &'a Node, key: &str) -> impl Iterator<Item = (&'a String, &'a Entry)> {
    let table = match &document.value {
        Value::Table(table) => table.get(key).map(|entry| &entry.node.value),
        _ => None,
    };
    let entries = match table {
        Some(Value::Table(entries)) => Some(entries),
        _ => None,
    };
    entries.into_iter().flatten()
}

/// A file by its name from the spec's folder, else as the program knows it.
fn named(field: &Field<'_>, base: &Base) -> Option<String> {
    let name = field.text()?;
    let beside = match base {
        Base::Disk(folder) => folder.join(name),
        Base::Carried(folder) => Path::new(folder).join(name),
    };
    let is_there = matches!(base, Base::Disk(_)) && beside.is_file();
    if !is_there {
        return Some(name.to_owned());
    }
    Some(std::path::absolute(&beside).unwrap_or(beside).display().to_string())
}

fn read_window(reader: Reader<'_>) -> Option<(Window, Origin)> {
    let (from_field, to_field) = (reader.need("from"), reader.need("to"));
    let (from, to) = (from_field.date(), to_field.date());
    let warm_up_months = whole_or(&reader.find("warm_up_months"), 0..=120, 18);
    reader.finish();
    let (from, to) = (from?, to?);
    if from >= to {
        let title = format!("the window ends on {to} and starts on {from}");
        to_field.wrong(title, "expected a later day than `from`");
        return None;
    }
    let window = Window { from, to, warm_up_months: warm_up_months? as i32 };
    Some((window, from_field.node?.origin.clone()))
}

fn read_free_run(field: &Field<'_>) -> Option<FreeRun> {
    let reader = field.table()?;
    let from = reader.need("from").date();
    let steps = whole_or(&reader.find("steps"), 1..=50, 3);
    reader.finish();
    Some(FreeRun { from: from?, steps: steps? as usize })
}

fn read_figures(field: &Field<'_>) -> Option<Vec<&'static str>> {
    if field.node.is_none() {
        return Some(KINDS.to_vec());
    }
    field.list().iter().map(|kind| Some(KINDS[kind.choice(&KINDS)?])).collect()
}

fn read_errors(reader: Reader<'_>) -> Option<ErrorModel> {
    let usual = ErrorModel::default();
    let spread = |field: Field<'_>, usual: f64| field.number_or(0.001..=MOST_SD, usual);
    let rounds = by_type(&reader.find("rounds"), &usual.rounds);
    let other_rounds = spread(reader.find("other_rounds"), usual.other_rounds);
    let bands = by_band(&reader.find("bands"), usual.bands);
    let quarterly_bands = by_band(&reader.find("quarterly_bands"), usual.quarterly_bands);
    let submissions = spread(reader.find("submissions"), usual.submissions);
    let invited = spread(reader.find("invited"), usual.invited);
    let admissions = spread(reader.find("admissions"), usual.admissions);
    let submitted_scores = spread(reader.find("submitted_scores"), usual.submitted_scores);
    let inventories = spread(reader.find("inventories"), usual.inventories);
    let cutoffs = by_type(&reader.find("cutoffs"), &usual.cutoffs);
    let other_cutoffs = spread(reader.find("other_cutoffs"), usual.other_cutoffs);
    reader.finish();
    Some(ErrorModel {
        rounds: rounds?,
        other_rounds: other_rounds?,
        bands: bands?,
        quarterly_bands: quarterly_bands?,
        submissions: submissions?,
        invited: invited?,
        admissions: admissions?,
        submitted_scores: submitted_scores?,
        inventories: inventories?,
        cutoffs: cutoffs?,
        other_cutoffs: other_cutoffs?,
    })
}

/// Standard deviations by group of bands.
fn by_band(field: &Field<'_>, usual: [f64; BAND_GROUPS.len()]) -> Option<[f64; BAND_GROUPS.len()]> {
    let stated = optional(field, |field| field.numbers(BAND_GROUPS.len(), 0.001..=MOST_SD))?;
    stated.map_or(Some(usual), |stated| stated.try_into().ok())
}

/// Standard deviations by type of round; types that are not stated keep theirs.
fn by_type(field: &Field<'_>, usual: &BTreeMap<String, f64>) -> Option<BTreeMap<String, f64>> {
    let mut all = usual.clone();
    if field.node.is_some() {
        let reader = field.table()?;
        for name in reader.keys() {
            all.insert(name.to_owned(), reader.find(name).number(0.001..=MOST_SD)?);
        }
        reader.finish();
    }
    Some(all)
}

fn read_block(field: &Field<'_>) -> Option<(Block, Origin)> {
    let reader = field.table()?;
    let origin = reader.origin().first_line();
    let keys_field = reader.need("keys");
    let keys: Option<Vec<NumberPath>> = keys_field.list().iter().map(read_path).collect();
    if keys.as_ref().is_some_and(Vec::is_empty) && keys_field.node.is_some() {
        keys_field.wrong(format!("`{}` names no key", keys_field.path), "expected at least one key");
    }
    let transformation = reader.need("transformation").choice(&["plain", "log", "logit"]);
    let mean = reader.find("mean").number_or(-MOST_SD..=MOST_SD, 0.0);
    let sd = reader.need("sd").number_above(0.0, MOST_SD);
    let low = read_bound(&reader.find("low"), f64::NEG_INFINITY, keys.as_deref());
    let high = read_bound(&reader.find("high"), f64::INFINITY, keys.as_deref());
    let course = optional(&reader.find("course"), read_course);
    reader.finish();
    let transformation = match transformation? {
        0 => Transformation::Plain,
        1 => Transformation::Log,
        _ => Transformation::Logit,
    };
    let keys = keys.filter(|keys| !keys.is_empty())?;
    let offset = Prior { mean: mean?, sd: sd? };
    let bounds = (low?, high?);
    if bounds.0 >= bounds.1 {
        let title = format!("`{}` has no room between `low` and `high`", field.path);
        field.wrong(title, "expected `low` below `high`");
        return None;
    }
    Some((Block { keys, transformation, offset, course: course?, bounds }, origin))
}

/// A bound of some keys, which a population file has to allow; where it is not stated, it is the bound of a
/// population file, or else the one that is given.
fn read_bound(field: &Field<'_>, none: f64, keys: Option<&[NumberPath]>) -> Option<f64> {
    let allowed = keys.and_then(narrowest);
    let bound = field.number_or(f64::NEG_INFINITY..=f64::INFINITY, none)?;
    let Some((key, (low, high))) = allowed else { return Some(bound) };
    if field.node.is_some() && !(low..=high).contains(&bound) {
        let expected =
            format!("expected a number from {low} to {high}, as a population file allows for `{key}`");
        field.wrong(format!("`{}` is {bound}", field.path), expected);
        return None;
    }
    Some(bound.clamp(low, high))
}

fn read_path(field: &Field<'_>) -> Option<NumberPath> {
    let text = field.text()?;
    let path = text.parse::<NumberPath>();
    path.map_err(|error| field.wrong(error.to_string(), "expected a key of a population file")).ok()
}

fn read_course(field: &Field<'_>) -> Option<Course> {
    let reader = field.table()?;
    let knots_field = reader.need("knots");
    let knots: Option<Vec<Day>> = knots_field.list().iter().map(Field::date).collect();
    let change_sd = reader.need("change_sd").number_above(0.0, MOST_SD);
    let slope = optional(&reader.find("slope"), |field| {
        let reader = field.table()?;
        let (mean, sd) =
            (reader.find("mean").number_or(-5.0..=5.0, 0.0), reader.need("sd").number_above(0.0, 5.0));
        reader.finish();
        Some(Prior { mean: mean?, sd: sd? })
    });
    let damping = reader.find("damping").number_or(0.0..=1.0, 0.5);
    let walk_sd = reader.find("walk_sd").number_or(0.0..=5.0, 0.0);
    reader.finish();
    let knots = knots?;
    if knots.is_empty() || knots.windows(2).any(|pair| pair[0] >= pair[1]) {
        knots_field
            .wrong(format!("the days of `{}` do not rise", knots_field.path), "expected days in order");
        return None;
    }
    Some(Course { knots, slope: slope?, damping: damping?, change_sd: change_sd?, walk_sd: walk_sd? })
}

/// A key that may be absent: `Some(None)` if it is, and none if its value is wrong.
fn optional<'a, T>(field: &Field<'a>, read: impl FnOnce(&Field<'a>) -> Option<T>) -> Option<Option<T>> {
    if field.node.is_none() { Some(None) } else { read(field).map(Some) }
}

fn whole_or(field: &Field<'_>, range: RangeInclusive<i64>, usual: i64) -> Option<i64> {
    if field.node.is_none() { Some(usual) } else { field.integer(range) }
}
