//! Programs, the selection grid and categories at their boundaries, computed by hand.

use drawsim::policy::law::Law;
use drawsim::policy::profile::{
    Abilities, CanadianStudy, Education, GridFact, JobOffer, Language, Profile, Residence, Spouse,
};
use drawsim::policy::rules::Eligibility;

use crate::people::{all, born, day, occupation, plain};

const ON: &str = "2026-09-15";

fn is_in(law: &Law, person: &Profile, on: &str, group: &str) -> bool {
    let on = day(on);
    law.rules_on(on).eligibility(person, on).intersects(law.admitted_by(group).unwrap())
}

/// A candidate in TEER 1 with one year in Canada and level 7: just inside the Canadian Experience Class.
fn canadian() -> Profile {
    Profile {
        canadian_work_years: 1,
        recent_canadian_months: 12,
        occupation_months: 12,
        residence: Residence::Canada,
        funds: false,
        ..plain()
    }
}

/// A candidate abroad who has exactly 67 points: language 16, education 21, experience 13, age 12, relative
/// 5.
fn skilled_worker() -> Profile {
    Profile { foreign_work_years: 4, occupation_months: 36, continuous_months: 48, sibling: true, ..plain() }
}

/// A cook with two years of work, level 5 and 4, and an offer: just inside the trades program.
fn tradesperson() -> Profile {
    Profile {
        occupation: occupation("63200"),
        first: Abilities([5, 5, 4, 4]),
        education: Education::None,
        occupation_months: 24,
        job_offer: JobOffer::Skilled,
        foreign_work_years: 2,
        ..plain()
    }
}

#[test]
fn canadian_experience_needs_twelve_recent_months_and_seven_in_teer_0_and_1() {
    let law = Law::published();
    let cec = |person: Profile| is_in(&law, &person, ON, "cec");
    assert!(cec(canadian()));
    assert!(!cec(Profile { recent_canadian_months: 11, ..canadian() }));
    assert!(!cec(Profile { first: Abilities([7, 7, 7, 6]), ..canadian() }));
    assert!(!cec(Profile { first: Abilities([6, 10, 10, 10]), ..canadian() }));
    assert!(cec(Profile { education: Education::None, ..canadian() }));
}

#[test]
fn more_months_than_a_table_has_count_as_its_most() {
    let law = Law::published();
    let many = Profile { recent_canadian_months: 130, occupation_months: 200, ..canadian() };
    assert!(is_in(&law, &many, ON, "cec"));
    let years = Profile { continuous_months: 255, ..skilled_worker() };
    assert!(is_in(&law, &years, ON, "fsw"));
}

#[test]
fn canadian_experience_needs_five_in_teer_2_and_3_and_takes_no_other() {
    let law = Law::published();
    let cec = |code: &str, level: u8| {
        is_in(&law, &Profile { occupation: occupation(code), first: all(level), ..canadian() }, ON, "cec")
    };
    assert!(cec("22222", 5) && !cec("22222", 4), "TEER 2");
    assert!(cec("63200", 5) && !cec("63200", 4), "TEER 3");
    assert!(cec("00012", 7) && !cec("00012", 6), "TEER 0");
    assert!(!cec("64100", 10), "TEER 4");
    assert!(!cec("65200", 10), "TEER 5");
}

#[test]
fn either_official_language_will_do() {
    let law = Law::published();
    let french = Profile { first: all(5), second: Some(all(7)), ..canadian() };
    assert!(is_in(&law, &french, ON, "cec"));
    let split =
        Profile { first: Abilities([7, 7, 5, 5]), second: Some(Abilities([5, 5, 7, 7])), ..canadian() };
    assert!(!is_in(&law, &split, ON, "cec"));
}

#[test]
fn the_selection_grid_passes_at_67() {
    let law = Law::published();
    let on = day(ON);
    let grid = |person: Profile| law.rules_on(on).fsw_grid(&person, on);
    let just = grid(skilled_worker());
    assert_eq!((just.first_language, just.second_language, just.education), (16, 0, 21));
    assert_eq!((just.experience, just.age, just.arranged_employment, just.adaptability), (13, 12, 0, 5));
    assert_eq!((just.total, just.passed), (67, true));
    let older = grid(Profile { birth: born(36, on), ..skilled_worker() });
    assert_eq!((older.age, older.total, older.passed), (11, 66, false));
    assert!(is_in(&law, &skilled_worker(), ON, "fsw"));
    assert!(!is_in(&law, &Profile { birth: born(36, on), ..skilled_worker() }, ON, "fsw"));
}

