//! A replay compared with published figures, in tables for the terminal: invited, applications, admissions.

use super::terminal::{Column, worded_table, wrapped};
use super::words::{Words, decimal, message};
use crate::experiment::judging::invited::ShareRow;
use crate::experiment::judging::outcomes::{AdmissionRow, ApplicationRow};
use crate::model::Model;
use crate::policy::program::Program;
use crate::published::attribute::Attribute;
use crate::published::invited::ALL_PROGRAMS;

/// Differences of shares beyond this, in points, are marked.
const MOST_POINTS: f64 = 8.0;
/// Errors of a year's admissions beyond this part are marked.
const MOST_ERROR: f64 = 0.15;
/// Groups that are smaller, published and simulated, are not printed.
const SMALLEST: f64 = 0.01;
/// Score bands of earlier years are not printed.
const FIRST_SCORE_BANDS: i16 = 2023;

/// Tables for the terminal, each after its title; empty if no figure can be compared.
pub fn text(
    shares: &[ShareRow],
    applications: &[ApplicationRow],
    admissions: &[AdmissionRow],
    words: &Words,
) -> String {
    let mut text = String::new();
    if !shares.is_empty() {
        let MissedShares { missed, all } = missed_shares(shares);
        let title = message!("shares-title", points = decimal(MOST_POINTS, 0), all = all, missed = missed);
        text += &format!("{}\n{}\n\n", words.text(&title), share_table(shares, words));
    }
    if !applications.is_empty() {
        let title = words.text(&message!("applications-title"));
        text += &format!("{title}\n{}\n\n", application_table(applications, words));
    }
    if !admissions.is_empty() {
        let title = message!("admissions-title", percent = decimal(100.0 * MOST_ERROR, 0));
        text += &format!("{}\n{}\n\n", words.text(&title), admission_table(admissions, words));
    }
    text
}

/// The sentence on years of a replay that are not compared with published figures; empty if there are none.
pub fn left_out(years: &[i16], model: &Model, words: &Words) -> String {
    let span = model.start.year()..=model.end.year();
    let years: Vec<String> =
        years.iter().filter(|year| model.is_replay() && span.contains(year)).map(i16::to_string).collect();
    if years.is_empty() {
        return String::new();
    }
    wrapped(&words.text(&message!("years-left-out", years = years.join(", ")))) + "\n\n"
}

/// Numbers of published shares.
pub(super) struct MissedShares {
    /// Shares that are missed by more than the usual error.
    pub missed: usize,
    /// All shares.
    pub all: usize,
}

/// Counts the shares that are missed by more than the usual error.
pub(super) fn missed_shares(shares: &[ShareRow]) -> MissedShares {
    let mut count = MissedShares { missed: 0, all: 0 };
    // The second reading of a published level is no figure of its own.
    for row in shares.iter().filter(|row| row.group.attribute.published_as() == row.group.attribute) {
        count.all += 1;
        count.missed += usize::from(is_missed(row));
    }
    count
}

/// Whether a share is missed by more than the usual error.
fn is_missed(row: &ShareRow) -> bool {
    row.difference().is_none_or(|points| points.abs() > MOST_POINTS)
}

fn is_printed(row: &ShareRow) -> bool {
    let is_asked_for = match row.group.attribute {
        Attribute::Program | Attribute::ClbAverage => false,
        Attribute::ScoreBand => {
            row.group.year >= FIRST_SCORE_BANDS
                && matches!(row.group.program, Some(Program::Cec | Program::Fsw))
        }
        Attribute::Age
        | Attribute::Education
        | Attribute::Clb
        | Attribute::CanadianWork
        | Attribute::ForeignWork
        | Attribute::Residence => true,
    };
    // The share of one of two groups gives that of the other.
    let is_rest = row.group.attribute.groups().len() == 2 && row.group.group == 1;
    let is_small = row.published < SMALLEST && row.simulated.is_some_and(|share| share < SMALLEST);
    is_asked_for && !is_rest && !is_small
}

fn share_table(shares: &[ShareRow], words: &Words) -> String {
    let columns = [
        Column::Words(message!("column-divided-by")),
        Column::Words(message!("column-invited-of")),
        Column::Words(message!("column-group")),
        Column::Figures(message!("column-published")),
        Column::Figures(message!("column-simulated")),
        Column::Figures(message!("column-points")),
    ];
    let mut printed: Vec<&ShareRow> = shares.iter().filter(|row| is_printed(row)).collect();
    // Stable, so that years, programs and groups stay in the order of the published table.
    printed.sort_by_key(|row| row.group.attribute);
    let none = words.text(&message!("share-none"));
    let lines = printed.into_iter().map(|row| {
        let attribute = row.group.attribute;
        [
            attribute.name().to_owned(),
            format!("{} {}", row.group.year, row.group.program.map_or(ALL_PROGRAMS, Program::name)),
            attribute.groups()[row.group.group].to_owned(),
            percent(row.published),
            row.simulated.map_or(String::new(), percent),
            row.difference().map_or_else(|| none.clone(), |points| marked(points, MOST_POINTS)),
        ]
    });
    worded_table(words, &columns, lines)
}

