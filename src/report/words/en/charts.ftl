### Charts: titles, legends, axes, and the lines at the foot.

chart-scenario = Scenario: { $title }
chart-simulated-single = Simulated, 1 replication
chart-simulated-median = Simulated median, and 10th to 90th percentile across { $replications } replications
chart-simulated-mean = Simulated mean, and 10th to 90th percentile across { $replications } replications
chart-published = Published by IRCC (hollow markers)
chart-band = Band: the spread of { $replications } replications, without errors of the model.
chart-band-held = Band: the spread of { $replications } replications, without errors of the model; { $inside } of { $all } published cutoffs lie in it.
chart-empty = There is nothing to show.
chart-own-axes = The columns have time axes of their own.
axis-year-round = Year of the round
axis-month-round = Month of the round
axis-day-round = Day of the round, { $years }
axis-year-count = Year of the count
axis-month-count = Month of the count
axis-day-count = Day of the count, { $years }
axis-year = Year
axis-month = Month
axis-day = Day, { $years }
years-single = { $first }
years-two = { $first } and { $last }
label-year = { $year }
label-month = { $month } { $year }
label-day = { $day } { $month }
month-january = Jan
month-february = Feb
month-march = Mar
month-april = Apr
month-may = May
month-june = Jun
month-july = Jul
month-august = Aug
month-september = Sep
month-october = Oct
month-november = Nov
month-december = Dec
beyond-many = { $count } of { $least } to { $most }
source-cutoffs = Published cutoffs: IRCC. Contains information licensed under the Open Government Licence - Canada.
source-counts = Published counts: IRCC. Contains information licensed under the Open Government Licence - Canada.
source-targets = Targets: Immigration Levels Plans, IRCC, or as the scenario states them. Contains information licensed under the Open Government Licence - Canada.

## Cutoffs

cutoffs-programs = Rounds by program
cutoffs-categories = Category-based rounds
cutoffs-unit = cutoff, CRS points
cutoffs-question = Simulated cutoffs by round
cutoffs-half = In half of { $rounds } rounds the simulated cutoff is within { $points } points of the published one
cutoffs-single = The simulated cutoff of the round is { $points ->
    [one] { $points } point
   *[other] { $points } points
} off the published one
cutoffs-alike = The simulated cutoffs of { $rounds } rounds are { $points ->
    [one] { $points } point
   *[other] { $points } points
} off the published ones
cutoffs-few = The simulated cutoffs of { $rounds } rounds are { $least } to { $most } points off the published ones
cutoffs-ahead-single = Simulated cutoff of { $type } in this scenario: { $cutoff } points on { $on }
cutoffs-ahead-two = Simulated cutoffs of { $type } in this scenario: { $first } points on { $from }, { $last } on { $to }
cutoffs-ahead-peak = Simulated cutoffs of { $type } in this scenario: { $first } points on { $from }, at most { $highest } on { $peak }, { $last } on { $to }
cutoffs-backtests = It is no forecast interval: in backtests far fewer than 80 % of the published cutoffs lie in such bands (docs/validation.md).
cutoffs-beyond-both = Triangles: cutoffs beyond the scale of their panel, filled if simulated and hollow if published.
cutoffs-beyond = Triangles: cutoffs beyond the scale of their panel.
cutoffs-meaning = Cutoff: score of the lowest-ranked candidate invited.
cutoffs-scales = Each panel has a scale of its own.
cutoffs-not-held = Not shown, since none of their planned rounds is held: { $types }.
cutoffs-reform-mark = The vertical line marks { $on }: from then on the law or the rounds are not those of history.
cutoffs-reform-published = Published cutoffs from { $on } on followed other law or other rounds: the distance to them is no error of the model.
cutoffs-empty-rounds = { $count ->
    [one] { $count } round invited no candidate and has no simulated cutoff.
   *[other] { $count } rounds invited no candidate and have no simulated cutoff.
}

## Types of rounds

type-all-programs = All programs
type-program = the { $name }
type-cec = Canadian Experience Class
type-pnp = Provincial Nominee Program
type-fsw = Federal Skilled Worker
type-fst = Federal Skilled Trades
type-french = French
type-healthcare = Healthcare
type-stem = STEM
type-education = Education
type-trades = Trades
type-transport = Transport
type-agriculture = Agriculture
type-military = Skilled military recruits
type-physicians = Physicians with Canadian work experience
type-researchers = Researchers with Canadian work experience
type-senior-managers = Senior managers with Canadian work experience
short-all-programs = all-program
short-cec = CEC
short-fsw = FSW
short-fst = FST
short-pnp = PNP
short-stem = STEM
short-french = French

