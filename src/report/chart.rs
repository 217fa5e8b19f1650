//! Charts: drawn once as SVG, then set as PNG with the same embedded font.
//!
//! Nothing depends on the fonts of the machine, and the same rows give the same bytes.

mod admissions;
mod backtest_errors;
mod canvas;
mod cutoff_trend;
mod frontier;
mod page;
mod panel;
mod pool_trend;
mod scale;

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

pub use self::admissions::admissions;
pub use self::backtest_errors::backtest_errors;
pub use self::cutoff_trend::{cutoff_finding, cutoff_trend};
pub use self::frontier::frontier;
pub use self::pool_trend::pool_trend;
use super::folder::{FolderError, ResultFolder};

/// Pixels of a PNG in a pixel of the page: sharp on a fine screen and in print.
const PNG_SCALE: f32 = 2.0;

/// A drawn chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    svg: String,
    size: (u32, u32),
}

impl Chart {
    /// The chart as SVG text.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// Width and height of the page, in pixels; the PNG has twice as many.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// The chart as the bytes of a PNG.
    pub fn png(&self) -> Vec<u8> {
        let pixels = |length: u32| (length as f32 * PNG_SCALE) as u32;
        let mut picture =
            Pixmap::new(pixels(self.size.0), pixels(self.size.1)).expect("a chart has a width and a height");
        resvg::render(&self.tree(), Transform::from_scale(PNG_SCALE, PNG_SCALE), &mut picture.as_mut());
        picture.encode_png().expect("a picture in memory can be encoded")
    }

    /// Writes `charts/NAME.svg` and `charts/NAME.png` into a result.
    ///
    /// # Errors
    /// If a file cannot be written; the error names it.
    pub fn write(&self, result: &ResultFolder, name: &str) -> Result<(), FolderError> {
        result.write(&format!("charts/{name}.svg"), self.svg())?;
        result.write(&format!("charts/{name}.png"), self.png())
    }

    fn tree(&self) -> usvg::Tree {
        let mut fonts = usvg::fontdb::Database::new();
        fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
        fonts.load_font_data(notosans::BOLD_TTF.to_vec());
        let options = usvg::Options { fontdb: Arc::new(fonts), ..usvg::Options::default() };
        usvg::Tree::from_str(&self.svg, &options).expect("plotters writes well-formed SVG")
    }
}

#[cfg(test)]
mod tests;
