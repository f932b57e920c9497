"""What stands in the outbox is sent: once, in time, as letters, and never by halves."""

import json
from datetime import timedelta
from email import message_from_bytes, policy
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from guidance.models import Member
from review import notices, workflow
from review.models import Notice, NoticeKind
from review.notices import delivery, letters, postman
from tests import factories
from tests.cast import NOON, later

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SOURCE = {"source": "The trial", "standing": "concern"}


@pytest.fixture(autouse=True)
def still(settings, monkeypatch):
    """A clock that stands while a run goes on, so that a lease ends to the minute."""
    settings.LEUKO_ADDRESS = "https://leuko.example"
    monkeypatch.setattr(delivery, "monotonic", lambda: 0.0)


@pytest.fixture
def edition(cast):
    """Whose notices are forgotten."""
    made = factories.submitted(cast)
    Notice.objects.all().delete()
    return made


def post(user, edition=None, kind=NoticeKind.RELEASED, at=NOON, **payload) -> Notice:
    return notices.post(recipient=user, kind=kind, edition=edition, at=at, payload={"by": "Dr Chair"} | payload)


def deliver(at=NOON) -> delivery.Outbox:
    return delivery.deliver(at=at)


def now(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def daily(user):
    Member.objects.filter(user=user).update(notices="daily")
    return user


class Refusing:
    """A mail server that takes nothing."""

    def __init__(self, *_args, **_kwargs) -> None:
        pass

    def send_messages(self, _messages):
        raise OSError("The server\nis not there.")


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


# At once


def test_a_notice_is_sent_once(cast, edition):
    notice = post(cast.reviewer, edition)
    assert deliver() == delivery.Outbox(sent=1, waiting=0, given_up=0)
    assert deliver(later(30)) == delivery.Outbox(sent=0, waiting=0, given_up=0)
    (sent,) = mail.outbox
    assert sent.to == ["reviewer@example.org"]
    assert (now(notice).stage, now(notice).tries, now(notice).leased_until) == ("sent", 1, None)


def test_each_notice_is_a_mail_of_its_own(cast, edition):
    post(cast.reviewer, edition), post(cast.reviewer, edition), post(cast.editor, edition)
    assert deliver().sent == 3
    assert len({sent.extra_headers["Message-ID"] for sent in mail.outbox}) == 3


def test_no_more_is_sent_in_one_run_than_is_asked(cast, edition):
    post(cast.reviewer, edition), post(cast.reviewer, edition)
    assert delivery.deliver(at=NOON, limit=1) == delivery.Outbox(sent=1, waiting=1, given_up=0)


def test_what_is_rolled_back_is_not_sent(cast, edition):
    with transaction.atomic():
        post(cast.reviewer, edition)
        transaction.set_rollback(True)
    assert deliver().sent == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_within_a_transaction(cast, edition, monkeypatch):
    """Neither the caller's, nor one of ours: whoever waits for a mail server holds no lock."""
    post(cast.reviewer, edition)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        deliver()
    seen = []
    monkeypatch.setattr(mail.EmailMessage, "send", lambda _self: seen.append(connection.in_atomic_block))
    assert deliver().sent == 1
    assert seen == [False]


# Once a day


def test_who_wants_one_mail_a_day_gets_all_in_one(cast, edition):
    daily(cast.reviewer)
    for kind in (NoticeKind.RELEASED, NoticeKind.STUCK, NoticeKind.WITHDRAWN):
        post(cast.reviewer, edition, kind)
    assert deliver().sent == 3
    (sent,) = mail.outbox
    assert sent.subject == "[leuko] 3 notices"
    assert all(words in sent.body for words in ("released you", "cannot be approved", "back from the board"))
    assert Notice.objects.values("carried_by").distinct().count() == 1


def test_and_no_second_mail_on_that_day(cast, edition):
    daily(cast.reviewer)
    post(cast.reviewer, edition)
    assert deliver().sent == 1
    post(cast.reviewer, edition, at=later()), post(cast.reviewer, edition, at=later(2))
    assert deliver(later(3)) == delivery.Outbox(sent=0, waiting=2, given_up=0)
    assert deliver(NOON + DAY).sent == 2
    assert len(mail.outbox) == 2


def test_one_who_waits_for_tomorrow_keeps_nobody_else_waiting(cast, edition):
    daily(cast.reviewer)
    post(cast.reviewer, edition), deliver()
    post(cast.reviewer, edition), post(cast.editor, edition, at=later())
    assert deliver(later(2)).sent == 1


def test_a_digest_that_failed_goes_out_as_it_was(cast, edition, refusing, settings):
    """What came later is for the next day: two different mails never have one Message-ID."""
    first = post(daily(cast.reviewer), edition)
    deliver()
    second = post(cast.reviewer, edition, NoticeKind.STUCK, at=later())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver(later(10)).sent == 1
    (sent,) = mail.outbox
    assert "released you" in sent.body
    assert "cannot be approved" not in sent.body
    assert sent.extra_headers["Message-ID"] == first.message_id
    assert now(second).stage == "waiting"
    assert deliver(NOON + DAY).sent == 1


# What goes wrong


def test_a_mail_that_is_refused_is_tried_again_after_pauses_that_double(cast, edition, refusing):
    notice = post(cast.reviewer, edition)
    tried, minute = [], 0
    while now(notice).stage == "waiting":
        before = now(notice).tries
        deliver(later(minute))
        if now(notice).tries > before:
            tried.append(minute)
        minute += 5
    assert tried == [0, 5, 15, 35, 75, 155, 315, 635, 1275, 2555]
    given_up = now(notice)
    assert (given_up.stage, given_up.refusal) == ("given-up", "OSError: The server\nis not there.")
    assert deliver(later(10_000)) == delivery.Outbox(sent=0, waiting=0, given_up=1)


def test_a_mail_that_goes_out_at_last_says_nothing_of_the_refusal(cast, edition, refusing, settings):
    notice = post(cast.reviewer, edition)
    deliver()
    assert now(notice).refusal
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver(later(5))
    assert (now(notice).stage, now(notice).refusal) == ("sent", "")


def test_one_mail_that_cannot_be_written_keeps_no_other_back(cast, edition):
    broken = post(cast.reviewer, edition, NoticeKind.DUE_SOON, due_on="the 31st of June")
    post(cast.editor, edition, at=later())
    assert deliver(later(2)).sent == 1
    assert "ValueError" in now(broken).refusal


def crash(*_args, **_kwargs):
    raise SystemExit


def test_a_crash_after_sending_sends_it_once_more_with_the_same_message_id(cast, edition, monkeypatch):
    notice = post(cast.reviewer, edition)
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_mark", crash)
        with pytest.raises(SystemExit):
            deliver()
    assert now(notice).stage == "claimed"
    assert deliver(later(9)).sent == 0
    assert deliver(later(10)).sent == 1
    assert len(mail.outbox) == 2
    assert {sent.extra_headers["Message-ID"] for sent in mail.outbox} == {notice.message_id}


def test_who_comes_back_after_their_lease_changes_nothing(cast, edition, monkeypatch):
    """A deliverer that was asleep finds that somebody else has sent the mail meanwhile."""
    notice = post(cast.reviewer, edition)
    claimed = delivery.claim(notice, at=NOON)
    assert deliver(later(10)).sent == 1
    sent_at = now(notice).sent_at
    delivery._put_back(claimed, OSError("too late"), at=later(11))
    assert (now(notice).stage, now(notice).sent_at) == ("sent", sent_at)


def test_what_is_claimed_is_not_claimed_again(cast, edition):
    notice = post(cast.reviewer, edition)
    assert delivery.claim(notice, at=NOON)
    assert delivery.claim(notice, at=NOON) == []


@pytest.mark.parametrize(
    ("but", "why"),
    [({"is_active": False}, "The account is closed."), ({"email": ""}, "The account has no e-mail address.")],
)
def test_who_cannot_be_written_to_is_not(cast, edition, but, why):
    notice = post(cast.reviewer, edition)
    type(cast.reviewer).objects.filter(pk=cast.reviewer.pk).update(**but)
    assert deliver() == delivery.Outbox(sent=0, waiting=0, given_up=1)
    assert now(notice).refusal == why
    assert mail.outbox == []


# Letters


class Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements, self.words = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


def sent_as(notice: Notice):
    return letters.letter([notice], notice.message_id)


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("contact", ["", "board@example.org"])
def test_every_kind_has_its_letter(cast, edition, kind, contact, settings):
    """What happened, what is asked, one link; the same in both forms."""
    settings.LEUKO_CONTACT_EMAIL = contact
    post(cast.reviewer, edition, kind, due_on="2026-03-05", count=3, successor=2, **SOURCE)
    deliver()
    (sent,) = mail.outbox
    passage = letters.passage(Notice.objects.get())
    html = Words(sent.alternatives[0].content)
    for words in (passage.happened, passage.asked, passage.link):
        assert sent.body.count(words) == 1
        assert words in html.words
    assert "{" not in sent.subject + sent.body
    assert passage.link.startswith("https://leuko.example/")
    links = [attrs["href"] for tag, attrs in html.elements if tag == "a"]
    assert links == [passage.link, "https://leuko.example/accounts/profile/"]
    assert "Dear Dr Reviewer," in sent.body
    assert ("board@example.org" in sent.body) == bool(contact)


def test_the_due_date_is_said_as_a_person_says_it(cast, edition):
    assert "due 5 March 2026." in sent_as(post(cast.reviewer, edition, NoticeKind.ASSIGNED, due_on="2026-03-05")).body
    assert "due when you can." in sent_as(post(cast.reviewer, edition, NoticeKind.ASSIGNED, due_on=None)).body


def test_headers(cast, edition, settings):
    settings.LEUKO_CONTACT_EMAIL = "board@example.org"
    post(cast.reviewer, edition)
    deliver()
    headers = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Reply-To"] == "board@example.org"
    assert headers["Message-ID"] == Notice.objects.get().message_id
    assert headers["Message-ID"].endswith("@leuko.example>")
    ways = "<mailto:board@example.org?subject=Fewer%20notices>, <https://leuko.example/accounts/profile/>"
    assert headers["List-Unsubscribe"] == ways


def test_no_title_becomes_a_header(cast):
    title = "What?\r\nBcc: everyone@example.org" + " and so on" * 60
    made = sent_as(post(cast.reviewer, _entitled(cast, title)))
    assert "\n" not in made.subject
    assert len(made.subject) <= 150
    message = message_from_bytes(made.message().as_bytes(), policy=policy.default)
    assert message["Bcc"] is None
    assert made.recipients() == ["reviewer@example.org"]


def test_no_title_becomes_markup(cast):
    made = sent_as(post(cast.reviewer, _entitled(cast, "<script>alert(1)</script><a href=//evil>here</a>")))
    html = Words(made.alternatives[0].content)
    assert not {"script"} & {tag for tag, _ in html.elements}
    assert "<script>alert(1)</script>" in html.words
    assert "<script>alert(1)</script>" in made.body


def _entitled(cast, title):
    """An edition whose document, by some way around the Desk, holds such a title."""
    edition = factories.submitted(cast)
    edition.content = type("Document", (), {"title": title})
    return edition


def test_a_brace_in_a_title_is_only_a_brace(cast, edition):
    assert "“{by} {0}”" in sent_as(post(cast.reviewer, _entitled(cast, "{by} {0}"))).body


# From cron


@pytest.mark.parametrize("json_asked", [True, False])
def test_the_command_says_how_it_went(cast, edition, json_asked):
    post(cast.reviewer, edition)
    closed = post(cast.editor, edition)
    type(cast.editor).objects.filter(pk=closed.recipient_id).update(is_active=False)
    out = StringIO()
    call_command("deliver_notices", json=json_asked, stdout=out)
    if json_asked:
        assert json.loads(out.getvalue()) == {"sent": 1, "waiting": 0, "given_up": 1}
    else:
        assert out.getvalue() == "1 sent, 0 waiting, 1 given up\n"


def test_the_command_tells_what_is_due_and_tells_it_once(cast, edition):
    today = timezone.now().date()
    workflow.assign(edition=edition, reviewer=cast.reviewer, by=cast.chair, at=NOON, due_on=today)
    for _ in range(2):
        call_command("deliver_notices", stdout=StringIO())
    (sent,) = [sent for sent in mail.outbox if sent.subject.startswith("[leuko] Due ")]
    assert sent.to == ["reviewer@example.org"]


# Beside the server of a demonstration


@pytest.mark.parametrize(
    ("arguments", "environment", "delivers"),
    [
        (["manage.py", "runserver", "--noreload", "8000"], {}, True),
        (["manage.py", "runserver"], {"RUN_MAIN": "true"}, True),
        (["manage.py", "runserver"], {}, False),
        (["manage.py", "migrate"], {"RUN_MAIN": "true"}, False),
        (["manage.py", "demo", "--noreload"], {}, False),
        (["pytest", "--noreload"], {}, False),
        (["gunicorn"], {}, False),
        ([], {}, False),
    ],
    ids=str,
)
def test_only_a_server_delivers_in_the_background(arguments, environment, delivers):
    assert postman.is_server(arguments, environment) == delivers


@pytest.mark.parametrize(("debug", "demonstration"), [(True, False), (False, True)])
def test_and_only_that_of_a_demonstration(settings, monkeypatch, debug, demonstration):
    settings.DEBUG, settings.LEUKO_DEMONSTRATION = debug, demonstration
    monkeypatch.setattr("sys.argv", ["manage.py", "runserver", "--noreload"])
    assert postman.start() is None


def test_it_goes_on_after_a_failure(settings, monkeypatch, caplog):
    pauses = iter([None, None])
    monkeypatch.setattr(postman.time, "sleep", lambda _seconds: next(pauses))
    monkeypatch.setattr(postman.reminders, "write_due", lambda **_: crash_of_the_database())
    with pytest.raises(StopIteration):
        postman._work()
    assert caplog.text.count("The outbox could not be emptied") == 2


def crash_of_the_database():
    raise OSError("gone")
