//! Memory of a run.

use std::process::Command;

use drawsim::report::manifest::Manifest;

/// Greatest memory of a run of one replication, tables and charts included.
const MOST_BYTES: u64 = 128 << 20;

/// Greatest number of bytes that 80 replications may need more than 20. Percentiles of the pool and of
/// admissions keep some kilobytes a replication, and rows wait until they fill a group of a Parquet file.
/// When all replications were kept, 60 of them took 66 MB.
const MOST_GROWTH: u64 = 16 << 20;

/// Runs `history` with options and returns its peak memory; none where the system does not report it.
fn peak_bytes(options: &[&str]) -> Option<u64> {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("result");
    let done = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["run", "history", "--quiet", "--output"])
        .arg(&folder)
        .args(options)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let peak = Manifest::read(&folder).unwrap().peak_memory_bytes;
    // Only Linux reports it.
    assert_eq!(peak.is_some(), cfg!(target_os = "linux"));
    peak
}

#[test]
fn one_replication_of_the_eleven_years_needs_at_most_128_mib() {
    let peak = peak_bytes(&["--replications", "1", "--threads", "1"]);
    assert!(peak <= Some(MOST_BYTES), "{peak:?} bytes");
}

#[test]
fn memory_hardly_grows_with_replications() {
    let [few, many] = ["20", "80"].map(|replications| {
        let scale = "population.scale=0.02";
        peak_bytes(&["--replications", replications, "--threads", "2", "--set", scale])
    });
    if let Some((few, many)) = few.zip(many) {
        assert!(many <= few + MOST_GROWTH, "{few} bytes for 20 replications, {many} for 80");
    }
}
