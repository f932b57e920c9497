"""A step: written, split in two, and what may stand of it."""

import re
from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from guidance import documents
from guidance.documents import Wording
from guidance.forms.cited import CitationFormSet
from guidance.forms.meeting import Both, MeetingForm, both
from guidance.forms.worded import LABELS, DraftForm, pair
from guidance.models import Step
from guidance.vocabularies import Action, Certainty, Strength

AS_TYPED = '{% include "guidance/desk/_as_typed.html" %}'


class StepForm(DraftForm):
    action = forms.ChoiceField(choices=Action.choices(), required=False)
    line = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=99,
        label=_("Line of therapy"),
        help_text=_("1 is the first line of therapy."),
    )
    strength = forms.ChoiceField(choices=Strength.choices(), label=_("Strength (GRADE)"))
    certainty = forms.ChoiceField(choices=Certainty.choices(), label=_("Certainty (GRADE)"))

    class Meta:
        model = Step
        fields = [
            "applies_when_clinician",
            "applies_when_lay",
            "text_clinician",
            "text_lay",
            "action",
            "intervention",
            "line",
            "strength",
            "certainty",
        ]
        labels = {
            "text_clinician": _("Statement"),
            "applies_when_clinician": _("When it applies"),
        }
        help_texts = {"applies_when_clinician": _("The condition, if it applies only then: “In people with HIV”.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text_clinician"].required = True
        for part in ("clinician", "lay"):
            self.fields[f"applies_when_{part}"].widget.attrs["rows"] = 1

    def layout(self) -> list[Any]:
        facts = Div("action", "intervention", "line", "strength", "certainty", css_class="fact-fields")
        return [pair("text"), HTML(AS_TYPED), pair("applies_when"), facts, "revision"]

    def value(self, key: str, citations: CitationFormSet) -> documents.Step:
        """What was typed of the step ``key``, which cites what the forms beside it say."""
        data = self.changes()
        return documents.Step(
            key=key,
            text=data["text"],
            action=Action(data["action"]),
            applies_when=data["applies_when"],
            intervention=data["intervention"],
            line=data["line"],
            strength=Strength(data["strength"]),
            certainty=Certainty(data["certainty"]),
            citations=tuple(value for _pk, value in citations.values()),
        )


class SplitForm(MeetingForm, forms.Form):
    """The two wordings that one becomes. Beside what somebody else has saved of the one stand both halves as one."""

    first_clinician = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), label=_("First step, for clinicians"))
    first_lay = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), label=_("First step, in plain language"), required=False
    )
    second_clinician = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), label=_("Second step, for clinicians"))
    second_lay = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), label=_("Second step, in plain language"), required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout(pair("first"), pair("second"), "revision")
        return helper

    def half(self, name: str) -> Wording:
        """The wording called “first” or “second”, as typed."""
        return Wording(self.cleaned_data[f"{name}_clinician"], self.cleaned_data[f"{name}_lay"])

    def written(self) -> list[tuple[str, str, str]]:
        halves = [self.half(name) for name in ("first", "second")]
        whole = {part: " ".join(getattr(half, part).strip() for half in halves) for part in LABELS}
        return [
            (f"{_('Statement')}, {words}", getattr(self.theirs.text, part), whole[part])
            for part, words in LABELS.items()
        ]

    @property
    def revision_shown(self) -> int:
        return self.cleaned_data.get("revision") or 0


def parted(step: Step) -> dict[str, Any]:
    """The two texts of ``step``, each cut in two, as the form takes them."""
    halves = {part: cut(getattr(step, f"text_{part}")) for part in LABELS}
    texts = {f"{name}_{part}": halves[part][n] for n, name in enumerate(("first", "second")) for part in LABELS}
    return texts | {"revision": step.revision}


def cut(text: str) -> tuple[str, str]:
    """``text`` in two, after the sentence that ends nearest to its middle; of one sentence, between two words."""
    ends = [re.finditer(pattern, text) for pattern in (r"(?<=[.!?;])\s+", r"\s+")]
    places = next(filter(None, ([match.end() for match in found] for found in ends)), [len(text)])
    place = min(places, key=lambda place: abs(place - len(text) / 2))
    return text[:place].rstrip(), text[place:]


class AcceptForm(forms.Form):
    """Why a warning or hint may stand."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("Why it may stand"),
        help_text=_("The board reads this. It lapses when the words change."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    moved_on: Sequence[Both] = ()

    @property
    def revision_shown(self) -> int | None:
        """Of the step that the finding is about, as it was when the form was shown; None of what is about no step."""
        return self.cleaned_data["revision"]

    def look_again(self, now: Step, seen: Any) -> None:
        """Somebody has changed the step since: show what it says ``now`` beside what was ``seen``, a line of its
        history (None where nobody knows), and accept, when it is sent again, what it says now.
        """
        self.data = self.data.copy()
        self.data["revision"] = now.revision
        texts = [(label, getattr(now, name), getattr(seen, name, "")) for name, label in _looked_at().items()]
        self.moved_on = [both(label, text, before) for label, text, before in texts if text != before]


def _looked_at() -> dict[str, str]:
    """The columns of a step that a finding is about, with their labels."""
    named = {"text": _("Statement"), "applies_when": _("When it applies")}
    return {f"{stem}_{part}": f"{name}, {words}" for stem, name in named.items() for part, words in LABELS.items()}
