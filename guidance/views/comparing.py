"""Two documents beside each other: what changed from one to the other."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from guidance import diff, documents, queries
from guidance.documents import Document
from guidance.forms.articles import CompareForm
from guidance.models import Article
from guidance.views.access import editors_only
from guidance.views.drafts import get_article_or_404
from guidance.views.pasting import content_of
from guidance.views.saving import REFUSED


@editors_only
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft, or an edition, beside a document from a file or another edition; what matters stands first."""
    article, status = get_article_or_404(slug), 200
    form = CompareForm(request.POST or None, request.FILES or None, article=article)
    context = {"form": form, "article": article}
    if request.method == "POST" and form.is_valid():
        try:
            context["changes"] = _changes(article, form)
        except documents.Malformed as error:
            form.add_error("file", str(error))
            status = REFUSED
    return TemplateResponse(request, "guidance/desk/compare.html", context, status=status)


def _changes(article: Article, form: CompareForm) -> list[tuple[diff.Change, list[diff.Run]]]:
    file = form.cleaned_data["file"]
    old = documents.from_json(content_of(file)) if file else _document(article, form.cleaned_data["old"])
    changes = diff.diff(old, _document(article, form.cleaned_data["new"]))
    return [(change, diff.words(change.old, change.new)) for change in changes]


def _document(article: Article, number: str) -> Document:
    return article.editions.get(number=number).content if number else queries.draft(article)
