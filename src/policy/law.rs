//! The law by date: every value with its instrument, folded and compiled for each day on which something
//! changes.
//!
//! Published law lies in `law/*.toml`, embedded. A file is a list of blocks, and so is a scenario's reform
//! (there they are `[[policy.change]]`):
//!
//! ```toml
//! [[change]]
//! date = 2020-10-20                  # first day in force
//! announced = 2020-10-01             # optional: when the public learned of it
//! instrument = "Ministerial Instructions of October 2020"
//! cites = "additional points"        # optional: where to find it
//! assumption = "why this value"      # only where no source states it
//!
//! [change.crs.additional]            # the values; their path is their name
//! french = 25                        # crs.additional.french
//! ```
//!
//! A block sets the keys it names and leaves all others as they were; [`key`](crate::policy::value::key)
//! lists every key. A table by number is a step table: a number's value holds up to the next number that is
//! listed.
//!
//! A scenario's blocks join the published ones in the order of dates; on the same day they go on top. So a
//! reform that restates the law in force changes nothing, and a published change of a later day supersedes a
//! reform as any amendment would: [`Law::superseded`] lists where that happens.

mod check;
mod compare;
pub mod language_chart;
mod part;
mod relative;

pub use crate::policy::value::LawValue;
pub use crate::policy::value::change::{Author, Change};
pub use crate::policy::value::sheet::InForce;
pub use compare::{Difference, HistoryEntry, ListDifference, diff, unset};
pub(crate) use part::LawPart;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::document::problem::Problems;
use crate::document::reader::Reader;
use crate::document::tree;
use crate::document::tree::{Node, Source};
use crate::policy::instruction::ALL_PROGRAMS;
use crate::policy::program::Program;
use crate::policy::rules::{Eligibility, Rules};
use crate::policy::value::change;
use crate::policy::value::sheet::Sheet;
use crate::time::Day;

/// The embedded law files: name for messages, and text.
const FILES: [(&str, &str); 10] = [
    ("law/crs_core.toml", include_str!("law/crs_core.toml")),
    ("law/crs_transferability.toml", include_str!("law/crs_transferability.toml")),
    ("law/crs_additional.toml", include_str!("law/crs_additional.toml")),
    ("law/programs.toml", include_str!("law/programs.toml")),
    ("law/fsw_grid.toml", include_str!("law/fsw_grid.toml")),
    ("law/funds.toml", include_str!("law/funds.toml")),
    ("law/categories.toml", include_str!("law/categories.toml")),
    ("law/invitation.toml", include_str!("law/invitation.toml")),
    ("law/language.toml", include_str!("law/language.toml")),
    ("law/wage.toml", include_str!("law/wage.toml")),
];

/// No points change after this age.
const MAX_AGE: usize = 255;

/// Programs of the published law, by bit.
const PROGRAMS: [&str; 4] = ["pnp", "cec", "fsw", "fst"];

/// The law over time: all dated blocks in order, and the rules compiled for each day of change.
#[derive(Clone, Debug)]
pub struct Law {
    changes: Vec<Change>,
    days: Vec<Day>,
    rules: Vec<Rules>,
    programs: Vec<String>,
    categories: Vec<String>,
    /// By age: the first age from it on that it ever matters to turn under any of the rules.
    birthdays: Vec<Option<usize>>,
}

impl Law {
    /// The law as it was published, without any reform.
    ///
    /// # Panics
    /// If an embedded file is defective; a test covers that.
    pub fn published() -> Law {
        let problems = Problems::new();
        let law = Law::assemble(published_changes(&problems), &problems);
        problems.finish(law).unwrap_or_else(|invalid| panic!("the embedded law is defective:\n{invalid}"))
    }

    /// The published law with a scenario's reforms: the nodes of its `[[policy.change]]` blocks.
    /// All problems are reported; any problem gives `None`. `span` holds the first and last day of the run.
    pub fn with_reforms(reforms: &[Node], problems: &Problems, span: RangeInclusive<Day>) -> Option<Law> {
        let before = problems.len();
        let mut changes = published_changes(problems);
        let whole = relative::resolved(reforms, || changes.clone(), problems);
        let reforms = whole.as_deref().unwrap_or(reforms);
        let reforms: Vec<Change> = read_blocks(reforms.iter(), Author::Scenario, problems);
        check::reforms(&reforms, &span, problems);
        changes.extend(reforms);
        let law = Law::assemble(changes, problems)?;
        (problems.len() == before).then_some(law)
    }

