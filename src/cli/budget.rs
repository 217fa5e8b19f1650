//! What a long run will take, measured on its first replications: told, and refused beyond the machine.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::options::{Limits, Printing};
use super::output;
use crate::document::plural::plural;
use crate::experiment::backtest::Simulated;
use crate::report::manifest::{Stopwatch, peak_memory_bytes};

/// A run of so many seconds is long enough to be told.
const LONG_SECONDS: f64 = 120.0;
/// Part of the bytes of rows that files of tables keep in memory: descriptions of groups of rows. An estimate
/// from the size of a description; a run that is refused by it can be let through with `--most-memory`.
const KEPT_OF_ROWS: f64 = 0.01;
/// Rows that wait for their group, in bytes: no more of them wait in a longer run.
const WAITING_BYTES: f64 = (32_u64 << 20) as f64;
/// Part of the free memory or disk that a run may need by the estimate.
const MOST_PART: f64 = 0.9;
const GIB: f64 = (1_u64 << 30) as f64;

/// The first replications of a run.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// How many they are.
    pub done: u32,
    /// How many the run has.
    pub all: Count,
    /// Seconds that they took.
    pub seconds: f64,
    /// Bytes that the findings of any number of replications take in memory at most.
    pub findings_bytes: u64,
    /// Bytes of rows that they wrote, as text.
    pub written_bytes: u64,
}

/// How many replications a run has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(u32),
    /// So many or fewer: the run ends when it is precise enough.
    AtMost(u32),
}

impl Count {
    /// The most.
    pub fn most(self) -> u32 {
        match self {
            Count::Exactly(count) | Count::AtMost(count) => count,
        }
    }

    /// The option that states it.
    fn option(self) -> &'static str {
        match self {
            Count::Exactly(_) => "--replications",
            Count::AtMost(_) => "--most-replications",
        }
    }
}

/// The simulations of a backtest, of which the first say how long all will take.
pub struct Clock {
    stopwatch: Stopwatch,
    all: u64,
    threads: usize,
    kept: AtomicU64,
    done: AtomicU64,
    is_told: AtomicBool,
}

impl Clock {
    /// Starts with the first simulation.
    pub fn start(all: u64, threads: usize, printing: Printing) -> Clock {
        let (kept, done) = (AtomicU64::new(0), AtomicU64::new(0));
        let is_told = AtomicBool::new(printing.quiet);
        Clock { stopwatch: Stopwatch::start(), all, threads, kept, done, is_told }
    }

    /// Counts simulations, and tells the time of all when the first replication has ended.
    pub fn count(&self, simulated: Simulated) {
        match simulated {
            Simulated::Kept(count) => {
                self.kept.fetch_add(count, Ordering::Relaxed);
            }
            Simulated::Done(count) => {
                let before = self.done.fetch_add(count, Ordering::Relaxed);
                if count == 1 && !self.is_told.swap(true, Ordering::Relaxed) {
                    self.tell(before + self.threads as u64);
                }
            }
        }
    }

    /// Tells the time of all; `done` were done by now, those that run on other threads included.
    fn tell(&self, done: u64) {
        let left = self.all.saturating_sub(self.kept.load(Ordering::Relaxed));
        let seconds = self.stopwatch.seconds() * left as f64 / done as f64;
        if seconds >= LONG_SECONDS {
            output::tell(&format!("{} take about {}", plural(left, "simulation"), time(seconds)));
        }
    }
}

/// What a whole run will take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    all: Count,
    seconds: f64,
    memory_gib: Option<f64>,
    disk_gib: f64,
}

/// A run that would need more than there is.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum TooLarge {
    /// Memory.
    #[error(
        "{all} replications need about {needed:.1} GiB of memory, and {free:.1} GiB may be used; state \
         fewer with `{option}`, or raise the limit with `--most-memory`"
    )]
    Memory {
        /// Replications.
        all: u32,
        /// The option that states them.
        option: &'static str,
        /// The estimate, in GiB.
        needed: f64,
        /// The limit, in GiB.
        free: f64,
    },
    /// The disk.
    #[error(
        "{all} replications need about {needed:.1} GiB on the disk, and {free:.1} GiB may be used; \
         state fewer with `{option}`, or raise the limit with `--most-disk`"
    )]
    Disk {
        /// Replications.
        all: u32,
        /// The option that states them.
        option: &'static str,
        /// The estimate, in GiB.
        needed: f64,
        /// The limit, in GiB.
        free: f64,
    },
}

