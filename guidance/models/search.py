"""What search looks in: made from approved editions, and made again from them at any time (`index_guidance`)."""

from django.db import models
from django.db.models import Q

from guidance.models.constraints import one_of
from guidance.models.edition import Edition
from guidance.vocabularies import Action, NameKind, PassageKind, Stage, Strength

# Of an entry: what it holds may be shown. What is approved no longer is taken out at once; this says so once more.
STANDING = Q(edition=None) | Q(edition__stage=Stage.APPROVED.value)


class Entry(models.Model):
    """An article as search knows it. ``edition`` is None only while `evaluate_search` has others' documents in here,
    in a transaction that is rolled back; ``name`` is the article's key, or what such a document is called there.
    """

    name = models.CharField(max_length=200, unique=True)
    edition = models.OneToOneField(Edition, models.CASCADE, null=True, related_name="entry")
    steps = models.PositiveIntegerField(default=0, help_text="How many it has: they need not be counted to search.")

    def __str__(self) -> str:
        return self.name


class Passage(models.Model):
    """One thing that can be found: an article, a step of it, a source or a term. ``shown`` is it by audience."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=200, blank=True, default="", help_text="Of the step, the source or the term.")
    position = models.PositiveIntegerField(default=0)
    aspects = models.CharField(max_length=200, blank=True, default="", help_text="What it says something of.")
    action = models.CharField(max_length=8, choices=Action.choices(), blank=True, default="")
    strength = models.CharField(max_length=14, choices=Strength.choices(), default=Strength.NOT_GRADED.value)
    shown = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "kind", "key"], name="a_passage_is_found_once"),
            one_of("kind", PassageKind, "a_passage_is_of_a_known_kind"),
            one_of("action", Action, "a_passage_does_a_known_action"),
            one_of("strength", Strength, "a_passage_has_a_known_strength"),
        ]


class Posting(models.Model):
    """That a passage has a word. ``weight``: what that adds to a score, in thousandths, before its rarity counts."""

    kind = models.CharField(max_length=8, help_text="The passage's.")
    stem = models.CharField(max_length=64)
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="postings")
    weight = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "stem", "passage", "weight"], name="passages_by_word")]


class Name(models.Model):
    """What an article, or a term in its glossary, is called: the stems of its words, joined by spaces."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=8)
    stems = models.CharField(max_length=600)
    key = models.CharField(max_length=200, blank=True, default="", help_text="Of the term whose name it is.")

    class Meta:
        constraints = [one_of("kind", NameKind, "a_name_is_of_a_known_kind")]
        indexes = [models.Index(fields=["stems", "kind"], name="entries_by_name")]


class Word(models.Model):
    """A word as it is written somewhere, for who began to type it or slipped. It may outlive its last passage."""

    word = models.CharField(max_length=64, primary_key=True)
    stem = models.CharField(max_length=64)
