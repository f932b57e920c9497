"""Whether the record holds, as the command says; and what only a head noted before can show."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from guidance import documents
from guidance.documents import Wording
from guidance.models import Article, Edition, SignOff, immutability
from guidance.vocabularies import Stage, Standing
from review import audit, record, workflow
from review.models import Assignment, Event
from tests import factories
from tests.cast import NOON, later
from tests.review.forging import WARNING, everything, found, rechain, tampered, undone, unguarded, where

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(cast):
    return factories.approved(cast)


def verified(*args: str) -> tuple[int, dict]:
    """How the command ends, and what it prints."""
    out = StringIO()
    try:
        call_command("verify_record", "--json", *args, stdout=out)
    except SystemExit as ended:
        return ended.code, json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


# A record that holds


def test_a_record_at_every_stage_holds(cast):
    everything(cast)
    factories.article(cast)  # never submitted
    factories.submitted(cast)
    factories.under_review(cast)
    live = factories.approved(cast)
    workflow.warn(edition=live, by=cast.chair, at=NOON, warning=WARNING)
    workflow.warn(edition=live, by=cast.chair, at=later(), warning=Wording())
    (source,) = live.references.all()
    workflow.set_standing(reference=source, standing=Standing.CONCERN, by=cast.editor, at=NOON, reason="An inquiry.")
    factories.submitted(cast, factories.approved(cast).article, reaffirms=True)
    assert {*Edition.objects.values_list("stage", flat=True)} == {stage.value for stage in Stage}
    code, report = verified()
    assert (code, report) == (0, {
        "articles": Article.objects.count(),
        "editions": Edition.objects.count(),
        "sign_offs": SignOff.objects.count(),
        "events": Event.objects.count(),
        "faults": [],
    })  # fmt: skip
    assert list(report) == ["articles", "editions", "sign_offs", "events", "faults"]


def test_a_text_whose_words_are_not_clean_holds(cast, settings):
    """What is cleaned for the event is cleaned for the row."""
    settings.LEUKO_CHECKLIST = ["Read\tall of it: caf\u0065\u0301."]
    type(cast.reviewer.member).objects.filter(pk=cast.reviewer.member.pk).update(
        name="Dr\u00a0Re\u0301ne\u0301", role="A\tB"
    )
    assert found(factories.approved(cast).article) == []


def test_it_says_that_it_holds(cast):
    factories.approved(cast)
    out = StringIO()
    call_command("verify_record", stdout=out)
    assert out.getvalue().strip() == "1 articles, 1 editions, 4 sign-offs and 9 events hold."


def test_it_says_what_does_not(cast):
    edition = factories.approved(cast)
    unguarded(edition.article)
    Edition.objects.update(reason="x")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_record", stdout=out)
    assert ended.value.code == 1
    assert f"{where(edition)}its reason is “x”; the record tells nothing." in out.getvalue()
    assert "hold." not in out.getvalue()


def test_nothing_is_written(live):
    before = [list(model.objects.order_by("pk").values()) for model in (Article, Edition, Event)]
    record.verify()
    assert [list(model.objects.order_by("pk").values()) for model in (Article, Edition, Event)] == before


def test_a_missing_trigger_is_named(db):
    immutability.drop_triggers(connection)
    code, report = verified()
    names = [
        guard.name for guard in immutability.GUARDS if connection.vendor == "postgresql" or guard.event != "TRUNCATE"
    ]
    assert code == 1
    assert [f"The trigger {name} is missing." for name in names] == report["faults"][: len(names)]
    assert "The trigger leuko_review_event_never_goes is missing." in report["faults"]


# Texts


def test_a_hash_that_does_not_recompute_is_named(live):
    last = unguarded(live.article).events.last()
    Event.objects.filter(pk=last.pk).update(hash="0" * 64)
    assert found(live.article) == [
        f"{live.article.slug}: event {last.position} is not what was recorded: its hash does not recompute."
    ]


def test_an_event_that_does_not_follow_the_one_before_is_named(live):
    last = unguarded(live.article).events.last()
    last.previous = "0" * 64
    Event.objects.filter(pk=last.pk).update(previous=last.previous, hash=audit.hash_of(last, live.article))
    assert found(live.article) == [f"{live.article.slug}: event {last.position} does not follow the one before it."]


def test_a_gap_in_the_chain_is_named(live):
    last = unguarded(live.article).events.last()
    last.position += 1
    Event.objects.filter(pk=last.pk).update(position=last.position, hash=audit.hash_of(last, live.article))
    assert found(live.article) == [
        f"{live.article.slug}: the record goes from event {last.position - 2} to event {last.position}."
    ]


def test_a_text_that_is_not_canonical_is_named_though_its_digest_fits(live):
    unguarded(live.article)
    text = live.document.replace('"format":1', '"format": 1')
    Edition.objects.filter(pk=live.pk).update(document=text, digest=documents.digest(text.encode()))
    assert f"{where(live)}its text is not spelt canonically." in found(live.article)


def test_a_text_that_is_no_document_is_named(cast):
    edition = factories.approved(cast)
    unguarded(edition.article)
    for text in ("", "{", "[]", '{"format":1}', '{"format":99}'):
        Edition.objects.filter(pk=edition.pk).update(document=text)
        faults = found(edition.article)
        assert f"{where(edition)}its text does not match its digest." in faults
        assert all(fault.startswith(where(edition)[:-2]) for fault in faults)


def test_what_cannot_even_be_read_is_named_and_the_rest_is_read_all_the_same(cast, live):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite stores what is no moment in a column of moments")
    other = factories.approved(cast)
    immutability.drop_triggers(connection)
    Edition.objects.filter(pk=other.pk).update(message="Forged.")
    assert tampered("UPDATE review_event SET at = 'yesterday' WHERE article_id = %s AND position = 2", live.article_id)
    faults = verified()[1]["faults"]
    assert any(fault.startswith(f"{live.article.slug}: this cannot be read") for fault in faults)
    assert f"{where(other)}its message is “Forged.”; the record tells nothing." in faults


def test_rows_that_hang_on_nothing_are_counted(cast):
    edition = factories.approved(cast)
    immutability.drop_triggers(connection)
    with undone():
        assert tampered("UPDATE guidance_signoff SET edition_id = 999999")
        assert tampered("UPDATE review_event SET article_id = 999999")
        faults = list(record.faults())
    assert "4 of the sign offs belong to no edition." in faults
    assert "9 of the events belong to no article." in faults
    assert f"{where(edition)}the record does not tell of this edition." in faults


# A tail that was cut off


def test_a_cut_tail_that_no_row_betrays_is_shown_by_a_head_noted_before(cast):
    """A warning set and ended leaves nothing in the rows; nor does whoever deletes the rows with their events."""
    live = factories.approved(cast)
    article = live.article
    workflow.warn(edition=live, by=cast.chair, at=NOON, warning=WARNING)
    workflow.warn(edition=live, by=cast.chair, at=later(), warning=Wording())
    position, digest = audit.head(article)
    assert verified("--head", article.slug, str(position), digest) == (0, verified()[1])
    immutability.drop_triggers(connection)
    Event.objects.filter(article=article, position__gt=position - 2)._raw_delete("default")
    assert found(article) == []
    assert audit.head(article) != (position, digest)
    faults = verified("--head", article.slug, str(position), digest)[1]["faults"]
    assert f"{article.slug}: event {position} was there once, and is gone." in faults


def test_a_tail_written_anew_is_shown_by_a_head_noted_before(cast):
    live = factories.approved(cast)
    article, (position, digest) = live.article, audit.head(live.article)
    immutability.drop_triggers(connection)
    event = article.events.get(action="assign", payload__reviewer="reviewer")
    Assignment.objects.filter(edition=live, reviewer=cast.reviewer).update(due_on=date(2030, 1, 1))
    rechain(article, {event.position: event.payload | {"due_on": "2030-01-01"}})
    assert found(article) == []
    faults = verified("--head", article.slug, str(position), digest)[1]["faults"]
    assert f"{article.slug}: event {position} is not the one that was noted." in faults


def test_the_head_of_an_empty_chain(cast):
    assert audit.head(factories.article(cast)) == (0, "")


def test_the_head_is_the_last_event(live):
    last = live.article.events.last()
    assert audit.head(live.article) == (last.position, last.hash)
