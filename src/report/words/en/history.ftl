### The history of a candidate.

history-submitted = Candidate { $place } of the { $all } who submit a first profile in replication { $replication } of `{ $name }`, seed { $seed }
history-initial = A candidate who was in the pool at the beginning of replication { $replication } of `{ $name }`, seed { $seed }
history-person = Person { $person }: in every scenario of this seed and population the id names the same person, with the same luck; the place may differ.
history-times = Dates are days in Toronto; times are UTC.
history-columns = date        score

submission = { $first } at { $at }, valid to { $last }
submission-invited = Held an invitation when the run began, with a profile submitted
submission-initial = Was in the pool when the run began, with a profile submitted
submission-first = Submitted a profile
submission-again = Came back with a new profile
submission-fitted = Was added so that a published round has its published size, with a profile submitted
fitted-out = Was taken out so that a published round ends at its published cutoff: no such candidate was left.
eligible-for = Eligible for { $groups }
eligible-gained = Now eligible for { $gained } too
eligible-lost = No longer eligible for { $lost }
eligible-changed = Now eligible for { $gained } too, no longer for { $lost }
groups-none = nothing

removed-job-bank = Removed from the pool: not registered with the Job Bank
removed-language-test = Removed from the pool: no valid language test
removed-assessment = Removed from the pool: no valid assessment of education
removed-ineligible = Removed from the pool: eligible for no program any more

law-changed = The law changed
law-changed-by = The law changed: { $names }
nominated = Nominated by a province or territory
nominated-by = Nominated by { $name }
invited = INVITED in { $round }, under { $program }: { $margin }
margin-none = the score is the cutoff
margin = cutoff { $cutoff }, { $points ->
    [one] { $points } point
   *[other] { $points } points
} above it
application-approved = Application approved{ $wait }
application-refused = Application refused or withdrawn{ $wait }
landed-alone = Admitted as a permanent resident, alone
landed-family = Admitted as a permanent resident, { $persons } persons with the family

after-application = { $days ->
    [one] , { $days } day after the application
   *[other] , { $days } days after the application
}
after-invitation = { $days ->
    [one] , { $days } day after the invitation
   *[other] , { $days } days after the invitation
}
after-it = { $days ->
    [one] , { $days } day after it
   *[other] , { $days } days after it
}
after-unknown = {""}

facts = : { $facts }
facts-none = {""}
life-withdrawal = Withdrew the profile
life-expiry = The profile's validity ended
life-application = Applied for permanent residence under { $program }{ $wait }
life-lapse = Let the invitation lapse{ $wait }
life-decline = Declined the invitation{ $wait }
life-decline-back = Declined the invitation{ $wait }; back in the pool
life-birthday = Turned { $age }
life-retest-same = Took a language test: no better level
life-retest = Took a language test{ $facts }
life-work-year = Completed a year of work{ $facts }
life-job-offer = Found a job offer
life-job-offer-loss = Lost the job offer
life-status-loss-stays = Lost the permit to work, and stays in Canada
life-status-loss-leaves = Lost the permit to work, and left Canada
life-credential = Earned one more credential{ $facts }
life-spouse-test = The spouse took a language test{ $facts }
life-french = Learned French{ $facts }
life-job-bank = Had not registered with the Job Bank in time
life-test-expiry = The language test was no longer valid{ $facts }
life-assessment-expiry = The assessment of education was no longer valid
life-assessment-again = The assessment of education was no longer valid; had it made again

end-of-run = End of the run. { $state }
end-invited = The invitation is not yet answered
end-in-pool = In the pool, with a profile valid to { $last }
end-applied = The application is not yet decided
end-approved = Approved, and not yet admitted
end-gone = Has not come back

## Rounds without an invitation

