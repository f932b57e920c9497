"""Citation markers, told from the numbers that belong to a statement.

A marker in square brackets or set high is one wherever it stands. A bare number is one only at the end of a
statement, on a page that uses no brackets, and where nothing before it asks for a number.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

WIDEST = 40  # more sources than a range of markers (“1-3”) ever spans
TAIL = 90  # characters at the end of a statement among which bare markers stand
LONGEST = 2000  # characters of a line by which the style of a page is judged
UNLISTED = 60  # the highest bare marker where the page lists no references

HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LOW = str.maketrans(HIGH + "⁻˒", "0123456789-,")

LIST = r"\d{1,3}(?:\s?[,;–—-]\s?\d{1,3})*"
ONE_BRACKET = rf"\[\^?\s?{LIST}\s?\]"
BRACKETS = re.compile(rf" ?{ONE_BRACKET}(?:(?:[\s,;]{{0,3}}|,? (?:and|&) ){ONE_BRACKET})*(?!\w)")
SET_HIGH = re.compile(rf" ?[{HIGH}]+(?:\s?[,⁻˒–-]\s?[{HIGH}]+)*(?![\w⁺⁻])")
ROUND = re.compile(rf" \(({LIST})\)\.?$")
AFTER_STOP = re.compile(r"(?<=[a-z)%”][.!?])(\d{1,2}(?:[,–-]\d{1,2})*)$")
GLUED = re.compile(r"(?:(?<=[a-z]{4})|(?<=[a-z]\))|(?<=[a-z)%”][.!?]))(\d{1,2}(?:[,–-]\d{1,2})*)\.?$")
BARE = re.compile(rf"(?:{LIST}\s)*{LIST}$")
BETWEEN = re.compile(r"(?<=[a-z)%][.!?])\s(\d{1,2}(?:\s?[,–-]\s?\d{1,2}){0,9})(?=\s[A-Z“\"])")

# What stands before a bracket that holds an interval, and before ² or ³ that is an exponent.
INTERVAL = re.compile(r"(?:\bCI|\bIQR|range|interval|median|between)[\s:,=(]*$", re.IGNORECASE)
EXPONENT = re.compile(r"(?:\d|(?:^|[\s/(])(?:[cdkmµ]?m|in|ft|s|[RrχXx]|I))$")

# A number after these belongs to the words.
COUNTED = """
    grade stage type phase day week month year hour minute class category level step line score tier group cycle visit
    arm part table figure fig box chapter section appendix version edition number no nr n factor chromosome trisomy
    vitamin generation course dose round option item question cd il interleukin age aged ecog nyha mrs edss gcs inr ph
    covid gpt
    """
LEADING = """
    of to than least most about every in at by with for from within over under below above until and or plus minus
    times the approximately around nearly almost only between near after before up down per versus vs into is are was
    were be equals exceeding reaching when if as on × x
    january february march april may june july august september october november december
    """
NUMBERED = frozenset(COUNTED.split())
GUARDS = NUMBERED | frozenset(LEADING.split())
# These come with a list or range (“on days 1, 4”), yet end a statement as well (“after 3 days 4”).
SERIES = frozenset(f"{word}s" for word in NUMBERED)
# After these, “day” or “line” is not waiting for a number (“once a day 4”, “first line 4”).
SETTLED = frozenset(
    ["a", "an", "the", "this", "that", "any", "each", "per", "every", "same", "first", "second", "third", "one"]
)
# “based on seizure type 4”: after words like these the noun is a common one, and waits for no number.
CHOSEN_BY = re.compile(
    r"\b(?:based on|according to|depending on|regardless of|irrespective of|guided by|tailored to|adapted to|by|per)"
    r"(?: (?:the|their|its|each|any))?(?: [a-z-]+){1,2}$"
)


@dataclass(frozen=True)
class Style:
    """How one page prints its markers. Square brackets and superscripts are read in every style.

    ``highest`` is the highest bare number that may be a marker, ``used`` are those that the page is sure to use.
    """

    highest: int = UNLISTED
    used: frozenset[str] = frozenset()
    is_bare: bool = False
    is_glued: bool = False
    is_round: bool = False

    def take(self, text: str) -> tuple[str, tuple[str, ...]]:
        """``text`` without its markers, and the markers in order, each once, ranges spelled out."""
        markers: list[str] = []
        text = self._take_anywhere(text, BRACKETS, markers)
        text = self._take_anywhere(text, SET_HIGH, markers)
        if self.is_bare:
            text = self._take_between(text, markers)
        text = self._take_last(text, markers)
        return " ".join(text.split()), tuple(dict.fromkeys(markers))

    def cites(self, text: str) -> bool:
        return bool(self.take(text)[1])

    def _take_anywhere(self, text: str, pattern: re.Pattern[str], markers: list[str]) -> str:
        kept, start = [], 0
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 20) : found.start()]
            if numbers := _marked(found.group(), before, after=text[found.end() : found.end() + 1]):
                markers += numbers
                kept.append(text[start : found.start()])
                start = found.end()
        return "".join([*kept, text[start:]])

    def _take_between(self, text: str, markers: list[str]) -> str:
        """Markers after the full stop of a sentence within the statement."""
        kept, start = [], 0
        for found in BETWEEN.finditer(text):
            if numbers := self._plausible(found.group(1)):
                markers += numbers
                kept.append(text[start : found.start()])
                start = found.end()
        return "".join([*kept, text[start:]])

    def _take_last(self, text: str, markers: list[str]) -> str:
        ending = self._ending(text)
        if not ending:
            return text
        start, numbers = ending
        markers += numbers
        stop = "." if text.endswith(".") and not text[:start].rstrip().endswith((".", "!", "?")) else ""
        return text[:start].rstrip() + stop

    def _ending(self, text: str) -> tuple[int, list[str]] | None:
        """Where the markers at the end of ``text`` begin, and their numbers."""
        if self.is_bare and (found := _bare(text, self)):
            return found
        tail = text[-TAIL:]
        for pattern, is_used in ((AFTER_STOP, self.is_bare), (GLUED, self.is_glued), (ROUND, self.is_round)):
            ending = pattern.search(tail) if is_used else None
            if ending and (numbers := self._plausible(ending.group(1))):
                return len(text) - len(tail) + ending.start(), numbers
        return None

    def _plausible(self, printed: str) -> list[str]:
        numbers = numbers_in(printed)
        return numbers if numbers and all(int(number) <= self.highest for number in numbers) else []


def _marked(printed: str, before: str, after: str) -> list[str]:
    """The numbers of brackets or superscripts; none where they are an interval, an exponent or an isotope."""
    if "[" in printed:
        return [] if INTERVAL.search(before) else numbers_in(printed)
    is_apart = printed.startswith(" ") or not before
    if (is_apart and after.isalpha()) or (not is_apart and EXPONENT.search(before)):
        return []
    return numbers_in(printed.translate(LOW))


def numbers_in(printed: str) -> list[str]:
    """“[1, 3-5]” as 1, 3, 4, 5; nothing where it holds a number that numbers no reference."""
    numbers: list[str] = []
    for part in re.findall(r"\d+(?:-\d+)*", re.sub(r"\s?[–—-]\s?", "-", printed)):
        ends = [int(number) for number in part.split("-")]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or first < 1 or last < first or last - first > WIDEST:
            return []
        numbers += [str(number) for number in range(first, last + 1)]
    return numbers


def _bare(text: str, style: Style) -> tuple[int, list[str]] | None:
    tail = text[-TAIL:].removesuffix(".")
    found = BARE.search(tail)
    if not found:
        return None
    offset = max(0, len(text) - TAIL)
    for start in _beginnings(tail, found.start()):
        numbers = style._plausible(tail[start:])
        if not numbers or not tail[start - 1 : start].isspace():
            continue
        before = tail[:start].rstrip()
        if _is_open_to_marker(before, tail[start:]) or (style.used.issuperset(numbers) and CHOSEN_BY.search(before)):
            return offset + start, numbers
    return None


def _beginnings(tail: str, start: int) -> Iterator[int]:
    """Where markers may begin in a run of numbers, the longest run first: “200 4” may be both, or the 4."""
    yield start
    for gap in re.finditer(r"(?<=\d)\s(?=\d)", tail[start:]):
        yield start + gap.end()


def _is_open_to_marker(before: str, printed: str) -> bool:
    """True where nothing in the words ``before`` asks for the number ``printed`` after them."""
    words = before.split()
    if not words or not re.search(r"[^\W\d_]", before):
        return False
    last = words[-1].strip("(“\"'").casefold()
    previous = words[-2].strip("(“\"'").casefold() if len(words) > 1 else ""
    if last.endswith((".", "!", "?", ".)", ".”", '."')):
        return last.rstrip(".") not in {"no", "nr", "fig", "vs", "approx", "ca", "e.g", "i.e", "p", "pp", "vol"}
    if last[-1] in "≥≤<>=~±+×/&–—-#:,;([$€£":
        return False
    if previous == "vitamin":
        return False
    if last in SERIES:
        return bool(re.search(r"\d", previous)) or printed.strip().isdigit()
    return last not in GUARDS or (last in NUMBERED and previous in SETTLED)


def style_of(texts: Sequence[str], listed: int) -> Style:
    """How a page with ``listed`` references prints its markers, judged by the lines of its statements."""
    texts = [text[-LONGEST:] for text in texts]
    highest = max(2 * listed, listed + 10) if listed else UNLISTED
    if any(BRACKETS.search(text) and Style().cites(text) for text in texts):
        return Style(highest)
    high = sum(Style().cites(text) for text in texts)
    styles = (Style(highest, is_bare=True), Style(highest, is_round=True), Style(highest, is_glued=True))
    cited = [sum(style._ending(text) is not None for text in texts) for style in styles]
    style, most = max(zip(styles, cited, strict=True), key=lambda pair: pair[1])  # of equals the first, bare
    if most > 2 * high and _is_evidence(most, len(texts), listed, style):
        return replace(style, used=frozenset(number for text in texts for number in style.take(text)[1]))
    return Style(highest)


def _is_evidence(cited: int, lines: int, listed: int, style: Style) -> bool:
    if style.is_bare and listed:
        return True
    return 4 * cited >= lines and (style.is_bare or cited > 1)
