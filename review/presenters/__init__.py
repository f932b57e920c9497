"""What the board's and the Desk's pages say of editions, worked out of rows that are loaded already."""

from review.presenters.desk import desk_row, lost_standing
from review.presenters.document import comments, review
from review.presenters.people import assignments, candidates, standing
from review.presenters.rounds import rounds
from review.presenters.times import Lapsing, durations, lapsing
from review.presenters.waiting import Found, queue

__all__ = [
    "Found", "Lapsing", "assignments", "candidates", "comments", "desk_row", "durations", "lapsing", "lost_standing",
    "queue", "review", "rounds", "standing",
]  # fmt: skip
