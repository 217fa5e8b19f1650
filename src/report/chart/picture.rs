//! A page as a PNG, painted in strips: all pixels at once would need more memory than the rest of a report.

use std::collections::BTreeSet;
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use png::{BitDepth, ColorType, Encoder};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg;

use super::canvas::PageSize;

/// Pixels of a PNG in a pixel of the page: sharp on a fine screen and in print.
const SCALE: f32 = 2.0;

/// Rows of pixels that are painted at once,
const STRIP_ROWS: u32 = 256;
/// with as many above and below that are left out: where a line is cut off its pixels are not quite those of
/// the whole.
const SPARE_ROWS: u32 = 16;

const NEVER: &str = "a picture in memory can be encoded";

/// The bytes of a PNG that shows a page on white.
pub fn png(tree: &usvg::Tree, size: PageSize) -> Vec<u8> {
    let (width, height) = (pixels(size.width), pixels(size.height));
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header().expect(NEVER);
    let mut rows = writer.stream_writer().expect(NEVER);
    for top in (0..height).step_by(STRIP_ROWS as usize) {
        let strip = painted(tree, width, top..height.min(top + STRIP_ROWS));
        rows.write_all(&strip).expect(NEVER);
    }
    rows.finish().expect(NEVER);
    writer.finish().expect(NEVER);
    bytes
}

/// Pixels of the PNG along a length of the page.
fn pixels(length: u32) -> u32 {
    (length as f32 * SCALE) as u32
}

/// The tree that a PNG is painted from, with the embedded font. A letter that it lacks is a question mark: an
/// empty box would not say that something is missing.
pub fn tree(svg: &str) -> usvg::Tree {
    let options = options();
    let svg = &without_lengths(svg);
    let tree = parsed(svg, &options);
    let mut missing = BTreeSet::new();
    find_missing(tree.root(), &mut missing);
    if missing.is_empty() {
        return tree;
    }
    parsed(&svg.replace(|letter| missing.contains(&letter), "?"), &options)
}

/// The drawing without the lengths of its texts: they are for viewers with another font.
fn without_lengths(svg: &str) -> String {
    let mut parts = svg.split("<text textLength=");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.split_once("lengthAdjust=\"spacingAndGlyphs\"").map_or(part, |(_, rest)| rest);
        whole += "<text";
        whole += rest;
    }
    whole
}

fn parsed(svg: &str, options: &usvg::Options<'_>) -> usvg::Tree {
    usvg::Tree::from_str(svg, options).expect("plotters writes well-formed SVG")
}

/// Letters in texts that the embedded font lacks. It has those of ASCII, in which the SVG itself is written.
fn find_missing(group: &usvg::Group, missing: &mut BTreeSet<char>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => find_missing(group, missing),
            usvg::Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                // Glyph 0 of a font is drawn for letters that it lacks.
                let lacking = glyphs.filter(|glyph| glyph.id.0 == 0).flat_map(|glyph| glyph.text.chars());
                missing.extend(lacking.filter(|letter| !letter.is_ascii()));
            }
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}

fn options() -> usvg::Options<'static> {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
    fonts.load_font_data(notosans::BOLD_TTF.to_vec());
    usvg::Options { fontdb: Arc::new(fonts), ..usvg::Options::default() }
}

/// Red, green and blue of the pixels of some rows: on white nothing is left to shine through.
fn painted(tree: &usvg::Tree, width: u32, rows: Range<u32>) -> Vec<u8> {
    let top = rows.start.saturating_sub(SPARE_ROWS);
    let mut strip =
        Pixmap::new(width, rows.end + SPARE_ROWS - top).expect("a chart has a width and a height");
    strip.fill(Color::WHITE);
    let place = Transform::from_scale(SCALE, SCALE).post_translate(0.0, -(top as f32));
    resvg::render(tree, place, &mut strip.as_mut());
    let (start, end) = ((rows.start - top) * width, (rows.end - top) * width);
    let shown = &strip.pixels()[start as usize..end as usize];
    shown.iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A slanted line, a half-transparent disc and a text, which all cross the edges of strips.
    const SVG: &str = "<svg width=\"300\" height=\"400\" viewBox=\"0 0 2400 3200\" \
        xmlns=\"http://www.w3.org/2000/svg\">\
        <path d=\"M 17 31 L 2301 3170 L 900 1100\" fill=\"none\" stroke=\"#0072B2\" stroke-width=\"13\"/>\
        <circle cx=\"1200\" cy=\"1030\" r=\"700\" fill=\"#D55E00\" opacity=\"0.28\"/>\
        <text x=\"300\" y=\"1060\" font-family=\"Noto Sans\" font-size=\"200\">Cutoffs</text></svg>";

    #[test]
    fn strips_make_the_picture_that_a_whole_page_makes() {
        let tree = tree(SVG);
        let whole = painted(&tree, 600, 0..800);
        let from_strips = Pixmap::decode_png(&png(&tree, PageSize { width: 300, height: 400 })).unwrap();
        assert_eq!((from_strips.width(), from_strips.height()), (600, 800));
        let painted =
            from_strips.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
        let differences: Vec<u8> =
            whole.iter().zip(painted).map(|(one, other)| one.abs_diff(other)).filter(|by| *by > 0).collect();
        assert!(whole.iter().filter(|value| **value < 255).count() > 100_000);
        // Along a slanted line a pixel may be covered by a sixteenth more or less.
        assert!(differences.len() < 300, "{} values differ", differences.len());
        assert!(differences.iter().all(|by| *by <= 16), "{differences:?}");
    }
}
