//! What the runs of a plan come to.

use crate::experiment::cutoffs::{spread, spread_unless_equal};
use crate::experiment::inverse::{PlanPoint, PlannedSize};
use crate::experiment::results::by_year_and_line;
use crate::experiment::spread::Spread;
use crate::experiment::{Ensemble, targets};
use crate::model::Model;
use crate::policy::levels::Line;
use crate::record::Counts;

/// Sums an ensemble up; `value` is what was varied.
pub fn point(value: f64, ensemble: &Ensemble, model: &Model) -> PlanPoint {
    let first = model.targets.planning_days.first().map_or(model.start.year(), |day| day.year());
    let federal = Line::FederalHighSkilled;
    let rows = targets::rows(ensemble, model);
    let rows: Vec<_> = rows.iter().filter(|row| row.line == federal && row.year > first).collect();
    let years: Vec<i16> = rows.iter().map(|row| row.year).collect();
    let misses = rows.iter().map(|row| row.error().map_or(f64::from(u8::from(row.is_missed())), f64::abs));
    let swings: Vec<Option<f64>> = ensemble.replications.iter().map(|counts| swing(counts, model)).collect();
    let scores: Vec<f64> =
        ensemble.replications.iter().filter_map(|counts| mean_score(counts, first)).collect();
    let landed = ensemble.replications.iter().map(|counts| {
        let rows = by_year_and_line(&counts.landings);
        let of_line = rows.iter().filter(|row| row.line == federal && years.contains(&row.year));
        of_line.map(|row| f64::from(row.persons)).sum::<f64>() / years.len().max(1) as f64
    });
    let landed = spread_unless_equal(landed.collect()).expect("an ensemble has at least one replication");
    PlanPoint {
        value,
        miss: misses.fold(0.0, f64::max),
        misses: rows.iter().filter_map(|row| row.miss()).collect(),
        swing: spread_unless_equal(swings.iter().copied().flatten().collect()),
        score_replications: scores.len() as u32,
        score: spread_unless_equal(scores),
        landed,
        swings,
        sizes: sizes(ensemble, model),
    }
}

/// Mean CRS of those invited under a federal program from a year on; none if nobody was.
fn mean_score(counts: &Counts, first: i16) -> Option<f64> {
    let scores = counts.federal_scores.iter().filter(|(year, _)| **year >= first);
    let (sum, number) =
        scores.fold((0, 0), |(sum, number), (_, (more, others))| (sum + more, number + others));
    (number > 0).then(|| sum as f64 / number as f64)
}

/// Mean change of a cutoff from one round to the next of its type; none without two of a type.
fn swing(counts: &Counts, model: &Model) -> Option<f64> {
    let mut changes = Vec::new();
    for name in model.targets.types() {
        let rounds = counts.rounds.iter().filter(|round| round.round_type == *name);
        let planned = rounds.filter(|round| model.targets.planning_days.first() <= Some(&round.date));
        let cutoffs: Vec<f64> = planned.filter_map(|round| round.cutoff.map(f64::from)).collect();
        changes.extend(cutoffs.windows(2).map(|pair| (pair[1] - pair[0]).abs()));
    }
    (!changes.is_empty()).then(|| super::mean(&changes))
}

fn sizes(ensemble: &Ensemble, model: &Model) -> Vec<PlannedSize> {
    let days = &model.targets.planning_days;
    let mut sizes = Vec::new();
    for (place, from) in days.iter().enumerate() {
        let until = days.get(place + 1).copied().unwrap_or(model.end + 1);
        for (name, _) in model.targets.on(*from).into_iter().flat_map(|period| &period.split) {
            let of_quarter = |counts: &Counts| -> Vec<f64> {
                let rounds = counts.rounds.iter().filter(|round| round.round_type == *name);
                // A slot that is not held is no round.
                let held = rounds.filter(|round| round.size > 0);
                let within = held.filter(|round| *from <= round.date && round.date < until);
                within.map(|round| f64::from(round.invited)).collect()
            };
            let all: Vec<Vec<f64>> = ensemble.replications.iter().map(of_quarter).collect();
            let held: usize = all.iter().map(Vec::len).sum();
            let rounds = held as f64 / all.len() as f64;
            let invited = spread(all.iter().map(|sizes| sizes.iter().sum()).collect());
            // Nobody can be invited less than not at all.
            let invited =
                invited.map(|spread| Spread { ci95_low: spread.ci95_low.map(|low| low.max(0.0)), ..spread });
            if let Some(invited) = invited.filter(|_| held > 0) {
                sizes.push(PlannedSize { from: *from, round_type: name.clone(), rounds, invited });
            }
        }
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::instruction::{RoundNumber, RoundType};
    use crate::published::Round;
    use crate::scenario::Overlay;

    fn round(date: &str, size: u32) -> Round {
        Round {
            number: RoundNumber::new(1),
            date: date.parse().unwrap(),
            drawn_at: "2026-01-06T17:00:00Z".parse().unwrap(),
            round_type: RoundType::new("cec"),
            size,
            invited: size,
            cutoff: (size > 0).then_some(500),
            tie_break: None,
            pool: None,
            eligible: None,
            invited_by_program: None,
        }
    }

    #[test]
    fn a_round_invites_what_all_rounds_of_all_replications_do_on_average() {
        let (_, model) = Model::load("baseline", &Overlay::default()).unwrap();
        let held = |sizes: [u32; 2]| {
            let rounds = vec![round("2026-01-06", sizes[0]), round("2026-01-20", sizes[1])];
            Counts { rounds, ..Counts::default() }
        };
        // Two rounds in one replication, one in the other, of 1,000 each.
        let replications = vec![held([1000, 1000]), held([1000, 0])];
        let ensemble = Ensemble { scenario: "x".to_owned(), scale: 1.0, replications };
        let sizes = sizes(&ensemble, &model);
        let [size] = sizes.as_slice() else { panic!("{sizes:?}") };
        assert_eq!((size.rounds, size.invited.mean, size.invited_per_round()), (1.5, 1500.0, 1000.0));
        // Two replications say so little that the interval would reach below nobody.
        assert!(size.invited.ci95_low == Some(0.0) && size.invited.ci95_high > Some(3000.0), "{size:?}");
        let swings = super::point(1.0, &ensemble, &model);
        assert_eq!((swings.swing_replications(), swings.score_replications), (1, 0));
    }
}
