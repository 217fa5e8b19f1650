//! Why a target is missed: what is named is so.

use drawsim::experiment::Ensemble;
use drawsim::experiment::targets::{self, TargetRow};
use drawsim::model::{Model, NominationsNotice, Notice};
use drawsim::policy::levels::Line;
use drawsim::report::chart::admissions_finding;

use crate::{model, run};

const SHORT: &str = "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n";

/// Rounds of CEC alone: none of nominees, none of French speakers.
const CEC_ALONE: &str = "[[plan]]\nkind = \"published\"\nto = 2025-12-31\n[[plan]]\nkind = \"targets\"\nfrom = 2026-01-01\n\
     first = 2026-01-05\nevery_days = 14\nrounds = [{ day = 1, type = \"cec\" }]\n\
     [targets]\nsplit = { cec = 1.0, french = 0, healthcare = 0, education = 0, trades = 0 }\n";

/// The split of a plan with planned rounds of CEC alone.
const ALL_CEC: &str =
    "[targets]\nsplit = { cec = 1.0, french = 0, healthcare = 0, education = 0, trades = 0 }\n";

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

    fn reason(&self, year: i16, line: Line) -> &str {
        let row = self.row(year, line);
        row.reason.as_deref().unwrap_or_else(|| panic!("no reason: {row:?}"))
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
        let decided = done.decided(line, "2026-11-12");
        let words = format!(
            "announced on 2026-11-12, when {decided:.0} persons were already decided, {:.0} % of it",
            100.0 * decided / wanted
        );
        let reason = done.reason(2027, line);
        assert!(reason.starts_with(&words), "{line:?}: {reason}\n{words}");
        // Rounds were at their largest until then, which explains no overshoot.
        assert!(!reason.contains("targets.most") && !reason.contains("targets.steadiness"), "{reason}");
    }
    let bounds = done.ensemble.replications.iter().flat_map(|counts| &counts.quarter_plans);
    assert!(bounds.filter(|plan| plan.year == 2027).any(|plan| plan.bound.is_some()));
}

#[test]
fn an_announcement_of_a_smaller_target_explains_no_shortfall() {
    let text =
        "[levels]\nannounced = 2026-11-12\nfederal_high_skilled = { 2027 = 90_000 }\n[targets]\nmost = 600";
    let done = done(&format!("{SHORT}{text}"), 1);
    let reason = done.reason(2027, Line::FederalHighSkilled);
    assert!(done.row(2027, Line::FederalHighSkilled).error().unwrap() < -0.1);
    assert!(reason.starts_with("rounds were at their largest, 600 (`targets.most`), "), "{reason}");
    assert!(!reason.contains("announced"), "{reason}");
}

/// Where little was decided when a target was announced, it is missed for something else.
#[test]
fn an_announcement_in_good_time_explains_nothing() {
    let reason = |levels: &str, targets: &str| {
        let text =
            format!("{SHORT}[levels]\nfederal_high_skilled = {{ 2027 = {levels} }}\n[targets]\n{targets}");
        let done = done(&text, 1);
        let error = done.row(2027, Line::FederalHighSkilled).error().unwrap();
        (error, done.reason(2027, Line::FederalHighSkilled).to_owned())
    };
    let words = "steady sizes were preferred (`targets.steadiness`)";
    for levels in ["80_000", "{ target = 80_000, announced = 2026-05-17 }"] {
        let (error, reason) = reason(levels, "steadiness = 1");
        assert!(error > 0.05 && reason == words, "{levels}: {error}, {reason}");
    }
    let (error, reason) = reason("{ target = 130_000, announced = 2026-02-01 }", "most = 2_300");
    assert!(error < -0.05, "{error}");
    assert!(reason.starts_with("rounds were at their largest, 2300 (`targets.most`), "), "{reason}");
}

#[test]
fn a_range_that_is_aimed_at_is_met_by_landings_within_it() {
    let range = "[targets]\naim = \"range\"\n";
    // As many as in the last year are invited, which bring more than the target and less than the end of its
    // range.
    let within = done(
        &format!(
            "{SHORT}{range}[levels]\nfederal_high_skilled = {{ 2027 = {{ low = 1, target = 111_000, high = 300_000 }} }}"
        ),
        1,
    );
    let row = within.row(2027, Line::FederalHighSkilled);
    assert!(row.landed > 1.05 * 111_000.0 && row.is_within(), "{row:?}");
    assert_eq!((row.is_missed(), row.error(), &row.reason), (false, Some(0.0), &None));
    let finding = admissions_finding(&targets::across(&within.ensemble, &within.model));
    assert!(finding.contains(" within 2 % or in the range aimed at"), "{finding}");
    // No range is stated, or rounds are too small for it: whatever decides, the range does not.
    for levels in ["2027 = 111_000", "2027 = { low = 86_000, target = 111_000, high = 122_000 }"] {
        let text = format!("{SHORT}{range}most = 600\n[levels]\nfederal_high_skilled = {{ {levels} }}");
        let done = done(&text, 1);
        let reason = done.reason(2027, Line::FederalHighSkilled);
        assert!(reason.contains("targets.most") && !reason.contains("targets.aim"), "{reason}");
    }
}

