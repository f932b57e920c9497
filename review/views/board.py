"""The board room: the queue, and one edition under review."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidance import checks, documents, house
from guidance import queries as guidance
from guidance.audiences import Audience
from guidance.models import Article, Edition
from guidance.personalization import personalize
from guidance.rules import NotAllowed
from review import forms, presenters, queries, rules, workflow
from review.accounts.identity import Identity
from review.stages import Interests
from review.views.access import board_only, get_assignment_or_404, get_comment_or_404, get_edition_or_404

INVALID = 422


@board_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What is before the board, by what is to be done of it."""
    rows = presenters.queue(
        queries.open_editions(),
        user=request.user,
        is_chair=guidance.person(request.user).is_chair,
        at=timezone.now(),
        targets=house.targets(),
        needed=settings.LEUKO_APPROVALS_REQUIRED,
    )
    context = {"queue": rows, "decided": _readable(queries.recently_decided(), request.user), "interests": Interests}
    return TemplateResponse(request, "review/queue.html", context)


def _readable(editions: Iterable[Edition], user) -> list[Edition]:
    """Those that ``user`` may read; 3 queries. The question of another one is not theirs to see either."""
    editions = list(editions)
    readable = queries.readable_by(user).filter(pk__in=[edition.pk for edition in editions])
    allowed = set(readable.values_list("pk", flat=True))
    return [edition for edition in editions if edition.pk in allowed]


