//! Plans by name: what an extension changes, adds, removes, and changes from a date on.

use drawsim::model::{Model, Notice, RunNotice, Sizing};
use drawsim::scenario::Overlay;

use crate::{HEAD, model};

/// Day, type and sizing of the rounds of a model from 2026 on.
fn rounds(model: &Model) -> Vec<(String, String, Sizing)> {
    let later = model.plan().iter().filter(|round| round.instruction.date.year() >= 2026);
    later
        .map(|round| {
            let instruction = &round.instruction;
            (instruction.date.to_string(), instruction.round_type.name().to_owned(), round.sizing)
        })
        .collect()
}

fn ahead(own: &str) -> Vec<(String, String, Sizing)> {
    let text = format!("extends = \"baseline\"\nend = 2026-12-31\npopulation.scale = 0.01\n{own}");
    rounds(&loaded(&text, &[]).unwrap())
}

fn loaded(text: &str, set: &[&str]) -> Result<Model, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scenario.toml");
    std::fs::write(&path, text).unwrap();
    let set = set.iter().map(|one| (*one).to_owned()).collect();
    let loaded = Model::load(path.to_str().unwrap(), &Overlay { set, ..Overlay::default() });
    loaded.map(|(_, model)| model).map_err(|error| error.to_string())
}

/// The titles of the problems of a text.
fn refused(text: &str) -> Vec<String> {
    let error = loaded(text, &[]).map(|_| ()).unwrap_err();
    error.lines().filter_map(|line| line.strip_prefix("error: ")).map(str::to_owned).collect()
}

#[test]
fn a_plan_keeps_what_an_extension_does_not_state() {
    let base = ahead("");
    let other = ahead("plan.pnp.size = 500");
    assert_eq!(base.len(), other.len());
    for (before, after) in base.iter().zip(&other) {
        let sizing = if before.1 == "pnp" { Sizing::Persons(500) } else { before.2 };
        assert_eq!((&before.0, &before.1, sizing), (&after.0, &after.1, after.2));
    }
    let set =
        loaded("extends = \"baseline\"\nend = 2026-12-31\npopulation.scale = 0.01", &["plan.pnp.size=500"]);
    assert_eq!(rounds(&set.unwrap()), other);
}

#[test]
fn a_plan_is_added_and_removed_by_name() {
    let base = ahead("");
    let without = ahead("plan.pnp = \"none\"");
    assert!(without.iter().all(|round| round.1 != "pnp"));
    assert_eq!(without, base.iter().filter(|round| round.1 != "pnp").cloned().collect::<Vec<_>>());
    let more =
        ahead("[plan.all]\ntype = \"general\"\nevery = \"second thursday\"\nfrom = 2026-02-01\nsize = 900");
    let added: Vec<_> =
        more.iter().filter(|round| round.1 == "general").map(|round| round.0.as_str()).collect();
    // The second Thursdays of a wall calendar; 2026-11-12 follows Remembrance Day.
    assert_eq!(added[..4], ["2026-02-12", "2026-03-12", "2026-04-09", "2026-05-14"]);
    assert_eq!(added.len(), 11);
    assert_eq!(more.len(), base.len() + 11);
}

/// A change of size leaves days and types as they were, also those of a rotation.
#[test]
fn a_change_holds_from_its_day_on() {
    let base = ahead("");
    let changed = ahead(
        "[targets]\nsplit = { cec = 1, french = 0, healthcare = 0, education = 0, trades = 0 }\n\
         [[plan.categories.change]]\nfrom = 2026-07-01\nsize = 700\n\
         [[plan.categories.change]]\nfrom = 2026-10-01\ncutoff = 450",
    );
    assert_eq!(base.len(), changed.len());
    for (before, after) in base.iter().zip(&changed) {
        let is_category = !["pnp", "cec"].contains(&before.1.as_str());
        let sizing = match before.0.as_str() {
            day if is_category && day >= "2026-10-01" => Sizing::AtOrAbove(450),
            day if is_category && day >= "2026-07-01" => Sizing::Persons(700),
            _ => before.2,
        };
        assert_eq!((&before.0, &before.1, sizing), (&after.0, &after.1, after.2));
    }
}

