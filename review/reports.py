"""What becomes of a problem that a reader reported: an editor deals with it, and the reader is told once.

``by`` acts and ``at`` is when; neither is looked up here. Refusals are those of ``rules``.
"""

from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction

from guidance import queries as guidance
from guidance import rules
from guidance.documents import clean
from guidance.models import Report
from guidance.models.feedback import ReportStage
from review import replies


@transaction.atomic
def close(*, report: Report, by, at: datetime, answer: str = "") -> Report:
    """Done, with what is to be told the reader; without an answer nobody is told, and their address goes."""
    report = _locked(report)
    rules.check_can_close_report(guidance.person(by), is_open=report.stage == ReportStage.OPEN)
    report.stage, report.handled_by, report.handled_at = ReportStage.DONE.value, by, at
    report.answer = clean(answer).strip()
    if not report.answer:
        report.address = ""
    report.save(update_fields=["stage", "handled_by", "handled_at", "answer", "address"])
    return report


@transaction.atomic
def reopen(*, report: Report, by, at: datetime) -> Report:
    """Open again; who had dealt with it, and what they answered, stays until somebody deals with it anew."""
    report = _locked(report)
    rules.check_can_reopen_report(guidance.person(by), is_open=report.stage == ReportStage.OPEN)
    report.stage = ReportStage.OPEN.value
    report.save(update_fields=["stage"])
    return report


def _locked(report: Report) -> Report:
    """As it is now, and until the transaction ends. On SQLite the transaction itself is the lock."""
    return Report.objects.select_for_update(of=("self",)).select_related("article").get(pk=report.pk)


def tell(*, report: Report, at: datetime) -> bool:
    """Mail the answer to the reader who left an address; False where there is nobody to tell.

    The address is taken before the mail is sent, so that of two who press at once only one sends it, and put back
    where the mail server refuses. Raises what the mail server raises.
    """
    waiting = Report.objects.filter(pk=report.pk, stage=ReportStage.DONE.value).exclude(address="")
    if not report.answer or not waiting.filter(address=report.address).update(address="", told_at=at):
        return False
    try:
        _letter(report).send()
    except Exception:  # of whatever kind: no mail left, and a reader would wait in vain
        Report.objects.filter(pk=report.pk).update(address=report.address, told_at=None)
        raise
    return True


def _letter(report: Report) -> EmailMessage:
    """About the text that the reader had, by its title: the draft may be called otherwise by now."""
    title = report.article.editions.get(number=report.edition_number).content.title
    link = replies.link(report.article)
    return replies.reply("report", to=report.address, report=report, title=title, link=link)
