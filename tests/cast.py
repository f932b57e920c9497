"""The people who appear in tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import Group, User

from guidance.models import Member
from guidance.roles import Role

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PASSWORD = "correct horse battery"


def later(minutes: int = 1) -> datetime:
    return NOON + timedelta(minutes=minutes)


@dataclass(frozen=True)
class Cast:
    editor: User
    second_editor: User
    reviewer: User
    second_reviewer: User
    third_reviewer: User
    chair: User
    stranger: User  # signed in, in no group
    superuser: User  # in no group either

    def everyone(self) -> dict[str, User | None]:
        """By role, with nobody at all as “anonymous”."""
        return {"anonymous": None} | vars(self)


ROLES = {
    "editor": [Role.EDITOR],
    "second_editor": [Role.EDITOR],
    "reviewer": [Role.BOARD],
    "second_reviewer": [Role.BOARD],
    "third_reviewer": [Role.BOARD],
    "chair": [Role.BOARD, Role.CHAIR],
    "stranger": [],
    "superuser": [],
}


def assemble() -> Cast:
    return Cast(**{name: person(name, *roles) for name, roles in ROLES.items()})


def person(name: str, *roles: Role) -> User:
    """A user of these roles; of the board's, a member too."""
    make = User.objects.create_superuser if name == "superuser" else User.objects.create_user
    user = make(name, f"{name}@example.org", PASSWORD)
    user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    if Role.BOARD in roles or Role.CHAIR in roles:
        printed = name.replace("_", " ").title()
        Member.objects.create(user=user, name=f"Dr {printed}", role="Neurologist", specialty="Neurology")
    return user
