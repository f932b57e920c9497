"""CSL items as RIS, BibTeX, PubMed's .nbib or CSL-JSON.

    text = exporting.write([(key, csl), …], Format.RIS)

What is written reads back (`guidance.references.importing`) as `carried` says: tidy, without what the format has no
place for.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from guidance.references import markup, record
from guidance.references.exporting import bibtex, csljson, nbib, ris
from guidance.references.importing import Format

__all__ = ["EXTENSIONS", "MEDIA_TYPES", "Format", "carried", "write"]

WRITERS = {Format.RIS: ris, Format.NBIB: nbib, Format.BIBTEX: bibtex, Format.CSL_JSON: csljson}
EXTENSIONS = {Format.RIS: "ris", Format.NBIB: "nbib", Format.BIBTEX: "bib", Format.CSL_JSON: "csl.json"}
MEDIA_TYPES = {
    Format.RIS: "application/x-research-info-systems",
    Format.NBIB: "application/nbib",
    Format.BIBTEX: "application/x-bibtex",
    Format.CSL_JSON: "application/vnd.citationstyles.csl+json",
}


def write(items: Iterable[tuple[str, Mapping[str, Any]]], form: Format) -> str:
    """The text of a file that holds each of ``items`` (key and CSL record) under its key."""
    marked = ((key, markup.each(record.tidy(item), markup.marked)) for key, item in items)
    text: str = WRITERS[form].write(marked)
    return text


def carried(item: Mapping[str, Any], form: Format) -> dict[str, Any]:
    """What of ``item`` a file in this format holds."""
    return record.tidy(WRITERS[form].carried(record.tidy(item)))
