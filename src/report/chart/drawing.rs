//! A drawn chart: its SVG, and the PNG that is set from it.

use super::canvas::PageSize;
use super::picture;
use crate::report::folder::{FolderError, ResultFolder};

/// A drawn chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    pub(super) svg: String,
    /// Size of the page; the PNG has twice as many pixels each way.
    pub(super) size: PageSize,
}

impl Chart {
    /// The chart of a page that was drawn.
    pub(super) fn new(svg: String, size: PageSize) -> Chart {
        Chart { svg, size }
    }

    /// The chart as SVG text.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The chart as the bytes of a PNG.
    pub fn png(&self) -> Vec<u8> {
        picture::png(&picture::tree(&self.svg), self.size)
    }

    /// Writes `charts/NAME.svg` and `charts/NAME.png` into a result.
    ///
    /// # Errors
    /// If a file cannot be written; the error names it.
    pub fn write(&self, result: &ResultFolder, name: &str) -> Result<(), FolderError> {
        result.write(&format!("charts/{name}.svg"), self.svg())?;
        result.write(&format!("charts/{name}.png"), self.png())
    }
}
