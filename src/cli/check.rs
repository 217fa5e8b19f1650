//! `drawsim check`: a summary of each scenario, or all its errors.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::options::{Published, Settings};
use super::output;
use crate::document::plural::plural;
use crate::document::problem::InvalidInput;
use crate::model::{Model, Notice, PlannedRound};
use crate::policy::law::{Author, Law};
use crate::report::words::Words;
use crate::scenario::{Overlay, Scenario};

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

/// Reads every scenario as `run` does, and prints a summary of each.
pub fn check(arguments: &Arguments) -> anyhow::Result<()> {
    let words = output::terminal_words();
    let overlay = Overlay { set: arguments.settings.set.clone(), ..arguments.published.overlay() };
    let mut broken = Vec::new();
    let mut text = String::new();
    for name in &arguments.scenarios {
        match Model::load(name, &overlay) {
            Ok((scenario, model)) => text.push_str(&describe(name, &scenario, &model, &words)),
            Err(invalid) => {
                let _ = writeln!(text, "{name}: broken\n");
                broken.push(invalid);
            }
        }
    }
    output::print(&text)?;
    InvalidInput::joined(broken).map_or(Ok(()), |invalid| Err(invalid.into()))
}

fn describe(name: &str, scenario: &Scenario, model: &Model, words: &Words) -> String {
    let replications = plural(u64::from(scenario.replications), "replication");
    let mut lines = vec![
        scenario.title.clone(),
        format!("{} to {}, {replications}, seed {}", scenario.start, scenario.end, scenario.seed),
    ];
    if model.population.scale < 1.0 {
        lines.push(format!("sampled at scale {}", model.population.scale));
    }
    lines.push(first_pool(model, words));
    lines.push(rounds(model));
    lines.extend(reforms(&model.law));
    lines.extend(superseded(&model.law));
    let notices = model.notices().into_iter().chain(model.few_replications(scenario.replications));
    let notices = words.say_all(&notices.collect::<Vec<Notice>>());
    lines.extend(notices.into_iter().map(|notice| format!("notice: {notice}")));
    format!("{name}: fine\n  {}\n\n", lines.join("\n  "))
}

/// The pool on the first day.
fn first_pool(model: &Model, words: &Words) -> String {
    match model.warm_up.as_ref().map(|past| (past.first, &past.fit)) {
        None => "first pool: empty".to_owned(),
        Some((first, None)) => format!("first pool: simulated, warm-up from {first}"),
        Some((first, Some(fit))) => format!(
            "first pool: the published count of {}, {} candidates by score band; warm-up from {first}",
            fit.day,
            words.figure(fit.total().into())
        ),
    }
}

/// Planned rounds of each type, and slots that are not held since their type has no share of the target.
fn rounds(model: &Model) -> String {
    let (held, idle): (Vec<_>, Vec<_>) = model.plan.iter().partition(|round| model.holds(round));
    let types = by_type(&held);
    let mut text = format!("{} planned", plural(held.len() as u64, "round"));
    if !types.is_empty() {
        let _ = write!(text, ": {types}");
    }
    if !idle.is_empty() {
        let _ = write!(text, "; without a share of the target, and not held: {}", by_type(&idle));
    }
    text
}

fn by_type(rounds: &[&PlannedRound]) -> String {
    let mut types: BTreeMap<&str, u64> = BTreeMap::new();
    for round in rounds {
        *types.entry(round.instruction.round_type.name()).or_default() += 1;
    }
    types.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<String>>().join(", ")
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
