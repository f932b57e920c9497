"""What a sheet of terms would do to a glossary, in which no two terms may claim one word."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from guidance.documents import Term
from guidance.interchange.glossary import Row, Sheet, Unreadable


@dataclass(frozen=True)
class Changed:
    line: int
    old: Term
    new: Term

    @property
    def fields(self) -> list[str]:
        """The names of the fields that differ."""
        names = (field.name for field in fields(Term))
        return [name for name in names if getattr(self.old, name) != getattr(self.new, name)]


@dataclass(frozen=True)
class Plan:
    """What taking a sheet in would do to a glossary. Nothing is ever deleted."""

    new: tuple[tuple[int, Term], ...]
    changed: tuple[Changed, ...]
    same: tuple[Term, ...]
    unreadable: tuple[Unreadable, ...]


def plan(sheet: Sheet, known: Iterable[Term]) -> Plan:
    """What ``sheet`` adds and changes; a line is refused that takes a word which belongs to another term."""
    known = tuple(known)
    rows, unreadable = _matched(sheet.rows, known)
    while refused := _refusals(rows, known):
        unreadable += refused
        lines = {one.line for one in refused}
        rows = [row for row in rows if row[0] not in lines]
    return Plan(
        new=tuple((line, new) for line, old, new in rows if old is None),
        changed=tuple(Changed(line, old, new) for line, old, new in rows if old and old != new),
        same=tuple(new for _, old, new in rows if old == new),
        unreadable=tuple(sorted((*sheet.unreadable, *unreadable), key=lambda one: one.line)),
    )


Matched = tuple[int, Term | None, Term]  # a line, the term that is known, what it becomes


def _matched(rows: Iterable[Row], known: tuple[Term, ...]) -> tuple[list[Matched], list[Unreadable]]:
    """Each row with the term it is about: by its key, else by its name; not a second row about the same."""
    by_key, by_name = {term.key: term for term in known}, {term.term.casefold(): term for term in known}
    matched: list[Matched] = []
    unreadable: list[Unreadable] = []
    seen: dict[str, int] = {}
    for row in rows:
        old = by_key.get(str(row.given.get("key"))) or by_name.get(row.term.casefold())
        new = row.over(old)
        about = [new.term.casefold(), *([new.key] if new.key else [])]
        if first := next((seen[one] for one in about if one in seen), None):
            unreadable.append(Unreadable(row.line, f"The term “{row.term}” stands in line {first} already."))
            continue
        seen |= dict.fromkeys(about, row.line)
        matched.append((row.line, old, new))
    return matched, unreadable


def _refusals(rows: list[Matched], known: tuple[Term, ...]) -> list[Unreadable]:
    """Of the rows that change something, those that newly take a word of another term as it will be."""
    there = {old.key for _, old, _ in rows if old}
    kept = [term for term in known if term.key not in there] + [new for _, old, new in rows if new == old]
    owners = {word: term.term for term in kept for word in words(term)}
    refused = []
    for line, old, new in rows:
        if new == old:
            continue
        if taken := [word for word in words(new).keys() - (words(old).keys() if old else ()) if word in owners]:
            refused.append(Unreadable(line, claimed(words(new)[min(taken)], owners[min(taken)])))
        else:
            owners |= dict.fromkeys(words(new), new.term)
    return refused


def words(term: Term) -> dict[str, str]:
    """All that the term is called, as it is spelled, by the word in small letters."""
    return {name.casefold(): name for name in (*term.synonyms, *term.abbreviations, term.term) if name}


def claimed(word: str, owner: str) -> str:
    """Why ``word`` cannot be a second term's."""
    return (
        f"“{word}” already belongs to the term “{owner}”. A word may belong to one term only, or no check could tell "
        "which is meant: take it off one of them."
    )


def ambiguous(terms: Iterable[Term]) -> list[tuple[str, list[Term]]]:
    """The words that several terms claim, with those terms."""
    owners: dict[str, list[Term]] = {}
    spelled: dict[str, str] = {}
    for term in terms:
        for word, name in words(term).items():
            owners.setdefault(word, []).append(term)
            spelled.setdefault(word, name)
    return [(spelled[word], several) for word, several in owners.items() if len(several) > 1]
