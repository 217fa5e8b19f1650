//! Reports on candidates: the log of all and the history of one.

#[path = "golden/accepted.rs"]
mod accepted;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::process::{Command, Output};

use accepted::assert_accepted;
use drawsim::experiment::{Log, run_ensemble, run_logged, trace_candidate};
use drawsim::model::Model;
use drawsim::population::PersonId;
use drawsim::record::{Counts, Flows, Happening, Miss, Record, Trace, Traced, What};
use drawsim::report::history;
use drawsim::report::words::Words;
use drawsim::scenario::{Overlay, Scenario};
use drawsim::simulation::{Replication, State, run};
use drawsim::table::{Cell, Table};

fn model(scenario: &str, set: &[&str]) -> Model {
    let set = set.iter().map(|assignment| (*assignment).to_owned()).collect();
    let scenario = Scenario::load(scenario, &Overlay { set, ..Overlay::default() }).unwrap();
    Model::new(&scenario).unwrap()
}

/// People to whom everything can happen, in two and a half years with fourteen rounds.
fn lively() -> Model {
    let mut model = model("tests/data/people/lively.toml", &[]);
    model.change_people(|people| {
        let [steady, varied, ..] = &mut people.streams[..] else { panic!("a stream is missing") };
        std::mem::swap(&mut steady.arrivals_per_year, &mut varied.arrivals_per_year);
        people.life.withdrawal_rate = 0.6;
        people.life.return_after_expiry = 0.5;
        people.life.return_after_withdrawal = 0.5;
        people.life.retest_rate = 0.5;
    });
    model
}

/// The history of a candidate in English.
fn history_text(model: &Model, trace: &Trace) -> String {
    history::text(model, trace, &Words::english())
}

fn logged(model: &Model) -> (Vec<Happening>, Counts) {
    let mut record = Record::log();
    run(model, 0, &mut record);
    (record.take_happenings(), record.into_counts())
}

fn traced(model: &Model, place: u64) -> (Counts, Trace) {
    trace_candidate(model, 0, Traced::Place(place)).unwrap()
}

#[test]
fn rounds_and_counts_are_the_same_whoever_listens() {
    let model = lively();
    let mut record = Record::counts();
    run(&model, 0, &mut record);
    let counts = record.into_counts();
    assert_eq!(counts.rounds.len(), 14);
    assert_eq!(logged(&model).1, counts);
    assert_eq!(traced(&model, 77).0, counts);
}

/// A month's flows as the log counts them.
fn counted(log: &[&Happening]) -> BTreeMap<&'static str, u32> {
    let mut counts = BTreeMap::new();
    for happening in log {
        *counts.entry(happening.what.name()).or_default() += 1;
    }
    counts
}

#[test]
fn the_log_of_each_month_adds_up_to_its_flows() {
    let (log, counts) = logged(&lively());
    let mut total = Flows::default();
    for flows in &counts.flows {
        let is_of_month = |one: &&Happening| (one.day.year(), one.day.month()) == (flows.year, flows.month);
        let month: Vec<&Happening> = log.iter().filter(is_of_month).collect();
        let counted = counted(&month);
        for (name, expected) in [
            ("submitted", flows.submitted),
            ("resubmitted", flows.resubmitted),
            ("nominated", flows.nominated),
            ("invited", flows.invited),
            ("expired", flows.expired),
            ("withdrawn", flows.withdrawn),
            ("removed", flows.removed),
            ("applied", flows.applied),
            ("declined", flows.declined),
            ("lapsed", flows.lapsed),
            ("approved", flows.approved),
            ("refused", flows.refused),
        ] {
            let found = counted.get(name).copied().unwrap_or(0);
            assert_eq!(found, expected, "{name} in {}-{}", flows.year, flows.month);
        }
        total.add(flows);
    }
    for (name, number) in [
        ("resubmitted", total.resubmitted),
        ("expired", total.expired),
        ("declined", total.declined),
        ("lapsed", total.lapsed),
        ("refused", total.refused),
    ] {
        assert!(number > 10, "{name} {number} times only");
    }
}

