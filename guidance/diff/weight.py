"""Whether a rewording may change what is done to a patient, and in a few words why."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from guidance.diff import alignment
from guidance.diff.names import Names
from guidance.diff.signals import Signal, read
from guidance.language import drugs, spelling
from guidance.language.lexicon import SINGLE
from guidance.language.meanings import About
from guidance.language.tokens import Sort, Token, tokens

MOST_REASONS = 4
NEAR = 3  # words: how far a misspelt word may have moved within what was replaced
# Words that no negation, number or comparison is said of.
EVERYDAY = """
    a an the of in on at to for by with from as is are was were be been being it its this that these those there and
    or but then than so if when which who any all some such do does did has have had will would can may should must
    give gives given use used take taken get your you he she they we our their his her them him i
"""
PLAIN = frozenset(EVERYDAY.split())
NAMED = {About.NUMBER: "number", About.UNIT: "unit", About.TIME: "unit"}
# What says something of others; all else can have something said of it.
SAYING = {About.NUMBER, About.UNIT, About.TIME, About.NEGATION, About.COMPARISON, About.ACTION, About.STRENGTH}
SAYING |= {About.DIRECTION, About.URGENCY, About.FREQUENCY, About.LEVEL, About.QUANTITY}
JUNCTIONS = ({"and", "or"}, {"by", "to"})


def why(old: str, new: str, known: Names | None = None) -> str:
    """What a reviewer must look at, such as “number 5 → 50; unit mg → mcg”; “” where nothing weighs."""
    known = known or Names()
    ours, theirs = tokens(old), tokens(new)
    if _said(ours) == _said(theirs):
        return ""
    ours, theirs = _spelled_alike(ours, theirs, known)
    before, after = read(ours, known), read(theirs, known)
    reasons = [*_exchanged(before, after), *_reversed(before, after), *_joined(ours, theirs)]
    return "; ".join((reasons or list(_rearranged(before, after)))[:MOST_REASONS])


def _said(pieces: list[Token]) -> list[str]:
    return [piece.value for piece in pieces if piece.sort is not Sort.PAUSE]


# Spelling.


def _spelled_alike(ours: list[Token], theirs: list[Token], known: Names) -> tuple[list[Token], list[Token]]:
    """Both texts with what is only spelled otherwise in one of them as it stands in the other."""
    before: list[Token] = []
    after: list[Token] = []
    for tag, i1, i2, j1, j2 in alignment.blocks(_values(ours), _values(theirs)):
        one, other = ours[i1:i2], theirs[j1:j2]
        if tag == "replace":
            one, other = _mended(one, other, known)
        before += one
        after += other
    return before, after


def _values(pieces: list[Token]) -> list[str]:
    return [piece.value for piece in pieces]


def _mended(ours: list[Token], theirs: list[Token], known: Names) -> tuple[list[Token], list[Token]]:
    if _is_one_spacing(ours, theirs):
        return theirs, theirs
    before, after = list(ours), list(theirs)
    for i, one in enumerate(ours):
        for j in range(max(0, i - NEAR), min(len(theirs), i + NEAR + 1)):
            if one.value != after[j].value and _is_slip(one, after[j], known):
                before[i] = after[j] = after[j] if _weighs(after[j], known) else one
                break
    return before, after


def _is_one_spacing(ours: list[Token], theirs: list[Token]) -> bool:
    """“re-start” and “restart”; not “not able” and “notable”."""
    one, other = _said(ours), _said(theirs)
    words = all(piece.sort in {Sort.WORD, Sort.PAUSE} for piece in (*ours, *theirs))
    return words and "".join(one) == "".join(other) and ("not" in one) == ("not" in other or "cannot" in other)


def _is_slip(one: Token, other: Token, known: Names) -> bool:
    if not (one.text.isalpha() and other.text.isalpha() and Sort.WORD in {one.sort, other.sort}):
        return False
    if _weighs(one, known) and _weighs(other, known):
        return _is_slip_in_name(one.value, other.value)
    if spelling.is_slip(one.text.casefold(), other.text.casefold()):
        return True
    in_long_word = min(len(one.value), len(other.value)) >= 8 and one.value[:3] == other.value[:3]
    is_drug = drugs.is_drug(one.value) or drugs.is_drug(other.value)
    return spelling.is_slip(one.value, other.value, most=2 if in_long_word and not is_drug else 1)


def _is_slip_in_name(one: str, other: str) -> bool:
    """True of the name of one drug, misspelt; two that both are known are two drugs, however alike."""
    is_long = min(len(one), len(other)) >= 7 and one[0] == other[0]
    are_known = drugs.is_known(one) and drugs.is_known(other)
    return is_long and not are_known and not SINGLE & {one, other} and spelling.is_slip(one, other)


def _weighs(piece: Token, known: Names) -> bool:
    return piece.value in SINGLE or piece.value in known.words or drugs.is_drug(piece.value)


# What came, what went.


def _exchanged(before: list[Signal], after: list[Signal]) -> Iterator[str]:
    """A reason for each kind of thing of which the two texts do not say the same."""
    lost, gained = _left_over(before, after), _left_over(after, before)
    for about in About:
        here, there = lost[about], gained[about]
        if (here and there) or any(signal.is_firm for signal in (*here, *there)):
            yield _reason(about, here, there)


def _left_over(before: list[Signal], after: list[Signal]) -> dict[About, list[Signal]]:
    """What ``before`` says and ``after`` does not, by what it is about."""
    left = Counter((signal.about, signal.value) for signal in after)
    found: dict[About, list[Signal]] = defaultdict(list)
    for signal in before:
        left[signal.about, signal.value] -= 1
        if signal.about and left[signal.about, signal.value] < 0:
            found[signal.about].append(signal)
    words = Counter(signal.value for signal in before)
    words.subtract(signal.value for signal in after)
    for about in (About.NAME, About.PROPER):  # “mri” is “MRI”
        found[about] = [signal for signal in found[about] if words[signal.value]]
    return found


def _reason(about: About, lost: Sequence[Signal], gained: Sequence[Signal]) -> str:
    is_drug = about is About.NAME and any(drugs.is_drug(spelling.fold(signal.value)) for signal in (*lost, *gained))
    name = "drug" if is_drug else NAMED.get(about, "")
    here, there = _listed(lost, bool(name)), _listed(gained, bool(name))
    if here and there:
        return f"{name} {here} → {there}".strip()
    return f"{name} {here or there} {'lost' if here else 'added'}".strip()


def _listed(signals: Sequence[Signal], is_named: bool) -> str:
    return ", ".join(signal.text if is_named else f"“{signal.text}”" for signal in signals[:MOST_REASONS])


def _reversed(before: list[Signal], after: list[Signal]) -> Iterator[str]:
    """“safe” that became “unsafe”: an ordinary word exchanged for its opposite."""
    ours, theirs = _ordinary(before), _ordinary(after)
    lost, gained = ours - theirs, theirs - ours
    for word in lost:
        yield from (f"“{word}” → “{other}”" for other in sorted(spelling.opposites(word) & gained.keys()))
    for word in gained:
        yield from (f"“{other}” → “{word}”" for other in sorted(spelling.opposites(word) & lost.keys()))


def _ordinary(signals: list[Signal]) -> Counter[str]:
    return Counter(signal.value for signal in signals if signal.about is None)


def _joined(ours: list[Token], theirs: list[Token]) -> Iterator[str]:
    """“and” that became “or”, or “by 10%” that became “to 10%”, in the same place."""
    for tag, i1, i2, j1, j2 in alignment.blocks(_values(ours), _values(theirs)):
        if tag == "replace" and i2 - i1 <= NEAR and j2 - j1 <= NEAR:
            for junction in JUNCTIONS:
                here, there = junction & {*_values(ours[i1:i2])}, junction & {*_values(theirs[j1:j2])}
                if here and there and here != there:
                    yield f"“{' '.join(sorted(here))}” → “{' '.join(sorted(there))}”"


# What is said of something else.


def _rearranged(before: list[Signal], after: list[Signal]) -> Iterator[str]:
    """Reasons where both texts say the same things in another order, which may bind them to other things."""
    ours, theirs = _firm(before), _firm(after)
    if _keys(ours) != _keys(theirs) and (_in_turn(before) or _parts(before) != _parts(after)):
        yield from _reordered(ours, theirs)
    else:
        yield from _rescoped(before, after)


def _in_turn(signals: list[Signal]) -> bool:
    """True where something is said to come first and something else then."""
    return any(signal.value in {"then", "followed", "subsequently", "before", "after"} for signal in signals)


def _firm(signals: list[Signal]) -> list[Signal]:
    return [signal for signal in signals if signal.weighs]


Key = tuple[About | None, str]


def _keys(signals: list[Signal]) -> list[Key]:
    return [(signal.about, signal.value) for signal in signals]


def _parts(signals: list[Signal]) -> Counter[tuple[Key, ...]]:
    """What each part of the text says, and of what; in order only where several numbers or names could be mixed up."""
    parts: dict[int, list[Signal]] = defaultdict(list)
    for signal in signals:
        if signal.weighs:
            parts[signal.part].append(signal)
    for signal in filter(_is_thing, signals):
        if not signal.weighs and any(one.about is About.NUMBER for one in parts.get(signal.part, ())):
            parts[signal.part].append(signal)
    return Counter(tuple(_keys(part) if _can_mix(part) else sorted(_keys(part), key=str)) for part in parts.values())


def _can_mix(part: list[Signal]) -> bool:
    return any(sum(signal.about is about for signal in part) > 1 for about in (About.NUMBER, About.NAME))


def _reordered(before: list[Signal], after: list[Signal]) -> Iterator[str]:
    for about in About:
        here = [signal for signal in before if signal.about is about]
        there = [signal for signal in after if signal.about is about]
        if _keys(here) != _keys(there):
            yield _reason(about, here, there)
            return
    moved = next(one for one, other in zip(before, after, strict=True) if _keys([one]) != _keys([other]))
    yield f"“{moved.text}” stands elsewhere"


def _rescoped(before: list[Signal], after: list[Signal]) -> Iterator[str]:
    """A negation, comparison or number that went from one word to another, both being in both texts."""
    ours, theirs = _scopes(before), _scopes(after)
    words, others = {signal.value for signal in before}, {signal.value for signal in after}
    for key in filter(theirs.__contains__, ours):
        lost, gained = (ours[key] - theirs[key]) & others, (theirs[key] - ours[key]) & words
        if lost and gained:
            yield f"“{key[1]}” now said of “{min(gained)}”, not “{min(lost)}”"


def _scopes(signals: list[Signal]) -> dict[Key, set[str]]:
    """The words of which each negation, comparison and number is said."""
    found: dict[Key, set[str]] = defaultdict(set)
    clauses: dict[int, set[str]] = defaultdict(set)
    parts: dict[int, set[str]] = defaultdict(set)
    for signal in filter(_is_thing, signals):
        clauses[signal.clause].add(signal.value)
        parts[signal.part].add(signal.value)
    ahead: dict[int, set[str]] = defaultdict(set)
    for signal in reversed(signals):
        key = (signal.about, signal.value)
        if _is_thing(signal):
            ahead[signal.clause].add(signal.value)
        elif signal.weighs and signal.about is About.COMPARISON:
            found[key] |= ahead[signal.clause]
        elif signal.weighs and signal.about is About.NEGATION:
            found[key] |= clauses[signal.clause]
        elif signal.about in {About.NUMBER, About.ACTION} or (signal.weighs and signal.about is About.STRENGTH):
            found[key] |= parts[signal.part]
    return found


def _is_thing(signal: Signal) -> bool:
    return signal.about not in SAYING and signal.value not in PLAIN
