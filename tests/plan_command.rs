//! `drawsim plan`: its answers, their tables, and that threads change nothing.

#[path = "golden/named.rs"]
mod named;

use std::path::Path;
use std::process::{Command, Output};

use drawsim::experiment::inverse;
use drawsim::experiment::inverse::PlanRuns;
use drawsim::experiment::{Workers, run_ensemble};
use drawsim::model::Model;
use drawsim::policy::program::Program;
use drawsim::scenario::Overlay;
use named::assert_names;

/// Two planned years, sampled so that a question takes seconds.
const SCENARIO: &str = "extends = \"baseline\"\ntitle = \"a short look ahead\"\nend = 2027-12-31\n";

fn drawsim(folder: &Path, arguments: &str) -> Output {
    std::fs::write(folder.join("short.toml"), SCENARIO).unwrap();
    bare(folder, &format!("plan short.toml --set population.scale=0.01 --replications 2 {arguments}"))
}

/// A command as it stands.
fn bare(folder: &Path, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_drawsim"));
    command.current_dir(folder).args(arguments.split_whitespace()).output().unwrap()
}

fn text(done: &Output) -> String {
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout.clone()).unwrap()
}

/// The number that follows some words.
fn number_after(text: &str, words: &str) -> f64 {
    let (_, rest) = text.split_once(words).unwrap_or_else(|| panic!("no `{words}` in:\n{text}"));
    let end = rest
        .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ','))
        .unwrap_or(rest.len());
    rest[..end]
        .trim_end_matches(['.', ','])
        .replace(',', "")
        .parse()
        .unwrap_or_else(|_| panic!("no number after `{words}`:\n{text}"))
}

/// Rows of a table, without its heading.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn the_target_that_keeps_a_cutoff_has_an_interval_and_a_number_of_runs() {
    let place = tempfile::tempdir().unwrap();
    let question = "--cutoff cec:500 --by 2027-12-31";
    let quiet = drawsim(place.path(), &format!("{question} --threads 1 --quiet"));
    assert!(quiet.stderr.is_empty(), "{}", String::from_utf8_lossy(&quiet.stderr));
    let one = text(&quiet);
    let two = drawsim(place.path(), &format!("{question} --threads 2 -o answer"));
    assert!(!two.stderr.is_empty(), "a grid that is not known has a notice");
    let answer = text(&two);
    assert_eq!(answer.strip_suffix("Result: answer\n"), Some(one.as_str()));

    let target = number_after(&one, "A Federal High Skilled target of ");
    let low = number_after(&one, "\n95 % interval ");
    let interval = one.split_once("\n95 % interval ").unwrap().1;
    let high = number_after(interval, " to ");
    assert!(low > 10_000.0, "{one}");
    assert!(low < target && target < high, "{one}");
    // The plan of 2027 says 111,000.
    let factor = number_after(&one, "persons for 2027, ");
    assert!((target / 111_000.0 - factor).abs() < 0.006, "{one}");
    assert!(number_after(&one, "The cutoff there is ") <= 500.05, "{one}");

    let tried = rows(&place.path().join("answer/cutoff_by_target.csv"));
    assert_eq!(number_after(&one, "Runs: ") as usize, 2 * tried.len());
    let column = |row: &[String], place: usize| row[place].parse::<f64>().unwrap();
    assert!(tried.windows(2).all(|pair| column(&pair[0], 1) < column(&pair[1], 1)));
    // Its ends are those of the search, and the answer is the smallest factor that keeps the cutoff.
    assert_eq!((column(&tried[0], 1), column(&tried[tried.len() - 1], 1)), (0.4, 2.5));
    let kept = tried.iter().find(|row| column(row, 2) <= 500.005).unwrap();
    assert!((column(kept, 1) - factor).abs() < 0.006, "{tried:?}\n{one}");
    // Both replications are behind each mean.
    assert!(tried.iter().all(|row| row[5] == "2"), "{tried:?}");

    // What `run` makes of the answer: it keeps the cutoff, and a tenth less does not. A factor in a table is
    // rounded, which may move single cutoffs.
    let factor = column(kept, 1);
    let (there, below) = (cutoff_of_run(place.path(), factor), cutoff_of_run(place.path(), 0.9 * factor));
    assert!((there - column(kept, 2)).abs() < 0.5 && there <= 500.5, "{there}: {kept:?}");
    assert!(below > 502.0, "{below} with a tenth less");
}

