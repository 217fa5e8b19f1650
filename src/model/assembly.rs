//! What a run needs, resolved and checked: law, people, and the plan with whom each round invites.

use std::collections::BTreeMap;

use crate::document::problem::{InvalidInput, Problems};
use crate::model::nominations;
use crate::model::nominee_stock::{NomineeStock, nominee_stocks};
use crate::model::plan;
use crate::model::plan::PlannedRound;
use crate::model::targets::Targets;
use crate::model::warm_up::{Fit, Past, Sources};
use crate::model::{Notice, RunNotice};
use crate::policy::instruction::RoundNumber;
use crate::policy::law::{Author, Law};
use crate::policy::levels::Levels;
use crate::population::Population;
use crate::published;
use crate::published::admissions::PublishedAdmissions;
use crate::published::invited::PublishedShare;
use crate::published::{Census, Round};
use crate::scenario::{Draft, Gap, Overlay, PerMonth, Scenario};
use crate::time::{Day, Month};

/// A snapshot that is older at the start than most are when the next one comes.
const OLD_SNAPSHOT_DAYS: i32 = 31;
/// Days after the last round that are worth a notice.
const LONG_WITHOUT_ROUND: i32 = 60;

/// A scenario ready to run.
#[derive(Clone, Debug)]
pub struct Model {
    /// Short name of the scenario.
    pub name: String,
    /// First day.
    pub start: Day,
    /// Last day.
    pub end: Day,
    /// Seed of all streams.
    pub seed: u64,
    /// The law.
    pub law: Law,
    /// The people.
    pub population: Population,
    /// Rounds in the order in which they are held.
    pub plan: Vec<PlannedRound>,
    /// What is lived before the first day; none for a pool that starts empty.
    pub past: Option<Past>,
    /// Nominees wanted, in order of day.
    pub nominee_stocks: Vec<NomineeStock>,
    /// Persons nominated in a month, by year, where no round of a stated size governs.
    pub nominations_per_month: Vec<(i16, PerMonth)>,
    /// The targets of immigration.
    pub levels: Levels,
    /// How rounds are planned that are to meet them.
    pub targets: Targets,
    /// First and last days of the times in which people answer to an announced reform of the scenario.
    pub announced: Vec<(Day, Day)>,
    /// Days on which the pool is counted, in order.
    pub census_days: Vec<Day>,
    /// The published rounds, for comparison.
    pub published_rounds: Vec<Round>,
    /// The published snapshots, for comparison.
    pub published_censuses: Vec<Census>,
    /// Who was invited, as published, for comparison.
    pub published_shares: Vec<PublishedShare>,
    /// Who was admitted, as published, for comparison.
    pub published_admissions: Vec<PublishedAdmissions>,
    is_replay: bool,
    /// Notices on the published tables, and on plans without a round.
    input_notices: Vec<Notice>,
}

impl Model {
    /// Reads a scenario by path or shipped name and resolves it.
    ///
    /// # Errors
    /// Every problem of form, law, population, published tables and plan at once, each with its place.
    pub fn load(name: &str, overlay: &Overlay) -> Result<(Scenario, Model), InvalidInput> {
        let problems = Problems::new();
        let draft = Scenario::draft(name, overlay, &problems);
        let model = draft.and_then(|Draft { scenario, gaps }| {
            assemble(&scenario, &gaps, Given::default(), &problems).map(|model| (scenario, model))
        });
        problems.finish(model)
    }

    /// Resolves a scenario.
    ///
    /// # Errors
    /// Every problem of the population, of the published tables and of the plan, each with its place.
    pub fn new(scenario: &Scenario) -> Result<Model, InvalidInput> {
        let problems = Problems::new();
        let model = assemble(scenario, &[], Given::default(), &problems);
        problems.finish(model)
    }

    /// Resolves a scenario under the published law as it was known on a day; its reforms are left out.
    ///
    /// # Errors
    /// As for [`Model::new`].
    pub fn known_on(scenario: &Scenario, day: Day) -> Result<Model, InvalidInput> {
        let problems = Problems::new();
        let law = Law::known_on(day, &problems);
        let given = |law| Given { law: Some(law), ..Given::default() };
        let model = law.and_then(|law| assemble(scenario, &[], given(law), &problems));
        problems.finish(model)
    }

