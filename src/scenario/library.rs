//! Where inputs come from: the user's files first, then what the program carries.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document::Source;
use super::problem::Problem;

/// The files that the program carries, by their path under `scenarios/`.
const SHIPPED: [(&str, &str); 22] = [
    ("backtest.toml", include_str!("../../scenarios/backtest.toml")),
    ("baseline.toml", include_str!("../../scenarios/baseline.toml")),
    ("federal_high_skilled_2026.toml", include_str!("../../scenarios/federal_high_skilled_2026.toml")),
    ("french_points_doubled.toml", include_str!("../../scenarios/french_points_doubled.toml")),
    ("federal_target_cut.toml", include_str!("../../scenarios/federal_target_cut.toml")),
    ("no_category_rounds.toml", include_str!("../../scenarios/no_category_rounds.toml")),
    ("french_share_halved.toml", include_str!("../../scenarios/french_share_halved.toml")),
    ("monthly_rounds.toml", include_str!("../../scenarios/monthly_rounds.toml")),
    ("history.toml", include_str!("../../scenarios/history.toml")),
    ("job_offer_points_restored.toml", include_str!("../../scenarios/job_offer_points_restored.toml")),
    ("no_points_after_40.toml", include_str!("../../scenarios/no_points_after_40.toml")),
    ("surge_of_arrivals.toml", include_str!("../../scenarios/surge_of_arrivals.toml")),
    ("tiny.toml", include_str!("../../scenarios/tiny.toml")),
    ("population/canada.toml", include_str!("../../scenarios/population/canada.toml")),
    ("population/occupations.csv", include_str!("../../scenarios/population/occupations.csv")),
    ("population/occupations_2023.csv", include_str!("../../scenarios/population/occupations_2023.csv")),
    ("population/prior.toml", include_str!("../../scenarios/population/prior.toml")),
    ("published/admissions.csv", include_str!("../../scenarios/published/admissions.csv")),
    ("published/corrections.csv", include_str!("../../scenarios/published/corrections.csv")),
    ("published/invited.csv", include_str!("../../scenarios/published/invited.csv")),
    ("published/rounds.csv", include_str!("../../scenarios/published/rounds.csv")),
    ("published/pool_snapshots.csv", include_str!("../../scenarios/published/pool_snapshots.csv")),
];

/// An input and the folder that names inside it are relative to.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The text.
    pub source: Arc<Source>,
    /// What names inside it are relative to.
    pub base: Base,
}

impl Opened {
    /// What tells this file from all others, by whatever path it was named.
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
pub enum Base {
    /// A folder of the user's.
    Disk(PathBuf),
    /// A folder among the files that the program carries; empty for their root.
    Carried(String),
}

/// Paths under `scenarios/` of all files that the program carries.
pub fn shipped() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// Opens a scenario by path or by the name of a shipped one (`history`, `history.toml`, `scenarios/history.toml`).
///
/// # Errors
/// A [`Problem`] if there is neither such a file nor such a name, or the file cannot be read as text.
pub fn open_scenario(name: &str) -> Result<Opened, Problem> {
    let path = Path::new(name);
    if may_stand(path) {
        return read(path);
    }
    let bare = name.strip_prefix("scenarios/").unwrap_or(name);
    carried(bare).or_else(|| carried(&format!("{bare}.toml"))).ok_or_else(|| missing(name))
}

/// Opens a file that another input names: beside that input, else what the program carries.
///
/// # Errors
/// A [`Problem`] as for [`open_scenario`].
pub fn open_beside(name: &str, base: &Base) -> Result<Opened, Problem> {
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

/// Opens the scenario that another one extends: as [`open_beside`], and with its ending left out, so that whatever
/// `drawsim run` takes by name can be extended by that name.
///
/// # Errors
/// A [`Problem`] as for [`open_scenario`].
pub fn open_extended(name: &str, base: &Base) -> Result<Opened, Problem> {
    open_beside(name, base).or_else(|problem| open_beside(&format!("{name}.toml"), base).map_err(|_| problem))
}

/// Opens a file that the user named, without falling back.
///
/// # Errors
/// A [`Problem`] if it cannot be read as text.
pub fn read(path: &Path) -> Result<Opened, Problem> {
    let name = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Opened {
            source: Source::new(name, text.strip_prefix('\u{feff}').unwrap_or(&text)),
            base: Base::Disk(path.parent().unwrap_or(Path::new("")).to_path_buf()),
        }),
        Err(error) => Err(Problem::unreadable(&name, &error, "expected a readable text file")),
    }
}

/// Whether something stands at a path, or nobody may know.
fn may_stand(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}

fn carried(name: &str) -> Option<Opened> {
    let (name, text) = SHIPPED.iter().find(|(shipped, _)| *shipped == name)?;
    let folder = name.rfind('/').map_or("", |slash| &name[..=slash]);
    Some(Opened {
        source: Source::new(format!("scenarios/{name}"), *text),
        base: Base::Carried(folder.to_owned()),
    })
}

fn missing_beside(path: &Path, name: &str) -> Problem {
    let expected = if Path::new(name).is_absolute() {
        "expected a path to a file"
    } else {
        "expected a path, seen from the folder of this file, or a file that the program carries"
    };
    Problem::without_place(format!("there is no file `{}`", path.display()), expected)
}

fn missing(name: &str) -> Problem {
    let scenarios: Vec<&str> =
        shipped().filter_map(|file| file.strip_suffix(".toml")).filter(|file| !file.contains('/')).collect();
    let nearest = scenarios.iter().find(|scenario| strsim::osa_distance(scenario, name) <= 2);
    let problem = Problem::without_place(
        format!("there is no file `{name}`"),
        format!(
            "expected a path, or one of the scenarios that the program carries: {}",
            scenarios.join(", ")
        ),
    );
    match nearest {
        Some(scenario) => problem.with_help(format!("did you mean `{scenario}`?")),
        None => problem,
    }
}
