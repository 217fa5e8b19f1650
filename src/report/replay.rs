//! What a replay came to beside what was published, in words: who was invited, who applied, who was admitted.

use super::terminal::{Heading, table};
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

/// Tables for the terminal, each with a line before it; nothing where there is nothing to compare.
pub fn text(shares: &[ShareRow], applications: &[ApplicationRow], admissions: &[AdmissionRow]) -> String {
    let mut text = String::new();
    if !shares.is_empty() {
        // The second reading of a published level is no figure of its own.
        let own = || shares.iter().filter(|row| row.group.attribute.published_as() == row.group.attribute);
        let (missed, all) = (own().filter(|row| is_missed(row)).count(), own().count());
        text += &format!(
            "Who was invited, in % (score bands: of those who applied); points: simulated\n\
             less published, * if more than {MOST_POINTS}. Groups below 1 % are not shown. Of all\n\
             {all} published shares, which stand in invited.csv, {missed} are missed by more.\n{}\n\n",
            share_table(shares)
        );
    }
    if !applications.is_empty() {
        text += &format!(
            "Invitations that led to an application, in %; published: applicants of a year\n\
             over the invitations of 52 days earlier:\n{}\n\n",
            application_table(applications)
        );
    }
    if !admissions.is_empty() {
        text += &format!(
            "Persons admitted; error of the year, * if more than {:.0} %, and mean of a month's:\n{}\n\n",
            MOST_ERROR * 100.0,
            admission_table(admissions)
        );
    }
    text
}

/// Why the published figures of some years of a replay are not compared, where that is so.
pub fn left_out(years: &[i16], model: &Model) -> String {
    let lived = model.start.year()..=model.end.year();
    let years: Vec<String> =
        years.iter().filter(|year| model.is_replay() && lived.contains(year)).map(i16::to_string).collect();
    match years.as_slice() {
        [] => String::new(),
        _ => format!(
            "Not compared with published figures of the invited and the admitted, nor later years that\n\
             rest on them: {}. The rounds that were read are not all that were held then.\n\n",
            years.join(", ")
        ),
    }
}

/// Whether a share is missed by more than is usual.
pub(super) fn is_missed(row: &ShareRow) -> bool {
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
    // Of two groups one tells both.
    let is_rest = row.group.attribute.groups().len() == 2 && row.group.group == 1;
    let is_small = row.published < SMALLEST && row.simulated.is_some_and(|share| share < SMALLEST);
    is_asked_for && !is_rest && !is_small
}

fn share_table(shares: &[ShareRow]) -> String {
    let headings = [
        Heading::Words("divided by"),
        Heading::Words("whom"),
        Heading::Words("group"),
        Heading::Figures("published"),
        Heading::Figures("simulated"),
        Heading::Figures("points"),
    ];
    let mut printed: Vec<&ShareRow> = shares.iter().filter(|row| is_printed(row)).collect();
    // Stable, so that years, programs and groups stay in the order of the published table.
    printed.sort_by_key(|row| row.group.attribute);
    let lines = printed.into_iter().map(|row| {
        let attribute = row.group.attribute;
        [
            attribute.name().to_owned(),
            format!("{} {}", row.group.year, row.group.program.map_or(ALL_PROGRAMS, Program::name)),
            attribute.groups()[row.group.group].to_owned(),
            percent(row.published),
            row.simulated.map_or(String::new(), percent),
            row.difference().map_or("* none".to_owned(), |points| marked(is_missed(row), points)),
        ]
    });
    table(&headings, lines)
}

fn application_table(rows: &[ApplicationRow]) -> String {
    let headings = [
        Heading::Words("year"),
        Heading::Figures("invitations"),
        Heading::Figures("published"),
        Heading::Figures("simulated"),
        Heading::Figures("points"),
    ];
    let line = |name: String, rows: &[ApplicationRow]| {
        let sum = |part: fn(&ApplicationRow) -> f64| rows.iter().map(part).sum::<f64>();
        let invitations = sum(|row| f64::from(row.invitations));
        let published = sum(|row| f64::from(row.applicants)) / invitations;
        let simulated = sum(|row| row.simulated_leading) / sum(|row| row.simulated_invitations);
        let points = (simulated - published) * 100.0;
        let difference = marked(points.abs() > MOST_POINTS, points);
        [name, format!("{invitations:.0}"), percent(published), percent(simulated), difference]
    };
    let years = rows.iter().map(|row| line(row.year.to_string(), std::slice::from_ref(row)));
    table(&headings, years.chain([line("all".to_owned(), rows)]))
}

fn admission_table(rows: &[AdmissionRow]) -> String {
    let headings = [
        Heading::Words("year"),
        Heading::Words("program"),
        Heading::Figures("published"),
        Heading::Figures("simulated"),
        Heading::Figures("error %"),
        Heading::Figures("month %"),
    ];
    let lines = rows.iter().map(|row| {
        [
            row.year.to_string(),
            row.program.map_or(ALL_PROGRAMS, Program::name).to_owned(),
            row.published.to_string(),
            format!("{:.0}", row.simulated),
            marked(row.error().abs() > MOST_ERROR, row.error() * 100.0),
            percent(row.monthly_error),
        ]
    });
    table(&headings, lines)
}

fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

fn marked(is_marked: bool, difference: f64) -> String {
    format!("{}{difference:+.1}", if is_marked { "* " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let row = |year, applicants, simulated_leading| ApplicationRow {
            year,
            invitations: 1000,
            applicants,
            simulated_leading,
            simulated_invitations: 900.0,
        };
        let applications = [row(2023, 830, 765.0), row(2024, 700, 711.0)];
        let admissions = [AdmissionRow {
            year: 2023,
            program: Some(Program::Fsw),
            published: 35_475,
            simulated: 28_380.0,
            monthly_error: 0.25,
        }];
        let expected = [
            "Who was invited, in % (score bands: of those who applied); points: simulated",
            "less published, * if more than 8. Groups below 1 % are not shown. Of all",
            "8 published shares, which stand in invited.csv, 3 are missed by more.",
            "  divided by   whom       group           published   simulated   points",
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
            "  2023          1000        83.0        85.0     +2.0",
            "  2024          1000        70.0        79.0   * +9.0",
            "  all           2000        76.5        82.0     +5.5",
            "",
            "Persons admitted; error of the year, * if more than 15 %, and mean of a month's:",
            "  year   program   published   simulated   error %   month %",
            "──────────────────────────────────────────────────────────────",
            "  2023   fsw           35475       28380   * -20.0      25.0",
            "",
            "",
        ];
        assert_eq!(text(&shares, &applications, &admissions), expected.join("\n"));
        assert_eq!(text(&[], &[], &[]), "");
    }
}
