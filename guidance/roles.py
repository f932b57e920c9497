"""What a person may be here. A role is a group's name; being a superuser is none."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    EDITOR = "Editors"  # writes, imports, submits
    BOARD = "Board"  # reviews what they are assigned, and signs it
    CHAIR = "Chairs"  # assigns, begins, releases, withdraws, warns, retires; a board member too


def is_editor(roles: Collection[Role]) -> bool:
    return Role.EDITOR in roles


def is_chair(roles: Collection[Role]) -> bool:
    return Role.CHAIR in roles


def is_board_member(roles: Collection[Role]) -> bool:
    """True of whoever may be assigned a review; a chair is a board member."""
    return Role.BOARD in roles or Role.CHAIR in roles


@dataclass(frozen=True)
class Person:
    """What the rules know of somebody: their name, what they may be here, and whether they still are."""

    name: str
    roles: frozenset[Role] = frozenset()
    active: bool = True

    @property
    def is_editor(self) -> bool:
        return self.active and is_editor(self.roles)

    @property
    def is_chair(self) -> bool:
        return self.active and is_chair(self.roles)

    @property
    def is_board_member(self) -> bool:
        return self.active and is_board_member(self.roles)


STRANGER = Person("", active=False)
