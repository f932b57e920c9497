"""Words that turn what a statement says: not, more than, daily, may, at once, stop."""

from guidance.language.meanings import About

STATEMENTS = {
    About.NEGATION: """
        not: not, no, never, none, nobody, no one, noone, nothing, nowhere, neither, ~nor, cannot, without, with no
        not: unable
        not: avoid*, avoidance, lack*, absence, absent, dont, cant, wont, isnt, arent, doesnt, shouldnt, mustnt, non
        not: nil, insufficient, insufficiently, fail to, fails to, failed to, failing to, leave out, leaves out
        not: refrain*, abstain*, abstinence, preclud*, keep away, stay away, keep out of, stay out of, stay off
        not: left out, free of, free from, barring
        contraindicated: contraindicated, contraindicat*
        unless: unless, except, excepting, except for, other than, apart from
        instead: instead, instead of, rather than, in place of
    """,
    About.COMPARISON: """
        <: <, less than, fewer than, lower than, smaller than, younger than, shorter than
        >: >, more than, greater than, higher than, older than, larger than, longer than, in excess of, exceed*
        ≤: ≤, at most, up to, no more than, not more than, no greater than, no higher than, no longer than
        ≤: not longer than
        ≤: or less, or fewer, or below, or under, or lower, or younger, not exceed, not exceeding, not go above
        ≥: ≥, at least, no less than, not less than, no fewer than, no lower than, or more, or above, or over
        ≥: or older
        ≥: or greater, or higher, or longer
        =: =, equal to
        ≠: ≠, not equal to
        ±: ±, plus or minus
        ≈: ≈, ~approximately, ~roughly
        no later than: no later than, not later than
        later than: later than
        no earlier than: no earlier than, not earlier than, not before, no sooner than
        earlier than: earlier than, sooner than
        before: before, prior to, beforehand
        after: after, ~following, ~afterwards, subsequent to
        until: until, till
        maximum: maximum, max, maximal, a maximum of, maximum of
        minimum: minimum, minimal, a minimum of, minimum of
    """,
    About.PLACE: """
        above: ~above, ~over
        below: ~below, ~under, ~beneath
    """,
    About.DIRECTION: """
        up: increas*, rais*, rise, rises, rising, rose, escalat*, elevat*, higher, ~greater, ~more, ~larger, ~bigger
        down: decreas*, reduc*, lower, lowers, lowered, lowering, deescalat*, taper*, ~less, ~fewer, ~smaller
        down: ~lessen*
    """,
    About.LEVEL: """
        high: high, highest
        low: low, lowest
    """,
    About.FREQUENCY: """
        daily: daily, per day, each day, every day
        weekly: weekly, per week, each week, every week
        fortnightly: fortnightly, every fortnight, biweekly
        monthly: monthly, per month, each month, every month
        yearly: yearly, annual, annually, per year, each year, every year, per annum
        hourly: hourly, per hour, each hour, every hour
        per minute: per minute, every minute, each minute
        nightly: nightly, every night, each night
        every other day: every other day, every second day, alternate days, alternate day
        every other week: every other week, every second week, alternate weeks
        as needed: as needed, as required, when needed, when required, if needed, if required, prn
    """,
    About.TIMING: """
        morning: ~morning, ~mornings
        evening: ~evening, ~evenings
        night: ~night, ~bedtime, ~overnight
        noon: ~noon, ~midday, ~lunchtime
        afternoon: ~afternoon
        early: ~early, ~earlier, ~sooner
        late: ~late, ~later
    """,
    About.STRENGTH: """
        may: may, might, could, possibly, perhaps, maybe, probably, presumably, conceivably, arguably, appear to
        may: appears that, appear that, appears to, appeared to, seem to, seems to, seemed to, seems, seem
        may: seemingly, tend to, tends to, tended to
        may: where possible, when possible, if possible, where feasible, if feasible, ideally, preferably
        may: evidence suggests, data suggest, studies suggest, results suggest, suggests that, suggest that
        may: ~likely, ~possible, ~probable, ~suspected, ~uncertain, ~can, ~able to, ~will be able to, ~potentially
        consider: consider, considers, considered, considering, may be considered, can be considered
        consider: might be considered
        consider: could be considered, should be considered, may consider, could consider, might consider
        consider: can consider
        suggest: we suggest, suggested, ~suggest, ~suggests, ~suggesting
        should: recommend*, ~should, ~ought, ~advis*
        must: must, mandatory, compulsory, obligatory, ~requir*, ~need, ~needs, ~needed, ~has to, ~have to, ~essential
        unlikely: ~unlikely, ~improbable
        will: ~will, ~would, ~certain, ~sure, ~definite, ~definitely, ~certainly, ~going to, ~proven, ~proves, ~clear
    """,
    About.HOW_OFTEN: """
        always: always, ~invariably
        usually: usually, ~often, ~generally, ~typically, ~frequently, ~commonly, ~mostly
        sometimes: ~sometimes, ~occasionally
        rarely: rarely, seldom, hardly ever, ~infrequently, ~uncommonly, ~hardly
    """,
    About.URGENCY: """
        at once: at once, immediate, immediately, right away, right now, straight away, straightaway, without delay
        at once: now
        at once: instantly
        urgently: urgent, urgently
        soon: same day, as soon as you can, as fast as possible, ~prompt, ~rapidly, ~swiftly
        soon: soon, promptly, quickly, as soon as possible, asap
        emergency: emergency, emergencies
        routine: ~routine, ~routinely
    """,
    About.ACTION: """
        start: ~start*, ~starting, ~started, ~begin, ~begins, ~began, ~beginning, ~initiat*, ~commenc*, ~resum*
        start: ~restart*
        start: ~reinitiat*
        stop: stop, stops, stopped, stopping, discontinu*, discontinuing, ceas*, quit, withdraw*, withdrawal, withheld
        stop: omit*, omitted, omitting, skip, skips, skipped, skipping, abandon*, give up, gives up, giving up, ~miss
        stop: withhold*, interrupt*, paus*, suspend*, halt*, hold, holds
        continue: ~continu*, ~carry on, ~keep, ~maintain*
        switch: ~switch*, ~replac*, ~chang*
    """,
}
