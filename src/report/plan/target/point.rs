//! A cutoff with its interval, and the replications behind it.

use crate::experiment::inverse::CutoffPoint;
use crate::experiment::spread::Spread;
use crate::report::words::{Message, decimal, message};

/// The cutoff of a plan that was tried; `all` is the number of replications.
pub fn there(point: &CutoffPoint, all: u32) -> Message {
    let Some(cutoff) = &point.cutoff else { return message!("point-without-cutoff") };
    let mean = mean(cutoff);
    if point.replications < all {
        return message!("point-partial", mean = mean, some = point.replications, all = all);
    }
    mean
}

fn mean(cutoff: &Spread) -> Message {
    match cutoff.ci95_low.zip(cutoff.ci95_high) {
        Some((low, high)) => message!(
            "point-interval",
            mean = decimal(cutoff.mean, 1),
            low = decimal(low, 1),
            high = decimal(high, 1)
        ),
        None => message!("point-mean", mean = decimal(cutoff.mean, 1)),
    }
}
