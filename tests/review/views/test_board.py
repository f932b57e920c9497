"""The board room."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guidance.documents import Wording
from guidance.models import Edition
from review import workflow
from review.stages import Interests
from tests import factories
from tests.cast import NOON, PASSWORD
from tests.guidance.documents import a_document, a_step
from tests.pages import counted, page, signed_in
from tests.review.acts import declare, edit

pytestmark = pytest.mark.django_db

TEXTS = ("Give water.", "Drink water.", "Stop the drug.", "Stop the medicine.", "What can be done", "The trial")
SIGNING = {"meanings": ["clinical", "plain"], "password": PASSWORD, "check_0": "on", "check_1": "on", "check_2": "on"}


def url(edition, name: str = "edition", *args) -> str:
    return reverse(f"board-{name}", args=[edition.article.slug, edition.number, *args])


def seen_by(user, edition):
    return page(signed_in(user).get(url(edition)))


def holds_text(shown) -> bool:
    """Whether anything of the document stands on the page; half of it is a fault whoever looks."""
    found = [text in shown.html for text in TEXTS]
    assert all(found) or not any(found)
    return all(found)


def post(user, edition, name: str, data=None, *args):
    return signed_in(user).post(url(edition, name, *args), data or {})


def say(edition, by, body: str, **kwargs):
    return workflow.comment(edition=edition, by=by, at=NOON, body=body, **kwargs)


# Interests before text


def test_the_text_opens_only_once_interests_are_declared_none(cast):
    edition = factories.submitted(cast)
    mine, _ = factories.assigned(cast, edition)
    shown = seen_by(cast.reviewer, edition)
    assert "First, your interests" in shown.words
    assert not holds_text(shown)
    assert post(cast.reviewer, edition, "declare", {"interests": "none"}).status_code == 302
    assert holds_text(seen_by(cast.reviewer, edition))
    mine.refresh_from_db()
    assert mine.opened_at


def test_even_a_chair_who_reviews_declares_first(cast):
    edition = factories.submitted(cast)
    assert holds_text(seen_by(cast.chair, edition))
    factories.assigned(cast, edition, cast.chair)
    shown = seen_by(cast.chair, edition)
    assert not holds_text(shown)
    assert "First, your interests" in shown.words


@pytest.mark.parametrize("name", ["reviewer", "chair"])
def test_whoever_has_interests_reads_no_text(cast, name):
    user = getattr(cast, name)
    edition = factories.under_review(cast, None, cast.second_reviewer)
    factories.assigned(cast, edition, user)
    response = post(user, edition, "declare", {"interests": "declared", "statement": "Shares."})
    shown = page(signed_in(user).get(response["Location"]))
    assert "The text is not shown to you" in shown.words
    assert not holds_text(shown)
    for act, data in (("sign", SIGNING), ("comment", {"body": "Well."}), ("send-back", {"send_back-reason": "No."})):
        refusal = post(user, edition, act, data | {"digest": edition.digest})
        assert refusal.status_code == 403
        assert not holds_text(page(refusal))


def test_interests_are_named(cast):
    edition = factories.submitted(cast)
    factories.assigned(cast, edition)
    for typed in ({"interests": "declared"}, {"statement": "Kept."}, {"interests": "maybe", "statement": "Kept."}):
        response = post(cast.reviewer, edition, "declare", typed)
        assert response.status_code == 422
        assert typed.get("statement", "Say what your interests are.") in page(response).words
        assert not holds_text(page(response))


def test_who_may_open_an_edition(cast):
    edition = factories.under_review(cast)
    opens = {
        name: signed_in(user).get(url(edition)).status_code
        for name, user in cast.everyone().items()
        if name != "anonymous"
    }
    assert opens == {
        "editor": 200,
        "second_editor": 200,
        "reviewer": 200,
        "second_reviewer": 200,
        "third_reviewer": 403,
        "chair": 200,
        "stranger": 403,
        "superuser": 403,
    }


def test_what_the_board_said_is_for_the_house_after_approval_too(cast):
    edition = factories.approved(cast)
    assert signed_in(cast.stranger).get(url(edition)).status_code == 403
    assert signed_in(cast.third_reviewer).get(url(edition)).status_code == 200


# An opinion of one's own first


def test_others_opinions_are_hidden_until_one_has_signed(cast):
    edition = factories.under_review(cast, None, cast.reviewer, cast.second_reviewer, cast.third_reviewer)
    say(edition, cast.second_reviewer, "I doubt it.")
    client = signed_in(cast.second_reviewer)
    client.post(url(edition, "sign"), SIGNING | {"digest": edition.digest, "remark": "Reads well to me."})
    opinions = ("I doubt it.", "Reads well to me.", "Clinical accuracy ·")
    before = seen_by(cast.reviewer, edition)
    assert not [one for one in opinions if one in before.words]
    assert "What others think is shown once you have signed" in before.words
    post(cast.reviewer, edition, "sign", SIGNING | {"digest": edition.digest})
    after = seen_by(cast.reviewer, edition).words
    assert [one for one in opinions if one in after] == list(opinions)


@pytest.mark.parametrize("name", ["editor", "second_editor"])
def test_editors_learn_them_when_the_round_is_over(cast, name):
    edition = factories.under_review(cast)
    say(edition, cast.reviewer, "I doubt it.")
    assert "I doubt it." not in seen_by(getattr(cast, name), edition).words
    workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="See the comment.")
    shown = seen_by(getattr(cast, name), edition).words
    assert "I doubt it." in shown
    assert "See the comment." in shown


def test_a_chair_who_does_not_review_sees_them_at_once(cast):
    edition = factories.under_review(cast)
    say(edition, cast.reviewer, "I doubt it.")
    assert "I doubt it." in seen_by(cast.chair, edition).words


# Buttons that do not work say why


def reasons(user, edition) -> str:
    shown = seen_by(user, edition)
    disabled = [one for one in shown.all("button") if "disabled" in one]
    assert disabled
    ids = {one["id"] for _, one in shown.elements if "id" in one}
    assert all(one.get("aria-describedby") in ids for one in disabled if one.get("aria-describedby"))
    return shown.words


def test_each_disabled_button_says_why(cast):
    edition = factories.under_review(cast)
    assert "Only a reviewer assigned to this edition may do this." in reasons(cast.chair, edition)
    assert "Only a reviewer assigned to this edition may do this." in reasons(cast.second_editor, edition)
    assert "Only its submitter or a chair may withdraw an edition." in reasons(cast.second_editor, edition)
    say(edition, cast.reviewer, "Wrong dose.", blocking=True)
    assert "A blocking comment of yours is open. Lift it before you sign." in reasons(cast.reviewer, edition)
    factories.sign(edition, cast.second_reviewer)
    assert "You have signed for this already." in reasons(cast.second_reviewer, edition)


def test_so_does_each_of_an_approved_edition(cast):
    words = reasons(cast.reviewer, factories.approved(cast))
    assert "Only a chair may warn readers." in words
    assert "Only a chair may retire an article." in words


# Every verb: by whom, when, and what is left of what was typed

TYPED = "Typed with care."

EARLIER = {"review_earlier-next_review_on": str(timezone.localdate() + timedelta(days=7))}

# name: data, who may, a factory of an edition at a stage where nobody may
VERBS = {
    "assign": ({"reviewer": "third_reviewer"}, "chair", factories.approved),
    "begin": ({}, "chair", factories.under_review),
    "sign": (SIGNING | {"remark": TYPED}, "reviewer", factories.approved),
    "send-back": ({"send_back-reason": TYPED}, "reviewer", factories.approved),
    "comment": ({"body": TYPED}, "reviewer", factories.approved),
    "withdraw": ({"withdraw-reason": TYPED}, "chair", factories.approved),
    "warn": ({"clinician": TYPED, "lay": TYPED}, "chair", factories.under_review),
    "review-earlier": (EARLIER | {"review_earlier-reason": TYPED}, "chair", factories.under_review),
    "retire": ({"retire-reason": TYPED}, "chair", factories.under_review),
}
# Where a verb is for one stage only
AT = {
    "begin": factories.submitted,
    **dict.fromkeys(("warn", "review-earlier", "retire"), factories.approved),
}


def sent(cast, edition, name: str) -> dict[str, object]:
    data = VERBS[name][0] | {"digest": edition.digest}
    return data | {"reviewer": cast.third_reviewer.pk} if name == "assign" else data


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_done_by_whom_it_is_for_and_refused_to_everyone_else(cast, name):
    edition = AT.get(name, factories.under_review)(cast)
    may = {"chair": {"chair"}, "reviewer": {"reviewer", "second_reviewer"}}[VERBS[name][1]]
    may |= {"withdraw": {"editor"}, "comment": {"chair"}}.get(name, set())
    before = Edition.objects.values().get()
    for role, user in cast.everyone().items():
        if role not in {"anonymous", *may}:
            response = post(user, edition, name, sent(cast, edition, name))
            assert response.status_code == 403, role
            assert Edition.objects.values().get() == before
    answer = post(None, edition, name, sent(cast, edition, name))
    # What somebody wrote is shown to them with the way to sign in; where they wrote nothing, they are sent there.
    assert answer.status_code == 401 or answer["Location"].startswith("/accounts/login/")
    done = post(getattr(cast, VERBS[name][1]), edition, name, sent(cast, edition, name))
    assert (done.status_code, done["Location"].partition("#")[0]) == (302, url(edition))


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_at_the_wrong_stage_is_a_409_that_keeps_what_was_typed(cast, name):
    edition = VERBS[name][2](cast)
    response = post(getattr(cast, VERBS[name][1]), edition, name, sent(cast, edition, name))
    assert response.status_code == 409
    shown = page(response)
    assert (TYPED in shown.words) == (TYPED in VERBS[name][0].values())
    assert "This edition is" in shown.words


@pytest.mark.parametrize("name", VERBS)
def test_verbs_are_not_done_by_looking(cast, name):
    edition = factories.under_review(cast)
    assert signed_in(cast.chair).get(url(edition, name)).status_code == 405


def test_the_409_leads_back_to_where_it_was_pressed_and_nowhere_else(cast):
    edition = factories.approved(cast)
    back = f"http://testserver{url(edition)}"
    for referer, leads_to in ((back, back), ("https://elsewhere.example/", "/"), ("javascript:alert(1)", "/")):
        client = signed_in(cast.chair)
        response = client.post(url(edition, "withdraw"), {"withdraw-reason": "x"}, headers={"referer": referer})
        assert page(response).all("a", **{"class": "button-primary"})[0]["href"] == leads_to


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_only_the_text_that_was_shown_is_signed(cast, digest):
    edition = factories.under_review(cast)
    response = post(cast.reviewer, edition, "sign", SIGNING | {"digest": digest, "remark": TYPED})
    assert response.status_code == (409 if digest else 422)
    assert TYPED in page(response).words
    assert not edition.sign_offs.exists()


INVALID = {
    "sign": ({"meanings": "clinical", "remark": TYPED}, "reviewer"),
    "send-back": ({"send_back-reason": "  "}, "reviewer"),
    "comment": ({"body": TYPED, "step": "no-such-step"}, "reviewer"),
    "withdraw": ({"withdraw-reason": ""}, "editor"),
    "assign": ({"reviewer": "999999", "due_on": "someday"}, "chair"),
}


@pytest.mark.parametrize("name", INVALID)
def test_a_form_that_is_not_filled_in_comes_back_with_what_was_typed(cast, name):
    edition = factories.under_review(cast)
    data, who = INVALID[name]
    response = post(getattr(cast, who), edition, name, data | {"digest": edition.digest})
    assert response.status_code == 422
    shown = page(response)
    assert "There is a problem" in shown.words
    assert all(value in shown.html for value in data.values() if value in (TYPED, "someday"))


def test_a_warning_is_in_both_wordings(cast):
    edition = factories.approved(cast)
    response = post(cast.chair, edition, "warn", {"clinician": TYPED, "lay": ""})
    assert response.status_code == 422
    assert TYPED in page(response).words
    assert "Write the warning in both wordings" in page(response).words
    post(cast.chair, edition, "warn", {"clinician": "Beware.", "lay": "Be careful."})
    assert factories.reread(edition).article.warning == Wording.of("Beware.", "Be careful.")
    assert "Be careful." in seen_by(cast.chair, edition).words
    post(cast.chair, edition, "warn", {"clinician": "", "lay": ""})
    assert not factories.reread(edition).article.warning


def test_a_reviewer_is_released_for_a_reason(cast):
    edition = factories.under_review(cast)
    assignment = edition.assignments.get(reviewer=cast.second_reviewer)
    refused = post(cast.chair, edition, "release", {"reason": " "}, assignment.pk)
    assert refused.status_code == 422
    assert "Give a reason" in page(refused).words
    assert post(cast.reviewer, edition, "release", {"reason": "x"}, assignment.pk).status_code == 403
    assert post(cast.chair, edition, "release", {"reason": "Ill."}, assignment.pk).status_code == 302
    again = post(cast.chair, edition, "release", {"reason": TYPED}, assignment.pk)
    assert again.status_code == 409
    assert TYPED in page(again).words
    assert signed_in(cast.second_reviewer).get(url(edition)).status_code == 403
    too_late = post(cast.second_reviewer, edition, "declare", {"interests": "none"})
    assert too_late.status_code == 409
    assert "The chair has released you" in page(too_late).words


def test_the_chair_says_by_when(cast):
    edition = factories.under_review(cast)
    assignment = edition.assignments.get(reviewer=cast.second_reviewer)
    field, day = f"due-{assignment.pk}-due_on", timezone.localdate() + timedelta(days=7)
    assert post(cast.reviewer, edition, "due", {field: day}, assignment.pk).status_code == 403
    assert post(cast.chair, edition, "due", {field: day}, assignment.pk).status_code == 302
    for typed, problem in (("2020-01-01", "That day has passed."), ("someday", "Enter a valid date.")):
        response = post(cast.chair, edition, "due", {field: typed}, assignment.pk)
        assert response.status_code == 422
        assert problem in page(response).words
        assert page(response).all("input", name=field)[0]["value"] == typed
    assert edition.assignments.get(pk=assignment.pk).due_on == day
    assert post(cast.chair, edition, "due", {field: ""}, assignment.pk).status_code == 302
    assert not edition.assignments.exclude(due_on=None).exists()
    factories.sign(edition, cast.second_reviewer)
    assert post(cast.chair, edition, "due", {field: day}, assignment.pk).status_code == 409


def test_a_chair_who_reviews_is_not_told_by_a_button_who_has_signed(cast):
    edition = factories.under_review(cast, None, cast.chair, cast.reviewer)
    before = seen_by(cast.chair, edition).skeleton()
    factories.sign(edition, cast.reviewer)
    assert seen_by(cast.chair, edition).skeleton() == before


def test_an_article_is_reviewed_earlier_and_not_later(cast):
    edition = factories.approved(cast)
    live = edition.article.next_review_on
    for day, problem in ((live, "only be moved to an earlier day"), ("2020-01-01", "That day has passed.")):
        response = post(cast.chair, edition, "review-earlier", {"review_earlier-next_review_on": day})
        assert response.status_code == 422
        assert problem in page(response).words
    post(cast.chair, edition, "review-earlier", EARLIER)
    assert factories.reread(edition).article.next_review_on < live


def test_a_comment_is_lifted_by_its_author_or_with_a_reason_by_a_chair(cast):
    edition = factories.under_review(cast, None, cast.reviewer, cast.second_reviewer, cast.third_reviewer)
    comments = [say(edition, cast.reviewer, f"Wrong {n}.", blocking=True) for n in range(2)]
    factories.sign(edition, cast.second_reviewer)
    assert post(cast.second_reviewer, edition, "lift", {"reason": "x"}, comments[0].pk).status_code == 403
    assert post(cast.third_reviewer, edition, "lift", {"reason": "x"}, comments[0].pk).status_code == 404
    assert post(cast.reviewer, edition, "lift", {}, comments[0].pk).status_code == 302
    unsaid = post(cast.chair, edition, "lift", {"reason": ""}, comments[1].pk)
    assert unsaid.status_code == 422
    assert "There is a problem" in page(unsaid).words
    assert post(cast.chair, edition, "lift", {"reason": "Settled."}, comments[1].pk).status_code == 302
    assert post(cast.chair, edition, "lift", {"reason": TYPED}, comments[1].pk).status_code == 409


def test_a_comment_stands_at_its_step(cast):
    edition = factories.under_review(cast)
    step = next(edition.content.steps())
    post(cast.reviewer, edition, "comment", {"body": "Which dose?", "step": step.key, "blocking": "on"})
    shown = seen_by(cast.reviewer, edition).words
    assert shown.index("Give water.") < shown.index("Which dose?") < shown.index("Stop the drug.")
    assert "blocks approval" in shown


@pytest.mark.parametrize("declared", [None, Interests.DECLARED])
def test_a_returned_draft_is_not_read_by_whom_it_was_never_opened_to(cast, declared):
    edition = factories.under_review(cast, None, cast.reviewer)
    [late] = factories.assigned(cast, edition, cast.second_reviewer)
    if declared:
        declare(late, declared, "I advise the maker.")
    workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="Not yet.")
    shown = seen_by(cast.second_reviewer, edition)
    assert not holds_text(shown)
    assert ("You have declared interests" if declared else "The round ended before") in shown.words


# What came before


def round_two(cast, *reviewers):
    """The first round was reviewed by the second and the third reviewer, and sent back."""
    first = factories.under_review(cast, None, cast.second_reviewer, cast.third_reviewer)
    say(first, cast.second_reviewer, "I doubted it then.")
    workflow.send_back(edition=first, by=cast.third_reviewer, at=NOON, reason="Not yet.")
    edit(first.article, cast.editor, "Give yet more water.")
    second = factories.submitted(cast, first.article)
    return factories.reread(first), second, factories.assigned(cast, second, *reviewers)


def test_a_reviewer_reads_the_rounds_before_theirs_and_what_was_said_in_them(cast):
    first, _, [assignment] = round_two(cast, cast.reviewer)
    assert signed_in(cast.reviewer).get(url(first)).status_code == 403  # not asked never counts as none
    declare(assignment)
    shown = seen_by(cast.reviewer, first)
    assert holds_text(shown)
    assert "I doubted it then." in shown.words


def test_whoever_has_interests_reads_no_round_before_theirs(cast):
    first, _, [assignment] = round_two(cast, cast.reviewer)
    declare(assignment, Interests.DECLARED, "I advise the maker.")
    assert signed_in(cast.reviewer).get(url(first)).status_code == 403


def test_nor_does_whoever_had_them_in_that_round(cast):
    first = factories.under_review(cast, None, cast.second_reviewer)
    [recused] = factories.assigned(cast, first, cast.reviewer)
    declare(recused, Interests.DECLARED, "I advise the maker.")
    workflow.send_back(edition=first, by=cast.second_reviewer, at=NOON, reason="Not yet.")
    second = factories.submitted(cast, first.article)
    [assignment] = factories.assigned(cast, second, cast.reviewer)
    declare(assignment)
    assert not holds_text(seen_by(cast.reviewer, first))


def test_a_reviewer_of_an_earlier_round_reads_no_later_one(cast):
    _, second, [assignment] = round_two(cast, cast.reviewer)
    declare(assignment)
    assert signed_in(cast.second_reviewer).get(url(second)).status_code == 403


def test_the_page_of_an_edition_takes_as_many_queries_for_60_steps_as_for_2(cast):
    counts = set()
    for steps in (2, 60):
        texts = [a_step(f"Do {n}.", lay=f"Try {n}.") for n in range(steps)]
        edition = factories.under_review(cast, factories.article(cast, a_document(*texts)))
        say(edition, cast.reviewer, "Once.")
        client = signed_in(cast.reviewer)
        client.get(url(edition))  # the first opening is kept
        count, _ = counted(lambda client=client, edition=edition: client.get(url(edition)))
        counts.add(count)
    assert len(counts) == 1


def test_declaring_is_for_the_assigned(cast):
    edition = factories.under_review(cast)
    for name, status in (("third_reviewer", 403), ("editor", 403), ("chair", 403), ("reviewer", 409)):
        response = post(getattr(cast, name), edition, "declare", {"interests": "declared", "statement": TYPED})
        assert response.status_code == status, name
        assert TYPED in page(response).words
    assert edition.assignments.filter(interests=Interests.NONE).count() == 2