## The pool

pool-chart-all = All scores
pool-chart-whole = The whole pool and its top
pool-chart-lower = Up to 500 points
pool-chart-unit = candidates
pool-chart-dots = 601 points and more: a dot for each simulated count, without a line. Rounds for nominees empty this range: a count shows mostly the days since the last such round, and its rise and fall are no trend.
pool-chart-beyond-both = Triangles: counts beyond the scale of their panel, filled if simulated and hollow if published.
pool-chart-beyond = Triangles: counts beyond the scale of their panel.
pool-chart-scales = The panels up to 500 points have one scale, the others one each.

## Admissions

admissions-range = Range of the plan
admissions-target = Target
admissions-axis = Persons admitted in the calendar year
admissions-overlay = * An overlay: persons of all programs, who are counted in the other lines too. Not comparable: the plan states this target for admissions outside Quebec and names no route, while only admissions by way of Express Entry are counted.
admissions-federal = Federal High Skilled
admissions-federal-pool = Federal High Skilled by way of the pool
admissions-pnp = Provincial nominees by way of the pool
admissions-french = French speakers outside Quebec
admissions-question = Persons admitted against the targets of the Immigration Levels Plan
admissions-finding = { $met } within { $percent } %{ $range }{ $furthest }
admissions-meet-single = Admissions meet the target
admissions-miss-single = Admissions miss the target
admissions-meet-all = Admissions meet all { $all } targets
admissions-meet-none = Admissions meet none of { $all } targets
admissions-meet-some = Admissions meet { $met } of { $all } targets
admissions-in-range = {" "}or in the range aimed at
admissions-no-range = {""}
admissions-furthest = ; furthest off: { $line } in { $year }, { $percent } %
admissions-none-missed = {""}

## The frontier

frontier-title = More admissions, lower scores: mean CRS of the invited
frontier-scenario = Scenario: { $title }.
frontier-caption = Each point is the plan with its target times the factor next to it; bars are 95 % intervals over { $replications } replications, on the same people.
frontier-score = Mean CRS of those invited under a federal program
frontier-admitted = Persons admitted in a year under Federal High Skilled, from the second planned year on
frontier-factor = × { $factor }
frontier-plan = × { $factor }, the plan

## Errors of a backtest

errors-finding = The stacked forecast misses the next round's cutoff by { $points } points on average, the last cutoff by { $last } (without PNP)
errors-more = Of rounds 90 days ahead and more the forecast is { $far } points off and the last cutoff { $far_last }.
errors-question = How far predicted cutoffs lie from the published ones
errors-caption = Each method knew only what was published before the day from which it predicts. Types with fewer than { $fewest } predictions are left out.
errors-next = The next round of its type
errors-far = Rounds 90 days ahead and more
errors-axis = Mean absolute error of the cutoff, CRS points
errors-stacked = Stacked forecast
errors-simulation = Simulation
errors-persistence = Persistence: the last cutoff
errors-stock-flow = Stock and flow
errors-pnp-regression = PNP cutoff by size of the round
errors-without-pnp = All but PNP
errors-none = No type has { $fewest } predictions.

## Whether the intervals of a backtest hold

pit-finding = The 80 % intervals of the stacked forecast hold { $share } % of the published cutoffs ({ $count } predictions)
pit-more = { $low } % lie in the lowest tenth of the forecast and { $high } % in the highest; a forecast that holds has 10 % in each.
pit-question = Do the intervals of the forecast hold as many cutoffs as they say?
pit-caption = All types of rounds, at most 365 days ahead. A round counts once for each month from which it was predicted. Each method knew only what was published before that month.
pit-intervals = Cutoffs inside each interval
pit-stated = Share of cutoffs that the interval should hold
pit-ideal = As stated
pit-tenths = Cutoffs in each tenth of the stacked forecast
pit-axis = Tenth of the forecast, from the lowest cutoffs to the highest

## Whether chances of a backtest hold

reliability-finding = Chances of 90 % and more came true in { $high } of 100 cases, chances below 10 % in { $low }
reliability-question = Do chances of an invitation come true as often as they say?
reliability-more = Chances of an invitation within three months, for scores around the last cutoff of each type ({ $count } chances). A cutoff below the score counts as an invitation.
reliability-caption = All types of rounds, scores from 40 below to 40 above the last cutoff of the type, every 5 points, at each origin. At the cutoff itself a score counts half.
reliability-came = Share that came true
reliability-said = Chance that was said
reliability-ideal = As said
reliability-count = Chances that were said, in each tenth
