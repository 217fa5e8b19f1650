//! Relative numbers, such as `"x 1.25"` or `"-20 %"`: a change of a number in its place.

use crate::document::tree::{Node, Origin, Value};
use crate::time::Day;

/// A number relative to another one: `"x 1.25"`, `"-20 %"`, `"+5000"`. It is that one times a factor, plus
/// a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relative {
    times: f64,
    plus: f64,
}

/// How a relative number of a whole number is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest whole number: the key holds no other.
    Whole,
    /// Not at all.
    Exact,
}

/// Keys of a table that is one number: its range, or its parts.
const PARTS: [&str; 6] = ["all", "low", "target", "high", "share", "eligible"];

impl Relative {
    /// The relative number of a value; none for other values.
    pub fn of(value: &Value) -> Option<Relative> {
        let Value::Text(text) = value else { return None };
        let text = text.trim().replace('\u{2212}', "-");
        let Some(rest) = text.strip_prefix("x ") else { return signed(&text) };
        let Some((factor, change)) = rest.trim().split_once(' ') else {
            return Some(Relative { times: unsigned(rest)?, plus: 0.0 });
        };
        let Relative { times, plus } = signed(change)?;
        (times == 1.0).then_some(Relative { times: unsigned(factor)?, plus })
    }

    /// The factor, where nothing is added.
    pub fn factor(self) -> Option<f64> {
        (self.plus == 0.0).then_some(self.times)
    }

    /// What a number becomes.
    pub fn value(self, number: f64) -> f64 {
        number * self.times + self.plus
    }

    /// This one, and then another.
    #[must_use]
    pub fn then(self, second: Relative) -> Relative {
        Relative {
            times: short(self.times * second.times),
            plus: short(self.plus * second.times + second.plus),
        }
    }

    /// The text of a relative number.
    pub fn text(self) -> Value {
        let Relative { times, plus } = self;
        Value::Text(if plus == 0.0 { format!("x {times}") } else { format!("x {times} {plus:+}") })
    }

    /// Changes a number, or the numbers of every day or year of a table, or of a range, and says that they
    /// stand at `origin`. A number that is relative itself becomes one of both changes. Says whether such a
    /// number stands there.
    pub fn change(self, node: &mut Node, rounding: Rounding, origin: &Origin) -> bool {
        let changed = match &mut node.value {
            Value::Integer(number) => whole(self.value(*number as f64), rounding),
            Value::Number(number) => Value::Number(short(self.value(*number))),
            Value::Table(table) => {
                let is_number = |key: &String| {
                    PARTS.contains(&key.as_str()) || key.parse::<Day>().is_ok() || key.parse::<i16>().is_ok()
                };
                let numbers = table.iter_mut().filter(|(key, _)| is_number(key));
                let mut all =
                    numbers.map(|(_, entry)| self.change(&mut entry.node, rounding, origin)).peekable();
                return all.peek().is_some() && all.all(|is_number| is_number);
            }
            Value::Text(_) => match Relative::of(&node.value) {
                Some(first) => first.then(self).text(),
                None => return false,
            },
            Value::Flag(_) | Value::Date(_) | Value::Moment(_) | Value::List(_) | Value::Broken => {
                return false;
            }
        };
        *node = Node { origin: origin.clone(), value: changed };
        true
    }
}

/// A change with a sign: in percent, or of a number.
fn signed(text: &str) -> Option<Relative> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+')?),
    };
    match rest.strip_suffix('%') {
        None => Some(Relative { times: 1.0, plus: sign * unsigned(rest)? }),
        Some(percent) => {
            let times = (100.0 + sign * unsigned(percent)?) / 100.0;
            (times >= 0.0).then_some(Relative { times, plus: 0.0 })
        }
    }
}

/// A number without a sign, which may have `_` between its digits as in TOML.
fn unsigned(text: &str) -> Option<f64> {
    let text = text.trim();
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    text.replace('_', "").parse::<f64>().ok().filter(|number| number.is_finite())
}

