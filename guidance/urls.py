"""Where readers and editors find things."""

from django.urls import path, register_converter

from guidance.audiences import Audience
from guidance.interchange.api import doors
from guidance.views import (
    api,
    asking,
    browsing,
    cited,
    comparing,
    downloads,
    drafts,
    duplicates,
    editions,
    exporting,
    finding,
    findings,
    glossary,
    histories,
    imports,
    infobutton,
    leaflet,
    library,
    machines,
    new_source,
    pages,
    pasting,
    reading,
    reporting,
    searching,
    sections,
    signed,
    sources,
    steps,
    topics,
    words,
)


class WayConverter:
    """Which way a thing moves: among its neighbours, in under another, or out."""

    regex = "up|down|in|out"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class AudienceConverter:
    """For whom."""

    regex = "|".join(Audience)
    to_python = Audience
    to_url = str


register_converter(WayConverter, "way")
register_converter(AudienceConverter, "audience")

API = doors.ROOT.removeprefix("/")
DESK = "desk/articles/<slug:slug>/"

urlpatterns = [
    path("", reading.home, name="home"),
    path("articles/", browsing.articles, name="articles"),
    path("articles/<slug:slug>/", reading.article, name="article"),
    path("articles/<slug:slug>/editions/", editions.editions, name="article-editions"),
    path("articles/<slug:slug>/editions/<int:number>/", editions.edition, name="article-edition"),
    path("articles/<slug:slug>/editions/<int:number>/changes/", editions.changes, name="article-changes"),
    path("articles/<slug:slug>/for-a-patient/", leaflet.leaflet, name="article-leaflet"),
    path("articles/<slug:slug>/editions/<int:number>.json", signed.document, name="edition-document"),
    path("articles/<slug:slug>.json", downloads.document, name="article-document"),
    path("articles/<slug:slug>.fhir.json", downloads.bundle, name="article-fhir"),
    path("articles/<slug:slug>.ris", downloads.references, {"extension": "ris"}, name="article-ris"),
    path("articles/<slug:slug>.bib", downloads.references, {"extension": "bib"}, name="article-bib"),
    path("articles/<slug:slug>.csl.json", downloads.references, {"extension": "csl.json"}, name="article-csl"),
    path("articles/<slug:slug>.pdf", downloads.pdf, name="article-pdf"),
    path("articles/<slug:slug>/steps/<uuid:key>/report/", reporting.report, name="report"),
    path("ask/", asking.ask, name="ask"),
    path("ask/tell/", asking.tell, name="ask-tell"),
    path("audience/", reading.audience, name="audience"),
    path("search/", finding.search, name="search"),
    path("search/suggestions/", finding.suggestions, name="search-suggestions"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("schema/document-1.json", pages.document_schema, name="document-schema"),
    path("healthz", pages.healthz, name="healthz"),
    # The glossary and the topics
    path("glossary/", words.glossary, name="glossary"),
    path("topics/<slug:topic>/", topics.topic, name="topic"),
    path("desk/glossary/", glossary.terms, name="desk-glossary"),
    path("desk/glossary/new/", glossary.new, name="desk-term-new"),
    path("desk/glossary/import/", glossary.take, name="desk-glossary-import"),
    path("desk/glossary.csv", glossary.export, name="desk-glossary-csv"),
    path("desk/glossary/<uuid:term>/", glossary.term, name="desk-term"),
    path("desk/glossary/<uuid:term>/delete/", glossary.delete, name="desk-term-delete"),
    path("desk/topics/", topics.topics, name="desk-topics"),
    path("desk/topics/<slug:topic>/", topics.change, name="desk-topic"),
    path("desk/topics/<slug:topic>/merge/", topics.merge, name="desk-topic-merge"),
    path("desk/topics/<slug:topic>/delete/", topics.delete, name="desk-topic-delete"),
    # Documents in and out
    path(f"{DESK}document.json", signed.draft, name="desk-draft-document"),
    path(f"{DESK}editions/<int:number>.json", signed.edition, name="desk-edition-document"),
    path(f"{DESK}compare/", comparing.compare, name="desk-compare"),
    # For machines; everything under the API's root answers JSON, refusals too, but for the page that lists it
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path("infobutton", infobutton.infobutton, name="infobutton"),
    path(API, machines.machines, name="api"),
    path(f"{API}openapi.json", api.description, name="api-description"),
    path(f"{API}articles/", api.articles, name="api-articles"),
    path(f"{API}articles/<slug:slug>/", api.article, name="api-article"),
    path(f"{API}articles/<slug:slug>/document/", api.document, name="api-document"),
    path(f"{API}articles/<slug:slug>/readings/<audience:audience>/", api.read, name="api-reading"),
    path(f"{API}articles/<slug:slug>/editions/", api.editions, name="api-editions"),
    path(f"{API}articles/<slug:slug>/editions/<int:number>/", api.edition, name="api-edition"),
    path(
        f"{API}articles/<slug:slug>/editions/<int:number>/document/", api.edition_document, name="api-edition-document"
    ),
    path(f"{API}references/", api.references, name="api-references"),
    path(f"{API}references/<uuid:key>/", api.reference, name="api-reference"),
    path(f"{API}glossary/", api.glossary, name="api-glossary"),
    path(f"{API}topics/", api.topics, name="api-topics"),
    # The Desk
    path("desk/search/", searching.search, name="desk-search"),
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
    path(f"{DESK}arrange/", drafts.arrange, name="desk-arrange"),
    path(f"{DESK}findings/accept/", findings.accept, name="desk-accept"),
    path(f"{DESK}findings/unaccept/", findings.unaccept, name="desk-unaccept"),
    path(f"{DESK}same/<slug:field>/", steps.same_of_article, name="desk-article-same"),
    path(f"{DESK}sections/add/", sections.add, name="desk-section-add"),
    path(f"{DESK}sections/<int:parent>/add/", sections.add, name="desk-section-add-under"),
    path(f"{DESK}sections/<int:pk>/", sections.change, name="desk-section"),
    path(f"{DESK}sections/<int:pk>/<way:way>/", sections.move, name="desk-section-move"),
    path(f"{DESK}sections/<int:pk>/delete/", sections.delete, name="desk-section-delete"),
    path(f"{DESK}sections/<int:pk>/same/", sections.same, name="desk-section-same"),
    path(f"{DESK}sections/<int:section>/steps/add/", steps.add, name="desk-step-add"),
    path(f"{DESK}sections/<int:section>/steps/<uuid:parent>/add/", steps.add, name="desk-step-add-under"),
    path(f"{DESK}steps/<uuid:key>/", steps.change, name="desk-step"),
    path(f"{DESK}steps/<uuid:below>/below/", steps.add, name="desk-step-add-below"),
    path(f"{DESK}sections/<int:section>/steps/check/", steps.check, name="desk-step-check-new"),
    path(f"{DESK}steps/<uuid:key>/check/", steps.check, name="desk-step-check"),
    path(f"{DESK}steps/<uuid:key>/split/", steps.split, name="desk-step-split"),
    path(f"{DESK}steps/<uuid:key>/duplicate/", steps.duplicate, name="desk-step-duplicate"),
    path(f"{DESK}steps/<uuid:key>/restore/", steps.restore, name="desk-step-restore"),
    path(f"{DESK}steps/<uuid:key>/history/", histories.step, name="desk-step-history"),
    path(f"{DESK}steps/<uuid:key>/<way:way>/", steps.move, name="desk-step-move"),
    path(f"{DESK}steps/<uuid:key>/delete/", steps.delete, name="desk-step-delete"),
    path(f"{DESK}steps/<uuid:key>/same/", steps.same, name="desk-step-same"),
    path(f"{DESK}citations/", sources.citations, name="desk-citations"),
    path(f"{DESK}citations/settle/", sources.settle, name="desk-settle"),
    path(f"{DESK}sources/add/", new_source.add, name="desk-source-add"),
    path(f"{DESK}sources/look-up/", new_source.look_up, name="desk-lookup"),
    path(f"{DESK}sources/<uuid:key>/", sources.change, name="desk-source"),
    path(f"{DESK}sources/<uuid:key>/confirm/", sources.confirm, name="desk-source-confirm"),
    path(f"{DESK}sources/<uuid:key>/remove/", sources.remove, name="desk-source-remove"),
    # References from a file, and into one
    path("desk/imports/", imports.imports, name="desk-imports"),
    path("desk/imports/new/", imports.new, name="desk-import-new"),
    path("desk/imports/<uuid:key>/", imports.preview, name="desk-import"),
    path("desk/imports/<uuid:key>/take/", imports.take, name="desk-import-take"),
    path("desk/imports/<uuid:key>/discard/", imports.discard, name="desk-import-discard"),
    path("desk/references/export/", exporting.references, name="desk-references-export"),
    # The library of sources
    path("references/<uuid:key>/", cited.reference, name="reference"),
    path("desk/references/", library.references, name="desk-references"),
    path("desk/references/bulk/", library.bulk, name="desk-references-bulk"),
    path("desk/references/duplicates/", duplicates.duplicates, name="desk-references-duplicates"),
    path("desk/references/merge/", duplicates.merge, name="desk-references-merge"),
    path("desk/references/<uuid:key>/", library.reference, name="desk-reference"),
]
