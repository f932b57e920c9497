"""An editor deals with what readers reported: answers, marks it done, opens it again; the reader is told once."""

import smtplib
from uuid import UUID

import pytest
from django.urls import reverse

from guidance import feedback
from guidance.audiences import Audience
from guidance.models import Report
from guidance.roles import Person, Role
from guidance.rules import NotAllowed, NotNow, check_can_close_report, check_can_reopen_report
from review import reports
from tests import factories
from tests.cast import NOON, later
from tests.pages import page, signed_in

pytestmark = pytest.mark.django_db

WRONG, MENDED = "The number is wrong.", "It is mended."


@pytest.fixture
def report(cast) -> Report:
    return reported(cast, address="reader@example.org")


def reported(cast, text: str = WRONG, **said) -> Report:
    edition = factories.approved(cast)
    step = UUID(next(edition.content.steps()).key)
    return feedback.report(edition=edition, step=step, audience=Audience.LAY, text=text, at=NOON, **said)


@pytest.fixture
def desk(cast):
    return signed_in(cast.editor)


def url(name: str, report: Report) -> str:
    return reverse(f"desk-report{name and '-'}{name}", args=[report.pk])


def close(desk, report: Report, **said):
    return desk.post(url("close", report), said or {"answer": MENDED}, follow=True)


# On the page


def test_a_report_is_read_beside_the_step_as_its_reader_met_it(desk, report):
    words = page(desk.get(url("", report))).words
    assert all(said in words for said in ("Drink water.", "the plain-language page", WRONG, "Answer, and mark as done"))
    assert "reader@example.org" not in words


def test_what_waits_and_what_is_done_are_listed_apart_and_counted(desk, cast, report):
    reported(cast, "A dead link.")
    close(desk, report)
    waits, done = (page(desk.get(reverse("desk-reports"), {"stage": stage})).words for stage in ("open", "done"))
    assert "Open 1 Done 1" in waits
    assert ("A dead link." in waits, WRONG in waits) == (True, False)
    assert ("A dead link." in done, WRONG in done, "done by editor" in done) == (False, True, True)
    assert "Problems readers reported (1)" in page(desk.get(reverse("desk"))).words


def test_the_answer_goes_to_the_reader_once_and_their_address_goes(desk, report, mailoutbox):
    assert "The reader is told." in page(close(desk, report)).words
    [mail] = mailoutbox
    assert mail.to == ["reader@example.org"]
    assert WRONG in mail.body
    assert MENDED in mail.body
    report.refresh_from_db()
    assert (report.stage, report.address, report.answer, bool(report.told_at)) == ("done", "", MENDED, True)
    desk.post(url("tell", report))
    assert len(mailoutbox) == 1


def test_without_a_word_nobody_is_told(desk, report, mailoutbox):
    assert "Nobody is told." in page(close(desk, report, silently="1", answer=MENDED)).words
    report.refresh_from_db()
    assert (report.stage, report.address, report.answer, mailoutbox) == ("done", "", "", [])


def test_an_answer_that_says_nothing_is_asked_for(desk, report):
    response = close(desk, report, answer=" ")
    assert response.status_code == 422
    assert "Write what became of it" in page(response).words


def test_where_the_mail_does_not_leave_it_is_kept_to_be_sent_again(desk, report, mailoutbox, monkeypatch):
    letter = reports._letter

    def refused(report):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(reports, "_letter", refused)
    assert "could not be sent" in page(close(desk, report)).words
    monkeypatch.setattr(reports, "_letter", letter)
    assert "Send the answer to the reader" in page(desk.get(url("", report))).words
    desk.post(url("tell", report))
    assert [mail.to for mail in mailoutbox] == [["reader@example.org"]]


def test_of_two_who_answer_at_once_the_second_is_shown_what_they_typed(cast, report, mailoutbox):
    """Both have the page open."""
    first, second = signed_in(cast.editor), signed_in(cast.second_editor)
    close(first, report)
    response = close(second, report, answer="It is right as it is.")
    assert response.status_code == 409
    assert "It is right as it is." in page(response).words
    assert len(mailoutbox) == 1


def test_of_two_who_send_at_once_one_sends(cast, report, mailoutbox):
    closed = reports.close(report=report, answer=MENDED, by=cast.editor, at=later())
    assert [reports.tell(report=closed, at=later()) for _ in range(2)] == [True, False]
    assert len(mailoutbox) == 1


def test_what_is_done_is_opened_again(desk, report):
    close(desk, report)
    desk.post(url("reopen", report))
    words = page(desk.get(url("", report))).words
    assert "Mark as done" in words
    assert MENDED in words


# Who may, and when


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize(("check", "when"), [(check_can_close_report, True), (check_can_reopen_report, False)])
def test_only_editors_deal_with_it_and_not_twice(check, when, is_open, role):
    person = Person("someone", frozenset({role}), True)
    refusal = NotNow if role is Role.EDITOR and is_open != when else NotAllowed if role is not Role.EDITOR else None
    if refusal is None:
        check(person, is_open=is_open)
        return
    with pytest.raises(refusal):
        check(person, is_open=is_open)
