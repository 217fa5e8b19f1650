//! The commands of the documents: each runs, small and fast, in a folder of its own, in the order in which it
//! is written. Every block of TOML is a scenario, or a part of one, that `drawsim check` accepts.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Words of commands that take longer than a minute even for a few people, or that need the result of such a
/// command: they are only parsed.
const LONG: [&[&str]; 3] =
    [&["backtest"], &["sweep", "run", "uncertainty"], &["sensitivity", "output/uncertainty"]];
/// Commands that simulate a scenario, which a small population and two replications make fast.
const SCENARIO_COMMANDS: [&str; 7] = ["run", "plan", "compare", "explain", "calibrate", "forecast", "odds"];
/// Where results lie: a comparison of results simulates nothing.
const RESULTS: &str = "output/";
const SMALL_SCALE: [&str; 2] = ["--set", "population.scale=0.02"];
const FEW_REPLICATIONS: [&str; 2] = ["--replications", "2"];

/// A part of a document that a reader follows at a keyboard.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// A file to save, with its text.
    Save(String, String),
    /// The words of a command after `drawsim`.
    Run(Vec<String>),
}

/// A loop of the shell: the name of its variable, and the values.
struct Loop {
    variable: String,
    values: Vec<String>,
}

/// Steps of a document: TOML blocks, each with a check of it, and commands in blocks of code.
fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut fence: Option<(bool, String)> = None;
    let mut named = None;
    let mut around = None;
    for line in text.lines() {
        match &mut fence {
            Some((is_toml, block)) if line.starts_with("```") => {
                if *is_toml {
                    steps.extend(scenario(named.take(), block, steps.len()));
                }
                fence = None;
            }
            Some((true, block)) => *block += &format!("{line}\n"),
            Some((false, _)) => steps.extend(commands(line, &mut around)),
            None if line.starts_with("```") => fence = Some((line == "```toml", String::new())),
            None => match line.strip_prefix("    ") {
                Some(code) => steps.extend(commands(code, &mut around)),
                None if !line.is_empty() => named = saved_name(line),
                None => {}
            },
        }
    }
    steps
}

/// Saves a block of TOML and checks it. A sweep is planned. A scenario without a name stands among the
/// scenarios; where it is a part, it extends `baseline`.
fn scenario(named: Option<String>, block: &str, place: usize) -> [Step; 2] {
    if block.lines().any(|line| line == "[design]") {
        let name = named.unwrap_or_else(|| format!("block_{place}.toml"));
        let output = format!("output/plan_{place}");
        let plan = ["sweep", "plan", &name, "-o", &output].map(str::to_owned).to_vec();
        return [Step::Save(name, block.to_owned()), Step::Run(plan)];
    }
    let is_whole = block.lines().any(|line| line.starts_with("extends =") || line.starts_with("start ="));
    let text = if is_whole { block.to_owned() } else { format!("extends = \"baseline\"\n{block}") };
    let name = named.unwrap_or_else(|| format!("scenarios/block_{place}.toml"));
    let check = ["check", &name].map(str::to_owned).to_vec();
    [Step::Save(name, text), Step::Run(check)]
}

/// The commands of a line of code; within a loop, one for each value.
fn commands(line: &str, around: &mut Option<Loop>) -> Vec<Step> {
    let line = line.trim_start();
    if let Some((variable, values)) = line.strip_prefix("for ").and_then(|rest| rest.split_once(" in ")) {
        let values = values.trim_end_matches("; do").split_whitespace().map(str::to_owned).collect();
        *around = Some(Loop { variable: format!("${variable}"), values });
    } else if line == "done" {
        *around = None;
    }
    match around {
        Some(Loop { variable, values }) => {
            values.iter().filter_map(|value| command(&line.replace(&*variable, value))).collect()
        }
        None => command(line).into_iter().collect(),
    }
}

/// A command of a line of code; what follows `#` is a comment.
fn command(line: &str) -> Option<Step> {
    let words = line.strip_prefix("drawsim ").or_else(|| line.strip_prefix("cargo run -- "))?;
    let words = words.split(" #").next().unwrap_or_default().split_whitespace();
    Some(Step::Run(words.map(str::to_owned).collect()))
}

/// The file that a line asks to save.
fn saved_name(line: &str) -> Option<String> {
    let after = line.split("Save this as `").nth(1)?;
    after.split('`').next().map(str::to_owned)
}

