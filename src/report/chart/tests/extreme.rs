//! Charts of few people or none, of names that are not English, and of targets of nothing.

use super::*;

/// Every text of a chart, in the order in which they are drawn.
fn drawn(svg: &str) -> Vec<&str> {
    let lines = svg.lines().collect::<Vec<&str>>();
    lines.windows(2).filter(|pair| pair[0].starts_with("<text")).map(|pair| pair[1]).collect()
}

#[test]
fn no_axis_of_people_goes_below_zero() {
    let day = censuses(&mut Noise(3))[0].clone();
    let none = Census { candidates: [Some(0); BANDS.len()], total: 0, ..day.clone() };
    let single = Census { candidates: [Some(1); BANDS.len()], total: BANDS.len() as u32, ..day };
    for census in [none, single] {
        let chart = pool_chart(&course(&[&[census]]), 1, &[]);
        let drawn = drawn(chart.svg());
        assert!(drawn.contains(&"4") && drawn.iter().all(|text| !text.starts_with('-')), "{drawn:?}");
    }
    let mut points = frontier_points(&[1.0]);
    points[0].landed = spread(0.0, 0.0).unwrap();
    let chart = frontier_of(&points);
    assert!(drawn(chart.svg()).iter().all(|text| !text.starts_with('-')), "{:?}", drawn(chart.svg()));
}

#[test]
fn a_legend_names_no_simulation_without_invitations() {
    let mut rows = month(2, ["cec", "french", "pnp"]);
    for row in &mut rows {
        (row.cutoff, row.replications, row.published) = (None, 0, Some(500));
    }
    let chart = cutoff_trend("Empty", &rows, &[]);
    let drawn = drawn(chart.svg());
    assert!(drawn.contains(&"Published by IRCC (hollow markers)"), "{drawn:?}");
    assert!(drawn.contains(&"3 rounds invited no candidate and have no simulated cutoff."), "{drawn:?}");
    assert!(drawn.iter().all(|text| !text.starts_with("Simulated")), "{drawn:?}");
    assert!(!cutoff_trend("All", &month(2, ["cec"; 3]), &[]).svg().contains("invited no candidate"));
}

#[test]
fn categories_of_2026_are_named_in_words() {
    let rows = month(5, ["physicians_ca", "researchers_ca", "senior_managers_ca"]);
    let chart = cutoff_trend("Cutoffs", &rows, &[]);
    for whose in ["Physicians", "Researchers", "Senior managers"] {
        let name = format!("{whose} with Canadian work experience");
        assert!(drawn(chart.svg()).contains(&name.as_str()), "{:?}", drawn(chart.svg()));
    }
    let one = "Simulated cutoff of Physicians with Canadian work experience in this scenario: 510 \
               points on 2026-03-03";
    assert_eq!(ahead_finding(&rows[..1]), one);
}

#[test]
fn letters_that_the_font_lacks_are_question_marks_in_the_picture_alone() {
    let rows = month(20, ["cec"; 3]);
    let typed = cutoff_trend("Qu\u{e9}bec & 快速通道 draws", &rows, &[]);
    assert!(typed.svg().contains("\nQu\u{e9}bec &amp; 快速通道 draws\n"));
    assert!(typed.png() == cutoff_trend("Qu\u{e9}bec & ???? draws", &rows, &[]).png());
}

#[test]
fn targets_of_nothing_have_figures_above_the_axis() {
    let mut rows = landed();
    for (row, line) in rows.iter_mut().zip([Line::FederalHighSkilled, Line::Pnp, Line::FederalHighSkilled]) {
        row.level = Level { target: Some(0.0), ..Level::default() };
        (row.landed, row.line) = (spread(0.0, 0.0).unwrap(), line);
    }
    rows[2].landed = spread(9_000.0, 0.0).unwrap();
    let chart = admissions("Nothing", &rows, Federal::Whole, &[]);
    let mut found = Vec::new();
    texts(picture::tree(chart.svg()).root(), &mut found);
    // The axis is 18 pixels above the middle of the years.
    let year = found.iter().find(|(text, _)| text == "2026").unwrap().1;
    let axis = f32::midpoint(year.top(), year.bottom()) - 18.0;
    let (above, not_above): (Vec<_>, Vec<_>) =
        found.iter().filter(|(text, _)| text == "0").partition(|(_, area)| area.bottom() < axis);
    // Three targets and two means; and the mark of each axis, which stands beside it.
    assert_eq!((above.len(), not_above.len()), (5, 2), "{found:?}");
    assert!(drawn(chart.svg()).iter().all(|text| !text.starts_with('-')));
}

#[test]
fn a_part_of_the_federal_line_is_named_as_such() {
    let whole = admissions("Admitted", &landed(), Federal::Whole, &[]);
    assert!(drawn(whole.svg()).contains(&"Federal High Skilled"));
    let part = admissions("Admitted", &landed(), Federal::ByPool, &[]);
    assert!(drawn(part.svg()).contains(&"Federal High Skilled by way of the pool"));
}

#[test]
fn a_plan_without_invitations_has_no_place_on_the_frontier() {
    let mut points = frontier_points(&[0.5, 1.0]);
    points[0].score = None;
    let chart = frontier_of(&points);
    let drawn = drawn(chart.svg());
    assert!(drawn.contains(&"× 1, the plan") && !drawn.contains(&"× 0.5"), "{drawn:?}");
}
