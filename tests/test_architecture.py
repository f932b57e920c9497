"""Imports go down only. The table of layers, and what reads the sources by it, is tests/layers.py."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.layers import LAYERS, PLACES, faults, is_pure, place, template_faults

ROOT = Path(__file__).parents[1]


def tree() -> dict[str, str]:
    paths = (path for app in LAYERS for path in sorted((ROOT / app).rglob("*.py")))
    return {".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text() for path in paths}


def guidance_templates() -> dict[str, str]:
    folder = ROOT / "templates"
    paths = [folder / "base.html", *(folder / "guidance").rglob("*"), *(folder / "components").rglob("*")]
    return {str(path.relative_to(folder)): path.read_text() for path in paths if path.is_file()}


def test_every_module_imports_downwards_only():
    assert faults(tree()) == []


def test_a_guidance_template_loads_nothing_of_review():
    libraries = [path.stem for path in (ROOT / "review" / "templatetags").glob("[!_]*.py")]
    assert template_faults(guidance_templates(), libraries) == []


def test_each_name_has_one_place():
    assert len(PLACES) == len(re.findall(r"\S+", " ".join(LAYERS.values())))


def test_types_are_checked_in_every_pure_module():
    files = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["files"]
    checked = [name.removesuffix(".py").replace("/", ".") for name in files]
    modules = [name.removesuffix(".__init__") for name, source in tree().items() if source.strip()]
    assert [module for module in modules if is_pure(module) and not place(module, checked)] == []


# That the checker can be red, shown for good on small trees.

SOUND = {
    "guidance.__init__": "",
    "guidance.documents": "import json",
    "guidance.models.__init__": "from guidance.models.article import Article",
    "guidance.models.article": "from django.db import models\nfrom guidance import documents",
    "guidance.queries": "from guidance.models import Article",
    "guidance.editing.__init__": "from guidance import queries",
    "guidance.publishing": "from django.db import models",
    "guidance.references.lookup": "import django",
    "guidance.diff": "from . import documents",
    "review.stages": "from guidance.documents import Document",
    "review.notices": "from guidance import editing",
    "review.workflow": "from guidance import queries\nfrom review import stages",
    "leuko.urls": "from review import workflow\nfrom guidance import queries",
    "leuko.settings": "MIDDLEWARE = ['guidance.views.refusals.RefusalMiddleware']",
}


def test_a_sound_tree_has_no_faults():
    assert faults(SOUND) == []


UPWARD = {
    ("guidance.models.article", "import guidance.queries"),
    ("guidance.models.article", "from guidance import queries"),
    ("guidance.models.article", "from ..queries import draft"),
    ("guidance.models.__init__", "from .. import queries"),
    ("guidance.documents", "def f():\n    from guidance.models import Article"),
    ("guidance.queries", "if TYPE_CHECKING:\n    from guidance import editing"),
    ("guidance.references.csl", "from guidance.references import lookup"),
    ("review.stages", "from review.models import Event"),
}
BESIDE = {
    ("guidance.editing.steps", "from guidance import publishing"),
    ("guidance.views.reading", "from guidance.admin import site"),
    ("guidance.checks.wording", "from guidance import diff"),
    ("review.audit", "from review import notices"),
}
NAMING_REVIEW = {
    ("guidance.queries", "from review import stages"),
    ("guidance.queries", "import review"),
    ("guidance.views.desk", "import review.workflow as it"),
    ("guidance.apps", "import_module('review.models')"),
}
CLOSED = {
    ("review.views.edition", "from guidance.views import context"),
    ("review.workflow", "from guidance.management.commands import import_page"),
    ("review.queries", "import guidance.forms"),
}
IMPURE = {
    ("guidance.documents", "from django.conf import settings"),
    ("guidance.references.styles", "import django"),
    ("review.rules", "from simple_history import models"),
}


@pytest.mark.parametrize(
    ("module", "source", "sentence"),
    [
        *((*case, "it stands above it") for case in sorted(UPWARD)),
        *((*case, "it stands beside it") for case in sorted(BESIDE)),
        *((*case, "guidance never names review") for case in sorted(NAMING_REVIEW)),
        *((*case, "it is closed to review") for case in sorted(CLOSED)),
        *((*case, "it is pure") for case in sorted(IMPURE)),
        ("guidance.queries", "from leuko import settings", "guidance never names leuko"),
        ("leuko.settings", "from guidance import queries", "settings name no such module"),
        ("guidance.stray", "import json", "guidance.stray has no layer"),
        ("review.utils", "", "review.utils has no layer"),
        ("leuko.middleware", "", "leuko.middleware has no layer"),
    ],
)
def test_a_fault_is_named(module, source, sentence):
    (found,) = faults(SOUND | {module: source})
    assert found.startswith(module.removesuffix(".__init__"))
    assert sentence in found


@pytest.mark.parametrize("text", ["{% load board %}", "{% load reading board %}", "{% load tally from board %}"])
def test_a_tag_of_review_in_a_guidance_template_is_named(text):
    assert template_faults({"base.html": text}, ["board"]) == ["base.html loads board"]


def test_a_template_of_review_in_a_guidance_template_is_named():
    faulty = {"guidance/article.html": '{% include "review/_tally.html" %}'}
    assert template_faults(faulty, []) == ["guidance/article.html includes review/_tally.html"]


def test_a_guidance_template_may_link_to_a_page_of_review():
    assert template_faults({"base.html": '{% load static %}<a href="{% url "board" %}">'}, ["board"]) == []
