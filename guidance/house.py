"""What this site asks of its documents, as its settings say."""

from django.conf import settings

from guidance import checks


def targets() -> checks.Targets:
    return checks.Targets(house_names=tuple(settings.LEUKO_HOUSE_NAMES))