/// The command for few people: its own scale and replications give way.
fn small(words: &[String]) -> Vec<String> {
    let mut small = Vec::new();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        let is_scale = word == "--set" && rest.as_slice().first().is_some_and(|set| is_of_scale(set));
        if is_scale || word == "--replications" {
            rest.next();
        } else {
            small.push(word.clone());
        }
    }
    let is_stored = words.get(1).is_some_and(|name| name.starts_with(RESULTS));
    let is_sweep = words.first().is_some_and(|name| name == "sweep");
    let is_swept = is_sweep && words.get(1).is_some_and(|name| name == "run" || name == "plan");
    let is_simulated = words.first().is_some_and(|name| SCENARIO_COMMANDS.contains(&name.as_str()));
    if is_swept || (!is_stored && is_simulated) {
        small.extend(SMALL_SCALE.map(str::to_owned));
        let is_fit = words[0] == "calibrate" && !words.iter().any(|word| word == "--check");
        // The whole of a fit takes the hour of a machine.
        small.extend((is_fit && !words.iter().any(|word| word == "--quick")).then(|| "--quick".to_owned()));
        // A calibration has members in the place of replications.
        small.extend(FEW_REPLICATIONS.map(str::to_owned).into_iter().filter(|_| !is_fit));
    }
    small
}

fn is_of_scale(setting: &str) -> bool {
    setting.starts_with("population.scale=")
}

/// Copies a folder of the package, so that commands find it where the documents say.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Follows a document step by step; returns the commands that failed, with their messages.
fn follow(document: &Path) -> Vec<String> {
    let place = tempfile::tempdir().unwrap();
    for folder in ["scenarios", "tests/data"] {
        copy(Path::new(folder), &place.path().join(folder));
    }
    fs::copy("tests/data/ircc_rounds_sample.json", place.path().join("ee_rounds_123_en.json")).unwrap();
    let mut failed = Vec::new();
    for step in steps(&fs::read_to_string(document).unwrap()) {
        match step {
            Step::Save(name, text) => fs::write(place.path().join(name), text).unwrap(),
            Step::Run(words) => {
                let small = small(&words);
                if let Err(message) = run(&small, place.path()) {
                    failed.push(format!("{}: drawsim {}\n{message}", document.display(), small.join(" ")));
                }
            }
        }
    }
    failed
}

/// Runs a command, or only parses it if it is long.
fn run(words: &[String], place: &Path) -> Result<(), String> {
    let is_long = |long: &&[&str]| words.iter().map(String::as_str).take(long.len()).eq(long.iter().copied());
    if LONG.iter().any(is_long) {
        return drawsim::cli::parse(words).map_err(|error| error.to_string());
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_drawsim"));
    let done = program.args(words).current_dir(place).output().unwrap();
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned()) }
}

#[test]
fn every_command_of_the_documents_runs() {
    let docs = fs::read_dir("docs").into_iter().flatten().map(|entry| entry.unwrap().path());
    let documents: Vec<_> = docs
        .chain(["README.md".into()])
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    let failed: Vec<String> = std::thread::scope(|scope| {
        let followed: Vec<_> =
            documents.iter().map(|document| scope.spawn(move || follow(document))).collect();
        followed.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(failed.is_empty(), "\n{}\n", failed.join("\n\n"));
}

#[test]
fn steps_are_found_in_both_kinds_of_code_blocks() {
    let text = "Text `drawsim run no` here.\n\n    drawsim check b.toml  # fine\n\nSave this as `a.toml`:\n\n\
                ```toml\nextends = \"tiny\"\n```\n\n```sh\ncargo run -- run a.toml\n```\n";
    let saved = Step::Save("a.toml".to_owned(), "extends = \"tiny\"\n".to_owned());
    assert_eq!(steps(text), [ran("check b.toml"), saved, ran("check a.toml"), ran("run a.toml")]);
}

fn ran(words: &str) -> Step {
    Step::Run(words.split(' ').map(str::to_owned).collect())
}

#[test]
fn a_part_of_a_scenario_extends_baseline() {
    let saved = "extends = \"baseline\"\n[levels]\n".to_owned();
    let name = "scenarios/block_0.toml";
    let expected = [Step::Save(name.to_owned(), saved), ran(&format!("check {name}"))];
    assert_eq!(steps("```toml\n[levels]\n```\n"), expected);
}

#[test]
fn a_loop_runs_its_command_for_each_value() {
    let text = "    for x in 1 2; do\n        drawsim run a --set y=$x\n    done\n    drawsim check $x\n";
    assert_eq!(steps(text), [ran("run a --set y=1"), ran("run a --set y=2"), ran("check $x")]);
}

#[test]
fn scale_and_replications_of_a_document_give_way() {
    let words = "run a --set population.scale=0.1 --replications 10 --set start=2024-01-01";
    let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
    let expected = "run a --set start=2024-01-01 --set population.scale=0.02 --replications 2";
    assert_eq!(small(&words).join(" "), expected);
}
