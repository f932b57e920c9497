"""Citing Medicine, the National Library of Medicine's form of the Vancouver style, citations numbered in order."""

from guidance.references.styles import dates, names, numbers
from guidance.references.styles.item import Item
from guidance.references.styles.names import EtAl
from guidance.references.styles.numbers import Range
from guidance.references.styles.richtext import rich
from guidance.references.styles.runs import NOTHING, Text, ended, join, plain, wrapped
from guidance.references.styles.titlecase import capitalised

ET_AL = EtAl(least=7, shown=6)
LABELS = {
    "author": None,
    "editor": ("editor", "editors"),
    "translator": ("translator", "translators"),
    "editor-translator": ("editor & translator", "editors & translators"),
    "collection-editor": ("editor", "editors"),
}
IN_PLACE_OF_AUTHORS = (("editor-translator",), ("editor", "translator"), ("collection-editor",))

SERIALS = {"article-journal", "article-magazine", "article-newspaper", "periodical", "post-weblog", "review"}
SERIALS |= {"review-book"}
PARTS = {"chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"}
ABBREVIATED = {"article-journal", "review", "review-book"}
LAWS = {"bill", "legislation"}
INTERNET = plain("Internet")


def reference(item: Item) -> Text:
    """“Cruz A. An invented trial. J Invent Med. 2020 Jun 5;4(2):12–9. doi:10.… PubMed PMID: …”"""
    who, used = _authors(item)
    edition = NOTHING if "container-title" in item else _edition(item)
    parts = [who, _title(item), edition, _container(item, used), _imprint(item), _pages(item)]
    parts += [_page_of_site(item), _series(item, used), _report_number(item)]
    return join(" ", [ended(join(". ", parts), "."), _availability(item), _notes(item)])


def _authors(item: Item) -> tuple[Text, set[str]]:
    """Who comes first, and the fields that this took."""
    if who := _people(item, "author"):
        return who, set()
    for roles in IN_PLACE_OF_AUTHORS:
        if who := _together(item, roles):
            return who, set(roles)
    return NOTHING, set()


def _together(item: Item, roles: tuple[str, ...]) -> Text:
    """The people in ``roles``; those who are editors and translators in one are named once."""
    lists = [item.people(role) for role in roles]
    if len(roles) > 1 and lists[0] and lists[0] == lists[1]:
        return names.listed(lists[0], ET_AL, LABELS["editor-translator"])
    return join(", ", [_people(item, role) for role in roles])


def _people(item: Item, role: str) -> Text:
    return names.listed(item.people(role), ET_AL, LABELS[role])


# The title and what it stands in


def _is_page_of_site(item: Item) -> bool:
    return item.is_a("webpage") and "container-title" in item


def _title(item: Item) -> Text:
    site = _is_page_of_site(item)
    medium = wrapped("[", _medium(item), "]") if site or "container-title" not in item else NOTHING
    title = item.text("container-title" if site else "title")
    return join(" ", [title, wrapped("[", item.text("genre"), "]"), medium])


def _medium(item: Item) -> Text:
    if "medium" in item:
        return rich(capitalised(item.plain("medium")))
    return INTERNET if "URL" in item and item.type not in PARTS else NOTHING


def _container(item: Item, used: set[str]) -> Text:
    editors = NOTHING if "editor" in used else _people(item, "editor")
    found = join(". ", [editors, _larger_work(item)])
    return wrapped("In: ", found, "") if item.type in PARTS else found


def _larger_work(item: Item) -> Text:
    if item.is_a("webpage"):
        return NOTHING
    if "container-title" in item:
        long = item.type not in ABBREVIATED
        title = item.text("container-title") if long else item.abbreviated("container-title")
        online = wrapped("[", INTERNET, "]") if "URL" in item and not _is_identified(item) else NOTHING
        return join(". ", [join(" ", [title, online]), _edition(item)])
    if item.type in LAWS:
        return join(", ", [wrapped("Sect. ", item.text("section"), ""), item.number("number", Range.MINIMAL)])
    if item.is_a("speech"):
        event = item.text("event") or item.text("event-title")
        genre = rich(capitalised(item.plain("genre")))
        return join(": ", [wrapped("", genre, " presented at"), event])
    volume = join(", ", [_labelled(item, "volume", ("Vol.", "Vols.")), item.text("volume-title")])
    return join(", ", [volume, _labelled(item, "part-number", ("Pt.", "Pt.")), item.text("part-title")])


def _is_identified(item: Item) -> bool:
    """Whether it is a journal article that can be found without its address."""
    return item.is_a("article-journal") and any(field in item for field in ("DOI", "PMID", "PMCID"))


# Who published it, when, where in it


