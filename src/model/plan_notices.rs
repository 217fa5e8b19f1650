//! Notices on plans and their calendar: rounds that are not held, days that are not known.

use super::plan::{is_selected, is_within};
use crate::document::library;
use crate::model::{Notice, RunNotice};
use crate::published::Round;
use crate::scenario::{IdleChange, PlanForm, PlanRounds, SINGLE, Scenario, Sizing};
use crate::time::Day;

/// A size of a round that is this many times the largest published round is probably a mistake.
pub(super) const LARGE: u32 = 4;
/// Days without a round that are worth a notice.
pub(super) const LONG_WITHOUT_ROUND: i32 = 60;

/// Notices on plans without a round in the run, rounds that a plan cannot hold, and a long time before the
/// first round. A run of one day, which counts a pool, has none.
pub(crate) fn idle_notices(scenario: &Scenario, rounds: &[Round]) -> Vec<Notice> {
    if scenario.start == scenario.end {
        return Vec::new();
    }
    let mut notices = Vec::new();
    let mut first: Option<Day> = None;
    for form in &scenario.plans {
        match first_day(form, scenario, rounds) {
            Some(day) => first = Some(first.map_or(day, |first| first.min(day))),
            None if form.name != SINGLE && form.from > scenario.end => {
                notices.push(late_plan(form, scenario.end).into());
            }
            None if form.from <= form.to => notices.push(idle_plan(form).into()),
            // Single rounds after the run have notices of their own.
            None => {}
        }
    }
    if let Some(first) = first.filter(|first| *first - scenario.start > LONG_WITHOUT_ROUND) {
        notices.push(RunNotice::NoRoundsBefore { start: scenario.start, first }.into());
    }
    notices.extend(calendar_notices(scenario));
    notices.extend(stated_on_holidays(scenario).map(Notice::from));
    for form in &scenario.plans {
        let name = || form.name.clone();
        let idle = |change: &IdleChange| RunNotice::IdleChange { plan: name(), change: *change }.into();
        notices.extend(form.idle_changes.iter().map(idle));
    }
    notices.extend(large_sizes(scenario, rounds).map(Notice::from));
    notices.extend(rounds_after_end(scenario, rounds).map(Notice::from));
    notices.extend(scenario.unheld_rounds.iter().cloned().map(Notice::UnheldRounds));
    notices
}

/// Notices on holidays that a scenario leaves out of those of the one it extends, and on years without any.
fn calendar_notices(scenario: &Scenario) -> Vec<Notice> {
    let mut notices = Vec::new();
    let run = scenario.start..=scenario.end;
    let lost = scenario.lost_days.holidays.iter().filter(|day| run.contains(*day));
    let lost: Vec<Day> = lost.copied().collect();
    if let Some(first) = lost.iter().min() {
        notices.push(RunNotice::LostHolidays { days: lost.len(), first: *first }.into());
    }
    let pauses = scenario.lost_days.pauses.iter();
    let pauses = pauses.filter(|pause| pause.first <= scenario.end && pause.last >= scenario.start);
    if let Some(first) = pauses.clone().min_by_key(|pause| pause.first) {
        let (from, to) = (first.first, first.last);
        notices.push(RunNotice::LostPauses { pauses: pauses.count(), from, to }.into());
    }
    let (last, end) = (scenario.calendar.last_year(), scenario.end);
    if let Some(last) = last.filter(|last| *last < end.year()) {
        let later = scenario.plans.iter().any(|plan| match &plan.rounds {
            PlanRounds::Stated(rounds) => {
                rounds.iter().any(|round| round.usual_days.is_some() && round.date.year() > last)
            }
            PlanRounds::Published { .. } => false,
        });
        notices.extend(later.then_some(RunNotice::NoHolidays { last, end }.into()));
    }
    notices
}

/// Rounds with dates of their own on a holiday or in a pause.
fn stated_on_holidays(scenario: &Scenario) -> Option<RunNotice> {
    let stated = scenario.plans.iter().flat_map(|form| match &form.rounds {
        PlanRounds::Stated(rounds) => rounds.as_slice(),
        PlanRounds::Published { .. } => &[],
    });
    let calendar = &scenario.calendar;
    let dated = stated.filter(|round| round.usual_days.is_none());
    let mut days: Vec<Day> = dated.map(|round| round.date).collect();
    days.retain(|day| calendar.is_holiday(*day) || calendar.is_paused(*day));
    let first = days.iter().min().copied()?;
    Some(RunNotice::StatedOnHoliday { rounds: days.len(), first })
}

/// Rounds of a table of the user's after the end of a scenario that holds published rounds to its end.
fn rounds_after_end(scenario: &Scenario, rounds: &[Round]) -> Option<RunNotice> {
    let holds_to_the_end = scenario
        .plans
        .iter()
        .any(|form| matches!(form.rounds, PlanRounds::Published { .. }) && form.to >= scenario.end);
    let is_users = !library::is_carried(&scenario.rounds);
    let later = rounds.iter().map(|round| round.drawn_at.day()).filter(|day| *day > scenario.end);
    let (count, last) = later.fold((0, scenario.end), |(count, last), day| (count + 1, last.max(day)));
    let is_noticed = holds_to_the_end && is_users && count > 0;
    is_noticed.then_some(RunNotice::RoundsAfterEnd { count, last, end: scenario.end })
}

/// The largest stated size of each plan, if it is far above every published round.
fn large_sizes(scenario: &Scenario, rounds: &[Round]) -> impl Iterator<Item = RunNotice> {
    let largest = rounds.iter().map(|round| round.size).max().unwrap_or(u32::MAX);
    scenario.plans.iter().filter_map(move |form| {
        let persons = largest_size(form)?;
        let name = form.name.clone();
        (persons > largest.saturating_mul(LARGE)).then_some(RunNotice::LargeSize { name, persons, largest })
    })
}

/// The largest number of persons that a plan states for a round.
fn largest_size(form: &PlanForm) -> Option<u32> {
    let PlanRounds::Stated(rounds) = &form.rounds else { return None };
    let sizes = rounds.iter().filter_map(|round| match round.size {
        Sizing::Persons(persons) | Sizing::Between(_, persons) => Some(persons),
        Sizing::Eligible(_)
        | Sizing::Nominees
        | Sizing::AtOrAbove(_)
        | Sizing::Planned
        | Sizing::AsInBase(_) => None,
    });
    sizes.max()
}

fn late_plan(form: &PlanForm, end: Day) -> RunNotice {
    RunNotice::LatePlan { name: form.name.clone(), from: form.from, end }
}

fn idle_plan(form: &PlanForm) -> RunNotice {
    RunNotice::IdlePlan { name: form.name.clone(), from: form.from, to: form.to }
}

/// The day of the first round that a plan holds in the run.
fn first_day(form: &PlanForm, scenario: &Scenario, rounds: &[Round]) -> Option<Day> {
    match &form.rounds {
        PlanRounds::Published { types, .. } => {
            let held = rounds.iter().filter(|round| is_selected(round, types));
            let days = held.map(|round| round.drawn_at.day());
            days.filter(|day| is_within(form, scenario, *day)).min()
        }
        PlanRounds::Stated(list) => list.iter().map(|round| round.date).min(),
    }
}
