"""What the board's and the Desk's pages say of editions, worked out of rows that are loaded already."""

from review.presenters.choices import choices, default
from review.presenters.comparison import Comparison, compare
from review.presenters.desk import desk_row, lost_standing, reported_step
from review.presenters.document import comments, review, whole
from review.presenters.people import assignments, candidates, standing
from review.presenters.resting import doubtful, resting
from review.presenters.rounds import rounds
from review.presenters.threads import Thread, threads
from review.presenters.times import Lapsing, durations, lapsing
from review.presenters.todo import to_do
from review.presenters.waiting import Found, queue

__all__ = [
    "Comparison", "Found", "Lapsing", "Thread", "assignments", "candidates", "choices", "comments", "compare",
    "default", "desk_row", "doubtful", "durations", "lapsing", "lost_standing", "queue", "reported_step", "resting",
    "review", "rounds", "standing", "threads", "to_do", "whole",
]  # fmt: skip
