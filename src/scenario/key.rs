//! The keys of a scenario file, described.

mod plan;
mod targets;

use super::start_pool::StartPool;
use super::table_reading::DateOrder;
use crate::document::key::{Key, Kind, Presence, Section, described_at};

/// The key that names the scenario below.
pub(super) const EXTENDS: &str = "extends";
/// The key that names the scenario whose sizes are taken.
const SIZES: &str = "sizes";

/// All keys that this room reads, in the order of the reference.
pub const SECTIONS: &[Section] = &[
    RUN,
    POPULATION,
    PUBLISHED,
    POLICY,
    CATEGORIES,
    plan::PLANS,
    plan::ROUNDS,
    plan::CALENDAR,
    targets::TARGETS,
    targets::NOMINATIONS,
];

const RUN: Section = Section {
    heading: "The run",
    text: "Period, seed and replications. A scenario that extends another one states only its differences: \
           tables are merged key by key, lists are replaced, and only the blocks of `[[policy.change]]`, \
           `[[targets.change]]`, `[[plan.NAME.change]]` and `[[round]]` add up. Any number may be relative \
           to the one below it, or to the default: `\"x 1.25\"`, `\"-20 %\"` or `\"+5000\"`. A range \
           changes at both ends, and a key of whole numbers rounds to the nearest, but for keys of the \
           people.",
    keys: &[
        Key::new(
            EXTENDS,
            &[Kind::Text],
            "The scenario below: a path, or the name of a shipped one.",
            "\"history\"",
        )
        .or("none: the file states everything"),
        Key::new(
            "title",
            &[Kind::Text],
            "The question of the scenario, in one line.",
            "\"French points doubled\"",
        )
        .or("the name of the file"),
        Key::new(
            "description",
            &[Kind::Text],
            "More about it, for readers.",
            "\"History, but for one rule.\"",
        )
        .or("none"),
        Key::new(
            SIZES,
            &[Kind::Text],
            "The sizes of the rounds that are left to the planner: its own, or those of another scenario, a \
             path or the name of a shipped one. That scenario runs first in each replication, on the same \
             people; `start`, `seed`, people and published tables are the same in both. Each such round has \
             the size of the round of its day and type there. Rounds with a size of their own keep it.",
            "\"as in baseline\"",
        )
        .or("`\"targets\"`"),
        Key::new(
            "start",
            &[Kind::Date],
            "First simulated day: 2015-01-01, the launch, or later.",
            "2025-12-14",
        ),
        Key::new("end", &[Kind::Date], "Last simulated day.", "2028-12-31"),
        Key::new(
            "warm_up_months",
            &[Kind::Integer(1, 120)],
            "Months that are simulated before the day of the first pool.",
            "36",
        )
        .unit("months")
        .or("30"),
        Key::new(
            "start_pool",
            &[Kind::Choice(&StartPool::NAMES)],
            "The pool of the first day: as many candidates in each score band as in the newest published \
             count, no candidate, or the pool that a simulation of the months before leads to.",
            "\"spin_up\"",
        )
        .or(
            "`\"published\"` where there is a count; before the first one `\"empty\"` in January 2015, else \
             `\"spin_up\"`",
        ),
        Key::new("seed", &[Kind::Integer(0, i64::MAX)], "Seed of all random numbers.", "20251214"),
        Key::new(
            "replications",
            &[Kind::Integer(1, 1_000_000)],
            "How often the run is repeated, each time with other random numbers.",
            "50",
        ),
    ],
};

const POPULATION: Section = Section {
    heading: "The people",
    text: "A population file, and the changes that the scenario makes to it. A relative number of the people \
           changes that of the population file and of each member, or that of the scenario which this one \
           extends.",
    keys: &[
        Key::new(
            "population.file",
            &[Kind::Text],
            "The population file: a path seen from this file, or a shipped one.",
            "\"population/canada_2025.toml\"",
        ),
        Key::new(
            "population.scale",
            &[Kind::Above(0.0, 1.0)],
            "Simulated candidates for each real one. A run at scale 0.1 is ten times faster and has a larger \
             sampling error.",
            "0.1",
        )
        .or("1.0"),
        Key::new(
            "population.members",
            &[Kind::Text],
            "Table of members of a calibrated population: a row a member, a column a key of the population \
             file. Replication r takes member r modulo their number. A key that the scenario states holds \
             for all of them, with a notice; a relative number multiplies the value of each.",
            "\"population/canada_2025_members.csv\"",
        )
        .or("one population for all replications"),
        Key::new(
            "population.remove",
            &[Kind::List(&Kind::Text)],
            "Arrival streams that are left out.",
            "[\"trades\"]",
        )
        .or("none"),
        Key::new(
            "population.TABLE",
            &[Kind::Table],
            "Any table of a population file, with the keys that differ, such as `[population.life]`.",
            "{ withdrawal_rate = 0.5 }",
        )
        .or("as in the file"),
    ],
};