impl Estimate {
    /// The estimate from the first replications. Rows are written twice, as CSV and as Parquet.
    pub fn of(measured: Measured, folder: &Path) -> Estimate {
        let Measured { done, all, seconds, findings_bytes, written_bytes } = measured;
        let (done, whole) = (f64::from(done), f64::from(all.most()));
        let on_disk = (2 * written_bytes).max(bytes_within(folder)) as f64;
        let rows = written_bytes as f64 / done * (whole - done);
        let growth = findings_bytes as f64 + rows.min(WAITING_BYTES) + rows * KEPT_OF_ROWS;
        Estimate {
            all,
            seconds: seconds * whole / done,
            memory_gib: peak_memory_bytes().map(|peak| (peak as f64 + growth) / GIB),
            disk_gib: on_disk * whole / done / GIB,
        }
    }

    /// Refuses a run that needs more than there is.
    ///
    /// # Errors
    /// If it needs more memory or more room on the disk.
    pub fn refuse(&self, limits: Limits, folder: &Path) -> Result<(), TooLarge> {
        let Estimate { all, memory_gib, disk_gib, .. } = *self;
        let (all, option) = (all.most(), all.option());
        let memory = limits.most_memory.or_else(|| free_memory_gib().map(|free| free * MOST_PART));
        let disk = limits.most_disk.or_else(|| free_disk_gib(folder).map(|free| free * MOST_PART));
        match (memory_gib.zip(memory), disk) {
            (Some((needed, free)), _) if needed > free => Err(TooLarge::Memory { all, option, needed, free }),
            (_, Some(free)) if disk_gib > free => Err(TooLarge::Disk { all, option, needed: disk_gib, free }),
            _ => Ok(()),
        }
    }

    /// A sentence on it, if the run is long.
    pub fn text(&self) -> Option<String> {
        let Estimate { all, seconds, memory_gib, disk_gib } = *self;
        if seconds < LONG_SECONDS {
            return None;
        }
        let memory = memory_gib.map_or(String::new(), |gib| format!(", {gib:.1} GiB of memory"));
        let replications = match all {
            Count::Exactly(all) => plural(all.into(), "replication"),
            Count::AtMost(all) => format!("at most {}", plural(all.into(), "replication")),
        };
        Some(format!("{replications} take about {}{memory} and {disk_gib:.1} GiB on the disk", time(seconds)))
    }
}

/// A time in hours and minutes.
pub fn time(seconds: f64) -> String {
    let minutes = (seconds / 60.0).ceil() as u64;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => plural(minutes, "minute"),
        (hours, 0) => plural(hours, "hour"),
        (hours, minutes) => format!("{} and {}", plural(hours, "hour"), plural(minutes, "minute")),
    }
}

/// Bytes of the files in a folder and below.
pub fn bytes_within(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let sizes = entries.map(|entry| match entry.metadata() {
        Ok(found) if found.is_dir() => bytes_within(&entry.path()),
        Ok(found) => found.len(),
        Err(_) => 0,
    });
    sizes.sum()
}

/// Memory that is free, or may be used by limits on this program; none where the system does not say.
fn free_memory_gib() -> Option<f64> {
    let free = field("/proc/meminfo", "MemAvailable:").map(|kibibytes| kibibytes * 1024.0);
    let own = field("/proc/self/status", "VmRSS:").map_or(0.0, |kibibytes| kibibytes * 1024.0);
    let limit = field("/proc/self/limits", "Max address space");
    let group = fs::read_to_string("/sys/fs/cgroup/memory.max").ok();
    let group = group.and_then(|text| text.trim().parse::<f64>().ok());
    let limits = [free.map(|free| free + own), limit, group].into_iter().flatten();
    limits.min_by(f64::total_cmp).map(|bytes| bytes / GIB)
}

