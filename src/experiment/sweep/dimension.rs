//! A dimension of a sweep: a lever or an uncertainty, and the settings that it takes.

use crate::document::reader::{Field, Reader};
use crate::document::tree::{Node, Origin};
use crate::experiment::design::Distribution;
use crate::time::Day;

/// Whether a dimension is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The Minister chooses it.
    Lever,
    /// It is not chosen.
    Uncertainty,
}

impl Role {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Role::Lever => "lever",
            Role::Uncertainty => "uncertainty",
        }
    }
}

/// The key of the member of a calibrated population, which a scenario does not have: every replication
/// simulates this member.
pub const MEMBER: &str = "member";

/// The keys that say who is sampled. The base is run with the same value of them: else its people and luck
/// would be others.
const SAMPLING: [&str; 3] = ["seed", "population.scale", MEMBER];

/// A lever or an uncertainty.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Whether it is chosen.
    pub role: Role,
    /// Name of its column.
    pub name: String,
    /// The keys of the scenario that get its value.
    pub keys: Vec<String>,
    /// Its settings.
    pub settings: Settings,
    /// Where it is stated.
    pub origin: Origin,
}

/// The settings of a dimension.
#[derive(Clone, Debug)]
pub enum Settings {
    /// These.
    Listed(Vec<Setting>),
    /// Numbers of a distribution.
    Spread(Distribution),
    /// Those of a table of points.
    Tabled,
}

/// One value of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The value as a scenario states it, in TOML.
    pub toml: String,
    /// The value as a number; none for any other value.
    pub number: Option<f64>,
    /// The value in a table.
    pub text: String,
}

/// Significant digits of a number of a distribution: what is typed is what is written.
const DIGITS: usize = 9;

impl Setting {
    /// A number, to nine digits.
    pub fn of_number(number: f64) -> Setting {
        let short = format!("{number:.*e}", DIGITS - 1);
        let number: f64 = short.parse().expect("a formatted number is a number");
        let number = if number == 0.0 { 0.0 } else { number };
        Setting { toml: number.to_string(), number: Some(number), text: number.to_string() }
    }

    /// A value of a scenario.
    pub fn of_node(node: &Node) -> Setting {
        let toml = node.to_value();
        let number = match &toml {
            toml::Value::Integer(number) => Some(*number as f64),
            toml::Value::Float(number) => Some(*number),
            _ => None,
        };
        let text = match &toml {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Setting { toml: toml.to_string(), number, text }
    }

    /// A cell of a table of points: a number where it is one, else a text.
    pub fn of_cell(cell: &str) -> Setting {
        match cell.parse::<f64>().ok().filter(|number| number.is_finite()) {
            Some(number) => Setting::of_number(number),
            None => Setting { toml: bare_or_quoted(cell), number: None, text: cell.to_owned() },
        }
    }
}

/// A coordinate of a point of a design, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Coordinate {
    /// The part of the distribution below it.
    Quantile(f64),
    /// A level of a Morris design, whose ends are those of the distribution.
    Level(f64),
}

/// A text of a table as TOML: days and truths as they are, and all else in quotes.
fn bare_or_quoted(cell: &str) -> String {
    let is_bare = cell.parse::<Day>().is_ok() || cell.parse::<bool>().is_ok();
    if is_bare { cell.to_owned() } else { toml::Value::from(cell).to_string() }
}

impl Dimension {
    /// Whether it says who is sampled.
    pub fn is_of_sampling(&self) -> bool {
        self.keys.iter().any(|key| SAMPLING.contains(&key.as_str()))
    }

    /// The setting at a coordinate of a design: those of a list are equally likely.
    ///
    /// # Panics
    /// If its settings stand in a table of points.
    pub fn at(&self, coordinate: Coordinate) -> Setting {
        let (Coordinate::Quantile(place) | Coordinate::Level(place)) = coordinate;
        match (&self.settings, coordinate) {
            (Settings::Listed(list), _) => {
                let place = (place * list.len() as f64) as usize;
                list[place.min(list.len() - 1)].clone()
            }
            (Settings::Spread(distribution), Coordinate::Quantile(part)) => {
                Setting::of_number(distribution.quantile(part))
            }
            (Settings::Spread(distribution), Coordinate::Level(level)) => {
                Setting::of_number(distribution.level_value(level))
            }
            (Settings::Tabled, _) => panic!("`{}` has its settings in a table of points", self.name),
        }
    }

