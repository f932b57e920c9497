"""What is approved is found, and nothing else is, in the transaction that approves or retires it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from guidance import editing
from guidance.models import Entry, Passage, Posting, Word
from guidance.search import finding, indexing
from guidance.vocabularies import Stage
from review import workflow
from tests import factories
from tests.cast import NOON
from tests.guidance.documents import a_document, a_step

pytestmark = pytest.mark.django_db

WORD = "hiccupine"


@pytest.fixture
def live(cast):
    document = a_document(a_step(f"Give {WORD}.", lay="Drink it."), title="What helps in hiccup?")
    return factories.approved(cast, factories.article(cast, document))


def found(text: str = WORD) -> list[str]:
    """The names of what is found."""
    return [Entry.objects.get(pk=one.entry).name for one in finding.find(text).articles]


def test_an_edition_is_found_from_its_approval_to_its_end(cast):
    article = factories.article(cast, a_document(a_step(f"Give {WORD}."), title="Which?"))
    edition = factories.under_review(cast, article)
    assert found() == []
    factories.sign(edition, cast.reviewer)
    assert found() == []
    factories.sign(edition, cast.second_reviewer)
    assert found() == [str(article.key)]
    workflow.retire(edition=factories.reread(edition), by=cast.chair, at=NOON, reason="Wrong.")
    assert found() == []
    assert not Posting.objects.exists()


def test_a_newer_edition_takes_the_place_of_the_older(cast, live):
    step = live.article.sections.get().steps.get()
    changes = {"text": a_step("Give sneezine.").text}
    editing.change_step(step=step, by=cast.editor, at=NOON, revision=step.revision, changes=changes)
    factories.approved(cast, live.article)
    assert (found(), found("sneezine")) == ([], [str(live.article.key)])
    assert Entry.objects.get().edition.number == 2


def test_an_approval_that_is_rolled_back_leaves_nothing_to_be_found(cast):
    with transaction.atomic():
        factories.approved(cast)
        assert Entry.objects.exists()
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_what_is_approved_no_longer_is_not_shown_even_if_it_was_left_in(live):
    type(live).objects.filter(pk=live.pk).update(stage=Stage.SUPERSEDED.value, closed_at=NOON)
    assert Passage.objects.exists()
    assert found() == found("What helps in hiccup?") == []


def test_the_index_is_made_again_and_filled_up(live):
    before = sorted(Posting.objects.values_list("stem", "weight"))
    Word.objects.create(word="outlived", stem="outliv")
    call_command("index_guidance", stdout=StringIO())
    assert sorted(Posting.objects.values_list("stem", "weight")) == before
    assert not Word.objects.filter(word="outlived").exists()
    indexing.clear()
    assert found() == []
    said = StringIO()
    call_command("index_guidance", "--missing", stdout=said)
    call_command("index_guidance", "--missing", stdout=said)
    assert found() == [str(live.article.key)]
    assert [line.split()[0] for line in said.getvalue().splitlines()] == ["1"]  # with nothing to do, nothing is said


def test_a_search_asks_nine_questions_however_much_there_is(live, django_assert_num_queries):
    with django_assert_num_queries(9):
        finding.find(f"Does {WORD} help in hiccup?")


def test_an_article_is_found_whole_where_no_step_has_the_word(live):
    [article] = finding.find("Say what helps in hiccup").articles
    assert (article.names, article.passages) == ({"help hiccup"}, ())
    [article] = finding.find("What must not be done: what helps in hiccup, and what to stop?").articles
    assert len(article.passages) == 1  # it has no word of the question, but says what to avoid


CORPUS = [
    {
        "id": f"d{n}",
        "title": title,
        "synonyms": [other],
        "sections": [
            {"sid": f"d{n}_1", "question": f"What is {title}?", "text": f"{title} is an invented state."},
            {"sid": f"d{n}_2", "question": f"What are the treatments for {title}?", "text": "Rest and water."},
        ],
    }
    for n, (title, other) in enumerate([("Purplitis", "PPL"), ("Greenitis", "GRL"), ("Bluitis", "BLT")])
]
QUESTIONS = [
    {"text": "How is PPL treated?", "relevant": {"d0": 3}, "relevant_sections": {"d0_2": 3}},
    {"text": "What is greenitis?", "relevant": {"d1": 2}, "relevant_sections": {"d1_1": 2}},
    {"text": "Who asks?", "relevant": {}, "relevant_sections": {}},
]


def written(path, records) -> str:
    path.write_text("\n".join(map(json.dumps, records)))
    return str(path)


@pytest.mark.parametrize("unit", ["article", "section"])
def test_others_documents_are_searched_in_place_of_ours_and_leave_no_trace(live, tmp_path, unit):
    files = {"corpus": written(tmp_path / "c", CORPUS), "questions": written(tmp_path / "q", QUESTIONS)}
    said = StringIO()
    call_command("evaluate_search", **files, unit=unit, json=True, stdout=said)
    measured = json.loads(said.getvalue())
    keys = ["questions", "hit@1", "hit@5", "recall@1", "recall@5", "mrr@10", "ndcg@10", "p50_ms", "p95_ms"]
    assert list(measured) == keys
    assert (measured["questions"], measured["hit@1"], measured["ndcg@10"]) == (2, 1, 1)
    assert found() == [str(live.article.key)]
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("corpus", "questions", "said"),
    [
        ("{", "", "line 1: this is no JSON object"),
        ("[]", "", "line 1: this is no JSON object"),
        ('{"id": "d"}', "", "a document must have"),
        ("", '{"text": "?"}', "a question must have"),
    ],
)
def test_a_file_of_another_form_is_refused_in_a_sentence(tmp_path, corpus, questions, said):
    for name, text in (("corpus", corpus), ("questions", questions)):
        (tmp_path / name).write_text(text)
    with pytest.raises(CommandError, match=said):
        call_command("evaluate_search", corpus=str(tmp_path / "corpus"), questions=str(tmp_path / "questions"))
