"""The pages that readers read."""

import re
from datetime import date, timedelta
from functools import partial

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidance import editing
from guidance.documents import Wording
from guidance.models import Article, Reference, Topic
from guidance.views import browsing, reading
from guidance.vocabularies import Standing
from review import workflow
from tests import factories
from tests.cast import NOON
from tests.conftest import soak
from tests.guidance.documents import a_document, a_reference, a_step, citing
from tests.pages import counted, page, signed_in
from tests.review.acts import edit

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def an_article_of(cast, steps: int) -> Article:
    """Approved; every step cites its own source, one of them since retracted, and there are topics."""
    sources = [a_reference(f"source {n}", csl={"DOI": f"10.5555/{n}"}) for n in range(steps)]
    texts = [a_step(f"Do {n}.", lay=f"Try {n}.", citations=citing(f"source {n}")) for n in range(steps)]
    article = factories.article(cast, a_document(*texts, references=tuple(sources)))
    article.topics.add(Topic.objects.create(name="Neurology", slug="neurology"))
    factories.approved(cast, article)
    retract(cast, Reference.objects.get(doi="10.5555/0"))
    return article


def retract(cast, reference) -> None:
    workflow.set_standing(
        reference=reference, standing=Standing.RETRACTED, by=cast.editor, at=NOON, reason="It was withdrawn."
    )


def address(article, audience: str = "") -> str:
    return reverse("article", args=[article.slug]) + (f"?for={audience}" if audience else "")


def read(article, audience: str = "", **kwargs):
    return Client().get(address(article, audience), **kwargs)


def choosing(audience: str) -> Client:
    client = Client()
    client.cookies["audience"] = audience
    return client


# Queries: first the view, then its rendering.


@pytest.mark.parametrize("steps", [2, 60])
@pytest.mark.parametrize("audience", ["clinician", "lay"])
def test_an_article_takes_4_queries_and_none_to_render(cast, steps, audience):
    article = an_article_of(cast, steps)
    request = RequestFactory().get(address(article, audience))
    viewed, response = counted(lambda: reading.article(request, article.slug))
    rendered, _ = counted(response.render)
    assert (viewed, rendered) == (4, 0)
    assert len(page(response).all("li", id="step-")) == steps


def test_lists_take_as_many_queries_for_12_articles_as_for_1(cast):
    counts = []
    for more in (1, 11):
        for _ in range(more):
            factories.approved(cast)
        for view in (reading.home, browsing.articles):
            viewed, response = counted(partial(view, RequestFactory().get("/")))
            rendered, _ = counted(response.render)
            counts.append((viewed, rendered, len(page(response).all("a", href="/articles/how-is"))))
    assert counts == [(3, 0, 1), (4, 0, 1), (3, 0, 10), (4, 0, 12)]


# Who may keep the page


def test_for_one_audience_anyone_may_keep_it(cast):
    article = factories.approved(cast).article
    for audience in ("clinician", "lay"):
        response = read(article, audience)
        assert response["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies


def test_one_audiences_address_is_its_own_canonical_and_knows_the_other(cast):
    article = factories.approved(cast).article
    shown = page(choosing("clinician").get(address(article, "lay")))
    base = f"http://testserver{address(article)}"
    assert [link["href"] for link in shown.all("link", rel="canonical")] == [f"{base}?for=lay"]
    assert [link["href"] for link in shown.all("link", rel="alternate")] == [f"{base}?for=clinician", f"{base}?for=lay"]


def test_the_bare_address_is_each_readers_own(cast):
    article = factories.approved(cast).article
    response = choosing("lay").get(address(article))
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]
    assert not response.cookies
    assert page(response).all("link", rel="canonical")[0]["href"].endswith("?for=lay")


@pytest.mark.parametrize("audience", ["", "lay"])
def test_what_somebody_signed_in_sees_is_kept_nowhere(cast, audience):
    article = factories.approved(cast).article
    response = signed_in(cast.stranger).get(address(article, audience))
    assert response["Cache-Control"] == "private, no-store"


