"""What an article's page shows of its structure, what it gives to take away, and how much it weighs."""

import gzip
import random
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from guidance import documents
from guidance.documents import Wording
from guidance.models import Reference
from guidance.templatetags.printing import MASK, qr_code
from guidance.vocabularies import Action, Standing
from review import workflow
from tests import factories
from tests.cast import NOON
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing
from tests.pages import page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def a_path(*, first: str = "Give water.") -> documents.Document:
    """Two alternatives, then what comes if they fail; beside it a section that has no lines."""
    steps = (
        a_step(first, lay="You drink water.", key="one", line=1, action=Action.START),
        a_step("Give salt.", lay="You eat salt.", key="two", line=1, action=Action.START),
        a_step("Stop all of it.", lay="It ends.", key="three", line=2, action=Action.STOP),
    )
    sections = (a_section(*steps), a_section(a_step("Look away."), heading="Monitoring"))
    texts = {"summary": Wording.of("Water works.", "Water helps."), "scope": Wording.of("Adults.", "Grown-ups.")}
    return a_document(sections=sections, get_help=Wording.of("Call at once.", "Call now."), **texts)


def approved(cast, document=None):
    return factories.approved(cast, factories.article(cast, document or a_path()))


def read(edition, audience: str = "clinician"):
    return Client().get(edition.article.get_absolute_url(), {"for": audience})


def leaflet(edition):
    return Client().get(reverse("article-leaflet", args=[edition.article.slug]))


# The path


def test_a_section_with_lines_of_therapy_has_its_path_drawn_and_told(cast):
    edition = approved(cast)
    keys = {step.text.clinician: step.key for step in edition.content.steps()}
    shown = page(read(edition))
    assert len(shown.all("figure", **{"class": "pathway"})) == 1
    assert [len(shown.all("svg", **{"class": f"pathway-{name}"})) for name in ("wide", "narrow")] == [1, 1]
    boxes = shown.all("a", **{"class": "pathway-box"})
    drawn = [f"#step-{keys[text]}" for text in ("Give water.", "Give salt.", "Stop all of it.")]
    assert [box["href"] for box in boxes] == [*drawn, *drawn]
    for words in ("First line: one of these", "If that fails"):
        assert shown.words.count(words) == 3  # drawn for two widths, and in words


def test_a_step_says_after_and_instead_of_which_it_comes(cast):
    edition = approved(cast)
    said = re.findall(r'step-words">(.*?)</p>', text(read(edition)), re.S)
    assert [" ".join(re.sub("<[^>]*>", " ", words).split()) for words in said] == [
        "First line instead of 2", "First line instead of 1", "Second line if no response after 1 or 2 Stop", "Avoid"
    ]  # fmt: skip
    assert "if this has not helped: 1 or 2" in page(read(edition, "lay")).words


def text(response) -> str:
    return response.content.decode()


def test_no_words_become_markup_in_a_picture(cast):
    edition = approved(cast, a_path(first='"><script>alert(1)</script></text><svg onload=alert(2)>'))
    shown = page(read(edition))
    assert "<script>alert" not in shown.html
    assert not [attributes for _, attributes in shown.elements if "onload" in attributes or "style" in attributes]
    assert len(shown.all("svg")) == 3  # two pictures and the code
    assert shown.html.count("&lt;script&gt;") >= 3


def test_every_step_has_a_link_to_itself(cast):
    shown = page(read(approved(cast)))
    links = [link["href"] for link in shown.all("a", **{"class": "step-number"})]
    assert links == [f"#{step['id']}" for step in shown.all("li", id="step-")]
    assert len(links) == 4


# Which page it is


def test_each_page_says_for_whom_it_is(cast):
    edition = approved(cast)
    assert "Plain-language page What is" in page(read(edition, "lay")).words
    assert "(plain language)" in page(read(edition, "lay")).words
    assert "Clinicians’ page What is" in page(read(edition)).words


# On paper


def test_paper_says_which_text_it_is_and_where_it_is_kept(cast):
    edition = approved(cast)
    for response, audience in ((read(edition), "clinician"), (read(edition, "lay"), "lay"), (leaflet(edition), "lay")):
        address = f"http://testserver{edition.article.get_absolute_url()}?for={audience}"
        imprint = text(response).split('class="imprint"')[1].split("</section>")[0]
        for said in ("Edition 1, approved 2 March 2026", "Dr Reviewer and Dr Second Reviewer", edition.digest, address):
            assert said in imprint
        assert f'd="{qr_code(address).path}"' in imprint


