//! Outcomes over two dimensions: a map of cells, each with its figure.

use plotters::style::RGBColor;

use super::canvas::{Canvas, Font, Frame, Ink, Side, Type, at};
use super::drawing::Chart;
use super::panel_grid::PanelPage;
use super::short_label::short_labels;
use super::style::{BLACK, GREY, GRID, LABEL_SIZE};
use super::title::Title;

/// Widest room for the names of rows.
const MOST_LABEL: f64 = 130.0;
const ROW_HEIGHT: f64 = 40.0;
const LEAST_HEIGHT: f64 = 180.0;
const MOST_HEIGHT: f64 = 440.0;
/// Room below a map for the names of columns, the name of the axis and the scale of colours.
const BELOW: f64 = 84.0;
/// Room above a map for the name of its rows.
const ABOVE: f64 = 24.0;
const FIGURE_SIZES: [f64; 4] = [15.0, 13.0, 11.0, 9.5];
/// Steps of the drawn scale of colours.
const STEPS: usize = 40;

/// From the lightest to the darkest: one hue, that of the palette's blue.
const LIGHT: RGBColor = RGBColor(236, 244, 250);
const DARK: RGBColor = RGBColor(0, 62, 110);

/// One of the two dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatAxis {
    /// Its name.
    pub name: String,
    /// Its settings.
    pub labels: Vec<String>,
}

/// A cell of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatCell {
    pub value: f64,
    /// The value as it is written.
    pub figure: String,
}

/// A map.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    /// The outcome and its unit.
    pub heading: String,
    /// Rows from the lowest one up, each with its cells from the left; none where there is no value.
    pub rows: Vec<Vec<Option<HeatCell>>>,
}

/// The content of the chart.
#[derive(Clone, Copy, Debug)]
pub struct HeatMaps<'a> {
    pub title: &'a Title,
    pub across: &'a HeatAxis,
    pub up: &'a HeatAxis,
    pub maps: &'a [HeatMap],
    pub notes: &'a [String],
}

/// Draws a map for each outcome.
pub fn heat_map(content: HeatMaps<'_>) -> Chart {
    let headings: Vec<String> = content.maps.iter().map(|map| map.heading.clone()).collect();
    let height = (ROW_HEIGHT * content.up.labels.len() as f64).clamp(LEAST_HEIGHT, MOST_HEIGHT);
    let page = PanelPage {
        title: content.title,
        legend: &[],
        headings: &headings,
        panel_height: ABOVE + height + BELOW,
        notes: content.notes,
    };
    page.draw(|canvas, frame, place| content.draw(canvas, frame, &content.maps[place]))
}

impl HeatMaps<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>, frame: Frame, map: &HeatMap) {
        let font = Font::plain(LABEL_SIZE);
        let labels = short_labels(&self.up.labels, font, MOST_LABEL);
        let room = labels.iter().map(|label| font.room(label)).fold(0.0, f64::max);
        let plot = Frame {
            left: frame.left + room + 12.0,
            right: frame.right,
            top: frame.top + ABOVE,
            bottom: frame.bottom - BELOW,
        };
        let name = short_labels(std::slice::from_ref(&self.up.name), font, frame.right - frame.left);
        canvas.text(&name[0], at(frame.left, frame.top + 9.0), grey(Side::Left));
        let height = (plot.bottom - plot.top) / labels.len() as f64;
        for (place, label) in labels.iter().enumerate() {
            let y = plot.bottom - height * (place as f64 + 0.5);
            canvas.text(label, at(plot.left - 8.0, y), grey(Side::Right));
        }
        let width = (plot.right - plot.left) / self.across.labels.len() as f64;
        for (place, label) in short_labels(&self.across.labels, font, width - 6.0).iter().enumerate() {
            let x = plot.left + width * (place as f64 + 0.5);
            canvas.text(label, at(x, plot.bottom + 15.0), grey(Side::Centre));
        }
        let name = short_labels(std::slice::from_ref(&self.across.name), font, plot.right - plot.left);
        let middle = (plot.left + plot.right) / 2.0;
        canvas.text(&name[0], at(middle, plot.bottom + 36.0), grey(Side::Centre));
        map.draw_cells(canvas, plot);
        map.draw_scale(canvas, plot);
    }
}

impl HeatMap {
    fn cells(&self) -> impl Iterator<Item = &HeatCell> {
        self.rows.iter().flatten().flatten()
    }

