"""What the board's and the Desk's pages say of editions, worked out of rows that are loaded already."""

from review.presenters.choices import choices, default
from review.presenters.comparison import Comparison, compare
from review.presenters.desk import desk_row, lost_standing
from review.presenters.document import comments, review, whole
from review.presenters.people import assignments, standing
from review.presenters.resting import doubtful, resting
from review.presenters.times import Lapsing, durations, lapsing
from review.presenters.waiting import queue

__all__ = [
    "Comparison", "Lapsing", "assignments", "choices", "comments", "compare", "default", "desk_row", "doubtful",
    "durations", "lapsing", "lost_standing", "queue", "resting", "review", "standing", "whole",
]  # fmt: skip
