//! The scale and the replications with which a sweep fits a budget of time.

/// Seconds of one thread, as a line through measurements at two scales.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// To make the model of a cell.
    pub seconds_per_cell: f64,
    /// For a replication, whatever the scale.
    pub fixed: f64,
    /// For a replication at full scale, in addition.
    pub per_scale: f64,
}

/// What a sweep may cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Allowance {
    /// Seconds of all threads together.
    pub seconds: f64,
    /// Cells of the sweep.
    pub cells: u32,
    /// Replications as stated: the most that are chosen.
    pub replications: u32,
    /// The scale as stated: the largest that is chosen.
    pub scale: f64,
}

/// A choice that fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Replications.
    pub replications: u32,
    /// The scale, to three decimals.
    pub scale: f64,
}

/// Means are steady from this scale on: replications are given up before it is.
const STEADY_SCALE: f64 = 0.05;
/// The smallest scale that is chosen.
const LEAST_SCALE: f64 = 0.01;
/// What sums of seconds may be off by, as a part of them.
const ROUNDING: f64 = 1e-9;

impl Pace {
    /// The pace by two measurements, each a scale and the seconds of a replication.
    pub fn of(seconds_per_cell: f64, small: [f64; 2], large: [f64; 2]) -> Pace {
        let distance = large[0] - small[0];
        let per_scale = if distance > 0.0 { ((large[1] - small[1]) / distance).max(0.0) } else { 0.0 };
        Pace { seconds_per_cell, fixed: (small[1] - per_scale * small[0]).max(0.0), per_scale }
    }

    /// Seconds of a replication at a scale.
    pub fn replication(self, scale: f64) -> f64 {
        self.fixed + self.per_scale * scale
    }

    /// Seconds of a cell.
    pub fn cell(self, choice: Choice) -> f64 {
        self.seconds_per_cell + f64::from(choice.replications) * self.replication(choice.scale)
    }

    /// The largest scale with which so many replications fit, up to the stated one; none if none does.
    fn largest_scale(self, replications: u32, allowed: Allowance) -> Option<f64> {
        let seconds = allowed.seconds / f64::from(allowed.cells) - self.seconds_per_cell;
        let of_replication = seconds / f64::from(replications) - self.fixed;
        if of_replication < 0.0 {
            return None;
        }
        let scale = if self.per_scale > 0.0 { of_replication / self.per_scale } else { allowed.scale };
        let scale = (scale.min(allowed.scale) * 1000.0).floor() / 1000.0;
        (scale > 0.0).then_some(scale.min(allowed.scale))
    }
}

/// The choice that fits: the stated replications if the scale then stays at 0.05 or more, else fewer, down to
/// two; then a smaller scale, down to 0.01. None if nothing fits.
pub fn choose(pace: Pace, allowed: Allowance) -> Option<Choice> {
    let whole = Choice { replications: allowed.replications, scale: allowed.scale };
    if pace.cell(whole) * f64::from(allowed.cells) <= allowed.seconds * (1.0 + ROUNDING) {
        return Some(whole);
    }
    let fewest = allowed.replications.min(2);
    let steady = STEADY_SCALE.min(allowed.scale);
    let choices = (fewest..=allowed.replications).rev().filter_map(|replications| {
        Some(Choice { replications, scale: pace.largest_scale(replications, allowed)? })
    });
    let mut choices = choices.peekable();
    choices.peek()?;
    let all: Vec<Choice> = choices.collect();
    let is_steady = all.iter().find(|choice| choice.scale >= steady);
    is_steady.or(all.last()).copied().filter(|choice| choice.scale >= LEAST_SCALE.min(allowed.scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace { seconds_per_cell: 0.1, fixed: 0.1, per_scale: 2.0 };

    fn allowed(seconds: f64) -> Allowance {
        Allowance { seconds, cells: 100, replications: 8, scale: 1.0 }
    }

    #[test]
    fn two_measurements_give_the_line_through_them() {
        let pace = Pace::of(0.1, [0.02, 0.14], [0.1, 0.3]);
        assert!((pace.per_scale - 2.0).abs() < 1e-9 && (pace.fixed - 0.1).abs() < 1e-9);
    }

    #[test]
    fn a_sweep_that_fits_is_left_as_it_is() {
        // 100 cells of 0.1 + 8 x 2.1 = 16.9 seconds.
        assert_eq!(choose(PACE, allowed(1690.0)), Some(Choice { replications: 8, scale: 1.0 }));
    }

    #[test]
    fn the_scale_is_given_up_first_down_to_where_means_are_steady() {
        // 8.9 seconds a cell: 8 replications of 1.1, so that the scale is 0.5.
        assert_eq!(choose(PACE, allowed(890.0)), Some(Choice { replications: 8, scale: 0.5 }));
        // 0.9 seconds a cell: 4 replications of 0.2, at scale 0.05.
        assert_eq!(choose(PACE, allowed(90.0)), Some(Choice { replications: 4, scale: 0.05 }));
        // 0.36 seconds a cell: 2 replications of 0.13, at scale 0.015.
        assert_eq!(choose(PACE, allowed(36.0)), Some(Choice { replications: 2, scale: 0.015 }));
    }

    #[test]
    fn nothing_is_chosen_where_nothing_fits() {
        assert_eq!(choose(PACE, allowed(30.0)), None);
        assert_eq!(choose(PACE, allowed(5.0)), None);
    }
}
