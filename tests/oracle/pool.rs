//! The pool against a list of people, through random operations.

use drawsim::policy::rules::Eligibility;
use drawsim::pool::{CandidateId, MAX_SCORE, Pool, Submission};
use drawsim::published::BANDS;
use proptest::prelude::*;

use crate::candidates::{cases, first_day, profile, submission};

#[derive(Clone, Copy, Debug)]
enum Operation {
    Submit { second: i64, score: u16, bits: u32, nominated: bool },
    Update { which: usize, score: u16, bits: u32, nominated: bool },
    Invite { which: usize },
    Readmit { which: usize },
    Remove { which: usize },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Present,
    Invited,
    Gone,
}

/// Everyone who ever submitted, in order of submission.
#[derive(Default)]
struct List {
    people: Vec<(CandidateId, Submission, Standing)>,
}

impl List {
    fn of(&self, standing: Standing) -> Vec<usize> {
        (0..self.people.len()).filter(|at| self.people[*at].2 == standing).collect()
    }

    /// One of those of a standing, if there are any.
    fn one(&self, which: usize, standing: Standing) -> Option<usize> {
        let all = self.of(standing);
        (!all.is_empty()).then(|| all[which % all.len()])
    }

    fn count(&self, standing: Standing, is_counted: impl Fn(&Submission) -> bool) -> u32 {
        self.people.iter().filter(|(_, facts, now)| *now == standing && is_counted(facts)).count() as u32
    }

    /// Does the same to the list and to the pool.
    fn apply(&mut self, pool: &mut Pool, operation: Operation) {
        match operation {
            Operation::Submit { second, score, bits, nominated } => {
                let facts = submission(self.people.len() as u32, second, score, bits, nominated);
                self.people.push((pool.submit(facts), facts, Standing::Present));
            }
            Operation::Update { which, score, bits, nominated } => {
                let standing = if which % 3 == 0 { Standing::Invited } else { Standing::Present };
                let Some(at) = self.one(which, standing) else { return };
                let (candidate, facts, _) = &mut self.people[at];
                (facts.score, facts.eligibility) = (score, Eligibility(bits));
                facts.profile = profile(nominated);
                pool.update(candidate.slot, facts.profile, score, facts.eligibility);
            }
            Operation::Invite { which } => {
                let Some(at) = self.one(which, Standing::Present) else { return };
                assert_eq!(pool.invite(self.people[at].0.slot), self.people[at].0);
                self.people[at].2 = Standing::Invited;
            }
            Operation::Readmit { which } => {
                let Some(at) = self.one(which, Standing::Invited) else { return };
                pool.readmit(self.people[at].0.slot);
                self.people[at].2 = Standing::Present;
            }
            Operation::Remove { which } => {
                let standing = if which % 2 == 0 { Standing::Invited } else { Standing::Present };
                let Some(at) = self.one(which, standing) else { return };
                assert_eq!(pool.remove(self.people[at].0.slot), self.people[at].1.profile);
                self.people[at].2 = Standing::Gone;
            }
        }
    }

    fn assert_agrees(&self, pool: &Pool) {
        assert_eq!(pool.present(), self.count(Standing::Present, |_| true));
        assert_eq!(pool.invited(), self.count(Standing::Invited, |_| true));
        assert_eq!(pool.nominees(), self.count(Standing::Present, |facts| facts.profile.nominated));
        assert_eq!(pool.candidates().count() as u32, pool.present() + pool.invited());
        for (candidate, facts, standing) in &self.people {
            assert_eq!(pool.is_present(*candidate), *standing == Standing::Present);
            assert_eq!(pool.is_invited(*candidate), *standing == Standing::Invited);
            assert_eq!(pool.holds(*candidate), *standing != Standing::Gone);
            if *standing != Standing::Gone {
                self.assert_facts(pool, *candidate, facts);
            }
        }
        for bits in 0..8 {
            let admits = |held: Eligibility| held.intersects(Eligibility(bits));
            assert_eq!(pool.count(admits), self.count(Standing::Present, |facts| admits(facts.eligibility)));
        }
        self.assert_admitted(pool);
        self.assert_ranks(pool);
        let census = pool.census(first_day());
        assert_eq!(census.total, pool.present());
        for ((low, high), count) in BANDS.iter().zip(census.candidates) {
            let is_in = |facts: &Submission| facts.score >= *low && facts.score <= *high;
            assert_eq!(count, Some(self.count(Standing::Present, is_in)), "{low} to {high}");
        }
    }

    fn assert_facts(&self, pool: &Pool, candidate: CandidateId, facts: &Submission) {
        let slot = candidate.slot;
        let found = Submission {
            person: pool.person(slot),
            submitted_at: pool.submitted_at(slot),
            expires_on: pool.expires_on(slot),
            profile: *pool.profile(slot),
            situation: pool.situation(slot),
            score: pool.score(slot),
            eligibility: pool.eligibility(slot),
        };
        assert_eq!(found, *facts);
    }

