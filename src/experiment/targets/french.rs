//! Why a target of French speakers outside Quebec is missed: no round is sized for it.

use super::case::Case;
use super::cause::Cause;
use super::decided;
use super::tally::french;
use crate::model::Sizing;
use crate::policy::instruction::RoundType;

/// The causes, each by its own evidence.
pub(super) fn causes(case: &Case<'_>) -> Vec<Cause> {
    let mut causes = decided::causes(case);
    let periods = case.model.targets.between(case.first_day(), case.last_day());
    let mut shares: Vec<f64> = periods.iter().map(|period| period.share(&RoundType::french())).collect();
    shares.dedup();
    if shares.iter().all(|share| *share == 0.0) || !is_planned(case) {
        shares.clear();
    }
    // If other rounds are held, the French speakers to invite were fewer than the smallest round takes.
    let is_too_few = !shares.is_empty() && case.tally.is_without_french(case.row.year);
    let least = periods.iter().map(|period| period.least).max().filter(|_| is_too_few);
    let invited = case.invited(|round| Some(french(round)), |year| case.tally.french(year));
    causes.push(Cause::FrenchRounds { invited, shares, least });
    causes
}

/// Whether the planner sizes rounds for French speakers in the year. Rounds of a stated size have no share.
fn is_planned(case: &Case<'_>) -> bool {
    let year = case.first_day()..=case.last_day();
    let mut planned = case.model.plan.iter().filter(|round| round.sizing == Sizing::Planned);
    planned.any(|round| round.instruction.round_type.is_french() && year.contains(&round.instruction.date))
}
