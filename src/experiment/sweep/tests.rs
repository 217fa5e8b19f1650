//! Tests of sweeps from the file to the tables.
