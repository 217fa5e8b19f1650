//! The history of one candidate.

use std::fmt;
use std::str::FromStr;

use super::Happening;
use crate::population::PersonId;
use crate::time::Day;

/// The candidate whose history is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Traced {
    /// The one who submits a first profile in this place of the run, counted from 1.
    Place(u64),
    /// The person of this id.
    Person(PersonId),
}

impl FromStr for Traced {
    type Err = String;

    /// An id carries its day in its upper bits, so that no place in any run is as large a number.
    fn from_str(text: &str) -> Result<Traced, String> {
        match text.parse::<u64>() {
            Ok(0) | Err(_) => {
                Err("a candidate is a number from 1, or a person's id as the log prints it".to_owned())
            }
            Ok(number) if number < PersonId::of_day(Day::from_number(1), 0).shown() => {
                Ok(Traced::Place(number))
            }
            Ok(number) => Ok(Traced::Person(PersonId::from_shown(number))),
        }
    }
}

impl fmt::Display for Traced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Traced::Place(place) => place.fmt(f),
            Traced::Person(person) => person.fmt(f),
        }
    }
}

/// The history of one candidate in one replication.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    traced: Traced,
    /// The replication.
    pub replication: u32,
    person: Option<PersonId>,
    /// The person's place among those who submit a first profile, counted from 1.
    place: Option<u64>,
    /// First profiles submitted so far.
    submitted: u64,
    /// Events of the person, in order.
    pub happenings: Vec<Happening>,
}

impl Trace {
    /// The empty history of a candidate who was not met yet.
    pub fn of(traced: Traced) -> Trace {
        let person = match traced {
            Traced::Place(_) => None,
            Traced::Person(person) => Some(person),
        };
        Trace { traced, replication: 0, person, place: None, submitted: 0, happenings: Vec::new() }
    }

    /// The person, once known.
    pub fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// The person's place among those who submitted a first profile, counted from 1.
    pub fn place(&self) -> Option<u64> {
        self.place
    }

    /// Number of first profiles submitted so far.
    pub fn submitted(&self) -> u64 {
        self.submitted
    }

    pub(super) fn meet(&mut self, person: PersonId) {
        self.submitted += 1;
        let is_wanted = match self.traced {
            Traced::Place(place) => place == self.submitted,
            Traced::Person(wanted) => wanted == person,
        };
        if is_wanted {
            self.person = Some(person);
            self.place = Some(self.submitted);
        }
    }

    /// The trace of a candidate who was there.
    ///
    /// # Errors
    /// If no candidate has the number.
    pub(crate) fn found(self) -> Result<Trace, UnknownCandidate> {
        // A candidate of the first pool has a history, and may submit no first profile in the run.
        if self.place.is_some() || !self.happenings.is_empty() {
            return Ok(self);
        }
        Err(UnknownCandidate { traced: self.traced, submitted: self.submitted })
    }
}

/// A candidate who does not occur in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub struct UnknownCandidate {
    traced: Traced,
    submitted: u64,
}

impl fmt::Display for UnknownCandidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnknownCandidate { traced, submitted } = self;
        match traced {
            Traced::Place(place) => write!(f, "there is no candidate {place} to trace")?,
            Traced::Person(person) => write!(f, "there is no person {person} to trace")?,
        }
        match submitted {
            0 => write!(f, "; replication 0 has no submitted profile"),
            1 => write!(f, "; only one candidate submits a profile in replication 0: `--trace 1`"),
            _ => write!(
                f,
                "; {submitted} candidates submit a first profile in replication 0: use a number from 1 to \
                 {submitted}, or a person's id from `candidates.parquet`"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_number_is_a_place_and_a_large_one_a_person() {
        assert_eq!("123456".parse(), Ok(Traced::Place(123_456)));
        let person = PersonId::new(3, Day::new(2015, 1, 1).unwrap(), 77);
        assert_eq!(person.to_string().parse(), Ok(Traced::Person(person)));
        for text in ["0", "-1", "1.5", "", "12a"] {
            assert!(text.parse::<Traced>().is_err(), "{text}");
        }
    }

    #[test]
    fn who_is_met_in_the_place_is_the_one() {
        let people = [5, 3, 9].map(|index| PersonId::new(0, Day::from_number(17_000), index));
        let mut by_place = Trace::of(Traced::Place(2));
        let mut by_id = Trace::of(Traced::Person(people[2]));
        let mut no_one = Trace::of(Traced::Place(4));
        for person in people {
            [&mut by_place, &mut by_id, &mut no_one].into_iter().for_each(|trace| trace.meet(person));
        }
        assert_eq!((by_place.person(), by_place.place()), (Some(people[1]), Some(2)));
        assert_eq!((by_id.person(), by_id.place()), (Some(people[2]), Some(3)));
        let error = no_one.found().unwrap_err().to_string();
        assert!(error.starts_with("there is no candidate 4 to trace; 3 candidates submit"), "{error}");
    }
}
