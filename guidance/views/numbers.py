"""Whole numbers as a browser sends them."""

MOST_DIGITS = 9


def whole(text: str, default: int = 0) -> int:
    """The whole number that ``text`` is; ``default`` where it is none, or greater than any of ours."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else default
