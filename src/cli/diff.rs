//! `drawsim diff`: every value that two scenarios do not share.

use super::options::{Published, Settings};
use super::output;
use crate::document::problem::InvalidInput;
use crate::model::Model;
use crate::model::difference::Side;
use crate::report::description::differences::by_part;
use crate::report::words::message;
use crate::scenario::Overlay;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A scenario file, or the name of a scenario that the program carries.
    old: String,
    /// Another one.
    new: String,
    #[command(flatten)]
    settings: Settings,
    #[command(flatten)]
    published: Published,
}

/// Prints the differences by part of the scenario.
pub fn diff(arguments: &Arguments) -> anyhow::Result<()> {
    let overlay = Overlay { set: arguments.settings.set.clone(), ..arguments.published.overlay() };
    let (old, new) = match [&arguments.old, &arguments.new].map(|name| Model::load(name, &overlay)) {
        [Ok(old), Ok(new)] => (old, new),
        [first, second] => {
            let broken: Vec<InvalidInput> = [first.err(), second.err()].into_iter().flatten().collect();
            return InvalidInput::joined(broken).map_or(Ok(()), |invalid| Err(invalid.into()));
        }
    };
    let ((first, model), (second, other)) = (&old, &new);
    let found = Side { scenario: first, model }.differences_to(Side { scenario: second, model: other });
    let words = output::terminal_words();
    // Two files of one name in different folders have the names that were typed.
    let (old, new) = match first.name == second.name {
        true => (arguments.old.as_str(), arguments.new.as_str()),
        false => (first.name.as_str(), second.name.as_str()),
    };
    if found.is_empty() {
        return output::print(&words.text(&message!("difference-nothing", old = old, new = new)));
    }
    let heading = words.text(&message!("difference-between", old = old, new = new, count = found.len()));
    output::print(&format!("{heading}\n{}", by_part(&found, &words)))
}
