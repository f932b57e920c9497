"""LaTeX in a BibTeX field, read as the text it would be printed as."""

import re
from functools import lru_cache
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text

LONGEST = 20_000  # characters that are worth printing; what is longer loses its braces only
SPECIAL = re.compile(r"[\\{}$~]|--|``|''")
PRINTED = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
# What pylatexenc drops, or prints as something else.
DROPPED = {
    "textasciicircum": "^",
    "textbraceleft": r"\lbrace{}",
    "textbraceright": r"\rbrace{}",
    "textgreater": ">",
    "textless": "<",
    "textbar": "|",
    "textquotedbl": '"',
    "copyright": "©",
    "textalpha": "α",
    "textbeta": "β",
    "textgamma": "γ",
    "textdelta": "δ",
    "textkappa": "κ",
    "textlambda": "λ",
    "textomega": "ω",
}
MACRO = re.compile(rf"\\({'|'.join(DROPPED)})(?![A-Za-z])(?:\{{\}})?")
# Signs left unescaped, though LaTeX would read a comment or a column; and pairs that are no ligatures here.
BARE = re.compile(r"(?<!\\)(?=[%&])")
PAIR = re.compile(r"(?<=<)(?=<)|(?<=>)(?=>)|(?<=[!?])(?=`)")
READER = LatexNodes2Text(keep_comments=True)


def plain(text: str) -> str:
    """``text`` as printed. What cannot be read as LaTeX loses its braces only."""
    if not SPECIAL.search(text):
        return text
    if ("\\" in text or "$" in text) and len(text) <= LONGEST:
        return _printed(text)
    return _unbraced(text)


@lru_cache(maxsize=4096)
def _printed(text: str) -> str:
    marked = MACRO.sub(lambda found: DROPPED[found[1]], PAIR.sub("{}", text))
    try:
        reader: Any = READER
        return str(reader.latex_to_text(BARE.sub(r"\\", marked)))
    except Exception:  # pylatexenc raises whatever it stumbles over (\href{x}{y}: IndexError)
        return _unbraced(text)


def _unbraced(text: str) -> str:
    text = re.sub(r"\\([%&#$_{}])|[{}]", r"\1", text)
    for written, printed in PRINTED:
        text = text.replace(written, printed)
    return text


def address(text: str) -> str:
    """A DOI or URL: braces and \\url are taken off, nothing else is printed otherwise."""
    text = re.sub(r"\\(?:url|href|path)\b|\\textasciitilde", lambda found: "~" if "tilde" in found[0] else "", text)
    return re.sub(r"\\([^A-Za-z])|[{}]", r"\1", text)


ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$%&#_"},
}
ESCAPED = str.maketrans(ESCAPES)
LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[!?])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)")


def written(text: str) -> str:
    """LaTeX that prints ``text``; letters of any script stay as they are, in UTF-8."""
    return "{}".join(part.translate(ESCAPED) for part in LIGATURE.split(text))