/// The mean cutoff of CEC rounds in the last 91 days of 2027 in a run of its own, whose Federal High Skilled
/// targets are those of the Levels Plan 2026-2028 times a factor.
fn cutoff_of_run(folder: &Path, factor: f64) -> f64 {
    let level = |low: f64, target: f64, high: f64| {
        let [low, target, high] = [low, target, high].map(|persons| (persons * factor).round());
        format!("{{ low = {low}, target = {target}, high = {high} }}")
    };
    let scenario = format!(
        "{SCENARIO}replications = 2\npopulation.scale = 0.01\n[levels.federal_high_skilled]\n2026 = {}\n\
         2027 = {}\n2028 = {}\n",
        level(85_000.0, 109_000.0, 120_000.0),
        level(86_000.0, 111_000.0, 122_000.0),
        level(86_000.0, 111_000.0, 122_000.0)
    );
    std::fs::write(folder.join("own.toml"), scenario).unwrap();
    text(&bare(folder, "run own.toml -o own --force --quiet"));
    let table = std::fs::read_to_string(folder.join("own/rounds.csv")).unwrap();
    let names: Vec<&str> = table.lines().next().unwrap().split(',').collect();
    let place = |name: &str| names.iter().position(|column| *column == name).unwrap();
    let rounds = rows(&folder.join("own/rounds.csv"));
    let of_replication = |replication: &str| {
        let is_asked = |row: &&Vec<String>| {
            let days = "2027-10-02"..="2027-12-31";
            row[place("replication")] == replication
                && row[place("round_type")] == "cec"
                && days.contains(&row[place("date")].as_str())
        };
        let cutoffs = rounds.iter().filter(is_asked).filter_map(|row| row[place("cutoff")].parse().ok());
        mean(&cutoffs.collect::<Vec<f64>>())
    };
    mean(&["0", "1"].map(of_replication))
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

#[test]
fn neither_trials_nor_the_interval_leave_what_is_searched() {
    let place = tempfile::tempdir().unwrap();
    let answer = text(&drawsim(place.path(), "--cutoff cec:495 --by 2027-12-31 -o answer"));
    let tried = rows(&place.path().join("answer/cutoff_by_target.csv"));
    let column = |row: &[String], place: usize| row[place].parse::<f64>().unwrap();
    assert!(tried.iter().all(|row| (0.4..=2.5).contains(&column(row, 1))), "{tried:?}");
    let kept = tried.iter().find(|row| column(row, 2) <= 495.005).unwrap();
    let factor = number_after(&answer, "persons for 2027, ");
    assert!((column(kept, 1) - factor).abs() < 0.006, "{tried:?}\n{answer}");
    // 2.5 times the plan's 111,000, far from where the spread of the cutoffs would put the end.
    assert_names(&answer, &[" to 277,500 or more"]);
}

/// Searches take dozens of runs, so a carried scenario is sampled at a small scale; a scale of the user's
/// holds.
#[test]
fn the_scale_is_the_users_or_else_a_twentieth() {
    // A quarter, without the categories that have no round in it.
    const QUESTION: &str = "--cutoff cec:1000 --by 2026-03-31 --replications 2 --quiet --set end=2026-03-31 \
                            --set targets.split.cec=0.47 --set targets.split.trades=0 --set \
                            targets.split.education=0";
    let place = tempfile::tempdir().unwrap();
    let answer = |scenario: &str, set: &str| {
        std::fs::write(place.path().join("scale.toml"), scenario).unwrap();
        text(&bare(place.path(), &format!("plan scale.toml {QUESTION} {set}")))
    };
    let scale = |scenario: &str, set: &str| number_after(&answer(scenario, set), "2 replications at scale ");
    let extended = "extends = \"baseline\"\n";
    assert_names(&answer(extended, ""), &["2 replications at scale 0.05", "`--set population.scale=1`"]);
    // A copy of it is no scale of the user's either.
    assert_eq!(scale(include_str!("../scenarios/baseline.toml"), ""), 0.05);
    let own = format!("{extended}population.scale = 0.02\n");
    assert_eq!(scale(&own, ""), 0.02);
    assert_eq!(scale(&own, "--set population.scale=0.01"), 0.01);
    assert_eq!(scale(extended, "--set population={scale=0.01}"), 0.01);
}

/// The plan with which others are compared is the one that `run` holds, and not one that a rounding has
/// moved.
#[test]
fn the_scenarios_own_plan_is_the_one_that_is_run() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("short.toml");
    std::fs::write(&file, format!("{SCENARIO}population.scale = 0.01\n")).unwrap();
    let (_, model) = Model::load(file.to_str().unwrap(), &Overlay::default()).unwrap();
    let workers = Workers::start(2).unwrap();
    let smoothest = inverse::smoothest(&model, PlanRuns::new(2, &workers));
    assert_eq!(smoothest.own.value, 0.001);
    let landed = run_ensemble(&model, 2, 2, || ()).unwrap().replications.into_iter().map(|counts| {
        let federal = counts.landings.iter().filter(|row| row.year == 2027 && row.program != Program::Pnp);
        federal.map(|row| f64::from(row.persons)).sum::<f64>()
    });
    assert_eq!(smoothest.own.landed.mean, mean(&landed.collect::<Vec<f64>>()));
}

