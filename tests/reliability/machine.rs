//! Limits of the machine: told in our words before work is lost.

use crate::place::{Place, RUN};

#[test]
fn a_run_beyond_a_limit_is_refused_with_the_numbers_and_the_option() {
    let place = Place::new();
    let run = "run tiny -q --threads 1 --replications 100000 -o result";
    for (option, thing) in [("--most-memory 0.1", "of memory"), ("--most-disk 0.001", "on the disk")] {
        let answer = place.run(&format!("{run} {option}"));
        let answer = answer.refused(2, "error: 100000 replications need about ");
        let name = option.split(' ').next().unwrap();
        assert!(answer.err.contains(thing) && answer.err.contains(name), "{}", answer.err);
        assert!(place.names().is_empty());
    }
    place.run(&format!("{RUN} --most-memory 0.001 -o result")).done();
}

#[cfg(target_os = "linux")]
#[test]
fn threads_that_cannot_be_started_are_told_before_the_work() {
    let place = Place::new();
    place.write("p.csv", "candidate,age,education,clb\na,30,bachelor,9\n");
    let backtest = "backtest --origins 2025-12-01 --to 2025-12-31 --calibration none \
         --set population.scale=0.01 --replications 1";
    let mut failed = 0;
    for mib in [60, 90, 120, 150, 180, 210] {
        for command in
            [format!("{backtest} -q -o result"), "score p.csv --on 2025-06-01 -q -o o.parquet".to_owned()]
        {
            let limit = format!("--as={}", mib << 20);
            let mut limited = place.command("prlimit");
            limited.arg(limit).arg(env!("CARGO_BIN_EXE_drawsim")).args(command.split(' '));
            let Ok(done) = limited.output() else { return };
            let answer = crate::place::Answer::of(&done);
            // Where an allocation fails, the program ends as all programs of its language do.
            let is_abort = answer.code.is_none() || answer.err.contains("memory allocation of");
            if answer.code == Some(0) || is_abort {
                let _ = std::fs::remove_dir_all(place.path("result"));
                let _ = std::fs::remove_file(place.path("o.parquet"));
                continue;
            }
            failed += 1;
            assert!(!answer.err.contains("panicked"), "{mib} MiB: {}", answer.err);
            assert_eq!(answer.code, Some(1), "{mib} MiB: {}", answer.err);
        }
    }
    println!("{failed} commands could not start their threads");
}