#[test]
fn a_single_round_stands_beside_the_plans() {
    let base = ahead("");
    let more = ahead("[[round]]\ndate = 2026-03-11\ntype = \"cec\"\nsize = 1000");
    let added: Vec<_> = more.iter().filter(|round| !base.contains(round)).collect();
    let expected = ("2026-03-11".to_owned(), "cec".to_owned(), Sizing::Persons(1000));
    assert_eq!(added, [&expected]);
    // 2026-03-17 is a day of a CEC round in the baseline.
    let twice = "extends = \"baseline\"\npopulation.scale = 0.01\n\
                 [[round]]\ndate = 2026-03-17\ntype = \"cec\"\nsize = 1000";
    assert_eq!(
        refused(twice),
        ["the round of `cec` of 2026-03-17 stands on a day on which the plan `cec` holds one"]
    );
}

#[test]
fn single_rounds_may_stand_in_any_order_but_not_twice() {
    let round =
        |date: &str, kind: &str| format!("[[round]]\ndate = {date}\ntype = \"{kind}\"\nsize = 1000\n");
    let rounds = [round("2026-03-11", "cec"), round("2026-02-10", "pnp"), round("2026-02-10", "french")];
    let mut sorted = rounds.clone();
    sorted.rotate_left(1);
    assert_eq!(ahead(&rounds.concat()), ahead(&sorted.concat()));
    let twice = [round("2026-03-11", "cec"), round("2026-02-10", "cec"), round("2026-03-11", "cec")];
    let titles = refused(&format!("extends = \"baseline\"\npopulation.scale = 0.01\n{}", twice.concat()));
    assert_eq!(titles.len(), 1, "{titles:?}");
    assert!(titles[0].starts_with("two rounds of the type `cec` are held at 2026-03-11"), "{titles:?}");
}

#[test]
fn what_no_plan_can_be_is_refused_with_its_remedy() {
    let text = |own: &str| format!("{HEAD}plan.published = \"none\"\n{own}");
    assert_eq!(
        refused(&format!("{HEAD}[[plan]]\nkind = \"published\"")),
        ["plans have names now, and `plan` is a list"]
    );
    let former = text("[plan.cec]\nkind = \"targets\"\ntype = \"cec\"\nevery_days = 14\nsize = 10");
    assert_eq!(refused(&former), ["`plan.cec.kind` is no longer \"targets\""]);
    let early = "[plan.cec]\ntype = \"cec\"\nevery_days = 14\nsize = 10\nto = 2024-02-28\n\
                 [[plan.cec.change]]\nfrom = 2024-03-01\nsize = 20";
    assert_eq!(refused(&text(early)), ["`plan.cec.change[0].from` is 2024-03-01"]);
    let both = "[plan.cec]\ntype = \"cec\"\nevery_days = 14\nsize = 10\ncutoff = 500";
    assert_eq!(refused(&text(both)), ["`plan.cec.cutoff` stands beside `size`"]);
    let weekday = "[plan.cec]\ntype = \"cec\"\nevery = \"fifth friday\"\nsize = 10";
    assert_eq!(refused(&text(weekday)), ["`plan.cec.every` is the text \"fifth friday\""]);
    let days = "[plan.cec]\ntype = \"cec\"\nevery = 14\nsize = 10";
    assert_eq!(refused(&text(days)), ["`plan.cec.every` is 14"]);
}

#[test]
fn a_plan_that_begins_after_the_run_holds_no_round() {
    let late = "[plan.published]\nkind = \"published\"\nto = 2024-03-31\n\
                [plan.late]\ntype = \"cec\"\nevery_days = 14\nsize = 10\nfrom = 2025-01-01";
    let model = model(&format!("{HEAD}{late}"));
    assert!(model.plan().iter().all(|round| round.is_replayed));
    let (name, from) = ("late".to_owned(), "2025-01-01".parse().unwrap());
    let expected = Notice::Run(RunNotice::LatePlan { name, from, end: model.end() });
    assert!(model.notices().contains(&expected), "{:?}", model.notices());
}
