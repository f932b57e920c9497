"""The settings as a deployer meets them, and the database they give the tests."""

import contextlib
import os
import runpy
import sqlite3
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.urls import path

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "SECRET_KEY": "$only-for-tests-and-never-for-a-site-that-anyone-can-reach",
    "ALLOWED_HOSTS": "leuko.example",
    "DATABASE_URL": "sqlite://:memory:",
}


def manage(*arguments, **environment):
    """Runs manage.py, in a process of its own, with this environment and no other."""
    return subprocess.run(
        [sys.executable, "-W", "error", ROOT / "manage.py", *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def settings(**environment):
    """What the file of settings makes of this environment, and no other."""
    with mock.patch.dict(os.environ, environment, clear=True):
        return runpy.run_path(str(ROOT / "leuko" / "settings.py"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY to a long random text"),
        ({"ALLOWED_HOSTS": ""}, "Set ALLOWED_HOSTS to the names readers reach this site by"),
        ({"DATABASE_URL": "mysql://localhost/leuko"}, "Set DATABASE_URL to a SQLite file or a PostgreSQL database"),
        ({"DEBUG": "fales"}, "DEBUG must be on or off, not “fales”"),
        ({"LEUKO_APPROVALS_REQUIRED": "0"}, "LEUKO_APPROVALS_REQUIRED must be a whole number, at least 1, not “0”"),
        ({"LEUKO_APPROVALS_REQUIRED": "two"}, "LEUKO_APPROVALS_REQUIRED must be a whole number"),
        ({"LEUKO_LOCKOUT_MINUTES": "0"}, "LEUKO_LOCKOUT_MINUTES must be a whole number, at least 1, not “0”"),
        ({"LEUKO_DEFAULT_AUDIENCE": "nurse"}, "LEUKO_DEFAULT_AUDIENCE must be clinician or lay, not “nurse”"),
        ({"LEUKO_LOOKUPS": "on"}, "Set LEUKO_CONTACT_EMAIL, or LEUKO_LOOKUPS=off"),
        ({"LEUKO_CHECKLIST": "one, two"}, "LEUKO_CHECKLIST must be a JSON list of texts"),
    ],
)
def test_a_setting_that_cannot_be_right_refuses_to_start(changed, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings(**PRODUCTION | changed)
    assert str(refusal.value).startswith(sentence)
    assert "\n" not in str(refusal.value)


def test_a_refusal_to_start_is_one_line():
    run = manage("check", **PRODUCTION | {"SECRET_KEY": ""})
    assert run.returncode == 1
    assert run.stderr.startswith("leuko cannot start. Set SECRET_KEY to a long random text")
    assert run.stderr.count("\n") == 1


@pytest.mark.any_database
def test_a_database_without_tables_is_told_in_one_line():
    run = manage("verify_record", **PRODUCTION)
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert run.stderr.startswith("The database does not answer: no such table: ")


def test_check_deploy_finds_nothing_in_production():
    run = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "System check identified no issues (0 silenced).\n"


def test_check_deploy_warns_where_https_is_off():
    run = manage("check", "--deploy", "--fail-level", "WARNING", LEUKO_HTTPS="off", **PRODUCTION)
    assert run.returncode == 1
    assert "security.W008" in run.stderr


def test_debug_needs_nothing_else():
    assert settings(DEBUG="1")["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_a_proxy_is_believed_only_where_there_is_one():
    alone, behind = settings(**PRODUCTION), settings(LEUKO_BEHIND_PROXY="on", **PRODUCTION)
    assert "SECURE_PROXY_SSL_HEADER" not in alone
    assert behind["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert alone["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0
    assert behind["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_a_pool_does_not_displace_what_the_address_says():
    address = "postgres://leuko@/leuko?host=/run/postgresql"
    options = settings(**PRODUCTION | {"DATABASE_URL": address})["DATABASES"]["default"]["OPTIONS"]
    assert options["host"] == "/run/postgresql"
    assert options["pool"]["timeout"] == 5


def test_hashed_static_files_are_collected(tmp_path):
    """Fails when a style sheet or script names a file that is not there."""
    collect = (
        "from django.conf import settings; from django.core.management import call_command; "
        f"settings.STATIC_ROOT = {str(tmp_path)!r}; "
        "settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ['css', 'js', 'svg', 'txt']; "  # five seconds' work
        "call_command('collectstatic', '--no-input', '-v0')"
    )
    run = manage("shell", "-v0", "-c", collect, **PRODUCTION)
    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "staticfiles.json").exists()


@pytest.mark.django_db
def test_the_engine_is_the_one_asked_for():
    assert connection.vendor == os.environ["LEUKO_TEST_ENGINE"]


def test_nothing_wraps_a_whole_request_in_a_transaction():
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own settings")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("busy_timeout", 20_000),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
    ],
)
def test_sqlite_pragmas_are_in_force(pragma, value):
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own settings")
def test_sqlite_waits_for_the_disk(tmp_path):
    """As the site tells each connection; those of the tests are then told not to."""
    with contextlib.closing(sqlite3.connect(tmp_path / "own.sqlite3")) as own:
        own.executescript(connection.settings_dict["OPTIONS"]["init_command"])
        assert own.execute("PRAGMA synchronous").fetchone() == (2,)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own settings")
@pytest.mark.django_db(transaction=True)
def test_sqlite_tests_on_a_file_and_locks_when_a_transaction_begins():
    assert Path(connection.settings_dict["NAME"]).is_file()
    assert connection.transaction_mode == "IMMEDIATE"


def plain_page(request):
    """A page as an anonymous reader gets it, through every context processor."""
    template = engines["django"].from_string("{% for message in messages %}{{ message }}{% endfor %}guidance")
    return HttpResponse(template.render({}, request))


urlpatterns = [path("plain/", plain_page)]


@pytest.mark.urls(__name__)
class TestAnAnonymousPage:
    def test_it_touches_no_session(self, client):
        response = client.get("/plain/")
        assert not response.cookies
        assert "Vary" not in response

    def test_it_is_not_sent_twice(self, client):
        tag = client.get("/plain/")["ETag"]
        assert client.get("/plain/", headers={"If-None-Match": tag}).status_code == 304

    def test_it_is_guarded(self, client):
        response = client.get("/plain/")
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
