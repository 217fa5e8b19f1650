use super::*;
use crate::document::library::shipped;

/// The schemas of a table that a key may have.
fn below<'a>(schema: &'a Value, key: &str) -> Vec<&'a Value> {
    let mut found = Vec::new();
    for kind in kinds(schema) {
        let stated = kind.get("properties").and_then(|keys| keys.get(key));
        let is_number = key.bytes().all(|byte| byte.is_ascii_digit());
        let numbers = kind.get("patternProperties").and_then(|patterns| patterns.get(NUMBER));
        let others = kind.get("additionalProperties").filter(|others| others.is_object());
        found.extend(stated.or(numbers.filter(|_| is_number)).or(others));
    }
    found
}

fn kinds(schema: &Value) -> Vec<&Value> {
    schema.get("anyOf").and_then(Value::as_array).map_or_else(|| vec![schema], |all| all.iter().collect())
}

/// Keys of a document that none of some schemas has.
fn unknown(value: &toml::Value, schemas: &[&Value], path: &str, found: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                let under: Vec<&Value> = schemas.iter().flat_map(|schema| below(schema, key)).collect();
                let path = format!("{path}.{key}");
                if under.is_empty() { found.push(path) } else { unknown(value, &under, &path, found) }
            }
        }
        toml::Value::Array(items) => {
            let lists = schemas.iter().flat_map(|schema| kinds(schema));
            let under: Vec<&Value> = lists.filter_map(|list| list.get("items")).collect();
            items.iter().for_each(|item| unknown(item, &under, path, found));
        }
        _ => {}
    }
}

#[test]
fn the_schema_has_every_key_of_every_shipped_scenario_and_no_others() {
    let schema = key_schema();
    let scenarios = shipped().filter(|name| name.ends_with(".toml") && !name.contains('/'));
    let mut count = 0;
    for name in scenarios {
        let path = format!("{}/scenarios/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let mut found = Vec::new();
        unknown(&toml::from_str(&text).unwrap(), &[&schema], name, &mut found);
        assert_eq!(found, Vec::<String>::new());
        count += 1;
    }
    assert!(count > 10, "{count}");
    let mut found = Vec::new();
    let wrong = "sead = 1\n[plan.cec]\nsizes = 3\n[population.life]\nnothing = 1\n";
    unknown(&toml::from_str(wrong).unwrap(), &[&schema], "", &mut found);
    assert_eq!(found, [".plan.cec.sizes", ".population.life.nothing", ".sead"]);
}

#[test]
fn a_key_has_its_kinds_bounds_and_description() {
    let schema = key_schema();
    let scale = &schema["properties"]["population"]["anyOf"];
    assert_eq!(scale, &Value::Null, "the people are a table and nothing else");
    let scale = &schema["properties"]["population"]["properties"]["scale"];
    assert_eq!(scale["anyOf"][0], json!({ "type": "number", "exclusiveMinimum": 0.0, "maximum": 1.0 }));
    assert!(scale["description"].as_str().unwrap().ends_with("Default: 1.0."), "{scale}");
    let start = &schema["properties"]["start"];
    assert_eq!((&start["type"], &start["format"]), (&json!("string"), &json!("date")));
}
