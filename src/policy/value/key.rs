//! The keys of the law: every name a value can have, and what may stand there.
//!
//! A pattern is a dotted path. `{class}` stands for the words of a class, `0-10` for the whole numbers of
//! a range, `a|b` for either word, `*` for a name that the law or a reform gives to something it adds.

mod list;
mod pattern;

pub use pattern::{ATTRIBUTES, EDUCATION, Kind, MEASURES, Pattern, REQUIREMENTS};

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(path: &str) -> Option<Kind> {
        let parts: Vec<&str> = path.split('.').collect();
        Pattern::all()
            .into_iter()
            .find(|pattern| {
                pattern.depth() == parts.len()
                    && parts.iter().enumerate().all(|(depth, word)| pattern.admits(depth, word))
            })
            .map(|pattern| pattern.kind)
    }

    #[test]
    fn a_path_has_the_kind_of_its_pattern() {
        assert_eq!(kind_of("crs.age.30.with_spouse"), Some(Kind::Points));
        assert_eq!(kind_of("crs.age.121.with_spouse"), None);
        assert_eq!(kind_of("crs.age.030.with_spouse"), None);
        assert_eq!(kind_of("categories.stem.french_level"), Some(Kind::Whole(0, 10)));
        assert_eq!(kind_of("categories.STEM.french_level"), None);
        assert_eq!(kind_of("language_tests.pte_core.scale_1.until"), Some(Kind::Day));
        assert_eq!(kind_of("crs.education.bachelor"), None);
    }
}
