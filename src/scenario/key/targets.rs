//! The keys of targets and nominations, described.

use super::{Key, Kind, Section};
use crate::scenario::plan::{MOST, RESTS};

pub(super) const TARGETS: Section = Section {
    heading: "The planner",
    text: "The planner sizes rounds of the size `\"targets\"` each quarter, so that expected admissions \
           meet the Levels Plan. A block of `[[targets.change]]` changes keys from a date on.",
    keys: &[
        Key::new(
            "targets.split.TYPE",
            &[Kind::SHARE],
            "Share of the Federal High Skilled target that a type of rounds serves. The planner plans the \
             shares of the types that it sizes.",
            "0.655",
        )
        .unit("share of admissions")
        .needed_if("for each type that is to be sized"),
        Key::new(
            "targets.split.rest",
            &[Kind::Choice(&RESTS)],
            "What happens to the part of the target that no planned type serves. `\"unplanned\"`: the \
             planner sizes no round for it. `\"rescale\"`: it is spread over the types that the planner \
             sizes, in proportion to their shares.",
            "\"rescale\"",
        )
        .or("`\"unplanned\"`"),
        Key::new("targets.least", &[Kind::Integer(1, MOST)], "Least size of a round that is held.", "100")
            .unit("persons")
            .or("1"),
        Key::new("targets.most", &[Kind::Integer(1, MOST)], "Greatest size of a round.", "8_000")
            .unit("persons")
            .or("10_000"),
        Key::new(
            "targets.smoothing",
            &[Kind::Number(1e-6, 100.0)],
            "Weight of a change of size from quarter to quarter against a missed target.",
            "0.01",
        )
        .or("0.001"),
        Key::new(
            "targets.aim",
            &[Kind::Choice(&["target", "range"])],
            "The planner's aim: the target, or any number within the range of the Levels Plan, with as many \
             invitations as in the last year while that ends within it.",
            "\"range\"",
        )
        .or("`\"target\"`"),
        Key::new(
            "targets.most_gaps",
            &[Kind::Number(1.0, 20.0)],
            "A round's size grows with the time since the last round of its type. This is the greatest such \
             time, over the usual time; its inverse is the least.",
            "3",
        )
        .unit("usual times between rounds")
        .or("2"),
        Key::new("targets.change[].from", &[Kind::Date], "First day of a change.", "2027-07-01"),
        Key::new(
            "targets.change[].split.TYPE",
            &[Kind::SHARE],
            "As `targets.split`; a share that is not stated goes on, and 0 ends one.",
            "0.57",
        )
        .unit("share of admissions")
        .or("as before"),
        Key::new(
            "targets.change[].split.rest",
            &[Kind::Choice(&RESTS)],
            "As `targets.split.rest`.",
            "\"rescale\"",
        )
        .or("as before"),
        Key::new("targets.change[].least", &[Kind::Integer(1, MOST)], "As `targets.least`.", "200")
            .unit("persons")
            .or("as before"),
        Key::new("targets.change[].most", &[Kind::Integer(1, MOST)], "As `targets.most`.", "5_000")
            .unit("persons")
            .or("as before"),
        Key::new(
            "targets.change[].smoothing",
            &[Kind::Number(1e-6, 100.0)],
            "As `targets.smoothing`.",
            "0.001",
        )
        .or("as before"),
        Key::new(
            "targets.change[].aim",
            &[Kind::Choice(&["target", "range"])],
            "As `targets.aim`.",
            "\"target\"",
        )
        .or("as before"),
    ],
};

pub(super) const NOMINATIONS: Section = Section {
    heading: "Nominations",
    text: "The number of nominations by provinces and territories. The population file says who is \
           nominated.",
    keys: &[
        Key::new(
            "nominations.margin",
            &[Kind::SHARE],
            "Nominees who remain in the pool at a published PNP round, as a share of those that it \
             invites.",
            "0.05",
        )
        .unit("share of the round's size"),
        Key::new(
            "nominations.most_pace",
            &[Kind::Number(1.0, 10.0)],
            "Greatest number of nominations to make up for a missed year, over the long-run number for the \
             target of the next year.",
            "2",
        )
        .or("1.5"),
        Key::new(
            "nominations.allowed_miss",
            &[Kind::Number(0.0, 1.0)],
            "Part of a year's target that may be missed at that pace; a year that would miss more is not \
             pursued.",
            "0.05",
        )
        .unit("share of the target")
        .or("0.02"),
        Key::new(
            "nominations.smoothing",
            &[Kind::Number(1e-6, 100.0)],
            "Weight of a change of the monthly number of nominations against a missed target.",
            "0.001",
        )
        .or("0.0005"),
        Key::new(
            "nominations.per_month",
            &[Kind::Word("targets"), Kind::Table],
            "Nominations on days that no published PNP round governs: as many as the PNP line of the Levels \
             Plan asks for, or numbers by year.",
            "\"targets\"",
        )
        .needed_if("if such days have PNP rounds"),
        Key::new(
            "nominations.per_month.YEAR",
            &[Kind::Number(0.0, 1e6), Kind::Word("targets")],
            "Nominations a month from this year on.",
            "913",
        )
        .unit("persons a month")
        .or("those of the year before"),
    ],
};
