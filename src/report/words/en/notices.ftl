### Notices: what the reader of a run has to know.

## The run

empty-start = the pool starts empty on { $start }; only at the launch in January 2015 was it empty. Cutoffs of the first year are too low
own-start = the pool of { $start } is simulated; it is not fitted to a published count
old-snapshot = the newest published count of the pool before the start on { $start } is of { $snapshot }; the days between are simulated
no-rounds = no round is planned; no candidate is invited
no-rounds-before = no round is planned from the start, { $start }, to { $first }
no-rounds-after = no round is planned from { $last } to the end, { $end }
rounds-after-end = { $count ->
    [one] a published round was held after the end of this scenario, { $end }, and is
   *[other] { $count } published rounds were held after the end of this scenario, { $end }, and are
} not held; `end` holds them: --set end={ $last }
large-size = a round of the plan `{ $name }` invites { $persons } persons; the largest published round invited { $largest }. Check the number
late-plan = the plan `{ $name }` begins on { $from }, after the end of the run on { $end }: it holds no round
idle-plan = the plan `{ $name }` from { $from } to { $to } holds no round in this run
law-not-in-force = { $count ->
    [one] { $count } round of `{ $name }` is
   *[other] { $count } rounds of `{ $name }` are
} planned for a day on which `{ $name }` is not in force; no candidate is invited there
lost-holidays = `[calendar]` leaves out { $days ->
    [one] one day
   *[other] { $days } days
} without rounds that the extended scenario states (first: { $first }): a list is replaced as a whole
lost-pauses = `[calendar]` leaves out { $pauses ->
    [one] one pause
   *[other] { $pauses } pauses
} that the extended scenario states (first: { $from } to { $to }): a list is replaced as a whole
stated-on-holiday = { $rounds ->
    [one] one round with a date of its own stands
   *[other] { $rounds } rounds with dates of their own stand
} on a holiday or in a pause of `[calendar]` (first: { $first }); held as stated
late-reform = the change of the law on { $on } has no effect: the run ends on { $end } (`end`)
round-after-run = the round of { $types } on { $on } is not held: the run ends on { $end } (`end`)
idle-plan-change = the change of the plan `{ $plan }` from { $from } has no effect: { $reason }
plan-change-of-nothing = it states nothing but its day
plan-change-after-run = the run ends on { $end }
no-holidays = holidays are stated to { $last }, and the run lasts to { $end }: later rounds may stand on holidays
unheld-rounds = the round of { $types } of the holiday { $holiday } is not held: { $reason }
holiday-taken = its working day, { $working_day }, has a round of that type already
holiday-after-plan = its working day, { $working_day }, is after { $end }, when the plan ends
holiday-paused = its working day, { $working_day }, is in a pause
holiday-not-moved = the plan moves no round (`working_day = "none"`)
nominations-without-rounds = from { $from } nominations follow from targets, but no round invites nominees; there are no nominations
corrected-cutoffs = cutoffs of PNP rounds are corrected from scale { $scale } to full scale: their points beyond those of the nomination are multiplied by { $factor }. `cutoff_sampled` in `rounds` has the simulated scores, and `--trace` shows them
sampled-margin = `nominations.margin` is { $margin } at scale { $scale }: corrected cutoffs of PNP rounds assume a margin of 0 and can be wrong by dozens of points. State `nominations.margin = 0` or `population.scale = 1`
large-nominations = `nominations.per_month` of { $year } is { $persons } persons a month; the largest PNP target of the run's years is { $target } persons a year. Check the number
idle-nominations = `nominations.per_month` of { $year } has no effect: this run plans nominations up to { $last }

## Targets of the planner

