### The summary of a run.

run-asked = { $start } to { $end }, { $replications ->
    [one] { $replications } replication
   *[other] { $replications } replications
}, seed { $seed }, scale { $scale }
grid-round-type = round type
grid-errors = Simulated less published cutoffs, in CRS points (mean of a year's rounds):
grid-reform = Reformed less published cutoffs, in CRS points: the effect of the reform and the error of the model together (mean of a year's rounds):
grid-medians = Simulated cutoffs, in CRS points (median of a year's rounds). For the model's error see docs/validation.md.
grid-percentiles = Simulated cutoffs, in CRS points: median (10th to 90th percentile) of a year's rounds.
    The range covers chance and the season only. For the model's error see docs/validation.md.
grid-more-types = { $count ->
    [one] { $count } more type of rounds is in cutoffs.csv.
   *[other] { $count } more types of rounds are in cutoffs.csv.
}

point-shares = { $missed } of { $all } published shares of the invited are missed by more than 8 percentage points (invited.csv).
point-admissions-below = The largest error of a year's admissions: { $percent } % too few in { $year }.
point-admissions-above = The largest error of a year's admissions: { $percent } % too many in { $year }.
point-targets = { $met } of { $all } targets are met within 2 % (targets.csv).
run-details = `--verbose` prints all comparisons with published figures and targets.
