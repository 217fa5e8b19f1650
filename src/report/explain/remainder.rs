//! Rounding so that printed parts add up to the printed whole.

use std::cmp::Reverse;

/// Parts rounded to whole units so that they sum to a rounded whole: each is rounded down, and the units that
/// are missing go to the largest remainders. A part of 0 stays 0.
pub fn shared_out(parts: &[f64], whole: i64) -> Vec<i64> {
    let mut rounded: Vec<i64> = parts.iter().map(|part| part.floor() as i64).collect();
    let mut order: Vec<usize> = (0..parts.len()).filter(|place| parts[*place] != 0.0).collect();
    order.sort_by_key(|place| (Reverse(millionths(parts[*place] - parts[*place].floor())), *place));
    let missing = whole - rounded.iter().sum::<i64>();
    let step = missing.signum();
    // A whole that was itself rounded may lack one unit, which the smallest remainder gives.
    let places: Vec<usize> = if step < 0 { order.into_iter().rev().collect() } else { order };
    for place in places.iter().cycle().take(missing.unsigned_abs() as usize) {
        rounded[*place] += step;
    }
    rounded
}

fn millionths(part: f64) -> i64 {
    (part * 1e6).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_parts_add_up_to_the_printed_whole() {
        // 91.4 - 21.2 + 0.8 = 71: of the floors 91, -22 and 0 the two missing go to .8 and .8.
        assert_eq!(shared_out(&[91.4, -21.2, 0.8], 71), [91, -21, 1]);
        assert_eq!(shared_out(&[33.3, 33.3, 33.4], 100), [33, 33, 34]);
        assert_eq!(shared_out(&[5.5, 5.4], 10), [5, 5]);
        assert_eq!(shared_out(&[0.0, 7.6, 0.0], 8), [0, 8, 0]);
        assert_eq!(shared_out(&[0.0, 0.0], 0), [0, 0]);
        assert!(shared_out(&[], 0).is_empty());
    }
}
