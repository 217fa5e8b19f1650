//! What a run needs, resolved and checked: law, people, and the plan with whom each round invites.

use super::past::{Fit, Past, Sources};
use crate::policy::law::{Author, Law};
use crate::policy::plan::{Instruction, RoundNumber, RoundType};
use crate::population::Population;
use crate::published::admissions::PublishedAdmissions;
use crate::published::invited::PublishedShare;
use crate::published::{self, Census, Round};
use crate::round::{Cutoff, Target};
use crate::scenario::document::Origin;
use crate::scenario::problem::{InvalidInput, Problems};
use crate::scenario::reader::misspelt;
use crate::scenario::{Draft, HeldAs, Overlay, PlanForm, Scenario};
use crate::time::Day;

/// A snapshot that is older at the start than most are when the next one comes.
const OLD_SNAPSHOT_DAYS: i32 = 31;

/// A round of the plan, with its place in the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRound {
    /// What is to be held.
    pub instruction: Instruction,
    /// Whom it invites.
    pub target: Target,
    /// Whether it is category-based.
    pub is_category: bool,
    /// The published cutoff at which it is held before a run; none where it invites the best by its size.
    pub published_cutoff: Option<Cutoff>,
}

/// Nominees who should be in the pool at the start of a day's rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NomineeStock {
    /// The day of the round.
    pub day: Day,
    /// Real nominees expected, before thinning.
    pub nominees: f64,
}

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
}

impl Model {
    /// Reads a scenario by path or shipped name and resolves it.
    ///
    /// # Errors
    /// Every problem of form, law, population, published tables and plan at once, each with its place.
    pub fn load(name: &str, overlay: &Overlay) -> Result<(Scenario, Model), InvalidInput> {
        let problems = Problems::new();
        let draft = Scenario::draft(name, overlay, &problems);
        let model = draft.and_then(|draft| match draft.scenario {
            Some(scenario) => assemble(&scenario, None, None, &problems).map(|model| (scenario, model)),
            None => {
                look_over(&draft, &problems);
                None
            }
        });
        problems.finish(model)
    }

    /// Resolves a scenario.
    ///
    /// # Errors
    /// Every problem of the population, of the published tables and of the plan, each with its place.
    pub fn new(scenario: &Scenario) -> Result<Model, InvalidInput> {
        let problems = Problems::new();
        let model = assemble(scenario, None, None, &problems);
        problems.finish(model)
    }

    /// Resolves a scenario under the published law as it was known on a day; its reforms are left out.
    ///
    /// # Errors
    /// As for [`Model::new`].
    pub fn known_on(scenario: &Scenario, day: Day) -> Result<Model, InvalidInput> {
        let problems = Problems::new();
        let law = Law::known_on(day, &problems);
        let model = law.and_then(|law| assemble(scenario, Some(law), None, &problems));
        problems.finish(model)
    }

    /// Resolves a scenario whose first pool is brought to stated numbers, whatever it says of its start.
    ///
    /// # Errors
    /// As for [`Model::new`].
    pub fn with_first_pool(scenario: &Scenario, fit: Fit) -> Result<Model, InvalidInput> {
        let problems = Problems::new();
        let model = assemble(scenario, None, Some(fit), &problems);
        problems.finish(model)
    }

    /// Persons that a round of a real size invites in a thinned run: round(scale x size), at least 1.
    pub fn thinned(&self, size: u32) -> u32 {
        ((self.population.scale * f64::from(size)).round() as u32).max(1)
    }

    /// What a reader of this run has to know: each sentence once.
    pub fn notices(&self) -> Vec<String> {
        let last = self.plan.last().map(|round| round.instruction.drawn_at.day());
        let idle = last.filter(|last| self.end - *last > 60).map(|last| {
            format!("no round is planned after {last}: nobody is invited from then to the end, {}", self.end)
        });
        self.start_notice().into_iter().chain(idle).chain(self.law.unknown_notice(self.end)).collect()
    }

    fn start_notice(&self) -> Option<String> {
        let start = self.start;
        match self.past.as_ref().map(|past| &past.fit) {
            None => (start > Day::new(2015, 1, 31).expect("a date")).then(|| {
                format!(
                    "the pool starts empty on {start}, which it was only at the launch in January 2015: cutoffs of the \
                     first year are too low"
                )
            }),
            Some(None) => Some(format!(
                "the pool of {start} is the model's own: it is not fitted to a published count"
            )),
            Some(Some(fit)) => (start - fit.day > OLD_SNAPSHOT_DAYS).then(|| {
                format!(
                    "the newest count of the pool before the start on {start} is that of {}; the days between are \
                     simulated",
                    fit.day
                )
            }),
        }
    }

