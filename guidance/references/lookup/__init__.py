"""A source by its DOI, from Crossref, or by its PMID, from PubMed.

The only part of ``references`` that is not pure: it asks the network. Nothing here asks whether it may; a caller
does, by LEUKO_LOOKUPS. A look-up takes PATIENCE seconds at most, so that a page may wait for it.
"""

import re
import time
from dataclasses import dataclass

import httpx2

from guidance.canonical import clean
from guidance.references import csl
from guidance.references.lookup import crossref, pubmed
from guidance.references.lookup.fetching import PATIENCE, Clock, fetch
from guidance.references.lookup.found import Found, NotReadable
from guidance.references.lookup.troubles import NoAnswer, Trouble

__all__ = ["PATIENCE", "Caller", "Found", "NoAnswer", "Trouble", "find"]

LONGEST_DOI = 500
PMID = re.compile(r"(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|(?:pmid|pubmed)\b\s*:?)?\s*(\d+)/?\.?", re.IGNORECASE)
LIKE_A_DOI = re.compile(r"\s*(?:doi\b|(?:https?://)?(?:dx\.)?doi\.org|10\.)", re.IGNORECASE)


@dataclass(frozen=True)
class Caller:
    """Who asks: Crossref and NCBI want to know whom to write to."""

    address: str
    email: str

    @property
    def agent(self) -> str:
        return f"leuko ({self.address}; mailto:{self.email})"


def find(given: str, *, caller: Caller, transport: httpx2.BaseTransport | None = None, clock: Clock = time) -> Found:
    """The source that ``given`` names; NoAnswer says why there is none. ``transport`` stands in for the network."""
    doi, pmid = identify(given)
    host = crossref.HOST if doi else pubmed.HOST
    path = crossref.path(doi) if doi else pubmed.path(pmid, email=caller.email)
    asked = doi or f"PMID {pmid}"
    content = fetch(path, host=host, given=asked, agent=caller.agent, transport=transport, clock=clock)
    try:
        return crossref.found(content) if doi else pubmed.found(content, pmid=pmid)
    except NotReadable as error:
        raise NoAnswer(Trouble.UNREADABLE, host=host.name) from error


def identify(given: str) -> tuple[str, str]:
    """The DOI, or else the PMID, that somebody typed, as a link or bare; NoAnswer where it is neither."""
    given = clean(given).strip()
    shown = given if len(given) <= 60 else f"{given[:60]}…"
    if doi := csl.normalise_doi(given):
        if len(doi) > LONGEST_DOI:
            raise NoAnswer(Trouble.NO_DOI, given=shown)
        return doi, ""
    if LIKE_A_DOI.match(given):
        raise NoAnswer(Trouble.NO_DOI, given=shown)
    if number := PMID.fullmatch(given):
        if len(number[1]) > 8 or not (pmid := csl.normalise_pmid(number[1])):
            raise NoAnswer(Trouble.NO_PMID, given=shown)
        return "", pmid
    raise NoAnswer(Trouble.NEITHER, given=shown)
