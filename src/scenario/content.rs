//! The content of a scenario as the user typed it.

use std::sync::Arc;

use super::members::Members;
use super::plan::{HolidayCalendar, LostDays, NominationForm, PlanForm, TargetsForm, UnheldRounds};
use super::start_pool::StartPool;
use super::table_reading::TableReading;
use crate::document::library;
use crate::document::library::{Base, Opened};
use crate::document::source::{Origin, Source};
use crate::document::tree::{Entry, Node, Table, Value};
use crate::time::Day;

/// A whole scenario: period, people, rounds, law and number of replications.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Short name: the file's, without its ending.
    pub name: String,
    /// The short name after that of the file's folder, as in `reforms/halved`; without a folder for a shipped
    /// scenario, and for a file in a folder `scenarios`.
    pub name_in_tables: String,
    /// Its question, in one line.
    pub title: String,
    /// First simulated day.
    pub(crate) start: Day,
    /// Last simulated day: not before the first.
    pub(crate) end: Day,
    /// The pool of the first day, with its place; none where the scenario does not state it.
    pub start_pool: Option<(StartPool, Origin)>,
    /// Months simulated before the day of the first pool.
    pub(crate) warm_up_months: i32,
    /// Seed of all random streams.
    pub seed: u64,
    /// Number of replications: at least one.
    pub(crate) replications: u32,
    /// The people.
    pub population: PopulationForm,
    /// Where rounds come from, by name.
    pub plans: Vec<PlanForm>,
    /// Rounds on holidays that these plans cannot hold.
    pub unheld_rounds: Vec<UnheldRounds>,
    /// The days without rounds.
    pub calendar: HolidayCalendar,
    /// Days without rounds that a scenario below states, and this one does not.
    pub lost_days: LostDays,
    /// The scenario whose sizes the rounds have that would be left to the planner; none where they are.
    pub sizes: Option<SizesForm>,
    /// Where nominations come from.
    pub nominations: NominationForm,
    /// How rounds are planned that are to meet the targets.
    pub targets: Option<TargetsForm>,
    /// The values that the scenario restates of the Levels Plans.
    pub levels: Option<Node>,
    /// The blocks of `[[policy.change]]`, in their order: reforms of the published law.
    pub reforms: Vec<Node>,
    /// The published rounds.
    pub rounds: Arc<Source>,
    /// The published snapshots.
    pub snapshots: Arc<Source>,
    /// How both are read if they have another form.
    pub table_reading: TableReading,
    /// The published composition of invitations.
    pub invited: Arc<Source>,
    /// The published admissions.
    pub admissions: Arc<Source>,
    /// The published applications in progress.
    pub inventory: Arc<Source>,
    /// The published admissions of periods.
    pub landings: Arc<Source>,
    /// The published submissions of profiles.
    pub submissions: Arc<Source>,
    /// The scenario with everything laid over it, as TOML.
    pub resolved: String,
    /// The document, for variations of it.
    pub(crate) written: Written,
    /// The scenario that it extends, unread.
    pub(crate) extended: Option<Opened>,
}

/// A scenario as it was written, with everything laid over it.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(super) root: Node,
    pub(super) base: Base,
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
    /// The population file as a text.
    pub source: Arc<Source>,
    /// The members of a calibrated population; none for one population alone.
    pub members: Option<Members>,
}

impl PopulationForm {
    /// Whether another one states the same people at the same scale.
    fn is_like(&self, other: &PopulationForm) -> bool {
        let members = |form: &PopulationForm| -> Vec<String> {
            form.members.iter().flat_map(|members| &members.documents).map(Node::to_toml).collect()
        };
        self.scale == other.scale
            && self.document.to_toml() == other.document.to_toml()
            && self.occupations.text == other.occupations.text
            && members(self) == members(other)
    }

    /// The same with another population file, and without members.
    pub(crate) fn of_document(&self, document: Node) -> PopulationForm {
        let (occupations, source) = (Arc::clone(&self.occupations), Arc::clone(&self.source));
        PopulationForm { document, occupations, scale: self.scale, source, members: None }
    }
}

/// The scenario whose sizes the rounds have.
#[derive(Clone, Debug)]
pub struct SizesForm {
    /// Its name as it was written: a path, or the name of a shipped scenario.
    pub name: String,
    /// Where that was written.
    pub origin: Origin,
    /// The scenario; nothing if it could not be read.
    pub base: Option<Arc<Draft>>,
}

/// A scenario of which parts may be missing or wrong. Harmless parts stand in their place, so that later
/// checks find the rest of its problems. The problems are reported, so that no such scenario is run.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The scenario.
    pub scenario: Scenario,
    /// Parts that were replaced, and are not checked further.
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
    /// The published composition of invitations.
    Invited,
    /// The published admissions.
    Admissions,
    /// The published applications in progress.
    Inventory,
    /// The published admissions of periods.
    Landings,
    /// The published submissions of profiles.
    Submissions,
}

impl Scenario {
    /// First simulated day.
    pub fn start(&self) -> Day {
        self.start
    }

    /// Last simulated day.
    pub fn end(&self) -> Day {
        self.end
    }

    /// Number of replications.
    pub fn replications(&self) -> u32 {
        self.replications
    }

    /// The name of the scenario that it extends, if it does.
    pub fn below_name(&self) -> Option<String> {
        self.extended.as_ref().map(Opened::short_name)
    }

