"""What changed, on the review page: compared with what, for whom, how much of it is shown, and at what cost."""

import uuid
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.urls import reverse

from guidance import checks, diff, editing, house, queries
from guidance.documents import Acceptance, Citation
from guidance.models import Article, Edition, Step
from guidance.vocabularies import Action, Strength
from review import workflow
from review.stages import Interests
from tests import factories
from tests.cast import NOON
from tests.guidance.documents import a_document, a_reference, a_section, a_step
from tests.pages import counted, page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def url(edition, query: str = "") -> str:
    return reverse("board-edition", args=[edition.article.slug, edition.number]) + query


def seen_by(user, edition, query: str = ""):
    return page(signed_in(user).get(url(edition, query)))


def reword(cast, article: Article, text: str, new: str) -> None:
    step = Step.objects.get(section__article=article, text_clinician=text)
    wording = step.text.rewritten(new, f"{new} In plain words.")
    editing.change_step(step=step, revision=step.revision, changes={"text": wording}, by=cast.editor, at=NOON)


def next_edition(cast, edition, new: str, *reviewers):
    """“Give water.” reworded, before the board again."""
    article = Article.objects.get(pk=edition.article_id)
    reword(cast, article, next(queries.draft(article).steps()).text.clinician, new)
    return factories.under_review(cast, article, *reviewers)


def send_back(cast, edition):
    workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="Not yet.")


@pytest.fixture
def second(cast):
    """The live edition says “Give water.”; this one, which nobody has opened, “Give 50 ml of water.”"""
    return next_edition(cast, factories.approved(cast), "Give 50 ml of water.")


def test_what_matters_stands_first_and_is_marked_in_its_place(cast, second):
    shown = seen_by(cast.reviewer, second)
    assert "2 changes, 2 that matter, compared with edition 1, which readers have now." in shown.words
    assert shown.words.index("Changes that matter") < shown.words.index("The text")
    key = next(second.content.steps()).key
    [panel, here] = shown.words.split("The text", 1)
    assert "inserted: 50 ml of" in panel
    assert "inserted: 50 ml of" in here
    assert "Change 1 of 1" in here
    [place] = shown.all("div", id=f"step-{key}")
    assert place["tabindex"] == "-1"
    assert shown.all("a", href=f"#step-{key}")
    assert "Stop the drug." in here


def test_only_what_changed(cast, second):
    shown = seen_by(cast.reviewer, second, "?since=1&only=changes")
    assert len(shown.all("div", id="step-")) == 1
    assert "1 unchanged statement is not" in shown.words
    assert shown.all("h3", id="section-1")
    assert len(seen_by(cast.reviewer, second, "?since=1").all("div", id="step-")) == 2


def test_the_text_alone(cast, second):
    shown = seen_by(cast.reviewer, second, "?since=none")
    assert "inserted:" not in shown.words
    assert "Nothing is compared" in shown.words


def test_of_the_first_edition_everything_is_new(cast):
    edition = factories.under_review(cast)
    assert "The first edition: everything in it is new." in seen_by(cast.reviewer, edition).words
    assert "The first edition: everything in it is new." in seen_by(cast.chair, edition).words


def test_a_reviewer_sees_what_changed_since_they_last_looked_others_since_what_readers_have(cast, second):
    seen_by(cast.reviewer, second)
    send_back(cast, second)
    third = next_edition(cast, second, "Give 60 ml of water.")
    since = {name: seen_by(getattr(cast, name), third).words for name in ("reviewer", "second_reviewer", "chair")}
    assert "compared with edition 2, which was sent back and you have opened." in since["reviewer"]
    assert "removed: 50" in since["reviewer"]
    assert "compared with edition 1, which readers have now." in since["second_reviewer"]
    assert "compared with edition 1, which readers have now." in since["chair"]


def test_what_one_may_not_read_is_not_compared_with(cast, second):
    """Nobody learns by a comparison what a page of its own would not show them."""
    [theirs] = factories.assigned(cast, second, cast.third_reviewer)
    given = {"interests": Interests.DECLARED, "statement": "Shares."}
    workflow.declare(assignment=theirs, by=cast.third_reviewer, at=NOON, **given)
    send_back(cast, second)
    third = next_edition(cast, second, "Give 60 ml of water.", cast.reviewer, cast.third_reviewer)
    answers = {
        name: signed_in(getattr(cast, name)).get(url(third, "?since=2"))
        for name in ("reviewer", "third_reviewer", "chair", "editor")
    }
    codes = {name: answer.status_code for name, answer in answers.items()}
    assert codes == {"reviewer": 200, "third_reviewer": 403, "chair": 200, "editor": 200}
    assert "50" not in page(answers["third_reviewer"]).words
    assert "edition 2" not in seen_by(cast.third_reviewer, third).words
    assert signed_in(cast.third_reviewer).get(url(third, "?since=1")).status_code == 200


