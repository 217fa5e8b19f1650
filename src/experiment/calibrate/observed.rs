//! What a run says of published figures.

use super::means::Means;
use super::target::{Figure, Target};
use crate::model::Model;
use crate::policy::program::Program;
use crate::record::Counts;
use crate::time::Day;

/// What a run says of published figures.
pub struct Observed<'a> {
    counts: &'a Counts,
    scale: f64,
    /// Days on which both a count was published and the simulated pool was counted.
    counted: Vec<Day>,
}

impl<'a> Observed<'a> {
    /// The counts of a replication, in simulated candidates.
    pub fn new(counts: &'a Counts, model: &Model) -> Observed<'a> {
        let counted = model.published.censuses.iter().map(|census| census.date).collect();
        Observed { counts, scale: model.population.scale, counted }
    }

    /// The simulated value of a target; none where the run did not come to it.
    pub fn value(&self, target: &Target) -> Option<f64> {
        let year = target.day.year();
        match &target.figure {
            Figure::Round { number, .. } => {
                let held = self.counts.held.iter().find(|held| held.number == *number)?;
                Some(f64::from(held.reached).max(0.5) / self.scale)
            }
            Figure::Band { group, months } => {
                let days = target.day..target.day.plus_months(*months);
                let is_counted = |day: &Day| days.contains(day) && self.counted.binary_search(day).is_ok();
                let censuses = self.counts.censuses.iter().filter(|census| is_counted(&census.date));
                Means::of(censuses).group(*group).map(|mean| mean / self.scale)
            }
            Figure::Submissions => {
                let months = self.counts.flows.iter().filter(|flows| flows.year == year);
                let profiles: u32 = months.map(|flows| flows.submitted + flows.resubmitted).sum();
                Some(f64::from(profiles) / self.scale)
            }
            Figure::Invited(group) => self.counts.invited.share(*group),
            Figure::Admissions(program) => {
                let months = self.counts.landings.iter();
                let of_year = months.filter(|landing| landing.year == year && landing.program == *program);
                Some(f64::from(of_year.map(|landing| landing.persons).sum::<u32>()) / self.scale)
            }
            Figure::SubmittedScore { range } => self.counts.submitted_scores.get(&year)?.share(*range),
            Figure::InProgress(program) => {
                // Published persons probably leave the count at the admission.
                let counted_on = target.day + 1;
                let day = self.counts.inventories.iter().find(|inventory| inventory.date == counted_on)?;
                let persons =
                    Program::ALL.into_iter().filter(|one| program.is_none_or(|asked| asked == *one));
                let counts = persons.map(|one| day.persons[one.index()] + day.persons_approved[one.index()]);
                Some(f64::from(counts.sum::<u32>()) / self.scale)
            }
            Figure::Cutoff { number, .. } => {
                let round = self.counts.rounds.iter().find(|round| round.number == *number)?;
                round.cutoff.map(f64::from)
            }
        }
    }
}