def test_the_code_is_that_of_its_address():
    """Its strokes, put back on a grid, are the modules that the library makes."""
    address = "https://guidance.example/articles/how/?for=lay"
    made = QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=MASK)
    made.add_data(address)
    made.make()
    code, rows = qr_code(address), []
    for row in code.path.split("M")[1:]:
        modules = []
        for kind, length in re.findall(r"([hm])(\d+)", row):
            modules += [kind == "h"] * int(length)
        rows.append(modules + [False] * (code.size - len(modules)))
    assert rows == [[bool(module) for module in row] for row in made.modules]


# The leaflet


def test_a_clinician_can_give_the_plain_wording_to_a_patient(cast):
    edition = approved(cast)
    [link] = page(read(edition)).all("a", **{"class": "button", "href": "for-a-patient"})
    response = Client().get(link["href"])
    words = page(response).words
    assert response["Cache-Control"] == "public, max-age=60"
    for said in ("You drink water.", "Water helps.", "What this page does not cover Grown-ups.", "Call now."):
        assert said in words
    assert not [wrong for wrong in ("Give water.", "Water works.", "Adults.", "Call at once.") if wrong in words]
    assert page(response).all("link", rel="canonical")[0]["href"].endswith("?for=lay")


def test_a_leaflet_says_what_has_changed_beside_the_signed_text(cast):
    edition = approved(cast)
    workflow.warn(edition=edition, by=cast.chair, at=NOON, warning=Wording.of("Beware.", "Be careful."))
    retracted = {"standing": Standing.RETRACTED, "by": cast.editor, "at": NOON, "reason": "Withdrawn."}
    workflow.set_standing(reference=Reference.objects.get(), **retracted)
    shown = page(leaflet(edition))
    assert "Be careful." in shown.words
    assert "A source of this leaflet may no longer be relied on" in shown.words
    assert shown.words.count("A source of this: Retracted.") == 4
    assert not [link for link in shown.all("a") if link["href"].startswith("#ref")]


def test_nobody_is_handed_what_is_not_signed_or_not_worded(cast, settings):
    settings.LEUKO_SHOW_UNREVIEWED = True
    edition = factories.submitted(cast)
    assert leaflet(edition).status_code == 404
    assert "for-a-patient" not in text(read(edition))
    unworded = approved(cast, a_document(a_step("Give water.", lay="")))
    assert leaflet(unworded).status_code == 404  # its heading has a plain wording: that is no leaflet
    assert "for-a-patient" not in text(read(unworded))


def test_a_retired_article_has_no_leaflet(cast):
    edition = approved(cast)
    workflow.retire(edition=edition, by=cast.chair, at=NOON, reason="Overtaken.")
    assert leaflet(edition).status_code == 410


# How much is sent

draw = random.Random(60)
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xam", "bri", "ful"]
WORDS = ["".join(draw.choices(SYLLABLES, k=draw.randint(1, 4))) for _ in range(900)]


def prose(length: int) -> str:
    """As many words, no two sentences alike: it packs to about what English does."""
    return " ".join(draw.choices(WORDS, k=length)).capitalize() + "."


def sixty_steps() -> documents.Document:
    """In six sections, half of each drawn as a path; every step cites two of thirty sources, in both wordings."""
    sources = [a_reference(f"s{n}", csl={"title": prose(12), "DOI": f"10.5555/{n}"}) for n in range(30)]
    steps = [
        a_step(
            prose(25),
            lay=prose(30),
            key=f"{n}",
            action=Action.INFORM if n % 10 < 5 else Action.CONSIDER,
            line={6: 1, 7: 1, 8: 2}.get(n % 10),
            intervention=prose(2),
            citations=citing(f"s{n % 30}", f"s{n * 7 % 30}"),
        )
        for n in range(60)
    ]
    sections = tuple(a_section(*steps[n : n + 10], heading=prose(4)) for n in range(0, 60, 10))
    texts = {name: Wording.of(prose(45), prose(50)) for name in ("summary", "scope", "get_help")}
    return a_document(sections=sections, references=tuple(sources), **texts)


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_sixty_steps_stay_within_the_budget(cast):
    """25 kB for the page; 6 requests, and 60 kB for all but the page; nothing from elsewhere."""
    edition = approved(cast, sixty_steps())
    for audience in ("clinician", "lay"):
        response = read(edition, audience)
        shown = page(response)
        asked = [one["href"] for rel in ("icon", "stylesheet") for one in shown.all("link", rel=rel)]
        asked += [one["src"] for tag in ("script", "img") for one in shown.all(tag) if "src" in one]
        assert packed(response.content) <= 25_000, audience
        assert 1 + len(asked) <= 6
        assert all(address.startswith("/static/") for address in asked)
        rest = [finders.find(address.removeprefix("/static/")) for address in asked]
        assert sum(packed(Path(path).read_bytes()) for path in rest) <= 60_000
