"""The database refuses impossible rows, each by the constraint whose name says what it forbids."""

import uuid
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from guidance import editing
from guidance.documents import Term, Wording
from guidance.models import (
    Acceptance,
    Allowance,
    Article,
    Awaited,
    Citation,
    Contribution,
    DraftContributor,
    Edition,
    EditionReference,
    Immutable,
    Import,
    ImportRecord,
    ListedReference,
    Member,
    Name,
    Passage,
    Question,
    Reference,
    Report,
    Section,
    SignOff,
    Step,
    Tally,
    Topic,
    immutability,
)
from guidance.models import Term as TermRow
from review import workflow
from review.models import Assignment, Comment, Event, Invitation, Notice
from tests import factories
from tests.cast import NOON
from tests.guidance.documents import a_reference

UNKNOWN = "?"

# By name: the model, and what an otherwise sound row of it may not be changed to.
REFUSED = {
    "no_topic_is_its_own_parent": (Topic, {"parent": F("pk")}),
    "an_article_asks_a_question": (Article, {"title": ""}),
    "no_article_replaces_itself": (Article, {"replaced_by": F("pk")}),
    "a_warning_has_its_date": (Article, {"warning_clinician": "Beware."}),
    "a_section_is_of_a_known_kind": (Section, {"kind": UNKNOWN}),
    "no_section_holds_itself": (Section, {"parent": F("pk")}),
    "a_step_does_a_known_action": (Step, {"action": UNKNOWN}),
    "a_step_has_a_known_strength": (Step, {"strength": UNKNOWN}),
    "a_step_has_a_known_certainty": (Step, {"certainty": UNKNOWN}),
    "the_first_line_of_therapy_is_1": (Step, {"line": 0}),
    "no_step_holds_itself": (Step, {"parent": F("pk")}),
    "a_citation_says_what_was_read": (Citation, {"access": UNKNOWN}),
    "an_acceptance_has_its_reason": (Acceptance, {"reason": ""}),
    "a_reference_is_of_a_known_kind": (Reference, {"kind": UNKNOWN}),
    "a_reference_has_a_known_standing": (Reference, {"standing": UNKNOWN}),
    "no_reference_supersedes_itself": (Reference, {"superseded_by": F("pk")}),
    "no_reference_is_merged_into_itself": (Reference, {"merged_into": F("pk")}),
    "an_edition_is_at_a_known_stage": (Edition, {"stage": UNKNOWN}),
    "the_first_edition_is_1": (Edition, {"number": 0}),
    "an_approved_edition_has_its_date": (Edition, {"approved_at": None}),
    "a_closed_edition_has_its_date": (Edition, {"stage": "superseded"}),
    "a_refused_edition_has_its_reason": (Edition, {"stage": "retired", "closed_at": NOON}),
    "a_signature_has_a_known_meaning": (SignOff, {"meaning": UNKNOWN}),
    "a_question_was_asked": (Question, {"asked": 0}),
    "a_question_comes_from_an_audience": (Question, {"audience": UNKNOWN}),
    "a_tally_is_of_a_known_outcome": (Tally, {"outcome": UNKNOWN}),
    "a_report_is_open_or_done": (Report, {"stage": UNKNOWN}),
    "a_report_says_something": (Report, {"text": ""}),
    "a_report_comes_from_an_audience": (Report, {"audience": UNKNOWN}),
    "a_report_done_says_by_whom_and_when": (Report, {"stage": "done"}),
    "an_import_is_at_a_known_stage": (Import, {"stage": UNKNOWN}),
    "a_record_has_a_known_outcome": (ImportRecord, {"outcome": UNKNOWN}),
    "an_unreadable_record_has_its_reason": (ImportRecord, {"outcome": "unreadable"}),
    "notices_come_at_a_known_pace": (Member, {"notices": UNKNOWN}),
    "a_member_has_a_name": (Member, {"name": ""}),
    "interests_are_declared_in_known_words": (Assignment, {"interests": UNKNOWN}),
    "a_declaration_has_its_date": (Assignment, {"declared_at": None}),
    "declared_interests_are_named": (Assignment, {"interests": "declared"}),
    "nobody_opens_a_text_before_declaring": (
        Assignment,
        {"interests": "not-asked", "declared_at": None, "opened_at": NOON},
    ),
    "a_comment_says_something": (Comment, {"body": ""}),
    "only_a_blocking_comment_is_lifted": (Comment, {"lifted_at": NOON}),
    "the_first_event_is_1": (Event, {"position": 0}),
    "a_notice_is_at_a_known_stage": (Notice, {"stage": UNKNOWN}),
    "a_notice_is_of_a_known_kind": (Notice, {"kind": UNKNOWN}),
    "a_claim_ends": (Notice, {"stage": "claimed"}),
    "a_sent_notice_has_its_date": (Notice, {"stage": "sent"}),
    "a_notice_is_not_given_up_without_a_reason": (Notice, {"stage": "given-up"}),
    "an_invitation_ends_in_one_way": (
        Invitation,
        {"accepted_at": NOON, "accepted_by": F("invited_by"), "withdrawn_at": NOON, "withdrawn_by": F("invited_by")},
    ),
    "an_accepted_invitation_has_its_account": (Invitation, {"accepted_at": NOON}),
    "a_withdrawn_invitation_says_by_whom": (Invitation, {"withdrawn_at": NOON}),
    "an_invitation_names_somebody": (Invitation, {"name": ""}),
    "a_passage_is_of_a_known_kind": (Passage, {"kind": UNKNOWN}),
    "a_passage_does_a_known_action": (Passage, {"action": UNKNOWN}),
    "a_passage_has_a_known_strength": (Passage, {"strength": UNKNOWN}),
    "a_name_is_of_a_known_kind": (Name, {"kind": UNKNOWN}),
}

