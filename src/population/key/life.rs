//! The keys of life in the pool and of behaviour, described.

use super::{Key, Kind, Section};

pub(super) const LIFE: Section = Section {
    heading: "Life in the pool",
    text: "How candidates change and leave. A rate is the expected number of events a year.",
    keys: &[
        Key::new(
            "life.withdrawal_rate",
            &[Kind::RATE],
            "Rate of leaving the pool before the profile expires.",
            "0.6",
        )
        .unit("a year"),
        Key::new(
            "life.return_after_expiry",
            &[Kind::SHARE],
            "Share who submit a new profile after the old one expired.",
            "0.45",
        )
        .unit("share of candidates"),
        Key::new(
            "life.return_after_withdrawal",
            &[Kind::SHARE],
            "Share who submit a new profile after a withdrawal.",
            "0.25",
        )
        .unit("share of candidates"),
        Key::new(
            "life.return_after_lapse",
            &[Kind::SHARE],
            "Share who submit a new profile after an invitation lapsed.",
            "0.25",
        )
        .unit("share of candidates"),
        Key::new(
            "life.return_within_days",
            &[Kind::Integer(1, 366)],
            "Days within which they submit it.",
            "60",
        )
        .unit("days"),
        Key::new("life.retest_rate", &[Kind::RATE], "Rate of language tests taken again.", "0.5")
            .unit("a year"),
        Key::new(
            "life.retest_gain",
            &[Kind::SHARE],
            "Probability that an ability gains a level in a retest.",
            "0.6",
        ),
        Key::new(
            "life.work_year",
            &[Kind::SHARE],
            "Probability that one more year of Canadian work is completed at its anniversary.",
            "0.85",
        ),
        Key::new(
            "life.status_loss.rate",
            &[Kind::RATE],
            "Rate of losing the permit to work in Canada.",
            "0.08",
        )
        .unit("a year"),
        Key::new("life.status_loss.leaves", &[Kind::SHARE], "Share of those who then leave Canada.", "0.5")
            .unit("share of candidates"),
        Key::new("life.credential_rate", &[Kind::RATE], "Rate of gaining one more credential.", "0.02")
            .unit("a year"),
        Key::new(
            "life.spouse_test_rate",
            &[Kind::RATE],
            "Rate of a first language test of the spouse.",
            "0.05",
        )
        .unit("a year"),
        Key::new("life.french_rate", &[Kind::RATE], "Rate of learning French to NCLC 7.", "0.01")
            .unit("a year"),
        Key::new("life.job_offer_loss_rate", &[Kind::RATE], "Rate of losing a job offer.", "0.1")
            .unit("a year"),
        Key::new(
            "life.language_test.oldest_months",
            &[Kind::Integer(0, 120)],
            "Greatest age of the language test at a first submission.",
            "12",
        )
        .unit("months"),
        Key::new(
            "life.language_test.renewed",
            &[Kind::SHARE],
            "Share who renew a language test that expires.",
            "0.8",
        )
        .unit("share of candidates"),
        Key::new(
            "life.education_assessment.oldest_months",
            &[Kind::Integer(0, 120)],
            "Greatest age of the education assessment at a first submission.",
            "24",
        )
        .unit("months"),
        Key::new(
            "life.education_assessment.renewed",
            &[Kind::SHARE],
            "Share who renew an assessment that expires.",
            "0.8",
        )
        .unit("share of candidates"),
        Key::new(
            "life.job_bank.registered.YEAR",
            &[Kind::SHARE],
            "Share who register with the Job Bank, by year.",
            "0.97",
        )
        .unit("share of candidates"),
        Key::new(
            "life.job_bank.offer_factor",
            &[Kind::Number(1.0, 100.0)],
            "Factor by which the registered find job offers faster.",
            "1.5",
        ),
    ],
};

pub(super) const BEHAVIOUR: Section = Section {
    heading: "Behaviour",
    text: "How people respond to cutoffs and to announced reforms. Each response can be switched off.",
    keys: &[
        Key::new(
            "behaviour.memory_days",
            &[Kind::Integer(1, 3_660)],
            "Days for which a cutoff is remembered.",
            "60",
        )
        .unit("days")
        .or("120"),
        Key::new(
            "behaviour.effort.on",
            &[Kind::Flag],
            "Whether candidates close below a cutoff make an effort: tests, French, nominations.",
            "true",
        ),
        Key::new("behaviour.effort.size", &[Kind::RATE], "Additional share of such events.", "0.5"),
        Key::new(
            "behaviour.effort.within",
            &[Kind::Integer(0, 1200)],
            "Distance below the last cutoff within which it holds.",
            "30",
        )
        .unit("CRS points"),
        Key::new(
            "behaviour.effort.delay_days",
            &[Kind::Integer(0, 366)],
            "Days from a round to the response.",
            "7",
        )
        .unit("days"),
        Key::new(
            "behaviour.arrivals.on",
            &[Kind::Flag],
            "Whether more people arrive after a fall of the cutoff.",
            "true",
        ),
        Key::new(
            "behaviour.arrivals.size",
            &[Kind::RATE],
            "Additional arrivals for a fall by 100 points, as a share of the usual ones.",
            "0.6",
        ),
        Key::new(
            "behaviour.arrivals.fall",
            &[Kind::Integer(1, 1200)],
            "Smallest fall that has an effect.",
            "60",
        )
        .unit("CRS points"),
        Key::new(
            "behaviour.arrivals.delay_days",
            &[Kind::Integer(0, 366)],
            "Days from the round to the first additional arrivals.",
            "1",
        )
        .unit("days"),
        Key::new("behaviour.arrivals.days", &[Kind::Integer(1, 366)], "Days over which they arrive.", "16")
            .unit("days"),
        Key::new(
            "behaviour.arrivals.streams",
            &[Kind::List(&Kind::Text)],
            "Arrival streams that respond.",
            "[\"graduates\", \"workers\"]",
        ),
        Key::new(
            "behaviour.announcement.on",
            &[Kind::Flag],
            "Whether an announced reform changes arrivals before its first day.",
            "true",
        ),
        Key::new(
            "behaviour.announcement.arrivals",
            &[Kind::Number(-1.0, 10.0)],
            "Additional arrivals until then, as a share of the usual ones.",
            "0.1",
        ),
        Key::new(
            "behaviour.announcement.delay_days",
            &[Kind::Integer(0, 366)],
            "Days from the announcement to the response.",
            "7",
        )
        .unit("days"),
    ],
};
