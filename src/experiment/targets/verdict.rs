//! How far a target was decided when its year was planned, and why it was missed.

use super::case::Case;
use super::cause::{Cause, Pause};
use super::row::{Bounded, Progress};
use super::{federal, french, nominees};
use crate::policy::levels::Line;
use crate::record::Bound;

/// Why a target was missed; no cause if it was met.
pub(super) fn causes(case: &Case<'_>) -> Vec<Cause> {
    match case.row.line {
        _ if !case.row.is_missed() => Vec::new(),
        Line::FederalHighSkilled => federal::causes(case),
        Line::Pnp => nominees::causes(case),
        Line::FrenchOutsideQuebec => french::causes(case),
    }
}

/// How far a target was decided when its year was planned.
pub(super) fn progress(case: &Case<'_>) -> Progress {
    let first = case.first_of_year();
    Progress {
        announced_on: case.news().map(|(on, _)| on),
        planned_on: first.map(|planning| planning.on),
        decided: first.map(|planning| planning.decided),
        expected: first.map(|planning| planning.expected),
        bound: most_reached(case),
        pause: longest_pause(case),
    }
}

/// The bound that the plannings for the year reached most.
fn most_reached(case: &Case<'_>) -> Option<Bounded> {
    let bounds = [Bound::Most, Bound::Least, Bound::Late];
    let shares = bounds.map(|bound| Bounded { bound, share: case.share_reached(bound) });
    let reached = shares.into_iter().filter(|bounded| bounded.share > 0.0);
    reached.max_by(|one, other| one.share.total_cmp(&other.share))
}

fn longest_pause(case: &Case<'_>) -> Option<Pause> {
    let pauses = match case.row.line {
        Line::Pnp => nominees::pauses(case),
        Line::FederalHighSkilled => federal::pauses(case),
        Line::FrenchOutsideQuebec => Vec::new(),
    };
    pauses.into_iter().max_by_key(|pause| pause.days())
}
