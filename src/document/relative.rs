//! Relative numbers, such as `"x 1.25"`: a factor in place of a number.

use crate::document::tree::{Node, Origin, Value};
use crate::time::Day;

/// The factor of a relative number; none for other values.
pub fn factor(value: &Value) -> Option<f64> {
    let Value::Text(text) = value else { return None };
    let factor = text.strip_prefix("x ")?.trim().parse::<f64>().ok()?;
    (factor.is_finite() && factor >= 0.0).then_some(factor)
}

/// The text of a relative number.
pub fn text(factor: f64) -> Value {
    Value::Text(format!("x {factor}"))
}

/// Multiplies a number, or the numbers of every day or year of a table, by the factor that stands at
/// `origin`. Says whether such a number stands there.
pub fn multiply(node: &mut Node, factor: f64, origin: &Origin) -> bool {
    let product = match &mut node.value {
        Value::Integer(number) => product_of_whole(*number, factor),
        Value::Number(number) => Value::Number(*number * factor),
        Value::Table(table) => {
            let is_dated = |key: &String| key.parse::<Day>().is_ok() || key.parse::<i16>().is_ok();
            let dated = table.iter_mut().filter(|(key, _)| is_dated(key));
            let mut all = dated.map(|(_, entry)| multiply(&mut entry.node, factor, origin)).peekable();
            return all.peek().is_some() && all.all(|is_number| is_number);
        }
        Value::Text(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::Moment(_)
        | Value::List(_)
        | Value::Broken => return false,
    };
    *node = Node { origin: origin.clone(), value: product };
    true
}

/// A whole product stays a whole number: some keys take no other.
fn product_of_whole(number: i64, factor: f64) -> Value {
    let product = number as f64 * factor;
    if product.fract() == 0.0 { Value::Integer(product as i64) } else { Value::Number(product) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Source, parse};

    /// The value of `text` times the factor; none if it is no number.
    fn times(text: &str, factor: f64) -> Option<String> {
        let (mut node, problems) = parse(&Source::new("people.toml", text));
        assert!(problems.is_empty());
        let origin = node.origin.clone();
        let Value::Table(table) = &mut node.value else { unreachable!() };
        let found = &mut table.get_mut("a").unwrap().node;
        multiply(found, factor, &origin).then(|| node.to_toml())
    }

    #[test]
    fn a_relative_number_is_a_text_with_a_factor() {
        let factor_of = |value: &str| factor(&Value::Text(value.to_owned()));
        assert_eq!(
            (factor_of("x 1.25"), factor_of("x 0"), factor_of("x 2e-1")),
            (Some(1.25), Some(0.0), Some(0.2))
        );
        assert_eq!(["1.25", "x", "x -1", "x inf", "x ray", "x1.25"].map(factor_of), [None; 6]);
        assert_eq!(factor(&Value::Number(1.25)), None);
        assert_eq!(factor(&text(2.5)), Some(2.5));
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