/// A number without the noise of its last digits: 0.3 in place of 0.30000000000000004.
fn short(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// What a whole number becomes. It stays whole where it can: some keys take no other.
fn whole(value: f64, rounding: Rounding) -> Value {
    let value = short(value);
    match rounding {
        Rounding::Whole => Value::Integer(value.round() as i64),
        Rounding::Exact if value.fract() == 0.0 => Value::Integer(value as i64),
        Rounding::Exact => Value::Number(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Source, parse};

    fn relative(text: &str) -> Option<Relative> {
        Relative::of(&Value::Text(text.to_owned()))
    }

    /// The value of `a` in a text with a change; none if it is no number.
    fn changed(text: &str, change: &str, rounding: Rounding) -> Option<String> {
        let (mut node, problems) = parse(&Source::new("people.toml", text));
        assert!(problems.is_empty());
        let origin = node.origin.clone();
        let Value::Table(table) = &mut node.value else { unreachable!() };
        let found = &mut table.get_mut("a").unwrap().node;
        relative(change).unwrap().change(found, rounding, &origin).then(|| node.to_toml())
    }

    fn times(text: &str, factor: f64) -> Option<String> {
        changed(text, &format!("x {factor}"), Rounding::Exact)
    }

    #[test]
    fn a_relative_number_is_a_text_with_a_factor_a_percentage_or_a_sign() {
        let of_200 = |text: &str| relative(text).map(|relative| relative.value(200.0));
        let factors = ["x 1.25", "x 0", "x 2e-1"].map(of_200);
        assert_eq!(factors, [Some(250.0), Some(0.0), Some(40.0)]);
        let percent = ["-20 %", "-20%", "\u{2212}20 %", "+20%", "-100 %"].map(of_200);
        assert_eq!(percent, [Some(160.0), Some(160.0), Some(160.0), Some(240.0), Some(0.0)]);
        let changes = ["+5000", "+5_000", "-50", "x 2 +7"].map(of_200);
        assert_eq!(changes, [Some(5200.0), Some(5200.0), Some(150.0), Some(407.0)]);
        for text in ["1.25", "20 %", "x", "x -1", "x inf", "x ray", "x1.25", "-120 %", "+5,000", "+", "--5"] {
            assert_eq!(of_200(text), None, "{text}");
        }
        assert_eq!(Relative::of(&Value::Number(1.25)), None);
    }

    #[test]
    fn changes_follow_each_other() {
        // 200 x 0.8 = 160; 160 + 40 = 200; 200 x 2 = 400.
        let both = relative("-20 %").unwrap().then(relative("+40").unwrap());
        let all = both.then(relative("x 2").unwrap());
        assert_eq!((both.value(200.0), all.value(200.0)), (200.0, 400.0));
        assert_eq!(Relative::of(&all.text()), Some(all));
        assert_eq!(changed("a = \"x 2\"", "-20 %", Rounding::Exact).unwrap(), "a = \"x 1.6\"\n");
    }

    #[test]
    fn a_range_is_changed_at_both_ends_and_whole_numbers_are_rounded_to_the_nearest() {
        // 0.8 x 99 = 79.2 and 0.8 x 111 = 88.8.
        let range = "a = { announced = 2026-01-01, low = 99, target = 105, high = 111 }";
        let expected = "[a]\nannounced = 2026-01-01\nhigh = 89\nlow = 79\ntarget = 84\n";
        assert_eq!(changed(range, "-20 %", Rounding::Whole).unwrap(), expected);
        assert_eq!(changed("a = 3", "x 1.5", Rounding::Whole).unwrap(), "a = 5\n");
        assert_eq!(changed("a = 0.4", "+0.5", Rounding::Whole).unwrap(), "a = 0.9\n");
    }

    #[test]
    fn numbers_are_multiplied_alone_by_day_and_by_year() {
        assert_eq!(times("a = 0.5", 1.5).unwrap(), "a = 0.75\n");
        assert_eq!(times("a = 30", 1.5).unwrap(), "a = 45\n");
        assert_eq!(times("a = 3", 1.5).unwrap(), "a = 4.5\n");
        assert_eq!(times("a = { 2015 = 4, 2018 = 5.5 }", 2.0).unwrap(), "[a]\n2015 = 8\n2018 = 11.0\n");
        // The slope of a logarithm is that of its multiples.
        let by_day = "a = { 2015-01-01 = 4, slope = 0.1 }";
        assert_eq!(times(by_day, 2.0).unwrap(), "[a]\n2015-01-01 = 8\nslope = 0.1\n");
    }

    #[test]
    fn what_is_no_number_is_not_multiplied() {
        for text in ["a = [1, 2]", "a = true", "a = \"on\"", "a = { b = 1 }", "a = { 2015-01-01 = [1.0] }"] {
            assert_eq!(times(text, 2.0), None, "{text}");
        }
    }
}