#[test]
fn sizes_with_the_least_variability_and_the_frontier_are_shown_and_written() {
    let place = tempfile::tempdir().unwrap();
    let one = text(&drawsim(place.path(), "--threads 1 -o one"));
    let two = text(&drawsim(place.path(), "--threads 2 -o two"));
    assert_eq!(one.replace("Result: one", ""), two.replace("Result: two", ""));
    for name in ["smoothing.csv", "sizes.csv", "frontier.csv", "charts/frontier.svg", "charts/frontier.png"] {
        let read = |folder: &str| std::fs::read(place.path().join(folder).join(name)).unwrap();
        assert!(read("one") == read("two"), "{name} depends on the threads");
    }
    for name in ["smoothing.parquet", "sizes.parquet", "frontier.parquet", "manifest.json"] {
        assert!(place.path().join("one").join(name).exists(), "{name}");
    }

    let column = |row: &[String], place: usize| row[place].parse::<f64>().unwrap();
    let frontier = rows(&place.path().join("one/frontier.csv"));
    assert_eq!(frontier.len(), 5);
    for pair in frontier.windows(2) {
        // A larger target: more persons are admitted, and the invited have fewer points.
        assert!(column(&pair[0], 2) < column(&pair[1], 2), "{frontier:?}");
        assert!(column(&pair[0], 5) > column(&pair[1], 5), "{frontier:?}");
    }
    let tried = rows(&place.path().join("one/smoothing.csv"));
    // The scenario's own plan stands in both.
    assert_eq!(number_after(&one, "\nRuns: ") as usize, 2 * (tried.len() + frontier.len() - 1));
    // Of those that meet the target none varies less than the one in the answer.
    let met = tried.iter().filter(|row| column(row, 11) <= 0.02);
    let least = met.map(|row| column(row, 8)).fold(f64::MAX, f64::min);
    let answer = number_after(&one, "a cutoff changes by\n");
    assert!((answer - least).abs() < 0.006, "{answer} instead of {least}");

    let sizes = rows(&place.path().join("one/sizes.csv"));
    let cec: Vec<_> = sizes.iter().filter(|row| row[2] == "cec").collect();
    assert_eq!(cec.len(), 8, "eight quarters");
    assert!(cec.iter().all(|row| column(row, 5) <= column(row, 4) && column(row, 4) <= column(row, 6)));

    let chart = std::fs::read_to_string(place.path().join("one/charts/frontier.svg")).unwrap();
    assert_names(&chart, &["the CRS of 2026-11-02", "One candidate in 100 "]);
    // An existing result is not replaced.
    let again = drawsim(place.path(), "--threads 2 -o two");
    assert_eq!(again.status.code(), Some(2));
    assert_names(&String::from_utf8_lossy(&again.stderr), &["`two`"]);
}

#[test]
fn a_run_without_a_second_year_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let done = drawsim(place.path(), "--set end=2026-12-31");
    assert_eq!((done.status.code(), done.stdout.len()), (Some(2), 0));
    let expected = "\
error: the run ends on 2026-12-31, before the end of the second planned year
 |
 = note: expected `end` to be 2027-12-31 or later: the first year is mostly decided \
by invitations already issued
";
    let answer = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(answer.contains(expected), "{answer}");
}

#[test]
fn targets_that_no_smoothing_meets_are_named_with_their_reasons() {
    let place = tempfile::tempdir().unwrap();
    let answer = text(&drawsim(place.path(), "--set targets.most=600"));
    let (_, missed) = answer.split_once("None of them meets these targets within 2 %. ").unwrap();
    assert_names(missed, &["\n2027 Federal High Skilled: ", "(`targets.most`)"]);
}

