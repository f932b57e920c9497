"""What was said of an edition, as its page shows it: beside its step, in threads, carried from earlier editions."""

import pytest
from django.urls import reverse

from guidance import editing
from guidance.models import Edition
from review import workflow
from review.models import Comment
from review.stages import Interests
from tests import factories
from tests.cast import NOON
from tests.pages import counted, page, signed_in
from tests.review.acts import assign, declare, first_step
from tests.review.test_comments import first_key, returned, say, second

pytestmark = pytest.mark.django_db

TYPED = "Typed with care."


@pytest.fixture
def edition(cast) -> Edition:
    return factories.under_review(cast)


def url(edition: Edition, name: str = "board-edition") -> str:
    return reverse(name, args=[edition.article.slug, edition.number])


def seen_by(user, edition: Edition):
    return page(signed_in(user).get(url(edition)))


def send(user, edition: Edition, **typed):
    return signed_in(user).post(url(edition, "board-comment"), typed)


# At its step


def test_a_thread_stands_at_its_step_in_order_with_what_it_quotes(cast, edition):
    said = say(edition, cast.reviewer, "Which one?", step=first_key(edition), quoted="Give water")
    say(edition, cast.reviewer, "Of the whole.")
    assert send(cast.chair, edition, body="From the tap.", thread=said.pk)["Location"].endswith(f"#comment-{said.pk}")
    shown = seen_by(cast.chair, edition)
    places = [shown.words.index(text) for text in ("Of the whole.", "Which one?", "From the tap.", "Stop the drug.")]
    assert places == sorted(places)
    assert "Give water Which one?" in shown.words
    assert shown.all("blockquote", **{"class": "comment-quote"})


@pytest.mark.parametrize("quoted", ["Give wine", "Stop the drug."])
def test_words_that_do_not_stand_there_come_back_at_the_step_with_all_that_was_typed(cast, edition, quoted):
    key = first_key(edition)
    response = send(cast.reviewer, edition, step=key, quoted=quoted, body=TYPED, blocking="on")
    shown = page(response)
    assert response.status_code == 422
    assert shown.words.count("These words do not stand there.") == 2  # above the page, and at the field
    assert shown.all("a", href=f"#quoted-{key}")
    assert shown.all("input", id=f"quoted-{key}", value=quoted)
    assert "checked" in shown.all("input", id=f"blocking-{key}")[0]
    assert len([one for one in shown.all("details", **{"class": "comment-on"}) if "open" in one]) == 1
    assert shown.words.count(TYPED) == 1
    assert not Comment.objects.exists()


def test_so_they_do_at_the_foot_of_the_page(cast, edition):
    response = send(cast.reviewer, edition, quoted="Give wine", body=TYPED)
    shown = page(response)
    assert shown.all("a", href="#id_quoted")
    assert shown.all("input", id="id_quoted", value="Give wine")
    assert not [one for one in shown.all("details", **{"class": "comment-on"}) if "open" in one]
    assert TYPED in shown.words


def test_an_empty_answer_comes_back_at_the_comment(cast, edition):
    said = say(edition, cast.reviewer)
    response = send(cast.reviewer, edition, thread=said.pk, body=" ")
    assert response.status_code == 422
    shown = page(response)
    assert "open" in shown.all("details", id=f"answer-{said.pk}")[0]
    assert shown.words.count("Write what you want to say.") == 2
    assert shown.all("a", href=f"#body-answer-{said.pk}")
    assert shown.all("textarea", id=f"body-answer-{said.pk}")


def test_whether_there_is_a_comment_that_is_hidden_is_not_told_either(cast, edition):
    said = say(edition, cast.reviewer)
    for thread in (said.pk, said.pk + 99):
        response = send(cast.second_reviewer, edition, thread=thread, body=TYPED)
        assert response.status_code == 403
        assert "none that this edition shows you" in page(response).words
        assert TYPED in page(response).words
    assert send(cast.second_reviewer, edition, thread="one", body=TYPED).status_code == 422
    assert Comment.objects.count() == 1


# After a return


