"""A site written out and taken in: nothing is lost, nothing is let out, and a broken export is refused whole."""

import hashlib
import json
import os
import random
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from guidance import documents, editing, feedback, queries
from guidance.models import Article, Edition, Member, Question, Reference, Report, SignOff, Step, Topic
from guidance.roles import Role
from guidance.rules import NotAllowed
from guidance.vocabularies import Outcome
from review import invitations, record, transfer, workflow
from review.models import Assignment
from review.transfer import exporting
from review.transfer.manifest import FORMAT, NAME
from review.transfer.tables import LEFT_OUT, STANDING, TABLE, TABLES, carried
from tests import factories
from tests.cast import NOON, PASSWORD, ROLES, Cast, assemble, later, person
from tests.guidance import drafts
from tests.review.forging import WARNING, everything, undone

# What a_site() is exported to, on either engine: the digest of all its files. Where the format has changed, raise
# FORMAT and put the new digest here; where only the tests' content has, the digest alone.
DIGEST = "9b4e240381dcc56c0cfa756160d8a0c85ae13acfb1884312ab6ad5f05a7a5eff"


# A site with something in every column


def a_site() -> None:
    """The same whenever it is made, but for row ids."""
    with mock.patch.object(os, "urandom", random.Random(4).randbytes):  # where keys come from
        cast = assemble()
        editing.discard_article(article=factories.article(cast, factories.sound_document()), by=cast.editor, at=NOON)
        readers(cast, everything(cast))
        editors(cast)
        accounts(cast)
        live = factories.approved(cast)
        workflow.warn(edition=live, by=cast.chair, at=later(), warning=WARNING)
        factories.submitted(cast, live.article, reaffirms=True)
    Assignment.objects.filter(interests="none").update(opened_at=later())


def editors(cast: Cast) -> None:
    """A draft in which much was moved and deleted, and what it rests on."""
    article, who = drafts.an_article(cast), {"by": cast.editor, "at": later()}
    said = {"unplaced": "Advertisement."}
    for name in ("change_note", "get_help", "scope", "summary"):
        said |= {f"{name}_clinician": "In short.", f"{name}_lay": "Shortly.", f"{name}_basis": "0" * 64}
    Article.objects.filter(pk=article.pk).update(**said)
    for act in ("accept_finding", "add_step", "confirm_reference", "move_section", "rename_article", "delete_step"):
        drafts.ON_THE_ARTICLE[act](article, **who)
    drafts.ELSEWHERE["change_reference"](article, **who)
    editing.save_term(value=documents.Term("", "water", ("H2O",), ("aqua",), "what is drunk", "A drink."), **who)
    parent = Topic.objects.create(name="White matter", slug="white-matter")
    article.topics.add(parent, Topic.objects.create(name="An infection", slug="infection", parent=parent))
    told = {"applies_when_clinician": "In fever.", "applies_when_lay": "When hot.", "applies_when_basis": "0" * 64}
    step = drafts.step(article, "Give water.")
    Step.objects.filter(pk=step.pk).update(intervention="water", line=1, **told)
    step.citations.update(quote="Water helped.", locator="p. 7")
    Step.objects.filter(section__article=article).update(position=0)  # then they stand as they were made
    spare, cohort = drafts.source("spare"), drafts.source("cohort")
    Reference.objects.filter(pk=spare.pk).update(superseded_by=cohort, pmid="1", year=2020, likeness="thespare|2020|")
    Reference.objects.filter(pk=cohort.pk).update(merged_into=spare)


def readers(cast: Cast, article: Article) -> None:
    said = {"words": hashlib.sha256(b"water").hexdigest(), "first_asked_at": NOON, "last_asked_at": later()}
    asked = Question.objects.create(text="How much?", audience="lay", article=article, answered_by=article, **said)
    feedback.tell(question=asked, address="asker@example.org")
    feedback.count(Outcome.ANSWERED)
    feedback.count(Outcome.ANSWERED)
    Report.objects.create(
        article=article, edition_number=2, step_key=Step.objects.first().key, text="A typing error.",
        reported_at=NOON, stage="done", handled_by=cast.editor, handled_at=later(), answer="Mended.",
        address="reader@example.org", told_at=later(2),
    )  # fmt: skip


