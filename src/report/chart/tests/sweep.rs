//! Charts of sweeps and of indices.

use super::*;
use crate::report::chart::{
    Along, Bar, BarPanel, BarRow, BarRows, HeatAxis, HeatCell, HeatMap, HeatMaps, Key, LineForm, LinePanel,
    LinePoint, Look, Range, SweepLine, bar_rows, heat_map, sweep_line,
};

const LONG: [&str; 4] = [
    "population.response.apply.cec.by_people_who_live_in_canada_already",
    "population.response.decline.cec.by_people_who_live_in_canada_already",
    "population.behaviour.effort.size",
    "a_name_of_a_lever_that_has_no_part_at_all_and_goes_on_and_on",
];

fn point(mean: f64) -> Option<LinePoint> {
    Some(LinePoint { mean, low: mean - 1.5, high: mean + 1.5 })
}

fn line(along: &Along, form: LineForm, panels: usize, points: &[Option<LinePoint>]) -> Chart {
    let panel = |place: usize| LinePanel {
        heading: format!("Mean CEC cutoff of {}, CRS points", 2026 + place),
        base: Some(505.0),
        points: points.to_vec(),
        least_span: 4.0,
    };
    let content = SweepLine {
        title: &Title::from("From 1,000 to 3,000 plan.cec.size, the cutoff falls").with("Five points."),
        axis: LONG[0],
        along,
        form,
        panels: &(0..panels).map(panel).collect::<Vec<LinePanel>>(),
        replications: 4,
        notes: &["A note.".to_owned()],
    };
    sweep_line(content, &Words::english())
}

fn numbers() -> Along {
    Along::Numbers(vec![1_000.0, 1_500.0, 2_000.0, 2_500.0, 3_000.0])
}

fn names() -> Along {
    Along::Names(LONG.iter().chain(&["published"]).map(|name| (*name).to_owned()).collect())
}

fn means(count: usize) -> Vec<Option<LinePoint>> {
    (0..count).map(|place| point(520.0 - 8.0 * place as f64)).collect()
}

fn maps(count: usize, columns: usize, rows: usize) -> Chart {
    let value = |row: usize, column: usize| -3.0 * row as f64 - 1.25 * column as f64;
    let cell = |row: usize, column: usize| {
        let value = value(row, column);
        (row != 1 || column != 1).then(|| HeatCell { value, figure: format!("{value:+.1}") })
    };
    let rows_of = || (0..rows).map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect();
    let labels = |count: usize| {
        (0..count).map(|place| format!("{} to {}", 1000 * place, 1000 * place + 999)).collect()
    };
    let content = HeatMaps {
        title: &Title::from("The cutoff is lowest at one place").with("Points."),
        across: &HeatAxis { name: LONG[0].to_owned(), labels: labels(columns) },
        up: &HeatAxis { name: LONG[3].to_owned(), labels: labels(rows) },
        maps: &(0..count)
            .map(|place| HeatMap {
                heading: format!("Outcome {place}: effect against the base (510.0)"),
                rows: rows_of(),
            })
            .collect::<Vec<HeatMap>>(),
        notes: &["A note.".to_owned()],
    };
    heat_map(content)
}

fn bar(value: f64, label: &str) -> Bar {
    let interval = Some(Range { low: value - 0.1, high: value + 0.2 });
    Bar { value, interval, label: label.to_owned(), colour: COLOURS[0] }
}

fn bars(panels: usize) -> Chart {
    let rows = LONG.iter().enumerate().map(|(place, name)| BarRow {
        name: (*name).to_owned(),
        bars: vec![
            bar(0.5 - 0.2 * place as f64, "0.45 to 0.52: 498.2"),
            bar(0.5 + 0.1 * place as f64, "0.73 to 0.80: 521.9"),
        ],
    });
    let panel = BarPanel {
        heading: "Mean CEC cutoff of 2026, CRS points".to_owned(),
        axis: "mean over the points, CRS points".to_owned(),
        from: 0.5,
        rows: rows.collect(),
    };
    let legend = ["Lowest settings", "Highest settings", "Mean of all points"];
    let keys = legend.map(|text| Key { look: Look::Box(COLOURS[1]), text: text.to_owned() });
    let content = BarRows {
        title: &Title::from("arrivals moves the mean CEC cutoff of 2026 most").with("Points."),
        legend: &keys,
        panels: &vec![panel; panels],
        notes: &["A note.".to_owned()],
    };
    bar_rows(content, &Words::english())
}

/// Charts of every form.
pub(super) fn charts() -> Vec<Chart> {
    vec![
        line(&numbers(), LineForm::Line, 1, &means(5)),
        line(&numbers(), LineForm::Dots, 4, &means(5)),
        line(&names(), LineForm::Dots, 3, &means(5)),
        line(&names(), LineForm::Dots, 1, &[None; 5]),
        maps(1, 4, 2),
        maps(4, 12, 12),
        maps(3, 6, 6),
        bars(1),
        bars(4),
    ]
}

/// How often a chart draws something.
fn count(chart: &Chart, what: &str) -> usize {
    chart.svg().matches(what).count()
}

#[test]
fn a_point_that_failed_leaves_a_hole_in_the_line_and_no_zero() {
    let whole = line(&numbers(), LineForm::Line, 1, &means(5));
    let mut points = means(5);
    points[2] = None;
    let holed = line(&numbers(), LineForm::Line, 1, &points);
    // A band and a line on each side of the hole; a dot less.
    assert_eq!((count(&whole, "<polygon"), count(&holed, "<polygon")), (1, 2));
    assert_eq!(count(&whole, "<circle") - count(&holed, "<circle"), 1);
    assert!(!holed.svg().contains("\n0\n"));
}

#[test]
fn a_place_without_a_value_is_crossed_and_has_no_figure() {
    let chart = maps(1, 4, 2);
    assert_eq!(count(&chart, "\n-3.0\n"), 1);
    // Row 1 and column 1 would be -4.25.
    assert_eq!(count(&chart, "\n-4.2\n") + count(&chart, "\n-4.3\n"), 0);
    assert_eq!(count(&chart, "<polyline"), 2, "a frame and a line across");
}

#[test]
fn titles_and_keys_of_levers_stand_in_the_chart_shortened_to_their_ends() {
    let chart = bars(2);
    assert!(chart.svg().contains("\narrivals moves the mean CEC cutoff of 2026 most\n"));
    assert_eq!(count(&chart, "\n…behaviour.effort.size\n"), 2);
    assert_eq!(count(&chart, "0.45 to 0.52: 498.2"), 8);
}

#[test]
fn figures_on_dark_cells_are_white_and_on_light_ones_black() {
    let svg = maps(1, 4, 2).svg;
    let ink = |figure: &str| {
        let (before, _) = svg.split_once(&format!(">\n{figure}\n")).unwrap();
        before.rsplit_once("fill=\"").unwrap().1[..7].to_owned()
    };
    assert_eq!((ink("-6.8"), ink("-0.0")), ("#FFFFFF".to_owned(), "#191919".to_owned()));
}
