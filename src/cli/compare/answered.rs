//! A comparison that is done: its tables, charts and answer.

use anyhow::Context;

use super::compared::Compared;
use crate::cli::output;
use crate::cli::session::{Session, Work};
use crate::experiment::compare::{self, CompareRow, Effects, GroupRow};
use crate::report::comparison::{ComparisonReport, Replicated, sentence};
use crate::report::folder::ResultFolder;
use crate::report::manifest::RanReform;

/// The file that holds the answer.
const ANSWER: &str = "comparison.txt";

/// A comparison that is done.
#[derive(Clone, Copy)]
pub struct Answered<'a> {
    pub base: &'a Compared,
    pub reforms: &'a [Compared],
    pub effects: &'a [Effects],
}

/// Writes tables, charts, answer and manifest, and prints the answer.
pub fn finish(
    answered: Answered<'_>,
    mut session: Session,
    folder: ResultFolder,
    work: Work<'_>,
) -> anyhow::Result<()> {
    write_tables(answered.effects, &folder)?;
    let answer = answered.text(&session, &folder)?;
    folder.write(ANSWER, &answer)?;
    session.note_reforms(answered.reforms.iter().map(|reform| RanReform::of(&reform.scenario)).collect());
    let path = session.finish(folder, &answered.base.scenario, work)?;
    let text = match session.printing().quiet {
        true => answered.sentences(&session),
        false => format!("{answer}\nResult: {} ({:.1} s)", path.display(), session.seconds()),
    };
    output::print(&text).with_context(|| {
        format!("the result is whole in `{}`, but its summary cannot be printed", path.display())
    })
}

impl Answered<'_> {
    /// The sentence of each reform.
    fn sentences(&self, session: &Session) -> String {
        let sentences = self.effects.iter().map(|effects| sentence(effects, session.words()));
        sentences.collect::<Vec<String>>().join("\n")
    }

    /// The answer for each reform; its chart is written into the folder.
    fn text(&self, session: &Session, folder: &ResultFolder) -> anyhow::Result<String> {
        let base = self.base;
        let mut answers = Vec::new();
        for (reform, effects) in self.reforms.iter().zip(self.effects) {
            let report = ComparisonReport {
                base: &base.model.name,
                effects,
                differences: &reform.differences,
                replicated: Replicated {
                    members: base.model.members(),
                    start: base.model.start,
                    end: base.model.end,
                    has_other_calendar: !base.model.has_calendar_of(&reform.model),
                },
                words: session.words(),
            };
            report.write_chart(folder)?;
            answers.push(report.text());
        }
        Ok(answers.join(&format!("\n{}\n", "─".repeat(78))))
    }
}

fn write_tables(effects: &[Effects], folder: &ResultFolder) -> anyhow::Result<()> {
    let rows: Vec<CompareRow> = effects.iter().flat_map(|one| one.rows.clone()).collect();
    let groups: Vec<GroupRow> = effects.iter().flat_map(|one| one.groups.clone()).collect();
    folder.write_table("compare", &compare::compare(&rows))?;
    Ok(folder.write_table("compare_groups", &compare::compare_groups(&groups))?)
}
