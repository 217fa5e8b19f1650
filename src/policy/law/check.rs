//! Checks of the values of a block, of blocks together, and of a reform and its run.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::document::problem::{Problem, Problems};
use crate::document::reader::misspelt;
use crate::document::tree::Origin;
use crate::policy::instruction::{ALL_PROGRAMS, PROGRAMS};
use crate::policy::rules::section::{Factor, Section};
use crate::policy::value::LawValue;
use crate::policy::value::change::{Author, Change, Setting};
use crate::policy::value::sheet::Sheet;
use crate::time::Day;

/// Checks that no reform takes effect before the run. One after it has no effect, which is no mistake.
pub fn reforms(reforms: &[Change], span: &RangeInclusive<Day>, problems: &Problems) {
    for change in reforms {
        if change.date < *span.start() {
            problems.push(Problem::new(
                change.date_origin.clone(),
                format!("the change of {} lies before the run", change.date),
                format!("expected a day from {} on, the `start` of the run", span.start()),
            ));
        }
    }
}

/// The names under `programs` or `categories` by bit: `first`, then published ones, then a scenario's, each
/// by date and name. A new group must say its `name`; without one it is a misspelt old group.
pub fn names(changes: &[Change], table: &str, first: &[&str], problems: &Problems) -> Vec<String> {
    let mut names: Vec<String> = first.iter().map(|name| (*name).to_owned()).collect();
    for author in [Author::Published, Author::Scenario] {
        for change in changes.iter().filter(|change| change.author == author) {
            for (name, origin) in groups_of(change, table) {
                let key = format!("{table}.{name}.name");
                if names.contains(&name) || table == "categories" && is_of_programs(&name) {
                    continue;
                }
                if changes.iter().any(|change| states(change, &key)) {
                    names.push(name);
                } else {
                    problems.push(unknown_group(table, &name, origin, &names));
                }
            }
        }
    }
    names
}

/// Whether a name is that of a program of the law, or of a type of rounds of all programs.
fn is_of_programs(name: &str) -> bool {
    PROGRAMS.contains(&name) || ALL_PROGRAMS.contains(&name)
}

/// Whether a block states a key, even with a value that could not be read.
fn states(change: &Change, key: &str) -> bool {
    change.settings.contains_key(key) || change.unreadable.contains(key)
}

fn unknown_group(table: &str, name: &str, origin: &Origin, names: &[String]) -> Problem {
    let kind = if table == "programs" { "program" } else { "category" };
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let problem = misspelt(origin, format!("unknown {kind} `{name}`"), name, &known);
    let help = match &problem.help {
        Some(help) => format!("{help} A new {kind} needs a `name`"),
        None => format!("a new {kind} needs a `name`"),
    };
    problem.with_help(help)
}

fn groups_of<'a>(change: &'a Change, table: &str) -> BTreeMap<String, &'a Origin> {
    let mut groups = BTreeMap::new();
    for (key, setting) in &change.settings {
        let mut parts = key.split('.');
        if parts.next() == Some(table)
            && let Some(name) = parts.next()
        {
            groups.entry(name.to_owned()).or_insert(&setting.name_origin);
        }
    }
    groups
}

/// Checks of all blocks together, in their order of effect.
pub fn blocks(changes: &[Change], programs: &[String], categories: &[String], problems: &Problems) {
    set_bits(changes, programs, categories, problems);
    let mut sheet = Sheet::default();
    let mut reported = BTreeSet::new();
    for day in changes.chunk_by(|left, right| left.date == right.date) {
        overlaps(day, problems);
        day.iter().for_each(|change| sheet.lay(change));
        for change in day {
            program_order(change, programs, problems);
            if change.author == Author::Scenario {
                factors(change, &sheet, problems);
                caps(change, &sheet, problems);
                problems.extend(unconditional_groups(change, changes, &sheet, &mut reported));
            }
        }
    }
}

/// Problems of new groups in force that a block touches and that have no criterion, each reported once: a
/// name alone would admit every candidate. A published group may lose its criteria, since that takes a
/// deliberate key.
fn unconditional_groups(
    change: &Change,
    changes: &[Change],
    sheet: &Sheet<'_>,
    reported: &mut BTreeSet<String>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (kind, table) in [("program", "programs"), ("category", "categories")] {
        for (name, origin) in groups_of(change, table) {
            let group = format!("{table}.{name}");
            let is_in_force = sheet.find(&format!("{group}.name")).is_some()
                && sheet.flag(&format!("{group}.in_force")) != Some(false);
            let is_refused = table == "categories" && is_of_programs(&name);
            if is_in_force
                && !is_refused
                && !is_published(&group, changes)
                && !has_criterion(&group, changes, sheet)
                && reported.insert(group.clone())
            {
                let title = format!("the new {kind} `{name}` states no criterion, so it admits everybody");
                let expected =
                    format!("expected at least one, such as `{group}.occupations` or `{group}.teer`");
                problems.push(Problem::new(origin.clone(), title, expected));
            }
        }
    }
    problems
}

