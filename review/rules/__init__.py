"""Who may do what to an edition, and when.

Each check is a pure function of a Case. It asks first *who*, then *when*; it raises NotAllowed with the
sentence a person reads, which is also what a disabled button says.
"""

from guidance.rules import NotAllowed, NotNow, Stale, verdict
from review.rules.assigning import (
    check_can_assign,
    check_can_be_assigned,
    check_can_begin,
    check_can_release,
    check_can_set_due,
    check_due,
)
from review.rules.case import Case
from review.rules.ending import (
    check_can_retire,
    check_can_review_earlier,
    check_can_warn,
    check_can_withdraw,
    check_earlier,
)
from review.rules.heeding import check_can_set_standing
from review.rules.joining import check_can_accept, check_can_invite, check_can_withdraw_invitation
from review.rules.judging import (
    check_can_answer,
    check_can_comment,
    check_can_declare,
    check_can_lift,
    check_can_read,
    check_can_see_opinions,
    check_can_see_trail,
    check_can_send_back,
    check_can_sign,
    left_to_sign,
)
from review.rules.settling import Tally, is_all_in, is_stuck, settles
from review.rules.submitting import check_can_submit
