"""What README and docs say, held against what is there."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

pytestmark = pytest.mark.any_database
ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OURS = sorted(name for name, app in get_commands().items() if app in ("guidance", "review"))
WRITTEN = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
ROW = re.compile(r"^\| (`.*?) (?<!\\)\|", re.MULTILINE)
ASKING = ("env.", "os.environ.get", "switch", "whole_number", "share", "sentences")


def rows(text: str) -> list[str]:
    """The first cell of each row that begins with code, without its marks."""
    return [cell.replace("\\|", "|").replace("`", "") for cell in ROW.findall(text)]


def variables() -> set[str]:
    """What the settings ask the environment for."""
    tree = ast.parse((ROOT / "leuko" / "settings.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    asked = [call.args[0] for call in calls if ast.unparse(call.func).startswith(ASKING)]
    return {name.value for name in asked if isinstance(name, ast.Constant)}


def test_every_setting_is_told():
    told = rows((ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    assert sorted(told) == sorted(variables())


def test_every_command_is_told():
    told = [row.split()[0] for row in rows(README)]
    assert sorted(set(told) & set(OURS)) == OURS


@pytest.mark.parametrize("row", [row for row in rows(README) if row.split()[0] in OURS])
def test_a_command_has_the_options_that_are_told(row):
    name, *words = row.split()
    options = {option for action in parser(name)._actions for option in action.option_strings}
    assert set(re.findall(r"--[a-z-]+", " ".join(words))) <= options


@pytest.mark.parametrize("name", OURS)
def test_a_command_says_what_it_and_each_of_its_words_is_for(name):
    assert parser(name).description.strip().endswith(".")
    silent = [action.dest for action in parser(name)._actions if not action.help]
    assert silent == []


def parser(name: str):
    return load_command_class(get_commands()[name], name).create_parser("manage.py", name)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_a_link_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


def test_what_changed_is_told_under_one_heading_each():
    headings = re.findall(r"^- \*\*(.+?)\*\*", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [heading for heading in headings if headings.count(heading) > 1] == []
