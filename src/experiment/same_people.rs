//! Whether scenarios meet the same people with the same luck, as `compare` and `explain` need.

use crate::document::problem::{InvalidInput, Problem};
use crate::document::source::Source;
use crate::scenario::Scenario;

/// Refuses reforms whose people, seed, period or published figures are others than those of the base.
///
/// # Errors
/// One for each such reform: what differs, and the remedy.
pub fn check_same_people<'a>(
    base: &Scenario,
    reforms: impl Iterator<Item = &'a Scenario>,
) -> Result<(), InvalidInput> {
    let refusals = reforms.filter_map(|reform| refusal(base, reform));
    InvalidInput::joined(refusals).map_or(Ok(()), Err)
}

/// What stands in place of a value that a scenario does not state.
const ABSENT: &str = "not stated";

/// A value of a scenario, as it is written.
type ValueOf = fn(&Scenario) -> String;

/// Finds a file that a scenario names.
type FileOf = fn(&Scenario) -> Option<&Source>;

/// A value that both scenarios need to share.
struct Shared {
    key: &'static str,
    base: String,
    reform: String,
}

impl Shared {
    /// What was found, under the names of base and reform.
    fn found(&self, [base_name, reform_name]: [&str; 2]) -> String {
        let Shared { key, base, reform } = self;
        format!("`{key}` is {base} in `{base_name}` and {reform} in `{reform_name}`")
    }
}

fn refusal(base: &Scenario, reform: &Scenario) -> Option<InvalidInput> {
    let differing = unshared(base, reform);
    differing.first()?;
    let names = [base, reform].map(|scenario| scenario.name_in_tables.as_str());
    let listed: Vec<String> = differing.iter().map(|one| one.found(names)).collect();
    let title = format!(
        "`{}` and `{}` do not meet the same people with the same luck: {}",
        names[0],
        names[1],
        listed.join("; ")
    );
    let options: Vec<String> = differing
        .iter()
        .filter(|one| one.base != ABSENT)
        .map(|one| format!("--set {}={}", one.key, one.base))
        .collect();
    let expected = match options.is_empty() {
        true => "expected the same people and the same period in both".to_owned(),
        false => format!("expected one value for both; run them with `{}`", options.join(" ")),
    };
    Some(InvalidInput::one(Problem::without_place(title, expected)))
}

/// The values that are not the same, of those that decide on people, random numbers and period.
fn unshared(base: &Scenario, reform: &Scenario) -> Vec<Shared> {
    let values: [(&str, ValueOf); 6] = [
        ("start", |scenario| scenario.start().to_string()),
        ("end", |scenario| scenario.end().to_string()),
        ("seed", |scenario| scenario.seed.to_string()),
        ("population.scale", |scenario| scenario.population.scale.to_string()),
        ("warm_up_months", |scenario| scenario.warm_up_months.to_string()),
        ("start_pool", start_pool),
    ];
    let mut shared = Vec::new();
    for (key, value) in values {
        let one = Shared { key, base: value(base), reform: value(reform) };
        shared.extend((one.base != one.reform).then_some(one));
    }
    let files: [(&str, FileOf); 5] = [
        ("population.file", |scenario| Some(&scenario.population.source)),
        ("population.occupations", |scenario| Some(&scenario.population.occupations)),
        ("population.members", |scenario| Some(&scenario.population.members.as_ref()?.source)),
        ("published.rounds", |scenario| Some(&scenario.rounds)),
        ("published.snapshots", |scenario| Some(&scenario.snapshots)),
    ];
    for (key, file) in files {
        let (ours, theirs) = (file(base), file(reform));
        if ours.map(|source| &source.text) != theirs.map(|source| &source.text) {
            let (base, reform) = (named(ours), named(theirs));
            let reform = if base == reform { format!("another file {reform}") } else { reform };
            shared.push(Shared { key, base, reform });
        }
    }
    shared
}

fn start_pool(scenario: &Scenario) -> String {
    scenario.start_pool.as_ref().map_or(ABSENT, |(pool, _)| pool.name()).to_owned()
}

/// The name of a file.
fn named(file: Option<&Source>) -> String {
    file.map_or_else(|| ABSENT.to_owned(), |source| format!("\"{}\"", source.name))
}
