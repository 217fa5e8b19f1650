//! The keys that users may write: described as the readers read them, and printed in `docs/scenario.md`.

#[path = "golden/accepted.rs"]
mod accepted;

use std::collections::{BTreeMap, BTreeSet};

use accepted::assert_accepted;
use drawsim::document::key::{Key, Kind, Presence, Section, described_at};
use drawsim::document::library;
use drawsim::document::problem::{Asked, Problems};
use drawsim::document::tree::{Source, Value, parse};
use drawsim::experiment::calibrate;
use drawsim::policy::law::Law;
use drawsim::policy::levels;
use drawsim::policy::levels::Levels;
use drawsim::policy::value::change::{Author, Change};
use drawsim::policy::value::key::Pattern;
use drawsim::population::{self, Population};
use drawsim::report::key_reference::key_reference;
use drawsim::scenario::{self, Draft, Overlay, Scenario};

/// Scenarios that together state every key in every form.
fn scenarios() -> Vec<String> {
    let shipped = library::shipped().filter(|file| file.ends_with(".toml") && !file.contains('/'));
    let every =
        ["tests/data/keys/every.toml", "tests/data/keys/by_year.toml", "tests/data/keys/announced.toml"];
    shipped.chain(every).map(str::to_owned).collect()
}

/// What readers asked for, by the full name of a key, with `[]` for the items of a list.
type AllAsked = BTreeMap<String, Asked>;

/// What the readers of all scenarios and of their populations ask for.
fn all_asked() -> (AllAsked, AllAsked) {
    let (mut of_scenarios, mut of_populations) = (AllAsked::new(), AllAsked::new());
    for name in scenarios() {
        let problems = Problems::listening();
        let draft = Scenario::draft(&name, &Overlay::default(), &problems);
        let Draft { scenario, .. } = draft.unwrap_or_else(|| panic!("{name} is a scenario"));
        collect(&problems, "", &mut of_scenarios);
        let of_people = Problems::listening();
        Population::read(&scenario.population, &Law::published(), &of_people);
        collect(&of_people, "", &mut of_populations);
        // The published law and plans are read as well.
        let of_law = Problems::listening();
        Levels::with_restated(scenario.levels.as_ref(), &of_law);
        Law::with_reforms(&scenario.reforms, &of_law, scenario.start()..=scenario.end());
        collect(&of_law, "levels.", &mut of_scenarios);
        collect(&of_law, "policy.", &mut of_scenarios);
        for problems in [problems, of_people, of_law] {
            problems.finish(Some(())).unwrap_or_else(|invalid| panic!("{name}:\n{invalid}"));
        }
    }
    // The reader of a scenario opens the table that the population file names.
    if let Some(named) = of_scenarios.remove("occupations") {
        of_populations.insert("occupations".to_owned(), Asked { is_needed: true, ..named });
    }
    (of_scenarios, of_populations)
}

fn collect(problems: &Problems, beginning: &str, all: &mut AllAsked) {
    let asked = problems.asked().into_iter().filter(|(path, _)| !path.is_empty());
    for (path, asked) in asked.filter(|(path, _)| path.starts_with(beginning)) {
        let known = all.entry(without_numbers(&path)).or_default();
        known.is_needed |= asked.is_needed;
        known.expected.extend(asked.expected);
    }
}

/// `plan[2].rounds[1]` as `plan[].rounds[]`.
fn without_numbers(path: &str) -> String {
    let mut plain = String::new();
    let mut is_inside = false;
    for letter in path.chars() {
        is_inside &= letter != ']';
        if !is_inside {
            plain.push(letter);
        }
        is_inside |= letter == '[';
    }
    plain
}

