//! Types of rounds that take turns.

/// The type of each round of a rotation with its share, given their years in order. In each year a round goes
/// to the type that is farthest behind its share of the rounds so far, and to none where the unassigned rest
/// is.
pub fn rotation<'a>(years: &[i16], shares: &'a [(String, f64)]) -> Vec<Option<&'a (String, f64)>> {
    let rest = 1.0 - shares.iter().map(|(_, share)| share).sum::<f64>();
    let mut parts: Vec<f64> = shares.iter().map(|(_, share)| *share).collect();
    parts.extend((rest > 1e-9).then_some(rest));
    let mut held = vec![0.0; parts.len()];
    let mut types = Vec::with_capacity(years.len());
    for (place, year) in years.iter().enumerate() {
        if place == 0 || years[place - 1] != *year {
            held.fill(0.0);
        }
        let so_far = held.iter().sum::<f64>() + 1.0;
        let behind: Vec<f64> = parts.iter().zip(&held).map(|(part, held)| part * so_far - held).collect();
        let mut chosen = 0;
        for index in 1..behind.len() {
            if behind[index] > behind[chosen] + 1e-9 {
                chosen = index;
            }
        }
        held[chosen] += 1.0;
        types.push(shares.get(chosen));
    }
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rotation_keeps_to_the_shares_of_each_year() {
        let shares = [("french".to_owned(), 0.5), ("healthcare".to_owned(), 0.3), ("trades".to_owned(), 0.2)];
        let years = [2026; 10].into_iter().chain([2027; 2]).collect::<Vec<i16>>();
        let types = names(rotation(&years, &shares));
        let counts = ["french", "healthcare", "trades"]
            .map(|name| types[..10].iter().filter(|held| **held == Some(name)).count());
        assert_eq!(counts, [5, 3, 2]);
        // By hand: 0.5/0.3/0.2, then 0/0.6/0.4, then 0.5/-0.1/0.6, then 1/0.2/-0.2; another year starts anew.
        let first = [Some("french"), Some("healthcare"), Some("trades"), Some("french")];
        assert_eq!(types[..4], first);
        assert_eq!(types[10..], [Some("french"), Some("healthcare")]);
    }

    fn names(rotation: Vec<Option<&(String, f64)>>) -> Vec<Option<&str>> {
        rotation.into_iter().map(|chosen| chosen.map(|(name, _)| name.as_str())).collect()
    }

    #[test]
    fn the_unassigned_rest_of_a_rotation_is_not_held() {
        let shares = [("french".to_owned(), 0.5)];
        let types = names(rotation(&[2026; 4], &shares));
        assert_eq!(types, [Some("french"), None, Some("french"), None]);
    }
}
