"""Every step of an edition's way from the Desk to its readers, and the only caller of ``publishing``.

Each function is keyword-only and atomic: it locks the article, reads again what it was given, asks the
rules, writes, and records the event in the same transaction. ``by`` acts and ``at`` is when; neither is
looked up here. It raises NotAllowed or Stale, whose reason is the sentence a person reads.
"""

from review.workflow.assigning import assign, begin, declare, open_document, release, set_due
from review.workflow.ending import retire, review_earlier, set_standing, warn, withdraw
from review.workflow.heeding import Heeded, foresee, heed
from review.workflow.judging import comment, lift, send_back, sign
from review.workflow.submitting import submit
