//! Messages of notices.

use super::{Argument, Fact, Message, decimal, message, short};
use crate::model::{
    CategoryNotice, IdleLevel, LevelsNotice, NominationsNotice, Notice, RunNotice, TargetsNotice,
};
use crate::policy::instruction::RoundType;
use crate::policy::levels::{CarriedTarget, Line, RestatedShare};
use crate::scenario::{IdleChange, IdleReason, UnheldReason, UnheldRounds};
use crate::time::Day;

/// Digits after the point of a scale or a margin, at most.
const SCALE_DIGITS: usize = 9;

impl Fact for Notice {
    fn message(&self) -> Message {
        match self {
            Notice::Run(notice) => notice.message(),
            Notice::UnheldRounds(rounds) => rounds.message(),
            Notice::Targets(notice) => notice.message(),
            Notice::Levels(notice) => notice.message(),
            Notice::Nominations(notice) => notice.message(),
            Notice::Category(notice) => notice.message(),
            Notice::Restated(keys) => message!("restated-members", keys = keys.join(", ")),
            Notice::FewReplications { members, replications } => message!(
                "few-replications",
                replications = *replications,
                members = *members,
                least = 2 * *members
            ),
            Notice::Imprecise { asked, replications, outcome, half_width } => {
                let reached = match (outcome, half_width) {
                    (Some((name, year)), Some(half_width)) => precision_reached(name, *year, *half_width),
                    (Some((name, year)), None) => {
                        message!("precision-of-one", name = name.as_str(), year = year.to_string())
                    }
                    (None, _) => message!("precision-of-nothing"),
                };
                let asked = asked.as_str();
                message!("imprecise", asked = asked, replications = *replications, reached = reached)
            }
            Notice::FittedPeople { published } => message!("fitted-people", published = *published),
            Notice::NewTypes(types) => message!("new-types", types = types.len(), names = names(types)),
            Notice::UnknownTypes(types) => {
                message!("unknown-types", types = types.len(), names = names(types))
            }
            Notice::FewMembers { members, least } => {
                message!("few-members", members = *members, least = *least)
            }
            Notice::CarriedCrs(from) => message!("carried-crs-notice", from = *from, before = *from - 1),
            Notice::Published(warning) => warning.message(),
        }
    }
}

/// The widest interval of a run whose precision was asked for.
pub fn precision_reached(name: &str, year: i16, half_width: f64) -> Message {
    message!("precision-reached", name = name, year = year.to_string(), half = short(half_width, 3))
}

fn idle_change(plan: &str, change: IdleChange) -> Message {
    let reason = match change.reason {
        IdleReason::Nothing => message!("plan-change-of-nothing"),
        IdleReason::AfterRun(end) => message!("plan-change-after-run", end = end),
    };
    message!("idle-plan-change", plan = plan, from = change.from, reason = reason)
}

fn names(types: &[RoundType]) -> String {
    types.iter().map(|name| format!("`{}`", name.name())).collect::<Vec<String>>().join(", ")
}

impl Fact for CategoryNotice {
    fn message(&self) -> Message {
        match self {
            CategoryNotice::Share { name, share, on } => {
                message!("category-share", name = name.as_str(), percent = percent(*share), on = *on)
            }
            CategoryNotice::WithoutCandidates { name, codes } => {
                message!("category-without-candidates", name = name.as_str(), codes = codes.join(", "))
            }
        }
    }
}

impl Fact for NominationsNotice {
    fn message(&self) -> Message {
        match self {
            NominationsNotice::Idle { year, last } => {
                message!("idle-nominations", year = *year, last = *last)
            }
            NominationsNotice::Large { year, per_month, target } => message!(
                "large-nominations",
                year = *year,
                persons = decimal(*per_month, 0),
                target = decimal(*target, 0)
            ),
            NominationsNotice::WithoutRounds(from) => message!("nominations-without-rounds", from = *from),
            NominationsNotice::CorrectedCutoffs { scale, factor } => message!(
                "corrected-cutoffs",
                scale = short(*scale, SCALE_DIGITS),
                factor = decimal(*factor, 2)
            ),
            NominationsNotice::SampledMargin { margin, scale } => message!(
                "sampled-margin",
                margin = short(*margin, SCALE_DIGITS),
                scale = short(*scale, SCALE_DIGITS)
            ),
        }
    }
}

