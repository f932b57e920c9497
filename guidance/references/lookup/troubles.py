"""Why a look-up found nothing, each in the sentence that a person reads."""

from enum import StrEnum


class Trouble(StrEnum):
    """May name {given}, what was asked for; {host}, who was asked; {seconds}, {status} and {elsewhere}."""

    NEITHER = "“{given}” is neither a DOI, such as 10.1000/abc123, nor a PMID, a number of up to 8 digits."
    NO_DOI = "“{given}” is no DOI. A DOI looks like 10.1000/abc123."
    NO_PMID = "“{given}” is no PMID. A PMID is a number of up to 8 digits."
    NOT_FOUND = "{host} knows nothing under {given}. Compare it with the source, or type the source in."
    NO_ARTICLE = "What PubMed has under {given} is a book or a chapter, which cannot be fetched. Type it in."
    TOO_SLOW = "{host} did not answer within {seconds} seconds. Try again, or type the source in."
    TOO_OFTEN = "{host} has been asked too often, and wants {seconds} seconds of rest. Try again after that."
    BUSY = "Others are looking things up at {host} too. Try again in a moment."
    OUT_OF_ORDER = "{host} is out of order at the moment ({status}). Try again later, or type the source in."
    REFUSED = "{host} refuses to answer us ({status}). Tell whoever runs this site; until then, type the source in."
    UNREACHABLE = "{host} cannot be reached from here. Try again later, or type the source in."
    BROKEN_OFF = "The answer of {host} broke off. Try again."
    ELSEWHERE = "{host} sends us to {elsewhere}, where we do not go. Type the source in."
    TOO_LARGE = "The answer of {host} is far larger than a record of one source. Type the source in."
    UNREADABLE = "The answer of {host} cannot be read. Type the source in."


class NoAnswer(Exception):
    """A look-up found nothing; ``reason`` is the sentence that says why."""

    def __init__(self, trouble: Trouble, **facts: object) -> None:
        self.trouble = trouble
        self.reason = trouble.format_map(facts)
        super().__init__(self.reason)
