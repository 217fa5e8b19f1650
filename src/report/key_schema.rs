//! The keys of a scenario as a JSON Schema, for editors: completion, and marks at what is wrong.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::document::key::{Key, Kind, Presence, Section};
use crate::policy::levels;
use crate::policy::value::key::{Kind as LawKind, Pattern};
use crate::{population, scenario};

/// A name of the user's.
const NAME: &str = "^.+$";
/// A year, or another whole number.
const NUMBER: &str = "^[0-9]+$";
/// A relative number, as scenarios write it.
const RELATIVE: &str =
    r"^\s*(x\s+[0-9][0-9._]*([eE][-+]?[0-9]+)?(\s+[-+−]\s*[0-9][0-9._]*)?|[-+−]\s*[0-9][0-9._]*\s*%?)\s*$";
/// Where the keys of the law stand in a scenario.
const REFORM: &str = "policy.change[]";

/// A place in a scenario: its own kinds of value, and the places below it.
#[derive(Default)]
struct Place {
    /// What may stand here.
    kinds: Vec<Value>,
    description: String,
    examples: Vec<Value>,
    /// Places below, by key.
    keys: BTreeMap<String, Place>,
    /// Places below whose keys users choose, by pattern.
    patterns: BTreeMap<String, Place>,
    /// The items of a list.
    items: Option<Box<Place>>,
}

/// The schema of a scenario file.
pub fn key_schema() -> Value {
    let mut top = Place::default();
    for section in scenario::key::SECTIONS.iter().chain([&levels::key::LEVELS]) {
        top.add_section("", section);
    }
    for section in population::key::SECTIONS {
        top.add_section("population.", section);
    }
    for pattern in Pattern::all() {
        top.add_law(pattern);
    }
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Scenario of drawsim",
        "definitions": {
            "relative": {
                "type": "string",
                "description": "A change of the number that is otherwise in force: \"x 1.25\", \"-20 %\".",
                "pattern": RELATIVE,
            }
        },
    });
    if let (Some(all), Value::Object(object)) = (schema.as_object_mut(), top.schema()) {
        all.extend(object);
    }
    schema
}

impl Place {
    fn add_section(&mut self, prefix: &str, section: &Section) {
        for key in section.keys {
            self.add(&format!("{prefix}{}", key.path), key);
        }
    }

    fn add(&mut self, path: &str, key: &Key) {
        // Its keys are described by themselves.
        if path == "population.TABLE" {
            return;
        }
        let place = path.split('.').fold(self, Place::below);
        // A key of a change is a key of its plan, of any kind.
        if path.ends_with(".KEY") {
            return;
        }
        let (lists, others): (Vec<Kind>, Vec<Kind>) =
            key.kinds.iter().partition(|kind| matches!(kind, Kind::List(_)));
        place.kinds.extend(others.into_iter().map(of_kind).chain(any_of(&lists)));
        place.description = description(key);
        place.examples.extend(example(key.example));
    }

    fn add_law(&mut self, pattern: Pattern) {
        let mut places: Vec<&mut Place> = vec![REFORM.split('.').fold(self, Place::below)];
        for depth in 0..pattern.depth() {
            let words = pattern.words(depth);
            let names: Vec<String> = match (words.is_empty(), pattern.is_free(depth)) {
                (false, _) => words.into_iter().map(str::to_owned).collect(),
                (true, true) => vec!["NAME".to_owned()],
                (true, false) => vec!["YEAR".to_owned()],
            };
            places = places.into_iter().flat_map(|place| place.all_below(&names)).collect();
        }
        for place in places {
            place.kinds = vec![of_law(pattern.kind)];
            pattern.description.clone_into(&mut place.description);
        }
    }

    /// The place under a part of a path.
    fn below(&mut self, part: &str) -> &mut Place {
        let (name, is_list) = part.strip_suffix("[]").map_or((part, false), |name| (name, true));
        let place = match pattern_of(name) {
            Some(pattern) => self.patterns.entry(pattern.to_owned()).or_default(),
            None => self.keys.entry(name.to_owned()).or_default(),
        };
        if is_list { place.items.get_or_insert_default() } else { place }
    }

    /// The places under several names.
    fn all_below(&mut self, names: &[String]) -> Vec<&mut Place> {
        for name in names {
            let _ = self.below(name);
        }
        let Place { keys, patterns, .. } = self;
        let under_patterns = patterns.iter_mut().map(|(pattern, place)| (pattern.as_str(), place));
        let under_keys = keys.iter_mut().map(|(key, place)| (key.as_str(), place));
        let wanted: Vec<&str> = names.iter().map(|name| pattern_of(name).unwrap_or(name.as_str())).collect();
        let all = under_keys.chain(under_patterns).filter(|(name, _)| wanted.contains(name));
        all.map(|(_, place)| place).collect()
    }

