//! Why a target is missed: the causes that are found.

use drawsim::experiment::Ensemble;
use drawsim::experiment::targets::{self, Cause, Invited, NominatedBy, Pause, TargetRow};
use drawsim::model::{Model, NominationsNotice, Notice};
use drawsim::policy::levels::Line;
use drawsim::record::Bound;
use drawsim::report::chart::admissions_finding;
use drawsim::report::words::Words;
use drawsim::time::Day;

use crate::{model, run};

const SHORT: &str = "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n";

/// Rounds of CEC alone: none of nominees, none of French speakers.
const CEC_ALONE: &str = "[[plan]]\nkind = \"published\"\nto = 2025-12-31\n[[plan]]\nkind = \"targets\"\n\
                         from = 2026-01-01\n\
     first = 2026-01-05\nevery_days = 14\nrounds = [{ day = 1, type = \"cec\" }]\n\
     [targets]\nsplit = { cec = 1.0, french = 0, healthcare = 0, education = 0, trades = 0 }\n";

/// The split of a plan with planned rounds of CEC alone.
const ALL_CEC: &str =
    "[targets]\nsplit = { cec = 1.0, french = 0, healthcare = 0, education = 0, trades = 0 }\n";

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

    fn causes(&self, year: i16, line: Line) -> &[Cause] {
        let row = self.row(year, line);
        assert!(row.is_missed() && !row.causes.is_empty(), "no cause: {row:?}");
        &row.causes
    }

    /// Names of the causes, in order.
    fn names(&self, year: i16, line: Line) -> Vec<&'static str> {
        self.causes(year, line).iter().map(Cause::name).collect()
    }

    /// Invitations of nominees, or by rounds of `french`, that a cause counts.
    fn invited(&self, year: i16, line: Line) -> Invited {
        let invited = self.causes(year, line).iter().find_map(|cause| match cause {
            Cause::Nominations { invited, .. } | Cause::FrenchRounds { invited, .. } => Some(*invited),
            _ => None,
        });
        invited.expect("a cause that counts invitations")
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
fn a_target_that_is_announced_late_is_missed_for_that() {
    let done = done(
        &format!(
            "{SHORT}[levels]\nannounced = 2026-11-12\nfederal_high_skilled = {{ 2027 = 30_000 }}\n\
             pnp = {{ 2027 = 20_000 }}\nfrench_outside_quebec = {{ 2027 = 5_000 }}\n[targets]\nmost = 2_000"
        ),
        2,
    );
    for (line, wanted) in
        [(Line::FederalHighSkilled, 30_000.0), (Line::Pnp, 7_700.0), (Line::FrenchOutsideQuebec, 5_000.0)]
    {
        assert!(done.row(2027, line).error().unwrap() > 0.02, "{:?}", done.rows);
        let announced = done.causes(2027, line).iter().find_map(|cause| match cause {
            Cause::AnnouncedLate { on, decided } => Some((*on, decided.unwrap())),
            _ => None,
        });
        let (on, decided) = announced.unwrap_or_else(|| panic!("{:?}", done.rows));
        assert_eq!((on, decided.on), (day("2026-11-12"), on));
        assert!((decided.persons - done.decided(line, "2026-11-12")).abs() < 1e-6);
        assert!((decided.share.unwrap() - decided.persons / wanted).abs() < 1e-9);
        // Rounds were at their largest until then, which explains no overshoot.
        let names = done.names(2027, line);
        assert!(!names.contains(&"largest_size") && !names.contains(&"smoothing"), "{names:?}");
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
    let names = done.names(2027, Line::FederalHighSkilled);
    assert!(names[0] == "largest_size" && !names.contains(&"announced_late"), "{names:?}");
}

/// Where little was decided when a target was announced, it is missed for something else.
#[test]
fn an_announcement_in_good_time_explains_nothing() {
    let causes = |levels: &str, targets: &str| {
        let text =
            format!("{SHORT}[levels]\nfederal_high_skilled = {{ 2027 = {levels} }}\n[targets]\n{targets}");
        let done = done(&text, 1);
        let error = done.row(2027, Line::FederalHighSkilled).error().unwrap();
        (error, done.causes(2027, Line::FederalHighSkilled).to_vec())
    };
    for levels in ["80_000", "{ target = 80_000, announced = 2026-05-17 }"] {
        let (error, causes) = causes(levels, "smoothing = 1");
        assert!(error > 0.05 && causes == [Cause::Smoothing], "{levels}: {error}, {causes:?}");
    }
    let (error, causes) = causes("{ target = 130_000, announced = 2026-02-01 }", "most = 2_300");
    assert!(error < -0.05, "{error}");
    let is_largest =
        |cause: &Cause| matches!(cause, Cause::Bound { bound: Bound::Most, values, .. } if values == &[2300]);
    assert!(is_largest(&causes[0]), "{causes:?}");
}

#[test]
fn a_range_that_is_aimed_at_is_met_by_admissions_within_it() {
    let range = "[targets]\naim = \"range\"\n";
    // Invitations stay as in the last year; admissions then lie between the target and the end of its range.
    let within = done(
        &format!(
            "{SHORT}{range}[levels]\nfederal_high_skilled = {{ 2027 = {{ low = 1, target = 111_000, high \
             = 300_000 }} }}"
        ),
        1,
    );
    let row = within.row(2027, Line::FederalHighSkilled);
    assert!(row.landed > 1.05 * 111_000.0 && row.is_within(), "{row:?}");
    assert_eq!((row.is_missed(), row.error(), row.causes.len()), (false, Some(0.0), 0));
    let years = targets::across(&within.ensemble, &within.model);
    let finding = admissions_finding(&years, &Words::english());
    assert!(finding.contains(" within 2 % or in the range aimed at"), "{finding}");
    // No range is stated, or rounds are too small for it: whatever decides, the range does not.
    for levels in ["2027 = 111_000", "2027 = { low = 86_000, target = 111_000, high = 122_000 }"] {
        let text = format!("{SHORT}{range}most = 600\n[levels]\nfederal_high_skilled = {{ {levels} }}");
        let done = done(&text, 1);
        assert_eq!(done.names(2027, Line::FederalHighSkilled)[0], "largest_size");
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
    let causes = [Cause::FrenchRounds { invited: expected, shares: Vec::new(), least: None }];
    assert_eq!(done.causes(2027, Line::FrenchOutsideQuebec), causes);
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
            let expected = Cause::NoNomineeRound { after: Some(day("2025-12-15")) };
            assert_eq!(done.causes(year, Line::Pnp).last(), Some(&expected));
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
    let causes = done.causes(2027, Line::FederalHighSkilled);
    let start = day("2027-01-01");
    assert!(matches!(causes, [Cause::Forecast { on, .. }] if *on == start), "{causes:?}");
}

#[test]
fn rounds_of_a_stated_size_that_find_too_few_are_counted() {
    let stated = CEC_ALONE.replace(
        "[targets]",
        "[[plan]]\nkind = \"rhythm\"\nfrom = 2026-01-01\nfirst = 2026-01-07\nevery_days = 14\n\
         rounds = [{ day = 0, type = \"french\", size = 5000 }]\n[targets]",
    );
    let done = done(&format!("{SHORT}{stated}"), 1);
    assert!(done.row(2027, Line::FederalHighSkilled).error().unwrap() < -0.1, "{:?}", done.rows);
    let causes = done.causes(2027, Line::FederalHighSkilled);
    let mut few = causes.iter().filter_map(|cause| match cause {
        Cause::FewCandidates { round_type, rounds } => Some((round_type.name(), *rounds > 0.0)),
        _ => None,
    });
    assert!(few.any(|found| found == ("french", true)), "{causes:?}");
}

#[test]
fn smoothing_is_named_where_the_planner_itself_expected_a_miss() {
    let done = done(
        &format!(
            "{SHORT}targets.smoothing = 5\nlevels.federal_high_skilled = {{ 2026 = 150_000, 2027 = 60_000 }}"
        ),
        1,
    );
    assert_eq!(done.names(2026, Line::FederalHighSkilled), ["decided_before", "smoothing"]);
    assert_eq!(done.names(2027, Line::FederalHighSkilled).last(), Some(&"smoothing"));
}

#[test]
fn a_year_that_is_weighed_against_another_is_named() {
    // No round reaches 2028, and the last rounds of early 2027, which serve it, invite too many for 2027.
    let ends = CEC_ALONE.replace("from = 2026-01-01", "from = 2026-01-01\nto = 2027-03-31");
    assert_ne!(ends, CEC_ALONE);
    let done = done(&format!("extends = \"baseline\"\npopulation.scale = 0.02\n{ends}"), 1);
    let causes = done.causes(2027, Line::FederalHighSkilled);
    let is_weighed =
        |cause: &Cause| matches!(cause, Cause::Weighed { year: 2028, target, .. } if *target == 111_000.0);
    assert!(is_weighed(&causes[0]), "{causes:?}");
}

#[test]
fn a_range_that_is_missed_is_told_by_how_much() {
    let levels = "federal_high_skilled = { 2026 = { low = 80_000, target = 90_000, high = 130_000 }, 2027 \
                  = { low = 120_000, target = 150_000, high = 160_000 } }";
    let done = done(&format!("{SHORT}[targets]\naim = \"range\"\nsmoothing = 100.0\n[levels]\n{levels}"), 1);
    let row = done.row(2027, Line::FederalHighSkilled);
    assert_eq!((row.range_aimed_at(), row.causes.is_empty()), (Some((120_000.0, 160_000.0)), false));
}

#[test]
fn nominees_of_rounds_of_a_stated_size_are_expected() {
    let text = "extends = \"history\"\nstart = 2024-01-01\npopulation.scale = 0.05\n\
                [[plan]]\nkind = \"published\"\ntypes = [\"pnp\"]\n\
                [[plan]]\nkind = \"targets\"\nevery_days = 14\nrounds = [{ day = 3, type = \"cec\" }]\n\
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
    let causes = done.causes(2026, Line::Pnp);
    let expected = Cause::Bound { bound: Bound::Late, values: vec![0], share: 1.0 };
    assert!(causes.contains(&expected), "{causes:?}");
    let by = [NominatedBy::Provinces, NominatedBy::Planner];
    assert!(
        causes
            .iter()
            .any(|cause| matches!(cause, Cause::Nominations { decided_by, .. } if *decided_by == by))
    );
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
    let causes = done.causes(2027, Line::FederalHighSkilled);
    let late = day("2027-06-15");
    assert!(matches!(&causes[0], Cause::AnnouncedLate { on, .. } if *on == late), "{causes:?}");
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
    assert!(causes.contains(&Cause::Pause(pause)) && pause.days() == 201, "{causes:?}");
    assert_eq!(done.row(2026, Line::FederalHighSkilled).progress.pause, Some(pause));
    assert!(!causes.contains(&Cause::Smoothing), "{causes:?}");
}

/// A round invites 8,000 persons or none, so invitations come in whole rounds, and French speakers are too
/// few for one.
#[test]
fn a_least_size_that_no_number_of_rounds_fits_is_named() {
    let text = "[targets]\nleast = 8_000\nmost = 8_000\n[levels]\n\
                federal_high_skilled = { 2026 = 90_000, 2027 = 50_000 }";
    let done = done(&format!("{SHORT}{text}"), 1);
    let missed = done.rows.iter().filter(|row| row.line == Line::FederalHighSkilled && row.is_missed());
    let missed: Vec<&TargetRow> = missed.collect();
    assert!(!missed.is_empty(), "{:?}", done.rows);
    let is_of_size = |cause: &Cause| ["smallest_size", "fewer_than_smallest_size"].contains(&cause.name());
    assert!(missed.iter().all(|row| row.causes.iter().any(is_of_size)), "{missed:?}");
    let french = done.causes(2026, Line::FrenchOutsideQuebec);
    let is_too_few = |cause: &Cause| matches!(cause, Cause::FrenchRounds { least: Some(8000), .. });
    assert!(french.iter().any(is_too_few), "{french:?}");
}

/// Nominees who wait for a round are too few in a year; that rounds end is no reason of too many.
#[test]
fn a_long_time_without_a_round_of_nominees_is_named_for_a_shortfall_alone() {
    let plan = |from: &str, to: &str| {
        format!(
            "[[plan]]\nkind = \"targets\"\nfrom = {from}\nto = {to}\nevery_days = 14\n\
             rounds = [{{ day = 0, type = \"pnp\" }}, {{ day = 1, type = \"cec\" }}]\n"
        )
    };
    let plans = plan("2026-01-01", "2026-06-30") + &plan("2027-09-01", "2028-03-31");
    let head = format!("extends = \"baseline\"\npopulation.scale = 0.02\n{plans}{ALL_CEC}");
    let late = "[levels]\nannounced = 2028-02-01\npnp = { 2028 = 60_000 }";
    let [done, less] = [head.clone(), format!("{head}\n{late}")].map(|text| done(&text, 1));
    assert!(done.row(2027, Line::Pnp).error().unwrap() < -0.5, "{:?}", done.rows);
    let causes = done.causes(2027, Line::Pnp);
    let pause = Pause { from: day("2026-06-19"), to: day("2027-08-31") };
    assert!(causes.contains(&Cause::NomineePause(pause)) && pause.days() == 439, "{causes:?}");
    assert!(!done.names(2027, Line::Pnp).contains(&"forecast_error"), "{causes:?}");
    // The last round of nominees is held in March, and 2028 has too many of them for a target that was
    // smaller then.
    assert!(less.row(2028, Line::Pnp).error().unwrap() > 0.05, "{:?}", less.rows);
    let names = less.names(2028, Line::Pnp);
    assert!(!names.contains(&"pause_of_nominees") && !names.contains(&"no_round_of_nominees"), "{names:?}");
}

/// Processing times of 2022 are not known in 2021.
#[test]
fn nominees_who_came_otherwise_than_expected_are_told() {
    let text = format!(
        "extends = \"baseline\"\nstart = 2021-01-01\nend = 2022-12-31\npopulation.scale = 0.02\n\
         nominations.per_month = {{ 2015 = 900 }}\n[[plan]]\nkind = \"targets\"\nevery_days = 14\n\
         rounds = [{{ day = 0, type = \"pnp\" }}, {{ day = 1, type = \"cec\" }}]\n{ALL_CEC}"
    );
    let done = done(&text, 1);
    assert!(done.row(2022, Line::Pnp).error().unwrap() > 0.2, "{:?}", done.rows);
    let causes = done.causes(2022, Line::Pnp);
    let start = day("2021-01-01");
    let is_forecast = |cause: &Cause| matches!(cause, Cause::Forecast { on, .. } if *on == start);
    assert!(causes.iter().any(is_forecast), "{causes:?}");
    assert_eq!(causes.last().map(Cause::name), Some("nominations"));
}

/// An empty start takes over none of the invitations before it.
#[test]
fn a_run_that_starts_empty_tells_of_no_invitations_before_it() {
    let plan = CEC_ALONE.split_once("to = 2025-12-31\n[[plan]]\nkind = \"targets\"").unwrap().1;
    let text = format!(
        "extends = \"baseline\"\nstart = 2026-01-01\nstart_pool = \"empty\"\nend = 2026-12-31\n\
         population.scale = 0.02\n[[plan]]\nkind = \"targets\"{}",
        plan.replace("rounds = [", "rounds = [{ day = 0, type = \"pnp\" }, ")
    );
    let done = done(&text, 1);
    for line in [Line::Pnp, Line::FrenchOutsideQuebec] {
        assert_eq!(done.invited(2026, line).before, None);
    }
}
