//! The order of nominations, computed by hand and against the slow obvious way.

use super::*;

const FIRST: Place = Some((0, 0));

fn candidate(slot: u32) -> CandidateId {
    CandidateId { slot, generation: 0 }
}

#[test]
fn the_least_exposure_is_nominated_first() {
    let mut queue = NominationQueue::new(1, 1);
    for (slot, exposure) in [(0, 0.9), (1, 0.2), (2, 0.5)] {
        queue.enter(candidate(slot), FIRST, exposure);
    }
    assert_eq!(queue.nominate(2, &[1.0], &[1.0], |_| Turn::Taken), [candidate(1), candidate(2)]);
}

#[test]
fn those_who_left_are_passed_over() {
    let mut queue = NominationQueue::new(1, 1);
    queue.enter(candidate(0), Some((0, 0)), 0.1);
    queue.enter(candidate(1), Some((0, 0)), 0.2);
    assert_eq!(
        queue.nominate(1, &[1.0], &[1.0], |who| if who.slot == 1 { Turn::Taken } else { Turn::Gone }),
        [candidate(1)]
    );
    assert_eq!(queue.nominate(1, &[1.0], &[1.0], |_| Turn::Taken), []);
}

#[test]
fn nominations_follow_the_shares_of_the_bands() {
    let mut queue = NominationQueue::new(2, 1);
    for slot in 0..200 {
        queue.enter(candidate(slot), Some((usize::from(slot >= 100), 0)), f64::from(slot));
    }
    let nominees = queue.nominate(100, &[0.25, 0.75], &[1.0], |_| Turn::Taken);
    assert_eq!(nominees.iter().filter(|who| who.slot < 100).count(), 25);
}

/// Two groups with shares of 0.6 and 0.4, two provinces with 0.5 each. What is owed before each nomination:
///
/// | | groups | provinces | nominated: group, province, exposure |
/// |---|---|---|---|
/// | 1 | 0.6, 0.4 | 0.5, 0.5 | 0, 0, 0.2 |
/// | 2 | 0.2, 0.8 | 0.0, 1.0 | 1, 1: no candidate waits, so 1, 0, 0.5 |
/// | 3 | 0.8, 0.2 | -0.5, 1.5 | 0, 1, 0.4 |
/// | 4 | 0.4, 0.6 | 0.0, 1.0 | 1, 1 and 1, 0: no candidate waits, so 0, 1, 0.7 |
#[test]
fn two_groups_and_two_provinces_as_computed_by_hand() {
    let mut queue = NominationQueue::new(2, 2);
    let waiting = [(0, 0, 0.2), (0, 0, 0.3), (1, 0, 0.5), (0, 1, 0.4), (0, 1, 0.7)];
    for (slot, (group, province, exposure)) in (0..).zip(waiting) {
        queue.enter(candidate(slot), Some((group, province)), exposure);
    }
    queue.enter(candidate(5), None, 0.01);
    let nominees = queue.nominate(4, &[0.6, 0.4], &[0.5, 0.5], |_| Turn::Taken);
    assert_eq!(nominees, [0, 2, 3, 4].map(candidate));
}

/// Nominees of a province with a quarter of the allocation, where so many candidates wait.
fn nominees_of_a_quarter(waiting: u32) -> usize {
    let mut queue = NominationQueue::new(1, 3);
    for slot in 0..200 {
        queue.enter(candidate(slot), Some((0, usize::from(slot >= waiting))), f64::from(slot));
    }
    let nominees = queue.nominate(100, &[1.0], &[0.25, 0.75, 0.0], |_| Turn::Taken);
    nominees.iter().filter(|one| one.slot < waiting).count()
}

#[test]
fn a_province_issues_its_allocation_and_passes_on_what_it_cannot() {
    // 25 of 100; only 10 are there, and the other issues 90; none is there.
    assert_eq!([100, 10, 0].map(nominees_of_a_quarter), [25, 10, 0]);
    let mut queue = NominationQueue::new(1, 2);
    queue.enter(candidate(0), Some((0, 1)), 0.1);
    assert_eq!(queue.nominate(1, &[1.0], &[1.0, 0.0], |_| Turn::Taken), []);
}

/// Nominees of the first of two provinces, which had no candidates for a time.
fn nominees_of_first(mut queue: NominationQueue) -> usize {
    (100..200).for_each(|slot| queue.enter(candidate(slot), FIRST, f64::from(slot)));
    let nominees = queue.nominate(10, &[1.0], &[0.5, 0.5], |_| Turn::Taken);
    nominees.iter().filter(|one| one.slot >= 100).count()
}

#[test]
fn what_a_province_could_not_issue_is_forgotten_with_the_month() {
    let mut queue = NominationQueue::new(1, 2);
    (0..100).for_each(|slot| queue.enter(candidate(slot), Some((0, 1)), f64::from(slot)));
    queue.nominate(20, &[1.0], &[0.5, 0.5], |_| Turn::Taken);
    let mut next_month = queue.clone();
    next_month.begin_month();
    // It is owed 10 and gets all of the next ones; or it is owed 1, and the other -1: 6 of 10.
    assert_eq!([queue, next_month].map(nominees_of_first), [10, 6]);
}

#[test]
fn a_missed_turn_comes_again_after_a_change() {
    let mut queue = NominationQueue::new(1, 1);
    [0.1, 0.2, 0.3]
        .iter()
        .zip(0..)
        .for_each(|(exposure, slot)| queue.enter(candidate(slot), FIRST, *exposure));
    queue.enter(candidate(3), None, 0.01);
    assert_eq!(
        queue.nominate(1, &[1.0], &[1.0], |one| if one.slot == 0 { Turn::Missed } else { Turn::Taken }),
        [candidate(1)]
    );
    queue.change_place(candidate(0), FIRST);
    // The turn of 0 has come; 2 has 0.1 left, and no province nominates 3.
    assert_eq!(queue.nominate(3, &[1.0], &[1.0], |_| Turn::Taken), [candidate(0), candidate(2)]);
}