    /// A scenario's reforms with numbers in place of relative ones; none if they have no such number.
    pub(crate) fn resolved_reforms(reforms: &[Node], problems: &Problems) -> Option<Vec<Node>> {
        relative::resolved(reforms, || published_changes(problems), problems)
    }

    /// The published law, if reforms that could not be read change no program and no category. Rounds are
    /// checked against it, so that all problems of a scenario are reported at once.
    pub(crate) fn of_rounds_beside(reforms: &[Node]) -> Option<Law> {
        reforms.iter().all(change::leaves_groups_alone).then(Law::published)
    }

    /// The law as the public knew it on a day: changes that were announced later are not in it.
    ///
    /// # Panics
    /// If the changes that were known do not make a law by themselves; a test covers that.
    #[must_use]
    pub fn known_on(&self, day: Day) -> Law {
        let problems = Problems::new();
        let mut known = self.changes.clone();
        known.retain(|change| change.announced.unwrap_or(change.date) <= day);
        let law = Law::assemble(known, &problems);
        problems.finish(law).unwrap_or_else(|invalid| panic!("the law known on {day} is broken:\n{invalid}"))
    }

    fn assemble(mut changes: Vec<Change>, problems: &Problems) -> Option<Law> {
        let before = problems.len();
        // Stable: published blocks come before a scenario's of the same day, and files keep their order.
        changes.sort_by_key(|change| change.date);
        let programs = check::names(&changes, "programs", &PROGRAMS, problems);
        let categories = check::names(&changes, "categories", &[], problems);
        check::blocks(&changes, &programs, &categories, problems);
        if problems.len() > before {
            return None;
        }
        let mut law = Law {
            changes: Vec::new(),
            days: Vec::new(),
            rules: Vec::new(),
            programs,
            categories,
            birthdays: Vec::new(),
        };
        let mut sheet = Sheet::default();
        for (index, change) in changes.iter().enumerate() {
            sheet.lay(change);
            if changes.get(index + 1).is_none_or(|next| next.date != change.date) {
                law.days.push(change.date);
                let rules = Rules::compile(&sheet, &law.programs, &law.categories, law.rules.last());
                law.rules.push(rules);
            }
        }
        law.changes = changes;
        law.birthdays =
            (0..=MAX_AGE).map(|age| (age..=MAX_AGE).find(|later| law.birthday_matters(*later))).collect();
        Some(law)
    }

    /// Whether turning this age can change a score or an eligibility under the rules of any day.
    fn birthday_matters(&self, age: usize) -> bool {
        self.rules.iter().any(|rules| rules.birthday_matters(age))
    }

    /// The rules in force on a day. Before the launch of 2015-01-01 they are those of the launch.
    #[inline]
    pub fn rules_on(&self, day: Day) -> &Rules {
        let begun = self.days.partition_point(|changed| *changed <= day);
        &self.rules[begun.saturating_sub(1)]
    }

    /// The first birthday from `age` on that can change a candidate's score or eligibility, under the rules
    /// of any day.
    pub fn next_birthday(&self, age: usize) -> Option<usize> {
        self.birthdays[age.min(MAX_AGE)]
    }

    /// The days on which something changes, rising; the first is the launch.
    pub fn change_days(&self) -> &[Day] {
        &self.days
    }

    /// The days on which a value of one of some tables changes, such as `crs`, rising.
    pub fn change_days_of(&self, tables: &[&str]) -> Vec<Day> {
        let is_of = |key: &String| tables.contains(&key.split('.').next().unwrap_or(key));
        let mut days: Vec<Day> = Vec::new();
        for change in &self.changes {
            if change.settings.keys().any(is_of) && days.last() != Some(&change.date) {
                days.push(change.date);
            }
        }
        days
    }

