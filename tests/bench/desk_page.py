"""The page on which a 200-step article is written, one step's save on it, and the checks alone."""

import time
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from guidance import checks, house, queries
from guidance.models import Article, Step
from tests import cast, factories
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing
from tests.pages import signed_in

SECTIONS, STEPS, ROUNDS = 20, 10, 5
HTMX = {"HX-Request": "true"}


def an_article(people: cast.Cast) -> Article:
    """Of 200 steps in 20 sections, each with a condition and a source of its own."""
    numbers = range(SECTIONS * STEPS)
    sources = tuple(a_reference(f"source {n}", csl={"DOI": f"10.5555/desk-{n}"}) for n in numbers)
    steps = [
        a_step(
            f"Give drug {n} at once, {n} mg twice a day for three days, and measure the level on day {n}.",
            lay=f"Take medicine {n} right away, {n} mg twice a day for three days. Your level is then measured.",
            citations=citing(f"source {n}"),
        )
        for n in numbers
    ]
    sections = (a_section(*steps[n::SECTIONS], heading=f"Part {n}") for n in range(SECTIONS))
    return factories.article(people, a_document(sections=tuple(sections), references=sources))


def best(act: Callable[[], object]) -> float:
    """Milliseconds, of the quickest of some rounds: what else the machine did is not counted."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        act()
        times.append(time.perf_counter() - begin)
    return 1000 * min(times)


def main() -> None:
    people = cast.assemble()
    article = an_article(people)
    editor, page = signed_in(people.editor), reverse("desk-article", args=[article.slug])
    document = queries.draft(article)
    print(f"desk page, {SECTIONS * STEPS} steps: the best of {ROUNDS}")
    print(f"  whole page {best(lambda: editor.get(page)):6.0f} ms, {len(editor.get(page).content)} bytes")
    print(f"  one save   {best(lambda: save(editor, article)):6.0f} ms")
    drawn = save(editor, article)
    size = len(editor.get(drawn, headers=HTMX).content)
    print(f"  then drawn {best(lambda: draw(editor, drawn)):6.0f} ms, {size} bytes")
    print(f"  checks     {best(lambda: checks.run(document, house.targets())):6.0f} ms")


def save(editor: Client, article: Article) -> str:
    """Of the first step's clinician text, as its form sends it; where htmx is told to read what has changed."""
    step = Step.objects.filter(section__article=article)[0]
    [cited] = step.citations.all()
    typed = {name: getattr(step, name) for name in ("text_lay", "action", "strength", "certainty", "revision")}
    typed |= {"text_clinician": f"{step.text_clinician} Again.", "citations-TOTAL_FORMS": 1}
    typed |= {"citations-INITIAL_FORMS": 1, "citations-0-pk": cited.pk, "citations-0-reference": cited.reference.key}
    typed |= {f"citations-0-{name}": getattr(cited, name) for name in ("marker", "locator", "quote", "access")}
    address = reverse("desk-step", args=[article.slug, step.key])
    response = editor.post(address, typed, headers=HTMX)
    if response.status_code != 302:
        raise SystemExit(f"{address} was not saved")
    return response["Location"]


def draw(editor: Client, address: str) -> None:
    """The step that was saved, and all findings."""
    if not editor.get(address, headers=HTMX)["HX-Retarget"].startswith("#words-"):
        raise SystemExit(f"{address} is not drawn")
