### Targets of the Levels Plan: tables, and the reasons of missed ones.

targets-title = Persons admitted by way of Express Entry and its part of the targets, with the plan's range
    (means over replications):
targets-overlay = * not comparable: the plan states this target for admissions outside Quebec and names no route, while
    only admissions by way of Express Entry are counted
targets-in-range = in range
targets-in-progress = Applications in progress on { $on }: { $parts }.

## Missed targets

missed-target = { $year } { $line }: { $persons } { $side }{ $end }{ $share }.{ $reasons } See targets.csv.
missed-short = short
missed-above = too many
missed-end = {" "}of the nearer end of its range
missed-point = {""}
missed-federal = Federal High Skilled
missed-pnp = nominees
missed-french = French speakers outside Quebec
share-in-brackets = {" "}({ $percent } %)
share-unknown = {""}
reasons-none = {""}
reasons-one = {" "}{ $first }
reasons-two = {" "}{ $first } { $second }

cause-not-planned = The planner sizes no round for { $year }.
cause-share-not-planned = No round is planned for { $percent } % of the target (`targets.split`).
cause-decided = { $persons } admissions{ $share } were already decided on { $on }.
cause-announced = The target was announced on { $on }. { $decided }
cause-bound-most = Rounds were at their largest size (`targets.most`) in { $percent } % of the plannings.
cause-bound-least = In { $percent } % of the plannings, invitations were too few for the smallest round (`targets.least`).
cause-bound-late = In { $percent } % of the plannings it was too late for more: a nomination takes about ten months to become an admission.
cause-pause = No federal round was held from { $from } to { $to } ({ $days } days).
cause-nominee-pause = No round that invites nominees was held from { $from } to { $to } ({ $days } days).
cause-expected = { $expected } were expected on { $on }.
cause-nominations = Nominations set this number: { $earlier } nominees were invited in { $before } and { $later } in { $year }.
cause-nominations-year = Nominations set this number: { $count } nominees were invited in { $year }.
cause-french-rounds = Rounds are not sized for this target. `french` rounds invited { $earlier } in { $before } and { $later } in { $year }.
cause-french-rounds-year = Rounds are not sized for this target. `french` rounds invited { $count } in { $year }.
