"""What several forms ask for alike."""

from typing import Any

from django import forms

from guidance.rules import NotAllowed

LONG = {"rows": 3}  # of a text area


def day_field(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


def ask(rule: Any, *args: Any, **kwargs: Any) -> None:
    """Ask ``rule`` already while the form can still show what was typed: what it refuses is the field's fault."""
    try:
        rule(*args, **kwargs)
    except NotAllowed as refusal:
        raise forms.ValidationError(refusal.reason) from refusal
