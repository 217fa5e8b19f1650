//! The keys of provinces and nominees, described.

use super::{Key, Kind, Section};

pub(super) const NOMINATION: Section = Section {
    heading: "Nominees and provinces",
    text: "Provinces and territories, their numbers of nominations and their rules. A candidate is nominated \
           by the province of destination, and meets one of its rules. A key that a rule leaves out sets no \
           condition.",
    keys: &[
        Key::new(
            "nomination.core_score[].from",
            &[Kind::Integer(0, 600)],
            "Lowest core score of a band of nominees: the CRS score without additional points.",
            "301",
        )
        .unit("CRS points"),
        Key::new(
            "nomination.core_score[].to",
            &[Kind::Integer(0, 600)],
            "Highest core score of the band.",
            "400",
        )
        .unit("CRS points"),
        Key::new(
            "nomination.core_score[].share",
            &[Kind::SHARE],
            "Share of nominees in the band; all sum to 1.",
            "0.5092",
        )
        .unit("share of nominees"),
        Key::new(
            "nomination.cutoff_power",
            &[Kind::Number(0.01, 1.0)],
            "Power of their number with which the lowest score of nominees falls, without the points of the \
             nomination. Below full scale it corrects reported cutoffs of rounds of nominees.",
            "0.175",
        ),
        Key::new(
            "nomination.in_canada.YEAR",
            &[Kind::SHARE],
            "Share of nominees who live in Canada, by year.",
            "0.75",
        )
        .unit("share of nominees"),
        Key::new(
            "nomination.invited.YEAR",
            &[Kind::Number(0.0, f64::INFINITY)],
            "Nominees invited in all-program rounds of a year without a published count of the pool.",
            "14_698",
        )
        .unit("persons")
        .or("none"),
        Key::new(
            "nomination.remove",
            &[Kind::List(&Kind::Text)],
            "Provinces without nominations; the others share their part.",
            "[\"yukon\"]",
        )
        .or("none"),
        Key::new(
            "nomination.province.NAME.label",
            &[Kind::Text],
            "Name of the province, for readers.",
            "\"Ontario\"",
        ),
        Key::new(
            "nomination.province.NAME.settle",
            &[Kind::SHARE],
            "Share of people with this destination; the others settle in places without nominations.",
            "0.6015",
        )
        .unit("share of people"),
        Key::new(
            "nomination.province.NAME.weight.YEAR",
            &[Kind::Number(0.0, f64::INFINITY)],
            "Weight of the province in the national allocation, by year.",
            "12_425",
        ),
        Key::new(
            "nomination.province.NAME.per_month.YEAR",
            &[Kind::Number(0.0, f64::INFINITY)],
            "Nominations by the province on days that no published round governs.",
            "500",
        )
        .unit("persons a month")
        .or("its part of `nominations.per_month`"),
        Key::new(
            "nomination.province.NAME.rules[].residence",
            &[Kind::Choice(&["canada", "abroad"])],
            "Where the candidate lives.",
            "\"canada\"",
        )
        .or("anywhere"),
        Key::new(
            "nomination.province.NAME.rules[].core_score",
            &[Kind::Integer(0, 600)],
            "Lowest core score.",
            "201",
        )
        .unit("CRS points")
        .or("0"),
        Key::new(
            "nomination.province.NAME.rules[].canadian_work_years",
            &[Kind::Integer(0, 10)],
            "Least Canadian work.",
            "1",
        )
        .unit("years")
        .or("0"),
        Key::new(
            "nomination.province.NAME.rules[].language",
            &[Kind::Integer(0, 10)],
            "Lowest ability in the first language.",
            "7",
        )
        .unit("CLB")
        .or("0"),
        Key::new(
            "nomination.province.NAME.rules[].french",
            &[Kind::Integer(0, 10)],
            "Lowest ability in French.",
            "7",
        )
        .unit("NCLC")
        .or("0"),
        Key::new(
            "nomination.province.NAME.rules[].job_offer",
            &[Kind::Flag],
            "Whether a job offer is required.",
            "true",
        )
        .or("false"),
        Key::new(
            "nomination.province.NAME.rules[].teer",
            &[Kind::List(&Kind::Integer(0, 5))],
            "TEER categories of the occupation.",
            "[0, 1, 2]",
        )
        .or("any"),
        Key::new(
            "nomination.province.NAME.rules[].occupations",
            &[Kind::List(&Kind::Text)],
            "Occupations: NOC 2021 codes or their first digits.",
            "[\"31301\", \"72\"]",
        )
        .or("any"),
    ],
};
