//! The keys of a population file, described. A scenario may restate its tables under `[population]`.

mod life;
mod nomination;
mod stream;

use crate::document::key::{Key, Kind, Section};

/// All keys, in the order of the reference.
pub const SECTIONS: &[Section] = &[
    FILE,
    ARRIVALS,
    stream::STREAM,
    stream::SHARED,
    life::LIFE,
    life::BEHAVIOUR,
    INVITED,
    nomination::NOMINATION,
];

const FILE: Section = Section {
    heading: "The file",
    text: "The file itself, and the table of occupations that it names.",
    keys: &[
        Key::new(
            "title",
            &[Kind::Text],
            "Title of the population, in one line.",
            "\"Candidates, 2015 to 2025\"",
        )
        .or("none"),
        Key::new(
            "published",
            &[Kind::Date],
            "Day up to which the sources of the file were published. A backtest accepts only such a file.",
            "2023-12-31",
        )
        .or("none"),
        Key::new(
            "occupations",
            &[Kind::Text],
            "Table of occupations: NOC 2021 code, group, number employed in Canada.",
            "\"occupations.csv\"",
        ),
    ],
};

const ARRIVALS: Section = Section {
    heading: "Arrivals",
    text: "What the arrivals of all streams have in common. Numbers by year lie on a line between the years \
           that are stated, and are level outside of them.",
    keys: &[
        Key::new(
            "arrivals.ineligible_per_eligible.YEAR",
            &[Kind::Number(0.0, 100.0)],
            "Profiles submitted that meet no program, for each eligible one. They are counted and not \
             simulated.",
            "0.378",
        )
        .or("not counted"),
        Key::new(
            "arrivals.month",
            &[Kind::Numbers(12, 0.0, f64::INFINITY)],
            "Weights of the months from January on.",
            "[1, 1, 1, 1, 1, 0.8, 0.8, 0.8, 1, 1, 1, 1]",
        ),
        Key::new(
            "arrivals.factor.YEAR",
            &[Kind::Number(0.0, 100.0)],
            "Multiplier of arrivals from this year on.",
            "1.25",
        )
        .or("1"),
        Key::new(
            "arrivals.dispersion",
            &[Kind::Number(0.1, 1e9)],
            "Size of the negative binomial distribution of a month's arrivals after the last published \
             round; smaller values vary more.",
            "40",
        )
        .or("no extra variation"),
    ],
};

const INVITED: Section = Section {
    heading: "After an invitation",
    text: "Responses to invitations, times of decisions, and admissions. PROGRAM is `cec`, `fsw`, `fst` or \
           `pnp`.",
    keys: &[
        Key::new(
            "response.apply.PROGRAM",
            &[Kind::SHARE],
            "Share of invited candidates who apply, by program.",
            "0.88",
        )
        .unit("share of candidates"),
        Key::new(
            "response.apply.category",
            &[Kind::SHARE],
            "Share of candidates invited in category-based rounds who apply.",
            "0.72",
        )
        .unit("share of candidates"),
        Key::new(
            "response.decline",
            &[Kind::SHARE],
            "Share of those who do not apply who decline and return to the pool. The others let the \
             invitation lapse.",
            "0.3333",
        )
        .unit("share of candidates"),
        Key::new(
            "response.decline_within_days",
            &[Kind::Integer(1, 60)],
            "Days within which they decline.",
            "14",
        )
        .unit("days"),
        Key::new(
            "processing.spread",
            &[Kind::Number(0.0, 3.0)],
            "Standard deviation of the logarithm of the time to a decision.",
            "0.35",
        ),
        Key::new(
            "processing.landing_days.canada",
            &[Kind::Number(0.0, 3660.0)],
            "Mean time from approval to admission of those who live in Canada.",
            "20",
        )
        .unit("days"),
        Key::new(
            "processing.landing_days.abroad",
            &[Kind::Number(0.0, 3660.0)],
            "Mean time from approval to admission of those who live abroad.",
            "60",
        )
        .unit("days"),
        Key::new(
            "processing.PROGRAM.months_p80.YEAR",
            &[Kind::Number(0.1, 240.0)],
            "Time within which 80 % of applications are decided, by year of the application.",
            "7.5",
        )
        .unit("months"),
        Key::new(
            "processing.PROGRAM.suspended.from",
            &[Kind::Date],
            "First day of a period without decisions. An application waits for as many days more as it lay \
             in it.",
            "2021-01-01",
        )
        .needed_if("with `suspended`"),
        Key::new(
            "processing.PROGRAM.suspended.to",
            &[Kind::Date],
            "The first day on which decisions go on.",
            "2021-12-01",
        )
        .needed_if("with `suspended`"),
        Key::new(
            "processing.PROGRAM.refused",
            &[Kind::SHARE],
            "Share of applications that are refused or withdrawn.",
            "0.04",
        )
        .unit("share of applications"),
        Key::new(
            "processing.PROGRAM.family.YEAR",
            &[Kind::Number(0.0, 10.0)],
            "Persons admitted with the applicant for each family member in the profile, by year of the \
             application.",
            "1.08",
        )
        .unit("persons"),
    ],
};
