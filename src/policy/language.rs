//! Language tests that Express Entry accepts.

use super::profile::{Abilities, Language};

/// Names of the tests in keys and files.
pub(crate) const TESTS: [&str; 5] =
    ["ielts_general", "celpip_general", "pte_core", "tef_canada", "tcf_canada"];

/// Name of the scale on which Express Entry first read TEF Canada.
const EXPRESS_ENTRY_SCALE: &str = "express_entry_scale";

/// A test that Express Entry accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum LanguageTest {
    /// IELTS, General Training.
    IeltsGeneral,
    /// CELPIP-General.
    CelpipGeneral,
    /// PTE Core.
    PteCore,
    /// TEF Canada.
    TefCanada,
    /// TCF Canada.
    TcfCanada,
}

impl LanguageTest {
    /// All tests, in the order of their names.
    pub const ALL: [LanguageTest; 5] = [
        LanguageTest::IeltsGeneral,
        LanguageTest::CelpipGeneral,
        LanguageTest::PteCore,
        LanguageTest::TefCanada,
        LanguageTest::TcfCanada,
    ];

    /// Name in keys and files.
    pub fn name(self) -> &'static str {
        TESTS[self as usize]
    }

    /// The test with this name.
    pub fn named(name: &str) -> Option<LanguageTest> {
        LanguageTest::ALL.into_iter().find(|test| test.name() == name)
    }

    /// The language it tests.
    pub fn language(self) -> Language {
        match self {
            LanguageTest::IeltsGeneral | LanguageTest::CelpipGeneral | LanguageTest::PteCore => {
                Language::English
            }
            LanguageTest::TefCanada | LanguageTest::TcfCanada => Language::French,
        }
    }

    /// The scores that the test gives for an ability, on a scale of its chart.
    ///
    /// Rule: the Express Entry scale of TEF Canada ends at 450 for speaking and writing, 360 for listening
    /// and 300 for reading; certificates on the later scales reach 699 everywhere.
    pub fn scores(self, scale: &str, ability: usize) -> Scores {
        let name = Abilities::NAMES[ability];
        let is_written_or_spoken = matches!(name, "speaking" | "writing");
        let (lowest, highest, to_a_point) = match self {
            LanguageTest::IeltsGeneral => (0, 9, 2),
            LanguageTest::CelpipGeneral => (0, 12, 1),
            LanguageTest::PteCore => (10, 90, 1),
            LanguageTest::TcfCanada if is_written_or_spoken => (0, 20, 1),
            LanguageTest::TefCanada if scale == EXPRESS_ENTRY_SCALE => match name {
                "listening" => (0, 360, 1),
                "reading" => (0, 300, 1),
                _ => (0, 450, 1),
            },
            LanguageTest::TefCanada | LanguageTest::TcfCanada => (0, 699, 1),
        };
        Scores { lowest, highest, to_a_point }
    }
}

/// The scores that a test gives: from a lowest to a highest one, with a number of steps to each point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scores {
    /// The lowest score, in points.
    pub lowest: u16,
    /// The highest score, in points.
    pub highest: u16,
    /// Steps to each point: 2 where the test has half points.
    pub to_a_point: u8,
}

impl Scores {
    /// Whether the test can give this score.
    pub fn holds(self, score: f64) -> bool {
        let steps = score * f64::from(self.to_a_point);
        (f64::from(self.lowest)..=f64::from(self.highest)).contains(&score)
            && (steps - steps.round()).abs() < 1e-9
    }
}
