"""A topic: its name, and where it stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guidance import queries
from guidance.models import Topic

TOP = _("at the top")


def placed(topic: Topic) -> str:
    """“Neurology › Infections”; of one on top, its name."""
    return f"{topic.parent} › {topic}" if topic.parent else str(topic)


class TopicChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Topic) -> str:
        return placed(obj)


class TopicsChoice(forms.ModelMultipleChoiceField):
    """Topics to tick, each followed by those below it."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Topic) -> str:
        return placed(obj)


class TopicForm(forms.Form):
    name = forms.CharField(max_length=100, label=_("Name"))
    parent = forms.ModelChoiceField(
        Topic.objects.filter(parent=None), required=False, label=_("Under"), empty_label=TOP
    )

    def __init__(self, *args: Any, topic: Topic | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if topic:
            self.fields["parent"].queryset = Topic.objects.filter(parent=None).exclude(pk=topic.pk)


class MergeForm(forms.Form):
    into = TopicChoice(Topic.objects.none(), label=_("Merge it into"), empty_label=None)

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = queries.all_topics().exclude(pk=topic.pk)
