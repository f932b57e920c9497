"""The words that weigh in a medical text, by what they are about.

A line is one meaning and the ways to say it. What follows “~” is soft: it weighs only where it is exchanged for
another meaning of its kind (“can” for “should”), not where it comes or goes. “*” stands for any of ENDINGS.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guidance.language.spelling import fold
from guidance.vocabularies import Vocabulary


class About(Vocabulary):
    """What a word that weighs is about. The label is what a reason calls it, where it calls it anything."""

    NUMBER = "number"
    UNIT = "unit"
    TIME = "time", "unit"
    FORM = "form"
    ORDER = "order"
    NEGATION = "negation"
    COMPARISON = "comparison"
    PLACE = "place"
    DIRECTION = "direction"
    LEVEL = "level"
    FREQUENCY = "frequency"
    TIMING = "timing"
    STRENGTH = "strength"
    HOW_OFTEN = "how often"
    URGENCY = "urgency"
    ACTION = "action"
    ROUTE = "route"
    PEOPLE = "people"
    SEVERITY = "severity"
    QUANTITY = "quantity"
    SIDE = "side"
    COURSE = "course"
    RESULT = "result"
    SETTING = "setting"
    OUTCOME = "outcome"
    RESPONSE = "response"
    EFFECT = "effect"
    FORCE = "force"
    SPEED = "speed"
    CHOICE = "choice"
    CAUSE = "cause"
    VESSEL = "vessel"
    PRESSURE = "pressure"
    MONTH = "month"
    NAME = "name", "drug"
    CONDITION = "condition"
    PROPER = "proper name"


class Meaning(NamedTuple):
    about: About
    value: str
    is_firm: bool = True


ENDINGS = ["", "e", "es", "s", "ed", "d", "ing", "ion", "ions", "tion", "tions", "ation", "ations", "ly"]

UNITS = {
    About.UNIT: """
        mg: mg, mgs, milligram, milligrams, milligramme, milligrammes
        mcg: mcg, mcgs, μg, ug, microgram, micrograms, microgramme, microgrammes
        ng: ng, nanogram, nanograms
        g: g, gm, gms, gr, gram, grams, gramme, grammes
        kg: kg, kgs, kilogram, kilograms, kilo, kilos
        ml: ml, mls, millilitre, millilitres, milliliter, milliliters
        l: l, litre, litres, liter, liters
        dl: dl, decilitre, deciliter
        μl: μl, ul, microlitre, microlitres, microliter, microliters
        iu: iu, international unit, international units
        unit: u, unit, units
        %: %, percent, per cent, percentage
        ‰: ‰
        mol: mol, mole, moles
        mmol: mmol, mmols, millimole, millimoles
        μmol: μmol, umol, micromole, micromoles
        nmol: nmol
        pmol: pmol
        meq: meq, milliequivalent, milliequivalents
        mosm: mosm
        mmhg: mmhg, mm hg
        cmh^2o: cmh
        mm: mm, mm^3, mm^2, millimetre, millimetres, millimeter, millimeters
        cm: cm, centimetre, centimetres, centimeter, centimeters
        m: m, metre, metres, meter, meters
        m^2: m^2, sqm, square metre, square metres, square meter, square meters
        °: °, degree, degrees
        celsius: celsius
        fahrenheit: fahrenheit
        kcal: kcal, kilocalorie, kilocalories
        kj: kj, kilojoule, kilojoules
        bpm: bpm
        gy: gy, gray
        cells: cell, cells
        copies: copy, copies
        mv: mv
        ×: ×, x, times, fold
        log: log
    """,
    About.TIME: """
        second: s, sec, secs, second, seconds
        minute: min, mins, minute, minutes
        hour: h, hr, hrs, hour, hours
        day: d, day, days
        week: wk, wks, week, weeks
        month: mo, mth, mths, month, months
        year: y, yr, yrs, year, years
    """,
    About.FORM: """
        tablet: tablet, tablets, tab, tabs, pill, pills
        capsule: capsule, capsules, cap, caps
        dose: dose, doses
        cycle: cycle, cycles
        course: course, courses
        puff: puff, puffs
        drop: drop, drops
        teaspoon: teaspoon, teaspoons, teaspoonful, teaspoonfuls, tsp
        tablespoon: tablespoon, tablespoons, tablespoonful, tablespoonfuls, tbsp
        ampoule: ampoule, ampoules
        vial: vial, vials
        sachet: sachet, sachets
        patch: patch, patches
    """,
}
# Those that mean nothing else, so that no number need stand before them.
UNMISTAKABLE = {"mg", "mcg", "kg", "ml", "mmol", "mmhg", "iu", "%", "μmol", "nmol", "meq", "ng"}

WORDS = {
    About.NEGATION: """
        not: not, no, never, none, nobody, no one, noone, nothing, nowhere, neither, ~nor, cannot, without, with no
        not: unable
        not: avoid*, avoidance, lack*, absence, absent, dont, cant, wont, isnt, arent, doesnt, shouldnt, mustnt, non
        not: nil
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
        may: may, might, could, possibly, perhaps, maybe, ~can, ~able to, ~will be able to, ~potentially
        consider: consider, considers, considered, considering, may be considered, can be considered
        consider: might be considered
        consider: could be considered, should be considered, may consider, could consider, might consider
        consider: can consider
        suggest: we suggest, suggested, ~suggest, ~suggests, ~suggesting
        should: recommend*, ~should, ~ought, ~advis*
        must: must, mandatory, compulsory, obligatory, ~requir*, ~need, ~needs, ~needed, ~has to, ~have to, ~essential
        will: ~will, ~would
    """,
    About.HOW_OFTEN: """
        always: always, ~invariably
        usually: ~usually, ~often, ~generally, ~typically, ~frequently, ~commonly, ~mostly
        sometimes: ~sometimes, ~occasionally
        rarely: ~rarely, ~seldom, ~infrequently, ~uncommonly, ~hardly
    """,
    About.URGENCY: """
        at once: at once, immediate, immediately, right away, right now, straight away, straightaway, without delay
        at once: now
        at once: instantly
        urgently: urgent, urgently
        soon: soon, promptly, quickly, as soon as possible, asap
        emergency: emergency, emergencies
        routine: ~routine, ~routinely
    """,
    About.ACTION: """
        start: ~start*, ~starting, ~started, ~begin, ~begins, ~began, ~beginning, ~initiat*, ~commenc*, ~resum*
        start: ~restart*
        start: ~reinitiat*
        stop: stop, stops, stopped, stopping, discontinu*, discontinuing, ceas*, quit, withdraw*, withdrawal, withheld
        stop: withhold*, interrupt*, paus*, suspend*, halt*, hold, holds
        continue: ~continu*, ~carry on, ~keep, ~maintain*
        switch: ~switch*, ~replac*, ~chang*
    """,
    About.ROUTE: """
        by mouth: oral, orally, by mouth, per os
        intravenous: intravenous, intravenously, into a vein, in a vein, through a vein, into the vein, drip
        subcutaneous: subcutaneous, subcutaneously, under the skin
        intramuscular: intramuscular, intramuscularly, into a muscle, into the muscle
        topical: topical, topically, on the skin, to the skin
        intrathecal: intrathecal, intrathecally, into the spinal fluid, into the spine
        intraventricular: intraventricular
        intradermal: intradermal, intradermally
        intranasal: nasal, nasally, intranasal, intranasally, into the nose
        inhaled: inhaled, inhalation, nebulised, by inhalation
        rectal: rectal, rectally
        vaginal: vaginal, vaginally
        sublingual: sublingual, sublingually, under the tongue
        buccal: buccal
        transdermal: transdermal, transdermally
        intravitreal: intravitreal
        intraosseous: intraosseous
        epidural: epidural
        parenteral: parenteral, parenterally
        enteral: enteral, enterally
    """,
    About.PEOPLE: """
        adults: adult, adults, grown up, grown ups, grownup, grownups
        children: child, children, childhood, pediatric, paediatric, kid, kids
        infants: infant, infants, baby, babies
        newborns: newborn, newborns, neonate, neonates, neonatal
        adolescents: adolescent, adolescents, teenager, teenagers, teenage, teens
        pregnancy: pregnant, pregnancy, pregnancies
        breastfeeding: breastfeeding, breastfeed, lactating, lactation, breast feeding
        older people: elderly, older people, older adults, older adult, older patients, older persons
        women: ~woman, ~women, ~female, ~females, ~girl, ~girls
        men: ~man, ~men, ~male, ~males, ~boy, ~boys
    """,
    About.SEVERITY: """
        mild: ~mild, ~mildly
        moderate: ~moderate, ~moderately
        severe: ~severe, ~severely
        life-threatening: ~life threatening, ~critical, ~critically, ~fatal
    """,
    About.QUANTITY: """
        all: ~all, ~every, ~each
        some: ~some, ~several
        most: ~most
        few: ~few
        only: only, solely, exclusively
        both: ~both
        either: ~either
    """,
    About.SIDE: """
        left: ~left
        right: ~right
    """,
    About.COURSE: """
        acute: ~acute, ~acutely
        subacute: ~subacute
        chronic: ~chronic, ~chronically
        short: ~short, ~shorter, ~brief
        long: ~long, ~longer, ~prolonged
    """,
    About.RESULT: """
        positive: ~positive
        negative: ~negative
    """,
    About.SETTING: """
        inpatient: ~inpatient, ~inpatients, ~in hospital
        outpatient: ~outpatient, ~outpatients, ~at home
    """,
    About.OUTCOME: """
        better: ~better, ~improv*, ~improvement, ~improvements
        worse: ~worse, ~worsen*, ~deteriorat*
        benefit: ~benefit*, ~beneficial
        harm: ~harm, ~harms, ~harmful
        relapse: ~relaps*
        remission: ~remission, ~remissions
    """,
    About.RESPONSE: """
        sensitive: ~sensitive, ~susceptible
        resistant: ~resistant, ~refractory
    """,
    About.EFFECT: """
        cause: ~caus*, ~trigger*, ~provok*
        prevent: ~prevent*
        inhibit: ~inhibit*
        induce: ~induc*
        confirm: ~confirm*
        rule out: ~rule out, ~rules out, ~ruled out, ~ruling out, ~exclud*, ~excluding, ~excluded
        immunocompetent: ~immunocompetent
        immunocompromised: ~immunocompromised, ~immunosuppressed, ~immunodeficient
    """,
    About.FORCE: """
        strong: strongly, ~strong, ~stronger
        weak: weakly, ~weak, ~weaker, ~conditional, ~conditionally
    """,
    About.SPEED: """
        fast: ~fast, ~faster, ~rapid, ~rapidly
        slow: ~slow, ~slower, ~slowly, ~gradual, ~gradually
        abrupt: ~abrupt, ~abruptly, ~suddenly
    """,
    About.CHOICE: """
        allow: ~allow*, ~permit*, ~permitted, ~accept*
        forbid: ~forbid*, ~forbidden, ~prohibit*, ~refus*, ~declin*, ~reject*
    """,
    About.CAUSE: """
        bacterial: ~bacterial, ~bacteria
        viral: ~viral, ~virus
        fungal: ~fungal, ~fungus
        ischemic: ~ischemic, ~ischemia
        hemorrhagic: ~hemorrhagic, ~hemorrhage
    """,
    About.VESSEL: """
        arterial: ~arterial, ~artery, ~arteries
        venous: ~venous, ~vein, ~veins
    """,
    About.PRESSURE: """
        systolic: ~systolic
        diastolic: ~diastolic
    """,
    About.MONTH: """
        january: ~january
        february: ~february
        april: ~april
        june: ~june
        july: ~july
        august: ~august
        september: ~september
        october: ~october
        november: ~november
        december: ~december
    """,
    About.ORDER: """
        first line: first line, 1st line
        second line: second line, 2nd line
        third line: third line, 3rd line
        first: ~first, ~1st, ~firstly
        second: ~second, ~2nd, ~secondly
        third: ~third, ~3rd, ~thirdly
        fourth: ~fourth, ~4th
        fifth: ~fifth, ~5th
        sixth: ~sixth, ~6th
        last: ~last, ~final
    """,
    About.FORM: """
        tablet: ~tablet, ~tablets, ~pill, ~pills
        capsule: ~capsule, ~capsules
        injection: ~injection, ~injections
        infusion: ~infusion, ~infusions
        cream: ~cream, ~ointment
        patch: ~patch, ~patches
        inhaler: ~inhaler, ~inhalers
        syrup: ~syrup
        suppository: ~suppository, ~suppositories
        dose: ~dose, ~doses
        cycle: ~cycle, ~cycles
        course: ~course, ~courses
    """,
}
# Phrases in which such a word does not say what it says elsewhere.
IDLE = """
    not only, not just, not merely, whether or not, no doubt, no matter, if not, more or less, as soon as, look after
    looks after, looked after, looking after, after all, all at once, over the counter, once again, as long as
    all right
    the following, at all, of course, in the course of, at first, at last, in the first place, in general, up to date
