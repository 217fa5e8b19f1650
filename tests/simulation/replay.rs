//! The replay: the plan holds the published rounds, and the law changes on its days.

use drawsim::experiment::judging::cutoff_error::CutoffError;
use drawsim::experiment::{Gathering, run_ensemble};
use drawsim::model::Model;
use drawsim::policy::profile::JobOffer;
use drawsim::policy::program::Program;
use drawsim::policy::rules::TieBreak;
use drawsim::pool::CandidateId;
use drawsim::pool::Pool;
use drawsim::published::attribute::{Attribute, Counted};
use drawsim::record::invited::InvitedGroup;
use drawsim::record::{Counts, Landing, Record};
use drawsim::simulation::{State, run};
use drawsim::time::Day;

use crate::model::{day, model};

/// A row of the published table, read without the program's own reader.
struct Published {
    number: String,
    date: String,
    drawn_at: String,
    round_type: String,
    size: u32,
}

fn published() -> Vec<Published> {
    let mut reader = csv::Reader::from_path("scenarios/published/rounds.csv").unwrap();
    let header = reader.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|column| column == name).unwrap();
    let places = ["round_number", "date", "drawn_at", "round_type", "invitations"].map(place);
    let mut rows: Vec<Published> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let [number, date, drawn_at, round_type, size] = places.map(|place| row[place].to_owned());
            Published { number, date, drawn_at, round_type, size: size.parse().unwrap() }
        })
        .collect();
    rows.sort_by(|a, b| a.drawn_at.cmp(&b.drawn_at));
    rows
}

fn sampled_history() -> Model {
    model("scenarios/history.toml", &["population.scale=0.01"])
}

#[test]
fn the_plan_is_the_389_published_rounds_with_time_type_and_size() {
    let (plan, published) = (sampled_history().plan().to_vec(), published());
    assert_eq!((plan.len(), published.len()), (389, 389));
    for (planned, row) in plan.iter().zip(&published) {
        let size = planned.sizing.stated().unwrap();
        let planned = &planned.instruction;
        assert_eq!(
            (planned.number.to_string(), planned.date.to_string(), planned.drawn_at.to_string()),
            (row.number.clone(), row.date.clone(), row.drawn_at.clone())
        );
        assert_eq!((planned.round_type.name(), size), (row.round_type.as_str(), row.size));
    }
}

#[test]
fn every_round_is_held_once_in_order_and_says_what_it_came_to() {
    let model = sampled_history();
    let mut record = Record::counts();
    drawsim::simulation::run(&model, 0, &mut record);
    let counts = record.into_counts();
    let numbers = |rounds: &mut dyn Iterator<Item = String>| rounds.collect::<Vec<_>>();
    assert_eq!(
        numbers(&mut counts.rounds.iter().map(|round| round.number.to_string())),
        numbers(&mut published().into_iter().map(|row| row.number))
    );
    let tie_break_law = day("2017-06-06");
    for round in &counts.rounds {
        let (pool, eligible) = (round.pool.unwrap(), round.eligible.unwrap());
        assert!(eligible <= pool, "{round:?}");
        assert!(round.invited <= eligible, "{round:?}");
        assert_eq!(round.cutoff.is_some(), round.invited > 0, "{round:?}");
        let has_tie_break = round.drawn_at.day() >= tie_break_law && round.invited > 0;
        assert_eq!(round.tie_break.is_some(), has_tie_break, "{round:?}");
        assert!(round.tie_break.is_none_or(|instant| instant <= round.drawn_at), "{round:?}");
        if round.drawn_at.day() >= tie_break_law {
            assert_eq!(round.invited, eligible.min(model.sampled_size(round.size)), "{round:?}");
        }
        let by_program = round.invited_by_program.unwrap();
        let invited = by_program.cec + by_program.fsw + by_program.fst + by_program.pnp;
        assert_eq!(invited, round.invited, "{round:?}");
    }
}

#[test]
fn a_round_of_a_program_invites_under_that_program() {
    let model = sampled_history();
    let mut record = Record::counts();
    drawsim::simulation::run(&model, 0, &mut record);
    for round in record.into_counts().rounds {
        let by_program = round.invited_by_program.unwrap();
        let under = match round.round_type.name() {
            "cec" => by_program.cec,
            "fsw" => by_program.fsw,
            "fst" => by_program.fst,
            "pnp" => by_program.pnp,
            _ => continue,
        };
        assert_eq!(under, round.invited, "{round:?}");
    }
}

