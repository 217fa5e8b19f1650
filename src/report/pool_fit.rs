//! The simulated pool compared with the published counts: a table, and the title of its chart.

use super::terminal::{Column, worded_table};
use super::words::{Argument, Message, Words, decimal, message};
use crate::experiment::judging::pool_fit::{ALL_SCORES, NOMINEES, PoolFitRow, ScoreRange};
use crate::model::Model;

/// Misses beyond this part are marked.
const MOST_ERROR: f64 = 0.15;

/// The number of nominees in the pool of a replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NomineeCount {
    /// Given by published numbers: every round that invited nominees was read.
    Published,
    /// Simulated: not all rounds that invited nominees were read.
    Own,
}

impl NomineeCount {
    /// The case of the published counts that a run is compared with; none without such counts.
    pub fn of(model: &Model) -> Option<NomineeCount> {
        let span = model.start..=model.end;
        let days = model.published.censuses.iter().map(|census| census.date);
        let mut days = days.filter(|day| model.is_replay() && span.contains(day)).peekable();
        days.peek()?;
        let left_out = model.published.years_left_out();
        let is_own = days.any(|day| left_out.contains(&day.year()));
        Some(if is_own { NomineeCount::Own } else { NomineeCount::Published })
    }

    /// The sentence for the chart of the pool.
    pub fn note(self, words: &Words) -> String {
        words.text(&match self {
            NomineeCount::Published => message!("pool-nominees-published-note"),
            NomineeCount::Own => message!("pool-nominees-own-note"),
        })
    }

    /// The sentence before the table.
    fn before_table(self) -> Message {
        match self {
            NomineeCount::Published => message!("pool-nominees-published"),
            NomineeCount::Own => message!("pool-nominees-own"),
        }
    }
}

/// A table for the terminal, after its title; empty if no count can be compared.
pub fn text(rows: &[PoolFitRow], nominees: Option<NomineeCount>, words: &Words) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let nominees = nominees.map_or(message!("pool-without-nominees"), NomineeCount::before_table);
    let title = message!("pool-title", percent = decimal(MOST_ERROR * 100.0, 0), nominees = nominees);
    format!("{}\n{}\n\n", words.text(&title), pool_table(rows, words))
}

fn pool_table(rows: &[PoolFitRow], words: &Words) -> String {
    let columns = [
        Column::Words(message!("column-score")),
        Column::Figures(message!("column-year")),
        Column::Figures(message!("column-published")),
        Column::Figures(message!("column-simulated")),
        Column::Figures(message!("column-percent")),
    ];
    let lines = rows.iter().map(|row| {
        let mark = if (row.candidates.ratio() - 1.0).abs() > MOST_ERROR { "* " } else { "" };
        [
            words.text(&scores(row.range)),
            row.year.to_string(),
            words.figure(row.candidates.published),
            words.figure(row.candidates.simulated),
            format!("{mark}{:.1}", 100.0 * row.candidates.ratio()),
        ]
    });
    worded_table(words, &columns, lines)
}

/// A range of scores as a column names it.
pub fn scores(range: ScoreRange) -> Message {
    match range {
        ALL_SCORES => message!("scores-all"),
        ScoreRange { low, high: 1200 } => message!("scores-from", low = score(low)),
        ScoreRange { low, high } => message!("scores-between", low = score(low), high = score(high)),
    }
}

/// The range of scores of a row, in a sentence.
fn points(row: &PoolFitRow) -> Message {
    match row.range {
        ALL_SCORES => message!("points-all"),
        ScoreRange { low, high: 1200 } => message!("points-from", low = score(low)),
        ScoreRange { low, high } => message!("points-between", low = score(low), high = score(high)),
    }
}

fn score(score: u16) -> Argument {
    decimal(f64::from(score), 0)
}

/// The largest miss of the simulated pool; the question, where nothing was published.
///
/// Half a count is as large a miss as twice a count. Nominees are left out where their number is given.
pub fn finding(rows: &[PoolFitRow], nominees: Option<NomineeCount>, words: &Words) -> String {
    let mut worst: Option<&PoolFitRow> = None;
    for row in rows {
        let is_given = row.range == NOMINEES && nominees == Some(NomineeCount::Published);
        let is_part = row.range != ALL_SCORES && !is_given;
        if is_part && worst.is_none_or(|worst| distance(row).total_cmp(&distance(worst)).is_ge()) {
            worst = Some(row);
        }
    }
    let Some(worst) = worst else { return words.text(&message!("pool-question")) };
    words.text(&message!(
        "pool-finding",
        points = points(worst),
        percent = decimal(100.0 * worst.candidates.ratio(), 0),
        year = worst.year
    ))
}

