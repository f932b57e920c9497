"""A reviewer's own rounds, and whom the chair may ask."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guidance.models import Member
from guidance.roles import Role
from review import queries, workflow
from review.stages import Interests
from tests import factories
from tests.cast import NOON, PASSWORD, people
from tests.pages import counted, page, signed_in
from tests.review.acts import assign, declare, edit, join

pytestmark = pytest.mark.django_db


# My reviews


def mine(user):
    response = signed_in(user).get(reverse("board-mine"))
    assert response.status_code == 200
    return response


def did(user) -> dict[str, list[str]]:
    response = mine(user)
    return {name: [row.did for row in response.context[name]] for name in ("open", "over")}


def release(cast, assignment):
    return workflow.release(assignment=assignment, by=cast.chair, at=NOON, reason="On leave.")


def withdraw(cast, edition):
    return workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Too early.")


def send_back(edition, by):
    return workflow.send_back(edition=edition, by=by, at=NOON, reason="Not yet.")


def test_what_a_reviewer_did_in_each_round(cast):
    def asked():
        return assign(cast, factories.submitted(cast), cast.reviewer)

    asked()
    declare(asked())
    declare(asked(), Interests.DECLARED, "I advise the maker.")
    release(cast, asked())
    declare(signed := asked())
    factories.sign(signed.edition, cast.reviewer)
    assert sorted(did(cast.reviewer)["open"]) == [
        "Interests not declared yet",
        "Not signed yet",
        "Recused: interests declared",
        "Released",
        "Signed for clinical accuracy and plain language",
    ]


def test_what_a_reviewer_did_in_those_that_are_over(cast):
    edition = factories.under_review(cast)
    send_back(edition, cast.reviewer)
    withdraw(cast, factories.under_review(cast))
    factories.approved(cast)
    ended, signed = "It ended before you had decided", "Signed for clinical accuracy and plain language"
    assert did(cast.reviewer) == {"open": [], "over": [signed, ended, "Sent back"]}
    assert did(cast.second_reviewer) == {"open": [], "over": [signed, ended, ended]}
    assert did(cast.third_reviewer) == {"open": [], "over": []}
    assert "You have not been asked yet" in page(mine(cast.third_reviewer)).words


def test_earlier_rounds_are_linked_to_whoever_may_read_them(cast):
    first = factories.under_review(cast, None, cast.second_reviewer)
    send_back(first, cast.second_reviewer)
    edit(first.article, cast.editor)
    second = factories.submitted(cast, first.article)
    [assignment] = factories.assigned(cast, second, cast.reviewer)
    earlier = reverse("board-edition", args=[first.article.slug, 1])
    assert not page(mine(cast.reviewer)).all("a", href=earlier)
    declare(assignment)
    assert page(mine(cast.reviewer)).all("a", href=earlier)
    assert signed_in(cast.reviewer).get(earlier).status_code == 200


def test_a_page_that_does_not_open_is_not_linked(cast):
    edition = factories.under_review(cast)
    release(cast, edition.assignments.get(reviewer=cast.reviewer))
    address = reverse("board-edition", args=[edition.article.slug, 1])
    assert not page(mine(cast.reviewer)).all("a", href=address)
    assert page(mine(cast.second_reviewer)).all("a", href=address)


def test_my_reviews_take_12_queries_however_many_there_are(cast):
    client, counts = signed_in(cast.reviewer), []
    for more in (1, 4):
        for _ in range(more):
            factories.approved(cast)
            factories.under_review(cast)
        counts.append(counted(lambda: client.get(reverse("board-mine")))[0])
    assert counts == [12, 12]


# Whom the chair may ask


def address(edition, name="reviewers") -> str:
    return reverse(f"board-{name}", args=[edition.article.slug, edition.number])


def candidates(cast, edition) -> dict[str, object]:
    context = signed_in(cast.chair).get(address(edition)).context
    return {one.member.user.username: one for one in context["candidates"]}


def test_the_chair_sees_what_each_member_has_to_do(cast):
    Member.objects.filter(user=cast.reviewer).update(interests="Advises <b>no</b> company.")
    edition = factories.submitted(cast)
    factories.under_review(cast)
    factories.sign(factories.under_review(cast, None, cast.reviewer, cast.third_reviewer), cast.reviewer)
    factories.approved(cast)
    withdraw(cast, factories.under_review(cast))
    factories.assigned(cast, edition, cast.third_reviewer)
    loads = {name: one.load for name, one in candidates(cast, edition).items()}
    assert list(loads.items()) == [("chair", 0), ("reviewer", 1), ("second_reviewer", 1), ("third_reviewer", 1)]
    shown = page(signed_in(cast.chair).get(address(edition)))
    assert "Advises <b>no</b> company." in shown.words


def test_who_is_barred_and_why(cast):
    article = factories.article(cast)
    extra = people({"released": [Role.BOARD], "recused": [Role.BOARD], "wrote": [Role.BOARD], "gone": [Role.BOARD]})
    released, recused, wrote, gone = extra
    edit(article, join(wrote, Role.EDITOR))
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    edition = factories.submitted(cast, article)
    assign(cast, edition, cast.reviewer)
    release(cast, assign(cast, edition, released))
    declare(assign(cast, edition, recused), Interests.DECLARED, "I advise the maker.")
    barred = {name: one.barred for name, one in candidates(cast, edition).items()}
    assert {name: why for name, why in barred.items() if why} == {
        "reviewer": "Is assigned already.",
        "released": "Was released from this edition.",
        "recused": "Has declared interests in its subject.",
        "wrote": "Has written on this article, and nobody reviews their own work.",
    }
    free = {name for name, why in barred.items() if not why}
    assert free == {user.username for user in queries.assignable(edition)} == {
        "chair", "second_reviewer", "third_reviewer",
    }  # fmt: skip
    boxes = page(signed_in(cast.chair).get(address(edition))).all("input", name="reviewer")
    assert len(boxes) == 3


def test_the_chair_sees_when_each_last_signed_in(cast):
    client = signed_in(None)
    client.post(reverse("login"), {"login": "reviewer", "password": PASSWORD})
    edition = factories.submitted(cast)
    seen = {name: one.last_signed_in for name, one in candidates(cast, edition).items()}
    assert seen["reviewer"].date() == timezone.localdate()
    assert seen["second_reviewer"] is None


def test_several_are_assigned_at_once_by_one_day(cast):
    edition, day = factories.submitted(cast), timezone.localdate() + timedelta(days=14)
    asked = [cast.reviewer.pk, cast.second_reviewer.pk]
    client = signed_in(cast.chair)
    response = client.post(address(edition, "assign"), {"reviewer": asked, "due_on": day})
    assert response["Location"] == address(edition, "edition")
    assert list(edition.assignments.values_list("reviewer", "due_on")) == [(pk, day) for pk in asked]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"due_on": "2020-01-01"}, "That day has passed. Choose today or a later day, or leave it empty."),
        ({"due_on": "someday"}, "Enter a valid date."),
        ({"reviewer": []}, "Choose at least one member."),
        ({"reviewer": ["999999"]}, "Select a valid choice."),
    ],
    ids=str,
)
def test_a_choice_that_is_not_good_is_asked_again_and_keeps_what_was_typed(cast, typed, problem):
    edition = factories.submitted(cast)
    sent = {"reviewer": [cast.reviewer.pk], "due_on": "2030-01-01"} | typed
    response = signed_in(cast.chair).post(address(edition, "assign"), sent)
    assert response.status_code == 422
    shown = page(response)
    assert problem in shown.words
    assert shown.all("input", name="due_on")[0]["value"] == sent["due_on"]
    ticked = [box["value"] for box in shown.all("input", name="reviewer") if "checked" in box]
    assert ticked == ([str(cast.reviewer.pk)] if "reviewer" not in typed else [])
    assert not edition.assignments.exists()


def test_of_several_one_of_whom_may_not_be_asked_none_is(cast, monkeypatch):
    edition = factories.submitted(cast)
    factories.assigned(cast, edition, cast.second_reviewer)
    monkeypatch.setattr(queries, "assignable", lambda _edition: queries.reviewers())  # as it was a moment ago
    sent = {"reviewer": [cast.reviewer.pk, cast.second_reviewer.pk]}
    assert signed_in(cast.chair).post(address(edition, "assign"), sent).status_code == 409
    assert edition.assignments.count() == 1


def test_the_choice_takes_24_queries_however_many_there_are(cast):
    edition, client = factories.submitted(cast), signed_in(cast.chair)
    counts = [counted(lambda: client.get(address(edition)))[0]]
    for user in people({f"member{n}": [Role.BOARD] for n in range(5)}):
        assign(cast, factories.submitted(cast), user)
    counts.append(counted(lambda: client.get(address(edition)))[0])
    assert counts == [24, 24]


def test_nobody_is_left_to_ask(cast):
    edition = factories.submitted(cast)
    factories.assigned(cast, edition, cast.reviewer, cast.second_reviewer, cast.third_reviewer, cast.chair)
    shown = page(signed_in(cast.chair).get(address(edition)))
    assert "Every member who may review it is assigned already." in shown.words
    assert not shown.all("input", type="checkbox")
