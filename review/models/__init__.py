"""Who judged an edition, and how; and who was asked to the board."""

from review.models.assignment import Assignment
from review.models.comment import Comment
from review.models.event import Event
from review.models.guards import GUARDS
from review.models.invitation import Invitation
from review.models.notice import Notice, NoticeKind, NoticeStage

__all__ = ["GUARDS", "Assignment", "Comment", "Event", "Invitation", "Notice", "NoticeKind", "NoticeStage"]
