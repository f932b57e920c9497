"""Who may change a draft, and when. A refusal is the sentence a person reads."""

from collections.abc import Callable
from typing import Any

from guidance.language import private
from guidance.roles import Person


class NotAllowed(Exception):
    """Somebody may not do this, or not now; ``reason`` is the sentence that tells them why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotNow(NotAllowed):
    """They may, but not at this stage: somebody was there first, or something must come before."""


class TooOften(NotAllowed):
    """They may, but have done it too often of late; not for ``seconds`` to come."""

    def __init__(self, reason: str, *, seconds: int) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Stale(Exception):
    """Somebody else was there first; ``reason`` is the sentence that says what has happened."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def verdict(check: Callable[..., None], *args: Any, **kwargs: Any) -> tuple[bool, str]:
    """(allowed, reason) for a button: whether ``check`` lets it pass, and why not."""
    try:
        check(*args, **kwargs)
    except NotAllowed as refusal:
        return False, refusal.reason
    return True, ""


def check_can_edit(person: Person) -> None:
    if not person.is_editor:
        raise NotAllowed("Only editors may change a draft.")


def check_can_change_reference(*, merged: bool) -> None:
    if merged:
        raise NotNow("This source was merged into another one. Change that one.")


def check_can_merge(*, same: bool, merged: bool, standings: set[tuple[str, int | None]], succeeds: bool) -> None:
    """Of two sources: whether they are ``same`` row, one is ``merged`` already, one ``succeeds`` the other; and how
    they stand, each with what supersedes it. Merging changes no standing, which readers were told of."""
    if same:
        raise NotAllowed("A source cannot be merged into itself. Choose another one.")
    if merged:
        raise NotNow("One of these was merged already. Look at how they stand now.")
    if succeeds:
        raise NotAllowed("One of these supersedes the other: they are two sources, not one that is here twice.")
    if len(standings) > 1:
        raise NotNow("These two stand differently. Say first how each of them stands; merging changes no standing.")


def check_can_discard(person: Person, *, editions: int) -> None:
    check_can_edit(person)
    if editions:
        raise NotNow("This article has been submitted before, and what the board has seen is kept.")


def check_can_delete_topic(person: Person, *, articles: int, children: int) -> None:
    check_can_edit(person)
    if articles:
        raise NotNow("Articles stand under this topic. Merge it into another, or take it off them first.")
    if children:
        raise NotNow("Topics stand below this one. Move them first, or merge it into another.")


def check_names_nobody(text: str) -> None:
    """What readers send is kept, so nothing in it may say who somebody is."""
    if said := private.found(text):
        named = ", ".join(f"{one.sort.label} (“{one.text}”)" for one in said)
        raise NotAllowed(
            f"Please take out what says who somebody is: {named}. The problem can be told without it, and we keep"
            " nobody’s personal or health details."
        )


def check_can_close_report(person: Person, *, is_open: bool) -> None:
    check_can_edit(person)
    if not is_open:
        raise NotNow("Somebody has dealt with this report already.")


def check_can_reopen_report(person: Person, *, is_open: bool) -> None:
    check_can_edit(person)
    if is_open:
        raise NotNow("This report is open already.")
