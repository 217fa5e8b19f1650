//! What cannot be right about a profile that can be read, or no longer holds on the day of the scores.

use super::column::{Column, Fact, Language as Whose, Part};
use super::row::{Row, whole};
use crate::policy::profile::Profile;
use crate::time::Day;

/// Something about a row that is noticed; the profile is scored as it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A test or an assessment is no longer valid on the day of the scores.
    Expired {
        /// The column of its date.
        column: String,
        /// Its date.
        dated: Day,
        /// The last day on which it held.
        last: Day,
    },
    /// The candidate has worked for more years than the age has room for.
    ManyYears {
        /// All years of work.
        years: u8,
        /// The age.
        age: i32,
    },
    /// The age and the birth date differ; the birth date is taken.
    OtherAge {
        /// The age as given.
        age: String,
        /// The age by the birth date.
        by_birth: i32,
    },
    /// A scale is given without a test.
    ScaleAlone {
        /// The column of the scale.
        column: String,
    },
}

/// The age at which nobody has worked in a skilled occupation yet.
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
