//! What a page of cutoffs shows, and how much room it takes.

use super::*;

/// Lines of the first colour.
fn lines(svg: &str) -> usize {
    svg.matches("stroke=\"#0072B2\" stroke-width=\"16\"").count()
}

#[test]
fn lines_do_not_cross_long_gaps() {
    let mut rows = month(1, ["cec", "cec", "cec"]);
    // One in the legend and one through the three rounds.
    assert_eq!(lines(&svg_of(&rows)), 2);
    rows[2].date = rows[1].date + 60;
    assert_eq!(lines(&svg_of(&rows)), 2);
    rows[2].date = rows[1].date + 61;
    assert_eq!(lines(&svg_of(&rows)), 3);
    // Rounds that are always far apart are joined.
    rows[1].date = rows[0].date + 140;
    rows[2].date = rows[1].date + 140;
    assert_eq!(lines(&svg_of(&rows)), 2);
}

/// Rounds of programs are closer than those of categories: a pause breaks the lines of both.
#[test]
fn a_pause_of_a_hundred_days_breaks_every_line() {
    let start = Day::new(2026, 1, 5).unwrap();
    let mut rows = Vec::new();
    for (name, every) in [("cec", 14), ("french", 28)] {
        for day in (0..120).step_by(every).chain((220..340).step_by(every)) {
            rows.push(CutoffRow { date: start + day, ..month(1, [name; 3]).remove(0) });
        }
    }
    // One in the legend, and two in each panel.
    assert_eq!(lines(&svg_of(&rows)), 5);
}

/// Whether a page has its notes on scales and on time axes.
fn notes_on_axes(rows: &[CutoffRow]) -> [bool; 2] {
    let svg = svg_of(rows);
    ["Each panel has a scale of its own.", "The columns have time axes of their own."]
        .map(|note| svg.contains(note))
}

#[test]
fn a_page_says_that_its_scales_and_its_time_axes_differ() {
    let mut rows = three_years("cec");
    assert_eq!(notes_on_axes(&rows), [false, false]);
    rows.extend(three_years("french"));
    assert_eq!(notes_on_axes(&rows), [true, false]);
    assert_eq!(notes_on_axes(&history()), [true, true]);
}

#[test]
fn published_cutoffs_beyond_the_scale_are_named() {
    let svg = cutoff_trend("Replay", &history(), &[]).svg;
    assert!(svg.contains("886, 818, 735, 755"));
    assert!(svg.contains("\n75\n"));
    assert!(svg.contains("beyond the scale of their panel, filled if simulated and hollow if published."));
}

/// Rounds every two weeks of 2026 to 2028, of one type.
fn three_years(name: &str) -> Vec<CutoffRow> {
    let mut rows = Vec::new();
    for place in 0..78 {
        rows.push(CutoffRow {
            date: Day::new(2026, 1, 5).unwrap() + 14 * place,
            cutoff: spread(500.0 + f64::from(place % 7), 4.0),
            ..month(20, [name; 3]).remove(0)
        });
    }
    rows
}

#[test]
fn simulated_cutoffs_beyond_the_scale_are_named_too() {
    let mut rows = three_years("cec");
    assert!(!cutoff_trend("Ahead", &rows, &[]).svg.contains("Triangles"));
    for (place, beyond) in [(20, 906.0), (60, 272.0)] {
        rows[place].cutoff = spread(beyond, 4.0);
    }
    let svg = cutoff_trend("Ahead", &rows, &[]).svg;
    assert!(svg.contains("Triangles: cutoffs beyond the scale of their panel. "));
    for figure in ["906", "272"] {
        assert!(
            svg.contains(&format!("fill=\"#0072B2\">\n{figure}\n")),
            "{figure} stands in the line's colour"
        );
    }
}

/// How often a year is written on a page.
fn labels(rows: &[CutoffRow], year: &str) -> usize {
    svg_of(rows).matches(&format!("\n{year}\n")).count()
}

#[test]
fn all_columns_of_a_page_share_its_time_axis_unless_years_would_be_squeezed() {
    let mut rows = three_years("cec");
    for day in [3, 17] {
        rows.push(CutoffRow { date: Day::new(2025, 12, day).unwrap(), ..three_years("french").remove(0) });
    }
    assert_eq!(["2026", "2028"].map(|year| labels(&rows, year)), [2, 2]);
    // Eleven years of programs and three of categories.
    assert_eq!(["2016", "2025"].map(|year| labels(&history(), year)), [1, 2]);
}

#[test]
fn a_panel_of_cutoffs_spans_fifty_points_at_least() {
    let svg = cutoff_trend("Ahead", &month(20, ["cec"; 3]), &[]).svg;
    // 506 to 516, widened to 486 to 536.
    for mark in [480, 500, 520, 540] {
        assert_eq!(svg.matches(&format!("\n{mark}\n")).count(), 1, "{mark}");
    }
}

/// Three years of CEC rounds, and a round of French speakers before them, with rounds ahead of those sizes.
fn one_of_french(sizes: &[f64]) -> Vec<CutoffRow> {
    let mut rows = three_years("cec");
    let french = three_years("french").remove(0);
    let date = Day::new(2025, 12, 17).unwrap();
    rows.push(CutoffRow { date, published: Some(500), ..french.clone() });
    for size in sizes {
        let cutoff = french.cutoff.filter(|_| *size > 0.0);
        rows.push(CutoffRow { size: *size, cutoff, ..french.clone() });
    }
    rows
}

#[test]
fn a_type_of_which_no_round_ahead_is_held_has_no_panel() {
    let words = "Not shown, since none of their planned rounds is held: French.";
    let svg = svg_of(&one_of_french(&[0.0, 0.0]));
    assert!(svg.contains(words) && !svg.contains("\nFrench\n"));
    // Nothing published is shown, so that nothing is said of it.
    assert!(!svg.contains("IRCC") && !svg.contains("published cutoffs lie in it"));
    let svg = svg_of(&one_of_french(&[0.0, 4000.0]));
    assert!(!svg.contains(words) && svg.contains("\nFrench\n"));
}

#[test]
fn a_column_is_not_there_for_a_single_day() {
    for (sizes, headings) in [(&[][..], 0), (&[4000.0], 1)] {
        let svg = svg_of(&one_of_french(sizes));
        assert!(svg.contains("\nFrench\n"));
        assert_eq!(svg.matches("\nCategory-based rounds\n").count(), headings);
    }
}

#[test]
fn a_reform_is_marked_and_published_cutoffs_are_no_measure_of_it() {
    let mut rows = month(20, ["cec"; 3]);
    rows[0].published = Some(510);
    let svg = |departs_on: Option<Day>| {
        let notes = CutoffNotes { run: &[], departs_on };
        crate::report::chart::cutoff_trend("Reform", &rows, notes, &Words::english()).svg
    };
    let inside = svg(Some(rows[1].date));
    assert!(
        inside.contains("The vertical line marks 2026-03-14: from then on the law or the rounds are not"),
        "{inside}"
    );
    assert!(inside.contains("Published cutoffs from 2026-03-14 on followed other law or other rounds"));
    assert!(svg(None).contains("published cutoffs lie in it") && !inside.contains("lie in it"));
    assert!(!svg(Some(rows[0].date - 1)).contains("vertical line"));
}
