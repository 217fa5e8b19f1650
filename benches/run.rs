//! One replication of the eleven years at full scale, on one core. The target is 2 seconds.

use criterion::{Criterion, criterion_group, criterion_main};
use drawsim::model::Model;
use drawsim::record::Record;
use drawsim::scenario::{Overlay, Scenario};
use drawsim::simulation::run;

fn history(criterion: &mut Criterion) {
    let scenario = Scenario::load("history", &Overlay::default()).expect("the program carries it");
    let model = Model::new(&scenario).expect("it is without mistakes");
    let mut group = criterion.benchmark_group("run");
    group.sample_size(10);
    group.bench_function("history, one replication", |bencher| {
        bencher.iter(|| {
            let mut record = Record::counts();
            run(&model, 0, &mut record);
            record.into_counts().rounds.len()
        });
    });
    group.finish();
}

criterion_group!(benches, history);
criterion_main!(benches);
