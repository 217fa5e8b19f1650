//! What the user typed: scenario files, read strictly and checked for form.

mod extend;
mod form;
pub mod key;
mod levels_announced;
mod overlay;
mod people;
mod plan;
mod start_pool;

use std::path::PathBuf;
use std::sync::Arc;

use crate::time::Day;
pub(crate) use plan::MOST_GAPS;
pub use plan::{
    Aim, HeldAs, NominationForm, NominationPacing, PerMonth, PlanForm, PlanRounds, RoundForm, Sizing, Split,
    TargetsForm, TargetsPeriodForm, UnheldReason, UnheldRounds, one_name,
};
pub use start_pool::StartPool;

use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::tree::{Node, Origin, Source, Value};
use crate::document::{library, reader};

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
    /// The pool of the first day, with its place; none where the scenario does not state it.
    pub start_pool: Option<(StartPool, Origin)>,
    /// Months simulated before the day of the first pool.
    pub warm_up_months: i32,
    /// Seed of all random streams.
    pub seed: u64,
    /// Number of replications.
    pub replications: u32,
    /// The people.
    pub population: PopulationForm,
    /// Where rounds come from, in the order in which they were written.
    pub plans: Vec<PlanForm>,
    /// Rounds of holidays that these plans cannot hold.
    pub unheld_rounds: Vec<UnheldRounds>,
    /// The scenario below whose plans these replace.
    pub replaced_plans: Option<String>,
    /// Where nominations come from.
    pub nominations: NominationForm,
    /// How rounds are planned that are to meet the targets.
    pub targets: Option<TargetsForm>,
    /// What the scenario restates of the Levels Plan.
    pub levels: Option<Node>,
    /// The blocks of `[[policy.change]]`, in their order: reforms of the published law.
    pub reforms: Vec<Node>,
    /// The published rounds.
    pub rounds: Arc<Source>,
    /// The published snapshots.
    pub snapshots: Arc<Source>,
    /// Who was invited, as published.
    pub invited: Arc<Source>,
    /// Who was admitted, as published.
    pub admissions: Arc<Source>,
    /// The scenario with everything laid over it, as TOML.
    pub resolved: String,
    /// What was written, for variations.
    pub(crate) written: Written,
}

/// A scenario as it was written, with everything laid over it.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    root: Node,
    base: library::Base,
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
    /// Whether the scenario changes, adds or removes anything of the file.
    pub is_changed: bool,
    /// The population file as a text.
    pub source: Arc<Source>,
}

/// What the command line lays over a scenario file.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// Assignments such as `population.scale=0.1`.
    pub set: Vec<String>,
    /// Assignments of a command's own. They hold where neither `set` nor a file of the user's states the key;
    /// a shipped file does not count.
    pub unless_stated: Vec<String>,
    /// Seed in place of the file's.
    pub seed: Option<u64>,
    /// Replications in place of the file's.
    pub replications: Option<u32>,
    /// Published rounds in place of the file's.
    pub rounds: Option<PathBuf>,
    /// Published snapshots in place of the file's.
    pub snapshots: Option<PathBuf>,
    /// Further options of a command that stand for keys.
    pub options: Vec<KeyOption>,
}

/// An option of the command line that stands for a key. Problems of its value show what was typed.
#[derive(Clone, Debug)]
pub struct KeyOption {
    /// The option, such as `--to`.
    pub name: &'static str,
    /// What was typed behind it.
    pub typed: String,
    /// The key.
    pub key: &'static str,
    /// The value as TOML.
    pub value: String,
}

/// A scenario of which parts may be missing or wrong. Harmless parts stand in their place, so that later
/// checks find the rest of its problems. The problems are reported, so that no such scenario is run.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The scenario.
    pub scenario: Scenario,
    /// Parts that are not what the user wrote, and are not checked further.
    pub gaps: Vec<Gap>,
}

/// A part of a scenario that others are checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// First and last day.
    Span,
    /// The people.
    Population,
    /// Some round of some plan.
    Plans,
    /// The published rounds.
    Rounds,
    /// The published snapshots.
    Snapshots,
    /// Who was invited, as published.
    Invited,
    /// Who was admitted, as published.
    Admissions,
}

impl Scenario {
    /// Reads a scenario by path or shipped name, with what the command line lays over it.
    ///
    /// # Errors
    /// Every problem of form in the scenario, each with its place. To have those of its law, people and plan
    /// among them, use [`crate::model::Model::load`].
    pub fn load(name: &str, overlay: &Overlay) -> Result<Scenario, InvalidInput> {
        let problems = Problems::new();
        let draft = Scenario::draft(name, overlay, &problems);
        problems.finish(draft.map(|draft| draft.scenario))
    }

