"""Django's admin shows the board's record; nobody changes it there. Users are deactivated, never deleted."""

from allauth.account.admin import EmailAddress  # from where they are registered, so that they are by now
from allauth.mfa.admin import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from review.models import Assignment, Comment, Event, Invitation, Notice


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Assignment)
class AssignmentAdmin(ReadOnly):
    list_display = ["edition", "reviewer", "interests", "due_on", "released_at"]


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = ["article", "position", "edition_number", "action", "actor", "at"]
    list_filter = ["action"]


@admin.register(Notice)
class NoticeAdmin(ReadOnly):
    list_display = ["recipient", "kind", "edition", "written_at", "stage", "tries", "refusal"]
    list_filter = ["stage", "kind"]


admin.site.register([Comment, Invitation], ReadOnly)
admin.site.unregister([User, Authenticator, EmailAddress])  # an account has one address, its user's


@admin.register(User)
class PersonAdmin(UserAdmin):
    def save_model(self, request, obj, form, change) -> None:
        obj.email = obj.email.lower()  # codes and links are sought by it so
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_readonly_fields(self, request, obj=None):
        """The record calls people by their user names, so a name once given stays."""
        return [*super().get_readonly_fields(request, obj), *(["username"] if obj else [])]


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnly):
    """Can be taken away from somebody who has lost it. Its secret is nobody's to read."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    fields = list_display

    def has_delete_permission(self, request, obj=None) -> bool:
        return request.user.has_perm("mfa.delete_authenticator")