fn by_person(log: &[Happening]) -> BTreeMap<PersonId, Vec<&Happening>> {
    let mut people: BTreeMap<PersonId, Vec<&Happening>> = BTreeMap::new();
    log.iter().for_each(|one| people.entry(one.person).or_default().push(one));
    people
}

#[test]
fn every_life_is_a_chain_from_a_submission_on() {
    let (log, _) = logged(&lively());
    assert!(log.is_sorted_by_key(|one| one.day));
    for (person, life) in by_person(&log) {
        assert_eq!(life[0].what.name(), "submitted", "{person:?}");
        for (one, next) in life.iter().zip(&life[1..]) {
            match next.what.name() {
                "submitted" => panic!("{person:?} submits a first profile twice"),
                "resubmitted" => {
                    assert!(
                        matches!(one.what.name(), "expired" | "withdrawn" | "lapsed"),
                        "{one:?}, {next:?}"
                    );
                    assert!(
                        next.after.unwrap().submission.submitted_at
                            > one.before.unwrap().submission.submitted_at
                    );
                }
                "approved" | "refused" => assert_eq!(one.what.name(), "applied", "{next:?}"),
                "landed" => assert_eq!(one.what.name(), "approved", "{next:?}"),
                // An event may put a candidate out of the pool, which is told after it, with the same state
                // before.
                "removed" | "expired" if one.after.is_none() => assert_eq!(one.before, next.before),
                _ => assert_eq!(one.after, next.before, "{one:?}, {next:?}"),
            }
            let is_answer = matches!(next.what.name(), "applied" | "declined" | "lapsed");
            assert!(!is_answer || next.before.unwrap().is_invited, "{next:?}");
            let is_exit =
                matches!(next.what.name(), "applied" | "lapsed" | "expired" | "withdrawn" | "removed");
            assert!(!is_exit || next.after.is_none(), "{next:?}");
        }
    }
}

#[test]
fn a_trace_is_the_log_of_its_person_and_the_rounds_that_did_not_invite() {
    let model = lively();
    let (log, counts) = logged(&model);
    for place in [1, 500, 3_000] {
        let (_, trace) = traced(&model, place);
        let person = trace.person().unwrap();
        let own: Vec<&Happening> = log.iter().filter(|one| one.person == person).collect();
        let is_miss = |one: &&Happening| one.what.name() == "not_invited";
        let told: Vec<&Happening> = trace.happenings.iter().filter(|one| !is_miss(one)).collect();
        assert_eq!(told, own);
        let by_id = trace_candidate(&model, 0, Traced::Person(person)).unwrap().1;
        assert_eq!(by_id.happenings, trace.happenings);
        assert_eq!(by_id.place(), Some(place));
        assert_eq!(trace.submitted(), u64::from(counts.total().submitted));
    }
}

#[test]
fn the_log_is_written_in_chunks_in_the_order_of_replications() {
    let model = lively();
    let mut log = Gathered::default();
    run_logged(&model, 0..2, &mut log).unwrap();
    let Gathered { rows, counts } = log;
    assert!(rows.is_sorted_by_key(|(replication, one)| (*replication, one.day)));
    let first: Vec<Happening> =
        rows.into_iter().filter(|(replication, _)| *replication == 0).map(|(_, one)| one).collect();
    assert_eq!(first, logged(&model).0);
    assert_eq!(counts, run_ensemble(&model, 2, 2, || ()).unwrap().replications);
}

/// A log in memory.
#[derive(Default)]
struct Gathered {
    rows: Vec<(Replication, Happening)>,
    counts: Vec<Counts>,
}

impl Log for Gathered {
    type Error = Infallible;

