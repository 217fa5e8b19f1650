//! Charts: drawn once as SVG, then set as PNG with the same embedded font.
//!
//! Nothing depends on the fonts of the machine, and the same rows give the same bytes.

mod admissions;
mod backtest_errors;
mod canvas;
mod cutoff_trend;
mod frontier;
mod innovations;
mod page;
mod panel;
mod picture;
mod pool_trend;
mod scale;
mod title;

pub use self::admissions::{AdmissionsText, Federal, admissions, admissions_finding};
pub use self::backtest_errors::backtest_errors;
pub use self::cutoff_trend::{ahead_finding, cutoff_finding, cutoff_trend};
pub use self::frontier::{FrontierText, frontier};
pub use self::innovations::{innovation_finding, innovations};
pub use self::pool_trend::{PoolCounts, PoolNotes, pool_trend};
pub use self::title::Title;
use super::folder::{FolderError, ResultFolder};

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

#[cfg(test)]
mod tests;
