"""What the database finds: whole numbers added up in SQL that every engine reads alike. `ranking` puts it in order."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from guidance.models.search import STANDING, Entry, Name, Passage, Posting
from guidance.search.aspects import Aspect
from guidance.search.ranking import Candidate, Named
from guidance.vocabularies import NameKind, PassageKind

MOST_NAMES = 500
Holding = dict[str, int]  # by stem, how many passages have it


@dataclass(frozen=True)
class Within:
    """What is looked in: all, or only these entries, only steps of this action or this strength."""

    entries: tuple[int, ...] | None = None
    action: str = ""
    strength: str = ""

    @property
    def is_narrow(self) -> bool:
        return self != EVERYWHERE


EVERYWHERE = Within()


def totals() -> dict[PassageKind, int]:
    """How many passages of each kind there are, sources and terms being taken to be as many as steps."""
    counted = Entry.objects.aggregate(articles=Count("pk"), steps=Sum("steps"))
    return dict.fromkeys(PassageKind, counted["steps"] or 0) | {PassageKind.ARTICLE: counted["articles"]}


def holding(stems: Collection[str], kinds: Collection[PassageKind] = tuple(PassageKind)) -> dict[PassageKind, Holding]:
    """Of each of these kinds: by stem, how many passages have it."""
    rows = Posting.objects.filter(kind__in=[kind.value for kind in kinds], stem__in=set(stems))
    found: dict[PassageKind, Holding] = {kind: {} for kind in kinds}
    for kind, stem, count in rows.order_by("kind", "stem").values_list("kind", "stem").annotate(count=Count("pk")):
        found[PassageKind(kind)][stem] = count
    return found


def scores(
    kind: PassageKind, rarities: Mapping[str, int], *, most: int, within: Within = EVERYWHERE
) -> list[tuple[int, int, int]]:
    """The passages (by row id) of the highest sums of weight times rarity, with these sums, and how many of the words
    each has; ties by row id.
    """
    if not rarities:
        return []
    asked = ", ".join(["(%s, %s)"] * len(rarities))
    joined, conditions, values = _narrowed(within)
    sql = f"""
        WITH asked (stem, rarity) AS (VALUES {asked})
        SELECT posting.passage_id, CAST(SUM(CAST(posting.weight AS bigint) * asked.rarity) AS bigint) AS score, COUNT(*)
        FROM asked JOIN guidance_posting posting ON posting.kind = %s AND posting.stem = asked.stem {joined}
        {conditions}
        GROUP BY posting.passage_id ORDER BY score DESC, posting.passage_id LIMIT %s
    """  # nothing of a reader's is in it but as a parameter
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(part for pair in rarities.items() for part in pair), kind.value, *values, most])
        return [(pk, int(score), held) for pk, score, held in cursor.fetchall()]


def _narrowed(within: Within) -> tuple[str, str, list[object]]:
    """The join, the conditions and their values that keep to what is looked in."""
    if not within.is_narrow:
        return "", "", []
    conditions: list[str] = []
    values: list[object] = []
    if within.entries is not None:
        conditions.append(f"passage.entry_id IN ({', '.join(['%s'] * len(within.entries)) or 'NULL'})")
        values += within.entries
    for column in ("action", "strength"):
        if value := getattr(within, column):
            conditions.append(f"passage.{column} = %s")
            values.append(value)
    return (
        "JOIN guidance_passage passage ON passage.id = posting.passage_id",
        f"WHERE {' AND '.join(conditions)}",
        values,
    )


def standing(entries: Iterable[int]) -> set[int]:
    """Those of these entries that may be shown."""
    return set(Entry.objects.filter(STANDING, pk__in=entries).values_list("pk", flat=True))


def entries_of(passages: Iterable[int]) -> dict[int, int]:
    """By row id of a passage, the entry it belongs to."""
    return dict(Passage.objects.filter(pk__in=passages).values_list("pk", "entry"))


def steps(
    found: Mapping[int, int], entries: Collection[int], wanted: Collection[Aspect], within: Within = EVERYWHERE
) -> list[Candidate]:
    """The steps ``found`` (scores by row id), and of these entries every one that says something of what is wanted."""
    fields = ("pk", "entry", "position", "aspects")
    rows = {row[0]: row for row in Passage.objects.filter(pk__in=found).values_list(*fields)}
    speaking = Q.create([("aspects__contains", aspect.value) for aspect in sorted(wanted)], connector=Q.OR)
    others = _steps_within(within).filter(speaking, entry__in=entries)
    rows |= {row[0]: row for row in others.values_list(*fields)}
    return [
        Candidate(pk, entry, position, _aspects(said), found.get(pk, 0)) for pk, entry, position, said in rows.values()
    ]


@lru_cache(maxsize=1_000)
def _aspects(said: str) -> frozenset[Aspect]:
    return frozenset(map(Aspect, said.split()))


def _steps_within(within: Within) -> QuerySet[Passage]:
    rows = Passage.objects.filter(kind=PassageKind.STEP.value)
    if within.entries is not None:
        rows = rows.filter(entry__in=within.entries)
    same = {name: value for name in ("action", "strength") if (value := getattr(within, name))}
    return rows.filter(**same)


def named(names: Collection[str], kinds: Collection[NameKind]) -> list[tuple[Named, str]]:
    """What is called by one of these names (their stems, joined), each with the key of the term whose name it is."""
    rows = Name.objects.filter(stems__in=names, kind__in=[kind.value for kind in kinds]).order_by(
        "entry", "stems", "pk"
    )
    found = rows.values_list("entry", "kind", "stems", "key")[:MOST_NAMES]
    return [(Named(entry, NameKind(kind), stems), key) for entry, kind, stems, key in found]
