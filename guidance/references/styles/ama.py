"""The AMA Manual of Style, 11th edition."""

from guidance.references.styles import dates, names, numbers
from guidance.references.styles.item import Item
from guidance.references.styles.names import EtAl
from guidance.references.styles.numbers import Range
from guidance.references.styles.richtext import rich
from guidance.references.styles.runs import NOTHING, Text, ended, italic, join, plain, wrapped
from guidance.references.styles.titlecase import capitalised

ET_AL = EtAl(least=7, shown=3)
EDITORS = ("ed.", "eds.")

IN_ITALICS = {"bill", "book", "graphic", "legal_case", "legislation", "motion_picture", "report", "song", "thesis"}
BOOKS = IN_ITALICS - {"legal_case", "thesis"}
PARTS = {"chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"}
PAGES_OF_A_SITE = {"post", "post-weblog", "webpage"}


def reference(item: Item) -> Text:
    """“Cruz A. An invented trial. *J Invent Med*. 2020;4(2):12-19. doi:10.…”"""
    who, editors, title = names.listed(item.people("author"), ET_AL), _editors(item), _title(item)
    if not who and editors:
        who, editors = editors, NOTHING
    source = _source(item, editors)
    return join(". ", [ended(join(". ", [who, title, *source]), "."), _access(item)])


def _source(item: Item, editors: Text) -> list[Text]:
    """What follows the title."""
    if item.type in BOOKS:
        return [_book(item, editors)]
    if item.type in PARTS:
        return [_part(item, editors)]
    if item.type in PAGES_OF_A_SITE:
        return [item.text("container-title"), rich(dates.american(item.date("issued")))]
    if item.is_a("legal_case"):
        return [_case(item, editors)]
    if item.is_a("speech"):
        return [_speech(item)]
    if item.is_a("thesis"):
        return [item.text("genre"), _published(item)]
    return _article(item, editors)


def _title(item: Item) -> Text:
    return italic(item.titled("title")) if item.type in IN_ITALICS else item.text("title")


def _editors(item: Item) -> Text:
    return names.listed(item.people("editor"), ET_AL, EDITORS)


def _published(item: Item) -> Text:
    return join("; ", [item.text("publisher"), rich(dates.year(item.date("issued")))])


def _book(item: Item, editors: Text) -> Text:
    parts = [_labelled(item, "volume", ("Vol", "Vols")), _edition(item), wrapped("(", editors, ")"), _published(item)]
    return join(":", [join(". ", parts), item.number("page", Range.EXPANDED)])


def _part(item: Item, editors: Text) -> Text:
    where = [
        editors,
        italic(item.titled("container-title")),
        _labelled(item, "volume", ("Vol", "Vols")),
        _edition(item),
        item.text("collection-title"),
        _published(item),
    ]
    pages = item.number("page", Range.EXPANDED) or _labelled(item, "chapter-number", ("chap", "chaps"))
    return join(":", [wrapped("In: ", join(". ", where), ""), pages])


def _case(item: Item, editors: Text) -> Text:
    reporter = join(" ", [item.text("container-title"), item.number("volume", Range.EXPANDED)])
    cited = join(", ", [join(". ", [wrapped("(", editors, ")"), reporter]), item.number("page", Range.EXPANDED)])
    court = join(" ", [item.text("authority"), rich(dates.year(item.date("issued")))])
    return join(" ", [cited, wrapped("(", court, ")")])


def _speech(item: Item) -> Text:
    event = item.text("event-title") or item.text("event")
    presented = NOTHING
    if "genre" in item:
        presented = rich(capitalised(item.plain("genre")) + " presented at")
    elif event or "event-place" in item:
        presented = plain("Presented at")
    when = rich(dates.american(item.date("issued")))
    return join(": ", [presented, join("; ", [event, when, item.text("event-place")])])


def _article(item: Item, editors: Text) -> list[Text]:
    publisher = italic(item.text("publisher")) if item.is_a("article") else NOTHING
    pages = item.number("number", Range.EXPANDED) or item.number("page", Range.EXPANDED)
    issue = join(":", [join(";", [_dated(item), _volume(item)]), pages])
    return [editors, italic(item.abbreviated("container-title")), publisher, issue]


def _dated(item: Item) -> Text:
    """The year; the whole day where no issue says when, and what kind of early publication it is then."""
    if "volume" in item or "issue" in item:
        return rich(dates.year(item.date("issued")))
    before = {"article": "Preprint posted online ", "article-newspaper": ""}.get(item.type, "Published online ")
    return wrapped(before, rich(dates.american(item.date("issued"))), "")


def _volume(item: Item) -> Text:
    if item.is_a("article-newspaper"):
        return NOTHING
    issue = wrapped("(", item.number("issue", Range.EXPANDED), ")")
    supplement = _labelled(item, "supplement-number", ("suppl", "suppl"))
    return item.number("volume", Range.EXPANDED) + issue + wrapped("(", supplement, ")")


def _labelled(item: Item, field: str, labels: tuple[str, str]) -> Text:
    how_many = numbers.count(item.plain(field))
    label = plain(labels[how_many > 1]) if how_many else NOTHING
    return join(" ", [label, item.number(field, Range.EXPANDED)])


def _edition(item: Item) -> Text:
    how_many = numbers.count(item.plain("edition"))
    if not how_many:
        return item.text("edition")
    return plain(f"{numbers.ordinal(item.plain('edition'), Range.EXPANDED)} {EDITORS[how_many > 1]}")


def _access(item: Item) -> Text:
    if doi := item.doi():
        return wrapped("doi:", doi, "")
    if not (url := item.url()):
        return NOTHING
    return join(". ", [wrapped("Accessed ", rich(dates.american(item.date("accessed"))), ""), url])
