"""What is read out of a reference's CSL-JSON, and the one spelling of its identifiers."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from guidance.canonical import clean

DOI = re.compile(r"10\.\d{4,9}/\S+")
DOI_LINK = re.compile(r"\s*https?://(?:dx\.)?doi\.org/", re.IGNORECASE)  # where “/” may stand as “%2F”
PMID = re.compile(r"\d{1,9}")
SHOWN_AUTHORS = 6
MOST_INITIALS = 4  # “ALG” is three initials, not one name


def normalise_doi(text: str) -> str:
    """The bare, lower-case DOI in ``text`` (“https://doi.org/10.1000/X.” gives “10.1000/x”), or “”."""
    found = DOI.search(clean(unquote(text)) if DOI_LINK.match(text) else text)
    if not found:
        return ""
    doi = found.group().rstrip(".,;:'\"]}>")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;")
    return doi.lower()


def normalise_pmid(text: str) -> str:
    """The digits of the PubMed identifier in ``text`` (“PMID: 030969503” gives “30969503”), or “”."""
    found = PMID.search(text)
    return found.group().lstrip("0") if found else ""


def normalised(csl: Mapping[str, Any]) -> dict[str, Any]:
    """``csl`` with its DOI and PMID in their one spelling, and without them where they are none."""
    record = dict(csl)
    for field, normalise in (("DOI", normalise_doi), ("PMID", normalise_pmid)):
        value = normalise(str(record.pop(field, "") or ""))
        if value:
            record[field] = value
    return record


def authors(csl: Mapping[str, Any]) -> str:
    """“Cortese I, Reich DS, Nath A”; after six names “et al.”"""
    people = csl.get("author") or ()
    if not isinstance(people, Sequence) or isinstance(people, str):
        return ""
    names = [name for name in map(_name, people) if name]
    return ", ".join(names[:SHOWN_AUTHORS] + (["et al."] if len(names) > SHOWN_AUTHORS else []))


def _name(person: Any) -> str:
    if not isinstance(person, Mapping):
        return ""
    if literal := person.get("literal"):
        return str(literal)
    parts = re.split(r"[\s.\-]+", str(person.get("given", "")))
    initials = "".join(part if part.isupper() and len(part) <= MOST_INITIALS else part[:1] for part in parts)
    return " ".join(part for part in (str(person.get("family", "")), initials) if part)


def source(csl: Mapping[str, Any]) -> str:
    """The journal, book or issuing body, as a reader would name it."""
    return str(csl.get("container-title") or csl.get("publisher") or "")


def details(csl: Mapping[str, Any]) -> str:
    """“17(1):37-51”, as much of it as is known."""
    issue = f"({csl['issue']})" if csl.get("issue") else ""
    pages = f":{csl['page']}" if csl.get("page") else ""
    return f"{csl.get('volume', '')}{issue}{pages}".lstrip(":")


def link(csl: Mapping[str, Any]) -> str:
    """Where the source can be opened: its DOI, else PubMed, else its own http address, else “”."""
    if doi := csl.get("DOI"):
        return f"https://doi.org/{doi}"
    if pmid := csl.get("PMID"):
        return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
    url = str(csl.get("URL", ""))
    return url if url.startswith(("https://", "http://")) else ""
