mod backtest;
mod cutoffs;
mod extreme;
mod finding;
mod frontier;
mod sweep;

use resvg::tiny_skia::Pixmap;
use resvg::usvg;

use super::*;
use crate::document::problem::Problems;
use crate::document::tree::Source;
use crate::experiment::cutoffs::CutoffRow;
use crate::experiment::inverse::PlanPoint;
use crate::experiment::pool_course::{PoolCourse, PoolDay};
use crate::experiment::spread::Spread;
use crate::experiment::targets::LandedYear;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::policy::levels::{Level, Line};
use crate::published::{BANDS, Census, rounds};
use crate::report::words::Words;
use crate::scenario::Aim;
use crate::time::Day;
use backtest::{backtest_errors, errors, pit};
use frontier::{frontier_of, frontier_points};

/// The chart in English; so are the others here.
fn cutoff_trend(title: impl Into<Title>, rows: &[CutoffRow], notes: &[String]) -> Chart {
    let notes = CutoffNotes { run: notes, departs_on: None };
    super::cutoff_trend(title, rows, notes, &Words::english())
}

/// The chart of cutoffs as SVG.
fn svg_of(rows: &[CutoffRow]) -> String {
    cutoff_trend("Cutoffs", rows, &[]).svg
}

fn cutoff_finding(rows: &[CutoffRow]) -> String {
    super::cutoff_finding(rows, &Words::english())
}

fn ahead_finding(rows: &[CutoffRow]) -> String {
    super::ahead_finding(rows, &Words::english())
}

fn admissions_finding(rows: &[LandedYear]) -> String {
    super::admissions_finding(rows, &Words::english())
}

fn admissions(title: &str, rows: &[LandedYear], federal: Federal, notes: &[String]) -> Chart {
    let text = AdmissionsText { title: &Title::from(title), federal, notes, words: &Words::english() };
    super::admissions(text, rows)
}

/// The pool with its published counts.
fn pool_chart(days: &[PoolDay], replications: u32, published: &[Census]) -> Chart {
    let pool = PoolCounts { days, replications, published };
    pool_trend("The pool", pool, &PoolNotes::default(), &Words::english())
}

/// Reproducible noise between -0.5 and 0.5.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64 - 0.5
    }
}

fn spread(median: f64, width: f64) -> Option<Spread> {
    Some(Spread {
        mean: median,
        sd: None,
        p10: median - width,
        p25: median - width / 2.0,
        p50: median,
        p75: median + width / 2.0,
        p90: median + width,
        ci95_low: None,
        ci95_high: None,
    })
}

/// The published rounds of eleven years, with simulated cutoffs around the published ones.
fn history() -> Vec<CutoffRow> {
    let source = Source::new("rounds.csv", include_str!("../../../scenarios/published/rounds.csv"));
    let mut noise = Noise(7);
    let mut rows = Vec::new();
    for round in rounds::read(&source, &Problems::new()).unwrap() {
        let median = (f64::from(round.cutoff.unwrap()) + 30.0 * noise.next()).max(0.0);
        rows.push(CutoffRow {
            number: round.number,
            date: round.date,
            round_type: round.round_type,
            size: f64::from(round.size),
            cutoff: spread(median, 8.0 + 8.0 * noise.next()),
            components: None,
            size_interval: None,
            replications: 20,
            published: round.cutoff,
        });
    }
    rows
}

/// Three rounds in a month to come, of the types given.
fn month(replications: u32, types: [&str; 3]) -> Vec<CutoffRow> {
    let mut rows = Vec::new();
    for (index, name) in types.iter().enumerate() {
        rows.push(CutoffRow {
            number: RoundNumber::new(index as u32 + 1),
            date: Day::new(2026, 3, 3).unwrap() + 11 * index as i32,
            round_type: RoundType::new(name),
            size: 3000.0,
            cutoff: spread(510.0 + index as f64, if replications > 1 { 4.0 } else { 0.0 }),
            components: None,
            size_interval: None,
            replications,
            published: None,
        });
    }
    rows
}

