//! The plan of a run: every round in order, with its type resolved by the law and the setting of its size.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::problem::{Problem, Problems};
use crate::document::reader::misspelt;
use crate::document::tree::Origin;
use crate::model::overlap;
use crate::policy::instruction::{Instruction, RoundNumber, RoundType};
use crate::policy::law::Law;
use crate::population::RoundBasis;
use crate::published::{Published, Round};
use crate::round::{Cutoff, Eligible};
use crate::scenario::{HeldAs, PlanForm, PlanRounds, RoundForm, Scenario, Sizing, StartPool};
use crate::time::Day;

/// A round of the plan, with its type resolved by the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRound {
    /// The round's number, day and type.
    pub instruction: Instruction,
    /// The candidates who can be invited.
    pub eligible: Eligible,
    /// Whether it selects by programs or by a category.
    pub basis: RoundBasis,
    /// The setting of the round's size.
    pub sizing: Sizing,
    /// The published cutoff at which it is held before a run, and in a look ahead, in place of its size.
    pub published_cutoff: Option<Cutoff>,
    /// Whether it is a published round, so that cutoffs can be compared.
    pub is_replayed: bool,
    /// Place of its plan in the scenario, counted from 0.
    pub plan: usize,
    /// Days from such a round to the next in its rhythm; none in a list.
    pub usual_days: Option<i32>,
}

impl PlannedRound {
    /// Whether it is a published round, on its day, of its type and of its size.
    pub(super) fn is_replay_of(&self, published: &Round) -> bool {
        let Instruction { date, round_type, .. } = &self.instruction;
        let is_same_size = self.sizing.stated().is_none_or(|size| size == published.size);
        self.is_replayed && *date == published.date && *round_type == published.round_type && is_same_size
    }
}

/// The parts of a model that its rounds are resolved with.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The law.
    pub law: &'a Law,
    /// The published tables.
    pub published: &'a Published,
}

/// Every round of a scenario, in the order in which they are held; those that could not be read are left out.
pub(crate) fn read(sources: &Sources<'_>, problems: &Problems) -> Vec<PlannedRound> {
    let Sources { scenario, law, published } = *sources;
    let mut plan = Vec::new();
    let mut held: Vec<Vec<Instruction>> = Vec::new();
    for (place, form) in scenario.plans.iter().enumerate() {
        for (name, origin) in form.unread.iter().filter(|(name, _)| law.admitted_by(name).is_none()) {
            let title = format!("a round has the type `{name}`, which the law does not know");
            problems.push_with(&title, || misspelt(origin, title.clone(), name, &law.round_types()));
        }
        let added = match &form.rounds {
            PlanRounds::Published { held_as, types } => {
                let selection = Selection { held_as, types };
                published_plan(sources, form, selection, problems)
            }
            PlanRounds::Stated(list) => stated_plan(list, sources, problems),
        };
        held.push(added.iter().map(|added| added.round.instruction.clone()).collect());
        let of_plan =
            |added: Numbered| Numbered { round: PlannedRound { plan: place, ..added.round }, ..added };
        plan.extend(added.into_iter().map(of_plan));
    }
    overlap::check(&scenario.plans, &held, problems);
    // Of two rounds at one instant the one that a holiday has moved there comes first.
    plan.sort_by_key(|added| (added.round.instruction.drawn_at, added.due));
    let plan = numbered(plan, scenario.start, &published.rounds);
    if scenario.nominations.per_month.is_empty()
        && let Some(origin) = origin_of(scenario, Sizing::Nominees)
    {
        problems.push(Problem::new(
            origin,
            "rounds of this plan invite all nominees, but their number is not stated",
            "expected `nominations.per_month`, persons nominated in a month by year, such as { 2026 = 900 }, \
             or \"targets\"",
        ));
    }
    plan
}

/// Whether a plan of published rounds holds a round of this type: it names the type, or none.
pub(super) fn is_selected(round: &Round, types: &[(String, Origin)]) -> bool {
    types.is_empty() || types.iter().any(|(wanted, _)| wanted == round.round_type.name())
}

/// Whether a day lies within a plan and the run.
pub(super) fn is_within(form: &PlanForm, scenario: &Scenario, day: Day) -> bool {
    (form.from.max(scenario.start)..=form.to.min(scenario.end)).contains(&day)
}

/// The place of the first plan that holds a round of a kind of size.
pub(crate) fn origin_of(scenario: &Scenario, size: Sizing) -> Option<Origin> {
    let mut plans = scenario.plans.iter();
    let first = plans.find(|form| match &form.rounds {
        PlanRounds::Stated(rounds) => rounds.iter().any(|round| round.size == size),
        PlanRounds::Published { .. } => false,
    });
    first.map(|form| form.origin.clone())
}

/// A round and whether it has its number.
struct Numbered {
    has_number: bool,
    /// The day on which it would be held but for a holiday.
    due: Day,
    round: PlannedRound,
}

