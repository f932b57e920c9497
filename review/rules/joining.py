"""Who comes to the board."""

from guidance.roles import Person
from guidance.rules import NotAllowed, NotNow


def check_can_invite(person: Person, *, has_account: bool = False) -> None:
    """``has_account``: somebody signs in with that address already."""
    if not person.is_chair:
        raise NotAllowed("Only a chair may invite members.")
    if has_account:
        raise NotNow("Somebody has an account with this address. Ask whoever keeps the accounts to add them.")


def check_can_withdraw_invitation(person: Person, *, is_open: bool) -> None:
    if not person.is_chair:
        raise NotAllowed("Only a chair may withdraw an invitation.")
    if not is_open:
        raise NotNow("This invitation has been accepted or withdrawn already.")


def check_can_accept(*, accepted: bool, withdrawn: bool, expired: bool, has_account: bool) -> None:
    """Whoever holds the link may, once and in time."""
    if accepted:
        raise NotNow("This invitation has been accepted. If that was you, sign in.")
    if withdrawn:
        raise NotNow("This invitation has been withdrawn, or a newer one was sent.")
    if expired:
        raise NotNow("This invitation is too old to be accepted.")
    if has_account:
        raise NotNow("Somebody has an account with this address. If it is yours, sign in.")
