//! Colours, markers and sizes that all charts share.

use plotters::style::RGBColor;

use super::canvas::Shape;

/// The palette of Okabe and Ito, which colour-blind readers can distinguish.
pub const COLOURS: [RGBColor; 4] =
    [RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(0, 158, 115), RGBColor(204, 121, 167)];
pub const SHAPES: [Shape; 4] = [Shape::Circle, Shape::Square, Shape::Diamond, Shape::Triangle];

pub const BLACK: RGBColor = RGBColor(25, 25, 25);
pub const GREY: RGBColor = RGBColor(95, 95, 95);
pub const GRID: RGBColor = RGBColor(222, 222, 222);

pub const BAND_OPACITY: f64 = 0.28;
pub const LINE_WIDTH: f64 = 2.0;
pub const MARKER_WIDTH: f64 = 1.1;
/// Distance of the content from the edges of a page.
pub const MARGIN: f64 = 32.0;
/// Text of a legend.
pub const TEXT_SIZE: f64 = 15.0;
/// Text of axes and notes.
pub const LABEL_SIZE: f64 = 12.5;
