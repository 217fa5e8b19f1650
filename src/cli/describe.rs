//! `drawsim describe`: what scenarios assume, and what differs from their bases and from the published law.

use super::options::{Published, Settings};
use super::output;
use crate::model::Model;
use crate::report::description::Description;
use crate::scenario::Overlay;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Scenario files, or names of scenarios that the program carries.
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<String>,
    #[command(flatten)]
    settings: Settings,
    #[command(flatten)]
    published: Published,
}

/// Prints a description of each scenario.
pub fn describe(arguments: &Arguments) -> anyhow::Result<()> {
    let overlay = Overlay { set: arguments.settings.set.clone(), ..arguments.published.overlay() };
    let words = output::terminal_words();
    let mut texts = Vec::new();
    for name in &arguments.scenarios {
        let (scenario, model) = Model::load(name, &overlay)?;
        texts.push(Description::new(&scenario, &model, &overlay).text(&words));
    }
    output::print(&texts.join("\n"))
}
