//! What the user typed: scenario files, read strictly and checked for form.

mod category;
mod content;
mod element;
mod entries;
mod extend;
mod form;
pub mod key;
mod lay;
mod levels_announced;
mod members;
mod named_file;
mod overlay;
mod people;
mod plan;
mod population_change;
mod relative;
mod renewal;
mod sizes;
mod start_pool;
mod table_reading;

pub use content::{Draft, Gap, Inputs, PopulationForm, Scenario, SizesForm};
pub use entries::{File as NamedFile, Written};
pub use members::Members;
pub(crate) use named_file::SET;
pub(crate) use overlay::place_of_option;
pub use overlay::{KeyOption, Overlay, TableForm, TableForms};
pub(crate) use plan::MOST_GAPS;
pub use plan::{
    Aim, HeldAs, HolidayCalendar, IdleChange, IdleReason, LostDays, NominationForm, NominationPacing,
    PerMonth, PlanForm, PlanRounds, Rest, RoundForm, SINGLE, Sizing, Split, TargetsForm, TargetsPeriodForm,
    Times, UnheldReason, UnheldRounds, one_name,
};
pub use start_pool::StartPool;
pub use table_reading::{Chosen, DateOrder, TableReading};

use std::path::PathBuf;
use std::sync::Arc;

use self::renewal::LookAhead;
use crate::document::library;
use crate::document::library::{Base, Opened};
use crate::document::problem::{InvalidInput, Problems};
use crate::document::source::{Origin, Source};
use crate::document::tree::{Entry, Node, Table, Value};

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
    /// assert_eq!(quick.end().to_string(), "2015-12-31");
    /// # Ok::<(), drawsim::document::problem::InvalidInput>(())
    /// ```
    ///
    /// # Errors
    /// Every problem of form that the scenario then has; those of a new value are shown at `--set`.
    pub fn with(&self, settings: &[(&str, &str)]) -> Result<Scenario, InvalidInput> {
        let problems = Problems::new();
        let set = settings.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let draft = self.under(&Overlay { set, ..Overlay::default() }, &problems);
        problems.finish(draft.map(|draft| draft.scenario))
    }

    /// The same with an overlay, which holds for the scenario whose sizes it takes too.
    fn under(&self, overlay: &Overlay, problems: &Problems) -> Option<Draft> {
        let mut root = self.written.root.clone();
        let lost = overlay::lay_over(&mut root, overlay, problems);
        settle_changes(&mut root, problems);
        let mut draft = form::read(&root, &self.name, &self.written.base, problems)?;
        draft.scenario.extended = self.extended.clone();
        draft.scenario.name_in_tables.clone_from(&self.name_in_tables);
        draft.scenario.lost_days = self.lost_days.clone();
        draft.scenario.lost_days.add(lost);
        let before = self.sizes.as_ref();
        if let Some(sizes) = &mut draft.scenario.sizes {
            sizes.base = match before.filter(|before| before.origin == sizes.origin) {
                Some(SizesForm { base, .. }) => base
                    .as_ref()
                    .and_then(|base| base.scenario.under(&overlay.of_run(), problems))
                    .map(Arc::new),
                None => base_of(sizes, Way { folder: &self.written.base, chain: &[] }, overlay, problems),
            };
        }
        Some(draft)
    }

    /// The scenario that this one extends, with the published tables that the command line names, and nothing
    /// else of it. None if it extends no other, or one that is no whole scenario.
    pub fn below(&self, overlay: &Overlay) -> Option<Scenario> {
        let opened = self.extended.clone()?;
        let overlay = Overlay {
            set: Vec::new(),
            unless_stated: Vec::new(),
            seed: None,
            replications: None,
            options: Vec::new(),
            ..overlay.clone()
        };
        let problems = Problems::new();
        let draft = Scenario::draft_of(opened, &overlay, &[], &problems);
        problems.finish(draft.map(|draft| draft.scenario)).ok()
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
        Scenario::draft_of(opened, overlay, &[], problems)
    }

    /// Reads a scenario from a text, such as the one in a manifest; names in it are relative to the current
    /// folder.
    ///
    /// # Errors
    /// Every problem of form, each with its place.
    pub(crate) fn of_text(name: &str, text: &str) -> Result<Scenario, InvalidInput> {
        let problems = Problems::new();
        let source = Source::new(format!("{name}.toml"), text);
        let opened = Opened { source, base: Base::Disk(PathBuf::new()) };
        let draft = Scenario::draft_of(opened, &Overlay::default(), &[], &problems);
        problems.finish(draft.map(|draft| draft.scenario))
    }

    /// Reads an opened scenario. The `chain` names the scenarios that take their sizes from it.
    fn draft_of(opened: Opened, overlay: &Overlay, chain: &[String], problems: &Problems) -> Option<Draft> {
        let extended = extend::resolve(&opened, problems);
        let (mut lost_days, below) =
            extended.as_ref().map(|found| (found.lost.clone(), found.below.clone())).unwrap_or_default();
        let mut root = extended.map(|extended| extended.root);
        let whole = Origin { source: Arc::clone(&opened.source), span: 0..0 };
        let mut nothing = Node { origin: whole, value: Value::Table(Table::new()) };
        let look_ahead = root.as_ref().and_then(|root| LookAhead::before(root, &opened.base, overlay));
        lost_days.add(overlay::lay_over(root.as_mut().unwrap_or(&mut nothing), overlay, problems));
        if let (Some(look_ahead), Some(root)) = (look_ahead, &mut root) {
            look_ahead.renew(root, &opened.base);
        }
        let name = opened.short_name();
        let mut root = root?;
        settle_changes(&mut root, problems);
        name_by_file(&mut root, &name);
        let mut draft = form::read(&root, &name, &opened.base, problems)?;
        (draft.scenario.lost_days, draft.scenario.extended) = (lost_days, below);
        draft.scenario.name_in_tables = opened.name_in_tables();
        if let Some(sizes) = &mut draft.scenario.sizes {
            let chain = [chain, &[opened.identity()]].concat();
            sizes.base = base_of(sizes, Way { folder: &opened.base, chain: &chain }, overlay, problems);
        }
        Some(draft)
    }
}

/// Gives a scenario without a title the name of its file.
fn name_by_file(root: &mut Node, name: &str) {
    let origin = root.origin.clone();
    if let Value::Table(top) = &mut root.value {
        let node = Node { origin: origin.clone(), value: Value::Text(name.to_owned()) };
        top.entry("title".to_owned()).or_insert(Entry { key: origin, node });
    }
}

/// Settles the relative numbers of changes on a date, when everything is laid over the document.
fn settle_changes(root: &mut Node, problems: &Problems) {
    if let Value::Table(table) = &mut root.value {
        relative::settle_changes(table, problems);
    }
}

/// The way to a scenario whose sizes are taken.
#[derive(Clone, Copy)]
struct Way<'a> {
    /// The folder that its name is relative to.
    folder: &'a Base,
    /// The scenarios that lead to it.
    chain: &'a [String],
}

/// The scenario whose sizes are taken, under that part of an overlay which holds for it too.
fn base_of(sizes: &SizesForm, way: Way<'_>, overlay: &Overlay, problems: &Problems) -> Option<Arc<Draft>> {
    let opened = sizes.open(way.folder, way.chain, problems)?;
    Scenario::draft_of(opened, &overlay.of_run(), way.chain, problems).map(Arc::new)
}
