"""A question's answer among the live editions, quoted from what was signed; 5 queries at most."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet
from django.utils import timezone

from guidance import documents, limits, queries
from guidance.audiences import Audience
from guidance.documents import Document
from guidance.followup import answer, asking, model, retrieve, safety, statements
from guidance.followup.answer import Answer, Quoted
from guidance.followup.asking import Asked
from guidance.followup.retrieve import Frequencies, Passage, Ranked
from guidance.limits import Limit
from guidance.models import Edition
from guidance.models import Passage as Row
from guidance.models.search import Posting
from guidance.personalization import Said, personalize, say
from guidance.rules import TooOften
from guidance.search import ranking
from guidance.vocabularies import Outcome, PassageKind, Stage

MOST_STEPS, MOST_ARTICLES = 80, 3  # fetched from the index
LOOKED_INTO = 3  # editions of which every statement is a candidate
OFFERED = 12  # statements that a language model may choose among
HOUR = timedelta(hours=1)
KEPT = 128  # editions kept taken apart; they never change


NOTHING = Said()


@dataclass(frozen=True)
class Statement:
    """A quoted statement with the edition it is signed in."""

    quoted: Quoted
    edition: Edition


@dataclass(frozen=True)
class Nearest:
    """An article that comes close. ``scope``: what it says of itself, where that is that it leaves this out."""

    edition: Edition
    title: str
    scope: Said = NOTHING


@dataclass(frozen=True)
class Reply:
    answer: Answer
    statements: tuple[Statement, ...] = ()
    nearest: tuple[Nearest, ...] = ()


@dataclass(frozen=True)
class Ground:
    """What a question is answered from: the candidates, best first, and their editions by slug."""

    asked: Asked
    ranked: Sequence[Ranked]
    editions: dict[str, Edition]
    frequencies: Frequencies


def reply(question: str, audience: Audience, *, at_hand: str = "", before: str = "") -> Reply:
    """What the board has published on ``question``, asked from the article with the slug ``at_hand``, if any, and
    after the question ``before``, if any.
    """
    concerns = safety.concerns(question)
    if declined := answer.decline(concerns):
        return Reply(declined)
    ground = survey(question, at_hand=at_hand, before=before)
    decided = decide(ground, concerns=concerns, at_hand=at_hand)
    if decided.statements:
        decided = _with_model(decided, ground, at_hand)
        return Reply(decided, _quoted(decided, ground, audience))
    if decided.outcome is Outcome.DECLINED:
        return Reply(decided)
    return _refused(decided, ground, audience, at_hand)


def _with_model(decided: Answer, ground: Ground, at_hand: str) -> Answer:
    """The answer as the language model orders it, where one is wanted; it chooses among what answers anyway."""
    if not settings.LEUKO_ANSWER_MODEL:
        return decided
    offered = answer.sure_of(
        ground.asked, ground.ranked, threshold=settings.LEUKO_ANSWER_THRESHOLD, at_hand=at_hand, most=OFFERED
    )
    try:
        limits.take(Limit("model", settings.LEUKO_ANSWER_BUDGET, HOUR), address="", at=timezone.now())
    except TooOften:
        return decided
    texts = {one.passage.key: f"{one.passage.context}\n{one.passage.text}" for one in offered}
    return answer.reordered(decided, offered, model.choose(ground.asked.text, texts, _endpoint()))


def _endpoint() -> model.Endpoint:
    return model.Endpoint(
        settings.LEUKO_ANSWER_ADDRESS,
        settings.LEUKO_ANSWER_MODEL,
        settings.LEUKO_ANSWER_KEY,
        settings.LEUKO_ANSWER_SECONDS,
    )


def decide(ground: Ground, *, concerns: Sequence[safety.Concern] = (), at_hand: str = "") -> Answer:
    return answer.decide(
        ground.asked, ground.ranked, threshold=settings.LEUKO_ANSWER_THRESHOLD, concerns=concerns, at_hand=at_hand
    )


def survey(question: str, *, at_hand: str = "", before: str = "") -> Ground:
    """The statements that may answer, in order; 4 queries."""
    asked = asking.asked(question, before=before)
    frequencies = _frequencies(asked)
    ids = _likely(asked, frequencies)
    editions = {edition.article.slug: edition for edition in _live(ids, at_hand)}
    every = (passage for edition in editions.values() for passage in _passages(edition))
    candidates = [one for one in every if one.article == at_hand or one.held & asked.words]
    ranked = retrieve.rank(asked, candidates, frequencies, at_hand=at_hand)
    return Ground(asked, ranked, editions, frequencies)


def _frequencies(asked: Asked) -> Frequencies:
    """Of all statements that are published, how many hold each of the question's words."""
    steps = Row.objects.filter(kind=PassageKind.STEP.value)
    spelled = asking.spellings(asked.words)
    rows = Posting.objects.filter(kind=PassageKind.STEP.value, stem__in=spelled).order_by("stem")
    counted: Counter[str] = Counter()
    for stem, count in rows.values("stem").annotate(count=Count("pk")).values_list("stem", "count"):
        counted[spelled[stem]] += count
    return Frequencies(steps.count(), counted)


