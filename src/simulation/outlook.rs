//! What the planner expects of the lines that it does not plan for: nominees of the provinces, and French speakers.

use super::State;
use crate::intake::expectation::{Known, Seen, invitation_landings};
use crate::policy::levels::Line;
use crate::policy::plan::RoundType;
use crate::policy::program::Program;
use crate::record::QuarterPlan;
use crate::record::admissions::{FRENCH_OUTSIDE_QUEBEC, PNP_EXPRESS_ENTRY};
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
        let mut plans = Vec::new();
        for (place, year) in years.iter().enumerate() {
            let level = |line| self.model.levels.known(line, *year, self.today).and_then(|level| level.aim());
            let share = self.model.levels.pnp_express_entry_share;
            let plan = |line, target, decided, ahead| QuarterPlan {
                date: self.today,
                year: *year,
                line,
                target,
                decided,
                expected: decided + ahead,
                bound: None,
            };
            let of_pnp = level(Line::Pnp).map(|persons| persons * share);
            plans.push(plan(PNP_EXPRESS_ENTRY, of_pnp, pnp[place], nominees[place]));
            let ahead = french[place] + nominees[place] * french_nominees;
            let target = level(Line::FrenchOutsideQuebec);
            plans.push(plan(FRENCH_OUTSIDE_QUEBEC, target, all_french[place] + stated[place], ahead));
        }
        plans
    }

    /// Persons who will land in each year on nominations that are still to be issued, at the stated monthly numbers and
    /// with invitations as soon as they are issued.
    fn nominees_ahead(&self, years: &[i16], steps: &[(Day, Day)]) -> Vec<f64> {
        let mix = self.mix(&RoundType::new("pnp"));
        let apply_share = self.model.population.response.apply_share(Program::Pnp, false);
        let mut sum = vec![0.0; years.len()];
        for (from, to) in steps {
            let nominees = self.nominees_of_a_day(from.year()) * f64::from(*to - *from + 1);
            for (kind, part, members) in &mix {
                let seen = kind.seen(*members);
                let landings = self.step_landings((*from, *to), seen, apply_share, years);
                sum.iter_mut().zip(landings).for_each(|(sum, persons)| *sum += nominees * part * persons);
            }
        }
        sum
    }

    /// Nominations of a day of a year at full scale, where a number a month is stated.
    fn nominees_of_a_day(&self, year: i16) -> f64 {
        self.monthly_nominations(year).iter().sum::<f64>() * 12.0 / 365.25
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
