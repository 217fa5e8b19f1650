//! Charts: drawn once as SVG, then set as PNG with the same embedded font.
//!
//! Nothing depends on the fonts of the machine, and the same rows give the same bytes.

mod admissions;
mod backtest_errors;
mod backtest_pit;
mod backtest_reliability;
mod bar_rows;
mod calibration_fit;
mod canvas;
mod comparison;
mod cutoff_finding;
mod cutoff_trend;
mod drawing;
mod foot;
mod forecast;
mod frontier;
mod heat_map;
mod innovations;
mod number_axis;
mod page;
mod panel;
mod panel_grid;
mod picture;
mod pool_trend;
mod scale;
mod series;
mod short_label;
mod style;
mod sweep_line;
#[cfg(test)]
mod tests;
mod time_axis;
mod title;
mod value_axis;
mod wrap;

pub use self::admissions::admissions_finding;
pub(crate) use self::admissions::{AdmissionsText, Federal, admissions};
pub(crate) use self::backtest_errors::backtest_errors;
pub(crate) use self::backtest_pit::backtest_pit;
pub(crate) use self::backtest_reliability::backtest_reliability;
pub(crate) use self::bar_rows::{Bar, BarPanel, BarRow, BarRows, bar_rows};
pub(crate) use self::calibration_fit::calibration_fit;
pub(crate) use self::comparison::{Comparison, Shown, comparison};
pub(crate) use self::cutoff_finding::{ahead_finding, cutoff_finding};
pub(crate) use self::cutoff_trend::{CutoffNotes, cutoff_trend};
pub(crate) use self::drawing::Chart;
pub(crate) use self::forecast::{Before, forecast};
pub(crate) use self::frontier::{FrontierText, frontier};
pub(crate) use self::heat_map::{HeatAxis, HeatCell, HeatMap, HeatMaps, heat_map};
pub(crate) use self::innovations::{innovation_finding, innovations};
pub(crate) use self::panel_grid::{Key, Look};
pub(crate) use self::pool_trend::{PoolCounts, PoolNotes, pool_trend};
pub(crate) use self::scale::Range;
pub(crate) use self::style::{COLOURS, GREY};
pub(crate) use self::sweep_line::{Along, LineForm, LinePanel, LinePoint, SweepLine, sweep_line};
pub(crate) use self::title::Title;