    /// The cells with the lowest and the highest value; none without any cell.
    fn ends(&self) -> Option<[&HeatCell; 2]> {
        let lowest = self.cells().min_by(|one, other| one.value.total_cmp(&other.value));
        let highest = self.cells().max_by(|one, other| one.value.total_cmp(&other.value));
        Some([lowest?, highest?])
    }

    /// How dark a value is, from 0 to 1: higher is darker, but where all lie below 0 the furthest is darkest.
    fn shade(&self, value: f64) -> f64 {
        let Some([lowest, highest]) = self.ends() else { return 0.0 };
        let span = highest.value - lowest.value;
        let part = if span > 0.0 { (value - lowest.value) / span } else { 0.0 };
        if highest.value <= 0.0 && lowest.value < 0.0 { 1.0 - part } else { part }
    }

    /// The largest size at which every figure fits into a cell; none if none does.
    fn figure_size(&self, width: f64) -> Option<f64> {
        FIGURE_SIZES
            .into_iter()
            .find(|size| self.cells().all(|cell| Font::plain(*size).room(&cell.figure) <= width - 4.0))
    }

    fn draw_cells(&self, canvas: &mut Canvas<'_>, plot: Frame) {
        let columns = self.rows.first().map_or(1, Vec::len).max(1);
        let height = (plot.bottom - plot.top) / self.rows.len().max(1) as f64;
        let width = (plot.right - plot.left) / columns as f64;
        let size = self.figure_size(width).filter(|size| *size + 4.0 <= height);
        for (row, cells) in self.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let left = plot.left + width * column as f64;
                let bottom = plot.bottom - height * row as f64;
                let (from, to) =
                    (at(left + 1.0, bottom - height + 1.0), at(left + width - 1.0, bottom - 1.0));
                let Some(cell) = cell else {
                    let corners = [from, at(to.x, from.y), to, at(from.x, to.y), from];
                    canvas.line(&corners, 1.0, Ink::new(GRID));
                    canvas.line(&[from, to], 1.0, Ink::new(GRID));
                    continue;
                };
                let shade = self.shade(cell.value);
                canvas.rectangle(from, to, Ink::new(colour(shade)));
                if let Some(size) = size {
                    let middle = at(left + width / 2.0, bottom - height / 2.0);
                    canvas.text(&cell.figure, middle, Type::plain(size, Side::Centre, ink(shade)));
                }
            }
        }
    }

    /// The scale of colours below the map, with the lowest and the highest value.
    fn draw_scale(&self, canvas: &mut Canvas<'_>, plot: Frame) {
        let Some([lowest, highest]) = self.ends() else { return };
        let font = Font::plain(LABEL_SIZE);
        let y = plot.bottom + 64.0;
        let left = plot.left + font.room(&lowest.figure) + 8.0;
        let right = (left + 200.0).min(plot.right - font.room(&highest.figure) - 8.0);
        canvas.text(&lowest.figure, at(left - 8.0, y), Type::plain(LABEL_SIZE, Side::Right, GREY));
        canvas.text(&highest.figure, at(right + 8.0, y), Type::plain(LABEL_SIZE, Side::Left, GREY));
        let width = (right - left) / STEPS as f64;
        for step in 0..STEPS {
            let part = (step as f64 + 0.5) / STEPS as f64;
            let value = lowest.value + part * (highest.value - lowest.value);
            let x = left + width * step as f64;
            canvas.rectangle(at(x, y - 6.0), at(x + width, y + 6.0), Ink::new(colour(self.shade(value))));
        }
    }
}

/// The type of a label.
fn grey(side: Side) -> Type {
    Type::plain(LABEL_SIZE, side, GREY)
}

/// The colour of a shade from 0 to 1.
fn colour(shade: f64) -> RGBColor {
    let [light, dark] = [LIGHT, DARK].map(|colour| [colour.0, colour.1, colour.2].map(f64::from));
    let mixed = [0, 1, 2].map(|part| (light[part] + shade * (dark[part] - light[part])).round() as u8);
    RGBColor(mixed[0], mixed[1], mixed[2])
}

/// The ink of a figure on a shade.
fn ink(shade: f64) -> RGBColor {
    if shade > 0.66 { RGBColor(255, 255, 255) } else { BLACK }
}
