"""LaTeX in a BibTeX field, read as the text it would be printed as."""

import re
from functools import lru_cache
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalker, get_default_latex_context_db

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
# What stands low or high in mathematics is read as in a title with <sub> and <sup>: “CO2” of “CO$_2$”, “18F” of
# “$^{18}$F”. But of “10$^{-3}$” the sign stays: “10-3” is another number.
MATHEMATICS = re.compile(r"(?:\d|(?<!\\))\$[^$]*\$")
DEGREE = re.compile(r"\^\{?\\circ\b\}?")
RAISED = re.compile(r"(?<!\\)_|\^(?=\{?\+)|(?<!\d)(?<!\d\$)\^")
HREF = re.compile(r"\\href\s*\{[^{}]*\}")  # of a link its words are left
# Signs left unescaped, though LaTeX would read a comment or a column; and pairs that are no ligatures here.
BARE = re.compile(r"(?<!\\)(?=[%&])")
PAIR = re.compile(r"(?<=<)(?=<)|(?<=>)(?=>)|(?<=[!?])(?=`)")
# One letter, as {\"u}, \"{u}, {\v R} or {\o}: there are few of them, so each is read once and kept.
LETTER = re.compile(r"""\{\\["'`^~=.]\\?[A-Za-z]\}|\\["'`^~=.]\{\\?[A-Za-z]\}|\{\\[A-Za-z]{1,2}(?: [A-Za-z])?\}""")
LATEX = re.compile(r"\\[^%&#$_{}]|(?<!\\)\$")  # more than braces and escaped signs
MACROS: Any = get_default_latex_context_db()  # once: making it takes longer than reading a title
PRINTER: Any = LatexNodes2Text(keep_comments=True)


def plain(text: str) -> str:
    """``text`` as printed. What cannot be read as LaTeX loses its braces only."""
    if not SPECIAL.search(text):
        return text
    if "\\" in text:
        text = LETTER.sub(lambda found: _printed(found[0]), text)
    return _printed(text) if LATEX.search(text) and len(text) <= LONGEST else _unbraced(text)


@lru_cache(maxsize=4096)
def _printed(text: str) -> str:
    level = MATHEMATICS.sub(lambda found: RAISED.sub("", DEGREE.sub("°", found[0])), text)
    marked = MACRO.sub(lambda found: DROPPED[found[1]], PAIR.sub("{}", HREF.sub("", level)))
    try:
        nodes, _, _ = LatexWalker(BARE.sub(r"\\", marked), latex_context=MACROS).get_latex_nodes()
        return str(PRINTER.nodelist_to_text(nodes))
    except Exception:  # pylatexenc raises whatever it stumbles over (\href{x}: IndexError)
        return _unbraced(text)


def _unbraced(text: str) -> str:
    for written, printed in PRINTED:
        text = text.replace(written, printed)
    return re.sub(r"\\[A-Za-z]+ ?|\\([%&#$_{}])|[{}]", r"\1", text)


NAMED = {"textbackslash": "\\", "lbrace": "{", "rbrace": "}", "textasciitilde": "~"}
IN_ADDRESS = re.compile(rf"\\(?P<name>{'|'.join(NAMED)})(?:\{{\}})?|\\(?:url|href|path)\b|\\(?P<sign>[^A-Za-z])|[{{}}]")


def address(text: str) -> str:
    """A DOI or URL: \\url, escapes and braces are taken off, nothing is printed otherwise."""
    return IN_ADDRESS.sub(lambda found: NAMED.get(found["name"], "") or found["sign"] or "", text)


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


def written_address(text: str) -> str:
    """What `address` makes ``text`` of."""
    return "".join(ESCAPES[sign] if sign in "\\{}%&#_" else sign for sign in text)
