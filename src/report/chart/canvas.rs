//! A page to draw on: positions in pixels of the page, text in the embedded font.
//!
//! plotters draws SVG in whole units, so a page counts in eighths of a pixel and says so in its `viewBox`.

use std::fmt::Write as _;

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle, register_font,
};

/// Units of the drawing in a pixel of the page.
const UNITS: f64 = 8.0;

/// The fonts that an SVG names: the font of the PNG, or the viewer's own.
const FAMILY: &str = "Noto Sans, sans-serif";

/// plotters divides a font's size by this before it writes it.
const PLOTTERS_EM: f64 = 1.24;

/// Height of a line of Noto Sans in em: plotters measures text in those.
const LINE_EM: f64 = 1.362;

/// Widest that a usual font sets a text, in widths of the embedded one: DejaVu Sans is a fifth wider.
const WIDEST: f64 = 1.2;

/// How a line, an area or a text is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    pub color: RGBColor,
    pub opacity: f64,
}

impl Ink {
    pub const fn new(color: RGBColor) -> Ink {
        Ink { color, opacity: 1.0 }
    }

    pub const fn faint(color: RGBColor, opacity: f64) -> Ink {
        Ink { color, opacity }
    }

    fn pen(self, width: f64) -> ShapeStyle {
        let color = self.color.mix(self.opacity);
        ShapeStyle { color, filled: false, stroke_width: units(width).unsigned_abs() }
    }
}

/// A place on a page, in pixels from its left and upper edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub x: f64,
    pub y: f64,
}

/// The place with these coordinates.
pub const fn at(x: f64, y: f64) -> Place {
    Place { x, y }
}

/// The rectangle of a plot on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// Width and height of a page, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Weight of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Plain,
    Bold,
}

/// Size and weight of letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    pub size: f64,
    pub weight: Weight,
}

impl Font {
    /// Ordinary letters.
    pub const fn plain(size: f64) -> Font {
        Font { size, weight: Weight::Plain }
    }

    /// Bold letters.
    pub const fn bold(size: f64) -> Font {
        Font { size, weight: Weight::Bold }
    }

    /// Width of a text in the embedded font, in pixels.
    pub fn width(self, text: &str) -> f64 {
        // Measured large, since plotters counts in whole pixels.
        const LARGE: f64 = 1000.0;
        let styles = [(FontStyle::Normal, notosans::REGULAR_TTF), (FontStyle::Bold, notosans::BOLD_TTF)];
        for (style, bytes) in styles {
            assert!(register_font(FAMILY, style, bytes).is_ok(), "the embedded font is a font");
        }
        let large = Font { size: LARGE * LINE_EM, ..self }.description();
        let (width, _) = large.box_size(text).expect("the embedded font is there");
        f64::from(width) * self.size / LARGE
    }

    /// Room for a text in whatever usual font the viewer has, in pixels.
    pub fn room(self, text: &str) -> f64 {
        self.width(text) * WIDEST
    }

    fn description(self) -> FontDesc<'static> {
        let style = match self.weight {
            Weight::Plain => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        FontDesc::new(FontFamily::Name(FAMILY), self.size, style)
    }
}

/// Font, side and ink of a text; its height is centred on its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    pub font: Font,
    pub side: Side,
    pub ink: Ink,
}

impl Type {
    /// Ordinary text.
    pub const fn plain(size: f64, side: Side, color: RGBColor) -> Type {
        Type { font: Font::plain(size), side, ink: Ink::new(color) }
    }

    /// Bold text.
    pub const fn bold(size: f64, side: Side, color: RGBColor) -> Type {
        Type { font: Font::bold(size), side, ink: Ink::new(color) }
    }
}

/// The form and the pen of a hollow marker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marker {
    pub shape: Shape,
    pub radius: f64,
    pub width: f64,
    pub ink: Ink,
}

/// The part of a text that stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Centre,
    Right,
}

/// The form of a hollow marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
}

/// A page being drawn.
pub struct Canvas<'a> {
    backend: SVGBackend<'a>,
    /// Widths of the texts so far, in units of the drawing.
    widths: Vec<f64>,
}

const NEVER: &str = "drawing into a String cannot fail";

