//! Origins that start from the same people.

use std::collections::BTreeSet;

use super::monthly;
use crate::population::Population;
use crate::scenario::PopulationForm;
use crate::time::Day;

/// The people that the program carries, fitted to figures up to the day that they state.
const FITTED: &str = "population/canada_2025.toml";

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
