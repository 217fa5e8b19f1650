//! Who landed, by calendar year and line of the Levels Plan.

use super::Landing;
use crate::policy::program::Program;

/// Federal High Skilled: CEC, FSW and FST together.
pub const FEDERAL_HIGH_SKILLED: &str = "federal_high_skilled";
/// Provincial nominees who came through Express Entry.
pub const PNP_EXPRESS_ENTRY: &str = "pnp_express_entry";
/// French speakers outside Quebec: an overlay of the other two, never added to them.
pub const FRENCH_OUTSIDE_QUEBEC: &str = "french_outside_quebec";

/// Landings of a calendar year under a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    /// Calendar year.
    pub year: i16,
    /// Line of the Levels Plan.
    pub line: &'static str,
    /// Principal applicants.
    pub principals: u32,
    /// Principal applicants and family.
    pub persons: u32,
}

/// A line's name, and which landings it counts.
type Line = (&'static str, fn(&Landing) -> bool);

/// Three rows for each year with a landing, by year and line.
pub fn by_year_and_line(landings: &[Landing]) -> Vec<Admission> {
    let mut years: Vec<i16> = landings.iter().map(|landing| landing.year).collect();
    years.sort_unstable();
    years.dedup();
    let lines: [Line; 3] = [
        (FEDERAL_HIGH_SKILLED, |landing| landing.program != Program::Pnp),
        (FRENCH_OUTSIDE_QUEBEC, |landing| landing.speaks_french),
        (PNP_EXPRESS_ENTRY, |landing| landing.program == Program::Pnp),
    ];
    let row = |year: i16, (line, is_counted): Line| {
        let counted = || landings.iter().filter(move |landing| landing.year == year && is_counted(landing));
        Admission {
            year,
            line,
            principals: counted().map(|landing| landing.principals).sum(),
            persons: counted().map(|landing| landing.persons).sum(),
        }
    };
    years.into_iter().flat_map(|year| lines.map(|line| row(year, line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_speakers_are_an_overlay_of_the_other_lines() {
        let landing = |program, speaks_french, persons| Landing {
            year: 2024,
            month: 5,
            program,
            speaks_french,
            principals: 1,
            persons,
        };
        let rows = by_year_and_line(&[
            landing(Program::Cec, false, 1),
            landing(Program::Fsw, true, 3),
            landing(Program::Pnp, true, 2),
        ]);
        let persons: Vec<(&str, u32)> = rows.iter().map(|row| (row.line, row.persons)).collect();
        assert_eq!(persons, [(FEDERAL_HIGH_SKILLED, 4), (FRENCH_OUTSIDE_QUEBEC, 5), (PNP_EXPRESS_ENTRY, 2)]);
    }
}
