//! What titles say.

use super::*;

#[test]
fn the_finding_is_the_median_distance() {
    let mut rows: Vec<CutoffRow> = (0..3).flat_map(|_| month(20, ["cec", "cec", "cec"])).collect();
    rows.push(rows[0].clone());
    assert_eq!(cutoff_finding(&rows), "Simulated cutoffs by round");
    // Simulated are 510, 511 and 512: distances of 10, 3 and 0, and so on.
    for (row, published) in rows.iter_mut().zip([500, 508, 512].into_iter().cycle()) {
        row.published = Some(published);
    }
    let finding = "In half of 10 rounds the simulated cutoff is within 3 points of the published one";
    assert_eq!(cutoff_finding(&rows), finding);
    // 3.5 points are not within 3.
    for place in [1, 4, 7] {
        rows[place].cutoff = spread(511.5, 4.0);
    }
    assert!(cutoff_finding(&rows).contains("within 4 points"));
}

#[test]
fn the_finding_of_a_few_rounds_is_how_far_off_they_are() {
    let mut rows = month(20, ["cec", "cec", "cec"]);
    for (row, published) in rows.iter_mut().zip([500, 508, 512]) {
        row.published = Some(published);
    }
    let few = "The simulated cutoffs of 3 rounds are 0 to 10 points off the published ones";
    assert_eq!(cutoff_finding(&rows), few);
    let one = "The simulated cutoff of the round is 10 points off the published one";
    assert_eq!(cutoff_finding(&rows[..1]), one);
    rows[0].published = Some(512);
    rows[1].published = Some(513);
    let even = "The simulated cutoffs of 2 rounds are 2 points off the published ones";
    assert_eq!(cutoff_finding(&rows[..2]), even);
}

#[test]
fn the_finding_of_rounds_ahead_is_the_first_and_the_last_cutoff_of_cec() {
    let mut rows = month(20, ["french", "cec", "cec"]);
    let cec = "Simulated cutoffs of the Canadian Experience Class in this scenario: 511 points on \
               2026-03-14, 512 on 2026-03-25";
    assert_eq!(ahead_finding(&rows), cec);
    rows[2].cutoff = None;
    let one = "Simulated cutoff of the Canadian Experience Class in this scenario: 511 points on 2026-03-14";
    assert_eq!(ahead_finding(&rows), one);
    // What was published is not ahead.
    rows[1].published = Some(511);
    let french = "Simulated cutoff of French in this scenario: 510 points on 2026-03-03";
    assert_eq!(ahead_finding(&rows), french);
    rows[0].cutoff = None;
    assert_eq!(ahead_finding(&rows), "Simulated cutoffs by round");
    assert_eq!(ahead_finding(&[]), "Simulated cutoffs by round");
}

/// The finding of three rounds with a cutoff in the middle.
fn with_peak(peak: f64) -> String {
    let mut rows = month(20, ["cec"; 3]);
    rows[1].cutoff = spread(peak, 4.0);
    ahead_finding(&rows)
}

#[test]
fn a_peak_well_above_both_ends_is_part_of_the_finding() {
    let finding =
        "Simulated cutoffs of the Canadian Experience Class in this scenario: 510 points on 2026-03-03, ";
    assert_eq!(with_peak(517.0), format!("{finding}512 on 2026-03-25"));
    assert_eq!(with_peak(518.0), format!("{finding}at most 518 on 2026-03-14, 512 on 2026-03-25"));
}

#[test]
fn what_belongs_to_a_title_stands_under_it_in_ordinary_text() {
    let title = Title::from("Cutoffs to expect").with("Scenario: A & B");
    let svg = cutoff_trend(title, &month(20, ["cec"; 3]), &[]).svg;
    assert!(svg.contains("<title>Cutoffs to expect. Scenario: A &amp; B</title>"));
    assert_eq!(svg.matches("Scenario: A &amp; B").count(), 2);
}

#[test]
fn the_finding_of_admissions_is_how_many_targets_they_meet() {
    let mut rows = landed();
    assert_eq!(admissions_finding(&rows), "Admissions meet all 3 targets within 2 %");
    assert_eq!(admissions_finding(&rows[..1]), "Admissions meet the target within 2 %");
    rows[1].landed = spread(119_900.0, 900.0).unwrap();
    rows[2].landed = spread(87_200.0, 900.0).unwrap();
    rows[2].line = Line::Pnp;
    let furthest = "within 2 %; furthest off: Provincial nominees by way of the pool in 2028, -20 %";
    assert_eq!(admissions_finding(&rows), format!("Admissions meet 1 of 3 targets {furthest}"));
    assert_eq!(admissions_finding(&rows[1..]), format!("Admissions meet none of 2 targets {furthest}"));
    assert_eq!(admissions_finding(&rows[2..]), format!("Admissions miss the target {furthest}"));
    // In a range that is aimed at every number is as good.
    for row in &mut rows[..2] {
        row.aim = Aim::Range;
    }
    let range = furthest.replace("2 %;", "2 % or in the range aimed at;");
    assert_eq!(admissions_finding(&rows), format!("Admissions meet 2 of 3 targets {range}"));
    rows[0].landed = spread(84_830.0, 900.0).unwrap();
    let nearly = "Admissions miss the target within 2 % or in the range aimed at; furthest off: \
                  Federal High Skilled in 2026, -0.2 %";
    assert_eq!(admissions_finding(&rows[..1]), nearly);
    rows[0].level = Level::default();
    let question = "Persons admitted against the targets of the Immigration Levels Plan";
    assert_eq!(admissions_finding(&rows[..1]), question);
}
