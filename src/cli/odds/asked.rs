//! The candidates whose odds are asked: a bare score, or the profiles of a file.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::reader::misspelt;
use crate::experiment::odds::candidate::{Candidate, Given, Standing};
use crate::policy::law::Law;
use crate::policy::rules::Eligibility;
use crate::profiles::reader::{Batch, GivenProfile, ProfileReader};
use crate::profiles::scores::BATCH;
use crate::profiles::test_days::TestDays;
use crate::scenario::place_of_option;
use crate::time::{Day, Instant};

/// What divides a problem of a row into what is wrong and what was expected.
const EXPECTED: &str = ", expected ";
/// The category of French speakers.
const FRENCH: &str = "french";

/// Whose odds are asked.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("who").args(["profiles", "crs"]).required(true)))]
pub struct Who {
    /// Profiles: a CSV file with a header, or a TOML file with a `[[profile]]` for each, as for `score`.
    profiles: Option<PathBuf>,
    /// A bare score, in CRS points.
    #[arg(long, value_name = "POINTS", requires = "program", allow_negative_numbers = true,
          value_parser = clap::value_parser!(u16).range(0..=1200))]
    crs: Option<u16>,
    /// Program of a bare score, such as cec; may be repeated.
    #[arg(long, value_name = "PROGRAM", conflicts_with = "profiles")]
    program: Vec<String>,
    /// The bare score is that of a French speaker.
    #[arg(long, conflicts_with = "profiles")]
    french: bool,
    /// Category of a bare score, such as healthcare; may be repeated.
    #[arg(long, value_name = "CATEGORY", conflicts_with = "profiles")]
    category: Vec<String>,
}

/// The day that odds count from, and the submission of the profile.
#[derive(Clone, Copy)]
pub struct When {
    pub on: Day,
    pub submitted_at: Instant,
}

/// The candidates, and the rows of a file that have no odds.
pub struct Candidates {
    pub candidates: Vec<Candidate>,
    rows: Refused,
}

/// Some rows of a file have no odds; each has been reported.
#[derive(Clone, Debug, Default, thiserror::Error)]
#[error("{refused} of {rows} profiles have no odds; the others are counted")]
pub struct Refused {
    refused: usize,
    rows: usize,
}

impl Candidates {
    /// Reads what is asked.
    ///
    /// # Errors
    /// If the file cannot be read, no row of it has odds, or the law has no such program or category.
    pub fn of(who: &Who, law: &Law, when: When) -> anyhow::Result<Candidates> {
        match (&who.profiles, who.crs) {
            (Some(path), _) => Candidates::read(path, law, when),
            (None, score) => {
                let eligibility = eligibility(who, law)?;
                let score = score.expect("the command line needs a score or profiles");
                let given = Given::Score(Standing { score, eligibility });
                let (name, submitted_at) = (score.to_string(), when.submitted_at);
                let candidates = vec![Candidate { name, given, submitted_at }];
                Ok(Candidates { candidates, rows: Refused::default() })
            }
        }
    }

    fn read(path: &Path, law: &Law, when: When) -> anyhow::Result<Candidates> {
        let mut reader = ProfileReader::open(path, law, when.on)?;
        let (mut batch, mut candidates, mut problems) = (Batch::default(), Vec::new(), Vec::new());
        let (mut rows, mut names) = (Refused::default(), BTreeSet::new());
        while reader.read(BATCH, &mut batch)? {
            rows.rows += batch.profiles.len() + batch.broken.len();
            rows.refused += batch.broken.len();
            for row in &batch.broken {
                problems.extend(row.problems.iter().map(|problem| (row.line, problem.clone())));
            }
            for profile in batch.profiles.drain(..) {
                let name = profile.name().to_string();
                let is_repeated = !names.insert(name.clone());
                let repeated = is_repeated
                    .then(|| format!("`{name}` stands on an earlier line too, expected a name of its own"));
                if let Some(problem) = repeated.or_else(|| problem(&profile, law, when.on)) {
                    rows.refused += 1;
                    problems.push((profile.line, problem));
                    continue;
                }
                let given = Given::Profile(Box::new(profile.profile), profile.tested_on);
                candidates.push(Candidate { name, given, submitted_at: when.submitted_at });
            }
        }
        problems.sort();
        if candidates.is_empty() {
            return Err(none_left(path, &problems).into());
        }
        let mut err = std::io::stderr().lock();
        for (line, problem) in &problems {
            // There is no other place for it if standard error is closed.
            let _ = writeln!(err, "error: {}:{line}: {problem}", path.display());
        }
        Ok(Candidates { candidates, rows })
    }

