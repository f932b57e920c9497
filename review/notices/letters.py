"""What a notice says, as a mail in text and HTML: what happened, what is asked, one link, and whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from guidance.vocabularies import Standing
from review.models import Notice, NoticeKind
from review.notices import recipients

LONGEST_SUBJECT = 150
PREFERENCES = "profile"  # the page on which somebody chooses how notices come


@dataclass(frozen=True)
class Words:
    """Of one kind; each may name {by}, {title}, {number}, {due_on}, {count}, {successor},
    {source} and {standing}."""

    subject: str
    happened: str
    asked: str
    page: str = "board-edition"


@dataclass(frozen=True)
class Passage:
    """A notice in words: all of a letter, or one part of a digest."""

    subject: str
    happened: str
    asked: str
    link: str


NOTHING = lazy("Nothing more is asked of you.")
FINISH = lazy("Please finish it, or tell the chair that you cannot.")
READ_AGAIN = lazy("Please see to it: an editor submits it again, as still right or with what has changed.")

WORDS = {
    NoticeKind.SUBMITTED: Words(
        lazy("To assign: {title}"),
        lazy("{by} has put edition {number} of “{title}” before the board."),
        lazy("Please assign its reviewers."),
    ),
    NoticeKind.ASSIGNED: Words(
        lazy("To review: {title}"),
        lazy("{by} asks you to review edition {number} of “{title}”, due {due_on}."),
        lazy("Please declare your interests first; the text opens once you have declared that you have none."),
    ),
    NoticeKind.RELEASED: Words(
        lazy("No longer asked of you: {title}"),
        lazy("{by} has released you from the review of edition {number} of “{title}”."),
        NOTHING,
    ),
    NoticeKind.DUE: Words(
        lazy("Due {due_on}: {title}"),
        lazy("{by} asks you to finish your review of edition {number} of “{title}” by {due_on}."),
        lazy("Please plan for it, or tell the chair that you cannot."),
    ),
    NoticeKind.DUE_SOON: Words(
        lazy("Due {due_on}: {title}"),
        lazy("Your review of edition {number} of “{title}” is due {due_on}."),
        FINISH,
    ),
    NoticeKind.OVERDUE: Words(
        lazy("Overdue: {title}"),
        lazy("Your review of edition {number} of “{title}” was due {due_on}."),
        FINISH,
    ),
    NoticeKind.COMMENT: Words(
        lazy("Comment: {title}"),
        lazy("{by} has commented on edition {number} of “{title}”."),
        lazy("Please read what was said."),
    ),
    NoticeKind.LIFTED: Words(
        lazy("Lifted: your comment on {title}"),
        lazy("{by} has lifted your blocking comment on edition {number} of “{title}”: it is in nobody’s way now."),
        lazy("Please read why."),
    ),
    NoticeKind.ALL_IN: Words(
        lazy("All in: {title}"),
        lazy("Everyone asked has decided on edition {number} of “{title}”; only a blocking comment is in the way."),
        lazy("Please see whether it can be lifted."),
    ),
    NoticeKind.STUCK: Words(
        lazy("Reviewers needed: {title}"),
        lazy("Edition {number} of “{title}” cannot be approved by the reviewers it has."),
        lazy("Please assign another."),
    ),
    NoticeKind.SENT_BACK: Words(
        lazy("Sent back: {title}"),
        lazy("{by} has sent edition {number} of “{title}” back to its editor."),
        lazy("Its page tells why, and what was said of each step."),
    ),
    NoticeKind.WITHDRAWN: Words(
        lazy("Withdrawn: {title}"),
        lazy("{by} has taken edition {number} of “{title}” back from the board; its page tells why."),
        NOTHING,
    ),
    NoticeKind.APPROVED: Words(
        lazy("Approved: {title}"),
        lazy("Edition {number} of “{title}” is approved, and readers have it now."),
        NOTHING,
        page="article",
    ),
    NoticeKind.SUPERSEDED: Words(
        lazy("Superseded: {title}"),
        lazy("Edition {number} of “{title}”, which you submitted or signed, has made way for edition {successor}."),
        NOTHING,
        page="article",
    ),
    NoticeKind.RETIRED: Words(
        lazy("Retired: {title}"),
        lazy("{by} has retired “{title}”: edition {number} is no longer shown, and its address tells readers why."),
        NOTHING,
        page="article",
    ),
    NoticeKind.LAPSING: Words(
        lazy("To be reviewed again: {title}"),
        lazy("“{title}” must be reviewed again by {due_on}."),
        READ_AGAIN,
        page="lapsing",
    ),
    NoticeKind.LAPSED: Words(
        lazy("Lapsed: {title}"),
        lazy("“{title}” had to be reviewed again by {due_on}, and its page now tells readers that it was not."),
        READ_AGAIN,
        page="lapsing",
    ),
    NoticeKind.STANDING: Words(
        lazy("{standing}: a source of {title}"),
        lazy("{by} says how a source of “{title}” stands now: {standing}. It is “{source}”."),
        lazy("Please read again what rests on it; readers are told beside the text."),
    ),
    NoticeKind.REPORTS: Words(
        lazy("Reports from readers: {count}"),
        lazy("Readers have reported problems since you were last told. New reports: {count}."),
        lazy("Please look at them."),
        page="desk-reports",
    ),
}


def passage(notice: Notice) -> Passage:
    words, facts = WORDS[NoticeKind(notice.kind)], _facts(notice)
    return Passage(
        subject=str(words.subject).format_map(facts),
        happened=str(words.happened).format_map(facts),
        asked=str(words.asked),
        link=settings.LEUKO_ADDRESS.rstrip("/") + _path(words.page, notice),
    )


def _facts(notice: Notice) -> dict[str, object]:
    facts: dict[str, object] = dict(notice.payload)
    due = notice.payload.get("due_on")
    facts["due_on"] = date_format(date.fromisoformat(due), "j F Y") if due else _("when you can")
    if standing := notice.payload.get("standing"):
        facts["standing"] = Standing(standing).label
    if notice.edition:
        facts |= {"title": notice.edition.content.title, "number": notice.edition.number}
    return facts


def _path(page: str, notice: Notice) -> str:
    if page == "board-edition":
        return reverse(page, args=[notice.edition.article.slug, notice.edition.number])
    return reverse(page, args=[notice.edition.article.slug] if page == "article" else [])


def letter(notices: Sequence[Notice], message_id: str) -> EmailMultiAlternatives:
    """One mail with all of ``notices``, which are to one person; not yet sent."""
    passages, recipient = [passage(notice) for notice in notices], notices[0].recipient
    context = {
        "passages": passages,
        "name": recipients.name(recipient),
        "house": settings.LEUKO_SITE_NAME,
        "contact": settings.LEUKO_CONTACT_EMAIL,
        "demonstration": settings.LEUKO_DEMONSTRATION,
        "preferences": settings.LEUKO_ADDRESS.rstrip("/") + reverse(PREFERENCES),
    }
    mail = EmailMultiAlternatives(
        subject=_subject(passages),
        body=render_to_string("review/mail/letter.txt", context),
        to=[recipient.email],
        reply_to=[settings.LEUKO_CONTACT_EMAIL] if settings.LEUKO_CONTACT_EMAIL else None,
        headers=_headers(message_id, context["preferences"]),
    )
    mail.attach_alternative(render_to_string("review/mail/letter.html", context), "text/html")
    return mail


def _subject(passages: Sequence[Passage]) -> str:
    """On one line, whatever a title holds, and not too long for one."""
    many = _("{count} notices").format(count=len(passages))
    about = passages[0].subject if len(passages) == 1 else many
    line = " ".join(f"[{settings.LEUKO_SITE_NAME}] {about}".split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def _headers(message_id: str, preferences: str) -> dict[str, str]:
    """Auto-Submitted keeps absent people's machines from answering (RFC 3834); List-Unsubscribe is RFC 2369's."""
    fewer = quote(_("Fewer notices"))
    ways = [f"<mailto:{settings.LEUKO_CONTACT_EMAIL}?subject={fewer}>"] if settings.LEUKO_CONTACT_EMAIL else []
    return {
        "Message-ID": message_id,
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": ", ".join([*ways, f"<{preferences}>"]),
    }