impl Fact for RunNotice {
    fn message(&self) -> Message {
        match self {
            RunNotice::EmptyStart(start) => message!("empty-start", start = *start),
            RunNotice::OwnStart(start) => message!("own-start", start = *start),
            RunNotice::OldSnapshot { start, snapshot } => {
                message!("old-snapshot", start = *start, snapshot = *snapshot)
            }
            RunNotice::NoRounds => message!("no-rounds"),
            RunNotice::NoRoundsBefore { start, first } => {
                message!("no-rounds-before", start = *start, first = *first)
            }
            RunNotice::NoRoundsAfter { last, end } => message!("no-rounds-after", last = *last, end = *end),
            RunNotice::RoundsAfterEnd { count, last, end } => {
                message!("rounds-after-end", count = *count, last = *last, end = *end)
            }
            RunNotice::LargeSize { name, persons, largest } => {
                message!("large-size", name = name.as_str(), persons = *persons, largest = *largest)
            }
            RunNotice::LatePlan { name, from, end } => {
                message!("late-plan", name = name.as_str(), from = *from, end = *end)
            }
            RunNotice::IdlePlan { name, from, to } => {
                message!("idle-plan", name = name.as_str(), from = *from, to = *to)
            }
            RunNotice::LostHolidays { days, first } => {
                message!("lost-holidays", days = *days, first = *first)
            }
            RunNotice::LostPauses { pauses, from, to } => {
                message!("lost-pauses", pauses = *pauses, from = *from, to = *to)
            }
            RunNotice::StatedOnHoliday { rounds, first } => {
                message!("stated-on-holiday", rounds = *rounds, first = *first)
            }
            RunNotice::LateReform { on, end } => message!("late-reform", on = *on, end = *end),
            RunNotice::IdleChange { plan, change } => idle_change(plan, *change),
            RunNotice::NoHolidays { last, end } => {
                message!("no-holidays", last = i32::from(*last).to_string(), end = *end)
            }
            RunNotice::NotInForce { name, rounds } => {
                message!("law-not-in-force", name = name.as_str(), count = *rounds)
            }
        }
    }
}

impl Fact for TargetsNotice {
    fn message(&self) -> Message {
        match self {
            TargetsNotice::UnsharedRounds(types) => {
                message!("unshared-rounds", types = types.iter().map(|name| key(name)).collect::<Argument>())
            }
            TargetsNotice::WithoutRound(types) => {
                let types: Argument = types.iter().map(|name| key(name)).collect();
                message!("share-without-round", types = types)
            }
            TargetsNotice::PartialSplit { from, sum, parts } => partial_split(*from, *sum, parts),
            TargetsNotice::LargeBound { key, persons, largest } => {
                message!("large-bound", key = *key, persons = *persons, largest = *largest)
            }
            TargetsNotice::RestUnplanned { from, sum } => {
                let (sum, rest) = (short(100.0 * sum, 2), short(100.0 * (1.0 - sum), 2));
                message!("rest-unplanned", day = since(*from), sum = sum, rest = rest)
            }
            TargetsNotice::UnplannedShares { from, parts } => {
                let parts: Argument = parts.iter().map(|(name, share)| share_of_type(name, *share)).collect();
                message!("unplanned-shares", day = since(*from), parts = parts)
            }
            TargetsNotice::Idle => message!("idle-targets"),
            TargetsNotice::SizesOf { name, rounds } => {
                message!("sizes-of", name = name.as_str(), rounds = *rounds)
            }
            TargetsNotice::IdleBesideSizes(name) => message!("idle-beside-sizes", name = name.as_str()),
            TargetsNotice::EarlyChange { on, start } => {
                message!("early-targets-change", on = *on, start = *start)
            }
            TargetsNotice::LateChange { on, last } => message!("late-targets-change", on = *on, last = *last),
            TargetsNotice::RepeatedChange(on) => message!("repeated-targets-change", on = *on),
        }
    }
}

/// The day of a change, if shares are those of one.
fn since(from: Option<Day>) -> Message {
    from.map_or(message!("shares-at-first"), |from| message!("shares-from", from = from))
}