fn is_published(group: &str, changes: &[Change]) -> bool {
    let name = format!("{group}.name");
    let mut published = changes.iter().filter(|change| change.author == Author::Published);
    published.any(|change| change.settings.contains_key(&name))
}

/// Whether a group has a criterion. A value that could not be read has been reported already and counts.
fn has_criterion(group: &str, changes: &[Change], sheet: &Sheet<'_>) -> bool {
    let prefix = format!("{group}.");
    let mut unreadable = changes.iter().flat_map(|change| &change.unreadable);
    unreadable.any(|key| key.starts_with(&prefix))
        || sheet.under(group).iter().any(|(key, in_force)| asks(key, in_force.value))
}

/// Whether a value of a group excludes any candidate.
fn asks(key: &str, value: &LawValue) -> bool {
    match value {
        _ if matches!(key, "name" | "name_fr" | "version" | "in_force") => false,
        _ if key == "maximum_age" => true,
        LawValue::Flag(flag) => *flag,
        LawValue::Whole(least) => *least > 0,
        LawValue::Text(word) => !matches!(word.as_str(), "none" | "anywhere"),
        LawValue::Wholes(teers) => !(0..=5).all(|teer| teers.contains(&teer)),
        LawValue::Texts(_) | LawValue::Hundredths(_) | LawValue::Day(_) => true,
    }
}

/// Names are unique among types of rounds, and there are no more than fit a set of 32 bits.
fn set_bits(changes: &[Change], programs: &[String], categories: &[String], problems: &Problems) {
    for name in programs.iter().filter(|name| ALL_PROGRAMS.contains(&name.as_str())) {
        problems.extend(taken_name(changes, "programs", name));
    }
    for name in PROGRAMS.into_iter().chain(ALL_PROGRAMS) {
        problems.extend(taken_name(changes, "categories", name));
    }
    for name in categories.iter().filter(|name| programs.contains(name)) {
        problems.extend(taken_name(changes, "categories", name));
    }
    if programs.len() + categories.len() > 32
        && let Some(name) = categories.last()
        && let Some(origin) = group_origin(changes, "categories", name)
    {
        problems.push(Problem::new(
            origin,
            format!("there are {} programs and categories", programs.len() + categories.len()),
            "expected at most 32 together",
        ));
    }
}

/// The problem of a group with the name of another type of round.
fn taken_name(changes: &[Change], table: &str, name: &str) -> Option<Problem> {
    let problem = Problem::new(
        group_origin(changes, table, name)?,
        format!("`{table}.{name}` has the name of another type of round"),
        "expected a name that no program and no other type of round has",
    );
    Some(if table == "categories" && PROGRAMS.contains(&name) {
        problem.with_help(format!("`[[policy.change]]` with `programs.{name}` changes the program itself"))
    } else {
        problem
    })
}

/// Where the newest block that names a group has its name.
fn group_origin(changes: &[Change], table: &str, name: &str) -> Option<Origin> {
    let prefix = format!("{table}.{name}.");
    let mut settings = changes.iter().rev().flat_map(|change| &change.settings);
    let found = settings.find(|(key, _)| key.starts_with(&prefix));
    found.map(|(_, setting)| setting.name_origin.clone())
}

/// Checks that no two blocks of one author set the same key on the same day.
fn overlaps(day: &[Change], problems: &Problems) {
    let mut seen: BTreeMap<(bool, &str), &Setting> = BTreeMap::new();
    for change in day {
        for (key, setting) in &change.settings {
            let scenario = change.author == Author::Scenario;
            if let Some(first) = seen.insert((scenario, key), setting) {
                let line = first.origin.line();
                problems.push(Problem::new(
                    setting.origin.clone(),
                    format!("`{key}` is set twice on {}", change.date),
                    format!(
                        "expected one value for a day; the other is in line {line} of {}",
                        first.origin.source.name
                    ),
                ));
            }
        }
    }
}

fn program_order(change: &Change, programs: &[String], problems: &Problems) {
    let Some(setting) = change.settings.get("invitation.program_order") else { return };
    let LawValue::Texts(names) = &setting.value else { return };
    let known: Vec<&str> = programs.iter().map(String::as_str).collect();
    for name in names.iter().filter(|name| !programs.contains(name)) {
        let title = format!("`invitation.program_order` names an unknown program `{name}`");
        problems.push_with(&title, || misspelt(&setting.origin, title.clone(), name, &known));
    }
}

