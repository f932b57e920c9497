"""What a page says to machines."""

from django import template
from django.utils.safestring import SafeString

from guidance.interchange import jsonld

register = template.Library()


@register.filter
def json_ld(page: dict[str, object]) -> SafeString:
    """Linked data as the text of a script element of type application/ld+json."""
    return SafeString(jsonld.as_text(page))
