"""Who reviews, until when, and with what interests."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from review import rules
from review.forms.fields import LONG, ask, day_field
from review.stages import Interests


class DueForm(forms.Form):
    due_on = day_field(required=False, label=_("Due (optional)"))

    def clean_due_on(self) -> date | None:
        due_on = self.cleaned_data["due_on"]
        ask(rules.check_due, due_on, today=timezone.localdate())
        return due_on


class AssignForm(DueForm):
    """One day for all whom it assigns."""

    def __init__(self, *args: Any, reviewers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"] = forms.ModelMultipleChoiceField(
            reviewers, label=_("Reviewer"), error_messages={"required": _("Choose at least one member.")}
        )


class DeclareForm(forms.Form):
    interests = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (Interests.NONE, Interests.DECLARED)],
        widget=forms.RadioSelect,
        label="I declare",
        error_messages={"required": "Choose one: no interests, or interests that you name below."},
    )
    statement = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs=LONG),
        label="If you have any: which",
        help_text="Kept on the record.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("interests") == Interests.DECLARED and not data.get("statement"):
            self.add_error("statement", "Say what your interests are.")
        return data
