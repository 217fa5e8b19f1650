//! A scenario in plain words: what it assumes, and what differs from its base and from the published law.

mod assumptions;
pub(crate) mod differences;
mod plans;

use crate::model::Model;
use crate::model::difference::{self, Difference, Side};
use crate::report::folder::{FolderError, ResultFolder};
use crate::report::terminal::{Indented, indented};
use crate::report::words::{Words, message};
use crate::scenario::{Overlay, Scenario};

/// The file of a result that holds a description.
const FILE: &str = "description.txt";
/// Most lines of the short description at the head of a summary and at the foot of a chart.
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

    /// The short description and all assumptions, in lines that fit the terminal.
    pub fn text(&self, words: &Words) -> String {
        let mut text: String = self.short(words).iter().map(Indented::wrapped).collect();
        text += &format!("\n{}\n", words.text(&message!("description-assumes")));
        for line in self.assumptions(words) {
            text += &indented(&line, 2);
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

    /// The short description for the head of a summary, in lines that fit the terminal: of many lines the
    /// first.
    pub fn head(&self, words: &Words) -> String {
        self.first_lines(words).iter().map(Indented::wrapped).collect()
    }

    /// The same lines for the foot of a chart.
    pub fn notes(&self, words: &Words) -> Vec<String> {
        self.first_lines(words).into_iter().map(|line| line.text).collect()
    }

    /// The first lines of the short description, and how many more stand in the file.
    fn first_lines(&self, words: &Words) -> Vec<Indented> {
        let mut lines = self.short(words);
        if lines.len() > MOST_LINES {
            let more = message!("description-more", count = lines.len() - (MOST_LINES - 1), file = FILE);
            lines.truncate(MOST_LINES - 1);
            lines.push(Indented { blanks: 2, text: words.text(&more) });
        }
        lines
    }

    /// The short description, the same wherever the scenario is shown: title, name and base, the run and
    /// its rounds, and what differs from the base and from the published law.
    fn short(&self, words: &Words) -> Vec<Indented> {
        let below = self.scenario.below_name();
        let name = match &below {
            Some(below) => {
                message!("description-extends", name = self.scenario.name.as_str(), below = below.as_str())
            }
            None => message!("description-name", name = self.scenario.name.as_str()),
        };
        let mut lines = vec![
            Indented { blanks: 0, text: self.scenario.title.clone() },
            Indented { blanks: 0, text: words.text(&name) },
        ];
        let assumed = assumptions::main(self.scenario, self.model);
        lines.extend(assumed.iter().map(|one| Indented { blanks: 2, text: words.text(one) }));
        lines.extend(self.base.iter().flat_map(|base| base.lines(words)));
        lines.extend(self.law_lines(words));
        lines
    }

    fn law_lines(&self, words: &Words) -> Vec<Indented> {
        let heading = match self.law.len() {
            0 => message!("difference-none-law"),
            count => message!("difference-law", count = count),
        };
        let heading = Indented { blanks: 0, text: words.text(&heading) };
        [vec![heading], differences::lines(&self.law, words)].concat()
    }
}

impl Base {
    fn lines(&self, words: &Words) -> Vec<Indented> {
        let below = self.name.as_str();
        let found = self.differences.as_deref();
        let heading = match found.map(<[Difference]>::len) {
            None => message!("difference-broken-base", below = below),
            Some(0) => message!("difference-none-base", below = below),
            Some(count) => message!("difference-base", below = below, count = count),
        };
        let heading = Indented { blanks: 0, text: words.text(&heading) };
        [vec![heading], differences::lines_by_part(found.unwrap_or_default(), words)].concat()
    }
}
