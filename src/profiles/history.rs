//! Judges the facts of a row: whether they can be right together, and still hold on the day of the scores.

use super::column::{Column, Fact, Language as Whose, Part};
use super::doubt::Doubt;
use super::row::{Row, whole};
use crate::policy::profile::Profile;

/// The lowest age at which a year of skilled work can begin.
const BEFORE_WORK: i32 = 12;

impl Row<'_> {
    /// All doubts about the row.
    pub(super) fn doubts(&mut self, profile: &Profile) -> Vec<Doubt> {
        let mut doubts = self.expired();
        let age = self.context.on.years_since(profile.birth);
        let years = profile.canadian_work_years.saturating_add(profile.foreign_work_years);
        if years > 0 && i32::from(years) > age - BEFORE_WORK {
            doubts.push(Doubt::ManyYears { years, age });
        }
        let given = self.cell(Fact::Age);
        if !given.is_empty() && whole(given).parse() != Ok(age) {
            doubts.push(Doubt::OtherAge { age: given.to_owned(), by_birth: age });
        }
        for whose in [Whose::First, Whose::Second, Whose::Spouse] {
            let is_alone = self.cell(whose.column(Part::Test)).is_empty();
            if is_alone && !self.cell(whose.column(Part::Scale)).is_empty() {
                let column = self.context.names[whose.column(Part::Scale).0].clone();
                doubts.push(Doubt::ScaleAlone { column });
            }
        }
        doubts
    }

    /// Tests and assessments that no longer hold.
    fn expired(&mut self) -> Vec<Doubt> {
        let tests = [Whose::First, Whose::Second, Whose::Spouse].map(|whose| {
            // A wrong date of a test with scores is reported where these are read.
            let is_reported = !self.cell(whose.column(Part::Test)).is_empty();
            (whose.column(Part::TestDate), self.context.test_months, is_reported)
        });
        let assessment = (Column::from(Fact::AssessmentDate), self.context.assessment_months, false);
        let mut expired = Vec::new();
        for (column, months, is_reported) in tests.into_iter().chain([assessment]) {
            let before = self.problems.len();
            let dated = self.date(column);
            if is_reported {
                self.problems.truncate(before);
            }
            let Some(dated) = dated else { continue };
            let ended = dated.plus_months(i32::from(months));
            if ended <= self.context.on {
                let column = self.context.names[column.0].clone();
                expired.push(Doubt::Expired { column, dated, last: ended - 1 });
            }
        }
        expired
    }
}
