"""What of a source is searched: its title, people, journal and identifiers, in one spelling."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from guidance.references import names

SEARCHED = ("title", "title-short", "container-title", "container-title-short", "publisher", "DOI", "PMID", "PMCID")


def words(item: Mapping[str, Any]) -> str:
    """All of a CSL item that is searched, as `folded` spells it; every part on its own line."""
    people = [person for role in ("author", "editor") for person in names.tidy(item.get(role))]
    full = [" ".join(filter(None, (one.get("given"), one.get("family"), one.get("literal")))) for one in people]
    return folded("\n".join([*(str(item.get(field) or "") for field in SEARCHED), *full]))


def folded(text: str) -> str:
    """Without accents or case: “Müller” is found by “muller”."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()
