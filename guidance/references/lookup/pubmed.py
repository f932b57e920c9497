"""An article as PubMed has it (NCBI's E-utilities, https://www.ncbi.nlm.nih.gov/books/NBK25499/), as CSL-JSON."""

import re
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from guidance import canonical
from guidance.interchange import labels
from guidance.references import csl
from guidance.references.lookup.fetching import Host
from guidance.references.lookup.found import Found, NotReadable
from guidance.references.lookup.troubles import NoAnswer, Trouble
from guidance.references.updates import STANDINGS, Update
from guidance.vocabularies import ReferenceKind

# Three requests a second for whoever has no key.
HOST = Host("PubMed", "https://eutils.ncbi.nlm.nih.gov", seconds=0.34)
TOOL = "leuko"

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# The publication types of PubMed, the most telling first.
KINDS = {
    "practice guideline": ReferenceKind.GUIDELINE,
    "guideline": ReferenceKind.GUIDELINE,
    "consensus development conference": ReferenceKind.GUIDELINE,
    "systematic review": ReferenceKind.SYSTEMATIC_REVIEW,
    "meta-analysis": ReferenceKind.SYSTEMATIC_REVIEW,
    "randomized controlled trial": ReferenceKind.TRIAL,
    "controlled clinical trial": ReferenceKind.TRIAL,
    "clinical trial": ReferenceKind.TRIAL,
    "case reports": ReferenceKind.CASE_REPORT,
    "observational study": ReferenceKind.COHORT,
    "review": ReferenceKind.REVIEW,
}
# What PubMed calls the notices about an article, in Crossref's words.
NOTICES = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "partial retraction",
    "ExpressionOfConcernIn": "expression of concern",
    "ErratumIn": "erratum",
    "CorrectedandRepublishedIn": "correction",
}
RETRACTED = "retracted publication"


def path(pmid: str, *, email: str) -> str:
    asked = {"db": "pubmed", "id": pmid, "retmode": "xml", "tool": TOOL, "email": email}
    return f"/entrez/eutils/efetch.fcgi?{urlencode(asked)}"


def found(content: bytes, *, pmid: str) -> Found:
    """The article that an answer holds; NotReadable where it is none, NoAnswer where it holds no article."""
    root = _parsed(content)
    article = root.find("PubmedArticle")
    if article is None:
        is_book = root.find("PubmedBookArticle") is not None
        raise NoAnswer(Trouble.NO_ARTICLE if is_book else Trouble.NOT_FOUND, host=HOST.name, given=f"PMID {pmid}")
    record = csl.normalised(canonical.clean_value({name: value for name, value in _record(article).items() if value}))
    if not record.get("title") or record.get("PMID") != pmid:
        raise NotReadable("It has no title, or is about another article.")
    types = [_text(one).casefold() for one in article.iterfind("MedlineCitation/Article/PublicationTypeList/*")]
    return Found(record, _kind(types, record), tuple(_updates(article, types, record)), HOST.name)


def _parsed(content: bytes) -> Element:
    if b"<!ENTITY" in content:  # PubMed declares none: whoever does is up to something
        raise NotReadable("It declares entities of its own.")
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise NotReadable(str(error)) from error
    if root.tag != "PubmedArticleSet":
        raise NotReadable("It is no set of articles.")
    return root


def _record(entry: Element) -> dict[str, Any]:
    citation = entry.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if citation is None or article is None:
        raise NotReadable("It has no article.")
    issue = "Journal/JournalIssue"
    return {
        "type": "article-journal",
        "title": _at(article, "ArticleTitle").rstrip(".") or _at(article, "VernacularTitle").rstrip("."),
        "author": [person for each in article.iterfind("AuthorList/Author") if (person := _person(each))],
        "container-title": _at(article, "Journal/Title"),
        "container-title-short": _at(article, "Journal/ISOAbbreviation").replace(".", ""),
        "issued": _date(article.find(f"{issue}/PubDate")) or _date(article.find("ArticleDate")),
        "volume": _at(article, f"{issue}/Volume"),
        "issue": _at(article, f"{issue}/Issue"),
        "page": _at(article, "Pagination/MedlinePgn") or _at(article, "ELocationID[@EIdType='pii']"),
        "ISSN": _at(article, "Journal/ISSN"),
        "DOI": _at(entry, "PubmedData/ArticleIdList/ArticleId[@IdType='doi']")
        or _at(article, "ELocationID[@EIdType='doi']"),
        "PMID": _at(citation, "PMID"),
        "PMCID": _at(entry, "PubmedData/ArticleIdList/ArticleId[@IdType='pmc']"),
    }


def _person(author: Element) -> dict[str, str]:
    if name := _at(author, "CollectiveName"):
        return {"literal": name}
    parts = {"family": "LastName", "given": "ForeName", "suffix": "Suffix"}
    person = {part: text for part, tag in parts.items() if (text := _at(author, tag))}
    if "family" not in person:
        return {}
    return person if "given" in person or not (initials := _at(author, "Initials")) else person | {"given": initials}


def _date(date: Element | None) -> dict[str, Any]:
    """Of “2019 Mar-Apr”, as some issues are dated, the year."""
    year = re.match(r"\d{4}", _at(date, "Year") or _at(date, "MedlineDate"))
    if not year:
        return {}
    parts = [int(year.group())]
    month, day = _at(date, "Month").casefold()[:3], _at(date, "Day")
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month) if re.fullmatch(r"0?[1-9]|1[0-2]", month) else 0
    parts += [number] if number else []
    parts += [int(day)] if number and re.fullmatch(r"0?[1-9]|[12]\d|3[01]", day) else []
    return {"date-parts": [parts]}


def _kind(types: list[str], record: dict[str, Any]) -> ReferenceKind:
    told = next((kind for name, kind in KINDS.items() if name in types), None)
    told = told or (ReferenceKind.TRIAL if any(name.startswith("clinical trial") for name in types) else None)
    return told or labels.kind("", str(record["title"]), csl.source(record))


def _updates(entry: Element, types: list[str], record: dict[str, Any]) -> list[Update]:
    of = {"doi": str(record.get("DOI", "")), "pmid": str(record["PMID"]), "told_by": HOST.name}
    said = []
    for notice in entry.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        if kind := NOTICES.get(notice.get("RefType", "")):
            pmid = _at(notice, "PMID")
            where = f"PMID {pmid}" if pmid else _at(notice, "RefSource")
            said.append(Update(STANDINGS[kind.replace(" ", "_")], kind, notice=where, **of))
    if RETRACTED in types and not any(update.kind == "retraction" for update in said):
        said.append(Update(STANDINGS["retraction"], "retraction", **of))
    return said


def _at(element: Element | None, way: str) -> str:
    return _text(element.find(way)) if element is not None else ""


def _text(element: Element | None) -> str:
    """All that is written in it, without its mark-up."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
