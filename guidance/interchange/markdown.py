"""Plain text where a standard asks for Markdown: shown as it was written, whoever renders it, or nobody."""

import re

# What CommonMark reads as markup. Left alone is what means nothing there, so that most texts stay as they are: “<”
# before a number, “_” within a word, a bracket of its own.
MARKUP = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~]|\n)    # a backslash that would escape what follows it
    | [*`]                      # emphasis and code, anywhere
    | (?<![^\W_])_ | _(?![^\W_])  # emphasis, at the edge of a word
    | ~(?=~)                    # struck through
    | <(?=[A-Za-z/!?])          # a tag, a comment or an address
    | &(?=\#?\w+;)              # a character by its name
    | \](?=[(\[:])              # a link, or what one is defined by
    | ^[ ]{0,3}(?:\#{1,6}(?=\s|$)|>|[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))  # heading, quotation, list, rule
    """,
    re.VERBOSE | re.MULTILINE,
)
INDENT = re.compile(r"^[ ]{4,}", re.MULTILINE)  # would be code


def escaped(text: str) -> str:
    """``text`` in Markdown that shows just its characters."""
    return MARKUP.sub(_escaped, INDENT.sub("   ", text))


def _escaped(found: re.Match[str]) -> str:
    """With a backslash before the mark; of “1.”, which the pattern meets at its number, before the stop."""
    indent, mark = found[0][: -len(found[0].lstrip())], found[0].lstrip()
    return f"{indent}{mark}\\" if mark.isdigit() else f"{indent}\\{mark}"
