//! Assembles a model from values: a scenario, the law, the Levels Plan, the published tables and the people.

use std::sync::Arc;

use crate::document::problem::{InvalidInput, Problems};
use crate::model::base;
use crate::model::members::Members;
use crate::model::nominations;
use crate::model::plan::{self, PlannedRound, Sources};
use crate::model::plan_notices;
use crate::model::targets::Targets;
use crate::model::warm_up::Fit;
use crate::model::{Model, Notice};
use crate::policy::law::Law;
use crate::policy::levels;
use crate::policy::levels::Levels;
use crate::population::Population;
use crate::published::{Extent, Published, Tables};
use crate::scenario::{Draft, Gap, Overlay, PopulationForm, Scenario};
use crate::time::Day;

/// The parts of a model, read once. Exchange any of them and ask for another [`Model`]: no text is parsed
/// again.
#[derive(Clone, Debug)]
pub struct Assembly {
    /// The scenario: span, seed, plans, targets and nominations are taken from it.
    pub scenario: Scenario,
    /// The law over time.
    pub law: Arc<Law>,
    /// The Levels Plan.
    pub levels: Arc<Levels>,
    /// The published tables.
    pub published: Arc<Published>,
    /// The people.
    pub population: Population,
    /// The members of a calibrated population, whose eligible shares are not yet known; none for one
    /// population alone.
    pub members: Vec<Population>,
    /// Counts that the first pool is adjusted to, in place of the scenario's `start_pool`.
    pub first_pool: Option<Fit>,
}

impl Assembly {
    /// Reads the parts that a scenario names.
    ///
    /// # Errors
    /// Every problem of the law, the Levels Plan, the people and the published tables, each with its place.
    pub fn read(scenario: &Scenario) -> Result<Assembly, InvalidInput> {
        let problems = Problems::new();
        let parts = Parts::read(scenario, &[], &problems);
        let assembly = parts.whole(scenario);
        problems.finish(assembly)
    }

    /// The model of these parts.
    ///
    /// # Errors
    /// Every problem of the plan, the targets, the nominations and the start, each with its place.
    pub fn model(&self) -> Result<Model, InvalidInput> {
        let problems = Problems::new();
        let parts = Parts {
            law: Some(Arc::clone(&self.law)),
            levels: Some(Arc::clone(&self.levels)),
            published: Arc::clone(&self.published),
            extent: Extent::Whole,
            population: Some(self.population.clone()),
            members: self.members.clone(),
            like: Vec::new(),
        };
        let asked = Asked { scenario: &self.scenario, gaps: &[], first_pool: self.first_pool.as_ref() };
        let model = parts.assemble(asked, &problems).map(Model::with_base_of_same_people);
        problems.finish(model)
    }
}

impl Model {
    /// Reads a scenario by path or shipped name and resolves it.
    ///
    /// # Errors
    /// Every problem of form, law, population, published tables and plan at once, each with its place.
    pub fn load(name: &str, overlay: &Overlay) -> Result<(Scenario, Model), InvalidInput> {
        let problems = Problems::new();
        let draft = Scenario::draft(name, overlay, &problems);
        let loaded = draft.and_then(|Draft { mut scenario, gaps }| {
            scenario.resolve(
                Law::resolved_reforms(&scenario.reforms, &problems),
                scenario.levels.as_ref().and_then(|levels| levels::resolved(levels, &problems)),
            );
            let asked = Asked { scenario: &scenario, gaps: &gaps, first_pool: None };
            let model = Parts::read(&scenario, &gaps, &problems).assemble(asked, &problems)?;
            Some((scenario, model))
        });
        problems.finish(loaded)
    }

    /// Resolves a scenario.
    ///
    /// # Errors
    /// Every problem of the population, of the published tables and of the plan, each with its place.
    pub fn new(scenario: &Scenario) -> Result<Model, InvalidInput> {
        let problems = Problems::new();
        let asked = Asked { scenario, gaps: &[], first_pool: None };
        let model = Parts::read(scenario, &[], &problems).assemble(asked, &problems);
        problems.finish(model)
    }