#[test]
fn french_rounds_that_do_not_exist_are_not_spoken_of() {
    let done = done("extends = \"no_category_rounds\"\nend = 2027-12-31\npopulation.scale = 0.02", 1);
    let reason = done.reason(2026, Line::FrenchOutsideQuebec);
    assert!(
        reason.ends_with(": rounds of `french` invited 48000 in 2025, and none is held in 2026"),
        "{reason}"
    );
    let words = "no round is sized for it, an overlay of the other lines: no round of `french` is held in 2026 and 2027";
    assert_eq!(done.reason(2027, Line::FrenchOutsideQuebec), words);
}

#[test]
fn without_a_round_of_nominees_nobody_is_nominated_for_a_target() {
    let notice = NominationsNotice::WithoutRounds("2026-01-01".parse().unwrap()).into();
    let words =
        "no round that invites nominees is held after 2025-12-15: they wait, however many are nominated";
    // Slots of a type without a share are not held either.
    let slots = CEC_ALONE.replace("type = \"cec\" }", "type = \"cec\" }, { day = 2, type = \"general\" }");
    assert_ne!(slots, CEC_ALONE);
    for plan in [CEC_ALONE, &slots] {
        let done = done(&format!("{SHORT}{plan}"), 1);
        assert!(done.model.notices().contains(&notice), "{:?}", done.model.notices());
        for year in 2026..=2027 {
            let reason = done.reason(year, Line::Pnp);
            assert!(reason.ends_with(words), "{reason}");
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
    let reason = done.reason(2026, Line::Pnp);
    assert!(reason.contains(": 10898 were invited in 2025 and "), "{reason}");
    assert!(!reason.contains(" and 0 in 2026"), "{reason}");
}

#[test]
fn what_came_otherwise_than_expected_is_no_matter_of_steadiness() {
    // Families double in the middle of 2027, which nobody can know before.
    let family = "[population.processing.cec]\nfamily = { 2025 = 0.8, 2026 = 0.8, 2027 = 4.0 }";
    let done = done(&format!("{SHORT}{family}"), 1);
    let reason = done.reason(2027, Line::FederalHighSkilled);
    assert!(
        reason.starts_with("on 2027-01-01 ") && reason.ends_with("what came otherwise could not be known"),
        "{reason}"
    );
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
    let reason = done.reason(2027, Line::FederalHighSkilled);
    assert!(reason.contains(" rounds of `french` found fewer candidates than planned"), "{reason}");
}

#[test]
fn steadiness_is_named_where_the_planner_itself_expected_a_miss() {
    let done = done(
        &format!(
            "{SHORT}targets.steadiness = 5\nlevels.federal_high_skilled = {{ 2026 = 150_000, 2027 = 60_000 }}"
        ),
        1,
    );
    for year in 2026..=2027 {
        let reason = done.reason(year, Line::FederalHighSkilled);
        assert!(reason.ends_with("steady sizes were preferred (`targets.steadiness`)"), "{year}: {reason}");
    }
    let words = "on 2026-01-01, when rounds were first planned, invitations issued before were to bring ";
    assert!(done.reason(2026, Line::FederalHighSkilled).starts_with(words));
}

#[test]
fn a_year_that_is_weighed_against_another_is_named() {
    // No round reaches 2028, and what the last rounds of early 2027 bring to it is too many for 2027.
    let ends = CEC_ALONE.replace("from = 2026-01-01", "from = 2026-01-01\nto = 2027-03-31");
    assert_ne!(ends, CEC_ALONE);
    let done = done(&format!("extends = \"baseline\"\npopulation.scale = 0.02\n{ends}"), 1);
    let reason = done.reason(2027, Line::FederalHighSkilled);
    assert!(reason.starts_with("the planner weighed it against 2028, in which it expected "), "{reason}");
    assert!(reason.contains(" persons for a target of 111000, and against steady sizes"), "{reason}");
}

#[test]
fn a_range_that_is_missed_is_told_by_how_much() {
    let levels = "federal_high_skilled = { 2026 = { low = 80_000, target = 90_000, high = 130_000 }, 2027 = { low = 120_000, target = 150_000, high = 160_000 } }";
    let done = done(&format!("{SHORT}[targets]\naim = \"range\"\nsteadiness = 100.0\n[levels]\n{levels}"), 1);
    let reason = done.reason(2027, Line::FederalHighSkilled);
    let words = "the range is aimed at (`targets.aim`), from 120000 to 160000 persons, and missed by ";
    assert!(reason.starts_with(words), "{reason}");
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

/// From 2026-01-01 on most nominees land in 2027: what 2026 lacks is let go, and the reason says so.
#[test]
fn a_year_for_which_nominations_come_too_late_is_named() {
    let done = done(SHORT, 2);
    let reason = done.reason(2026, Line::Pnp);
    let words = "ten months go by from a nomination to a landing: to make up for what it lacked would have taken more than \
                 half as many nominations again as the next target asks for in the long run, so that it was let go, every time \
                 the year was planned for; nominations decide the rest, which are planned to meet targets from 2026 on";
    assert!(reason.contains(words), "{reason}");
}

/// The nominees of published rounds of all programs before the run are not known, and so not told.
#[test]
fn nominees_of_a_year_of_which_too_little_is_known_are_left_out() {
    let done = done("extends = \"planned_2024\"\npopulation.scale = 0.02", 1);
    let reason = done.reason(2024, Line::Pnp);
    assert!(reason.contains("(`nominations.per_month`): 2") && !reason.contains("in 2023"), "{reason}");
    let reason = done.reason(2024, Line::FrenchOutsideQuebec);
    assert!(reason.contains(": 8700 were invited in 2023 and 2"), "{reason}");
}

/// A target that is announced after its year, or after the run, is none of that year's.
#[test]
fn what_is_announced_after_a_year_is_no_reason() {
    let text = "[levels]\nannounced = 2027-06-15\nfederal_express_entry_share = 0.5\nfederal_high_skilled = { 2026 = 50_000 }";
    let done = done(&format!("{SHORT}{text}"), 2);
    assert_eq!(done.row(2026, Line::FederalHighSkilled).level.target, Some(109_000.0));
    assert_eq!(done.row(2027, Line::FederalHighSkilled).level.target, Some(55_500.0));
    let reason = done.reason(2027, Line::FederalHighSkilled);
    assert!(reason.starts_with("announced on 2027-06-15, when "), "{reason}");
    assert!(done.row(2026, Line::FederalHighSkilled).error().unwrap().abs() < 0.08);
}

/// Without a round until the middle of 2026 it is no matter of steady sizes.
#[test]
fn a_long_time_without_a_round_is_named() {
    let late = CEC_ALONE.replace("first = 2026-01-05", "first = 2026-07-06");
    assert_ne!(late, CEC_ALONE);
    let done = done(&format!("{SHORT}{late}"), 1);
    assert!(done.row(2026, Line::FederalHighSkilled).error().unwrap() < -0.1, "{:?}", done.rows);
    let reason = done.reason(2026, Line::FederalHighSkilled);
    assert!(
        reason.contains("; no federal round was held from 2025-12-18 to 2026-07-06, 201 days"),
        "{reason}"
    );
    assert!(!reason.contains("targets.steadiness"), "{reason}");
}

/// A round invites 8,000 persons or nobody: what is to be invited comes out as a whole number of such rounds,
/// and French speakers are too few for one.
#[test]
fn a_least_size_that_no_number_of_rounds_fits_is_named() {
    let text = "[targets]\nleast = 8_000\nmost = 8_000\n[levels]\nfederal_high_skilled = { 2026 = 90_000, 2027 = 50_000 }";
    let done = done(&format!("{SHORT}{text}"), 1);
    let missed = done.rows.iter().filter(|row| row.line == Line::FederalHighSkilled && row.is_missed());
    let reasons: Vec<&str> = missed.filter_map(|row| row.reason.as_deref()).collect();
    assert!(!reasons.is_empty(), "{:?}", done.rows);
    assert!(reasons.iter().all(|reason| reason.contains("`targets.least`")), "{reasons:?}");
    let french = done.reason(2026, Line::FrenchOutsideQuebec);
    assert!(
        french.ends_with("since those to be invited were too few for one of 8000 (`targets.least`)"),
        "{french}"
    );
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
    let reason = done.reason(2027, Line::Pnp);
    let words = "no round that invites nominees was held from 2026-06-19 to 2027-08-31, 439 days";
    assert!(reason.contains(words) && !reason.contains("could not be known"), "{reason}");
    // The last round of nominees is held in March, and 2028 has too many of them for a target that was
    // smaller then.
    assert!(less.row(2028, Line::Pnp).error().unwrap() > 0.05, "{:?}", less.rows);
    let reason = less.reason(2028, Line::Pnp);
    assert!(!reason.contains("no round that invites nominees"), "{reason}");
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
    let reason = done.reason(2022, Line::Pnp);
    let words = " persons were expected: what came otherwise could not be known; nominations decide the rest";
    assert!(reason.contains("; on 2021-01-01 ") && reason.contains(words), "{reason}");
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
    for (line, words) in
        [(Line::Pnp, " were invited in 2026, "), (Line::FrenchOutsideQuebec, "is held in 2026")]
    {
        let reason = done.reason(2026, line);
        assert!(reason.contains(words) && !reason.contains("2025"), "{reason}");
    }
}
