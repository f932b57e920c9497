"""What a reader is shown of what was found, in their wording."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from guidance.audiences import Audience
from guidance.models import Entry, Passage, Term
from guidance.search import candidates, finding, ranking, suggesting
from guidance.search.candidates import EVERYWHERE, Within
from guidance.search.finding import Found
from guidance.search.ranking import Ranked
from guidance.search.words import Piece, pieces
from guidance.vocabularies import Action, NameKind, PassageKind, Strength

ARTICLES, STEPS, OTHERS = 10, 3, 5  # shown at once: articles, steps of each, sources and terms
WORTH_SHOWING = 0.2  # of the best article's score
HALF = 0.5  # of a question's words, at least, a source must have


@dataclass(frozen=True)
class FoundStep:
    """A step that answers, with the heading and the steps it stands under; ``fell_back`` as in a Reading."""

    key: str
    heading: list[Piece]
    above: list[list[Piece]]
    text: list[Piece]
    action: Action
    strength: Strength
    fell_back: bool


@dataclass(frozen=True)
class FoundArticle:
    """``more``: how many of its steps have a word of the question too and are not shown."""

    slug: str
    title: list[Piece]
    summary: list[Piece]
    steps: list[FoundStep]
    more: int


@dataclass(frozen=True)
class FoundSource:
    key: str
    title: list[Piece]


@dataclass(frozen=True)
class FoundTerm:
    key: str
    term: list[Piece]
    definition: list[Piece]


@dataclass(frozen=True)
class Results:
    """``more``: how many articles are worth showing beside those shown. ``meant``: the question as it may have been
    meant, where a word of it is nowhere; “” where there is no such guess. It is never asked instead.
    """

    articles: list[FoundArticle] = field(default_factory=list)
    more: int = 0
    sources: list[FoundSource] = field(default_factory=list)
    terms: list[FoundTerm] = field(default_factory=list)
    meant: str = ""

    def __bool__(self) -> bool:
        return bool(self.articles or self.sources or self.terms)


def results(text: str, audience: Audience, within: Within = EVERYWHERE) -> Results:
    """What answers ``text``; sources and terms only where nothing narrows the search."""
    found = finding.find(text, within=within)
    worth = _worth_showing(found.articles, within)
    return Results(
        articles=_articles(worth[:ARTICLES], found, audience),
        more=max(len(worth) - ARTICLES, 0),
        sources=[] if within.is_narrow else _sources(found),
        terms=[] if within.is_narrow else _terms(found),
        meant=suggesting.meant(text, found.unknown),
    )


def _worth_showing(articles: Sequence[Ranked], within: Within) -> list[Ranked]:
    """Not far behind the best; and where steps of one kind are asked for, only those that have any."""
    best = articles[0].score if articles else 0
    asks_for_steps = bool(within.action or within.strength)
    return [one for one in articles if one.score >= WORTH_SHOWING * best and (one.passages or not asks_for_steps)]


def _articles(ranked: Sequence[Ranked], found: Found, audience: Audience) -> list[FoundArticle]:
    """What was taken out of the index, or put in anew, since it was found is left out."""
    shown = {one.entry: _steps_shown(one, found) for one in ranked}
    passages = Passage.objects.in_bulk([candidate.pk for steps in shown.values() for candidate in steps])
    entries = Entry.objects.select_related("edition__article").in_bulk(shown)
    heads = Passage.objects.filter(entry__in=shown, kind=PassageKind.ARTICLE.value)
    summaries = dict(heads.values_list("entry", "shown"))
    looked_for = set(found.question.stems)
    articles = []
    for one in (one for one in ranked if one.entry in entries and one.entry in summaries):
        article = entries[one.entry].edition.article
        articles.append(
            FoundArticle(
                slug=article.slug,
                title=pieces(summaries[one.entry][audience]["heading"], looked_for),
                summary=pieces(summaries[one.entry][audience]["text"], looked_for),
                steps=[_step(row, audience, looked_for) for step in shown[one.entry] if (row := passages.get(step.pk))],
                more=sum(step.score > 0 for step, _ in one.passages if step not in shown[one.entry]),
            )
        )
    return articles


def _steps_shown(article: Ranked, found: Found) -> list[ranking.Candidate]:
    """The best of its steps that have a word of the question, or speak of what is asked."""
    asked = found.question.aspects
    answering = [step for step, _ in article.passages if step.score or (article.names and asked & step.aspects)]
    return answering[:STEPS]


def _step(passage: Passage, audience: Audience, looked_for: Collection[str]) -> FoundStep:
    shown = passage.shown[audience]
    return FoundStep(
        key=passage.key,
        heading=pieces(shown["heading"], looked_for),
        above=[pieces(text, looked_for) for text in shown["above"]],
        text=pieces(shown["text"], looked_for),
        action=Action(passage.action),
        strength=Strength(passage.strength),
        fell_back=shown["fell_back"],
    )


def _sources(found: Found) -> list[FoundSource]:
    """The sources of what is approved that have at least half of the words, best first, each once."""
    rows = _best(found, PassageKind.REFERENCE, at_least=HALF)
    return [FoundSource(row.key, pieces(row.shown[Audience.CLINICIAN]["text"], found.question.stems)) for row in rows]


def _terms(found: Found) -> list[FoundTerm]:
    """The words that approved articles use and the question names, or all of whose words it has; as explained today."""
    named = candidates.named(found.question.names, [NameKind.TERM])
    standing = candidates.standing({name.entry for name, _ in named})
    keys = [key for name, key in sorted(named, key=lambda one: -len(one[0].stems)) if name.entry in standing]
    keys += [row.key for row in _best(found, PassageKind.TERM, at_least=1)]
    keys = list(dict.fromkeys(keys))[:OTHERS]
    rows = {str(row.key): row for row in Term.objects.filter(key__in=keys)}
    return [_term(rows[key], found.question.stems) for key in keys if key in rows]


def _term(row: Term, looked_for: Collection[str]) -> FoundTerm:
    also = [*row.abbreviations, *row.synonyms, row.plain_name]
    return FoundTerm(
        str(row.key),
        pieces(row.term, looked_for),
        pieces(row.definition or ", ".join(name for name in also if name), looked_for),
    )


def _best(found: Found, kind: PassageKind, *, at_least: float) -> list[Passage]:
    """The best passages of this kind that have at least this share of the question's words, each key once."""
    rarities, wanted = found.rarities[kind], at_least * len(set(found.question.stems))
    if len(rarities) < wanted:
        return []
    pks = [pk for pk, _, held in candidates.scores(kind, rarities, most=finding.MOST_STEPS) if held >= wanted]
    rows = Passage.objects.in_bulk(pks)
    standing = candidates.standing({row.entry_id for row in rows.values()})
    best = {rows[pk].key: rows[pk] for pk in reversed(pks) if pk in rows and rows[pk].entry_id in standing}
    return list(reversed(best.values()))[:OTHERS]
