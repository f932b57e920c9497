"""What changed from one edition to another: worked out once, then kept."""

from pathlib import Path

from django.core.cache import cache

from guidance import diff, documents
from guidance.diff import Change
from guidance.models import Edition

DAY = 24 * 60 * 60
# What an older version of the comparing code found is not taken for what this one would find.
CODE = documents.digest(b"".join(path.read_bytes() for path in sorted(Path(diff.__file__).parent.glob("*.py"))))


def changes(old: Edition, new: Edition) -> list[Change]:
    """As ``diff`` lists them, of the texts as they were signed or stand to be; kept by both digests."""
    key = f"changes-{CODE[:16]}-{old.digest}-{new.digest}"
    return cache.get_or_set(key, lambda: diff.diff(old.content, new.content), DAY)