    /// Whoever is admitted is found once, by slot, from any score on.
    fn assert_admitted(&self, pool: &Pool) {
        for (bits, lowest) in (1..8).flat_map(|bits| [0, 300, 450, MAX_SCORE].map(|lowest| (bits, lowest))) {
            let admits = |held: Eligibility| held.intersects(Eligibility(bits));
            let present = self.people.iter().filter(|(_, facts, standing)| {
                *standing == Standing::Present && admits(facts.eligibility) && facts.score >= lowest
            });
            let mut expected: Vec<u32> = present.map(|(candidate, ..)| candidate.slot).collect();
            expected.sort_unstable();
            assert_eq!(pool.at_or_above(lowest, admits), expected, "{bits:#b} from {lowest}");
        }
        for highest in [0, 300, 450, MAX_SCORE] {
            let present = self.people.iter().filter(|(_, facts, standing)| {
                *standing == Standing::Present && facts.eligibility.0 != 0 && facts.score <= highest
            });
            let mut expected: Vec<u32> = present.map(|(candidate, ..)| candidate.slot).collect();
            expected.sort_unstable();
            assert_eq!(pool.at_or_below(highest), expected, "up to {highest}");
        }
    }

    /// As many as the rank have its score or more, and fewer have the next one.
    fn assert_ranks(&self, pool: &Pool) {
        let from = |lowest: u16| self.count(Standing::Present, |facts| facts.score >= lowest);
        for rank in [1, 2, 5, 30] {
            let score = pool.score_of_rank(rank);
            assert!(from(score + 1) < rank && (from(score) >= rank || score == 0), "{rank}: {score}");
            let highest = pool.score_from_below(rank);
            let up_to = |highest: u16| self.count(Standing::Present, |facts| facts.score <= highest);
            assert!(highest == 0 || up_to(highest - 1) < rank, "{rank}: {highest}");
            assert!(up_to(highest) >= rank || highest == MAX_SCORE, "{rank}: {highest}");
        }
    }
}

fn score() -> impl Strategy<Value = u16> {
    prop_oneof![Just(0), Just(MAX_SCORE), 295_u16..305, 445_u16..455, 598_u16..604]
}

fn operation() -> impl Strategy<Value = Operation> {
    let which = 0_usize..1000;
    prop_oneof![
        4 => (0_i64..9, score(), 0_u32..8, any::<bool>())
            .prop_map(|(second, score, bits, nominated)| {
                Operation::Submit { second, score, bits, nominated }
            }),
        3 => (which.clone(), score(), 0_u32..8, any::<bool>())
            .prop_map(|(which, score, bits, nominated)| Operation::Update { which, score, bits, nominated }),
        2 => which.clone().prop_map(|which| Operation::Invite { which }),
        1 => which.clone().prop_map(|which| Operation::Readmit { which }),
        2 => which.prop_map(|which| Operation::Remove { which }),
    ]
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_pool_holds_what_a_plain_list_holds(operations in prop::collection::vec(operation(), 1..120)) {
        let (mut pool, mut list) = (Pool::new(), List::default());
        for (step, operation) in operations.iter().enumerate() {
            list.apply(&mut pool, *operation);
            if step % 8 == 0 {
                list.assert_agrees(&pool);
            }
        }
        list.assert_agrees(&pool);
    }
}

#[test]
fn declining_keeps_the_submission_time_and_coming_back_makes_a_new_record() {
    let mut pool = Pool::new();
    let first = pool.submit(submission(0, 5, 450, 1, false));
    pool.invite(first.slot);
    pool.readmit(first.slot);
    assert_eq!(pool.submitted_at(first.slot), submission(0, 5, 450, 1, false).submitted_at);
    pool.remove(first.slot);
    let again = pool.submit(submission(0, 9, 450, 1, false));
    assert_eq!(again.slot, first.slot);
    assert!(pool.holds(again) && !pool.holds(first));
}

#[test]
#[should_panic(expected = "slot 0 is not in the pool")]
fn no_candidate_is_invited_twice() {
    let mut pool = Pool::new();
    let candidate = pool.submit(submission(0, 5, 450, 1, false));
    pool.invite(candidate.slot);
    pool.invite(candidate.slot);
}

#[test]
#[should_panic(expected = "slot 0 is free and cannot be removed")]
fn no_candidate_leaves_twice() {
    let mut pool = Pool::new();
    let candidate = pool.submit(submission(0, 5, 450, 1, false));
    pool.remove(candidate.slot);
    pool.remove(candidate.slot);
}