def test_a_page_that_has_not_changed_is_not_sent_again(cast):
    article = factories.approved(cast).article
    tag = read(article, "lay")["ETag"]
    assert read(article, "lay", headers={"if-none-match": tag}).status_code == 304
    workflow.warn(edition=article.editions.get(), by=cast.chair, at=NOON, warning=Wording.of("Beware.", "Be careful."))
    assert read(article, "lay", headers={"if-none-match": tag}).status_code == 200


# Whose wording


def both(texts: list[bool]) -> list[Wording]:
    """A wording for each; without a lay text where False. Each text is found nowhere else."""
    return [Wording.of(f"clinical{n}x", f"plain{n}x" if has_lay else "") for n, has_lay in enumerate(texts)]


@settings(max_examples=soak(6, 60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.booleans(), min_size=9, max_size=9), st.permutations(["clinician", "lay"]))
def test_nobody_is_served_the_others_wording(cast, has_lay, order):
    """Whichever of the texts have a plain wording, and whoever comes first."""
    wordings = both(has_lay)
    article = worded(cast, iter(wordings))
    copies: list[str] = []
    for audience in order:
        for client, url in ((choosing(audience), address(article)), (Client(), address(article, audience))):
            response = client.get(url, headers={"if-none-match": ", ".join(copies)})
            holds_only(response, wordings, audience)
        copies.append(response["ETag"])


def worded(cast, text) -> Article:
    """An approved article with a warning, whose texts are the next of ``text``."""
    whole = {name: next(text) for name in ("summary", "scope", "get_help", "change_note")}
    steps = [a_step(next(text), key=key, applies_when=next(text)) for key in ("one", "two")]
    article = factories.article(cast, a_document(*steps, **whole))
    edition = factories.approved(cast, article)
    if (warning := next(text)).lay:
        workflow.warn(edition=edition, by=cast.chair, at=NOON, warning=warning)
    return article


def holds_only(response, wordings: list[Wording], audience: str) -> None:
    html = response.content.decode()
    assert response.status_code == 200
    assert wordings[4].clinician in html or (audience == "lay" and wordings[4].lay in html)
    for wording in wordings:
        if audience == "clinician":
            assert "plain" + wording.clinician.removeprefix("clinical") not in html
        elif wording.lay:
            assert wording.clinician not in html


@pytest.mark.parametrize(("other", "audience"), [("clinician", "lay"), ("lay", "clinician")])
def test_a_copy_of_the_others_page_is_never_taken_for_ones_own(cast, other, audience):
    article = factories.approved(cast).article
    for others in (read(article, other), choosing(other).get(address(article))):
        mine = choosing(audience).get(address(article), headers={"if-none-match": others["ETag"]})
        assert mine.status_code == 200


def test_each_reads_their_own_wording(cast):
    article = factories.approved(cast).article
    assert "Stop the drug." in page(read(article, "clinician")).words
    assert "Stop the medicine." in page(read(article, "lay")).words
    assert "Stop the medicine." in page(choosing("lay").get(address(article))).words


@pytest.mark.parametrize(("default", "words"), [("clinician", "Stop the drug."), ("lay", "Stop the medicine.")])
def test_until_they_choose_the_house_chooses(cast, settings, default, words):
    settings.LEUKO_DEFAULT_AUDIENCE = default
    article = factories.approved(cast).article
    shown = page(read(article))
    assert words in shown.words
    assert shown.all("p", **{"class": "chooser-question"})
    assert not page(read(article, "lay")).all("p", **{"class": "chooser-question"})


def test_the_choice_of_one_who_means_nothing_is_no_choice(cast):
    article = factories.approved(cast).article
    assert "Stop the drug." in page(choosing("<lay>").get(address(article, "everyone"))).words


def test_where_there_is_no_plain_wording_the_page_says_so(cast):
    document = a_document(a_step("Give water.", lay=""), a_step("Stop.", lay="Stop it."))
    article = factories.approved(cast, factories.article(cast, document)).article
    lay = page(read(article, "lay"))
    assert "Give water." in lay.words
    assert len(lay.all("p", **{"class": "step-note"})) == 2  # at the top, and at the step
    assert not page(read(article, "clinician")).all("p", **{"class": "step-note"})


