//! Differences as figures with their sign.

use super::catalogue::Words;
use super::message::decimal;

/// A figure with its sign, to a number of digits; zero has none.
pub fn signed(value: f64, digits: usize, words: &Words) -> String {
    let scale = 10_f64.powi(digits as i32);
    let rounded = (value * scale).round() / scale;
    let figure = words.argument(&decimal(rounded.abs(), digits));
    if rounded == 0.0 {
        figure
    } else if rounded < 0.0 {
        format!("-{figure}")
    } else {
        format!("+{figure}")
    }
}

/// The same without a plus.
pub fn with_minus(value: f64, digits: usize, words: &Words) -> String {
    signed(value, digits, words).trim_start_matches('+').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_rounds_to_zero_has_no_sign() {
        let words = Words::english();
        let figures = [9.44, -2.06, 0.04, -0.04, -12_345.0].map(|value| signed(value, 1, &words));
        assert_eq!(figures, ["+9.4", "-2.1", "0.0", "0.0", "-12,345.0"]);
        assert_eq!([3.0, -3.0].map(|value| with_minus(value, 0, &words)), ["3", "-3"]);
    }
}
