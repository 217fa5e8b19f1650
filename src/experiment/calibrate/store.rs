//! Errors of points that were run before, in a file, so that a fit goes on where it was stopped.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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
}

impl Store {
    /// Opens or starts the file. A record that was cut off is left out.
    ///
    /// # Errors
    /// If the file cannot be read or written.
    pub fn open(path: &Path, context: &str) -> io::Result<Store> {
        let known = match std::fs::read(path) {
            Ok(bytes) => records(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(error),
        };
        let mut file = OpenOptions::new().create(true).write(true).truncate(true).open(path)?;
        for (key, errors) in &known {
            write(&mut file, key, errors)?;
        }
        let context = blake3::hash(context.as_bytes());
        Ok(Store { path: path.to_owned(), file, context, known })
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
        write(&mut self.file, &key, errors)?;
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

fn write(file: &mut File, key: &Key, errors: &[f64]) -> io::Result<()> {
    let mut record = key.to_vec();
    record.extend((errors.len() as u32).to_le_bytes());
    record.extend(errors.iter().flat_map(|error| error.to_le_bytes()));
    file.write_all(&record)
}

/// The whole records at the start of a file.
fn records(mut bytes: &[u8]) -> BTreeMap<Key, Vec<f64>> {
    let mut known = BTreeMap::new();
    while let Some((key, rest)) = bytes.split_first_chunk::<32>()
        && let Some((count, rest)) = rest.split_first_chunk::<4>()
        && let Some((numbers, rest)) = rest.split_at_checked(8 * u32::from_le_bytes(*count) as usize)
    {
        let (numbers, _) = numbers.as_chunks::<8>();
        known.insert(*key, numbers.iter().map(|number| f64::from_le_bytes(*number)).collect());
        bytes = rest;
    }
    known
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
        assert_eq!(store.errors("0", &[1.0, 2.0]), Some(vec![0.5, -0.25]));
        assert_eq!(store.errors("0", &[3.0, 2.0]), None);
        assert_eq!(store.errors("1", &[1.0, 2.0]), None);
        let other = Store::open(&path, "another spec").unwrap();
        assert_eq!(other.errors("0", &[1.0, 2.0]), None);
        other.remove().unwrap();
        assert!(!path.exists());
    }
}
