//! `drawsim rules`: days without a known law are refused, each with its reason.

use std::process::Command;

#[test]
fn a_day_before_the_launch_is_too_early_and_one_after_2100_too_late() {
    let done = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["rules", "diff", "2014-01-01", "9999-01-01"])
        .output()
        .unwrap();
    let error = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{error}");
    assert!(error.contains("`2014-01-01` is too early"), "{error}");
    assert!(error.contains("`9999-01-01` is too late"), "{error}");
}
