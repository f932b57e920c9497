"""What may never break, asked of an article's rows as they are, and not of the code that wrote them."""

import hashlib
import json
from collections import Counter
from datetime import UTC

from django.conf import settings

from guidance.models import Article, Edition
from review.models import Event

LEADS_TO = {
    "submit": "submitted",
    "begin": "under_review",
    "approve": "approved",
    "send back": "returned",
    "withdraw": "withdrawn",
    "retire": "retired",
    "supersede": "superseded",
}
ONCE_APPROVED = {"approved", "superseded", "retired"}


def hold(article: Article) -> None:
    """Every promise that rows can keep or break."""
    editions = list(article.editions.order_by("number"))
    assert [edition.number for edition in editions] == list(range(1, len(editions) + 1))
    stages = Counter(edition.stage for edition in editions)
    assert stages["submitted"] + stages["under_review"] <= 1
    assert stages["approved"] <= 1
    for edition in editions:
        _is_what_was_frozen(edition)
        _was_signed_by_those_who_may(edition)
        assert (edition.stage in ONCE_APPROVED) == (edition.approved_at is not None)
        if edition.stage in ONCE_APPROVED:
            assert not lacking(edition)
        if edition.stage == "under_review":
            assert lacking(edition), "all is there, and nobody has approved it"
    chain_holds(article)
    _the_record_tells_every_stage(article, editions)


def _is_what_was_frozen(edition: Edition) -> None:
    assert hashlib.sha256(edition.document.encode()).hexdigest() == edition.digest
    named = {reference["key"] for reference in json.loads(edition.document)["references"]}
    assert named == {str(key) for key in edition.references.values_list("key", flat=True)}
    assert edition.contributions.filter(user=edition.submitted_by).exists()


def _was_signed_by_those_who_may(edition: Edition) -> None:
    contributors = set(edition.contributions.values_list("user_id", flat=True))
    for sign_off in edition.sign_offs.all():
        assert sign_off.digest == edition.digest
        assert sign_off.reviewer_id not in contributors
        assignment = edition.assignments.get(reviewer=sign_off.reviewer_id)
        assert assignment.interests == "none"
        assert assignment.released_at is None


def lacking(edition: Edition) -> list[str]:
    """What the edition still needs to be approved, in words."""
    meanings = Counter(edition.sign_offs.values_list("meaning", flat=True))
    signed = set(edition.sign_offs.values_list("reviewer_id", flat=True))
    waiting = [
        one for one in edition.assignments.all()
        if one.reviewer_id not in signed and one.interests != "declared" and one.released_at is None
    ]  # fmt: skip
    needs = {
        "clinical sign-offs": meanings["clinical"] < settings.LEUKO_APPROVALS_REQUIRED,
        "a plain-language sign-off": meanings["plain"] < 1 and has_lay_wording(json.loads(edition.document)),
        "a comment lifted": edition.comments.filter(blocking=True, lifted_at=None).exists(),
        "an answer from everyone assigned": bool(waiting),
    }
    return [need for need, is_open in needs.items() if is_open]


def has_lay_wording(value) -> bool:
    if isinstance(value, dict):
        return bool(value.get("lay")) or any(has_lay_wording(item) for item in value.values())
    return isinstance(value, list) and any(has_lay_wording(item) for item in value)


def chain_holds(article: Article) -> None:
    """Every event stands in its place, names the one before, and hashes to what it says."""
    previous = ""
    for position, event in enumerate(Event.objects.filter(article=article).order_by("position"), 1):
        assert event.position == position
        assert event.previous == previous
        assert event.hash == _hash(event, article)
        previous = event.hash


def _hash(event: Event, article: Article) -> str:
    told = {
        "action": event.action,
        "actor": event.actor,
        "article": str(article.key),
        "at": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "edition": event.edition_number,
        "payload": event.payload,
        "position": event.position,
        "previous": event.previous,
    }
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _the_record_tells_every_stage(article: Article, editions: list[Edition]) -> None:
    told: dict[int, list[str]] = {edition.number: [] for edition in editions}
    counted: Counter[tuple[int | None, str]] = Counter()
    for event in article.events.order_by("position"):
        counted[event.edition_number, event.action] += 1
        if event.action in LEADS_TO:
            told[event.edition_number].append(LEADS_TO[event.action])
    for edition in editions:
        stages = told[edition.number]
        assert stages[-1] == edition.stage
        assert len(set(stages)) == len(stages), "no edition reaches one stage twice"
        signatures = edition.sign_offs.values("reviewer").distinct().count()
        assert signatures <= counted[edition.number, "sign"] <= edition.sign_offs.count()
        assert counted[edition.number, "assign"] == edition.assignments.count()
        declared = edition.assignments.exclude(interests="not-asked").count()
        assert counted[edition.number, "declare"] == declared
        assert counted[edition.number, "comment"] == edition.comments.count()
        assert counted[edition.number, "lift"] == edition.comments.exclude(lifted_at=None).count()
