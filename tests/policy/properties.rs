//! What holds for every profile under every version of the law.

use drawsim::policy::law::Law;
use drawsim::policy::profile::{
    Abilities, CanadianStudy, Education, JobOffer, Language, Profile, Residence, Spouse,
};
use drawsim::time::Day;
use proptest::prelude::*;

use crate::people::plain;

fn abilities() -> impl Strategy<Value = Abilities> {
    prop::array::uniform4(0_u8..=12).prop_map(Abilities)
}

fn education() -> impl Strategy<Value = Education> {
    prop::sample::select(Education::ALL.to_vec())
}

fn spouse() -> impl Strategy<Value = Option<Spouse>> {
    let facts = (education(), prop::option::of(abilities()), 0_u8..8);
    prop::option::of(facts.prop_map(|(education, language, canadian_work_years)| Spouse {
        education,
        language,
        canadian_work_years,
    }))
}

prop_compose! {
    fn human_capital()(
        age_days in 0_i32..25_000,
        education in education(),
        french_first in any::<bool>(),
        first in abilities(),
        second in prop::option::of(abilities()),
        canadian_work_years in 0_u8..8,
        foreign_work_years in 0_u8..8,
        trade_certificate in any::<bool>(),
    ) -> Profile {
        let first_language = if french_first { Language::French } else { Language::English };
        let birth = today() - age_days;
        Profile {
            birth, education, first_language, first, second, canadian_work_years, foreign_work_years,
            trade_certificate, ..plain()
        }
    }
}

prop_compose! {
    fn profile()(
        base in human_capital(),
        spouse in spouse(),
        study in 0_usize..3,
        offer in 0_usize..3,
        sibling in any::<bool>(),
        nominated in any::<bool>(),
        in_canada in any::<bool>(),
        months in (0_u8..=36, 0_u8..=36, 0_u8..=120),
        occupation in 0_u16..516,
    ) -> Profile {
        Profile {
            spouse,
            canadian_study: [CanadianStudy::None, CanadianStudy::Short, CanadianStudy::Long][study],
            job_offer: [JobOffer::None, JobOffer::Skilled, JobOffer::SeniorManager][offer],
            sibling,
            nominated,
            residence: if in_canada { Residence::Canada } else { Residence::Abroad },
            recent_canadian_months: months.0,
            occupation_months: months.1,
            continuous_months: months.2,
            occupation: drawsim::policy::profile::Occupation(occupation),
            ..base
        }
    }
}

fn today() -> Day {
    Day::new(2026, 9, 15).unwrap()
}

/// A day under any version of section D.
fn any_day() -> impl Strategy<Value = Day> {
    (Day::new(2015, 1, 1).unwrap().number()..=today().number()).prop_map(Day::from_number)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_score_lies_from_0_to_1200_and_is_the_sum_of_its_sections(person in profile(), on in any_day()) {
        let law = law();
        let parts = law.rules_on(on).breakdown(&person, on);
        prop_assert!(parts.total <= 1200);
        prop_assert_eq!(parts.total, parts.core + parts.spouse + parts.transferability + parts.additional);
        let column = if person.spouse.is_some() { (460, 40) } else { (500, 0) };
        prop_assert!(parts.core <= column.0 && parts.spouse <= column.1);
        prop_assert!(parts.transferability <= 100 && parts.additional <= 600);
    }

    #[test]
    fn a_birthday_that_the_law_calls_idle_changes_nothing(person in profile(), on in any_day()) {
        let law = law();
        let age = on.years_since(person.birth).max(0) as usize;
        let next = law.next_birthday(age + 1);
        let rules = law.rules_on(on);
        let mut later = age + 1;
        while next.is_none_or(|next| later < next) && later < age + 4 {
            let older = person.birth.birthday(later as i32);
            prop_assert_eq!(rules.judge(&person, on), rules.judge(&person, older));
            later += 1;
        }
    }

    #[test]
    fn human_capital_is_the_score_without_section_d(person in profile(), on in any_day()) {
        let law = law();
        let rules = law.rules_on(on);
        let capital = rules.human_capital(&person, on);
        prop_assert_eq!(rules.human_capital_of(rules.score(&person, on), &person, on), capital);
    }

    #[test]
    fn a_nomination_adds_600_unless_the_cap_of_section_d_binds(person in profile(), on in any_day()) {
        let law = law();
        let rules = law.rules_on(on);
        let without = rules.breakdown(&Profile { nominated: false, ..person }, on);
        let with = rules.breakdown(&Profile { nominated: true, ..person }, on);
        prop_assert_eq!(with.total - without.total, 600 - without.additional);
        prop_assert_eq!(with.core_total, without.total);
    }

    #[test]
    fn more_language_work_or_education_never_lowers_the_score(
        person in profile(), on in any_day(), ability in 0_usize..4,
    ) {
        let law = law();
        let rules = law.rules_on(on);
        let score = rules.score(&person, on);
        let mut first = person.first;
        first.0[ability] += 1;
        let mut second = person.second;
        if let Some(levels) = &mut second {
            levels.0[ability] += 1;
        }
        let next = Education::ALL.get(person.education as usize + 1);
        let education = next.copied().unwrap_or(Education::Doctorate);
        let better = [
            Profile { first, ..person },
            Profile { second, ..person },
            Profile { canadian_work_years: person.canadian_work_years + 1, ..person },
            Profile { foreign_work_years: person.foreign_work_years + 1, ..person },
            Profile { trade_certificate: true, ..person },
            Profile { education, ..person },
        ];
        for changed in better {
            prop_assert!(rules.score(&changed, on) >= score, "{:?}", changed);
        }
    }

    #[test]
    fn a_spouse_without_merits_costs_points_and_gives_none(person in profile(), on in any_day()) {
        let law = law();
        let rules = law.rules_on(on);
        let idle = Spouse { education: Education::None, language: None, canadian_work_years: 0 };
        let alone = rules.breakdown(&Profile { spouse: None, ..person }, on);
        let together = rules.breakdown(&Profile { spouse: Some(idle), ..person }, on);
        prop_assert!(together.core <= alone.core);
        prop_assert_eq!((together.spouse, alone.spouse), (0, 0));
        prop_assert_eq!(together.transferability, alone.transferability);
        prop_assert_eq!(together.additional, alone.additional);
    }

    #[test]
    fn categories_and_nominations_count_only_beside_a_federal_program(person in profile(), on in any_day()) {
        let law = law();
        let rules = law.rules_on(on);
        let eligibility = rules.eligibility(&person, on);
        let [cec, fsw, fst] = ["cec", "fsw", "fst"].map(|name| law.admitted_by(name).unwrap());
        let federal = cec | fsw | fst;
        prop_assert!(eligibility.is_empty() || eligibility.intersects(federal));
        let nominee = eligibility.intersects(law.admitted_by("pnp").unwrap());
        prop_assert_eq!(nominee, person.nominated && !eligibility.is_empty());
        prop_assert_eq!(rules.program_of_invitation(eligibility).is_some(), !eligibility.is_empty());
    }
}

fn law() -> &'static Law {
    static LAW: std::sync::LazyLock<Law> = std::sync::LazyLock::new(Law::published);
    &LAW
}
