"""What was said of a text: each comment with its answers, and what has become since of what it speaks of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from guidance.documents import Document
from review import quoting
from review.models import Comment
from review.quoting import Passage, Since


@dataclass(frozen=True)
class Thread:
    """The comment ``first`` with its ``answers``, in order.

    ``first`` is itself an answer where the comment it answers is not shown. ``carried``: it was made on an edition
    before the one that is shown; ``since`` is what became of its words.
    """

    first: Comment
    answers: list[Comment]
    carried: bool
    since: Since

    @property
    def pk(self) -> str:
        return str(self.first.pk)

    @property
    def step_key(self) -> UUID | None:
        return self.first.step_key

    @property
    def blocks(self) -> bool:
        return any(one.blocking and not one.lifted_at for one in (self.first, *self.answers))


def threads(comments: Iterable[Comment], *, new: Document, old: Mapping[int, Document]) -> list[Thread]:
    """``comments``, in the order in which they were made, as threads beside the document ``new``.

    ``old`` has, by the edition's id, what each was made on that was made on something else: those are carried, and
    stand last.
    """
    answers: dict[int, list[Comment]] = {}
    firsts = [comment for comment in comments if not _joins(comment, answers)]
    now, before = quoting.passages(new), {pk: quoting.passages(document) for pk, document in old.items()}
    found = [_thread(first, answers[first.pk], before.get(first.edition_id), now) for first in firsts]
    return sorted(found, key=lambda thread: thread.carried)


def _joins(comment: Comment, answers: dict[int, list[Comment]]) -> bool:
    """Puts ``comment`` among the answers to the one it answers; False where that one is not there."""
    answers.setdefault(comment.pk, [])
    if comment.thread_id not in answers:
        return False
    answers[comment.thread_id].append(comment)
    return True


def _thread(
    first: Comment, answers: list[Comment], old: Mapping[str, Passage] | None, now: Mapping[str, Passage]
) -> Thread:
    """``old`` is None where it was made on the very text that is shown."""
    step = str(first.step_key or quoting.WHOLE)
    since = Since.SAME if old is None else quoting.since(first.quoted, old[step], now.get(step))
    return Thread(first, answers, carried=old is not None, since=since)
