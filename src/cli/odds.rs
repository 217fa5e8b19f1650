//! `drawsim odds`: the probability of an invitation for a score or for profiles.

mod asked;

pub use self::asked::Refused;

use self::asked::{Candidates, When, Who};
use super::options::{Common, Replications, day};
use super::output;
use super::session::{Session, Work};
use super::today::today;
use crate::document::plural::plural;
use crate::document::problem::{InvalidInput, Problem};
use crate::experiment::Workers;
use crate::experiment::forecast::ahead::{Asked, Basis, CountTies, LookAhead, SCALE};
use crate::experiment::forecast::rounds;
use crate::experiment::odds::count::Counter;
use crate::experiment::odds::coupling::Coupled;
use crate::experiment::odds::row::{Answer, odds, rows};
use crate::experiment::odds::{answers, candidate::Candidate, life};
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::report::forecast::ForecastReport;
use crate::report::odds::{Counted, MOST_IN_DETAIL, OddsReport, counted_from, listing};
use crate::report::rounds::cutoff_scale_notes;
use crate::report::words::Words;
use crate::scenario::{Overlay, Scenario, place_of_option};
use crate::time::{Day, Instant};

/// Months that are simulated after the day that odds count from.
const MONTHS: i32 = 13;
/// Months of the longest horizon.
const HORIZON_MONTHS: i32 = 12;

const AFTER_HELP: &str = "\
    Runs are sampled at scale 0.2, as those of `forecast`, unless `--set` or a scenario file of your own \
    states population.scale.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    who: Who,
    /// When the profile was submitted, such as 2025-11-03T14:30:00Z or 2025-11-03 [default: the day that odds
    /// count from].
    #[arg(long, value_name = "TIME", value_parser = time)]
    submitted_at: Option<Instant>,
    /// Day that odds count from [default: that of the newest published count].
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Day>,
    /// A scenario that starts on the day of the newest published count.
    #[arg(long, value_name = "SCENARIO", default_value = "baseline")]
    scenario: String,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    common: Common,
}

fn time(text: &str) -> Result<Instant, String> {
    let instant = text.parse::<Instant>().ok().or_else(|| text.parse::<Day>().ok().map(Day::start));
    instant.ok_or_else(|| "expected a time like 2025-11-03T14:30:00Z, or a date".to_owned())
}

/// Simulates, couples, counts, writes the result folder if one is asked for, and prints the odds.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let replications = arguments.replications.replications;
    let overlay = Overlay { replications, ..arguments.common.overlay_at(SCALE) };
    let (scenario, model) = Model::load(&arguments.scenario, &overlay)?;
    session.name_categories(&model.law);
    let ahead = LookAhead::new(&scenario, model, Basis::of(&scenario, &overlay)?)?;
    let when = when(arguments, &scenario, &ahead)?;
    let candidates = Candidates::of(&arguments.who, &ahead.model.law, when)?;
    session.notify(ahead.notices());
    let folder = session.open_some(arguments.common.output.as_deref(), &scenario.inputs().all())?;
    let threads = arguments.common.threads(scenario.replications.into());
    let workers = Workers::start(threads)?;
    let progress = session.bar(scenario.replications.into(), "replications");
    let until = when.on.plus_months(MONTHS).min(scenario.end);
    let asked = Asked { until, replications: scenario.replications, ties: CountTies::Yes };
    let paths = ahead.paths(asked, &workers, &|| progress.inc(1));
    progress.finish_and_clear();
    session.note_simulated();
    let forecasts = rounds::forecasts(&ahead, &paths, &workers);
    let coupled = Coupled::new(&ahead, paths, &forecasts);
    let counter = Counter::new(&coupled, &ahead.model.law, when.on, scenario.seed);
    let answers = answers(&counter, &candidates.candidates, &workers);
    let report = ForecastReport {
        ahead: &ahead,
        scenario: &arguments.scenario,
        today: today(),
        words: session.words(),
    };
    let counted = Counted {
        on: when.on,
        origin: ahead.origin,
        paths: coupled.paths(),
        of_replication: coupled.of_replication,
    };
    let first = format!("{} {}", counted_from(counted, session.words()), report.first_line());
    let mut text = format!("{first}\n{}\n\n", report.basis());
    let told = Told { candidates: &candidates.candidates, answers: &answers, on: when.on };
    text += &told.text(&ahead, session.words());
    for note in cutoff_scale_notes(scenario.population.scale, round_types(&answers), session.words()) {
        text += &format!("\n{note}");
    }
    text += &format!(
        "\n{} at scale {}, in {:.0} s.",
        plural(scenario.replications.into(), "replication"),
        scenario.population.scale,
        session.seconds()
    );
    if let Some(folder) = folder {
        folder.write_table("odds", &odds(&rows(&answers)))?;
        let members = scenario.population.members.as_ref();
        let work =
            Work { replications: scenario.replications, threads, members, inputs: &scenario.inputs().all() };
        text += &format!(" Result: {}", session.finish(folder, &scenario, work)?.display());
    }
    output::print(&text)?;
    candidates.refused()
}

