"""Whether the two wordings say the same: numbers, negations, drugs, how sure, and how soon.

Nothing is swapped or mended here: what one wording says and the other does not is named, for an editor to look at.
"""

from guidance.checks.parity import drugs, hedges, negations, numbers, urgency

__all__ = ["drugs", "hedges", "negations", "numbers", "urgency"]
