### Targets of the Levels Plan: tables, and the reasons of missed ones.

targets-title = Persons admitted by way of Express Entry and its part of the targets, with the plan's range
    (means over replications):
targets-overlay = * not comparable: the plan states this target for admissions outside Quebec and names no route, while
    only admissions by way of Express Entry are counted
targets-in-range = in range
targets-in-progress = Applications in progress on { $on }: { $parts }.

## Missed targets

missed-target = { $year } { $line }: { $persons } { $side }{ $end }{ $share }. { $reasons } See targets.csv.
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
reasons-two = { $first } { $second }

cause-no-round-planned = No round is planned to meet it.
cause-no-round-of-year = The planner sizes no federal round of { $year }.
cause-decided = { $persons } admissions{ $share } were already decided on { $on }.
cause-announced-late = The target was announced on { $on }.
cause-announced-decided = The target was announced on { $on }. { $decided }
cause-bound-most = Rounds were at their largest size, { $values } (`targets.most`).
cause-bound-least = Fewer were to be invited than the smallest round, { $values } (`targets.least`).
cause-bound-late = A nomination takes about ten months to become an admission, so the shortfall was not pursued.
cause-pause = No federal round was held { $pause }.
cause-nominee-pause = No round that invites nominees was held { $pause }.
pause-length = from { $from } to { $to } ({ $days } days)
cause-smallest-size = The smallest round, { $least } invitations (`targets.least`), is larger than the miss.
cause-few-candidates = { $rounds } rounds of `{ $name }` found fewer candidates than planned.
cause-smoothing = The planner preferred smooth round sizes.
cause-weighed = The planner balanced it against { $year }: { $expected } expected for a target of { $target }.
cause-forecast = Forecast error: { $expected } were expected on { $on }.
cause-no-nominee-round-after = No round that invites nominees is held after { $day }.
cause-no-nominee-round = No round invites nominees.
cause-nominations = Nominations decide the rest: { $invitations }.
cause-french-rounds = No round is sized for this target: { $invitations }.
invited-nominees = nominees invited
invited-french = invited by rounds of `french`
invited-two-years = { $earlier } { $kind } in { $before }, { $later } in { $year }
invited-year = { $count } { $kind } in { $year }
