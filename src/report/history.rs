//! The history of one candidate in dates and sentences.

mod change;
mod page;
mod profile;
mod round;
mod score;

pub use self::change::detail;
use self::page::Page;
use crate::intake::Decision;
use crate::model::Model;
use crate::policy::rules::Eligibility;
use crate::population::LifeEvent;
use crate::record::{ChangedFact, Happening, Trace, What, changed_facts};
use crate::report::words::{Argument, Message, Words, message, short_name};
use crate::time::Day;

/// The history of a candidate of replication 0, in lines of at most 80 columns, with a line's end after the
/// last one.
pub fn text(model: &Model, trace: &Trace, words: &Words) -> String {
    let mut page = Page::default();
    header(model, trace, words, &mut page);
    let mut writer = Writer { model, words, page, invited: None, applied: None, last: None };
    for part in trace.happenings.chunk_by(|one, next| is_miss(one) && is_miss(next)) {
        if is_miss(&part[0]) {
            round::write_misses(model, part, words, &mut writer.page);
        } else {
            for happening in part {
                writer.write(happening);
            }
        }
    }
    writer.finish(trace)
}

fn is_miss(happening: &Happening) -> bool {
    matches!(happening.what, What::Miss { .. })
}

fn header(model: &Model, trace: &Trace, words: &Words, page: &mut Page) {
    let Some(person) = trace.person() else { return };
    let (name, seed) = (model.name.as_str(), model.seed.to_string());
    let candidate = match trace.place() {
        Some(place) => message!(
            "history-submitted",
            place = place.to_string(),
            all = trace.submitted().to_string(),
            name = name,
            replication = trace.replication.to_string(),
            seed = seed
        ),
        None => {
            message!("history-initial", name = name, replication = trace.replication.to_string(), seed = seed)
        }
    };
    page.paragraph(0, &words.text(&candidate));
    page.paragraph(0, &words.text(&message!("history-person", person = person.to_string())));
    page.paragraph(0, &words.text(&message!("history-times")));
    page.text += &format!("\n{}\n", words.text(&message!("history-columns")));
}

struct Writer<'a> {
    model: &'a Model,
    words: &'a Words,
    page: Page,
    /// The day of the last invitation.
    invited: Option<Day>,
    /// The day of the application.
    applied: Option<Day>,
    /// The last entry and its day: a removal may follow from it.
    last: Option<(Day, What)>,
}

