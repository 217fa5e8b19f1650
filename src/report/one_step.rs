//! What a one-step run reports: tables, a chart, and the summary in the terminal.

use std::collections::{BTreeMap, BTreeSet};

use super::chart::{self, Title};
use super::folder::{FolderError, ResultFolder};
use super::pool_fit::scores;
use super::rounds::scale_note;
use super::terminal::{Column, Heading, table, worded_table, wrapped};
use super::words::{Message, Words, message, short};
use crate::experiment::one_step::{OneStepFindings, OneStepRun, RANGES, RoundInnovation, Subject, tables};
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::table::{TableError, TableWriter};

/// Rounds that are named since they are furthest off.
const NAMED: usize = 3;

/// Writes the tables of a one-step run.
///
/// # Errors
/// If a file cannot be written; the error names it.
///
/// # Panics
/// If there is no replication.
pub fn write_tables(
    found: &OneStepFindings,
    runs: &[OneStepRun],
    model: &Model,
    folder: &ResultFolder,
) -> Result<(), TableError> {
    write_runs(runs, model, folder).map_err(|error| folder.relocated(error))?;
    let monthly = tables::innovations_monthly(&found.scenario, &found.months);
    folder.write_table("innovations_monthly", &monthly)
}

/// Writes the tables that hold every replication.
fn write_runs(runs: &[OneStepRun], model: &Model, folder: &ResultFolder) -> Result<(), TableError> {
    let mut writers = Vec::new();
    for (name, like) in tables::of_run(model, &runs[0]) {
        writers.push(TableWriter::create(folder.path(), name, &like)?);
    }
    for run in runs {
        for (writer, (_, rows)) in writers.iter_mut().zip(tables::of_run(model, run)) {
            writer.write(&rows)?;
        }
    }
    writers.into_iter().try_for_each(TableWriter::finish)
}

/// Draws and writes the chart of a one-step run.
///
/// # Errors
/// If it cannot be written.
pub fn write_chart(found: &OneStepFindings, folder: &ResultFolder, words: &Words) -> Result<(), FolderError> {
    let method = words.text(&message!("innovations-method"));
    let title = Title::from(chart::innovation_finding(found, words)).with(method);
    let notes: Vec<String> = scale_note(found.scale, words).into_iter().collect();
    chart::innovations(title, found, &notes, words).write(folder, "innovations")
}

/// The summary: what was asked, the innovations by type, score and year, and the rounds furthest off.
pub fn summary(found: &OneStepFindings, words: &Words) -> String {
    let asked = message!(
        "one-step-asked",
        start = found.window.from,
        end = found.window.to,
        months = found.window.warm_up_months,
        replications = found.replications,
        seed = found.seed.to_string(),
        scale = short(found.scale, 6)
    );
    let years: BTreeSet<i16> = found.years.iter().map(|row| row.period).collect();
    let grid = Grid { found, years: years.into_iter().collect(), words };
    let sections = [wrapped(&words.text(&asked)), grid.rounds(), grid.pool(), furthest(&found.rounds, words)];
    let shown: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    shown.join("\n\n") + "\n"
}

/// Means of subjects by year.
struct Grid<'a> {
    found: &'a OneStepFindings,
    years: Vec<i16>,
    words: &'a Words,
}

impl Grid<'_> {
    fn rounds(&self) -> String {
        let mut types: BTreeMap<&RoundType, usize> = BTreeMap::new();
        for round in &self.found.rounds {
            *types.entry(&round.round_type).or_default() += 1;
        }
        if types.is_empty() {
            return self.words.text(&message!("one-step-no-rounds"));
        }
        let mut lines = Vec::new();
        for (round_type, count) in types {
            let mut line = vec![round_type.name().replace('_', " "), count.to_string()];
            line.extend(self.cells(&Subject::Rounds(round_type.clone())));
            lines.push(line);
        }
        let columns = [message!("grid-round-type"), message!("column-count")];
        self.titled(&message!("one-step-rounds"), &columns, lines)
    }

    fn pool(&self) -> String {
        if self.found.pool.is_empty() {
            return self.words.text(&message!("one-step-no-pool"));
        }
        let mut lines = Vec::new();
        for range in RANGES {
            let mut line = vec![self.words.text(&scores(range))];
            line.extend(self.cells(&Subject::Scores(range)));
            lines.push(line);
        }
        self.titled(&message!("one-step-pool"), &[message!("column-score")], lines)
    }

    /// Means of a subject in percent, a cell a year.
    fn cells(&self, subject: &Subject) -> Vec<String> {
        let mut cells = Vec::new();
        for year in &self.years {
            let row = self.found.years.iter().find(|row| row.period == *year && row.subject == *subject);
            cells.push(row.map_or(String::new(), |row| format!("{:+.0}", 100.0 * row.mean.exp_m1())));
        }
        cells
    }

    /// A table under a title: the first column in words, then figures, the last of them by year.
    fn titled(&self, title: &Message, columns: &[Message], lines: Vec<Vec<String>>) -> String {
        let mut names = self.words.say_messages(columns);
        names.extend(self.years.iter().map(i16::to_string));
        let mut headings = vec![Heading::Words(&names[0])];
        headings.extend(names[1..].iter().map(|name| Heading::Figures(name)));
        format!("{}\n{}", self.words.text(title), table(&headings, lines))
    }
}

