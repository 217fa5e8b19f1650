//! Calendar years of a run.

use crate::model::Model;
use crate::time::Day;

/// The first day of a year.
pub fn first_day(year: i16) -> Day {
    Day::new_year(year)
}

/// The last day of a year.
pub fn last_day(year: i16) -> Day {
    first_day(year + 1) - 1
}

/// Whether a run simulates every day of a year.
pub fn is_whole(model: &Model, year: i16) -> bool {
    model.start <= first_day(year) && last_day(year) <= model.end
}

/// Years that a replay simulates from the first day to the last, with every published round in its plan and
/// without a gap in the published rounds that were read.
pub fn replayed_years(model: &Model) -> Vec<i16> {
    if !model.is_replay() {
        return Vec::new();
    }
    let left_out = model.published.years_left_out();
    let years = model.start.year()..=model.end.year();
    years
        .filter(|year| is_whole(model, *year) && !left_out.contains(year) && holds_all_rounds(model, *year))
        .collect()
}

/// Whether a year has published rounds and the plan holds all of them.
fn holds_all_rounds(model: &Model, year: i16) -> bool {
    let mut published = model.published.rounds.iter().filter(|round| round.date.year() == year).peekable();
    published.peek().is_some()
        && published.all(|round| model.plan.iter().any(|planned| planned.instruction.number == round.number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Overlay;

    fn model(set: &[&str]) -> Model {
        let set = set.iter().map(|text| (*text).to_owned()).collect();
        let overlay = Overlay { set, ..Overlay::default() };
        Model::load("history.toml", &overlay).unwrap().1
    }

    #[test]
    fn a_year_that_is_simulated_in_part_is_not_replayed() {
        let set = ["start=2020-01-02", "end=2023-12-30", "population.scale=0.01"];
        assert_eq!(replayed_years(&model(&set)), [2021, 2022]);
        assert_eq!(replayed_years(&model(&[])).len(), 11);
    }
}
