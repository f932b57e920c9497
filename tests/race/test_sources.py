"""Two people with one source, at once."""

import pytest

from guidance import editing
from guidance.documents import Citation
from guidance.models import Citation as CitationRow
from guidance.models import ListedReference, Reference
from guidance.vocabularies import Standing
from review import workflow
from tests import factories
from tests.cast import NOON
from tests.guidance.documents import a_document, a_reference, a_step
from tests.race.pressing import REPETITIONS, at_once, pause_of, refusals
from tests.review.acts import first_step

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def two_sources(cast, n: int) -> list[Reference]:
    made = (a_reference(f"{title} {n}", csl={"DOI": None}) for title in ("twin", "survivor"))
    return [editing.create_reference(value=value, by=cast.editor, at=NOON) for value in made]


def an_article(cast, n: int):
    """Whose draft cites another source."""
    other = a_reference("other", csl={"DOI": f"10.5555/{n}"})
    return factories.article(cast, a_document(a_step("Give water.", citations=()), references=(other,)))


def merging(merged, into, by):
    return lambda: editing.merge_references(merged=merged, into=into, by=by, at=NOON)


def test_one_merges_a_source_while_one_begins_to_cite_it(cast):
    for repetition in REPETITIONS:
        twin, survivor = two_sources(cast, repetition)
        article = an_article(cast, repetition)
        step = first_step(article)
        cited = [(None, Citation(str(twin.key), "1"))]
        at_once(
            merging(twin, survivor, cast.editor),
            lambda step=step, cited=cited: editing.change_step(
                step=step, by=cast.second_editor, at=NOON, revision=step.revision, changes={}, citations=cited
            ),
            pause=pause_of(repetition),
        )
        merged = Reference.objects.exclude(merged_into=None)
        assert not CitationRow.objects.filter(reference__in=merged).exists()
        assert not ListedReference.objects.filter(reference__in=merged).exists()
        assert step.citations.count() == 1


def test_two_merge_either_way_round(cast):
    for repetition in REPETITIONS:
        one, other = two_sources(cast, repetition)
        outcomes = at_once(
            merging(one, other, cast.editor), merging(other, one, cast.second_editor), pause=pause_of(repetition)
        )
        assert len(refusals(outcomes)) == 1
        assert Reference.objects.filter(pk__in=[one.pk, other.pk], merged_into=None).count() == 1


def test_one_merges_a_source_while_one_says_it_is_retracted(cast):
    """Whichever comes first, no reader is told that the retracted one stands."""
    for repetition in REPETITIONS:
        twin, survivor = two_sources(cast, repetition)
        outcomes = at_once(
            merging(twin, survivor, cast.editor),
            lambda twin=twin: workflow.set_standing(
                reference=twin, standing=Standing.RETRACTED, by=cast.second_editor, at=NOON, reason="Withdrawn."
            ),
            pause=pause_of(repetition),
        )
        assert len(refusals(outcomes)) == 1
