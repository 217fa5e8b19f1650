//! Who is nominated next: candidates wait with a random exposure, and each nomination goes to the least of them.
//!
//! Within a band of core scores this is a race of equal exponential clocks, stopped at a stated number of winners:
//! the chance is the same for all who wait, and a person's luck is a property of the person, not of who else is there.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::CandidateId;

/// Exposure by which the horizon moves when all before it have been nominated.
const HORIZON_STEP: f64 = 0.1;
/// As many are put in order at once, if so many wait: everybody who waits in any band is looked at for it.
const LEAST_ORDERED: usize = 256;
/// A band that had run out and in which so many stand in order again is large enough for a horizon.
const MOST_ORDERED: usize = 4096;

/// Candidates waiting for a nomination, by band of core score.
#[derive(Clone, Debug)]
pub struct NominationQueue {
    bands: Vec<Band>,
    /// By slot: where its holder waits, or the last one waited.
    waits: Vec<Wait>,
}

/// Few of those who wait are ever nominated, so only those whose turn may come soon stand in order.
#[derive(Clone, Debug, Default)]
struct Band {
    /// Those with an exposure below the horizon, the least first.
    near: BinaryHeap<Reverse<Ticket>>,
    horizon: f64,
    /// Exposure up to which all who waited have been nominated.
    frontier: f64,
    /// Nominations wanted so far less those issued.
    owed: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Wait {
    generation: u32,
    band: u8,
    exposure: f64,
}

/// Exposure as ordered bits (it is never negative), then slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ticket {
    exposure: u64,
    slot: u32,
    generation: u32,
}

impl NominationQueue {
    /// An empty queue of `bands` bands.
    pub fn new(bands: usize) -> NominationQueue {
        NominationQueue { bands: vec![Band::default(); bands], waits: Vec::new() }
    }

    /// Lets a candidate wait in a band, with a standard exponential exposure to take before being nominated.
    pub fn enter(&mut self, candidate: CandidateId, band: usize, exposure: f64) {
        let slot = candidate.slot as usize;
        if self.waits.len() <= slot {
            self.waits.resize(slot + 1, Wait::default());
        }
        self.wait(candidate, band, self.bands[band].frontier + exposure);
    }

    /// Moves a candidate to another band, with the exposure that is left.
    pub fn change_band(&mut self, candidate: CandidateId, band: usize) {
        // Whoever has just declined an invitation issued before the run may never have waited.
        let Some(wait) = self.waits.get(candidate.slot as usize).copied() else { return };
        let before = wait.band as usize;
        if wait.generation != candidate.generation || before == band {
            return;
        }
        let left = (wait.exposure - self.bands[before].frontier).max(0.0);
        self.wait(candidate, band, self.bands[band].frontier + left);
    }

    /// Nominates `count` candidates, spread over the bands by `shares`; a band without candidates passes its
    /// nominations on to the next that has some. `may` tells whether a candidate can still be nominated.
    pub fn nominate(
        &mut self,
        count: u32,
        shares: &[f64],
        may: impl Fn(CandidateId) -> bool,
    ) -> Vec<CandidateId> {
        let mut nominees = Vec::with_capacity(count as usize);
        for _ in 0..count {
            for (band, share) in self.bands.iter_mut().zip(shares) {
                band.owed += share;
            }
            let mut order: Vec<usize> = (0..self.bands.len()).collect();
            order.sort_by(|a, b| self.bands[*b].owed.total_cmp(&self.bands[*a].owed));
            let Some((band, nominee)) =
                order.into_iter().find_map(|band| Some((band, self.next(band, &may)?)))
            else {
                break;
            };
            self.bands[band].owed -= 1.0;
            nominees.push(nominee);
        }
        nominees
    }

    fn wait(&mut self, candidate: CandidateId, index: usize, exposure: f64) {
        let CandidateId { slot, generation } = candidate;
        self.waits[slot as usize] = Wait { generation, band: index as u8, exposure };
        let band = &mut self.bands[index];
        if band.horizon == f64::INFINITY && band.near.len() >= MOST_ORDERED {
            band.horizon = band.frontier + HORIZON_STEP;
            let horizon = band.horizon.to_bits();
            band.near.retain(|Reverse(ticket)| ticket.exposure < horizon);
        }
        if exposure < band.horizon {
            band.near.push(Reverse(Ticket { exposure: exposure.to_bits(), slot, generation }));
        }
    }

    fn next(&mut self, index: usize, may: &impl Fn(CandidateId) -> bool) -> Option<CandidateId> {
        loop {
            let band = &mut self.bands[index];
            while let Some(Reverse(ticket)) = band.near.pop() {
                if ticket.is_current(&self.waits, index) && may(ticket.candidate()) {
                    band.frontier = f64::from_bits(ticket.exposure);
                    return Some(ticket.candidate());
                }
            }
            self.extend_horizon(index)?;
        }
    }

