//! Origins that start from the same people.

use std::collections::BTreeSet;

use crate::population::Population;
use crate::scenario::PopulationForm;
use crate::time::Day;

/// The people that the program carries, fitted to figures up to the day that they state.
const FITTED: &str = "population/canada_2025.toml";

/// The first of each month of a period.
pub fn monthly(from: Day, to: Day) -> Vec<Day> {
    let first = from + (1 - i32::from(from.day_of_month()));
    let months = (0..).map(|month| first.plus_months(month)).take_while(|day| *day <= to);
    months.filter(|day| *day >= from).collect()
}

/// Origins that start from the same people, and learn from the months since these were fitted.
#[derive(Clone, Debug)]
pub struct Era {
    /// The people.
    pub population: PopulationForm,
    /// The day of their newest figures.
    pub published: Day,
    /// Whether they are the fitted people of the program, from which a first fit goes on.
    pub is_fitted: bool,
    /// The origins.
    pub origins: Vec<Day>,
}

impl Era {
    /// The eras of some origins: those after the newest figures of the program's people start from these,
    /// whichever people the scenario names.
    pub fn of(stated: &PopulationForm, people: Option<&Population>, origins: &[Day]) -> Vec<Era> {
        let fitted = PopulationForm::carried(FITTED, stated.scale);
        let newest = newest_figures(&fitted);
        let (after, before): (Vec<Day>, Vec<Day>) = origins.iter().partition(|origin| **origin > newest);
        let published = people.and_then(|people| people.published);
        let mut eras = Vec::new();
        if let Some(published) = published.filter(|_| !before.is_empty()) {
            let population = stated.clone();
            eras.push(Era { population, published, is_fitted: false, origins: before });
        }
        if !after.is_empty() {
            eras.push(Era { population: fitted, published: newest, is_fitted: true, origins: after });
        }
        eras
    }

    /// The chain: the first of each month since the newest figures of the people, up to the last origin.
    pub fn chain(&self) -> Vec<Day> {
        let last = self.origins.iter().max().expect("an era has an origin");
        monthly(self.published + 1, *last)
    }

    /// The days of the chain and the origins, in order.
    pub fn days(&self) -> Vec<Day> {
        let days: BTreeSet<Day> = self.chain().into_iter().chain(self.origins.iter().copied()).collect();
        days.into_iter().collect()
    }
}

/// The day of the newest figures of the program's people.
fn newest_figures(fitted: &PopulationForm) -> Day {
    let key = "published = ";
    let line = fitted.source.text.lines().find_map(|line| line.strip_prefix(key));
    let day = line.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    day.expect("the people of the program say when their figures were published")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::problem::Problems;
    use crate::policy::law::Law;
    use crate::scenario::{Overlay, Scenario};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn origins_after_the_fitted_people_start_from_these_with_a_chain_of_their_own() {
        let stated = Scenario::load("backtest", &Overlay::default()).unwrap().population;
        let people = Population::read(&stated, &Law::published(), &Problems::new());
        let origins = ["2025-12-31", "2026-03-01"].map(day);
        let eras = Era::of(&stated, people.as_ref(), &origins);
        let of: Vec<(bool, &[Day])> = eras.iter().map(|era| (era.is_fitted, &era.origins[..])).collect();
        assert_eq!(of, [(false, &origins[..1]), (true, &origins[1..])]);
        assert_eq!(eras[0].chain()[0], day("2024-01-01"));
        assert_eq!(eras[0].chain().len(), 24);
        // Between them the origin of 2025-12-31, which is no first of a month.
        assert_eq!(eras[0].days().len(), 25);
        assert_eq!(eras[1].chain(), ["2026-01-01", "2026-02-01", "2026-03-01"].map(day));
        assert!(eras[1].population.source.text.contains("published = 2025-12-31"));
    }
}
