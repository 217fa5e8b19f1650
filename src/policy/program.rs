//! The programs by which invitations and permanent residents are counted.

/// A program by which permanent residents are counted; programs that a scenario adds count as Federal Skilled
/// Worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Program {
    /// Canadian Experience Class.
    Cec,
    /// Federal Skilled Worker Program.
    Fsw,
    /// Federal Skilled Trades Program.
    Fst,
    /// Provincial Nominee Program.
    Pnp,
}

impl Program {
    /// All of them, in the order of [`Program::index`].
    pub const ALL: [Program; 4] = [Program::Cec, Program::Fsw, Program::Fst, Program::Pnp];

    /// Short name, as in files.
    pub fn name(self) -> &'static str {
        match self {
            Program::Cec => "cec",
            Program::Fsw => "fsw",
            Program::Fst => "fst",
            Program::Pnp => "pnp",
        }
    }

    /// Place in a table by program.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The program that one of the law counts under; one that a scenario adds counts as Federal Skilled
    /// Worker.
    pub(super) fn counted(name: &str) -> Program {
        match name {
            "cec" => Program::Cec,
            "fst" => Program::Fst,
            "pnp" => Program::Pnp,
            _ => Program::Fsw,
        }
    }
}
