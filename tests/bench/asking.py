"""How soon a question is answered among 20,000 statements, in the process that asks: at most 100 ms for 19 in 20."""

import random
import time

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from guidance import documents
from guidance.audiences import Audience
from guidance.documents import Section, Step, Wording
from guidance.followup import finding
from guidance.models import Article, Edition
from guidance.search import indexing
from guidance.vocabularies import Action, Stage

ARTICLES, STEPS, ASKED = 334, 60, 200
BUDGET = 100  # ms
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "xu", "zy"]


def main():
    chance = random.Random(1)
    vocabulary = [word(chance) for _ in range(6_000)]
    with transaction.atomic():
        names = fill(chance, vocabulary)
        times = sorted(asked(chance, names, vocabulary) for _ in range(ASKED))
        transaction.set_rollback(True)
    p50, p95 = times[ASKED // 2], times[int(ASKED * 0.95)]
    print(
        f"a question among {ARTICLES * STEPS:,} statements on {connection.vendor}: p50 {p50:.0f} ms, p95 {p95:.0f} ms"
    )
    assert p95 < BUDGET, "too slow"


def word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))


def fill(chance: random.Random, vocabulary: list[str]) -> list[str]:
    """The invented diseases of so many articles, each approved and indexed."""
    by, now = User.objects.create_user("bench"), timezone.now()
    names = [f"{chance.choice(vocabulary)} {chance.choice(vocabulary)}itis" for _ in range(ARTICLES)]
    for number, name in enumerate(names):
        content = documents.to_json(document(chance, name, vocabulary)).decode()
        article = Article.objects.create(
            title=f"How is {name} treated?", slug=f"bench-{number}", author=by, created_at=now, updated_at=now
        )
        edition = Edition.objects.create(
            article=article, number=1, document=content, digest=documents.digest(content.encode()), submitted_by=by,
            submitted_at=now, approved_at=now, stage=Stage.APPROVED.value,
        )  # fmt: skip
        indexing.index(edition)
    return names


def document(chance: random.Random, name: str, vocabulary: list[str]) -> documents.Document:
    sections = [
        Section(Wording.of(f"{kind} of {name}", kind), steps=tuple(step(chance, vocabulary) for _ in range(STEPS // 4)))
        for kind in ("Treatment", "Monitoring", "Outlook", "Causes")
    ]
    return documents.Document(f"How is {name} treated?", sections=tuple(sections))


def step(chance: random.Random, vocabulary: list[str]) -> Step:
    words = [" ".join(common(chance, vocabulary) for _ in range(18)) for _ in range(2)]
    return Step(f"{chance.getrandbits(64)}", Wording.of(*words), Action.START)


def common(chance: random.Random, vocabulary: list[str]) -> str:
    """Some words are everywhere, most are rare."""
    return vocabulary[min(int(chance.paretovariate(0.7)), len(vocabulary)) - 1]


def asked(chance: random.Random, names: list[str], vocabulary: list[str]) -> float:
    """Milliseconds until a question is answered."""
    others = " ".join(common(chance, vocabulary) for _ in range(3))
    begin = time.perf_counter()
    finding.reply(f"What is the treatment of {chance.choice(names)} with {others}?", Audience.LAY)
    return 1000 * (time.perf_counter() - begin)
