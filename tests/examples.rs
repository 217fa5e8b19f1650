//! The programs under `examples/` run to the end.

use std::path::Path;

#[path = "../examples/custom_population.rs"]
mod custom_population;
#[path = "../examples/run_a_scenario.rs"]
mod run_a_scenario;
#[path = "../examples/sweep_a_parameter.rs"]
mod sweep_a_parameter;

#[test]
fn a_scenario_is_run() {
    run_a_scenario::main().unwrap();
}

#[test]
fn a_parameter_is_swept() {
    sweep_a_parameter::main().unwrap();
}

#[test]
fn a_custom_population_is_run() {
    custom_population::main().unwrap();
}

#[test]
fn every_example_has_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    assert_eq!(folder.read_dir().unwrap().count(), 3);
}
