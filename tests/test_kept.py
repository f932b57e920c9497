"""Rows that are put back are those that were made."""

import pytest

from tests import kept
from tests.review.forging import everything, undone

pytestmark = pytest.mark.django_db


def rows() -> dict[str, list[dict]]:
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in kept._own_models()}


def test_what_is_put_back_is_what_was_made_at_every_stage(cast, monkeypatch):
    monkeypatch.setattr(kept, "_kept", {})
    with undone():
        article, made = everything(cast), rows()
    assert everything(cast) == article
    assert rows() == made
    assert len({row["stage"] for row in made["guidance.Edition"]}) == 5
