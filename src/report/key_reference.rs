//! The reference of every key that a user may write, as Markdown.

use std::fmt::Write as _;

use crate::document::key::{Section, to_markdown};
use crate::experiment::calibrate;
use crate::policy::levels;
use crate::policy::value::key::Pattern;
use crate::{population, scenario};

const FRONT: &str = "# Reference of keys

Every key of a scenario file, of the law, of a population file and of the spec of a calibration. This page
is written from the descriptions in the source (`SNAPSHOTS=overwrite cargo test --test keys` renews it); the
readers accept these keys and no others.

A part of a name in capitals stands for a name or a year; `[]` for the items of a list. Dates are ISO 8601,
in Toronto. Any key of a scenario can be set from the command line: `--set population.scale=0.1`.

## Scenario files
";

const LAW: &str = "
## The law

Keys of a block of `[[policy.change]]`, in addition to its `date`. `rules show` prints the values in \
force on a day.
In a name `a|b` stands for either word, `0-10` for the numbers of a range, `{class}` for the words of a
class, and `*` for the name of a program, category, factor or test scale, which a reform may add. A key that
is not stated stays as it was.

| key | holds | meaning | example |
|---|---|---|---|
";

const POPULATION: &str = "
## Population files

A scenario may restate any table of these under `[population]`: `[population.life]`,
`[population.stream.NAME]`. NAME is a name of an arrival stream or a province.
";

const SPEC: &str = "
## Specs of calibrations

A file that `drawsim calibrate SPEC` takes, such as `scenarios/calibration/canada_2025.toml`; see
[research.md](research.md).
";

/// The whole page.
pub fn key_reference() -> String {
    let mut sections: Vec<Section> = scenario::key::SECTIONS.to_vec();
    sections.push(levels::key::LEVELS);
    let mut text = FRONT.to_owned() + &to_markdown(&sections) + LAW;
    for pattern in Pattern::all() {
        let path = pattern.path().replace('|', "\\|");
        let Pattern { kind, description, example, .. } = pattern;
        let _ = writeln!(text, "| `{path}` | {} | {description} | `{example}` |", kind.expected());
    }
    text + POPULATION
        + &to_markdown(population::key::SECTIONS)
        + SPEC
        + &to_markdown(calibrate::key::SECTIONS)
}
