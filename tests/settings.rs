//! Keys set by name give the same scenario as keys written into its file.

use std::fs;

use drawsim::scenario::{Overlay, Scenario};

/// Keys with values as TOML.
const SETTINGS: [(&str, &str); 12] = [
    ("title", "\"another question\""),
    ("start", "2025-12-20"),
    ("end", "2027-06-30"),
    ("seed", "7"),
    ("replications", "3"),
    ("start_pool", "\"spin_up\""),
    ("population.scale", "0.05"),
    ("population.life.work_year", "0.5"),
    ("population.arrivals.factor", "{ 2026 = 1.25 }"),
    ("nominations.margin", "0.1"),
    ("targets.most", "4000"),
    ("levels.pnp", "{ 2027 = 80000 }"),
];

fn load(name: &str) -> Scenario {
    Scenario::load(name, &Overlay::default()).unwrap_or_else(|invalid| panic!("{invalid}"))
}

#[test]
fn a_key_that_is_set_is_a_key_that_is_written() {
    let place = tempfile::tempdir().unwrap();
    let baseline = load("baseline");
    for (key, value) in SETTINGS {
        let path = place.path().join("varied.toml");
        let title = if key == "title" { String::new() } else { format!("title = \"{}\"\n", baseline.title) };
        fs::write(&path, format!("extends = \"baseline\"\n{title}{key} = {value}\n")).unwrap();
        let written = load(path.to_str().unwrap());
        let set = baseline.with(&[(key, value)]).unwrap_or_else(|invalid| panic!("{invalid}"));
        assert_ne!(set.resolved, baseline.resolved, "{key} changes something");
        // A scenario with a title of its own does not take over the description of another.
        let without = |resolved: &str| -> Vec<String> {
            resolved.lines().filter(|line| !line.starts_with("description")).map(str::to_owned).collect()
        };
        assert_eq!(without(&set.resolved), without(&written.resolved), "{key}");
        assert_eq!((set.start(), set.end()), (written.start(), written.end()), "{key}");
        assert_eq!(set.seed, written.seed, "{key}");
        assert_eq!(set.population.scale, written.population.scale, "{key}");
        assert_eq!(set.plans.len(), written.plans.len(), "{key}");
        let overlay = Overlay { set: vec![format!("{key}={value}")], ..Overlay::default() };
        assert_eq!(Scenario::load("baseline", &overlay).unwrap().resolved, set.resolved, "{key}");
    }
}

#[test]
fn several_keys_are_set_in_order_and_a_variation_can_be_varied() {
    let tiny = load("tiny");
    let first = tiny.with(&[("seed", "2"), ("seed", "3"), ("title", "no quotes")]).unwrap();
    assert_eq!((first.seed, first.title.as_str()), (3, "no quotes"));
    let second = first.with(&[("replications", "9")]).unwrap();
    assert_eq!((second.seed, second.replications(), second.name.as_str()), (3, 9, "tiny"));
}

#[test]
fn an_unknown_key_or_a_wrong_value_is_refused_with_its_place() {
    let message = load("tiny").with(&[("sede", "2"), ("population.scale", "2")]).unwrap_err().to_string();
    assert!(message.contains("unknown key `sede`") && message.contains("did you mean `seed`?"), "{message}");
    assert!(message.contains("`population.scale` is 2"), "{message}");
}
