//! Why a target is missed: the facts about it, and the causes that follow.

use drawsim::experiment::Ensemble;
use drawsim::experiment::targets::{self, Cause, Invited, Pause, TargetRow};
use drawsim::model::{Model, NominationsNotice, Notice};
use drawsim::policy::levels::Line;
use drawsim::record::Bound;
use drawsim::report::chart::admissions_finding;
use drawsim::report::words::Words;
use drawsim::time::Day;

use crate::{model, run};

const SHORT: &str = "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n";

/// Rounds of CEC alone: none of nominees, none of French speakers.
const CEC_ALONE: &str = "[plan.published]\nkind = \"published\"\nto = 2025-12-31\n[plan.planned]\nsize = \
\"targets\"\n\
                         from = 2026-01-01\n\
     first = 2026-01-05\nevery_days = 14\nrounds = [{ day = 1, type = \"cec\" }]\n\
     [targets]\nsplit = { cec = 1.0, french = 0, healthcare = 0, education = 0, trades = 0 }\n";

/// The split of a plan with planned rounds of CEC alone.
const ALL_CEC: &str =
    "[targets]\nsplit = { cec = 1.0, french = 0, healthcare = 0, education = 0, trades = 0 }\n";

fn last_day(year: i16) -> Day {
    Day::new(year, 12, 31).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

struct Done {
    model: Model,
    ensemble: Ensemble,
    rows: Vec<TargetRow>,
}

fn done(text: &str, replications: u32) -> Done {
    let model = model(text);
    let ensemble = run(&model, replications);
    let rows = targets::rows(&ensemble, &model);
    Done { model, ensemble, rows }
}

impl Done {
    fn row(&self, year: i16, line: Line) -> &TargetRow {
        self.rows.iter().find(|row| (row.year, row.line) == (year, line)).unwrap()
    }

    fn causes(&self, year: i16, line: Line) -> Vec<Cause> {
        let row = self.row(year, line);
        assert!(row.is_missed() && !row.causes().is_empty(), "no cause: {row:?}");
        row.causes()
    }

    /// Invitations of nominees, or by rounds of `french`.
    fn invited(&self, year: i16, line: Line) -> Invited {
        self.row(year, line).progress.invited.expect("a line that counts invitations")
    }

    /// Mean persons that were decided for 2027 on a day of planning.
    fn decided(&self, line: Line, on: &str) -> f64 {
        let all = self.ensemble.replications.iter().flat_map(|counts| &counts.quarter_plans);
        let of_day =
            all.filter(|plan| (plan.date, plan.year, plan.line) == (on.parse().unwrap(), 2027, line));
        of_day.map(|plan| plan.decided).sum::<f64>() / self.ensemble.replications.len() as f64
    }
}

#[test]
fn a_target_that_is_announced_late_has_its_day_and_the_admissions_decided_before() {
    let done = done(
        &format!(
            "{SHORT}[levels]\nannounced = 2026-11-12\nfederal_high_skilled = {{ 2027 = 30_000 }}\n\
             pnp = {{ 2027 = 20_000 }}\nfrench_outside_quebec = {{ 2027 = 5_000 }}\n[targets]\nmost = 2_000"
        ),
        2,
    );
    for line in Line::ALL {
        let row = done.row(2027, line);
        assert!(row.error().unwrap() > 0.02, "{:?}", done.rows);
        let progress = row.progress;
        let days = [progress.announced_on, progress.planned_on].map(Option::unwrap);
        assert_eq!(days, [day("2026-11-12"), day("2027-01-01")]);
        assert!((progress.decided.unwrap() - done.decided(line, "2027-01-01")).abs() < 1e-6);
        // Rounds were at their largest until then, which explains no overshoot.
        assert_eq!(done.causes(2027, line)[0], Cause::Decided);
    }
    let bounds = done.ensemble.replications.iter().flat_map(|counts| &counts.quarter_plans);
    assert!(bounds.filter(|plan| plan.year == 2027).any(|plan| plan.bound.is_some()));
}

#[test]
fn an_announcement_of_a_smaller_target_explains_no_shortfall() {
    let text =
        "[levels]\nannounced = 2026-11-12\nfederal_high_skilled = { 2027 = 90_000 }\n[targets]\nmost = 600";
    let done = done(&format!("{SHORT}{text}"), 1);
    assert!(done.row(2027, Line::FederalHighSkilled).error().unwrap() < -0.1);
    assert_eq!(done.causes(2027, Line::FederalHighSkilled), [Cause::Bound(Bound::Most)]);
}

/// Where little was decided when a target was announced, it is missed for something else.
#[test]
fn an_announcement_in_good_time_explains_nothing() {
    let causes = |levels: &str, targets: &str| {
        let text =
            format!("{SHORT}[levels]\nfederal_high_skilled = {{ 2027 = {levels} }}\n[targets]\n{targets}");
        let done = done(&text, 1);
        let error = done.row(2027, Line::FederalHighSkilled).error().unwrap();
        (error, done.causes(2027, Line::FederalHighSkilled))
    };
    for levels in ["80_000", "{ target = 80_000, announced = 2026-05-17 }"] {
        let (error, causes) = causes(levels, "smoothing = 1");
        assert!(error > 0.05 && causes == [Cause::Expected], "{levels}: {error}, {causes:?}");
    }
    let (error, causes) = causes("{ target = 130_000, announced = 2026-02-01 }", "most = 2_300");
    assert!(error < -0.05 && causes == [Cause::Bound(Bound::Most)], "{error}: {causes:?}");
}

#[test]
fn a_range_that_is_aimed_at_is_met_by_admissions_within_it() {
    let range = "[targets]\naim = \"range\"\n";
    // Invitations stay as in the last year; admissions then lie between the target and the end of its range.
    let within = done(
        &format!(
            "{SHORT}{range}[levels]\nfederal_high_skilled = {{ 2027 = {{ low = 1, target = 100_000, high \
             = 300_000 }} }}"
        ),
        1,
    );
    let row = within.row(2027, Line::FederalHighSkilled);
    assert!(row.landed > 1.05 * 100_000.0 && row.is_within(), "{row:?}");
    assert_eq!((row.is_missed(), row.error(), row.causes().len()), (false, Some(0.0), 0));
    let years = targets::across(&within.ensemble, &within.model);
    let finding = admissions_finding(&years, &Words::english());
    assert!(finding.contains(" within 2 % or in the range aimed at"), "{finding}");
    // No range is stated, or rounds are too small for it: whatever decides, the range does not.
    for levels in ["2027 = 111_000", "2027 = { low = 86_000, target = 111_000, high = 122_000 }"] {
        let text = format!("{SHORT}{range}most = 600\n[levels]\nfederal_high_skilled = {{ {levels} }}");
        let done = done(&text, 1);
        assert_eq!(done.causes(2027, Line::FederalHighSkilled)[0], Cause::Bound(Bound::Most));
    }
}

#[test]
fn french_rounds_that_do_not_exist_are_not_spoken_of() {
    // The invitations of 2025 nearly meet the target of 2026, 30,267.
    let more = "[levels]\nfrench_outside_quebec = { 2026 = 60_000 }";
    let head = "extends = \"no_category_rounds\"\nend = 2027-12-31\npopulation.scale = 0.02";
    let done = done(&format!("{head}\n{more}"), 1);
    let expected = Invited { before: Some(48_000.0), in_year: 0.0 };
    assert_eq!(done.invited(2026, Line::FrenchOutsideQuebec), expected);
    let expected = Invited { before: Some(0.0), in_year: 0.0 };
    assert_eq!(done.invited(2027, Line::FrenchOutsideQuebec), expected);
    assert_eq!(done.causes(2027, Line::FrenchOutsideQuebec), [Cause::FrenchRounds]);
}

#[test]
fn without_a_round_of_nominees_no_candidate_is_nominated_for_a_target() {
    let notice = NominationsNotice::WithoutRounds("2026-01-01".parse().unwrap()).into();
    // Slots of a type without a share are not held either.
    let slots = CEC_ALONE.replace("type = \"cec\" }", "type = \"cec\" }, { day = 2, type = \"general\" }");
    assert_ne!(slots, CEC_ALONE);
    for plan in [CEC_ALONE, &slots] {
        let done = done(&format!("{SHORT}{plan}"), 1);
        assert!(done.model.notices().contains(&notice), "{:?}", done.model.notices());
        for year in 2026..=2027 {
            assert_eq!(done.causes(year, Line::Pnp)[0], Cause::Pause);
            assert_eq!(done.invited(year, Line::Pnp).in_year, 0.0);
            assert_eq!(done.row(year, Line::Pnp).progress.pause.unwrap().to, last_day(year));
        }
        let later = done.ensemble.replications[0].flows.iter().filter(|flows| flows.year >= 2026);
        assert_eq!(later.map(|flows| flows.nominated).sum::<u32>(), 0);
    }
    assert!(
        model("extends = \"baseline\"").notices().iter().all(|one| !matches!(one, Notice::Nominations(_)))
    );
}

#[test]
fn nominees_of_general_rounds_are_counted_in_the_reason() {
    let general = CEC_ALONE
        .replace("type = \"cec\"", "type = \"general\"")
        .replace("{ cec = 1.0", "{ general = 1.0, cec = 0");
    let done = done(&format!("{SHORT}{general}"), 1);
    let invited = done.invited(2026, Line::Pnp);
    assert!(invited.before == Some(10_898.0) && invited.in_year > 0.0, "{invited:?}");
}

#[test]
fn what_came_otherwise_than_expected_is_no_matter_of_smoothing() {
    // Families grow through 2027, which cannot be known before.
    let family = "[population.processing.cec]\nfamily = { 2025 = 0.8, 2026 = 0.8, 2027 = 6.0 }";
    let done = done(&format!("{SHORT}{ALL_CEC}{family}"), 1);
    assert_eq!(done.causes(2027, Line::FederalHighSkilled), [Cause::Expected]);
    let progress = done.row(2027, Line::FederalHighSkilled).progress;
    assert!((progress.expected.unwrap() / 111_000.0 - 1.0).abs() < 0.01, "{progress:?}");
}

#[test]
fn a_range_that_is_missed_has_a_cause() {
    let levels = "federal_high_skilled = { 2026 = { low = 80_000, target = 90_000, high = 130_000 }, 2027 \
                  = { low = 120_000, target = 150_000, high = 160_000 } }";
    let done = done(&format!("{SHORT}[targets]\naim = \"range\"\nsmoothing = 100.0\n[levels]\n{levels}"), 1);
    let row = done.row(2027, Line::FederalHighSkilled);
    assert_eq!((row.range_aimed_at(), row.causes().is_empty()), (Some((120_000.0, 160_000.0)), false));
}

#[test]
fn nominees_of_rounds_of_a_stated_size_are_expected() {
    let text = "extends = \"history\"\nstart = 2024-01-01\npopulation.scale = 0.05\n\
                [plan.published_2]\nkind = \"published\"\ntypes = [\"pnp\"]\n\
                [plan.planned_2]\nsize = \"targets\"\nevery_days = 14\nrounds = [{ day = 3, type = \
                \"cec\" }]\n\
                [targets]\nsplit = { cec = 1.0 }";
    let done = done(text, 1);
    let mut plans = done.ensemble.replications[0].quarter_plans.iter();
    let first = plans.find(|plan| (plan.year, plan.line) == (2025, Line::Pnp)).unwrap();
    let landed = done.rows.iter().find(|row| (row.year, row.line) == (2025, Line::Pnp)).unwrap().landed;
    assert!((first.expected / landed - 1.0).abs() < 0.1, "{} and {landed}", first.expected);
}

/// From 2026-01-01 on most nominees are admitted in 2027: the gap of 2026 is not pursued, and the cause says
/// so.
#[test]
fn a_year_for_which_nominations_come_too_late_is_named() {
    let done = done(SHORT, 2);
    assert_eq!(done.causes(2026, Line::Pnp), [Cause::Bound(Bound::Late), Cause::Nominations]);
    let bound = done.row(2026, Line::Pnp).progress.bound.unwrap();
    assert_eq!((bound.bound, bound.share), (Bound::Late, 1.0));
}

/// The nominees of published rounds of all programs before the run are not known, and so not reported.
#[test]
fn nominees_of_a_year_of_which_too_little_is_known_are_left_out() {
    let done = done("extends = \"planned_2024\"\npopulation.scale = 0.02", 1);
    let nominees = done.invited(2024, Line::Pnp);
    assert!(nominees.before.is_none() && nominees.in_year > 0.0, "{nominees:?}");
    assert_eq!(done.invited(2024, Line::FrenchOutsideQuebec).before, Some(8700.0));
}

/// A target that is announced after its year, or after the run, is none of that year's.
#[test]
fn what_is_announced_after_a_year_is_no_reason() {
    let text = "[levels]\nannounced = 2027-06-15\nfederal_express_entry_share = 0.5\n\
                federal_high_skilled = { 2026 = 50_000 }";
    let done = done(&format!("{SHORT}{text}"), 2);
    assert_eq!(done.row(2026, Line::FederalHighSkilled).level.target, Some(109_000.0));
    assert_eq!(done.row(2027, Line::FederalHighSkilled).level.target, Some(55_500.0));
    let late = Some(day("2027-06-15"));
    let announced = [2026, 2027].map(|year| done.row(year, Line::FederalHighSkilled).progress.announced_on);
    assert_eq!(announced, [None, late]);
    assert!(done.row(2026, Line::FederalHighSkilled).error().unwrap().abs() < 0.08);
}

/// Without a round until the middle of 2026 it is no matter of steady sizes.
#[test]
fn a_long_time_without_a_round_is_named() {
    let late = CEC_ALONE.replace("first = 2026-01-05", "first = 2026-07-06");
    assert_ne!(late, CEC_ALONE);
    let done = done(&format!("{SHORT}{late}"), 1);
    assert!(done.row(2026, Line::FederalHighSkilled).error().unwrap() < -0.1, "{:?}", done.rows);
    let causes = done.causes(2026, Line::FederalHighSkilled);
    let pause = Pause { from: day("2025-12-18"), to: day("2026-07-06") };
    assert!(causes.contains(&Cause::Pause) && pause.days() == 201, "{causes:?}");
    assert_eq!(done.row(2026, Line::FederalHighSkilled).progress.pause, Some(pause));
    assert!(!causes.contains(&Cause::Expected), "{causes:?}");
}

#[test]
fn a_long_time_without_a_round_of_nominees_is_named() {
    let plan = |from: &str, to: &str| {
        format!(
            "[plan.from_{from}]\nsize = \"targets\"\nfrom = {from}\nto = {to}\nevery_days = 14\n\
             rounds = [{{ day = 0, type = \"pnp\" }}, {{ day = 1, type = \"cec\" }}]\n"
        )
    };
    let plans = plan("2026-01-01", "2026-06-30") + &plan("2027-09-01", "2028-03-31");
    let done = done(&format!("extends = \"baseline\"\npopulation.scale = 0.02\n{plans}{ALL_CEC}"), 1);
    assert!(done.row(2027, Line::Pnp).error().unwrap() < -0.5, "{:?}", done.rows);
    let pause = Pause { from: day("2026-06-19"), to: day("2027-08-31") };
    assert_eq!((done.row(2027, Line::Pnp).progress.pause, pause.days()), (Some(pause), 439));
    assert_eq!(done.causes(2027, Line::Pnp)[0], Cause::Pause);
}

/// Processing times of 2022 are not known in 2021.
#[test]
fn nominees_who_came_otherwise_than_expected_are_seen() {
    let text = format!(
        "extends = \"baseline\"\nstart = 2021-01-01\nend = 2022-12-31\npopulation.scale = 0.02\n\
         nominations.per_month = {{ 2015 = 900 }}\n[plan.planned_4]\nsize = \"targets\"\nevery_days = 14\n\
         rounds = [{{ day = 0, type = \"pnp\" }}, {{ day = 1, type = \"cec\" }}]\n{ALL_CEC}"
    );
    let done = done(&text, 1);
    assert!(done.row(2022, Line::Pnp).error().unwrap() > 0.2, "{:?}", done.rows);
    let progress = done.row(2022, Line::Pnp).progress;
    assert!(progress.expected < Some(done.row(2022, Line::Pnp).landed), "{progress:?}");
    assert_eq!(done.causes(2022, Line::Pnp), [Cause::Decided, Cause::Nominations]);
}

/// An empty start takes over none of the invitations before it.
#[test]
fn a_run_that_starts_empty_has_no_invitations_before_it() {
    let plan = CEC_ALONE.split_once("to = 2025-12-31\n[plan.planned]\nsize = \"targets\"").unwrap().1;
    let text = format!(
        "extends = \"baseline\"\nstart = 2026-01-01\nstart_pool = \"empty\"\nend = 2026-12-31\n\
         population.scale = 0.02\n[plan.planned_6]\nsize = \"targets\"{}",
        plan.replace("rounds = [", "rounds = [{ day = 0, type = \"pnp\" }, ")
    );
    let done = done(&text, 1);
    for line in [Line::Pnp, Line::FrenchOutsideQuebec] {
        assert_eq!(done.invited(2026, line).before, None);
    }
}