/// The first number behind a name in a file of the system.
fn field(file: &str, name: &str) -> Option<f64> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Room on the disk of a folder; none where the system does not say.
#[cfg(unix)]
fn free_disk_gib(folder: &Path) -> Option<f64> {
    let found = rustix::fs::statvfs(folder).ok()?;
    Some(found.f_bavail as f64 * found.f_frsize as f64 / GIB)
}

#[cfg(not(unix))]
fn free_disk_gib(_: &Path) -> Option<f64> {
    None
}

/// Bytes in words.
pub fn byte_size(bytes: f64) -> String {
    match bytes {
        bytes if bytes < 1e6 => format!("{:.0} kB", (bytes / 1e3).max(1.0)),
        bytes if bytes < 1e9 => format!("{:.1} MB", bytes / 1e6),
        bytes => format!("{:.1} GB", bytes / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURED: Measured = Measured {
        done: 2,
        all: Count::Exactly(1000),
        seconds: 3.0,
        findings_bytes: 8 << 20,
        written_bytes: 1 << 20,
    };

    #[test]
    fn a_run_is_as_many_times_its_first_replications() {
        let place = tempfile::tempdir().unwrap();
        let estimate = Estimate::of(MEASURED, place.path());
        // 2 MiB of rows of 2 replications are 1000 MiB of 1000.
        assert_eq!((estimate.seconds, estimate.disk_gib), (1500.0, 1000.0 / 1024.0));
        let peak = peak_memory_bytes().map(|peak| peak as f64 / GIB);
        // In MiB: 8 of findings, 32 of rows that wait, a hundredth of the half that each replication writes.
        let growth = (8.0 + 32.0 + 998.0 * 0.5 * 0.01) / 1024.0;
        let memory = estimate.memory_gib.zip(peak).map(|(memory, peak)| memory - peak - growth);
        assert!(memory.is_none_or(|rest| rest.abs() < 0.02), "{memory:?}");
        let text = estimate.text().unwrap();
        assert!(text.starts_with("1000 replications take about 25 minutes"), "{text}");
        assert!(text.ends_with(" and 1.0 GiB on the disk"), "{text}");
        let few = Measured { all: Count::Exactly(60), ..MEASURED };
        assert_eq!(Estimate::of(few, place.path()).text(), None);
        let limited = Measured { all: Count::AtMost(1000), ..MEASURED };
        let text = Estimate::of(limited, place.path()).text().unwrap();
        assert!(text.starts_with("at most 1000 replications take about 25 minutes"), "{text}");
    }

    #[test]
    fn a_run_beyond_a_limit_is_refused_with_the_numbers() {
        let place = tempfile::tempdir().unwrap();
        let all = Count::Exactly(9);
        let estimate = Estimate { all, seconds: 1.0, memory_gib: Some(3.0), disk_gib: 2.0 };
        let refused = |memory: f64, disk: f64| {
            let limits = Limits { most_memory: Some(memory), most_disk: Some(disk) };
            estimate.refuse(limits, place.path()).map_err(|error| error.to_string())
        };
        assert_eq!(refused(3.0, 2.0), Ok(()));
        assert_eq!(
            refused(2.5, 2.0).unwrap_err(),
            "9 replications need about 3.0 GiB of memory, and 2.5 GiB may be used; state fewer with \
             `--replications`, or raise the limit with `--most-memory`"
        );
        assert!(refused(3.0, 1.5).unwrap_err().ends_with("raise the limit with `--most-disk`"));
        let most = Estimate { all: Count::AtMost(9), ..estimate };
        let limits = Limits { most_memory: Some(2.5), most_disk: Some(2.0) };
        let error = most.refuse(limits, place.path()).unwrap_err().to_string();
        assert!(error.contains("state fewer with `--most-replications`"), "{error}");
    }

    #[test]
    fn times_are_in_hours_and_minutes() {
        assert_eq!(
            [121.0, 3600.0, 3661.0, 7320.0].map(time),
            ["3 minutes", "1 hour", "1 hour and 2 minutes", "2 hours and 2 minutes"]
        );
    }
}
