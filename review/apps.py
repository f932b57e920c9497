"""What review sets up once its tables are there."""

from django.apps import AppConfig
from django.core import checks
from django.db import connections
from django.db.models.signals import post_migrate


class ReviewConfig(AppConfig):
    name = "review"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(install_guards, sender=self)
        checks.register(check_guards, checks.Tags.database)
        deliver_in_the_background()


def deliver_in_the_background() -> None:
    from review.notices import postman

    postman.start()


def install_guards(using: str, **_kwargs) -> None:
    from guidance.models import immutability
    from review.models import GUARDS

    immutability.install(connections[using], GUARDS)


def check_guards(databases=None, **_kwargs) -> list[checks.CheckMessage]:
    """Name each trigger that should keep the record as it is and is not there; as guidance does."""
    from guidance.models import immutability
    from review.models import GUARDS

    return [
        checks.Warning(f"The trigger {name} is missing.", hint="Run manage.py migrate.", id="review.W001")
        for alias in databases or ()
        for name in immutability.missing(connections[alias], GUARDS)
    ]
