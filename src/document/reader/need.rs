//! Values that must be there.

use super::{Field, Reader};
use crate::document::problem::Problem;

impl<'a> Reader<'a> {
    /// A value that must be there.
    pub fn need(&self, key: &str) -> Field<'a> {
        self.needed(key, |whole| {
            Problem::new(
                self.origin.first_line(),
                format!("{whole} has no key `{key}`"),
                format!("expected `{key}` in here"),
            )
        })
    }

    /// A value that must be there, since another one that could take its place is not.
    pub(crate) fn need_one(&self, key: &str, other: &str) -> Field<'a> {
        self.needed(key, |whole| {
            Problem::new(
                self.origin.first_line(),
                format!("{whole} has neither `{key}` nor `{other}`"),
                "expected one of them in here",
            )
        })
    }

    /// A value that must be there; if not, a problem is made for the name of the table.
    fn needed(&self, key: &str, problem: impl FnOnce(&str) -> Problem) -> Field<'a> {
        let field = self.find(key);
        self.problems.note(&field.path, |asked| asked.is_needed = true);
        if field.node.is_none() {
            let whole = if self.path.is_empty() { "the file".to_owned() } else { format!("`{}`", self.path) };
            let problem = problem(&whole);
            self.missing.borrow_mut().push((key.to_owned(), problem.clone()));
            self.problems.push(problem);
        }
        field
    }
}
