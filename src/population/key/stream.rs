//! The keys of arrival streams, described.

use super::{Key, Kind, Section};

const YEARS: Kind = Kind::Numbers(6, 0.0, 1.0);
const LEVELS: Kind = Kind::Numbers(8, 0.0, 1.0);

/// The keys of what follows the last stated day of a number over time.
const SLOPE: Ending = Ending {
    kind: &[Kind::Number(-5.0, 5.0)],
    text: "Slope after the last stated day. It fades: see `damping`.",
    default: "0",
};
const DAMPING: Ending =
    Ending { kind: &[Kind::SHARE], text: "Part of the slope that is left after a year.", default: "0.5" };

struct Ending {
    kind: &'static [Kind],
    text: &'static str,
    default: &'static str,
}

impl Ending {
    const fn of(&self, path: &'static str, example: &'static str, unit: &'static str) -> Key {
        Key::new(path, self.kind, self.text, example).unit(unit).or(self.default)
    }
}

pub(super) const STREAM: Section = Section {
    heading: "Arrival streams",
    text: "A table `[stream.NAME]` describes people who arrive in one way. Levels of education are none, \
           secondary, one year, two years, bachelor, two or more credentials, master's, doctorate. Work is \
           in full years: 0 to 4, and 5 or more.",
    keys: &[
        Key::new(
            "stream.NAME.label",
            &[Kind::Text],
            "Name of the stream, for readers.",
            "\"abroad, English\"",
        )
        .or("none"),
        Key::new(
            "stream.NAME.arrivals_per_year",
            &[Kind::Number(0.0, 1e7), Kind::Table],
            "Eligible people who arrive for the first time; a table states them by day.",
            "{ 2023-07-01 = 48_000, 2024-07-01 = 52_000 }",
        )
        .unit("people a year"),
        Key::new(
            "stream.NAME.arrivals_per_year.DATE",
            &[Kind::Number(1e-6, 1e7)],
            "The number of a day. Its logarithm lies on a straight line between the days that are stated.",
            "48_000",
        )
        .unit("people a year")
        .or("one number for all days"),
        SLOPE.of("stream.NAME.arrivals_per_year.slope", "0.15", "of the logarithm, a year"),
        DAMPING.of("stream.NAME.arrivals_per_year.damping", "0.5", ""),
        Key::new("stream.NAME.age.mean", &[Kind::Number(19.0, 52.0)], "Mean age at arrival.", "33.2")
            .unit("years"),
        Key::new("stream.NAME.age.sd", &[Kind::RATE], "Standard deviation of the age.", "6.6").unit("years"),
        Key::new("stream.NAME.spouse.at_29", &[Kind::SHARE], "Share with a spouse at age 29.", "0.3")
            .unit("share of people"),
        Key::new(
            "stream.NAME.spouse.per_year",
            &[Kind::Number(-1.0, 1.0)],
            "Change of that share with each year of age.",
            "0.045",
        )
        .unit("share a year"),
        Key::new(
            "stream.NAME.education",
            &[LEVELS, Kind::Table],
            "Shares of the levels of education; they sum to 1.",
            "[0, 0.04, 0.05, 0.09, 0.26, 0.06, 0.47, 0.03]",
        ),
        Key::new(
            "stream.NAME.education.DATE",
            &[LEVELS],
            "The shares of a day. Each lies on a straight line between the days that are stated.",
            "[0, 0.04, 0.05, 0.09, 0.26, 0.06, 0.47, 0.03]",
        )
        .or("the same shares on all days"),
        Key::new(
            "stream.NAME.first_language.language",
            &[Kind::Choice(&["english", "french"])],
            "The first official language.",
            "\"english\"",
        ),
        Key::new(
            "stream.NAME.first_language.level",
            &[Kind::Number(0.0, 12.0), Kind::Table],
            "Mean level in it; a table states it by day.",
            "8.9",
        )
        .unit("CLB"),
        Key::new(
            "stream.NAME.first_language.level.DATE",
            &[Kind::Number(0.0, 12.0)],
            "The mean level of a day. It lies on a straight line between the days that are stated.",
            "9.1",
        )
        .unit("CLB")
        .or("one level for all days"),
        SLOPE.of("stream.NAME.first_language.level.slope", "0.1", "CLB a year"),
        DAMPING.of("stream.NAME.first_language.level.damping", "0.5", ""),
        Key::new("stream.NAME.first_language.sd", &[Kind::RATE], "Standard deviation of the level.", "2.0")
            .unit("CLB"),
        Key::new(
            "stream.NAME.first_language.floor",
            &[Kind::Integer(0, 10)],
            "Lowest level at arrival.",
            "7",
        )
        .unit("CLB"),
        Key::new(
            "stream.NAME.second_language.share",
            &[Kind::SHARE],
            "Share with a test in the second official language.",
            "0.04",
        )
        .unit("share of people"),
        Key::new("stream.NAME.second_language.mean", &[Kind::RATE], "Mean level in it.", "6.2").unit("CLB"),
        Key::new("stream.NAME.second_language.sd", &[Kind::RATE], "Standard deviation of the level.", "1.6")
            .unit("CLB"),
        Key::new(
            "stream.NAME.canadian_work",
            &[YEARS, Kind::Table],
            "Shares by years of Canadian work; they sum to 1.",
            "[0.97, 0.01, 0.01, 0.01, 0, 0]",
        ),
        Key::new(
            "stream.NAME.canadian_work.DATE",
            &[YEARS],
            "The shares of a day. Each lies on a straight line between the days that are stated.",
            "[0.97, 0.01, 0.01, 0.01, 0, 0]",
        )
        .or("the same shares on all days"),
        Key::new(
            "stream.NAME.foreign_work",
            &[YEARS, Kind::Table],
            "Shares by years of foreign work; they sum to 1.",
            "[0, 0.14, 0.12, 0.16, 0.18, 0.40]",
        ),
        Key::new(
            "stream.NAME.foreign_work.DATE",
            &[YEARS],
            "The shares of a day. Each lies on a straight line between the days that are stated.",
            "[0, 0.14, 0.12, 0.16, 0.18, 0.40]",
        )
        .or("the same shares on all days"),
        Key::new(
            "stream.NAME.canadian_study",
            &[Kind::Numbers(3, 0.0, 1.0)],
            "Shares with no Canadian study, one or two years, three or more years; they sum to 1.",
            "[0.955, 0.02, 0.025]",
        ),
        Key::new(
            "stream.NAME.two_year_study",
            &[Kind::SHARE],
            "Share with two or more years of full-time study, of those with one or two years of Canadian \
             study.",
            "0.6",
        )
        .unit("share of people")
        .or("`fsw_grid.adaptability.own_study_from` decides"),
        Key::new("stream.NAME.sibling", &[Kind::SHARE], "Share with a sibling in Canada.", "0.12")
            .unit("share of people"),
        Key::new(
            "stream.NAME.relative",
            &[Kind::SHARE],
            "Share with another relative in Canada, who counts in the grid of skilled workers.",
            "0.12",
        )
        .unit("share of people")
        .or("0"),
        Key::new(
            "stream.NAME.job_offer.share.YEAR",
            &[Kind::SHARE],
            "Share with a job offer at arrival, by year.",
            "0.02",
        )
        .unit("share of people"),
        Key::new(
            "stream.NAME.job_offer.rate.YEAR",
            &[Kind::Number(0.0, f64::INFINITY)],
            "Rate at which the others find a job offer, by year.",
            "0.03",
        )
        .unit("a year"),
        Key::new(
            "stream.NAME.trade_certificate",
            &[Kind::SHARE],
            "Share with a certificate of qualification in a trade.",
            "0.5",
        )
        .unit("share of people")
        .or("0"),
        Key::new(
            "stream.NAME.works_in_canada",
            &[Kind::Flag],
            "Whether people of the stream live and work in Canada.",
            "false",
        ),
        Key::new(
            "stream.NAME.children.alone",
            &[Kind::Number(0.0, 5.0)],
            "Mean number of children of people without a spouse.",
            "0.1",
        )
        .unit("persons"),
        Key::new(
            "stream.NAME.children.spouse",
            &[Kind::Number(0.0, 5.0)],
            "Mean number of children of people with a spouse.",
            "1.6",
        )
        .unit("persons"),
        Key::new(
            "stream.NAME.citizenship.COUNTRY",
            &[Kind::SHARE],
            "Share with this citizenship; the rest of 1 has others.",
            "0.48",
        )
        .unit("share of people")
        .or("0"),
        Key::new(
            "stream.NAME.occupation.GROUP",
            &[Kind::SHARE, Kind::Table],
            "Share with an occupation of a group of the table of occupations; the rest of 1 has others. A \
             table states it by day.",
            "0.3",
        )
        .unit("share of people")
        .or("0"),
        Key::new(
            "stream.NAME.occupation.GROUP.DATE",
            &[Kind::Number(1e-6, 1.0)],
            "The share of a day. Its logarithm lies on a straight line between the days that are stated.",
            "0.3",
        )
        .unit("share of people")
        .or("the same share on all days"),
        SLOPE.of("stream.NAME.occupation.GROUP.slope", "0.15", "of the logarithm, a year"),
        DAMPING.of("stream.NAME.occupation.GROUP.damping", "0.5", ""),
        Key::new(
            "stream.NAME.month",
            &[Kind::Numbers(12, 0.0, f64::INFINITY)],
            "Weights of the stream's months.",
            "[1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1]",
        )
        .or("`arrivals.month`"),
        Key::new(
            "stream.NAME.dispersion",
            &[Kind::Number(0.1, 1e9)],
            "As `arrivals.dispersion`, for this stream.",
            "20",
        )
        .or("`arrivals.dispersion`"),
    ],
};