    /// The error of a file with rows that have no odds.
    ///
    /// # Errors
    /// If there are such rows.
    pub fn refused(&self) -> anyhow::Result<()> {
        if self.rows.refused == 0 { Ok(()) } else { Err(self.rows.clone().into()) }
    }
}

/// What keeps a profile out of the pool.
fn problem(given: &GivenProfile, law: &Law, on: Day) -> Option<String> {
    if !given.has_occupation {
        return Some(format!(
            "`{}` has no occupation, expected a NOC code in `noc`: programs depend on it",
            given.name()
        ));
    }
    if let Some((column, tested)) = expired_test(given.tested_on, law, on) {
        return Some(format!(
            "the language test of `{}`, of {tested}, no longer holds on {on}, expected a later `{column}`",
            given.name()
        ));
    }
    law.rules_on(on).eligibility(&given.profile, on).is_empty().then(|| {
        format!(
            "no program admits `{}` on {on}, expected a profile that may be in the pool; `drawsim score` \
             shows its programs",
            given.name()
        )
    })
}

/// The first test that no longer holds on a day: the column of its day, and the day.
fn expired_test(tested: TestDays, law: &Law, on: Day) -> Option<(&'static str, Day)> {
    let expiries = tested.expiries(law);
    let tests = [
        ("test_date", tested.first, expiries.first),
        ("second_test_date", tested.second, expiries.second),
        ("spouse_test_date", tested.spouse, expiries.spouse),
    ];
    let expired = tests.into_iter().find(|(_, _, expiry)| expiry.is_some_and(|expiry| expiry <= on));
    expired.and_then(|(column, tested, _)| Some((column, tested?)))
}

/// The error of a file in which no row has odds.
fn none_left(path: &Path, problems: &[(u64, String)]) -> InvalidInput {
    let collected = Problems::new();
    for (line, problem) in problems {
        let (title, expected) = problem.split_once(EXPECTED).unwrap_or((problem, "another profile"));
        let title = format!("{}:{line}: {title}", path.display());
        collected.push(Problem::without_place(title, format!("expected {expected}")));
    }
    if problems.is_empty() {
        let title = format!("{}: this table holds no profile", path.display());
        collected.push(Problem::without_place(title, "expected a row for each profile"));
    }
    collected.finish(None::<()>).expect_err("there are problems")
}

/// Programs and categories of a bare score.
fn eligibility(who: &Who, law: &Law) -> Result<Eligibility, InvalidInput> {
    let problems = Problems::new();
    let mut eligibility = Eligibility::NONE;
    let french = who.french.then(|| FRENCH.to_owned());
    let categories = who.category.iter().cloned().chain(french);
    let named = [
        ("--program", who.program.clone(), law.programs()),
        ("--category", categories.collect(), law.categories()),
    ];
    for (option, names, known) in named {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        for name in names {
            match law.admitted_by(&name).filter(|_| known.contains(&name.as_str())) {
                Some(admitted) => eligibility |= admitted,
                None => {
                    let title = format!("the law has no {} `{name}`", option.trim_start_matches('-'));
                    problems.push(misspelt(&place_of_option(option, &name), title, &name, &known));
                }
            }
        }
    }
    problems.finish(Some(eligibility))
}