#[test]
fn a_changed_place_keeps_the_exposure_that_is_left() {
    let mut queue = NominationQueue::new(2, 1);
    queue.enter(candidate(0), Some((0, 0)), 0.1);
    queue.enter(candidate(1), Some((0, 0)), 0.4);
    queue.enter(candidate(2), Some((1, 0)), 0.35);
    queue.nominate(1, &[1.0, 0.0], &[1.0], |_| Turn::Taken);
    queue.change_place(candidate(1), Some((1, 0)));
    assert_eq!(queue.nominate(2, &[0.0, 1.0], &[1.0], |_| Turn::Taken), [candidate(1), candidate(2)]);
}

#[test]
fn a_candidate_who_moves_away_and_back_has_one_turn() {
    let mut queue = NominationQueue::new(2, 1);
    queue.enter(candidate(0), FIRST, 0.25);
    // Then none is left, so each later candidate is put in order at once.
    (0..2).for_each(|_| drop(queue.nominate(1, &[1.0, 0.0], &[1.0], |_| Turn::Taken)));
    queue.enter(candidate(1), FIRST, 0.5);
    queue.change_place(candidate(1), Some((1, 0)));
    queue.change_place(candidate(1), FIRST);
    assert_eq!(queue.nominate(2, &[1.0, 0.0], &[1.0], |_| Turn::Taken), [candidate(1)]);
}

/// The slow and obvious queue: it searches all waiting candidates for each nomination.
#[test]
fn nominations_are_those_of_a_queue_that_searches_all() {
    const CANDIDATES: u32 = 12_000;
    // A calendar takes no random numbers; these only shuffle what happens in the test.
    let mut state = 1u64;
    let mut below = |bound: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % u64::from(bound)) as u32
    };
    let mut queue = NominationQueue::new(3, 1);
    let mut waits: Vec<Option<(usize, f64)>> = vec![None; CANDIDATES as usize];
    let mut frontiers = [0.0; 3];
    let mut is_present = vec![false; CANDIDATES as usize];
    // None waits yet, so every queue has run empty.
    assert_eq!(queue.nominate(1, &[0.2, 0.2, 0.6], &[1.0], |_| Turn::Taken), []);
    let mut ways = [false; 2];
    for _ in 0..60_000 {
        let had_run_out = queue.queues[0].horizon == f64::INFINITY;
        let slot = below(CANDIDATES);
        let place = slot as usize;
        // Most wait in the first band, few in the last, which runs out.
        let band = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2][below(10) as usize];
        match (waits[place], below(20)) {
            (_, 0) => {
                let shares = [0.2, 0.2, 0.6];
                let found = queue.nominate(1, &shares, &[1.0], |one| {
                    if is_present[one.slot as usize] { Turn::Taken } else { Turn::Gone }
                });
                let Some(found) = found.first() else { continue };
                let (band, exposure) = waits[found.slot as usize].expect("only those who wait are nominated");
                let others = waits.iter().zip(&is_present).filter(|(_, is_present)| **is_present);
                let least = others.filter_map(|(wait, _)| wait.filter(|one| one.0 == band));
                assert_eq!(least.map(|one| one.1).min_by(f64::total_cmp), Some(exposure));
                frontiers[band] = exposure;
                waits[found.slot as usize] = None;
                is_present[found.slot as usize] = false;
            }
            (None, _) => {
                is_present[place] = true;
                let exposure = -f64::from(1 + below(1 << 30)).ln() + f64::from(1u32 << 30).ln();
                queue.enter(candidate(slot), Some((band, 0)), exposure);
                waits[place] = Some((band, frontiers[band] + exposure));
            }
            (Some((before, exposure)), 1..4) if is_present[place] => {
                queue.change_place(candidate(slot), Some((band, 0)));
                let left = (exposure - frontiers[before]).max(0.0);
                waits[place] =
                    Some(if before == band { (band, exposure) } else { (band, frontiers[band] + left) });
            }
            (Some(_), 4) => {
                is_present[place] = false;
                waits[place] = None;
            }
            _ => {}
        }
        let has_run_out = queue.queues[0].horizon == f64::INFINITY;
        ways = [ways[0] || has_run_out, ways[1] || had_run_out && !has_run_out];
    }
    assert_eq!(ways, [true; 2], "a band has run out, and one that had filled up again");
}

/// Shares 0.9 and 0.1: with nothing owed the second group has the sixth turn (0.9, 0.8, .. against 0.1, 0.2,
/// ..: after five the first has 5.4 - 5 = 0.4 and the second 0.6); with 0.85 owed to it from the start it has
/// the first, at 0.95 against 0.9.
#[test]
fn what_a_group_is_owed_at_the_start_decides_when_its_first_turn_comes() {
    assert_eq!(turn_of_second([0.0, 0.0]), Some(6));
    assert_eq!(turn_of_second([0.0, 0.85]), Some(1));
}

/// The turn at which the second group has its only nominee.
fn turn_of_second(owed: [f64; 2]) -> Option<usize> {
    let mut parts = owed.into_iter();
    let mut queue = NominationQueue::new(2, 1).owing(|| parts.next().unwrap());
    (0..8).for_each(|slot| queue.enter(candidate(slot), Some((0, 0)), 0.1 + f64::from(slot)));
    queue.enter(candidate(8), Some((1, 0)), 0.1);
    let nominees = queue.nominate(8, &[0.9, 0.1], &[1.0], |_| Turn::Taken);
    nominees.iter().position(|one| *one == candidate(8)).map(|place| place + 1)
}
