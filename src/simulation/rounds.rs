//! Rounds: their sizes and outcomes.

use super::State;
use crate::model::{PlannedRound, Sizing};
use crate::published::Round;
use crate::record::Record;
use crate::rng::Purpose;
use crate::round::{Cutoff, Outcome, at_or_above, hold_round};

impl State<'_> {
    /// Holds a round of the plan.
    pub(super) fn hold(&mut self, index: usize, record: &mut Record) {
        let planned = &self.agenda.plan[index];
        if let Some(cutoff) = planned.published_cutoff {
            return self.hold_at_cutoff(planned, cutoff, record);
        }
        let pool = self.pool.present();
        let (size, outcome) = self.outcome(planned);
        let invited_by_program = self.invite(&outcome, index, record);
        if size > 0 {
            self.record_miss(index, &outcome, record);
        }
        self.count(|flows| flows.invited += outcome.invited.len() as u32);
        record.round(Round {
            number: planned.instruction.number,
            date: planned.instruction.date,
            drawn_at: planned.instruction.drawn_at,
            round_type: planned.instruction.round_type.clone(),
            size,
            invited: outcome.invited.len() as u32,
            cutoff: outcome.cutoff,
            cutoff_sampled: None,
            tie_break: outcome.tie_break,
            pool: Some(pool),
            eligible: Some(outcome.eligible),
            invited_by_program: Some(invited_by_program),
        });
        self.observe(planned, outcome.cutoff);
        self.next_round += 1;
        self.audit();
    }

    /// The size of a round at full scale, and its outcome. A round of size 0 is not held.
    fn outcome(&self, planned: &PlannedRound) -> (u32, Outcome) {
        let size = match planned.sizing {
            Sizing::Persons(size) => size,
            Sizing::Between(low, high) => self.sampled_size(planned, low, high),
            Sizing::Eligible(millionths) => self.model.part_of_eligible(self.eligible(planned), millionths),
            Sizing::Planned => self.department.size(planned),
            Sizing::AsInBase(times) => self.department.given_size(planned, times),
            Sizing::AtOrAbove(score) => return self.all_from(planned, score),
            Sizing::Nominees => return self.all_from(planned, 0),
        };
        let outcome = match size {
            0 => {
                let eligible = self.eligible(planned);
                Outcome { invited: Vec::new(), cutoff: None, tie_break: None, eligible }
            }
            _ => hold_round(
                &self.pool,
                planned.eligible,
                self.model.sampled_size(size),
                self.rules.tie_break(),
            ),
        };
        (size, outcome)
    }

    /// Invites all at or above a score; the size is their number at full scale.
    fn all_from(&self, planned: &PlannedRound, score: u16) -> (u32, Outcome) {
        let invited = at_or_above(&self.pool, planned.eligible, Cutoff { score, tie_break: None });
        let size = (invited.len() as f64 / self.model.population.scale).round() as u32;
        let eligible = self.eligible(planned);
        let cutoff = invited.iter().map(|slot| self.pool.score(*slot)).min();
        (size, Outcome { invited, cutoff, tie_break: None, eligible })
    }

    /// Number of simulated candidates who are eligible for a round today.
    fn eligible(&self, planned: &PlannedRound) -> u32 {
        self.pool.count(|eligibility| planned.eligible.admits(eligibility))
    }

    /// A size between two bounds, which depends on the replication, on when the round is held and on its
    /// type.
    fn sampled_size(&self, planned: &PlannedRound, low: u32, high: u32) -> u32 {
        let occasion = planned.instruction.drawn_at.unix() as u64;
        let place = key_of(planned.instruction.round_type.name());
        low + self.randomness.stream(place, Purpose::RoundSize, occasion).below(high - low + 1)
    }
}

/// The key of a type in random streams: the hash FNV-1a of its name. A place in the law would move with each
/// program or category that a scenario adds. Sampled sizes depend on this key: another hash would change
/// results.
fn key_of(round_type: &str) -> u64 {
    round_type
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_type_is_that_of_the_published_hash() {
        // Test vectors of Fowler, Noll and Vo for 64 bits.
        assert_eq!(key_of(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(key_of("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(key_of("foobar"), 0x8594_4171_f739_67e8);
    }
}