def accounts(cast: Cast) -> None:
    asked = {"name": "Dr New", "role": "Neurologist", "specialty": "Neurology", "by": cast.chair, "at": NOON}
    invitations.withdraw(invitation=invitations.invite(email="one@example.org", **asked), by=cast.chair, at=later())
    invited = invitations.invite(email="two@example.org", **asked)
    type(invited).objects.filter(pk=invited.pk).update(accepted_by=cast.third_reviewer, accepted_at=later())
    User.objects.update(date_joined=NOON)
    Member.objects.filter(user=cast.chair).update(interests="None.")
    User.objects.filter(username="stranger").update(is_active=False, first_name="Ann", last_name="Ünal")
    cast.stranger.user_permissions.add(*Permission.objects.filter(codename__in=["add_topic", "change_topic"]))
    Group.objects.create(name="Librarians").permissions.add(Permission.objects.get(codename="view_term"))


def seen() -> dict[str, object]:
    """What must be the same wherever the site is, beside the bytes of an export."""
    return {
        "drafts": {str(row.key): documents.to_json(queries.draft(row)) for row in Article.objects.all()},
        "stages": sorted(Edition.objects.values_list("article__key", "number", "stage", "closed_at")),
        "signed": [*SignOff.objects.order_by("signed_at", "pk").values_list("edition__digest", "name", "meaning")],
        "edits": sorted(Article.history.values_list("key", "history_date", "history_user__username")),
    }


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


MADE: dict[str, object] = {}  # a site's export is made once a run


@pytest.fixture
def exported(db, tmp_path) -> Path:
    """An export of a_site(), with its history. The database is empty again."""
    if not MADE:
        with undone():
            a_site()
            transfer.export_site(tmp_path / "first", history=True)
            MADE.update(seen=seen(), files=content(tmp_path / "first"))
    folder = tmp_path / "site"
    folder.mkdir()
    for name, given in MADE["files"].items():
        (folder / name).write_bytes(given)
    return folder


# What is carried


def test_every_column_of_every_table_is_carried_or_left_out_for_a_reason():
    known = {table.model: table for table in carried(history=True)}
    lost = []
    for model in apps.get_models():
        if {model._meta.app_label, model._meta.label} & {*LEFT_OUT} or model in {table.model for table in STANDING}:
            continue
        fields = {*known[model].fields.split()} if model in known else set()
        ids = {model._meta.pk.name, "id"}
        columns = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)} - ids
        lost += [f"{model._meta.label}.{name}" for name in columns - fields]
    assert set(lost) - {*LEFT_OUT} == set()


def test_nothing_is_left_out_that_is_not_there():
    labels = {model._meta.label for model in apps.get_models()}
    for name in LEFT_OUT:
        if name.count(".") == 2:
            model = apps.get_model(name.rpartition(".")[0])
            assert model._meta.get_field(name.rpartition(".")[2]).name not in TABLE[model].fields.split()
        else:
            assert name in labels | {config.label for config in apps.get_app_configs()}


def test_a_table_comes_after_those_that_its_rows_name():
    done = {table.model for table in STANDING}
    for table in TABLES:
        done.add(table.model)
        assert {field.related_model for field in (*table.columns, *table.many) if field.is_relation} <= done


def test_the_site_of_these_tests_says_something_in_every_column(exported):
    for table in carried(history=False):
        lines = [json.loads(line) for line in (exported / table.file).read_bytes().splitlines()]
        assert {name for name in table.names if not any(says_something(line[name]) for line in lines)} == set()


def says_something(value: object) -> bool:
    return value is not False and value not in (None, "", [], {})


# There and back


def test_a_site_taken_in_is_the_same_site(exported, tmp_path):
    report = transfer.import_site(exported)
    assert report.faults == []
    assert (report.sign_offs, report.editions) == (SignOff.objects.count(), Edition.objects.count())
    assert record.verify() == report
    assert seen() == MADE["seen"]
    transfer.export_site(tmp_path / "again", history=True)
    assert content(tmp_path / "again") == content(exported)


