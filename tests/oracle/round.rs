//! `hold_round` against sorting everyone, and against cases computed by hand.

use std::cmp::Reverse;

use drawsim::policy::rules::{Eligibility, TieBreak};
use drawsim::pool::{MAX_SCORE, Pool};
use drawsim::round::{Cutoff, Eligible, Outcome, at_or_above, hold_round};
use drawsim::time::Instant;
use proptest::prelude::*;

use crate::candidates::{at, cases, submission};

const CEC: u32 = 0b001;
const FSW: u32 = 0b010;
const PNP: u32 = 0b100;
const ANYONE: Eligible = Eligible { admitted: Eligibility(0b111), excluded: Eligibility::NONE };
const CEC_WITHOUT_NOMINEES: Eligible = Eligible { admitted: Eligibility(CEC), excluded: Eligibility(PNP) };

/// Score, submission second, eligibility; the person's index is the place in the list.
type Candidate = (u16, i64, u32);

fn pool(candidates: &[Candidate]) -> Pool {
    let mut pool = Pool::new();
    for ((score, second, bits), index) in candidates.iter().zip(0..) {
        pool.submit(submission(index, *second, *score, *bits, bits & PNP != 0));
    }
    pool
}

/// What the rule says, by sorting: slots in rising order, cutoff, tie-break, number of eligible.
fn sorted_out(pool: &Pool, target: Eligible, size: usize, tie_break: TieBreak) -> Outcome {
    let mut ranked: Vec<u32> = pool
        .candidates()
        .filter(|one| pool.is_present(*one))
        .map(|one| one.slot)
        .filter(|slot| {
            let held = pool.eligibility(*slot).0;
            held & target.admitted.0 != 0 && held & target.excluded.0 == 0
        })
        .collect();
    ranked.sort_by_key(|slot| (Reverse(pool.score(*slot)), pool.submitted_at(*slot), pool.person(*slot)));
    let eligible = ranked.len() as u32;
    let count = match tie_break {
        TieBreak::SubmissionTime => size.min(ranked.len()),
        TieBreak::EveryoneAtTheCutoff => {
            let at_least = |score| ranked.iter().filter(|slot| pool.score(**slot) >= score).count();
            let mut cutoffs: Vec<u16> = ranked.iter().map(|slot| pool.score(*slot)).collect();
            cutoffs.dedup();
            // The first of equally near ones is the higher score.
            cutoffs.into_iter().map(at_least).min_by_key(|count| count.abs_diff(size)).unwrap_or(0)
        }
    };
    ranked.truncate(count);
    let last = ranked.last();
    let has_time = tie_break == TieBreak::SubmissionTime;
    Outcome {
        cutoff: last.map(|slot| pool.score(*slot)),
        tie_break: last.filter(|_| has_time).map(|slot| pool.submitted_at(*slot)),
        eligible,
        invited: ranked,
    }
}

/// The same outcome with its slots in rising order, after a check of their promised order.
fn in_order(pool: &Pool, mut outcome: Outcome) -> Outcome {
    assert!(outcome.invited.is_sorted_by_key(|slot| Reverse(pool.score(*slot))), "{outcome:?}");
    outcome.invited.sort_unstable();
    outcome
}

fn by_slot(mut outcome: Outcome) -> Outcome {
    outcome.invited.sort_unstable();
    outcome
}

fn candidates(scores: std::ops::Range<u16>, seconds: i64) -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec((scores, 0..seconds, 0_u32..8), 0..120)
}

fn target() -> impl Strategy<Value = Eligible> {
    let pair = (0_u32..8, 0_u32..8);
    pair.prop_map(|(admitted, excluded)| Eligible {
        admitted: Eligibility(admitted),
        excluded: Eligibility(excluded & !admitted),
    })
}

fn law() -> impl Strategy<Value = TieBreak> {
    prop::sample::select(vec![TieBreak::SubmissionTime, TieBreak::EveryoneAtTheCutoff])
}

proptest! {
    #![proptest_config(cases(3_000))]

    #[test]
    fn a_round_invites_whom_sorting_everyone_would_invite(
        // Few scores and seconds, so that most candidates are tied with others.
        candidates in candidates(440..446, 4), target in target(), law in law(), size in 1_u32..140,
    ) {
        let pool = pool(&candidates);
        let found = in_order(&pool, hold_round(&pool, target, size, law));
        prop_assert_eq!(found, by_slot(sorted_out(&pool, target, size as usize, law)));
    }

    #[test]
    fn a_round_over_the_whole_range_of_scores_agrees_too(
        candidates in candidates(0..MAX_SCORE + 1, 1_000_000), law in law(), size in 1_u32..140,
    ) {
        let pool = pool(&candidates);
        let found = in_order(&pool, hold_round(&pool, ANYONE, size, law));
        prop_assert_eq!(found, by_slot(sorted_out(&pool, ANYONE, size as usize, law)));
    }

    #[test]
    fn a_round_after_others_agrees_too(
        candidates in candidates(440..446, 4), law in law(), sizes in prop::collection::vec(1_u32..20, 1..6),
    ) {
        let mut pool = pool(&candidates);
        for size in sizes {
            let found = in_order(&pool, hold_round(&pool, ANYONE, size, law));
            prop_assert_eq!(&found, &by_slot(sorted_out(&pool, ANYONE, size as usize, law)));
            for slot in found.invited {
                pool.invite(slot);
            }
        }
    }
}

