"""Reads, filters, sorts, joins and writes every table of a folder with each reader that is installed.

    read.py NAME FOLDER

Prints for each reader how many tables it has read, and every failure; any failure is exit code 1.
"""

import csv
import importlib
import pathlib
import sys
import tempfile
import traceback

MOST = 2**53


def rows_of(path: pathlib.Path) -> int | None:
    """Rows of the same table as CSV; none where it has no such file."""
    twin = path.with_suffix(".csv")
    if not twin.exists():
        return None
    with twin.open(newline="", encoding="utf-8") as text:
        return sum(1 for _ in csv.reader(text)) - 1


def with_pyarrow(path: pathlib.Path, out: pathlib.Path) -> int:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    for field in table.schema:
        assert "view" not in str(field.type), f"{field.name} is {field.type}"
        column = table.column(field.name)
        table.sort_by(field.name)
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            value = next((cell for cell in column.to_pylist() if cell is not None), None)
            if value is not None:
                kept = pq.read_table(path, filters=[(field.name, "=", value)])
                assert kept.num_rows == pc.sum(pc.equal(column, value)).as_py(), field.name
                keys = pa.table({field.name: pa.array([value], field.type)})
                assert table.join(keys, field.name, join_type="inner").num_rows == kept.num_rows
    pyarrow.csv.write_csv(table, out)
    return table.num_rows


def with_pandas(path: pathlib.Path, out: pathlib.Path) -> int:
    import pandas

    frame = pandas.read_parquet(path)
    for name in frame.columns:
        frame.sort_values(name)
        if frame[name].dtype == object and len(frame):
            value = frame[name].iloc[0]
            frame[frame[name] == value].merge(frame[[name]].drop_duplicates(), on=name)
    frame.to_csv(out, index=False)
    return len(frame)


def with_polars(path: pathlib.Path, out: pathlib.Path) -> int:
    import polars

    frame = polars.read_parquet(path)
    for name, kind in zip(frame.columns, frame.dtypes):
        frame.sort(name)
        if kind == polars.Utf8 and len(frame):
            value = frame[name].drop_nulls()[:1].to_list()
            kept = frame.filter(polars.col(name).is_in(value))
            kept.join(frame.select(name).unique(), on=name)
    frame.write_csv(out)
    return len(frame)


def with_duckdb(path: pathlib.Path, out: pathlib.Path) -> int:
    import duckdb

    base = duckdb.connect()
    base.execute(f"create table t as select * from read_parquet('{path}')")
    for name, kind, *_ in base.execute("describe t").fetchall():
        base.execute(f'select * from t order by "{name}"').fetchall()
        if kind == "VARCHAR":
            base.execute(f'select count(*) from t join (select distinct "{name}" from t) using ("{name}")')
    base.execute(f"copy t to '{out}' (header)")
    return base.execute("select count(*) from t").fetchone()[0]


READERS = {"pyarrow": with_pyarrow, "pandas": with_pandas, "polars": with_polars, "duckdb": with_duckdb}


def ids_are_exact(folder: pathlib.Path) -> list[str]:
    """Ids of persons that a double does not hold."""
    wrong = []
    for path in folder.glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as text:
            for row in csv.DictReader(text):
                for name in ("candidate", "person"):
                    cell = row.get(name) or ""
                    if cell.isdigit() and int(cell) >= MOST:
                        wrong.append(f"{path.name}: {name} is {cell}")
                        break
    return wrong


def main() -> int:
    name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    paths = sorted(folder.glob("*.parquet"))
    assert paths, f"{folder} holds no table"
    failures = ids_are_exact(folder)
    with tempfile.TemporaryDirectory() as place:
        out = pathlib.Path(place) / "out.csv"
        for reader, read in READERS.items():
            try:
                version = importlib.import_module(reader).__version__
            except ImportError:
                print(f"{name}: {reader} is skipped, it is not installed")
                continue
            done = 0
            for path in paths:
                try:
                    found, expected = read(path, out), rows_of(path)
                    assert expected in (None, found), f"{found} rows, as CSV {expected}"
                    done += 1
                except Exception:
                    last = traceback.format_exc().strip().splitlines()[-1]
                    failures.append(f"{reader} {version}, {path.name}: {last}")
            print(f"{name}: {reader} {version} reads {done} of {len(paths)} tables")
    for failure in failures:
        print(f"{name}: FAILED {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
