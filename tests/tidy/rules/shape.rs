//! Shape of code: closures with a name, parameters of functions.

use syn::visit::{self, Visit};
use syn::{Expr, FnArg, Local, Pat, Signature, Type};

use super::{Breach, Package, Rule};
use crate::source::SourceFile;

const MOST_PARAMETERS: usize = 4;
/// Closures bound to a name in a thousand lines of code.
const MOST_CLOSURES: f64 = 3.0;
const EMPTY_NAMES: [&str; 3] = ["of", "one", "words"];

pub const RULES: &[Rule] = &[
    Rule {
        claim: "no local closure is named `of`, `one` or `words`",
        reason: "such a name does not say what the closure does",
        left: 0,
        violations: closures_without_noun,
        breach: Breach {
            files: &[("src/pool.rs", "fn f() {\n    let one = |a| a;\n    let sum = |a, b| a + b;\n}")],
            found: &["src/pool.rs:2: a closure named `one`"],
        },
    },
    Rule {
        claim: "closures bound to a name are rare: at most 3 in 1,000 lines of code",
        reason: "a function with a name is read and tested apart, and its parameters say what it needs",
        left: 0,
        violations: too_many_closures,
        breach: Breach {
            files: &[("src/pool.rs", "fn f() {\n    let sum = |a, b| a + b;\n    let x = 1;\n}")],
            found: &["src/pool.rs:2: a closure bound to `sum`"],
        },
    },
    Rule {
        claim: "a function has at most four parameters other than self",
        reason: "readers tell more apart by their place alone; a struct names them",
        left: 0,
        violations: long_signatures,
        breach: Breach {
            files: &[(
                "src/pool.rs",
                "fn f(&self, a: u8, b: u8, c: u8, d: u8) {}\nfn g(a: u8, b: u8, c: u8, d: u8, e: u8) {}",
            )],
            found: &["src/pool.rs:2: `g` has 5 parameters"],
        },
    },
    Rule {
        claim: "no parameter of a function is a tuple",
        reason: "a struct names what a tuple only numbers",
        left: 0,
        violations: tuple_parameters,
        breach: Breach {
            files: &[("src/pool.rs", "fn f(a: ()) {}\nfn g((a, b): Pair) {}\nfn h(a: &(u8, u8)) {}")],
            found: &["src/pool.rs:2: `g` takes a tuple", "src/pool.rs:3: `h` takes a tuple"],
        },
    },
    Rule {
        claim: "no parameter of a function is a bare bool",
        reason: "`true` says nothing at the call; an enum does",
        left: 0,
        violations: flag_parameters,
        breach: Breach {
            files: &[("src/pool.rs", "fn f(is_new: bool) {}\nfn g(flags: &[bool]) -> bool {}")],
            found: &["src/pool.rs:1: `f` takes a bare bool"],
        },
    },
];

/// A closure that is bound to a name.
struct NamedClosure {
    line: usize,
    name: String,
}

#[derive(Default)]
struct Shapes<'a> {
    closures: Vec<NamedClosure>,
    signatures: Vec<&'a Signature>,
}

impl<'a> Visit<'a> for Shapes<'a> {
    fn visit_local(&mut self, local: &'a Local) {
        let is_closure = local.init.as_ref().is_some_and(|init| is_closure(&init.expr));
        if let Some(name) = bound_name(&local.pat)
            && is_closure
        {
            self.closures.push(NamedClosure { line: local.let_token.span.start().line, name });
        }
        visit::visit_local(self, local);
    }

    fn visit_signature(&mut self, signature: &'a Signature) {
        self.signatures.push(signature);
        visit::visit_signature(self, signature);
    }
}

fn is_closure(expression: &Expr) -> bool {
    match expression {
        Expr::Closure(_) => true,
        Expr::Reference(reference) => is_closure(&reference.expr),
        Expr::Paren(paren) => is_closure(&paren.expr),
        _ => false,
    }
}

fn bound_name(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Ident(pattern) => Some(pattern.ident.to_string()),
        Pat::Type(typed) => bound_name(&typed.pat),
        _ => None,
    }
}

fn shapes(file: &SourceFile) -> Shapes<'_> {
    let mut shapes = Shapes::default();
    shapes.visit_file(&file.syntax);
    shapes
}

fn closures_without_noun(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    for file in package.crate_files() {
        let closures = shapes(file).closures;
        let empty = closures.iter().filter(|closure| EMPTY_NAMES.contains(&closure.name.as_str()));
        found
            .extend(empty.map(|closure| {
                format!("{}:{}: a closure named `{}`", file.path, closure.line, closure.name)
            }));
    }
    found
}

/// Every closure with a name if they are too many, so that one sees where to begin.
fn too_many_closures(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    let mut code_lines = 0;
    for file in package.crate_files() {
        code_lines += file.code_lines();
        let own = shapes(file).closures.into_iter().filter(|closure| !file.is_test(closure.line));
        found.extend(
            own.map(|NamedClosure { line, name }| {
                format!("{}:{line}: a closure bound to `{name}`", file.path)
            }),
        );
    }
    let most = MOST_CLOSURES * code_lines as f64 / 1000.0;
    if found.len() as f64 > most { found } else { Vec::new() }
}

fn long_signatures(package: &Package) -> Vec<String> {
    signatures(package, |signature| {
        let count = parameters(signature).count();
        (count > MOST_PARAMETERS).then(|| format!("has {count} parameters"))
    })
}

fn tuple_parameters(package: &Package) -> Vec<String> {
    signatures(package, |signature| parameters(signature).any(is_tuple).then(|| "takes a tuple".to_owned()))
}

fn flag_parameters(package: &Package) -> Vec<String> {
    signatures(package, |signature| {
        parameters(signature).any(is_flag).then(|| "takes a bare bool".to_owned())
    })
}

/// Faults of the signatures of the crate.
fn signatures(package: &Package, wrong: fn(&Signature) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for file in package.crate_files() {
        for signature in shapes(file).signatures {
            let line = signature.ident.span().start().line;
            let wrong = wrong(signature).filter(|_| !file.is_test(line));
            found.extend(wrong.map(|wrong| format!("{}:{line}: `{}` {wrong}", file.path, signature.ident)));
        }
    }
    found
}

/// Parameters other than self.
fn parameters(signature: &Signature) -> impl Iterator<Item = &syn::PatType> {
    signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(parameter) => Some(parameter),
        FnArg::Receiver(_) => None,
    })
}

fn is_tuple(parameter: &syn::PatType) -> bool {
    matches!(*parameter.pat, Pat::Tuple(_)) || is_tuple_type(&parameter.ty)
}

fn is_tuple_type(kind: &Type) -> bool {
    match kind {
        Type::Tuple(tuple) => tuple.elems.len() > 1,
        Type::Reference(reference) => is_tuple_type(&reference.elem),
        _ => false,
    }
}

fn is_flag(parameter: &syn::PatType) -> bool {
    matches!(&*parameter.ty, Type::Path(path) if path.path.is_ident("bool"))
}
