### Comparisons of a run with published figures, for the terminal.

## Columns

column-round-type = round type
column-year = year
column-rounds = rounds
column-round = round
column-date = date
column-cutoff = cutoff
column-median = median
column-percentiles = 10th to 90th percentile
column-bias = bias
column-mean-absolute-difference = mean absolute difference
column-group = group
column-planned = planned
column-published = published
column-simulated = simulated
column-difference = difference
column-points = points
column-divided-by = divided by
column-invited-of = invited
column-invitations = invitations
column-program = program
column-error = error %
column-month-error = month %
column-line = line
column-admitted = admitted
column-target = target
column-range = range
column-score = score
column-percent = %
column-method = method
column-count = n
column-mean-absolute-error = MAE
column-crps = CRPS
column-inside-half = 50%
column-inside-most = 80%
column-skill = skill
cell-range = { $low } to { $high }
row-all = all

## Cutoffs

cutoffs-fit = Simulated less published cutoff, in CRS points (mean over { $replications ->
    [one] { $replications } replication
   *[other] { $replications } replications
}):
cutoffs-before = Rounds before { $on }: from then on the law or the rounds are not those of history.
cutoffs-ahead = Simulated cutoffs in this scenario, in CRS points, { $replications ->
    [one] over a year's rounds, in 1 replication
   *[other] over a year's rounds and { $replications } replications
}:
    the range covers replications and the course of the year, not model errors. For these see
    docs/validation.md.

## Pool

pool-title = The pool by score and year, mean of the days with a published count; %: simulated of
    published, * if more than { $percent } off.{ $nominees }
pool-without-nominees = {""}
pool-nominees-published = {" "}Nominees, 601 and more, follow from published numbers:
pool-nominees-own = {" "}Not all rounds of these years were read, so that
    nominees, 601 and more, may differ from published numbers:
pool-nominees-published-note = Nominees follow from published numbers, so that this panel is no finding.
pool-nominees-own-note = Not all rounds that were held were read, so that numbers of nominees may differ from published ones.
scores-all = all
scores-from = { $low } and more
scores-between = { $low } to { $high }
points-from = { $low } points and more
points-all = all points
points-between = { $low } to { $high } points
pool-finding = The pool's largest miss: at { $points } the simulation has { $percent } % of the published count in { $year }
pool-question = How many candidates the pool holds, by score

## Invitations, applications, admissions

issued-title = Invitations compared with those issued (means over replications):
shares-title = Who was invited, in % (score bands: of those who applied); points: simulated
    less published, * if more than { $points }. Groups below 1 % are not shown. Of all
    { $all } published shares, which stand in invited.csv, { $missed } are missed by more.
share-none = * none
applications-title = Invitations that led to an application, in %; published: applicants of a year
    over the invitations of 52 days earlier:
admissions-title = Persons admitted; error of the year, * if more than { $percent } %, and mean of a month's:
years-left-out = Not compared with published figures of the invited and the admitted, nor later years that rest on them: { $years }. The rounds that were read are not all that were held then.

## Backtest

backtest-title = Predicted less published cutoffs, in CRS points: mean absolute error of the
    median (MAE), bias, CRPS; share of cutoffs inside the 50 and 80 % intervals;
    skill: how much lower the CRPS is than that of persistence, in %,
    {"*"} where its 95 % interval (resampled rounds) leaves out 0. Types with fewer than
    { $fewest } predictions stand in backtest_summary.csv only.
    Stacked: the published forecast, a weighted mean of the other methods.
    By size: for PNP, a line in the logarithm of the round's size.
backtest-no-rounds = no round is scored
horizon-next = The next round of each type
horizon-far = Rounds 90 days ahead and more
method-stacked = stacked
method-simulation = simulation
method-persistence = persistence
method-stock-flow = stock flow
method-pnp-regression = by size

calibration-asked = { $parameters } parameters compared with { $targets } published figures, from { $starts ->
    [one] one start
   *[other] { $starts } starts
}.
calibration-objective = The objective fell from { $first } to { $last } in { $steps ->
    [one] one step
   *[other] { $steps } steps
}. It is the sum of squared errors and of squared distances from the prior.
calibration-fit = Errors at the best point, in the standard deviations that the error model allows:
calibration-learned = { $unknown } of { $parameters } parameters keep 90 % of their prior spread or more: the figures say nothing of them. { $pairs } pairs trade off (correlations.csv). { $members } members.
column-run = run
column-figures = figures
column-mean-error = mean
column-rms-error = root mean square

## Chart of a calibration

fit-finding = { $percent } % of { $count } published figures are met within twice the expected error; { $kind } are furthest off
fit-question = How near the calibrated people come to the published figures
fit-method = The best fit of the model against what IRCC published. Rounds: candidates at or above the published cutoff, in % of the invited. Pool: candidates by score, in % of the published count. Groups of the invited: simulated less published shares, in percentage points. Free run: simulated less published cutoffs, in points.
fit-simulated = Model at the best fit
fit-rounds = Rounds, %
fit-pool = Pool, %
fit-years = Year, %
fit-cutoffs = Free run: cutoffs
fit-free-run = free run
fit-submissions = Eligible profiles
fit-admissions = Admissions, { $program }
fit-in-progress = Persons with an application in progress
fit-invited = Groups of the invited and of submissions
fit-points = points
fit-percentage-points = percentage points
fit-kind-rounds = sizes of rounds
fit-kind-bands = counts by score
fit-kind-submissions = submitted profiles
fit-kind-invited = groups of the invited
fit-kind-admissions = admissions
fit-kind-cutoffs = cutoffs of the free run
fit-kind-other = { $kind }
