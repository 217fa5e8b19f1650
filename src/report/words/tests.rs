//! The catalogue against the code: no message missing, unused, or used with other arguments.

mod columns;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Language, Words, decimal, message};
use crate::document::problem::Problems;
use crate::document::tree::{self, Source};
use crate::model::Model;
use crate::policy::levels::Levels;
use crate::scenario::Overlay;

/// Names of arguments by the id of their message.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// The messages of a catalogue with the arguments that they name.
fn stated(language: Language) -> Uses {
    let mut stated = Uses::new();
    let mut last = String::new();
    for line in language.files().iter().flat_map(|text| text.lines()) {
        let is_message = line.starts_with(|first: char| first.is_ascii_lowercase());
        if let Some((id, _)) = line.split_once(" =").filter(|_| is_message) {
            last = id.to_owned();
            assert!(stated.insert(last.clone(), BTreeSet::new()).is_none(), "`{id}` stands twice");
        }
        for rest in line.split('$').skip(1).filter(|_| !line.starts_with('#')) {
            let name: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            stated.get_mut(&last).expect("an argument stands in a message").insert(name);
        }
    }
    stated
}

/// The messages that the code makes, with the arguments that it gives.
fn made() -> Uses {
    let mut made = Uses::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for call in text.split("message!(").skip(1) {
                    let Some((id, rest)) =
                        call.trim_start().strip_prefix('"').and_then(|c| c.split_once('"'))
                    else {
                        continue;
                    };
                    if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                        continue;
                    }
                    let named = arguments(rest);
                    let before = made.insert(id.to_owned(), named.clone());
                    assert!(before.is_none_or(|before| before == named), "`{id}` is made in two ways");
                }
            }
        }
    }
    // The macro's own documentation has an example.
    made.remove("first-day");
    made
}

/// The names before an equals sign, up to the parenthesis that ends a call.
fn arguments(text: &str) -> BTreeSet<String> {
    let (mut depth, mut names, mut part) = (0i32, BTreeSet::new(), String::new());
    for character in text.chars() {
        depth += match character {
            '(' | '[' | '{' => 1,
            ')' | ']' | '}' => -1,
            _ => 0,
        };
        match character {
            _ if depth < 0 => break,
            ',' if depth == 0 => part.clear(),
            '=' if depth == 0 => {
                let name = part.trim();
                let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                if is_name {
                    names.insert(name.to_owned());
                }
            }
            other => part.push(other),
        }
    }
    names
}

#[test]
fn every_message_is_stated_once_and_made_with_its_arguments() {
    let (stated, made) = (stated(Language::English), made());
    let missing: Vec<&String> = made.keys().filter(|id| !stated.contains_key(*id)).collect();
    let unused: Vec<&String> = stated.keys().filter(|id| !made.contains_key(*id)).collect();
    let other: Vec<_> =
        made.iter().filter(|(id, names)| stated.get(*id).is_some_and(|s| s != *names)).collect();
    assert!(missing.is_empty(), "not in the catalogue: {missing:?}");
    assert!(unused.is_empty(), "in the catalogue, but never made: {unused:?}");
    assert!(other.is_empty(), "made with other arguments than stated: {other:?}");
}

#[test]
fn an_argument_is_found_in_a_call_of_several_lines() {
    let call = ",\n    year = f(a, b),\n    part = decimal(1.0, 1),\n    parts = [1, 2].len()\n), other = 2";
    assert_eq!(arguments(call), ["part", "parts", "year"].map(str::to_owned).into());
}

#[test]
fn a_number_chooses_its_plural_and_is_grouped() {
    let rounds = |count: f64| {
        let message = message!("law-not-in-force", name = "french", count = decimal(count, 0));
        Words::english().text(&message)
    };
    assert!(rounds(1.0).contains("1 round "), "{}", rounds(1.0));
    assert!(rounds(12_000.0).contains("12,000 rounds "), "{}", rounds(12_000.0));
}

#[test]
fn shares_of_targets_are_named_in_words() {
    let mut model = Model::load("baseline", &Overlay::default()).unwrap().1;
    let text = "announced = 2026-11-01\nfederal_express_entry_share = 0.834\n\
                pnp_express_entry_share = { 2027 = 0.4 }";
    let (node, _) = tree::parse(&Source::new("levels.toml", text));
    model = model.with_levels(Levels::with_restated(Some(&node), &Problems::new()).unwrap());
    let expected = "Express Entry is to meet 83.4 % of the targets for Federal High Skilled (known from \
                    2026-11-01) and 40.0 % of the targets for the PNP from 2027 (known from 2026-11-01).";
    assert_eq!(Words::english().restated_shares(&model).unwrap(), expected);
}