fn censuses(noise: &mut Noise) -> Vec<Census> {
    let mut censuses = Vec::new();
    for week in 0..100 {
        let count = 10_000 + (4000.0 * noise.next()) as i32;
        let candidates = [Some(u32::try_from(count).unwrap()); BANDS.len()];
        let date = Day::new(2022, 1, 17).unwrap() + 14 * week;
        censuses.push(Census { date, candidates, total: candidates.iter().flatten().sum() });
    }
    censuses
}

/// The pool over time, from the censuses of replications.
fn course(replications: &[&[Census]]) -> Vec<PoolDay> {
    let mut course = PoolCourse::default();
    replications.iter().for_each(|censuses| course.add(censuses));
    course.days()
}

fn pool() -> Chart {
    let mut noise = Noise(3);
    let simulated: Vec<Vec<Census>> = (0..5).map(|_| censuses(&mut noise)).collect();
    let replications: Vec<&[Census]> = simulated.iter().map(Vec::as_slice).collect();
    pool_chart(&course(&replications), 5, &censuses(&mut noise))
}

/// Charts of every kind of input.
fn charts() -> Vec<Chart> {
    let long = "Would a title that no page of this width can hold be broken into two lines, so that a reader \
                sees all of it & nothing is lost at the <right> edge?";
    let mut empty = month(20, ["cec", "french", "pnp"]);
    empty.iter_mut().for_each(|row| row.cutoff = None);
    let mut on_target = landed();
    on_target.iter_mut().for_each(|row| row.landed = spread(109_000.0, 900.0).unwrap());
    vec![
        cutoff_trend(cutoff_finding(&history()), &history(), &[]),
        cutoff_trend(long, &history()[300..], &[]),
        cutoff_trend("What will the cutoffs be?", &month(20, ["cec", "french", "senior_managers"]), &[]),
        cutoff_trend(Title::from("What will the cutoffs be?").with(long), &month(20, ["cec"; 3]), &[]),
        cutoff_trend("What will the cutoffs be?", &month(1, ["cec", "cec", "fst"]), &[]),
        cutoff_trend("No invitations", &empty, &[]),
        cutoff_trend("No rounds", &[], &[]),
        pool(),
        admissions(
            "Admitted against targets",
            &landed(),
            Federal::Whole,
            &["A note at the foot.".to_owned()],
        ),
        admissions("Admitted on targets", &on_target, Federal::ByPool, &[]),
        backtest_errors(&errors(42.0), &["A note at the foot.".to_owned()]),
        pit(&[0.02, 0.05, 0.1, 0.15, 0.18, 0.18, 0.15, 0.1, 0.05, 0.02]),
        pit(&[]),
        frontier_of(&frontier_points(&[0.6, 0.8, 1.0, 1.2, 1.4])),
    ]
    .into_iter()
    .chain(sweep::charts())
    .collect()
}

/// Left, top, right and bottom of every text that is drawn, with the text.
fn texts(group: &usvg::Group, found: &mut Vec<(String, usvg::Rect)>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => texts(group, found),
            usvg::Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text()).collect();
                found.push((words, text.abs_bounding_box()));
            }
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}

#[test]
fn all_text_is_drawn_inside_the_page_and_none_over_another() {
    for chart in charts() {
        let mut found = Vec::new();
        texts(picture::tree(&chart.svg).root(), &mut found);
        assert_eq!(found.len(), chart.svg().matches("<text").count(), "the embedded font draws every text");
        let (width, height) = (chart.size.width as f32, chart.size.height as f32);
        for (place, (text, area)) in found.iter().enumerate() {
            let is_inside = area.left() >= 8.0
                && area.top() >= 4.0
                && area.right() <= width - 8.0
                && area.bottom() <= height - 4.0;
            assert!(is_inside, "`{text}` at {area:?} on a page of {width} by {height}");
            for (other, covered) in &found[place + 1..] {
                let is_over = area.left() < covered.right()
                    && covered.left() < area.right()
                    && area.top() < covered.bottom()
                    && covered.top() < area.bottom();
                assert!(!is_over, "`{text}` lies over `{other}`");
            }
        }
    }
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    assert_eq!(charts(), charts());
    let rows = month(20, ["cec", "french", "pnp"]);
    assert_eq!(cutoff_trend("Again", &rows, &[]).png(), cutoff_trend("Again", &rows, &[]).png());
}

