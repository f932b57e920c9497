"""Django's admin shows the board's record; nobody changes it there. Users are deactivated, never deleted."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from review.models import Assignment, Comment, Event


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


admin.site.register(Comment, ReadOnly)
admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(UserAdmin):
    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_readonly_fields(self, request, obj=None):
        """The record calls people by their user names, so a name once given stays."""
        return [*super().get_readonly_fields(request, obj), *(["username"] if obj else [])]
