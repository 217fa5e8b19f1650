use std::collections::BTreeMap;
use std::fs;

use super::*;
use crate::document::tree::Source;
use crate::experiment::backtest::row::Method;
use crate::experiment::backtest::row::backtest as rows_table;
use crate::experiment::backtest::rows::{rows as origin_rows, stacked};
use crate::experiment::backtest::summary::{Horizon, SummaryRow, summarise};
use crate::experiment::judging::prediction::{Prediction, Quantiles};
use crate::rng::{Purpose, Randomness};
use crate::scenario::Overlay;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn scenario(set: &[&str]) -> Scenario {
    let set = set.iter().map(|text| (*text).to_owned()).collect();
    Scenario::load("backtest", &Overlay { set, ..Overlay::default() }).unwrap()
}

/// The shipped history, with three origins, at a scale of 0.05.
fn small() -> Scenario {
    scenario(&["population.scale=0.05", "replications=4", "start=2024-01-01", "end=2025-12-31"])
}

fn origins() -> Vec<Day> {
    ["2024-03-01", "2025-01-01", "2025-07-01"].map(day).to_vec()
}

fn rows_of(scenario: &Scenario, origins: Vec<Day>) -> Vec<BacktestRow> {
    run_of(Backtest::new(scenario.clone(), origins, None).unwrap())
}

fn run_of(backtest: Backtest) -> Vec<BacktestRow> {
    let folder = tempfile::tempdir().unwrap();
    backtest.run(&Workers::start(2).unwrap(), folder.path(), |_| ()).unwrap().rows
}

fn problems_of(scenario: Scenario, origins: Vec<Day>) -> Vec<String> {
    let invalid = Backtest::new(scenario, origins, None).unwrap_err();
    invalid.problems.into_iter().map(|problem| problem.title).collect()
}

#[test]
fn persistence_is_the_last_cutoff_of_the_type_known_at_the_origin() {
    let archive = Archive::read(&small(), &Problems::new()).unwrap();
    let rows = unsimulated(&archive, day("2025-07-01"));
    // Before July 2025 the last CEC round was 353 of 26 June, at 521; round 388 of 17 December invited French
    // speakers at 399, the last French round before was of 21 March, at 379.
    let cec = persistence_of("355", &rows);
    assert_eq!((cec.round_type.name(), cec.rounds_ahead, cec.days_ahead), ("cec", 1, 7));
    assert_eq!((cec.prediction.unwrap().median, cec.published), (521.0, 518));
    assert_eq!(cec.prediction.unwrap().crps, 3.0);
    let french = persistence_of("388", &rows);
    assert_eq!((french.days_ahead, french.prediction.unwrap().median, french.published), (169, 379.0, 399));
    assert!(french.is_scored);
    // The only general rounds were of spring 2024: none followed.
    assert!(rows.iter().all(|row| row.round_type.name() != "general"));
}

/// The rows of an origin to the end of 2025, without a simulation and without an earlier origin.
fn unsimulated(archive: &Archive, origin: Day) -> Vec<BacktestRow> {
    let task = Task::new(archive, origin, day("2025-12-31"));
    let outlook = Outlook::new(&task, &Law::published(), task.raw());
    let chain = Chain { months: &[], origins: &[], before: None };
    let forecast = Forecast::new(&outlook, chain);
    origin_rows(&forecast, &stacked(&forecast, &[]))
}

fn persistence_of<'a>(number: &str, rows: &'a [BacktestRow]) -> &'a BacktestRow {
    let mut persistence = rows.iter().filter(|row| row.method == Method::Persistence);
    persistence.find(|row| row.number.to_string() == number).unwrap()
}

/// The row of a type of rounds.
fn find<'a>(summary: &'a [SummaryRow], rounds: &str, method: Method, horizon: Horizon) -> &'a SummaryRow {
    let mut rows = summary.iter().filter(|row| row.method == method && row.horizon == horizon);
    rows.find(|row| row.rounds == rounds).unwrap()
}

