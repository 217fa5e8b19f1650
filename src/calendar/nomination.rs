//! The queue for nominations. Candidates wait with a random exposure; each nomination goes to the least one.
//!
//! Within a province, a band of core scores and a residence this is a race of equal exponential clocks. It
//! stops at a stated number of winners. The chance is the same for all who wait, and a person's luck does not
//! depend on the other candidates. A candidate who cannot take a nomination in turn takes the next one after
//! a change that allows it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::pool::CandidateId;

/// Exposure by which the horizon moves when all candidates before it have been nominated.
const HORIZON_STEP: f64 = 0.1;
/// Number of candidates put in order at once, if so many wait: each time all waiting candidates are
/// searched.
const LEAST_ORDERED: usize = 256;
/// Number of ordered candidates at which a queue that had run empty gets a horizon again.
const MOST_ORDERED: usize = 1024;

/// Candidates waiting for a nomination, by group (a band of core score and a residence) and province.
#[derive(Clone, Debug, Default)]
pub struct NominationQueue {
    provinces: usize,
    /// By group and then province. In the last one wait candidates that no province nominates, or who could
    /// not take their turn.
    queues: Vec<Queue>,
    /// By slot: the queue in which its holder waits, or the last one waited. A list of its own, since the
    /// search for the next candidates reads all of it.
    places: Vec<u16>,
    /// By slot: the candidate who waits there, or waited last, with the exposure.
    waits: Vec<Wait>,
    /// Nominations wanted so far of each group less those issued.
    owed_groups: Vec<f64>,
    /// The same of each province, of this month.
    owed_provinces: Vec<f64>,
    /// Groups by what was owed to them at the last nomination, the most first.
    group_order: Vec<usize>,
    /// Provinces likewise.
    province_order: Vec<usize>,
}

/// The candidates of a group and a province. Few are ever nominated, so only those whose turn may come soon
/// are kept in order.
#[derive(Clone, Debug, Default)]
struct Queue {
    /// Candidates with an exposure below the horizon, the least first.
    near: BinaryHeap<Reverse<Ticket>>,
    horizon: f64,
    /// Exposure up to which all waiting candidates have been nominated.
    frontier: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Wait {
    generation: u32,
    exposure: f64,
}

/// Exposure as ordered bits (it is never negative), then slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ticket {
    exposure: u64,
    slot: u32,
    generation: u32,
}

/// A group and a province; none for a candidate that no province nominates.
pub type Place = Option<(usize, usize)>;

/// The result of a candidate's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A nomination.
    Taken,
    /// The province's rule is not met: the turn comes again after the next change of place or facts.
    Missed,
    /// The candidate waits no more.
    Gone,
}

impl NominationQueue {
    /// An empty queue for so many groups and provinces.
    pub fn new(groups: usize, provinces: usize) -> NominationQueue {
        NominationQueue {
            provinces,
            queues: vec![Queue::default(); groups * provinces + 1],
            places: Vec::new(),
            waits: Vec::new(),
            owed_groups: vec![0.0; groups],
            owed_provinces: vec![0.0; provinces],
            group_order: (0..groups).collect(),
            province_order: (0..provinces).collect(),
        }
    }

    /// Starts each group with a fraction of a nomination owed to it. So the turns of small groups do not fall
    /// on the same days in every run.
    pub fn owing(mut self, mut part: impl FnMut() -> f64) -> NominationQueue {
        for owed in &mut self.owed_groups {
            *owed = part();
        }
        self
    }

    /// Adds a candidate to a place, with a standard exponential exposure until the nomination.
    pub fn enter(&mut self, candidate: CandidateId, place: Place, exposure: f64) {
        let slot = candidate.slot as usize;
        if self.waits.len() <= slot {
            self.waits.resize(slot + 1, Wait::default());
            self.places.resize(slot + 1, (self.queues.len() - 1) as u16);
        }
        let queue = self.index(place);
        self.wait(candidate, queue, self.queues[queue].frontier + exposure);
    }

    /// Moves a candidate to another place, with the exposure that is left.
    pub fn change_place(&mut self, candidate: CandidateId, place: Place) {
        // A candidate who declined an invitation issued before the run may never have waited.
        let Some(before) = self.places.get(candidate.slot as usize).map(|place| usize::from(*place)) else {
            return;
        };
        let queue = self.index(place);
        if before == queue {
            return;
        }
        let wait = self.waits[candidate.slot as usize];
        if wait.generation != candidate.generation {
            return;
        }
        let left = (wait.exposure - self.queues[before].frontier).max(0.0);
        self.wait(candidate, queue, self.queues[queue].frontier + left);
    }

    /// Begins a month: what provinces owe or have issued in advance is cut to one nomination each.
    pub fn begin_month(&mut self) {
        for owed in &mut self.owed_provinces {
            *owed = owed.clamp(-1.0, 1.0);
        }
    }

    /// Nominates `count` candidates, spread over the groups by `shares` and, within what these give, over
    /// the provinces by `allocation`. Nominations that a province cannot issue go to the other provinces;
    /// those of a group without candidates go to the next group that has some. `turn` says whether a
    /// candidate whose turn it is takes the nomination.
    pub fn nominate(
        &mut self,
        count: u32,
        shares: &[f64],
        allocation: &[f64],
        turn: impl Fn(CandidateId) -> Turn,
    ) -> Vec<CandidateId> {
        let mut nominees = Vec::with_capacity(count as usize);
        for _ in 0..count {
            owe(&mut self.owed_groups, shares);
            owe(&mut self.owed_provinces, allocation);
            let Some((group, province, nominee)) = self.next_of_most_owed(allocation, &turn) else { break };
            self.owed_groups[group] -= 1.0;
            self.owed_provinces[province] -= 1.0;
            nominees.push(nominee);
        }
        nominees
    }