unshared-rounds = rounds of { $types } are not held: the planner sizes them, but they have no share in `targets.split`
share-without-round = no round of { $types } falls into the run: their shares in `targets.split` are served by no round
partial-split = the shares of `targets.split` sum to { $sum } %, not 100 %; they are used as parts of that sum: { $parts }
partial-split-from = the shares of `targets.split` from { $from } sum to { $sum } %, not 100 %; they are used as parts of that sum: { $parts }
share-of-sum = `{ $name }` { $percent } %
large-bound = `targets.{ $key }` is { $persons } persons; the largest published round invited { $largest }. Check the number
shares-at-first = { "" }
shares-from = { " " }from { $from } on
rest-unplanned = the shares of `targets.split`{ $day } sum to { $sum } %: no round is sized for the other { $rest } % of the target. `targets.split.rest = "rescale"` spreads it over the types that the planner sizes
unplanned-shares = the planner sizes no round of { $parts }{ $day }: it gives these shares of the target to no other round
share-of-type = `{ $name }` { $share }
idle-targets = `[targets]` has no effect: the planner sizes no round
sizes-of = { $rounds ->
    [one] one round has its size
   *[other] { $rounds } rounds have their sizes
} as in `{ $name }`: no round is sized for this scenario's own targets
idle-beside-sizes = `[targets]` has no effect: sizes are those of `{ $name }`
early-targets-change = the change of `targets` on { $on } is before the run; it holds from the start, { $start }
late-targets-change = the change of `targets` on { $on } has no effect: the last planned round is on { $last }
repeated-targets-change = the change of `targets` on { $on } has no effect: it repeats the values already in force

## Levels Plan

carried-targets = no Levels Plan covers the years to { $last }: { $targets } are repeated. `[levels]` can state other targets
carried-target = the { $year } targets for { $lines }
restated-shares = Express Entry is to meet { $shares }
restated-share = { $percent } % of the targets for { $line }{ $years }{ $known }
share-all-years = {""}
share-from-year = {" "}from { $year }
share-always-known = {""}
share-known-from = {" "}(known from { $on })
idle-level = the restated { $year } target for `{ $line }` has no effect: { $reason }
level-before-run = the run starts on { $start }
level-after-horizon = this run plans for years up to { $last }
level-announced-after-run = it is announced on { $on }, after the run
level-announced-after-year = it is announced on { $on }, after that year
level-as-published = the Levels Plan states the same
late-share = the restated share of the targets for `{ $line }` has no effect: it is announced on { $announced }, after the run
unplanned-french-targets = the restated targets for `french_outside_quebec` ({ $years }) change no round: rounds are sized for `federal_high_skilled` alone. The share of `french` in `targets.split` changes rounds
unplanned-pnp-targets = the restated targets for `pnp` ({ $years }) change no nomination: `nominations.per_month` states numbers for all years of the run. With `per_month = "targets"` nominations follow from them
far-level = the restated { $year } target for `{ $line }` is { $restated } persons; the Levels Plan states { $published }. Check the number: `[levels]` counts persons, not thousands

## Law

category-share = { $percent } % of the candidates who arrive on { $on } are eligible for the category `{ $name }`
category-without-candidates = no candidate has an occupation of NOC { $codes }, which the category `{ $name }` lists: candidates have occupations of TEER 0 to 3

unknown-types = the law does not know the { $types ->
    [one] type { $names }
   *[other] types { $names }
} of published rounds: the simulation says nothing of them
new-types = no round of { $types ->
    [one] the type { $names } was
   *[other] the types { $names } was
} published yet: the simulation alone says anything of them, with the model error of all types but PNP
few-members = the calibrated population has { $members } members; its 80 % intervals need { $least } or more. Raise `members` of the spec
fitted-people = origins after { $published } start from the people that the program carries, `population/canada_2025.toml`, and from the model errors and weights learned to that day, whichever people the scenario names
restated-members = the scenario states { $keys }: its values hold for every member of the calibrated population
few-replications = { $replications ->
    [one] the run has { $replications } replication
   *[other] the run has { $replications } replications
} and the calibrated population { $members } members: chance cannot be told from parameters, since each member needs two replications, so that `sd_parameters` is empty. Ask for `--replications { $least }` or more
precision-reached = the widest 95 % interval of a mean is that of `{ $name }` in { $year }, ± { $half }
precision-of-one = the mean of `{ $name }` in { $year } has no interval, since only one replication has the outcome
precision-of-nothing = no replication has the outcome
precise = `--precision { $asked }` is reached: { $reached }.
imprecise = `--precision { $asked }` is not reached after { $replications } replications, the most of this run: { $reached }. The result is whole; `--most-replications` allows more
carried-crs-notice = the point values of the CRS in force from { $from } are not published; those of { $before } are used. A `[[policy.change]]` dated { $from } with `crs.known = true` can state others

carried-crs = From { $from } a new CRS is in force. Its point values are not published; those of { $before } are used.
carried-crs-title = { $title } (assumed: the CRS of { $before } stays in force)

## Lines of the Levels Plan in charts

