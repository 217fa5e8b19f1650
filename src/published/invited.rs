//! Published composition of invitations: shares of groups by year and program, read from `invited.csv`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attribute::Attribute;
use super::round::MOST_PERSONS;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::{Origin, Source};
use crate::policy::program::Program;

/// Name of all programs together.
pub(crate) const ALL_PROGRAMS: &str = "all";

/// Greatest sum of the shares of a division: rounded shares may sum to a little more than 1.
const MOST_SUM: f64 = 1.02;

/// A group of a year's invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InvitedGroup {
    /// Calendar year.
    pub year: i16,
    /// Program of the invitation; none for all together.
    pub program: Option<Program>,
    /// The property by which the invited are divided.
    pub attribute: Attribute,
    /// The group, as a place in [`Attribute::groups`].
    pub group: usize,
}

/// The published share of a group of the invited.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PublishedShare {
    /// Calendar year.
    pub year: i16,
    /// Program of the invitation; none for all together.
    pub program: Option<Program>,
    /// The property by which the invited are divided.
    pub attribute: Attribute,
    /// The group, as a place in [`Attribute::groups`].
    pub group: usize,
    /// Persons, where a count was published.
    pub count: Option<u32>,
    /// Share of all persons that the division counts, from 0 to 1.
    pub share: f64,
}

/// The groups that are shares of one whole: year, program and attribute.
type Division = (i16, Option<Program>, Attribute);

/// Reads the published shares, in the order of the file; every broken row is reported.
///
/// A division states counts, which add up to the whole, or shares, of which some may be missing.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<PublishedShare>> {
    let needed = ["year", "program", "attribute", "group", "count", "share"];
    let before = problems.len();
    let rows = Rows::parse(source, &needed, problems)?;
    let mut seen: BTreeMap<InvitedGroup, Origin> = BTreeMap::new();
    // Whether a division states counts, and what its figures add up to.
    let mut sums: BTreeMap<Division, (bool, f64)> = BTreeMap::new();
    let mut shares: Vec<PublishedShare> = Vec::new();
    for row in rows.iter(problems) {
        let Some(share) = read_row(&row) else { continue };
        let division = share.division();
        if let Some(first) = seen.insert(share.group(), row.origin()) {
            let line = first.line();
            row.wrong("this group stands twice", format!("expected it once; it is also in line {line}"));
        }
        let (has_counts, sum) = sums.entry(division).or_insert((share.count.is_some(), 0.0));
        if *has_counts != share.count.is_some() {
            row.wrong("this division mixes counts and shares", "expected counts for all groups, or shares");
            continue;
        }
        *sum += share.count.map_or(share.share, f64::from);
        if share.count.is_none() && *sum > MOST_SUM {
            row.wrong(
                format!("shares up to this row add up to {sum:.2}"),
                "expected at most 1 in a division",
            );
        }
        shares.push(share);
    }
    for share in &mut shares {
        let whole = sums[&share.division()].1;
        share.share = share.count.map_or(share.share, |count| f64::from(count) / whole);
    }
    (problems.len() == before).then_some(shares)
}

/// The published share of a group, where there is one.
pub fn find(shares: &[PublishedShare], group: InvitedGroup) -> Option<f64> {
    let group = InvitedGroup { attribute: group.attribute.published_as(), ..group };
    shares.iter().find(|share| share.group() == group).map(|share| share.share)
}

/// Published persons of a group of all invited in a year, where a count was published.
pub(crate) fn count_of(
    shares: &[PublishedShare],
    year: i16,
    attribute: Attribute,
    name: &str,
) -> Option<u32> {
    let group = attribute.groups().iter().position(|group| *group == name)?;
    let wanted = InvitedGroup { year, program: None, attribute, group };
    shares.iter().find(|share| share.group() == wanted)?.count
}

impl PublishedShare {
    /// The group whose share it is.
    pub fn group(&self) -> InvitedGroup {
        let PublishedShare { year, program, attribute, group, .. } = *self;
        InvitedGroup { year, program, attribute, group }
    }

    fn division(&self) -> Division {
        (self.year, self.program, self.attribute)
    }
}