/// The types of rounds that are open to some candidate.
fn round_types(answers: &[Answer]) -> impl Iterator<Item = &RoundType> {
    let odds = answers.iter().flat_map(|answer| &answer.odds);
    odds.flat_map(|changed| &changed.by_type).filter_map(|of_type| of_type.round_type.as_ref())
}

/// The candidates with their answers.
struct Told<'a> {
    candidates: &'a [Candidate],
    answers: &'a [Answer],
    on: Day,
}

impl Told<'_> {
    /// The odds in words: of few profiles each, of many a line each.
    fn text(&self, ahead: &LookAhead, words: &Words) -> String {
        let (law, on) = (&*ahead.model.law, self.on);
        let last = on.plus_months(HORIZON_MONTHS);
        let mut lives = Vec::with_capacity(self.candidates.len());
        for candidate in self.candidates {
            let is_told = self.candidates.len() <= MOST_IN_DETAIL;
            lives.push(if is_told { life::changes(candidate, law, on, last) } else { Vec::new() });
        }
        let pairs = self.candidates.iter().zip(self.answers).zip(&lives);
        let reports: Vec<OddsReport<'_>> = pairs
            .map(|((candidate, answer), life)| OddsReport {
                candidate,
                odds: &answer.odds,
                life,
                law,
                on,
                words,
            })
            .collect();
        if reports.len() > MOST_IN_DETAIL {
            return listing(&reports, words);
        }
        reports.iter().map(OddsReport::text).collect::<Vec<String>>().join("\n")
    }
}

/// The day that odds count from, and the submission.
fn when(arguments: &Arguments, scenario: &Scenario, ahead: &LookAhead) -> Result<When, InvalidInput> {
    let on = arguments.on.unwrap_or(ahead.origin);
    let place = || place_of_option("--on", &on.to_string());
    if on < ahead.origin {
        let title = format!("{on} lies before the newest published count, of {}", ahead.origin);
        return Err(InvalidInput::one(Problem::new(place(), title, "expected that day or a later one")));
    }
    if on.plus_months(HORIZON_MONTHS) > scenario.end {
        let title = format!("the scenario ends on {}, within a year of {on}", scenario.end);
        let expected = format!(
            "expected a day up to {}, or `--set end={}` or later",
            scenario.end.plus_months(-HORIZON_MONTHS),
            on.plus_months(HORIZON_MONTHS)
        );
        let origin = arguments.on.map(|_| place()).or_else(|| scenario.place_of("end"));
        return Err(InvalidInput::one(Problem { origin, ..Problem::without_place(title, expected) }));
    }
    let submitted_at = arguments.submitted_at.unwrap_or_else(|| on.start());
    if submitted_at > on.plus_months(HORIZON_MONTHS).start() {
        let title = format!("a profile of {submitted_at} is submitted more than a year after {on}");
        let place = place_of_option("--submitted-at", &submitted_at.to_string());
        return Err(InvalidInput::one(Problem::new(place, title, "expected a time within that year")));
    }
    let validity = i32::from(ahead.model.law.rules_on(on).profile_validity_months());
    let expiry = submitted_at.day().plus_months(validity);
    if expiry <= on {
        let title = format!("a profile of {submitted_at} is no longer valid on {on}");
        let expected =
            format!("expected a submission of the last {validity} months, or that of a new profile");
        let place = place_of_option("--submitted-at", &submitted_at.to_string());
        return Err(InvalidInput::one(Problem::new(place, title, expected)));
    }
    Ok(When { on, submitted_at })
}