line-federal = Federal High Skilled
line-pnp = the PNP
line-french = French speakers outside Quebec
restated-shares-note = Express Entry is to meet { $shares }.

## Published tables

rounds-out-of-order = the rounds of `{ $table }` are not in order of time; they are held in that order
missing-rounds = { $count ->
    [one] round { $first } is missing between others of `{ $table }`
   *[other] { $count } rounds are missing between others of `{ $table }`, the first of them number { $first }
}; the model holds no round in their place. Add their rows if they were held
missing-snapshots = { $count ->
    [one] { $count } count of the pool that `{ $rounds }` names is not in `{ $snapshots }` ({ $first })
   *[other] { $count } counts of the pool that `{ $rounds }` names are not in `{ $snapshots }` (first: { $first })
}
no-times-of-day = { $count ->
    [one] round { $first } of `{ $table }` has
   *[other] { $count } rounds of `{ $table }`, the first of them number { $first }, have
} no time of day; noon in Toronto is taken
repaired-rounds = { $count ->
    [one] a value of round { $first } in `{ $table }` was
   *[other] { $count } values in `{ $table }`, the first of them of round { $first }, were
} repaired, assumed or left out; `drawsim import` of this file lists { $count ->
    [one] it
   *[other] them
}
proven-date-order = dates in numbers of `{ $table }` are read with the { $order } first, since some of them have no other order
numbered-rounds = `{ $table }` has no numbers of rounds; known by day, type and size: { $known }, by day and type with another size: { $resized }, numbered after them: { $new }
place-line = { $table }:{ $line }
place-round = { $table }, round { $number }
assumed-points = { $place }: `{ $column }` is `{ $text }`, read as { $taken }: the point separates thousands. Numbers read so in this file: { $count }
assumed-footnotes = { $place }: `{ $column }` is `{ $text }`, read as { $taken }: the mark at its end is of a footnote. Values read so in this file: { $count }
assumed-serial-dates = { $place }: `{ $column }` is `{ $text }`, read as { $taken }: a spreadsheet keeps a date as this number. Dates read so in this file: { $count }
more-like-this = { $count } more like this one: { $first }
impossible-nominee-cutoff = { $place }: round { $number } of nominees cannot have a cutoff of { $cutoff }, since a nomination alone is { $nomination } points; { $kept ->
    [written] the cutoff is written with a note, and no command uses it
   *[left-out] the cutoff is left out
}
impossible-cutoff = { $place }: round { $number } of the type `{ $type }` cannot have a cutoff of { $cutoff }, since its candidates have { $highest } points at most without a nomination; { $kept ->
    [written] the cutoff is written with a note, and no command uses it
   *[left-out] the cutoff is left out
}
exchanged-figures = { $place }: the size { $size } and the cutoff { $cutoff } of round { $number } look exchanged; the round is left out. Correct its row
impossible-score = { $place }: round { $number } cannot have a cutoff of { $cutoff }, since a score has { $highest } points at most; { $kept ->
    [written] the cutoff is written with a note, and no command uses it
   *[left-out] the cutoff is left out
}
round-of-two-numbers = { $place }: round { $number } has the day, type, size and cutoff of round { $first }; it is left out as the same round
tie-break-after-round = { $place }: the tie-break { $tie_break } of round { $number } is later than the round; it is left out
tie-break-too-early = { $place }: the tie-break { $tie_break } of round { $number } is older than any profile that was valid at the round; it is left out
band-above-total = { $place }: the band { $band } of the count of { $day } holds { $count } candidates, more than its total of { $total }; { $kept ->
    [written] the count is written with the flag `impossible`, and no command uses it
   *[left-out] the count is left out
}
bands-above-total = { $place }: the bands of the count of { $day } hold { $sum } candidates together, more than its total of { $total }; { $kept ->
    [written] the count is written with the flag `impossible`, and no command uses it
   *[left-out] the count is left out
}
band-above-parts = { $place }: the band { $band } of the count of { $day } holds { $count } candidates, but its parts hold { $sum } together; { $kept ->
    [written] the count is written with the flag `impossible`, and no command uses it
   *[left-out] the count is left out
}
uneven-bands = { $count ->
    [one] { $count } snapshot
   *[other] { $count } snapshots
} of `{ $table }` with bands that do not add up to the stated total (first: { $first }, { $sum } and { $total }); the bands are used, and a calibration doubles their standard deviation
