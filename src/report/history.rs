//! One candidate's history in words and dates, as a candidate or a journalist reads it.

mod profile;
mod round;
mod score;

use crate::document::plural::plural;
use crate::intake::Decision;
use crate::model::Model;
use crate::policy::rules::Eligibility;
use crate::record::{Happening, LifeChange, Trace, What, changed_facts};
use crate::time::Day;

/// Columns of a line.
const WIDTH: usize = 80;
/// Where the words begin, after the date and the score.
const INDENT: usize = 18;

/// The history of a candidate of replication 0, in lines of at most 80 columns, with a line's end after the
/// last one.
pub fn text(model: &Model, trace: &Trace) -> String {
    let mut page = Page::default();
    header(model, trace, &mut page);
    let mut teller = Teller { model, page, invited: None, applied: None, last: None };
    let is_miss = |happening: &Happening| matches!(happening.what, What::Miss { .. });
    for part in trace.happenings.chunk_by(|one, next| is_miss(one) && is_miss(next)) {
        if is_miss(&part[0]) {
            round::tell_misses(model, part, &mut teller.page);
        } else {
            part.iter().for_each(|happening| teller.tell(happening));
        }
    }
    teller.finish(trace)
}

fn header(model: &Model, trace: &Trace, page: &mut Page) {
    let Some(person) = trace.person() else { return };
    let submitted = trace.submitted();
    let who = match trace.place() {
        Some(place) => format!("Candidate {place} of the {submitted} who submit a first profile in"),
        None => "A candidate who was there at the beginning of".to_owned(),
    };
    page.paragraph(0, &format!("{who} replication 0 of `{}`, seed {}", model.name, model.seed));
    page.paragraph(
        0,
        &format!(
            "Person {person}: the id keeps to the person, with the same luck, in every scenario of this seed and \
             these people; the place need not, since others may enter."
        ),
    );
    page.paragraph(0, "Dates are days in Toronto; times are UTC.");
    page.text += "\ndate        score\n";
}

/// Lines of text.
#[derive(Debug, Default)]
struct Page {
    text: String,
}

impl Page {
    /// A day, the score after it, and what happened; each paragraph begins a line.
    fn entry(&mut self, day: Day, score: Option<u16>, paragraphs: &[String]) {
        let score = score.map_or(String::new(), |score| score.to_string());
        self.text += &format!("{day}{score:>7} ");
        let start = self.text.len();
        for paragraph in paragraphs {
            self.paragraph(INDENT, paragraph);
        }
        // The first line stands beside the date.
        self.text.replace_range(start..start + INDENT, "");
    }

    /// Words that fill lines from a column on.
    fn paragraph(&mut self, indent: usize, words: &str) {
        let mut column = WIDTH;
        let mut is_first = true;
        for word in words.split_whitespace() {
            let length = word.chars().count();
            if column + 1 + length > WIDTH {
                if !is_first {
                    self.text.push('\n');
                }
                self.text += &" ".repeat(indent);
                column = indent;
            } else {
                self.text.push(' ');
                column += 1;
            }
            self.text += word;
            column += length;
            is_first = false;
        }
        self.text.push('\n');
    }
}

struct Teller<'a> {
    model: &'a Model,
    page: Page,
    /// The day of the last invitation.
    invited: Option<Day>,
    /// The day of the application.
    applied: Option<Day>,
    /// What was told last, and on which day: a removal may follow from it.
    last: Option<(Day, What)>,
}

