"""What an editor says to the board with an edition."""

from typing import Any

from django import forms

from review.forms.fields import LONG


class SubmitForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    message = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs=LONG),
        label="Message to the board (optional)",
        help_text="What you would like them to look at.",
    )
    reaffirms = forms.BooleanField(required=False, label="Nothing has changed, and it is still right")

    def __init__(self, *args: Any, differs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if differs:
            del self.fields["reaffirms"]
