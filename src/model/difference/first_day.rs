//! The first day of a run on which two scenarios may part: up to it one simulation serves both.

use super::row::{Difference, Part};
use super::side::Side;
use crate::model::Model;
use crate::model::nominations::NOMINATED_YEARS;
use crate::policy::levels::{Levels, Line};
use crate::time::Day;

impl Side<'_> {
    /// The first day on which a run of another scenario may differ from one of this: the day of a new law, of
    /// its announcement, of a new target, of another round. It may be earlier than the first difference that
    /// shows, but never later. None if nothing differs that a run depends on.
    ///
    /// `found` are the differences of the two, and both have one start and one end.
    pub fn first_day(self, new: Side<'_>, found: &[Difference]) -> Option<Day> {
        let (old, new) = (self.model, new.model);
        let days = [
            of_parts(found, old.start),
            of_law(found, old, new),
            of_levels(old, new),
            of_rounds(old, new),
            of_nominees(old, new),
        ];
        days.into_iter().flatten().min().map(|day| day.max(old.start))
    }
}

impl Side<'_> {
    /// The first day on which a difference from another scenario is in force: of its law, a year of its
    /// targets, its rounds; else that on which the two part. None if nothing differs.
    pub fn in_force(self, new: Side<'_>, found: &[Difference]) -> Option<Day> {
        let parts_on = self.first_day(new, found)?;
        let (old, new) = (self.model, new.model);
        let law = found.iter().filter(|one| one.part == Part::Law).filter_map(|one| one.from);
        let levels = found.iter().filter(|one| one.part == Part::Levels).filter_map(year_of);
        let dated = law.chain(levels).chain(first_other_round(old, new)).min();
        // Other people and other settings have no day; the planner's may begin with a dated block.
        let is_undated = found.iter().any(|one| match one.part {
            Part::Calendar | Part::Nominations | Part::People | Part::Tables => true,
            Part::Targets => !one.key.starts_with("targets.change"),
            Part::Law | Part::Levels | Part::Rounds | Part::Run => false,
        });
        let day = if is_undated { parts_on } else { dated.unwrap_or(parts_on) };
        Some(day.max(parts_on))
    }
}

/// The first day of the year of a target.
fn year_of(one: &Difference) -> Option<Day> {
    let year: i16 = one.key.split('.').find_map(|part| part.parse().ok())?;
    Some(Day::new_year(year))
}

/// Differences that hold from the start: people, nominations, the planner's settings, days without rounds.
fn of_parts(found: &[Difference], start: Day) -> Option<Day> {
    let from_start = found.iter().any(|one| match one.part {
        Part::Targets | Part::Calendar | Part::Nominations | Part::People | Part::Tables => true,
        // Names, titles and sizes of a run are no differences of its course; rounds are compared one by one.
        Part::Law | Part::Levels | Part::Rounds | Part::Run => false,
    });
    from_start.then_some(start)
}

/// The first day of another law, or of the response to its announcement. Laws with other programs or
/// categories judge every candidate by other names: their runs part from the start.
fn of_law(found: &[Difference], old: &Model, new: &Model) -> Option<Day> {
    let (ours, theirs) = (&old.law, &new.law);
    let laws: Vec<&Difference> = found.iter().filter(|one| one.part == Part::Law).collect();
    let has_same_groups = ours.programs() == theirs.programs() && ours.categories() == theirs.categories();
    // What a scenario states of a category has no day of its own.
    if !has_same_groups || laws.iter().any(|one| one.from.is_none()) {
        return Some(old.start);
    }
    let values = laws.iter().filter_map(|one| one.from);
    values.chain(first_other(&old.announced, &new.announced)).min()
}

/// The first day of the periods that one side has and the other lacks.
fn first_other(ours: &[(Day, Day)], theirs: &[(Day, Day)]) -> Option<Day> {
    let own = ours.iter().filter(|period| !theirs.contains(period));
    own.chain(theirs.iter().filter(|period| !ours.contains(period))).map(|(from, _)| *from).min()
}

/// The first day on which the targets that are known differ.
fn of_levels(old: &Model, new: &Model) -> Option<Day> {
    let (ours, theirs): (&Levels, &Levels) = (&old.levels, &new.levels);
    let mut days: Vec<Day> = ours.publication_days().chain(theirs.publication_days()).collect();
    days.retain(|day| *day > old.start);
    days.push(old.start);
    days.sort_unstable();
    // Nominations are planned for the targets of the year and of the years after it.
    let years = old.start.year()..=old.end.year() + NOMINATED_YEARS - 1;
    days.into_iter().find(|day| {
        Line::ALL.into_iter().any(|line| {
            years.clone().any(|year| ours.by_pool(line, year, *day) != theirs.by_pool(line, year, *day))
        })
    })
}

/// The day of the first other round. The department knows the whole calendar: where it sizes rounds, another
/// round acts from the start.
fn of_rounds(old: &Model, new: &Model) -> Option<Day> {
    let is_same_base = match (&old.base, &new.base) {
        (None, None) => true,
        (Some(one), Some(other)) => std::sync::Arc::ptr_eq(one, other),
        _ => false,
    };
    if !is_same_base {
        return Some(old.start);
    }
    let first = first_other_round(old, new)?;
    let is_planned = old.plan.iter().chain(&new.plan).any(|round| round.sizing.is_planned());
    Some(if is_planned { old.start } else { first })
}

/// The day of the first round that the two do not share.
fn first_other_round(old: &Model, new: &Model) -> Option<Day> {
    let (ours, theirs) = (&old.plan, &new.plan);
    let same = ours.iter().zip(theirs).take_while(|(one, other)| {
        let (one, other) = (*one, *other);
        let is_same_type = one.instruction.round_type == other.instruction.round_type;
        let is_same_moment = one.instruction.drawn_at == other.instruction.drawn_at;
        is_same_type
            && is_same_moment
            && (one.sizing, one.published_cutoff) == (other.sizing, other.published_cutoff)
    });
    let same = same.count();
    ours[same..].iter().chain(&theirs[same..]).map(|round| round.instruction.drawn_at.day()).min()
}

/// The day after the last equal stock of nominees: nominations are paced from then on.
fn of_nominees(old: &Model, new: &Model) -> Option<Day> {
    let (ours, theirs) = (&old.nominee_stocks, &new.nominee_stocks);
    if ours == theirs {
        return None;
    }
    let same = ours.iter().zip(theirs).take_while(|(one, other)| one == other).count();
    Some(same.checked_sub(1).map_or(old.start, |last| ours[last].day + 1))
}
