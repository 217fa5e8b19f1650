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
}

/// Sums over replications, by day.
#[derive(Clone, Debug, Default)]
pub(crate) struct InventoryTally {
    replications: u32,
    days: BTreeMap<Day, [u64; Program::ALL.len()]>,
}

impl InventoryTally {
    /// Adds the counts of a replication.
    pub fn add(&mut self, inventories: &[Inventory]) {
        self.replications += 1;
        for inventory in inventories {
            let sums = self.days.entry(inventory.date).or_default();
            for (sum, count) in sums.iter_mut().zip(inventory.applications) {
                *sum += u64::from(count);
            }
        }
    }

    /// Means, by day.
    pub fn days(&self) -> Vec<InventoryDay> {
        let count = f64::from(self.replications);
        let days = self.days.iter().map(|(date, sums)| InventoryDay {
            date: *date,
            applications: sums.map(|sum| sum as f64 / count),
        });
        days.collect()
    }
}