def _likely(asked: Asked, frequencies: Frequencies) -> list[int]:
    """The editions whose steps, or which themselves, hold most of the question's words, the likeliest first."""
    spelled = asking.spellings(asked.words)
    rarities = {other: round(ranking.PRECISION * frequencies.weight(spelled[other])) for other in sorted(spelled)}
    if not rarities:
        return []
    asked_for = ", ".join(["(%s, %s)"] * len(rarities))
    of_kind = """
        SELECT * FROM (
            SELECT posting.passage_id AS id, SUM(CAST(posting.weight AS bigint) * asked.rarity) AS score
            FROM asked JOIN guidance_posting posting ON posting.kind = %s AND posting.stem = asked.stem
            GROUP BY posting.passage_id ORDER BY score DESC, posting.passage_id LIMIT %s
        ) AS found
    """
    sql = f"""
        WITH asked (stem, rarity) AS (VALUES {asked_for}),
        found AS ({of_kind} UNION ALL {of_kind})
        SELECT entry.edition_id FROM found
        JOIN guidance_passage passage ON passage.id = found.id JOIN guidance_entry entry ON entry.id = passage.entry_id
        WHERE entry.edition_id IS NOT NULL
        GROUP BY entry.edition_id ORDER BY MAX(found.score) DESC, entry.edition_id
    """  # nothing of a reader's is in it but as a parameter
    kinds = [(PassageKind.STEP.value, MOST_STEPS), (PassageKind.ARTICLE.value, MOST_ARTICLES)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(part for pair in (*rarities.items(), *kinds) for part in pair)])
        return [pk for (pk,) in cursor.fetchall()][:LOOKED_INTO]


def _live(ids: Iterable[int], at_hand: str) -> list[Edition]:
    """Of these editions, and that of the article at hand, those that are live: the index is never the judge of it."""
    rows: QuerySet[Edition] = Edition.objects.filter(stage=Stage.APPROVED.value).select_related("article")
    return list((rows.filter(pk__in=ids) | rows.filter(article__slug=at_hand)).order_by("pk"))


def _passages(edition: Edition) -> tuple[Passage, ...]:
    return _taken_apart(edition.document, edition.article.slug)[1]


@lru_cache(maxsize=KEPT)
def _taken_apart(content: str, slug: str) -> tuple[Document, tuple[Passage, ...]]:
    document = documents.from_json(content)
    return document, tuple(statements.passages(document, article=slug))


def _quoted(decided: Answer, ground: Ground, audience: Audience) -> tuple[Statement, ...]:
    """The statements in the order decided, from the signed text with its sources as they stand today."""
    slugs = {one.passage.key: one.passage.article for one in ground.ranked}
    editions = [ground.editions[slug] for slug in dict.fromkeys(slugs[key] for key in decided.statements)]
    standing = queries.standing_of_sources(*editions)
    found: dict[str, Statement] = {}
    for edition in editions:
        document, _ = _taken_apart(edition.document, edition.article.slug)
        reading = personalize(documents.with_standing(document, standing), audience)
        quoted = answer.quote(reading, decided.statements)
        found |= {key: Statement(one, edition) for key, one in quoted.items() if slugs[key] == edition.article.slug}
    return tuple(found[key] for key in decided.statements)


def _refused(decided: Answer, ground: Ground, audience: Audience, at_hand: str) -> Reply:
    """The nearest articles; first the one whose scope says that it leaves this out, if there is one."""
    slugs = list(dict.fromkeys([*([at_hand] if at_hand in ground.editions else []), *ground.editions]))
    read = {slug: _taken_apart(ground.editions[slug].document, slug)[0] for slug in slugs}
    texts = {slug: statements.left_out(f"{one.scope.clinician} {one.scope.lay}") for slug, one in read.items()}
    outside = answer.left_out(ground.asked, texts, ground.frequencies)
    near = list(dict.fromkeys([*([outside] if outside else []), *decided.nearest])) or slugs[: bool(at_hand)]
    outcome = Outcome.NOT_COVERED if outside else Outcome.REFUSED
    return Reply(
        Answer(outcome, decided.concerns, nearest=tuple(near)),
        nearest=tuple(
            Nearest(
                ground.editions[slug],
                read[slug].title,
                say(read[slug].scope, audience) if slug == outside else Said(),
            )
            for slug in near
        ),
    )
