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

#[test]
fn a_round_of_a_holiday_is_held_on_the_next_working_day() {
    let calendar = Calendar {
        first: day("2026-07-01"),
        every_days: 14,
        pauses: Vec::new(),
        holidays: vec![day("2026-07-03"), day("2026-07-01")],
    };
    assert_eq!(calendar.working_day(day("2026-07-01")), day("2026-07-02"));
    // Friday the 3rd: the next is Monday.
    assert_eq!(calendar.working_day(day("2026-07-03")), day("2026-07-06"));
    assert_eq!(calendar.working_day(day("2026-07-02")), day("2026-07-02"));
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}
