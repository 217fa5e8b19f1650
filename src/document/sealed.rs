//! What is kept to be read back: sealed with its length and its hash, and believed only if both are right.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::disk;

/// The first word of a sealed file.
const SEAL: &str = "sealed";
/// Bytes of a length and of a hash in a list of records.
const LENGTH: usize = 8;
const HASH: usize = 32;

/// What stands in a file that was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// There is no such file.
    Missing,
    /// The text that was sealed.
    Whole(String),
    /// Anything else: it was cut off or changed, belongs under another name, or cannot be read.
    Damaged,
}

/// Writes a text with its seal. The file appears whole or not at all, after a power cut too.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(disk::parent(path))?;
    let mut aside = disk::aside(path)?;
    aside.write_all(seal(path, text).as_bytes()).map_err(disk::without_name)?;
    aside.write_all(text.as_bytes()).map_err(disk::without_name)?;
    disk::persist(aside, path)
}

/// Reads a sealed text back, and checks its seal.
pub(crate) fn read(path: &Path) -> Kept {
    let read = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Kept::Missing,
        read => read.ok().and_then(|bytes| String::from_utf8(bytes).ok()),
    };
    let Some(read) = read else { return Kept::Damaged };
    match read.split_once('\n') {
        Some((first, text)) if seal(path, text) == format!("{first}\n") => Kept::Whole(text.to_owned()),
        _ => Kept::Damaged,
    }
}

/// The line before a text: its length, and the hash of it and of the file's name.
fn seal(path: &Path, text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(path.file_name().unwrap_or_default().as_encoded_bytes());
    hasher.update(&[0]).update(text.as_bytes());
    format!("{SEAL} {} {}\n", text.len(), hasher.finalize().to_hex())
}

/// A record with its seal, for a file that grows record by record.
pub(crate) fn record(content: &[u8]) -> Vec<u8> {
    let mut record = (content.len() as u64).to_le_bytes().to_vec();
    record.extend(blake3::hash(content).as_bytes());
    record.extend(content);
    record
}

/// Records that were read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Records<'a> {
    /// Those whose seals are right, in order.
    pub contents: Vec<&'a [u8]>,
    /// Whether anything follows them that is no such record.
    pub is_damaged: bool,
}

/// The records at the start of a file, up to the first whose seal is wrong.
pub(crate) fn records(mut bytes: &[u8]) -> Records<'_> {
    let mut contents = Vec::new();
    while let Some((content, rest)) = first_record(bytes) {
        contents.push(content);
        bytes = rest;
    }
    Records { contents, is_damaged: !bytes.is_empty() }
}

/// The first record, and what follows it.
fn first_record(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<LENGTH>()?;
    let (hash, rest) = rest.split_first_chunk::<HASH>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (content, rest) = rest.split_at_checked(length)?;
    (blake3::hash(content) == *hash).then_some((content, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_and_any_other_one_is_damaged() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("new/rows.csv");
        assert_eq!(read(&path), Kept::Missing);
        let text = "a,b\n1,2\n3,4\n";
        write(&path, text).unwrap();
        assert_eq!(read(&path), Kept::Whole(text.to_owned()));
        let bytes = fs::read(&path).unwrap();
        for length in 0..bytes.len() {
            fs::write(&path, &bytes[..length]).unwrap();
            assert_eq!(read(&path), Kept::Damaged, "cut to {length} bytes");
        }
        for place in 0..bytes.len() {
            let mut other = bytes.clone();
            other[place] ^= 1;
            fs::write(&path, &other).unwrap();
            assert_eq!(read(&path), Kept::Damaged, "byte {place} changed");
        }
        fs::write(&path, [&bytes[..], b"5,6\n"].concat()).unwrap();
        assert_eq!(read(&path), Kept::Damaged);
        fs::write(&path, text).unwrap();
        assert_eq!(read(&path), Kept::Damaged);
        let other = place.path().join("new/other.csv");
        fs::write(&other, &bytes).unwrap();
        assert_eq!(read(&other), Kept::Damaged, "the text belongs under another name");
        fs::create_dir(place.path().join("folder")).unwrap();
        assert_eq!(read(&place.path().join("folder")), Kept::Damaged);
    }

    #[test]
    fn records_come_back_up_to_the_first_that_was_changed() {
        let contents: [&[u8]; 3] = [b"first", b"", b"third"];
        let bytes: Vec<u8> = contents.iter().flat_map(|content| record(content)).collect();
        assert_eq!(records(&bytes), Records { contents: contents.to_vec(), is_damaged: false });
        let ends: Vec<usize> = contents
            .iter()
            .scan(0, |end, content| {
                *end += LENGTH + HASH + content.len();
                Some(*end)
            })
            .collect();
        for place in 0..bytes.len() {
            let whole = ends.iter().filter(|end| **end <= place).count();
            let cut = records(&bytes[..place]);
            let is_border = place == 0 || ends.contains(&place);
            assert_eq!((cut.contents.len(), cut.is_damaged), (whole, !is_border), "cut to {place} bytes");
            let mut other = bytes.clone();
            other[place] ^= 0x80;
            let changed = records(&other);
            assert_eq!((changed.contents.len(), changed.is_damaged), (whole, true), "byte {place} changed");
        }
    }
}
