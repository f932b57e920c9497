"""RIS, BibTeX, PubMed's .nbib and CSL-JSON, read into tidy CSL items.

    listing = importing.split(content)          # Listing: format, encoding, raws; NotReferences with a sentence
    found = importing.parse(raw, listing.format)    # Record, or Unreadable with the reason
    reading = importing.read(content)           # both at once: Reading(format, encoding, records, unreadable)

``content`` is the bytes of a file or a pasted text; its format is told from what it says. A Raw is three plain values
(number, line, text), so a long import can keep the listing and read some hundred records at a time: reading one needs
nothing of the others. A record that cannot be read costs no other record.

What a record holds afterwards is said in `guidance.references.record`; all text is clean (`guidance.canonical.clean`).
"""

from guidance.canonical import clean
from guidance.references import markup, record
from guidance.references.importing import bibtex, csljson, formats, kinds, nbib, ris, sources
from guidance.references.importing.formats import Format, NotReferences
from guidance.references.importing.records import CannotRead, Listing, Raw, Reading, Record, Unreadable

__all__ = ["Format", "Listing", "NotReferences", "Raw", "Reading", "Record", "Unreadable", "parse", "read", "split"]

MOST_RECORDS = 10_000
LARGEST = 60_000_000  # bytes, or characters of a pasted text
LONGEST = 2_000_000  # characters of one record; a paper of 3,000 authors with their addresses has half as many

GAPS = str.maketrans("\v\f\x85", "   ")  # what some programs break a line with inside a field
READERS = {Format.RIS: ris, Format.NBIB: nbib, Format.BIBTEX: bibtex, Format.CSL_JSON: csljson}


def split(content: bytes | str) -> Listing:
    """The records of ``content`` as they stand there; NotReferences where it is no list of references."""
    if len(content) > LARGEST:
        raise NotReferences("This file is larger than 60 MB. Export the references in several files.")
    if isinstance(content, bytes):
        formats.check_bytes(content)
    text = sources.told(content)
    form = formats.told(text.lines())
    raws = []
    for number, (line, block) in enumerate(READERS[form].split(text.lines()), 1):
        if number > MOST_RECORDS:
            raise NotReferences("These are more than 10,000 references. Export them in several files.")
        raws.append(Raw(number, line, clean(block.translate(GAPS))))
    return Listing(form, text.encoding, tuple(raws))


def parse(raw: Raw, form: Format) -> Record | Unreadable:
    """The source that ``raw`` describes, or why it cannot be read."""
    try:
        return _read(raw, form)
    except CannotRead as error:
        return Unreadable(raw.number, raw.line, str(error))
    except RecursionError:
        return Unreadable(raw.number, raw.line, "It is nested too deeply to read.")


def _read(raw: Raw, form: Format) -> Record:
    if len(raw.text) > LONGEST:
        raise CannotRead("It is longer than 2 million characters.")
    draft = READERS[form].parse(raw.text)
    csl = record.tidy(markup.each(draft.csl, markup.plain))
    if not csl.get("title"):
        raise CannotRead("It has no title.")
    kind = kinds.kind(draft.filed_under, csl["type"])
    return Record(raw.number, raw.line, csl, kind, kinds.standing(draft.filed_under, csl["title"]))


def read(content: bytes | str) -> Reading:
    """All of ``content``; NotReferences where it is no list of references."""
    listing = split(content)
    return Reading(listing.format, listing.encoding, *_sorted(listing))


def _sorted(listing: Listing) -> tuple[tuple[Record, ...], tuple[Unreadable, ...]]:
    records: list[Record] = []
    unreadable: list[Unreadable] = []
    for raw in listing.raws:
        found = parse(raw, listing.format)
        if isinstance(found, Record):
            records.append(found)
        else:
            unreadable.append(found)
    return tuple(records), tuple(unreadable)
