"""References as readers know them from their journals.

CSL-JSON to AMA (11th edition) or Vancouver (NLM, citations in order), after the rules of the published CSL styles
“american-medical-association” and “nlm-citation-sequence”. docs/decisions/0007 says where we differ, and why.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from guidance.references.styles import ama, nlm
from guidance.references.styles.item import Item
from guidance.references.styles.runs import Position, Run, Text, as_text, merged

__all__ = ["Position", "Run", "Style", "Text", "as_text", "formatted"]


class Style(StrEnum):
    AMA = "ama"  # AMA Manual of Style, 11th edition
    NLM = "nlm"  # Vancouver, as the National Library of Medicine writes it


WRITERS = {Style.AMA: ama.reference, Style.NLM: nlm.reference}


def formatted(csl: Mapping[str, Any], style: Style) -> Text:
    """The CSL-JSON item ``csl`` in ``style``, without a number before it; no runs where nothing is known."""
    return merged(WRITERS[style](Item(csl)))
