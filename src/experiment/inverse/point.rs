//! The outcomes of a plan over its runs: misses, variability, scores, admissions and sizes.

use super::runs::PlanRuns;
use super::table::{PlanPoint, PlannedSize};
use crate::experiment::results::{by_year_and_line, persons};
use crate::experiment::spread::{Spread, mean};
use crate::experiment::targets::{TargetRow, TargetTally};
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::policy::levels::Line;
use crate::published::Round;
use crate::record::Counts;
use crate::time::Day;

/// Runs a plan and sums it up; `value` is the smoothing weight or the factor of the target.
pub fn point(value: f64, model: &Model, runs: PlanRuns<'_>) -> PlanPoint {
    let mut tally = PointTally::with(model);
    runs.fold(model, |counts| tally.add(&counts, model));
    tally.point(value, model)
}

/// The runs of a plan, a few numbers a replication.
#[derive(Debug)]
struct PointTally {
    /// The first year with planned rounds.
    first: i16,
    targets: TargetTally,
    /// Persons admitted in a year under the federal line, on average over the years after the first, in each
    /// replication.
    landed: Vec<f64>,
    variabilities: Vec<Option<f64>>,
    scores: Vec<f64>,
    sizes: Vec<SizeTally>,
}

/// Rounds of a type between one planning and the next.
#[derive(Debug)]
struct SizeTally {
    from: Day,
    until: Day,
    round_type: RoundType,
    rounds: u32,
    /// Their invitations in each replication.
    invited: Vec<f64>,
}

impl PointTally {
    fn with(model: &Model) -> PointTally {
        let days = &model.targets.planning_days;
        let mut sizes = Vec::new();
        for (place, from) in days.iter().enumerate() {
            let until = days.get(place + 1).copied().unwrap_or(model.end + 1);
            for (round_type, _) in model.targets.on(*from).into_iter().flat_map(|period| &period.split) {
                let round_type = round_type.clone();
                sizes.push(SizeTally { from: *from, until, round_type, rounds: 0, invited: Vec::new() });
            }
        }
        PointTally {
            first: days.first().map_or(model.start.year(), |day| day.year()),
            targets: TargetTally::with(model),
            landed: Vec::new(),
            variabilities: Vec::new(),
            scores: Vec::new(),
            sizes,
        }
    }

    fn add(&mut self, counts: &Counts, model: &Model) {
        self.targets.add(counts);
        self.landed.push(self.landed_per_year(counts));
        self.variabilities.push(variability(counts, model));
        self.scores.extend(mean_score(counts, self.first));
        self.sizes.iter_mut().for_each(|size| size.add(&counts.rounds));
    }

    fn point(self, value: f64, model: &Model) -> PlanPoint {
        let federal = Line::FederalHighSkilled;
        let rows = self.targets.rows(model).into_iter();
        let rows: Vec<TargetRow> = rows.filter(|row| row.line == federal && row.year > self.first).collect();
        let misses =
            rows.iter().map(|row| row.error().map_or(f64::from(u8::from(row.is_missed())), f64::abs));
        let miss = misses.fold(0.0, f64::max);
        let landed = Spread::unless_equal(self.landed).expect("at least one replication");
        let known = self.variabilities.iter().copied().flatten().collect();
        PlanPoint {
            value,
            miss,
            misses: rows.into_iter().filter(TargetRow::is_missed).collect(),
            variability: Spread::unless_equal(known),
            score_replications: self.scores.len() as u32,
            score: Spread::unless_equal(self.scores),
            landed,
            variabilities: self.variabilities,
            sizes: self.sizes.into_iter().filter_map(SizeTally::size).collect(),
        }
    }

    /// Persons admitted in a year in a replication, on average over the years after the first.
    fn landed_per_year(&self, counts: &Counts) -> f64 {
        let line = Line::FederalHighSkilled;
        let admissions = by_year_and_line(&counts.landings);
        let years = self.targets.years(line).filter(|year| *year > self.first);
        let landed: Vec<f64> = years.map(|year| f64::from(persons(&admissions, year, line))).collect();
        mean(&landed)
    }
}

impl SizeTally {
    fn add(&mut self, rounds: &[Round]) {
        let mut invited = 0.0;
        for round in rounds {
            let is_own = round.round_type == self.round_type && (self.from..self.until).contains(&round.date);
            // A slot that is not held is not a round.
            if is_own && round.size > 0 {
                self.rounds += 1;
                invited += f64::from(round.invited);
            }
        }
        self.invited.push(invited);
    }

    /// The sizes; none if no replication held such a round.
    fn size(self) -> Option<PlannedSize> {
        let rounds = f64::from(self.rounds) / self.invited.len() as f64;
        let invited = Spread::of(self.invited).filter(|_| self.rounds > 0)?;
        // A count is never below 0.
        let invited = Spread { ci95_low: invited.ci95_low.map(|low| low.max(0.0)), ..invited };
        Some(PlannedSize { from: self.from, round_type: self.round_type, rounds, invited })
    }
}

/// Mean CRS of candidates invited under a federal program from a year on; none without such a candidate.
fn mean_score(counts: &Counts, first: i16) -> Option<f64> {
    let scores = counts.federal_scores.iter().filter(|(year, _)| **year >= first);
    let (sum, number) =
        scores.fold((0, 0), |(sum, number), (_, (more, others))| (sum + more, number + others));
    (number > 0).then(|| sum as f64 / number as f64)
}

/// Mean change of a cutoff from one round to the next of its type; none without two of a type.
fn variability(counts: &Counts, model: &Model) -> Option<f64> {
    let mut changes = Vec::new();
    for name in model.targets.types() {
        let rounds = counts.rounds.iter().filter(|round| round.round_type == *name);
        let planned = rounds.filter(|round| model.targets.planning_days.first() <= Some(&round.date));
        let cutoffs: Vec<f64> = planned.filter_map(|round| round.cutoff.map(f64::from)).collect();
        changes.extend(cutoffs.windows(2).map(|pair| (pair[1] - pair[0]).abs()));
    }
    (!changes.is_empty()).then(|| mean(&changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture;
    use crate::scenario::Overlay;

    fn round(date: &str, size: u32) -> Round {
        let held = fixture::round(date.parse().unwrap(), size, 500);
        Round { cutoff: held.cutoff.filter(|_| size > 0), ..held }
    }

    #[test]
    fn a_round_invites_what_all_rounds_of_all_replications_do_on_average() {
        let (_, model) = Model::load("baseline", &Overlay::default()).unwrap();
        let mut tally = PointTally::with(&model);
        // Two rounds in one replication, one in the other, of 1,000 each.
        for second in [1000, 0] {
            let rounds = vec![round("2026-01-06", 1000), round("2026-01-20", second)];
            tally.add(&Counts { rounds, ..Counts::default() }, &model);
        }
        let point = tally.point(1.0, &model);
        let sizes = &point.sizes;
        let [size] = sizes.as_slice() else { panic!("{sizes:?}") };
        assert_eq!((size.rounds, size.invited.mean, size.invited_per_round()), (1.5, 1500.0, 1000.0));
        // The interval of two replications is so wide that it would reach below 0.
        assert!(size.invited.ci95_low == Some(0.0) && size.invited.ci95_high > Some(3000.0), "{size:?}");
        assert_eq!((point.variability_replications(), point.score_replications), (1, 0));
    }
}
