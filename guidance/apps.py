"""What guidance sets up once its tables are there."""

from django.apps import AppConfig
from django.core import checks
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class GuidanceConfig(AppConfig):
    name = "guidance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        pre_migrate.connect(lift_guards, sender=self)
        post_migrate.connect(make_groups, sender=self)
        post_migrate.connect(install_guards, sender=self)
        checks.register(check_guards, checks.Tags.database)


def make_groups(using: str, **_kwargs) -> None:
    """The groups that roles are, after a migration and after a flush."""
    from django.contrib.auth.models import Group

    from guidance.roles import Role

    for role in Role:
        Group.objects.using(using).get_or_create(name=role.value)


def lift_guards(using: str, plan, **_kwargs) -> None:
    """Out of the way of a migration: SQLite remakes no table that a trigger names. They are back after it."""
    from guidance.models import immutability

    if plan:
        immutability.drop_triggers(connections[using])


def install_guards(using: str, **_kwargs) -> None:
    from guidance.models import immutability

    immutability.install(connections[using])


def check_guards(databases=None, **_kwargs) -> list[checks.CheckMessage]:
    """Name each trigger that should keep signed rows as they are and is not there.

    A warning, for migrate itself refuses to run past an error and is what puts them back.
    """
    from guidance.models import immutability

    return [
        checks.Warning(f"The trigger {name} is missing.", hint="Run manage.py migrate.", id="guidance.W001")
        for alias in databases or ()
        for name in immutability.missing(connections[alias])
    ]