#[test]
fn a_cutoff_that_every_target_keeps_or_none_is_an_answer() {
    let place = tempfile::tempdir().unwrap();
    let answer = text(&drawsim(place.path(), "--cutoff cec:1000 --by 2027-12-31"));
    // 0.4 of the 111,000 of 2027.
    let facts = ["Any Federal High Skilled target", "44,400 persons", "2027, 0.40 times", "`cec`", "1000"];
    assert_names(&answer, &facts);
    assert_names(&answer, &["2027-12-31", " (95 % interval ", "\nRuns: 4. "]);
    assert!(!answer.contains("Express Entry's part"), "{answer}");
    let small = "--cutoff cec:100 --by 2027-12-31 --set targets.most=5500";
    let answer = text(&drawsim(place.path(), small));
    let facts = ["No Federal High Skilled target", "277,500 persons", "2027, 2.50 times", "`cec`", "100"];
    assert_names(&answer, &facts);
    assert_names(&answer, &["2027-12-31", " (95 % interval ", "\nRuns: 4. "]);
    // Two replications of a cluster every fourteen days, of which New Year and a holiday leave five in the
    // window.
    assert_names(&answer, &[" of 10 "]);
    let spent = number_after(&answer, "makes few rounds larger: ");
    assert!(0.0 < spent && spent < 10.0, "{answer}");
}

#[test]
fn the_part_of_a_target_by_express_entry_is_stated() {
    let place = tempfile::tempdir().unwrap();
    let share = "--set levels.federal_express_entry_share=0.8";
    let answer = text(&drawsim(place.path(), &format!("--cutoff cec:1000 --by 2027-12-31 {share}")));
    // 0.8 of 0.4 of the 111,000 of 2027.
    assert_names(&answer, &["44,400 persons", "80.0 %, 35,520 persons"]);
}

#[test]
fn rounds_that_no_target_moves_are_no_question() {
    let place = tempfile::tempdir().unwrap();
    // The rounds of December 2025 were published; the first planned one of CEC is that of 6 January 2026.
    let done = drawsim(place.path(), "--cutoff cec:500 --by 2026-01-05");
    assert_eq!((done.status.code(), done.stdout.len()), (Some(2), 0));
    let expected = "\
error: the planner sizes no round of `cec` in the 91 days up to 2026-01-05, so no target moves its cutoff
 |
 = note: expected a date with rounds before it that the planner sizes; the first one is held on 2026-01-06
";
    let answer = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(answer.contains(expected), "{answer}");
    // One round in a hundred is for trades: the last is held in the spring.
    let done = drawsim(place.path(), "--cutoff trades:500 --by 2027-12-31");
    assert_eq!((done.status.code(), done.stdout.len()), (Some(2), 0));
    let answer = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_names(&answer, &["`trades`", "2027-12-31"]);
    let nearest = answer.split_once("with such rounds before it; the nearest one is held on ").unwrap().1;
    let nearest = &nearest[..10];
    let again = drawsim(place.path(), &format!("--cutoff trades:1000 --by {nearest}"));
    assert!(text(&again).contains(&format!(" days to {nearest}.\n")));
}

#[test]
fn the_target_that_a_factor_refers_to_is_stated_with_its_announcement() {
    let place = tempfile::tempdir().unwrap();
    let set = "--set levels.announced=2026-11-12 --set levels.federal_high_skilled={2027=70000}";
    let answer = text(&drawsim(place.path(), &format!("--cutoff cec:1000 --by 2027-12-31 {set}")));
    // 0.4 of 70,000.
    assert_names(&answer, &["28,000 persons", "2027, 0.40 times", "2026-11-12", "111,000 persons"]);
    assert!(!text(&drawsim(place.path(), "--cutoff cec:1000 --by 2027-12-31")).contains("announced"));
}

/// With a target of 0 no round invites: neither mean scores nor changes of cutoffs exist.
#[test]
fn missing_figures_are_empty() {
    let place = tempfile::tempdir().unwrap();
    let scenario = "extends = \"baseline\"\nend = 2027-12-31\n[levels]\nfederal_express_entry_share = 0";
    std::fs::write(place.path().join("no_target.toml"), scenario).unwrap();
    let answer = text(&bare(
        place.path(),
        "plan no_target.toml --set population.scale=0.01 --replications 2 -o answer",
    ));
    // Candidates who were invited before the run are admitted all the same.
    assert_names(&answer, &["within 2 %", "\n2027 Federal High Skilled: "]);
    for row in rows(&place.path().join("answer/frontier.csv")) {
        assert_eq!([&row[5], &row[6], &row[8], &row[12], &row[13]], ["", "", "", "0", "0"], "{row:?}");
    }
    assert!(rows(&place.path().join("answer/sizes.csv")).is_empty());
}
