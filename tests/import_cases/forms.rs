//! Forms of numbers, dates and times that people and tools write.

use super::{column, imported_text, refused};

/// A file of one PNP round a row: date, time, size and tie-break.
fn tracker(rows: &[[&str; 4]]) -> String {
    let rows = rows.iter().zip(1..).map(|([date, time, size, tie_break], number)| {
        format!("{number}\t{date}\t{time}\tPNP\t{size}\t{}\t{tie_break}\n", 700 + number)
    });
    "no\tdate\ttime\ttype\titas\tcrs\ttie_break\n".to_owned() + &rows.collect::<String>()
}

#[test]
fn numbers_and_dates_of_tools_are_understood_and_said_once_a_kind() {
    let text = tracker(&[
        ["46008", "", "1.350", ""],
        ["2025-06-06", "", "3.000", ""],
        ["2025-06-07[12]", "", "1,350[3]", ""],
        ["2025-06-08", "", "1'350", ""],
        ["2025-06-09", "", "1\u{a0}350", ""],
        ["2025-06-10", "", "1\u{202f}350*", ""],
        ["2025-06-11 00:00:00", "", "5106.0", ""],
    ]);
    let read = imported_text("t.tsv", text.as_bytes(), &[]);
    assert_eq!(column(&read.rounds, "invitations"), ["1350", "3000", "1350", "1350", "1350", "1350", "5106"]);
    assert_eq!(column(&read.rounds, "date")[0], "2025-12-17");
    for part in [
        "t.tsv:2: `itas` is `1.350`, read as 1350: the point separates thousands. Numbers read so in this \
         file: 2",
        "t.tsv:4: `date` is `2025-06-07[12]`, read as 2025-06-07: the mark at its end is of a footnote. \
         Values read so in this file: 3",
        "t.tsv:2: `date` is `46008`, read as 2025-12-17: a spreadsheet keeps a date as this number. Dates \
         read so in this file: 1",
    ] {
        assert!(read.noticed.contains(part), "{part}: {}", read.noticed);
    }
    let odd = refused("t.tsv", &tracker(&[["2025-06-06", "", "500.000", ""]]), &[]);
    assert!(odd.contains("500 or 500000, without a point"), "{odd}");
}

#[test]
fn clocks_are_understood_and_what_is_assumed_is_said() {
    let cases = [
        ("4.06 p.m. EST", "2025-06-10T21:06:00Z", ""),
        ("4:06 p.m. EDT", "2025-06-10T20:06:00Z", ""),
        ("16.06.45 UTC", "2025-06-10T16:06:45Z", ""),
        ("16h06m45s", "2025-06-10T16:06:45Z", "names no zone"),
        ("16 h 06 (HE)", "2025-06-10T20:06:00Z", ""),
        ("11 h 06 min 45 s HE", "2025-06-10T15:06:45Z", ""),
        ("1606 UTC", "2025-06-10T16:06:00Z", ""),
        ("13:06 p.m. UTC", "2025-06-10T13:06:00Z", "has a 24-hour clock and `p.m.`; read as"),
        ("16:06.45 UTC", "2025-06-10T16:00:00Z", "taken as noon"),
        ("16:06:61 UTC", "2025-06-10T16:00:00Z", "taken as noon"),
        ("25:00", "2025-06-10T16:00:00Z", "taken as noon"),
    ];
    for (time, drawn_at, said) in cases {
        let text = tracker(&[["2025-06-10", time, "500", "2025-03-01"]]);
        let read = imported_text("t.tsv", text.as_bytes(), &[]);
        assert_eq!(column(&read.rounds, "drawn_at"), [drawn_at], "{time}");
        let note = &read.rounds[0]["note"];
        assert!(note.contains(said), "{time}: {note}");
        // The other repair is the tie-break, which has only a day: noon in Toronto, before daylight time.
        let repairs = if said.is_empty() { "1 repair," } else { "2 repairs," };
        assert!(read.said.contains(repairs), "{time}: {}", read.said);
        assert_eq!(column(&read.rounds, "tie_break"), ["2025-03-01T17:00:00Z"]);
    }
    let text = tracker(&[["2025-06-10 25:00", "", "500", "2025-06-10"]]);
    let read = imported_text("t.tsv", text.as_bytes(), &[]);
    assert!(read.said.contains("the time is `2025-06-10 25:00`; taken as noon"), "{}", read.said);
}

/// Noon in Toronto is 16:00 in UTC in June.
#[test]
fn a_midnight_of_the_day_without_a_zone_is_no_time_of_day() {
    let cases = [
        ("2025-06-10 00:00:00", "2025-06-10T16:00:00Z"),
        ("June 10, 2025 at 12:00 AM", "2025-06-10T16:00:00Z"),
        ("2025-06-10T00:00:00Z", "2025-06-10T00:00:00Z"),
        ("2025-06-11 00:00:00", "2025-06-11T00:00:00Z"),
        ("00:00", "2025-06-10T00:00:00Z"),
    ];
    let untimed = "Without a time of day, taken as noon in Toronto: 1 round";
    for (time, drawn_at) in cases {
        let read = imported_text("t.tsv", tracker(&[["2025-06-10", time, "500", ""]]).as_bytes(), &[]);
        assert_eq!(column(&read.rounds, "drawn_at"), [drawn_at], "{time}");
        assert_eq!(read.said.contains(untimed), drawn_at.contains("T16"), "{time}: {}", read.said);
    }
}

