"""What is wrong with a document.

A check is a function that takes a Document and the house's Targets and yields Findings, registered by
``@register`` as Django's system checks are. Adding one is one function here and one row in its test.
"""

from guidance.checks import citations, grading, jargon, parity, plain, references, structure, wording
from guidance.checks.registry import (
    CHECKS,
    Check,
    Finding,
    Level,
    Targets,
    as_json,
    blocking,
    open_warnings,
    register,
    run,
    standing,
    words,
)

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Level",
    "Targets",
    "as_json",
    "blocking",
    "citations",
    "grading",
    "jargon",
    "open_warnings",
    "parity",
    "plain",
    "references",
    "register",
    "run",
    "standing",
    "structure",
    "wording",
    "words",
]
