"""CSL-JSON, which carries all that is kept."""

import json
from collections.abc import Iterable
from typing import Any


def write(items: Iterable[tuple[str, dict[str, Any]]]) -> str:
    return json.dumps([{"id": key, **item} for key, item in items], ensure_ascii=False, indent=1) + "\n"


def carried(item: dict[str, Any]) -> dict[str, Any]:
    return item