    /// Puts those in order whose turn may come next. `None` if nobody waits beyond the horizon.
    fn extend_horizon(&mut self, index: usize) -> Option<()> {
        let band = &mut self.bands[index];
        let before = band.horizon;
        if before == f64::INFINITY {
            return None;
        }
        let beyond = (0u32..)
            .zip(&self.waits)
            .filter(|(_, wait)| usize::from(wait.band) == index && wait.exposure >= before);
        let mut exposures: Vec<f64> = beyond.clone().map(|(_, wait)| wait.exposure).collect();
        if exposures.is_empty() {
            // Whoever comes from now on stands in order at once: to look for them again each day would take long.
            band.horizon = f64::INFINITY;
            return None;
        }
        let last = exposures.len().min(LEAST_ORDERED) - 1;
        let (sooner, last, _) = exposures.select_nth_unstable_by(last, f64::total_cmp);
        let least = sooner.iter().copied().fold(*last, f64::min);
        let horizon = (least + HORIZON_STEP).max(last.next_up());
        band.horizon = horizon;
        let near = beyond.filter(|(_, wait)| wait.exposure < horizon).map(|(slot, wait)| {
            Reverse(Ticket { exposure: wait.exposure.to_bits(), slot, generation: wait.generation })
        });
        band.near.extend(near);
        Some(())
    }
}

impl Ticket {
    fn candidate(self) -> CandidateId {
        CandidateId { slot: self.slot, generation: self.generation }
    }

    fn is_current(self, waits: &[Wait], band: usize) -> bool {
        let wait = waits[self.slot as usize];
        wait.generation == self.generation
            && wait.band as usize == band
            && wait.exposure.to_bits() == self.exposure
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(slot: u32) -> CandidateId {
        CandidateId { slot, generation: 0 }
    }

    #[test]
    fn the_least_exposure_is_nominated_first() {
        let mut queue = NominationQueue::new(1);
        for (slot, exposure) in [(0, 0.9), (1, 0.2), (2, 0.5)] {
            queue.enter(candidate(slot), 0, exposure);
        }
        assert_eq!(queue.nominate(2, &[1.0], |_| true), [candidate(1), candidate(2)]);
    }

    #[test]
    fn those_who_left_are_passed_over() {
        let mut queue = NominationQueue::new(1);
        queue.enter(candidate(0), 0, 0.1);
        queue.enter(candidate(1), 0, 0.2);
        assert_eq!(queue.nominate(1, &[1.0], |who| who.slot == 1), [candidate(1)]);
        assert_eq!(queue.nominate(1, &[1.0], |_| true), []);
    }

    #[test]
    fn nominations_follow_the_shares_of_the_bands() {
        let mut queue = NominationQueue::new(2);
        for slot in 0..200 {
            queue.enter(candidate(slot), usize::from(slot >= 100), f64::from(slot));
        }
        let nominees = queue.nominate(100, &[0.25, 0.75], |_| true);
        assert_eq!(nominees.iter().filter(|who| who.slot < 100).count(), 25);
    }

    #[test]
    fn a_changed_band_keeps_the_exposure_that_is_left() {
        let mut queue = NominationQueue::new(2);
        queue.enter(candidate(0), 0, 0.1);
        queue.enter(candidate(1), 0, 0.4);
        queue.enter(candidate(2), 1, 0.35);
        queue.nominate(1, &[1.0, 0.0], |_| true);
        queue.change_band(candidate(1), 1);
        assert_eq!(queue.nominate(2, &[0.0, 1.0], |_| true), [candidate(1), candidate(2)]);
    }

    /// The slow obvious one: everybody who waits is looked at for every nomination.
    #[test]
    fn nominations_are_those_of_a_queue_that_looks_at_everybody() {
        const CANDIDATES: u32 = 12_000;
        // A calendar takes no random numbers; these only shuffle what happens in the test.
        let mut state = 1u64;
        let mut below = |bound: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % u64::from(bound)) as u32
        };
        let mut queue = NominationQueue::new(3);
        let mut waits: Vec<Option<(usize, f64)>> = vec![None; CANDIDATES as usize];
        let mut frontiers = [0.0; 3];
        let mut is_present = vec![false; CANDIDATES as usize];
        // Nobody waits yet, so that every band has run out.
        assert_eq!(queue.nominate(1, &[0.2, 0.2, 0.6], |_| true), []);
        let mut ways = [false; 2];
        for _ in 0..60_000 {
            let had_run_out = queue.bands[0].horizon == f64::INFINITY;
            let slot = below(CANDIDATES);
            let place = slot as usize;
            // Most wait in the first band, few in the last, which runs out.
            let band = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2][below(10) as usize];
            match (waits[place], below(20)) {
                (_, 0) => {
                    let shares = [0.2, 0.2, 0.6];
                    let found = queue.nominate(1, &shares, |one| is_present[one.slot as usize]);
                    let Some(found) = found.first() else { continue };
                    let (band, exposure) =
                        waits[found.slot as usize].expect("only those who wait are nominated");
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
                    queue.enter(candidate(slot), band, exposure);
                    waits[place] = Some((band, frontiers[band] + exposure));
                }
                (Some((before, exposure)), 1..4) if is_present[place] => {
                    queue.change_band(candidate(slot), band);
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
            let has_run_out = queue.bands[0].horizon == f64::INFINITY;
            ways = [ways[0] || has_run_out, ways[1] || had_run_out && !has_run_out];
        }
        assert_eq!(ways, [true; 2], "a band has run out, and one that had filled up again");
    }
}
