"""Headings and statements as a title and nested sections of steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from guidance.documents import Section, Step, Wording
from guidance.interchange.lines import Line
from guidance.interchange.outline import Block
from guidance.vocabularies import Action

DEEPEST = 12  # sub-steps within sub-steps; what is nested deeper stands beside its parent
UNTITLED = "Untitled"

NewStep = Callable[[str], Step]


@dataclass
class Chapter:
    """A section while it is being filled."""

    heading: str
    blocks: list[Block] = field(default_factory=list)
    chapters: list["Chapter"] = field(default_factory=list)


@dataclass
class Item:
    """A step while its sub-steps are being found."""

    block: Block
    items: list["Item"] = field(default_factory=list)


def build(blocks: Sequence[Block], new_step: NewStep) -> tuple[str, tuple[Section, ...]]:
    """The title, and the sections; ``new_step`` makes a step, without sub-steps, of a statement's text.

    The first heading is the title. It also heads what stands under no other heading.
    """
    title, rest = _titled(blocks)
    chapters = [Chapter(title)]
    parent: Chapter | None = None
    current = chapters[0]
    for n, block in enumerate(rest):
        if not block.is_heading:
            current.blocks.append(block)
            continue
        current = Chapter(block.text.rstrip(" :"))
        opens = block.level == 1 or (not block.level and n + 1 < len(rest) and rest[n + 1].is_heading)
        (chapters if opens or parent is None else parent.chapters).append(current)
        parent = current if opens else parent
    if not chapters[0].blocks:
        chapters = chapters[1:]
    return title, tuple(_section(chapter, new_step) for chapter in chapters)


def _titled(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """The title, and what is left without it and where it is said again at once."""
    first = next((n for n, block in enumerate(blocks) if block.is_heading), None)
    if first is None:
        return UNTITLED, list(blocks)
    title, after = blocks[first].text.rstrip(" :"), first + 1
    while (
        after < len(blocks)
        and blocks[after].is_heading
        and blocks[after].text.rstrip(" :").casefold() == title.casefold()
    ):
        after += 1
    return title, [*blocks[:first], *blocks[after:]]


def _section(chapter: Chapter, new_step: NewStep) -> Section:
    return Section(
        heading=Wording.of(chapter.heading),
        steps=tuple(_step(item, following, new_step) for item, following in _paired(_nested(chapter.blocks))),
        sections=tuple(_section(inner, new_step) for inner in chapter.chapters),
    )


def _paired(items: list[Item]) -> list[tuple[Item, Item | None]]:
    return list(zip(items, [*items[1:], None], strict=False))


def _step(item: Item, following: Item | None, new_step: NewStep) -> Step:
    step = new_step(item.block.text)
    steps = tuple(_step(inner, after, new_step) for inner, after in _paired(item.items))
    action = Action.GROUP if _introduces(step, steps, item, following) else step.action
    return replace(step, steps=steps, action=action)


def _introduces(step: Step, steps: tuple[Step, ...], item: Item, following: Item | None) -> bool:
    """True where a step only announces what is below it: its sub-steps, or in a flat list the next item."""
    if step.citations:
        return False
    text = step.text.clinician
    if steps:
        return not text.endswith((".", "!", "?"))
    return text.endswith(":") and following is not None and following.block.first.style == item.block.first.style


def _nested(blocks: Sequence[Block]) -> list[Item]:
    """The statements of one section, each with those that stand under it."""
    root: list[Item] = []
    above: list[Item] = []
    for block in blocks:
        item = Item(block)
        above = _above(above, block.first)
        (above[-1].items if above else root).append(item)
        above = [*above, item]
    return root


def _above(above: list[Item], line: Line) -> list[Item]:
    """Those of the open items ``above`` that a statement beginning with ``line`` stands under."""
    if not line.is_marked:
        return []
    for depth, item in enumerate(above):
        opener = item.block.first
        if not opener.is_marked:
            if not item.block.text.rstrip("0123456789[], ").endswith(":"):
                return []
        elif line.indent < opener.indent or (line.indent == opener.indent and line.style == opener.style):
            return above[:depth]
    return above[:DEEPEST]
