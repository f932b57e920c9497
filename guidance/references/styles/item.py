"""A CSL-JSON item as the styles read it: whatever a field holds, they get text, names or a date."""

import re
from collections.abc import Mapping
from typing import Any

from guidance.references import csl as identifiers
from guidance.references.styles import dates, names, numbers
from guidance.references.styles.dates import Date
from guidance.references.styles.numbers import Range
from guidance.references.styles.richtext import rich
from guidance.references.styles.runs import Text, plain
from guidance.references.styles.titlecase import title_case

BLANKS = re.compile(r"[\x00-\x1f\x7f-\xa0]+")
NOTED = re.compile(r"^\s*(PMID|PMCID)\s*:\s*(\S+)\s*$", re.MULTILINE)
RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
SHORT = {"container-title": ("container-title-short", "journalAbbreviation", "container-title")}
PERIOD = re.compile(r"\.(?![a-z])")


class Item:
    def __init__(self, csl: Mapping[str, Any]) -> None:
        note = csl.get("note")
        noted = dict(NOTED.findall(note)) if isinstance(note, str) and "PM" in note else {}
        self._csl = {**noted, **{key: value for key, value in csl.items() if value not in (None, "")}}
        self.type = self.plain("type")

    def __contains__(self, field: str) -> bool:
        return bool(self.plain(field))

    def is_a(self, *types: str) -> bool:
        return self.type in types

    def plain(self, field: str) -> str:
        """The characters of ``field``, “” where it holds neither text nor a number."""
        value = self._csl.get(field)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return ""
        return BLANKS.sub(" ", str(value)).strip()

    def text(self, field: str) -> Text:
        return rich(self.plain(field))

    def titled(self, field: str) -> Text:
        """``field`` in title case, where the item is in English."""
        language = self.plain("language")
        text = self.plain(field)
        return rich(title_case(text) if not language or language.lower().startswith("en") else text)

    def abbreviated(self, field: str) -> Text:
        """The short form of ``field``, or its long one, without the periods of abbreviations."""
        text = next(filter(None, map(self.plain, SHORT[field])), "")
        return rich(PERIOD.sub("", text))

    def number(self, field: str, style: Range) -> Text:
        return rich(numbers.ranges(self.plain(field), style, field))

    def date(self, field: str) -> Date | None:
        return dates.date(self._csl.get(field))

    def people(self, field: str) -> list[str]:
        return names.people(self._csl.get(field))

    def doi(self) -> Text:
        """The DOI without what resolves it, a link where it is one."""
        doi = RESOLVER.sub("", self.plain("DOI"))
        return plain(doi, f"https://doi.org/{doi}" if identifiers.DOI.fullmatch(doi) else "")

    def url(self) -> Text:
        return plain(self.plain("URL"), identifiers.link({"URL": self.plain("URL")}))

    def pmid(self) -> Text:
        pmid = self.plain("PMID")
        return plain(pmid, identifiers.link({"PMID": pmid}) if identifiers.PMID.fullmatch(pmid) else "")

    def pmcid(self) -> Text:
        pmcid = self.plain("PMCID")
        found = re.fullmatch(r"(?:PMC)?(\d{1,9})", pmcid, re.ASCII)
        return plain(pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/PMC{found[1]}/" if found else "")
