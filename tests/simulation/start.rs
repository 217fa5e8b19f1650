//! The pool, the invitations and the applications with which a run starts.

use drawsim::model::{Fit, Model, NominationsNotice, Notice, RunNotice};
use drawsim::policy::program::Program;
use drawsim::pool::Pool;
use drawsim::published::{BANDS, Census};
use drawsim::record::{Flows, Record};
use drawsim::simulation::{State, run};

use crate::model::{day, model};

fn history(start: &str, set: &[&str]) -> Model {
    let start = format!("start={start}");
    model("scenarios/history.toml", &[&[start.as_str(), "end=2025-12-31"], set].concat())
}

fn snapshot(model: &Model, date: &str) -> Census {
    let found = model.published().censuses.iter().find(|census| census.date == day(date));
    found.unwrap_or_else(|| panic!("no snapshot of {date}")).clone()
}

/// Slots of those in the pool, without those who hold an invitation.
fn present(pool: &Pool) -> Vec<u32> {
    pool.candidates().filter(|one| pool.is_present(*one)).map(|one| one.slot).collect()
}

#[test]
fn every_published_band_is_met_exactly() {
    let model = history("2025-12-14", &[]);
    let published = snapshot(&model, "2025-12-14");
    assert_eq!(State::start(&model, 0).pool().census(model.start()), published);
    let mut record = Record::counts();
    run(&model, 1, &mut record);
    assert_eq!(record.into_counts().censuses[0], published);
}

#[test]
fn a_sampled_pool_meets_the_bands_by_largest_remainder() {
    let model = history("2025-12-14", &["population.scale=0.1"]);
    let published = snapshot(&model, "2025-12-14");
    let sampled = State::start(&model, 0).pool().census(model.start());
    assert_eq!(sampled.total, 23_730); // 23,730.2
    let wanted = Fit::to(&published).sampled(0.1);
    for (band, wanted) in wanted.into_iter().enumerate() {
        assert_eq!(sampled.candidates[band], Some(wanted), "{:?}", BANDS[band]);
        let exact = 0.1 * f64::from(published.candidates[band].unwrap());
        assert!((f64::from(wanted) - exact).abs() < 1.0, "{:?}", BANDS[band]);
    }
}

#[test]
fn candidates_of_the_first_day_are_such_as_could_be_there() {
    let model = history("2025-12-14", &["population.scale=0.2"]);
    let state = State::start(&model, 0);
    let (pool, start) = (state.pool(), model.start());
    let rules = model.law().rules_on(start);
    let mut ids = Vec::new();
    for slot in present(pool) {
        let (person, profile, submitted_at) =
            (pool.person(slot), pool.profile(slot), pool.submitted_at(slot));
        assert!(submitted_at < start.start(), "{person:?} submitted at {submitted_at}");
        assert!(submitted_at.day() >= person.day(), "{person:?} submitted at {submitted_at}");
        assert!(submitted_at.day() >= start.plus_months(-12), "{person:?} submitted at {submitted_at}");
        assert!(pool.expires_on(slot) > start && pool.leaves_on(slot) > start, "{person:?}");
        assert_eq!(pool.score(slot), rules.score(profile, start), "{person:?}: {profile:?}");
        assert_eq!(pool.eligibility(slot), rules.eligibility(profile, start), "{person:?}: {profile:?}");
        assert!((18..=60).contains(&start.years_since(profile.birth)), "{person:?}: {profile:?}");
        assert!(profile.family_size > u8::from(profile.spouse.is_some()), "{person:?}: {profile:?}");
        ids.push(person);
    }
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "somebody is there twice");
}

#[test]
fn profiles_are_as_old_as_people_who_leave_at_a_constant_rate_let_them_be() {
    let model = history("2025-12-14", &["population.scale=0.2"]);
    let state = State::start(&model, 0);
    let ages =
        present(state.pool()).into_iter().map(|slot| model.start() - state.pool().submitted_at(slot).day());
    let mut quarters = [0_u32; 4];
    ages.for_each(|age| quarters[(age / 92).clamp(0, 3) as usize] += 1);
    // Few arrive in summer, the second quarter back: it may have no more than the one before it.
    let [newest, second, third, oldest] = quarters;
    assert!(newest > second.max(third) && second.min(third) > oldest && oldest > 2000, "{quarters:?}");
}

