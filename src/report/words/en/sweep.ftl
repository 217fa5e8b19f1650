### Outcomes by year, answers of `drawsim sweep` and `drawsim sensitivity`.

yearly-of-all = {""}
yearly-of-some = { $name }{" "}
yearly-cutoff = mean { $whose }cutoff of { $year }
yearly-first-cutoff = first { $whose }cutoff of { $year }
yearly-invited = { $whose }invitations of { $year }
yearly-admissions = { $whose }admissions of { $year }
yearly-score = mean score of the { $whose }invited of { $year }
yearly-in-canada = share of the { $whose }invited of { $year } who live in Canada
yearly-french = share of the { $whose }invited of { $year } who speak French
yearly-age = mean age of the { $whose }invited of { $year }
yearly-wait = mean wait of the { $whose }invited of { $year }
yearly-heading = { $name }, { $unit }
yearly-unit-points = CRS points
yearly-unit-persons = persons
yearly-unit-part = 0 to 1
yearly-unit-years = years
yearly-unit-days = days

## Sweeps

sweep-asked = { $title } ({ $points ->
    [one] one point
   *[other] { $points } points
}, { $replications ->
    [one] one replication
   *[other] { $replications } replications
} of each{ $scale }).
sweep-scale = , at scale { $scale }
sweep-full-scale = {""}
sweep-finding-line = From { $from } to { $to } `{ $lever }`, the { $outcome } { $change }
sweep-rises = { $grammar ->
    [one] rises
   *[other] rise
} from { $from } to { $to }
sweep-falls = { $grammar ->
    [one] falls
   *[other] fall
} from { $from } to { $to }
sweep-stays = { $grammar ->
    [one] stays
   *[other] stay
} at { $value }
sweep-finding-effect = effect of the last point against the base: { $effect }, 95 % { $low } to { $high }
sweep-finding-extremes = The { $outcome } { $grammar ->
    [one] is
   *[other] are
} lowest at { $lowest } ({ $low }) and highest at { $highest } ({ $high })
sweep-finding-same = The { $outcome } { $grammar ->
    [one] is
   *[other] are
} { $value } at all points
sweep-finding-fifths = `{ $lever }` moves the { $outcome } most: { $low } in its lowest fifth, { $high } in its highest
sweep-finding-ends = `{ $lever }` moves the { $outcome } most: { $low } at { $from }, { $high } at { $to }
sweep-setting = `{ $lever }` { $value }
sweep-range = { $low } to { $high }
sweep-nothing = No point has an outcome.
sweep-more-points = { $count ->
    [one] One more point stands in sweep_summary.csv, with every outcome.
   *[other] { $count } more points stand in sweep_summary.csv, with every outcome.
}
sweep-cell-failed = failed
sweep-cell-effect = { $effect } ± { $width }
sweep-failed = { $count ->
    [one] One cell failed.
   *[other] { $count } cells failed. The first of them:
}
sweep-failed-cell = Cell { $cell }, { $place }: { $reason }
sweep-base-cell = a base
sweep-table-fifths = The { $outcome } in the lowest and the highest fifth of each dimension:
sweep-table-ends = The { $outcome } at the ends of each dimension:
sweep-note-sampled = Points with other seeds, scales or members have other people and other luck. Each has a base of its own with the same: an effect is a point less that base, replication by replication.
sweep-note-people = All points have the same people and the same luck. An effect is a point less its base, replication by replication.
sweep-note-chance = Intervals hold the mean at 95 % (Student's t over replications): chance alone. The model's own error is not in them.
sweep-note-elsewhere = The intervals of chance stand in sweep_summary.csv. The model's own error is not in the figures.
sweep-note-single = One replication of each point: how much of an effect is chance is not known. Nor is the model's own error in it.
sweep-note-kept = These are the first { $count } cells; all stand in sweep_summary.csv.
sweep-note-holes = { $count ->
    [one] One cell failed and is left empty.
   *[other] { $count } cells failed and are left empty.
}
sweep-note-bins = Many settings share a place of the map: its figure is the mean over their points. A crossed place has no point.
sweep-note-fifths = Ends are the lowest and the highest fifth of the points along the dimension; each figure is the mean over them, whatever the other dimensions are.
sweep-note-rows = { $count ->
    [one] One more dimension moves the outcome less.
   *[other] { $count } more dimensions move the outcome less.
}
sweep-legend-single = One replication of each point
sweep-legend-mean = Mean of { $replications } replications, and its 95 % interval
sweep-legend-base = Base
sweep-legend-low = Lowest settings
sweep-legend-high = Highest settings
sweep-legend-category = Categories
sweep-legend-overall = Mean of all points
sweep-axis-mean = mean over the points
sweep-axis-mean-of = mean over the points, { $unit }
sweep-end = { $setting }: { $value }
sweep-map-effect = { $outcome }: effect against the base ({ $base })
sweep-map-effects = { $outcome }: effect against the base of each point
sweep-map-mean = { $outcome }: mean

column-cell = cell
column-effect = effect
column-dimension = dimension
column-settings = settings
column-mean = mean

## Sensitivity

sensitivity-finding-sobol = `{ $lever }` alone explains { $share } % of the variance of the { $outcome } (95 % { $low } to { $high } %)
sensitivity-finding-together = `{ $lever }` explains { $share } % of the variance of the { $outcome } together with others, and { $alone } % alone
sensitivity-finding-morris = `{ $lever }` moves the { $outcome } most: by { $value }{ $unit } over its range, in the mean (95 % { $low } to { $high })
sensitivity-asked = { $title } ({ $points } points{ $left_out }, { $replications ->
    [one] one replication
   *[other] { $replications } replications
} of each). { $chance }.
sensitivity-none-left-out = {""}
sensitivity-left-out = , { $count } left out since they or others of their group lack the outcome
sensitivity-chance = { $share } % of this variance is chance
sensitivity-chance-unknown = One replication does not show how much of the variance is chance
sensitivity-interval = { $low } to { $high }
sensitivity-more = { $count ->
    [one] One more outcome stands in sensitivity.csv.
   *[other] { $count } more outcomes stand in sensitivity.csv.
}
sensitivity-constant = { $count ->
    [one] One outcome is the same at all points, and has no indices.
   *[other] { $count } outcomes are the same at all points, and have no indices.
}
sensitivity-few = { $count ->
    [one] One outcome is missing at too many points, and has no indices.
   *[other] { $count } outcomes are missing at too many points, and have no indices.
}
sensitivity-note-sobol = S1: the part of the variance that a dimension explains alone. ST: alone and together with others. ST less S1 is the part of interactions. By chance an index can lie below 0 and above 1.
sensitivity-note-morris = mu*: mean size of the change over the whole range of a dimension, at random settings of the others. sigma: how much that change differs; it is large where dimensions interact or an effect is not linear.
sensitivity-note-bootstrap = Intervals: 95 % of 1,000 bootstrap samples of the design.
sensitivity-note-chance = Chance: the part of the variance that other replications would change. It adds to ST of every dimension; more replications make it smaller. The model's own error is not in the figures.
sensitivity-note-rows = { $count ->
    [one] One more dimension matters less.
   *[other] { $count } more dimensions matter less.
}
sensitivity-legend-first = S1: the dimension alone
sensitivity-legend-total = ST: alone and together with others
sensitivity-legend-mu-star = mu*: mean size of the effect
sensitivity-legend-sigma = sigma: how much the effect differs
sensitivity-axis-part = part of the variance
sensitivity-axis-effect = change over the range of the dimension

column-depends-on = dimension
column-s1 = S1
column-st = ST
column-mu-star = mu*
column-sigma = sigma
column-its-interval = 95 %