# Choosing


def choose(client=None, headers=None, **data):
    return (client or Client()).post("/audience/", {"audience": "lay", "next": "/articles/x/"} | data, headers=headers)


def test_a_choice_is_remembered_and_leads_back():
    response = choose()
    assert (response.status_code, response["Location"]) == (302, "/articles/x/?for=lay")
    cookie = response.cookies["audience"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("lay", "Lax", True)


def test_a_choice_needs_no_token():
    assert choose(Client(enforce_csrf_checks=True)).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "http://testserver:81"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
    ],
)
def test_nobody_elses_page_may_choose(headers):
    response = choose(headers=headers)
    assert response.status_code == 403
    assert not response.cookies


@pytest.mark.parametrize(
    "headers", [{"origin": "http://testserver", "sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}]
)
def test_our_own_page_may(headers):
    assert choose(headers=headers).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "https:///elsewhere.example",
        "javascript:alert(1)",
        "home",
        "#top",
        "/articles/?next=1",
        "",
    ],
)
def test_a_choice_leads_nowhere_else(address):
    assert choose(next=address)["Location"] == "/?for=lay"


@pytest.mark.parametrize("choice", ["", "doctor", "<script>", "LAY"])
def test_a_choice_is_one_of_two(choice):
    response = choose(audience=choice)
    assert response.status_code == 400
    assert not response.cookies


def test_looking_is_not_choosing():
    assert Client().get("/audience/").status_code == 405


# How far its review has come


def marks_of(response) -> list[tuple[str, ...]]:
    found = re.findall(r'<li class="mark mark-(\w+)".*?mark-label">(.*?)<.*?</li>', response.content.decode(), re.S)
    dates = re.findall(r'<li class="mark .*?</li>', response.content.decode(), re.S)
    return [
        (*mark, (re.search(r'datetime="(.*?)"', html) or [None, ""])[1])
        for mark, html in zip(found, dates, strict=True)
    ]


def test_the_marks_are_those_of_the_stage(cast, settings):
    settings.LEUKO_SHOW_UNREVIEWED = True
    edition = factories.submitted(cast)
    article = edition.article
    assert marks_of(read(article)) == [
        ("current", "Submitted", "2026-03-02"), ("todo", "Under review", ""), ("todo", "Approved", "")
    ]  # fmt: skip
    assignments = factories.assigned(cast, edition)
    for assignment in assignments:
        workflow.declare(
            assignment=assignment, by=assignment.reviewer, at=NOON + DAY, interests=factories.Interests.NONE
        )
    assert marks_of(read(article)) == [
        ("done", "Submitted", "2026-03-02"), ("current", "Under review", "2026-03-03"), ("todo", "Approved", "")
    ]  # fmt: skip
    for reviewer in (cast.reviewer, cast.second_reviewer):
        factories.sign(edition, reviewer, at=NOON + 2 * DAY)
    assert marks_of(read(article)) == [
        ("done", "Submitted", "2026-03-02"), ("done", "Under review", "2026-03-03"),
        ("current", "Approved", "2026-03-04"),
    ]  # fmt: skip


def test_who_reviewed_it_when_and_until_when_stands_beside_it(cast):
    shown = page(read(factories.approved(cast).article))
    assert "Last updated 2 Mar 2026" in shown.words
    assert "Last reviewed 2 Mar 2026 by Dr Reviewer and Dr Second Reviewer" in shown.words
    assert "Next review due 2 Mar 2027" in shown.words
    assert shown.all("a", href=reverse("editorial-policy"))


@pytest.mark.parametrize(("today", "is_overdue"), [(date(2027, 3, 2), False), (date(2027, 3, 3), True)])
def test_a_date_that_has_passed_is_said(cast, monkeypatch, today, is_overdue):
    article = factories.approved(cast).article
    monkeypatch.setattr("guidance.views.reading.timezone.localdate", lambda: today)
    assert ("Review overdue" in page(read(article)).words) is is_overdue


# What is shown where nothing is approved


def public_pages() -> str:
    return "".join(Client().get(url).content.decode() for url in ("/", "/articles/"))


