//! Targets as they are stated, known and restated.

use super::*;

#[test]
fn the_newest_plan_that_is_known_decides() {
    let levels = Levels::published();
    let known = |year, on: &str| levels.known(Line::FederalHighSkilled, year, on.parse().unwrap());
    let target = |level: Option<Level>| level.and_then(|level| level.target);
    // Plan 2025-2027 said 82,980 and 41,700, 124,680 in all, for 2025, 39,000 and 30,000 at least, 89,000 and
    // 62,000 at most; the one before it 117,500, until 24 October 2024.
    assert_eq!(target(known(2025, "2024-10-23")), Some(117_500.0));
    assert_eq!(
        known(2025, "2024-10-24"),
        Some(Level { low: Some(69_000.0), target: Some(124_680.0), high: Some(151_000.0) })
    );
    assert_eq!(target(known(2026, "2026-06-01")), Some(109_000.0));
    // No plan covers 2030: the last year goes on.
    assert_eq!(target(known(2030, "2028-06-01")), Some(111_000.0));
}

/// Restated shares that are known by the end of 2028: line, share, first year.
fn shares(levels: &Levels) -> Vec<(Line, f64, Option<i16>)> {
    let restated = levels.restated_shares("2028-12-31".parse().unwrap()).into_iter();
    restated.map(|one| (one.line, one.share, one.from)).collect()
}

fn restated(text: &str) -> Levels {
    let problems = Problems::new();
    let (document, _) = tree::parse(&Source::new("scenario.toml", text));
    let levels = Levels::with_restated(Some(&document), &problems);
    problems.finish(levels).unwrap_or_else(|invalid| panic!("{invalid}"))
}

#[test]
fn a_restated_target_is_known_from_its_announcement_on() {
    let text = "announced = 2026-11-01\nfederal_high_skilled = { 2027 = 88_800 }";
    let levels = restated(text);
    let known = |levels: &Levels, year, on: &str| {
        levels.known(Line::FederalHighSkilled, year, on.parse().unwrap()).and_then(Level::aim)
    };
    assert_eq!(known(&levels, 2027, "2026-10-31"), Some(111_000.0));
    assert_eq!(known(&levels, 2027, "2026-11-01"), Some(88_800.0));
    assert_eq!(known(&levels, 2026, "2026-11-01"), Some(109_000.0));
    // What came of it is held against what was announced in the end.
    assert_eq!(levels.of_admissions(Line::FederalHighSkilled, 2027).and_then(Level::aim), Some(88_800.0));
    let last: Option<Day> = levels.publication_days().last();
    assert_eq!(last, Some("2026-11-01".parse().unwrap()));
    let always = restated("federal_high_skilled = { 2027 = 88_800 }");
    assert_eq!(known(&always, 2027, "2025-12-01"), Some(88_800.0));
}

#[test]
fn a_factor_leaves_a_target_unknown_before_its_announcement() {
    let levels = restated("announced = 2027-06-01\nfederal_high_skilled = { 2028 = 80_000 }");
    let half = levels.scaled(Line::FederalHighSkilled, 2030, 0.5);
    let known =
        |year, on: &str| half.known(Line::FederalHighSkilled, year, on.parse().unwrap()).and_then(Level::aim);
    // Of 2030 no plan speaks: 111,000 go on before the announcement, and 80,000 from then on.
    assert_eq!([known(2029, "2027-05-31"), known(2030, "2027-05-31")], [Some(111_000.0), Some(55_500.0)]);
    assert_eq!([known(2029, "2027-06-01"), known(2030, "2027-06-01")], [Some(80_000.0), Some(40_000.0)]);
}

#[test]
fn the_last_target_is_carried_on_without_end() {
    let levels = Levels::published();
    let known = levels.known(Line::FederalHighSkilled, 2060, "2059-06-01".parse().unwrap());
    assert_eq!(known.and_then(|level| level.target), Some(111_000.0));
    assert_eq!(levels.of_admissions(Line::FederalHighSkilled, 2060), known);
    // Before the first plan that states a line there is nothing to carry on.
    assert_eq!(levels.of_admissions(Line::FrenchOutsideQuebec, 2023), None);
    assert_eq!(levels.carried_targets(2028), []);
    let carried = CarriedTarget { year: 2028, lines: Line::ALL.to_vec() };
    assert_eq!(levels.carried_targets(2035), [carried]);
}

#[test]
fn of_the_pnp_target_only_a_part_lands_by_way_of_the_pool() {
    let level = Levels::published().of_admissions(Line::Pnp, 2024).unwrap();
    // 0.385 of 110,000 is 42,350; 42,395 landed.
    assert!((level.target.unwrap() - 42_350.0).abs() < 1e-6);
}

