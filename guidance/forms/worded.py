"""Forms over rows that hold wordings."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from guidance.documents import Wording
from guidance.forms.meeting import MeetingForm
from guidance.models.wordings import WordingColumns

LABELS = {"clinician": _("for clinicians"), "lay": _("in plain language")}


class DraftForm(MeetingForm, forms.ModelForm):
    """Edits a row of a draft without saving it: ``changes()`` is what to hand to ``editing``.

    ``revision`` is that of the row as it was shown; a form that is shown again after somebody else's save
    carries the newer one.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    rows = 3

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("revision", self.instance.revision)
        self.worded = _worded(self._meta.model, self.fields)
        for name in self.worded:
            self._pair(name)

    def _pair(self, name: str) -> None:
        label = self.fields[f"{name}_clinician"].label.removesuffix(" clinician")
        for part, words in LABELS.items():
            field = self.fields[f"{name}_{part}"]
            field.label = f"{label}, {words}"
            field.widget.attrs["rows"] = self.rows

    def _post_clean(self) -> None:
        """The database refuses what breaks a constraint, and ``editing`` says which; to ask first is a query each."""
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()
        del self.instance.validate_constraints

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout(*self.layout())
        return helper

    def layout(self) -> list[Any]:
        """The fields in their order, the two texts of a wording side by side."""
        parts = {f"{name}_{part}": name for name in self.worded for part in LABELS}
        return [pair(parts[name]) if name in parts else name for name in self.fields if not name.endswith("_lay")]

    def changes(self) -> dict[str, Any]:
        """By column, or by the name of a wording, what was typed."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        for name in self.worded:
            data[name] = Wording(data.pop(f"{name}_clinician"), data.pop(f"{name}_lay"))
        return data

    def written(self) -> list[tuple[str, str, str]]:
        fields = [field for field in self.visible_fields() if field.name in self.cleaned_data]
        return [(str(field.label), self._saved(field.name), self._typed(field.name)) for field in fields]

    def _saved(self, name: str) -> str:
        if self.theirs._meta.get_field(name).many_to_many:
            return _list(getattr(self.theirs, name).all())
        return _words(self.theirs, name)

    def _typed(self, name: str) -> str:
        if self.instance._meta.get_field(name).many_to_many:
            return _list(self.cleaned_data[name])
        return _words(self.instance, name)

    @property
    def revision_shown(self) -> int:
        return self.cleaned_data.get("revision") or 0


def _words(row: Any, name: str) -> str:
    """What a column of ``row`` says to a person: of a choice, its label."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, list):
        return _list(value)
    return "" if value is None else str(value)


def _list(rows: Any) -> str:
    return ", ".join(sorted(map(str, rows)))


def pair(name: str) -> Div:
    """Clinician beside lay, one above the other on a phone."""
    return Div(Field(f"{name}_clinician"), Field(f"{name}_lay"), css_class="wording-fields")


def _worded(model: type, fields: Any) -> list[str]:
    wordings = [name for name, column in vars(model).items() if isinstance(column, WordingColumns)]
    return [name for name in wordings if f"{name}_clinician" in fields]
