"""What members say of themselves."""

from typing import Any

from django.db import transaction

from guidance.documents import clean
from guidance.models import Member
from guidance.rules import NotAllowed

THEIRS = ("name", "specialty", "interests", "is_public", "notices")


@transaction.atomic
def change(*, member: Member, by, changes: dict[str, Any]) -> Member:
    """Change how a member is printed, and how notices reach them. Only their own; the role is not theirs to give.

    What they have signed keeps the name and role it was signed under.
    """
    if member.user_id != by.pk:
        raise NotAllowed("Only they themselves may change how they are printed.")
    member = Member.objects.select_for_update().get(pk=member.pk)
    for field in THEIRS:
        value = changes.get(field, getattr(member, field))
        setattr(member, field, clean(value).strip() if isinstance(value, str) else value)
    member.save(update_fields=THEIRS)
    return member
