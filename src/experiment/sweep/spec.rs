//! The file that states a sweep: a base scenario, dimensions, a design, outcomes, replications, seed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::dimension::{Dimension, Role, SettingsSource};
use super::outcome::Pattern;
use super::points::TabledPoints;
use crate::document::library::{self, Base, Opened};
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::reader::{Field, Reader};
use crate::document::tree::{self, Origin, Source};
use crate::experiment::design::UnitDesign;

/// A sweep, as it was written.
#[derive(Clone, Debug)]
pub struct SweepSpec {
    /// The file.
    pub source: Arc<Source>,
    /// Its name in tables and folders.
    pub name: String,
    /// What it asks, in one line.
    pub title: String,
    /// The scenario that all points change, as `drawsim run` takes it.
    pub base: String,
    /// The levers and the uncertainties, as they stand in the file.
    pub dimensions: Vec<Dimension>,
    /// How points are placed.
    pub design: Design,
    /// Where the design is stated.
    pub design_origin: Origin,
    /// Seed of the design, where its points are sampled.
    pub design_seed: u64,
    /// Outcomes; none for those by year of the base.
    pub outcomes: Vec<Pattern>,
    /// Replications of each point; none for those of the base.
    pub replications: Option<u32>,
    /// Seed of the base in place of its own.
    pub seed: Option<u64>,
}

/// How the points of a sweep are placed.
#[derive(Clone, Debug)]
pub enum Design {
    /// Every combination of the settings, the last dimension changing fastest.
    Grid,
    /// Points of the unit cube, whose coordinates are quantiles of the dimensions.
    Sampled(UnitDesign),
    /// The rows of a table.
    Table(TabledPoints),
}

/// Kinds of designs, as they are written.
const KINDS: [&str; 6] = ["grid", "latin_hypercube", "sobol", "saltelli", "morris", "table"];
/// Most points, base points or trajectories that a design states.
const MOST_POINTS: i64 = 100_000_000;
/// Most replications of a point.
const MOST_REPLICATIONS: i64 = 1_000_000;

impl Design {
    /// Name of the kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Design::Grid => KINDS[0],
            Design::Sampled(UnitDesign::LatinHypercube { .. }) => KINDS[1],
            Design::Sampled(UnitDesign::Sobol { .. }) => KINDS[2],
            Design::Sampled(UnitDesign::Saltelli { .. }) => KINDS[3],
            Design::Sampled(UnitDesign::Morris { .. }) => KINDS[4],
            Design::Table(_) => KINDS[5],
        }
    }
}

impl SweepSpec {
    /// Reads a file, or one that the program carries.
    ///
    /// # Errors
    /// Every problem of the file, each with its place.
    pub fn load(name: &str) -> Result<SweepSpec, InvalidInput> {
        let problems = Problems::new();
        let opened = library::open_sweep(name).map_err(|problem| problems.push(problem)).ok();
        let spec = opened.and_then(|opened| SweepSpec::read(&opened, None, &problems));
        problems.finish(spec)
    }

    /// Reads the texts of a file and of its table of points, if it has one, as a plan keeps them.
    ///
    /// # Errors
    /// Every problem of the texts.
    pub fn of_texts(file: &Arc<Source>, points: Option<&Arc<Source>>) -> Result<SweepSpec, InvalidInput> {
        let problems = Problems::new();
        let opened = Opened { source: Arc::clone(file), base: Base::Disk(PathBuf::new()) };
        let spec = SweepSpec::read(&opened, points, &problems);
        problems.finish(spec)
    }

    /// Short name of the base.
    pub fn base_name(&self) -> String {
        let stem = Path::new(&self.base).file_stem();
        stem.map_or_else(|| self.base.clone(), |stem| stem.to_string_lossy().into_owned())
    }

    /// The table of points, if there is one.
    pub fn points(&self) -> Option<&Arc<Source>> {
        match &self.design {
            Design::Table(table) => Some(&table.source),
            Design::Grid | Design::Sampled(_) => None,
        }
    }

    /// Reads an opened file and reports its problems.
    fn read(opened: &Opened, points: Option<&Arc<Source>>, problems: &Problems) -> Option<SweepSpec> {
        let document = tree::recover(&opened.source, problems)?;
        let reader = Reader::new(&document, "", problems)?;
        let title = reader.find("title");
        let title = if title.node.is_some() { title.text() } else { Some("") };
        let base = reader.need("base").text().map(|name| beside(name, &opened.base));
        let design = read_design(&reader.need("design"), points, &opened.base);
        let source = design.as_ref().map_or(SettingsSource::Sampled, |design| match design.design {
            Design::Grid => SettingsSource::Steps,
            Design::Sampled(_) => SettingsSource::Sampled,
            Design::Table(_) => SettingsSource::Table,
        });
        let (levers, uncertainties) = (reader.find("lever"), reader.find("uncertainty"));
        // Settings cannot be judged without a design.
        let known = design.as_ref();
        let mut dimensions = known.and_then(|_| read_dimensions(&levers, Role::Lever, source));
        let uncertainties = known.and_then(|_| read_dimensions(&uncertainties, Role::Uncertainty, source));
        let outcomes: Option<Vec<Pattern>> =
            reader.find("outcomes").list().iter().map(Pattern::read).collect();
        let replications = optional(&reader.find("replications"), 1..=MOST_REPLICATIONS);
        let seed = optional(&reader.find("seed"), 0..=i64::MAX);
        reader.finish();
        if let (Some(own), Some(more)) = (&mut dimensions, uncertainties.clone()) {
            own.extend(more);
        }
        let (dimensions, _) = (dimensions?, uncertainties?);
        refuse_without_dimension(&dimensions, &opened.source, problems);
        refuse_doubled(&dimensions, problems);
        let DesignForm { mut design, origin, seed: design_seed } = design?;
        if let Design::Table(table) = &mut design {
            table.settle(&dimensions, problems);
        }
        let name = opened.short_name();
        Some(SweepSpec {
            source: Arc::clone(&opened.source),
            title: title.filter(|title| !title.is_empty()).unwrap_or(&name).to_owned(),
            name,
            base: base?,
            dimensions,
            design,
            design_origin: origin,
            design_seed,
            outcomes: outcomes?,
            replications: replications?.map(|count| count as u32),
            seed: seed?.map(|seed| seed as u64),
        })
    }
}