#[test]
fn a_factor_changes_one_line_from_a_year_on() {
    let levels = Levels::published().scaled(Line::FederalHighSkilled, 2027, 0.8);
    let target =
        |line, year| levels.known(line, year, "2026-06-01".parse().unwrap()).unwrap().target.unwrap();
    assert_eq!(target(Line::FederalHighSkilled, 2026), 109_000.0);
    assert!((target(Line::FederalHighSkilled, 2027) - 88_800.0).abs() < 1e-6);
    assert_eq!(target(Line::Pnp, 2027), 92_500.0);
    // Of a year that no plan covers too: 111,000 go on from 2028.
    let later = Levels::published().scaled(Line::FederalHighSkilled, 2031, 0.5);
    let aim = |year| later.of_admissions(Line::FederalHighSkilled, year).unwrap().target;
    assert_eq!([2030, 2031, 2032].map(aim), [Some(111_000.0), Some(55_500.0), Some(55_500.0)]);
}

#[test]
fn express_entry_brings_a_part_of_a_line_from_the_day_on_which_that_is_known() {
    let plan = |levels: &Levels, on: &str| {
        let federal = levels.by_pool(Line::FederalHighSkilled, 2027, on.parse().unwrap()).unwrap();
        let pnp = levels.by_pool(Line::Pnp, 2027, on.parse().unwrap()).unwrap();
        [federal.low, federal.target, federal.high, pnp.target].map(|persons| persons.map(f64::round))
    };
    let all = [Some(86_000.0), Some(111_000.0), Some(122_000.0), Some(35_613.0)];
    assert_eq!(plan(&Levels::published(), "2026-06-01"), all);
    assert_eq!(shares(&Levels::published()), []);

    let levels = restated("announced = 2026-11-01\nfederal_express_entry_share = 0.5");
    let half = [Some(43_000.0), Some(55_500.0), Some(61_000.0), Some(35_613.0)];
    assert_eq!(plan(&levels, "2026-10-31"), all);
    assert_eq!(plan(&levels, "2026-11-01"), half);
    assert_eq!(levels.of_admissions(Line::FederalHighSkilled, 2027).unwrap().target, Some(55_500.0));
    // The line itself, and French speakers, are as they were.
    assert_eq!(
        levels.known(Line::FederalHighSkilled, 2027, "2026-11-01".parse().unwrap()).unwrap().target,
        Some(111_000.0)
    );
    assert_eq!(levels.of_admissions(Line::FrenchOutsideQuebec, 2027).unwrap().target, Some(31_825.0));
    assert_eq!(shares(&levels), [(Line::FederalHighSkilled, 0.5, None)]);
    let both = restated("federal_express_entry_share = 0.834\npnp_express_entry_share = 0.4");
    assert_eq!(shares(&both), [(Line::FederalHighSkilled, 0.834, None), (Line::Pnp, 0.4, None)]);

    let late = restated("announced = 2029-01-01\npnp_express_entry_share = 0.4");
    assert_eq!(shares(&late), []);
    let end = "2028-12-31".parse().unwrap();
    assert_eq!(late.shares_announced_after(end).collect::<Vec<_>>(), [(Line::Pnp, end + 1)]);
    // By year, each from its year on: 111,000 in 2027 and 2028. Of 2026 it says nothing.
    let by_year = restated("federal_express_entry_share = { 2028 = 0.5, 2027 = 0.8 }");
    let target = |year| by_year.of_admissions(Line::FederalHighSkilled, year).unwrap().target.unwrap();
    assert_eq!([2026, 2027, 2028, 2029].map(target), [109_000.0, 88_800.0, 55_500.0, 55_500.0]);
    assert!(shares(&by_year).contains(&(Line::FederalHighSkilled, 0.8, Some(2027))));
}

#[test]
fn what_is_announced_after_a_year_changes_no_target_of_it() {
    let levels = restated(
        "announced = 2028-06-15\nfederal_express_entry_share = 0.5\npnp = { 2027 = 10_000, 2028 = 20_000 }",
    );
    let target = |line, year| levels.of_admissions(line, year).unwrap().target.unwrap();
    let federal = [2026, 2027, 2028].map(|year| target(Line::FederalHighSkilled, year));
    assert_eq!(federal, [109_000.0, 111_000.0, 55_500.0]);
    // 0.385 of 92,500 and of 20,000.
    let pnp = [2027, 2028].map(|year| target(Line::Pnp, year).round());
    assert_eq!(pnp, [35_613.0, 7_700.0]);
}