round-name = round { $number } ({ $kind })
rounds-of-type = { $count } { $kind } rounds to { $last }
count-of-type = { $count } { $kind }
rounds-of-types = { $count } rounds to { $last } ({ $parts })
miss-not-eligible = Not eligible for { $rounds }
miss-nominee = Left out, as a nominee, of { $rounds }
miss-below = Not invited in { $rounds }: { $margin }
miss-at-cutoff = Not invited in { $rounds }, at the cutoff
miss-same-second = Not invited in { $rounds }: at the cutoff, and in the second of the tie-break, { $time }
miss-later = Not invited in { $rounds }: at the cutoff, but submitted after the tie-break, { $time }
shortfall = cutoff { $cutoff }, { $points ->
    [one] { $points } point
   *[other] { $points } points
} short
shortfalls = cutoffs { $low } to { $high }, { $least } to { $most } points short

## Facts of a profile

profile-person = { $age } years old, { $education }, { $residence }
profile-in-canada = living in Canada
profile-abroad = living abroad
profile-work = { $title } (NOC { $code }), { $years ->
    [one] { $years } year
   *[other] { $years } years
} of work in Canada and { $abroad } abroad
profile-no-spouse = No accompanying spouse
profile-spouse = Spouse with { $education }, { $levels }, { $years ->
    [one] { $years } year
   *[other] { $years } years
} of work in Canada
spouse-levels = language levels { $levels }
spouse-no-test = no language test
profile-has = Has { $parts }
profile-short-study = one or two years of study in Canada
profile-long-study = three years of study or more in Canada
profile-job-offer = a job offer
profile-manager-offer = a job offer as a senior manager
profile-sibling = a sibling in Canada
profile-trade-certificate = a certificate in a trade
profile-nomination = a nomination
english-and-french = English { $first } (speaking/listening/reading/writing), French { $second }
english-alone = English { $first } (speaking/listening/reading/writing), no French
french-and-english = French { $first } (speaking/listening/reading/writing), English { $second }
french-alone = French { $first } (speaking/listening/reading/writing), no English
education-none = less than secondary school
education-secondary = secondary school
education-one-year = a one-year credential
education-two-year = a two-year credential
education-bachelor = a bachelor's degree
education-two-or-more = two or more credentials
education-masters = a master's degree
education-doctorate = a doctorate

## Facts that an event changed

detail-nominated = nominated by { $name }
changed-education = education
changed-second-language = { $language } is now the second language
changed-levels = { $name } { $before } to { $after }
changed-first-levels = { $name } { $after }
changed-no-levels = no { $name } any more
changed-years = { $work } { $before } to { $after ->
    [one] { $after } year
   *[other] { $after } years
}
changed-occupation = occupation
changed-trade-certificate = trade certificate
changed-residence = residence
changed-funds = settlement funds
changed-sibling = sibling
changed-relative = relative
changed-family-size = family size
changed-study = study
changed-no-study = no study
changed-spouse = spouse
changed-no-spouse = no spouse
changed-spouse-education = spouse's education
changed-spouse-levels = spouse's levels
changed-no-spouse-levels = no levels of the spouse any more
changed-job-offer = job offer
changed-no-job-offer = no job offer
changed-nomination = nomination
changed-no-nomination = no nomination
language-english = English
language-french = French
work-canadian = Canadian work
work-foreign = foreign work
work-spouse = spouse's Canadian work

## Scores

score-sections = Score { $score }: { $parts }
score-section = { $section } { $points }
section-core = A core
section-spouse = B spouse
section-transferability = C transferability
section-additional = D additional
score-change = Score { $before } to { $after }{ $factors }
score-factors = : { $factors }
score-factors-unknown = {""}
score-factor = { $name } { $difference }
score-factor-capped = { $name } { $difference } ({ $points }, but { $cap } ends at { $end })
score-capped = but { $cap } ends at { $end }
cap-section = section { $section }
cap-education = education in section C
cap-foreign-work = foreign work in section C
factor-age = age
factor-education = education
factor-first-language = first language
factor-second-language = second language
factor-canadian-work = Canadian work
factor-spouse-education = spouse education
factor-spouse-language = spouse language
factor-spouse-canadian-work = spouse Canadian work
factor-education-language = education language
factor-education-canadian-work = education Canadian work
factor-foreign-work-language = foreign work language
factor-foreign-work-canadian-work = foreign work Canadian work
factor-certificate-language = certificate language
factor-nomination = nomination
factor-job-offer = job offer
factor-canadian-study = Canadian study
factor-sibling = sibling
factor-french = French
