//! Would a planner have done what was done? Invitations of the years that it planned, beside the published ones.

mod row;

pub use self::row::{IssuedGroup, IssuedRow, invitations};
use crate::experiment::Ensemble;
use crate::model::Model;
use crate::policy::instruction::RoundGroup;
use crate::policy::program::Program;
use crate::published::Round;
use crate::published::attribute::Attribute;
use crate::published::invited::count_of;
use crate::time::Day;

/// One row for each group of each year that is planned, in whole or in part, without a published round, while published rounds of it are known.
///
/// Nominees are those of published shares by program where there are such, since rounds of all programs invite nominees
/// too; else those of PNP rounds.
pub fn by_group(ensemble: &Ensemble, model: &Model) -> Vec<IssuedRow> {
    let years = (model.start.year()..=model.end.year()).filter(|year| is_planned(model, *year));
    let rows = years.flat_map(|year| {
        let published = published(model, year);
        let issued = issued(ensemble, model, year);
        IssuedGroup::ALL
            .into_iter()
            .zip(issued)
            .zip(published)
            .map(move |((group, issued), published)| IssuedRow { year, group, issued, published })
    });
    rows.collect()
}

/// Whether no round of a year that the run lives in full is a published one, while some were held in fact.
fn is_planned(model: &Model, year: i16) -> bool {
    let of_year = |day: Day| day.year() == year;
    let is_lived = (model.start.year() < year || model.start == model.start.first_of_year())
        && (model.end + 1).year() > year;
    let is_held = model.published.rounds.iter().any(|round| of_year(round.date));
    let replayed = model.plan.iter().any(|round| round.is_replayed && of_year(round.instruction.date));
    let planned = model.targets.planning_days.iter().any(|day| of_year(*day));
    is_lived && is_held && planned && !replayed
}

fn published(model: &Model, year: i16) -> [f64; IssuedGroup::ALL.len()] {
    let rounds = model.published.rounds.iter().filter(|round| round.date.year() == year);
    let mut groups = [0.0; IssuedGroup::ALL.len()];
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

fn issued(ensemble: &Ensemble, model: &Model, year: i16) -> [f64; IssuedGroup::ALL.len()] {
    let mut groups = [0.0; IssuedGroup::ALL.len()];
    let rounds = ensemble.replications.iter().flat_map(|counts| &counts.rounds);
    for round in rounds.filter(|round| round.date.year() == year) {
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
    groups.map(|invited| invited / ensemble.replications.len() as f64)
}

/// The group of those whom a round invites and who are no nominees; none for a PNP round.
fn group_of(model: &Model, round: &Round) -> Option<IssuedGroup> {
    let name = round.round_type.name();
    if model.law.target(name) == Some(model.law.nominees()) {
        return None;
    }
    let is_category = model.law.categories().iter().any(|category| category == name);
    Some(match round.round_type.group() {
        RoundGroup::FrenchSpeakers => IssuedGroup::French,
        _ if is_category => IssuedGroup::Occupations,
        _ => IssuedGroup::Programs,
    })
}
