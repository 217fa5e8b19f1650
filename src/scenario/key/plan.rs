//! The keys of plans, described.

use super::{Key, Kind, Section};
use crate::scenario::plan::{MOST, PUBLISHED, WORKING_DAYS};

pub(super) const PLANS: Section = Section {
    heading: "Plans",
    text: "Each table of `[plan]` is a source of rounds with a name of your own; `plan = \"none\"` holds no \
           rounds. A plan of published rounds has the kind `published`. Any other has a rhythm \
           (`every_days` or \
           `every`) or a list of rounds with their dates. Two plans may not hold rounds of one type in the \
           same period. A scenario that extends another one states what differs: a new plan, keys of a plan, \
           or `plan.NAME = \"none\"` to remove one.",
    keys: &[
        Key::new("plan", &[Kind::Table, Kind::Word("none")], "The plans by name.", "\"none\""),
        Key::new("plan.NAME", &[Kind::Table, Kind::Word("none")], "A plan, or `\"none\"`.", "\"none\"")
            .or("none"),
        Key::new(
            "plan.NAME.kind",
            &[Kind::Choice(&[PUBLISHED])],
            "A plan of the published rounds.",
            "\"published\"",
        )
        .or("a rhythm or a list"),
        Key::new("plan.NAME.from", &[Kind::Date], "First day of the plan.", "2026-01-01")
            .or("`start`; in a list the day of its first round"),
        Key::new("plan.NAME.to", &[Kind::Date], "Last day of the plan.", "2025-12-31")
            .or("`end`; in a list the day of its last round"),
        Key::new(
            "plan.NAME.types",
            &[Kind::List(&Kind::Text)],
            "In `published`: the types of rounds that are held.",
            "[\"pnp\"]",
        )
        .or("all types"),
        Key::new(
            "plan.NAME.held_as.TYPE",
            &[Kind::Text],
            "In `published`: the type as which rounds of a published type are held.",
            "\"federal_high_skilled\"",
        )
        .or("as published"),
        Key::new(
            "plan.NAME.type",
            &[Kind::Text],
            "Type of the rounds: `general`, a program such as `cec`, or a category such as `french`.",
            "\"cec\"",
        )
        .needed_if("in a rhythm without `categories` and `rounds`"),
        Key::new(
            "plan.NAME.categories.TYPE",
            &[Kind::SHARE],
            "In place of `type`: types that take turns, with their shares of a year's rounds; the rest of \
             1 is not held. Shares laid over others replace them by type, and 0 ends one.",
            "0.45",
        )
        .unit("share of rounds")
        .or("none"),
        Key::new(
            "plan.NAME.size",
            &[Kind::Integer(1, MOST), Kind::Table, Kind::Word("targets"), Kind::Word("nominees")],
            "Persons invited: a number, a range, a part of the eligible candidates; `\"targets\"`: as many \
             as the planner decides, and in PNP rounds all nominees; `\"nominees\"`: in PNP rounds all \
             nominees; `\"x 2\"`: a multiple of the size in the scenario that `sizes` names.",
            "3000",
        )
        .unit("persons")
        .needed_if("unless there is a `cutoff`, or each of `rounds` states its own"),
        Key::new(
            "plan.NAME.size.low",
            &[Kind::Integer(1, MOST)],
            "Least size of a range; each size of it is equally likely.",
            "1000",
        )
        .unit("persons")
        .needed_if("in a range"),
        Key::new("plan.NAME.size.high", &[Kind::Integer(1, MOST)], "Greatest size of a range.", "2000")
            .unit("persons")
            .needed_if("in a range"),
        Key::new(
            "plan.NAME.size.eligible",
            &[Kind::SHARE],
            "Part of the candidates who are eligible on the day; above 0.",
            "0.05",
        )
        .unit("share of candidates")
        .or("none"),
        Key::new(
            "plan.NAME.size.TYPE",
            &[Kind::Integer(1, MOST), Kind::Table, Kind::Word("targets")],
            "Beside `categories`: the size of the rounds of a type, or, beside `sizes`, a multiple such as \
             `\"x 2\"`. Types that are not named have the size `\"targets\"`.",
            "4000",
        )
        .unit("persons")
        .or("`\"targets\"`"),
        Key::new("plan.NAME.size.TYPE.low", &[Kind::Integer(1, MOST)], "As `plan.NAME.size.low`.", "1000")
            .unit("persons")
            .needed_if("in a range"),
        Key::new("plan.NAME.size.TYPE.high", &[Kind::Integer(1, MOST)], "As `plan.NAME.size.high`.", "2000")
            .unit("persons")
            .needed_if("in a range"),
        Key::new("plan.NAME.size.TYPE.eligible", &[Kind::SHARE], "As `plan.NAME.size.eligible`.", "0.05")
            .unit("share of candidates")
            .or("none"),
        Key::new(
            "plan.NAME.cutoff",
            &[Kind::Integer(0, 1200)],
            "In place of `size`: everyone at or above this score is invited.",
            "500",
        )
        .unit("CRS points")
        .or("none"),
        Key::new("plan.NAME.hour", &[Kind::Integer(0, 23)], "Hour of the rounds in Toronto.", "14").or("12"),
        Key::new("plan.NAME.every_days", &[Kind::Integer(1, 366)], "Days from one round to the next.", "14")
            .unit("days")
            .needed_if("in a rhythm without `every`"),
        Key::new(
            "plan.NAME.every",
            &[Kind::Text, Kind::List(&Kind::Text)],
            "In place of `every_days`, days of each month: a weekday (`first` to `fourth`, or `last`), a \
            list \
             of such, or `\"twice a month\"`, the 1st and the 15th.",
            "\"first tuesday\"",
        )
        .or("none"),
        Key::new("plan.NAME.first", &[Kind::Date], "First day of the rhythm.", "2026-01-05").or("`from`"),
        Key::new(
            "plan.NAME.working_day",
            &[Kind::Choice(&WORKING_DAYS)],
            "The working day on which a round of a holiday is held, or `none` if it is not held. A day of \
             `every` that is a Saturday or a Sunday counts as a holiday.",
            "\"previous\"",
        )
        .or("`\"next\"`"),
        Key::new(
            "plan.NAME.rounds",
            &[Kind::List(&Kind::Table)],
            "The rounds of a list, or of each cluster of a rhythm.",
            "[{ date = 2024-01-24, type = \"cec\", size = 1000 }]",
        )
        .needed_if("in a list"),
        Key::new(
            "plan.NAME.change[].from",
            &[Kind::Date],
            "First day of a change; its other keys take the place of those of the plan.",
            "2026-07-01",
        ),
        Key::new(
            "plan.NAME.change[].KEY",
            &[Kind::Table],
            "A key of the plan: a type, a size, a cutoff, an hour or a rhythm.",
            "{ size = 3000 }",
        )
        .or("as before"),
    ],
};

