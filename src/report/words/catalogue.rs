//! The catalogue of a language: says facts in its sentences.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::language::Language;
use super::message::{Argument, Fact, Message, message};
use crate::document::kind::SHOWN;
use crate::policy::law::Law;

/// The catalogue of a language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// Names of categories that a scenario adds, by key.
    added: BTreeMap<String, String>,
}

impl Words {
    /// The English catalogue.
    pub fn english() -> Words {
        Words::of(Language::English)
    }

    /// The catalogue of a language.
    ///
    /// # Panics
    /// If an embedded file is not Fluent, or two messages have the same id.
    pub fn of(language: Language) -> Words {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Marks around each argument would stand in files and terminals as characters of their own.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(language.formatter()));
        for text in language.files() {
            let resource = FluentResource::try_new((*text).to_owned());
            let resource = resource.unwrap_or_else(|(_, errors)| panic!("a catalogue is broken: {errors:?}"));
            bundle
                .add_resource(resource)
                .unwrap_or_else(|errors| panic!("a message stands twice: {errors:?}"));
        }
        Words { language, bundle, added: BTreeMap::new() }
    }

    /// The same catalogue with the names, too, of the categories that a law adds to the published ones.
    #[must_use]
    pub fn naming(self, law: &Law) -> Words {
        let key = match self.language {
            Language::English => "name",
        };
        let more = law.added_categories(key).into_iter();
        let mut added = self.added;
        added.extend(more.map(|(name, text)| (name.to_owned(), text.to_owned())));
        Words { added, ..self }
    }

    /// The name of a category that the scenario adds.
    pub(crate) fn added_name(&self, key: &str) -> Option<&str> {
        self.added.get(key).map(String::as_str)
    }

    /// The sentence that says a fact.
    pub fn say(&self, fact: &impl Fact) -> String {
        self.text(&fact.message())
    }

    /// The sentences that say some facts, in their order; of many of a kind the first, and the number of the
    /// others.
    pub fn say_all<F: Fact>(&self, facts: &[F]) -> Vec<String> {
        let mut kinds: BTreeMap<&'static str, (u64, String)> = BTreeMap::new();
        let mut said = Vec::new();
        for message in facts.iter().map(Fact::message) {
            let (count, first) = kinds.entry(message.id).or_default();
            *count += 1;
            if *count <= SHOWN {
                let text = self.text(&message);
                if *count == 1 {
                    first.clone_from(&text);
                }
                said.push(text);
            }
        }
        for (count, first) in kinds.into_values().filter(|(count, _)| *count > SHOWN) {
            let more = (count - SHOWN) as usize;
            said.push(self.text(&message!("more-like-this", count = more, first = first)));
        }
        said
    }

    /// Messages in the words of the catalogue, in their order.
    pub(crate) fn say_messages(&self, messages: &[Message]) -> Vec<String> {
        messages.iter().map(|message| self.text(message)).collect()
    }

    /// A message in the words of the catalogue.
    ///
    /// # Panics
    /// If the catalogue has no such message, or the message needs another argument.
    pub(crate) fn text(&self, message: &Message) -> String {
        let pattern = self.bundle.get_message(message.id).and_then(|found| found.value());
        let pattern = pattern.unwrap_or_else(|| panic!("the catalogue has no message `{}`", message.id));
        let mut arguments = FluentArgs::with_capacity(message.arguments.len());
        for (name, argument) in &message.arguments {
            arguments.set(*name, self.value(argument));
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        assert!(errors.is_empty(), "message `{}`: {errors:?}", message.id);
        text.into_owned()
    }

    /// A whole number for an axis, with its thousands apart.
    pub(crate) fn figure(&self, value: f64) -> String {
        self.language.figure(value)
    }

    fn value(&self, argument: &Argument) -> FluentValue<'static> {
        match argument {
            Argument::Number(number) => FluentValue::Number(number.clone()),
            Argument::Text(_) | Argument::Message(_) | Argument::List(_) | Argument::Series(_) => {
                self.argument(argument).into()
            }
        }
    }

    /// An argument alone.
    pub(crate) fn argument(&self, argument: &Argument) -> String {
        match argument {
            Argument::Number(number) => self.language.number(number),
            Argument::Text(text) => text.clone(),
            Argument::Message(message) => self.text(message),
            Argument::List(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.argument(part)).collect();
                self.language.list(&parts)
            }
            Argument::Series(parts) => {
                parts.iter().map(|part| self.argument(part)).collect::<Vec<String>>().join(", ")
            }
        }
    }
}
