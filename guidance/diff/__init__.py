"""What changed from one document to the next, and which of it a reviewer must look at."""

from guidance.diff.changes import Change, Kind, as_json
from guidance.diff.documents import diff
from guidance.diff.words import Fate, Run, words

__all__ = ["Change", "Fate", "Kind", "Run", "as_json", "diff", "words"]
