"""The people who appear in tests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import repeat

from django.contrib.auth.hashers import make_password
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
    """Under the same keys each time: rows kept by tests/kept.py name them."""
    return Cast(*people(ROLES, keys=range(1001, 1001 + len(ROLES))))


def person(name: str, *roles: Role) -> User:
    """A user of these roles; of the board's, a member too."""
    [user] = people({name: roles})
    return user


def people(roles: Mapping[str, Sequence[Role]], keys: Iterable[int | None] = repeat(None)) -> list[User]:
    """A user a name, in few queries: every test begins with them."""
    users = User.objects.bulk_create([_user(name, key) for name, key in zip(roles, keys, strict=False)])
    groups = {group.name: group for group in Group.objects.all()}
    joined = [(user, groups[role]) for user in users for role in roles[user.username]]
    User.groups.through.objects.bulk_create(User.groups.through(user=user, group=group) for user, group in joined)
    board = dict.fromkeys(user for user, group in joined if group.name in (Role.BOARD, Role.CHAIR))
    Member.objects.bulk_create(_member(user) for user in board)
    return users


@cache
def _password() -> str:
    return make_password(PASSWORD)


def _user(name: str, key: int | None) -> User:
    is_super = name == "superuser"
    return User(
        pk=key,
        username=name,
        email=f"{name}@example.org",
        password=_password(),
        is_staff=is_super,
        is_superuser=is_super,
    )


def _member(user: User) -> Member:
    printed = user.username.replace("_", " ").title()
    return Member(user=user, name=f"Dr {printed}", role="Neurologist", specialty="Neurology")
