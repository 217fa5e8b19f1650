//! What the government decides to hold: instructions for rounds, in the order in which they are held.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::time::{Day, Instant};

/// Number of a round as IRCC counts them; two rounds of one count differ by a letter (91a, 91b).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoundNumber {
    count: u32,
    letter: Option<char>,
}

impl RoundNumber {
    /// The plain number `count`.
    pub fn new(count: u32) -> RoundNumber {
        RoundNumber { count, letter: None }
    }

    /// The number without its letter.
    pub fn count(self) -> u32 {
        self.count
    }
}

impl fmt::Display for RoundNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.count)?;
        self.letter.map_or(Ok(()), |letter| write!(f, "{letter}"))
    }
}

impl FromStr for RoundNumber {
    type Err = String;
    fn from_str(text: &str) -> Result<RoundNumber, String> {
        let letter = text.chars().last().filter(char::is_ascii_lowercase);
        let digits = text.strip_suffix(|last| Some(last) == letter).unwrap_or(text);
        match digits.parse::<u32>() {
            Ok(count) if count > 0 && !digits.starts_with('+') => Ok(RoundNumber { count, letter }),
            _ => Err("a round number like 91 or 91a".to_owned()),
        }
    }
}

/// Name of a kind of round: `general`, `cec`, `french` and so on; what it means is the law's to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoundType(Arc<str>);

impl RoundType {
    /// The type of that name.
    pub fn new(name: &str) -> RoundType {
        RoundType(Arc::from(name))
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RoundType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One round to hold: what a Ministerial Instruction states but for its size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Its number.
    pub number: RoundNumber,
    /// The day it is announced for, which may differ by one from the day of `drawn_at`.
    pub date: Day,
    /// The second at which the pool is ranked.
    pub drawn_at: Instant,
    /// Whom it invites.
    pub round_type: RoundType,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lettered_round_comes_after_its_count_and_before_the_next() {
        let read = |text: &str| text.parse::<RoundNumber>().unwrap();
        assert!(read("91a") < read("91b"));
        assert!(read("91b") < read("92"));
        assert_eq!(read("91a").to_string(), "91a");
    }

    #[test]
    fn what_is_not_a_round_number_is_refused() {
        for text in ["", "a", "0", "-3", "+3", "91A", "9 1"] {
            assert!(text.parse::<RoundNumber>().is_err(), "{text}");
        }
    }
}
