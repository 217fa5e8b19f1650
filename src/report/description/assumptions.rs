//! What a scenario assumes, a line each: period, people, first pool, law, rounds, calendar, targets.

use std::collections::BTreeMap;

use super::plans;
use crate::model::{Model, PlannedRound};
use crate::policy::law::Author;
use crate::policy::levels::Line;

use crate::report::words::{Argument, Message, Words, decimal, line_name, message, short};
use crate::scenario::{PerMonth, Scenario, TargetsPeriodForm};
use crate::time::Day;

/// The lines, in the order of the reference of keys.
pub fn lines(scenario: &Scenario, model: &Model, words: &Words) -> Vec<String> {
    let mut messages = vec![run(scenario)];
    messages.extend(scale(model));
    messages.push(people(scenario));
    messages.push(first_pool(model));
    messages.extend(law(model));
    messages.push(rounds(model));
    let mut lines: Vec<String> = messages.iter().map(|message| words.text(message)).collect();
    lines.extend(plans::lines(scenario, model, words));
    let (holidays, pauses) = (scenario.calendar.holidays.len(), scenario.calendar.pauses.len());
    let calendar = message!("description-calendar", holidays = holidays, pauses = pauses);
    let after = Some(calendar).filter(|_| holidays + pauses > 0).into_iter().chain(targets(scenario, model));
    let after = after.chain(nominations(scenario));
    lines.extend(after.map(|message| words.text(&message)));
    lines
}

/// The main ones: period and size of the run, and rounds.
pub fn main(scenario: &Scenario, model: &Model) -> [Message; 2] {
    [run(scenario), rounds(model)]
}

fn run(scenario: &Scenario) -> Message {
    message!(
        "description-run",
        start = scenario.start(),
        end = scenario.end(),
        replications = scenario.replications(),
        seed = scenario.seed.to_string()
    )
}

fn scale(model: &Model) -> Option<Message> {
    let scale = model.population.scale;
    (scale < 1.0)
        .then(|| message!("description-scale", scale = short(scale, 6), persons = short(1.0 / scale, 1)))
}

fn people(scenario: &Scenario) -> Message {
    let file = scenario.population.source.name.as_str();
    match &scenario.population.members {
        Some(members) => message!(
            "description-people-members",
            file = file,
            members = members.of_replications(u32::MAX).len()
        ),
        None => message!("description-people", file = file),
    }
}

/// The pool on the first day.
fn first_pool(model: &Model) -> Message {
    match model.warm_up.as_ref().map(|past| (past.first, &past.fit)) {
        None => message!("description-pool-empty"),
        Some((first, None)) => message!("description-pool-simulated", first = first),
        Some((first, Some(fit))) => {
            let candidates = fit.total();
            message!("description-pool-published", day = fit.day, candidates = candidates, first = first)
        }
    }
}

fn law(model: &Model) -> Vec<Message> {
    let changes = model.law.changes().iter();
    let reforms = changes.filter(|change| change.author == Author::Scenario).map(|change| change.date);
    let days: Vec<Day> = reforms.collect();
    let mut lines = vec![match days.iter().min() {
        Some(first) => message!("description-reforms", count = days.len(), first = *first),
        None => message!("description-law"),
    }];
    let carried = model.law.carried_from(model.end);
    lines.extend(carried.map(|from| message!("description-carried", before = from - 1)));
    lines
}

/// Planned rounds of each type, and slots that are not held since their type has no share of the target.
fn rounds(model: &Model) -> Message {
    let (held, idle): (Vec<_>, Vec<_>) = model.plan.iter().partition(|round| model.holds(round));
    let count = message!("description-rounds", count = held.len());
    let mut parts: Vec<Argument> = Vec::new();
    if held.is_empty() {
        parts.push(count.into());
    } else {
        parts.push(message!("description-rounds-types", rounds = count, types = by_type(&held)).into());
    }
    if !idle.is_empty() {
        parts.push(message!("description-rounds-idle", types = by_type(&idle)).into());
    }
    message!("description-parts", parts = Argument::Series(parts))
}

fn by_type(rounds: &[&PlannedRound]) -> Argument {
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    for round in rounds {
        *types.entry(round.instruction.round_type.name()).or_default() += 1;
    }
    let counts = types
        .into_iter()
        .map(|(name, count)| Argument::from(message!("description-type-count", type = name, count = count)));
    Argument::Series(counts.collect())
}

/// Targets by line and year, the split, and the limits of the planner; none where no round is planned.
fn targets(scenario: &Scenario, model: &Model) -> Vec<Message> {
    let Some(form) = &scenario.targets else { return Vec::new() };
    let mut lines: Vec<Message> = Line::ALL.into_iter().filter_map(|line| target(line, model)).collect();
    lines.push(message!("description-split", shares = shares(&form.first)));
    lines.push(message!("description-limits", least = form.first.least, most = form.first.most));
    lines.extend(form.changes.iter().map(|(from, period)| {
        message!(
            "description-targets-change",
            from = *from,
            shares = shares(period),
            least = period.least,
            most = period.most
        )
    }));
    lines
}

/// The shares of a target by type.
fn shares(period: &TargetsPeriodForm) -> Argument {
    let shares = period.split.iter().map(|split| {
        let percent = decimal(100.0 * split.share, 1);
        Argument::from(
            message!("description-split-share", type = split.round_type.as_str(), percent = percent),
        )
    });
    Argument::Series(shares.collect())
}

/// Nominations by the first year for which their number holds; none if only rounds govern them.
fn nominations(scenario: &Scenario) -> Option<Message> {
    let years = scenario.nominations.per_month.iter().map(|(year, number)| {
        let persons = match number {
            PerMonth::Persons(persons) => decimal(*persons, 0),
            PerMonth::Targets => message!("description-nominations-targets").into(),
        };
        let year = year.to_string();
        Argument::from(message!("description-nominations-year", year = year, persons = persons))
    });
    let years: Vec<Argument> = years.collect();
    (!years.is_empty()).then(|| message!("description-nominations", years = Argument::Series(years)))
}

/// The targets of a line in the years of the run, but for a first year of which the run has weeks.
fn target(line: Line, model: &Model) -> Option<Message> {
    let (first, last) = (model.start.plus_months(1).year(), model.end.year());
    let years = (first.min(last)..=last).filter_map(|year| {
        let aim = model.levels.of_admissions(line, year)?.aim()?;
        Some(Argument::from(message!(
            "description-target-year",
            year = year.to_string(),
            target = decimal(aim, 0)
        )))
    });
    let years: Vec<Argument> = years.collect();
    (!years.is_empty())
        .then(|| message!("description-target", line = line_name(line), years = Argument::Series(years)))
}
