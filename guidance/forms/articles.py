"""An article's own texts, and pages pasted in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guidance import queries
from guidance.forms.topics import TopicsChoice
from guidance.forms.worded import DraftForm
from guidance.models import Article, Section
from guidance.vocabularies import SectionKind


class ArticleForm(DraftForm):
    topics = TopicsChoice(queries.all_topics(), required=False)

    class Meta:
        model = Article
        fields = [
            "title",
            *(
                f"{name}_{part}"
                for name in ("summary", "scope", "get_help", "change_note")
                for part in ("clinician", "lay")
            ),
            "topics",
        ]
        labels = {
            "title": _("Question"),
            "summary_clinician": _("Bottom line"),
            "scope_clinician": _("What it does not cover"),
            "get_help_clinician": _("When to call for help"),
            "change_note_clinician": _("What is new in this edition"),
        }
        help_texts = {
            "title": _("The clinical question this article answers."),
            "summary_clinician": _("The answer, in two or three sentences."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.fields["topics"].queryset.exists():
            del self.fields["topics"]


class NewArticleForm(forms.ModelForm):
    class Meta:
        model = Article
        fields = ["title"]
        help_texts = {"title": _("The clinical question it answers, as a reader would ask it.")}


class SectionForm(DraftForm):
    rows = 2

    class Meta:
        model = Section
        fields = ["heading_clinician", "heading_lay", "kind"]

    kind = forms.ChoiceField(choices=SectionKind.choices())

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heading_clinician"].required = True


class PageForm(forms.Form):
    """The plain text of an answer page, pasted or as a file."""

    text = forms.CharField(
        required=False,
        strip=False,
        label=_("The page, as plain text"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_("Open the page, select all of it, copy, and paste it here."),
    )
    file = forms.FileField(required=False, label=_("Or a text file"))

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if not (data.get("text") or "").strip() and not data.get("file"):
            raise forms.ValidationError(_("Paste the text of a page, or choose a file that holds it."))
        return data


class DocumentForm(forms.Form):
    file = forms.FileField(label=_("A leuko document (JSON)"))


class CompareForm(forms.Form):
    """Two documents: of one article, or one of them from a file. “” stands for the draft."""

    old = forms.ChoiceField(required=False, label=_("From"))
    file = forms.FileField(required=False, label=_("Or from a leuko document (JSON)"))
    new = forms.ChoiceField(required=False, label=_("To"))

    def __init__(self, *args, article: Article, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        numbers = list(article.editions.order_by("-number").values_list("number", flat=True))
        editions = [(str(number), _("Edition %(number)d") % {"number": number}) for number in numbers]
        self.fields["old"].choices = [*editions, ("", _("The draft"))]
        self.fields["new"].choices = [("", _("The draft")), *editions]
