### Rounds of a run: how many were held, which fell short, and the effect of the scale.

rounds-held = { $held ->
    [one] { $held } round
   *[other] { $held } rounds
}{ $empty }{ $more }; { $eligible }.
rounds-all-invite = {""}
round-is-empty = , which invited no candidate
rounds-are-empty = , none of which invited a candidate
rounds-some-empty = , { $count } of which invited no candidate
rounds-all-held = {""}
rounds-not-held = { $count ->
    [one] , and { $count } more of the plan that is not held
   *[other] , and { $count } more of the plan that are not held
}
round-finds-enough = it found enough eligible candidates
rounds-find-enough = every round found enough eligible candidates
round-finds-fewer = 1 round found fewer eligible candidates than its size
rounds-find-fewer = { $count } rounds found fewer eligible candidates than their size
rounds-below-size = { $count } others, the last on { $last }, invited fewer than their size: without a tie-break all at a
    score are invited or none, and the nearest number was below it. Furthest: round { $number }, { $invited } of { $size }.
span-single = { $count }
span-range = { $fewest } to { $most }

scale-of-counts = Sampled at scale { $scale }: { $scale } simulated candidates for each real one; counts are divided by it.
scale-of-cutoffs = Sampled at scale { $scale }: { $scale } simulated candidates for each real one.
scale-of-nominees = PNP cutoffs are corrected to full scale: the lowest score of { $percent } % of the nominees is higher than that of all.
