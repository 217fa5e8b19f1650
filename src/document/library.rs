//! Opens inputs: the user's files first, then the files that the program carries.

mod shipped;

use std::fs::File;
use std::io;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::encoding;
use crate::document::encoding::StrayByte;
use crate::document::limit::{self, MOST_BYTES};
use crate::document::problem::Problem;
use crate::document::reader::nearest;
use crate::document::source::Source;
use shipped::SHIPPED;

/// The folder of scenarios, of the program's and of the user's.
const SCENARIOS: &str = "scenarios";

/// The folder of shipped specs of calibrations.
const SPECS: &str = "calibration/";

/// The folder of shipped sweeps.
const SWEEPS: &str = "sweeps/";

/// The expectation of an input.
const READABLE: &str = "expected a readable text file";

/// Where relative names in a file start.
pub(crate) const FOLDER_OF_FILE: &str = "the folder of this file";

/// An input and the folder that names inside it are relative to.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    /// The text.
    pub source: Arc<Source>,
    /// The folder that names inside it are relative to.
    pub base: Base,
}

impl Opened {
    /// The name of the file without its folder and its ending.
    pub fn short_name(&self) -> String {
        Path::new(&self.source.name).file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The short name after that of the folder (`reforms/halved`), which keeps files of one name apart. A
    /// file that the program carries, and one in a folder `scenarios`, have none. It does not depend on the
    /// working folder.
    pub fn name_in_tables(&self) -> String {
        let own = self.short_name();
        match &self.base {
            Base::Carried(_) => own,
            Base::Disk(folder) => match folder_name(folder) {
                Some(folder) if folder != SCENARIOS => format!("{folder}/{own}"),
                _ => own,
            },
        }
    }

    /// Identifies the file, whatever path names it.
    pub fn identity(&self) -> String {
        let name = &self.source.name;
        match &self.base {
            Base::Disk(_) => {
                std::fs::canonicalize(name).map_or_else(|_| name.clone(), |path| path.display().to_string())
            }
            Base::Carried(_) => format!("carried:{name}"),
        }
    }
}

/// The place that names inside an input are relative to.
#[derive(Clone, Debug)]
pub(crate) enum Base {
    /// A folder of the user's.
    Disk(PathBuf),
    /// A folder among the files that the program carries; empty for their root.
    Carried(String),
}

/// Paths under `scenarios/` of all files that the program carries.
pub fn shipped() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The text of a file that the program carries, by its path under `scenarios/`.
pub(crate) fn shipped_text(file: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(name, _)| *name == file).map(|(_, text)| *text)
}

/// Whether a text equals one that the program carries.
pub(crate) fn is_carried(source: &Source) -> bool {
    SHIPPED.iter().any(|(_, text)| *text == source.text)
}

/// Opens a scenario by path or by the name of a shipped one: `history`, `history.toml` or
/// `scenarios/history.toml`.
///
/// # Errors
/// A [`Problem`] if there is neither such a file nor such a name, or the file cannot be read as text.
pub(crate) fn open_scenario(name: &str) -> Result<Opened, Problem> {
    let path = Path::new(name);
    let bare = name.strip_prefix("scenarios/").unwrap_or(name);
    let carried = carried(bare).or_else(|| carried(&format!("{bare}.toml")));
    // A folder does not hide a shipped scenario of the same name.
    if carried.is_none() && path.is_dir() {
        return Err(folder(path));
    }
    if may_stand(path) && !path.is_dir() {
        return read(path);
    }
    carried.ok_or_else(|| missing(name))
}

/// Opens the spec of a calibration by path or by the name of a shipped one: `canada_2025`,
/// `calibration/canada_2025` or `scenarios/calibration/canada_2025.toml`.
///
/// # Errors
/// A [`Problem`] as for [`open_scenario`].
pub(crate) fn open_spec(name: &str) -> Result<Opened, Problem> {
    open_within(name, SPECS, "specs")
}

/// Opens a sweep by path or by the name of a shipped one: `round_size`, `sweeps/round_size` or
/// `scenarios/sweeps/round_size.toml`.
///
/// # Errors
/// A [`Problem`] as for [`open_scenario`].
pub(crate) fn open_sweep(name: &str) -> Result<Opened, Problem> {
    open_within(name, SWEEPS, "sweeps")
}