    /// Resolves a scenario like one whose model is known. Only the first members of a calibrated population
    /// are read, as many as replications are run.
    ///
    /// # Errors
    /// As for [`Model::new`].
    pub(crate) fn new_like(
        scenario: &Scenario,
        known: KnownModel<'_>,
        members: usize,
    ) -> Result<Model, InvalidInput> {
        let problems = Problems::new();
        let asked = Asked { scenario, gaps: &[], first_pool: None };
        let model = Parts::read_like(scenario, known, members, &problems).assemble(asked, &problems);
        problems.finish(model)
    }

    /// The same model with other people. Nothing is read again.
    ///
    /// # Panics
    /// As [`Model::change_people`].
    #[must_use]
    pub fn with_people(&self, population: Population) -> Model {
        let mut model =
            Model { population, members: Members::of(Vec::new()), restated: Vec::new(), ..self.clone() };
        model.settle();
        model.with_base_of_same_people()
    }

    /// Changes the people, and everything that depends on them. These people replace the members of a
    /// calibrated population.
    ///
    /// # Panics
    /// If such people cannot be simulated: a scale or share outside 0 to 1, a rate below 0 or not finite, no
    /// arrival stream, or a stream without a share.
    pub fn change_people(&mut self, change: impl FnOnce(&mut Population)) {
        change(&mut self.population);
        self.members = Members::of(Vec::new());
        self.settle();
        *self = self.clone().with_base_of_same_people();
    }

    /// The same model with only the rounds that pass a test.
    #[must_use]
    pub fn with_rounds(&self, is_kept: impl Fn(&PlannedRound) -> bool) -> Model {
        self.changed(|model| {
            model.plan.retain(&is_kept);
            model.settle();
        })
    }

    /// The same model with another seed of all random streams.
    #[must_use]
    pub fn with_seed(&self, seed: u64) -> Model {
        self.changed(|model| {
            model.seed = seed;
            model.base = model.base.as_ref().map(|base| Arc::new(base.with_seed(seed)));
        })
    }

    /// The same model with another Levels Plan, which the planner learns of on the same days.
    #[must_use]
    pub fn with_levels(&self, levels: Levels) -> Model {
        let levels = Arc::new(levels);
        self.changed(|model| model.levels = Arc::clone(&levels))
    }

    /// The same model with other settings of the planner.
    ///
    /// # Panics
    /// If a share lies outside 0 to 1, a smoothing is negative, or the largest size is below the smallest.
    #[must_use]
    pub fn with_targets(&self, targets: Targets) -> Model {
        self.changed(|model| {
            model.targets = targets.clone();
            model.settle();
        })
    }
}

/// A scenario with its model.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownModel<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its model.
    pub model: &'a Model,
}

/// The scenario that a model is asked for.
#[derive(Clone, Copy)]
struct Asked<'a> {
    scenario: &'a Scenario,
    /// Parts of the scenario that could not be read.
    gaps: &'a [Gap],
    first_pool: Option<&'a Fit>,
}

/// The parts of a model as far as they could be read.
struct Parts {
    law: Option<Arc<Law>>,
    levels: Option<Arc<Levels>>,
    published: Arc<Published>,
    extent: Extent,
    population: Option<Population>,
    members: Vec<Population>,
    /// People whose eligible shares are known, one for each member; none without any.
    like: Vec<Population>,
}

