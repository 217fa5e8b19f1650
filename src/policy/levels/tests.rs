//! Targets as they are stated, known and restated.

use super::*;

/// The federal level of a year as known on a day.
fn federal(levels: &Levels, year: i16, on: &str) -> Option<Level> {
    levels.known(Line::FederalHighSkilled, year, on.parse().unwrap())
}

/// The federal target of a year as known on a day; the middle of its range where only that is stated.
fn federal_aim(levels: &Levels, year: i16, on: &str) -> Option<f64> {
    federal(levels, year, on).and_then(Level::aim)
}

/// The target of a year with which admissions by way of the pool are compared.
fn of_admissions(levels: &Levels, line: Line, year: i16) -> Option<f64> {
    levels.of_admissions(line, year).and_then(|level| level.target)
}

#[test]
fn the_newest_plan_that_is_known_decides() {
    let levels = Levels::published();
    // Plan 2025-2027 said 82,980 and 41,700, 124,680 in all, for 2025, 39,000 and 30,000 at least, 89,000 and
    // 62,000 at most, of which 27,500 were nominees; the one before it 117,500, until 24 October 2024.
    assert_eq!(federal_aim(&levels, 2025, "2024-10-23"), Some(117_500.0));
    assert_eq!(
        federal(&levels, 2025, "2024-10-24"),
        Some(Level { low: Some(41_500.0), target: Some(97_180.0), high: Some(123_500.0) })
    );
    // The reserve belongs to the nominees: 55,000 and 27,500.
    let pnp = levels.known(Line::Pnp, 2025, "2024-10-24".parse().unwrap());
    assert_eq!(pnp, Some(Level { low: Some(47_500.0), target: Some(82_500.0), high: Some(92_500.0) }));
    assert_eq!(federal_aim(&levels, 2026, "2026-06-01"), Some(109_000.0));
    // No plan covers 2030: the last year goes on.
    assert_eq!(federal_aim(&levels, 2030, "2028-06-01"), Some(111_000.0));
}

/// Restated shares that are known by the end of 2028: line, share, first year.
fn shares(levels: &Levels) -> Vec<(Line, f64, Option<i16>)> {
    let restated = levels.restated_shares("2028-12-31".parse().unwrap()).into_iter();
    restated.map(|share| (share.line, share.share, share.from)).collect()
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
    assert_eq!(federal_aim(&levels, 2027, "2026-10-31"), Some(111_000.0));
    assert_eq!(federal_aim(&levels, 2027, "2026-11-01"), Some(88_800.0));
    assert_eq!(federal_aim(&levels, 2026, "2026-11-01"), Some(109_000.0));
    // Admissions are compared with the last announcement.
    assert_eq!(levels.of_admissions(Line::FederalHighSkilled, 2027).and_then(Level::aim), Some(88_800.0));
    let last: Option<Day> = levels.publication_days().last();
    assert_eq!(last, Some("2026-11-01".parse().unwrap()));
    let always = restated("federal_high_skilled = { 2027 = 88_800 }");
    assert_eq!(federal_aim(&always, 2027, "2025-12-01"), Some(88_800.0));
}