#[test]
fn the_band_from_501_to_600_falls_towards_the_top() {
    let model = history("2025-12-14", &[]);
    let submissions = State::start(&model, 0).submissions();
    let count = |low: u16, high: u16| {
        let submissions = submissions.iter().filter(|one| (low..=high).contains(&one.score));
        submissions.count()
    };
    let parts: Vec<usize> = (0..5).map(|part| count(501 + 20 * part, 520 + 20 * part)).collect();
    assert_eq!(parts.iter().sum::<usize>(), 21_792);
    assert!(parts.windows(2).all(|pair| pair[0] > pair[1]), "{parts:?}");
    // The last round of the Canadian Experience Class before that day had a cutoff of 520 points.
    assert!(parts[0] > 21_792 / 2, "{parts:?}");
}

#[test]
fn who_is_there_at_the_start_or_enters_is_present_invited_or_has_left() {
    let model = history("2024-06-15", &["population.scale=0.05"]);
    let mut state = State::start(&model, 0);
    let initial = state.pool().present() + state.pool().invited();
    let mut record = Record::counts();
    state.advance(day("2025-06-14"), &mut record);
    let total: Flows = record.into_counts().total();
    let there = state.pool().present() + state.pool().invited();
    assert_eq!(initial + total.submitted + total.resubmitted, there + total.exits());
    assert!(total.approved + total.refused > total.applied / 2, "{total:?}");
}

/// Persons admitted in a year by program: CEC, FSW, FST, PNP.
fn landed(model: &Model, replication: u32, year: i16) -> [f64; 4] {
    let mut record = Record::counts();
    run(model, replication, &mut record);
    let landings = record.into_counts().landings;
    let persons = |program| {
        let of = landings.iter().filter(|row| row.year == year && row.program == program);
        of.map(|row| f64::from(row.persons)).sum::<f64>() / model.population().scale
    };
    [Program::Cec, Program::Fsw, Program::Fst, Program::Pnp].map(persons)
}

/// Source: IRCC, open data on Express Entry, admissions by month and program, summed over provinces and
/// months of 2024. Contains information licensed under the Open Government Licence - Canada.
const ADMITTED_2024: [f64; 4] = [48_745.0, 43_625.0, 25.0, 42_395.0];

#[test]
fn a_start_on_the_first_of_2024_gives_the_admissions_of_2024_by_program() {
    let model = history("2024-01-01", &["end=2024-12-31", "population.scale=0.2"]);
    let landed = landed(&model, 0, 2024);
    for (program, (landed, admitted)) in landed.into_iter().zip(ADMITTED_2024).enumerate() {
        // So few landed under FST that a share of them says nothing.
        let tolerance = (0.15 * admitted).max(100.0);
        assert!((landed - admitted).abs() < tolerance, "program {program}: {landed} for {admitted}");
    }
}

#[test]
fn applications_of_the_months_before_end_as_those_of_the_run_do() {
    let model = history("2024-01-01", &["end=2024-01-31", "population.scale=0.1"]);
    let landed: f64 = landed(&model, 0, 2024).iter().sum();
    assert!(landed > 5_000.0, "{landed} landed in the first month");
}

#[test]
fn a_pool_of_the_models_own_has_no_published_numbers_and_the_same_cutoffs_before() {
    let own = history("2025-12-14", &["start_pool=spin_up", "population.scale=0.1"]);
    let census = State::start(&own, 0).pool().census(own.start());
    assert_ne!(
        census,
        State::start(&history("2025-12-14", &["population.scale=0.1"]), 0).pool().census(own.start())
    );
    // The last rounds before that day: nobody whom they would have invited is left but those who came in
    // since.
    let cec = own.law().admitted_by("cec").unwrap();
    let nominee = own.law().admitted_by("pnp").unwrap();
    let state = State::start(&own, 0);
    let pool = state.pool();
    let above = present(pool).into_iter().filter(|slot| {
        let eligibility = pool.eligibility(*slot);
        pool.score(*slot) > 520 && eligibility.intersects(cec) && !eligibility.intersects(nominee)
    });
    let before: Vec<u32> = above.filter(|slot| pool.submitted_at(*slot).day() < day("2025-12-10")).collect();
    // Birthdays and tests since then move few.
    assert!(before.len() < 30, "{} of {}", before.len(), pool.present());
    let notices = own.notices();
    let [Notice::Run(RunNotice::OwnStart(_)), Notice::Nominations(sampled)] = &notices[..] else {
        panic!("{notices:?}")
    };
    assert!(matches!(sampled, NominationsNotice::CorrectedCutoffs { .. }), "{sampled:?}");
}