impl Parts {
    /// Reads every part, also where others are broken or missing: all problems are found at once.
    fn read(scenario: &Scenario, gaps: &[Gap], problems: &Problems) -> Parts {
        let law = Law::with_reforms(&scenario.reforms, problems, scenario.start..=scenario.end);
        let has_people = !gaps.contains(&Gap::Population);
        let published_law = Law::published();
        let population =
            has_people.then(|| Population::read(&scenario.population, &published_law, problems)).flatten();
        let members = population.as_ref().and_then(|_| read_members(&scenario.population, problems));
        let (published, extent) = Published::read(tables(scenario, gaps), problems);
        let levels = Levels::with_restated(scenario.levels.as_ref(), problems);
        Parts {
            law: law.map(Arc::new),
            levels: levels.map(Arc::new),
            published: Arc::new(published),
            extent,
            population,
            members: members.unwrap_or_default(),
            like: Vec::new(),
        }
    }

    /// The same, but that parts which are the same in a `known` model are taken over, and only so many
    /// members are read.
    fn read_like(scenario: &Scenario, known: KnownModel<'_>, members: usize, problems: &Problems) -> Parts {
        let KnownModel { scenario: old, model } = known;
        let span = scenario.start..=scenario.end;
        let is_same_law =
            scenario.reforms.is_empty() && old.reforms.is_empty() && span == (old.start..=old.end);
        let law = match is_same_law {
            true => Some(Arc::clone(&model.law)),
            false => Law::with_reforms(&scenario.reforms, problems, span).map(Arc::new),
        };
        let is_same_tables = tables(scenario, &[]).has_texts_of(&tables(old, &[]));
        let (published, extent) = match is_same_tables {
            true => (Arc::clone(&model.published), Extent::Whole),
            false => {
                let (published, extent) = Published::read(tables(scenario, &[]), problems);
                (Arc::new(published), extent)
            }
        };
        let levels = match (&scenario.levels, &old.levels) {
            (None, None) => Some(Arc::clone(&model.levels)),
            (restated, _) => Levels::with_restated(restated.as_ref(), problems).map(Arc::new),
        };
        let people = &scenario.population;
        let population = Population::read_like(people, &Law::published(), &model.population, problems);
        let documents = people.members.iter().flat_map(|members| &members.documents).take(members);
        let read = documents
            .map(|document| Population::read_unjudged(&people.of_document(document.clone()), problems));
        let members: Vec<Population> = read.collect::<Option<_>>().unwrap_or_default();
        let like = (0..members.len().min(model.members() as usize) as u32)
            .map(|place| model.of_replication(place).population.clone());
        Parts { law, levels, published, extent, population, like: like.collect(), members }
    }

    /// All parts, if none is missing.
    fn whole(self, scenario: &Scenario) -> Option<Assembly> {
        (self.extent == Extent::Whole).then_some(Assembly {
            scenario: scenario.clone(),
            law: self.law?,
            levels: self.levels?,
            published: self.published,
            population: self.population?,
            members: self.members,
            first_pool: None,
        })
    }

