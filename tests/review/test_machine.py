"""Anybody does anything in any order, and every promise holds after each step."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from guidance import editing
from guidance.documents import Wording
from guidance.models import Article, Edition, SignOff
from guidance.roles import Role
from guidance.rules import NotAllowed, Stale
from guidance.vocabularies import Meaning, Standing
from review import record, workflow
from review.models import Assignment, Comment
from review.stages import Act, Interests
from tests import factories
from tests.cast import NOON, assemble, person
from tests.conftest import soak
from tests.review import promises
from tests.review.acts import first_step, join, told

pytestmark = [pytest.mark.soak, pytest.mark.django_db]

EDITORS = ["editor", "second_editor"]
REVIEWERS = ["reviewer", "second_reviewer", "third_reviewer", "writing_reviewer"]
CHAIRS = ["chair", "writing_chair"]
EVERYONE = [*EDITORS, *REVIEWERS, *CHAIRS, "stranger", "superuser"]
STARTS = ("draft", "submitted", "under review", "objected", "approved", "approved")
TEXTS = [f"Give {amount} water." for amount in ("a little", "some", "much", "no")]


def mostly(*names: str):
    """Every other time one of ``names``, else anybody: else little would ever be approved."""
    return st.one_of(st.sampled_from(names), st.sampled_from(EVERYONE))


by_editor = mostly(*EDITORS, "writing_reviewer", "writing_chair")
by_reviewer = mostly(*REVIEWERS)
by_chair = mostly("chair")
seldom = st.sampled_from([False, False, False, True])
reason = st.sampled_from(["", "It is wrong.", "It is wrong."])
meanings = st.sampled_from([set(Meaning), set(Meaning), {Meaning.CLINICAL}, {Meaning.PLAIN}, set()])
nth = st.integers(0, 3)
once_submitted = precondition(lambda machine: machine.frozen)


class Board(RuleBasedStateMachine):
    """One article and all its people. It keeps its own account of who wrote what, and when.

    Another article rests on the same source, and is there to be pointed at.
    """

    starts: tuple[str, ...] = STARTS
    told: set[str] = set()  # what has come about in any walk

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        cast = assemble()
        self.people = {name: user for name, user in cast.everyone().items() if user}
        self.people["writing_reviewer"] = person("writing_reviewer", Role.BOARD, Role.EDITOR)
        self.people["writing_chair"] = join(person("writing_chair", Role.BOARD, Role.CHAIR), Role.EDITOR)
        self.at, self.clock = NOON, 0
        self.article, self.other = factories.article(cast), factories.submitted(cast).article
        self.hands = [(0, "editor")]  # who wrote or submitted, in order
        self.frozen: dict[int, tuple[int, Any, set[str]]] = {}  # by edition: when, its rows, and who had written it
        self.signed: list[dict[str, Any]] = []

    def teardown(self) -> None:
        try:
            self.record_holds()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def record_holds(self) -> None:
        """What ``verify_record`` asks, of both articles, where the walk ends."""
        promises.hold(self.other)
        for article in (self.article, self.other):
            assert record.faults_of(article) == []
        self.told.update(told(self.article))

    # What the machine knows

    @property
    def edition(self) -> Edition:
        return Edition.objects.select_related("article").get(pk=max(self.frozen))

    def contributors(self) -> set[str]:
        live = self.article.editions.filter(stage="approved").first()
        since = self.frozen[live.pk][0] if live else -1
        return {name for clock, name in self.hands if clock > since}

    def try_to(self, act: Callable[..., Any], *, by: str, **kwargs: Any) -> Any:
        """The result of ``act``; None where it was refused, with a sentence and without a trace."""
        self.clock += 1
        self.at += timedelta(minutes=1)
        before = self.article.events.count()
        try:
            return act(by=self.people[by], at=self.at, **kwargs)
        except (NotAllowed, Stale) as refusal:
            self.was_refused(refusal.reason, before)
            return None

    def was_refused(self, reason: str, before: int) -> None:
        assert reason.endswith(".")
        assert self.article.events.count() == before

    def assignment(self, number: int) -> Assignment | None:
        rows = list(self.edition.assignments.select_related("edition__article", "reviewer"))
        return rows[number % len(rows)] if rows else None

    # At the Desk

    @initialize(number=st.integers(0, len(STARTS) - 1))
    def begin_at(self, number: int) -> None:
        stage = self.starts[number % len(self.starts)]
        if stage == "draft":
            return
        self.submit(by="editor", is_old=False, reaffirms=False)
        if stage == "submitted":
            return
        for number, name in enumerate(REVIEWERS[:2]):
            self.assign(by="chair", reviewer=name)
            self.declare(number=number, by=None, interests=Interests.NONE)
        for name in REVIEWERS[:2] if stage == "approved" else REVIEWERS[:1]:
            self.sign(by=name, meanings=set(Meaning), is_other=False)
        if stage == "objected":
            self.comment(by=REVIEWERS[0], blocking=True, number=0, is_old=False, of_a_step=False)
        assert self.edition.stage == {"objected": "under_review"}.get(stage, stage.replace(" ", "_"))

    @rule(by=by_editor, text=st.sampled_from(TEXTS), is_old=seldom)
    def write(self, by: str, text: str, is_old: bool) -> None:
        step = first_step(self.article)
        changes = {"text": Wording.of(text, f"In plain words: {text}")}
        revision = step.revision - is_old
        done = self.try_to(editing.change_step, by=by, step=step, revision=revision, changes=changes)
        assert not (done and is_old) or step.text.clinician == text  # what is saved already is no conflict
        if done:
            self.hands.append((self.clock, by))

    @rule(by=by_editor, text=st.sampled_from(TEXTS))
    def say_why(self, by: str, text: str) -> None:
        now = Article.objects.get(pk=self.article.pk)
        changes = {"change_note": Wording.of(text)}
        if self.try_to(editing.change_article, by=by, article=now, revision=now.revision, changes=changes):
            self.hands.append((self.clock, by))

    @rule(by=by_editor, is_old=seldom, reaffirms=seldom)
    def submit(self, by: str, is_old: bool, reaffirms: bool) -> None:
        digest = "0" * 64 if is_old else factories.digest(Article.objects.get(pk=self.article.pk))
        writers = self.contributors() | {by}
        edition = self.try_to(workflow.submit, by=by, article=self.article, digest=digest, reaffirms=reaffirms)
        if edition:
            assert edition.digest == digest
            self.hands.append((self.clock, by))
            self.frozen[edition.pk] = (self.clock, self.substance(edition.pk), writers)

    @rule(by=by_editor)
    def discard(self, by: str) -> None:
        if self.frozen:
            assert self.try_to(editing.discard_article, by=by, article=self.article) is None
            assert Article.objects.filter(pk=self.article.pk).exists()

    @rule(by=by_editor, standing=st.sampled_from([Standing.CURRENT, Standing.CORRECTED]), reason=reason)
    def say_how_a_source_stands(self, by: str, standing: Standing, reason: str) -> None:
        source = self.article.references.get()
        self.try_to(workflow.set_standing, by=by, reference=source, standing=standing, reason=reason)

    # In the board room

    @once_submitted
    @rule(by=by_chair, reviewer=by_reviewer)
    def assign(self, by: str, reviewer: str) -> None:
        self.try_to(workflow.assign, by=by, edition=self.edition, reviewer=self.people[reviewer])

    @once_submitted
    @rule(
        number=nth,
        by=st.one_of(st.none(), by_reviewer),
        interests=st.sampled_from([Interests.NONE, Interests.NONE, *Interests]),
    )
    def declare(self, number: int, by: str | None, interests: Interests) -> None:
        if assignment := self.assignment(number):
            self.try_to(
                workflow.declare, by=by or assignment.reviewer.username, assignment=assignment, interests=interests,
                statement="I advise the maker.",
            )  # fmt: skip

    @once_submitted
    @rule(number=nth, by=st.one_of(st.none(), by_reviewer))
    def open_document(self, number: int, by: str | None) -> None:
        if assignment := self.assignment(number):
            by = by or assignment.reviewer.username
            if self.try_to(workflow.open_document, by=by, assignment=assignment):
                assignment.refresh_from_db()
                assert (assignment.interests, assignment.released_at) == ("none", None)

    @once_submitted
    @rule(number=nth, by=by_chair, reason=reason)
    def release(self, number: int, by: str, reason: str) -> None:
        if assignment := self.assignment(number):
            self.try_to(workflow.release, by=by, assignment=assignment, reason=reason)

    @once_submitted
    @rule(number=nth, by=by_chair, days=st.sampled_from([None, -1, 0, 7]))
    def set_due(self, number: int, by: str, days: int | None) -> None:
        due_on = None if days is None else self.at.date() + timedelta(days=days)
        if assignment := self.assignment(number):
            self.try_to(workflow.set_due, by=by, assignment=assignment, due_on=due_on)

    @once_submitted
    @rule(by=by_chair)
    def begin(self, by: str) -> None:
        self.try_to(workflow.begin, by=by, edition=self.edition)

    @once_submitted
    @rule(by=by_reviewer, meanings=meanings, is_other=seldom)
    def sign(self, by: str, meanings: set[Meaning], is_other: bool) -> None:
        edition = self.edition
        barred = self.contributors() | self.frozen[edition.pk][2]
        digest = "0" * 64 if is_other else edition.digest
        if self.try_to(workflow.sign, by=by, edition=edition, meanings=meanings, digest=digest):
            assert not is_other
            assert by not in barred
            assert User.objects.get(username=by).is_active

    @once_submitted
    @rule(
        by=st.one_of(st.none(), by_reviewer), blocking=st.booleans(), number=nth, is_old=seldom, of_a_step=st.booleans()
    )
    def comment(self, by: str | None, blocking: bool, number: int, is_old: bool, of_a_step: bool) -> None:
        """Of a step or of the whole; every other time an answer, perhaps to what was said of an earlier edition.

        None is whoever has declared that they may, so that enough is said.
        """
        by = by or self.who_reviews()
        comments = list(Comment.objects.filter(edition__article=self.article).order_by("-pk")[:4])
        thread = comments[number] if number < len(comments) and number % 2 else None
        edition = self.article.editions.order_by("number").first() if is_old else self.edition
        said = self.try_to(
            workflow.comment, by=by, edition=edition, body="Is this so?", blocking=blocking, thread=thread,
            step=next(edition.content.steps()).key if of_a_step else "",
        )  # fmt: skip
        if said:
            assert edition.pk == max(self.frozen)
            self.was_theirs_to_say(said, thread)

    def who_reviews(self) -> str:
        ready = self.edition.assignments.filter(released_at=None, interests="none")
        return ready.values_list("reviewer__username", flat=True).first() or "reviewer"

    def was_theirs_to_say(self, said: Comment, thread: Comment | None) -> None:
        """After a return only its reviewers speak, and block nothing; nobody answers what is hidden from them."""
        edition, by = said.edition, said.author
        mine = edition.assignments.filter(reviewer=by, released_at=None).first()
        assert edition.stage in ("under_review", "returned")
        if edition.stage == "returned":
            assert mine
            assert mine.interests == "none"
            assert not said.blocking
        elif thread and thread.edition_id == edition.pk and thread.author_id != by.pk:
            assert mine is None or edition.sign_offs.filter(reviewer=by).exists()

    @once_submitted
    @rule(number=nth, by=st.one_of(st.none(), mostly("chair")), reason=reason)
    def lift(self, number: int, by: str | None, reason: str) -> None:
        if comments := Comment.objects.filter(edition=self.edition).select_related("edition__article", "author"):
            comment = comments[number % len(comments)]
            self.try_to(workflow.lift, by=by or comment.author.username, comment=comment, reason=reason)

    @once_submitted
    @rule(by=st.one_of(st.none(), by_reviewer), reason=reason)
    def send_back(self, by: str | None, reason: str) -> None:
        self.try_to(workflow.send_back, by=by or self.who_reviews(), edition=self.edition, reason=reason)

    @once_submitted
    @rule(by=mostly("editor", "chair"), reason=reason)
    def withdraw(self, by: str, reason: str) -> None:
        self.try_to(workflow.withdraw, by=by, edition=self.edition, reason=reason)

    # Of what is live

    @once_submitted
    @rule(by=by_chair, ends=st.booleans())
    def warn(self, by: str, ends: bool) -> None:
        warning = Wording() if ends else Wording.of("Recalled.", "Called back.")
        edition = self.article.editions.filter(stage="approved").first() or self.edition
        self.try_to(workflow.warn, by=by, edition=edition, warning=warning)

    @once_submitted
    @rule(by=by_chair, days=st.integers(-1, 400))
    def review_earlier(self, by: str, days: int) -> None:
        edition = self.article.editions.filter(stage="approved").first() or self.edition
        day = self.at.date() + timedelta(days=days)
        self.try_to(workflow.review_earlier, by=by, edition=edition, next_review_on=day)

    @once_submitted
    @rule(by=by_chair, reason=reason, is_replaced=st.booleans())
    def retire(self, by: str, reason: str, is_replaced: bool) -> None:
        edition = self.article.editions.filter(stage="approved").first() or self.edition
        replaced_by = self.other if is_replaced else None
        self.try_to(workflow.retire, by=by, edition=edition, reason=reason, replaced_by=replaced_by)

    # Accounts

    @rule(name=st.sampled_from([*REVIEWERS, *EDITORS]), active=st.sampled_from([True, True, False]))
    def open_or_close_an_account(self, name: str, active: bool) -> None:
        User.objects.filter(username=name).update(is_active=active)

    # Else hardly anything would ever come to an end

    @rule(times=st.integers(1, 6), first=st.sampled_from(REVIEWERS))
    def carry_on(self, times: int, first: str) -> None:
        """Everybody does what is expected of them next."""
        for _ in range(times):
            if edition := self.article.editions.filter(stage__in=["submitted", "under_review"]).first():
                self.do_what_is_left(edition, first)
            else:
                self.write(by="editor", text=f"Give {self.clock} glasses of water.", is_old=False)
                self.submit(by="editor", is_old=False, reaffirms=False)

    def do_what_is_left(self, edition: Edition, first: str) -> None:
        asked = list(edition.assignments.filter(released_at=None).select_related("edition__article", "reviewer"))
        ready = [one.reviewer.username for one in asked if one.interests == "none"]
        comment = edition.comments.filter(blocking=True, lifted_at=None).select_related("edition__article").first()
        if undeclared := next((one for one in asked if one.interests == "not-asked"), None):
            by = undeclared.reviewer.username
            self.try_to(workflow.declare, by=by, assignment=undeclared, interests=Interests.NONE)
        elif len(ready) < 2:
            unasked = set(REVIEWERS) - {one.reviewer.username for one in edition.assignments.all()}
            self.assign(by="chair", reviewer=first if first in unasked else min(unasked, default="chair"))
        elif comment:
            self.try_to(workflow.lift, by="chair", comment=comment, reason="Answered.")
        else:
            for name in ready:
                self.sign(by=name, meanings=set(Meaning), is_other=False)

    # What holds after every step

    @invariant()
    def promises_hold(self) -> None:
        promises.hold(self.article)

    @invariant()
    def what_was_frozen_stays(self) -> None:
        assert set(self.frozen) == set(self.article.editions.values_list("pk", flat=True))
        for pk, (_, substance, writers) in self.frozen.items():
            assert self.substance(pk) == substance
            names = set(Edition.objects.get(pk=pk).contributions.values_list("user__username", flat=True))
            assert names == writers

    def substance(self, pk: int) -> dict[str, Any]:
        fields = ("number", "document", "digest", "submitted_by_id", "submitted_at", "message", "reaffirms")
        return Edition.objects.values(*fields).get(pk=pk)

    @invariant()
    def what_was_signed_stays(self) -> None:
        now = list(SignOff.objects.order_by("pk").values())
        assert now[: len(self.signed)] == self.signed
        self.signed = now


def beginning_at(*stages: str) -> type[Board]:
    return type("Board", (Board,), {"starts": stages})


def test_every_promise_holds_whatever_anybody_does(db):
    """In `make soak` the walks from each start are made apart: Hypothesis varies what it has walked already, so that
    of all together a hundred might be alike, and an act never come about.
    """
    for stages in soak([STARTS], [[stage] for stage in dict.fromkeys(STARTS)]):
        run_state_machine_as_test(
            beginning_at(*stages),
            settings=settings(
                max_examples=soak(6, 32), stateful_step_count=soak(30, 50), derandomize=soak(True, False), deadline=None
            ),
        )
    if soak(False, True):
        assert {act.value for act in Act if act is not Act.DISCARD} <= Board.told  # what is discarded tells nothing