fn read_row(row: &Row<'_>) -> Option<PublishedShare> {
    let year = row.need_year("year");
    let program = read_program(row);
    let names = Attribute::ALL.map(Attribute::name);
    let attribute = choice(row, "attribute", &names).map(|place| Attribute::ALL[place]);
    let group = attribute.and_then(|attribute| choice(row, "group", attribute.groups()));
    let count = row.find_count("count", 1..=MOST_PERSONS, "persons");
    let share = row.find::<f64>("share", "a share from 0 to 1");
    if row.text("count").is_empty() == row.text("share").is_empty() {
        row.wrong("this row needs either `count` or `share`", "expected one of them, and the other empty");
        return None;
    }
    if share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
        row.wrong_in("share", format!("`share` is `{}`", row.text("share")), "expected a share from 0 to 1");
        return None;
    }
    count.map(f64::from).or(share)?;
    let share = share.unwrap_or_default();
    Some(PublishedShare {
        year: year?,
        program: program?,
        attribute: attribute?,
        group: group?,
        count,
        share,
    })
}

/// The program of a row; `Some(None)` for all together, `None` if it is wrong.
pub(super) fn read_program(row: &Row<'_>) -> Option<Option<Program>> {
    let programs: Vec<&str> = [ALL_PROGRAMS].into_iter().chain(Program::ALL.map(Program::name)).collect();
    let place = choice(row, "program", &programs)?;
    Some(place.checked_sub(1).map(|place| Program::ALL[place]))
}

/// The place of a field's text among known names.
fn choice(row: &Row<'_>, column: &str, known: &[&str]) -> Option<usize> {
    let text = row.text(column);
    let place = known.iter().position(|name| *name == text);
    if place.is_none() {
        row.misspelt(column, known);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "year,program,attribute,group,count,share\n";

    fn read_text(rows: &str) -> Result<Vec<PublishedShare>, Vec<String>> {
        let problems = Problems::new();
        let shares = read(&Source::new("invited.csv".to_owned(), format!("{HEADER}{rows}")), &problems);
        let finished = problems.finish(shares);
        finished.map_err(|invalid| invalid.problems.into_iter().map(|problem| problem.title).collect())
    }

    #[test]
    fn counts_become_shares_of_their_division() {
        let rows = "2023,cec,score_band,451_500,30,\n2023,cec,score_band,501_600,10,\n\
                    2024,cec,score_band,501_600,7,\n2021,all,age,20_29,,0.64\n";
        let shares = read_text(rows).unwrap();
        let found: Vec<f64> = shares.iter().map(|row| row.share).collect();
        assert_eq!(found, [0.75, 0.25, 1.0, 0.64]);
        let (attribute, program) = (Attribute::ScoreBand, Some(Program::Cec));
        let group = InvitedGroup { year: 2023, program, attribute, group: 4 };
        assert_eq!(find(&shares, group), Some(0.75));
        assert_eq!(find(&shares, InvitedGroup { program: None, ..group }), None);
    }

    #[test]
    fn the_average_level_is_compared_with_the_published_one() {
        let shares = read_text("2021,all,clb,7,,0.41\n").unwrap();
        let group = InvitedGroup { year: 2021, program: None, attribute: Attribute::ClbAverage, group: 3 };
        assert_eq!(find(&shares, group), Some(0.41));
    }

    #[test]
    fn every_broken_row_is_reported() {
        let rows = "2023,cic,age,20_29,5,\n2023,all,height,20_29,5,\n2023,all,age,20_30,5,\n\
                    2023,all,age,20_29,5,0.5\n2023,all,age,20_29,,\n2023,all,age,30_34,0,\n\
                    2022,all,age,30_34,,1.5\n2021,all,age,20_29,3,\n2021,all,age,20_29,3,\n\
                    2021,all,age,30_34,,0.5\n2020,all,age,20_29,,0.6\n2020,all,age,30_34,,0.5\n";
        let expected = [
            "`program` is `cic`",
            "`attribute` is `height`",
            "`group` is `20_30`",
            "this row needs either `count` or `share`",
            "this row needs either `count` or `share`",
            "`count` is `0`",
            "`share` is `1.5`",
            "this group stands twice",
            "this division mixes counts and shares",
            "shares up to this row add up to 1.10",
        ];
        assert_eq!(read_text(rows).unwrap_err(), expected);
    }

    #[test]
    fn a_column_that_is_missing_is_reported() {
        let problems = Problems::new();
        assert!(read(&Source::new("invited.csv".to_owned(), "year,program\n"), &problems).is_none());
        assert!(!problems.is_empty());
    }
}
