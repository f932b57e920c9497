"""One edition under review: its page, and ``act``, by which a post does something to it."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from guidance import checks, documents, house
from guidance import queries as guidance
from guidance.audiences import Audience
from guidance.models import Article, Edition
from guidance.personalization import personalize
from guidance.rules import NotAllowed
from review import forms, presenters, queries, rules, workflow
from review.accounts.identity import Identity
from review.quoting import Since
from review.stages import Interests
from review.views.access import get_edition_or_404
from review.views.comparing import compared

INVALID = 422


@login_required
@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition: its document where they may read it, and all that they may do with it."""
    return page(request, get_edition_or_404(slug, number))


def page(request: HttpRequest, edition: Edition, status: int = 200, **bound) -> HttpResponse:
    """The page of an edition; ``bound`` forms are shown with what was typed in them."""
    case = queries.case(edition, request.user)
    reads = _may_read(edition, request.user, case)
    is_of_the_house = case.person.is_editor or case.person.is_board_member
    if not is_of_the_house or (not reads and case.interests is None):
        raise NotAllowed("This edition is read by the board members who review it, its editors and the chair.")
    if reads and case.interests is Interests.NONE:
        _keep_opening(edition, request.user)
    context = _around(edition, request.user, case, bound) | {"reads": reads}
    if reads:
        context |= compared(request, edition)
        context |= _document(edition, request.user, case, bound, context["comparison"], only=context["only"])
    return TemplateResponse(request, "review/edition.html", context, status=status)


def _may_read(edition: Edition, user, case: rules.Case) -> bool:
    """By role or as its reviewer; but a reviewer, chair or not, only after declaring that they have no interests."""
    if case.interests not in (None, Interests.NONE) and edition.stage_reached.is_open:
        return False
    return queries.readable_by(user).filter(pk=edition.pk).exists()


def _keep_opening(edition: Edition, user) -> None:
    mine = edition.assignments.filter(reviewer=user, released_at=None, opened_at=None).first()
    if mine and edition.stage_reached.is_open:
        workflow.open_document(assignment=mine, by=user, at=timezone.now())


def _around(edition: Edition, user, case: rules.Case, bound) -> dict[str, object]:
    """Who is assigned, what may be done, and with which forms."""
    others = Article.objects.exclude(pk=edition.article_id)
    can = _verdicts(case)
    sees_others = rules.verdict(rules.check_can_see_opinions, case)
    sign_offs = [one for one in guidance.sign_offs(edition) if sees_others[0] or one.reviewer_id == user.pk]
    assignments = presenters.assignments(queries.assignments(edition), case, sign_offs)
    return {
        "article": edition.article,
        "edition": edition,
        "case": case,
        "can": can,
        "sees_others": sees_others,
        "assignments": _with_due_forms(assignments, bound),
        "sign_offs": sign_offs,
        "needed": settings.LEUKO_APPROVALS_REQUIRED,
        "declare_form": bound.get("declare") or forms.DeclareForm(),
        "withdraw_form": bound.get("withdraw") or forms.ReasonForm(prefix="withdraw"),
        "retire_form": bound.get("retire") or forms.RetireForm(others=others, prefix="retire"),
        "warn_form": bound.get("warn") or forms.WarnForm(initial=_warning(edition.article)),
        "earlier_form": bound.get("review_earlier") or earlier_form(edition.article),
        "refused": next(iter(bound.values()), None),
    }


def due_form(assignment, data=None) -> forms.DueForm:
    return forms.DueForm(data, initial={"due_on": assignment.due_on}, prefix=f"due-{assignment.pk}")


def _with_due_forms(assignments: list, bound) -> list:
    """Each with the form that sets by when its reviewer should have decided, or that which was sent."""
    sent = bound.get("due")
    for one in assignments:
        form = due_form(one)
        one.due_form = sent if sent and sent.prefix == form.prefix else form
    return assignments


def earlier_form(article: Article, data=None) -> forms.ReviewEarlierForm:
    return forms.ReviewEarlierForm(data, than=article.next_review_on, prefix="review_earlier")


def _warning(article: Article) -> dict[str, str]:
    return {"clinician": article.warning.clinician, "lay": article.warning.lay}


