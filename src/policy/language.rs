//! Language tests that Express Entry accepts.

use super::profile::Language;

/// Names of the tests in keys and files.
pub(crate) const TESTS: [&str; 5] =
    ["ielts_general", "celpip_general", "pte_core", "tef_canada", "tcf_canada"];

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
}
