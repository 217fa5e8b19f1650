//! Errors of a model of the true people: how far its runs may miss published figures.

use std::collections::BTreeMap;

/// Lowest and highest score of the groups of IRCC's bands that are compared.
///
/// Nominees are left out: their number is an input.
pub const BAND_GROUPS: [(u16, u16); 8] =
    [(501, 600), (491, 500), (471, 490), (451, 470), (401, 450), (351, 400), (301, 350), (0, 300)];

/// Standard deviations of the difference of a published figure and a run of the true people: what the model
/// leaves out, and what the figure does not tell. In logarithms but where it says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorModel {
    /// Candidates at or above the cutoff of a round, by type.
    pub rounds: BTreeMap<String, f64>,
    /// The same for any other type.
    pub other_rounds: f64,
    /// Candidates of each of [`BAND_GROUPS`] in a month of the one-step run.
    pub bands: [f64; BAND_GROUPS.len()],
    /// The same in a quarter of the free run.
    pub quarterly_bands: [f64; BAND_GROUPS.len()],
    /// Eligible profiles of a year.
    pub submissions: f64,
    /// Share of a group of the invited, as a share.
    pub invited: f64,
    /// Persons admitted in a year under a program.
    pub admissions: f64,
    /// Share of the profiles of a year in a range of scores at submission, as a share.
    pub submitted_scores: f64,
    /// Persons with an application in progress under a program.
    pub inventories: f64,
    /// Cutoffs of the free run, in points, by type.
    pub cutoffs: BTreeMap<String, f64>,
    /// The same for any other type.
    pub other_cutoffs: f64,
}

impl Default for ErrorModel {
    /// Assumption A51: how far a run of the true people may miss, found from fits to the years 2022 to 2025.
    /// Bands of months count twice their own spread, since months repeat each other.
    fn default() -> ErrorModel {
        let by_type = |stated: &[(&str, f64)]| {
            stated.iter().map(|(name, sd)| ((*name).to_owned(), *sd)).collect::<BTreeMap<String, f64>>()
        };
        ErrorModel {
            rounds: by_type(&[
                ("cec", 0.18),
                ("french", 0.18),
                ("general", 0.18),
                ("no_program_specified", 0.18),
                ("healthcare", 0.25),
                ("education", 0.3),
                ("stem", 0.3),
                ("trades", 0.35),
            ]),
            other_rounds: 0.6,
            bands: [0.16, 0.12, 0.12, 0.12, 0.10, 0.14, 0.20, 0.40],
            quarterly_bands: [0.08, 0.06, 0.06, 0.06, 0.05, 0.07, 0.10, 0.20],
            submissions: 0.08,
            invited: 0.05,
            admissions: 0.1,
            submitted_scores: 0.03,
            inventories: 0.2,
            cutoffs: by_type(&[
                ("cec", 5.0),
                ("general", 5.0),
                ("no_program_specified", 5.0),
                ("french", 12.0),
                ("healthcare", 9.0),
                ("education", 15.0),
                ("stem", 15.0),
                ("fsw", 15.0),
            ]),
            other_cutoffs: 25.0,
        }
    }
}