pub(super) const ROUNDS: Section = Section {
    heading: "Rounds of a list or a cluster",
    text: "An item of `rounds`, or a block of `[[round]]`: a round beside the plans. In a rhythm an item \
    has a \
           `day`, else a `date`. What an item does not state of its size stands in the plan.",
    keys: &[
        Key::new("plan.NAME.rounds[].date", &[Kind::Date], "Day of the round.", "2024-01-24")
            .needed_if("in a list"),
        Key::new(
            "plan.NAME.rounds[].drawn_at",
            &[Kind::Instant],
            "Instant of the round in UTC, on its date or the day before or after.",
            "2024-01-24T17:13:44Z",
        )
        .or("`hour` of `date`"),
        Key::new(
            "plan.NAME.rounds[].day",
            &[Kind::Integer(0, 365)],
            "Day of the cluster, from 0 to `every_days` - 1.",
            "2",
        )
        .unit("days")
        .needed_if("in a rhythm"),
        Key::new("plan.NAME.rounds[].hour", &[Kind::Integer(0, 23)], "Hour of the round in Toronto.", "14")
            .or("12"),
        Key::new("plan.NAME.rounds[].type", &[Kind::Text], "As `plan.NAME.type`.", "\"cec\"")
            .needed_if("unless there are `categories`"),
        Key::new("plan.NAME.rounds[].categories.TYPE", &[Kind::SHARE], "As `plan.NAME.categories`.", "0.45")
            .unit("share of rounds")
            .or("none"),
        Key::new(
            "plan.NAME.rounds[].size",
            &[Kind::Integer(1, MOST), Kind::Table, Kind::Word("targets"), Kind::Word("nominees")],
            "As `plan.NAME.size`.",
            "1500",
        )
        .unit("persons")
        .needed_if("unless the plan states one, or a `cutoff`"),
        Key::new("plan.NAME.rounds[].size.low", &[Kind::Integer(1, MOST)], "Least size of a range.", "1000")
            .unit("persons")
            .needed_if("in a range"),
        Key::new(
            "plan.NAME.rounds[].size.high",
            &[Kind::Integer(1, MOST)],
            "Greatest size of a range.",
            "2000",
        )
        .unit("persons")
        .needed_if("in a range"),
        Key::new(
            "plan.NAME.rounds[].size.eligible",
            &[Kind::SHARE],
            "Part of the eligible candidates.",
            "0.05",
        )
        .unit("share of candidates")
        .or("none"),
        Key::new("plan.NAME.rounds[].cutoff", &[Kind::Integer(0, 1200)], "As `plan.NAME.cutoff`.", "500")
            .unit("CRS points")
            .or("none"),
        Key::new("round[].date", &[Kind::Date], "Day of the round.", "2024-01-24"),
        Key::new(
            "round[].drawn_at",
            &[Kind::Instant],
            "Instant of the round in UTC, on its date or the day before or after.",
            "2024-01-24T17:13:44Z",
        )
        .or("`hour` of `date`"),
        Key::new("round[].hour", &[Kind::Integer(0, 23)], "Hour of the round in Toronto.", "14").or("12"),
        Key::new("round[].type", &[Kind::Text], "As `plan.NAME.type`.", "\"cec\""),
        Key::new(
            "round[].size",
            &[Kind::Integer(1, MOST), Kind::Table, Kind::Word("nominees")],
            "As `plan.NAME.size`; a single round is not sized by the planner.",
            "1500",
        )
        .unit("persons")
        .needed_if("without `cutoff`"),
        Key::new("round[].size.low", &[Kind::Integer(1, MOST)], "Least size of a range.", "1000")
            .unit("persons")
            .needed_if("in a range"),
        Key::new("round[].size.high", &[Kind::Integer(1, MOST)], "Greatest size of a range.", "2000")
            .unit("persons")
            .needed_if("in a range"),
        Key::new("round[].size.eligible", &[Kind::SHARE], "Part of the eligible candidates.", "0.05")
            .unit("share of candidates")
            .or("none"),
        Key::new("round[].cutoff", &[Kind::Integer(0, 1200)], "As `plan.NAME.cutoff`.", "500")
            .unit("CRS points")
            .or("none"),
    ],
};

pub(super) const CALENDAR: Section = Section {
    heading: "Days without rounds",
    text: "The calendar holds for all plans with a rhythm. A scenario that extends another one keeps it \
    until it \
           states another.",
    keys: &[
        Key::new(
            "calendar.holidays",
            &[Kind::List(&Kind::Date)],
            "Days without rounds: a round moves to a working day.",
            "[2026-07-01]",
        )
        .or("none"),
        Key::new(
            "calendar.pauses[].from",
            &[Kind::Date],
            "First day of a pause, in which no round is held.",
            "2026-12-21",
        ),
        Key::new("calendar.pauses[].to", &[Kind::Date], "Last day of a pause.", "2027-01-03"),
    ],
};
