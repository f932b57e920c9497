"""The mails of a demonstration, on a page instead of on their way."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings, tmp_path):
    settings.DEBUG = settings.LEUKO_DEMONSTRATION = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "demo-mail"
    settings.LEUKO_ADDRESS = "https://leuko.example"


def mails(client) -> str:
    response = client.get(reverse("mail"))
    assert response["Cache-Control"] == "private, no-store"
    return response.content.decode()


def test_what_a_demonstration_would_send_stands_on_a_page(client, demonstration):
    assert "No mail yet" in mails(client)
    text = "See https://leuko.example/board/ and https://evil.example/ <script>alert(1)</script>"
    mail.send_mail("First", text, "board@example.org", ["a@example.org"])
    with mail.get_connection() as connection:
        for subject in ("Grüße", "Third"):
            mail.EmailMessage(subject, "Text.", to=["b@example.org"], connection=connection).send()
    shown = mails(client)
    assert shown.find("Third") < shown.find("Grüße")
    assert shown.count('<li class="card">') == 3
    assert '<a href="https://leuko.example/board/">' in shown
    assert 'href="https://evil' not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


@pytest.mark.parametrize("off", ["DEBUG", "LEUKO_DEMONSTRATION"])
def test_the_mails_are_shown_in_a_demonstration_only(cast, demonstration, settings, off):
    setattr(settings, off, False)
    client = Client()
    for user in (cast.chair, cast.superuser):
        client.force_login(user)
        assert client.get(reverse("mail")).status_code == 404