const PUBLISHED: Section = Section {
    heading: "Published tables",
    text: "Tables of published figures, as CSV. The program carries one of each.",
    keys: &[
        Key::new(
            "published.rounds",
            &[Kind::Text],
            "Published rounds of invitations.",
            "\"published/rounds.csv\"",
        )
        .or("the shipped table"),
        Key::new(
            "published.snapshots",
            &[Kind::Text],
            "Published counts of the pool by score band.",
            "\"published/pool_snapshots.csv\"",
        )
        .or("the shipped table"),
        Key::new(
            "published.columns",
            &[Kind::Text],
            "Names of the columns of these two tables, where they are not found, as MEANING=NAME with commas \
             between them. Meanings: number, date, time, type, size, cutoff, tie_break, pool_as_of.",
            "\"date=Day,size=ITAs\"",
        )
        .or("by their names in English or French"),
        Key::new(
            "published.date_order",
            &[Kind::Choice(&DateOrder::NAMES)],
            "The order of day, month and year in dates of numbers alone, in these two tables.",
            "\"dmy\"",
        )
        .or("as the dates prove it"),
        Key::new(
            "published.invited",
            &[Kind::Text],
            "Published composition of invitations.",
            "\"published/invited.csv\"",
        )
        .or("the shipped table"),
        Key::new(
            "published.admissions",
            &[Kind::Text],
            "Published admissions.",
            "\"published/admissions.csv\"",
        )
        .or("the shipped table"),
        Key::new(
            "published.inventory",
            &[Kind::Text],
            "Published persons with an application in progress on a day, by program; a replay is compared \
             with them.",
            "\"published/inventory.csv\"",
        )
        .or("the shipped table"),
        Key::new(
            "published.landings",
            &[Kind::Text],
            "Published persons admitted in a period of whole months, by program; a replay is compared with \
             them.",
            "\"published/landings.csv\"",
        )
        .or("the shipped table"),
        Key::new(
            "published.submissions",
            &[Kind::Text],
            "Published eligible and ineligible profiles submitted in a year.",
            "\"published/submissions.csv\"",
        )
        .or("the shipped table"),
    ],
};

const POLICY: Section = Section {
    heading: "Reforms",
    text: "Each block of `[[policy.change]]` changes the law from a date on: it sets the keys of the law \
           that it names (see \"The law\" below) and leaves all others as they were. A relative number \
           refers to the value that is otherwise in force on that day.",
    keys: &[
        Key::new("policy.change[].date", &[Kind::Date], "First day on which the values hold.", "2025-06-01"),
        Key::new(
            "policy.change[].announced",
            &[Kind::Date],
            "Day on which the public learns of it, up to `date`. Between both days more people may arrive \
             (`behaviour.announcement`).",
            "2025-03-01",
        )
        .or("not announced before"),
        Key::new(
            "policy.change[].instrument",
            &[Kind::Text],
            "The instrument that makes the change, as `rules` shows it.",
            "\"Reform: French points doubled\"",
        )
        .or("`\"the scenario\"`"),
        Key::new("policy.change[].cites", &[Kind::Text], "The section of the instrument.", "\"section 3\"")
            .or("none"),
        Key::new(
            "policy.change[].assumption",
            &[Kind::Text],
            "Reason for a value that no source states.",
            "\"as for other offers\"",
        )
        .or("none"),
    ],
};

const CATEGORIES: Section = Section {
    heading: "New categories",
    text: "Each table of `[category]` adds a category for category-based rounds: a round has its name as \
           `type`. One with `noc` asks for twelve months of work in these occupations in the last three \
           years, as the law's own categories do, unless `work` states something else. Any other key of \
           `categories` in the law may stand beside these (see \"The law\" below).",
    keys: &[
        Key::new("category.NAME", &[Kind::Table], "A category.", "{ noc = [42202] }").or("none"),
        Key::new(
            "category.NAME.name",
            &[Kind::Text, Kind::Table],
            "Its name for readers, in English or in both languages.",
            "\"Early childhood education\"",
        )
        .needed_if("unless the law has the category"),
        Key::new("category.NAME.name.en", &[Kind::Text], "Its name in English.", "\"Childcare\"")
            .needed_if("in a table of both"),
        Key::new("category.NAME.name.fr", &[Kind::Text], "Its name in French.", "\"Petite enfance\"")
            .or("none"),
        Key::new(
            "category.NAME.noc",
            &[Kind::List(&Kind::Text), Kind::List(&Kind::Integer(0, 99_999))],
            "Occupations that it admits: NOC 2021 codes or their first digits. A code of five digits may \
             be a number.",
            "[\"42202\", \"00012\"]",
        )
        .or("all occupations"),
        Key::new("category.NAME.from", &[Kind::Date], "First day on which it holds.", "2026-07-01")
            .or("`start`"),
        Key::new("category.NAME.to", &[Kind::Date], "Last day on which it holds.", "2027-12-31").or("`end`"),
        Key::new(
            "category.NAME.KEY",
            &[Kind::Table],
            "Another criterion, such as `work = { occupation_recent = 6 }`, or `announced`, `instrument`, \
             `cites` or `assumption` as in `[[policy.change]]`.",
            "{ occupation_recent = 6 }",
        )
        .or("none"),
    ],
};

/// Whether the number at a path of a scenario is whole: a relative one is rounded.
pub(super) fn is_whole(path: &str) -> bool {
    if path.starts_with("levels.") {
        return !path.contains("_share");
    }
    described(path).is_some_and(|key| key.kinds.iter().any(|kind| matches!(kind, Kind::Integer(..))))
}

/// What holds where the key at a path of a scenario is not stated, as its description says.
pub(super) fn default_at(path: &str) -> Option<&'static str> {
    match described(path)?.presence {
        Presence::Default(default) => Some(default),
        Presence::Needed | Presence::NeededIf(_) => None,
    }
}

fn described(path: &str) -> Option<&'static Key> {
    // Descriptions name no element.
    let parts: Vec<&str> =
        path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect();
    let path = parts.join("[]");
    SECTIONS.iter().find_map(|section| described_at(section.keys, &path))
}

/// The keys at the top of a scenario, in the order of an alphabet.
pub(super) fn top_keys() -> Vec<&'static str> {
    let described = SECTIONS.iter().flat_map(|section| section.keys);
    let tops = described.map(|key| key.path.split(['.', '[']).next().unwrap_or(key.path));
    let mut tops: Vec<&str> = tops.chain(["levels"]).collect();
    tops.sort_unstable();
    tops.dedup();
    tops
}
