"""References as journals print them: `{{ reference|formatted:"ama" }}` for the partial, `as_text` for the clipboard."""

from collections.abc import Mapping
from typing import Any

from django import template

from guidance.documents import Reference
from guidance.references import styles
from guidance.references.styles import Style, Text

register = template.Library()


@register.filter
def formatted(reference: Reference | Mapping[str, Any], style: str) -> Text:
    """The runs of ``reference``, a Reference or its CSL-JSON, in the style “ama” or “nlm”."""
    csl = reference if isinstance(reference, Mapping) else reference.csl
    return styles.formatted(csl, Style(style))


@register.filter
def as_text(runs: Text) -> str:
    return styles.as_text(runs)