/// Opens a file by path or by the name of one that the program carries in a folder.
fn open_within(name: &str, folder: &str, kind: &str) -> Result<Opened, Problem> {
    let shipped = format!("{folder}{name}");
    open_scenario(name).or_else(|problem| {
        let carried = carried(&shipped).or_else(|| carried(&format!("{shipped}.toml")));
        if may_stand(Path::new(name)) || carried.is_some() {
            return carried.ok_or(problem);
        }
        let files = SHIPPED.iter().filter_map(|(file, _)| file.strip_prefix(folder)?.strip_suffix(".toml"));
        let files: Vec<&str> = files.collect();
        let expected =
            format!("expected a path, or one of the {kind} that the program carries: {}", files.join(", "));
        let meant = near_file(Path::new(name)).or_else(|| nearest(name, &files).map(str::to_owned));
        Err(with_meant(Problem::without_place(problem.title, expected), meant))
    })
}

/// Opens a file that another input names: from that input's folder, else the one that the program carries.
///
/// # Errors
/// A [`Problem`] as for [`open_scenario`].
pub(crate) fn open_beside(name: &str, base: &Base) -> Result<Opened, Problem> {
    match base {
        Base::Disk(folder) if may_stand(&folder.join(name)) => read(&folder.join(name)),
        Base::Disk(folder) => carried(name).ok_or_else(|| missing_beside(&folder.join(name), name)),
        Base::Carried(_) if Path::new(name).is_absolute() && may_stand(Path::new(name)) => {
            read(Path::new(name))
        }
        Base::Carried(folder) => carried(&format!("{folder}{name}"))
            .or_else(|| carried(name))
            .ok_or_else(|| missing_beside(Path::new(name), name)),
    }
}

/// Opens the scenario that another one extends: as [`open_beside`], with or without its ending. Every name
/// that `drawsim run` takes can be extended.
///
/// # Errors
/// A [`Problem`] as for [`open_scenario`].
pub(crate) fn open_extended(name: &str, base: &Base) -> Result<Opened, Problem> {
    let with_ending = format!("{name}.toml");
    open_beside(name, base).or_else(|problem| {
        open_beside(&with_ending, base).map_err(|of_ending| match (&problem.help, of_ending.help) {
            (None, None) => with_meant(problem, near_scenario(name)),
            (None, Some(help)) => problem.with_help(help),
            (Some(_), _) => problem,
        })
    })
}

/// Opens a file that the user named, without falling back.
///
/// # Errors
/// A [`Problem`] if it cannot be read as text.
pub(crate) fn read(path: &Path) -> Result<Opened, Problem> {
    let opened = read_unlined(path)?;
    match limit::long_line(&opened.source.text) {
        Some(long) => {
            let title = format!("cannot read `{}`: {long}", opened.source.name);
            Err(Problem::without_place(title, READABLE))
        }
        None => Ok(opened),
    }
}

/// The same for a text that is no list of lines, such as JSON.
///
/// # Errors
/// A [`Problem`] if it cannot be read as text.
pub(crate) fn read_unlined(path: &Path) -> Result<Opened, Problem> {
    let name = path.display().to_string();
    let bytes = bytes(path).map_err(|error| Problem::unreadable(&name, &error, READABLE))?;
    if let Some(stray) = encoding::first_stray(&bytes) {
        return Err(not_utf8(&name, stray));
    }
    let text = String::from_utf8(bytes).expect("no byte is stray");
    Ok(Opened {
        source: Source::new(name, text.strip_prefix('\u{feff}').unwrap_or(&text)),
        base: Base::Disk(path.parent().unwrap_or(Path::new("")).to_path_buf()),
    })
}

/// Opens a table that others may have written: UTF-8, UTF-16 with its mark, or else Windows-1252, the
/// encoding of older tools.
///
/// # Errors
/// A [`Problem`] if it cannot be read.
pub(crate) fn read_foreign(path: &Path) -> Result<Opened, Problem> {
    let name = path.display().to_string();
    let bytes = bytes(path).map_err(|error| Problem::unreadable(&name, &error, READABLE))?;
    let base = Base::Disk(path.parent().unwrap_or(Path::new("")).to_path_buf());
    let text = encoding::decoded(&bytes);
    // A JSON text may be one line.
    match limit::long_line(&text).filter(|_| !text.trim_start().starts_with(['{', '['])) {
        Some(long) => Err(Problem::without_place(format!("cannot read `{name}`: {long}"), READABLE)),
        None => Ok(Opened { source: Source::new(name, text), base }),
    }
}

