//! `drawsim check`: what each scenario assumes, or all its errors.

mod json;

use std::fmt::Write as _;

use super::options::{Published, Settings};
use super::output;
use crate::document::plural::plural;
use crate::document::problem::InvalidInput;
use crate::model::{Model, Notice};
use crate::policy::law::{Author, Law};
use crate::report::description::Description;
use crate::report::words::Words;
use crate::scenario::{Overlay, Scenario};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Scenario files, or names of scenarios that the program carries.
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<String>,
    /// Print JSON for tools: title, base, period, rounds, notices, and problems with their places.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: Settings,
    #[command(flatten)]
    published: Published,
}

/// A scenario that was read, or what is wrong with it.
struct Checked<'a> {
    name: &'a str,
    read: Result<(Scenario, Model), InvalidInput>,
}

/// Reads every scenario as `run` does, and prints a summary of each.
pub fn check(arguments: &Arguments) -> anyhow::Result<()> {
    let words = output::terminal_words();
    let overlay = Overlay { set: arguments.settings.set.clone(), ..arguments.published.overlay() };
    let read = |name| Checked { name, read: Model::load(name, &overlay) };
    let checked: Vec<Checked<'_>> = arguments.scenarios.iter().map(|name| read(name)).collect();
    if arguments.json {
        output::print(&json::text(&checked, &words))?;
    } else {
        output::print(&checked.iter().map(|one| one.text(&overlay, &words)).collect::<String>())?;
    }
    let broken: Vec<InvalidInput> = checked.into_iter().filter_map(|one| one.read.err()).collect();
    InvalidInput::joined(broken).map_or(Ok(()), |invalid| Err(invalid.into()))
}

impl Checked<'_> {
    fn text(&self, overlay: &Overlay, words: &Words) -> String {
        let name = self.name;
        let Ok((scenario, model)) = &self.read else { return format!("{name}: has mistakes\n\n") };
        let mut lines = vec![scenario.title.clone()];
        lines.extend(scenario.below_name().map(|below| format!("extends `{below}`")));
        lines.extend(Description::new(scenario, model, overlay).assumptions(words));
        lines.extend(reforms(&model.law));
        lines.extend(superseded(&model.law));
        lines.extend(said(scenario, model, words).into_iter().map(|notice| format!("notice: {notice}")));
        let mut text = format!("{name}: fine\n");
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
        text + "\n"
    }
}

/// The notices of a run of the scenario.
fn said(scenario: &Scenario, model: &Model, words: &Words) -> Vec<String> {
    let notices = model.notices().into_iter().chain(model.few_replications(scenario.replications));
    words.say_all(&notices.collect::<Vec<Notice>>())
}

/// One line for each block of a reform: its day, its name, and the number of values it sets.
fn reforms(law: &Law) -> Vec<String> {
    let reforms = law.changes().iter().filter(|change| change.author == Author::Scenario);
    reforms
        .map(|change| {
            let known = change.announced.map_or(String::new(), |day| format!(", announced {day}"));
            let assumed = if change.assumption.is_some() { ", assumed" } else { "" };
            let values = plural(change.settings.len() as u64, "value");
            let title = match change.instrument.as_str() {
                "the scenario" => String::new(),
                title => format!("{title}, "),
            };
            format!("reform of {}: {title}{values} changed{known}{assumed}", change.date)
        })
        .collect()
}

fn superseded(law: &Law) -> Vec<String> {
    let lines = law.superseded().into_iter().map(|(key, reform, later)| {
        format!(
            "warning: `{key}` of the reform of {} ends on {}, when \"{}\" sets another value; state it again \
             with that date to keep it",
            reform.date, later.date, later.instrument
        )
    });
    lines.collect()
}