/// The rounds whose ratio is furthest from 1.
fn furthest(rounds: &[RoundInnovation], words: &Words) -> String {
    let mut rounds: Vec<&RoundInnovation> = rounds.iter().collect();
    // Rounds as far off as each other stay in order of time.
    rounds.sort_by(|one, other| other.log_ratio.mean.abs().total_cmp(&one.log_ratio.mean.abs()));
    if rounds.is_empty() {
        return String::new();
    }
    let columns = [
        Column::Words(message!("column-round")),
        Column::Words(message!("column-date")),
        Column::Words(message!("column-round-type")),
        Column::Figures(message!("column-cutoff")),
        Column::Figures(message!("column-invited-of")),
        Column::Figures(message!("column-simulated")),
    ];
    let lines = rounds.into_iter().take(NAMED).map(|round| {
        [
            round.number.to_string(),
            round.date.to_string(),
            round.round_type.name().replace('_', " "),
            round.cutoff.to_string(),
            round.size.to_string(),
            format!("{:.0}", round.reached),
        ]
    });
    format!("{}\n{}", words.text(&message!("one-step-furthest")), worded_table(words, &columns, lines))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::one_step::Innovation;
    use crate::experiment::spread::Spread;
    use crate::model::one_step::Window;
    use crate::policy::instruction::RoundNumber;

    fn round(number: u32, size: u32, reached: f64) -> RoundInnovation {
        RoundInnovation {
            number: RoundNumber::new(number),
            date: "2024-03-05".parse().unwrap(),
            round_type: RoundType::new("cec"),
            size,
            cutoff: 507,
            reached,
            log_ratio: Spread::of(vec![(reached / f64::from(size)).ln()]).unwrap(),
        }
    }

    fn found(rounds: Vec<RoundInnovation>, years: Vec<Innovation<i16>>) -> OneStepFindings {
        let day = "2024-01-01".parse().unwrap();
        OneStepFindings {
            scenario: "history".to_owned(),
            scale: 0.1,
            seed: 7,
            replications: 1,
            window: Window { from: day, to: day + 365, warm_up_months: 18 },
            rounds,
            pool: Vec::new(),
            months: Vec::new(),
            years,
        }
    }

    fn year(subject: Subject, ratio: f64) -> Innovation<i16> {
        Innovation { period: 2024, subject, mean: ratio.ln(), root_mean_square: 1.0, count: 1 }
    }

    #[test]
    fn the_summary_says_in_percent_what_is_missing_by_type_and_year() {
        let rounds =
            vec![round(1, 400, 300.0), round(2, 100, 200.0), round(3, 500, 500.0), round(4, 90, 30.0)];
        let cec = Subject::Rounds(RoundType::new("cec"));
        let text = summary(&found(rounds, vec![year(cec, 0.75)]), &Words::english());
        let expected = [
            "2024-01-01 to 2024-12-31, after 18 months from an empty pool, 1 replication,",
            "seed 7, scale 0.1",
            "",
            "Candidates at or above the published cutoff compared with the invited, in %",
            "(mean by type and year; -50: half as many, +100: twice as many):",
            "  round type   n   2024",
            "─────────────────────────",
            "  cec          4    -25",
            "",
            "There is no published count of the pool in these days.",
            "",
            "Rounds furthest off:",
            "  round   date         round type   cutoff   invited   simulated",
            "──────────────────────────────────────────────────────────────────",
            "  4       2024-03-05   cec             507        90          30",
            "  2       2024-03-05   cec             507       100         200",
            "  1       2024-03-05   cec             507       400         300",
            "",
        ];
        assert_eq!(text, expected.join("\n"));
    }

    #[test]
    fn the_chart_states_the_largest_gap() {
        let words = &Words::english();
        let rounds = vec![round(1, 400, 300.0), round(2, 100, 20.0)];
        let finding = "Largest gap: Canadian Experience Class in 2024, where the model has 64 % of the 500 \
                       candidates that were invited";
        assert_eq!(chart::innovation_finding(&found(rounds, Vec::new()), words), finding);
        let scores = [(RANGES[1], 0.5), (RANGES[2], 1.5)];
        let years = scores.map(|(range, ratio)| year(Subject::Scores(range), ratio)).to_vec();
        let finding =
            "Largest gap: 501 to 600 points in 2024, where the model has 50 % of the published count";
        assert_eq!(chart::innovation_finding(&found(Vec::new(), years), words), finding);
    }
}
