//! The answer to `drawsim plan --cutoff` in words.

use super::words::interval;
use crate::experiment::inverse::CutoffPoint;
use crate::experiment::inverse::{Answer, FACTORS, Found, Interval, WINDOW_DAYS, Wish};
use crate::experiment::targets::news;
use crate::model::Model;
use crate::policy::levels::Line;

/// An answer with what it is told by.
struct Teller<'a> {
    answer: &'a Answer,
    wish: &'a Wish,
    model: &'a Model,
    /// The Federal High Skilled target of the year asked about, in persons.
    target: f64,
}

/// The target that keeps a cutoff, or that any does, or none.
pub fn words(answer: &Answer, wish: &Wish, model: &Model) -> String {
    let level = model.levels.known(Line::FederalHighSkilled, wish.by.year(), wish.by);
    let target = level.and_then(|level| level.aim()).expect("a planned year has a target");
    let teller = Teller { answer, wish, model, target };
    let (found, tried, point) = match &answer.found {
        Found::Least(point, interval) => {
            (teller.least(point, *interval), teller.searched(point, *interval), point)
        }
        Found::All(point) => (teller.all(point), teller.ends(), point),
        Found::None(point) => (teller.none(point), teller.ends(), point),
    };
    format!(
        "{found}{}\nThe targets of all planned years were multiplied alike, by {tried}{}\nRuns: {}. ",
        teller.by_express_entry(point.factor),
        teller.which_plan(),
        answer.runs()
    )
}

