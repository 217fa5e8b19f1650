//! The candidates of one score.

use super::Seat;

/// Whoever leaves is only counted off: the entry stays until many such entries can be swept out at once, so that leaving costs no
/// search and touches nobody else.
#[derive(Clone, Debug, Default)]
pub(super) struct Bucket {
    entries: Vec<Entry>,
    present: u32,
}

/// Void once the stamp of the slot's seat is another.
#[derive(Clone, Copy, Debug)]
struct Entry {
    slot: u32,
    stamp: u32,
}

impl Bucket {
    /// Void entries that a bucket may hold beside two for each of its candidates.
    const SLACK: usize = 32;

    pub fn present(&self) -> u32 {
        self.present
    }

    /// Slots of the candidates whose slot passes a test, in no stated order. The test comes first: it is cheap, and few pass.
    pub fn slots(&self, seats: &[Seat], passes: impl Fn(u32) -> bool) -> impl Iterator<Item = u32> {
        self.entries
            .iter()
            .filter(move |entry| passes(entry.slot) && entry.is_valid(seats))
            .map(|entry| entry.slot)
    }

    pub fn enter(&mut self, slot: u32, seats: &mut [Seat]) {
        if self.entries.len() > 3 * self.present as usize + Bucket::SLACK {
            self.entries.retain(|entry| entry.is_valid(seats));
        }
        let stamp = &mut seats[slot as usize].stamp;
        *stamp += 1;
        self.entries.push(Entry { slot, stamp: *stamp });
        self.present += 1;
    }

    pub fn leave(&mut self, seat: &mut Seat) {
        seat.stamp += 1;
        self.present -= 1;
    }
}

impl Entry {
    #[inline]
    fn is_valid(self, seats: &[Seat]) -> bool {
        seats[self.slot as usize].stamp == self.stamp
    }
}
