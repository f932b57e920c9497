"""What of a site is carried, table by table, and what is left behind and why.

A row is called by an address that holds no row id: the values of its key, or all of them in a list where there are
several. What a key's relation stands for is written out: an edition is called ["<the article's key>", 2].
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Collate

from guidance.models import (
    Acceptance,
    Allowance,
    Article,
    Awaited,
    Citation,
    Contribution,
    DraftContributor,
    Edition,
    EditionReference,
    Entry,
    FormerSlug,
    Import,
    ImportRecord,
    ListedReference,
    Member,
    Name,
    Passage,
    Posting,
    Question,
    Reference,
    Report,
    Section,
    SignOff,
    Step,
    Tally,
    Term,
    Topic,
    Word,
)
from review.models import Assignment, Comment, Event, Invitation, Notice

COUNTED = "#"
HISTORY = "history_date history_type history_change_reason history_user"


@dataclass(frozen=True)
class Table:
    """The rows of one model, a line each.

    ``key`` tells rows apart; a # in it is their number within what stands before it, in the order they were made.
    Lines stand in the order of their key; or where ``within`` is given, a path to what the row belongs to, in the
    order of that, and then as they were made, for that order is a part of a draft and of what readers see.
    A table of history is ``of`` another, in the order in which it happened.
    """

    model: type[models.Model]
    fields: str = ""
    key: str = ""
    within: str = ""
    of: type[models.Model] | None = None

    @property
    def file(self) -> str:
        return f"{self.model._meta.label_lower}.jsonl"

    @property
    def is_counted(self) -> bool:
        return COUNTED in self.key.split()

    @property
    def columns(self) -> list[models.Field]:
        return [field for field in self._carried() if not field.many_to_many]

    @property
    def many(self) -> list[models.ManyToManyField]:
        return [field for field in self._carried() if field.many_to_many]

    @property
    def names(self) -> set[str]:
        """What each line holds, no more and no less."""
        return {*self.fields.split(), *(["number"] if self.is_counted else []), *(["of"] if self.of else [])}

    def _carried(self) -> Iterator[models.Field]:
        return (self.model._meta.get_field(name) for name in self.fields.split())

    def rows(self) -> models.QuerySet:
        """All rows, in the order of the lines."""
        paths = [self.within] if self.within else [name for name in self.key.split() if name != COUNTED]
        leaves = [leaf for path in paths for leaf in _leaves(self.model, path)]
        return self.model._base_manager.order_by(*(_by(path, field) for path, field in leaves), "pk")


def _leaves(model: type[models.Model], path: str) -> Iterator[tuple[str, models.Field]]:
    """The columns that ``path`` comes to: of a relation, those of the key of what it leads to."""
    name, _, rest = path.partition("__")
    field = model._meta.get_field(name)
    if not field.is_relation:
        yield path, field
        return
    there = field.related_model
    for further in [rest] if rest else TABLE[there].key.split():
        yield from ((f"{name}__{leaf}", column) for leaf, column in _leaves(there, further))


def _by(path: str, field: models.Field) -> models.expressions.Expression:
    """Sorted alike by every engine: text by its bytes."""
    collation = "C" if connection.vendor == "postgresql" else "BINARY"
    return Collate(path, collation) if isinstance(field, models.CharField) else F(path)


def _wordings(*names: str) -> str:
    return " ".join(f"{name}_{part}" for name in names for part in ("clinician", "lay", "basis"))


# Each after those that its rows name; a row may name another of its own table, before or after it.
TABLES = (
    Table(Group, "name permissions", key="name"),
    Table(
        User,
        "username first_name last_name email is_active is_staff is_superuser date_joined groups user_permissions",
        key="username",
    ),
    Table(Member, "user name role specialty interests is_public notices", key="user"),
    Table(
        Invitation,
        "key email name role specialty invited_by invited_at accepted_by accepted_at withdrawn_by withdrawn_at",
        key="key",
    ),
    Table(
        Reference,
        "key kind in_house csl title year doi pmid words likeness standing superseded_by merged_into revision",
        key="key",
    ),
    Table(Term, "key term abbreviations synonyms plain_name definition revision", key="key"),
    Table(Topic, "name slug parent", key="slug"),
    Table(
        Article,
        f"key slug title {_wordings('summary', 'scope', 'get_help', 'change_note', 'warning')} warned_at"
        " unplaced topics next_review_on replaced_by author created_at updated_at revision",
        key="key",
    ),
    Table(FormerSlug, "slug article", key="slug"),
    Table(Section, f"article parent position {_wordings('heading')} kind revision", key="article #", within="article"),
    Table(
        Step,
        f"key section parent position {_wordings('text', 'applies_when')} action intervention line strength certainty"
        " revision",
        key="key",
        within="section__article",
    ),
    Table(
        Citation,
        "step reference marker confirmed position quote locator access",
        key="step #",
        within="step",
    ),
    Table(ListedReference, "article reference position", within="article"),
    Table(DraftContributor, "article user edition_number", key="article user"),
    Table(Acceptance, "article code step_key words reason by at", within="article"),
    Table(
        Edition,
        "article number document digest stage submitted_by submitted_at began_at approved_at closed_at reason message"
        " reaffirms",
        key="article number",
    ),
    Table(EditionReference, "edition reference", key="edition reference"),
    Table(Contribution, "edition user", key="edition user"),
    Table(
        Assignment,
        "edition reviewer assigned_by assigned_at due_on interests statement declared_at opened_at released_at",
        within="edition",
    ),
    Table(SignOff, "edition reviewer meaning digest remark interests checklist signed_at name role", within="edition"),
    Table(
        Comment,
        "edition author at step_key quoted body blocking thread lifted_by lifted_at lifted_because",
        key="edition #",
        within="edition",
    ),
    Table(Event, "article position edition_number action actor at payload previous hash", key="article position"),
    Table(Question, "text words audience article asked first_asked_at last_asked_at answered_by", key="words"),
    Table(Awaited, "question address", key="question address"),
    Table(Tally, "outcome times", key="outcome"),
    Table(
        Report,
        "article edition_number step_key audience text address reported_at stage handled_by handled_at answer told_at",
        within="article",
    ),
)
HISTORIES = tuple(
    Table(table.model.history.model, " ".join([*(column.name for column in table.columns), HISTORY]), of=table.model)
    for table in TABLES
    if hasattr(table.model, "history")
)
# There in every database that was migrated: called by their names, never carried.
STANDING = (Table(ContentType, key="app_label model"), Table(Permission, key="content_type codename"))
TABLE = {table.model: table for table in (*TABLES, *STANDING)}

# By app, by model, or by model and field.
LEFT_OUT = {
    "account": "allauth's list of addresses: here an account has one, its user's",
    "admin": "the log of /admin/, which speaks of row ids",
    "axes": "wrong tries at signing in",
    "mfa": "secrets; whoever had an authenticator sets up another",
    "sessions": "whoever is signed in signs in again",
    "auth.User.password": "a secret; whoever is taken in has none, and signs in by an e-mailed code or asks for one",
    "auth.User.last_login": "of the site that was left",
    "guidance.Article.references": "the rows of ListedReference",
    "guidance.Edition.references": "the rows of EditionReference",
    Allowance._meta.label: "what was sent within the hour, counted for nobody who could be named",
    Import._meta.label: "work under way; what is in already is among the references, and the file can be given again",
    ImportRecord._meta.label: "the records of such work",
    **dict.fromkeys(
        (model._meta.label for model in (Entry, Passage, Posting, Name, Word)),
        "what search looks in; made again from what is approved",
    ),
    Notice._meta.label: "letters of the site that was left: what it has not sent it sends, and nothing is sent twice",
}


def carried(*, history: bool) -> tuple[Table, ...]:
    return (*TABLES, *HISTORIES) if history else TABLES