    /// The same scenario with other values of some keys, as if its file stated them. A value is written as in
    /// the file; a text needs no quotes. A program varies scenarios this way; `--set` does the same.
    ///
    /// ```
    /// use drawsim::scenario::{Overlay, Scenario};
    ///
    /// let history = Scenario::load("history", &Overlay::default())?;
    /// let quick = history.with(&[("population.scale", "0.1"), ("end", "2015-12-31")])?;
    /// assert_eq!(quick.population.scale, 0.1);
    /// assert_eq!(quick.end.to_string(), "2015-12-31");
    /// # Ok::<(), drawsim::document::problem::InvalidInput>(())
    /// ```
    ///
    /// # Errors
    /// Every problem of form that the scenario then has; those of a new value are shown at `--set`.
    pub fn with(&self, settings: &[(&str, &str)]) -> Result<Scenario, InvalidInput> {
        let problems = Problems::new();
        let set = settings.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let mut root = self.written.root.clone();
        overlay::lay(&mut root, &Overlay { set, ..Overlay::default() }, &problems);
        let draft = form::read(&root, &self.name, &self.written.base, &problems);
        let replaced_plans = self.replaced_plans.clone();
        problems.finish(draft.map(|draft| Scenario { replaced_plans, ..draft.scenario }))
    }

    /// Reads a scenario as far as possible and reports every problem of form. Nothing if there is no
    /// document.
    pub fn draft(name: &str, overlay: &Overlay, problems: &Problems) -> Option<Draft> {
        let opened = match library::open_scenario(name) {
            Ok(opened) => opened,
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        };
        let extended = extend::resolve(&opened, problems);
        let replaced_plans = extended.as_ref().and_then(|extended| extended.replaced_plans.clone());
        let mut root = extended.map(|extended| extended.root);
        let whole = Origin { source: Arc::clone(&opened.source), span: 0..0 };
        let mut nothing = Node { origin: whole, value: Value::Table(crate::document::tree::Table::new()) };
        overlay::lay(root.as_mut().unwrap_or(&mut nothing), overlay, problems);
        let stem = std::path::Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let mut draft = form::read(&root?, &stem.unwrap_or_default(), &opened.base, problems)?;
        draft.scenario.replaced_plans = replaced_plans;
        Some(draft)
    }

    /// The files that the scenario names.
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs {
            population: &self.population.source,
            occupations: &self.population.occupations,
            rounds: &self.rounds,
            snapshots: &self.snapshots,
            invited: &self.invited,
            admissions: &self.admissions,
        }
    }
}

/// The files that a scenario names.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The population file.
    pub population: &'a Arc<Source>,
    /// The table of occupations.
    pub occupations: &'a Arc<Source>,
    /// The published rounds.
    pub rounds: &'a Arc<Source>,
    /// The published counts of the pool.
    pub snapshots: &'a Arc<Source>,
    /// The published composition of the invited.
    pub invited: &'a Arc<Source>,
    /// The published admissions.
    pub admissions: &'a Arc<Source>,
}

impl Inputs<'_> {
    /// All of them.
    pub fn all(&self) -> Vec<Arc<Source>> {
        let mut all = self.without_comparison();
        all.extend([self.invited, self.admissions].map(Arc::clone));
        all
    }

    /// Those that a run depends on; the others are compared with it.
    pub fn without_comparison(&self) -> Vec<Arc<Source>> {
        [self.population, self.occupations, self.rounds, self.snapshots].map(Arc::clone).to_vec()
    }
}

/// Opens a file another input names and reports where it was named if it is not there.
fn open_named(field: &reader::Field<'_>, base: &library::Base) -> Option<library::Opened> {
    open_named_by(field, base, library::open_beside)
}

/// Opens a file another input names, in a way of opening, and reports where it was named if it is not there.
fn open_named_by(
    field: &reader::Field<'_>,
    base: &library::Base,
    open: impl Fn(&str, &library::Base) -> Result<library::Opened, Problem>,
) -> Option<library::Opened> {
    let name = field.text()?;
    let origin = &field.node?.origin;
    let written = &origin.source.text[origin.span.clone()];
    // A typed path is relative to the working directory. It is opened by its whole path and called as it was
    // typed.
    let here = library::Base::Disk(PathBuf::new());
    let (typed, base) = match origin.source.name.as_str() {
        overlay::COMMAND_LINE => (Some(written), base),
        overlay::SET => (Some(written.trim_matches(['"', '\''])), &here),
        _ => (None, base),
    };
    match open(name, base) {
        Ok(opened) => Some(match typed {
            Some(typed) => {
                library::Opened { source: Source::new(typed, opened.source.text.as_str()), ..opened }
            }
            None => opened,
        }),
        Err(problem) => {
            let title = typed.map_or(problem.title.clone(), |typed| problem.title.replace(name, typed));
            let expected = if origin.source.name == overlay::SET {
                problem.expected.replace(library::FOLDER_OF_FILE, "where the program is started")
            } else {
                problem.expected
            };
            field.problems().push(Problem { origin: Some(origin.clone()), title, expected, ..problem });
            None
        }
    }
}
