"""What ends a round or an edition, or shortens its time, and what warns of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guidance.documents import Wording
from guidance.models import Article
from review import rules
from review.forms.fields import LONG, ask, day_field


class ReasonForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs=LONG), error_messages={"required": "Give a reason: it stays on the record."}
    )


class RetireForm(ReasonForm):
    replaced_by = forms.ModelChoiceField(Article.objects.none(), required=False, label="Read this instead (optional)")

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Readers are shown it."
        self.fields["replaced_by"].queryset = others


class ReviewEarlierForm(forms.Form):
    next_review_on = day_field(label=_("Review again by"))
    reason = forms.CharField(
        required=False, widget=forms.Textarea(attrs=LONG), label=_("Why (optional)"), help_text=_("Kept on the record.")
    )

    def __init__(self, *args: Any, than: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.than = than

    def clean_next_review_on(self) -> date:
        day = self.cleaned_data["next_review_on"]
        ask(rules.check_earlier, day, than=self.than, today=timezone.localdate())
        return day


class WarnForm(forms.Form):
    clinician = forms.CharField(required=False, widget=forms.Textarea(attrs=LONG), label="Warning, for clinicians")
    lay = forms.CharField(required=False, widget=forms.Textarea(attrs=LONG), label="Warning, in plain language")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for part, other in (("clinician", "lay"), ("lay", "clinician")):
            if data.get(part) and not data.get(other):
                self.add_error(other, "Write the warning in both wordings: every reader must be able to read it.")
        return data

    def warning(self) -> Wording:
        return Wording.of(self.cleaned_data["clinician"], self.cleaned_data["lay"])
