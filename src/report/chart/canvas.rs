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

/// What an SVG asks for: the font of the PNG, or the viewer's own.
const FAMILY: &str = "Noto Sans, sans-serif";

/// plotters divides a font's size by this before it writes it.
const PLOTTERS_EM: f64 = 1.24;

/// Height of a line of Noto Sans in em: plotters measures text in those.
const LINE_EM: f64 = 1.362;

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

/// Size, weight and side of a text; its height is centred on its position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    pub size: f64,
    pub is_bold: bool,
    pub side: Side,
    pub ink: Ink,
}

impl Type {
    /// Ordinary text.
    pub const fn plain(size: f64, side: Side, color: RGBColor) -> Type {
        Type { size, is_bold: false, side, ink: Ink::new(color) }
    }

    /// Bold text.
    pub const fn bold(size: f64, side: Side, color: RGBColor) -> Type {
        Type { size, is_bold: true, side, ink: Ink::new(color) }
    }
}

/// Which end of a text stands at its position.
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
}

const NEVER: &str = "drawing into a String cannot fail";

impl Canvas<'_> {
    /// Draws a white page of that many pixels; `title` is for those who hear it instead of seeing it.
    pub fn page(size: (u32, u32), title: &str, draw: impl FnOnce(&mut Canvas<'_>)) -> String {
        let fine = (units(f64::from(size.0)).unsigned_abs(), units(f64::from(size.1)).unsigned_abs());
        let mut body = String::new();
        let mut canvas = Canvas { backend: SVGBackend::with_string(&mut body, fine) };
        let white = Ink::new(RGBColor(255, 255, 255));
        canvas.rectangle((0.0, 0.0), (f64::from(size.0), f64::from(size.1)), white);
        draw(&mut canvas);
        canvas.backend.present().expect(NEVER);
        drop(canvas);
        let (_, elements) = body.split_once('\n').expect("an SVG starts with a line of its own");
        let (width, height) = size;
        let mut svg = String::new();
        write!(
            svg,
            "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" \
             xmlns=\"http://www.w3.org/2000/svg\" role=\"img\">\n<title>{}</title>\n{elements}",
            fine.0,
            fine.1,
            escaped(title),
        )
        .expect(NEVER);
        svg
    }

    pub fn line(&mut self, points: &[(f64, f64)], width: f64, ink: Ink) {
        let points: Vec<(i32, i32)> = points.iter().copied().map(place).collect();
        self.backend.draw_path(points, &ink.pen(width)).expect(NEVER);
    }

    pub fn area(&mut self, outline: &[(f64, f64)], ink: Ink) {
        let outline: Vec<(i32, i32)> = outline.iter().copied().map(place).collect();
        self.backend.fill_polygon(outline, &ink.pen(0.0)).expect(NEVER);
    }

    pub fn rectangle(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink) {
        self.backend.draw_rect(place(from), place(to), &ink.pen(0.0), true).expect(NEVER);
    }

    pub fn dot(&mut self, at: (f64, f64), radius: f64, ink: Ink) {
        let radius = units(radius).unsigned_abs();
        self.backend.draw_circle(place(at), radius, &ink.pen(0.0), true).expect(NEVER);
    }

    /// A marker that lets what is under it show through.
    pub fn hollow(&mut self, shape: Shape, (x, y): (f64, f64), radius: f64, width: f64, ink: Ink) {
        let corners = match shape {
            Shape::Circle => {
                let radius = units(radius).unsigned_abs();
                self.backend.draw_circle(place((x, y)), radius, &ink.pen(width), false).expect(NEVER);
                return;
            }
            Shape::Square => vec![(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            Shape::Triangle => vec![(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
            Shape::Diamond => vec![(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        };
        let mut outline: Vec<(f64, f64)> =
            corners.iter().map(|(right, down)| (x + right * radius, y + down * radius)).collect();
        // Once around and one side more: the last corner gets the same join as the others.
        outline.extend([outline[0], outline[1]]);
        self.line(&outline, width, ink);
    }

    pub fn text(&mut self, text: &str, at: (f64, f64), style: Type) {
        let side = match style.side {
            Side::Left => HPos::Left,
            Side::Centre => HPos::Center,
            Side::Right => HPos::Right,
        };
        let color = style.ink.color.mix(style.ink.opacity);
        let drawn = TextStyle::from(font(style.size * UNITS * PLOTTERS_EM, style.is_bold))
            .color(&color)
            .pos(Pos::new(side, VPos::Center));
        // SVG centres small letters; capitals and figures are taller.
        let at = place((at.0, at.1 + 0.1 * style.size));
        self.backend.draw_text(text, &drawn, at).expect(NEVER);
    }
}

/// How wide a text will be in the embedded font, in pixels.
pub fn text_width(text: &str, size: f64, is_bold: bool) -> f64 {
    // Measured large, since plotters counts in whole pixels.
    const LARGE: f64 = 1000.0;
    for (style, bytes) in [(FontStyle::Normal, notosans::REGULAR_TTF), (FontStyle::Bold, notosans::BOLD_TTF)]
    {
        assert!(register_font(FAMILY, style, bytes).is_ok(), "the embedded font is a font");
    }
    let (width, _) = font(LARGE * LINE_EM, is_bold).box_size(text).expect("the embedded font is there");
    f64::from(width) * size / LARGE
}

fn font(size: f64, is_bold: bool) -> FontDesc<'static> {
    let style = if is_bold { FontStyle::Bold } else { FontStyle::Normal };
    FontDesc::new(FontFamily::Name(FAMILY), size, style)
}

fn place((x, y): (f64, f64)) -> (i32, i32) {
    (units(x), units(y))
}

fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
