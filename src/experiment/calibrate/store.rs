//! Errors of points that were run before, in a file, so that a fit goes on where it was stopped.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::document::disk;
use crate::document::problem::{InvalidInput, Problem};
use crate::document::sealed;

/// The first record of the file, by which it is known.
const FIRST: &[u8] = b"drawsim calibrate";

/// The hash of a point and of all that its errors depend on.
type Key = [u8; 32];

/// The errors of points, in a file that grows with each batch of runs.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    file: File,
    /// What the errors depend on beside the point.
    context: blake3::Hash,
    known: BTreeMap<Key, Vec<f64>>,
    is_damaged: bool,
}

/// Refuses a file that no calibration wrote.
///
/// # Errors
/// If there is such a file, or something that is no file.
pub fn refuse_foreign(path: &Path) -> Result<(), InvalidInput> {
    let first = sealed::record(FIRST);
    let is_own = match std::fs::symlink_metadata(path) {
        Err(_) => true,
        Ok(found) if !found.is_file() => false,
        // It may have been cut off at once; what cannot be read is reported by the reading.
        Ok(_) => std::fs::read(path).map_or(true, |bytes| {
            let length = bytes.len().min(first.len());
            bytes[..length] == first[..length]
        }),
    };
    if is_own {
        return Ok(());
    }
    let title = format!("`{}` is no file of a calibration", path.display());
    let expected = "expected another folder with `-o`, or this place without the file";
    Err(InvalidInput::one(Problem::without_place(title, expected)))
}

impl Store {
    /// Opens or starts the file. Records from the first on that is not as it was written are left out.
    ///
    /// # Errors
    /// If the file cannot be read or written.
    pub fn open(path: &Path, context: &str) -> io::Result<Store> {
        let (known, is_damaged) = match std::fs::read(path) {
            Ok(bytes) => records(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => (BTreeMap::new(), false),
            Err(error) => return Err(error),
        };
        let mut aside = disk::aside(path)?;
        aside.write_all(&sealed::record(FIRST))?;
        for (key, errors) in &known {
            aside.write_all(&record(key, errors))?;
        }
        disk::persist(aside, path)?;
        let file = OpenOptions::new().append(true).open(path)?;
        let context = blake3::hash(context.as_bytes());
        Ok(Store { path: path.to_owned(), file, context, known, is_damaged })
    }

    /// Whether the file held anything that was not as it was written.
    pub fn was_damaged(&self) -> bool {
        self.is_damaged
    }

    /// The errors of a point in a stage of the search, if they are known.
    pub fn errors(&self, stage: &str, point: &[f64]) -> Option<Vec<f64>> {
        self.known.get(&self.key(stage, point)).cloned()
    }

    /// Keeps the errors of a point.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn keep(&mut self, stage: &str, point: &[f64], errors: &[f64]) -> io::Result<()> {
        let key = self.key(stage, point);
        self.file.write_all(&record(&key, errors))?;
        self.file.sync_data()?;
        self.known.insert(key, errors.to_vec());
        Ok(())
    }

    /// Removes the file.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn remove(self) -> io::Result<()> {
        drop(self.file);
        std::fs::remove_file(self.path)
    }

    fn key(&self, stage: &str, point: &[f64]) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.context.as_bytes()).update(stage.as_bytes());
        for value in point {
            hasher.update(&value.to_le_bytes());
        }
        *hasher.finalize().as_bytes()
    }
}

fn record(key: &Key, errors: &[f64]) -> Vec<u8> {
    let mut content = key.to_vec();
    content.extend(errors.iter().flat_map(|error| error.to_le_bytes()));
    sealed::record(&content)
}

/// The whole records at the start of a file, and whether anything else follows them.
fn records(bytes: &[u8]) -> (BTreeMap<Key, Vec<f64>>, bool) {
    let sealed::Records { contents, mut is_damaged } = sealed::records(bytes);
    let mut known = BTreeMap::new();
    for content in contents.into_iter().filter(|content| *content != FIRST) {
        let Some((key, numbers)) = content.split_first_chunk::<32>() else {
            is_damaged = true;
            continue;
        };
        let (numbers, _) = numbers.as_chunks::<8>();
        known.insert(*key, numbers.iter().map(|number| f64::from_le_bytes(*number)).collect());
    }
    (known, is_damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_found_again_and_a_record_that_was_cut_off_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors");
        let mut store = Store::open(&path, "spec").unwrap();
        store.keep("0", &[1.0, 2.0], &[0.5, -0.25]).unwrap();
        store.keep("0", &[3.0, 2.0], &[1.5]).unwrap();
        drop(store);
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() - 3]).unwrap();
        let store = Store::open(&path, "spec").unwrap();
        assert!(store.was_damaged());
        assert_eq!(store.errors("0", &[1.0, 2.0]), Some(vec![0.5, -0.25]));
        assert_eq!(store.errors("0", &[3.0, 2.0]), None);
        assert_eq!(store.errors("1", &[1.0, 2.0]), None);
        let other = Store::open(&path, "another spec").unwrap();
        assert_eq!(other.errors("0", &[1.0, 2.0]), None);
        assert!(!other.was_damaged());
        other.remove().unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn a_file_of_others_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors");
        assert!(refuse_foreign(&path).is_ok());
        drop(Store::open(&path, "spec").unwrap());
        assert!(refuse_foreign(&path).is_ok());
        std::fs::write(&path, "years of work").unwrap();
        let title = refuse_foreign(&path).unwrap_err().problems.remove(0).title;
        assert_eq!(title, format!("`{}` is no file of a calibration", path.display()));
    }

    #[test]
    fn a_number_that_was_changed_is_not_believed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors");
        let mut store = Store::open(&path, "spec").unwrap();
        store.keep("0", &[1.0], &[0.5]).unwrap();
        store.keep("0", &[2.0], &[0.25]).unwrap();
        drop(store);
        let mut bytes = std::fs::read(&path).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let store = Store::open(&path, "spec").unwrap();
        assert!(store.was_damaged());
        assert_eq!((store.errors("0", &[1.0]), store.errors("0", &[2.0])), (Some(vec![0.5]), None));
    }
}
