//! Where rounds come from: the named plans of `[plan]`, and single rounds of `[[round]]`.
//!
//! Every plan but that of published rounds becomes a list of rounds. A rhythm states its days before anything
//! is simulated, so that all replications hold the same rounds; only how many they invite may be left open.

mod calendar;
mod days;
mod exclusive;
mod form;
mod list;
mod lost;
mod named;
mod names;
mod nominations;
mod published;
mod rhythm;
mod rotation;
mod sizing;
mod targets;

pub use calendar::HolidayCalendar;
pub(super) use days::WORKING_DAYS;
pub(super) use exclusive::give_way;
use form::NONE;
pub(super) use form::Period;
pub use form::{
    HeldAs, IdleChange, IdleReason, PlanForm, PlanRounds, RoundForm, SINGLE, UnheldReason, UnheldRounds,
    one_name,
};
pub use lost::LostDays;
pub(super) use named::{Context, PUBLISHED};
pub(super) use names::{check_names, plan_names};
pub use nominations::{NominationForm, NominationPacing, PerMonth, read_nominations};
pub(super) use sizing::MOST;
pub use sizing::{Sizing, Times};
pub use targets::{Aim, Rest, Split, TargetsForm, TargetsPeriodForm, read_targets};
pub(crate) use targets::{MOST_GAPS, RESTS};

use crate::document::reader::{Field, Reader};
use crate::document::tree::Value;

/// The plans of a scenario as far as they could be read.
pub struct ReadPlans {
    /// Those of which something could be read, by name.
    pub plans: Vec<PlanForm>,
    /// Whether all could be read.
    pub are_whole: bool,
    /// Rounds that cannot be held.
    pub unheld: Vec<UnheldRounds>,
}

/// Reads `[plan]` and `[[round]]`.
pub fn read_plans(root: &Reader<'_>, context: Context<'_>) -> ReadPlans {
    let (field, single) = (root.need("plan"), root.find("round"));
    let mut read = ReadPlans { plans: Vec::new(), are_whole: field.node.is_some(), unheld: Vec::new() };
    if let Some(Value::List(_)) = field.node.map(|node| &node.value) {
        let expected = "expected plans with names, such as `[plan.cec]` in place of `[[plan]]`, or \"none\"";
        field.wrong("plans have names now, and `plan` is a list", expected);
        read.are_whole = false;
    } else if !field.is_word(NONE) {
        let plans = field.table();
        read.are_whole &= plans.is_some();
        for plan in plans.iter().flat_map(named_plans) {
            if matches!(plan.node.map(|node| &node.value), Some(Value::Text(_))) {
                plan.mismatch::<()>("a table, or \"none\" for no such plan");
                read.are_whole = false;
                continue;
            }
            let found = named::read(&plan, context, &mut read.unheld);
            read.are_whole &= found.as_ref().is_some_and(|plan| plan.is_whole);
            read.plans.extend(found);
        }
    }
    if let Some(found) = list::read_single(&single, context.span, &mut read.unheld) {
        read.are_whole &= found.is_whole;
        read.plans.push(found);
    }
    read
}

/// The plans of a table but those that are none.
fn named_plans<'a>(plans: &Reader<'a>) -> Vec<Field<'a>> {
    let fields = plans.keys().map(|name| plans.find(name));
    fields.filter(|plan| !plan.is_word(NONE)).collect()
}
