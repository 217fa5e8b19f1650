### Answers of `drawsim explain`.

explain-in-year = of { $year }
explain-in-days = from { $from } to { $to }
explain-sentence = The mean { $name } cutoff { $span } { $change }: { $parts }.
explain-rises = rises from { $base } to { $reform } ({ $whole })
explain-falls = falls from { $base } to { $reform } ({ $whole })
explain-stays = stays at { $base }
explain-part = { $name } { $effect }{ $interval }
explain-interval = {" "}(95 % { $low } to { $high })
explain-no-interval = {""}
explain-no-part = the scenarios differ in nothing that is told apart
explain-none = No replication has { $name } rounds with an invitation in both scenarios and in all mixtures of them.
explain-method = `{ $base }` becomes `{ $reform }` group by group, on the same people with the same luck. Parts are Shapley values: the mean effect over { $orders } of the groups, in { $runs } runs ({ $replications ->
    [one] one replication
   *[other] { $replications } replications
    }).
explain-all-orders = all orders
explain-sampled-orders = { $orders } sampled orders
explain-fewer = { $span }: { $some } of { $all } replications count. In the others a run has no such round with an invitation.
explain-table = Change of the mean { $name } cutoff, in CRS points:
explain-expected-seconds = Expected time: { $seconds } s for { $runs } runs.
explain-expected-minutes = Expected time: { $minutes } min for { $runs } runs.

explain-group-inflow = inflow
explain-group-rules = scores and rules
explain-group-sizes = round sizes
explain-group-categories = category carve-outs
explain-group-nominations = nominations
explain-group-behaviour = behaviour
explain-group-exits = exits
explain-whole = all, { $base } to { $reform }

column-days = days
column-part = part

## Stock and flow

explain-level-stated = { $score } points
explain-level-round = { $score } points, the mean cutoff of the { $name } round of { $date }
explain-account = The candidates for { $name } rounds at or above { $level } { $change }: { $flows }.
explain-account-grew = grew from { $start } at the start of { $from } to { $end } at the end of { $to }
explain-account-fell = fell from { $start } at the start of { $from } to { $end } at the end of { $to }
explain-account-stayed = were { $start } at the start of { $from } and at the end of { $to }
explain-account-flow = { $name } { $count }
explain-account-no-flow = none came or went
explain-account-table = Candidates: mean over { $replications ->
    [one] one replication
   *[other] { $replications } replications
    }
explain-line-start = at the start
explain-line-entered = entered
explain-line-rose = rose
explain-line-fell = fell
explain-line-nominated = nominated
explain-line-law = changes of law
explain-line-left = left
explain-line-invited = invited
explain-line-returned = returned
explain-line-matched = matched to rounds
explain-line-end = at the end
column-candidates = candidates