impl Writer<'_> {
    fn write(&mut self, happening: &Happening) {
        let day = happening.day;
        let submission = self.submission(happening);
        let mut paragraphs = submission.unwrap_or_else(|| vec![self.sentence(happening)]);
        if let (Some(before), Some(after)) = (happening.before, happening.after) {
            let score = score::change(self.model, day, &before, &after);
            paragraphs.extend(score.map(|score| self.words.text(&score)));
            paragraphs
                .extend(self.eligibility_change(before.submission.eligibility, after.submission.eligibility));
        }
        let score = happening.after.map(|after| after.submission.score);
        self.page.entry(day, score, &paragraphs);
        match happening.what {
            What::Invitation { .. } => self.invited = Some(day),
            What::Life(LifeEvent::Application(_)) => self.applied = Some(day),
            _ => {}
        }
        self.last = Some((day, happening.what));
    }

    /// The reason of a removal: the event just before it on the same day.
    fn removal(&self, day: Day) -> String {
        self.words.text(&match self.last.filter(|(last, _)| *last == day).map(|(_, what)| what) {
            Some(What::Life(LifeEvent::JobBankDeadline)) => message!("removed-job-bank"),
            Some(What::Life(LifeEvent::LanguageTestExpiry)) => message!("removed-language-test"),
            Some(What::Life(LifeEvent::AssessmentExpiry)) => message!("removed-assessment"),
            _ => message!("removed-ineligible"),
        })
    }

    fn submission(&self, happening: &Happening) -> Option<Vec<String>> {
        let standing = happening.after?;
        let first = match happening.what {
            What::Initial if standing.is_invited => message!("submission-invited"),
            What::Initial => message!("submission-initial"),
            What::Submission => message!("submission-first"),
            What::Resubmission => message!("submission-again"),
            What::FittedIn => message!("submission-fitted"),
            _ => return None,
        };
        let mut paragraphs = vec![self.words.text(&message!(
            "submission",
            first = first,
            at = standing.submission.submitted_at.to_string(),
            last = standing.submission.expires_on - 1
        ))];
        let facts = profile::facts(&standing.submission.profile, happening.day);
        paragraphs.extend(self.words.say_messages(&facts));
        let score = score::sections(self.model, happening.day, &standing.submission.profile);
        paragraphs.push(self.words.text(&score));
        let groups = self.groups(standing.submission.eligibility);
        paragraphs.push(self.words.text(&message!("eligible-for", groups = groups)));
        Some(paragraphs)
    }

    fn sentence(&self, happening: &Happening) -> String {
        let Happening { day, before, after, what, .. } = happening;
        let program = what.program().map_or("".into(), |program| short_name(program.name()));
        let message = match *what {
            What::Life(event) => self.life(event, happening, program),
            What::ChangeOfLaw => match instruments(self.model, *day) {
                Some(names) => message!("law-changed-by", names = names),
                None => message!("law-changed"),
            },
            What::Nomination => match after {
                Some(after) => {
                    let place = after.submission.situation.destination;
                    message!("nominated-by", name = self.model.population.nomination.label(place))
                }
                None => message!("nominated"),
            },
            What::FittedOut => message!("fitted-out"),
            What::Removal => return self.removal(*day),
            What::Invitation { round, cutoff, .. } => {
                let score = before.map_or(0, |before| before.submission.score);
                let cutoff = cutoff.unwrap_or(score);
                let round = round::name(self.model, round);
                let margin = match score - cutoff {
                    0 => message!("margin-none"),
                    margin => {
                        message!("margin", cutoff = cutoff.to_string(), points = u32::from(margin))
                    }
                };
                message!("invited", round = round, program = program, margin = margin)
            }
            What::Decision { decision, .. } => {
                let wait = match days_since(self.applied, *day) {
                    Some(days) => message!("after-application", days = days),
                    None => message!("after-unknown"),
                };
                match decision {
                    Decision::Approved { .. } => message!("application-approved", wait = wait),
                    Decision::Refused => message!("application-refused", wait = wait),
                }
            }
            What::Landing { persons, .. } => match persons {
                0 | 1 => message!("landed-alone"),
                _ => message!("landed-family", persons = u32::from(persons)),
            },
            What::Initial | What::Submission | What::Resubmission | What::FittedIn | What::Miss { .. } => {
                unreachable!("an entry of its own: {what:?}")
            }
        };
        self.words.text(&message)
    }

    fn life(&self, event: LifeEvent, happening: &Happening, program: Argument) -> Message {
        let Happening { day, before, after, .. } = *happening;
        let changed = changes(happening);
        let has_facts = !changed.is_empty();
        let facts = if has_facts {
            message!("facts", facts = change::listed(&changed))
        } else {
            message!("facts-none")
        };
        match event {
            LifeEvent::Withdrawal => message!("life-withdrawal"),
            LifeEvent::Expiry => message!("life-expiry"),
            LifeEvent::Application(_) => {
                let wait = match days_since(self.invited, day) {
                    Some(days) => message!("after-invitation", days = days),
                    None => message!("after-unknown"),
                };
                message!("life-application", program = program, wait = wait)
            }
            LifeEvent::Lapse(_) => message!("life-lapse", wait = self.since_it(day)),
            LifeEvent::Decline(_) if after.is_some() => {
                message!("life-decline-back", wait = self.since_it(day))
            }
            LifeEvent::Decline(_) => message!("life-decline", wait = self.since_it(day)),
            LifeEvent::Birthday => {
                let age = before.map_or(0, |before| day.years_since(before.submission.profile.birth));
                message!("life-birthday", age = age.to_string())
            }
            LifeEvent::Retest if !has_facts => message!("life-retest-same"),
            LifeEvent::Retest => message!("life-retest", facts = facts),
            LifeEvent::WorkAnniversary => message!("life-work-year", facts = facts),
            LifeEvent::JobOffer => message!("life-job-offer"),
            LifeEvent::JobOfferLoss => message!("life-job-offer-loss"),
            LifeEvent::StatusLoss if !has_facts => message!("life-status-loss-stays"),
            LifeEvent::StatusLoss => message!("life-status-loss-leaves"),
            LifeEvent::Credential => message!("life-credential", facts = facts),
            LifeEvent::SpouseTest => message!("life-spouse-test", facts = facts),
            LifeEvent::French => message!("life-french", facts = facts),
            LifeEvent::JobBankDeadline => message!("life-job-bank"),
            LifeEvent::LanguageTestExpiry => message!("life-test-expiry", facts = facts),
            LifeEvent::AssessmentExpiry if after.is_none() => message!("life-assessment-expiry"),
            LifeEvent::AssessmentExpiry => message!("life-assessment-again"),
        }
    }

    /// The days since the invitation that an answer ends.
    fn since_it(&self, day: Day) -> Message {
        match days_since(self.invited, day) {
            Some(days) => message!("after-it", days = days),
            None => message!("after-unknown"),
        }
    }

    /// The programs and categories of a set.
    fn groups(&self, eligibility: Eligibility) -> Argument {
        let law = &self.model.law;
        let mut held = Vec::new();
        for (bit, name) in law.programs().iter().chain(law.categories()).enumerate() {
            if eligibility.has(bit) {
                held.push(short_name(name));
            }
        }
        if held.is_empty() { message!("groups-none").into() } else { Argument::Series(held) }
    }

    fn eligibility_change(&self, before: Eligibility, after: Eligibility) -> Option<String> {
        let gained = Eligibility(after.0 & !before.0);
        let lost = Eligibility(before.0 & !after.0);
        let message = match (gained.is_empty(), lost.is_empty()) {
            (true, true) => return None,
            (false, true) => message!("eligible-gained", gained = self.groups(gained)),
            (true, false) => message!("eligible-lost", lost = self.groups(lost)),
            (false, false) => {
                message!("eligible-changed", gained = self.groups(gained), lost = self.groups(lost))
            }
        };
        Some(self.words.text(&message))
    }

    /// Writes the state on the last day.
    fn finish(mut self, trace: &Trace) -> String {
        let end = self.model.end;
        let Some(last) = trace.happenings.last() else { return self.page.text };
        let message = match (last.after, last.what) {
            (Some(standing), _) if standing.is_invited => message!("end-invited"),
            (Some(standing), _) => message!("end-in-pool", last = standing.submission.expires_on - 1),
            (None, What::Life(LifeEvent::Application(_))) => message!("end-applied"),
            (None, What::Decision { decision: Decision::Approved { .. }, .. }) => message!("end-approved"),
            (None, What::Landing { .. } | What::Decision { .. }) => return self.page.text,
            (None, _) => message!("end-gone"),
        };
        let score = last.after.map(|after| after.submission.score);
        let text = self.words.text(&message!("end-of-run", state = message));
        self.page.entry(end, score, &[text]);
        self.page.text
    }
}

/// The facts that an event changed.
fn changes(happening: &Happening) -> Vec<ChangedFact> {
    match (happening.before, happening.after) {
        (Some(before), Some(after)) => changed_facts(&before.submission.profile, &after.submission.profile),
        _ => Vec::new(),
    }
}

fn days_since(earlier: Option<Day>, day: Day) -> Option<u32> {
    earlier.map(|earlier| (day - earlier).unsigned_abs())
}

/// The instruments of a day's changes of law; none where they have no name.
fn instruments(model: &Model, day: Day) -> Option<String> {
    let changes = model.law.changes().iter().filter(|change| change.date == day);
    let mut names: Vec<&str> = changes.map(|change| change.instrument.as_str()).collect();
    names.dedup();
    (!names.is_empty()).then(|| names.join("; "))
}
