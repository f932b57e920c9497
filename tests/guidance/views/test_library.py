"""The library of sources, at the Desk and as readers meet it."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from guidance import editing, queries
from guidance.models import Reference
from guidance.references import importing
from guidance.references.importing import Format
from guidance.vocabularies import ReferenceKind, Standing
from review import workflow
from tests import factories
from tests.cast import NOON, later
from tests.guidance.documents import a_reference
from tests.guidance.drafts import an_article, source
from tests.kept import once
from tests.pages import counted, form_of, page, signed_in

pytestmark = pytest.mark.django_db

LIBRARY, BULK, MERGE = (reverse(f"desk-references{name}") for name in ("", "-bulk", "-merge"))


@pytest.fixture
def who(cast):
    return {"by": cast.editor, "at": NOON}


@pytest.fixture
def desk(cast):
    return signed_in(cast.editor)


def add(who, title, **fields) -> Reference:
    csl = {"DOI": None} | fields.pop("csl", {})
    return editing.create_reference(value=a_reference(title, csl=csl, **fields), **who)


def address(row: Reference) -> str:
    return reverse("desk-reference", args=[row.key])


# What is shown


@pytest.fixture
@once
def library(cast):
    """Cited in a draft: the trial, the cohort; listed: the spare; and these, which nothing uses."""
    an_article(cast)
    who = {"by": cast.editor, "at": NOON}
    issued = {"issued": {"date-parts": [[2001]]}, "author": [{"family": "Müller", "given": "Ann"}]}
    add(who, "old", csl=issued, kind=ReferenceKind.REVIEW)
    add(who, "old", csl=issued | {"publisher": "Another house"}, in_house=True)
    add(who, "known", csl={"PMID": "77", "issued": {"date-parts": [[2020]]}})
    retracted = add(who, "bad", csl={"container-title": "Annals of Water"})
    workflow.set_standing(reference=retracted, standing=Standing.RETRACTED, reason="Withdrawn.", **who)


ALL = ["The bad", "The cohort", "The known", "The old", "The old", "The spare", "The trial"]


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({}, ALL),
        ({"q": "müller OLD"}, ["The old", "The old"]),
        ({"q": "annals"}, ["The bad"]),
        ({"q": "77"}, ["The known"]),
        ({"q": "10.5555/2"}, ["The cohort"]),
        ({"q": "% _"}, []),
        ({"kind": "review"}, ["The old"]),
        ({"since": 2002}, ["The known"]),
        ({"until": 2001, "in_house": "no"}, ["The old"]),
        ({"in_house": "yes"}, ["The old"]),
        ({"standing": "retracted"}, ["The bad"]),
        ({"only": "unused"}, ["The bad", "The known", "The old", "The old"]),
        ({"only": "unidentified", "q": "spare"}, ["The spare"]),
        ({"only": "unidentified", "q": "known"}, []),
        ({"only": "suspected"}, ["The old", "The old"]),
        ({"sort": "newest", "since": 1}, ["The known", "The old", "The old"]),
        ({"sort": "oldest", "since": 1}, ["The old", "The old", "The known"]),
        ({"sort": "added", "since": 1}, ["The known", "The old", "The old"]),
    ],
)
def test_what_is_asked_for(library, filters, titles):
    assert [row.title for row in queries.references(**filters)] == titles


def test_an_address_that_asks_for_what_is_unknown_is_told_so(library, desk):
    shown = page(desk.get(f"{LIBRARY}?kind=nonsense&since=soon&page=x&q=%00"))
    assert "left out:" in shown.words
    assert all(label in shown.words for label in ("Kind", "From the year"))
    assert len(shown.all("input", name="keys")) == len(ALL)


def test_the_library_takes_as_many_queries_for_60_sources_as_for_7(library, desk, who):
    few, _ = counted(lambda: desk.get(LIBRARY))
    Reference.objects.bulk_create(Reference(title=f"A {n}", kind="trial") for n in range(60))
    many, answer = counted(lambda: desk.get(f"{LIBRARY}?sort=added"))
    assert many == few
    assert len(page(answer).all("input", name="keys")) == 50
    assert "sort=added&page=2" in page(answer).all("a", href="page=2")[0]["href"]


# Many at once


def pressed(desk, action, *rows, **more):
    return desk.post(BULK, {"keys": [row.key for row in rows], "action": action, **more})


def test_before_anything_is_done_it_is_said_what_will_be(library, desk):
    rows = [source("trial"), source("known")]
    said = page(pressed(desk, "delete", *rows)).words
    assert "1 source will be deleted The known" in said
    assert "1 source is used, and stays The trial" in said
    assert Reference.objects.count() == len(ALL)
    answer = pressed(desk, "delete", *rows, confirmed="1")
    assert (answer.status_code, answer.url) == (302, LIBRARY)
    assert not Reference.objects.filter(title="The known").exists()


@pytest.mark.parametrize(
    ("action", "more", "column"),
    [("kind", {"kind": "cohort"}, ("kind", "cohort")), ("in-house", {}, ("in_house", True))],
)
def test_many_are_changed(library, desk, action, more, column):
    rows = [source("trial"), source("known")]
    assert "2 sources will be changed" in page(pressed(desk, action, *rows, **more)).words
    pressed(desk, action, *rows, **more, confirmed="1")
    assert [getattr(source(name), column[0]) for name in ("trial", "known")] == [column[1]] * 2


def test_what_is_ticked_or_asked_for_is_exported_in_each_format(library, desk):
    for form in Format:
        answer = pressed(desk, f"export-{form.value}", source("known"))
        assert importing.read(desk.get(answer.url).content).format is form
    [link] = page(desk.get(f"{LIBRARY}?q=annals")).all("a", href="q=annals&format=csl-json")
    assert [one["title"] for one in desk.get(link["href"]).json()] == ["The bad"]
    assert len(page(desk.get(address(source("known")))).all("a", href="format=")) == len(Format)


def test_after_many_are_changed_the_list_is_narrowed_as_it_was(library, desk):
    [shown] = [one["value"] for one in page(desk.get(f"{LIBRARY}?q=known&sort=added")).all("input", name="shown")]
    answer = pressed(desk, "in-house", source("known"), shown=shown, confirmed="1")
    assert answer.url == f"{LIBRARY}?q=known&sort=added"
    assert pressed(desk, "in-house", source("known"), shown="//x", confirmed="1").url.startswith(f"{LIBRARY}?")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Tick at least one source."),
        ({"keys": ["x"], "action": "delete"}, "None of these sources is here any more."),
        ({"keys": ["\x00"], "action": "delete"}, "None of these sources is here any more."),
        ({"keys": ["trial"], "action": "merge"}, "Tick exactly two sources"),
        ({"keys": ["trial"], "action": "kind"}, "Choose the kind"),
        ({"keys": ["trial"], "action": "burn"}, "not one of the available choices"),
    ],
)
def test_bad_input_gets_a_sentence(library, desk, sent, said):
    keys = [source(key).key if key == "trial" else key for key in sent.get("keys", [])]
    answer = desk.post(BULK, sent | {"keys": keys})
    assert answer.status_code == 422
    assert said in page(answer).words


# Duplicates


def comparing(*rows) -> str:
    return f"{MERGE}?{urlencode([('keys', row.key) for row in rows])}"


def test_two_are_merged_by_hand(library, desk):
    [group] = queries.suspected_duplicates()
    listed = page(desk.get(reverse("desk-references-duplicates")))
    assert [one["value"] for one in listed.all("input", name="keys")] == [str(row.key) for row in group]
    sent = form_of(desk, comparing(*group))
    assert {name for name in sent if name.startswith("keep-")} == {"keep-publisher", "keep-kind", "keep-in_house"}
    answer = desk.post(comparing(*group), sent | {"into": str(group[1].key), "keep-kind": str(group[0].key)})
    assert answer.url == address(group[1])
    now = Reference.objects.get(pk=group[1].pk)
    assert (now.kind, now.csl["publisher"]) == ("review", "A society of physicians")
    assert queries.suspected_duplicates() == []
    assert "merged into" in page(desk.get(address(group[0]))).words


def test_a_choice_made_of_what_has_changed_since_is_asked_again(library, desk, who):
    pair = queries.suspected_duplicates()[0]
    sent = form_of(desk, comparing(*pair))
    editing.change_references(references=pair[:1], changes={"in_house": True}, **who)
    chosen = {"into": str(pair[1].key), "keep-kind": str(pair[1].key)}
    answer = desk.post(comparing(*pair), sent | chosen)
    assert answer.status_code == 409
    radios = [one for one in page(answer).all("input", type="radio") if "checked" in one and one["name"] in chosen]
    assert {one["name"]: one["value"] for one in radios} == chosen
    assert desk.post(comparing(*pair), form_of_page(answer)).status_code == 302


def form_of_page(answer) -> dict[str, object]:
    return {field.html_name: field.value() for field in answer.context["form"]}


@pytest.mark.parametrize("sent", [{}, {"into": "x"}])
def test_a_choice_that_is_none_is_refused(library, desk, sent):
    assert desk.post(comparing(*queries.suspected_duplicates()[0]), sent or {"x": "y"}).status_code == 422


@pytest.mark.parametrize("query", ["", "?keys=x&keys=y", "?keys=%00"])
def test_nothing_is_merged_of_an_address_that_names_no_two(library, desk, query):
    assert desk.get(MERGE + query).status_code == 404


# One source


def test_a_source_says_where_it_is_used_and_what_became_of_it(library, desk, cast):
    said = page(desk.get(address(source("cohort")))).words
    assert "Give it cold." in said
    assert "added" in said
    assert "Listed, and cited by no step" in page(desk.get(address(source("spare")))).words


def test_a_source_takes_as_many_queries_whatever_rests_on_it(desk, cast, who):
    factories.approved(cast)
    few, _ = counted(lambda: desk.get(address(source("trial"))))
    for _ in range(3):
        factories.submitted(cast)
        editing.change_references(
            references=[source("trial")], changes={"in_house": not source("trial").in_house}, **who
        )
    many, _ = counted(lambda: desk.get(address(source("trial"))))
    assert many == few


def test_nothing_typed_is_lost_where_two_change_one_source(library, desk, who):
    sent = form_of(desk, address(source("known")))
    editing.change_references(references=[source("known")], changes={"in_house": True}, **who)
    answer = desk.post(address(source("known")), sent | {"title": "Typed by me"})
    assert answer.status_code == 409
    assert "Typed by me" in page(answer).words
    assert "What is saved now" in page(answer).words
    sent = form_of_page(answer) | {"in_house": ""}
    assert desk.post(address(source("known")), sent).status_code == 302
    assert Reference.objects.filter(title="Typed by me").exists()


# As readers see it


def read(row: Reference):
    return Client().get(reverse("reference", args=[row.key]))


def test_readers_meet_only_what_an_approved_edition_names(cast, who):
    factories.submitted(cast)
    assert read(source("trial")).status_code == 404
    edition = factories.approved(cast)
    add(who, "unknown")
    assert read(source("unknown")).status_code == 404
    answer = read(source("trial"))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    shown = page(answer)
    assert [one["href"] for one in shown.all("a", href="/articles/")][1:] == [
        reverse("article", args=[edition.article.slug])
    ]
    assert shown.all("a", href="https://doi.org/10.5555/12345678")


def test_a_draft_or_an_open_edition_is_never_named_to_readers(cast):
    factories.approved(cast)
    secret = factories.sound_document("Is this a secret?")
    factories.submitted(cast, factories.article(cast, secret))
    assert "secret" not in page(read(source("trial"))).words


def test_a_merged_source_leads_to_the_one_that_stays_and_its_standing_is_told(cast, who):
    factories.approved(cast)
    add(who, "twin")
    gone, into = source("trial"), source("twin")
    editing.merge_references(merged=gone, into=into, by=cast.editor, at=later())
    workflow.set_standing(reference=into, standing=Standing.RETRACTED, reason="Withdrawn.", **who)
    assert read(gone).url == reverse("reference", args=[into.key])
    assert "must not be relied on" in page(read(into)).words
    assert "2 statements" in page(read(into)).words


def test_the_page_for_readers_takes_as_many_queries_whatever_cites_the_source(cast):
    factories.approved(cast)
    few, _ = counted(lambda: read(source("trial")))
    factories.approved(cast)
    many, _ = counted(lambda: read(source("trial")))
    assert many == few