/// Mean absolute error, to a tenth of a point, and count of a row.
fn error_and_count(row: &SummaryRow) -> (f64, u32) {
    (f64::round(row.mean_absolute_error * 10.0) / 10.0, row.count)
}

#[test]
fn persistence_over_two_years_has_the_errors_that_were_computed_apart() {
    let scenario = small();
    let archive = Archive::read(&scenario, &Problems::new()).unwrap();
    let rows: Vec<BacktestRow> = monthly(scenario.start, scenario.end)
        .into_iter()
        .flat_map(|origin| unsimulated(&archive, origin))
        .collect();
    let summary = summarise(&rows, 1);
    for (rounds, next, far) in [
        ("cec", (10.2, 19), (13.2, 136)),
        ("french", (45.4, 24), (42.8, 125)),
        ("healthcare", (23.1, 24), (28.1, 75)),
        ("pnp", (50.7, 24), (52.9, 300)),
    ] {
        for (horizon, expected) in [(Horizon::Next, next), (Horizon::Far, far)] {
            let row = find(&summary, rounds, Method::Persistence, horizon);
            assert_eq!(error_and_count(row), expected, "{rounds}");
        }
    }
    let all_but_pnp = find(&summary, "all_but_pnp", Method::Persistence, Horizon::Far);
    assert_eq!(error_and_count(all_but_pnp).0, 27.9);
    // The errors of the simple method are part of the results that we publish.
    let next = error_and_count(find(&summary, "cec", Method::StockFlow, Horizon::Next)).0;
    let far = error_and_count(find(&summary, "cec", Method::StockFlow, Horizon::Far)).0;
    assert!(next < 10.2 && far < 13.2, "the stock of CEC misses by {next} and {far}");
    // The bar for nominees, computed apart.
    let next = error_and_count(find(&summary, "pnp", Method::PnpRegression, Horizon::Next)).0;
    let far = error_and_count(find(&summary, "pnp", Method::PnpRegression, Horizon::Far)).0;
    assert_eq!((next, far), (33.2, 28.9));
}

#[test]
fn what_is_published_after_an_origin_does_not_change_its_rows() {
    let origin = day("2025-01-01");
    let scenario = scenario(&["population.scale=0.03", "replications=2", "end=2025-06-30"]);
    let archive = Archive::read(&scenario, &Problems::new()).unwrap();
    let mut later = archive.clone();
    for round in later.rounds.iter_mut().filter(|round| round.date >= origin) {
        // Cutoffs that can be: those of nominees contain 600 points.
        let other = |cutoff: u16| if cutoff > 600 { cutoff + 13 } else { cutoff / 2 + 200 };
        (round.cutoff, round.tie_break) = (round.cutoff.map(other), None);
    }
    for census in later.censuses.iter_mut().filter(|census| census.date > day("2024-12-20")) {
        census.candidates = census.candidates.map(|count| count.map(|count| count / 2 + 7));
        census.total /= 3;
    }
    assert_ne!(archive.censuses, later.censuses);
    let perturbed = Scenario {
        rounds: Source::new("rounds", published::rounds::write(&later.rounds)),
        snapshots: Source::new("snapshots", published::snapshots::write(&later.censuses)),
        invited: Source::new("invited", "nonsense"),
        admissions: Source::new("admissions", "nonsense"),
        ..scenario.clone()
    };
    let found = predictions(&scenario, origin);
    assert!(found.lines().filter(|line| line.contains("simulation")).count() > 20);
    assert_eq!(found, predictions(&perturbed, origin));
}

/// The rows of an origin without the published cutoffs.
fn predictions(scenario: &Scenario, origin: Day) -> String {
    let mut rows = rows_of(scenario, vec![origin]);
    for row in &mut rows {
        row.published = 0;
        row.prediction = row.prediction.map(|prediction| Prediction { crps: 0.0, ..prediction });
        row.share_below = None;
    }
    rows_table(&rows).to_csv()
}