impl Teller<'_> {
    fn tell(&mut self, happening: &Happening) {
        let day = happening.day;
        let submission = self.submission(happening);
        let mut paragraphs = submission.unwrap_or_else(|| vec![self.words(happening)]);
        if let (Some(before), Some(after)) = (happening.before, happening.after) {
            paragraphs.extend(score::change(self.model, day, &before, &after));
            paragraphs.extend(eligibility_change(
                self.model,
                before.submission.eligibility,
                after.submission.eligibility,
            ));
        }
        let score = happening.after.map(|after| after.submission.score);
        self.page.entry(day, score, &paragraphs);
        match happening.what {
            What::Invitation { .. } => self.invited = Some(day),
            What::Life(LifeChange::Application(_)) => self.applied = Some(day),
            _ => {}
        }
        self.last = Some((day, happening.what));
    }

    /// Why the profile was removed, by what came just before it on the same day.
    fn removal(&self, day: Day) -> String {
        let reason = match self.last.filter(|(last, _)| *last == day).map(|(_, what)| what) {
            Some(What::Life(LifeChange::JobBankDeadline)) => "not registered with the Job Bank",
            Some(What::Life(LifeChange::LanguageTestExpiry)) => "no valid language test",
            Some(What::Life(LifeChange::AssessmentExpiry)) => "no valid assessment of education",
            _ => "eligible for no program any more",
        };
        format!("Removed from the pool: {reason}")
    }

    fn submission(&self, happening: &Happening) -> Option<Vec<String>> {
        let first = match happening.what {
            What::Initial if happening.after.is_some_and(|after| after.is_invited) => {
                "Held an invitation when the run began, with a profile submitted"
            }
            What::Initial => "Was in the pool when the run began, with a profile submitted",
            What::Submission => "Submitted a profile",
            What::Resubmission => "Came back with a new profile",
            _ => return None,
        };
        let standing = happening.after?;
        let mut paragraphs = vec![format!(
            "{first} at {}, valid to {}",
            standing.submission.submitted_at,
            standing.submission.expires_on - 1
        )];
        paragraphs.extend(profile::words(&standing.submission.profile, happening.day));
        paragraphs.push(score::sections(self.model, happening.day, &standing.submission.profile));
        paragraphs.push(format!("Eligible for {}", groups(self.model, standing.submission.eligibility)));
        Some(paragraphs)
    }

    fn words(&self, happening: &Happening) -> String {
        let Happening { day, before, after, what, .. } = happening;
        let program = what.program().map_or("", |program| round::kind(program.name())).to_owned();
        let facts = before
            .zip(*after)
            .map(|(one, other)| changed_facts(&one.submission.profile, &other.submission.profile));
        let facts = facts.unwrap_or_default();
        match *what {
            What::Life(event) => self.life(event, happening, &program, &facts),
            What::ChangeOfLaw => format!("The law changed{}", instruments(self.model, *day)),
            What::Nomination => {
                let destination = after.map(|after| after.submission.situation.destination);
                let label = |place| self.model.population.nomination.label(place);
                format!("Nominated by {}", destination.map_or("a province or territory", label))
            }
            What::Removal => self.removal(*day),
            What::Invitation { round, cutoff, .. } => {
                let score = before.map_or(0, |before| before.submission.score);
                let cutoff = cutoff.unwrap_or(score);
                let margin = match score - cutoff {
                    0 => "the score is the cutoff".to_owned(),
                    margin => format!("cutoff {cutoff}, {} above it", plural(margin.into(), "point")),
                };
                format!("INVITED in {}, under {program}: {margin}", round::name(self.model, round))
            }
            What::Decision { decision, .. } => {
                let wait = days_since(self.applied, *day, "the application");
                match decision {
                    Decision::Approved { .. } => format!("Application approved{wait}"),
                    Decision::Refused => format!("Application refused or withdrawn{wait}"),
                }
            }
            What::Landing { persons, .. } => match persons {
                0 | 1 => "Landed as a permanent resident, alone".to_owned(),
                _ => format!("Landed as a permanent resident, {persons} persons with the family"),
            },
            What::Initial | What::Submission | What::Resubmission | What::Miss { .. } => {
                unreachable!("told elsewhere: {what:?}")
            }
        }
    }

    fn life(&self, event: LifeChange, happening: &Happening, program: &str, facts: &str) -> String {
        let Happening { day, before, after, .. } = *happening;
        let answer = days_since(self.invited, day, "it");
        let applied = days_since(self.invited, day, "the invitation");
        let with = |words: &str| {
            if facts.is_empty() { words.to_owned() } else { format!("{words}: {facts}") }
        };
        match event {
            LifeChange::Withdrawal => "Withdrew the profile".to_owned(),
            LifeChange::Expiry => "The profile's validity ended".to_owned(),
            LifeChange::Application(_) => {
                format!("Applied for permanent residence under {program}{applied}")
            }
            LifeChange::Lapse(_) => format!("Let the invitation lapse{answer}"),
            LifeChange::Decline(_) if after.is_some() => {
                format!("Declined the invitation{answer}; back in the pool")
            }
            LifeChange::Decline(_) => format!("Declined the invitation{answer}"),
            LifeChange::Birthday => {
                let age = before.map_or(0, |before| day.years_since(before.submission.profile.birth));
                format!("Turned {age}")
            }
            LifeChange::Retest if facts.is_empty() => "Took a language test: no better level".to_owned(),
            LifeChange::Retest => with("Took a language test"),
            LifeChange::WorkAnniversary => with("Completed a year of work"),
            LifeChange::JobOffer => "Found a job offer".to_owned(),
            LifeChange::JobOfferLoss => "Lost the job offer".to_owned(),
            LifeChange::StatusLoss if facts.is_empty() => {
                "Lost the permit to work, and stays in Canada".to_owned()
            }
            LifeChange::StatusLoss => "Lost the permit to work, and left Canada".to_owned(),
            LifeChange::Credential => with("Earned one more credential"),
            LifeChange::SpouseTest => with("The spouse took a language test"),
            LifeChange::French => with("Learned French"),
            LifeChange::JobBankDeadline => "Had not registered with the Job Bank in time".to_owned(),
            LifeChange::LanguageTestExpiry => with("The language test was no longer valid"),
            LifeChange::AssessmentExpiry if after.is_none() => {
                "The assessment of education was no longer valid".to_owned()
            }
            LifeChange::AssessmentExpiry => {
                "The assessment of education was no longer valid; had it made again".to_owned()
            }
        }
    }

    /// How things stand on the last day.
    fn finish(mut self, trace: &Trace) -> String {
        let end = self.model.end;
        let Some(last) = trace.happenings.last() else { return self.page.text };
        let words = match (last.after, last.what) {
            (Some(standing), _) if standing.is_invited => "The invitation is not yet answered".to_owned(),
            (Some(standing), _) => {
                format!("In the pool, with a profile valid to {}", standing.submission.expires_on - 1)
            }
            (None, What::Life(LifeChange::Application(_))) => "The application is not yet decided".to_owned(),
            (None, What::Decision { decision: Decision::Approved { .. }, .. }) => {
                "Approved, and not yet landed".to_owned()
            }
            (None, What::Landing { .. } | What::Decision { .. }) => return self.page.text,
            (None, _) => "Has not come back".to_owned(),
        };
        let score = last.after.map(|after| after.submission.score);
        self.page.entry(end, score, &[format!("End of the run. {words}")]);
        self.page.text
    }
}

