//! The keys of the spec of a calibration, described.

use super::error_model::BAND_GROUPS;
use super::spec::MOST_SD;
use crate::document::key::{Key, Kind, Section};

/// A standard deviation of the error model.
const SPREAD: &[Kind] = &[Kind::Number(0.001, MOST_SD)];
/// A standard deviation of a prior.
const SD: &[Kind] = &[Kind::Above(0.0, MOST_SD)];
const ANY_NUMBER: &[Kind] = &[Kind::Number(f64::NEG_INFINITY, f64::INFINITY)];

/// Keys of a spec.
pub const SECTIONS: &[Section] = &[
    Section {
        heading: "The calibration",
        text: "What is fitted to which figures, and how long the search goes on.",
        keys: &[
            Key::new("title", &[Kind::Text], "What the calibration is, in one line.", "\"People of 2025\""),
            Key::new(
                "scenario",
                &[Kind::Text],
                "Scenario whose law and published tables are used, and whose rounds a free run holds: a \
                 path seen from this file, or a shipped one.",
                "\"history\"",
            ),
            Key::new(
                "population",
                &[Kind::Text],
                "Population file that the fit starts from: a path seen from this file, or a shipped one.",
                "\"population/prior.toml\"",
            ),
            Key::new("seed", &[Kind::Integer(0, i64::MAX)], "Seed of all random numbers.", "20251231")
                .or("1"),
            Key::new(
                "scale",
                &[Kind::Number(0.001, 1.0)],
                "Simulated candidates for each real one, in the runs of the fit.",
                "0.1",
            )
            .or("0.1"),
            Key::new("starts", &[Kind::Integer(1, 20)], "Points from which the search starts.", "3").or(" \
                                                                                                         3"),
            Key::new("steps", &[Kind::Integer(1, 50)], "Most steps of the search from each start.", "6")
                .or("6"),
            Key::new(
                "members",
                &[Kind::Integer(2, 1000)],
                "Members of the calibrated population. The first one is the best point.",
                "25",
            )
            .or("25"),
            Key::new(
                "widening",
                &[Kind::Number(0.0, 10.0)],
                "Factor on the standard deviations after the fit, from which members are sampled. \
                 Laplace's approximation makes them too small.",
                "1.5",
            )
            .or("1.5"),
        ],
    },
    Section {
        heading: "The days",
        text: "Published figures of the window are compared with a one-step run, which holds each round \
               at its published cutoff. In the last steps they are also compared with a free run, on \
               which errors add up.",
        keys: &[
            Key::new("window.from", &[Kind::Date], "First day that is compared.", "2021-01-01"),
            Key::new("window.to", &[Kind::Date], "Last day that is compared.", "2025-12-31"),
            Key::new(
                "window.warm_up_months",
                &[Kind::Integer(0, 120)],
                "Months simulated before the first day, from an empty pool on.",
                "18",
            )
            .unit("months")
            .or("18"),
            Key::new("free_run.from", &[Kind::Date], "First day of the free run.", "2022-01-17")
                .needed_if("with `[free_run]`"),
            Key::new(
                "free_run.steps",
                &[Kind::Integer(1, 50)],
                "How many of the last steps look at the free run.",
                "3",
            )
            .or("3"),
        ],
    },
    Section {
        heading: "Parameters",
        text: "Each block of `[[parameter]]` moves one key of the population file, or several by the \
               same amount on the transformed scale.",
        keys: &[
            Key::new(
                "parameter[].keys",
                &[Kind::List(&Kind::Text)],
                "Paths of numbers in the population file; `[6]` is a share of a list, counted from 0. \
                 The other shares keep their proportions.",
                "[\"stream.abroad.education[6]\"]",
            ),
            Key::new(
                "parameter[].transformation",
                &[Kind::Choice(&["plain", "log", "logit"])],
                "The scale on which they move: the number itself, its logarithm, or the logarithm of a \
                 share's odds.",
                "\"logit\"",
            ),
            Key::new(
                "parameter[].mean",
                &[Kind::Number(-MOST_SD, MOST_SD)],
                "Prior mean of the offset from the population file, on the transformed scale.",
                "0.0",
            )
            .or("0"),
            Key::new(
                "parameter[].sd",
                SD,
                "Prior standard deviation of the offset; with a course, of the one at the first knot.",
                "0.4",
            ),
            Key::new("parameter[].low", ANY_NUMBER, "Lowest value of the keys.", "0.02").or("none"),
            Key::new("parameter[].high", ANY_NUMBER, "Highest value of the keys.", "0.9").or("none"),
            Key::new(
                "parameter[].course.knots",
                &[Kind::List(&Kind::Date)],
                "Days of a number over time, in order; it lies on lines between them.",
                "[2023-01-01, 2024-01-01]",
            )
            .needed_if("with `course`"),
            Key::new(
                "parameter[].course.change_sd",
                SD,
                "Prior standard deviation of a change in nine months that the slope does not explain. It \
                 grows with the root of the time between two knots.",
                "0.25",
            )
            .needed_if("with `course`"),
            Key::new(
                "parameter[].course.slope.mean",
                &[Kind::Number(-5.0, 5.0)],
                "Prior mean of the slope, a year.",
                "0.2",
            )
            .or("0"),
            Key::new(
                "parameter[].course.slope.sd",
                &[Kind::Above(0.0, 5.0)],
                "Prior standard deviation of the slope, a year. The slope goes on after the last knot.",
                "0.3",
            )
            .needed_if("with `slope`"),
            Key::new(
                "parameter[].course.damping",
                &[Kind::SHARE],
                "Part of the slope that is left a year after the last knot.",
                "0.5",
            )
            .or("0.5"),
        ],
    },
    Section {
        heading: "The error model",
        text: "How far a run of the true people may miss a published figure: standard deviations of \
               logarithms but where a unit is stated. A spec states only those \
               that differ.",
        keys: &[
            Key::new(
                "errors.rounds.TYPE",
                SPREAD,
                "Candidates at or above the cutoff of a round, by type.",
                "0.18",
            )
            .or("0.18, and for categories 0.25 to 0.35"),
            Key::new("errors.other_rounds", SPREAD, "The same for all other types.", "0.6").or("0.6"),
            Key::new(
                "errors.bands",
                &[Kind::Numbers(BAND_GROUPS.len(), 0.001, MOST_SD)],
                "Candidates by score in a month: 501-600, 491-500, 471-490, 451-470, 401-450, 351-400, \
                 301-350, 0-300.",
                "[0.16, 0.12, 0.12, 0.12, 0.10, 0.14, 0.20, 0.40]",
            )
            .or("the numbers of the example"),
            Key::new("errors.submissions", SPREAD, "Eligible profiles of a year.", "0.08").or("0.08"),
            Key::new("errors.invited", SPREAD, "Share of a group of the invited.", "0.05")
                .unit("share of the invited")
                .or("0.05"),
            Key::new("errors.admissions", SPREAD, "Persons admitted in a year under a program.", "0.1")
                .or("0.1"),
            Key::new("errors.cutoffs.TYPE", SPREAD, "Cutoffs of the free run, by type of round.", "5.0")
                .unit("points")
                .or("5, and for `fsw` and categories 9 to 15"),
            Key::new("errors.other_cutoffs", SPREAD, "The same for all other types.", "25.0")
                .unit("points")
                .or("25"),
        ],
    },
];
