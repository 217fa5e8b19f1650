//! Scores of a few profiles in detail: a line for each part of the score, a column for each profile.

use crate::document::printable::printable_line;
use crate::policy::profile::Abilities;
use crate::policy::rules::{Factor, Section};
use crate::profiles::scores::{Scored, Scorer};
use crate::report::terminal::{Heading, table};
use crate::report::words::{Words, section_name, slashed};

/// Most profiles in a block.
const COLUMNS: usize = 6;

/// Blocks of a few profiles each.
pub fn text(scorer: &Scorer<'_>, scored: &[Scored<'_>], words: &Words) -> String {
    let blocks: Vec<String> = scored.chunks(COLUMNS).map(|rows| block(scorer, rows, words)).collect();
    blocks.join("\n\n")
}

fn block(scorer: &Scorer<'_>, rows: &[Scored<'_>], words: &Words) -> String {
    let names: Vec<String> =
        rows.iter().map(|row| printable_line(&row.given.name().to_string()).into_owned()).collect();
    let mut headings = vec![Heading::Words("points")];
    headings.extend(names.iter().map(|name| Heading::Figures(name)));
    let mut lines = Lines { rows, lines: Vec::new() };
    for section in Section::ALL {
        lines.number(&words.text(&section_name(section)), |row| row.breakdown.section(section));
        for factor in Factor::ALL.into_iter().filter(|factor| factor.section() == section) {
            lines.part(factor.name(), |row| row.breakdown.factor(factor));
        }
        for (place, (name, _)) in
            scorer.rules().added_factors().enumerate().filter(|(_, added)| added.1 == section)
        {
            lines.part(name, |row| row.added[place]);
        }
    }
    lines.number("score", |row| row.breakdown.total);
    lines.row("programs", |row| set(row.eligibility.map(|set| scorer.programs(set).to_string())));
    lines.row("categories", |row| set(row.eligibility.map(|set| scorer.categories(set).to_string())));
    lines.number("FSW grid", |row| row.grid.total);
    lines.row("  passed", |row| if row.grid.passed { "yes" } else { "no" }.to_owned());
    lines.part("first language", |row| row.grid.first_language);
    lines.part("second language", |row| row.grid.second_language);
    lines.part("education", |row| row.grid.education);
    lines.part("experience", |row| row.grid.experience);
    lines.part("age", |row| row.grid.age);
    lines.part("arranged employment", |row| row.grid.arranged_employment);
    lines.part("adaptability", |row| row.grid.adaptability);
    lines.row("CLB, first language", |row| levels(Some(row.given.profile.first)));
    lines.row("CLB, second language", |row| levels(row.given.profile.second));
    lines.row("CLB, spouse", |row| levels(row.given.profile.spouse.and_then(|spouse| spouse.language)));
    let legend = "Levels: speaking/listening/reading/writing. Section C factors are shown before the cap of \
                  their pair.";
    format!("{}\n{legend}", table(&headings, lines.lines))
}

struct Lines<'a, 'b> {
    rows: &'a [Scored<'b>],
    lines: Vec<Vec<String>>,
}

impl<'b> Lines<'_, 'b> {
    fn row(&mut self, name: &str, cell: impl Fn(&Scored<'b>) -> String) {
        let mut line = vec![name.to_owned()];
        line.extend(self.rows.iter().map(cell));
        self.lines.push(line);
    }

    fn number(&mut self, name: &str, cell: impl Fn(&Scored<'b>) -> u16) {
        self.row(name, |row| cell(row).to_string());
    }

    /// A part without points in any profile of the block is left out.
    fn part(&mut self, name: &str, cell: impl Fn(&Scored<'b>) -> u16) {
        if self.rows.iter().any(|row| cell(row) > 0) {
            self.number(&format!("  {}", name.replace('_', " ")), cell);
        }
    }
}

/// One name on a line; `?` for an unknown set, and `none` for an empty one.
fn set(names: Option<String>) -> String {
    match names.as_deref() {
        None => "?".to_owned(),
        Some("") => "none".to_owned(),
        Some(names) => names.replace(' ', "\n"),
    }
}

fn levels(levels: Option<Abilities>) -> String {
    levels.map_or(String::new(), slashed)
}
