//! The orders in which the groups of differences are exchanged, and the effect of each group over them.
//!
//! The Shapley value of a group is the mean, over all orders, of the change at its turn. Up to five groups
//! all orders are counted, which takes every set of groups once. For more a fixed number of orders is
//! sampled, each with its reverse.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::mixture::{DifferenceGroup, GroupSet};
use crate::rng::{Purpose, Randomness};

/// Most groups of which all orders are counted.
const MOST_EXACT: usize = 5;

/// Orders of some groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    groups: Vec<DifferenceGroup>,
    orders: Vec<Vec<DifferenceGroup>>,
}

impl Design {
    /// The orders of some groups: all of them, or an even number of sampled ones if there are many groups.
    pub fn new(differing: GroupSet, permutations: u32, seed: u64) -> Design {
        let groups = differing.groups();
        let orders = if groups.len() <= MOST_EXACT {
            all_orders(&groups)
        } else {
            sampled_orders(&groups, permutations, seed)
        };
        Design { groups, orders }
    }

    /// The groups, in the order of results.
    pub fn groups(&self) -> &[DifferenceGroup] {
        &self.groups
    }

    /// The number of sampled orders; none if all are counted.
    pub fn sampled(&self) -> Option<usize> {
        (self.groups.len() > MOST_EXACT).then_some(self.orders.len())
    }

    /// The sets of groups between none and all that some order passes.
    pub fn between(&self) -> Vec<GroupSet> {
        let all: GroupSet = self.groups.iter().copied().collect();
        let passed: BTreeSet<GroupSet> = self.orders.iter().flat_map(|order| steps(order)).collect();
        passed.into_iter().filter(|set| !set.is_empty() && *set != all).collect()
    }

    /// The effect of each group, from the value of each set that an order passes.
    ///
    /// # Panics
    /// If the value of such a set is missing.
    pub fn effects(&self, values: &BTreeMap<GroupSet, f64>) -> Vec<f64> {
        let mut sums = vec![0.0; self.groups.len()];
        for order in &self.orders {
            let mut before = values[&GroupSet::NONE];
            for (group, set) in order.iter().zip(steps(order)) {
                let place = self.groups.iter().position(|one| one == group);
                sums[place.expect("an order has the groups of the design")] += values[&set] - before;
                before = values[&set];
            }
        }
        sums.into_iter().map(|sum| sum / self.orders.len() as f64).collect()
    }
}

/// The sets that an order passes after each of its groups.
fn steps(order: &[DifferenceGroup]) -> impl Iterator<Item = GroupSet> {
    order.iter().scan(GroupSet::NONE, |set, group| {
        *set = set.with(*group);
        Some(*set)
    })
}

fn all_orders(groups: &[DifferenceGroup]) -> Vec<Vec<DifferenceGroup>> {
    if groups.is_empty() {
        return vec![Vec::new()];
    }
    let mut orders = Vec::new();
    for (place, first) in groups.iter().enumerate() {
        let rest = [&groups[..place], &groups[place + 1..]].concat();
        for mut order in all_orders(&rest) {
            order.insert(0, *first);
            orders.push(order);
        }
    }
    orders
}

/// Orders that depend on the seed alone, each followed by its reverse.
fn sampled_orders(groups: &[DifferenceGroup], permutations: u32, seed: u64) -> Vec<Vec<DifferenceGroup>> {
    let randomness = Randomness::new(seed, 0);
    let mut orders = Vec::new();
    for place in 0..permutations.div_ceil(2) {
        let mut samples = randomness.stream(u64::from(place), Purpose::Permutation, 0);
        let mut order = groups.to_vec();
        for last in (1..order.len()).rev() {
            order.swap(last, samples.below(last as u32 + 1) as usize);
        }
        let reversed: Vec<DifferenceGroup> = order.iter().rev().copied().collect();
        orders.extend([order, reversed]);
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn design(count: usize) -> Design {
        Design::new(DifferenceGroup::ALL.into_iter().take(count).collect(), 24, 7)
    }

    /// Values of all sets of some groups.
    fn values(count: usize, value: impl Fn(GroupSet) -> f64) -> BTreeMap<GroupSet, f64> {
        let groups = &DifferenceGroup::ALL[..count];
        let set = |bits: usize| -> GroupSet {
            let chosen = groups.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1);
            chosen.map(|(_, group)| *group).collect()
        };
        (0..1 << count).map(|bits| (set(bits), value(set(bits)))).collect()
    }

    #[test]
    fn two_groups_share_what_they_do_together() {
        // Inflow alone 10, rules alone 4, both 20: each gets half of the 6 that only both bring.
        let [inflow, rules, ..] = DifferenceGroup::ALL;
        let value = |set: GroupSet| match (set.contains(inflow), set.contains(rules)) {
            (false, false) => 500.0,
            (true, false) => 510.0,
            (false, true) => 504.0,
            (true, true) => 520.0,
        };
        assert_eq!(design(2).effects(&values(2, value)), [13.0, 7.0]);
        assert_eq!(design(2).between().len(), 2);
    }

    #[test]
    fn five_groups_take_every_set_once() {
        assert_eq!(design(5).orders.len(), 120);
        assert_eq!((design(5).between().len(), design(5).sampled()), (30, None));
        assert_eq!((design(0).between().len(), design(1).between().len()), (0, 0));
    }

    #[test]
    fn more_groups_are_exchanged_in_sampled_orders_and_their_reverses() {
        let design = design(7);
        assert_eq!((design.orders.len(), design.sampled()), (24, Some(24)));
        for both in design.orders.chunks(2) {
            let reversed: Vec<DifferenceGroup> = both[0].iter().rev().copied().collect();
            assert_eq!(reversed, both[1]);
        }
        let again = Design::new(DifferenceGroup::ALL.into_iter().collect(), 24, 7);
        let other = Design::new(DifferenceGroup::ALL.into_iter().collect(), 24, 8);
        assert!(again == design && other != design);
    }

    #[test]
    fn parts_sum_to_the_whole_whatever_the_orders() {
        // Any values will do: here each set has a cutoff of its own.
        for count in [1, 3, 5, 6, 7] {
            let value = |set: GroupSet| {
                let numbers = set.groups().into_iter().map(|group| f64::from(1 << group as u8));
                500.0 + 40.0 * (1.7 * numbers.sum::<f64>()).sin()
            };
            let values = values(count, value);
            let all: GroupSet = DifferenceGroup::ALL.into_iter().take(count).collect();
            let whole = values[&all] - values[&GroupSet::NONE];
            let sum: f64 = design(count).effects(&values).iter().sum();
            assert!((sum - whole).abs() < 1e-9, "{count} groups: {sum} and {whole}");
        }
    }
}
