"""What the board has approved, warned of or retired, the newest first, for those who follow it by a feed reader."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidance import audiences
from guidance.audiences import Audience
from guidance.models import Edition
from guidance.personalization import say
from guidance.vocabularies import Stage
from review import queries

NAMESPACE = "urn:leuko:record:1"
AT_MOST = 50


class RecordFeed(Atom1Feed):
    """Atom; each entry with the digest of its text and the head of its article's record.

    Whoever keeps the feed can show later that the record was not cut short.
    """

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:leuko": NAMESPACE}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("leuko:digest", item["digest"])
        handler.addQuickElement("leuko:head", item["head"], {"position": str(item["position"])})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The live editions, and those that were retired, in one wording, ``?for=clinician`` or ``?for=lay``; one query.

    An edition is one entry for good: it comes again, with another date, where it is warned of or retired.
    """
    audience = audiences.parse(request.GET.get("for")) or Audience(settings.LEUKO_DEFAULT_AUDIENCE)
    atom = RecordFeed(
        title=settings.LEUKO_SITE_NAME,
        link=request.build_absolute_uri("/"),
        description="",
        subtitle=_("Demonstration, reviewed by no doctor") if settings.LEUKO_DEMONSTRATION else None,
        feed_url=request.build_absolute_uri(f"{reverse('feed')}?for={audience}"),
    )
    for edition in queries.told_to_readers()[:AT_MOST]:
        address = request.build_absolute_uri(f"{edition.article.get_absolute_url()}?for={audience}")
        atom.add_item(**_entry(edition, audience), link=address)
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    response["Cache-Control"] = "public, max-age=60"
    return response


def _entry(edition: Edition, audience: Audience) -> dict[str, object]:
    title = edition.content.title
    return {
        "title": _("Retired: %(title)s") % {"title": title} if edition.stage == Stage.RETIRED else title,
        "description": "\n\n".join(_told(edition, audience)),
        "unique_id": f"urn:leuko:article:{edition.article.key}:edition:{edition.number}",
        "pubdate": edition.approved_at,
        "updateddate": edition.told_at,
        "digest": edition.digest,
        "head": edition.head,
        "position": edition.position,
    }


def _told(edition: Edition, audience: Audience) -> Iterator[str]:
    """Why it was retired; or the warning, the bottom line, and what is new."""
    if edition.stage == Stage.RETIRED:
        yield edition.reason
        return
    document = edition.content
    if warning := say(edition.article.warning, audience):
        yield _("Warning: %(text)s") % {"text": warning}
    yield from filter(None, [say(document.summary, audience).text])
    if note := say(document.change_note, audience):
        yield _("What is new: %(text)s") % {"text": note}
