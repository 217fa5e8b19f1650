//! Expected admissions on the lines that the planner does not plan for: provincial nominees and French
//! speakers.

use super::expectation::{Applicant, add, persons_of_invitation};
use super::kind::Counting;
use super::nominees_ahead::NomineesAhead;
use super::outlook::Outlook;
use crate::model::period::Step;
use crate::policy::levels::Line;
use crate::policy::program::Program;
use crate::record::{Bound, QuarterPlan};

/// French speakers expected to be admitted in each year on rounds ahead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FrenchAhead<'a> {
    /// On rounds of a stated size.
    pub stated: &'a [f64],
    /// On rounds that are left to the planner.
    pub planned: &'a [f64],
}

impl Outlook<'_> {
    /// Expected admissions of nominees and of French speakers. `nominees` holds the persons admitted on
    /// future nominations in each year.
    pub(crate) fn plan_others(
        &self,
        years: &[i16],
        nominees: &[f64],
        french: FrenchAhead<'_>,
    ) -> Vec<QuarterPlan> {
        let french_nominees = self.french_part_of_nominees();
        let pnp = self.expected(years, Counting::Families, |kind| kind.program == Program::Pnp);
        let all_french = self.expected(years, Counting::Applicants, |kind| kind.speaks_french);
        let not_pursued = self.years_not_pursued();
        let mut plans = Vec::new();
        for (place, year) in years.iter().enumerate() {
            plans.push(QuarterPlan {
                bound: not_pursued.contains(year).then_some(Bound::Late),
                ..self.plan_of(Line::Pnp, *year, pnp[place], nominees[place])
            });
            let decided = all_french[place] + french.stated[place];
            let ahead = french.planned[place] + nominees[place] * french_nominees;
            plans.push(self.plan_of(Line::FrenchOutsideQuebec, *year, decided, ahead));
        }
        plans
    }

    /// French-speaking applicants among the persons admitted as nominees and their families.
    fn french_part_of_nominees(&self) -> f64 {
        let (mut speakers, mut persons) = (0.0, 0.0);
        for part in self.nominee_mix() {
            let admitted = |applicant: Applicant| {
                part.share * persons_of_invitation(self.known.usual_times(), applicant, 1.0, self.today)
            };
            persons += admitted(part.applicant());
            if part.kind.speaks_french {
                speakers += admitted(part.speaker());
            }
        }
        if persons > 0.0 { speakers / persons } else { 0.0 }
    }

    /// The plan of a line for a year, with the admissions that are decided and those ahead.
    fn plan_of(&self, line: Line, year: i16, decided: f64, ahead: f64) -> QuarterPlan {
        let level = self.known.level(line, year);
        QuarterPlan {
            date: self.today,
            year,
            line,
            target: level.and_then(|level| level.aim()),
            decided,
            expected: decided + ahead,
            bound: None,
        }
    }

    /// Persons expected to be admitted in each year on nominees without an invitation: in the pool, or
    /// nominated later.
    pub(crate) fn landings_of_nominees(&self, ahead: &NomineesAhead, steps: &[Step]) -> Vec<f64> {
        let mut sum = self.landings_of_waiting(ahead);
        for step in ahead.open_steps(steps) {
            let landings = self.landings_of_nominations(ahead, step);
            add(&mut sum, self.national_nominations(step.first), &landings);
        }
        sum
    }
}