#[test]
fn the_law_that_was_not_announced_is_not_known() {
    let law = Law::published();
    let known = |text: &str| law.known_on(day(text));
    // Education became a category on 2025-02-27; the end of points for offers was announced on 2024-12-17.
    assert!(known("2025-02-26").admitted_by("education").is_none());
    assert!(known("2025-02-27").admitted_by("education").is_some());
    assert!(!known("2024-12-16").change_days().contains(&day("2025-03-25")));
    assert!(known("2024-12-17").change_days().contains(&day("2025-03-25")));
}

#[test]
fn people_who_rest_on_later_figures_are_refused() {
    let undated = scenario(&["population.file=\"tests/data/people/people.toml\""]);
    let title = "the population does not say when its newest figures were published";
    assert_eq!(problems_of(undated, origins()), [title]);
    let shipped = scenario(&["population.file=\"population/canada_2025.toml\""]);
    let title = "the population uses figures published on 2025-12-31, not before the origin 2024-03-01";
    assert_eq!(problems_of(shipped, origins()), [title]);
    let early = vec![day("2023-06-01"), day("2024-01-01")];
    let title = "the population uses figures published on 2023-12-31, not before the origin 2023-06-01";
    assert_eq!(problems_of(small(), early), [title]);
    assert_eq!(problems_of(small(), Vec::new()), ["there is no origin"]);
}

#[test]
fn a_small_backtest_keeps_its_numbers_and_goes_on_where_it_stopped() {
    let scenario = small();
    let folder = tempfile::tempdir().unwrap();
    let backtest = Backtest::new(scenario.clone(), origins(), None).unwrap();
    let done = backtest.run(&Workers::start(2).unwrap(), folder.path(), |_| ()).unwrap();
    let rows = done.rows.clone();
    let mut files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    // The months from January 2024 to July 2025, of which three are origins.
    assert_eq!(files.len(), 19, "{files:?}");
    // What is missing is computed again, the same on one thread.
    fs::remove_file(&files[1]).unwrap();
    let again = backtest.run(&Workers::start(1).unwrap(), folder.path(), |_| ()).unwrap();
    assert_eq!(again, done);
    // What stands there under its seal is taken as it is; without one it is computed again.
    let Kept::Whole(text) = sealed::read(&files[2]) else { panic!("{} is sealed", files[2].display()) };
    let cut = text.replacen(",persistence,0,5", ",persistence,0,4", 1);
    fs::write(&files[2], &cut).unwrap();
    let again = backtest.run(&Workers::start(1).unwrap(), folder.path(), |_| ()).unwrap();
    assert!(again == done);
    sealed::write(&files[2], &cut).unwrap();
    let again = backtest.run(&Workers::start(1).unwrap(), folder.path(), |_| ()).unwrap();
    assert_eq!(again.rows.len(), rows.len());
    assert!(again.rows != rows);
    let summary = summarise(&rows, scenario.seed);
    // Accepted as they are; a change of the simulation that moves them further is to be looked at.
    for (rounds, horizon, error, tolerance) in [
        ("cec", Horizon::Far, EXPECTED[0], 3.0),
        ("all_but_pnp", Horizon::Next, EXPECTED[1], 6.0),
        ("all_but_pnp", Horizon::Far, EXPECTED[2], 6.0),
    ] {
        let found = find(&summary, rounds, Method::Simulation, horizon).mean_absolute_error;
        assert!((found - error).abs() < tolerance, "{rounds}: {found} for {error}");
    }
}

/// CEC 90 days ahead and more; all but PNP in the next round, and 90 days ahead and more.
const EXPECTED: [f64; 3] = [14.9, 36.0, 45.5];