#[test]
fn a_factor_leaves_a_target_unknown_before_its_announcement() {
    let levels = restated("announced = 2027-06-01\nfederal_high_skilled = { 2028 = 80_000 }");
    let half = levels.scaled(Line::FederalHighSkilled, 2030, 0.5);
    // No plan covers 2030: 111,000 hold before the announcement, and 80,000 from then on.
    assert_eq!(
        [2029, 2030].map(|year| federal_aim(&half, year, "2027-05-31")),
        [Some(111_000.0), Some(55_500.0)]
    );
    assert_eq!(
        [2029, 2030].map(|year| federal_aim(&half, year, "2027-06-01")),
        [Some(80_000.0), Some(40_000.0)]
    );
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
fn only_a_part_of_the_pnp_target_is_admitted_by_way_of_the_pool() {
    let level = Levels::published().of_admissions(Line::Pnp, 2024).unwrap();
    // 0.385 of 110,000 is 42,350; 42,395 were admitted.
    assert!((level.target.unwrap() - 42_350.0).abs() < 1e-6);
}

#[test]
fn a_factor_changes_one_line_from_a_year_on() {
    let levels = Levels::published().scaled(Line::FederalHighSkilled, 2027, 0.8);
    let on = "2026-06-01";
    assert_eq!(federal_aim(&levels, 2026, on), Some(109_000.0));
    assert!((federal_aim(&levels, 2027, on).unwrap() - 88_800.0).abs() < 1e-6);
    let pnp = levels.known(Line::Pnp, 2027, on.parse().unwrap());
    assert_eq!(pnp.and_then(|level| level.target), Some(92_500.0));
    // Also of a year that no plan covers: the target of 2028, 111,000, holds on.
    let later = Levels::published().scaled(Line::FederalHighSkilled, 2031, 0.5);
    let federal = [2030, 2031, 2032].map(|year| of_admissions(&later, Line::FederalHighSkilled, year));
    assert_eq!(federal, [Some(111_000.0), Some(55_500.0), Some(55_500.0)]);
}

/// The federal level and the PNP target of 2027 by way of the pool, as known on a day, in whole persons.
fn by_pool_in_2027(levels: &Levels, on: &str) -> [Option<f64>; 4] {
    let [federal, pnp] = [Line::FederalHighSkilled, Line::Pnp]
        .map(|line| levels.by_pool(line, 2027, on.parse().unwrap()).unwrap());
    [federal.low, federal.target, federal.high, pnp.target].map(|persons| persons.map(f64::round))
}

#[test]
fn the_share_of_express_entry_holds_from_the_day_on_which_it_is_known() {
    let all = [Some(86_000.0), Some(111_000.0), Some(122_000.0), Some(35_613.0)];
    assert_eq!(by_pool_in_2027(&Levels::published(), "2026-06-01"), all);
    assert_eq!(shares(&Levels::published()), []);

    let levels = restated("announced = 2026-11-01\nfederal_express_entry_share = 0.5");
    let half = [Some(43_000.0), Some(55_500.0), Some(61_000.0), Some(35_613.0)];
    assert_eq!(by_pool_in_2027(&levels, "2026-10-31"), all);
    assert_eq!(by_pool_in_2027(&levels, "2026-11-01"), half);
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
    // By year, each from its year on: 111,000 in 2027 and 2028. It states nothing for 2026.
    let by_year = restated("federal_express_entry_share = { 2028 = 0.5, 2027 = 0.8 }");
    let targets =
        [2026, 2027, 2028, 2029].map(|year| of_admissions(&by_year, Line::FederalHighSkilled, year));
    assert_eq!(targets, [109_000.0, 88_800.0, 55_500.0, 55_500.0].map(Some));
    assert!(shares(&by_year).contains(&(Line::FederalHighSkilled, 0.8, Some(2027))));
}

#[test]
fn an_announcement_after_a_year_changes_no_target_of_it() {
    let levels = restated(
        "announced = 2028-06-15\nfederal_express_entry_share = 0.5\npnp = { 2027 = 10_000, 2028 = 20_000 }",
    );
    let federal = [2026, 2027, 2028].map(|year| of_admissions(&levels, Line::FederalHighSkilled, year));
    assert_eq!(federal, [109_000.0, 111_000.0, 55_500.0].map(Some));
    // 0.385 of 92,500 and of 20,000.
    let pnp = [2027, 2028].map(|year| of_admissions(&levels, Line::Pnp, year).map(f64::round));
    assert_eq!(pnp, [35_613.0, 7_700.0].map(Some));
}

/// `[levels]` of a text, resolved, and the titles of the problems.
fn resolved_levels(text: &str) -> (String, String) {
    let (node, _) = tree::parse(&Source::new("scenario.toml", text));
    let problems = Problems::new();
    let whole = super::resolved(&node, &problems).map_or(String::new(), |whole| whole.to_toml());
    (whole, problems.finish(Some(())).map_or_else(|invalid| invalid.to_string(), |()| String::new()))
}

#[test]
fn a_relative_target_changes_low_target_and_high_of_the_newest_plan_alike() {
    // The plan 2024-2026 states 96,500, 117,500 and 124,000 for 2026; a later one is the newest.
    let (on_a_day, _) =
        resolved_levels("federal_high_skilled = { 2026 = { all = \"-20 %\", announced = 2024-06-01 } }");
    let expected = "[federal_high_skilled.2026]\nannounced = 2024-06-01\nhigh = 99200\nlow = 77200\n\
                    target = 94000\n";
    assert_eq!(on_a_day, expected);
    let newest = Levels::published().known(Line::FederalHighSkilled, 2027, Day::LATEST).unwrap();
    assert_eq!(newest.target, Some(111_000.0));
    let (cut, _) = resolved_levels("federal_high_skilled = { 2027 = \"+5000\" }");
    assert!(cut.contains("target = 116000\n"), "{cut}");
}

#[test]
fn a_relative_target_of_a_later_year_changes_the_one_that_the_scenario_restates() {
    let (carried, _) = resolved_levels("pnp = { 2030 = 50_000, 2031 = \"x 1.5\" }");
    assert_eq!(carried, "[pnp]\n2030 = 50000\n\n[pnp.2031]\ntarget = 75000\n");
}

#[test]
fn a_relative_share_changes_that_of_the_law() {
    // 0.385 of the PNP targets.
    assert_eq!(resolved_levels("pnp_express_entry_share = \"x 2\"").0, "pnp_express_entry_share = 0.77\n");
    let by_year = resolved_levels("federal_express_entry_share = { 2027 = { share = \"-20 %\" } }").0;
    assert_eq!(by_year, "[federal_express_entry_share.2027]\nshare = 0.8\n");
}

#[test]
fn a_relative_target_of_a_year_before_all_plans_is_reported() {
    let (_, problems) = resolved_levels("pnp = { 2015 = \"-20 %\" }");
    assert!(problems.contains("`levels.pnp.2015` is relative, but no Levels Plan states"), "{problems}");
}
