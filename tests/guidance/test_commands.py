"""The commands an administrator has at the shell: documents and pages in, documents and findings out."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from guidance import documents, editing, queries
from guidance.management.acting import IMPORTER, LARGEST_FILE
from guidance.models import Article, Import, Reference
from guidance.roles import Role
from tests import factories
from tests.cast import NOON, later, person
from tests.guidance.documents import a_document, a_step
from tests.guidance.drafts import an_article, step

PAGE = """\
How is hiccup treated?

Treatment

- Hold your breath. [1]
- Drink water. [1, 2]

References

1. Guideline. On hiccup. A society. 2019.
2. Research. A trial of water. A journal. 2020. doi:10.5555/12345678
"""


def run(command: str, *args: str, **options) -> str:
    said = io.StringIO()
    call_command(command, *args, stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def write(tmp_path):
    """Writes a file and says its name."""

    def write(content: str | bytes, name: str = "given") -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


@pytest.fixture
def document(write) -> str:
    return write(documents.to_json(factories.sound_document()), "document.json")


# import_references

RECORDS = """\
TY  - JOUR
TI  - A trial of salt
DO  - 10.5555/salt
ER  -
TY  - JOUR
ER  -
TY  - JOUR
TI  - RETRACTED: Pepper
ER  -
TY  - JOUR
TI  - Salt again
DO  - 10.5555/SALT
ER  -
"""
SAID = {
    "format": "ris",
    "encoding": "ascii",
    "read": 3,
    "new": 2,
    "duplicates": 1,
    "unreadable": [{"record": 2, "line": 5, "reason": "It has no title."}],
}


@pytest.mark.django_db
def test_import_references_takes_in_what_is_new(write, cast):
    file = write(RECORDS, "any.name")
    said = json.loads(run("import_references", file, "--as", "second_editor", json=True))
    assert (said, list(said)) == (SAID, list(SAID))
    assert {row.title for row in Reference.objects.all()} == {"A trial of salt", "RETRACTED: Pepper"}
    assert {row.history.get().history_user for row in Reference.objects.all()} == {cast.second_editor}
    again = json.loads(run("import_references", file, "--by", "editor", json=True))
    assert again == SAID | {"new": 0, "duplicates": 3}


@pytest.mark.django_db
def test_import_references_in_words(write, cast):
    said = run("import_references", write(RECORDS), by="editor")
    assert "ris in ascii: 3 records read: 2 new, 1 duplicates" in said
    assert "Record 2 (line 5) could not be read: It has no title." in said
    assert "2 taken in; Other research: 1; Trial: 1" in said
    assert "“RETRACTED: Pepper”: retracted, the file says, and taken in as that" in said
    Reference.objects.update(standing="current")
    assert "here it stands as current, and that was left" in run("import_references", write(RECORDS), by="editor")


@pytest.mark.django_db
def test_a_dry_run_of_import_references_writes_nothing(write):
    assert json.loads(run("import_references", write(RECORDS), dry_run=True, json=True)) == SAID
    assert not Reference.objects.exists()
    assert not Import.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_import_references_refuses_what_is_no_list_of_references(write):
    for content in ("Dear editor", "", b"%PDF-1.4"):
        with pytest.raises(CommandError) as refusal:
            run("import_references", write(content))
        assert refusal.value.returncode == 2
    assert not User.objects.exists()


# export_document


def test_a_draft_is_printed_in_its_canonical_bytes(cast):
    article = an_article(cast)
    assert run("export_document", article.slug) == documents.to_json(queries.draft(article)).decode() + "\n"


def test_an_edition_is_printed_byte_for_byte_as_it_was_signed(cast):
    edition = factories.approved(cast)
    slug = edition.article.slug
    editing.delete_step(step=edition.article.sections.get().steps.first(), by=cast.editor, at=later())
    assert run("export_document", slug, "--edition", "1") == edition.document + "\n" != run("export_document", slug)


def test_bytes_are_utf_8_whatever_the_locale(cast, monkeypatch):
    article = an_article(cast, title="Été?")
    printed = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(printed, encoding="latin-1", write_through=True))
    call_command("export_document", article.slug)
    assert documents.from_json(printed.getvalue()).title == "Été?"


@pytest.mark.parametrize("args", [["nothing-here"], ["nothing-here", "--edition", "1"]])
@pytest.mark.django_db
def test_there_is_no_such_article(args):
    with pytest.raises(CommandError, match="There is no article “nothing-here”"):
        run("export_document", *args)


def test_there_is_no_such_edition(cast):
    with pytest.raises(CommandError, match="has no edition 2"):
        run("export_document", factories.submitted(cast).article.slug, "--edition", "2")


# import_document


def test_a_document_becomes_a_draft_at_the_address_of_its_title(cast, document):
    slug = run("import_document", document, "--by", "second_editor").strip()
    assert slug == "how-is-a-sound-article-treated"
    article = Article.objects.get(slug=slug)
    assert (article.author, article.title) == (cast.second_editor, "How is a sound article treated?")
    assert len(list(queries.draft(article).steps())) == 2


def test_what_was_exported_comes_back_the_same(cast, write):
    article = an_article(cast)
    exported = run("export_document", article.slug)
    assert run("import_document", write(exported), "--replace", "--by", "editor").strip() == article.slug
    assert run("export_document", article.slug) == exported
    run("import_document", write(exported), "--slug", "copy", "--by", "editor")
    assert Reference.objects.count() == 3
    assert step(Article.objects.get(slug="copy")).key != step(article).key


def test_an_article_is_written_over_only_with_replace(cast, document):
    article = factories.article(cast)
    before = queries.draft(article)
    with pytest.raises(CommandError, match="Say --replace to write over its draft"):
        run("import_document", document, "--by", "editor")
    assert queries.draft(article) == before
    assert Article.objects.count() == 1


def test_replacing_what_is_not_there_makes_it(cast, document):
    assert run("import_document", document, "--slug", "hiccup", "--replace", "--by", "editor") == "hiccup\n"


@pytest.mark.parametrize(
    ("slug", "free"), [("No slug", "no-slug"), ("x" * 101, "x" * 100), ("old", "old-2"), ("paste", "paste-2")]
)
def test_an_address_must_be_one_and_never_used(cast, document, slug, free):
    article = editing.create_article(title="Old", by=cast.editor, at=NOON)
    editing.rename_article(article=article, slug="new", by=cast.editor, at=NOON)
    with pytest.raises(CommandError, match=f"“{slug}” cannot be the address of a new article. “{free}” could be"):
        run("import_document", document, "--slug", slug, "--by", "editor")


def test_standard_input_is_read(cast, document, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(Path(document).read_bytes())))
    assert run("import_document", "-", "--by", "editor") == "how-is-a-sound-article-treated\n"


# Files that are not what they should be

BAD_FILES = {
    b"": "This is not JSON",
    b"\x89PNG\x0d\x0a\x1a\x0a\x00": "not text in UTF-8",
    b"{": "This is not JSON",
    b"[]": "it has no “format”",
    b'{"format": 99}': "only formats up to 1 can be read",
    b'{"format": 1}': "has no “title”",
    b'{"format": 1, "title": 3}': "title should be text",
    b'{"format": 1, "title": "a\\u0000"}': "characters that may not be stored",
    b"[" * 100_000: "nested too deeply",
    b" " * (LARGEST_FILE + 1): "larger than 5 MB",
}


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["import_document", "check_guidance"])
@pytest.mark.parametrize("content", BAD_FILES)
def test_a_bad_document_is_one_sentence_and_nothing_written(write, command, content):
    flag = ["--document"] if command == "check_guidance" else []
    with pytest.raises(CommandError, match=BAD_FILES[content]) as refusal:
        run(command, *flag, write(content))
    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"  \n", b"\x00\x01\x02\xff" * 99, b"- a\n" * 2_600_000, b"a" * 4_500_000])
def test_a_bad_page_is_one_sentence_and_nothing_written(write, content):
    with pytest.raises(CommandError, match=r"\.$") as refusal:
        run("import_page", write(content))
    assert refusal.value.returncode == 2
    assert not User.objects.exists()
    assert not Article.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("command", [["import_document"], ["import_page"], ["check_guidance", "--document"]])
def test_a_file_that_cannot_be_read(command, tmp_path):
    for name, reason in {
        str(tmp_path / "none"): "No such file",
        str(tmp_path): "Is a directory",
        "a\0b": "no file name",
    }.items():
        with pytest.raises(CommandError, match=rf"cannot be read: .*{reason}"):
            run(*command, name)


def test_what_no_row_can_hold_is_refused_and_nothing_written(cast, write):
    for title in ("", "x" * 301):
        with pytest.raises(CommandError, match="Title: ") as refusal:
            run("import_document", write(documents.to_json(a_document(title=title))), "--by", "editor")
        assert refusal.value.returncode == 1
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_a_refused_document_leaves_no_account_behind(write):
    with pytest.raises(CommandError, match="Title: "):
        run("import_document", write(documents.to_json(a_document(title=""))), stderr=io.StringIO())
    assert not User.objects.exists()


# In whose name


def test_the_only_active_editor_writes(db, document):
    person("ada", Role.EDITOR)
    run("import_document", document)
    assert Article.objects.get().author.username == "ada"


def test_of_several_editors_one_must_be_named_unless_one_is_a_superuser(cast, document):
    with pytest.raises(CommandError, match=r"--by USERNAME, for example one of: editor, second_editor\."):
        run("import_document", document)
    cast.superuser.groups.add(Group.objects.get(name=Role.EDITOR.value))
    run("import_document", document)
    assert Article.objects.get().author == cast.superuser


@pytest.mark.parametrize(
    ("username", "sentence"),
    [("nobody", "There is no account “nobody”"), ("chair", "Only editors"), ("superuser", "Only editors")],
)
def test_whoever_is_named_must_be_an_editor(cast, document, username, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("import_document", document, "--by", username)
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_where_nobody_ever_was_an_editor_an_account_is_made_that_nobody_can_sign_in_with(document, write):
    said = io.StringIO()
    run("import_document", document, stderr=said)
    user = User.objects.get()
    assert (user.username, user.is_active, user.has_usable_password()) == (IMPORTER, True, False)
    assert Article.objects.get().author == user
    assert "that nobody can sign in with" in said.getvalue()
    run("import_page", write(PAGE), stderr=said)
    assert User.objects.count() == 1


def test_where_every_editor_has_left_one_must_be_made(db, document):
    User.objects.filter(pk=person("gone", Role.EDITOR).pk).update(is_active=False)
    with pytest.raises(CommandError, match="put an active account into the group Editors"):
        run("import_document", document)
    assert User.objects.count() == 1


# check_guidance


def test_findings_are_printed_by_article_and_an_error_ends_with_1(cast):
    sound, faulty = factories.article(cast), an_article(cast)
    assert run("check_guidance", sound.slug).startswith(f"{sound.slug}: ")
    with pytest.raises(SystemExit) as end:
        run("check_guidance")
    assert end.value.code == 1
    with pytest.raises(SystemExit):
        run("check_guidance", sound.slug, faulty.slug)


def test_findings_as_json(cast, capsys):
    article = an_article(cast)
    with pytest.raises(SystemExit):
        call_command("check_guidance", article.slug, json=True)
    (found,) = json.loads(capsys.readouterr().out)
    assert set(found) == {"slug", "findings"}
    assert found["slug"] == article.slug
    assert {frozenset(one) for one in found["findings"]} == {frozenset(("code", "level", "step", "message"))}
    (dangling,) = [one for one in found["findings"] if one["code"] == "citation.dangling"]
    assert (dangling["level"], dangling["step"]) == ("error", str(step(article).key))
    assert "Marker 5" in dangling["message"]


@pytest.mark.django_db
def test_a_document_that_is_in_no_database_is_checked(write):
    name = write(documents.to_json(a_document(a_step("A.", citations=()), references=())))
    with pytest.raises(SystemExit) as end:
        run("check_guidance", "--document", name)
    assert end.value.code == 1
    sound = write(documents.to_json(factories.sound_document()))
    (found,) = json.loads(run("check_guidance", "--document", sound, "--json"))
    assert found["file"] == sound
    assert "error" not in {one["level"] for one in found["findings"]}


def test_an_accepted_finding_is_shown_with_its_reason(cast):
    article = factories.article(cast, factories.sound_document(summary=documents.Wording("Treat it.")))
    editing.accept_finding(article=article, code="wording.no-lay", step=None, reason="Short.", by=cast.editor, at=NOON)
    assert "accepted: Short." in run("check_guidance", article.slug)


@pytest.mark.django_db
def test_nothing_is_checked_where_there_is_nothing():
    assert run("check_guidance", "--json") == "[]\n"
    with pytest.raises(CommandError, match="There is no article"):
        run("check_guidance", "nothing-here")


# import_page


def test_a_page_becomes_a_draft(cast, write):
    said = json.loads(run("import_page", write(PAGE), "--by", "editor", "--json"))
    assert list(said) == [
        *("slug", "title", "sections", "steps", "cited_steps", "groups", "references", "unplaced", "findings"),
    ]
    assert said["slug"] == "how-is-hiccup-treated"
    assert (said["sections"], said["steps"], said["cited_steps"], said["groups"]) == (1, 2, 2, 0)
    assert said["references"] == {"guideline": 1, "research": 1, "summary": 0}
    draft = queries.draft(Article.objects.get(slug=said["slug"]))
    keys = {one.key for one in draft.steps()}
    assert {one["step"] for one in said["findings"]} <= {*keys, None}
    assert {frozenset(one) for one in said["findings"]} == {frozenset(("code", "level", "step", "message"))}


def test_what_of_a_page_finds_no_place_is_listed_and_kept(cast, write):
    page = PAGE + "\nSome stray words\n"
    said = json.loads(run("import_page", write(page), "--by", "editor", "--json"))
    for stray in said["unplaced"]:
        assert page.splitlines()[stray["line"] - 1].strip() == stray["text"].strip()
        assert f"{stray['line']}: {stray['text']}" in Article.objects.get().unplaced
    assert "Some stray words" in json.dumps(said) + documents.to_json(queries.draft(Article.objects.get())).decode()


def test_a_page_is_summed_up_for_a_person(cast, write):
    said = run("import_page", write(PAGE.replace("[1, 2]", "[3]")), "--by", "editor")
    assert "1 sections, 2 steps, 2 of them citing, 0 groups" in said
    assert "error citation.dangling: Marker 3" in said


def test_the_same_page_twice_makes_two_drafts_of_one_list_of_sources(cast, write):
    slugs = [json.loads(run("import_page", write(PAGE), "--by", "editor", "--json"))["slug"] for _ in range(2)]
    assert slugs == ["how-is-hiccup-treated", "how-is-hiccup-treated-2"]
    assert Reference.objects.count() == 2
