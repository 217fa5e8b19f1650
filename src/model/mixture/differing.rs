//! The groups in which two scenarios differ.

use super::group::{DifferenceGroup, GroupSet};
use super::people::BothPeople;
use super::rounds::{differ, differ_in_multiples, is_sized};
use crate::model::Model;
use crate::model::nominations::NOMINATED_YEARS;
use crate::policy::law::LawPart;
use crate::policy::levels::Line;
use crate::population::RoundBasis;
use crate::scenario::PerMonth;
use crate::time::Day;

/// The groups in which two scenarios on the same people differ.
pub fn differing(base: &Model, reform: &Model) -> GroupSet {
    let stated = stated(base, reform);
    let is_any_sized = base.plan.iter().chain(&reform.plan).any(is_sized);
    let is_planner_another = is_any_sized && plans_otherwise(planning(base), planning(reform));
    let has_other_sizes = is_planner_another
        || differ(base, reform, RoundBasis::Programs)
        || differ_in_multiples(&base.plan, &reform.plan);
    if has_other_sizes { stated.with(DifferenceGroup::Sizes) } else { stated }
}

/// The groups other than sizes in which two scenarios differ.
fn stated(base: &Model, reform: &Model) -> GroupSet {
    let last = base.end.max(reform.end);
    let pairs = [
        (DifferenceGroup::Rules, base.law.differs_in(LawPart::Rules, &reform.law, last)),
        (DifferenceGroup::Categories, have_other_categories(base, reform)),
        (DifferenceGroup::Nominations, have_other_nominations(base, reform)),
    ];
    let law_and_plans = pairs.into_iter().filter(|(_, differs)| *differs).map(|(group, _)| group);
    law_and_plans.chain(people(base, reform).groups()).collect()
}

/// The groups in which the people differ, or those of any member.
fn people(base: &Model, reform: &Model) -> GroupSet {
    let own = BothPeople { base: &base.population, reform: &reform.population };
    let members = base.members.people().iter().zip(reform.members.people());
    let members = members.map(|(base, reform)| BothPeople { base, reform });
    std::iter::once(own).chain(members).flat_map(|both| both.differing().groups()).collect()
}

fn have_other_categories(base: &Model, reform: &Model) -> bool {
    base.law.differs_in(LawPart::Categories, &reform.law, base.end.max(reform.end))
        || differ(base, reform, RoundBasis::Category)
}

fn have_other_nominations(base: &Model, reform: &Model) -> bool {
    base.nominations_per_month != reform.nominations_per_month
        || base.nomination_pacing != reform.nomination_pacing
        || base.nominees_left_over != reform.nominees_left_over
        || (follow_targets(base) && nominee_targets(base) != nominee_targets(reform))
}

/// Whether nominations follow from targets in some year.
fn follow_targets(model: &Model) -> bool {
    let mut stated = model.nominations_per_month.iter();
    stated.any(|(_, per_month)| *per_month == PerMonth::Targets)
}

/// The targets of nominees, each as known on a day of publication. Nominations are planned again on each such
/// day.
fn nominee_targets(model: &Model) -> Vec<(Day, Vec<Option<f64>>)> {
    let years = Day::LAUNCH.year()..=model.end.year() + NOMINATED_YEARS - 1;
    let days = model.levels.publication_days().filter(|day| *day <= model.end);
    let mut targets = Vec::new();
    for day in days.chain([model.start]) {
        let known = years.clone().map(|year| model.levels.by_pool(Line::Pnp, year, day)?.aim());
        targets.push((day, known.collect()));
    }
    targets
}

/// The scenario whose planner sets the sizes.
fn planning(model: &Model) -> &Model {
    model.base.as_deref().map_or(model, planning)
}

/// Whether two planners may set other sizes: they see other targets, other rounds, or another pool.
fn plans_otherwise(base: &Model, reform: &Model) -> bool {
    base.targets != reform.targets
        || base.levels != reform.levels
        || differ(base, reform, RoundBasis::Programs)
        || !stated(base, reform).is_empty()
}
