"""The parts that every resource is made of."""

from datetime import date, datetime
from typing import Any

Element = dict[str, Any]

SHA_256 = "urn:oid:2.16.840.1.101.3.4.2.1"  # the algorithm, by its number in the registry
URI = "urn:ietf:rfc:3986"  # the value is itself an address


def present(element: Element) -> Element:
    """``element`` without what is empty: FHIR has no empty text, list or object."""
    return {name: value for name, value in element.items() if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return not value.strip() if isinstance(value, str) else value is None or value in ([], {})


def concept(text: str, system: str = "", code: tuple[str, str] | None = None) -> Element:
    """A CodeableConcept: a code with its display where the system has one, and always the words."""
    coding = [{"system": system, "code": code[0], "display": code[1]}] if code else []
    return present({"coding": coding, "text": text})


def extension(url: str, value: Element) -> Element:
    return {"url": url, "valueCodeableConcept": value}


def link_to(identity: str, display: str = "") -> Element:
    """A Reference to another entry of the same Bundle."""
    return present({"reference": f"urn:uuid:{identity}", "display": display})


def sha256(digest: str) -> Element:
    """The Identifier that the digest of the signed bytes is."""
    return {"type": {"text": "SHA-256 of the signed document"}, "system": SHA_256, "value": digest}


def instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def day(on: date | None) -> str | None:
    return on.isoformat() if on else None