/// A history whose truth is known: cutoffs are normal around a level that the method knows, so its intervals
/// must hold half and four fifths of them.
#[test]
fn intervals_of_a_method_that_knows_the_truth_hold_as_many_as_they_say() {
    let randomness = Randomness::new(7, 0);
    let mut rows = Vec::new();
    for number in 1..=2000u32 {
        let mut stream = randomness.stream(u64::from(number), Purpose::Fit, 0);
        let published = (500.0 + 20.0 * stream.normal()).round();
        let members: Vec<f64> = (0..99).map(|_| (500.0 + 20.0 * stream.normal()).round()).collect();
        let origin = day("2024-01-01");
        rows.push(BacktestRow {
            origin,
            number: RoundNumber::new(number),
            date: origin + 100,
            round_type: crate::policy::instruction::RoundType::new("cec"),
            size: 1,
            rounds_ahead: number,
            days_ahead: 100,
            published: published as u16,
            method: Method::Simulation,
            prediction: Prediction::of_ensemble(members, published),
            share_below: None,
            is_scored: true,
        });
    }
    let summary = summarise(&rows, 1);
    let far = summary.iter().find(|row| row.horizon == Horizon::Far).unwrap();
    // Four standard errors of a share among 2000, and a point or so for whole scores.
    assert!((far.inside_50.unwrap() - 0.5).abs() < 0.055, "{far:?}");
    assert!((far.inside_80.unwrap() - 0.8).abs() < 0.05, "{far:?}");
    // The CRPS of a normal distribution that is true is its deviation over the root of pi.
    assert!((far.crps - 20.0 / std::f64::consts::PI.sqrt()).abs() < 0.7, "{far:?}");
}

/// Histories whose truth is known: what other replications of the same world came to. The simulation predicts
/// them as it does the real one, and its intervals must hold as many as they say.
#[test]
fn intervals_of_the_simulation_hold_histories_of_its_own_world() {
    let origin = day("2025-01-01");
    let scenario = scenario(&["population.scale=0.03", "replications=30", "end=2025-06-30"]);
    let archive = Archive::read(&scenario, &Problems::new()).unwrap();
    let law = Law::published();
    let levels = Arc::new(Levels::published());
    let given = Given { law, levels, scenario: scenario.clone(), refit: None };
    let task = Task::new(&archive, origin, scenario.end);
    let world = task.world(&task.parts(&given, &scenario.population).unwrap()).unwrap().unwrap();
    let mut paths: BTreeMap<RoundNumber, Vec<f64>> = BTreeMap::new();
    for (number, cutoff) in (0..scenario.replications).flat_map(|replication| world.cutoffs(replication)) {
        paths.entry(number).or_default().push(cutoff);
    }
    let (mut inside_50, mut inside_80, mut all) = (0, 0, 0);
    for truth in 1000..1020 {
        for (number, cutoff) in world.cutoffs(truth) {
            let prediction = Prediction::of_ensemble(paths[&number].clone(), cutoff);
            let Quantiles { p10, p25, p75, p90 } = prediction.unwrap().quantiles.unwrap();
            inside_50 += u32::from((p25..=p75).contains(&cutoff));
            inside_80 += u32::from((p10..=p90).contains(&cutoff));
            all += 1;
        }
    }
    assert!(all > 400, "{all}");
    let (inside_50, inside_80) =
        (f64::from(inside_50) / f64::from(all), f64::from(inside_80) / f64::from(all));
    // Rounds of one history are alike, so that 20 histories show the shares to a tenth.
    assert!((inside_50 - 0.5).abs() < 0.12, "{inside_50}");
    assert!((inside_80 - 0.8).abs() < 0.10, "{inside_80}");
}

/// Ten parameters, each the same on all days, at a fiftieth of the people.
fn ten_parameters() -> Spec {
    Spec { scale: 0.02, ..Spec::load("monthly").unwrap().quick() }
}

#[test]
fn what_an_origin_predicts_does_not_depend_on_the_list_of_origins() {
    let set = ["population.scale=0.02", "replications=2", "start=2024-01-01", "end=2024-09-30"];
    let scenario = scenario(&set);
    let rows =
        |origins: Vec<Day>| run_of(Backtest::new(scenario.clone(), origins, Some(ten_parameters())).unwrap());
    let months = monthly(day("2024-01-01"), day("2024-04-01"));
    let whole = rows(months.clone());
    for origin in [months[3], months[1]] {
        let own: Vec<BacktestRow> = whole.iter().filter(|row| row.origin == origin).cloned().collect();
        assert!(own.len() > 50, "{}", own.len());
        assert_eq!(rows_table(&rows(vec![origin])).to_csv(), rows_table(&own).to_csv());
    }
}