    /// Whether every round of the plan is a published one, so that cutoffs can be compared.
    pub fn is_replay(&self) -> bool {
        self.is_replay
    }

    /// The published round of a number, if the plan replays it.
    pub fn published_round(&self, number: RoundNumber) -> Option<&Round> {
        self.published_rounds.iter().find(|round| self.is_replay && round.number == number)
    }
}

fn assemble(
    scenario: &Scenario,
    law: Option<Law>,
    first_pool: Option<Fit>,
    problems: &Problems,
) -> Option<Model> {
    let span = scenario.start..=scenario.end;
    let law = law.or_else(|| Law::with_reforms(&scenario.reforms, problems, span));
    let population = Population::read(&scenario.population, problems);
    let rounds = published::rounds::read(&scenario.rounds, problems);
    let censuses = published::snapshots::read(&scenario.snapshots, problems);
    let shares = published::invited::read(&scenario.invited, problems);
    let admissions = published::admissions::read(&scenario.admissions, problems);
    let (law, mut population, rounds, censuses) = (law?, population?, rounds?, censuses?);
    let plan = read_plan(scenario, &law, &rounds, problems);
    let sources =
        Sources { scenario, law: &law, population: &population, rounds: &rounds, censuses: &censuses };
    let past = match first_pool {
        Some(fit) => Some(sources.before(Some(fit), &plan, problems)),
        None => sources.past(&plan, problems),
    };
    if !problems.is_empty() {
        return None;
    }
    let margin = scenario.nominations.margin;
    population.arrivals.dispersed_from = Some(dispersed_from(scenario));
    Some(Model {
        announced: announced(&law, &population),
        name: scenario.name.clone(),
        start: scenario.start,
        end: scenario.end,
        seed: scenario.seed,
        nominee_stocks: nominee_stocks(&plan, &law, &population, &censuses, margin, scenario.start),
        census_days: census_days(scenario, &censuses),
        law,
        population,
        plan,
        past,
        published_rounds: rounds,
        published_censuses: censuses,
        published_shares: shares?,
        published_admissions: admissions?,
        is_replay: scenario.plans.iter().all(|plan| matches!(plan, PlanForm::Published { .. })),
    })
}

