"""Units, numbers in words, and what prescribers shorten."""

from guidance.language.meanings import About, Meaning, lines, spelled

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
        mmol: mmol, mmols, millimole, millimoles, millimol
        μmol: μmol, umol, micromole, micromoles, micromol
        nmol: nmol, nanomole, nanomoles, nanomol
        pmol: pmol, picomole, picomoles, picomol
        pg: pg, picogram, picograms
        mu: mu, milliunit, milliunits
        kpa: kpa, kilopascal, kilopascals
        inch: inch, inches
        mile: mile, miles
        stone: stone
        lb: lb, lbs, pound, pounds
        oz: oz, ounce, ounces
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
        spray: spray, sprays
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


def _units() -> dict[tuple[str, ...], Meaning]:
    return {
        words: Meaning(about, value)
        for about, table in UNITS.items()
        for value, phrase in lines(table)
        for words in spelled(phrase)
    }


UNIT_NAMES = _units()
