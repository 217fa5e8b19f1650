use super::*;

fn instant(text: &str) -> String {
    let moment = moment(text, None);
    let read = moment.ok().and_then(|moment| moment.in_year(moment.year?));
    read.map_or_else(|| format!("{moment:?}"), |instant| instant.to_string())
}

fn date(text: &str) -> String {
    let read = moment(text, None);
    read.map(Moment::date).map_or_else(|why| format!("{why:?}"), |day| day.unwrap().to_string())
}

#[test]
fn clear_times_are_understood() {
    for text in [
        "June 10, 2025 at 13:57:34 UTC",
        "June 10. 2025 at 13:57:34 UTC",
        "June 10th, 2025 at13:57:34 UTC",
        "June10,2025 at 13:57:34UTC",
        "Jun. 10, 2025, 1:57:34 p.m. UTC",
        "10 juin 2025 à 13:57:34 UTC",
        "mardi 10 juin 2025 à 13 h 57 min 34 s TUC",
        "2025-06-10T13:57:34Z",
        "2025-06-10T13:57:34.000+00:00",
        "2025-06-10 09:57:34 EDT",
        "2025-06-10 09:57:34-04:00",
        "June 10, 2025 at 9:57:34 a.m. ET",
        "Tuesday, 10 June 2025 at 8:57:34 am EST",
        "10 juin 2025 à 9 h 57 min 34 s (heure avancée de l’Est)",
        "2025/06/10 13:57:34 UTC+0",
    ] {
        assert_eq!(instant(text), "2025-06-10T13:57:34Z", "{text}");
    }
    assert_eq!(instant("January 7, 2025 at 4:06 p.m. UTC"), "2025-01-07T16:06:00Z");
    assert_eq!(instant("January 7, 2025 at 12:06 a.m. UTC"), "2025-01-07T00:06:00Z");
    assert_eq!(instant("January 23, 2025 at 10:21:18 EST"), "2025-01-23T15:21:18Z");
    assert_eq!(time("4:06 p.m. EST").unwrap().second, 16 * 3600 + 6 * 60);
}

#[test]
fn clocks_have_points_letters_or_no_sign_at_all() {
    for text in ["4.06 p.m. EST", "16.06 EST", "16h06 HNE", "16 h 06 min (HNE)", "16:06h EST", "1606 EST"] {
        assert_eq!(time(text).map(|time| time.second), Some(57_960), "{text}");
    }
    for text in ["16.06.45 UTC", "16h06m45s", "16 h 06 min 45 s HE", "160645Z", "16:06:45.5 UTC"] {
        assert_eq!(time(text).map(|time| time.second), Some(58_005), "{text}");
    }
    assert_eq!(time("16 h 06 (HE)").unwrap().zone, Zone::Toronto);
    assert_eq!(time("13:06 p.m.").map(|time| (time.second, time.clock)), Some((47_160, Clock::Both)));
    assert_eq!(instant("20250610T135734Z"), "2025-06-10T13:57:34Z");
    for text in ["16:06.45", "16:06:61", "16:60", "25:00", "2400 UTC", "1606", "00:30 p.m.", "13:06 a.m."] {
        assert_eq!(time(text), None, "{text}");
    }
    for text in ["2025-06-10 25:00", "June 10, 2025 at 16:06:61 UTC"] {
        let date = date_before_odd_time(text, None).and_then(Moment::date);
        assert_eq!(date, Day::new(2025, 6, 10), "{text}");
    }
    assert_eq!(date_before_odd_time("2025-06-10 or so", None), None);
}

#[test]
fn what_is_not_clear_is_not_understood() {
    for text in [
        "yesterday",
        "June 10, 20255 at 13:57:34 UTC",
        "June 10, 2025 at 13:57:34 XYZ",
        "June 10, 2025 at 25:57:34 UTC",
        "June 10, 2025 at 13",
        "June 10, 2025 or so",
        "June 10, 1925 at 13:57:34 UTC",
        "",
    ] {
        assert_eq!(moment(text, None), Err(Unclear::Unknown), "{text}");
    }
}

#[test]
fn dates_come_in_the_usual_forms() {
    for text in [
        "2025-12-17",
        "2025/12/17",
        "2025.12.17",
        "20251217",
        "17-Dec-25",
        "17-Dec-2025",
        "17 Dec 2025",
        "Dec 17, 2025",
        "December 17th, 2025",
        "17 décembre 2025",
        "17/12/2025",
        "12/17/2025",
        "12/17/25",
        "Wednesday, December 17, 2025",
        "2025-Dec-17",
        "17.12.2025",
        "17 Dec. 2025",
    ] {
        assert_eq!(date(text), "2025-12-17", "{text}");
    }
    assert_eq!(date("1er janvier 2025"), "2025-01-01");
    assert_eq!(date("mardi 4 mars 2025"), "2025-03-04");
    assert_eq!((date("05/06/2025").as_str(), date("05/05/2025").as_str()), ("Order", "2025-05-05"));
    assert_eq!((date("17/12/25").as_str(), date("2025-13-45").as_str()), ("Order", "Unknown"));
    let stated = moment("05/06/2025", Some(DateOrder::DayMonthYear)).unwrap().date();
    assert_eq!(stated, Day::new(2025, 6, 5));
}

#[test]
fn the_order_of_a_column_is_that_which_one_of_its_dates_proves() {
    let order = |texts: &[&str]| proven_order(texts.iter().copied());
    assert_eq!(order(&["05/06/2025", "17/06/2025"]), Proof::Order(DateOrder::DayMonthYear));
    assert_eq!(order(&["05/06/2025", "06/17/2025"]), Proof::Order(DateOrder::MonthDayYear));
    assert_eq!(
        (order(&["05/06/2025"]), order(&["17/06/2025", "06/17/2025"])),
        (Proof::None, Proof::Mixed(0, 1))
    );
    assert_eq!(order(&["2025-06-05", "17-Dec-25"]), Proof::None);
}
