"""References from a file at the Desk, and back into one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guidance import editing, queries
from guidance.editing import imports
from guidance.models import Import, Reference
from guidance.references import importing
from tests.cast import NOON
from tests.guidance.documents import a_reference
from tests.pages import counted, page, signed_in

pytestmark = pytest.mark.django_db

NEW = reverse("desk-import-new")
EXPORT = reverse("desk-references-export")


def records(*numbers: int) -> str:
    return "".join(f"TY  - JOUR\r\nTI  - Trial {n}\r\nDO  - 10.5555/inv.{n}\r\nER  - \r\n" for n in numbers)


@pytest.fixture
def desk(cast):
    return signed_in(cast.editor)


def press(desk, run: Import, **sent):
    return desk.post(reverse("desk-import-take", args=[run.key]), sent)


def shown(desk, run: Import, **query) -> str:
    return page(desk.get(reverse("desk-import", args=[run.key]), query)).words


def test_a_file_is_shown_and_then_taken_in(desk):
    file = SimpleUploadedFile("a.txt", b"\xef\xbb\xbf" + records(1, 2).encode() + b"TY  - JOUR\r\nER  - \r\n")
    answer = desk.post(NEW, {"file": file})
    run = Import.objects.get()
    assert answer.url == reverse("desk-import", args=[run.key])
    words = shown(desk, run)
    for said in ("a.txt", "3 records in RIS, utf-8-sig", "Import these 2 references", "It has no title.", "line 9"):
        assert said in words
    assert not Reference.objects.exists()
    assert press(desk, run, taken=0).status_code == 302
    assert Reference.objects.count() == 2
    assert "2 references are in." in shown(desk, run)


def test_records_are_pasted_and_taken_in_by_halves(desk, monkeypatch):
    monkeypatch.setattr(imports, "SLICE", 1)
    desk.post(NEW, {"text": records(1, 2)})
    run = Import.objects.get()
    press(desk, run, taken=0)
    assert "1 of 2 new references are in. " in shown(desk, run)
    assert "Continue" in shown(desk, run)
    again = press(desk, run, taken=0)
    assert again.status_code == 409
    assert "taken in already" in page(again).words
    assert Reference.objects.count() == 1
    press(desk, run, taken=1)
    assert "2 references are in." in shown(desk, run)


@pytest.mark.parametrize("taken", ["", "-1", "x", "²", "9" * 30])
def test_what_no_form_sends_takes_nothing(desk, taken):
    desk.post(NEW, {"text": records(1)})
    assert press(desk, Import.objects.get(), taken=taken).status_code == 409
    assert not Reference.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": ""}, "Choose a file of references, or paste its records."),
        ({"text": "Dear editor"}, "No reference was found in this text."),
        ({"text": "%0 Journal Article"}, "Export the references as RIS or BibTeX instead."),
        ({"file": SimpleUploadedFile("a.ris", b"%PDF-1.4")}, "This is a PDF"),
        ({"file": SimpleUploadedFile("a.ris", b"")}, "There is nothing in it: it is empty."),
    ],
)
def test_what_is_no_list_of_references_is_refused(desk, sent, said):
    answer = desk.post(NEW, sent)
    assert said in page(answer).words
    assert sent.get("text", "") in page(answer).words
    assert not Import.objects.exists()


def test_too_large_a_file_and_too_many_records_are_refused(desk, monkeypatch):
    monkeypatch.setattr(importing, "LARGEST", 300)
    monkeypatch.setattr(importing, "MOST_RECORDS", 2)
    for content, said in ((records(*range(9)), "larger than 60 MB"), (records(1, 2, 3), "more than 10,000 references")):
        answer = desk.post(NEW, {"file": SimpleUploadedFile("a.ris", content.encode())})
        assert answer.status_code == 422
        assert said in page(answer).words


def test_more_than_is_read_of_a_form_is_refused_with_another_way(desk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = desk.post(NEW, {"text": records(*range(9))})
    assert answer.status_code == 413
    assert "as a file" in page(answer).words
    file = SimpleUploadedFile("a.ris", records(*range(9)).encode())
    assert desk.post(NEW, {"file": file}).status_code == 302


def test_it_is_thrown_away(desk):
    desk.post(NEW, {"text": records(1)})
    desk.post(reverse("desk-import-discard", args=[Import.objects.get().key]))
    assert not Import.objects.exists()


def test_what_is_here_already_is_shown_with_its_reference(desk, cast):
    value = a_reference(csl={"title": "Our own title", "DOI": "10.5555/inv.1"})
    editing.create_reference(value=value, by=cast.editor, at=NOON)
    desk.post(NEW, {"text": records(1, 2, 2)})
    run = Import.objects.get()
    assert "Already here by its DOI: Our own title" in shown(desk, run)
    assert "Our own title" not in shown(desk, run, show="new")
    assert "the same as record 2" in shown(desk, run, show="repeated")
    assert "Trial 2" in shown(desk, run, show="nothing known")


def test_the_page_asks_as_much_of_the_database_however_long_the_file_is(desk, cast):
    few, many = (
        editing.start_import(content=records(*numbers), by=cast.editor, at=NOON) for numbers in ([1], range(2, 40))
    )
    counts = [counted(lambda run=run: shown(desk, run))[0] for run in (few, many)]
    assert counts[0] == counts[1]


def test_the_list_leads_to_each(desk):
    desk.post(NEW, {"text": records(1, 2)})
    assert "Pasted records" in page(desk.get(reverse("desk-imports"))).words


# Export


@pytest.mark.parametrize("form", importing.Format)
def test_what_is_exported_reads_back(desk, cast, form):
    for n in (1, 2):
        value = a_reference(str(n), csl={"type": "article-journal", "title": f"Trial {n}", "DOI": f"10.5555/{n}"})
        editing.create_reference(value=value, by=cast.editor, at=NOON)
    answer = desk.get(EXPORT, {"format": form.value})
    reading = importing.read(answer.content)
    assert (reading.format, [one.csl["DOI"] for one in reading.records]) == (form, ["10.5555/1", "10.5555/2"])
    assert "attachment" in answer["Content-Disposition"]
    chosen = desk.get(EXPORT, {"format": form.value, "keys": str(Reference.objects.get(doi="10.5555/2").key)})
    assert [one.csl["DOI"] for one in importing.read(chosen.content).records] == ["10.5555/2"]


@pytest.mark.parametrize("query", [{"format": "docx"}, {"keys": "1"}, {"keys": "x,y"}])
def test_an_export_of_what_is_not_known_is_not_found(desk, query):
    assert desk.get(EXPORT, query).status_code == 404


def test_a_merged_reference_is_not_exported(desk, cast):
    for n in (1, 2):
        editing.create_reference(
            value=a_reference(str(n), csl={"title": f"T{n}", "DOI": f"10.5555/{n}"}), by=cast.editor, at=NOON
        )
    one, other = Reference.objects.order_by("title")
    Reference.objects.filter(pk=other.pk).update(merged_into=one)
    keys = [one.key, other.key]
    assert [row.title for row in queries.references_to_export(keys)] == ["T1"]
