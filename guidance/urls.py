"""Where readers and editors find things."""

from django.urls import path, register_converter

from guidance.views import drafts, finding, histories, pages, pasting, reading, sections, signed, sources, steps


class WayConverter:
    """Which way a thing moves among its neighbours."""

    regex = "up|down"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(WayConverter, "way")

DESK = "desk/articles/<slug:slug>/"

urlpatterns = [
    path("", reading.home, name="home"),
    path("articles/", reading.articles, name="articles"),
    path("articles/<slug:slug>/", reading.article, name="article"),
    path("articles/<slug:slug>/editions/<int:number>.json", signed.document, name="edition-document"),
    path("audience/", reading.audience, name="audience"),
    path("privacy/", pages.privacy, name="privacy"),
    path("schema/document-1.json", pages.document_schema, name="document-schema"),
    path("healthz", pages.healthz, name="healthz"),
    # The Desk
    path("desk/search/", finding.search, name="desk-search"),
    path("desk/articles/new/", drafts.new, name="desk-new"),
    path("desk/articles/paste/", pasting.paste, name="desk-paste"),
    path("desk/articles/document/", pasting.take_document, name="desk-document"),
    path(f"{DESK}", drafts.article, name="desk-article"),
    path(f"{DESK}details/", drafts.details, name="desk-details"),
    path(f"{DESK}preview/", drafts.preview, name="desk-preview"),
    path(f"{DESK}history/", histories.article, name="desk-history"),
    path(f"{DESK}history/<slug:kind>/<int:line>/restore/", histories.restore, name="desk-restore"),
    path(f"{DESK}discard/", drafts.discard, name="desk-discard"),
    path(f"{DESK}unplaced/forget/", drafts.forget_unplaced, name="desk-forget-unplaced"),
    path(f"{DESK}same/<slug:field>/", steps.same_of_article, name="desk-article-same"),
    path(f"{DESK}sections/add/", sections.add, name="desk-section-add"),
    path(f"{DESK}sections/<int:parent>/add/", sections.add, name="desk-section-add-under"),
    path(f"{DESK}sections/<int:pk>/", sections.change, name="desk-section"),
    path(f"{DESK}sections/<int:pk>/promote/", sections.promote, name="desk-section-promote"),
    path(f"{DESK}sections/<int:pk>/<way:way>/", sections.move, name="desk-section-move"),
    path(f"{DESK}sections/<int:pk>/delete/", sections.delete, name="desk-section-delete"),
    path(f"{DESK}sections/<int:pk>/same/", sections.same, name="desk-section-same"),
    path(f"{DESK}sections/<int:section>/steps/add/", steps.add, name="desk-step-add"),
    path(f"{DESK}sections/<int:section>/steps/<uuid:parent>/add/", steps.add, name="desk-step-add-under"),
    path(f"{DESK}steps/<uuid:key>/", steps.change, name="desk-step"),
    path(f"{DESK}steps/<uuid:key>/history/", histories.step, name="desk-step-history"),
    path(f"{DESK}steps/<uuid:key>/restore/", histories.restore_step, name="desk-step-restore"),
    path(f"{DESK}steps/<uuid:key>/<way:way>/", steps.move, name="desk-step-move"),
    path(f"{DESK}steps/<uuid:key>/delete/", steps.delete, name="desk-step-delete"),
    path(f"{DESK}steps/<uuid:key>/same/", steps.same, name="desk-step-same"),
    path(f"{DESK}citations/", sources.citations, name="desk-citations"),
    path(f"{DESK}citations/settle/", sources.settle, name="desk-settle"),
    path(f"{DESK}sources/add/", sources.add, name="desk-source-add"),
    path(f"{DESK}sources/<uuid:key>/", sources.change, name="desk-source"),
    path(f"{DESK}sources/<uuid:key>/confirm/", sources.confirm, name="desk-source-confirm"),
    path(f"{DESK}sources/<uuid:key>/remove/", sources.remove, name="desk-source-remove"),
]
