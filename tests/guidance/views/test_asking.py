"""The follow-up box: signed statements whole, or a plain refusal, of which no more is kept than its reader lets us."""

import json
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from guidance.audiences import Audience
from guidance.followup import finding
from guidance.limits import Limit
from guidance.models import Awaited, Edition, Question, Tally
from guidance.views import asking
from tests import factories
from tests.guidance.followup.invented import TITLE, UNKNOWN, grumbexitis
from tests.pages import page

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def live(cast) -> Edition:
    return factories.approved(cast, factories.article(cast, grumbexitis()))


def ask(question: str, **said):
    return Client().post("/ask/", {"question": question, "for": "lay"} | said)


def hidden(response, name: str) -> str:
    """What the hidden field of this name holds."""
    [value] = re.findall(f'name="{name}" value="([^"]*)"', response.content.decode())
    return value


def test_a_statement_is_quoted_whole_with_what_stands_above_it_and_where_it_is_signed(live):
    response = ask("Should sanoxal be stopped in grumbexitis?")
    words = page(response).words
    for said in ("First the grumbex is calmed.", "Sanoxal is stopped.", TITLE, "Edition 1, approved 2 March 2026"):
        assert said in words
    assert "Stop sanoxal." not in words
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies


def test_the_address_alone_asks_too_and_keeps_nothing(live):
    response = Client().get("/ask/", {"q": UNKNOWN, "for": "clinician", "keep": "on"})
    assert "The board has published nothing that answers this." in page(response).words
    assert not Question.objects.exists()


def test_what_is_refused_is_kept_scrubbed_and_merged_with_its_like(live):
    for text in (
        f"My name is Ann Bold, ann@example.org. {UNKNOWN}",
        f"{UNKNOWN} My name is Ann Bold, ann@example.org.",
    ):
        ask(text, keep="on", article=live.article.slug)
    [question] = Question.objects.all()
    assert (question.asked, question.audience, question.article) == (2, "lay", live.article)
    assert "Ann" not in question.text
    assert "@" not in question.text


def test_nothing_is_kept_where_the_box_is_not_ticked(live):
    assert "Your question is with the editors" not in page(ask(UNKNOWN)).words
    assert not Question.objects.exists()
    assert list(Tally.objects.values_list("outcome", "times")) == [("refused", 1)]


def test_an_empty_box_is_no_question_to_count(live):
    assert ask("  ").status_code == 200
    assert not Tally.objects.exists()


def is_ticked(response) -> bool:
    return '<input type="checkbox" name="keep" checked>' in response.content.decode()


def test_the_box_is_ticked_until_its_reader_unticks_it(live):
    for address in ("/ask/", f"/ask/?q={UNKNOWN}", f"{live.article.get_absolute_url()}?for=lay"):
        assert is_ticked(Client().get(address)), address
    assert is_ticked(ask(UNKNOWN, keep="on"))
    assert not is_ticked(ask(UNKNOWN))
    assert not is_ticked(ask("too long " * 200))


def test_an_emergency_comes_first_and_is_not_kept(live):
    words = page(ask("I have chest pain. How is fribbleosis treated?", keep="on")).words
    assert words.index("This may be an emergency") < words.index("nothing that answers this")
    assert not Question.objects.exists()


def test_the_local_emergency_number_is_a_setting(live):
    with override_settings(LEUKO_EMERGENCY_NUMBER="08 15"):
        assert "Call 08 15 now" in page(ask("I took an overdose")).words


def test_what_goes_on_keeps_the_subject_of_the_thread(live):
    first = ask("What is done in grumbexitis?")
    assert hidden(first, "before") == "What is done in grumbexitis?"
    assert "Sanoxal is stopped." in page(ask("And on sanoxal?", before=hidden(first, "before"))).words


@pytest.mark.parametrize("stage", ["submitted", "under_review"])
def test_what_nobody_approved_is_never_quoted(cast, stage):
    article = factories.article(cast, grumbexitis())
    getattr(factories, stage)(cast, article)
    with override_settings(LEUKO_SHOW_UNREVIEWED=True):
        response = ask("Should sanoxal be stopped in grumbexitis?", article=article.slug)
    assert "anoxal is stopped" not in response.content.decode()
    assert TITLE not in response.content.decode()


def test_a_long_question_is_given_back_with_a_sentence(live):
    response = ask("How? " * 200)
    assert response.status_code == 422
    assert "Please ask in fewer words" in page(response).words
    assert "How? How?" in response.content.decode()


