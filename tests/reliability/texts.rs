//! Broken texts: each is refused at its place, and no reader disagrees with another.

use std::fs;

use proptest::prelude::*;

use crate::place::{Place, ROUNDS};

#[test]
fn a_stray_quote_is_placed_where_it_was_written() {
    let place = Place::new();
    place.write(
        "r.csv",
        format!("{ROUNDS}1,2015-01-31,2015-01-31T11:59:48Z,general,,6\" screen,abc,886,,,\n"),
    );
    let answer = place.run("check history --rounds r.csv");
    assert_eq!(answer.code, Some(2), "{}", answer.err);
    let expected = "error: `invitations` is `abc`\n --> r.csv:2:54\n";
    assert!(answer.err.contains(expected), "{}", answer.err);
}

#[test]
fn a_header_with_stray_quotes_is_read_as_it_is_written() {
    let place = Place::new();
    let sample = fs::canonicalize("tests/data/ircc_rounds_sample.json").unwrap();
    place.write("c.csv", "round_numbe\"\"\"r,column,found,corrected,,source".repeat(2));
    let answer = place.run(&format!("import {} --corrections c.csv -o i", sample.display()));
    answer.refused(2, "error: ");
    assert_eq!(place.names(), ["c.csv"]);
}

#[test]
fn a_row_that_stands_again_under_another_number_is_told_and_left_out() {
    let place = Place::new();
    let row = |number: u32| format!("{number},2015-01-31,2015-01-31T11:59:48Z,general,,G,779,886,,,\n");
    place.write("r.csv", ROUNDS.to_owned() + &(1..=50).map(row).collect::<String>());
    let answer = place.run("check history --rounds r.csv");
    let expected = "r.csv:3: round 2 has the day, type, size and cutoff of round 1; it is left out as the \
                    same round";
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    assert!(answer.out.contains(expected) && answer.out.contains("1 round planned"), "{}", answer.out);
    // At one instant with another size it is no repetition, and refused.
    place.write("r.csv", format!("{ROUNDS}{}{}", row(1), row(2).replace(",779,", ",780,")));
    let answer = place.run("check history --rounds r.csv");
    let expected =
        "error: two rounds of the type `general` are held at 2015-01-31T11:59:48Z\n --> r.csv:3:14\n";
    assert!(answer.code == Some(2) && answer.err.contains(expected), "{}", answer.err);
    // Two types may be drawn in one second.
    let other = row(2).replace("general", "cec");
    place.write("r.csv", format!("{ROUNDS}{}{other}", row(1)));
    let answer = place.run("check history --rounds r.csv");
    assert!(!answer.err.contains("two rounds"), "{}", answer.err);
}

#[test]
fn a_line_without_end_is_named_with_the_limit_by_every_reader() {
    let place = Place::new();
    let long = "a".repeat((1 << 20) + 1);
    place.write("p.csv", format!("candidate,age,education,clb\na,30,bachelor,9\n{long},30,bachelor,9\n"));
    let answer = place.run("score p.csv --on 2025-06-01 -q -o o.csv");
    answer.refused(2, "error: cannot read `p.csv`: line 3 has more than 1048576 bytes\n");
    assert_eq!(place.names(), ["p.csv"]);
    place.write("p.csv", format!("candidate,{long}\n"));
    let start = "error: cannot read `p.csv`: line 1 has more than 1048576 bytes\n";
    place.run("score p.csv --on 2025-06-01").refused(2, start);
    place.write("r.csv", format!("{ROUNDS}\n{long}"));
    let start = "error: cannot read `r.csv`: line 3 has more than 1048576 bytes\n";
    place.run("check history --rounds r.csv").refused(2, start);
    place.write("s.toml", format!("title = \"{long}\"\n"));
    let start = "error: cannot read `s.toml`: line 1 has more than 1048576 bytes\n";
    place.run("check s.toml").refused(2, start);
    place.run("score s.toml --on 2025-06-01").refused(2, start);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Quotes, breaks and strange bytes anywhere in a table: refused with a place or read, never a panic.
    #[test]
    fn a_table_is_refused_or_read(
        parts in prop::collection::vec((0usize..220, r#"["\n\r,;a1\x00é]{1,3}"#), 1..4),
        cut in 0usize..260,
        byte in any::<u8>(),
    ) {
        let place = Place::new();
        let row = "1,2015-01-31,2015-01-31T11:59:48Z,general,,\"G, 1\",779,886,,,\n";
        let mut text = format!("{ROUNDS}{row}").into_bytes();
        for (at, part) in parts {
            let at = at.min(text.len());
            text.splice(at..at, part.bytes());
        }
        text.truncate(cut.max(20));
        text.push(byte);
        place.write("t.csv", &text);
        for words in
            ["check history --rounds t.csv", "score t.csv --on 2025-06-01", "check history --pool t.csv"]
        {
            let answer = place.run(words);
            prop_assert!(matches!(answer.code, Some(0 | 2)), "{words}: {:?} {}", answer.code, answer.err);
            prop_assert!(!answer.err.contains("panicked"), "{}", answer.err);
        }
    }
}