    /// Resolves and checks a scenario, also where some parts are broken or missing.
    fn assemble(self, asked: Asked<'_>, problems: &Problems) -> Option<Model> {
        let Asked { scenario, gaps, first_pool } = asked;
        // Rounds of every type are checked against the law, or the published one if a reform of something
        // else is wrong.
        let law = self.law.or_else(|| Law::of_rounds_beside(&scenario.reforms).map(Arc::new))?;
        let sources = Sources { scenario, law: &law, published: &self.published };
        let plan = plan::read(&sources, problems);
        // A round that is missing in a plan that could not be read as a whole may have been written there.
        let planned = if gaps.contains(&Gap::Plans) { &[] } else { plan.as_slice() };
        let levels = self.levels.clone().unwrap_or_else(|| Arc::new(Levels::published()));
        let targets = Targets::read(&sources, planned, &levels, problems);
        let has_span = !gaps.contains(&Gap::Span);
        if has_span {
            nominations::check(scenario, &levels, problems);
        }
        let base = base_model(scenario, problems);
        if let Some(base) = base.as_ref().filter(|_| has_span) {
            base::check(scenario, planned, base, problems);
        }
        let targets = match &base {
            Some(base) => targets.map(|_| base.targets.until(scenario.end)),
            None => targets,
        };
        if self.extent == Extent::Partial {
            return None;
        }
        let warm_up = match first_pool {
            Some(fit) => Some(sources.before(Some(fit.clone()), problems)),
            None if has_span => sources.warm_up(problems),
            None => None,
        };
        if !problems.is_empty() || self.extent != Extent::Whole {
            return None;
        }
        assert!(gaps.is_empty(), "{gaps:?} of a scenario without a problem");
        let mut model = Model {
            name: scenario.name_in_tables.clone(),
            start: scenario.start,
            end: scenario.end,
            seed: scenario.seed,
            targets: targets?,
            nominations_per_month: scenario.nominations.per_month.clone(),
            nomination_pacing: scenario.nominations.pacing,
            nominees_left_over: scenario.nominations.margin,
            announced: Vec::new(),
            nominee_stocks: Vec::new(),
            census_days: census_days(scenario, &self.published),
            idle_plans: plan_notices::idle_notices(scenario, &self.published.rounds)
                .into_iter()
                .chain(base::notices(scenario, &plan).into_iter().map(Notice::from))
                .collect(),
            base,
            law,
            levels: self.levels?,
            published: self.published,
            population: self.population?,
            plan,
            warm_up,
            members: Members::of(self.members).like(self.like),
            restated: Vec::new(),
        };
        model.settle();
        let restated = scenario.population.members.as_ref().map(|members| members.restated.clone());
        Some(Model { restated: restated.unwrap_or_default(), ..model })
    }
}

/// The model of the scenario whose sizes are taken; none without one.
fn base_model(scenario: &Scenario, problems: &Problems) -> Option<Arc<Model>> {
    let Draft { scenario, gaps } = scenario.sizes.as_ref()?.base.as_deref()?;
    let asked = Asked { scenario, gaps, first_pool: None };
    Parts::read(scenario, gaps, problems).assemble(asked, problems).map(Arc::new)
}

/// The people of each member of a calibrated population. Members have the problems of the first one: only
/// that one's are reported.
fn read_members(form: &PopulationForm, problems: &Problems) -> Option<Vec<Population>> {
    let documents = form.members.iter().flat_map(|members| &members.documents);
    documents
        .map(|document| Population::read_unjudged(&form.of_document(document.clone()), problems))
        .collect()
}

/// The published tables of a scenario that could be opened.
fn tables<'a>(scenario: &'a Scenario, gaps: &[Gap]) -> Tables<'a> {
    Tables {
        rounds: (!gaps.contains(&Gap::Rounds)).then_some(&scenario.rounds),
        snapshots: (!gaps.contains(&Gap::Snapshots)).then_some(&scenario.snapshots),
        reading: &scenario.table_reading,
        invited: (!gaps.contains(&Gap::Invited)).then_some(&scenario.invited),
        admissions: (!gaps.contains(&Gap::Admissions)).then_some(&scenario.admissions),
        inventory: (!gaps.contains(&Gap::Inventory)).then_some(&scenario.inventory),
        landings: (!gaps.contains(&Gap::Landings)).then_some(&scenario.landings),
        submissions: (!gaps.contains(&Gap::Submissions)).then_some(&scenario.submissions),
    }
}

/// The days of a run on which the pool and the applications are counted: those of published counts, and the
/// first of each month.
fn census_days(scenario: &Scenario, published: &Published) -> Vec<Day> {
    let mut days: Vec<Day> = published.censuses.iter().map(|census| census.date).collect();
    days.extend(published.inventories.iter().map(|inventory| inventory.counted_on()));
    let mut first = scenario.start;
    while first <= scenario.end {
        if first.day_of_month() == 1 {
            days.push(first);
        }
        first = first + 1;
    }
    days.retain(|day| *day >= scenario.start && *day <= scenario.end);
    days.sort_unstable();
    days.dedup();
    days
}
