### Forecasts and odds.

forecast-valid = Forecast from the pool of { $origin }, the newest published count; it holds to { $expiry }.
forecast-expired = Expired: the newest count of the pool, of { $origin }, is { $days } days old, and the forecast held to { $expiry }. Renew it: `drawsim import ee_rounds_123_en.json`, then `drawsim calibrate --from population/canada_2025.toml --rounds { $rounds } --pool { $pool } -o output/renewed`, then `drawsim forecast { $scenario } --rounds { $rounds } --pool { $pool } --set population.file={ $people } --set population.members={ $members }`.
forecast-reform = The scenario is a reform: its forecast is the simulation with its model error, since the other methods know nothing of it.
forecast-learned = Model errors and weights are those learned from the rounds published to { $to }.
forecast-published = Published since the count and held as they were: { $rounds ->
    [one] one round
   *[other] { $rounds } rounds
    }, to { $last }; what is predicted begins after them.
forecast-title = Predicted cutoffs, in CRS points: the next round of each type, and the last within a year
forecast-band = The band holds 80 % of the predicted cutoffs: chance, parameters and the error of the model.
forecast-chart = Predicted cutoffs from { $from } to { $to }
forecast-line = Predicted median
forecast-parts = Spread of the next { $name } round (standard deviation, in points): chance { $chance }, { $parameters }model { $model }.
forecast-parts-parameters = parameters { $parameters },{" "}
column-size = size
column-held = held, %
column-p10 = 10 %
column-p50 = median
column-p90 = 90 %

odds-first = Odds from { $on }{ $kind ->
    [origin] , the day of the newest published count
   *[later] ; the newest count is of { $origin }
    }: { $paths } paths, { $of } of each of { $replications } replications.
odds-score = { $score } points as they are, submitted { $at }
odds-profile = { $name }: { $score } points, submitted { $at }
odds-title = Probability of an invitation, in %
odds-any = any of these
odds-below = { $score } points are below every simulated cutoff of the rounds of the coming year: there is no date.
odds-tie = The cutoff of the next round is this very score in { $percent } % of the paths. Then { $share } % of the candidates with it submitted no later than { $at }: that is the chance of an invitation.
odds-no-tie = The cutoff of the next round is this very score in less than 1 % of the paths.
odds-interval = Within 12 months, any round: { $percent } %, 95 % interval { $low } to { $high } (from members).
odds-bare = A profile tells more than a score: what a birthday or an expiring test takes away, and what a better test brings. Give it as a file: drawsim odds profile.toml
odds-gains = With more points, any round, in %
odds-changes = After a single change, any round, in %
odds-best = Of these { $change } moves the odds most: { $horizon } from { $before } % to { $after } %.
odds-next = in the next round
odds-within = within { $months } months
odds-change-clb = one CLB level more
odds-change-test = a new language test, same levels
odds-change-french = French at NCLC 7
odds-change-work = one more year of Canadian work
odds-change-nomination = a nomination
odds-change-points = { $points } points more
odds-now = as it stands
odds-life = { $day }: { $cause }, { $change }.
odds-birthday = turns { $age }
odds-first-test = the language test expires
odds-second-test = the test in the other official language expires
odds-spouse-test = the spouse's language test expires
odds-law = the law changes
odds-points = { $before } to { $after } points
odds-leaves = and the profile leaves the pool
odds-returns = and the profile may return with { $after } points
odds-stays-out = and the profile stays out of the pool
odds-no-life = No birthday and no expiring test changes the score within a year.
odds-no-test-date = No day of the language test is stated (`test_date`), so its expiry is not counted.
odds-no-round = No round of the coming year is open to this candidate.
odds-many = { $profiles } profiles; the probability of an invitation in any round, in %
column-profile = profile
column-change = change
column-next = next
column-months = { $months } months
column-half = half by
