### One-step runs: the check of a population.

## Chart

innovations-finding-rounds = Largest gap: { $type } in { $year }, where the model has { $percent } % of the { $invited } candidates that were invited
innovations-finding-pool = Largest gap: { $points } in { $year }, where the model has { $percent } % of the published count
innovations-question = How many candidates the model has in rounds and in the pool
innovations-method = Each published round is held at its published cutoff, so that errors do not add up. 100 %: as many candidates as were invited or counted.
innovations-rounds = Rounds: candidates at or above the cutoff, % of the invited
innovations-pool = Pool: candidates by score, % of the published count
innovations-left-out = Rounds of nominees and scores from 601 on are left out, since the number of nominees is an input. Axes are logarithmic; all panels of a column have one axis.
innovations-beyond = Triangles: values beyond the scale of their panel.
source-both = Published rounds and counts: IRCC. Contains information licensed under the Open Government Licence - Canada.

## Terminal

one-step-asked = { $start } to { $end }, after { $months ->
    [one] { $months } month
   *[other] { $months } months
} from an empty pool, { $replications ->
    [one] { $replications } replication
   *[other] { $replications } replications
}, seed { $seed }, scale { $scale }
one-step-rounds = Candidates at or above the published cutoff compared with the invited, in %
    (mean by type and year; -50: half as many, +100: twice as many):
one-step-pool = Candidates in the pool compared with the published counts, in %
    (mean by score and year):
one-step-no-rounds = There is no published round to compare in these days.
one-step-no-pool = There is no published count of the pool in these days.
one-step-furthest = Rounds furthest off:
