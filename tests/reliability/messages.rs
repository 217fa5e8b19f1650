//! Messages: they cost less than the work, have an end, and name a place in a long line.

use std::fs;

use crate::place::{Answer, Place, ROUNDS};

/// Seconds of the processor: many times what such an answer takes, and a fraction of what it took when its
/// cost was a product. Other work on the machine does not change them.
const SOON: u32 = 8;

/// Runs `drawsim`, which is killed if it takes longer.
fn run_soon(place: &Place, words: &str) -> Answer {
    place.shell(&format!("ulimit -t {SOON}; exec \"$0\" {words}"))
}

fn sample(rounds: usize) -> serde_json::Value {
    let text = fs::read_to_string("tests/data/ircc_rounds_sample.json").unwrap();
    let mut sample: serde_json::Value = serde_json::from_str(&text).unwrap();
    let list = sample["rounds"].as_array_mut().unwrap();
    *list = list.iter().cycle().take(rounds).cloned().collect();
    sample
}

#[test]
fn a_file_of_one_line_with_every_field_wrong_is_answered_soon() {
    let place = Place::new();
    let mut sample = sample(400);
    for round in sample["rounds"].as_array_mut().unwrap() {
        for (_, value) in round.as_object_mut().unwrap() {
            *value = "x".into();
        }
    }
    let text = serde_json::to_string(&sample).unwrap();
    assert!(!text.contains('\n'));
    place.write("i.json", text);
    let answer = run_soon(&place, "import i.json -o i");
    assert_eq!(answer.code, Some(2), "{}", answer.err);
    assert!(answer.err.len() < 60_000, "{} bytes", answer.err.len());
    // Of 400 rounds with four fields that nothing replaces, and a name that may be any, 20 are shown.
    let more = "error: 1580 more like this one: round x: `drawNumber` is `x`\n";
    assert!(answer.err.contains(more), "{}", answer.err);
    assert!(answer.err.ends_with("1600 problems found; nothing was written\n"), "{}", answer.err);
}

#[test]
fn a_place_in_a_long_line_is_shown_with_what_is_around_it() {
    let place = Place::new();
    let mut sample = sample(5);
    sample["rounds"][3]["drawCRS"] = "none".into();
    let text = serde_json::to_string(&sample).unwrap();
    let column = text.find("\"drawCRS\":\"none\"").unwrap() + 1;
    place.write("i.json", text);
    let answer = place.run("check history --rounds i.json");
    assert_eq!(answer.code, Some(2), "{}", answer.err);
    assert!(answer.err.contains("error: round 77: `drawCRS` is `none`\n"), "{}", answer.err);
    assert!(answer.err.contains(&format!(" --> i.json:1:{column}\n")), "{}", answer.err);
    assert!(answer.err.contains("^^^^^^^^^^^^^^^^ expected a CRS score from 0 to 1200"), "{}", answer.err);
    assert!(answer.err.lines().all(|line| line.len() < 300), "{}", answer.err);
    // An import leaves the row out, and reads the others.
    let answer = place.run("import i.json -o i").done();
    let notice = "notice: i.json:1: round 77: `drawCRS` is `none`, expected a CRS score from 0 to 1200; the \
                  row is left out\n";
    assert!(answer.err.contains(notice) && answer.out.starts_with("4 rounds"), "{}", answer.err);
}

#[test]
fn many_broken_rows_are_shown_up_to_twenty_of_a_kind() {
    let place = Place::new();
    place.write("p.csv", "candidate,age,education,clb\n".to_owned() + &"a,x,bachelor,9\n".repeat(100_000));
    let answer = run_soon(&place, "score p.csv --on 2025-06-01 -q -o o.csv");
    assert_eq!(answer.code, Some(2));
    assert_eq!(answer.err.lines().count(), 22, "{}", answer.err);
    assert!(answer.err.contains("error: 99980 more like this one: "), "{}", answer.err);
    assert!(answer.err.ends_with("error: none of 100000 rows could be read\n"), "{}", answer.err);
    // A kind of its own is shown, too.
    let rows = "a,x,bachelor,9\n".repeat(100) + "a,30,none_such,9\n";
    place.write("p.csv", format!("candidate,age,education,clb\n{rows}"));
    let answer = place.run("score p.csv --on 2025-06-01 -q");
    assert!(answer.err.contains("p.csv:102: `education` is `none_such`"), "{}", answer.err);
}

