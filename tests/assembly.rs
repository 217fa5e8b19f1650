//! A model is assembled from values: another one parses nothing, and says the same however its keys were
//! stated.

use std::sync::Arc;
use std::time::{Duration, Instant};

use drawsim::model::{Assembly, Model};
use drawsim::record::Record;
use drawsim::scenario::{Overlay, Scenario};
use drawsim::simulation::run;

fn scenario(name: &str, set: &[&str]) -> Scenario {
    let set = set.iter().map(|assignment| (*assignment).to_owned()).collect();
    Scenario::load(name, &Overlay { set, ..Overlay::default() }).unwrap()
}

#[test]
fn another_model_shares_the_law_and_takes_a_few_milliseconds() {
    let mut assembly =
        Assembly::read(&scenario("baseline", &["population.file=\"population/canada_2025.toml\""])).unwrap();
    let first = assembly.model().unwrap();
    let other_people = assembly.population.clone();
    let mut fastest = [Duration::MAX; 3];
    for _ in 0..5 {
        assembly.scenario.seed += 1;
        let begun = Instant::now();
        let assembled = assembly.model().unwrap();
        fastest[0] = fastest[0].min(begun.elapsed());
        let begun = Instant::now();
        let peopled = first.with_people(other_people.clone());
        fastest[1] = fastest[1].min(begun.elapsed());
        let begun = Instant::now();
        let seeded = first.with_seed(7);
        fastest[2] = fastest[2].min(begun.elapsed());
        assert!([&assembled, &peopled, &seeded].iter().all(|model| Arc::ptr_eq(model.law(), first.law())));
        assert_eq!((assembled.seed(), seeded.seed()), (assembly.scenario.seed, 7));
        assert_eq!(format!("{peopled:?}"), format!("{first:?}"));
    }
    println!("another plan {:?}, other people {:?}, another seed {:?}", fastest[0], fastest[1], fastest[2]);
    // Measured: 0.3 ms.
    assert!(fastest.iter().all(|fastest| *fastest <= Duration::from_millis(5)), "{fastest:?}");
}

#[test]
fn a_key_set_by_name_gives_the_same_run_as_one_written_in_the_file() {
    let keys = [
        ("end", "2015-02-10"),
        ("seed", "11"),
        ("population.scale", "0.02"),
        ("population.life.retest_rate", "0.7"),
        ("nominations.margin", "0.3"),
        ("start_pool", "\"empty\""),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (place, (key, value)) in keys.iter().enumerate() {
        let path = folder.path().join(format!("written_{place}.toml"));
        std::fs::write(&path, format!("extends = \"tiny\"\n{key} = {value}\n")).unwrap();
        let path = path.to_str().unwrap().to_owned();
        let written = Model::load(&path, &Overlay::default()).unwrap().1;
        let overlay = Overlay { set: vec![format!("{key}={value}")], ..Overlay::default() };
        let set = Model::load("tiny", &overlay).unwrap().1;
        assert_eq!(rounds_of(&written), rounds_of(&set), "{key}");
        assert_eq!(written.plan(), set.plan(), "{key}");
        assert_eq!(format!("{:?}", written.population()), format!("{:?}", set.population()), "{key}");
    }
}

fn rounds_of(model: &Model) -> String {
    let mut record = Record::counts();
    run(model, 0, &mut record);
    format!("{:?}", record.into_counts().rounds)
}
