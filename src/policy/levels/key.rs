//! The keys of `[levels]`, described.

use crate::document::key::{Key, Kind, Section};

/// Most persons that a target may be.
pub(super) const MOST: i64 = 10_000_000;

/// Keys of the Levels Plan that a scenario restates.
pub const LEVELS: Section = Section {
    heading: "The Levels Plan",
    text: "Targets in the place of the published ones: persons admitted in a calendar year, family included. \
           LINE is `federal_high_skilled`, `pnp` or `french_outside_quebec`. The targets of the last \
             stated year also hold for later years. A relative number such as `\"-20 %\"` changes the target \
             and both ends of its range: those of the extended scenario, or else of the newest Levels Plan, \
             or of the one that is known on the day of the announcement.",
    keys: &[
        Key::new(
            "levels.announced",
            &[Kind::Date],
            "Day on which the values of this file are announced. Until then the planner does not know them.",
            "2026-11-01",
        )
        .or("known from the start"),
        Key::new(
            "levels.LINE.YEAR",
            &[Kind::Integer(0, MOST), Kind::Table],
            "Target of a line for a year, or a table with its range.",
            "88_800",
        )
        .unit("persons")
        .or("the published target"),
        Key::new(
            "levels.LINE.YEAR.all",
            &[Kind::Text],
            "A relative number for the target and both ends of its range, beside `announced`; without a day \
             it stands alone: `{ 2027 = \"-20 %\" }`.",
            "\"-20 %\"",
        )
        .or("none"),
        Key::new("levels.LINE.YEAR.target", &[Kind::Integer(0, MOST)], "The target.", "88_800")
            .unit("persons")
            .or("the middle of the range"),
        Key::new("levels.LINE.YEAR.low", &[Kind::Integer(0, MOST)], "Lower end of the range.", "70_000")
            .unit("persons")
            .or("the target"),
        Key::new("levels.LINE.YEAR.high", &[Kind::Integer(0, MOST)], "Upper end of the range.", "98_000")
            .unit("persons")
            .or("the target"),
        Key::new(
            "levels.LINE.YEAR.announced",
            &[Kind::Date],
            "Day on which this value is announced.",
            "2026-11-01",
        )
        .or("`levels.announced`"),
        Key::new(
            "levels.federal_express_entry_share",
            &[Kind::SHARE, Kind::Table],
            "Part of the federal target that is to be met by way of the pool: one number, or numbers by \
             year.",
            "0.834",
        )
        .unit("share of admissions")
        .or("1"),
        Key::new(
            "levels.pnp_express_entry_share",
            &[Kind::SHARE, Kind::Table],
            "Part of the PNP target that is to be met by way of the pool: one number, or numbers by year.",
            "0.4",
        )
        .unit("share of admissions")
        .or("0.385"),
        Key::new(
            "levels.federal_express_entry_share.share",
            &[Kind::SHARE],
            "The part for all years, where it has a day of announcement.",
            "0.4",
        )
        .unit("share of admissions")
        .needed_if("in a table without years"),
        Key::new(
            "levels.federal_express_entry_share.announced",
            &[Kind::Date],
            "Day on which the part is announced.",
            "2026-11-01",
        )
        .or("`levels.announced`"),
        Key::new(
            "levels.federal_express_entry_share.YEAR",
            &[Kind::SHARE, Kind::Table],
            "The part from this year on.",
            "0.9",
        )
        .unit("share of admissions")
        .or("that of the year before"),
        Key::new(
            "levels.federal_express_entry_share.YEAR.share",
            &[Kind::SHARE],
            "The part from this year on, where it has a day of announcement.",
            "0.8",
        )
        .unit("share of admissions")
        .needed_if("in such a table"),
        Key::new(
            "levels.federal_express_entry_share.YEAR.announced",
            &[Kind::Date],
            "Day on which it is announced.",
            "2027-11-01",
        )
        .or("`levels.announced`"),
        Key::new(
            "levels.pnp_express_entry_share.share",
            &[Kind::SHARE],
            "The part for all years, where it has a day of announcement.",
            "0.4",
        )
        .unit("share of admissions")
        .needed_if("in a table without years"),
        Key::new(
            "levels.pnp_express_entry_share.announced",
            &[Kind::Date],
            "Day on which the part is announced.",
            "2026-11-01",
        )
        .or("`levels.announced`"),
        Key::new(
            "levels.pnp_express_entry_share.YEAR",
            &[Kind::SHARE, Kind::Table],
            "The part from this year on.",
            "0.9",
        )
        .unit("share of admissions")
        .or("that of the year before"),
        Key::new(
            "levels.pnp_express_entry_share.YEAR.share",
            &[Kind::SHARE],
            "The part from this year on, where it has a day of announcement.",
            "0.8",
        )
        .unit("share of admissions")
        .needed_if("in such a table"),
        Key::new(
            "levels.pnp_express_entry_share.YEAR.announced",
            &[Kind::Date],
            "Day on which it is announced.",
            "2027-11-01",
        )
        .or("`levels.announced`"),
    ],
};