pub(super) const SHARED: Section = Section {
    heading: "Languages and spouses",
    text: "Values that all arrival streams share.",
    keys: &[
        Key::new(
            "language.offset",
            &[Kind::Numbers(4, -5.0, 5.0)],
            "Differences of speaking, listening, reading and writing from a person's mean level.",
            "[-0.15, 0.3, 0.25, -0.4]",
        )
        .unit("CLB"),
        Key::new(
            "language.person",
            &[Kind::SHARE],
            "Part of the stream's standard deviation that a person's abilities share.",
            "0.85",
        ),
        Key::new(
            "language.ability",
            &[Kind::SHARE],
            "Part of the stream's standard deviation that each ability has for itself.",
            "0.53",
        ),
        Key::new(
            "language.credentials",
            &[Kind::Number(-5.0, 5.0)],
            "Additional level of people with two or more credentials or a higher degree.",
            "0.45",
        )
        .unit("CLB"),
        Key::new(
            "spouse.tested",
            &[Kind::SHARE],
            "Share of spouses with a language test at arrival.",
            "0.75",
        )
        .unit("share of spouses"),
        Key::new("spouse.language.mean", &[Kind::Number(0.0, 12.0)], "Mean level of spouses.", "6.8")
            .unit("CLB"),
        Key::new("spouse.language.sd", &[Kind::RATE], "Standard deviation of that level.", "1.5").unit("CLB"),
        Key::new(
            "spouse.education",
            &[LEVELS],
            "Shares of spouses by level of education; they sum to 1.",
            "[0.01, 0.14, 0.12, 0.14, 0.36, 0.08, 0.14, 0.01]",
        ),
        Key::new(
            "spouse.canadian_work",
            &[YEARS],
            "Shares of spouses by years of Canadian work; they sum to 1.",
            "[0.8, 0.12, 0.05, 0.03, 0, 0]",
        ),
        Key::new(
            "spouse.canadian_study",
            &[Kind::SHARE],
            "Share of spouses with two or more years of full-time study in Canada.",
            "0.1",
        )
        .unit("share of spouses")
        .or("0"),
    ],
};