def test_nothing_is_compared_for_whoever_may_not_read_the_text(cast, second):
    factories.assigned(cast, second, cast.third_reviewer)
    assert "50 ml" not in seen_by(cast.third_reviewer, second, "?since=1").html
    mine = second.assignments.get(reviewer=cast.third_reviewer)
    given = {"interests": Interests.DECLARED, "statement": "Shares."}
    workflow.declare(assignment=mine, by=cast.third_reviewer, at=NOON, **given)
    assert "50 ml" not in seen_by(cast.third_reviewer, second, "?since=1").html


def test_there_is_no_such_earlier_edition(cast, second):
    client = signed_in(cast.reviewer)
    for number in ("2", "3", "0", "-1", "one", "1.0", "9" * 5000, "²", "１"):
        assert client.get(url(second, f"?since={number}")).status_code == 404, number


def test_whoever_comments_comes_back_to_the_comparison_they_chose(cast, second):
    client, address = signed_in(cast.reviewer), url(second, "?since=1&only=changes&next=//elsewhere.example")
    comment = reverse("board-comment", args=[second.article.slug, second.number])
    for referer, query in ((address, "?since=1&only=changes"), ("/elsewhere/?since=1", ""), ("", "")):
        headers = {"referer": f"http://testserver{referer}"}
        response = client.post(comment, {"body": "Which water?"}, headers=headers)
        assert response["Location"].partition("#")[0] == url(second, query)


# What it costs


def test_what_changed_is_worked_out_once(cast, second, monkeypatch):
    assert "2 that matter" in seen_by(cast.reviewer, second).words
    monkeypatch.setattr(diff, "diff", None)
    assert "2 that matter" in seen_by(cast.second_reviewer, second).words


QUERIES, MORE_TO_COMPARE = 24, 1


def long_document(count: int, dose: str = "once"):
    """Steps with two citations each, with quotes, and a finding each; the first one's is accepted."""
    said = "In adults with a confirmed diagnosis the drug that is named here is given by mouth at breakfast."
    cited = tuple(Citation(key, quote=said, locator="p. 12") for key in ("trial", "cohort"))
    fields = {"citations": cited, "strength": Strength.NOT_GRADED, "action": Action.START}
    texts = [f"{n}. {said} It is given {dose} daily, and the response is looked at later." for n in range(count)]
    steps = [a_step(text, lay=text, key=str(uuid.UUID(int=n)), **fields) for n, text in enumerate(texts)]
    sections = (a_section(*steps[at : at + 20], heading=f"Treatment {at}") for at in range(0, count, 20))
    document = a_document(sections=tuple(sections), references=(a_reference(), a_reference("cohort")))
    [code] = {finding.code for finding in checks.run(document, house.targets()) if finding.step}
    accepted = Acceptance(code, "Its source grades nothing.", steps[0].key, checks.words(document, steps[0].key))
    return replace(document, acceptances=(accepted,))


@pytest.fixture
def of_steps(monkeypatch):
    """`of_steps(count)`: from now on the two editions are of so many steps, each reworded. No row holds them: what is
    tested is the page, and writing them takes as long as all tests of it.
    """

    def put(count: int) -> None:
        cache.clear()
        contents = {1: long_document(count), 2: long_document(count, "twice")}
        monkeypatch.setattr(Edition, "content", property(lambda edition: edition.document and contents[edition.number]))

    return put


def test_a_long_page_takes_as_many_queries_as_a_short_one_and_stays_light(cast, second, of_steps):
    client = signed_in(cast.reviewer)
    client.get(url(second))  # the first opening is kept
    for steps in (2, 200):
        of_steps(steps)
        for query, most in (("?since=none", QUERIES), ("?since=1", QUERIES + MORE_TO_COMPARE)):
            count, response = counted(lambda query=query: client.get(url(second, query)))
            assert len(page(response).all("div", id="step-")) == steps
            assert count == most
            assert len(response.content) < 1_000_000
    words = page(response).words
    assert words.count("This recommends without a strength") == 200
    assert words.count("Accepted: Its source grades nothing.") == 1
