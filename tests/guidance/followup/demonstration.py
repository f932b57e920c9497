"""The demonstration articles as a corpus, with the glossary's terms that occur in each, as freezing adds them."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from guidance import documents
from guidance.documents import Document, Term
from guidance.followup import answer, asking, retrieve, safety, statements
from guidance.followup.answer import Answer
from guidance.followup.corpus import Corpus

FOLDER = Path(__file__).parents[3] / "review" / "demonstration"
ARTICLES = ("leukoencephalopathy", "pml", "toluene")
THRESHOLD = 0.5  # as the settings have it


@cache
def document(name: str) -> Document:
    read = documents.from_json((FOLDER / f"{name}.json").read_text())
    words = "\n".join(text for _, wording in read.wordings() for text in (wording.clinician, wording.lay))
    return replace(read, terms=tuple(term for term in glossary() if term.occurs_in(words)))


@cache
def glossary() -> tuple[Term, ...]:
    entries = json.loads((FOLDER / "glossary.json").read_text())
    return tuple(Term(**{name: tuple(v) if isinstance(v, list) else v for name, v in one.items()}) for one in entries)


@cache
def corpus() -> Corpus:
    return Corpus(one for name in ARTICLES for one in statements.passages(document(name), article=name))


def decided(question: str, *, at_hand: str = "", before: str = "") -> Answer:
    """What becomes of ``question`` while all three articles are live."""
    concerns = safety.concerns(question)
    if declined := answer.decline(concerns):
        return declined
    asked = asking.asked(question, before=before)
    found = corpus().candidates(asked)
    found += [one for one in corpus().passages if one.article == at_hand and one not in found]
    ranked = retrieve.rank(asked, found, corpus().every, at_hand=at_hand)
    return answer.decide(asked, ranked, threshold=THRESHOLD, concerns=concerns, at_hand=at_hand)


def quoted(decision: Answer) -> str:
    """All that the statements of the answer say, in both wordings."""
    texts = {one.key: f"{one.context}\n{one.text}" for one in corpus().passages}
    return "\n".join(texts[key] for key in decision.statements)