"""
SMALL_IN_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS_IN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * n for n, word in enumerate(TENS_IN_WORDS.split(), 2)}
LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
NUMBERS = {word: n for n, word in enumerate(SMALL_IN_WORDS.split())} | TENS | LARGE | {"dozen": 12}
# Numbers that carry “times” with them.
MULTIPLES = {"once": "1", "twice": "2", "thrice": "3", "double": "2", "doubled": "2", "doubling": "2", "doubles": "2"}
MULTIPLES |= {"triple": "3", "tripled": "3"}
FRACTIONS = {"half": "1/2", "halve": "1/2", "halved": "1/2", "halves": "1/2", "halving": "1/2", "quarter": "1/4"}
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
GRADED = {"stage", "grade", "class", "type", "phase", "group", "level", "category"}
# Prescribers' abbreviations, spelled out.
SHORTHAND = {
    "bid": "twice daily",
    "bd": "twice daily",
    "tid": "three times daily",
    "tds": "three times daily",
    "qid": "four times daily",
    "qds": "four times daily",
    "qd": "daily",
    "qwk": "weekly",
}
ROUTES = {"iv": "intravenous", "sc": "subcutaneous", "im": "intramuscular", "po": "by mouth", "pr": "rectal"}
ROUTES |= {"it": "intrathecal", "sl": "sublingual", "subcut": "subcutaneous"}


def _lines(table: str) -> Iterator[tuple[str, str]]:
    for line in filter(None, map(str.strip, table.splitlines())):
        value, _, phrases = line.partition(": ")
        for phrase in phrases.split(", "):
            yield value, phrase


def _spelled(phrase: str) -> Iterator[tuple[str, ...]]:
    """The phrase as folded words, once for each ending that “*” may stand for."""
    for ending in ENDINGS if phrase.endswith("*") else [""]:
        yield tuple(fold(word) for word in (phrase.removesuffix("*") + ending).split())


def _phrases() -> dict[tuple[str, ...], Meaning | None]:
    """What each phrase means; None of one that means nothing here."""
    found: dict[tuple[str, ...], Meaning | None] = {}
    for about, table in WORDS.items():
        for value, phrase in _lines(table):
            for words in _spelled(phrase.removeprefix("~")):
                found.setdefault(words, Meaning(about, value, not phrase.startswith("~")))
    found.update({words: None for phrase in re.split(r",|\n", IDLE) for words in _spelled(phrase.strip()) if words})
    return found


def _units() -> dict[tuple[str, ...], Meaning]:
    return {
        words: Meaning(about, value)
        for about, table in UNITS.items()
        for value, phrase in _lines(table)
        for words in _spelled(phrase)
    }


PHRASES = _phrases()
UNIT_NAMES = _units()
SINGLE = frozenset(
    {words[0] for words, meaning in PHRASES.items() if len(words) == 1}
    | {words[0] for words in UNIT_NAMES if len(words) == 1}
    | {fold(word) for word in (*NUMBERS, *MULTIPLES, *FRACTIONS)}
)