    /// Resolves a scenario whose first pool is brought to stated numbers, whatever it says of its start.
    ///
    /// # Errors
    /// As for [`Model::new`].
    pub fn with_first_pool(scenario: &Scenario, fit: Fit) -> Result<Model, InvalidInput> {
        let problems = Problems::new();
        let given = Given { first_pool: Some(fit), ..Given::default() };
        let model = assemble(scenario, &[], given, &problems);
        problems.finish(model)
    }

    /// Persons that a round of a real size invites in a thinned run: round(scale x size), at least 1; none if it is 0.
    pub fn thinned(&self, size: u32) -> u32 {
        if size == 0 {
            return 0;
        }
        ((self.population.scale * f64::from(size)).round() as u32).max(1)
    }

    /// What a reader of this run has to know, each fact once.
    pub fn notices(&self) -> Vec<Notice> {
        let run = self.start_notice().into_iter().chain(self.idle_end()).chain(self.rounds_not_in_force());
        let mut notices: Vec<Notice> = run.map(Notice::from).collect();
        notices.extend(self.targets_notices());
        notices.extend(self.nominations_notice().map(Notice::from));
        notices.extend(self.law.carried_from(self.end).map(Notice::CarriedCrs));
        notices.extend(self.input_notices.iter().cloned());
        notices
    }

    /// A run without rounds, or with a long time after its last one.
    fn idle_end(&self) -> Option<RunNotice> {
        let end = self.end;
        match self.plan.last().map(|round| round.instruction.drawn_at.day()) {
            None => (self.start < end).then_some(RunNotice::NoRounds),
            Some(last) => (end - last > LONG_WITHOUT_ROUND).then_some(RunNotice::NoRoundsAfter { last, end }),
        }
    }

    /// Rounds of a program or category that is not in force on their day.
    fn rounds_not_in_force(&self) -> Vec<RunNotice> {
        let mut types: BTreeMap<&str, u32> = BTreeMap::new();
        for round in &self.plan {
            let in_force = self.law.rules_on(round.instruction.drawn_at.day()).in_force();
            if !round.target.admitted.intersects(in_force) {
                *types.entry(round.instruction.round_type.name()).or_default() += 1;
            }
        }
        let types = types.into_iter();
        types.map(|(name, rounds)| RunNotice::NotInForce { name: name.to_owned(), rounds }).collect()
    }

    fn start_notice(&self) -> Option<RunNotice> {
        let start = self.start;
        match self.past.as_ref().map(|past| &past.fit) {
            None => {
                let launch = Day::new(2015, 1, 31).expect("a date");
                (start > launch).then_some(RunNotice::EmptyStart(start))
            }
            Some(None) => Some(RunNotice::OwnStart(start)),
            Some(Some(fit)) => {
                let snapshot = fit.day;
                (start - snapshot > OLD_SNAPSHOT_DAYS).then_some(RunNotice::OldSnapshot { start, snapshot })
            }
        }
    }

    /// Whether every round of the plan is a published one, so that cutoffs can be compared.
    pub fn is_replay(&self) -> bool {
        self.is_replay
    }

    /// The published round of a number, if the plan replays it.
    pub fn published_round(&self, number: RoundNumber) -> Option<&Round> {
        let planned = self.plan.iter().find(|planned| planned.instruction.number == number)?;
        self.published_rounds.iter().find(|round| planned.is_replayed && round.number == number)
    }
}

/// The published tables as far as they could be read.
struct Tables {
    rounds: Option<Vec<Round>>,
    censuses: Option<Vec<Census>>,
    shares: Option<Vec<PublishedShare>>,
    admissions: Option<Vec<PublishedAdmissions>>,
}

impl Tables {
    fn read(scenario: &Scenario, gaps: &[Gap], problems: &Problems) -> Tables {
        let there = |gap, table| (!gaps.contains(&gap)).then_some(table);
        let rounds = there(Gap::Rounds, &scenario.rounds);
        let snapshots = there(Gap::Snapshots, &scenario.snapshots);
        let invited = there(Gap::Invited, &scenario.invited);
        let admissions = there(Gap::Admissions, &scenario.admissions);
        Tables {
            rounds: rounds.and_then(|table| published::rounds::read(table, problems)),
            censuses: snapshots.and_then(|table| published::snapshots::read(table, problems)),
            shares: invited.and_then(|table| published::invited::read(table, problems)),
            admissions: admissions.and_then(|table| published::admissions::read(table, problems)),
        }
    }
}