def test_both_engines_write_the_same_bytes(exported):
    files = json.loads((exported / NAME).read_bytes())["files"]
    assert hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest() == DIGEST, files


def test_without_history_there_is_none(exported, tmp_path):
    with undone():
        transfer.import_site(exported)
        transfer.export_site(tmp_path / "short")
    transfer.import_site(tmp_path / "short")
    assert not Article.history.exists()
    transfer.export_site(tmp_path / "again")
    assert content(tmp_path / "again") == content(tmp_path / "short")
    assert {*content(exported)} > {*content(tmp_path / "short")}


def test_what_is_made_next_meets_nothing_that_was_taken_in(exported):
    """Row ids go on after those taken in: PostgreSQL counts them apart from the rows."""
    transfer.import_site(exported)
    cast = Cast(*(User.objects.get(username=name) for name in ROLES))
    assert record.faults_of(factories.approved(cast).article) == []


def test_people_come_without_passwords_and_stay_who_they_are(exported):
    transfer.import_site(exported)
    assert not any(user.has_usable_password() for user in User.objects.all())
    stranger, chair = User.objects.get(username="stranger"), User.objects.get(username="chair")
    assert (stranger.is_active, stranger.last_name, chair.email) == (False, "Ünal", "chair@example.org")
    assert stranger.has_perm("guidance.add_topic") is False  # inactive
    assert {*stranger.user_permissions.values_list("codename", flat=True)} == {"add_topic", "change_topic"}
    assert {group.name for group in chair.groups.all()} == {Role.BOARD, Role.CHAIR}


def test_no_secret_is_let_out(exported):
    everything_written = b"".join(content(exported).values())
    hashed = User(username="x")
    hashed.set_password(PASSWORD)
    for secret in (b"password", hashed.password.partition("$")[0].encode() + b"$", b"session", b"token"):
        assert secret not in everything_written
    assert b'"id":' not in everything_written


def test_what_history_remembers_of_rows_that_are_gone_is_called_by_no_row_id(exported):
    lines = (exported / "guidance.historicalstep.jsonl").read_bytes().splitlines()
    gone = [line for line in map(json.loads, lines) if line["of"] == {"gone": 1}]
    assert [line["history_type"] for line in gone] == ["+", "-"]
    transfer.import_site(exported)
    assert [*Step.history.filter(id=-1).order_by("history_id").values_list("history_type", flat=True)] == ["+", "-"]


# What is refused: nothing is taken in then


def refusal(folder: Path) -> str:
    """Why the command takes nothing in; the database is as empty as before."""
    with pytest.raises(CommandError) as refused, transaction.atomic():
        call_command("import_site", str(folder), stdout=StringIO())
    assert not User.objects.exists()
    assert {*Group.objects.values_list("name", flat=True)} == {role.value for role in Role}
    return str(refused.value).removeprefix(f"{folder}: ")


def forge(folder: Path, name: str, change) -> None:
    """Change the lines of a file, and the manifest with it."""
    lines = (folder / name).read_bytes().splitlines(keepends=True)
    changed = b"".join(change(lines))
    (folder / name).write_bytes(changed)
    manifest = json.loads((folder / NAME).read_bytes())
    manifest["files"][name]["sha256"] = hashlib.sha256(changed).hexdigest()
    (folder / NAME).write_text(json.dumps(manifest))


def setting(place: int, /, **fields):
    """In the line at this place, these fields; ... takes one away."""

    def change(lines: list[bytes]) -> list[bytes]:
        line = json.loads(lines[place - 1]) | fields
        lines[place - 1] = json.dumps({name: value for name, value in line.items() if value != ...}).encode() + b"\n"
        return lines

    return change


def told(**fields):
    """With other fields in the manifest."""
    return lambda folder: (folder / NAME).write_text(json.dumps(json.loads((folder / NAME).read_bytes()) | fields))