def _imprint(item: Item) -> Text:
    publisher = NOTHING
    if item.type not in SERIALS:
        publisher = join(": ", [_place(item), item.text("publisher")])
    return join("; ", [publisher, join(";", [_dated(item), _issue(item)])])


def _place(item: Item) -> Text:
    if item.is_a("speech"):
        return NOTHING
    place = item.text("publisher-place")
    return wrapped("[", place, "]") if item.is_a("thesis") else place


def _dated(item: Item) -> Text:
    issued = item.date("issued")
    if item.type in SERIALS:
        cited = NOTHING if _is_identified(item) else _cited(item)
        page = item.number("page", Range.MINIMAL) if item.is_a("article-newspaper") else NOTHING
        return join(":", [join(" ", [rich(dates.vancouver(issued)), cited]), page])
    if item.type in LAWS:
        return rich(dates.vancouver(issued))
    if item.is_a("report"):
        return join(" ", [rich(dates.vancouver(issued, days=False)), _cited(item)])
    if item.is_a("speech"):
        when = join(" ", [rich(dates.vancouver(issued)), _cited(item)])
        return join("; ", [when, item.text("event-place")])
    number = item.number("number", Range.MINIMAL) if item.is_a("patent") else NOTHING
    return join(" ", [join(", ", [number, rich(dates.year(issued))]), _cited(item)])


def _cited(item: Item) -> Text:
    """“[cited 2021 Sep 3]”, for what has an address."""
    return wrapped("[cited ", rich(dates.vancouver(item.date("accessed"))), "]") if "URL" in item else NOTHING


def _issue(item: Item) -> Text:
    """“4(2 Suppl 1):12–9”, for what appears in issues."""
    if item.type not in SERIALS - {"article-newspaper"}:
        return NOTHING
    supplement = rich(capitalised(item.plain("supplement-number")))
    if numbers.count(item.plain("supplement-number")):
        supplement = wrapped("Suppl ", supplement, "")
    issue = join(" ", [item.number("issue", Range.MINIMAL), supplement])
    volume = join(" ", [item.text("collection-title"), item.number("volume", Range.MINIMAL)])
    pages = item.number("number", Range.MINIMAL) or item.number("page", Range.MINIMAL)
    return join(":", [volume + wrapped("(", issue, ")"), pages])


def _pages(item: Item) -> Text:
    if item.type in SERIALS - {"periodical", "post-weblog"}:
        return NOTHING
    if not item.is_a("book"):
        return wrapped("p. ", item.number("page", Range.MINIMAL), "")
    label = " p" if numbers.count(item.plain("number-of-pages")) else ""
    return ended(wrapped("", item.number("number-of-pages", Range.MINIMAL), label), "." if label else "")


# What is told last


def _page_of_site(item: Item) -> Text:
    return item.text("title") if _is_page_of_site(item) else NOTHING


def _series(item: Item, used: set[str]) -> Text:
    if item.type in SERIALS or "collection-title" not in item:
        return NOTHING
    number = _labelled(item, "collection-number", ("no.", "nos."))
    editors = NOTHING if "collection-editor" in used else _people(item, "collection-editor")
    return wrapped("(", join(". ", [editors, join("; ", [item.text("collection-title"), number])]), ")")


def _report_number(item: Item) -> Text:
    if not item.is_a("report") or "number" not in item:
        return NOTHING
    how_many = numbers.count(item.plain("number"))
    label = ("", " no.:", " nos.:")[min(how_many, 2)]
    kind = rich(capitalised(item.plain("genre"))) or plain("Report")
    return join(" ", [kind + plain(label), item.number("number", Range.MINIMAL)])


def _availability(item: Item) -> Text:
    archive = join(", ", [item.text(field) for field in ("archive_collection", "archive", "archive-place")])
    located = wrapped("Located at: ", join("; ", [archive, item.text("archive_location")]), "")
    address = NOTHING if _is_identified(item) else wrapped("Available from: ", item.url(), "")
    return join(". ", [located, join(" ", [address, wrapped("doi:", item.doi(), "")])])


def _notes(item: Item) -> Text:
    pubmed = wrapped("PubMed PMID: ", item.pmid(), "")
    central = wrapped("PubMed Central PMCID: ", item.pmcid(), "")
    return ended(join(". ", [join("; ", [pubmed, central]), item.text("references")]), ".")


def _labelled(item: Item, field: str, labels: tuple[str, str]) -> Text:
    how_many = numbers.count(item.plain(field))
    label = plain(labels[how_many > 1]) if how_many else NOTHING
    return join(" ", [label, item.number(field, Range.MINIMAL)])


def _edition(item: Item) -> Text:
    how_many = numbers.count(item.plain("edition"))
    if not how_many:
        return item.text("edition")
    return plain(f"{numbers.ordinal(item.plain('edition'), Range.MINIMAL)} {('ed.', 'eds.')[how_many > 1]}")