#[test]
fn every_invitation_and_application_is_counted_once_in_its_year_and_program() {
    let model = sampled_history();
    let mut record = Record::counts();
    drawsim::simulation::run(&model, 0, &mut record);
    let counts = record.into_counts();
    let of_programs = |year, counted| {
        let group = |group| InvitedGroup { year, program: None, attribute: Attribute::Program, group };
        [0, 1, 2, 3].map(|program| counts.invited.count(group(program), counted))
    };
    for year in 2015..=2025 {
        let mut invited = [0; 4];
        for round in counts.rounds.iter().filter(|round| round.drawn_at.day().year() == year) {
            let by_program = round.invited_by_program.unwrap();
            let parts = [by_program.cec, by_program.fsw, by_program.fst, by_program.pnp];
            invited.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        }
        assert_eq!(of_programs(year, Counted::Invited), invited, "{year}");
        let months = counts.flows.iter().filter(|month| month.year == year);
        let applied: u32 = months.map(|month| month.applied).sum();
        assert_eq!(of_programs(year, Counted::Applied).iter().sum::<u32>(), applied, "{year}");
    }
}

/// Persons admitted for an approved application, by program, from the admissions of some years.
fn persons_per_landing(counts: &Counts, years: std::ops::RangeInclusive<i16>) -> [f64; 4] {
    Program::ALL.map(|program| {
        let of = |one: &&Landing| one.program == program && years.contains(&one.year);
        let landings = counts.landings.iter().filter(of);
        let (principals, persons) =
            landings.fold((0, 0), |sum, one| (sum.0 + one.principals, sum.1 + one.persons));
        f64::from(persons) / f64::from(principals.max(1))
    })
}

#[test]
fn families_land_in_the_published_mean_sizes() {
    let mut record = Record::counts();
    run(&model("scenarios/history.toml", &["population.scale=0.1"]), 0, &mut record);
    let [cec, fsw, _, pnp] = persons_per_landing(&record.into_counts(), 2023..=2025);
    let found = format!("{cec:.2}, {fsw:.2} and {pnp:.2} for 1.3, 1.8 and 1.9");
    // `processing.*.family` is fitted to persons admitted, not to these means: 1.16, 2.10 and 1.76.
    assert!((cec - 1.3).abs() < 0.2 && (fsw - 1.8).abs() < 0.4 && (pnp - 1.9).abs() < 0.2, "{found}");
}

#[test]
fn who_is_invited_decides_how_many_land() {
    let counts = |children: &str| {
        let children = format!("population.stream.abroad.children={{alone=0,spouse={children}}}");
        let set = ["population.scale=0.05", "end=2017-12-31", &children];
        let mut record = Record::counts();
        run(&model("scenarios/history.toml", &set), 0, &mut record);
        record.into_counts()
    };
    let (none, some) = (counts("0"), counts("3"));
    assert_eq!(none.rounds, some.rounds);
    let fsw = |counts| persons_per_landing(counts, 2016..=2017)[Program::Fsw.index()];
    assert!(fsw(&some) > fsw(&none) + 0.3, "{} for {}", fsw(&some), fsw(&none));
}

#[test]
fn the_published_people_add_up_to_the_totals_of_their_sources() {
    let model = sampled_history();
    let admitted = |year: i16| -> u32 {
        let rows = model.published().admissions.iter().filter(|row| row.year == year);
        rows.map(|row| row.persons).sum()
    };
    assert_eq!([2022, 2023, 2024, 2025].map(admitted), [116_190, 120_650, 134_790, 114_730]);
    let counted = |year: i16, attribute: Attribute| -> u32 {
        let of = model
            .published()
            .shares
            .iter()
            .filter(|row| (row.year, row.program, row.attribute) == (year, None, attribute));
        of.filter_map(|row| row.count).sum()
    };
    assert_eq!(counted(2023, Attribute::Age), 110_264);
    assert_eq!(counted(2023, Attribute::Education), 110_266);
    assert_eq!(counted(2023, Attribute::Clb), 110_266);
    assert_eq!(counted(2024, Attribute::Residence), 98_903);
    let applicants = [2022, 2023, 2024, 2025].map(|year| counted(year, Attribute::Program));
    assert_eq!(applicants, [37_320, 85_745, 90_005, 74_550]);
}

/// Every score and eligibility of the pool is what the law of the day says; those invited are no part of it.
fn assert_scored_by_the_law(model: &Model, pool: &Pool, on: Day) {
    let rules = model.law().rules_on(on);
    for candidate in pool.candidates().filter(|one| pool.is_present(*one)) {
        let profile = pool.profile(candidate.slot);
        assert_eq!(pool.score(candidate.slot), rules.score(profile, on), "{on}: {profile:?}");
        assert_eq!(pool.eligibility(candidate.slot), rules.eligibility(profile, on), "{on}: {profile:?}");
    }
}

