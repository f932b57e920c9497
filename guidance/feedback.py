"""What readers send: written without an account, and without anything that says who they are."""

from datetime import datetime
from uuid import UUID

from guidance import rules
from guidance.audiences import Audience
from guidance.documents import clean
from guidance.models import Edition, Report
from guidance.models.feedback import ReportStage


def report(*, edition: Edition, step: UUID, audience: Audience, text: str, at: datetime, address: str = "") -> Report:
    """Keep a reader's problem with a step of ``edition``; one that is here already, word for word, is kept once.

    NotAllowed where the text says who somebody is, or nothing.
    """
    text, address = clean(text).strip(), clean(address).strip()
    if not text:
        raise rules.NotAllowed("Write what is wrong.")
    rules.check_names_nobody(text)
    where = {"article": edition.article, "edition_number": edition.number, "step_key": step}
    said = {"text": text, "audience": audience.value, "address": address, "stage": ReportStage.OPEN.value}
    if same := Report.objects.filter(**where, **said).first():
        return same
    return Report.objects.create(**where, **said, reported_at=at)