    /// The next nominee: from the place to which most is owed, of the places with waiting candidates.
    fn next_of_most_owed(
        &mut self,
        allocation: &[f64],
        turn: &impl Fn(CandidateId) -> Turn,
    ) -> Option<(usize, usize, CandidateId)> {
        // Both orders are nearly those of the last nomination, so sorting costs little.
        put_most_first(&mut self.group_order, &self.owed_groups);
        put_most_first(&mut self.province_order, &self.owed_provinces);
        for at in 0..self.group_order.len() {
            let group = self.group_order[at];
            for at in 0..self.province_order.len() {
                let province = self.province_order[at];
                if allocation[province] <= 0.0 {
                    continue;
                }
                if let Some(nominee) = self.next(group * self.provinces + province, turn) {
                    return Some((group, province, nominee));
                }
            }
        }
        None
    }

    fn index(&self, place: Place) -> usize {
        place.map_or(self.queues.len() - 1, |(group, province)| group * self.provinces + province)
    }

    fn wait(&mut self, candidate: CandidateId, index: usize, exposure: f64) {
        let CandidateId { slot, generation } = candidate;
        self.waits[slot as usize] = Wait { generation, exposure };
        self.places[slot as usize] = index as u16;
        let queue = &mut self.queues[index];
        if queue.horizon == f64::INFINITY && queue.near.len() >= MOST_ORDERED {
            queue.horizon = queue.frontier + HORIZON_STEP;
            let horizon = queue.horizon.to_bits();
            queue.near.retain(|Reverse(ticket)| ticket.exposure < horizon);
        }
        if exposure < queue.horizon {
            queue.near.push(Reverse(Ticket { exposure: exposure.to_bits(), slot, generation }));
        }
    }

    fn next(&mut self, index: usize, turn: &impl Fn(CandidateId) -> Turn) -> Option<CandidateId> {
        let nowhere = (self.queues.len() - 1) as u16;
        loop {
            let queue = &mut self.queues[index];
            while let Some(Reverse(ticket)) = queue.near.pop() {
                if !ticket.is_current(&self.places, &self.waits, index) {
                    continue;
                }
                let answer = turn(ticket.candidate());
                if answer != Turn::Gone {
                    // A candidate who moved away and back may have another ticket of the same exposure.
                    self.places[ticket.slot as usize] = nowhere;
                    self.waits[ticket.slot as usize].exposure = 0.0;
                }
                if answer == Turn::Taken {
                    queue.frontier = f64::from_bits(ticket.exposure);
                    return Some(ticket.candidate());
                }
            }
            self.extend_horizon(index)?;
        }
    }

    /// Puts the candidates in order whose turn may come next. `None` if none waits beyond the horizon.
    fn extend_horizon(&mut self, index: usize) -> Option<()> {
        let queue = &mut self.queues[index];
        let before = queue.horizon;
        if before == f64::INFINITY {
            return None;
        }
        let beyond: Vec<Ticket> = here(&self.places, index as u16)
            .map(|slot| (slot, self.waits[slot as usize]))
            .filter(|(_, wait)| wait.exposure >= before)
            .map(|(slot, wait)| Ticket {
                exposure: wait.exposure.to_bits(),
                slot,
                generation: wait.generation,
            })
            .collect();
        let mut exposures: Vec<f64> = beyond.iter().map(|ticket| f64::from_bits(ticket.exposure)).collect();
        if exposures.is_empty() {
            // Later candidates are put in order at once: to search for them each day would take long.
            queue.horizon = f64::INFINITY;
            return None;
        }
        let last = exposures.len().min(LEAST_ORDERED) - 1;
        let (sooner, last, _) = exposures.select_nth_unstable_by(last, f64::total_cmp);
        let least = sooner.iter().copied().fold(*last, f64::min);
        let horizon = (least + HORIZON_STEP).max(last.next_up());
        queue.horizon = horizon;
        let near = beyond.into_iter().filter(|ticket| f64::from_bits(ticket.exposure) < horizon).map(Reverse);
        queue.near.extend(near);
        Some(())
    }
}

impl Ticket {
    fn candidate(self) -> CandidateId {
        CandidateId { slot: self.slot, generation: self.generation }
    }

    fn is_current(self, places: &[u16], waits: &[Wait], queue: usize) -> bool {
        let wait = waits[self.slot as usize];
        wait.generation == self.generation
            && usize::from(places[self.slot as usize]) == queue
            && wait.exposure.to_bits() == self.exposure
    }
}

/// Slots of a queue, in order. Few slots match, so a whole block is tested at once.
fn here(places: &[u16], queue: u16) -> impl Iterator<Item = u32> {
    const BLOCK: usize = 32;
    let blocks = places.chunks(BLOCK).zip((0u32..).step_by(BLOCK));
    let found =
        blocks.filter(move |(block, _)| block.iter().fold(false, |any, place| any | (*place == queue)));
    found.flat_map(move |(block, first)| {
        block.iter().zip(first..).filter(move |(place, _)| **place == queue).map(|(_, slot)| slot)
    })
}

/// Adds the share of one more nomination to those owed.
fn owe(owed: &mut [f64], shares: &[f64]) {
    for (owed, share) in owed.iter_mut().zip(shares) {
        *owed += share;
    }
}

/// Sorts places by the nominations owed to them, the most first. By insertion: the list is short and nearly
/// in order.
fn put_most_first(order: &mut [usize], owed: &[f64]) {
    for end in 1..order.len() {
        let place = order[end];
        let mut at = end;
        while at > 0 && owed[order[at - 1]] < owed[place] {
            order[at] = order[at - 1];
            at -= 1;
        }
        order[at] = place;
    }
}

#[cfg(test)]
mod tests;
