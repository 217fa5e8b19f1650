//! What the planner expects of the lines that it does not plan for: nominees of the provinces, and French
//! speakers.

use super::expectation::add;
use super::nominees_ahead::NomineesAhead;
use super::outlook::Outlook;
use crate::model::period::Step;
use crate::policy::levels::Line;
use crate::policy::program::Program;
use crate::record::{Bound, QuarterPlan};

impl Outlook<'_> {
    /// What is expected of nominees and of French speakers. `nominees` holds the persons of nominees to come,
    /// `stated` and `french` the French speakers of rounds of a stated size and of the rounds that are
    /// planned, in each year.
    pub(crate) fn plan_others(
        &self,
        years: &[i16],
        nominees: &[f64],
        (stated, french): (&[f64], &[f64]),
    ) -> Vec<QuarterPlan> {
        let french_parts = self.nominee_mix().into_iter().filter(|part| part.kind.speaks_french);
        let french_nominees: f64 = french_parts.map(|part| part.share).sum();
        let pnp = self.expected(years, |kind| kind.program == Program::Pnp);
        let all_french = self.expected(years, |kind| kind.speaks_french);
        let not_pursued = self.years_not_pursued();
        let mut plans = Vec::new();
        for (place, year) in years.iter().enumerate() {
            let level =
                |line| self.model.levels.by_pool(line, *year, self.today).and_then(|level| level.aim());
            let plan = |line, decided, ahead| QuarterPlan {
                date: self.today,
                year: *year,
                line,
                target: level(line),
                decided,
                expected: decided + ahead,
                bound: None,
            };
            let of_pnp = plan(Line::Pnp, pnp[place], nominees[place]);
            plans.push(QuarterPlan { bound: not_pursued.contains(year).then_some(Bound::Late), ..of_pnp });
            let ahead = french[place] + nominees[place] * french_nominees;
            plans.push(plan(Line::FrenchOutsideQuebec, all_french[place] + stated[place], ahead));
        }
        plans
    }

    /// Persons who will land in each year on nominations that are still to be issued, or to be answered by an
    /// invitation.
    pub(crate) fn landings_of_nominees(&self, ahead: &NomineesAhead, steps: &[Step]) -> Vec<f64> {
        let mut sum = self.landings_of_waiting(ahead);
        for step in ahead.open_steps(steps) {
            let landings = self.landings_of_nominations(ahead, step);
            add(&mut sum, self.national_nominations(step.first), &landings);
        }
        sum
    }
}