#[test]
fn a_png_has_twice_the_pixels_and_a_title_in_them() {
    let chart = cutoff_trend("What will the cutoffs be?", &month(20, ["cec", "cec", "cec"]), &[]);
    let picture = Pixmap::decode_png(&chart.png()).unwrap();
    assert_eq!((picture.width(), picture.height()), (2 * chart.size.width, 2 * chart.size.height));
    let dark = |rows: std::ops::Range<u32>| {
        let pixels = rows.flat_map(|y| (0..800).map(move |x| (x, y)));
        pixels.filter(|(x, y)| picture.pixel(*x, *y).unwrap().red() < 100).count()
    };
    assert!(dark(36..100) > 2000, "the title's letters have {} dark pixels", dark(36..100));
    assert_eq!(dark(0..20), 0);
}

#[test]
fn the_legend_says_what_the_band_covers_and_only_what_is_there() {
    let replay = cutoff_trend("Replay", &history(), &[]);
    assert!(replay.svg().contains("Simulated median, and 10th to 90th percentile across 20 replications"));
    assert!(replay.svg().contains("Published by IRCC"));
    assert!(replay.svg().contains("Open Government Licence - Canada"));
    let forward = cutoff_trend("Forward", &month(1, ["cec", "cec", "cec"]), &[]);
    assert!(forward.svg().contains("Simulated, 1 replication"));
    assert!(!forward.svg().contains("IRCC"));
    assert!(!forward.svg().contains("<polygon"), "one replication has no band");
}

#[test]
fn the_caption_says_what_the_band_covers_and_how_many_published_cutoffs_it_holds() {
    let words = "Band: the spread of 20 replications, without errors of the model";
    let mut rows = month(20, ["cec", "cec", "cec"]);
    let backtests = "in backtests far fewer than 80 % of the published cutoffs lie in such bands";
    assert!(svg_of(&rows).contains(&format!("\n{words}.\n")));
    assert!(svg_of(&rows).contains(backtests));
    // Bands 506 to 514, 507 to 515 and 508 to 516.
    for (row, published) in rows.iter_mut().zip([506, 516, 512]) {
        row.published = Some(published);
    }
    assert!(svg_of(&rows).contains(&format!("{words}; 2 of 3 published cutoffs lie in it.")));
    // A replay shows its misses.
    assert!(!svg_of(&rows).contains(backtests));
    assert!(!svg_of(&month(1, ["cec", "cec", "cec"])).contains("Band:"));
    assert!(pool().svg.contains("Band: the spread of 5 replications"));
}

#[test]
fn notes_stand_at_the_foot() {
    let note = "One candidate in 10 is simulated.";
    let notes = [note.to_owned()];
    assert!(cutoff_trend("Sampled", &month(20, ["cec"; 3]), &notes).svg.contains(note));
    let pool_notes = PoolNotes { nominees: Some("Given.".to_owned()), run: notes.to_vec() };
    let svg = pool_trend(
        "Sampled",
        PoolCounts { days: &[], replications: 0, published: &[] },
        &pool_notes,
        &Words::english(),
    )
    .svg;
    assert!(svg.contains(note));
    // One note on the panel, whose lines are broken.
    assert_eq!(svg.matches("601 points and more:").count(), 1);
    assert!(svg.contains("Given."));
}

fn landed() -> Vec<LandedYear> {
    let first = LandedYear {
        year: 2026,
        line: Line::FederalHighSkilled,
        level: Level { low: Some(85_000.0), target: Some(109_000.0), high: Some(120_000.0) },
        aim: Aim::Target,
        landed: spread(108_000.0, 900.0).unwrap(),
        replications: 20,
    };
    (2026..=2028).map(|year| LandedYear { year, ..first.clone() }).collect()
}

