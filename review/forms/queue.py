"""What to show of the queue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guidance.models import Topic
from guidance.vocabularies import Stage


class MemberChoice(forms.ModelChoiceField):
    """A board member's user, by name."""

    def label_from_instance(self, user: Any) -> str:
        return user.member.name


class QueueForm(forms.Form):
    """What to show of the queue, as its address says. What is not known here is left out, and named by ``unknown``."""

    section = forms.ChoiceField(required=False, label=_("Section"), widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, label=_("Words in the title"))
    stage = forms.ChoiceField(
        required=False, label=_("Stage"), choices=[("", _("Any")), *((one.value, one.label) for one in Stage)]
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(), required=False, to_field_name="slug", label=_("Topic"), empty_label=_("Any")
    )
    overdue = forms.ChoiceField(required=False, label=_("Due"), choices=[("", _("Any")), ("1", _("Overdue only"))])

    def __init__(self, *args: Any, sections: Any, reviewers: Any = None, **kwargs: Any) -> None:
        """``reviewers`` to choose from, None where who looks may not."""
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = sections
        if reviewers is not None:
            self.fields["reviewer"] = MemberChoice(
                reviewers, required=False, label=_("Reviewer"), empty_label=_("Anybody")
            )
            self.order_fields(["section", "q", "stage", "topic", "reviewer", "overdue"])

    # The three below stand in guidance.forms.library too: review imports no form of guidance.
    @property
    def unknown(self) -> list[str]:
        return [str(self.fields[name].label) for name in self.errors]

    def chosen(self) -> dict[str, Any]:
        """What is asked for and known."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def spelt(self) -> dict[str, str]:
        """The same, as an address has it."""
        return {name: self.data[name] for name in self.chosen()}
