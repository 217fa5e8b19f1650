//! Levels of a language in a row: as given, or converted from the scores of a test.

use super::column::{Column, Fact, Language as Whose, Part};
use super::row::Row;
use crate::document::reader::nearest;
use crate::policy::language::{LanguageTest, Scores, TESTS};
use crate::policy::law::language_chart::Chart;
use crate::policy::profile::{Abilities, Language};
use crate::time::Day;

impl<'a> Row<'a> {
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
        let taken = self.date(whose.column(Part::TestDate)).unwrap_or(self.context.on);
        let scale = self.cell(whose.column(Part::Scale));
        let context = self.context;
        let chart = context.charts.chart(test, taken, (!scale.is_empty()).then_some(scale));
        let asked = Asked { test: is_known.then_some(test), taken, chart };
        let scores = [0, 1, 2, 3].map(|ability| self.score(whose, asked, ability));
        if self.problems.len() > before {
            return None;
        }
        if language.is_some_and(|language| language != test.language()) {
            self.wrong(whose.column(Part::Test), "a test of the other official language");
            return None;
        }
        if chart.is_none() {
            let part = if scale.is_empty() { Part::Test } else { Part::Scale };
            self.wrong_chart(whose.column(part), test, taken);
        }
        Some((Some(test.language()), chart?.levels(scores)))
    }

    /// Reports a test that was not accepted on its day, or a scale that it did not have then.
    fn wrong_chart(&mut self, column: Column, test: LanguageTest, taken: Day) {
        let scale = self.cell(column);
        let charts = self.context.charts.accepted(test, taken);
        let scales: Vec<&str> = charts.map(|chart| chart.scale.as_str()).collect();
        let meant = nearest(scale, &scales).map_or(String::new(), |name| format!("; did you mean `{name}`?"));
        let expected = if scales.is_empty() {
            format!("a test that was accepted on {taken}")
        } else {
            format!("a scale of tests of {taken}: {}{meant}", scales.join(", "))
        };
        self.wrong(column, &expected);
    }

    /// A score in hundredths; of a test that is not known, any.
    fn score(&mut self, whose: Whose, asked: Asked<'_>, ability: usize) -> i64 {
        let column = whose.column(Part::Score(ability));
        let number = self.cell(column).replace(',', ".").parse::<f64>().ok();
        let scores = asked.scores(ability);
        if let Some(score) = number.filter(|score| scores.holds(*score)) {
            return (score * 100.0).round() as i64;
        }
        let higher = number.filter(|score| *score > f64::from(scores.highest));
        let higher = higher.and_then(|score| self.scale_that_holds(asked, ability, score));
        let meant = higher.map_or(String::new(), |scale| {
            let name = &self.context.names[whose.column(Part::Scale).0];
            format!("; for a certificate on another scale give `{name}`: `{scale}`")
        });
        self.wrong(column, &(expected(scores) + &meant));
        0
    }

    /// The scale of the same test and day that holds a score, the newest first.
    fn scale_that_holds(&self, asked: Asked<'_>, ability: usize, score: f64) -> Option<&'a str> {
        let context = self.context;
        let charts = context.charts.accepted(asked.test?, asked.taken);
        let charts = charts.filter(|chart| chart.scores(ability).holds(score));
        charts.max_by_key(|chart| chart.from).map(|chart| chart.scale.as_str())
    }
}

/// A test that a row names, its day, and the chart that reads it.
#[derive(Clone, Copy)]
struct Asked<'a> {
    /// None if the name is not known.
    test: Option<LanguageTest>,
    taken: Day,
    /// None if the test was not accepted that day.
    chart: Option<&'a Chart>,
}

impl Asked<'_> {
    /// The scores that are possible for an ability.
    fn scores(self, ability: usize) -> Scores {
        const ANY: Scores = Scores { lowest: 0, highest: 1000, to_a_point: 100 };
        let of_test = self.test.map(|test| test.scores("", ability));
        self.chart
            .filter(|_| self.test.is_some())
            .map(|chart| chart.scores(ability))
            .or(of_test)
            .unwrap_or(ANY)
    }
}

fn expected(scores: Scores) -> String {
    let Scores { lowest, highest, to_a_point } = scores;
    match to_a_point {
        2 => format!("a score of the test: {lowest} to {highest}, by halves"),
        1 => format!("a score of the test: a whole number from {lowest} to {highest}"),
        _ => "a score of the test".to_owned(),
    }
}