/// In a replay of published rounds arrivals vary as Poisson around their level; after it they are over-dispersed.
fn dispersed_from(scenario: &Scenario) -> Day {
    let replayed = scenario.plans.iter().filter_map(|plan| match plan {
        PlanForm::Published { to, .. } => Some(*to + 1),
        PlanForm::List(_) => None,
    });
    replayed.max().unwrap_or(scenario.start)
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

/// The problems of what could be read of a scenario that is broken.
fn look_over(draft: &Draft, problems: &Problems) {
    let any_day = Day::new(2015, 1, 1).expect("a date")..=Day::new(2100, 12, 31).expect("a date");
    Law::with_reforms(&draft.reforms, problems, draft.span.clone().unwrap_or(any_day));
    draft.population.iter().for_each(|form| drop(Population::read(form, problems)));
    draft.rounds.iter().for_each(|source| drop(published::rounds::read(source, problems)));
    draft.snapshots.iter().for_each(|source| drop(published::snapshots::read(source, problems)));
    draft.invited.iter().for_each(|source| drop(published::invited::read(source, problems)));
    draft.admissions.iter().for_each(|source| drop(published::admissions::read(source, problems)));
}

fn read_plan(scenario: &Scenario, law: &Law, rounds: &[Round], problems: &Problems) -> Vec<PlannedRound> {
    let mut plan = Vec::new();
    for form in &scenario.plans {
        match form {
            PlanForm::Published { from, to, held_as } => {
                held_as.iter().for_each(|types| check_types(types, law, problems));
                let replayed = rounds.iter().filter(|round| {
                    let day = round.drawn_at.day();
                    day >= *from.max(&scenario.start) && day <= *to.min(&scenario.end)
                });
                for round in replayed {
                    let mut instruction = round.instruction();
                    let name = instruction.round_type.name();
                    let renamed = held_as.iter().find(|types| types.published == name);
                    if let Some(types) = renamed {
                        if law.target(&types.held_as).is_none() {
                            continue; // Reported once, above.
                        }
                        instruction.round_type = RoundType::new(&types.held_as);
                    }
                    let place = || match renamed {
                        Some(types) => types.origin.clone(),
                        None => published::rounds::origin(&scenario.rounds, round.number),
                    };
                    plan.extend(resolve(instruction, law, place, problems));
                }
            }
            PlanForm::List(list) => {
                for (index, round) in list.iter().enumerate() {
                    let instruction = Instruction {
                        number: RoundNumber::new(index as u32 + 1),
                        date: round.drawn_at.day(),
                        drawn_at: round.drawn_at,
                        round_type: RoundType::new(&round.round_type),
                        size: round.size,
                    };
                    plan.extend(resolve(instruction, law, || round.origin.clone(), problems));
                }
            }
        }
    }
    plan.sort_by_key(|round: &PlannedRound| round.instruction.drawn_at);
    plan
}

/// Only a type of rounds that exists can be held as another one that exists.
fn check_types(types: &HeldAs, law: &Law, problems: &Problems) {
    if law.target(&types.published).is_none() {
        let title = format!("there are no published rounds of the type `{}`", types.published);
        problems.push(misspelt(&types.published_origin, title, &types.published, &law.round_types()));
    }
    if law.target(&types.held_as).is_none() {
        let title =
            format!("rounds of `{}` are held as the unknown type `{}`", types.published, types.held_as);
        problems.push(misspelt(&types.origin, title, &types.held_as, &law.round_types()));
    }
}

/// Assumption A15: program- and category-based rounds leave nominees to PNP rounds. Source: in open data no one invited
/// under CEC or FSW after 2016 had more than 600 points but for offers of 200.
pub(super) fn resolve(
    instruction: Instruction,
    law: &Law,
    place: impl FnOnce() -> Origin,
    problems: &Problems,
) -> Option<PlannedRound> {
    let name = instruction.round_type.name();
    let Some(admitted) = law.target(name) else {
        let title =
            format!("round {} has the type `{name}`, which the law does not know", instruction.number);
        problems.push(misspelt(&place(), title, name, &law.round_types()));
        return None;
    };
    let nominees = law.target("pnp").expect("the law has a Provincial Nominee Program");
    let excluded = if admitted.intersects(nominees) { Default::default() } else { nominees };
    let is_category = law.categories().iter().any(|category| category == name);
    let target = Target { admitted, excluded };
    Some(PlannedRound { instruction, target, is_category, published_cutoff: None })
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

/// Assumption A9: the nominees in the pool at a PNP round are its size and a margin. Before an all-program round, where
/// they go first, they are the snapshot's count at 601 and more, or, where no snapshot was published, the nominees
/// invited in that year's all-program rounds, spread evenly over its days.
pub(super) fn nominee_stocks(
    plan: &[PlannedRound],
    law: &Law,
    population: &Population,
    censuses: &[Census],
    margin: f64,
    start: Day,
) -> Vec<NomineeStock> {
    let nominees = law.target("pnp").expect("the law has a Provincial Nominee Program");
    let mut stocks: Vec<NomineeStock> = Vec::new();
    let mut previous = start;
    for round in plan.iter().filter(|round| round.target.admitted.intersects(nominees)) {
        let day = round.instruction.drawn_at.day();
        let is_pnp_only = round.target.admitted == nominees;
        let size = f64::from(round.instruction.size);
        let nominees = if is_pnp_only {
            size * (1.0 + margin)
        } else {
            let published = snapshot_nominees(censuses, day);
            published.unwrap_or_else(|| invited_between(population, previous, day)).min(size)
        };
        match stocks.last_mut() {
            Some(last) if last.day == day => last.nominees += nominees,
            _ => stocks.push(NomineeStock { day, nominees }),
        }
        previous = day;
    }
    stocks
}

/// Candidates at 601 and more in a snapshot at most ten days old.
fn snapshot_nominees(censuses: &[Census], day: Day) -> Option<f64> {
    let recent = censuses.iter().rev().find(|census| census.date <= day)?;
    (day - recent.date <= 10).then_some(())?;
    recent.candidates[0].map(f64::from)
}

fn invited_between(population: &Population, after: Day, to: Day) -> f64 {
    let invited = &population.nomination.invited;
    let yearly = |year: i16| {
        let nearest = invited.iter().min_by_key(|(stated, _)| (stated - year).abs());
        nearest.map_or(0.0, |(_, number)| *number)
    };
    (1..=to - after).map(|offset| yearly((after + offset).year()) / 365.25).sum()
}
