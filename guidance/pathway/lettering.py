"""How wide letters are, near enough to break lines by without a font.

Widths are of common sans-serif faces, rounded up: a line may end early, and none runs out of its box.
"""

import unicodedata

NARROW, NORMAL, BROAD, WIDEST = 0.36, 0.56, 0.74, 1.0  # in em
LETTERS = {" ": 0.3, **dict.fromkeys("iljtfrI.,:;'’|!()[]/-", NARROW), **dict.fromkeys("mwMW@%—…⊕↑↓", WIDEST)}


def broken(text: str, width: float) -> tuple[str, ...]:
    """``text`` in lines of at most ``width`` em. All of it is there; a word too long for a line is parted."""
    lines, line = [], ""
    for word in text.split():
        for part in _parted(word, width):
            longer = f"{line} {part}" if line else part
            if line and _width(longer) > width:
                lines.append(line)
                longer = part
            line = longer
    return (*lines, line) if line else tuple(lines)


def _parted(word: str, width: float) -> list[str]:
    """The word; in parts that fit, where it does not."""
    parts, part = [], ""
    for letter in word:
        if part and _width(part + letter) > width:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]


def _width(text: str) -> float:
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in LETTERS:
        return LETTERS[letter]
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDEST
    return BROAD if letter.isupper() else NORMAL
