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
        let is_given = |row: &Self, part: Part| !row.cell((whose, part)).is_empty();
        let has_test = is_given(self, Part::Test);
        let has_levels = (0..4).any(|ability| is_given(self, Part::Level(ability)));
        let prefix = whose.prefix();
        match (has_test, is_given(self, Part::AllFour), has_levels) {
            (false, false, false) => None,
            (false, true, false) => {
                let level = self.number((whose, Part::AllFour), (0, 12), || 0);
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
        if self.cell((whose, Part::Level(ability))).is_empty() {
            self.wrong((whose, Part::Level(ability)), "a level, as for the other abilities");
        }
        self.number((whose, Part::Level(ability)), (0, 12), || 0)
    }

    fn tested(&mut self, whose: Whose, language: Option<Language>) -> Option<(Option<Language>, Abilities)> {
        let before = self.problems.len();
        let test = LanguageTest::ALL[self.word((whose, Part::Test), &TESTS)];
        let scores = [0, 1, 2, 3].map(|ability| self.score(whose, ability));
        let taken = self.date((whose, Part::TestDate)).unwrap_or(self.context.on);
        if self.problems.len() > before {
            return None;
        }
        if language.is_some_and(|language| language != test.language()) {
            self.wrong((whose, Part::Test), "a test of the other official language");
            return None;
        }
        let scale = self.cell((whose, Part::Scale));
        let levels = self.context.charts.levels(test, taken, (!scale.is_empty()).then_some(scale), scores);
        if levels.is_none() {
            let part = if scale.is_empty() { Part::Test } else { Part::Scale };
            self.wrong((whose, part), &format!("one that was accepted for tests of {taken}"));
        }
        Some((Some(test.language()), levels?))
    }

    /// A score in hundredths.
    fn score(&mut self, whose: Whose, ability: usize) -> i64 {
        let number = self.cell((whose, Part::Score(ability))).parse::<f64>();
        match number {
            Ok(score) if (0.0..=1000.0).contains(&score) => (score * 100.0).round() as i64,
            _ => {
                self.wrong((whose, Part::Score(ability)), "a score of the test");
                0
            }
        }
    }
}
