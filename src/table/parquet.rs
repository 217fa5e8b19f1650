//! Tables as Parquet files.

use std::borrow::Cow;
use std::fs::File;
use std::panic;
use std::path::Path;

use polars::io::parquet::write::KeyValueMetadata;
use polars::prelude::{
    Column as PolarsColumn, CompatLevel, DataFrame, DataType, IntoSeries, NamedFrom, ParquetReader,
    ParquetWriter, PolarsError, PolarsResult, SchemaExt, SerReader, Series, StringChunked, TimeUnit,
    TimeZone,
};

use polars_parquet::write::schema_to_metadata_key;

use super::content::{About, Table};
use super::error::{NoWriting, TableError};
use super::values::{Column, Kind, Values};
use crate::time::{Day, Instant};

const SECOND: i64 = 1_000_000;

/// A table that was read from a file has no description.
const READ: About = About { name: "", row: "", key: &[], written: "" };

impl Table {
    /// Reads a Parquet file. The table has names and values, and no descriptions.
    ///
    /// # Errors
    /// If the file cannot be read or holds a type that no table has.
    pub fn read_parquet(path: &Path) -> Result<Table, TableError> {
        let file = File::open(path).map_err(|error| TableError::read(path, error))?;
        let frame = ParquetReader::new(file).finish().map_err(|error| TableError::read(path, error))?;
        let columns: PolarsResult<Vec<Column>> = frame.columns().iter().map(column).collect();
        Ok(Table { about: &READ, columns: columns.map_err(|error| TableError::read(path, error))? })
    }
}

/// Starts the threads with which polars writes, before any work is done whose result would be lost without
/// them.
///
/// # Errors
/// If the machine cannot start them: polars panics then. Its words are the error's.
pub(crate) fn start_writing() -> Result<(), NoWriting> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let started = panic::catch_unwind(|| {
        let mut frame = DataFrame::new(1, vec![Series::new("".into(), &[0_i64]).into()])?;
        ParquetWriter::new(Vec::new()).finish(&mut frame).map(drop)
    });
    panic::set_hook(hook);
    match started {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(NoWriting(reason(&error))),
        Err(payload) => {
            let text = payload.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
            // Behind a colon the library shows its own types.
            Err(NoWriting(text.unwrap_or_default().split([':', '\n']).next().unwrap_or_default().to_owned()))
        }
    }
}

/// The columns as every reader knows them: polars would state its newest kind of text, which older readers
/// refuse and newer ones do not filter.
pub(super) fn plain_schema(frame: &DataFrame) -> KeyValueMetadata {
    let entry = schema_to_metadata_key(&frame.schema().to_arrow(CompatLevel::oldest()));
    KeyValueMetadata::from_static(vec![(entry.key, entry.value.unwrap_or_default())])
}

/// The table as polars holds it.
pub(super) fn frame(table: &Table) -> PolarsResult<DataFrame> {
    let columns: PolarsResult<Vec<PolarsColumn>> = table.columns.iter().map(series).collect();
    DataFrame::new(table.height(), columns?)
}

fn series(column: &Column) -> PolarsResult<PolarsColumn> {
    let name = column.name.as_str().into();
    let series = match &column.values {
        Values::Text(texts) => texts.iter().collect::<StringChunked>().with_name(name).into_series(),
        Values::Integer(values) => Series::new(name, values),
        Values::Number(values) => Series::new(name, values),
        Values::Truth(values) => Series::new(name, values),
        Values::Day(values) => {
            let days: Vec<Option<i32>> = values.iter().map(|day| day.map(Day::number)).collect();
            Series::new(name, &days).cast(&DataType::Date)?
        }
        Values::Instant(values) => {
            let stamps: Vec<Option<i64>> =
                values.iter().map(|instant| instant.map(|instant| instant.unix() * SECOND)).collect();
            // A cast would drop the zone, but for a column without a value.
            let stamps = Series::new(name, &stamps).i64()?.clone();
            stamps.into_datetime(TimeUnit::Microseconds, Some(TimeZone::UTC)).into_series()
        }
    };
    Ok(series.into())
}

/// The machine's reason for a failure, without the words that polars puts before it.
pub(super) fn reason(error: &PolarsError) -> String {
    let text = error.to_string();
    text.rsplit_once("underlying IO error: ").map_or(text.clone(), |(_, reason)| reason.to_owned())
}

fn column(column: &PolarsColumn) -> PolarsResult<Column> {
    let series = column.as_materialized_series();
    let values = match kind(series.dtype())? {
        Kind::Text => Values::texts(series.str()?.iter()),
        Kind::Integer => Values::Integer(series.i64()?.iter().collect()),
        Kind::Number => Values::Number(series.f64()?.iter().collect()),
        Kind::Truth => Values::Truth(series.bool()?.iter().collect()),
        Kind::Day => {
            Values::Day(series.date()?.physical().iter().map(|day| day.map(Day::from_number)).collect())
        }
        Kind::Instant => {
            let stamps = series.datetime()?.physical().iter();
            Values::Instant(stamps.map(|stamp| stamp.map(|at| Instant::from_unix(at / SECOND))).collect())
        }
    };
    Ok(Column { name: series.name().to_string(), description: Cow::Borrowed(""), values })
}

fn kind(found: &DataType) -> PolarsResult<Kind> {
    Ok(match found {
        DataType::String => Kind::Text,
        DataType::Int64 => Kind::Integer,
        DataType::Float64 => Kind::Number,
        DataType::Boolean => Kind::Truth,
        DataType::Date => Kind::Day,
        DataType::Datetime(TimeUnit::Microseconds, Some(zone)) if *zone == TimeZone::UTC => Kind::Instant,
        other => return Err(PolarsError::SchemaMismatch(format!("no table holds {other:?}").into())),
    })
}