fn by_time(
    candidates: &[Candidate],
    target: Eligible,
    size: u32,
) -> (Vec<u32>, Option<u16>, Option<Instant>) {
    let pool = pool(candidates);
    let outcome = in_order(&pool, hold_round(&pool, target, size, TieBreak::SubmissionTime));
    (outcome.invited, outcome.cutoff, outcome.tie_break)
}

#[test]
fn a_published_cutoff_reaches_those_above_it_and_at_it_up_to_the_tie_break() {
    let pool =
        pool(&[(450, 9, CEC), (445, 1, CEC), (445, 2, FSW), (445, 3, CEC), (444, 1, CEC), (450, 1, PNP)]);
    let reached = |tie_break| at_or_above(&pool, CEC_WITHOUT_NOMINEES, Cutoff { score: 445, tie_break });
    assert_eq!(reached(Some(at(2))), [0, 1]);
    assert_eq!(reached(Some(at(3))), [0, 1, 3]);
    assert_eq!(reached(None), [0, 1, 3]);
}

#[test]
fn higher_score_wins() {
    let found = by_time(&[(440, 1, CEC), (450, 2, CEC), (445, 3, CEC)], ANYONE, 2);
    assert_eq!(found, (vec![1, 2], Some(445), Some(at(3))));
}

#[test]
fn earlier_submission_wins_at_equal_score() {
    let found = by_time(&[(440, 30, CEC), (440, 10, CEC), (440, 20, CEC)], ANYONE, 2);
    assert_eq!(found, (vec![1, 2], Some(440), Some(at(20))));
}

#[test]
fn lower_id_wins_at_equal_score_and_second() {
    let found = by_time(&[(440, 10, CEC), (440, 10, CEC), (440, 10, CEC)], ANYONE, 1);
    assert_eq!(found, (vec![0], Some(440), Some(at(10))));
}

#[test]
fn the_tie_break_is_the_time_of_the_last_at_the_cutoff_and_not_of_the_latest_invited() {
    let found = by_time(&[(500, 99, CEC), (440, 10, CEC), (440, 20, CEC)], ANYONE, 2);
    assert_eq!(found, (vec![0, 1], Some(440), Some(at(10))));
}

#[test]
fn a_round_larger_than_the_pool_invites_all_who_are_eligible() {
    let found = by_time(&[(440, 1, CEC), (450, 2, FSW), (430, 3, CEC)], CEC_WITHOUT_NOMINEES, 1_000_000);
    assert_eq!(found, (vec![0, 2], Some(430), Some(at(3))));
}

#[test]
fn a_round_without_eligible_candidates_has_no_cutoff() {
    for law in [TieBreak::SubmissionTime, TieBreak::EveryoneAtTheCutoff] {
        for candidates in [vec![], vec![(440, 1, FSW), (1040, 2, CEC | PNP)]] {
            let outcome = hold_round(&pool(&candidates), CEC_WITHOUT_NOMINEES, 5, law);
            assert_eq!(outcome, Outcome { invited: vec![], cutoff: None, tie_break: None, eligible: 0 });
        }
    }
}

#[test]
fn nominees_go_first_where_all_are_admitted_and_stay_where_they_are_excluded() {
    let candidates = [(1040, 5, CEC | PNP), (460, 1, CEC), (450, 1, CEC)];
    assert_eq!(by_time(&candidates, ANYONE, 1), (vec![0], Some(1040), Some(at(5))));
    assert_eq!(by_time(&candidates, CEC_WITHOUT_NOMINEES, 1), (vec![1], Some(460), Some(at(1))));
}

#[test]
fn the_highest_and_the_lowest_possible_score_can_be_invited() {
    let found = by_time(&[(0, 1, CEC), (MAX_SCORE, 2, CEC)], ANYONE, 2);
    assert_eq!(found, (vec![0, 1], Some(0), Some(at(1))));
}

/// Number invited and cutoff before ties were broken, from counts of candidates by score.
fn everyone(counts: &[(u16, usize)], size: u32) -> (usize, Option<u16>) {
    let candidates: Vec<Candidate> =
        counts.iter().flat_map(|(score, count)| vec![(*score, 0, CEC); *count]).collect();
    let outcome = hold_round(&pool(&candidates), ANYONE, size, TieBreak::EveryoneAtTheCutoff);
    assert_eq!(outcome.tie_break, None);
    (outcome.invited.len(), outcome.cutoff)
}

#[test]
fn before_2017_everyone_at_the_cutoff_is_invited() {
    // 3 above 450, 7 at 450 and above, 12 at 440 and above.
    let counts = [(460, 3), (450, 4), (440, 5)];
    for (size, expected) in [
        (1, (3, Some(460))), // Nobody above the highest score: its three are the least that can be invited.
        (3, (3, Some(460))),
        (4, (3, Some(460))),
        (5, (3, Some(460))), // 3 and 7 are equally near: the higher cutoff.
        (6, (7, Some(450))),
        (7, (7, Some(450))),
        (9, (7, Some(450))),
        (10, (12, Some(440))),
        (12, (12, Some(440))),
        (100, (12, Some(440))),
    ] {
        assert_eq!(everyone(&counts, size), expected, "a round of {size}");
    }
}