#[test]
fn the_selection_grid_at_its_boundaries() {
    let law = Law::published();
    let on = day(ON);
    let grid = |person: Profile| law.rules_on(on).fsw_grid(&person, on);
    let ages = [(17, 0), (18, 12), (35, 12), (36, 11), (43, 4), (46, 1), (47, 0)];
    for (age, points) in ages {
        assert_eq!(grid(Profile { birth: born(age, on), ..plain() }).age, points, "age {age}");
    }
    for (years, points) in [(0, 0), (1, 9), (2, 11), (3, 11), (4, 13), (5, 13), (6, 15), (9, 15)] {
        assert_eq!(
            grid(Profile { foreign_work_years: years, ..plain() }).experience,
            points,
            "{years} years"
        );
    }
    let levels = [(6, 0), (7, 16), (8, 20), (9, 24), (10, 24)];
    for (level, points) in levels {
        assert_eq!(grid(Profile { first: all(level), ..plain() }).first_language, points, "level {level}");
    }
    assert_eq!(grid(Profile { second: Some(all(5)), ..plain() }).second_language, 4);
    assert_eq!(grid(Profile { second: Some(Abilities([4, 9, 9, 9])), ..plain() }).second_language, 0);
}

/// Age 46 is worth 1 point, a master's degree 23, four years abroad 13, three years of study in Canada 5: 42.
fn older_worker() -> Profile {
    Profile {
        birth: born(46, day(ON)),
        education: Education::Masters,
        foreign_work_years: 4,
        occupation_months: 36,
        continuous_months: 48,
        canadian_study: CanadianStudy::Long,
        ..plain()
    }
}

/// English 7, 8, 9, 9 earns 4 + 5 + 6 + 6 = 21, French 8 in all four 20; the second language 4.
#[test]
fn the_candidate_designates_the_first_language_of_the_grid() {
    let law = Law::published();
    let (rules, on) = (law.rules_on(day(ON)), day(ON));
    let (english, french) = (Abilities([7, 8, 9, 9]), all(8));
    let open = Profile { first: english, second: Some(french), ..older_worker() };
    let designated = Profile { designates_first_language: true, ..open };
    let french_first =
        Profile { first_language: Language::French, first: french, second: Some(english), ..designated };
    for (person, first, total, passes) in
        [(designated, 21, 67, true), (open, 21, 67, true), (french_first, 20, 66, false)]
    {
        let points = rules.fsw_grid(&person, on);
        assert_eq!((points.first_language, points.second_language, points.total), (first, 4, total));
        assert_eq!((points.passed, is_in(&law, &person, ON, "fsw")), (passes, passes));
    }
    // In whichever order an open profile states the languages.
    let reversed = Profile { designates_first_language: false, ..french_first };
    assert_eq!(rules.fsw_grid(&reversed, on).total, 67);
    assert!(is_in(&law, &reversed, ON, "fsw"));
    // The simulated candidate chooses so, whatever the profile said before.
    assert_eq!(rules.with_first_language_chosen(&french_first, on), designated);
}

/// The levels of the designated language have to reach the minimum of 7 in all four abilities.
#[test]
fn a_designated_language_below_the_minimum_closes_the_program() {
    let law = Law::published();
    let (low, high) = (Abilities([6, 9, 9, 9]), all(7));
    let person = Profile { first: low, second: Some(high), sibling: true, ..skilled_worker() };
    // 18 or 16 for the first language, 4 for the second, 51 for the rest: both have 67.
    assert!(is_in(&law, &person, ON, "fsw"));
    assert!(!is_in(&law, &Profile { designates_first_language: true, ..person }, ON, "fsw"));
    // The open profile counts under French, although English would earn more points.
    assert_eq!(law.rules_on(day(ON)).fsw_grid(&person, day(ON)).first_language, 16);
}