/// The published rounds that a plan holds.
struct Selection<'a> {
    /// Types held as another type.
    held_as: &'a [HeldAs],
    /// Types that the plan holds, each with its place; all types if empty.
    types: &'a [(String, Origin)],
}

fn published_plan(
    sources: &Sources<'_>,
    form: &PlanForm,
    selection: Selection<'_>,
    problems: &Problems,
) -> Vec<Numbered> {
    let Sources { scenario, law, published } = *sources;
    let Selection { held_as, types } = selection;
    for types in held_as {
        check_types(types, law, problems);
    }
    for (name, origin) in types.iter().filter(|(name, _)| law.admitted_by(name).is_none()) {
        let title = format!("there are no published rounds of the type `{name}`");
        problems.push_with(&title, || misspelt(origin, title.clone(), name, &law.round_types()));
    }
    let replayed = published.rounds.iter().filter(|round| is_within(form, scenario, round.drawn_at.day()));
    let looks_ahead = looks_ahead(sources);
    let places = published.places();
    let mut plan = Vec::new();
    for round in replayed.filter(|round| is_selected(round, types)) {
        let mut instruction = round.instruction();
        let name = instruction.round_type.name();
        let renamed = held_as.iter().find(|types| types.published == name);
        if let Some(types) = renamed {
            if law.admitted_by(&types.held_as).is_none() {
                continue; // Reported once, above.
            }
            instruction.round_type = RoundType::new(&types.held_as);
        }
        match resolve(instruction, Sizing::Persons(round.size), law) {
            Ok(planned) => {
                let is_fact = looks_ahead && renamed.is_none() && is_before_reforms(round, law);
                let published_cutoff = cutoff_of(round).filter(|_| is_fact);
                let (due, planned) =
                    (round.date, PlannedRound { published_cutoff, is_replayed: true, ..planned });
                plan.push(Numbered { has_number: true, due, round: planned });
            }
            Err(unknown) => unknown.report(law, problems, || match renamed {
                Some(types) => Some(types.origin.clone()),
                None => places.of(round.number),
            }),
        }
    }
    plan
}

/// The published cutoff of a round.
pub(crate) fn cutoff_of(round: &Round) -> Option<Cutoff> {
    round.cutoff.map(|score| Cutoff { score, tie_break: round.tie_break })
}

/// Whether a scenario begins with the newest published pool and plans rounds of its own: the rounds that were
/// published since are facts, and it judges no simulation of them.
fn looks_ahead(sources: &Sources<'_>) -> bool {
    let Sources { scenario, published, .. } = *sources;
    let is_from_published =
        scenario.start_pool.as_ref().is_none_or(|(chosen, _)| *chosen == StartPool::Published);
    let is_newest = published.censuses.last().is_some_and(|newest| newest.date <= scenario.start);
    let has_own = scenario.plans.iter().any(|form| matches!(form.rounds, PlanRounds::Stated(_)));
    is_from_published && is_newest && has_own
}

/// Whether a round was held under the published law also in the scenario.
fn is_before_reforms(round: &Round, law: &Law) -> bool {
    law.reformed_on().is_none_or(|reformed| round.drawn_at.day() < reformed)
}

fn stated_plan(list: &[RoundForm], sources: &Sources<'_>, problems: &Problems) -> Vec<Numbered> {
    let law = sources.law;
    let mut plan = Vec::new();
    let mut reported: BTreeSet<(usize, &str)> = BTreeSet::new();
    for round in list {
        let instruction = Instruction {
            number: RoundNumber::new(0),
            date: round.date,
            drawn_at: round.drawn_at,
            round_type: RoundType::new(&round.round_type),
        };
        let key = (round.origin.span.start, round.round_type.as_str());
        if reported.contains(&key) {
            continue; // A calendar holds many rounds that were written once.
        }
        let is_fine = is_in_force(round, sources, problems);
        match resolve(instruction, round.size, law) {
            Ok(planned) if is_fine => {
                let planned = PlannedRound { usual_days: round.usual_days, ..planned };
                plan.push(Numbered { has_number: false, due: round.due, round: planned });
                continue;
            }
            Ok(_) => {}
            Err(unknown) => unknown.report(law, problems, || Some(round.origin.clone())),
        }
        reported.insert(key);
    }
    plan
}

