"""How somebody comes to the board: a chair asks by mail, and who holds the link makes the account.

Nobody ever tells anybody a password. The link carries a signed key and nothing else: not who is asked, nor by whom.
``by`` acts and ``at`` is when; neither is looked up here. Refusals are those of ``rules``.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from guidance import queries as guidance
from guidance.documents import clean
from guidance.models import Member
from guidance.roles import Role
from review import queries, rules
from review.models import Invitation

SIGNER = signing.Signer(salt="review.invitations")


@transaction.atomic
def invite(*, email: str, name: str, role: str, specialty: str = "", by, at: datetime) -> Invitation:
    """Ask somebody to the board; what that address was sent before serves no more. It is for the caller to send it."""
    email = clean(email).strip().lower()
    rules.check_can_invite(guidance.person(by), has_account=queries.has_account(email))
    earlier = Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None)
    earlier.update(withdrawn_by=by, withdrawn_at=at)
    told = {"name": name, "role": role, "specialty": specialty}
    said = {field: clean(text).strip() for field, text in told.items()}
    try:
        with transaction.atomic():
            return Invitation.objects.create(email=email, invited_by=by, invited_at=at, **said)
    except IntegrityError as another:
        raise rules.NotNow("Another chair has invited them at this moment.") from another


@transaction.atomic
def withdraw(*, invitation: Invitation, by, at: datetime) -> Invitation:
    """Make the link serve no more."""
    invitation = _locked(invitation)
    rules.check_can_withdraw_invitation(guidance.person(by), is_open=invitation.is_open)
    invitation.withdrawn_by, invitation.withdrawn_at = by, at
    invitation.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return invitation


def check_can_accept(*, invitation: Invitation, at: datetime) -> None:
    rules.check_can_accept(
        accepted=invitation.accepted_at is not None,
        withdrawn=invitation.withdrawn_at is not None,
        expired=at >= invitation.ends_at,
        has_account=queries.has_account(invitation.email),
    )


@transaction.atomic
def accept(*, invitation: Invitation, username: str, password: str, at: datetime):
    """The account, in the group Board, with its Member. Of two who press at once one is refused."""
    invitation = _locked(invitation)
    check_can_accept(invitation=invitation, at=at)
    user = get_user_model().objects.create_user(username, invitation.email, password)
    user.groups.add(Group.objects.get(name=Role.BOARD.value))
    Member.objects.create(user=user, name=invitation.name, role=invitation.role, specialty=invitation.specialty)
    invitation.accepted_by, invitation.accepted_at = user, at
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    return user


def _locked(invitation: Invitation) -> Invitation:
    """As it is now, and until the transaction ends. On SQLite the transaction itself is the lock."""
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def token(invitation: Invitation) -> str:
    """What its link carries."""
    return SIGNER.sign(invitation.key.hex)


def find(token: str) -> Invitation | None:
    """The invitation whose link carries ``token``, whatever became of it; None where none ever did."""
    try:
        key = uuid.UUID(hex=SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Invitation.objects.select_related("invited_by").filter(key=key).first()


def send(*, invitation: Invitation) -> None:
    """Mail the link. Raises what the mail server raises: the invitation stands, and may be sent again."""
    member = queries.member(invitation.invited_by)
    context = {
        "invitation": invitation,
        "inviter": member.name if member else invitation.invited_by.get_username(),
        "site": settings.LEUKO_SITE_NAME,
        "contact": settings.LEUKO_CONTACT_EMAIL or invitation.invited_by.email,
        "link": settings.LEUKO_ADDRESS + reverse("invitation", args=[token(invitation)]),
    }
    letter = EmailMultiAlternatives(
        subject=" ".join(render_to_string("review/mail/invitation_subject.txt", context).split()),
        body=render_to_string("review/mail/invitation.txt", context),
        to=[invitation.email],
    )
    letter.attach_alternative(render_to_string("review/mail/invitation.html", context), "text/html")
    letter.send()
