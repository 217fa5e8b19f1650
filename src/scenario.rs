//! What the user typed: scenario files, read strictly and checked for form.

pub mod document;
mod form;
pub mod library;
mod overlay;
pub mod problem;
pub mod reader;

use std::path::PathBuf;
use std::sync::Arc;

use crate::time::{Day, Instant};
use document::{Node, Origin, Source};
use problem::{InvalidInput, Problem, Problems};

/// A whole scenario: what is simulated, from when to when, how often.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Short name: the file's, without its ending.
    pub name: String,
    /// What it asks, in a line.
    pub title: String,
    /// First simulated day.
    pub start: Day,
    /// Last simulated day.
    pub end: Day,
    /// Seed of all random streams.
    pub seed: u64,
    /// Number of replications.
    pub replications: u32,
    /// The people.
    pub population: PopulationForm,
    /// Where rounds come from, in the order in which they were written.
    pub plans: Vec<PlanForm>,
    /// Where nominations come from.
    pub nominations: NominationForm,
    /// The published rounds.
    pub rounds: Arc<Source>,
    /// The published snapshots.
    pub snapshots: Arc<Source>,
    /// The scenario with everything laid over it, as TOML.
    pub resolved: String,
}

/// The people of a scenario.
#[derive(Clone, Debug)]
pub struct PopulationForm {
    /// The population file.
    pub document: Node,
    /// The table of occupations that the population file names.
    pub occupations: Arc<Source>,
    /// Simulated candidates for each real one: above 0, at most 1.
    pub scale: f64,
    /// Where the scale was written.
    pub source: Arc<Source>,
}

/// One source of rounds.
#[derive(Clone, Debug)]
pub enum PlanForm {
    /// The published rounds of a period, with the days included.
    Published {
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    },
    /// Rounds given one by one.
    List(Vec<RoundForm>),
}

/// A round of a list.
#[derive(Clone, Debug)]
pub struct RoundForm {
    /// Where it stands.
    pub origin: Origin,
    /// When it is held.
    pub drawn_at: Instant,
    /// Name of its type.
    pub round_type: String,
    /// Persons to invite.
    pub size: u32,
}

/// How many nominations provinces issue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NominationForm {
    /// Nominees in the pool at a round, beyond the number that the published figures ask for, as a share of it.
    pub margin: f64,
}

/// What the command line lays over a scenario file.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// Assignments such as `population.scale=0.1`.
    pub set: Vec<String>,
    /// Seed in place of the file's.
    pub seed: Option<u64>,
    /// Replications in place of the file's.
    pub replications: Option<u32>,
    /// Published rounds in place of the file's.
    pub rounds: Option<PathBuf>,
    /// Published snapshots in place of the file's.
    pub snapshots: Option<PathBuf>,
}

impl Scenario {
    /// Reads a scenario by path or shipped name, with what the command line lays over it.
    ///
    /// # Errors
    /// Every problem of form in the scenario, each with its place.
    pub fn load(name: &str, overlay: &Overlay) -> Result<Scenario, InvalidInput> {
        let opened = library::open_scenario(name).map_err(InvalidInput::one)?;
        let problems = Problems::new();
        let (mut root, wrong) = document::parse(&opened.source);
        let is_broken = !wrong.is_empty();
        problems.extend(wrong);
        overlay::lay(&mut root, overlay, &problems);
        let stem = std::path::Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        // A document that is not TOML would only be reported again as one whose keys are missing.
        let scenario = if is_broken {
            None
        } else {
            form::read(&root, &stem.unwrap_or_default(), &opened.base, &problems)
        };
        problems.finish(scenario)
    }

    /// The inputs by name and text, for the manifest's hashes.
    pub fn inputs(&self) -> Vec<Arc<Source>> {
        vec![
            Arc::clone(&self.population.source),
            Arc::clone(&self.population.occupations),
            Arc::clone(&self.rounds),
            Arc::clone(&self.snapshots),
        ]
    }
}

/// Opens a file another input names and reports where it was named if it is not there.
fn open_named(field: &reader::Field<'_>, base: &library::Base) -> Option<library::Opened> {
    let name = field.text()?;
    match library::open_beside(name, base) {
        Ok(opened) => Some(opened),
        Err(Problem { title, expected, .. }) => {
            field.wrong(title, expected);
            None
        }
    }
}