fn share_of_type(name: &str, share: f64) -> Message {
    message!("share-of-type", name = name, share = short(share, 4))
}

fn partial_split(from: Option<Day>, sum: f64, parts: &[(String, f64)]) -> Message {
    let parts: Argument = parts
        .iter()
        .map(|(name, share)| message!("share-of-sum", name = name.as_str(), percent = percent(*share)))
        .collect();
    match from {
        None => message!("partial-split", sum = short(100.0 * sum, 2), parts = parts),
        Some(from) => {
            message!("partial-split-from", from = from, sum = short(100.0 * sum, 2), parts = parts)
        }
    }
}

impl Fact for LevelsNotice {
    fn message(&self) -> Message {
        match self {
            LevelsNotice::Carried { targets, last } => {
                message!("carried-targets", targets = targets.iter().collect::<Argument>(), last = *last)
            }
            LevelsNotice::RestatedShares(shares) => {
                message!("restated-shares", shares = shares.iter().map(share_of_key).collect::<Argument>())
            }
            LevelsNotice::Idle { line, year, reason } => idle_level(*line, *year, *reason),
            LevelsNotice::LateShare { line, announced } => {
                message!("late-share", line = line.name(), announced = *announced)
            }
            LevelsNotice::UnplannedFrench(years) => {
                message!("unplanned-french-targets", years = years.iter().copied().collect::<Argument>())
            }
            LevelsNotice::UnplannedPnp(years) => {
                message!("unplanned-pnp-targets", years = years.iter().copied().collect::<Argument>())
            }
            LevelsNotice::Far { line, year, restated, published } => message!(
                "far-level",
                line = line.name(),
                year = *year,
                restated = decimal(*restated, 0),
                published = decimal(*published, 0)
            ),
        }
    }
}

fn idle_level(line: Line, year: i16, reason: IdleLevel) -> Message {
    let reason = match reason {
        IdleLevel::BeforeRun(start) => message!("level-before-run", start = start),
        IdleLevel::AfterHorizon(last) => message!("level-after-horizon", last = last),
        IdleLevel::AnnouncedAfterRun(on) => message!("level-announced-after-run", on = on),
        IdleLevel::AnnouncedAfterYear(on) => message!("level-announced-after-year", on = on),
        IdleLevel::AsPublished => message!("level-as-published"),
    };
    message!("idle-level", line = line.name(), year = year, reason = reason)
}

impl Fact for CarriedTarget {
    fn message(&self) -> Message {
        let lines: Argument = self.lines.iter().map(|line| key(line.name())).collect();
        message!("carried-target", year = self.year, lines = lines)
    }
}

/// A restated share with the key of its line.
fn share_of_key(share: &RestatedShare) -> Message {
    restated_share(share, key(share.line.name()))
}

/// A restated share with a name for its line.
pub(super) fn restated_share(share: &RestatedShare, line: impl Into<Argument>) -> Message {
    let years =
        share.from.map_or(message!("share-all-years"), |year| message!("share-from-year", year = year));
    let known =
        share.announced.map_or(message!("share-always-known"), |on| message!("share-known-from", on = on));
    message!("restated-share", percent = percent(share.share), line = line, years = years, known = known)
}

impl Fact for UnheldRounds {
    fn message(&self) -> Message {
        let working_day = self.working_day;
        let reason = match self.reason {
            UnheldReason::Taken => message!("holiday-taken", working_day = working_day),
            UnheldReason::AfterPlan(end) => {
                message!("holiday-after-plan", working_day = working_day, end = end)
            }
            UnheldReason::AfterRun(end) => {
                let types: Argument = self.types.iter().map(|name| key(name)).collect();
                return message!("round-after-run", types = types, on = working_day, end = end);
            }
            UnheldReason::Paused => message!("holiday-paused", working_day = working_day),
            UnheldReason::Holiday => message!("holiday-not-moved"),
        };
        let types: Argument = self.types.iter().map(|name| key(name)).collect();
        message!("unheld-rounds", types = types, holiday = self.holiday, reason = reason)
    }
}

/// A key or name, as it is written in a scenario.
fn key(name: &str) -> String {
    format!("`{name}`")
}

fn percent(share: f64) -> Argument {
    decimal(100.0 * share, 1)
}
