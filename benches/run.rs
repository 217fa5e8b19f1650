//! One replication of the eleven years at full scale, on one core. The target is 2 seconds.

use divan::Bencher;
use drawsim::model::Model;
use drawsim::record::Record;
use drawsim::scenario::{Overlay, Scenario};
use drawsim::simulation::run;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 10)]
fn one_replication_of_history(bencher: Bencher) {
    let scenario = Scenario::load("history", &Overlay::default()).expect("the program carries it");
    let model = Model::new(&scenario).expect("it is without mistakes");
    bencher.bench_local(|| {
        let mut record = Record::counts();
        run(&model, 0, &mut record);
        record.into_counts().rounds.len()
    });
}