#[test]
fn texts_that_state_another_day_than_the_date_are_named_with_it() {
    let text = tracker(&[["2025-06-10", "June 11, 2025 at 16:00:00 UTC", "500", ""]]);
    let read = imported_text("t.tsv", text.as_bytes(), &[]);
    let said = "the date is 2025-06-10, `time` is `June 11, 2025 at 16:00:00 UTC`; kept as the round of \
                2025-06-10, held at 2025-06-11T16:00:00Z";
    assert!(read.said.contains(said), "{}", read.said);
    // The evening of the day in Toronto is the next day in UTC.
    let text = tracker(&[["2025-06-10", "June 11, 2025 at 01:00:00 UTC", "500", ""]]);
    assert!(!imported_text("t.tsv", text.as_bytes(), &[]).said.contains("repair"));
    let json = "[{\"drawNumber\": 1, \"drawDate\": \"2025-06-10\", \"drawDateFull\": \"June 9, 2025\", \
                \"drawName\": \"PNP\", \"drawSize\": 500, \"drawCRS\": 720}]";
    let read = imported_text("t.json", json.as_bytes(), &[]);
    assert!(read.said.contains("`drawDateFull` is `June 9, 2025`"), "{}", read.said);
}

#[test]
fn two_columns_of_one_meaning_must_agree_or_be_chosen() {
    let text = |date: &str, itas: &str| {
        format!("no,Date,Draw date,type,Invitations,ITAs,crs\n1,2025-06-10,{date},PNP,1500,{itas},720\n")
    };
    let read = imported_text("t.csv", text("\"June 10, 2025\"", "\"1,500\"").as_bytes(), &[]);
    assert_eq!(column(&read.rounds, "invitations"), ["1500"]);
    let other = text("2025-06-11", "1501");
    let error = refused("t.csv", &other, &[]);
    for part in ["may both be the date of a round", "may both be the size of a round", "--columns size="] {
        assert!(error.contains(part), "{part}: {error}");
    }
    let chosen = ["--columns", "date=Date,size=ITAs"];
    let read = imported_text("t.csv", other.as_bytes(), &chosen);
    assert_eq!(column(&read.rounds, "invitations"), ["1501"]);
}

/// 8 July 2025 was a Tuesday, 18 September 2025 a Thursday, and 1 March 2025 a Saturday.
#[test]
fn weekdays_of_other_dates_and_dates_far_after_all_others_are_named() {
    let cases = [
        ("Monday, July 8, 2025", "2025-03-01", "2025-07-08 is a Tuesday"),
        ("Friday 18 Sep 2025", "2025-03-01", "2025-09-18 is a Thursday"),
        ("2025-07-08", "dimanche 1 mars 2025 à 10:00:00 UTC", "2025-03-01 is a Saturday"),
        ("mardi 8 juillet 2025", "Sat, March 1, 2025 at 10:00:00 UTC", ""),
    ];
    for (date, tie_break, expected) in cases {
        let said = imported_text("t.tsv", tracker(&[[date, "", "500", tie_break]]).as_bytes(), &[]).said;
        assert!(said.contains(expected), "{expected}: {said}");
        assert_eq!(said.contains("names a weekday"), !expected.is_empty(), "{date}: {said}");
    }
    let rows = |last| tracker(&[["2025-06-10", "", "500", ""], [last, "", "500", ""]]);
    let far = imported_text("t.tsv", rows("2027-06-11").as_bytes(), &[]).said;
    let expected = "round 2: the date 2027-06-11 is more than two years after all others, of which the \
                    newest is 2025-06-10";
    assert!(far.contains(expected), "{far}");
    let near = imported_text("t.tsv", rows("2027-06-10").as_bytes(), &[]).said;
    assert!(!near.contains("two years"), "{near}");
}

#[test]
fn columns_that_are_not_used_are_named() {
    let text = "no,date,type,itas,crs,Remark,Average CRS\n1,2025-06-10,PNP,500,720,x,740\n";
    let said = imported_text("t.csv", text.as_bytes(), &[]).said;
    assert!(said.contains("cutoff `crs`. Not used: `Remark`, `Average CRS`."), "{said}");
}

#[test]
fn two_orders_of_day_and_month_in_one_file_are_refused_with_both_lines() {
    let text = tracker(&[["13/05/2025", "", "500", ""], ["05/13/2025", "", "500", ""]]);
    let error = refused("t.tsv", &text, &[]);
    assert!(error.contains("`13/05/2025` and `05/13/2025`"), "{error}");
    assert!(error.contains("t.tsv:3:") && error.contains("the first stands in line 2"), "{error}");
}