#[test]
fn relatives_and_study_of_two_years_are_adaptability() {
    let law = Law::published();
    let points = |person: Profile| law.rules_on(day(ON)).fsw_grid(&person, day(ON)).adaptability;
    let with = |fact: GridFact, person: Profile| Profile { grid: [fact].into_iter().collect(), ..person };
    let spouse = Spouse { education: Education::None, language: None, canadian_work_years: 0 };
    let couple = Profile { spouse: Some(spouse), ..plain() };
    let short = Profile { canadian_study: CanadianStudy::Short, ..plain() };
    let long = Profile { canadian_study: CanadianStudy::Long, ..plain() };
    assert_eq!(points(with(GridFact::Relative, plain())), 5);
    assert_eq!(points(with(GridFact::Relative, Profile { sibling: true, ..plain() })), 5);
    assert_eq!(points(with(GridFact::SpouseStudy, couple)), 5);
    assert_eq!(points(with(GridFact::SpouseStudy, plain())), 0);
    assert_eq!(points(with(GridFact::TwoYearStudy, short)), 5);
    assert_eq!(points(with(GridFact::NoTwoYearStudy, long)), 0);
}

#[test]
fn adaptability_ends_at_ten() {
    let law = Law::published();
    let on = day(ON);
    let points = |person: Profile| law.rules_on(on).fsw_grid(&person, on).adaptability;
    let spouse = Spouse { education: Education::None, language: Some(all(4)), canadian_work_years: 1 };
    assert_eq!(points(Profile { canadian_work_years: 1, ..plain() }), 10);
    assert_eq!(points(Profile { canadian_study: CanadianStudy::Long, ..plain() }), 5);
    assert_eq!(points(Profile { canadian_study: CanadianStudy::Short, ..plain() }), 0);
    assert_eq!(points(Profile { spouse: Some(spouse), ..plain() }), 10);
    assert_eq!(points(Profile { spouse: Some(Spouse { language: Some(all(3)), ..spouse }), ..plain() }), 5);
    let everything = Profile {
        canadian_work_years: 2,
        sibling: true,
        spouse: Some(spouse),
        job_offer: JobOffer::Skilled,
        ..plain()
    };
    assert_eq!(points(everything), 10);
}

#[test]
fn skilled_workers_need_a_continuous_year_secondary_school_seven_and_funds() {
    let law = Law::published();
    let fsw = |person: Profile| is_in(&law, &person, ON, "fsw");
    assert!(fsw(Profile { continuous_months: 12, ..skilled_worker() }));
    assert!(!fsw(Profile { continuous_months: 11, ..skilled_worker() }));
    assert!(!fsw(Profile { funds: false, ..skilled_worker() }));
    assert!(!fsw(Profile { first: Abilities([10, 10, 10, 6]), ..skilled_worker() }));
    assert!(!fsw(Profile { occupation: occupation("64100"), ..skilled_worker() }), "TEER 4");
    let strong = Profile { first: all(9), second: Some(all(5)), foreign_work_years: 6, ..skilled_worker() };
    assert!(fsw(Profile { education: Education::Secondary, canadian_work_years: 1, ..strong }));
    assert!(!fsw(Profile { education: Education::None, job_offer: JobOffer::Skilled, ..strong }));
}

#[test]
fn trades_need_two_years_in_a_listed_group_and_an_offer_or_a_certificate() {
    let law = Law::published();
    let fst = |person: Profile| is_in(&law, &person, ON, "fst");
    assert!(fst(tradesperson()));
    assert!(!fst(Profile { occupation_months: 23, ..tradesperson() }));
    assert!(fst(Profile { occupation_months: 0, continuous_months: 24, ..tradesperson() }));
    assert!(!fst(Profile { job_offer: JobOffer::None, ..tradesperson() }));
    assert!(fst(Profile { job_offer: JobOffer::None, trade_certificate: true, ..tradesperson() }));
    assert!(!fst(Profile { first: Abilities([4, 5, 4, 4]), ..tradesperson() }), "speaking 4");
    assert!(!fst(Profile { first: Abilities([5, 5, 4, 3]), ..tradesperson() }), "writing 3");
    assert!(!fst(Profile { funds: false, ..tradesperson() }));
    let groups = [
        ("72200", true),
        ("72600", false),
        ("73100", true),
        ("82021", true),
        ("83100", true),
        ("92100", true),
        ("93100", true),
        ("93200", false),
        ("63201", true),
        ("63210", false),
        ("62200", true),
        ("62010", false),
    ];
    for (code, taken) in groups {
        assert_eq!(fst(Profile { occupation: occupation(code), ..tradesperson() }), taken, "{code}");
    }
}