#[test]
fn means_and_targets_have_their_figures() {
    let mut rows = landed();
    rows[2].landed = spread(109_000.0, 0.0).unwrap();
    let svg = admissions("Admitted against targets", &rows, Federal::Whole, &[]).svg;
    assert_eq!(svg.matches("fill=\"#0072B2\">\n108,000\n").count(), 2);
    assert_eq!(svg.matches("fill=\"#5F5F5F\">\n109,000\n").count(), 3);
    // Halves go up, as in the printed table.
    rows[0].level.target = Some(108_998.5);
    assert!(admissions("Admitted against targets", &rows, Federal::Whole, &[]).svg.contains("\n108,999\n"));
}

#[test]
fn all_lines_of_the_plan_have_one_scale_and_the_overlay_its_note() {
    let mut rows = landed();
    let svg = |rows: &[LandedYear]| admissions("Admitted against targets", rows, Federal::Whole, &[]).svg;
    assert!(!svg(&rows).contains("Not comparable"));
    for (row, line) in rows[1..].iter_mut().zip([Line::Pnp, Line::FrenchOutsideQuebec]) {
        let target = Some(32_000.0);
        (row.line, row.level) = (line, Level { target, ..Level::default() });
        row.landed = spread(31_000.0, 300.0).unwrap();
    }
    let svg = svg(&rows);
    assert_eq!(svg.matches("\n100,000\n").count(), 3);
    assert!(svg.contains("Not comparable: the plan states this target for admissions outside Quebec"));
}

#[test]
fn the_band_of_admissions_is_named_too() {
    let svg = admissions("Admitted against targets", &landed(), Federal::Whole, &[]).svg;
    assert!(svg.contains("Band: the spread of 20 replications, without errors of the model."));
}

#[test]
fn the_time_axis_of_the_pool_follows_the_run() {
    let published = censuses(&mut Noise(3));
    // Two weeks of 2022 within four years of published counts: those, and two weeks before.
    let short = pool_chart(&course(&[&published[10..12]]), 1, &published).svg;
    assert!(short.contains("Day of the count, 2022") && short.contains("Published by IRCC"));
    assert!(!short.contains("2025"));
    // A run before the first published count is shown alone.
    let mut early = published[..2].to_vec();
    for (census, day) in early.iter_mut().zip([1, 32]) {
        census.date = Day::new(2015, 1, 1).unwrap() + day;
    }
    let early = pool_chart(&course(&[&early]), 1, &published).svg;
    assert!(early.contains("Day of the count, 2015") && !early.contains("IRCC"));
    let all = pool_chart(&course(&[&published]), 1, &published).svg;
    assert!(all.contains("Year of the count") && all.contains("\n2025\n"));
}

#[test]
fn nominees_in_the_pool_are_dots_without_a_line() {
    let published = censuses(&mut Noise(3));
    let svg = pool_chart(&course(&[&published]), 1, &[]).svg;
    // A line in the legend; six of seven panels have one, of many values and so a finer one.
    assert_eq!(svg.matches("stroke=\"#0072B2\" stroke-width=\"16\"").count(), 1);
    assert_eq!(svg.matches("stroke=\"#0072B2\" stroke-width=\"12\"").count(), 6);
    assert_eq!(svg.matches("fill=\"#0072B2\"").count(), published.len());
}

#[test]
fn a_few_counts_of_nominees_beyond_all_others_are_named_at_the_edge() {
    let mut published = censuses(&mut Noise(3));
    for (place, census) in published.iter_mut().enumerate() {
        census.candidates[0] = Some(if place == 50 { 1_000_000 } else { 500 });
    }
    let svg = pool_chart(&course(&[&published]), 1, &published).svg;
    assert!(
        svg.contains("Triangles: counts beyond the scale of their panel, filled if simulated and hollow")
    );
    let before = &published[..50];
    assert!(!pool_chart(&course(&[before]), 1, before).svg.contains("Triangles"));
}