def rewritten(change):
    """With other lines in the file of terms, and the manifest as it was."""

    def break_it(folder: Path) -> None:
        path = folder / "guidance.term.jsonl"
        path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))

    return break_it


BROKEN = {
    "a changed word": (
        rewritten(lambda lines: [line.replace(b"drink", b"drunk") for line in lines]),
        "guidance.term.jsonl is not the file that was written: its digest is another",
    ),
    "a line cut short": (
        rewritten(lambda lines: [*lines[:-1], lines[-1][:-9]]),
        "guidance.term.jsonl is not the file that was written: line 1 is damaged, or cut short.",
    ),
    "a lost line": (
        rewritten(lambda lines: lines[1:]),
        "guidance.term.jsonl is not the file that was written: it has 0 lines, and 1 were written.",
    ),
    "a lost file": (
        lambda folder: (folder / "guidance.term.jsonl").unlink(),
        "guidance.term.jsonl is missing, or cannot be read.",
    ),
    "a lost manifest": (
        lambda folder: (folder / NAME).unlink(),
        "It has no manifest.json, so it is no export, or one that was cut short.",
    ),
    "no manifest": (lambda folder: (folder / NAME).write_text("[]"), "manifest.json is not what an export says"),
    "an odd manifest": (told(files={"x": 1}), "manifest.json is not what an export says of itself."),
    "other files": (told(files={}), f"manifest.json does not name the files that an export of format {FORMAT} has."),
    "another format": (
        told(format=99, made_at={"guidance": "0099_later"}),
        f"It is of format 99, made at guidance 0099_later; this leuko reads format {FORMAT}.",
    ),
}
USERS, EDITIONS = "auth.user.jsonl", "guidance.edition.jsonl"
FORGED = {
    "no JSON": (USERS, lambda lines: [b"{\n"], f"{USERS}, line 1: it is not JSON."),
    "no object": (USERS, lambda lines: [b"[]\n"], f"{USERS}, line 1: it should be an object."),
    "a strange field": (
        USERS, setting(2, password="x"), f"{USERS}, line 2: it has a field that is not known here: “password”.",
    ),
    "a lost field": (USERS, setting(2, email=...), f"{USERS}, line 2: it has no “email”."),
    "a number for a text": (USERS, setting(2, email=1), f"{USERS}, line 2: “email” should be text."),
    "nothing where something must be": (USERS, setting(2, email=None), f"{USERS}, line 2: “email” should be text."),
    "a text for a truth": (USERS, setting(2, is_staff="no"), f"{USERS}, line 2: “is_staff” should be true or false."),
    "no moment": (USERS, setting(2, date_joined="today"), f"{USERS}, line 2: “date_joined” should be a moment"),
    "a moment spelt otherwise": (
        USERS,
        setting(2, date_joined="2026-03-02T13:00:00+01:00"),
        f"{USERS}, line 2: “date_joined” should be spelt “2026-03-02T12:00:00.000000Z”.",
    ),
    "too long a text": (
        USERS, setting(2, first_name="x" * 151), f"{USERS}, line 2: “first_name” is longer than 150 characters.",
    ),
    "a word of no vocabulary": (
        "guidance.member.jsonl",
        setting(1, notices="never"),
        "guidance.member.jsonl, line 1: “notices” should be one of: at-once, daily.",
    ),
    "a NUL": (USERS, setting(2, last_name="\\u0000\0"), f"{USERS}, line 2: it holds a NUL"),
    "lines out of order": (USERS, reversed, f"{USERS}, line 1: it is out of order, or spelt as no export spells it."),
    "a number among names": (
        "guidance.term.jsonl",
        setting(1, synonyms=["aqua", 1]),
        "guidance.term.jsonl, line 1: “synonyms” should be a list of texts.",
    ),
    "no object within": (
        "guidance.reference.jsonl", setting(1, csl=[]), "guidance.reference.jsonl, line 1: “csl” should be an object.",
    ),
    "no list": (USERS, setting(2, groups="Board"), f"{USERS}, line 2: “groups” should be a list."),
    "an unknown user": (
        "guidance.member.jsonl",
        setting(1, user="ghost"),
        "guidance.member.jsonl, line 1: “user” names the user 'ghost', and there is none.",
    ),
    "a row that is gone, but not in history": (
        "guidance.member.jsonl",
        setting(1, user={"gone": 1}),
        "guidance.member.jsonl, line 1: “user” names the user {'gone': 1}, and there is none.",
    ),
    "an unknown row of its own kind": (
        "guidance.topic.jsonl",
        setting(1, parent="nowhere"),
        "guidance.topic.jsonl, line 1: “parent” names the topic 'nowhere', and there is none.",
    ),
    "what a constraint forbids": (
        USERS, setting(3, username="chair"), f"{USERS}, line 3: the database refuses it: ",
    ),
    "a wrong number": (
        "guidance.section.jsonl", setting(1, number=7), "guidance.section.jsonl, line 1: “number” should be 1.",
    ),
    "a signature under another digest": (
        "guidance.signoff.jsonl",
        setting(1, digest="0" * 64),
        "guidance.signoff.jsonl, line 1: the database refuses it: guidance_signoff names the digest",
    ),
    "an approval that nobody signed": ("guidance.signoff.jsonl", lambda lines: [], "cannot have been approved"),
    "a chain that was bent": (
        "review.event.jsonl",
        setting(1, actor="chair"),
        "event 1 is not what was recorded: its hash does not recompute.",
    ),
    "an edition that the record does not tell": (
        EDITIONS, setting(1, message="Forged."), "its message is “Forged.”; the record tells “Mind the dose.”.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("break_it", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_broken_export_is_refused(exported, break_it, sentence):
    break_it(exported)
    assert refusal(exported).startswith(sentence)


@pytest.mark.parametrize(("name", "change", "sentence"), FORGED.values(), ids=FORGED)
def test_a_forged_export_is_refused(exported, name, change, sentence):
    forge(exported, name, change)
    assert sentence in refusal(exported)


def test_a_database_that_is_not_empty_is_refused(exported):
    person("already")
    with pytest.raises(NotAllowed, match="The database is not empty: it holds users"):
        transfer.import_site(exported)


def test_a_folder_that_is_not_empty_is_not_written_to(db, tmp_path):
    (tmp_path / "mine").write_text("Keep me.")
    for folder in (tmp_path, tmp_path / "mine", tmp_path / "nowhere" / "site"):
        with pytest.raises(NotAllowed, match=r"is there already, and is not an empty folder|cannot be written"):
            transfer.export_site(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_an_export_that_fails_leaves_nothing(db, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "migrated_to", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        transfer.export_site(tmp_path / "site")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.django_db(transaction=True)
def test_the_command_reads_all_at_one_moment(tmp_path, monkeypatch):
    """Nothing that is committed meanwhile is seen, nobody waits, and on PostgreSQL nothing can be written."""
    seen = []

    def migrated_to() -> dict[str, str]:
        seen.append(Group.objects.count())
        if connection.vendor == "postgresql":
            seen.extend(shown("transaction_isolation", "transaction_read_only"))
        else:
            with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0)) as other, other:
                other.execute("INSERT INTO auth_group (name) VALUES ('Late')")
            seen.append(Group.objects.count())
        return {}

    monkeypatch.setattr(exporting, "migrated_to", migrated_to)
    (tmp_path / "site").mkdir()  # empty: it may be there
    out = StringIO()
    call_command("export_site", str(tmp_path / "site"), stdout=out)
    assert out.getvalue() == f"{tmp_path / 'site'} holds 26 files with 3 lines.\n"
    assert seen == [3, *(["repeatable read", "on"] if connection.vendor == "postgresql" else [3])]
    assert (tmp_path / "site").stat().st_mode & 0o077 == 0
    assert getattr(connection, "transaction_mode", "IMMEDIATE") == "IMMEDIATE"  # what is written next asks first


def shown(*names: str) -> list[str]:
    """PostgreSQL's settings of these names."""
    with connection.cursor() as cursor:
        return [cursor.execute(f"SHOW {name}").fetchone()[0] for name in names]
