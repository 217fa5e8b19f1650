//! Texts broken into lines of a width.

use super::canvas::{Font, Weight};

/// A line of the SVG may be wider than measured, where the viewer has another font.
const SPARE: f64 = 0.9;

/// The text in lines that fit into a width in pixels; those of a bold text, a title, are about equally long.
pub fn wrapped(text: &str, font: Font, width: f64) -> Vec<String> {
    let mut lines = filled(text, font, width * SPARE);
    let count = lines.len();
    if font.weight == Weight::Plain || count < 2 {
        return lines;
    }
    for step in 1..=20 {
        let even = filled(text, font, width * SPARE * (1.0 - 0.025 * f64::from(step)));
        if even.len() > count {
            break;
        }
        lines = even;
    }
    lines
}

/// Lines that each hold as many words as fit.
fn filled(text: &str, font: Font, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if font.width(&format!("{line} {word}")) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