impl Teller<'_> {
    fn least(&self, least: &CutoffPoint, interval: Interval) -> String {
        let (most, fewest) = (self.persons(FACTORS.1), self.persons(FACTORS.0));
        let range = match interval {
            Interval::Between(Some(low), Some(high)) => {
                format!("95 % interval {} to {}", self.persons(low), self.persons(high))
            }
            Interval::Between(Some(low), None) => {
                format!("95 % interval {} to {most} or more, beyond what was tried", self.persons(low))
            }
            Interval::Between(None, Some(high)) => {
                format!("95 % interval {fewest} or less, beyond what was tried, to {}", self.persons(high))
            }
            Interval::Between(None, None) => {
                format!("95 % interval {fewest} or less to {most} or more, beyond what was tried")
            }
            Interval::Flat => "no interval: about there the cutoff does not fall with the target".to_owned(),
            Interval::Lone => "no interval: one replication alone has a cutoff there".to_owned(),
        };
        format!(
            "A Federal High Skilled target of {}, keeps {}\n(there it is {:.1}{}); {range}.",
            self.of(least, ""),
            self.kept(),
            least.cutoff.map_or(0.0, |cutoff| cutoff.mean),
            self.behind(least)
        )
    }

    fn all(&self, least: &CutoffPoint) -> String {
        let there = self.there(least);
        if self.answer.tried.iter().all(|point| self.wish.is_kept(point)) {
            let target = self.of(least, " or more");
            let kept = self.kept();
            return format!(
                "Any Federal High Skilled target of {target}, keeps {kept}.\nAt the smallest that was tried it is {there}."
            );
        }
        let (target, kept) = (self.of(least, ""), self.kept());
        format!(
            "The smallest Federal High Skilled target that was tried, of {target}, keeps\n{kept}, though the largest does not.\n\
             At the smallest it is {there}."
        )
    }

    fn none(&self, most: &CutoffPoint) -> String {
        let rounds = match (most.rounds, most.spent_rounds) {
            (_, 0) => {
                "No round there is of the largest size (`targets.most`) or invites all who are eligible: a target beyond what was\n\
                 tried may keep it."
                    .to_owned()
            }
            (all, spent) if spent == all => {
                "All rounds there are of the largest size (`targets.most`) or invite all who are eligible: a still larger target\n\
                 makes none of them larger."
                    .to_owned()
            }
            (all, spent) => format!(
                "Of the {all} rounds there, in {} replications, {spent} are of the largest size (`targets.most`) or invite all who are\n\
                 eligible: a still larger target makes only the others larger.",
                self.answer.replications
            ),
        };
        format!(
            "No Federal High Skilled target of {}, keeps {}.\nAt the largest that was tried it is {}.\n{rounds}",
            self.of(most, " or less"),
            self.kept(),
            self.there(most)
        )
    }

    /// What was tried, where the answer lies between the ends.
    fn searched(&self, least: &CutoffPoint, interval: Interval) -> String {
        let tried = &self.answer.tried;
        let mut text = format!(
            "{} to {}. Of the {} that were tried,\nlooked for by Brent's method, it is the smallest that keeps the cutoff.",
            FACTORS.0,
            FACTORS.1,
            tried.len()
        );
        let larger = || tried.iter().filter(|point| point.factor > least.factor);
        let missed = larger().filter(|point| !self.wish.is_kept(point)).count();
        if missed > 0 {
            let all = larger().count();
            text += &format!(
                " By chance {missed} of the {all} larger ones\ndo not: the answer is no surer than that."
            );
        }
        if tried.iter().any(|point| point.cutoff.is_none()) {
            text += "\nWhere nobody is invited the cutoff does not count as kept.";
        }
        if matches!(interval, Interval::Between(..)) {
            text += "\nThe interval is that of the mean cutoff over replications, a point either way or more, divided by its slope.";
        }
        text
    }

    /// What was tried, where its ends decide.
    fn ends(&self) -> String {
        let (low, high) = FACTORS;
        format!(
            "{low} and by {high}, and nothing between was tried: the more\nare invited, the lower the cutoff."
        )
    }

    fn persons(&self, factor: f64) -> String {
        format!("{:.0}", self.target * factor)
    }

    fn of(&self, point: &CutoffPoint, order: &str) -> String {
        let (persons, year) = (self.persons(point.factor), self.wish.by.year());
        format!("{persons} persons{order} for {year}, {:.2} times the plan's", point.factor)
    }

    fn kept(&self) -> String {
        let Wish { round_type, cutoff, by } = self.wish;
        format!(
            "the mean cutoff of `{round_type}`\nrounds at or below {cutoff:.0} in the {WINDOW_DAYS} days up to {by}"
        )
    }

    fn there(&self, point: &CutoffPoint) -> String {
        let cutoff = point.cutoff.as_ref().map(|cutoff| format!("{:.1}{}", cutoff.mean, interval(cutoff, 1)));
        cutoff.unwrap_or_default() + &self.behind(point)
    }

    /// How many replications are behind a mean, where it is not all of them.
    fn behind(&self, point: &CutoffPoint) -> String {
        let (some, all) = (point.replications, self.answer.replications);
        let words = format!(", over {some} of {all} replications: in the others nobody is invited");
        if some < all { words } else { String::new() }
    }

    /// How much of such a target Express Entry is to bring; nothing where that is all of it.
    fn by_express_entry(&self, factor: f64) -> String {
        let part = self.model.levels.by_pool(Line::FederalHighSkilled, self.wish.by.year(), self.wish.by);
        let part = part.and_then(|level| level.aim()).filter(|part| *part != self.target);
        part.map_or(String::new(), |part| {
            let (share, persons) = (100.0 * part / self.target, part * factor);
            format!("\nOf that target Express Entry is to bring {share:.1} %, {persons:.0} persons.")
        })
    }

    /// Which target the factor refers to, where the one of the year changes in the run.
    fn which_plan(&self) -> String {
        let (year, by) = (self.wish.by.year(), self.wish.by);
        let known = |day| self.model.levels.known(Line::FederalHighSkilled, year, day);
        let Some((on, before)) = news(self.model, self.model.end, known) else { return String::new() };
        let before = before.aim().map_or(String::new(), |persons| format!(" of {persons:.0} persons"));
        if on <= by {
            format!(
                "\nThe plan's target for {year} is the one announced on {on}; the earlier one{before}, for which rounds were \
                 planned\nuntil then, was multiplied by the same factor."
            )
        } else {
            format!(
                "\nThe plan's target for {year} is the one{before} that is known on {by}; another is announced on {on}."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::cutoffs::spread_of_points;
    use crate::policy::instruction::RoundType;
    use crate::scenario::Overlay;

    const LEAST: &str = "A Federal High Skilled target of 99900 persons for 2027, 0.90 times the plan's, keeps the mean cutoff of \
                         `cec`\nrounds at or below 500 in the 91 days up to 2027-12-31\n";

    fn point(factor: f64, cutoffs: &[f64]) -> CutoffPoint {
        CutoffPoint {
            factor,
            cutoff: spread_of_points(cutoffs.to_vec()),
            replications: cutoffs.len() as u32,
            rounds: 12,
            spent_rounds: 0,
        }
    }

    fn told(found: Found, tried: Vec<CutoffPoint>) -> String {
        let (_, model) = Model::load("baseline", &Overlay::default()).unwrap();
        let by = "2027-12-31".parse().unwrap();
        let wish = Wish { round_type: RoundType::new("cec"), cutoff: 500.0, by };
        words(&Answer { found, tried, replications: 2 }, &wish, &model)
    }

    #[test]
    fn an_end_of_the_interval_beyond_what_was_tried_is_told_in_words() {
        let least = point(0.9, &[499.0, 501.0]);
        let told = |interval| told(Found::Least(least, interval), vec![point(0.4, &[520.0; 2]), least]);
        let tail = |low, high| told(Interval::Between(low, high));
        let start = format!("{LEAST}(there it is 500.0); 95 % interval ");
        assert!(tail(Some(0.8), Some(1.0)).starts_with(&format!("{start}88800 to 111000.\n")));
        let more = format!("{start}88800 to 277500 or more, beyond what was tried.\n");
        assert!(tail(Some(0.8), None).starts_with(&more));
        let less = format!("{start}44400 or less, beyond what was tried, to 111000.\n");
        assert!(tail(None, Some(1.0)).starts_with(&less));
        let flat = told(Interval::Flat);
        assert!(flat.contains("; no interval: about there the cutoff does not fall with the target.\n"));
        assert!(!flat.contains("divided by its slope"), "{flat}");
    }

    #[test]
    fn what_speaks_against_the_answer_is_told() {
        let least = point(0.9, &[500.0]);
        let tried = vec![point(0.4, &[]), least, point(0.95, &[502.0; 2]), point(2.5, &[400.0; 2])];
        let told = told(Found::Least(least, Interval::Lone), tried);
        let expected = format!(
            "{LEAST}(there it is 500.0, over 1 of 2 replications: in the others nobody is invited); no interval: one replication \
             alone has a cutoff there.\n\
             The targets of all planned years were multiplied alike, by 0.4 to 2.5. Of the 4 that were tried,\n\
             looked for by Brent's method, it is the smallest that keeps the cutoff. By chance 1 of the 2 larger ones\n\
             do not: the answer is no surer than that.\n\
             Where nobody is invited the cutoff does not count as kept.\n\
             Runs: 8. "
        );
        assert_eq!(told, expected);
    }

    #[test]
    fn the_smallest_and_the_largest_that_were_tried_need_not_agree() {
        let (low, high) = (point(0.4, &[499.0, 501.0]), point(2.5, &[501.0; 2]));
        let told = told(Found::All(low), vec![low, high]);
        assert!(
            told.contains(", though the largest does not.\nAt the smallest it is 500.0 (95 % "),
            "{told}"
        );
    }

    #[test]
    fn whether_a_still_larger_target_would_help_is_told() {
        let none = |spent_rounds| {
            let most = CutoffPoint { spent_rounds, ..point(2.5, &[510.0; 2]) };
            told(Found::None(most), vec![point(0.4, &[520.0; 2]), most])
        };
        assert!(none(0).contains("\ntried may keep it.\n"));
        assert!(none(5).contains("\nOf the 12 rounds there, in 2 replications, 5 are of the largest size"));
        assert!(none(12).contains("\nAll rounds there are of the largest size"));
    }
}
