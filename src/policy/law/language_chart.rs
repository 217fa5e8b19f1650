//! Equivalency charts of language tests: from the scores on a test report to CLB and NCLC levels.

use super::Law;
use crate::policy::language::{LanguageTest, Scores};
use crate::policy::profile::Abilities;
use crate::policy::value::LawValue;
use crate::policy::value::sheet::Sheet;
use crate::time::Day;

/// An equivalency chart: a test, a scale, and the days of the tests that it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The test.
    pub test: LanguageTest,
    /// Name of the scale in its key, such as `express_entry_scale`.
    pub scale: String,
    /// First day of tests it reads.
    pub from: Day,
    /// Last day of tests it reads, if it ended.
    pub until: Option<Day>,
    /// Lowest score, in hundredths, of levels 4 to 10, by ability.
    thresholds: [[i64; 7]; 4],
}

/// All equivalency charts of a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageCharts(Vec<Chart>);

impl LanguageCharts {
    /// The charts that a law states up to a day.
    pub fn of(law: &Law, day: Day) -> LanguageCharts {
        let sheet = Sheet::on(law.changes(), day);
        let mut charts = Vec::new();
        for test in LanguageTest::ALL {
            let table = format!("language_tests.{}", test.name());
            charts.extend(
                sheet.names(&table).into_iter().filter_map(|scale| Chart::compile(&sheet, test, scale)),
            );
        }
        LanguageCharts(charts)
    }

    /// All charts.
    pub fn charts(&self) -> &[Chart] {
        &self.0
    }

    /// The chart for a test taken on a day; `None` if the test was not accepted that day. Without a `scale`
    /// it is the oldest that covers the day: for TEF Canada the Express Entry scale.
    ///
    /// Assumption: IRCC read TEF Canada on that scale but for tests of 2023-12-11 to May 2024, whose scores
    /// candidates had to enter again; today's form is reported both ways.
    pub fn chart(&self, test: LanguageTest, taken: Day, scale: Option<&str>) -> Option<&Chart> {
        let charts = self.accepted(test, taken);
        let charts = charts.filter(|chart| scale.is_none_or(|scale| chart.scale == scale));
        charts.min_by_key(|chart| chart.from)
    }

    /// All charts for a test taken on a day.
    pub fn accepted(&self, test: LanguageTest, taken: Day) -> impl Iterator<Item = &Chart> {
        self.0.iter().filter(move |chart| chart.test == test && chart.holds_on(taken))
    }
}

impl Chart {
    fn compile(sheet: &Sheet<'_>, test: LanguageTest, scale: &str) -> Option<Chart> {
        let table = format!("language_tests.{}.{scale}", test.name());
        let (from, until) = (day(sheet, &format!("{table}.from")), day(sheet, &format!("{table}.until")));
        let thresholds = Abilities::NAMES.map(|ability| {
            [4, 5, 6, 7, 8, 9, 10]
                .map(|level| sheet.hundredths(&format!("{table}.{ability}.{level}")).unwrap_or(i64::MAX))
        });
        Some(Chart { test, scale: scale.to_owned(), from: from?, until, thresholds })
    }

    /// Whether it reads tests of this day.
    pub fn holds_on(&self, taken: Day) -> bool {
        self.from <= taken && self.until.is_none_or(|until| taken <= until)
    }

    /// The scores that the test gives for an ability on this scale.
    pub fn scores(&self, ability: usize) -> Scores {
        self.test.scores(&self.scale, ability)
    }

    /// Levels for scores in hundredths (IELTS 6.5 is 650), in the order of [`Abilities::NAMES`]; below
    /// level 4 is 0.
    pub fn levels(&self, scores: [i64; 4]) -> Abilities {
        let mut levels = [0; 4];
        for ((level, score), thresholds) in levels.iter_mut().zip(scores).zip(&self.thresholds) {
            let reached = thresholds.iter().take_while(|threshold| score >= **threshold).count();
            *level = if reached == 0 { 0 } else { reached as u8 + 3 };
        }
        Abilities(levels)
    }
}

fn day(sheet: &Sheet<'_>, key: &str) -> Option<Day> {
    match *sheet.find(key)?.value {
        LawValue::Day(day) => Some(day),
        _ => None,
    }
}
