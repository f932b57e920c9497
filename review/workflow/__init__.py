"""Every step of an edition's way from the Desk to its readers, and the only caller of ``publishing``.

Each function is keyword-only and atomic: it locks the article, reads again what it was given, asks the
rules, writes, and records the event in the same transaction. ``by`` acts and ``at`` is when; neither is
looked up here. It raises NotAllowed or Stale, whose reason is the sentence a person reads.
"""

from review.workflow.assigning import assign, begin, declare, open_document, release, set_due
from review.workflow.ending import retire, review_earlier, set_standing, warn, withdraw
from review.workflow.judging import comment, lift, send_back, sign
from review.workflow.submitting import submit

__all__ = [
    "assign", "begin", "comment", "declare", "lift", "open_document", "release", "retire",
    "review_earlier", "send_back", "set_due", "set_standing", "sign", "submit", "warn", "withdraw",
]  # fmt: skip