/// A scenario by its name from the file's folder, else as the program knows it.
fn beside(name: &str, base: &Base) -> String {
    match library::open_extended(name, base) {
        Ok(Opened { source, base: Base::Disk(_) }) => source.name.clone(),
        _ => name.to_owned(),
    }
}

/// A design as it is written.
struct DesignForm {
    design: Design,
    origin: Origin,
    seed: u64,
}

fn read_design(field: &Field<'_>, table: Option<&Arc<Source>>, base: &Base) -> Option<DesignForm> {
    let reader = field.table()?;
    let origin = reader.origin().first_line();
    let kind = KINDS[reader.need("kind").choice(&KINDS)?];
    let points = |key: &str| reader.need(key).integer(1..=MOST_POINTS).map(|count| count as u32);
    let design = match kind {
        "grid" => Some(Design::Grid),
        "latin_hypercube" => {
            points("points").map(|points| Design::Sampled(UnitDesign::LatinHypercube { points }))
        }
        "sobol" => points("points").map(|points| Design::Sampled(UnitDesign::Sobol { points })),
        "saltelli" => {
            points("base_points").map(|base_points| Design::Sampled(UnitDesign::Saltelli { base_points }))
        }
        "morris" => {
            let trajectories = points("trajectories");
            let levels = optional(&reader.find("levels"), 2..=1000)?
                .unwrap_or(UnitDesign::MORRIS_LEVELS.into()) as u32;
            if levels % 2 == 1 {
                let title = format!("`levels` is {levels}");
                reader.wrong_key("levels", title, "expected an even number: steps have half their length");
                return None;
            }
            Some(Design::Sampled(UnitDesign::Morris { trajectories: trajectories?, levels }))
        }
        _ => TabledPoints::open(&reader.need("file"), table, base).map(Design::Table),
    };
    let is_sampled = !matches!(kind, "grid" | "table");
    let seed = if is_sampled { optional(&reader.find("seed"), 0..=i64::MAX)? } else { None };
    reader.finish();
    Some(DesignForm { design: design?, origin, seed: seed.unwrap_or(1) as u64 })
}

fn read_dimensions(field: &Field<'_>, role: Role, source: SettingsSource) -> Option<Vec<Dimension>> {
    if field.node.is_none() {
        return Some(Vec::new());
    }
    let read: Vec<Option<Dimension>> =
        field.list().iter().map(|element| Dimension::read(element, role, source)).collect();
    read.into_iter().collect()
}

fn refuse_without_dimension(dimensions: &[Dimension], source: &Arc<Source>, problems: &Problems) {
    if dimensions.is_empty() {
        let origin = Origin { source: Arc::clone(source), span: 0..0 };
        let expected = "expected `[[lever]]` or `[[uncertainty]]`, each with a key of the scenario";
        problems.push(Problem::new(origin, "this sweep varies nothing", expected));
    }
}

/// Refuses a key that two dimensions set, a key that holds another, and a name that two dimensions have.
fn refuse_doubled(dimensions: &[Dimension], problems: &Problems) {
    let (mut keys, mut names): (Vec<&str>, BTreeSet<&str>) = (Vec::new(), BTreeSet::new());
    for dimension in dimensions {
        let wrong = |title: String, expected: &str| {
            problems.push(Problem::new(dimension.origin.clone(), title, expected));
        };
        for key in &dimension.keys {
            if let Some(other) = keys.iter().find(|other| is_within(key, other) || is_within(other, key)) {
                let title = if other == key {
                    format!("`{key}` is varied twice")
                } else {
                    format!("`{key}` and `{other}` set the same value")
                };
                wrong(title, "expected each value of the scenario once");
            }
            keys.push(key);
        }
        if !names.insert(&dimension.name) {
            let title = format!("two dimensions have the name `{}`", dimension.name);
            wrong(title, "expected another `name`");
        }
    }
}

/// Whether a key is another one, or lies in the table of another one.
fn is_within(key: &str, other: &str) -> bool {
    key.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// A whole number that may be absent: `Some(None)` if it is, and none if it is wrong.
fn optional(field: &Field<'_>, range: std::ops::RangeInclusive<i64>) -> Option<Option<i64>> {
    if field.node.is_none() { Some(None) } else { field.integer(range).map(Some) }
}