/// Opens a table of rounds or counts that another input names, as [`open_beside`], in whatever encoding.
///
/// # Errors
/// A [`Problem`] as for [`open_scenario`].
pub(crate) fn open_foreign_beside(name: &str, base: &Base) -> Result<Opened, Problem> {
    let path = match base {
        Base::Disk(folder) => folder.join(name),
        Base::Carried(_) => PathBuf::from(name),
    };
    let is_users = matches!(base, Base::Disk(_)) || path.is_absolute();
    if is_users && may_stand(&path) { read_foreign(&path) } else { open_beside(name, base) }
}

/// The whole content of a file, up to a limit: a device may have no end.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        let words = format!("it holds more than {} MiB", MOST_BYTES >> 20);
        return Err(io::Error::new(io::ErrorKind::InvalidData, words));
    }
    Ok(bytes)
}

/// A file that is not UTF-8, with the first stray byte.
pub(crate) fn not_utf8(name: &str, stray: StrayByte) -> Problem {
    Problem::without_place(format!("cannot read `{name}`: {stray}"), encoding::EXPECTED)
}

/// Whether something exists at a path; assumed where the machine does not say.
fn may_stand(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}

/// The name of a folder without those that it lies in; none for the top of a disk.
fn folder_name(folder: &Path) -> Option<String> {
    let path = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let whole = std::fs::canonicalize(path).ok()?;
    Some(whole.file_name()?.to_string_lossy().into_owned())
}

fn carried(name: &str) -> Option<Opened> {
    let (name, text) = SHIPPED.iter().find(|(shipped, _)| *shipped == name)?;
    let folder = name.rfind('/').map_or("", |slash| &name[..=slash]);
    Some(Opened {
        source: Source::new(format!("scenarios/{name}"), *text),
        base: Base::Carried(folder.to_owned()),
    })
}

/// A folder where a scenario file is expected, with the scenarios that lie in it.
fn folder(path: &Path) -> Problem {
    let mut files: Vec<String> = std::fs::read_dir(path)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.is_file() && file.extension().is_some_and(|ending| ending == "toml"))
        .map(|file| format!("`{}`", file.display()))
        .collect();
    files.sort_unstable();
    let title = format!("`{}` is a folder", path.display());
    let problem = Problem::without_place(title, "expected a scenario file, which ends with `.toml`");
    const MOST: usize = 8;
    let more = if files.len() > MOST { format!(" and {} more", files.len() - MOST) } else { String::new() };
    files.truncate(MOST);
    if files.is_empty() { problem } else { problem.with_help(format!("it holds {}{more}", files.join(", "))) }
}

fn missing_beside(path: &Path, name: &str) -> Problem {
    let expected = if Path::new(name).is_absolute() {
        "expected a path to a file".to_owned()
    } else {
        format!("expected a path, seen from {FOLDER_OF_FILE}, or a file that the program carries")
    };
    let problem = Problem::without_place(format!("there is no file `{}`", path.display()), expected);
    // Names in the input are relative to its folder, and so is the suggested one.
    let meant = near_file(path).map(|near| Path::new(name).with_file_name(near).display().to_string());
    with_meant(problem, meant)
}

fn missing(name: &str) -> Problem {
    let path = Path::new(name);
    let near = near_file(path).map(|near| path.with_file_name(near).display().to_string());
    let meant = near.or_else(|| near_scenario(name));
    let mut carried: Vec<&str> = scenarios().collect();
    carried.sort_unstable();
    let problem = Problem::without_place(
        format!("there is no file `{name}`"),
        format!("expected a path, or one of the scenarios that the program carries: {}", carried.join(", ")),
    );
    with_meant(problem, meant)
}

/// The names of the scenarios that the program carries.
fn scenarios() -> impl Iterator<Item = &'static str> {
    shipped().filter_map(|file| file.strip_suffix(".toml")).filter(|file| !file.contains('/'))
}

/// The shipped scenario with the most similar name.
fn near_scenario(name: &str) -> Option<String> {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    nearest(&stem, &scenarios().collect::<Vec<_>>()).map(str::to_owned)
}

fn with_meant(problem: Problem, meant: Option<String>) -> Problem {
    match meant {
        Some(name) => problem.with_help(format!("did you mean `{name}`?")),
        None => problem,
    }
}

/// The name of a file without its ending, if it is text.
fn stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_str()?.to_owned())
}

/// The file of the same folder and ending with the most similar name.
fn near_file(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let alike = entries.filter(|near| near.extension() == path.extension() && near.is_file());
    let stems: Vec<String> = alike.filter_map(|near| stem(&near)).collect();
    let near = nearest(&stem(path)?, &stems.iter().map(String::as_str).collect::<Vec<&str>>())?.to_owned();
    Some(path.extension().map_or(near.clone(), |ending| format!("{near}.{}", ending.to_string_lossy())))
}
