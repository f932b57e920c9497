"""What is said of a work after it came out, as Crossref records it: corrections, warnings, retractions.

Crossref calls it an update. The work that is updated lists its notices under “updated-by”; a notice lists the works
that it is about under “update-to” (https://www.crossref.org/documentation/crossmark/version-control-corrections-and-retractions/).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guidance.canonical import clean
from guidance.references import csl
from guidance.vocabularies import Standing

# What else there is (addendum, clarification, new version, …) takes nothing from a work.
STANDINGS = {
    "correction": Standing.CORRECTED,
    "corrigendum": Standing.CORRECTED,
    "erratum": Standing.CORRECTED,
    "expression_of_concern": Standing.CONCERN,
    "partial_retraction": Standing.CONCERN,
    "retraction": Standing.RETRACTED,
    "withdrawal": Standing.RETRACTED,
    "removal": Standing.RETRACTED,
}
# From the mildest to the gravest.
GRAVITY = (Standing.CURRENT, Standing.CORRECTED, Standing.SUPERSEDED, Standing.CONCERN, Standing.RETRACTED)
LONGEST_WORDS = 200


@dataclass(frozen=True)
class Update:
    """That the work ``doi`` or ``pmid`` is said to be of ``standing``; ``notice`` says where, ``on`` when."""

    standing: Standing
    kind: str
    doi: str = ""
    pmid: str = ""
    notice: str = ""
    on: str = ""
    told_by: str = "Crossref"

    @property
    def reason(self) -> str:
        """“Crossref: retraction, 2024-03-26, 10.5555/notice.”"""
        return f"{self.told_by}: {', '.join(filter(None, (self.kind, self.on, self.notice)))}."

    def is_about(self, doi: str, pmid: str) -> bool:
        """True of the work that has this DOI or, where not both have one, this PMID."""
        if self.doi and doi:
            return self.doi == doi
        return bool(self.pmid) and self.pmid == pmid


def standing(kind: object) -> Standing | None:
    """What an update of this ``kind`` (“Expression of concern”) makes of a work; None where that is nothing."""
    return STANDINGS.get(re.sub(r"[\s_-]+", "_", str(kind).strip().casefold()))


def is_graver(one: Standing, other: Standing) -> bool:
    return GRAVITY.index(one) > GRAVITY.index(other)


def gravest(updates: Iterable[Update]) -> Update | None:
    """The one that takes most from its work, of several the first; None of none."""
    return max(updates, key=lambda update: GRAVITY.index(update.standing), default=None)


def of_work(work: Mapping[str, Any]) -> Iterator[Update]:
    """All that a Crossref work says has become of itself, and of the works that it is a notice about."""
    own_doi, own_pmid = identifiers(work)
    for entry in entries(work, "updated-by"):
        yield from _update(entry, own_doi, own_pmid, notice=identifiers(entry)[0])
    for entry in entries(work, "update-to"):
        doi, pmid = identifiers(entry)
        yield from _update(entry, doi, pmid, notice="" if doi == own_doi else own_doi)


def tells_updates(work: Mapping[str, Any]) -> bool:
    return bool(entries(work, "updated-by") or entries(work, "update-to"))


def identifiers(record: Mapping[str, Any]) -> tuple[str, str]:
    """Its DOI and PMID in their one spelling, each “” where it has none."""
    return csl.normalise_doi(_text(record.get("DOI"))), csl.normalise_pmid(_text(record.get("PMID")))


def _update(entry: Mapping[str, Any], doi: str, pmid: str, *, notice: str) -> Iterator[Update]:
    if (found := standing(entry.get("type"))) and (doi or pmid):
        words = _text(entry.get("type")).replace("_", " ").lower()
        yield Update(found, words, doi, pmid, notice, _day(entry.get("updated")))


def entries(work: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The notices, or the works, that a work lists under ``name``."""
    listed = work.get(name)
    return [entry for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, list) else []


def _day(value: Any) -> str:
    """“2024-03-26”, or as much of it as a CSL date tells."""
    try:
        parts = [int(part) for part in value["date-parts"][0][:3]]
    except (KeyError, IndexError, OverflowError, TypeError, ValueError):
        return ""
    return "-".join(f"{part:02}" for part in parts)


def _text(value: Any) -> str:
    return clean(str(value)).strip()[:LONGEST_WORDS] if isinstance(value, str | int) else ""