    /// Reads an element of `lever` or `uncertainty`.
    pub fn read(field: &Field<'_>, role: Role, source: SettingsSource) -> Option<Dimension> {
        let reader = field.table()?;
        let origin = reader.origin().first_line();
        let keys = read_keys(&reader);
        let name = reader.find("name");
        let name = if name.node.is_some() { name.text().map(str::to_owned) } else { Some(String::new()) };
        let settings = read_settings(&reader, source);
        reader.finish();
        let keys = keys?;
        if let Some(key) = keys.iter().find(|key| key.contains(['"', '\'', ' ', '\t', '\n'])) {
            field.wrong(format!("the key `{key}` has a quote or a blank"), "expected it without");
            return None;
        }
        let name = Some(name?).filter(|name| !name.is_empty()).unwrap_or_else(|| keys[0].clone());
        Some(Dimension { role, name, keys, settings: settings?, origin })
    }
}

/// Where a design takes its settings from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsSource {
    /// Lists, or ranges in steps: every combination is a point.
    Steps,
    /// Lists, ranges and distributions, of which points are sampled.
    Sampled,
    /// A table of points.
    Table,
}

fn read_keys(reader: &Reader<'_>) -> Option<Vec<String>> {
    let (key, keys) = (reader.find("key"), reader.find("keys"));
    if keys.node.is_none() {
        if key.node.is_none() {
            reader.wrong("this dimension has no key", "expected `key = \"...\"`, a key of the scenario");
            return None;
        }
        return key.text().map(|key| vec![key.to_owned()]);
    }
    let listed: Option<Vec<String>> = keys.list().iter().map(|key| key.text().map(str::to_owned)).collect();
    if key.node.is_some() || listed.as_ref().is_some_and(Vec::is_empty) {
        keys.wrong(
            "`keys` names the keys of a dimension",
            "expected either `key`, or `keys` with at least one",
        );
        return None;
    }
    listed
}

fn read_settings(reader: &Reader<'_>, source: SettingsSource) -> Option<Settings> {
    let values = reader.find("values");
    let spread = read_spread(reader);
    match source {
        SettingsSource::Table => {
            if values.node.is_some() || !matches!(spread, Some(Spread::None)) {
                reader.wrong(
                    "a table of points states the settings of this dimension",
                    "expected its key alone",
                );
                return None;
            }
            Some(Settings::Tabled)
        }
        _ if values.node.is_some() => {
            let list: Vec<Setting> =
                values.list().iter().filter_map(|field| Some(Setting::of_node(field.node?))).collect();
            if list.is_empty() {
                values.wrong(format!("`{}` lists no value", values.path), "expected at least one value");
                return None;
            }
            if !matches!(spread, Some(Spread::None)) {
                values.wrong(
                    format!("`{}` stands beside a range", values.path),
                    "expected either `values`, or `low` and `high`",
                );
                return None;
            }
            Some(Settings::Listed(list))
        }
        SettingsSource::Steps => steps(reader, spread?),
        SettingsSource::Sampled => match spread? {
            Spread::Of(distribution) => Some(Settings::Spread(distribution)),
            Spread::InSteps(distribution, _) => Some(Settings::Spread(distribution)),
            Spread::None => {
                no_settings(reader);
                None
            }
        },
    }
}

fn no_settings(reader: &Reader<'_>) {
    reader.wrong("this dimension has no settings", "expected `values`, or `low` and `high`");
}

/// A range in steps as a list: its ends, and points at equal distances between them.
fn steps(reader: &Reader<'_>, spread: Spread) -> Option<Settings> {
    match spread {
        Spread::InSteps(distribution, steps) => {
            let last = (steps - 1).max(1) as f64;
            let places = (0..steps).map(|step| step as f64 / last);
            Some(Settings::Listed(
                places.map(|at| Setting::of_number(distribution.level_value(at))).collect(),
            ))
        }
        Spread::Of(_) => {
            reader.wrong(
                "a grid needs the settings of this dimension",
                "expected `values`, or `low`, `high` and `steps`",
            );
            None
        }
        Spread::None => {
            no_settings(reader);
            None
        }
    }
}

