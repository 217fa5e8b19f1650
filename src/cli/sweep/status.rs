//! `drawsim sweep status`: the shards of a sweep, done, missing or failed.

use std::path::PathBuf;

use super::merge::{Found, find};
use crate::cli::output;
use crate::document::plural::plural;
use crate::experiment::sweep::{Damage, Identity, Piece, Shard, WorkFolder};
use crate::report::folder::WORK;
use crate::report::terminal::{Heading, table};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of the sweep.
    folder: PathBuf,
}

/// Prints a line for each shard, and the sums.
pub fn status(arguments: &Arguments) -> anyhow::Result<()> {
    let Found { plan, file, shards } = find(&arguments.folder)?;
    let work = WorkFolder(arguments.folder.join(WORK));
    let identity = Identity::of(&plan, &file.hash);
    let (mut rows, mut done, mut failed) = (Vec::new(), 0, 0);
    for shard in Shard::all(shards) {
        let line = Line::of(shard, &plan.cells, &work, identity.hash);
        done += line.done;
        failed += line.failed;
        rows.push(line.cells());
    }
    let all = plan.cells.count();
    let sums = format!(
        "{} of {} are done, {} of them failed; {} missing.",
        done,
        plural(u64::from(all), "cell"),
        failed,
        all - done
    );
    if rows.is_empty() {
        return output::print(&format!("{}\n\nNo shard was begun. {sums}", file.title));
    }
    let headings = [
        Heading::Words("shard"),
        Heading::Words("state"),
        Heading::Figures("cells"),
        Heading::Figures("done"),
        Heading::Figures("failed"),
    ];
    let next = if done == all {
        format!("\nNext: drawsim sweep merge {}", arguments.folder.display())
    } else {
        String::new()
    };
    output::print(&format!("{}\n\n{}\n\n{sums}{next}", file.title, table(&headings, rows)))
}

/// The state of a shard.
struct Line {
    shard: Shard,
    state: String,
    cells: u32,
    done: u32,
    failed: u32,
}

impl Line {
    fn of(shard: Shard, cells: &crate::experiment::sweep::Cells, work: &WorkFolder, plan: &str) -> Line {
        let own = shard.cells(cells.count());
        let all = own.len() as u32;
        match Piece::check(&work.whole(shard), plan) {
            Ok(piece) => {
                let state = "done".to_owned();
                Line { shard, state, cells: all, done: all, failed: piece.failed }
            }
            Err(damage) => {
                let parts = work.whole_parts(shard, plan, own.start);
                let done = parts.next - own.start;
                let failed = parts.pieces.iter().map(|piece| piece.failed).sum();
                let state = match damage {
                    Damage::Missing if done == 0 => "missing".to_owned(),
                    Damage::Missing => "unfinished".to_owned(),
                    damage => format!("its file {damage}"),
                };
                Line { shard, state, cells: all, done, failed }
            }
        }
    }

    fn cells(self) -> [String; 5] {
        [
            format!("{}/{}", self.shard.index, self.shard.count),
            self.state,
            self.cells.to_string(),
            self.done.to_string(),
            self.failed.to_string(),
        ]
    }
}