/// Distance of the simulated count from the published one: half and twice are equally far.
fn distance(row: &PoolFitRow) -> f64 {
    row.candidates.ratio().ln().abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::judging::compared::Compared;
    use crate::scenario::{Overlay, Scenario};

    fn rows() -> [PoolFitRow; 5] {
        [
            row(ALL_SCORES, 2024, 2000.0),
            row(NOMINEES, 2024, 900.0),
            row(ScoreRange { low: 501, high: 600 }, 2023, 11_490.0),
            row(ScoreRange { low: 501, high: 600 }, 2024, 4900.0),
            row(ScoreRange { low: 401, high: 450 }, 2024, 15_000.0),
        ]
    }

    fn row(range: ScoreRange, year: i16, simulated: f64) -> PoolFitRow {
        let candidates = Compared { simulated, published: 10_000.0 };
        PoolFitRow { range, year, candidates, interval: None }
    }

    #[test]
    fn the_table_marks_what_is_missed_by_more() {
        let expected = [
            "The pool by score and year, mean of the days with a published count; %: simulated of",
            "published, * if more than 15 off. Nominees, 601 and more, follow from published numbers:",
            "  score          year   published   simulated         %",
            "─────────────────────────────────────────────────────────",
            "  all            2024      10,000       2,000    * 20.0",
            "  601 and more   2024      10,000         900     * 9.0",
            "  501 to 600     2023      10,000      11,490     114.9",
            "  501 to 600     2024      10,000       4,900    * 49.0",
            "  401 to 450     2024      10,000      15,000   * 150.0",
            "",
            "",
        ];
        assert_eq!(text(&rows(), Some(NomineeCount::Published), &Words::english()), expected.join("\n"));
        assert_eq!(text(&[], Some(NomineeCount::Published), &Words::english()), "");
    }

    #[test]
    fn the_finding_is_the_largest_miss_of_those_not_nominated() {
        assert_eq!(
            finding(&rows(), Some(NomineeCount::Published), &Words::english()),
            "The pool's largest miss: at 501 to 600 points the simulation has 49 % of the published \
             count in 2024"
        );
        assert_eq!(
            finding(&[], Some(NomineeCount::Published), &Words::english()),
            "How many candidates the pool holds, by score"
        );
    }

    /// Leaves out a round of a year.
    fn without_round(model: &mut Model, year: i16) -> Option<NomineeCount> {
        let round = model.published.rounds.iter().position(|round| round.date.year() == year).unwrap();
        std::sync::Arc::make_mut(&mut model.published).rounds.remove(round);
        NomineeCount::of(model)
    }

    #[test]
    fn nominees_are_no_finding_only_where_all_rounds_of_the_years_were_read() {
        let own = text(&rows(), Some(NomineeCount::Own), &Words::english());
        let expected = "published, * if more than 15 off. Not all rounds of these years were read, so that\n\
                        nominees, 601 and more, may differ from published numbers:\n";
        assert!(own.contains(expected) && own.lines().all(|line| line.chars().count() <= 88), "{own}");
        assert_eq!(
            finding(&rows(), Some(NomineeCount::Own), &Words::english()),
            "The pool's largest miss: at 601 points and more the simulation has 9 % of the published \
             count in 2024"
        );
        let overlay = Overlay { set: vec!["population.scale=0.01".to_owned()], ..Overlay::default() };
        let mut model = Model::new(&Scenario::load("history.toml", &overlay).unwrap()).unwrap();
        assert_eq!(NomineeCount::of(&model), Some(NomineeCount::Published));
        // No count of the pool was published for 2016.
        assert_eq!(without_round(&mut model, 2016), Some(NomineeCount::Published));
        assert_eq!(without_round(&mut model, 2024), Some(NomineeCount::Own));
        std::sync::Arc::make_mut(&mut model.published).censuses.clear();
        assert_eq!(NomineeCount::of(&model), None);
    }
}