/// A range or distribution as it is written.
enum Spread {
    None,
    Of(Distribution),
    InSteps(Distribution, usize),
}

/// The kinds of distributions, as they are written.
const KINDS: [&str; 6] = ["uniform", "log_uniform", "whole", "normal", "log_normal", "triangular"];
/// Bounds of a number of a distribution.
const MOST: f64 = 1.0e12;

fn read_spread(reader: &Reader<'_>) -> Option<Spread> {
    let kind = reader.find("distribution");
    let kind = if kind.node.is_some() { Some(kind.choice(&KINDS)?) } else { None };
    let (low, high) = (optional(reader, "low")?, optional(reader, "high")?);
    let (mean, sd) = (optional(reader, "mean")?, optional(reader, "sd")?);
    let (median, mode) = (optional(reader, "median")?, optional(reader, "mode")?);
    let steps = reader.find("steps");
    let steps = if steps.node.is_some() { Some(steps.integer(2..=10_000)? as usize) } else { None };
    let stated = Stated { low, high, mean, sd, median, mode };
    if kind.is_none() && stated == Stated::default() && steps.is_none() {
        return Some(Spread::None);
    }
    let kind = KINDS[kind.unwrap_or(0)];
    let Some(distribution) = stated.distribution(kind) else {
        reader.wrong(format!("these are not the numbers of a {kind} distribution"), needed(kind));
        return None;
    };
    Some(match steps {
        Some(steps) => Spread::InSteps(distribution, steps),
        None => Spread::Of(distribution),
    })
}

/// A number that may be absent: `Some(None)` if it is, and none if it is wrong.
fn optional(reader: &Reader<'_>, key: &str) -> Option<Option<f64>> {
    let field = reader.find(key);
    if field.node.is_none() { Some(None) } else { field.number(-MOST..=MOST).map(Some) }
}

/// The numbers of a distribution that are stated.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Stated {
    low: Option<f64>,
    high: Option<f64>,
    mean: Option<f64>,
    sd: Option<f64>,
    median: Option<f64>,
    mode: Option<f64>,
}

impl Stated {
    /// The distribution of a kind; none if other numbers are stated, or unsound ones.
    fn distribution(self, kind: &str) -> Option<Distribution> {
        let Stated { low, high, mean, sd, median, mode } = self;
        let distribution = match (kind, [low, high, mean, sd, median, mode]) {
            ("uniform", [Some(low), Some(high), None, None, None, None]) => {
                Distribution::Uniform { low, high }
            }
            ("log_uniform", [Some(low), Some(high), None, None, None, None]) => {
                Distribution::LogUniform { low, high }
            }
            ("whole", [Some(low), Some(high), None, None, None, None])
                if low.fract() == 0.0 && high.fract() == 0.0 =>
            {
                Distribution::Whole { low: low as i64, high: high as i64 }
            }
            ("normal", [low, high, Some(mean), Some(sd), None, None]) => {
                Distribution::Normal { mean, sd, low, high }
            }
            ("log_normal", [None, None, None, Some(log_sd), Some(median), None]) => {
                Distribution::LogNormal { median, log_sd }
            }
            ("triangular", [Some(low), Some(high), None, None, None, Some(mode)]) => {
                Distribution::Triangular { low, mode, high }
            }
            _ => return None,
        };
        Some(distribution).filter(Distribution::is_sound)
    }
}

/// What each kind of distribution needs.
fn needed(kind: &str) -> &'static str {
    match kind {
        "uniform" => "expected `low` and `high`, `low` below `high`",
        "log_uniform" => "expected `low` above 0, and `high` above `low`",
        "whole" => "expected whole numbers `low` and `high`, `low` below `high`",
        "normal" => "expected `mean`, and `sd` above 0; `low` and `high` may bound it",
        "log_normal" => "expected `median` and `sd` above 0, `sd` of the logarithm",
        _ => "expected `low`, `mode` and `high`, in this order",
    }
}
