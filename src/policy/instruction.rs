//! Instructions for rounds: number, day and type.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::policy::program::Program;
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

/// The greatest number of a round: many times that of any real one.
const MOST_ROUNDS: u32 = 1_000_000;

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
            Ok(count) if (1..=MOST_ROUNDS).contains(&count) && !digits.starts_with('+') => {
                Ok(RoundNumber { count, letter })
            }
            _ => Err("a round number like 91 or 91a".to_owned()),
        }
    }
}

/// Programs of the published law, by bit.
pub const PROGRAMS: [&str; 4] = ["pnp", "cec", "fsw", "fst"];

/// Names of rounds of all programs; the first is the usual one.
pub const ALL_PROGRAMS: [&str; 2] = ["general", "no_program_specified"];

/// The group of candidates that a type of rounds is for, as results distinguish groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoundGroup {
    /// Candidates of every program.
    AllPrograms,
    /// Candidates of a federal program of the published law.
    Program(Program),
    /// Nominees of the provinces.
    Nominees,
    /// French speakers: the category `french`.
    FrenchSpeakers,
    /// Another category, or a program that a scenario adds.
    Other,
}

/// A type of rounds: `general`, `cec`, `french` and so on. The law says who is eligible for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoundType {
    name: Arc<str>,
    group: RoundGroup,
}

impl RoundType {
    /// The type of that name.
    pub fn new(name: &str) -> RoundType {
        let group = match name {
            _ if ALL_PROGRAMS.contains(&name) => RoundGroup::AllPrograms,
            "pnp" => RoundGroup::Nominees,
            "cec" => RoundGroup::Program(Program::Cec),
            "fsw" => RoundGroup::Program(Program::Fsw),
            "fst" => RoundGroup::Program(Program::Fst),
            "french" => RoundGroup::FrenchSpeakers,
            _ => RoundGroup::Other,
        };
        RoundType { name: Arc::from(name), group }
    }

    /// The type of rounds for French speakers.
    pub fn french() -> RoundType {
        RoundType::new("french")
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The group that it is for.
    pub fn group(&self) -> RoundGroup {
        self.group
    }

    /// Whether it invites others than nominees alone.
    pub fn is_federal(&self) -> bool {
        self.group != RoundGroup::Nominees
    }

    /// Whether it is for French speakers.
    pub fn is_french(&self) -> bool {
        self.group == RoundGroup::FrenchSpeakers
    }

    /// The program that invitations by such rounds count under, where nothing else is known: Federal Skilled
    /// Worker for all that are not for one program.
    pub fn program(&self) -> Program {
        match self.group {
            RoundGroup::Program(program) => program,
            RoundGroup::Nominees => Program::Pnp,
            RoundGroup::AllPrograms | RoundGroup::FrenchSpeakers | RoundGroup::Other => Program::Fsw,
        }
    }
}

impl fmt::Display for RoundType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
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
    /// Its type.
    pub round_type: RoundType,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lettered_round_comes_after_its_count_and_before_the_next() {
        let numbers = ["91a", "91b", "92"].map(|text| text.parse::<RoundNumber>().unwrap());
        assert!(numbers.is_sorted_by(|first, second| first < second));
        assert_eq!(numbers.map(|number| number.to_string()), ["91a", "91b", "92"]);
    }

    #[test]
    fn a_type_says_which_group_it_is_for() {
        let groups = ["no_program_specified", "fst", "healthcare"].map(|name| RoundType::new(name).group());
        let expected = [RoundGroup::AllPrograms, RoundGroup::Program(Program::Fst), RoundGroup::Other];
        assert_eq!(groups, expected);
        assert!(!RoundType::new("pnp").is_federal() && RoundType::french().is_french());
        assert_eq!(
            [RoundType::new("pnp"), RoundType::french()].map(|round_type| round_type.program()),
            [Program::Pnp, Program::Fsw]
        );
    }

    #[test]
    fn other_texts_are_refused_as_round_numbers() {
        for text in ["", "a", "0", "-3", "+3", "91A", "9 1"] {
            assert!(text.parse::<RoundNumber>().is_err(), "{text}");
        }
    }
}