    fn events(&mut self, replication: Replication, happenings: &[Happening]) -> Result<(), Infallible> {
        self.rows.extend(happenings.iter().map(|one| (replication, one.clone())));
        Ok(())
    }

    fn counts(&mut self, _: Replication, counts: Counts) -> Result<(), Infallible> {
        self.counts.push(counts);
        Ok(())
    }
}

#[test]
fn the_history_of_a_lively_candidate_is_the_accepted_one() {
    let text = history_text(&lively(), &traced(&lively(), 694).1);
    assert_accepted("tests/data/golden/lively_trace.txt", &text);
}

#[test]
fn the_history_of_a_candidate_of_the_tiny_scenario_is_the_accepted_one() {
    let model = model("scenarios/tiny.toml", &[]);
    assert_accepted("tests/data/golden/tiny_trace.txt", &history_text(&model, &traced(&model, 7).1));
}

#[test]
fn a_lost_tie_is_told_with_the_tie_break() {
    let model = lively();
    let (_, mut trace) = traced(&model, 475);
    let submitted_at = trace.happenings[0].after.unwrap().submission.submitted_at;
    for (earlier, expected) in [
        (3600, "(all-program): at the cutoff, but submitted after the tie-break, "),
        (0, "(all-program): at the cutoff, and in the second of the tie-break, "),
    ] {
        let why = Miss::AfterTheTieBreak;
        let tie_break = submitted_at + -earlier;
        let found = trace.happenings.iter_mut().find(|one| one.what.name() == "not_invited").unwrap();
        found.what = What::Miss { round: 0, cutoff: Some(498), tie_break: Some(tie_break), why };
        let text = history_text(&model, &trace).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(expected), "{text}");
        assert!(text.contains(&tie_break.to_string()), "{text}");
    }
}

#[test]
fn every_history_fits_into_80_columns_and_has_no_loose_ends() {
    let model = lively();
    for place in (1..10_000).step_by(997) {
        let text = history_text(&model, &traced(&model, place).1);
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
            assert_eq!(line, line.trim_end());
        }
        let lines: Vec<&str> = text.lines().collect();
        let first = lines.iter().find(|line| line.starts_with("20")).unwrap();
        assert!(first.contains("Submitted a profile"), "{text}");
    }
}

fn drawsim(folder: &std::path::Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["run", "scenarios/tiny.toml", "--output"])
        .arg(folder)
        .args(options)
        .output()
        .unwrap()
}

#[test]
fn the_command_writes_the_log_and_prints_the_trace_even_if_quiet() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("result");
    let done = drawsim(&folder, &["--quiet", "--candidates", "--trace", "7"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let printed = String::from_utf8(done.stdout).unwrap();
    assert!(printed.starts_with("Candidate 7 of the "), "{printed}");
    assert_eq!(std::fs::read_to_string(folder.join("trace.txt")).unwrap(), printed);

    let table = Table::read_parquet(&folder.join("candidates.parquet")).unwrap();
    assert_eq!(
        table.names(),
        [
            "replication",
            "member",
            "date",
            "person",
            "submitted_at",
            "event",
            "score_before",
            "score",
            "programs",
            "categories",
            "program",
            "round_number",
            "persons",
            "detail",
            "stream",
            "age",
            "education",
            "noc",
            "first_language",
            "clb",
            "canadian_work_years",
            "foreign_work_years",
            "spouse",
        ]
    );
    let tiny = model("scenarios/tiny.toml", &[]);
    let mut rows = Vec::new();
    for replication in 0..3 {
        let mut record = Record::log();
        run(&tiny, replication, &mut record);
        rows.extend(record.take_happenings().into_iter().map(|one| (replication, one)));
    }
    assert_eq!(table.height(), rows.len());
    for (row, (replication, happening)) in rows.iter().enumerate() {
        assert_eq!(table.cell(row, "replication"), Some(Cell::Integer(i64::from(*replication))));
        assert_eq!(table.cell(row, "date"), Some(Cell::Day(happening.day)));
        assert_eq!(table.cell(row, "event"), Some(Cell::Text(happening.what.name())));
        let score = happening.after.map(|after| Cell::Integer(after.submission.score.into()));
        assert_eq!(table.cell(row, "score"), score);
    }
}

#[test]
fn who_does_not_occur_is_the_users_mistake_and_nothing_is_written() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("result");
    for (id, begins) in [
        ("999999", "error: there is no candidate 999999 to trace; "),
        ("18554258718724097", "error: there is no person 18554258718724097 to trace; "),
        ("0", "error: invalid value '0' for '--trace <ID>': a candidate is a number from 1, or "),
    ] {
        let done = drawsim(&folder, &["--trace", id]);
        let message = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{message}");
        assert!(message.contains(begins), "{message}");
        assert!(!folder.exists());
    }
}