#[test]
fn what_a_scenario_does_not_say_follows_from_its_first_day() {
    for (start, first, fitted_on) in [
        ("2015-01-01", None, None),
        ("2018-07-01", Some("2016-01-01"), None),
        ("2016-02-01", Some("2015-01-01"), None),
        ("2024-01-01", Some("2021-06-17"), Some("2023-12-17")),
        ("2025-12-14", Some("2023-06-14"), Some("2025-12-14")),
        ("2025-12-13", Some("2023-06-07"), Some("2025-12-07")),
    ] {
        let past = history(start, &[]).warm_up().cloned();
        assert_eq!(past.as_ref().map(|past| past.first), first.map(day), "{start}");
        assert_eq!(past.and_then(|past| past.fit).map(|fit| fit.day), fitted_on.map(day), "{start}");
    }
    assert!(history("2024-01-01", &["start_pool=empty"]).warm_up().is_none());
}

#[test]
fn rounds_of_the_warm_up_are_held_at_their_cutoff_before_the_snapshot_and_after_it() {
    let past = history("2025-12-13", &[]).warm_up().cloned().unwrap();
    let of = |date: &str| past.rounds.iter().find(|round| round.instruction.date == day(date)).unwrap();
    let french = of("2025-11-28").published_cutoff.unwrap();
    assert_eq!((french.score, french.tie_break.unwrap().to_string().as_str()), (408, "2025-05-26T12:28:38Z"));
    // The snapshot of 2025-12-07 was taken before the rounds of 8 to 11 December, which were published too.
    assert!(past.rounds.iter().all(|round| round.published_cutoff.is_some()));
    assert_eq!(past.rounds.last().unwrap().instruction.date, day("2025-12-11"));
}

/// Before 2017 all at a score were invited or none: those who stand for people whom the model does not have
/// may come out more than were invited, and are brought to the published number too.
#[test]
fn stand_ins_for_those_above_a_published_cutoff_are_no_more_than_were_invited() {
    let folder = tempfile::tempdir().unwrap();
    let mut rounds =
        "round_number,date,drawn_at,round_type,category_version,published_name,invitations,cutoff,tie_break,\
                      pool_as_of,note\n"
            .to_owned();
    // Nobody has 1200 points. Of a fiftieth of the people so few stand high that sizes fall within ties.
    let sizes: Vec<u32> = (1..=20).map(|number| 50 * number).collect();
    for (place, size) in sizes.iter().enumerate() {
        let (number, date) = (place + 1, day("2015-06-01") + place as i32);
        rounds += &format!(
            "{number},{date},{date}T12:00:00Z,no_program_specified,,No Program Specified,{size},1200,,,\n"
        );
    }
    let path = folder.path().join("rounds.csv");
    std::fs::write(&path, rounds).unwrap();
    let published = format!("published.rounds={:?}", path.display().to_string());
    let model = history("2015-07-01", &[&published, "population.scale=0.02", "nominations.margin=0"]);
    let invited: u32 = sizes.iter().map(|size| model.sampled_size(*size)).sum();
    let state = State::start(&model, 0);
    let open = state.pool().invited();
    assert!(open > 0 && open <= invited, "{open} of {invited}");
}

#[test]
fn a_reform_of_the_first_day_scores_the_published_pool_anew() {
    let reform = tempfile::tempdir().unwrap();
    let path = reform.path().join("reform.toml");
    let history = std::path::absolute("scenarios/history.toml").unwrap();
    let text = format!(
        "extends = \"{}\"\nstart = 2025-12-14\npopulation.scale = 0.1\n[[policy.change]]\ndate = 2025-12-14\n\
         instrument = \"a test\"\ncrs.additional.sibling = 115\n",
        history.display()
    );
    std::fs::write(&path, text).unwrap();
    let reformed = model(path.to_str().unwrap(), &[]);
    let base = model("scenarios/history.toml", &["start=2025-12-14", "population.scale=0.1"]);
    let (state, before) = (State::start(&reformed, 0), State::start(&base, 0));
    assert_eq!(state.pool().present(), before.pool().present());
    for slot in present(before.pool()) {
        let more = u16::from(before.pool().profile(slot).sibling) * 100;
        let gained = state.pool().score(slot) - before.pool().score(slot);
        let is_capped = before.pool().profile(slot).nominated;
        assert_eq!(gained, if is_capped { 0 } else { more }, "{:?}", before.pool().profile(slot));
    }
}
