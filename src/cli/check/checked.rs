//! A scenario that was read, in lines for people.

use std::fmt::Write as _;

use super::tables;
use crate::document::plural::plural;
use crate::document::problem::InvalidInput;
use crate::model::{Model, Notice};
use crate::policy::law::{Author, Law};
use crate::report::description::Description;
use crate::report::words::Words;
use crate::scenario::{Overlay, Scenario};

/// A scenario that was read, or what is wrong with it.
pub struct Checked<'a> {
    /// As it was typed.
    pub name: &'a str,
    /// The scenario and its meaning.
    pub read: Result<(Scenario, Model), InvalidInput>,
}

impl Checked<'_> {
    /// Title, base, assumptions, reforms and notices.
    pub fn text(&self, overlay: &Overlay, words: &Words) -> String {
        let name = self.name;
        let Ok((scenario, model)) = &self.read else { return format!("{name}: has mistakes\n\n") };
        let mut lines = vec![scenario.title.clone()];
        lines.extend(scenario.below_name().map(|below| format!("extends `{below}`")));
        lines.extend(Description::new(scenario, model, overlay).assumptions(words));
        lines.extend(reforms(&model.law));
        lines.extend(superseded(&model.law));
        let read = tables::read(&model.published);
        let notices = if read.is_empty() { notices(scenario, model) } else { unsaid(scenario, model) };
        lines.extend(read);
        lines.extend(words.say_all(&notices).into_iter().map(|notice| format!("notice: {notice}")));
        let mut text = format!("{name}: fine\n");
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
        text + "\n"
    }
}

/// The notices of a run of the scenario.
pub fn notices(scenario: &Scenario, model: &Model) -> Vec<Notice> {
    model.notices().into_iter().chain(model.few_replications(scenario.replications)).collect()
}

/// Those that lines on the reading of tables do not say already.
fn unsaid(scenario: &Scenario, model: &Model) -> Vec<Notice> {
    let mut notices = notices(scenario, model);
    notices.retain(|notice| !tables::is_of_reading(notice));
    notices
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
