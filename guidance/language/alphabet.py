"""Where a name or a question stands between A and Z."""

import re
import unicodedata

OTHER = "#"  # what begins with no letter from A to Z
WORD = re.compile(r"\w+")
ARTICLE = re.compile(r"^(?:an?|the) ")
# What a question begins with before it says what it is about.
WORDS = """
    what which who when where why how is are was were do does did can could should would may might must will
    be there i my we you it the a an of for to in on with by and or if any
    treatment treatments treat treated treating therapy therapies management manage managed managing
    approach approaches recommended recommendation recommendations guideline guidelines best current standard
    first line option options role
"""
ASKING = frozenset(WORDS.split())


def letter(name: str) -> str:
    """From A to Z, whatever accents it has; “#” for what begins otherwise."""
    first = unicodedata.normalize("NFD", name)[:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def without_article(name: str) -> str:
    """A name in small letters, without “a” or “the” in front."""
    return ARTICLE.sub("", name.casefold())


def filed_under(question: str) -> str:
    """What a question is about, in small letters: of “What is the treatment for gout?” it is “gout?”.

    The whole of it where it holds nothing but words of asking.
    """
    folded = question.casefold()
    start = next((match.start() for match in WORD.finditer(folded) if match[0] not in ASKING), 0)
    return folded[start:]


def order(name: str) -> tuple[bool, str, str]:
    """By what to sort: letters first, in the order of the alphabet."""
    first = letter(name)
    return first == OTHER, first, name
