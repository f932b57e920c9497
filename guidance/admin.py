"""Django's admin: accounts are managed here; what the board judges is shown and never changed."""

from django.contrib import admin

from guidance.models import Article, Contribution, Edition, EditionReference, Member, Reference, SignOff, Term, Topic


class ReadOnly(admin.ModelAdmin):
    """Rows that only the editing and workflow functions write."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Article)
class ArticleAdmin(ReadOnly):
    list_display = ["title", "slug", "author", "next_review_on"]
    search_fields = ["title", "slug"]


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    list_display = ["article", "number", "stage", "submitted_by", "submitted_at", "approved_at"]
    list_filter = ["stage"]


@admin.register(SignOff)
class SignOffAdmin(ReadOnly):
    list_display = ["edition", "name", "role", "meaning", "signed_at"]


@admin.register(Reference)
class ReferenceAdmin(ReadOnly):
    list_display = ["title", "kind", "year", "doi", "pmid", "standing"]
    search_fields = ["title", "doi", "pmid"]


admin.site.register([Contribution, EditionReference, Term], ReadOnly)


@admin.register(Topic)
class TopicAdmin(ReadOnly):
    list_display = ["name", "parent"]


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    """Who may sign, as printed beside what they sign."""

    list_display = ["name", "role", "specialty", "user", "is_public"]

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
