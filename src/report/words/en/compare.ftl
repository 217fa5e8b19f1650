### Comparisons of scenarios, pair by pair.

## The sentence

compare-sentence = `{ $reform }` { $effect } ({ $method }).
compare-title = { $reform } { $effect }
compare-clauses = { $first }; it { $then }
compare-method = 95 % { $low } to { $high }; same people, same luck; the model's own error is not in it
compare-method-alike = all { $pairs } replications agree; same people, same luck; the model's own error is not in it
compare-method-alone = one replication, so that there is no interval; same people, same luck
compare-first-raises = raises the first { $type } cutoff since { $day } from { $before } to { $after }
compare-first-lowers = lowers the first { $type } cutoff since { $day } from { $before } to { $after }
compare-first-same = leaves the first { $type } cutoff since { $day } at { $before }
compare-no-more = holds no { $type } rounds from { $day } on
compare-mean-raises = raises the mean { $type } cutoff of { $year } by { $points } points
compare-mean-lowers = lowers the mean { $type } cutoff of { $year } by { $points } points
compare-mean-unclear = has no clear effect on the mean { $type } cutoff of { $year }: { $points } points
compare-mean-same = does not change the mean { $type } cutoff of { $year }
compare-no-rounds = No cutoff of `{ $reform }` can be compared: no type of rounds is held on both sides.

## The method

compare-runs = { $count ->
        [one] 1 replication
       *[other] { $count } replications
    } of each scenario, { $start } to { $end }.
compare-same = Nothing that a run depends on differs: all differences are exactly 0.
compare-parts-at-start = The scenarios differ from the first day on.
compare-parts-on = Both are one run until { $day }: the first day with a difference or an announcement.
compare-pairing = For the mean { $type } cutoff of { $year }, independent seeds would need { $times } times as many replications (last column).
compare-other-calendar = The calendars of rounds differ: cutoffs are matched by month, and the mean of a year covers the months in which both hold rounds.

## Tables

compare-cutoffs = Mean cutoffs, `{ $base }` against `{ $reform }`, in CRS points
compare-others = Other outcomes of { $year }
compare-groups = Who gains and who loses invitations in { $year }: { $changed } of { $all } groups change by more than chance (95 % each); at most { $most } gains and { $most } losses are shown, all are in compare_groups.csv
compare-groups-alike = No group's invitations of { $year } change by more than chance.
compare-groups-missing = The stored results have no groups of the invited (invited_groups.csv). To see who gains and who loses, run the comparison: `drawsim compare BASE REFORM`.
compare-differs = What differs from `{ $base }`
compare-nothing-differs = The scenarios do not differ.
column-base = base
column-reform = reform
column-pairing = × runs
column-outcome = outcome
outcome-cutoff = cutoff
outcome-invited = invitations
outcome-admissions = persons admitted
outcome-mean-score = mean score of the invited
outcome-share-in-canada = invited living in Canada, %
outcome-share-french = invited speaking French, %
outcome-mean-age = mean age of the invited
outcome-wait-days = days to the invitation

## The chart

compare-legend = mean of the month, and 80 % of the replications; below: the paired difference and its 95 % interval
compare-bands = Bands hold 80 % of the months' mean cutoffs over { $replications } replications: chance, and what is not known of people. The model's own error is not in them. The difference pairs each replication with the same people and the same luck.
compare-bands-chance = Bands hold 80 % of the months' mean cutoffs over { $replications } replications: chance alone. The model's own error is not in them. The difference pairs each replication with the same people and the same luck.
compare-one = One replication of each scenario, with the same people and the same luck.
compare-mark = The vertical line marks { $day }, the first day with a difference in force.
compare-other-types = Other rounds
compare-reform = reform
compare-base-of = { $type }, base
compare-difference = Difference, reform less base
compare-difference-unit = CRS points
compare-note = Differences from { $base }: { $values }.