impl Canvas<'_> {
    /// Draws a white page of a size. Screen readers read the title aloud.
    pub fn page(size: PageSize, title: &str, draw: impl FnOnce(&mut Canvas<'_>)) -> String {
        let PageSize { width, height } = size;
        let corner = at(f64::from(width), f64::from(height));
        let size = (units(corner.x).unsigned_abs(), units(corner.y).unsigned_abs());
        let mut body = String::new();
        let mut canvas = Canvas { backend: SVGBackend::with_string(&mut body, size), widths: Vec::new() };
        canvas.rectangle(at(0.0, 0.0), corner, Ink::new(RGBColor(255, 255, 255)));
        draw(&mut canvas);
        canvas.backend.present().expect(NEVER);
        let widths = std::mem::take(&mut canvas.widths);
        drop(canvas);
        let body = with_lengths(&body, &widths);
        let (_, elements) = body.split_once('\n').expect("an SVG starts with a line of its own");
        let mut svg = String::new();
        write!(
            svg,
            "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" \
             xmlns=\"http://www.w3.org/2000/svg\" role=\"img\">\n<title>{}</title>\n{elements}",
            size.0,
            size.1,
            escaped(title),
        )
        .expect(NEVER);
        svg
    }

    pub fn line(&mut self, points: &[Place], width: f64, ink: Ink) {
        let points: Vec<(i32, i32)> = points.iter().copied().map(fine).collect();
        self.backend.draw_path(points, &ink.pen(width)).expect(NEVER);
    }

    pub fn area(&mut self, outline: &[Place], ink: Ink) {
        let outline: Vec<(i32, i32)> = outline.iter().copied().map(fine).collect();
        self.backend.fill_polygon(outline, &ink.pen(0.0)).expect(NEVER);
    }

    pub fn rectangle(&mut self, from: Place, to: Place, ink: Ink) {
        self.backend.draw_rect(fine(from), fine(to), &ink.pen(0.0), true).expect(NEVER);
    }

    pub fn dot(&mut self, middle: Place, radius: f64, ink: Ink) {
        let radius = units(radius).unsigned_abs();
        self.backend.draw_circle(fine(middle), radius, &ink.pen(0.0), true).expect(NEVER);
    }

    /// Draws a marker without a filling.
    pub fn hollow(&mut self, middle: Place, marker: Marker) {
        let Marker { shape, radius, width, ink } = marker;
        let corners = match shape {
            Shape::Circle => {
                let radius = units(radius).unsigned_abs();
                self.backend.draw_circle(fine(middle), radius, &ink.pen(width), false).expect(NEVER);
                return;
            }
            Shape::Square => vec![(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            Shape::Triangle => vec![(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
            Shape::Diamond => vec![(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        };
        let corners = corners.into_iter();
        let mut outline: Vec<Place> =
            corners.map(|(right, down)| at(middle.x + right * radius, middle.y + down * radius)).collect();
        // Once around and one side more: the last corner gets the same join as the others.
        outline.extend([outline[0], outline[1]]);
        self.line(&outline, width, ink);
    }

    pub fn text(&mut self, text: &str, place: Place, style: Type) {
        let side = match style.side {
            Side::Left => HPos::Left,
            Side::Centre => HPos::Center,
            Side::Right => HPos::Right,
        };
        let color = style.ink.color.mix(style.ink.opacity);
        let font = Font { size: style.font.size * UNITS * PLOTTERS_EM, ..style.font };
        let drawn = TextStyle::from(font.description()).color(&color).pos(Pos::new(side, VPos::Center));
        // SVG centres small letters; capitals and figures are taller.
        let place = fine(at(place.x, place.y + 0.1 * style.font.size));
        if !text.is_empty() {
            self.widths.push(style.font.width(text) * UNITS);
            self.backend.draw_text(text, &drawn, place).expect(NEVER);
        }
    }
}

/// The drawing with the measured width of each text: a viewer with another font fits it in.
fn with_lengths(body: &str, widths: &[f64]) -> String {
    const TEXT: &str = "<text ";
    let mut parts = body.split(TEXT);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    let texts: Vec<&str> = parts.collect();
    assert_eq!(texts.len(), widths.len(), "each text has its width");
    for (part, width) in texts.into_iter().zip(widths) {
        write!(whole, "{TEXT}textLength=\"{width:.0}\" lengthAdjust=\"spacingAndGlyphs\" {part}")
            .expect(NEVER);
    }
    whole
}

/// A place in units of the drawing.
fn fine(place: Place) -> (i32, i32) {
    (units(place.x), units(place.y))
}

fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
