//! The simulated pool beside the published counts, in words and for the title of its chart.

use super::terminal::{Heading, table};
use crate::experiment::judging::pool_fit::{ALL_SCORES, NOMINEES, PoolFitRow};
use crate::model::Model;

/// Misses beyond this part are marked.
const MOST_ERROR: f64 = 0.15;

/// How many nominees a replay has in its pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NomineeCount {
    /// From published numbers and a margin: every round that took them was read.
    Published,
    /// Perhaps others, since not all rounds were read that took them.
    Own,
}

impl NomineeCount {
    /// What holds for the published counts that a run is compared with; none where there are none.
    pub fn of(model: &Model) -> Option<NomineeCount> {
        let lived = model.start..=model.end;
        let days = model.published.censuses.iter().map(|census| census.date);
        let mut days = days.filter(|day| model.is_replay() && lived.contains(day)).peekable();
        days.peek()?;
        let left_out = model.published.years_left_out();
        let is_own = days.any(|day| left_out.contains(&day.year()));
        Some(if is_own { NomineeCount::Own } else { NomineeCount::Published })
    }

    /// What it means for the chart of the pool, in a sentence.
    pub fn note(self) -> &'static str {
        match self {
            NomineeCount::Published => {
                "Nominees follow from published numbers, so that this panel is no finding."
            }
            NomineeCount::Own => {
                "The rounds that were read are not all that were held, so that nominees need not follow from published numbers."
            }
        }
    }

    fn table_words(self) -> &'static str {
        match self {
            NomineeCount::Published => "Nominees, 601 and more, follow from published numbers:",
            NomineeCount::Own => {
                "Not all rounds of these years were read, so that\n\
                 nominees, 601 and more, need not come to published numbers:"
            }
        }
    }
}

/// A table for the terminal with a line before it; nothing where there is nothing to compare.
pub fn text(rows: &[PoolFitRow], nominees: Option<NomineeCount>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "The pool by score and year, mean of the days with a published count; %: simulated of\n\
         published, * if more than {:.0} off. {}\n{}\n\n",
        MOST_ERROR * 100.0,
        nominees.map_or("", NomineeCount::table_words),
        pool_table(rows)
    )
}

fn pool_table(rows: &[PoolFitRow]) -> String {
    let headings = [
        Heading::Words("score"),
        Heading::Figures("year"),
        Heading::Figures("published"),
        Heading::Figures("simulated"),
        Heading::Figures("%"),
    ];
    let lines = rows.iter().map(|row| {
        let mark = if (row.ratio() - 1.0).abs() > MOST_ERROR { "* " } else { "" };
        [
            words(row.range),
            row.year.to_string(),
            format!("{:.0}", row.published),
            format!("{:.0}", row.simulated),
            format!("{mark}{:.1}", 100.0 * row.ratio()),
        ]
    });
    table(&headings, lines)
}

/// A range of scores as a column names it.
fn words(range: (u16, u16)) -> String {
    match range {
        ALL_SCORES => "all".to_owned(),
        (low, 1200) => format!("{low} and more"),
        (low, high) => format!("{low} to {high}"),
    }
}

/// A range of scores in a sentence.
fn points(range: (u16, u16)) -> String {
    match range {
        (low, 1200) => format!("{low} points and more"),
        _ => format!("{} points", words(range)),
    }
}

/// Where the simulated pool is furthest from the published one; the question, where nothing was published.
///
/// Half as many are as far off as twice as many. Nominees are left out where their number is given.
pub fn finding(rows: &[PoolFitRow], nominees: Option<NomineeCount>) -> String {
    let distance = |row: &PoolFitRow| row.ratio().ln().abs();
    let is_given = |range| range == NOMINEES && nominees == Some(NomineeCount::Published);
    let parts = rows.iter().filter(|row| row.range != ALL_SCORES && !is_given(row.range));
    let worst = parts.max_by(|one, other| distance(one).total_cmp(&distance(other)));
    let words = |row: &PoolFitRow| {
        format!(
            "The pool's largest miss: at {} the simulation has {:.0} % of the published count in {}",
            points(row.range),
            100.0 * row.ratio(),
            row.year
        )
    };
    worst.map_or("How many candidates the pool holds, by score".to_owned(), words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overlay, Scenario};

    fn rows() -> [PoolFitRow; 5] {
        let row = |range, year, simulated| PoolFitRow { range, year, published: 10_000.0, simulated };
        [
            row(ALL_SCORES, 2024, 2000.0),
            row(NOMINEES, 2024, 900.0),
            row((501, 600), 2023, 11_490.0),
            row((501, 600), 2024, 4900.0),
            row((401, 450), 2024, 15_000.0),
        ]
    }

    #[test]
    fn the_table_marks_what_is_missed_by_more() {
        let expected = [
            "The pool by score and year, mean of the days with a published count; %: simulated of",
            "published, * if more than 15 off. Nominees, 601 and more, follow from published numbers:",
            "  score          year   published   simulated         %",
            "─────────────────────────────────────────────────────────",
            "  all            2024       10000        2000    * 20.0",
            "  601 and more   2024       10000         900     * 9.0",
            "  501 to 600     2023       10000       11490     114.9",
            "  501 to 600     2024       10000        4900    * 49.0",
            "  401 to 450     2024       10000       15000   * 150.0",
            "",
            "",
        ];
        assert_eq!(text(&rows(), Some(NomineeCount::Published)), expected.join("\n"));
        assert_eq!(text(&[], Some(NomineeCount::Published)), "");
    }

    #[test]
    fn the_finding_is_the_largest_miss_of_those_not_nominated() {
        assert_eq!(
            finding(&rows(), Some(NomineeCount::Published)),
            "The pool's largest miss: at 501 to 600 points the simulation has 49 % of the published count in 2024"
        );
        assert_eq!(
            finding(&[], Some(NomineeCount::Published)),
            "How many candidates the pool holds, by score"
        );
    }

    #[test]
    fn nominees_are_no_finding_only_where_all_rounds_of_the_years_were_read() {
        let own = text(&rows(), Some(NomineeCount::Own));
        let expected = "published, * if more than 15 off. Not all rounds of these years were read, so that\n\
                        nominees, 601 and more, need not come to published numbers:\n";
        assert!(own.contains(expected) && own.lines().all(|line| line.chars().count() <= 88), "{own}");
        assert_eq!(
            finding(&rows(), Some(NomineeCount::Own)),
            "The pool's largest miss: at 601 points and more the simulation has 9 % of the published count in 2024"
        );
        let overlay = Overlay { set: vec!["population.scale=0.01".to_owned()], ..Overlay::default() };
        let mut model = Model::new(&Scenario::load("history.toml", &overlay).unwrap()).unwrap();
        assert_eq!(NomineeCount::of(&model), Some(NomineeCount::Published));
        // No count of the pool was published for 2016.
        let of = |model: &mut Model, year: i16| {
            let round = model.published.rounds.iter().position(|round| round.date.year() == year).unwrap();
            std::sync::Arc::make_mut(&mut model.published).rounds.remove(round);
            NomineeCount::of(model)
        };
        assert_eq!(of(&mut model, 2016), Some(NomineeCount::Published));
        assert_eq!(of(&mut model, 2024), Some(NomineeCount::Own));
        std::sync::Arc::make_mut(&mut model.published).censuses.clear();
        assert_eq!(NomineeCount::of(&model), None);
    }
}