#[test]
fn unknown_names_are_shown_up_to_twenty_whatever_their_number() {
    let place = Place::new();
    let columns: Vec<String> = (0..20_000).map(|place| format!("column_{place}")).collect();
    place.write("p.csv", format!("age,education,clb,{}\n", columns.join(",")));
    let keys: String = (0..20_000).map(|place| format!("key_{place} = 1\n")).collect();
    place.write("s.toml", format!("extends = \"tiny\"\ntitle = \"x\"\n{keys}"));
    let rounds: String = (1..=10_000)
        .map(|place| format!("{place},2015-01-31,2015-01-31T11:59:48Z,general,,G,x,886,,,\n"))
        .collect();
    place.write("r.csv", format!("{ROUNDS}{rounds}"));
    for (words, count) in [
        ("score p.csv --on 2025-06-01", 20_000),
        ("check s.toml", 20_000),
        ("check history --rounds r.csv", 10_000),
    ] {
        let answer = run_soon(&place, words);
        assert_eq!(answer.code, Some(2), "{words}");
        assert!(answer.err.len() < 40_000, "{words}: {} bytes", answer.err.len());
        assert!(
            answer.err.contains(&format!("error: {} more like this one: ", count - 20)),
            "{}",
            answer.err
        );
    }
}

#[test]
fn many_origins_are_refused_soon() {
    let place = Place::new();
    let days: Vec<String> = (0..1000)
        .map(|place| format!("{}-{:02}-{:02}", 2020 + place / 336, 1 + place / 28 % 12, 1 + place % 28))
        .collect();
    let words = format!("backtest -q -o b --origins {},2030-01-01 --to 2025-12-31", days.join(","));
    let answer = run_soon(&place, &words);
    answer.refused(2, "error: ");
}

#[test]
fn many_profiles_of_toml_are_scored_soon() {
    let place = Place::new();
    place.write("p.toml", "[[profile]]\nage = 30\neducation = \"bachelor\"\nclb = 9\n".repeat(50_000));
    run_soon(&place, "score p.toml --on 2025-06-01 -q -o o.csv").done();
    assert_eq!(place.read("o.csv").lines().count(), 50_001);
}

#[test]
fn many_rounds_are_read_and_checked_soon() {
    let place = Place::new();
    let row = |number: usize, drawn_at: &str, counted: &str| {
        format!("{number},2015-01-31,{drawn_at},general,,G,779,886,,{counted},\n")
    };
    let same: String = (1..=100_000).map(|number| row(number, "2015-01-31T11:59:48Z", "")).collect();
    place.write("same.csv", format!("{ROUNDS}{same}"));
    // Each at its own second, in the wrong order; half of them name a count that does not exist.
    let rows = (1..=40_000).map(|number| {
        let (hour, minute, second) = (23 - number / 3600, 59 - number / 60 % 60, 59 - number % 60);
        let counted =
            format!("{}-{:02}-{:02}", 2015 + number / 336 % 80, 1 + number / 28 % 12, 1 + number % 28);
        row(number, &format!("2015-01-31T{hour:02}:{minute:02}:{second:02}Z"), &counted)
    });
    place.write("other.csv", format!("{ROUNDS}{}", rows.collect::<String>()));
    let bands = "c_601_1200,c_501_600,c_491_500,c_481_490,c_471_480,c_461_470,c_451_460,c_441_450,c_431_440,\
                 c_421_430,c_411_420,c_401_410,c_351_400,c_301_350,c_0_300";
    let counts: String = (0..13_440)
        .map(|day| format!("{}-{:02}-{:02}", 2015 + day / 336, 1 + day / 28 % 12, 1 + day % 28))
        .map(|day| format!("{day},,15{}\n", ",1".repeat(15)))
        .collect();
    place.write("counts.csv", format!("as_of,flag,total,{bands}\n{counts}"));
    // The same round under other numbers is left out, and told.
    let answer = run_soon(&place, "check history --rounds same.csv").done();
    assert!(answer.out.lines().count() < 60, "{}", answer.out);
    assert!(answer.out.contains("it is left out as the same round"), "{}", answer.out);
    run_soon(&place, "check history --rounds other.csv --pool counts.csv").done();
}

#[test]
fn a_long_list_of_rounds_is_read_and_checked_soon() {
    let place = Place::new();
    let row = |number: usize| {
        let (hour, minute, second) = (number / 3600, number / 60 % 60, number % 60);
        format!("{number},2016-01-31,2016-01-31T{hour:02}:{minute:02}:{second:02}Z,general,,G,779,886,,,\n")
    };
    place.write("r.csv", format!("{ROUNDS}{}", (1..=40_000).map(row).collect::<String>()));
    let rounds = (0..20_000).map(|place| {
        let day = format!("{}-{:02}-{:02}", 2017 + place / 3360, 1 + place / 280 % 12, 1 + place / 10 % 28);
        format!("  {{ date = {day}, hour = {}, type = \"general\", size = 100 }},\n", place % 10 + 8)
    });
    let plan = format!("[plan]\npublished = \"none\"\nlist.rounds = [\n{}]\n", rounds.collect::<String>());
    let head = "extends = \"tiny\"\ntitle = \"x\"\nend = 2025-12-31\n";
    place.write("s.toml", format!("{head}{plan}"));
    run_soon(&place, "check s.toml --rounds r.csv").done();
}
