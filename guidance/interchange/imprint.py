"""Title, source, year and identifiers, read out of one printed reference."""

import re
from collections.abc import Sequence
from typing import Any

from guidance.references import csl

LONGEST = 4000  # characters of one reference that are read for its parts
YEAR = r"(?:18|19|20)\d\d"

DOI = re.compile(r"(?:\bdoi\b ?:? ?)?(?:https?://)?(?:(?:dx\.)?doi\.org/)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE)
PMID = re.compile(
    r"(?:\bPMID ?:? ?|(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)(?P<pmid>\d{1,9})/?",
    re.I,
)
PMCID = re.compile(r"(?:\bPMCID ?:? ?)?(?<!/)\b(?P<pmcid>PMC\d{3,9})\b", re.IGNORECASE)
URL = re.compile(r"(?:(?:available (?:at|from)|url|link) ?:? ?)?(?P<url>(?:https?://|www\.)[^\s<>\"]+)", re.IGNORECASE)

# What tells details of a source from other words; and, more strictly, where a title cannot be all there is.
DETAIL = re.compile(rf"\b{YEAR}\b|\b10\.\d{{4,9}}/|\bPMID\b|https?://|\bdoi\b", re.IGNORECASE)
ISSUED = re.compile(
    rf"[,.;] ?(?:[A-Z][a-z]{{2,8}}\.? )?{YEAR}\)?\.?$|[(\[]{YEAR}|\b{YEAR}(?: [A-Z][a-z]{{2,8}}\.?)?(?: \d{{1,2}})?[;:]"
    r"|\b10\.\d{4,9}/|\bPMID\b|https?://",
    re.IGNORECASE | re.MULTILINE,
)

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DATED = re.compile(
    rf"[(\[]?(?:(?P<before>(?:\d{{1,2}} )?{MONTH}(?: \d{{1,2}},?)?) )?\b(?P<year>{YEAR})\b"
    rf"(?P<after> {MONTH}(?: \d{{1,2}})?)?[a-z]?[)\]]?"
)
VOLUME = re.compile(
    r"^[;:,.\s]*(?:vol(?:ume)?\.? ?)?(?P<volume>\d{1,4})(?: ?\((?P<issue>[\w .–-]{1,20})\))?"
    r"(?: ?[:,] ?(?:pp?\.? ?)?(?P<page>[A-Za-z]{0,2}\d{1,6}(?: ?[–-] ?[A-Za-z]{0,2}\d{1,6})?))?\.?"
)
SENTENCE = re.compile(r"(?<=[^\s.][.?!])[\"”]?\s+(?=[\"“‘A-Z0-9])")
NAME = re.compile(
    r"(?:(?:de|la|le|da|di|du|van|von|der|den|ter|ten|el|al|bin|dos|del|della) )*"
    r"(?:[A-ZÀ-ÞŁŠŽ][\w'’-]+ ){1,3}[A-Z](?:[.-]?[A-Z]){0,3}\.?"
)
INITIALS = re.compile(r"(?:[A-Z]\.[ -]?){1,4}")
ET_AL = re.compile(r"(?:and |& )?(?:others|et al\.?)", re.IGNORECASE)
BODY = re.compile(
    r"\b(?:institute|society|association|organi[sz]ation|committee|panel|department|agency|administration|college|academy|"
    r"network|cent(?:re|er)s?|ministry|council|foundation|federation|university|authority|service|NICE|WHO|FDA|EMA|CDC)\b",
    re.IGNORECASE,
)
WORK = re.compile(
    r"guideline|guidance|consensus|statement|recommendation|report|treatment|management|\bfor\b", re.IGNORECASE
)


def imprint(lines: Sequence[str]) -> dict[str, Any]:
    """CSL's fields of a reference printed on ``lines``, its journal or issuing body under “source”.

    What is printed and fits no field is kept in “note”.
    """
    record: dict[str, Any] = {}
    text = "\n".join(lines)
    if len(text) > LONGEST:
        return {"title": " ".join(text.split())}
    parts = [part for part in (_tidy(part) for part in _identified(text, record).split("\n")) if part]
    parts = _unwrapped(parts)
    if not parts:
        return {"title": " ".join(text.split())[:300], **record}
    notes = _printed_over_lines(parts, record) if len(parts) > 1 else _printed_in_one(parts[0], record)
    if note := " ".join(note for note in notes if re.search(r"\w", note)):
        record["note"] = note
    return record


def _identified(text: str, record: dict[str, Any]) -> str:
    """``text`` without its identifiers, which go into ``record``."""
    for pattern, name, field in (
        (DOI, "doi", "DOI"),
        (PMID, "pmid", "PMID"),
        (PMCID, "pmcid", "PMCID"),
        (URL, "url", "URL"),
    ):
        if found := pattern.search(text):
            value = {"DOI": csl.normalise_doi, "PMID": csl.normalise_pmid}.get(field, _bare)(found[name])
            if not value:
                continue
            record[field] = value
            text = f"{text[: found.start()]} {text[found.end() :]}"
    return text


def _bare(printed: str) -> str:
    return printed.rstrip(".,;)")


def _tidy(part: str) -> str:
    part = re.sub(r"\s+", " ", part).strip()
    part = (
        re.sub(r"[\s(\[]*[)\]]$", "", part)
        if part.count("(") + part.count("[") < part.count(")") + part.count("]")
        else part
    )
    return re.sub(r"(?:[\s|·;,(\[]|\b(?:doi|PMID|PMCID|URL|DOI)\b:?)+$", "", part).strip(" |·;,")


def _unwrapped(parts: list[str]) -> list[str]:
    """One part where the lines were only wrapped: they begin with authors and more, or go on in lower case."""
    joined: list[str] = []
    for part in parts:
        if joined and (part[0].islower() or joined[-1].endswith((",", " and", " of", " the"))):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    first = SENTENCE.split(joined[0]) if joined else []
    if len(first) > 1 and authors(first[0]) is not None:
        return [" ".join(joined)]
    return joined


def _printed_over_lines(parts: list[str], record: dict[str, Any]) -> list[str]:
    """Title, then authors, source and year, each on a line of its own; what was left over."""
    notes: list[str] = []
    if (people := authors(parts[0])) is not None:
        record["author"], parts = people, parts[1:]
    record["title"] = untitled(parts[0])
    for part in parts[1:]:
        if "author" not in record and (people := authors(part)) is not None:
            record["author"] = people
        elif "issued" not in record and (dated := _last_year(part)):
            source, rest = part[: dated.start()].strip(" ,.;:(–—-|"), part[dated.end() :]
            notes += [*_date(dated, record), _volume(rest, record)]
            if source and "source" in record:
                notes.append(source)
            elif source:
                record["source"] = source
        elif "source" not in record and "issued" not in record:
            record["source"] = part.rstrip(".")
        else:
            notes.append(_volume(part, record) if "volume" not in record else part)
    if "issued" not in record and (dated := _last_year(parts[0])) and parts[0][dated.start()] in "([":
        _date(dated, record)
    return notes


def _printed_in_one(text: str, record: dict[str, Any]) -> list[str]:
    """Everything in one line: authors, title, source, year, in one of the usual orders; what was left over."""
    dated = _last_year(text)
    head, rest = (text[: dated.start()].strip(" ,;:(–—-|"), text[dated.end() :]) if dated else (text, "")
    notes = _date(dated, record) if dated else []
    people = authors(head.rstrip("."))
    if people is not None and len(rest.split()) > 2:
        record["author"], head, rest = people, rest.strip(" .,:;"), ""
    segments = _segments(head)
    if len(segments) > 1 and (people := authors(segments[0])) is not None:
        record["author"], segments = people, segments[1:]
    elif len(segments) > 2 and len(segments[0]) < 80 and BODY.search(segments[0]) and not WORK.search(segments[0]):
        record["author"], segments = [{"literal": segments[0].rstrip(".")}], segments[1:]
    if not segments:
        record["title"] = untitled(text)
        return notes
    record["title"] = untitled(segments[0])
    if len(segments) > 1:
        record["source"], tail = _source(" ".join(segments[1:]), record)
        notes.append(tail)
    return [*notes, _volume(rest, record)]


def _source(printed: str, record: dict[str, Any]) -> tuple[str, str]:
    """“Journal, 12(3), 45-67” as the journal's name and what is left."""
    found = re.search(r"[,.;] ?(?=\d{1,4} ?\(|\d{1,4}[:,])", printed)
    if not found:
        return printed.strip(" .,;"), ""
    return printed[: found.start()].strip(" .,;"), _volume(printed[found.end() :], record)


def _segments(head: str) -> list[str]:
    quoted = re.match(r"(?P<before>[^“\"]{0,400})[“\"](?P<title>[^”\"]{3,400})[”\"][.,]?\s*(?P<after>.*)$", head)
    if quoted and (quoted["after"] or authors(quoted["before"].strip(" .,")) is not None):
        return [part for part in (quoted["before"].strip(" ,."), quoted["title"], quoted["after"]) if part.strip()]
    segments = [segment for segment in SENTENCE.split(head) if segment.strip()]
    if len(segments) > 1:
        return segments
    for separator in (" | ", " — ", " – ", " · "):
        if separator in head:
            return [part for part in head.split(separator) if part.strip()]
    title, comma, source = head.rpartition(", ")
    if comma and source[:1].isupper() and len(title.split()) >= 3:
        return [title, source]
    return [head]


def authors(printed: str) -> list[dict[str, str]] | None:
    """“Cortese I, Reich DS, et al.” as CSL's names; None where ``printed`` is anything but a list of names."""
    if len(printed) > 1500 or not re.match(r"[A-ZÀ-Þa-z]", printed):
        return None
    people: list[dict[str, str]] = []
    pieces = [piece.strip() for piece in re.split(r"[,;]|\band\b|&", printed.strip(" .")) if piece.strip()]
    for piece in pieces:
        family, _, given = piece.rstrip(".").rpartition(" ")
        if ET_AL.fullmatch(piece) or (people and piece.casefold().endswith(" et al") and NAME.fullmatch(piece[:-6])):
            people.append({"literal": "et al."})
        elif piece.casefold().endswith(" et al") and NAME.fullmatch(piece[:-6]):
            family, _, given = piece[:-6].rpartition(" ")
            people += [{"family": family, "given": given}, {"literal": "et al."}]
        elif len(piece) < 60 and NAME.fullmatch(piece):
            people.append({"family": family, "given": given})
        elif people and INITIALS.fullmatch(piece if piece.endswith(".") else f"{piece}.") and "given" not in people[-1]:
            people[-1]["given"] = piece
        elif re.fullmatch(r"[A-ZÀ-Þ][\w'’-]{1,30}", piece) and printed.count(".") > 0 and len(pieces) > 1:
            people.append({"family": piece})
        else:
            return None
    return people if people and all("given" in person or "literal" in person for person in people) else None


def untitled(title: str) -> str:
    """``title`` as printed, without the full stop behind it."""
    title = title.strip()
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title


def _last_year(text: str) -> re.Match[str] | None:
    """The year of issue: the last in brackets, else the last one."""
    years = list(DATED.finditer(text))
    return next((found for found in reversed(years) if found.group()[0] in "(["), years[-1] if years else None)


def _date(dated: re.Match[str], record: dict[str, Any]) -> list[str]:
    """Notes the year; a month or day printed with it is left over."""
    record["issued"] = {"date-parts": [[int(dated["year"])]]}
    return [part.strip() for part in (dated["before"], dated["after"]) if part]


def _volume(rest: str, record: dict[str, Any]) -> str:
    """What is left of ``rest`` once volume, issue and pages are in ``record``."""
    rest = rest.strip()
    found = VOLUME.match(rest)
    if found and "volume" not in record:
        record.update({name: value for name, value in found.groupdict().items() if value})
        rest = rest[found.end() :]
    return rest.strip(" ,.;:")
