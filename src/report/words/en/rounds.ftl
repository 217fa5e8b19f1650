### Rounds of a run: how many were held, which fell short, and the effect of the scale.

rounds-held = { $held ->
    [one] { $held } round was held
   *[other] { $held } rounds were held
}{ $empty }{ $more }. { $eligible }
rounds-all-invite = {""}
round-is-empty = , which invited no candidate
rounds-are-empty = , none of which invited a candidate
rounds-some-empty = , { $count } of which invited no candidate
rounds-all-held = {""}
rounds-not-held = { $count ->
    [one] , { $count } planned round was not
   *[other] , { $count } planned rounds were not
}
round-finds-enough = It had enough eligible candidates.
rounds-find-enough = Every round had enough eligible candidates.
round-finds-fewer = 1 round had too few eligible candidates{ $types }.
rounds-find-fewer = { $count } rounds had too few eligible candidates{ $types }.
rounds-find-fewer-up-to = Up to { $most ->
    [one] { $most } round
   *[other] { $most } rounds
} a replication had too few eligible candidates{ $types }.
rounds-find-fewer-range = { $fewest } to { $most } rounds a replication had too few eligible candidates{ $types }.
short-rounds-of-none = {""}
short-rounds-of-types = : { $types }
short-rounds-of-type = { $name } { $count }
rounds-below-size = Another { $count }, held without a tie-break, invited fewer than their size (the last on { $last }). Furthest: round { $number }, { $invited } of { $size }.
span-single = { $count }
span-range = { $fewest } to { $most }

scale-of-counts = One candidate in { $candidates } is simulated; counts are scaled up.
scale-of-cutoffs = One candidate in { $candidates } is simulated.
scale-of-nominees = PNP cutoffs are corrected to full scale: the lowest score of { $percent } % of the nominees is higher than that of all.
