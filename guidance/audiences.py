"""For whom a text is worded."""

from enum import StrEnum


class Audience(StrEnum):
    CLINICIAN = "clinician"  # the wording the board checks for clinical accuracy
    LAY = "lay"  # the same thing in plain language

    @property
    def label(self) -> str:
        """How a reader of this audience names themselves."""
        return {"clinician": "I'm a health professional", "lay": "I'm a patient or carer"}[self]

    @property
    def other(self) -> "Audience":
        return Audience.LAY if self is Audience.CLINICIAN else Audience.CLINICIAN


def parse(value: object) -> Audience | None:
    """The audience that ``value`` names, or None where it names none."""
    return next((audience for audience in Audience if audience == value), None)
