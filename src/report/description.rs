//! A scenario in plain words: what it assumes, and what differs from its base and from the published law.

mod assumptions;
pub(crate) mod differences;
mod plans;

use crate::model::Model;
use crate::model::difference::{self, Difference, Part, Side};
use crate::report::folder::{FolderError, ResultFolder};
use crate::report::terminal::{indented, wrapped};
use crate::report::words::{Words, message};
use crate::scenario::{Overlay, Scenario};

/// The file of a result that holds a description.
const FILE: &str = "description.txt";
/// Most lines of differences at the head of a summary.
const MOST_LINES: usize = 12;

/// A scenario, its meaning, and what differs.
pub struct Description<'a> {
    scenario: &'a Scenario,
    model: &'a Model,
    base: Option<Base>,
    law: Vec<Difference>,
}

/// The scenario that another extends.
struct Base {
    name: String,
    /// What differs from it; none if it is no whole scenario.
    differences: Option<Vec<Difference>>,
}

impl<'a> Description<'a> {
    /// Compares a scenario with the one that it extends, and its law with the published one. Of the overlay
    /// the published tables are laid over both.
    pub fn new(scenario: &'a Scenario, model: &'a Model, overlay: &Overlay) -> Description<'a> {
        let base = scenario.below_name().map(|name| {
            let below = scenario.below(overlay).and_then(|below| Some((Model::new(&below).ok()?, below)));
            let new = Side { scenario, model };
            let differences = below
                .map(|(model, scenario)| Side { scenario: &scenario, model: &model }.differences_to(new));
            Base { name, differences }
        });
        Description { scenario, model, base, law: difference::of_published_law(model) }
    }

    /// Title, assumptions and differences, in lines that fit the terminal.
    pub fn text(&self, words: &Words) -> String {
        let title = &self.scenario.title;
        let below = self.scenario.below_name();
        let name = match &below {
            Some(below) => {
                message!("description-extends", name = self.scenario.name.as_str(), below = below.as_str())
            }
            None => message!("description-name", name = self.scenario.name.as_str()),
        };
        let mut text = format!("{}\n{}\n\n", wrapped(title), words.text(&name));
        text += &format!("{}\n", words.text(&message!("description-assumes")));
        for line in self.assumptions(words) {
            text += &indented(&line, 2);
        }
        for part in self.base.iter().map(|base| base.text(words)).chain([self.law_text(words)]) {
            text += &format!("\n{part}");
        }
        text
    }

    /// Writes the text into a result.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, folder: &ResultFolder, words: &Words) -> Result<(), FolderError> {
        folder.write(FILE, self.text(words))
    }

    /// What the scenario assumes, a line each.
    pub fn assumptions(&self, words: &Words) -> Vec<String> {
        assumptions::lines(self.scenario, self.model, words)
    }

    /// What differs from the base in one line, but for the size of the run; none without a difference.
    pub fn note(&self, words: &Words) -> Option<String> {
        let base = self.base.as_ref()?;
        let differing = base.differences.iter().flatten().filter(|one| one.part != Part::Run);
        differences::in_one_line(&base.name, &differing.collect::<Vec<&Difference>>(), words)
    }

    /// Title and differences from the base, for the head of a summary: of many differences the first.
    pub fn head(&self, words: &Words) -> String {
        let base = self.base.as_ref().map_or(String::new(), |base| base.text(words));
        let mut lines: Vec<&str> = base.lines().take(MOST_LINES).collect();
        let more = words.text(&message!("description-more"));
        if base.lines().count() > MOST_LINES {
            lines.push(&more);
        }
        let differing: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let blank = if differing.is_empty() { "" } else { "\n" };
        format!("{}\n{blank}{differing}", wrapped(&self.scenario.title))
    }

    fn law_text(&self, words: &Words) -> String {
        if self.law.is_empty() {
            return words.text(&message!("difference-none-law")) + "\n";
        }
        let heading = words.text(&message!("difference-law", count = self.law.len()));
        format!("{heading}\n{}", differences::lines(&self.law, words))
    }
}

impl Base {
    fn text(&self, words: &Words) -> String {
        let below = self.name.as_str();
        let Some(differences) = &self.differences else {
            return words.text(&message!("difference-broken-base", below = below)) + "\n";
        };
        if differences.is_empty() {
            return words.text(&message!("difference-none-base", below = below)) + "\n";
        }
        let heading = words.text(&message!("difference-base", below = below, count = differences.len()));
        format!("{heading}\n{}", differences::by_part(differences, words))
    }
}
