//! Prose: sentences for people stand in the report's words and in the commands.

use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, ExprCall, ExprMethodCall, FieldValue, ImplItemFn, ItemConst, ItemFn, LitStr, Local,
    Macro, Member, Pat, Token,
};

use super::{Breach, Package, Rule};
use crate::source::SourceFile;

/// Blanks that make a text a sentence.
const BLANKS: usize = 4;
/// Rooms with words for people, and their parts.
const SPEAKERS: [&str; 4] = ["src/report", "src/cli", "src/main", "src/lib"];
/// Rooms and files that describe keys and columns: short English texts, which other languages translate by
/// key.
const DESCRIBERS: [&str; 8] = [
    "src/experiment/calibrate/key",
    "src/scenario/key",
    "src/population/key",
    "src/policy/levels/key",
    "src/policy/value/key",
    "src/profiles/candidates",
    "src/profiles/column",
    "src/profiles/scores",
];
/// Files whose sentences are errors of reading that a `Display` or a helper puts together.
const READERS: [&str; 8] = [
    "src/document/encoding.rs",
    "src/document/key.rs",
    "src/document/library.rs",
    "src/document/problem.rs",
    "src/document/records.rs",
    "src/document/rows.rs",
    "src/document/tree.rs",
    "src/record/trace.rs",
];
/// How a text of an error of reading goes on.
const EXPECTATION: &str = "expected ";
/// Macros whose texts only a mistake of ours shows.
const ASSERTIONS: [&str; 8] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "panic",
    "unreachable",
];
/// Calls that report an error of reading, and `expect`, which reports ours.
const REPORTS: [&str; 12] = [
    "expect",
    "expect_err",
    "with_help",
    "wrong",
    "wrong_in",
    "wrong_key",
    "wrong_together",
    "problem_together",
    "mismatch",
    "need",
    "find",
    "whole",
];
/// Calls that define a column: name, description, value.
const COLUMNS: [&str; 7] = ["text", "integer", "number", "number_to", "truth", "day", "instant"];
/// Fields that describe a table.
const TABLE_FIELDS: [&str; 2] = ["row", "written"];
/// Types and functions whose makers take the text of an error of reading.
const PROBLEMS: [&str; 3] = ["Problem", "misspelt", "Err"];
/// Names of what holds or gives such a text, or describes a column or a key.
const ERROR_NAMES: [&str; 8] =
    ["title", "found", "expected", "help", "meant", "description", "EXPECTED", "NEVER"];

pub const RULES: &[Rule] = &[Rule {
    claim: "sentences stand in the report's words and in the commands",
    reason: "facts are data, and words can be translated; errors of reading stay where they are raised",
    left: 0,
    violations: sentences,
    breach: Breach {
        files: &[
            (
                "src/pool.rs",
                r#"/// A sentence of documentation is free.
#[error("an error may say what is wrong")]
struct E;
fn f() {
    let text = format!("the pool is empty at {day}", day = 1);
    let free = "three blanks are free";
    assert!(true, "this is a mistake of ours");
    Problem::new(origin, format!("this is no number of {x}"), "a number of more people");
    let (title, help) = ("both of these are parts", "of an error of reading alone");
    row.wrong_in("date", "this date stands here twice", "one of each day is enough");
    let expected = "one of the two that are known";
    field.wrong("this is no share of one");
}
fn expected() -> String {
    "any number of people up to ten".to_owned()
}
#[cfg(test)]
mod tests {
    const A: &str = "a text of a test is free";
}
"#,
            ),
            ("src/report/words.rs", "const A: &str = \"words for people are free here\";"),
            ("src/document/tree.rs", "const A: &str = \"no sentence\";"),
        ],
        found: &["src/pool.rs:5: the pool is empty at", "src/document/tree.rs: has no sentence"],
    },
}];

fn sentences(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    let free = [&SPEAKERS[..], &DESCRIBERS].concat();
    for file in package.crate_files().filter(|file| !file.is_in(&free)) {
        let mut search = Search { file, found: Vec::new() };
        search.visit_file(&file.syntax);
        if !READERS.contains(&file.path.as_str()) {
            found.extend(search.found);
        } else if search.found.is_empty() {
            found.push(format!("{}: has no sentence and needs no exemption", file.path));
        }
    }
    found
}

struct Search<'a> {
    file: &'a SourceFile,
    found: Vec<String>,
}

impl<'a> Visit<'a> for Search<'_> {
    /// Documentation and `#[error]` are free.
    fn visit_attribute(&mut self, _: &'a Attribute) {}

    fn visit_lit_str(&mut self, text: &'a LitStr) {
        self.check(text);
    }

    fn visit_macro(&mut self, call: &'a Macro) {
        let name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if ASSERTIONS.contains(&name.as_str()) {
            return;
        }
        let parts = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(call.tokens.clone());
        for part in parts.into_iter().flatten() {
            Search::visit_expr(self, &part);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'a ExprMethodCall) {
        if REPORTS.contains(&call.method.to_string().as_str()) {
            self.visit_expr(&call.receiver);
        } else if COLUMNS.contains(&call.method.to_string().as_str()) {
            self.visit_expr(&call.receiver);
            let values = call.args.iter().filter(|argument| !matches!(argument, Expr::Lit(_)));
            values.for_each(|argument| self.visit_expr(argument));
        } else {
            visit::visit_expr_method_call(self, call);
        }
    }

    fn visit_expr_call(&mut self, call: &'a ExprCall) {
        if !names_a_problem(&call.func) {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_field_value(&mut self, field: &'a FieldValue) {
        let name = match &field.member {
            Member::Named(name) => name.to_string(),
            Member::Unnamed(_) => String::new(),
        };
        if !is_of_error(&name) && !TABLE_FIELDS.contains(&name.as_str()) {
            visit::visit_field_value(self, field);
        }
    }

    fn visit_item_fn(&mut self, function: &'a ItemFn) {
        if !is_of_error(&function.sig.ident.to_string()) {
            visit::visit_item_fn(self, function);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'a ImplItemFn) {
        if !is_of_error(&function.sig.ident.to_string()) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_item_const(&mut self, item: &'a ItemConst) {
        if !is_of_error(&item.ident.to_string()) {
            visit::visit_item_const(self, item);
        }
    }

    fn visit_local(&mut self, local: &'a Local) {
        if !binds_errors(&local.pat) {
            visit::visit_local(self, local);
        }
    }
}

impl Search<'_> {
    fn check(&mut self, text: &LitStr) {
        let (value, line) = (text.value(), text.span().start().line);
        let parts: Vec<&str> = value.split_whitespace().collect();
        if parts.len() > BLANKS && !value.contains(EXPECTATION) && !self.file.is_test(line) {
            self.found.push(format!("{}:{line}: {}", self.file.path, parts.join(" ")));
        }
    }
}

fn names_a_problem(function: &Expr) -> bool {
    let Expr::Path(path) = function else { return false };
    path.path.segments.iter().any(|segment| PROBLEMS.contains(&segment.ident.to_string().as_str()))
}

/// Whether a pattern binds parts of errors and nothing else.
fn binds_errors(pattern: &Pat) -> bool {
    match pattern {
        Pat::Ident(bound) => is_of_error(&bound.ident.to_string()),
        Pat::Tuple(parts) => parts.elems.iter().all(binds_errors),
        _ => false,
    }
}

fn is_of_error(name: &str) -> bool {
    ERROR_NAMES.contains(&name)
}
