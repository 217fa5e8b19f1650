//! Counts of a sampled run as numbers of real candidates.

use std::cmp::Reverse;

use crate::experiment::nominee_cutoff::correct_cutoffs;
use crate::model::Model;
use crate::record::Counts;

/// Counts of a sampled run as numbers of real candidates, and cutoffs of nominees as at full scale. A filled
/// round invited its size.
pub fn at_full_scale(mut counts: Counts, model: &Model) -> Counts {
    let scale = model.population.scale;
    let full = |count: u32| (f64::from(count) / scale).round() as u32;
    correct_cutoffs(&mut counts.rounds, model);
    for round in &mut counts.rounds {
        let is_filled = round.invited == model.sampled_size(round.size);
        round.invited = if is_filled { round.size } else { full(round.invited) };
        round.pool = round.pool.map(full);
        round.eligible = round.eligible.map(full);
        if let Some(invited) = &mut round.invited_by_program {
            share_out(
                round.invited,
                [&mut invited.cec, &mut invited.fsw, &mut invited.fst, &mut invited.pnp],
            );
        }
    }
    for census in &mut counts.censuses {
        census.candidates = census.candidates.map(|count| count.map(full));
        census.total = full(census.total);
    }
    for inventory in &mut counts.inventories {
        inventory.invitations = inventory.invitations.map(full);
        inventory.applications = inventory.applications.map(full);
        inventory.persons = inventory.persons.map(full);
        inventory.persons_approved = inventory.persons_approved.map(full);
    }
    for landing in &mut counts.landings {
        landing.principals = full(landing.principals);
        landing.persons = full(landing.persons);
    }
    counts.invited.map(full);
    counts.nominated.values_mut().for_each(|count| *count = full(*count));
    counts.flows.iter_mut().for_each(|flows| flows.map(full));
    counts
}

/// Scales parts so that they add up to a whole, by the method of the largest remainder.
fn share_out(whole: u32, parts: [&mut u32; 4]) {
    let sum: u64 = parts.iter().map(|part| u64::from(**part)).sum();
    if sum == 0 {
        return;
    }
    let products = parts.each_ref().map(|part| u64::from(**part) * u64::from(whole));
    let floors: u64 = products.iter().map(|product| product / sum).sum();
    let mut order = [0, 1, 2, 3];
    order.sort_by_key(|place| (Reverse(products[*place] % sum), *place));
    let more = &order[..(u64::from(whole) - floors) as usize];
    for (place, part) in parts.into_iter().enumerate() {
        *part = (products[place] / sum) as u32 + u32::from(more.contains(&place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_sampled_round_add_up_to_its_size() {
        let [mut cec, mut fsw, mut fst, mut pnp] = [10, 10, 0, 5];
        share_out(833, [&mut cec, &mut fsw, &mut fst, &mut pnp]);
        // 333.2, 333.2, 0 and 166.6: the one left over goes to the largest remainder.
        assert_eq!((cec, fsw, fst, pnp), (333, 333, 0, 167));
    }
}