# By name: the model, and how a second row would differ from the first and still be refused beside it.
TWINS = {
    "an_article_lists_a_reference_once": (ListedReference, {"position": 9}),
    "a_contributor_is_kept_once_an_article": (DraftContributor, {"edition_number": 9}),
    "a_steps_finding_is_accepted_once": (Acceptance, {"reason": "Other."}),
    "an_articles_finding_is_accepted_once": (Acceptance, {"reason": "Other."}),
    "an_answer_is_awaited_once": (Awaited, {}),
    "a_window_is_counted_once": (Allowance, {"times": 9}),
    "a_doi_names_one_reference": (Reference, {"key": uuid.uuid4, "pmid": ""}),
    "a_pmid_names_one_reference": (Reference, {"key": uuid.uuid4, "doi": ""}),
    "an_import_numbers_its_records": (ImportRecord, {"line": 9}),
    "an_edition_number_is_used_once": (Edition, {"stage": "withdrawn", "reason": "x", "closed_at": NOON}),
    "one_open_edition_an_article": (Edition, {"number": 9}),
    "one_live_edition_an_article": (Edition, {"number": 9}),
    "an_edition_names_a_reference_once": (EditionReference, {}),
    "a_contributor_is_named_once": (Contribution, {}),
    "nobody_signs_twice_for_one_thing": (SignOff, {"remark": "Other."}),
    "a_term_is_explained_once": (TermRow, {"key": uuid.uuid4}),
    "a_reviewer_is_assigned_once_an_edition": (Assignment, {"assigned_at": NOON}),
    "an_event_has_its_own_place_in_the_chain": (Event, {"action": "other"}),
    "nobody_is_told_of_an_occasion_twice": (Notice, {"message_id": "2", "digest_on": None}),
    "one_digest_a_day": (Notice, {"message_id": "2", "occasion": ""}),
    "an_address_has_one_open_invitation": (Invitation, {"key": uuid.uuid4}),
    "a_passage_is_found_once": (Passage, {"position": 9}),
}

# Where one row of the model is as good as another only on this condition.
WHICH = {
    "a_steps_finding_is_accepted_once": {"step_key__isnull": False},
    "an_articles_finding_is_accepted_once": {"step_key": None},
    "an_approved_edition_has_its_date": {"stage": "approved"},
    "a_closed_edition_has_its_date": {"stage": "approved"},
    "a_refused_edition_has_its_reason": {"stage": "approved"},
    "one_open_edition_an_article": {"stage": "submitted"},
    "one_live_edition_an_article": {"stage": "approved"},
    "only_a_blocking_comment_is_lifted": {"blocking": False},
    "a_pmid_names_one_reference": {"pmid": "1"},
    "a_doi_names_one_reference": {"pmid": "1"},
    "nobody_is_told_of_an_occasion_twice": {"message_id": "1"},
    "one_digest_a_day": {"message_id": "1"},
}