def _verdicts(case: rules.Case) -> dict[str, tuple[bool, str]]:
    """For each button, whether it works and why not."""
    return {
        "assign": rules.verdict(rules.check_can_assign, case),
        "begin": rules.verdict(rules.check_can_begin, case),
        "declare": rules.verdict(rules.check_can_declare, case),
        "release": rules.verdict(rules.check_can_release, case, has_signed=False, is_released=False),
        "sign": rules.verdict(rules.check_can_sign, case, rules.left_to_sign(case)),
        "comment": rules.verdict(rules.check_can_comment, case),
        "block": rules.verdict(rules.check_can_comment, case, blocking=True),
        "send_back": rules.verdict(rules.check_can_send_back, case),
        "withdraw": rules.verdict(rules.check_can_withdraw, case),
        "warn": rules.verdict(rules.check_can_warn, case),
        "trail": rules.verdict(rules.check_can_see_trail, case),
        "retire": rules.verdict(rules.check_can_retire, case),
        "review_earlier": rules.verdict(rules.check_can_review_earlier, case),
    }


def _document(edition: Edition, user, case: rules.Case, bound, comparison, *, only: bool) -> dict[str, object]:
    """The text under review, with what was found and said of each step, and what changed in it."""
    document = documents.with_standing(edition.content, guidance.standing_of_sources(edition))
    findings = checks.run(document, house.targets())
    threads = _threads(edition, user, case)
    sections = presenters.review(document, findings, threads, comparison, only=only)
    read = personalize(document, Audience.CLINICIAN)
    steps = [(step.key, f"{step.number}. {step.text.text[:70]}") for step in read.walk()]
    return {
        "document": document,
        "sections": sections,
        "whole": presenters.whole(document, comparison, only=only),
        "statements": len(steps),
        "standing": presenters.standing(case),
        "unshown": sum(one.unshown for one in sections),
        "references": read.references,
        "member": queries.member(user),
        "findings": [finding for finding in findings if finding.step is None],
        "comments": [thread for thread in threads if thread.step_key is None],
        "sign_form": bound.get("sign") or sign_form(edition, case, Identity(user)),
        "send_back_form": bound.get("send_back") or forms.ReasonForm(prefix="send_back"),
        **_comment_forms(edition, steps, bound.get("comment")),
    }


def _threads(edition: Edition, user, case: rules.Case) -> list[presenters.Thread]:
    """What was said of the edition and of those before it, but of steps that it has no more."""
    comments = presenters.comments(queries.comments_shown_to(edition, user, case), case, user)
    old = queries.documents_of({comment.edition_id for comment in comments} - {edition.pk})
    threads = presenters.threads(comments, new=edition.content, old=old)
    return [thread for thread in threads if thread.since is not Since.NO_STEP]


def _comment_forms(edition: Edition, steps, sent: forms.CommentForm | None) -> dict[str, object]:
    """The form at the foot of the page; and ``typed``, the one that was sent from elsewhere on it, if one was."""
    if sent and not sent.place:
        return {"comment_form": sent, "typed": None}
    may_block = edition.stage_reached.is_open
    form = forms.CommentForm(document=edition.content, steps=steps, may_block=may_block)
    return {"comment_form": form, "typed": sent}


def sign_form(
    edition: Edition, case: rules.Case, identity: Identity, typed: dict[str, object] | None = None
) -> forms.SignForm:
    """Not sent yet; ``typed`` is what stands in it already."""
    initial = (typed or {}) | {"digest": edition.digest}
    return forms.SignForm(initial=initial, signed=case.signed, identity=identity)


def act(
    request: HttpRequest, edition: Edition, name: str, form, act: Callable[[], object], done: str, at: str = ""
) -> HttpResponse:
    """Do it and say so, at the place ``at`` of the page; or show the page again with what was typed."""
    if not form.is_valid():
        return page(request, edition, status=INVALID, **{name: form})
    act()
    messages.success(request, done)
    return redirect(_as_looked_at(request, reverse("board-edition", args=[edition.article.slug, edition.number])) + at)


def _as_looked_at(request: HttpRequest, address: str) -> str:
    """The page at ``address`` with the comparison that was chosen on it, where that is where they come from."""
    try:
        came_from = urlsplit(request.headers.get("referer", ""))
    except ValueError:  # it is no address, and what was done is done
        return address
    chosen = QueryDict(came_from.query if came_from.path == address else "")
    kept = {name: chosen[name] for name in ("since", "only") if name in chosen}
    return f"{address}?{urlencode(kept)}" if kept else address
