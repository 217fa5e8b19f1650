//! Judges the facts of a row: whether they can be right together, and still hold on the day of the scores.

use super::column::{Column, Fact, Language as Whose, Part};
use super::doubt::Doubt;
use super::row::{Row, whole};
use crate::policy::profile::{CanadianStudy, Education, Profile};

/// The lowest age at which a year of skilled work can begin.
const BEFORE_WORK: i32 = 12;

/// Years of work that no spouse of working age has.
const MOST_SPOUSE_YEARS: u8 = 50;

/// The lowest age at which a level of education is likely. The bounds are generous.
fn youngest(education: Education) -> i32 {
    match education {
        Education::Doctorate => 22,
        Education::Masters => 20,
        Education::TwoOrMore | Education::Bachelor => 17,
        Education::None | Education::Secondary | Education::OneYear | Education::TwoYear => 0,
    }
}

impl Row<'_> {
    /// All doubts about the row.
    pub(super) fn doubts(&mut self, profile: &Profile) -> Vec<Doubt> {
        let mut doubts = self.expired();
        let age = self.context.on.years_since(profile.birth);
        let years = profile.canadian_work_years.saturating_add(profile.foreign_work_years);
        if years > 0 && i32::from(years) > age - BEFORE_WORK {
            doubts.push(Doubt::ManyYears { years, age });
        }
        doubts.extend(self.history(profile, age));
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

    /// Facts that contradict each other.
    fn history(&self, profile: &Profile, age: i32) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        let youngest = youngest(profile.education);
        if age < youngest {
            doubts.push(Doubt::EarlyEducation { age, youngest });
        }
        // Years leave out months beyond the last full one, here and abroad.
        let years = profile.canadian_work_years.saturating_add(profile.foreign_work_years);
        let most = u16::from(years) * 12 + 22;
        let stated = [
            (Fact::OccupationMonths, profile.occupation_months),
            (Fact::ContinuousMonths, profile.continuous_months),
        ];
        for (fact, months) in stated {
            if u16::from(months) > most && !self.cell(fact).is_empty() {
                let column = self.context.names[Column::from(fact).0].clone();
                doubts.push(Doubt::ManyMonths { column, months, years });
            }
        }
        let spouse_years = profile.spouse.map_or(0, |spouse| spouse.canadian_work_years);
        if spouse_years > MOST_SPOUSE_YEARS {
            doubts.push(Doubt::ManySpouseYears { years: spouse_years });
        }
        let has_study = profile.canadian_study != CanadianStudy::None;
        if has_study && matches!(profile.education, Education::None | Education::Secondary) {
            doubts.push(Doubt::StudyWithoutCredential);
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
