### What a scenario assumes, and what differs from another.

description-name = { $name }
description-extends = { $name }, extends { $below }
description-assumes = Assumptions
description-more = ...and { $count ->
    [one] { $count } more line
   *[other] { $count } more lines
} in { $file }
description-run = { $start } to { $end }; { $replications ->
    [one] { $replications } replication
   *[other] { $replications } replications
}, seed { $seed }
description-scale = sampled at scale { $scale }: one simulated candidate stands for { $persons } real ones
description-people = people: { $file }
description-people-members = people: { $file }; { $members ->
    [one] { $members } member
   *[other] { $members } members
} for what is not known of them, replication by replication
description-pool-empty = first pool: empty
description-pool-simulated = first pool: simulated, warm-up from { $first }
description-pool-published = first pool: the published count of { $day }, { $candidates } candidates by score band; warm-up from { $first }
description-rounds = { $count ->
    [one] { $count } round planned
   *[other] { $count } rounds planned
}
description-rounds-types = { $rounds }: { $types }
description-parts = { $parts }
description-rounds-idle = without a share of the target, and not held: { $types }
description-type-count = { $type } { $count }
description-plan-published = plan `{ $name }`: the published rounds, { $from } to { $to }
description-plan-none = plan `{ $name }`: no round in the run
description-plan = plan `{ $name }`: { $types }, { $rhythm }; { $size }; { $count ->
    [one] { $count } round, { $from }
   *[other] { $count } rounds, { $from } to { $to }
}
description-rhythm-list = on stated days
description-rhythm-days = { $days ->
    [one] every day
   *[other] every { $days } days
}
description-rhythm-month = { $days } of each month
description-size-persons = { $size ->
    [one] { $size } person
   *[other] { $size } persons
} a round
description-size-between = { $low } to { $high } persons a round
description-size-eligible = { $percent } % of the eligible candidates
description-size-nominees = all nominees in the pool
description-size-cutoff = everyone at { $cutoff } points or more
description-size-planned = sized by the planner to meet the targets
description-size-as-in-base = sizes as in `{ $base }`
description-size-times-base = { $times } times the sizes in `{ $base }`
description-size-of = { $types }, from { $from }: { $size }
description-rhythm-twice = on the 1st and the 15th of each month
description-size-changing = sizes: { $sizes }
description-calendar = calendar: { $holidays ->
    [one] { $holidays } holiday
   *[other] { $holidays } holidays
}, { $pauses ->
    [one] { $pauses } pause
   *[other] { $pauses } pauses
}
description-target = target of { $line }, admissions by way of the pool: { $years }
description-target-year = { $year } { $target }
description-split = split of the federal target: { $shares }
description-split-share = { $type } { $percent } %
description-targets-change = from { $from }: split { $shares }; { $least } to { $most } persons a round
description-nominations = nominations a month: { $years }
description-nominations-year = { $persons } from { $year }
description-nominations-targets = as many as the PNP target asks for
description-limits = a round of the planner has { $least } to { $most } persons
description-law = law: as published
description-reforms = law: { $count ->
    [one] { $count } reform, in force from { $first }
   *[other] { $count } reforms, the first in force from { $first }
}
description-carried = law: the points of the CRS are published up to { $before }; later days keep the last ones

difference-none-base = Differences from { $below }: none
difference-base = Differences from { $below }: { $count ->
    [one] { $count } value
   *[other] { $count } values
}
difference-none-law = Differences from the published law: none
difference-law = Differences from the published law: { $count ->
    [one] { $count } value
   *[other] { $count } values
}
difference-broken-base = Differences from { $below } are not shown: it is not a complete scenario by itself.
difference-between = From `{ $old }` to `{ $new }`: { $count ->
    [one] { $count } value differs.
   *[other] { $count } values differ.
}
difference-nothing = From `{ $old }` to `{ $new }`: nothing differs.
difference-value = { $key }: { $old } → { $new }
difference-dated = { $key }, from { $day }: { $old } → { $new }
difference-again = { $key }, from { $day }: { $new } in both
difference-unset-again = { $key }, from { $day }: set in neither
difference-unset = (not set)
difference-more = and { $count } more
part-run = The run
part-law = Law
part-levels = Targets of the Levels Plan
part-targets = How rounds are sized for the targets
part-rounds = Plans of rounds
part-calendar = Calendar
part-nominations = Nominations
part-people = People
part-tables = Published tables
init-head = A scenario of drawsim: differences from another one.
    Check it with `drawsim check FILE`, read it with `drawsim describe FILE`, run it with `drawsim run FILE`.
    All keys: docs/scenario.md, or `drawsim schema` for editors.