    fn schema(&self) -> Value {
        let mut kinds = Vec::new();
        let has_keys = !self.keys.is_empty() || !self.patterns.is_empty();
        if has_keys {
            kinds.push(self.table());
        }
        if let Some(items) = &self.items {
            kinds.push(json!({ "type": "array", "items": items.schema() }));
        }
        for kind in &self.kinds {
            // A table and a list are said by what stands in them.
            let is_said = match type_of(kind) {
                Some("object") => has_keys,
                Some("array") => self.items.is_some(),
                _ => false,
            };
            if !is_said && !kinds.contains(kind) {
                kinds.push(kind.clone());
            }
        }
        if kinds.iter().any(|kind| matches!(type_of(kind), Some("integer" | "number"))) {
            kinds.push(json!({ "$ref": "#/definitions/relative" }));
        }
        let mut schema = match kinds.len() {
            0 => Map::new(),
            1 => kinds.remove(0).as_object().cloned().unwrap_or_default(),
            _ => Map::from_iter([("anyOf".to_owned(), Value::Array(kinds))]),
        };
        if !self.description.is_empty() {
            schema.insert("description".to_owned(), json!(self.description));
        }
        if !self.examples.is_empty() {
            schema.insert("examples".to_owned(), json!(self.examples));
        }
        Value::Object(schema)
    }

    fn table(&self) -> Value {
        let mut table = Map::from_iter([("type".to_owned(), json!("object"))]);
        if !self.keys.is_empty() {
            table.insert("properties".to_owned(), Value::Object(schemas(&self.keys)));
        }
        let mut patterns = schemas(&self.patterns);
        // A pattern of any name would hold for the stated keys too.
        let others = patterns.remove(NAME).unwrap_or(json!(false));
        if !patterns.is_empty() {
            table.insert("patternProperties".to_owned(), Value::Object(patterns));
        }
        table.insert("additionalProperties".to_owned(), others);
        Value::Object(table)
    }
}

/// The type that a schema states.
fn type_of(schema: &Value) -> Option<&str> {
    schema.get("type").and_then(Value::as_str)
}

/// The schemas of places, by name.
fn schemas(places: &BTreeMap<String, Place>) -> Map<String, Value> {
    places.iter().map(|(name, place)| (name.clone(), place.schema())).collect()
}

/// Lists of several kinds of items as they are: each item may be of any of the kinds.
fn any_of(lists: &[Kind]) -> Option<Value> {
    let items: Vec<Value> = lists.iter().filter_map(item_of).collect();
    match items.as_slice() {
        [] => None,
        [only] => Some(json!({ "type": "array", "items": only })),
        _ => Some(json!({ "type": "array", "items": { "anyOf": items } })),
    }
}

fn item_of(list: &Kind) -> Option<Value> {
    match list {
        Kind::List(item) => Some(of_kind(**item)),
        _ => None,
    }
}

/// The pattern of a part in capitals, which stands for a name or a year.
fn pattern_of(part: &str) -> Option<&'static str> {
    let is_placeholder = part.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    is_placeholder.then_some(if part == "YEAR" { NUMBER } else { NAME })
}

fn description(key: &Key) -> String {
    let default = match key.presence {
        Presence::Needed => String::new(),
        Presence::NeededIf(condition) => format!(" Needed {condition}."),
        Presence::Default(default) => format!(" Default: {default}."),
    };
    let unit = if key.unit.is_empty() { String::new() } else { format!(" Unit: {}.", key.unit) };
    format!("{}{unit}{default}", key.description)
}

/// An example of TOML in JSON.
fn example(text: &str) -> Option<Value> {
    let table: toml::Table = toml::from_str(&format!("example = {text}")).ok()?;
    table.get("example").map(in_json)
}

fn in_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(moment) => json!(moment.to_string()),
        toml::Value::Array(items) => items.iter().map(in_json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), in_json(value))).collect())
        }
    }
}

fn of_kind(kind: Kind) -> Value {
    match kind {
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Instant => json!({ "type": "string", "format": "date-time" }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Word(word) => json!({ "const": word }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Integer(low, i64::MAX) => json!({ "type": "integer", "minimum": low }),
        Kind::Integer(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Number(low, high) => bounded("minimum", low, high),
        Kind::Above(low, high) => bounded("exclusiveMinimum", low, high),
        Kind::Numbers(length, low, high) => {
            let items = bounded("minimum", low, high);
            json!({ "type": "array", "items": items, "minItems": length, "maxItems": length })
        }
        Kind::List(item) => json!({ "type": "array", "items": of_kind(*item) }),
        Kind::Table => json!({ "type": "object" }),
    }
}

/// A number between two bounds, either of which may be infinite.
fn bounded(least: &str, low: f64, high: f64) -> Value {
    let mut schema = Map::from_iter([("type".to_owned(), json!("number"))]);
    for (name, bound) in [(least, low), ("maximum", high)] {
        if bound.is_finite() {
            schema.insert(name.to_owned(), json!(bound));
        }
    }
    Value::Object(schema)
}

fn of_law(kind: LawKind) -> Value {
    match kind {
        LawKind::Points => json!({ "type": "integer", "minimum": 0, "maximum": 1200 }),
        LawKind::Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        LawKind::Decimal => bounded("minimum", 0.0, f64::INFINITY),
        LawKind::Flag => json!({ "type": "boolean" }),
        LawKind::Word(words) => json!({ "enum": words }),
        LawKind::Text => json!({ "type": "string" }),
        LawKind::Day => json!({ "type": "string", "format": "date" }),
        LawKind::Occupations => {
            json!({ "type": "array", "items": { "anyOf": [{ "type": "string" }, { "type": "integer" }] } })
        }
        LawKind::Teers => {
            json!({ "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 5 } })
        }
        LawKind::Programs => json!({ "type": "array", "items": { "type": "string" } }),
    }
}

#[cfg(test)]
mod tests;
