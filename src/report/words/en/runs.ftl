### The summary of a run.

grid-round-type = round type
grid-errors = Simulated cutoffs in CRS points, and their difference from the published ones (means of a year's rounds):
grid-errors-before = Simulated cutoffs in CRS points before { $on }, and their difference from the published ones (means of a year's rounds). From { $on } on the law or the rounds are not those of history, and no difference is shown:
grid-medians = Simulated cutoffs, in CRS points (median of a year's rounds). For the model's error see docs/validation.md.
grid-all-programs = all programs
grid-percentiles = Simulated cutoffs: median (10th to 90th percentile) of a year's rounds over replications, without errors of the model. For these see docs/validation.md.
grid-more-years = Earlier years are in cutoffs.csv.
grid-more-types = { $count ->
    [one] { $count } more type of rounds is in cutoffs.csv.
   *[other] { $count } more types of rounds are in cutoffs.csv.
}

point-shares = { $missed } of { $all } published shares of the invited are missed by more than 8 percentage points (invited.csv).
point-admissions-below = The largest error of a year's admissions: { $percent } % too few in { $year }.
point-admissions-above = The largest error of a year's admissions: { $percent } % too many in { $year }.
point-targets = { $met } of { $all } targets are met within 2 % (without French speakers: not comparable).
point-more-targets = { $count ->
    [one] { $count } more missed target is in targets.csv.
   *[other] { $count } more missed targets are in targets.csv.
}
run-details = `--verbose` prints all comparisons with published figures and targets.

run-compare = What it changes, on the same people with the same luck: { $command }
