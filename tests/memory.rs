//! What a run needs of the machine.

use std::process::Command;

use drawsim::report::manifest::Manifest;

/// The most that a run of one replication may need, tables and charts included.
const MOST_BYTES: u64 = 100 << 20;

#[test]
fn one_replication_of_the_eleven_years_needs_at_most_100_mib() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("result");
    let done = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["run", "history", "--replications", "1", "--threads", "1", "--quiet", "--output"])
        .arg(&folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let manifest = Manifest::read(&folder).unwrap();
    // Only Linux tells.
    assert_eq!(manifest.peak_memory_bytes.is_some(), cfg!(target_os = "linux"));
    assert!(manifest.peak_memory_bytes <= Some(MOST_BYTES), "{:?} bytes", manifest.peak_memory_bytes);
}
