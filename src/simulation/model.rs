//! What a run needs, resolved and checked: law, people, and the plan with whom each round invites.

use super::past::{Fit, Past, Sources};
use super::plan::{self, NomineeStock, PlannedRound};
use super::targets::Targets;
use crate::policy::law::{Author, Law};
use crate::policy::levels::Levels;
use crate::policy::plan::RoundNumber;
use crate::population::Population;
use crate::published::admissions::PublishedAdmissions;
use crate::published::invited::PublishedShare;
use crate::published::{self, Census, Round};
use crate::scenario::problem::{InvalidInput, Problems};
use crate::scenario::{Draft, Overlay, Scenario};
use crate::time::{Day, Month};

/// A snapshot that is older at the start than most are when the next one comes.
const OLD_SNAPSHOT_DAYS: i32 = 31;

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
    pub nominations_per_month: Vec<(i16, f64)>,
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

    /// Persons that a round of a real size invites in a thinned run: round(scale x size), at least 1; none if it is 0.
    pub fn thinned(&self, size: u32) -> u32 {
        if size == 0 {
            return 0;
        }
        ((self.population.scale * f64::from(size)).round() as u32).max(1)
    }

    /// What a reader of this run has to know: each sentence once.
    pub fn notices(&self) -> Vec<String> {
        let last = self.plan.last().map(|round| round.instruction.drawn_at.day());
        let idle = last.filter(|last| self.end - *last > 60).map(|last| {
            format!("no round is planned after {last}: nobody is invited from then to the end, {}", self.end)
        });
        self.start_notice()
            .into_iter()
            .chain(idle)
            .chain(self.targets_notices())
            .chain(self.law.unknown_notice(self.end))
            .collect()
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
        let planned = self.plan.iter().find(|planned| planned.instruction.number == number)?;
        self.published_rounds.iter().find(|round| planned.is_replayed && round.number == number)
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
    let levels = Levels::with_restated(scenario.levels.as_ref(), problems);
    let plan = plan::read(scenario, &law, &rounds, problems);
    let targets = levels.as_ref().and_then(|levels| Targets::read(scenario, &plan, &law, levels, problems));
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
    population.arrivals.dispersed_from = Some(dispersed_from(&rounds, scenario.start));
    Some(Model {
        levels: levels?,
        targets: targets?,
        nominations_per_month: scenario.nominations.per_month.clone(),
        announced: announced(&law, &population),
        name: scenario.name.clone(),
        start: scenario.start,
        end: scenario.end,
        seed: scenario.seed,
        nominee_stocks: plan::nominee_stocks(&plan, &law, &population, &censuses, margin, scenario.start),
        census_days: census_days(scenario, &censuses),
        law,
        population,
        is_replay: plan.iter().all(|round| round.is_replayed),
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

/// The problems of what could be read of a scenario that is broken.
fn look_over(draft: &Draft, problems: &Problems) {
    let any_day = Day::new(2015, 1, 1).expect("a date")..=Day::new(2100, 12, 31).expect("a date");
    Levels::with_restated(draft.levels.as_ref(), problems);
    Law::with_reforms(&draft.reforms, problems, draft.span.clone().unwrap_or(any_day));
    draft.population.iter().for_each(|form| drop(Population::read(form, problems)));
    draft.rounds.iter().for_each(|source| drop(published::rounds::read(source, problems)));
    draft.snapshots.iter().for_each(|source| drop(published::snapshots::read(source, problems)));
    draft.invited.iter().for_each(|source| drop(published::invited::read(source, problems)));
    draft.admissions.iter().for_each(|source| drop(published::admissions::read(source, problems)));
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