/// What is given in the place of what a scenario says.
#[derive(Default)]
struct Given {
    law: Option<Law>,
    first_pool: Option<Fit>,
}

/// Reads and checks every part of a scenario, also where others are broken or missing: all problems are found at once.
fn assemble(scenario: &Scenario, gaps: &[Gap], given: Given, problems: &Problems) -> Option<Model> {
    let is_there = |gap| !gaps.contains(&gap);
    let span = scenario.start..=scenario.end;
    let law = given.law.or_else(|| Law::with_reforms(&scenario.reforms, problems, span));
    let people = is_there(Gap::Population).then(|| Population::read(&scenario.population, problems));
    let Tables { rounds, censuses, shares, admissions } = Tables::read(scenario, gaps, problems);
    let levels = Levels::with_restated(scenario.levels.as_ref(), problems);
    // Rounds of every type are checked against the law, or the published one if a reform of something else is wrong.
    let law = law.or_else(|| Law::of_rounds_beside(&scenario.reforms))?;
    let plan = plan::read(scenario, &law, rounds.as_deref().unwrap_or_default(), problems);
    // Who misses a round in a plan that could not be read as a whole may have written it.
    let planned = if is_there(Gap::Plans) { plan.as_slice() } else { &[] };
    let usual = levels.clone().unwrap_or_else(Levels::published);
    let targets = Targets::read(scenario, planned, &law, &usual, problems);
    if is_there(Gap::Span) {
        nominations::check(scenario, &usual, problems);
    }
    let (rounds, censuses) = (rounds?, censuses?);
    let sources = Sources { scenario, law: &law, rounds: &rounds, censuses: &censuses };
    let mut past = match given.first_pool {
        Some(fit) => Some(sources.before(Some(fit), problems)),
        None if is_there(Gap::Span) => sources.past(problems),
        None => None,
    };
    if !problems.is_empty() {
        return None;
    }
    assert!(gaps.is_empty(), "{gaps:?} of a scenario without a problem");
    let targets = targets?;
    let mut population = people.flatten()?;
    population.arrivals.dispersed_from = Some(dispersed_from(&rounds, scenario.start));
    // Nobody is nominated for a slot that is not held.
    let held: Vec<PlannedRound> = plan.iter().filter(|round| targets.holds(round)).cloned().collect();
    past.iter_mut().for_each(|past| past.want_nominees(&held, &population, &sources));
    let margin = scenario.nominations.margin;
    let warnings = published::warning::all(&scenario.rounds, &scenario.snapshots, &censuses);
    let mut input_notices: Vec<Notice> = warnings.into_iter().map(Notice::Published).collect();
    input_notices.extend(plan::idle_notices(scenario, &rounds));
    Some(Model {
        levels: levels?,
        targets,
        nominations_per_month: scenario.nominations.per_month.clone(),
        announced: announced(&law, &population),
        name: scenario.name.clone(),
        start: scenario.start,
        end: scenario.end,
        seed: scenario.seed,
        nominee_stocks: nominee_stocks(&held, &law, &population, &censuses, margin, scenario.start),
        census_days: census_days(scenario, &censuses),
        law,
        population,
        input_notices,
        is_replay: !plan.is_empty() && plan.iter().all(|round| round.is_replayed),
        plan,
        past,
        published_rounds: rounds,
        published_censuses: censuses,
        published_shares: shares?,
        published_admissions: admissions?,
    })
}

/// While rounds were published arrivals vary as Poisson around their level, which is known; from the month after the last
/// of them on they are over-dispersed. So it does not depend on where a plan's rounds come from.
fn dispersed_from(rounds: &[Round], start: Day) -> Day {
    rounds.last().map_or(start, |round| Month::of(round.date).first_day().plus_months(1))
}

/// From some days after the announcement of a scenario's reform to the day before it is in force.
fn announced(law: &Law, population: &Population) -> Vec<(Day, Day)> {
    let response = &population.behaviour.announcement;
    let reforms = law.changes().iter().filter(|change| change.author == Author::Scenario && response.is_on);
    reforms
        .filter_map(|change| Some((change.announced? + response.delay_days as i32, change.date - 1)))
        .filter(|(from, to)| from <= to)
        .collect()
}

fn census_days(scenario: &Scenario, censuses: &[Census]) -> Vec<Day> {
    let mut days: Vec<Day> = censuses.iter().map(|census| census.date).collect();
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