#[test]
fn a_log_begins_with_all_candidates_of_the_first_pool() {
    let set = ["start=2024-01-01", "end=2024-01-09", "population.scale=0.02"];
    let model = model("scenarios/history.toml", &set);
    let state = State::start(&model, 0);
    let pool = state.pool();
    let mut there: Vec<(PersonId, u16, bool)> = pool
        .candidates()
        .map(|one| (pool.person(one.slot), pool.score(one.slot), pool.is_invited(one)))
        .collect();
    assert!(there.len() > 3_000 && there.iter().any(|(.., is_invited)| *is_invited));
    let (happenings, _) = logged(&model);
    let initial = happenings.iter().take_while(|one| one.what == What::Initial).map(|one| {
        let after = one.after.expect("whoever is there stands somewhere");
        assert_eq!((one.day, one.before), (model.start(), None));
        (one.person, after.submission.score, after.is_invited)
    });
    let mut initial: Vec<(PersonId, u16, bool)> = initial.collect();
    assert_eq!(happenings.iter().filter(|one| one.what == What::Initial).count(), initial.len());
    there.sort_unstable();
    initial.sort_unstable();
    assert_eq!(initial, there);
    // Whose history is asked for by id begins with it.
    let (_, trace) = trace_candidate(&model, 0, Traced::Person(there[0].0)).unwrap();
    assert_eq!(trace.happenings[0].what, What::Initial);
    assert!(history_text(&model, &trace).contains("when the run began"));
}

#[test]
fn a_removal_has_the_reason_that_was_told_just_before() {
    let model = model(
        "history",
        &[
            "end=2015-12-31",
            "population.scale=0.02",
            "population.life.language_test={ oldest_months = 23, renewed = 0.5 }",
            "population.life.education_assessment={ oldest_months = 59, renewed = 0.5 }",
        ],
    );
    let log = logged(&model).0;
    let by_person = by_person(&log);
    for (event, told, reason) in [
        (
            "job_bank_deadline",
            "Had not registered with the Job Bank in time",
            "not registered with the Job Bank",
        ),
        ("language_test_expired", "The language test was no longer valid", "no valid language test"),
        (
            "assessment_expired",
            "The assessment of education was no longer valid",
            "no valid assessment of education",
        ),
    ] {
        let is_removed = |pair: &[&Happening]| pair[0].what.name() == event && pair[1].what == What::Removal;
        let (person, _) = by_person.iter().find(|(_, life)| life.windows(2).any(is_removed)).expect(event);
        let trace = trace_candidate(&model, 0, Traced::Person(*person)).unwrap().1;
        let text = history_text(&model, &trace);
        let lines: Vec<&str> = text.lines().map(|line| line.get(18..).unwrap_or_default()).collect();
        let place = lines.iter().position(|line| *line == told).expect(told);
        let removed = lines[place..].iter().position(|line| line.starts_with("Removed"));
        assert_eq!(lines[place + removed.unwrap()], format!("Removed from the pool: {reason}"));
    }
}