@pytest.mark.parametrize("reach", [factories.submitted, factories.under_review])
def test_what_is_under_review_is_not_shown(cast, reach):
    edition = reach(cast)
    response = read(edition.article)
    assert response.status_code == 404
    assert "Not yet published" in page(response).words
    assert edition.content.title not in response.content.decode() + public_pages()


@pytest.mark.parametrize("reach", [factories.submitted, factories.under_review])
def test_where_the_house_shows_it_it_stands_under_a_caution_on_its_own_page_only(cast, settings, reach):
    settings.LEUKO_SHOW_UNREVIEWED = True
    edition = reach(cast)
    shown = page(read(edition.article, "lay"))
    assert "Not yet approved" in shown.words
    assert "Signed by nobody yet" in shown.words
    assert "Stop the medicine." in shown.words
    assert shown.all("meta", name="robots", content="noindex")
    assert edition.content.title not in public_pages()


def send_back(cast, edition):
    workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="Not yet right.")


def withdraw(cast, edition):
    workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Too early.")


@pytest.mark.parametrize("act", [send_back, withdraw])
def test_what_came_back_before_it_was_ever_approved_is_not_shown(cast, settings, act):
    settings.LEUKO_SHOW_UNREVIEWED = True
    edition = factories.under_review(cast)
    act(cast, edition)
    response = read(edition.article)
    assert response.status_code == 404
    assert "Not yet published" in page(response).words


def test_a_draft_nobody_submitted_is_not_shown(cast, settings):
    settings.LEUKO_SHOW_UNREVIEWED = True
    response = read(factories.article(cast))
    assert response.status_code == 404
    assert "sound article" not in response.content.decode()


@pytest.mark.parametrize("show", [False, True])
def test_under_revision_readers_keep_the_approved_text(cast, settings, show):
    settings.LEUKO_SHOW_UNREVIEWED = show
    article = factories.approved(cast).article
    edit(article, cast.editor, "Give no water.")
    factories.under_review(cast, article)
    shown = page(read(article))
    assert "Give water." in shown.words
    assert "Give no water." not in shown.html
    assert "Not yet approved" not in shown.words
    assert not shown.all("meta", name="robots")


# Addresses that lead elsewhere


def test_a_retired_article_is_gone_and_says_why_and_what_to_read(cast):
    edition, other = factories.approved(cast), factories.approved(cast)
    workflow.retire(
        edition=edition, by=cast.chair, at=NOON, reason="A trial says otherwise.", replaced_by=other.article
    )
    response = read(edition.article, "lay")
    assert response.status_code == 410
    shown = page(response)
    assert "A trial says otherwise." in shown.words
    assert shown.all("a", href=address(other.article))
    assert "Stop the medicine." not in shown.words


def test_a_retired_page_does_not_name_what_nobody_may_read_yet(cast):
    edition, other = factories.approved(cast), factories.article(cast, factories.sound_document("A secret question?"))
    workflow.retire(edition=edition, by=cast.chair, at=NOON, reason="A trial says otherwise.", replaced_by=other)
    assert "A secret question?" not in read(edition.article).content.decode()


def test_a_former_address_leads_to_the_one_of_now(cast):
    article = factories.approved(cast).article
    old = address(article, "lay")
    editing.rename_article(article=article, by=cast.editor, at=NOON, slug="another-name")
    response = Client().get(old)
    assert (response.status_code, response["Location"]) == (301, "/articles/another-name/?for=lay")
    assert Client().get(old.partition("?")[0])["Location"] == "/articles/another-name/"


@pytest.mark.parametrize(("name", "status"), [("nobody", 404), ("stranger", 404), ("editor", 301), ("reviewer", 301)])
def test_where_a_draft_has_gone_is_the_houses_to_know(cast, name, status):
    article = factories.article(cast)
    editing.rename_article(article=article, by=cast.editor, at=NOON, slug="another-name")
    assert signed_in(getattr(cast, name, None)).get(article.get_absolute_url()).status_code == status


