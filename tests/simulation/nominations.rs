//! Nominees of provinces in the replay, compared with the shares that the population states.

use drawsim::model::Model;
use drawsim::policy::program::Program;
use drawsim::population::{ByYear, Nomination, NominationRule, Province};
use drawsim::published::Round;
use drawsim::published::attribute::{Attribute, Counted};
use drawsim::record::invited::{InvitedCounts, InvitedGroup};
use drawsim::record::{Happening, Record, What};
use drawsim::simulation::run;

use crate::model::{lively_with, model};

/// Parts of a year's invited nominees, by group of an attribute.
fn nominees(invited: &InvitedCounts, year: i16, attribute: Attribute) -> Vec<f64> {
    let group = |group| InvitedGroup { year, program: Some(Program::Pnp), attribute, group };
    let counts = (0..attribute.groups().len()).map(|place| invited.count(group(place), Counted::Invited));
    let counts: Vec<f64> = counts.map(f64::from).collect();
    let sum: f64 = counts.iter().sum();
    assert!(sum > 500.0, "{sum} nominees in {year}");
    counts.iter().map(|count| count / sum).collect()
}

#[test]
fn nominees_live_in_canada_and_score_without_section_d_as_stated() {
    let model = model("scenarios/history.toml", &["population.scale=0.1"]);
    let nomination = &model.population().nomination;
    let mut record = Record::counts();
    run(&model, 0, &mut record);
    let counts = record.into_counts();
    let invited = counts.invited;
    // Bands of total scores from 601 on are bands of a hundred of the score without section D.
    let bands: [f64; 6] =
        [(0, 100), (101, 200), (201, 300), (301, 400), (401, 500), (501, 600)].map(|range| {
            let shares = nomination.bands().iter().filter(|band| (band.from, band.to) == range);
            shares.map(|band| band.share).sum()
        });
    assert!((bands.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{bands:?}");
    for year in 2017..=2025 {
        let in_canada = nominees(&invited, year, Attribute::Residence)[0];
        let stated = nomination.in_canada().at(year);
        // A tenth of a year's nominees were nominated in the year before, when other shares held.
        assert!((in_canada - stated).abs() < 0.04, "{year}: {in_canada:.3} for {stated}");
        let scores = nominees(&invited, year, Attribute::ScoreBand);
        for (simulated, stated) in scores[6..].iter().zip(bands) {
            assert!((simulated - stated).abs() < 0.02, "{year}: {simulated:.3} for {stated} of {bands:?}");
        }
    }
    // Each province issues its part of the allocation.
    for year in 2017..=2025 {
        let of =
            |province: usize| f64::from(counts.nominated.get(&(year, province as u8)).copied().unwrap_or(0));
        let all: f64 = (0..nomination.provinces().len()).map(of).sum();
        for (province, allocated) in nomination.allocation(year).into_iter().enumerate() {
            let issued = of(province) / all;
            let name = &nomination.provinces()[province].name;
            assert!((issued - allocated).abs() < 0.01, "{name} in {year}: {issued:.3} for {allocated:.3}");
        }
    }
}

/// Every nomination of a run.
fn nominations(model: &Model) -> Vec<Happening> {
    let mut record = Record::log();
    run(model, 0, &mut record);
    let mut happenings = record.take_happenings();
    happenings.retain(|one| one.what == What::Nomination);
    happenings
}

#[test]
fn a_province_nominates_only_who_means_to_settle_there_and_meets_a_rule() {
    let without = |margin: &str| {
        let set =
            ["population.scale=0.1", "end=2016-12-31", "population.nomination.remove=[\"ontario\"]", margin];
        model("scenarios/history.toml", &set)
    };
    // Those of a margin meet no rule, but are nominated by provinces that nominate.
    let model = without("nominations.margin=0.5");
    let found = nominations(&model);
    let ontario = |one: &Happening| {
        let before = one.before.expect("a nominee was in the pool");
        model.population().nomination.provinces()[usize::from(before.submission.situation.destination)].name
            == "ontario"
    };
    assert!(found.len() > 700 && !found.iter().any(ontario), "{}", found.len());

    let model = without("nominations.margin=0");
    let nomination = &model.population().nomination;
    let found = nominations(&model);
    assert!(found.len() > 700, "{}", found.len());
    for one in &found {
        let before = one.before.expect("a nominee was in the pool");
        let profile = before.submission.profile;
        let core_score =
            model.law().rules_on(one.day).human_capital_of(before.submission.score, &profile, one.day);
        let province = &nomination.provinces()[usize::from(before.submission.situation.destination)];
        assert!(province.name != "ontario", "{one:?}");
        assert!(province.rules.iter().any(|rule| rule.is_met(&profile, core_score)), "{one:?}");
    }
}

/// Lively people who all mean to settle in one of two provinces, with a number of nominations a month for
/// each.
fn two_provinces(numbers: [f64; 2], rules: [Vec<NominationRule>; 2]) -> Model {
    let mut model = lively_with(&["end=2019-01-01"]);
    let nomination = &model.population().nomination;
    let provinces = numbers.into_iter().zip(rules).map(|(number, rules)| Province {
        settle: 0.5,
        per_month: Some(ByYear::new(vec![(2018, number)])),
        rules,
        ..Province::of_all()
    });
    let (bands, in_canada) = (nomination.bands().to_vec(), nomination.in_canada().clone());
    let nomination = Nomination::new(bands, in_canada, Vec::new(), provinces.collect());
    model.change_people(|people| people.nomination = nomination);
    model
}

#[test]
fn two_provinces_issue_their_monthly_numbers_and_pass_on_what_they_cannot() {
    let of_each = |numbers, rules| {
        let found = nominations(&two_provinces(numbers, rules));
        [0, 1].map(|place| {
            let of_place =
                |one: &&Happening| one.after.expect("still there").submission.situation.destination == place;
            found.iter().filter(of_place).count()
        })
    };
    let any = || [Vec::new(), Vec::new()];
    // 30 and 90 a month are 360 and 1,080 in 12 months of 30.4375 days; the first days find no candidate.
    let [few, many] = of_each([30.0, 90.0], any());
    assert!((350..=362).contains(&few) && (1_065..=1_083).contains(&many), "{few} and {many}");
    // No candidate scores 600 without section D, so that the other province issues all 120 a month.
    let impossible = NominationRule { core_score: 600, ..NominationRule::default() };
    let [none, all] = of_each([30.0, 90.0], [vec![impossible], Vec::new()]);
    assert_eq!(none, 0);
    assert!((1_420..=1_445).contains(&all), "{all}");
    // What a scenario does not allocate is not issued.
    assert_eq!(of_each([0.0, 0.0], any()), [0, 0]);
}

#[test]
fn a_scenario_restates_a_province_and_leaves_the_others_as_they_were() {
    let plain = model("scenarios/history.toml", &[]).population().nomination.clone();
    let set = ["population.nomination.province.yukon={weight={2015=500},rules=[{core_score=450}]}"];
    let changed = model("scenarios/history.toml", &set).population().nomination.clone();
    let place = plain.provinces().iter().position(|one| one.name == "yukon").unwrap();
    for (index, (one, other)) in plain.provinces().iter().zip(changed.provinces()).enumerate() {
        assert_eq!(one == other, index != place, "{}", one.name);
    }
    assert_eq!(changed.provinces()[place].rules[0].core_score, 450);
    assert!(changed.allocation(2015)[place] > 0.1 && plain.allocation(2015)[place] < 0.001);
}

/// Assumption A9: at a PNP round the pool holds a twentieth more nominees than are invited, and those who
/// remain score least. Without a margin none remains.
#[test]
fn a_margin_of_nominees_is_left_over_and_scores_least() {
    let rounds_of = |margin: &str| {
        let set =
            ["population.scale=0.2", "start=2020-12-01", "end=2022-06-30", "start_pool=\"spin_up\"", margin];
        let mut record = Record::counts();
        run(&model("scenarios/history.toml", &set), 0, &mut record);
        let rounds = record.into_counts().rounds.into_iter();
        rounds.filter(|round| round.round_type.name() == "pnp").collect::<Vec<_>>()
    };
    let with = rounds_of("nominations.margin=0.05");
    let without = rounds_of("nominations.margin=0");
    assert!(with.len() > 30);
    let sum = |of: &dyn Fn(&Round) -> u32, rounds: &[Round]| -> f64 {
        rounds.iter().map(|round| f64::from(of(round))).sum()
    };
    let stock = |rounds: &[_]| {
        sum(&|round| round.eligible.unwrap(), rounds) / (0.2 * sum(&|round| round.size, rounds))
    };
    assert!((stock(&with) - 1.05).abs() < 0.01, "{}", stock(&with));
    assert!((stock(&without) - 1.0).abs() < 0.01, "{}", stock(&without));
    // The lowest twentieth of nominees spread as stated would raise cutoffs by over 80 points.
    let cutoff =
        |rounds: &[Round]| sum(&|round| u32::from(round.cutoff.unwrap()), rounds) / rounds.len() as f64;
    let rise = cutoff(&with) - cutoff(&without);
    assert!((0.0..50.0).contains(&rise), "{rise}");
}
