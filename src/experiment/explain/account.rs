//! A stock-and-flow account: who joins and who leaves the candidates above a level between two days.

use rayon::prelude::*;

use super::level::Stock;
use crate::experiment::fold::Workers;
use crate::model::Model;
use crate::pool::Submission;
use crate::population::LifeEvent;
use crate::record::{Happening, Record, Standing, What};
use crate::simulation::{Replication, State};

/// A way into or out of the candidates above a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// A profile was submitted.
    Entered,
    /// The score or the eligibility rose in the pool.
    Rose,
    /// The score or the eligibility fell in the pool.
    Fell,
    /// Nominated by a province: out of rounds that leave nominees to others, and into others.
    Nominated,
    /// A change of law.
    Law,
    /// Expired, withdrew, or was removed.
    Left,
    /// Invited.
    Invited,
    /// Declined an invitation, and was back in the pool.
    Returned,
    /// Added or taken out to match a published round.
    Matched,
}

impl Flow {
    /// Every flow, in the order of results.
    pub const ALL: [Flow; 9] = [
        Flow::Entered,
        Flow::Rose,
        Flow::Fell,
        Flow::Nominated,
        Flow::Law,
        Flow::Left,
        Flow::Invited,
        Flow::Returned,
        Flow::Matched,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Flow::Entered => "entered",
            Flow::Rose => "rose",
            Flow::Fell => "fell",
            Flow::Nominated => "nominated",
            Flow::Law => "law",
            Flow::Left => "left",
            Flow::Invited => "invited",
            Flow::Returned => "returned",
            Flow::Matched => "matched",
        }
    }

    /// The flow of an event that lets a candidate join or leave.
    fn of(what: What, direction: Direction) -> Flow {
        match what {
            What::Submission | What::Resubmission | What::Initial => Flow::Entered,
            What::Nomination => Flow::Nominated,
            What::ChangeOfLaw => Flow::Law,
            What::FittedIn | What::FittedOut => Flow::Matched,
            What::Removal => Flow::Left,
            What::Invitation { .. } => Flow::Invited,
            What::Life(LifeEvent::Decline(_)) if direction == Direction::In => Flow::Returned,
            What::Life(event) => match direction {
                Direction::In => Flow::Rose,
                Direction::Out if event.is_departure() => Flow::Left,
                Direction::Out => Flow::Fell,
            },
            What::Miss { .. } | What::Decision { .. } | What::Landing { .. } => {
                unreachable!("{what:?} changes no candidate in the pool")
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    In,
    Out,
}

/// The account of a replication, in simulated candidates. A flow out is negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Candidates at the start of the first day.
    pub start: i64,
    /// Net flows, in the order of [`Flow::ALL`].
    pub flows: [i64; Flow::ALL.len()],
    /// Candidates at the end of the last day.
    pub end: i64,
}

/// The candidates of a stock with a score from a level on.
#[derive(Clone, Copy)]
struct Above<'a> {
    stock: &'a Stock,
    score: u16,
}

impl Above<'_> {
    fn has(self, submission: &Submission) -> bool {
        submission.score >= self.score && self.stock.eligible.admits(submission.eligibility)
    }

    /// Whether a standing is one of them. With an open invitation a candidate is not in the pool.
    fn holds(self, standing: Option<&Standing>) -> bool {
        standing.is_some_and(|standing| !standing.is_invited && self.has(&standing.submission))
    }

    fn count(self, state: &State<'_>) -> i64 {
        state.submissions().iter().filter(|submission| self.has(submission)).count() as i64
    }
}

/// The accounts of replications, in order.
///
/// # Panics
/// If an account does not balance: a flow would be missing.
pub fn accounts(
    model: &Model,
    asked: Asked<'_>,
    workers: &Workers,
    is_done: &(dyn Fn() + Sync),
) -> Vec<Account> {
    let above = Above { stock: asked.stock, score: asked.score };
    workers.install(|| {
        let all = (0..asked.replications).into_par_iter().map(|replication| {
            let account = account(model, above, replication);
            is_done();
            account
        });
        all.collect()
    })
}

/// The accounts that are asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The candidates.
    pub stock: &'a Stock,
    /// The lowest score.
    pub score: u16,
    /// How many replications.
    pub replications: u32,
}

fn account(model: &Model, above: Above<'_>, replication: Replication) -> Account {
    let span = above.stock.span;
    let mut state = State::start(model, replication);
    if span.from > model.start {
        state.advance(span.from - 1, &mut Record::counts());
    }
    let start = above.count(&state);
    let mut flows = [0; Flow::ALL.len()];
    let mut record = Record::log();
    while state.today() <= span.to {
        state.advance(state.today(), &mut record);
        for happening in record.take_happenings() {
            add(&mut flows, above, &happening);
        }
    }
    let end = above.count(&state);
    let change: i64 = flows.iter().sum();
    assert_eq!(start + change, end, "replication {replication} from {} to {}: {flows:?}", span.from, span.to);
    Account { start, flows, end }
}

fn add(flows: &mut [i64; Flow::ALL.len()], above: Above<'_>, happening: &Happening) {
    let Happening { before, after, what, .. } = happening;
    // An event that takes a candidate out of the pool is followed by an exit with its reason.
    if before.is_some() && after.is_none() && !what.is_exit() {
        return;
    }
    let direction = match (above.holds(before.as_ref()), above.holds(after.as_ref())) {
        (false, true) => Direction::In,
        (true, false) => Direction::Out,
        (false, false) | (true, true) => return,
    };
    let flow = Flow::of(*what, direction);
    let place = Flow::ALL.iter().position(|one| *one == flow).expect("every flow has a place");
    flows[place] += if direction == Direction::In { 1 } else { -1 };
}