#[test]
fn on_every_day_of_change_and_between_all_scores_are_those_of_the_law() {
    let model = sampled_history();
    let mut days: Vec<Day> = model.law().change_days().to_vec();
    days.extend((2015..=2025).map(|year| day(&format!("{year}-08-17"))));
    days.retain(|day| *day >= model.start() && *day <= model.end());
    days.sort();
    for change in ["2016-11-19", "2017-06-06", "2020-10-20", "2025-03-25"] {
        assert!(model.law().change_days().contains(&day(change)), "{change}");
    }
    let mut state = State::start(&model, 0);
    let mut checked = 0;
    for on in days {
        state.advance(on, &mut Record::counts());
        assert_scored_by_the_law(&model, state.pool(), on);
        checked += state.pool().present();
    }
    assert!(checked > 10_000, "{checked} candidates were there to be checked");
}

#[test]
fn the_end_of_points_for_offers_takes_50_points_from_offers_and_none_from_nominees() {
    let model = model("scenarios/history.toml", &["population.scale=0.02", "start=2024-03-01"]);
    let mut state = State::start(&model, 0);
    state.advance(day("2025-03-24"), &mut Record::counts());
    let before = state.clone();
    state.advance(day("2025-03-25"), &mut Record::counts());
    let (mut offers, mut nominees, mut others) = (0, 0, 0);
    let here = |one: &CandidateId| before.pool().is_present(*one) && state.pool().holds(*one);
    for candidate in before.pool().candidates().filter(here) {
        let (old, new) = (before.pool().profile(candidate.slot), state.pool().profile(candidate.slot));
        let birthday = day("2025-03-25").years_since(old.birth) != day("2025-03-24").years_since(old.birth);
        if old != new || birthday {
            continue; // Something else happened to the person on that day.
        }
        let lost = before.pool().score(candidate.slot) - state.pool().score(candidate.slot);
        match (old.nominated, old.job_offer) {
            // Section D ends at 600 points, which the nomination alone gives.
            (true, _) => {
                nominees += 1;
                assert_eq!(lost, 0, "{old:?}");
            }
            (false, JobOffer::Skilled) => {
                offers += 1;
                assert_eq!(lost, 50, "{old:?}");
            }
            (false, JobOffer::SeniorManager) => assert_eq!(lost, 200, "{old:?}"),
            (false, JobOffer::None) => {
                others += 1;
                assert_eq!(lost, 0, "{old:?}");
            }
        }
    }
    assert!(
        offers > 20 && others > 1000 && nominees > 0,
        "{offers} offers, {others} others, {nominees} nominees"
    );
}

/// Mean absolute difference of simulated and published cutoffs over the rounds of some types and years.
fn mean_miss(rows: &[CutoffError], types: &[&str], years: std::ops::RangeInclusive<i16>) -> f64 {
    let of = |row: &&CutoffError| types.contains(&row.round_type.name()) && years.contains(&row.year);
    let (sum, rounds) = rows.iter().filter(of).fold((0.0, 0.0), |(sum, rounds), row| {
        let number = f64::from(row.rounds);
        (sum + number * row.mean_absolute_difference, rounds + number)
    });
    assert!(rounds > 20.0, "{rounds} rounds of {types:?} in {years:?}");
    sum / rounds
}

#[test]
fn the_replay_keeps_to_its_floors() {
    let model = model("scenarios/history.toml", &["population.scale=0.25"]);
    let ensemble = run_ensemble(&model, 1, 1, || ()).unwrap();
    let mut gathering = Gathering::start(&model);
    gathering.add(&ensemble.replications[0]);
    let findings = gathering.finish();
    let short = findings.short_rounds.most;
    assert!(short <= 20, "{short} of 389 rounds found fewer candidates than their size");
    let rows = findings.cutoff_errors;
    let all_programs = mean_miss(&rows, &["no_program_specified", "general"], 2017..=2019);
    let cec = mean_miss(&rows, &["cec"], 2024..=2025);
    assert!(all_programs < 25.0 && cec < 25.0, "{all_programs:.1} and {cec:.1} points");
}

#[test]
fn ties_are_broken_by_time_from_2017_06_06() {
    let law = std::sync::Arc::clone(sampled_history().law());
    assert_eq!(law.rules_on(day("2017-06-05")).tie_break(), TieBreak::EveryoneAtTheCutoff);
    assert_eq!(law.rules_on(day("2017-06-06")).tie_break(), TieBreak::SubmissionTime);
}
