//! Charts of next to nobody, of names that are not English, and of targets of nothing.

use super::*;

/// Every text of a chart, in the order in which they are drawn.
fn drawn(svg: &str) -> Vec<&str> {
    let lines = svg.lines().collect::<Vec<&str>>();
    lines.windows(2).filter(|pair| pair[0].starts_with("<text")).map(|pair| pair[1]).collect()
}

#[test]
fn no_axis_of_people_goes_below_nobody() {
    let day = censuses(&mut Noise(3))[0].clone();
    let nobody = Census { candidates: [Some(0); BANDS.len()], total: 0, ..day.clone() };
    let single = Census { candidates: [Some(1); BANDS.len()], total: BANDS.len() as u32, ..day };
    for census in [nobody, single] {
        let chart = pool_trend("The pool", &[(0, &[census])], &[], &PoolNotes::default());
        let drawn = drawn(chart.svg());
        assert!(drawn.contains(&"4") && drawn.iter().all(|text| !text.starts_with('-')), "{drawn:?}");
    }
    let mut points = frontier_points(&[1.0]);
    points[0].landed = spread(0.0, 0.0).unwrap();
    let chart = frontier("Frontier", &points, 6, &[]);
    assert!(drawn(chart.svg()).iter().all(|text| !text.starts_with('-')), "{:?}", drawn(chart.svg()));
}

#[test]
fn letters_that_the_font_lacks_are_question_marks_in_the_picture_alone() {
    let titled = |title: &str| cutoff_trend(title, &month(20, ["cec"; 3]), &[]);
    let typed = titled("Qu\u{e9}bec & 快速通道 draws");
    assert!(typed.svg().contains("\nQu\u{e9}bec &amp; 快速通道 draws\n"));
    assert!(typed.png() == titled("Qu\u{e9}bec & ???? draws").png());
}