def test_another_site_can_send_nothing(live):
    headers = {"origin": "https://elsewhere.example"}
    assert Client().post("/ask/", {"question": UNKNOWN, "keep": "on"}, headers=headers).status_code == 403
    assert Client().post("/ask/tell/", {"address": "a@example.org"}, headers=headers).status_code == 403
    assert not Question.objects.exists()


def test_who_asks_too_often_is_told_kindly(live, monkeypatch):
    monkeypatch.setattr(asking, "LIMIT", Limit("questions", most=1, window=timedelta(hours=1)))
    assert ask(UNKNOWN).status_code == 200
    response = ask(UNKNOWN)
    assert response.status_code == 429
    assert "Retry-After" in response
    assert UNKNOWN in response.content.decode()


def test_a_reader_may_leave_an_address_to_be_told(live):
    kept = hidden(ask(UNKNOWN, keep="on"), "kept")
    assert Client().post("/ask/tell/", {"kept": kept, "address": "nobody"}).status_code == 422
    assert Client().post("/ask/tell/", {"kept": "forged", "address": "ann@example.org"}).status_code == 422
    assert not Awaited.objects.exists()
    for _ in range(2):
        assert Client().post("/ask/tell/", {"kept": kept, "address": "ann@example.org"}).status_code == 200
    assert Awaited.objects.get().address == "ann@example.org"


def test_the_box_stands_on_a_live_article_and_on_no_other(live, cast):
    address = reverse("article", args=[live.article.slug])
    assert "Have a follow-up question?" in page(Client().get(f"{address}?for=lay")).words
    other = factories.submitted(cast, factories.article(cast))
    with override_settings(LEUKO_SHOW_UNREVIEWED=True):
        shown = page(Client().get(other.article.get_absolute_url())).words
    assert "Have a follow-up question?" not in shown


def answered(question: str) -> list[str]:
    found = finding.reply(question, Audience.LAY)
    return [str(one.quoted.step.text) for one in found.statements]


@pytest.fixture
def wanted(settings, monkeypatch):
    """A language model that names what it is told to."""
    settings.LEUKO_ANSWER_MODEL, settings.LEUKO_ANSWER_ADDRESS = "small", "https://model.example/v1"
    said: list[tuple[str, ...]] = []
    monkeypatch.setattr(finding.model, "choose", lambda question, statements, endpoint: said.pop())
    return said


def test_a_language_model_may_choose_among_what_answers_and_nothing_else(live, wanted):
    question = "What is done in grumbexitis?"
    plain = ["First the grumbex is calmed.", "Sanoxal is stopped."]
    keys = {str(step.text.lay): step.key for step in live.content.steps()}
    wanted.append((keys["First the grumbex is calmed."], "invented"))
    assert answered(question) == ["First the grumbex is calmed."]
    wanted.append(("invented",))
    ordinary = answered(question)
    assert ordinary
    assert set(ordinary) <= set(plain)
    assert answered(UNKNOWN) == []  # it is not even asked
    assert wanted == []


def test_a_question_set_is_run_against_what_is_live(live, tmp_path, capsys):
    key = live.content.sections[0].steps[0].steps[0].key
    lines = [
        {"id": "1", "question": "Should sanoxal be stopped in grumbexitis?", "relevant": [key], "answerable": True},
        {"id": "2", "question": UNKNOWN, "relevant": [], "answerable": False},
        {"id": "3", "question": "And on sanoxal?", "article": live.article.slug, "relevant": [live.article.slug]},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    call_command("evaluate_followup", str(file), "--json")
    said = json.loads(capsys.readouterr().out)
    expected = {"questions": 3, "hit@1": 1.0, "hit@5": 1.0, "answered": 2, "refusal_precision": 1.0}
    assert said | expected | {"refusal_recall": 1.0, "ndcg@10": 1.0} == said
    assert {"recall@1", "recall@5", "mrr@10", "p50_ms", "p95_ms"} <= said.keys()


def test_a_file_that_is_no_question_set_is_refused_in_a_sentence(tmp_path):
    file = tmp_path / "questions.jsonl"
    file.write_text("no question")
    with pytest.raises(CommandError, match="line 1: this is no JSON object"):
        call_command("evaluate_followup", str(file))
    with pytest.raises(CommandError, match="Name a file of questions"):
        call_command("evaluate_followup")
