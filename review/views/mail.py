"""The mails of a demonstration, which sends none: each is written to a file, and shown here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

SHOWN_AT_ONCE = 50
BETWEEN = re.compile(rb"^-{79}\r?\n", re.MULTILINE)  # what Django's file backend writes after each mail


@dataclass(frozen=True)
class Mail:
    """``links`` are those of its text that lead to this site."""

    to: str
    subject: str
    date: str
    text: str
    links: list[str]

    @classmethod
    def of(cls, content: bytes) -> "Mail":
        message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
        links = re.findall(rf"{re.escape(settings.LEUKO_ADDRESS.rstrip('/'))}/\S*", text)
        return cls(str(message["To"]), str(message["Subject"]), str(message["Date"]), text, list(dict.fromkeys(links)))


@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """Open to anyone, for an invitation reaches people who cannot sign in yet; so only where all is invented."""
    if not (settings.DEBUG and settings.LEUKO_DEMONSTRATION):
        raise Http404
    return TemplateResponse(request, "review/mail.html", {"mails": list(newest(SHOWN_AT_ONCE))})


def newest(count: int) -> Iterator[Mail]:
    """The mails in EMAIL_FILE_PATH, the last written first."""
    folder = Path(settings.EMAIL_FILE_PATH) if settings.EMAIL_FILE_PATH else None
    files = sorted(folder.glob("*.log"), reverse=True) if folder else []
    for file in files[:count]:
        mails = [content for content in BETWEEN.split(file.read_bytes()) if content.strip()]
        yield from (Mail.of(content) for content in reversed(mails))
