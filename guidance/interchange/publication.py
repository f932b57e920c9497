"""What other systems are told beside the text of an edition."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from guidance.documents import Wording
from guidance.vocabularies import Meaning, Stage

NO_WARNING = Wording()


@dataclass(frozen=True)
class Signature:
    """Who signed, for what, when, and with what interests: as readers see it."""

    name: str
    role: str
    meaning: Meaning
    signed_at: datetime
    interests: str = ""


@dataclass(frozen=True)
class House:
    """Who publishes, and where; the addresses are whole ones. ``experimental``: a demonstration, no guidance at all."""

    name: str
    address: str
    policy: str
    contact: str = ""
    experimental: bool = False


@dataclass(frozen=True)
class Publication:
    """What stands beside the text of an edition: never in it, never signed.

    ``key`` is the article's, ``address`` the whole one of its page, ``digest`` that of the bytes that are signed. Times
    are those of the site's own time zone.
    """

    key: str
    address: str
    number: int
    digest: str
    stage: Stage
    submitted_at: datetime
    house: House
    approved_at: datetime | None = None
    next_review_on: date | None = None
    signatures: tuple[Signature, ...] = ()
    topics: tuple[str, ...] = ()
    warning: Wording = NO_WARNING
    warned_at: datetime | None = None

    @property
    def is_approved(self) -> bool:
        return self.stage is Stage.APPROVED

    @property
    def dated(self) -> datetime:
        """When it was approved; when it was submitted, where it was not approved."""
        return self.approved_at or self.submitted_at

    @property
    def last_review_on(self) -> date | None:
        """The day of the last signature."""
        return max((signature.signed_at.date() for signature in self.signatures), default=None)

    def export(self, extension: str) -> str:
        """The address of the same edition in another form, “fhir.json” say."""
        return f"{self.address.rstrip('/')}.{extension}"

    @property
    def document(self) -> str:
        """The address of the signed bytes; for good, once they are approved."""
        return f"{self.address}editions/{self.number}.json" if self.is_approved else self.export("json")

    def identity(self, thing: str) -> str:
        """The UUID that ``thing`` of this edition has whenever it is exported."""
        return str(uuid5(NAMESPACE_URL, f"{self.key}/{self.number}/{thing}"))
