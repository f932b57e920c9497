"""A step and what it cites."""

from typing import Any

from crispy_forms.layout import Div
from django import forms

from guidance import documents
from guidance.forms.worded import DraftForm, pair
from guidance.models import Citation, Reference, Step
from guidance.vocabularies import Access, Action, Certainty, Strength


class StepForm(DraftForm):
    action = forms.ChoiceField(choices=Action.choices(), required=False)
    strength = forms.ChoiceField(choices=Strength.choices(), label="Strength (GRADE)")
    certainty = forms.ChoiceField(choices=Certainty.choices(), label="Certainty (GRADE)")

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
            "text_clinician": "Statement",
            "applies_when_clinician": "When it applies",
            "line": "Line of therapy",
        }
        help_texts = {"applies_when_clinician": "The condition, if it applies only then: “In people with HIV”."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text_clinician"].required = True
        for part in ("clinician", "lay"):
            self.fields[f"applies_when_{part}"].widget.attrs["rows"] = 1

    def layout(self) -> list[Any]:
        facts = Div("action", "intervention", "line", "strength", "certainty", css_class="fact-fields")
        return [pair("text"), pair("applies_when"), facts, "revision"]


class CitationForm(forms.Form):
    """One citation of a step; a row that is left empty says nothing."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reference = forms.ModelChoiceField(
        Reference.objects.none(),
        required=False,
        to_field_name="key",
        empty_label="(points at nothing yet)",
        label="Source",
    )
    marker = forms.CharField(
        required=False, max_length=20, label="Marker", help_text="As the page it came from printed it."
    )
    locator = forms.CharField(required=False, max_length=200, label="Where in it", help_text="Page, table or section.")
    quote = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Its own words",
        help_text="The sentence of the source that this rests on.",
    )
    access = forms.ChoiceField(choices=Access.choices(), required=False, label="What was read")

    def __init__(self, *args: Any, references: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].queryset = references

    @property
    def says_something(self) -> bool:
        data = self.cleaned_data
        return not data.get("DELETE") and bool(data.get("reference") or data.get("marker") or data.get("quote"))

    def value(self) -> tuple[int | None, documents.Citation]:
        """The row's id and what it should say; a source that a person picked here is confirmed."""
        data = self.cleaned_data
        return data["pk"], documents.Citation(
            reference=str(data["reference"].key) if data["reference"] else None,
            marker=data["marker"],
            confirmed=not self.initial or "reference" in self.changed_data or self.initial["confirmed"],
            quote=data["quote"],
            locator=data["locator"],
            access=Access(data["access"] or Access.NOT_RECORDED),
        )


class CitationFormSet(forms.BaseFormSet):
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove this citation"

    def values(self) -> list[tuple[int | None, documents.Citation]]:
        return [form.value() for form in self.forms if form.says_something]


CitationForms = forms.formset_factory(CitationForm, formset=CitationFormSet, extra=1, can_delete=True)


def initial(citations: list[Citation]) -> list[dict[str, Any]]:
    """What the rows say, as the formset takes it."""
    return [
        {
            "pk": row.pk,
            "reference": row.reference,
            "marker": row.marker,
            "locator": row.locator,
            "quote": row.quote,
            "access": row.access,
            "confirmed": row.confirmed,
        }
        for row in citations
    ]
