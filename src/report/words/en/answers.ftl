### Answers of `drawsim plan`.

answer-target = { $persons } persons for { $year }, { $factor } times the plan's
answer-kept = the mean cutoff of `{ $name }` rounds at or below { $score } in the { $days } days to { $by }
answer-least = A Federal High Skilled target of { $target }, keeps { $kept }.
answer-there = The cutoff there is { $cutoff }.
answer-all = Any Federal High Skilled target from { $target }, keeps { $kept }.
answer-smallest = The smallest Federal High Skilled target tried, { $target }, keeps { $kept }; the largest does not.
answer-at-smallest = The cutoff at the smallest target tried is { $cutoff }.
answer-none = No Federal High Skilled target up to { $target }, keeps { $kept }.
answer-at-largest = The cutoff at the largest target tried is { $cutoff }.
answer-larger-may = A larger target may keep it: no round in these days has the largest size (`targets.most`) or too few eligible candidates.
answer-larger-cannot = A larger target cannot keep it: all rounds in these days have the largest size (`targets.most`) or too few eligible candidates.
answer-larger-partly = A larger target makes few rounds larger: { $spent } of { $rounds } in these days have the largest size (`targets.most`) or too few eligible candidates.
answer-by-express-entry = Express Entry's part of that target: { $percent } %, { $persons } persons.
answer-announced-before = The plan's target for { $year } is the one announced on { $on }. The earlier one, { $before } persons, was multiplied by the same factor.
answer-announced-later = The plan's target for { $year } is the one known on { $by }, { $before } persons. Another is announced on { $on }.
answer-runs = Runs: { $runs }.

interval-within = 95 % interval { $low } to { $high }: the spread of the cutoff between replications (at least 1 point either way), turned into persons.
interval-open-above = 95 % interval { $low } to { $most } or more: it goes beyond the targets tried.
interval-open-below = 95 % interval { $fewest } or less to { $high }: it goes beyond the targets tried.
interval-open = 95 % interval { $fewest } or less to { $most } or more: it goes beyond the targets tried.
interval-flat = No interval: the cutoff does not fall there as the target grows.
interval-lone = No interval: only one replication held such a round.

tried-search = Targets of all planned years were multiplied by { $low } to { $high }; { $count } factors were tried (Brent's method). The answer is the smallest that keeps the cutoff.
tried-ends = Targets of all planned years were multiplied by { $low } and { $high }. These decide: a larger target means more invitations and a lower cutoff.
tried-larger-miss = By chance { $missed } of { $all } larger targets tried do not keep it: the answer is uncertain to that degree.
tried-without-invitations = Replications without invitations do not count as meeting the cutoff.

point-interval = { $mean } (95 % interval { $low } to { $high })
point-mean = { $mean }
point-partial = { $mean }, over { $some } of { $all } replications; the others have no invitation there
point-without-cutoff = unknown: no replication has an invitation there

## Sizes of rounds and the frontier

plan-question = Which sizes meet the targets with the least variability of cutoffs? Smoothing from { $low } to { $high } was searched by Brent's
    method, with { $runs } runs. Rounds are sized for Federal High Skilled alone; misses are those of its targets from the second
    planned year on, and `run` shows those of nominees and of French speakers:
plan-best = Of those that miss no such target by more than { $percent } %, `targets.smoothing = { $smoothing }` varies least: { $changes }.
plan-changes = a cutoff changes by
    { $points } points from one round to the next of its type{ $interval }
plan-changes-unknown = no type has two cutoffs
plan-sizes = Its invitations by type, from each planning to the next:
plan-none = None of them meets these targets within { $percent } %. `targets.smoothing = { $smoothing }` comes nearest:
plan-less = That is { $points } less than at the scenario's own { $own }{ $interval }{ $pairs }.
plan-more = That is { $points } more than at the scenario's own { $own }{ $interval }{ $pairs }.
plan-all-pairs = {""}
plan-some-pairs = , over { $pairs } of { $replications } replications
plan-partial-variability = At { $name } { $value } the variability is that of { $some } of { $all } replications: in the others no type has two cutoffs.
plan-partial-score = At { $name } { $value } the mean CRS is that of { $some } of { $all } replications: the others invite no candidate under a federal program.
plan-frontier = Mean CRS of the invited against persons admitted (95 % intervals over replications):
plan-runs = Each plan: { $replications } replications at scale { $scale }, all on the same people{ $full }.
plan-runs-sampled = ; `--set population.scale=1` runs the full population
plan-runs-full = {""}
interval-in-brackets = {" "}(95 % interval { $low } to { $high })
interval-unknown = {""}
column-smoothing = smoothing
column-target-factor = target x
column-largest-miss = largest miss
column-variability = variability
column-mean-crs = mean CRS invited
column-admitted-year = admitted a year
column-from = from
column-invited = invited
column-interval = 95 % interval
column-per-round = a round