#[test]
fn a_nominee_needs_a_federal_program() {
    let law = Law::published();
    assert!(is_in(&law, &Profile { nominated: true, ..canadian() }, ON, "pnp"));
    assert!(!is_in(&law, &canadian(), ON, "pnp"));
    let outside = Profile { nominated: true, ..plain() };
    assert_eq!(law.rules_on(day(ON)).eligibility(&outside, day(ON)), Eligibility::NONE);
}

#[test]
fn an_invitation_is_under_the_first_program_of_the_order_in_force() {
    let law = Law::published();
    let name = |on: &str, programs: &[&str]| {
        let set = programs.iter().fold(Eligibility::NONE, |set, name| set | law.admitted_by(name).unwrap());
        law.rules_on(day(on)).program_of_invitation(set).map(|index| law.programs()[index].as_str())
    };
    assert_eq!(name("2015-09-14", &["cec", "fsw", "fst"]), Some("fst"));
    assert_eq!(name("2015-09-15", &["cec", "fsw", "fst"]), Some("cec"));
    assert_eq!(name("2015-09-14", &["cec", "fsw"]), Some("fsw"));
    assert_eq!(name("2026-01-01", &["fsw", "fst"]), Some("fsw"));
    assert_eq!(name("2015-09-14", &["pnp", "fst"]), Some("pnp"));
    assert_eq!(name("2026-01-01", &["pnp", "cec"]), Some("pnp"));
    assert_eq!(name("2026-01-01", &[]), None);
}

#[test]
fn french_needs_seven_in_all_four_as_first_or_second_language() {
    let law = Law::published();
    let french = |person: Profile| is_in(&law, &person, ON, "french");
    assert!(french(Profile { second: Some(all(7)), ..canadian() }));
    assert!(!french(Profile { second: Some(Abilities([7, 7, 7, 6])), ..canadian() }));
    assert!(french(Profile { first_language: Language::French, ..canadian() }));
    assert!(!french(canadian()));
}

#[test]
fn categories_ask_for_six_continuous_months_until_2026_and_twelve_since() {
    let law = Law::published();
    let nurse = Profile { occupation: occupation("31301"), ..canadian() };
    let months = |recent: u8, continuous: u8, on: &str| {
        let person = Profile { occupation_months: recent, continuous_months: continuous, ..nurse };
        is_in(&law, &person, on, "healthcare")
    };
    assert!(months(6, 6, "2026-02-17") && !months(6, 5, "2026-02-17") && !months(5, 6, "2026-02-17"));
    assert!(months(12, 3, "2026-02-18") && !months(11, 11, "2026-02-18"));
    assert!(!months(36, 36, "2023-05-30") && months(36, 36, "2023-05-31"));
}

#[test]
fn categories_for_canadian_experience_count_months_in_canada() {
    let law = Law::published();
    let physician = Profile { occupation: occupation("31102"), ..skilled_worker() };
    assert!(is_in(&law, &physician, ON, "healthcare") && !is_in(&law, &physician, ON, "physicians_ca"));
    let here = Profile { recent_canadian_months: 12, canadian_work_years: 1, ..physician };
    assert!(is_in(&law, &here, ON, "physicians_ca"));
    assert!(!is_in(&law, &here, "2025-12-07", "physicians_ca"));
    assert!(!is_in(&law, &Profile { recent_canadian_months: 11, ..here }, ON, "physicians_ca"));
}

#[test]
fn military_recruits_need_ten_years_an_offer_and_a_credential_of_two_years() {
    let law = Law::published();
    let recruit = Profile {
        occupation: occupation("42102"),
        continuous_months: 120,
        job_offer: JobOffer::Skilled,
        foreign_work_years: 10,
        education: Education::TwoYear,
        ..skilled_worker()
    };
    let military = |person: Profile| is_in(&law, &person, ON, "military");
    assert!(military(recruit));
    assert!(!military(Profile { continuous_months: 119, ..recruit }));
    assert!(!military(Profile { job_offer: JobOffer::None, ..recruit }));
    assert!(!military(Profile { education: Education::OneYear, ..recruit }));
}