fn days_since(earlier: Option<Day>, day: Day, what: &str) -> String {
    earlier.map_or(String::new(), |earlier| {
        format!(", {} after {what}", plural((day - earlier).unsigned_abs().into(), "day"))
    })
}

/// Who says so, for the changes of a day.
fn instruments(model: &Model, day: Day) -> String {
    let mut names: Vec<&str> = model
        .law
        .changes()
        .iter()
        .filter(|change| change.date == day)
        .map(|change| change.instrument.as_str())
        .collect();
    names.dedup();
    if names.is_empty() { String::new() } else { format!(": {}", names.join("; ")) }
}

/// Programs and categories in words.
fn groups(model: &Model, eligibility: Eligibility) -> String {
    let law = &model.law;
    let names = law.programs().iter().chain(law.categories()).map(String::as_str).enumerate();
    let held: Vec<&str> =
        names.filter(|(bit, _)| eligibility.has(*bit)).map(|(_, name)| round::kind(name)).collect();
    if held.is_empty() { "nothing".to_owned() } else { held.join(", ") }
}

fn eligibility_change(model: &Model, before: Eligibility, after: Eligibility) -> Option<String> {
    let gained = Eligibility(after.0 & !before.0);
    let lost = Eligibility(before.0 & !after.0);
    match (gained.is_empty(), lost.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("Now eligible for {} too", groups(model, gained))),
        (true, false) => Some(format!("No longer eligible for {}", groups(model, lost))),
        (false, false) => Some(format!(
            "Now eligible for {} too, no longer for {}",
            groups(model, gained),
            groups(model, lost)
        )),
    }
}
