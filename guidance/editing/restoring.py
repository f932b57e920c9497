"""What was deleted from a draft comes back as it was."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from guidance import queries, rules
from guidance.editing.articles import listed
from guidance.editing.drafts import draft, place, put_in_order
from guidance.editing.sections import in_reading_order
from guidance.editing.steps import siblings
from guidance.models import Article, Citation, Reference, Section, Step


def restore_step(*, article: Article, key: UUID | str, by, at: datetime) -> Step:
    """Bring a deleted step back under its own key, with the citations and sub-steps that were deleted with it.

    It stands where it stood; where that section or step has gone too, last in the article, or under no step.
    NotAllowed where it is here already or was never deleted from this article.
    """
    with draft(article, by=by, at=at) as now:
        gone = queries.deleted_step(now, key)
        if gone is None:
            raise rules.NotAllowed("This step is here already, or was never deleted from this article.")
        return _Restoring(now, gone, by, at).write()


class _Restoring:
    """Writes one deletion back, from the rows of history that were written at its moment."""

    def __init__(self, article: Article, gone, by, at: datetime) -> None:
        self.article, self.gone, self.who = article, gone, {"by": by, "at": at}

    def write(self) -> Step:
        section = self._section()
        above = Step.objects.filter(pk=self.gone.parent_id, section=section).first()
        rows = list(siblings(section, above))
        before = [row for row in rows if (row.position, row.pk) < (self.gone.position, self.gone.id)]
        step = self._restore(self.gone, section, above)
        put_in_order([*before, step, *rows[len(before) :]])
        return step

    def _section(self) -> Section:
        sections = list(in_reading_order(self.article))
        if not sections:
            raise rules.NotAllowed("The article has no section left. Add one first.")
        return next((section for section in sections if section.pk == self.gone.section_id), sections[-1])

    def _restore(self, gone, section: Section, above: Step | None) -> Step:
        step = gone.instance
        step.section, step.parent, step.revision = section, above, gone.revision + 1
        place(step, why="Restored", **self.who)
        for citation in self._together(Citation).filter(step_id=gone.id).order_by("position", "id"):
            self._cite(citation.instance)
        for child in self._together(Step).filter(parent_id=gone.id).order_by("position", "id"):
            self._restore(child, section, step)
        return step

    def _together(self, model: type) -> QuerySet:
        """What was deleted in the same breath and has not come back since."""
        gone = model.history.filter(history_type="-", history_date=self.gone.history_date)
        return gone.exclude(id__in=model.objects.values("pk"))

    def _cite(self, citation: Citation) -> None:
        citation.reference = Reference.objects.filter(pk=citation.reference_id).first()
        place(citation, why="Restored", **self.who)
        if citation.reference:
            listed(self.article, citation.reference)
