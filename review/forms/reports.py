"""What an editor answers to a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from review.forms.fields import LONG


class AnswerForm(forms.Form):
    """What an editor answers a reader; ``is_awaited`` where the reader left an address for it."""

    answer = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs=LONG), label=_("What became of it")
    )

    def __init__(self, *args: Any, is_awaited: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].help_text = (
            _("The reader is sent this, once; then their address is deleted.") if is_awaited
            else _("For the other editors: the reader left no address.")
        )  # fmt: skip