fn first_part(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

fn keys(sections: &[Section]) -> Vec<Key> {
    sections.iter().flat_map(|section| section.keys).copied().collect()
}

fn scenario_keys() -> Vec<Key> {
    let mut sections = scenario::key::SECTIONS.to_vec();
    sections.push(levels::key::LEVELS);
    keys(&sections)
}

/// Whether described keys stand in the table or the list at a path.
fn holds_keys(keys: &[Key], path: &str) -> bool {
    let plain = path.strip_suffix("[]").unwrap_or(path);
    let depth = plain.split('.').count();
    keys.iter().any(|key| {
        let parts: Vec<&str> = key.path.split('.').take(depth).collect();
        let above = parts.join(".");
        let above = above.strip_suffix("[]").unwrap_or(&above);
        Key { path: leaked(above), ..*key }.is_at(plain)
    })
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// What differs between keys as described and keys as read.
fn differences(keys: &[Key], asked: &AllAsked) -> Vec<String> {
    let mut found = Vec::new();
    let mut read: BTreeMap<&str, Asked> = BTreeMap::new();
    for (path, asked) in asked {
        let list = path.strip_suffix("[]").and_then(|list| described_at(keys, list));
        if let Some(key) = described_at(keys, path) {
            let known = read.entry(key.path).or_default();
            known.is_needed |= asked.is_needed;
            known.expected.extend(asked.expected.iter().cloned());
        } else if let Some(Key { kinds: [Kind::List(item)], .. }) = list {
            if !asked.expected.iter().all(|expected| *expected == item.expected()) {
                found.push(format!("`{path}` is read as {:?}", asked.expected));
            }
        } else if !holds_keys(keys, path) && !list.is_some_and(|key| matches!(key.kinds, [Kind::Numbers(..)]))
        {
            found.push(format!("`{path}` is read and not described"));
        }
    }
    for key in keys {
        match read.remove(key.path) {
            Some(asked) => found.extend(difference(key, asked)),
            None => found.push(format!("`{}` is described and not read", key.path)),
        }
    }
    found
}

fn difference(key: &Key, mut asked: Asked) -> Option<String> {
    let described: BTreeSet<String> = key.kinds.iter().map(|kind| as_read(*kind)).collect();
    if key.kinds.iter().any(|kind| matches!(kind, Kind::Numbers(..))) {
        asked.expected.remove("a list");
    }
    // A table that is laid over another one is read there.
    let is_taken_whole = asked.expected.is_empty() && key.kinds == [Kind::Table];
    if asked.expected != described && !is_taken_whole {
        return Some(format!("`{}` is read as {:?}, described as {described:?}", key.path, asked.expected));
    }
    let is_name = key.path.ends_with(|last: char| last.is_ascii_uppercase());
    match key.presence {
        Presence::Default(_) if asked.is_needed => Some(format!("`{}` must be there", key.path)),
        Presence::Needed if !asked.is_needed && !is_name => Some(format!("`{}` need not be there", key.path)),
        _ => None,
    }
}

fn as_read(kind: Kind) -> String {
    match kind {
        Kind::List(_) => "a list".to_owned(),
        kind => kind.expected(),
    }
}

#[test]
fn every_key_that_is_read_is_described_as_it_is_read() {
    let (of_scenarios, of_populations) = all_asked();
    let mut found = differences(&scenario_keys(), &of_scenarios);
    found.extend(differences(&keys(population::key::SECTIONS), &of_populations));
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_key_of_a_spec_is_described_as_it_is_read() {
    let mut asked = AllAsked::new();
    for name in ["tests/data/calibration/every.toml", "canada_2025"] {
        let problems = Problems::listening();
        let spec = calibrate::Spec::read(name, &problems);
        collect(&problems, "", &mut asked);
        problems.finish(spec).unwrap_or_else(|invalid| panic!("{name}:\n{invalid}"));
    }
    let found = differences(&keys(calibrate::key::SECTIONS), &asked);
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_table_of_a_population_can_be_restated_in_a_scenario() {
    let (of_scenarios, _) = all_asked();
    for key in keys(population::key::SECTIONS) {
        let table = first_part(key.path);
        let is_of_file = ["title", "published", "occupations"].contains(&table);
        assert!(is_of_file || of_scenarios.contains_key(&format!("population.{table}")), "{table}");
    }
}

#[test]
fn the_example_of_a_key_is_a_value_of_it() {
    let others = [population::key::SECTIONS, calibrate::key::SECTIONS].map(keys);
    for key in scenario_keys().iter().chain(others.iter().flatten()) {
        let (document, problems) = parse(&Source::new(key.path, format!("key = {}", key.example)));
        assert!(problems.is_empty(), "{}: {problems:?}", key.path);
        let Value::Table(table) = document.value else { unreachable!("a document is a table") };
        let is_of_a_kind = key.kinds.iter().any(|kind| kind.admits(&table["key"].node));
        assert!(is_of_a_kind, "`{}`: {}", key.path, key.example);
    }
}

#[test]
fn the_example_of_a_key_of_the_law_sets_it() {
    for pattern in Pattern::all() {
        let text = format!("date = 2025-01-01\n{}", pattern.example);
        let (document, problems) = parse(&Source::new(pattern.path(), text));
        assert!(problems.is_empty(), "{}: {problems:?}", pattern.path());
        let problems = Problems::new();
        let change = Change::read(&document, Author::Scenario, 0, &problems);
        let change = problems.finish(change).unwrap_or_else(|invalid| panic!("{invalid}"));
        let parts: Vec<&str> = change.settings.keys().next().expect("it sets a key").split('.').collect();
        assert_eq!(parts.len(), pattern.depth(), "{}", pattern.example);
        let is_of_pattern = parts.iter().enumerate().all(|(depth, part)| pattern.admits(depth, part));
        assert!(is_of_pattern, "{}: {}", pattern.path(), pattern.example);
    }
}

#[test]
fn the_reference_of_keys_is_what_the_descriptions_say() {
    assert_accepted("docs/scenario.md", &key_reference());
}
