//! `drawsim init`: a commented scenario to start from.

use std::fs;

use clap::ValueEnum;

use super::file_target::refused;
use super::output;
use crate::document::problem::InvalidInput;
use crate::model::Model;
use crate::report::words::message;
use crate::scenario::{Overlay, Scenario};
use crate::time::Day;

/// What a template has in place of the base.
const BASE: &str = "extends = BASE";
/// What a template has in place of sizes as in the base.
const SIZES: &str = "sizes = BASE";
/// What a template has in place of the day of a reform, and of its announcement.
const DAY: &str = "REFORM_DAY";
const ANNOUNCED: &str = "ANNOUNCED_DAY";
/// A run of more years is a long one.
const LONG_YEARS: i32 = 5;
/// What a template has in place of the last year of the run.
const YEAR: &str = "LAST_YEAR";
/// The plan that the template of other rounds changes.
const PLAN: &str = "cec";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario to start from: a file, or the name of one that the program carries.
    #[arg(long, default_value = "baseline", value_name = "SCENARIO")]
    from: String,
    /// The kind of question.
    #[arg(long, value_enum, default_value = "target")]
    question: Question,
}

/// The kinds of questions that the program has a template for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Question {
    /// Another target of the Levels Plan.
    Target,
    /// Other points of the CRS.
    Points,
    /// A new category.
    Category,
    /// Other rounds: sizes, rhythm, types.
    Rounds,
}

impl Question {
    fn template(self) -> &'static str {
        match self {
            Question::Target => include_str!("init/target.toml"),
            Question::Points => include_str!("init/points.toml"),
            Question::Category => include_str!("init/category.toml"),
            Question::Rounds => include_str!("init/rounds.toml"),
        }
    }
}

impl Question {
    /// Refuses a base to which the question cannot be put.
    fn check(self, scenario: &Scenario, model: &Model) -> Result<(), InvalidInput> {
        let name = &scenario.name;
        let expected = "expected a scenario such as `baseline`";
        match self {
            Question::Points => Ok(()),
            Question::Target | Question::Category if model.targets().planning_days.is_empty() => {
                Err(refused(format!("`{name}` leaves no round to the planner: no target moves it"), expected))
            }
            Question::Rounds if scenario.plans.iter().all(|plan| plan.name != PLAN) => {
                Err(refused(format!("`{name}` has no plan `{PLAN}` to change"), expected))
            }
            Question::Target | Question::Category | Question::Rounds => Ok(()),
        }
    }
}

/// Prints the scenario.
pub fn init(arguments: &Arguments) -> anyhow::Result<()> {
    let (scenario, model) = Model::load(&arguments.from, &Overlay::default())?;
    arguments.question.check(&scenario, &model)?;
    let from = place(&arguments.from);
    let head = output::terminal_words().text(&message!("init-head"));
    let comment: String = head.lines().map(|line| format!("# {line}\n")).collect();
    let extends = format!("extends = {}  # {}", toml::Value::from(from.as_str()), scenario.title);
    let sizes = format!("sizes = {}", toml::Value::from(format!("as in {from}")));
    let (day, announced) = days(&scenario);
    let text = arguments.question.template().replace(BASE, &extends).replace(SIZES, &sizes);
    let text = text.replace(DAY, &day.to_string()).replace(ANNOUNCED, &announced.to_string());
    let text = text.replace(YEAR, &scenario.end().year().to_string());
    output::print(&format!("{comment}{text}"))
}

/// A scenario as another file may name it, wherever that stands: a file by its whole path.
fn place(from: &str) -> String {
    match fs::canonicalize(from) {
        Ok(path) if path.is_file() => path.display().to_string(),
        _ => from.to_owned(),
    }
}

/// 1 July of the run's first full year, or in a long run of its middle; where the run has no such day, its
/// middle. And a day before it for the announcement.
fn days(scenario: &Scenario) -> (Day, Day) {
    let (start, end) = (scenario.start(), scenario.end());
    let is_long = end > start.plus_months(12 * LONG_YEARS);
    let around = if is_long { start + (end - start) / 2 } else { start.plus_months(6) };
    let july = Day::new(around.year(), 7, 1);
    let in_run = july.filter(|day| (start..=end).contains(day));
    let day = in_run.unwrap_or(start + (end - start) / 2);
    (day, (day - 91).max(start))
}
