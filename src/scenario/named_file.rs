//! Files that a scenario names: their keys, their opening, and the folders that their names are relative to.

use std::path::{Path, PathBuf};

use crate::document::library;
use crate::document::library::{Base, Opened};
use crate::document::problem::Problem;
use crate::document::reader::Field;
use crate::document::source::Source;
use crate::document::tree::{Table, Value};

/// The name in messages of the options that stand for keys.
pub const COMMAND_LINE: &str = "the command line";
/// The name in messages of an assignment.
pub const SET: &str = "--set";

/// The words before the name of a scenario in `sizes`.
pub const AS_IN: &str = "as in ";

/// Keys that name a file.
const FILES: [(&str, &str); 9] = [
    ("population", "file"),
    ("population", "members"),
    ("published", "rounds"),
    ("published", "snapshots"),
    ("published", "invited"),
    ("published", "admissions"),
    ("published", "inventory"),
    ("published", "landings"),
    ("published", "submissions"),
];

/// Opens a file that a scenario names. A missing file is reported where it was named.
pub fn open_named(field: &Field<'_>, base: &Base) -> Option<Opened> {
    open_named_by(field, base, library::open_beside)
}

/// The same with another way of opening.
pub fn open_named_by(
    field: &Field<'_>,
    base: &Base,
    open: impl Fn(&str, &Base) -> Result<Opened, Problem>,
) -> Option<Opened> {
    let name = field.text()?;
    let origin = &field.node?.origin;
    let written = &origin.source.text[origin.span.clone()];
    // A typed path is relative to the working directory. It is opened by its whole path and called as it was
    // typed.
    let here = Base::Disk(PathBuf::new());
    let (typed, base) = match origin.source.name.as_str() {
        COMMAND_LINE => (Some(written), base),
        SET => (Some(written.trim_matches(['"', '\''])), &here),
        _ => (None, base),
    };
    match open(name, base) {
        Ok(opened) => Some(match typed {
            Some(typed) => Opened { source: Source::new(typed, opened.source.text.as_str()), ..opened },
            None => opened,
        }),
        Err(problem) => {
            let title = typed.map_or(problem.title.clone(), |typed| problem.title.replace(name, typed));
            let expected = if origin.source.name == SET {
                problem.expected.replace(library::FOLDER_OF_FILE, "where the program is started")
            } else {
                problem.expected
            };
            field.problems().push(Problem { origin: Some(origin.clone()), title, expected, ..problem });
            None
        }
    }
}

/// Rewrites names of files in a base of another folder, so that they hold from the folder of the extension.
pub fn anchor(base: &mut Table, folder: &Base, extension: &Base) {
    let Base::Disk(folder) = folder else { return };
    if matches!(extension, Base::Disk(same) if same == folder) {
        return;
    }
    for (table, key) in FILES {
        if let Some(name) = name_under(table, key, base)
            && folder.join(&*name).exists()
        {
            *name = seen_from(extension, &folder.join(Path::new(name)));
        }
    }
    if let Some(Value::Text(text)) = base.get_mut("sizes").map(|entry| &mut entry.node.value)
        && let Some(path) = scenario_in(folder, text)
    {
        *text = format!("{AS_IN}{}", seen_from(extension, &path));
    }
}

/// A path seen from the folder of an extension: near if it lies in that folder, and else whole.
fn seen_from(extension: &Base, path: &Path) -> String {
    let near = match extension {
        Base::Disk(own) => path.strip_prefix(own).ok().filter(|near| near.is_relative()),
        Base::Carried(_) => None,
    };
    let whole = || std::path::absolute(path).unwrap_or(path.to_path_buf());
    near.map_or_else(whole, Path::to_path_buf).display().to_string()
}

/// The path of the scenario in a folder that a value of `sizes` names.
fn scenario_in(folder: &Path, sizes: &str) -> Option<PathBuf> {
    let name = sizes.strip_prefix(AS_IN)?.trim();
    let paths = [folder.join(name), folder.join(format!("{name}.toml"))];
    paths.into_iter().find(|path| path.is_file())
}

/// Makes file names of an assignment absolute: they are relative to the working directory, not to the
/// scenario's folder.
pub fn name_whole_paths(over: &mut Table) {
    for (table, key) in FILES {
        if let Some(name) = name_under(table, key, over)
            && Path::new(name).is_file()
            && let Ok(path) = std::path::absolute(Path::new(name))
        {
            *name = path.display().to_string();
        }
    }
}

/// The name of a file under a key of a table of a document.
fn name_under<'a>(table: &str, key: &str, document: &'a mut Table) -> Option<&'a mut String> {
    let Value::Table(table) = &mut document.get_mut(table)?.node.value else { return None };
    match &mut table.get_mut(key)?.node.value {
        Value::Text(name) => Some(name),
        _ => None,
    }
}