def test_a_late_comment_blocks_nothing(cast, edition):
    over = returned(cast, edition)
    shown = seen_by(cast.second_reviewer, over)
    assert "until it is submitted" in shown.words
    assert not shown.all("input", name="blocking")
    assert shown.all("textarea", name="body")
    assert not seen_by(cast.chair, over).all("textarea", name="body")
    refusal = send(cast.second_reviewer, over, body=TYPED, blocking="on")
    assert refusal.status_code == 409
    assert TYPED in page(refusal).words
    assert send(cast.second_reviewer, over, body="And the dose.").status_code == 302
    assert "And the dose." in seen_by(cast.editor, over).words


# Carried to the next edition


def test_what_was_said_before_stands_beside_the_step_as_it_is_now(cast, edition):
    key = first_key(edition)
    say(edition, cast.reviewer, "Is it much?", step=key, quoted="Give water")
    say(edition, cast.second_reviewer, "Stop!", step=key, quoted="water", blocking=True)
    lifted = say(edition, cast.second_reviewer, "Hm.", step=key, blocking=True)
    workflow.lift(comment=lifted, by=cast.chair, at=NOON, reason="It is so.")
    say(edition, cast.reviewer, "Good.")
    new = second(cast, edition)
    words = seen_by(cast.reviewer, new).words
    for text in (
        "from edition 1", "blocked edition 1", "blocked; lifted: It is so.", "1 comment on an earlier edition",
        "3 comments on earlier editions", "the words it quotes are no longer there", "the words have changed since",
    ):  # fmt: skip
        assert text in words
    assert "blocks approval" not in words
    assert words.index("Is it much?") < words.index("Stop the drug.")
    assert not seen_by(cast.second_reviewer, new).all("form", action="/lift/")


def test_of_a_step_that_is_gone_nothing_is_carried(cast, edition):
    say(edition, cast.reviewer, "Is it much?", step=first_key(edition))
    returned(cast, edition)
    editing.delete_step(step=first_step(edition.article), by=cast.editor, at=NOON)
    assert "Is it much?" not in seen_by(cast.reviewer, factories.under_review(cast, edition.article)).words


def test_it_is_answered_there_and_the_answer_is_hidden_like_any_opinion(cast, edition):
    said = say(edition, cast.reviewer, "Is it much?", step=first_key(edition))
    new = second(cast, edition)
    assert send(cast.reviewer, new, thread=said.pk, body="It is not.").status_code == 302
    assert "It is not." in seen_by(cast.reviewer, new).words
    before = seen_by(cast.second_reviewer, new).words
    assert "Is it much?" in before
    assert "It is not." not in before
    assert "It is not." not in seen_by(cast.editor, new).words
    assert "It is not." not in seen_by(cast.second_reviewer, edition).words  # the old one shows its own round
    factories.sign(new, cast.second_reviewer)
    assert "It is not." in seen_by(cast.second_reviewer, new).words


def test_what_was_said_of_a_returned_edition_is_carried_to_those_who_may_read_it(cast, edition):
    say(edition, cast.reviewer, "Is it much?")
    new = second(cast, edition)
    declare(assign(cast, new, cast.third_reviewer), Interests.DECLARED, "I advise the maker.")
    factories.sign(new, cast.reviewer)
    factories.sign(new, cast.second_reviewer)
    reads = {name: "Is it much?" in seen_by(getattr(cast, name), new).words for name in READERS}
    assert reads == READERS


READERS = {"editor": True, "second_editor": True, "reviewer": True, "chair": True, "third_reviewer": False}


def test_nobody_reads_what_was_said_before_declaring(cast, edition):
    say(edition, cast.reviewer, "Is it much?")
    new = second(cast, edition)
    mine = assign(cast, new, cast.third_reviewer)
    assert "Is it much?" not in seen_by(cast.third_reviewer, new).words
    declare(mine)
    assert "Is it much?" in seen_by(cast.third_reviewer, new).words


def test_the_page_takes_as_many_queries_for_4_earlier_editions_as_for_1(cast, edition):
    counts = set()
    for more in (1, 3):
        for number in range(more):
            for _ in range(2):
                said = say(edition, cast.reviewer, step=first_key(edition), quoted="water")
            say(edition, cast.reviewer, thread=said)
            edition = second(cast, edition, f"Give {edition.number + number} glasses of water.")
        client = signed_in(cast.reviewer)
        address = f"{url(edition)}?since=none"
        client.get(address)  # the first opening is kept
        count, response = counted(lambda client=client, address=address: client.get(address))
        counts.add(count)
    assert "from edition 1" in page(response).words
    assert len(counts) == 1
