"""The one mail that a reader who left an address is sent."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from guidance.models import Article


def reply(name: str, *, to: str, **context: Any) -> EmailMessage:
    """In the words of the templates ``name`` and ``name``_subject, which know ``context``; not yet sent."""
    context |= {"site": settings.LEUKO_SITE_NAME, "demonstration": settings.LEUKO_DEMONSTRATION}
    return EmailMessage(
        subject=" ".join(render_to_string(f"review/mail/{name}_subject.txt", context).split()),
        body=render_to_string(f"review/mail/{name}.txt", context),
        to=[to],
        reply_to=[settings.LEUKO_CONTACT_EMAIL] if settings.LEUKO_CONTACT_EMAIL else None,
        headers={"Auto-Submitted": "auto-generated"},
    )


def link(article: Article) -> str:
    """The whole address of its page."""
    return settings.LEUKO_ADDRESS.rstrip("/") + reverse("article", args=[article.slug])
