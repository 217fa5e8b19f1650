//! `drawsim init`: a commented scenario to start from.

use clap::ValueEnum;

use super::output;
use crate::model::Model;
use crate::report::words::message;
use crate::scenario::Overlay;

/// What a template has in place of the base.
const BASE: &str = "extends = BASE";
/// What a template has in place of sizes as in the base.
const SIZES: &str = "sizes = BASE";

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

/// Prints the scenario.
pub fn init(arguments: &Arguments) -> anyhow::Result<()> {
    let from = arguments.from.as_str();
    let (scenario, _) = Model::load(from, &Overlay::default())?;
    let head = output::terminal_words().text(&message!("init-head"));
    let comment: String = head.lines().map(|line| format!("# {line}\n")).collect();
    let extends = format!("extends = {}  # {}", toml::Value::from(from), scenario.title);
    let sizes = format!("sizes = {}", toml::Value::from(format!("as in {from}")));
    let text = arguments.question.template().replace(BASE, &extends).replace(SIZES, &sizes);
    output::print(&format!("{comment}{text}"))
}
