"""Pages as a browser reads them: their elements and their words."""

import re
from html.parser import HTMLParser

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.forms import Select
from django.test import Client
from django.test.utils import CaptureQueriesContext

EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta"}  # elements that have no end


class Page(HTMLParser):
    """``elements``: the name and attributes of each, in order; ``words``: what is written outside of tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.elements, self.texts, self.open = html, [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append((tag, dict(attrs), len(self.texts)))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.texts))

    def all(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """The attributes of every such element; an attribute may be part of what it says (a class, say)."""
        named = [found for name, found in self.elements if name == tag]
        return [one for one in named if all(part in (one.get(name) or "") for name, part in attributes.items())]

    def skeleton(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every element with the names of its attributes: all of a page that no text may change, but for the lines
        that a picture breaks it into."""
        return [(tag, tuple(attrs)) for tag, attrs in self.elements if tag != "tspan"]


def page(response) -> Page:
    return Page(response.content.decode())


def signed_in(user) -> Client:
    """A browser in which ``user``, if there is one, has signed in. It has the session of ``Client.force_login``, in a
    quarter of the time: of the signing in itself nobody is told."""
    client = Client()
    if user:
        session = SessionStore()
        session[SESSION_KEY] = user._meta.pk.value_to_string(user)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]  # axes', the first, gives nobody
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def counted(act) -> tuple[int, object]:
    """How many queries ``act`` makes, and what it returns."""
    with CaptureQueriesContext(connection) as queries:
        answer = act()
    return len(queries), answer


def form_of(client: Client, address: str) -> dict[str, object]:
    """What a browser would send back from the form of a page, had nothing been typed in it."""
    context = client.get(address).context
    fields = [field for form in (context["form"], *context.get("citations", ())) for field in form]
    data = {field.html_name: _sent(field) for field in fields}
    if "citations" in context:
        data |= {f"citations-{name}": value for name, value in context["citations"].management_form.initial.items()}
    return {name: value for name, value in data.items() if value is not None and value is not False}


def _sent(field) -> object:
    """What is said in it; of a list in which nothing is chosen, its first line."""
    value, widget = getattr(field.value(), "key", field.value()), field.field.widget
    if value is None and isinstance(widget, Select) and not widget.allow_multiple_selected:
        return next(iter(widget.choices))[0]
    return value