@pytest.fixture
def rows(cast) -> None:
    """A row of everything, made by those who make them; those that nobody makes yet, by hand."""
    edition = factories.under_review(cast)
    article = edition.article
    workflow.comment(edition=edition, by=cast.reviewer, at=NOON, body="Well said.")
    factories.sign(edition, cast.reviewer)
    factories.sign(edition, cast.second_reviewer)
    factories.submitted(cast, factories.article(cast, factories.sound_document("Another?")))
    step = article.sections.first().steps.first()
    who = {"by": cast.editor, "at": NOON}
    for place in (step, None):
        editing.accept_finding(article=article, code="wording.no-lay", step=place, reason="So.", **who)
    editing.create_reference(value=a_reference("both", csl={"DOI": "10.5555/both", "PMID": "1"}), **who)
    editing.save_term(value=Term("", "water"), **who)
    Topic.objects.create(name="Neurology", slug="neurology")
    asked = {"audience": "lay", "first_asked_at": NOON, "last_asked_at": NOON}
    question = Question.objects.create(text="Why?", words="why", **asked)
    Awaited.objects.create(question=question, address="reader@example.org")
    Tally.objects.create(outcome="answered")
    Report.objects.create(article=article, edition_number=1, text="Wrong.", reported_at=NOON)
    Allowance.objects.create(who="0" * 64, what="reports", ends_at=NOON)
    editing.start_import(content="TY  - JOUR\nTI  - A trial of salt\nER  - ", **who)
    occasion = {"kind": "overdue", "occasion": "one", "digest_on": NOON.date()}
    Notice.objects.create(recipient=cast.editor, written_at=NOON, not_before=NOON, message_id="1", **occasion)
    somebody = {"email": "new@example.org", "name": "Dr New", "role": "Neurologist"}
    Invitation.objects.create(invited_by=cast.chair, invited_at=NOON, **somebody)
    immutability.drop_triggers(connection)  # to see what the constraints refuse by themselves


def ours() -> list[type[models.Model]]:
    return [model for app in ("guidance", "review") for model in apps.get_app_config(app).get_models()]


def test_every_constraint_is_in_a_table():
    constraints = {constraint.name: model for model in ours() for constraint in model._meta.constraints}
    assert constraints == {name: model for name, (model, _) in (REFUSED | TWINS).items()}


def test_impossible_rows_are_refused(rows):
    assert [name for name in REFUSED if not _is_refused(name)] == []


def _is_refused(name: str) -> bool:
    model, changes = REFUSED[name]
    row = model.objects.filter(**WHICH.get(name, {}))[0]
    return name in _refusal(lambda: model.objects.filter(pk=row.pk).update(**changes))


def test_second_rows_are_refused(rows):
    assert [name for name in TWINS if not _is_refused_beside(name)] == []


def _is_refused_beside(name: str) -> bool:
    model, changes = TWINS[name]
    row = model.objects.filter(**WHICH.get(name, {})).last()
    row.pk = None
    for field, value in changes.items():
        setattr(row, field, value() if callable(value) else value)
    refusal = _refusal(lambda: model.objects.bulk_create([row]))
    # SQLite names columns, PostgreSQL the constraint.
    return name in refusal or f"UNIQUE constraint failed: {model._meta.db_table}." in refusal


def _refusal(write: Callable[[], object]) -> str:
    """What the database says of ``write``, “” where it lets it pass."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        return str(error)
    return ""


def test_a_merged_reference_may_keep_its_identifiers(rows):
    row = Reference.objects.exclude(pmid="").get()
    twin = Reference.objects.get(pk=row.pk)
    twin.pk, twin.key, twin.merged_into = None, uuid.uuid4(), row
    Reference.objects.bulk_create([twin])


# What a model says of itself


def test_what_is_kept_refuses_to_change_or_go(rows):
    for model in (EditionReference, Contribution, SignOff, Event):
        row = model.objects.first()
        for act in (row.save, row.delete):
            with pytest.raises(Immutable, match=r"is never (changed|deleted)\."):
                act()


def test_an_edition_changes_only_in_its_stage_and_dates(rows):
    edition = Edition.objects.first()
    for refused in ({}, {"update_fields": ["document"]}, {"update_fields": ["stage", "digest"]}):
        with pytest.raises(Immutable):
            edition.save(**refused)
    with pytest.raises(Immutable):
        edition.delete()
    edition.save(update_fields=["closed_at"])


def test_an_edition_knows_whether_its_bytes_are_those_of_its_digest(rows):
    edition = Edition.objects.first()
    assert edition.is_intact
    assert edition.content.title == edition.article.title
    Edition.objects.filter(pk=edition.pk).update(document=edition.document.replace("water", "wine"))
    assert not Edition.objects.get(pk=edition.pk).is_intact


def test_whoever_wrote_judged_or_signed_is_never_deleted(rows, cast):
    for user in (cast.editor, cast.reviewer, cast.chair):
        with pytest.raises(models.ProtectedError):
            user.delete()


def test_a_wording_is_three_columns_read_and_written_as_one():
    step = Step()
    step.text = Wording.of("Give water.", "Drink.")
    assert (step.text_clinician, step.text_lay, step.text_basis) == ("Give water.", "Drink.", step.text.basis)
    assert Step(text_clinician="A").text == Wording("A")
    assert isinstance(Step.text, type(Article.summary))