#[test]
fn people_are_fitted_anew_at_each_origin() {
    let set = ["population.scale=0.02", "replications=2", "start=2024-01-01", "end=2024-06-30"];
    let backtest = Backtest::new(scenario(&set), vec![day("2024-02-01")], Some(ten_parameters())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let rows = backtest.run(&Workers::start(2).unwrap(), folder.path(), |_| ()).unwrap().rows;
    let mut files: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    // What the methods say, and the people, of January and of February.
    let ends: Vec<&str> = files.iter().map(|name| name.rsplit('.').next().unwrap()).collect();
    assert_eq!(ends, ["csv", "toml", "csv", "toml"]);
    let people = |place: usize| fs::read_to_string(folder.path().join(&files[place])).unwrap();
    assert!(people(1).contains("published = 2023-12-31") && people(3).contains("published = 2024-01-31"));
    assert_ne!(people(1).replace("2023-12-31", ""), people(3).replace("2024-01-31", ""));
    // Each way in which trends go on has paths of its own.
    let said = Raw::read(&folder.path().join(&files[2])).unwrap();
    let number = rows[0].number;
    assert_eq!((0..3).map(|trend| said.paths(number, trend).len()).collect::<Vec<_>>(), [2, 2, 2]);
}

#[test]
fn trends_go_on_as_they_did_best_in_rounds_published_since() {
    let archive = Archive::read(&small(), &Problems::new()).unwrap();
    let law = Law::published();
    let outlook = |origin: Day| {
        let task = Task::new(&archive, origin, day("2025-12-31"));
        let mut raw = task.raw();
        for (trend, error) in [30.0, 20.0, -5.0].into_iter().enumerate() {
            let path =
                task.later.iter().filter_map(|round| Some((round.number, f64::from(round.cutoff?) + error)));
            raw.add_path(trend, path);
        }
        Outlook::new(&task, &law, raw)
    };
    let mut outlooks: Vec<Outlook<'_>> =
        monthly(day("2025-01-01"), day("2025-03-01")).into_iter().map(outlook).collect();
    trend::choose(&mut outlooks, |_| true);
    let said = |place: usize| {
        let ahead = outlooks[place].ahead.iter().find(|ahead| ahead.round.round_type.is_federal()).unwrap();
        outlooks[place].figure(ahead, Method::Simulation).unwrap() - f64::from(ahead.published)
    };
    // Nothing is judged at the first origin: half of a slope is left after a year. Then the third is best.
    assert_eq!([said(0), said(1), said(2)], [20.0, -5.0, -5.0]);
}

#[test]
fn an_origin_learns_from_the_origins_before_it() {
    let archive = Archive::read(&small(), &Problems::new()).unwrap();
    let law = Law::published();
    let outlook = |origin: &str, error: f64| {
        let task = Task::new(&archive, day(origin), day("2025-12-31"));
        let mut raw = task.raw();
        raw.extend(
            Method::Simulation,
            task.later.iter().map(|round| {
                let cutoff = f64::from(round.cutoff.unwrap()) + error;
                (round.number, vec![cutoff - 1.0, cutoff + 1.0])
            }),
        );
        Outlook::new(&task, &law, raw)
    };
    let origin = outlook("2025-09-01", 0.0);
    let cec = origin.ahead.iter().find(|ahead| ahead.round.round_type.name() == "cec").unwrap();
    let width = |error: f64| {
        let past: Vec<Outlook<'_>> = monthly(day("2025-03-01"), day("2025-08-01"))
            .iter()
            .map(|m| outlook(&m.to_string(), error))
            .collect();
        let forecast = Forecast::new(&origin, Chain { months: &[], origins: &past, before: None });
        let found = forecast.of(cec.round.number, Method::Simulation).unwrap();
        found.quantile(0.9) - found.quantile(0.1)
    };
    // The prior has 1.5 points; the six rounds before, missed by 30, widen it. A true past does not.
    assert!(width(0.0) < 8.0 && width(30.0) > 30.0, "{} {}", width(0.0), width(30.0));
}