    /// All blocks in the order in which they take effect.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The programs that exist at any time, by bit: `pnp`, `cec`, `fsw`, `fst`, then those that reforms add.
    pub fn programs(&self) -> &[String] {
        &self.programs
    }

    /// The program under which results count the one at a place in [`Law::programs`].
    pub(crate) fn counted_program(&self, place: usize) -> Program {
        Program::counted(&self.programs[place])
    }

    /// The categories that exist at any time; their bits follow those of the programs.
    pub fn categories(&self) -> &[String] {
        &self.categories
    }

    /// The categories that reforms add, each with the newest text of a key, such as `name`.
    pub fn added_categories(&self, key: &str) -> BTreeMap<&str, &str> {
        let author = |name: &str| {
            let key = format!("categories.{name}.name");
            self.changes.iter().find(|change| change.settings.contains_key(&key)).map(|change| change.author)
        };
        let added = self.categories.iter().filter(|name| author(name) == Some(Author::Scenario));
        let named = added.filter_map(|name| {
            let key = format!("categories.{name}.{key}");
            let mut texts =
                self.changes.iter().filter_map(|change| match &change.settings.get(&key)?.value {
                    LawValue::Text(text) => Some(text.as_str()),
                    _ => None,
                });
            Some((name.as_str(), texts.next_back()?))
        });
        named.collect()
    }

    /// The programs and categories that a type of rounds admits, or `None` for an unknown type: `general` and
    /// `no_program_specified` admit every program, the name of a program or category only that one.
    pub fn admitted_by(&self, round_type: &str) -> Option<Eligibility> {
        if ALL_PROGRAMS.contains(&round_type) {
            let all = (0..self.programs.len()).map(Eligibility::bit);
            return Some(all.fold(Eligibility::NONE, |set, bit| set | bit));
        }
        let groups = self.programs.iter().chain(&self.categories);
        groups.enumerate().find(|(_, name)| *name == round_type).map(|(bit, _)| Eligibility::bit(bit))
    }

    /// The bit of provincial nominees: the program `pnp`, in the law since the launch.
    pub fn nominees(&self) -> Eligibility {
        self.admitted_by("pnp").expect("the law has a Provincial Nominee Program")
    }

    /// Names of the types of rounds that [`Law::admitted_by`] knows.
    pub fn round_types(&self) -> Vec<&str> {
        let groups = self.programs.iter().chain(&self.categories).map(String::as_str);
        ALL_PROGRAMS.into_iter().chain(groups).collect()
    }

    /// Whether a scenario changes or restates anything of the published law.
    pub fn is_reformed(&self) -> bool {
        self.reformed_on().is_some()
    }

    /// The first day on which a scenario's own values are in force; none if it has none.
    pub fn reformed_on(&self) -> Option<Day> {
        let reforms = self.changes.iter().filter(|change| change.author == Author::Scenario);
        reforms.map(|change| change.date).min()
    }

    /// The first day up to `last` on which points of the CRS are unknown: 2026-11-03 in the published law.
    /// From then on the points of the day before stay in use.
    pub fn carried_from(&self, last: Day) -> Option<Day> {
        let index = self.rules.iter().position(|rules| !rules.crs_known())?;
        Some(self.days[index]).filter(|from| *from <= last)
    }
}

/// The embedded blocks, in the order of the files.
fn published_changes(problems: &Problems) -> Vec<Change> {
    let mut changes = Vec::new();
    for (name, text) in FILES {
        let (document, found) = tree::parse(&Source::new(name, text));
        problems.extend(found);
        let Some(reader) = Reader::new(&document, "", problems) else { continue };
        let blocks = reader.need("change").list();
        changes.extend(read_blocks(
            blocks.iter().filter_map(|block| block.node),
            Author::Published,
            problems,
        ));
        reader.finish();
    }
    changes
}

fn read_blocks<'a>(
    nodes: impl Iterator<Item = &'a Node>,
    author: Author,
    problems: &Problems,
) -> Vec<Change> {
    nodes.enumerate().filter_map(|(place, node)| Change::read(node, author, place, problems)).collect()
}