@login_required
@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition: its document where they may read it, and all that they may do with it."""
    return _page(request, get_edition_or_404(slug, number))


def _page(request: HttpRequest, edition: Edition, status: int = 200, **bound) -> HttpResponse:
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
        context |= _document(edition, request.user, case, bound)
    return TemplateResponse(request, "review/edition.html", context, status=status)


def _may_read(edition: Edition, user, case: rules.Case) -> bool:
    """By role or as its reviewer; but a reviewer, chair or not, only after declaring that they have no interests."""
    if case.interests not in (None, Interests.NONE):
        return not edition.stage_reached.is_open
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
    return {
        "article": edition.article,
        "edition": edition,
        "case": case,
        "can": can,
        "sees_others": sees_others,
        "assignments": presenters.assignments(queries.assignments(edition), case, guidance.sign_offs(edition)),
        "sign_offs": [one for one in guidance.sign_offs(edition) if sees_others[0] or one.reviewer_id == user.pk],
        "needed": settings.LEUKO_APPROVALS_REQUIRED,
        "assign_form": bound.get("assign") or forms.AssignForm(reviewers=queries.assignable(edition)),
        "declare_form": bound.get("declare") or forms.DeclareForm(),
        "withdraw_form": bound.get("withdraw") or forms.ReasonForm(prefix="withdraw"),
        "retire_form": bound.get("retire") or forms.RetireForm(others=others, prefix="retire"),
        "warn_form": bound.get("warn") or forms.WarnForm(initial=_warning(edition.article)),
        "refused": next(iter(bound.values()), None),
    }


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
        "send_back": rules.verdict(rules.check_can_send_back, case),
        "withdraw": rules.verdict(rules.check_can_withdraw, case),
        "warn": rules.verdict(rules.check_can_warn, case),
        "trail": rules.verdict(rules.check_can_see_trail, case),
        "retire": rules.verdict(rules.check_can_retire, case),
    }


def _document(edition: Edition, user, case: rules.Case, bound) -> dict[str, object]:
    """The text under review, with what was found and said of each step."""
    document = documents.with_standing(edition.content, guidance.standing_of_sources(edition))
    findings = checks.run(document, house.targets())
    sees_others, _reason = rules.verdict(rules.check_can_see_opinions, case)
    comments = presenters.comments(queries.comments_shown_to(edition, user, sees_others=sees_others), case, user)
    sections = presenters.review(document, findings, comments)
    steps = [
        (step.key, f"{step.clinician.number}. {step.clinician.text.text[:70]}")
        for one in sections
        for step in one.steps
    ]
    return {
        "document": document,
        "sections": sections,
        "statements": len(steps),
        "standing": presenters.standing(case),
        "references": personalize(document, Audience.CLINICIAN).references,
        "member": queries.member(user),
        "findings": [finding for finding in findings if finding.step is None],
        "comments": [comment for comment in comments if comment.step_key is None],
        "sign_form": bound.get("sign") or _sign_form(edition, case, Identity(user)),
        "send_back_form": bound.get("send_back") or forms.ReasonForm(prefix="send_back"),
        "comment_form": bound.get("comment") or forms.CommentForm(steps=steps),
    }


def _act(
    request: HttpRequest, edition: Edition, name: str, form, act: Callable[[], object], done: str, at: str = ""
) -> HttpResponse:
    """Do it and say so, at the place ``at`` of the page; or show the page again with what was typed."""
    if not form.is_valid():
        return _page(request, edition, status=INVALID, **{name: form})
    act()
    messages.success(request, done)
    return redirect(reverse("board-edition", args=[edition.article.slug, edition.number]) + at)


@login_required
@require_POST
def assign(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_assign(queries.case(edition, request.user))
    form = forms.AssignForm(request.POST, reviewers=queries.assignable(edition))
    return _act(request, edition, "assign", form, lambda: workflow.assign(
        edition=edition, reviewer=form.cleaned_data["reviewer"], due_on=form.cleaned_data["due_on"],
        by=request.user, at=timezone.now(),
    ), _("Assigned."))  # fmt: skip


@login_required
@require_POST
def release(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    assignment = get_assignment_or_404(edition, pk)
    rules.check_can_release(queries.case(edition, request.user), has_signed=False, is_released=False)
    form = forms.ReasonForm(request.POST, auto_id=f"release-{pk}-%s")
    return _act(request, edition, "release", form, lambda: workflow.release(
        assignment=assignment, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    ), _("Released."))  # fmt: skip


@login_required
@require_POST
def begin(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    workflow.begin(edition=edition, by=request.user, at=timezone.now())
    messages.success(request, _("The review has begun."))
    return redirect("board-edition", slug, number)


@login_required
@require_POST
def declare(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    mine = (
        edition.assignments.select_related("edition__article").filter(reviewer=request.user, released_at=None).first()
    )
    if mine is None:
        raise NotAllowed("Only the assigned reviewer declares interests.")
    form = forms.DeclareForm(request.POST)
    return _act(request, edition, "declare", form, lambda: workflow.declare(
        assignment=mine, interests=Interests(form.cleaned_data["interests"]),
        statement=form.cleaned_data["statement"], by=request.user, at=timezone.now(),
    ), _("Your declaration is on the record."))  # fmt: skip


@login_required
@require_POST
def sign(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    case = queries.case(edition, request.user)
    rules.check_can_sign(case, rules.left_to_sign(case))
    identity = Identity(request.user, request)
    if "mail_code" in request.POST:
        return _mail_code(request, edition, case, identity)
    form = forms.SignForm(request.POST, signed=case.signed, identity=identity)
    return _act(request, edition, "sign", form, lambda: workflow.sign(
        edition=edition, meanings=form.signed_for(), digest=form.cleaned_data["digest"],
        remark=form.cleaned_data["remark"], by=request.user, at=timezone.now(),
    ), _("Signed, under your name."))  # fmt: skip


def _sign_form(edition: Edition, case: rules.Case, identity: Identity, **typed) -> forms.SignForm:
    """Not sent yet; ``typed`` is what stands in it already."""
    return forms.SignForm(initial=typed | {"digest": edition.digest}, signed=case.signed, identity=identity)


def _mail_code(request: HttpRequest, edition: Edition, case: rules.Case, identity: Identity) -> HttpResponse:
    """Send the code that the form asks for; the form stays as it was typed."""
    if identity.mail_code():
        messages.success(request, _("A code is on its way to you. It serves once, for ten minutes."))
    else:
        messages.error(request, _("No code was sent: there were too many lately. Wait a quarter of an hour."))
    typed = {name: request.POST[name] for name in request.POST} | {"meanings": request.POST.getlist("meanings")}
    return _page(request, edition, sign=_sign_form(edition, case, identity, **typed))


@login_required
@require_POST
def send_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_send_back(queries.case(edition, request.user))
    form = forms.ReasonForm(request.POST, prefix="send_back")
    return _act(request, edition, "send_back", form, lambda: workflow.send_back(
        edition=edition, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    ), _("Sent back to its editor."))  # fmt: skip


@login_required
@require_POST
def comment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_comment(queries.case(edition, request.user))
    steps = [(step.key, step.text.clinician[:70]) for step in edition.content.steps()]
    form = forms.CommentForm(request.POST, steps=steps)
    return _act(request, edition, "comment", form, lambda: workflow.comment(
        edition=edition, step=form.cleaned_data["step"], body=form.cleaned_data["body"],
        blocking=form.cleaned_data["blocking"], by=request.user, at=timezone.now(),
    ), _("Your comment is kept."), at=f"#step-{key}" if (key := request.POST.get("step")) else "#comment")  # fmt: skip


@login_required
@require_POST
def lift(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    comment = get_comment_or_404(edition, request.user, pk)
    is_author = comment.author_id == request.user.pk
    rules.check_can_lift(queries.case(edition, request.user), is_author=is_author, reason="given below")
    form = forms.ReasonForm(request.POST)
    form.fields["reason"].required = not is_author
    return _act(request, edition, "lift", form, lambda: workflow.lift(
        comment=comment, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    ), _("The comment blocks no more."))  # fmt: skip


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_withdraw(queries.case(edition, request.user))
    form = forms.ReasonForm(request.POST, prefix="withdraw")
    return _act(request, edition, "withdraw", form, lambda: workflow.withdraw(
        edition=edition, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    ), _("Withdrawn."))  # fmt: skip


@login_required
@require_POST
def retire(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_retire(queries.case(edition, request.user))
    others = Article.objects.exclude(pk=edition.article_id)
    form = forms.RetireForm(request.POST, others=others, prefix="retire")
    return _act(request, edition, "retire", form, lambda: workflow.retire(
        edition=edition, reason=form.cleaned_data["reason"], replaced_by=form.cleaned_data["replaced_by"],
        by=request.user, at=timezone.now(),
    ), _("Retired. Readers are told why."))  # fmt: skip


@login_required
@require_POST
def warn(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_warn(queries.case(edition, request.user))
    form = forms.WarnForm(request.POST)
    return _act(request, edition, "warn", form, lambda: workflow.warn(
        edition=edition, warning=form.warning(), by=request.user, at=timezone.now()
    ), _("Readers see it now.") if request.POST.get("clinician") else _("The warning has ended."))  # fmt: skip