fn application_table(rows: &[ApplicationRow], words: &Words) -> String {
    let columns = [
        Column::Words(message!("column-year")),
        Column::Figures(message!("column-invitations")),
        Column::Figures(message!("column-published")),
        Column::Figures(message!("column-simulated")),
        Column::Figures(message!("column-points")),
    ];
    let mut lines = Vec::new();
    for row in rows {
        lines.push(application_cells(row.year.to_string(), std::slice::from_ref(row), words));
    }
    lines.push(application_cells(words.text(&message!("row-all")), rows, words));
    worded_table(words, &columns, lines)
}

/// A line of the table: the invitations and applications of some years together.
fn application_cells(name: String, rows: &[ApplicationRow], words: &Words) -> [String; 5] {
    let invitations: f64 = rows.iter().map(|row| row.invitations.published).sum();
    let applicants: f64 = rows.iter().map(|row| row.applications.published).sum();
    let leading: f64 = rows.iter().map(|row| row.applications.simulated).sum();
    let simulated = leading / rows.iter().map(|row| row.invitations.simulated).sum::<f64>();
    let published = applicants / invitations;
    let difference = marked((simulated - published) * 100.0, MOST_POINTS);
    [name, words.figure(invitations), percent(published), percent(simulated), difference]
}

fn admission_table(rows: &[AdmissionRow], words: &Words) -> String {
    let columns = [
        Column::Words(message!("column-year")),
        Column::Words(message!("column-program")),
        Column::Figures(message!("column-published")),
        Column::Figures(message!("column-simulated")),
        Column::Figures(message!("column-error")),
        Column::Figures(message!("column-month-error")),
    ];
    let lines = rows.iter().map(|row| {
        [
            row.year.to_string(),
            row.program.map_or(ALL_PROGRAMS, Program::name).to_owned(),
            words.figure(row.persons.published),
            words.figure(row.persons.simulated),
            marked(row.error() * 100.0, MOST_ERROR * 100.0),
            percent(row.monthly_error),
        ]
    });
    worded_table(words, &columns, lines)
}

fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// A difference, with a mark if it is larger than usual, either way.
fn marked(difference: f64, most: f64) -> String {
    let mark = if difference.abs() > most { "* " } else { "" };
    format!("{mark}{difference:+.1}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::judging::compared::Compared;
    use crate::record::invited::InvitedGroup;

    fn share(
        attribute: Attribute,
        group: usize,
        program: Option<Program>,
        published: f64,
        simulated: Option<f64>,
    ) -> ShareRow {
        ShareRow { group: InvitedGroup { year: 2023, program, attribute, group }, published, simulated }
    }

    #[test]
    fn a_small_replay_is_printed_with_its_misses_marked() {
        let cec = Some(Program::Cec);
        let shares = [
            share(Attribute::ScoreBand, 5, cec, 0.401, Some(0.403)),
            share(Attribute::Age, 0, None, 0.0001, Some(0.002)),
            share(Attribute::Age, 1, None, 0.54, Some(0.6305)),
            share(Attribute::Education, 2, None, 0.45, Some(0.375)),
            share(Attribute::Clb, 6, None, 0.18, None),
            share(Attribute::ClbAverage, 6, None, 0.18, Some(0.5)),
            share(Attribute::Residence, 0, None, 0.7, Some(0.65)),
            share(Attribute::Residence, 1, None, 0.3, Some(0.35)),
            share(Attribute::Program, 3, None, 0.26, Some(0.5)),
        ];
        let row = |year, published, simulated| ApplicationRow {
            year,
            invitations: Compared { simulated: 900.0, published: 1000.0 },
            invitations_interval: None,
            applications: Compared { simulated, published },
            applications_interval: None,
        };
        let applications = [row(2023, 830.0, 765.0), row(2024, 700.0, 711.0)];
        let admissions = [AdmissionRow {
            year: 2023,
            program: Some(Program::Fsw),
            persons: Compared { simulated: 28_380.0, published: 35_475.0 },
            monthly_error: 0.25,
        }];
        let expected = [
            "Who was invited, in % (score bands: of those who applied); points: simulated",
            "less published, * if more than 8. Groups below 1 % are not shown. Of all",
            "8 published shares, which stand in invited.csv, 3 are missed by more.",
            "  divided by   invited    group           published   simulated   points",
            "──────────────────────────────────────────────────────────────────────────",
            "  age          2023 all   20_29                54.0        63.0   * +9.0",
            "  education    2023 all   three_or_more        45.0        37.5     -7.5",
            "  clb          2023 all   10                   18.0               * none",
            "  residence    2023 all   canada               70.0        65.0     -5.0",
            "  score_band   2023 cec   501_600              40.1        40.3     +0.2",
            "",
            "Invitations that led to an application, in %; published: applicants of a year",
            "over the invitations of 52 days earlier:",
            "  year   invitations   published   simulated   points",
            "───────────────────────────────────────────────────────",
            "  2023         1,000        83.0        85.0     +2.0",
            "  2024         1,000        70.0        79.0   * +9.0",
            "  all          2,000        76.5        82.0     +5.5",
            "",
            "Persons admitted; error of the year, * if more than 15 %, and mean of a month's:",
            "  year   program   published   simulated   error %   month %",
            "──────────────────────────────────────────────────────────────",
            "  2023   fsw          35,475      28,380   * -20.0      25.0",
            "",
            "",
        ];
        assert_eq!(text(&shares, &applications, &admissions, &Words::english()), expected.join("\n"));
        assert_eq!(text(&[], &[], &[], &Words::english()), "");
    }
}