    /// The scenario that it extends, as a command names it.
    pub(crate) fn below_reference(&self) -> Option<String> {
        let below = self.extended.as_ref()?;
        let is_shipped = library::is_carried(&below.source);
        Some(if is_shipped { below.short_name() } else { below.source.name.clone() })
    }

    /// Where a key at the top of the document stands.
    pub(crate) fn place_of(&self, key: &str) -> Option<Origin> {
        self.entry(key).map(|entry| entry.node.origin.clone())
    }

    /// Whether a key at the top of the document has the same value in another scenario, or stands in neither.
    pub(crate) fn states_like(&self, other: &Scenario, key: &str) -> bool {
        let [own, theirs] =
            [self, other].map(|scenario| scenario.entry(key).map(|entry| text_of(key, entry)));
        own == theirs
    }

    /// States other reforms and other values of the Levels Plan: those with numbers in place of relative
    /// ones. A category that the scenario adds is a reform after those of `[[policy.change]]`.
    pub(crate) fn resolve(&mut self, reforms: Option<Vec<Node>>, levels: Option<Node>) {
        if reforms.is_none() && levels.is_none() {
            return;
        }
        let Value::Table(root) = &mut self.written.root.value else { return };
        if let Some(reforms) = reforms {
            let blocks = root.get_mut("policy").and_then(|policy| match &mut policy.node.value {
                Value::Table(policy) => policy.get_mut("change"),
                _ => None,
            });
            if let Some(Value::List(blocks)) = blocks.map(|entry| &mut entry.node.value) {
                blocks.iter_mut().zip(&reforms).for_each(|(block, reform)| block.clone_from(reform));
            }
            self.reforms = reforms;
        }
        if let (Some(levels), Some(entry)) = (levels, root.get_mut("levels")) {
            entry.node = levels.clone();
            self.levels = Some(levels);
        }
        self.resolved = self.written.root.to_toml();
    }

    /// States another number of replications: as many as were run.
    pub(crate) fn replicate(&mut self, replications: u32) {
        self.replications = replications;
        let Value::Table(root) = &mut self.written.root.value else { return };
        if let Some(entry) = root.get_mut("replications") {
            entry.node.value = Value::Integer(replications.into());
        }
        self.resolved = self.written.root.to_toml();
    }

    /// The text of the scenario's own file.
    pub(crate) fn own_source(&self) -> &Arc<Source> {
        &self.written.root.origin.source
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.written.root.value {
            Value::Table(table) => table.get(key),
            _ => None,
        }
    }

    /// The keys of the period, the random numbers and the people in which another scenario differs.
    pub(crate) fn differences_of_run(&self, other: &Scenario) -> Vec<&'static str> {
        let start_pool = |scenario: &Scenario| scenario.start_pool.as_ref().map(|(chosen, _)| *chosen);
        let texts =
            |scenario: &Scenario| [&scenario.rounds, &scenario.snapshots].map(|table| table.text.clone());
        let pairs = [
            ("start", self.start == other.start),
            ("start_pool", start_pool(self) == start_pool(other)),
            ("warm_up_months", self.warm_up_months == other.warm_up_months),
            ("seed", self.seed == other.seed),
            ("population", self.population.is_like(&other.population)),
            ("published", texts(self) == texts(other)),
        ];
        pairs.into_iter().filter(|(_, is_same)| !is_same).map(|(key, _)| key).collect()
    }

    /// The scenario whose sizes the rounds have that would be left to the planner.
    pub(crate) fn base_of_sizes(&self) -> Option<&Scenario> {
        self.sizes.as_ref()?.base.as_ref().map(|draft| &draft.scenario)
    }

    /// The files that the scenario names.
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs {
            population: &self.population.source,
            members: self.population.members.as_ref().map(|members| &members.source),
            occupations: &self.population.occupations,
            rounds: &self.rounds,
            snapshots: &self.snapshots,
            invited: &self.invited,
            admissions: &self.admissions,
            inventory: &self.inventory,
            landings: &self.landings,
            submissions: &self.submissions,
        }
    }
}

/// An entry of a document as TOML.
fn text_of(key: &str, entry: &Entry) -> String {
    let alone = Table::from([(key.to_owned(), entry.clone())]);
    Node { origin: entry.key.clone(), value: Value::Table(alone) }.to_toml()
}

/// The files that a scenario names.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The population file.
    pub population: &'a Arc<Source>,
    /// The members of a calibrated population; none for one population alone.
    pub members: Option<&'a Arc<Source>>,
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
    /// The published applications in progress.
    pub inventory: &'a Arc<Source>,
    /// The published admissions of periods.
    pub landings: &'a Arc<Source>,
    /// The published submissions of profiles.
    pub submissions: &'a Arc<Source>,
}

impl Inputs<'_> {
    /// All of them.
    pub fn all(&self) -> Vec<Arc<Source>> {
        let mut all = self.without_comparison();
        all.extend(self.members.map(Arc::clone));
        let compared = [self.invited, self.admissions, self.inventory, self.landings, self.submissions];
        all.extend(compared.map(Arc::clone));
        all
    }

    /// Those that a run of the population file itself depends on; most of the others are compared with it.
    pub(crate) fn without_comparison(&self) -> Vec<Arc<Source>> {
        [self.population, self.occupations, self.rounds, self.snapshots].map(Arc::clone).to_vec()
    }
}
