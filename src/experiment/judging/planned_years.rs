//! Invitations of planned years: simulated and published.

mod row;

use std::collections::BTreeMap;

pub(crate) use self::row::invitations;
pub use self::row::{IssuedGroup, IssuedRow};
use crate::experiment::judging::compared::Compared;
use crate::experiment::mean::MeanSums;
use crate::experiment::year::is_whole;
use crate::model::Model;
use crate::policy::instruction::RoundGroup;
use crate::policy::program::Program;
use crate::published::Round;
use crate::published::attribute::Attribute;
use crate::published::invited::count_of;

/// Invitations of planned years by group, summed over replications.
#[derive(Clone, Debug)]
pub struct IssuedTally {
    years: BTreeMap<i16, [MeanSums; IssuedGroup::ALL.len()]>,
}

/// Invitations by group.
type Groups = [f64; IssuedGroup::ALL.len()];

impl IssuedTally {
    /// A comparison of the years that `is_planned` names.
    pub fn with(model: &Model) -> IssuedTally {
        let years = (model.start.year()..=model.end.year()).filter(|year| is_planned(model, *year));
        IssuedTally { years: years.map(|year| (year, Default::default())).collect() }
    }

    /// Adds the rounds of a replication.
    pub fn add(&mut self, rounds: &[Round], model: &Model) {
        let own = self.years.keys().map(|year| (*year, Groups::default()));
        let mut own: BTreeMap<i16, Groups> = own.collect();
        for round in rounds {
            let Some(groups) = own.get_mut(&round.date.year()) else { continue };
            let programs = round.invited_by_program.expect("a simulated round");
            let all = programs.cec + programs.fsw + programs.fst + programs.pnp;
            let invited = f64::from(round.invited);
            let nominees = invited * f64::from(programs.pnp) / f64::from(all.max(1));
            groups[IssuedGroup::All as usize] += invited;
            groups[IssuedGroup::Nominees as usize] += nominees;
            if let Some(group) = group_of(model, round) {
                groups[group as usize] += invited - nominees;
            }
        }
        for (sums, groups) in self.years.values_mut().zip(own.values()) {
            sums.iter_mut().zip(groups).for_each(|(sums, invited)| sums.add(*invited));
        }
    }

    /// One row for each group of each year.
    ///
    /// Nominees come from published shares by program, since rounds of all programs invite nominees too. If
    /// there are no such shares, nominees are those of PNP rounds.
    pub fn rows(&self, model: &Model) -> Vec<IssuedRow> {
        let mut rows = Vec::new();
        for (year, issued) in &self.years {
            let published = published(model, *year);
            for group in IssuedGroup::ALL {
                rows.push(IssuedRow {
                    year: *year,
                    group,
                    invitations: Compared {
                        simulated: issued[group as usize].mean().unwrap_or(0.0),
                        published: published[group as usize],
                    },
                    interval: issued[group as usize].interval(),
                });
            }
        }
        rows
    }
}

/// Whether the planner sizes rounds of a year, the run simulates it in full and replays no round of it, and
/// published rounds of it are known.
fn is_planned(model: &Model, year: i16) -> bool {
    let has_published = model.published.rounds.iter().any(|round| round.date.year() == year);
    let is_replayed =
        model.plan.iter().any(|round| round.is_replayed && round.instruction.date.year() == year);
    let is_sized = model.targets.planning_days.iter().any(|day| day.year() == year);
    is_whole(model, year) && has_published && is_sized && !is_replayed
}

fn published(model: &Model, year: i16) -> Groups {
    let rounds = model.published.rounds.iter().filter(|round| round.date.year() == year);
    let mut groups = Groups::default();
    let mut of_pnp = 0.0;
    for round in rounds {
        let invited = f64::from(round.invited);
        groups[IssuedGroup::All as usize] += invited;
        match group_of(model, round) {
            Some(group) => groups[group as usize] += invited,
            None => of_pnp += invited,
        }
    }
    let by_program = count_of(&model.published.shares, year, Attribute::Program, Program::Pnp.name());
    let nominees = by_program.map_or(of_pnp, f64::from).max(of_pnp);
    groups[IssuedGroup::Nominees as usize] = nominees;
    groups[IssuedGroup::Programs as usize] -= nominees - of_pnp;
    groups
}

/// The group of a round's invited who are not nominees; none for a PNP round.
fn group_of(model: &Model, round: &Round) -> Option<IssuedGroup> {
    let name = round.round_type.name();
    if model.law.admitted_by(name) == Some(model.law.nominees()) {
        return None;
    }
    let is_category = model.law.categories().iter().any(|category| category == name);
    Some(match round.round_type.group() {
        RoundGroup::FrenchSpeakers => IssuedGroup::French,
        _ if is_category => IssuedGroup::Occupations,
        _ => IssuedGroup::Programs,
    })
}
