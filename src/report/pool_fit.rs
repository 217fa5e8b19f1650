//! The simulated pool beside the published counts, in words and for the title of its chart.

use super::terminal::{Heading, table};
use crate::experiment::pool_fit::{ALL_SCORES, NOMINEES, PoolFitRow};

/// Misses beyond this part are marked.
const MOST_ERROR: f64 = 0.15;

/// A table for the terminal with a line before it; nothing where there is nothing to compare.
pub fn text(rows: &[PoolFitRow]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "The pool by score and year, mean of the days with a published count; %: simulated of\n\
         published, * if more than {:.0} off. Nominees, 601 and more, are set to published numbers:\n{}\n\n",
        MOST_ERROR * 100.0,
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

/// Where the simulated pool is furthest from the published one; the question, where nothing was published.
///
/// Half as many are as far off as twice as many. Nominees are left out, whose number is given.
pub fn finding(rows: &[PoolFitRow]) -> String {
    let distance = |row: &PoolFitRow| row.ratio().ln().abs();
    let parts = rows.iter().filter(|row| row.range != ALL_SCORES && row.range != NOMINEES);
    let worst = parts.max_by(|one, other| distance(one).total_cmp(&distance(other)));
    let words = |row: &PoolFitRow| {
        format!(
            "The pool's largest miss: at {} points the simulation has {:.0} % of the published count in {}",
            words(row.range),
            100.0 * row.ratio(),
            row.year
        )
    };
    worst.map_or("How many candidates the pool holds, by score".to_owned(), words)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "published, * if more than 15 off. Nominees, 601 and more, are set to published numbers:",
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
        assert_eq!(text(&rows()), expected.join("\n"));
        assert_eq!(text(&[]), "");
    }

    #[test]
    fn the_finding_is_the_largest_miss_of_those_not_nominated() {
        assert_eq!(
            finding(&rows()),
            "The pool's largest miss: at 501 to 600 points the simulation has 49 % of the published count in 2024"
        );
        assert_eq!(finding(&[]), "How many candidates the pool holds, by score");
    }
}
