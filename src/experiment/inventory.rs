//! Applications in progress across replications.

use std::collections::BTreeMap;

use crate::policy::program::Program;
use crate::record::Inventory;
use crate::time::Day;

/// Mean applications in progress on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InventoryDay {
    /// The day, before its arrivals and rounds.
    pub date: Day,
    /// Applications, in the order of [`Program::ALL`].
    pub applications: [f64; Program::ALL.len()],
    /// Persons of these applications, family included.
    pub persons: [f64; Program::ALL.len()],
    /// Persons approved and not yet admitted.
    pub persons_approved: [f64; Program::ALL.len()],
}

/// Counts by program, summed over replications.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    applications: [u64; Program::ALL.len()],
    persons: [u64; Program::ALL.len()],
    persons_approved: [u64; Program::ALL.len()],
}

/// Sums over replications, by day.
#[derive(Clone, Debug, Default)]
pub(crate) struct InventoryTally {
    replications: u32,
    days: BTreeMap<Day, Sums>,
}

impl InventoryTally {
    /// Adds the counts of a replication.
    pub fn add(&mut self, inventories: &[Inventory]) {
        self.replications += 1;
        for inventory in inventories {
            let sums = self.days.entry(inventory.date).or_default();
            add(&mut sums.applications, inventory.applications);
            add(&mut sums.persons, inventory.persons);
            add(&mut sums.persons_approved, inventory.persons_approved);
        }
    }

    /// Means, by day.
    pub fn days(&self) -> Vec<InventoryDay> {
        let count = f64::from(self.replications);
        let days = self.days.iter().map(|(date, sums)| InventoryDay {
            date: *date,
            applications: sums.applications.map(|sum| sum as f64 / count),
            persons: sums.persons.map(|sum| sum as f64 / count),
            persons_approved: sums.persons_approved.map(|sum| sum as f64 / count),
        });
        days.collect()
    }
}

fn add(sums: &mut [u64; Program::ALL.len()], counts: [u32; Program::ALL.len()]) {
    sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += u64::from(count));
}
