"""The state diagram is drawn from the table of transitions."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from guidance.vocabularies import Stage
from review.management.commands import draw_stages
from review.management.commands.draw_stages import BEGIN, END, diagram
from review.stages import DRAFT, TRANSITIONS, Act, Transition


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "workflow.md"
    path.write_text(f"Before é\n{BEGIN}old{END}After\n", encoding="utf-8")
    monkeypatch.setattr(draw_stages, "FILE", path)
    return path


def test_the_drawing_in_docs_is_of_the_stages_as_they_are():
    call_command("draw_stages", "--check")


def test_an_old_drawing_is_refused_and_left_alone(file):
    before = file.read_text()
    with pytest.raises(CommandError, match=r"run manage.py draw_stages\.") as refusal:
        call_command("draw_stages", "--check")
    assert refusal.value.returncode == 1
    assert file.read_text() == before


def test_only_the_drawing_is_written(file):
    call_command("draw_stages", stdout=io.StringIO())
    assert file.read_text() == f"Before é\n{BEGIN}{diagram(TRANSITIONS)}{END}After\n"
    call_command("draw_stages", "--check")


def test_a_file_without_a_place_for_it_is_left_alone(file):
    file.write_text(f"{BEGIN}")
    with pytest.raises(CommandError, match="lacks the two lines"):
        call_command("draw_stages")
    assert file.read_text() == BEGIN


def arrows(drawing: str) -> dict[tuple[str, str], str]:
    return {(a, b): said for a, b, said in re.findall(r"^ +(\S+) --> (\S+) : (.*)$", drawing, re.MULTILINE)}


def test_every_act_and_every_stage_is_drawn():
    drawn = arrows(diagram(TRANSITIONS))
    said = "<br/>".join(drawn.values())
    for transition in TRANSITIONS:
        assert re.search(rf"\b{transition.act.value}\b[^(]*\({re.escape(transition.by)}\)", said), transition.act
    assert {end for arrow in drawn for end in arrow} == {"draft", "[*]", *(stage.value for stage in Stage)}
    assert all(not re.search("[:;#]", words.replace("<br/>", "")) for words in drawn.values())


def test_the_ways_of_an_edition():
    drawn = arrows(diagram(TRANSITIONS))
    assert drawn["draft", "[*]"] == "discard (editor)"
    assert drawn["draft", "submitted"] == "submit (editor)"
    assert "sign (assigned reviewer)" in drawn["under_review", "approved"]
    assert drawn["under_review", "approved"].endswith("as soon as it settles")
    assert ("submitted", "approved") not in drawn  # nobody can sign there
    assert drawn["approved", "approved"] == "warn, review earlier (chair)"


def test_a_new_transition_changes_the_drawing():
    more = (*TRANSITIONS, Transition(Act.BEGIN, (Stage.RETURNED,), (Stage.SUBMITTED, DRAFT), "nobody"))
    drawn = arrows(diagram(more))
    assert drawn["returned", "submitted"] == drawn["returned", "draft"] == "begin (nobody)"