/// A factor is one of the grid's, of which only `in_force` can be set, or one that is added.
fn factors(change: &Change, sheet: &Sheet<'_>, problems: &Problems) {
    let mut added: BTreeMap<&str, &Origin> = BTreeMap::new();
    for (key, setting) in &change.settings {
        let Some(rest) = key.strip_prefix("crs.factor.") else { continue };
        let Some((name, what)) = rest.split_once('.') else { continue };
        if !is_built_in(name) {
            added.entry(name).or_insert(&setting.name_origin);
        } else if what != "in_force" {
            problems.push(Problem::new(
                setting.origin.clone(),
                format!("`{key}` is set, but `{name}` is a factor of the grid"),
                format!("expected only `crs.factor.{name}.in_force`; its points have keys of their own"),
            ));
        }
    }
    for (name, origin) in added {
        let table = format!("crs.factor.{name}");
        added_factor(&NewFactor { name, table, origin, change, sheet }, problems);
    }
}

/// A factor that a reform adds.
struct NewFactor<'a> {
    name: &'a str,
    /// Its table in the law, such as `crs.factor.volunteering`.
    table: String,
    origin: &'a Origin,
    change: &'a Change,
    sheet: &'a Sheet<'a>,
}

impl NewFactor<'_> {
    /// Whether it has a value, also one that could not be read: that has been reported already.
    fn has(&self, what: &str) -> bool {
        let key = format!("{}.{what}", self.table);
        self.sheet.under(&self.table).iter().any(|(rest, _)| rest.split('.').next() == Some(what))
            || self.change.unreadable.iter().any(|unreadable| unreadable.starts_with(&key))
    }
}

/// Checks that an added factor has section, attribute and points, and a list of occupations if its attribute
/// reads one.
fn added_factor(factor: &NewFactor<'_>, problems: &Problems) {
    let NewFactor { name, table, origin, .. } = factor;
    let needed = ["section", "attribute", "points"];
    if !needed.into_iter().any(|what| factor.has(what)) {
        let known: Vec<&str> = Factor::ALL.iter().map(|factor| factor.name()).collect();
        problems.push(misspelt(origin, format!("unknown factor `{name}`"), name, &known));
        return;
    }
    for what in needed.into_iter().filter(|what| !factor.has(what)) {
        problems.push(Problem::new(
            (*origin).clone(),
            format!("the factor `{name}` has no `{what}`"),
            format!("expected `{table}.{what}` in this block or an earlier one"),
        ));
    }
    if factor.sheet.text(&format!("{table}.attribute")) == Some("occupation_level")
        && !factor.has("occupations")
    {
        problems.push(Problem::new(
            (*origin).clone(),
            format!("the factor `{name}` reads `occupation_level` but lists no occupations"),
            format!("expected `{table}.occupations.1` or another level"),
        ));
    }
}

fn is_built_in(name: &str) -> bool {
    Factor::ALL.iter().any(|factor| factor.name() == name)
}

/// Checks that no point value lies above the cap that would clip it.
fn caps(change: &Change, sheet: &Sheet<'_>, problems: &Problems) {
    for (key, setting) in &change.settings {
        let LawValue::Whole(points) = setting.value else { continue };
        let Some((cap_key, section)) = cap_of(key, sheet) else { continue };
        let Some(cap) = sheet.whole(&cap_key) else { continue };
        if points > cap {
            problems.push(Problem::new(
                setting.origin.clone(),
                format!("`{key}` is {points} points, above the cap of section {}", section.letter()),
                format!("expected at most {cap}, or a higher `{cap_key}`"),
            ));
        }
    }
}

/// The key of the cap that holds a point value, and its section; `None` for another value.
fn cap_of(key: &str, sheet: &Sheet<'_>) -> Option<(String, Section)> {
    let parts: Vec<&str> = key.split('.').collect();
    let (cap, section) = match parts.as_slice() {
        ["crs", "age" | "education" | "canadian_work", _, column] => {
            (format!("core.{column}"), Section::Core)
        }
        ["crs", language @ ("first_language" | "second_language"), _, column] => {
            (format!("{language}.{column}"), Section::Core)
        }
        ["crs", "spouse", "language", _] => ("spouse_language".to_owned(), Section::Spouse),
        ["crs", "spouse", _, _] => ("spouse".to_owned(), Section::Spouse),
        ["crs", "transferability", "certificate_language", _] => {
            ("transferability_certificate".to_owned(), Section::Transferability)
        }
        ["crs", "transferability", table, _, _] if table.starts_with("education") => {
            ("transferability_education".to_owned(), Section::Transferability)
        }
        ["crs", "transferability", _, _, _] => {
            ("transferability_foreign_work".to_owned(), Section::Transferability)
        }
        ["crs", "additional", "french_level" | "english_level"] => return None,
        ["crs", "additional", _] => ("additional".to_owned(), Section::Additional),
        ["crs", "factor", name, "points", _] => match sheet.text(&format!("crs.factor.{name}.section"))? {
            "A" => ("core.with_spouse".to_owned(), Section::Core),
            "B" => ("spouse".to_owned(), Section::Spouse),
            "C" => ("transferability".to_owned(), Section::Transferability),
            _ => ("additional".to_owned(), Section::Additional),
        },
        _ => return None,
    };
    Some((format!("crs.cap.{cap}"), section))
}