@pytest.mark.parametrize("rest", ["verify/", "for-a-patient/", "editions/1.json"])
def test_what_hangs_on_a_former_address_leads_there_too(cast, rest):
    article = factories.approved(cast).article
    old = f"{article.get_absolute_url()}{rest}"
    editing.rename_article(article=article, by=cast.editor, at=NOON, slug="another-name")
    assert Client().get(old)["Location"] == f"/articles/another-name/{rest}"
    assert Client().post(old).status_code in {404, 405}


def test_an_unknown_address_is_a_page_that_helps():
    response = Client().get("/articles/nothing-of-the-kind/")
    assert response.status_code == 404
    assert page(response).all("a", href="/articles/")


# Beside the text, never in it


def test_a_source_retracted_since_is_said_at_once_and_changes_no_signed_byte(cast):
    edition = factories.approved(cast)
    assert "Retracted" not in page(read(edition.article)).words
    retract(cast, edition.references.get())
    for audience in ("clinician", "lay"):
        words = page(read(edition.article, audience)).words
        assert "A source of this page may no longer be relied on" in words
        assert words.count("This source was withdrawn and must not be relied on.") == 4  # top, two steps, list
    now = factories.reread(edition)
    assert (now.document, now.digest) == (edition.document, edition.digest)
    assert now.is_intact


def test_a_warning_stands_above_the_text_in_the_readers_wording(cast):
    edition = factories.approved(cast)
    workflow.warn(
        edition=edition, by=cast.chair, at=NOON + DAY, warning=Wording.of("Hepatotoxic.", "Bad for the liver.")
    )
    clinician, lay = (page(read(edition.article, audience)) for audience in ("clinician", "lay"))
    assert "Hepatotoxic." in clinician.words
    assert "Bad for the liver." not in clinician.html
    assert "Bad for the liver." in lay.words
    assert "Hepatotoxic." not in lay.html
    assert "Warning, 3 March 2026" in lay.words


def test_citations_open_their_source_and_it_leads_back(cast):
    article = an_article_of(cast, 3)
    shown = page(read(article))
    ids = {attrs["id"] for _, attrs in shown.elements if "id" in attrs}
    cited, used = shown.all("a", href="#ref-"), shown.all("a", href="#step-")
    assert {link["href"][1:] for link in cited} == {"ref-1", "ref-2", "ref-3"}
    assert len(used) == 6  # each step's own link, and the way back from its source
    assert {link["href"][1:] for link in cited + used} <= ids


def test_no_id_stands_twice_on_a_page(cast):
    shown = page(read(an_article_of(cast, 3)))
    ids = [attrs["id"] for _, attrs in shown.elements if "id" in attrs]
    assert len(ids) == len(set(ids))


# A demonstration


def test_every_page_of_a_demonstration_says_that_it_is_one(cast, settings):
    settings.LEUKO_DEMONSTRATION = True
    article, other = factories.approved(cast).article, factories.approved(cast)
    edit(article, cast.editor)
    factories.under_review(cast, article)
    workflow.retire(edition=other, by=cast.chair, at=NOON, reason="Old.")
    desk = reverse("desk-article", args=[article.slug])
    board = reverse("board-edition", args=[article.slug, 2])
    readers = ["/", "/articles/", address(article), address(article, "lay"), address(other.article), "/nothing/"]
    visits = {
        None: [*readers, "/privacy/", "/editorial-policy/", "/accounts/login/", "/accounts/password/reset/"],
        cast.editor: ["/", "/desk/", desk, f"{desk}preview/", f"{desk}submit/", "/desk/articles/paste/", "/board/"],
        cast.reviewer: ["/board/", board],
    }
    for user, addresses in visits.items():
        for url in addresses:
            response = signed_in(user).get(url)
            shown = page(response)
            assert response["X-Robots-Tag"] == "noindex", url
            assert response["X-Demonstration"] == "reviewed by no doctor", url
            assert len(shown.all("meta", name="robots", content="noindex")) == 1, url
            assert "Demonstration, reviewed by no doctor" in shown.words, url


def test_no_other_site_says_so(cast):
    response = read(factories.approved(cast).article)
    assert "X-Robots-Tag" not in response
    assert "Demonstration" not in page(response).words