/// Whether a category exists by the day of its round. A category that is no longer in force or that begins
/// after the run, or a program that a reform has ended, is no mistake: the round invites no candidate, and
/// `drawsim check` says so.
fn is_in_force(round: &RoundForm, sources: &Sources<'_>, problems: &Problems) -> bool {
    let Sources { scenario, law, .. } = *sources;
    let name = round.round_type.as_str();
    let Some(admitted) = law.admitted_by(name) else { return true }; // Reported with the type.
    let mut days = law.change_days().iter();
    let first = days.find(|day| law.rules_on(**day).in_force().intersects(admitted));
    let begins_in_run = |first: &&Day| **first > round.date && **first <= scenario.end;
    let Some(first) = first.filter(begins_in_run) else { return true };
    let title =
        format!("a round of `{name}` is planned on {}, but the law has no such rounds then", round.date);
    let expected = format!("expected a date from {first} on, when `{name}` is first in force");
    problems.push(Problem::new(round.origin.clone(), title, expected));
    false
}

/// Gives numbers to rounds that were not published: they continue after the last published round of the plan,
/// or before the run.
fn numbered(plan: Vec<Numbered>, start: Day, rounds: &[Round]) -> Vec<PlannedRound> {
    let own = plan.iter().filter(|one| one.has_number).map(|one| one.round.instruction.number);
    let before = rounds.iter().filter(|round| round.drawn_at.day() < start).map(|round| round.number);
    let mut last = own.chain(before).map(RoundNumber::count).max().unwrap_or(0);
    let published = by_count(rounds);
    let mut numbered = Vec::with_capacity(plan.len());
    for Numbered { has_number, mut round, .. } in plan {
        if !has_number {
            let again = same_round(&published, &round, last + 1);
            round.is_replayed = again.is_some();
            round.instruction.number = again.map_or(RoundNumber::new(last + 1), |round| round.number);
            last = round.instruction.number.count();
        }
        numbered.push(round);
    }
    numbered
}

/// Published rounds by the count of their number.
type ByCount<'a> = BTreeMap<u32, Vec<&'a Round>>;

fn by_count(rounds: &[Round]) -> ByCount<'_> {
    let mut found = ByCount::new();
    for round in rounds {
        found.entry(round.number.count()).or_default().push(round);
    }
    found
}

/// The published round that a stated round repeats, if its number is `count` or one less: a list that repeats
/// published rounds also gives them their letters.
fn same_round<'a>(rounds: &ByCount<'a>, planned: &PlannedRound, count: u32) -> Option<&'a Round> {
    let mut near = rounds.range(count - 1..=count).flat_map(|(_, rounds)| rounds.iter().copied());
    near.find(|round| {
        Instruction { number: round.number, ..planned.instruction.clone() } == round.instruction()
            && planned.sizing == Sizing::Persons(round.size)
    })
}

/// Checks that both types of a renaming exist.
fn check_types(types: &HeldAs, law: &Law, problems: &Problems) {
    if law.admitted_by(&types.published).is_none() {
        let title = format!("there are no published rounds of the type `{}`", types.published);
        problems.push(misspelt(&types.published_origin, title, &types.published, &law.round_types()));
    }
    if law.admitted_by(&types.held_as).is_none() {
        let title =
            format!("rounds of `{}` are held as the unknown type `{}`", types.published, types.held_as);
        problems.push(misspelt(&types.origin, title, &types.held_as, &law.round_types()));
    }
}

/// A round of a type that the law does not know.
pub(crate) struct UnknownType(Instruction);

impl UnknownType {
    /// Reports it at a place, which is looked up only if the problem may be shown.
    pub fn report(&self, law: &Law, problems: &Problems, place: impl FnOnce() -> Option<Origin>) {
        let Instruction { number, date, round_type, .. } = &self.0;
        let round = match number.count() {
            0 => format!("the round of {date}"),
            _ => format!("round {number}"),
        };
        let title = format!("{round} has the type `{round_type}`, which the law does not know");
        problems.push_with(&title, || {
            let types = law.round_types();
            match place() {
                Some(place) => misspelt(&place, title.clone(), round_type.name(), &types),
                None => {
                    Problem::without_place(title.clone(), format!("expected one of {}", types.join(", ")))
                }
            }
        });
    }
}

/// A round with its type resolved by the law, or the problem that the law has no such type.
///
/// Assumption A15: program- and category-based rounds leave nominees to PNP rounds. Source: in open data,
/// candidates invited under CEC or FSW after 2016 had at most 600 points but for offers of 200.
pub(crate) fn resolve(
    instruction: Instruction,
    sizing: Sizing,
    law: &Law,
) -> Result<PlannedRound, UnknownType> {
    let name = instruction.round_type.name();
    let Some(admitted) = law.admitted_by(name) else { return Err(UnknownType(instruction)) };
    let nominees = law.nominees();
    let excluded = if admitted.intersects(nominees) { Default::default() } else { nominees };
    let is_category = law.categories().iter().any(|category| category == name);
    let basis = if is_category { RoundBasis::Category } else { RoundBasis::Programs };
    let eligible = Eligible { admitted, excluded };
    Ok(PlannedRound {
        instruction,
        eligible,
        basis,
        sizing,
        published_cutoff: None,
        is_replayed: false,
        plan: 0,
        usual_days: None,
    })
}
