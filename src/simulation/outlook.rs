//! What the planner expects of the lines that it does not plan for: nominees of the provinces, and French speakers.

use super::State;
use crate::intake::expectation::{Known, Seen, invitation_landings};
use crate::policy::levels::Line;
use crate::policy::plan::RoundType;
use crate::policy::program::Program;
use crate::record::admissions::{FRENCH_OUTSIDE_QUEBEC, PNP_EXPRESS_ENTRY};
use crate::record::{Bound, QuarterPlan};
use crate::time::Day;

impl State<'_> {
    /// What is expected of nominees and of French speakers; `stated` and `french` hold those of the rounds of a
    /// stated size and of the rounds that are planned, in each year.
    pub(super) fn plan_others(
        &self,
        years: &[i16],
        steps: &[(Day, Day)],
        (stated, french): (&[f64], &[f64]),
    ) -> Vec<QuarterPlan> {
        let nominees = self.nominees_ahead(years, steps);
        let mix = self.mix(&RoundType::new("pnp"));
        let french_nominees: f64 =
            mix.iter().filter(|(kind, ..)| kind.speaks_french).map(|(_, part, _)| part).sum();
        let pnp = self.expected(years, |kind| kind.program == Program::Pnp);
        let all_french = self.expected(years, |kind| kind.speaks_french);
        let let_go = self.years_let_go();
        let mut plans = Vec::new();
        for (place, year) in years.iter().enumerate() {
            let level =
                |line| self.model.levels.by_pool(line, *year, self.today).and_then(|level| level.aim());
            let plan = |line, target, decided, ahead| QuarterPlan {
                date: self.today,
                year: *year,
                line,
                target,
                decided,
                expected: decided + ahead,
                bound: None,
            };
            let of_pnp = plan(PNP_EXPRESS_ENTRY, level(Line::Pnp), pnp[place], nominees[place]);
            plans.push(QuarterPlan { bound: let_go.contains(year).then_some(Bound::Late), ..of_pnp });
            let ahead = french[place] + nominees[place] * french_nominees;
            let target = level(Line::FrenchOutsideQuebec);
            plans.push(plan(FRENCH_OUTSIDE_QUEBEC, target, all_french[place] + stated[place], ahead));
        }
        plans
    }

    /// Persons who will land in each year on nominations that are still to be issued, or to be answered by an invitation.
    fn nominees_ahead(&self, years: &[i16], steps: &[(Day, Day)]) -> Vec<f64> {
        let mut sum = self.landings_of_waiting(years);
        for step in &self.steps_of_nominations(steps) {
            let monthly: f64 = self.monthly_nominations(step.0).iter().sum();
            let landings = self.landings_of_nominations(*step, years);
            sum.iter_mut().zip(landings).for_each(|(sum, persons)| *sum += monthly * persons);
        }
        sum
    }

    /// What is known today of applications.
    pub(super) fn known(&self) -> Known<'_> {
        Known { processing: &self.model.population.processing, on: self.today }
    }

    /// Persons who land in each year on an invitation of somebody, issued on some day of a step.
    pub(super) fn step_landings(
        &self,
        (from, to): (Day, Day),
        seen: Seen,
        apply_share: f64,
        years: &[i16],
    ) -> Vec<f64> {
        let validity = self.rules.invitation_validity_days();
        let middle = from + (to - from) / 2;
        let mut sum = vec![0.0; years.len()];
        // A quarter is long beside the time that applications take: its ends count as well as its middle.
        for (day, weight) in [(from, 1.0 / 6.0), (middle, 4.0 / 6.0), (to, 1.0 / 6.0)] {
            let of_day = invitation_landings(self.known(), seen, apply_share, (day, validity), day, years);
            sum.iter_mut().zip(of_day).for_each(|(sum, persons)| *sum += weight * persons);
        }
        sum
    }
}
