//! `drawsim explain`, end to end: its answers, its tables, and its refusals.

use std::path::Path;
use std::process::{Command, Output};

/// A few weeks of the baseline, sampled.
const SCENARIO: &str = "extends = \"baseline\"\ntitle = \"a short look ahead\"\nend = 2026-02-28\n\
                        warm_up_months = 3\nreplications = 2\npopulation.scale = 0.02\n";
const REFORM: &str = "extends = \"short.toml\"\ntitle = \"a reform\"\npopulation.life.withdrawal_rate = 1.5\n\
                      [[policy.change]]\ndate = 2026-01-02\ninstrument = \"a reform\"\n\
                      crs.additional.job_offer_skilled = 200\n";

/// Runs the command in the folder of scenarios of a place: names there are those of the files alone.
fn explain(place: &Path, arguments: &str) -> Output {
    let folder = &place.join("scenarios");
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("short.toml"), SCENARIO).unwrap();
    std::fs::write(folder.join("reform.toml"), REFORM).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_drawsim"));
    command.current_dir(folder).arg("explain").args(arguments.split_whitespace()).output().unwrap()
}

fn answer(done: &Output) -> String {
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout.clone()).unwrap()
}

fn refusal(folder: &Path, arguments: &str) -> String {
    let done = explain(folder, arguments);
    assert_eq!(done.status.code(), Some(2), "{arguments}");
    String::from_utf8(done.stderr).unwrap()
}

/// The points of the lines of a table, each with its part.
fn points(text: &str) -> Vec<(String, i64)> {
    let mut points = Vec::new();
    let lines = text.lines().skip_while(|line| !line.starts_with("─")).skip(1);
    for line in lines.take_while(|line| !line.is_empty()) {
        let mut cells = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
        let first = cells.next().unwrap();
        let part = if first.parse::<i16>().is_ok() { cells.next().unwrap() } else { first };
        let effect: f64 = cells.next().unwrap().parse().unwrap();
        points.push((part.to_owned(), (effect * 10.0).round() as i64));
    }
    points
}

#[test]
fn the_change_between_two_scenarios_is_told_in_parts_that_add_up() {
    let place = tempfile::tempdir().unwrap();
    let text = answer(&explain(place.path(), "short.toml reform.toml --threads 1 --quiet -o result"));
    assert!(text.starts_with("The mean CEC cutoff of 2026 "), "{text}");
    // The days of December 2025 come first, and nothing differs in them.
    let all = points(&text);
    let (before, lines) = all.split_at(all.len() - 8);
    assert!(before.iter().all(|(_, effect)| *effect == 0), "{text}");
    assert!(lines[0].0.starts_with("all, "), "{text}");
    assert_eq!(lines[1..].iter().map(|(_, effect)| effect).sum::<i64>(), lines[0].1, "{text}");
    let effect_of = |name: &str| lines.iter().find(|(part, _)| part == name).unwrap().1;
    assert_eq!(["inflow", "category carve-outs", "nominations", "behaviour"].map(effect_of), [0; 4]);
    let read =
        |name: &str| std::fs::read_to_string(place.path().join("scenarios/result").join(name)).unwrap();
    let table = read("explain.csv");
    assert!(table.starts_with("base,reform,round_type,from,to,part,effect,"), "{table}");
    assert!(table.contains("\nshort,reform,cec,2026-01-01,2026-02-28,inflow,0,,,"), "{table}");
    assert!(read("manifest.json").contains("explain.parquet"));
    assert!(read("manifest.json").contains("withdrawal_rate"));
    // Neither threads nor a span of the same days change the numbers.
    let days = "short.toml reform.toml --threads 2 --from 2026-01-01 --to 2026-02-28";
    let days = answer(&explain(place.path(), days));
    assert!(days.starts_with("The mean CEC cutoff from 2026-01-01 to 2026-02-28 "), "{days}");
    assert_eq!(points(&days.replace("2026-01-01/2026-02-28", "2026")), lines, "{days}");
}

#[test]
fn a_scenario_compared_with_itself_differs_in_nothing() {
    let place = tempfile::tempdir().unwrap();
    let text = answer(&explain(place.path(), "short.toml short.toml --replications 1 --quiet"));
    let sentence = text.split("\n\n").next().unwrap().replace('\n', " ");
    assert!(sentence.contains(" stays at ") && sentence.ends_with("nothing that is told apart."), "{text}");
    assert!(points(&text).iter().all(|(_, effect)| *effect == 0), "{text}");
}

#[test]
fn two_days_of_one_scenario_have_an_account_that_balances() {
    let place = tempfile::tempdir().unwrap();
    let span = "--from 2024-02-01 --to 2024-03-15";
    let set = "--set start=2024-01-10 --set end=2024-03-31 --set population.scale=0.02 --replications 2";
    let text = answer(&explain(place.path(), &format!("history {span} {set} -o result")));
    let table = std::fs::read_to_string(place.path().join("scenarios/result/explain_stock.csv")).unwrap();
    let mut lines = Vec::new();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        lines.push((cells[5].to_owned(), cells[6].parse::<f64>().unwrap()));
    }
    let (start, end) = (lines[0].1, lines[lines.len() - 1].1);
    let flows: f64 = lines[1..lines.len() - 1].iter().map(|(_, candidates)| candidates).sum();
    assert!((start + flows - end).abs() < 0.01, "{table}");
    assert!(text.starts_with("The candidates for all-program rounds at or above "), "{text}");
    let stated =
        answer(&explain(place.path(), &format!("history {span} {set} --score 450 --round-type french")));
    assert!(stated.contains("at or above 450 points"), "{stated}");
}

#[test]
fn a_question_without_an_answer_is_refused_with_its_remedy() {
    let place = tempfile::tempdir().unwrap();
    let alone = refusal(place.path(), "short.toml");
    assert!(alone.contains("`short.toml` alone is compared with nothing"), "{alone}");
    let round_type = refusal(place.path(), "short.toml reform.toml --round-type fst");
    assert!(round_type.contains("`reform` holds no rounds of `fst`"), "{round_type}");
    let days = refusal(place.path(), "short.toml reform.toml --from 2026-01-01 --to 2027-01-01");
    assert!(
        days.contains("expected a first day from 2025-12-14 on and a last day up to 2026-02-28"),
        "{days}"
    );
    let other = refusal(place.path(), "short.toml history");
    let start = "`start` is 2025-12-14 in `short` and 2015-01-01 in `history`";
    assert!(other.contains(start), "{other}");
    let odd = refusal(place.path(), "short.toml reform.toml --permutations 3");
    assert!(odd.contains("expected an even number from 2 to 1000"), "{odd}");
}
