//! Levels of a language in a row: as given, or converted from the scores of a test.

use super::column::{Fact, Language as Whose, Part};
use super::row::Row;
use crate::policy::language::{LanguageTest, TESTS};
use crate::policy::profile::{Abilities, Language};

impl Row<'_> {
    pub(super) fn first_language(&mut self) -> (Language, Option<Abilities>) {
        let given = match self.cell(Fact::FirstLanguage) {
            "" => None,
            "english" => Some(Language::English),
            "french" => Some(Language::French),
            _ => {
                self.wrong(Fact::FirstLanguage, "english or french");
                None
            }
        };
        let before = self.problems.len();
        match self.levels(Whose::First, given) {
            Some((language, levels)) => (language.or(given).unwrap_or(Language::English), Some(levels)),
            None => {
                if self.problems.len() == before {
                    let problem = "no levels of the first language are given, expected `clb`, the four of \
                                   `clb_speaking` and so on, or `test` with its scores";
                    self.problems.push(problem.to_owned());
                }
                (given.unwrap_or(Language::English), None)
            }
        }
    }

    /// Levels as given or converted, and the language of the test if there is one.
    pub(super) fn levels(
        &mut self,
        whose: Whose,
        language: Option<Language>,
    ) -> Option<(Option<Language>, Abilities)> {
        let has_test = !self.cell(whose.column(Part::Test)).is_empty();
        let has_one_level = !self.cell(whose.column(Part::AllFour)).is_empty();
        let has_levels = (0..4).any(|ability| !self.cell(whose.column(Part::Level(ability))).is_empty());
        let prefix = whose.prefix();
        match (has_test, has_one_level, has_levels) {
            (false, false, false) => None,
            (false, true, false) => {
                let level = self.number(whose.column(Part::AllFour), 0..=12, || 0);
                Some((None, Abilities([level; 4])))
            }
            (false, false, true) => {
                let levels = [0, 1, 2, 3].map(|ability| self.level(whose, ability));
                Some((None, Abilities(levels)))
            }
            (true, false, false) => self.tested(whose, language),
            _ => {
                self.problems.push(format!(
                    "`{prefix}clb`, `{prefix}clb_speaking` and so on, or `{prefix}test` are given together, \
                     expected one way of stating levels"
                ));
                None
            }
        }
    }

    fn level(&mut self, whose: Whose, ability: usize) -> u8 {
        if self.cell(whose.column(Part::Level(ability))).is_empty() {
            self.wrong(whose.column(Part::Level(ability)), "a level, as for the other abilities");
        }
        self.number(whose.column(Part::Level(ability)), 0..=12, || 0)
    }

    fn tested(&mut self, whose: Whose, language: Option<Language>) -> Option<(Option<Language>, Abilities)> {
        let before = self.problems.len();
        let test = LanguageTest::ALL[self.word(whose.column(Part::Test), &TESTS)];
        let is_known = self.problems.len() == before;
        let scores = [0, 1, 2, 3].map(|ability| self.score(whose, is_known.then_some(test), ability));
        let taken = self.date(whose.column(Part::TestDate)).unwrap_or(self.context.on);
        if self.problems.len() > before {
            return None;
        }
        if language.is_some_and(|language| language != test.language()) {
            self.wrong(whose.column(Part::Test), "a test of the other official language");
            return None;
        }
        let scale = self.cell(whose.column(Part::Scale));
        let levels = self.context.charts.levels(test, taken, (!scale.is_empty()).then_some(scale), scores);
        if levels.is_none() {
            let part = if scale.is_empty() { Part::Test } else { Part::Scale };
            self.wrong(whose.column(part), &format!("one that was accepted for tests of {taken}"));
        }
        Some((Some(test.language()), levels?))
    }

    /// A score in hundredths; of a test that is not known, any.
    fn score(&mut self, whose: Whose, test: Option<LanguageTest>, ability: usize) -> i64 {
        let steps = test.map_or(Steps::UNKNOWN, |test| Steps::of(test, ability));
        let number = self.cell(whose.column(Part::Score(ability))).parse::<f64>();
        match number {
            Ok(score) if steps.holds(score) => (score * 100.0).round() as i64,
            _ => {
                self.wrong(whose.column(Part::Score(ability)), &steps.expected());
                0
            }
        }
    }
}

/// The scores that a test gives for an ability: from 0 to a highest one, with a number of steps to each
/// point.
#[derive(Clone, Copy)]
struct Steps {
    highest: f64,
    to_a_point: f64,
}

impl Steps {
    const UNKNOWN: Steps = Steps { highest: 1000.0, to_a_point: 100.0 };

    fn of(test: LanguageTest, ability: usize) -> Steps {
        let is_written_or_spoken = matches!(Abilities::NAMES[ability], "speaking" | "writing");
        let (highest, to_a_point) = match test {
            LanguageTest::IeltsGeneral => (9.0, 2.0),
            LanguageTest::CelpipGeneral => (12.0, 1.0),
            LanguageTest::PteCore => (90.0, 1.0),
            LanguageTest::TcfCanada if is_written_or_spoken => (20.0, 1.0),
            LanguageTest::TefCanada | LanguageTest::TcfCanada => (699.0, 1.0),
        };
        Steps { highest, to_a_point }
    }

    fn holds(self, score: f64) -> bool {
        let steps = score * self.to_a_point;
        (0.0..=self.highest).contains(&score) && (steps - steps.round()).abs() < 1e-9
    }

    fn expected(self) -> String {
        let Steps { highest, to_a_point } = self;
        match to_a_point {
            2.0 => format!("a score of the test: 0 to {highest}, by halves"),
            1.0 => format!("a score of the test: a whole number from 0 to {highest}"),
            _ => "a score of the test".to_owned(),
        }
    }
}
