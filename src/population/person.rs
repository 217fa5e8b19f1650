//! The identity of a person, and the key of the person's samples on a day.

use std::fmt;

use crate::rng::{Purpose, Randomness, Stream};
use crate::time::Day;

/// Marks an index as that of a duplicate: no layer of arrivals reaches so far.
const DUPLICATE: u32 = 1 << 31;

/// Bits of a printed id behind day and stream: 16 and 8 bits stand before them.
const SHOWN_BITS: u32 = 29;
/// The largest index of a printed id, whose first bit says whether the person is a duplicate.
const SHOWN_INDEX: u64 = (1 << (SHOWN_BITS - 1)) - 1;

/// The identity of a person: arrival stream, day of first arrival, and index among that day's arrivals of the
/// stream.
///
/// Ids are ordered by day, stream and index; that order breaks ties between submissions of the same second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(u64);

impl PersonId {
    /// The person of that stream, day and index.
    ///
    /// # Panics
    /// If the stream is 256 or more, or the day lies before 1970.
    pub fn new(stream: usize, day: Day, index: u32) -> PersonId {
        assert!(stream < 256 && day.number() >= 0, "stream {stream} of {day} has no place in an id");
        PersonId((day.number() as u64) << 40 | (stream as u64) << 32 | u64::from(index))
    }

    /// The person of that day whose stream and index are the last 40 bits of the id.
    pub fn of_day(day: Day, stream_and_index: u64) -> PersonId {
        PersonId((day.number() as u64) << 40 | stream_and_index)
    }

    /// A duplicate of this person. It keeps stream and day; its number differs from those of all other
    /// duplicates.
    ///
    /// # Panics
    /// If the number is 2^31 or more.
    pub(crate) fn duplicate(self, number: u32) -> PersonId {
        assert!(number < DUPLICATE, "duplicate {number} has no place in an id");
        PersonId(self.0 >> 32 << 32 | u64::from(DUPLICATE | number))
    }

    /// The person of an id that was printed as a number.
    pub fn from_shown(number: u64) -> PersonId {
        let (day_and_stream, rest) = (number >> SHOWN_BITS, number & ((1 << SHOWN_BITS) - 1));
        let duplicate = u64::from(DUPLICATE) * (rest >> (SHOWN_BITS - 1));
        PersonId(day_and_stream << 32 | duplicate | rest & SHOWN_INDEX)
    }

    /// The id as it is printed: below 2^53, so that tools that read every number as a double keep it exact.
    /// It is ordered as the ids are.
    ///
    /// # Panics
    /// If the index or the number of a duplicate is 2^28 or more.
    pub fn shown(self) -> u64 {
        let index = self.0 & u64::from(DUPLICATE - 1);
        assert!(index <= SHOWN_INDEX, "index {index} of {self:?} has no place in a printed id");
        let duplicate = self.0 >> 31 & 1;
        self.0 >> 32 << SHOWN_BITS | duplicate << (SHOWN_BITS - 1) | index
    }

    /// The arrival stream, as an index into `Population::streams`.
    pub fn stream(self) -> usize {
        (self.0 >> 32) as usize & 0xFF
    }

    /// The day of the first arrival.
    pub fn day(self) -> Day {
        Day::from_number((self.0 >> 40) as i32)
    }

    /// The key of the person's samples.
    pub fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown().fmt(f)
    }
}

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut person = f.debug_struct("PersonId");
        person.field("number", &self.0).field("stream", &self.stream()).field("day", &self.day()).finish()
    }
}

/// A person on a day of a replication: the key of the samples that decide what happens to the person then.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    /// The person.
    pub person: PersonId,
    /// The day.
    pub day: Day,
    /// The randomness of the replication.
    pub randomness: Randomness,
}

impl Occasion {
    /// The nomination exposure after which a candidate who is back in the pool is nominated; exponential with
    /// mean 1.
    pub fn nomination_exposure(self) -> f64 {
        self.samples(Purpose::Nomination).exponential()
    }

    #[inline(always)]
    pub(super) fn samples(self, purpose: Purpose) -> Stream {
        self.randomness.stream(self.person.number(), purpose, self.day.number() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_keeps_stream_and_day_in_the_id() {
        let day = Day::new(2020, 2, 29).unwrap();
        let person = PersonId::new(3, day, 77);
        assert_eq!((person.stream(), person.day()), (3, day));
        assert!(PersonId::new(0, day + 1, 0) > person);
    }

    #[test]
    fn printed_ids_are_exact_as_doubles_and_stand_for_the_person() {
        let last = PersonId::new(255, Day::LATEST, SHOWN_INDEX as u32);
        let first = PersonId::new(0, Day::LAUNCH, 0);
        let people = [first, PersonId::new(0, Day::LAUNCH, 1), first.duplicate(0), last, last.duplicate(3)];
        for person in people {
            assert_eq!(PersonId::from_shown(person.shown()), person);
            assert!(person.shown() < 1 << 53, "{person}");
        }
        assert!(people.windows(2).all(|pair| pair[0].shown() < pair[1].shown()), "{people:?}");
    }

    #[test]
    fn a_duplicate_keeps_stream_and_day_and_is_another_person() {
        let person = PersonId::new(3, Day::new(2020, 2, 29).unwrap(), 77);
        let duplicates = [0, 1, 77].map(|number| person.duplicate(number));
        assert!(duplicates.iter().all(|other| (other.stream(), other.day()) == (3, person.day())));
        assert!(duplicates[0] != duplicates[1] && !duplicates.contains(&person));
    }
}
