"""Draw what may follow what into docs/workflow.md; --check only says whether it is drawn as it stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.vocabularies import Stage
from review.stages import BY_ACT, DRAFT, TRANSITIONS, Act, Transition

FILE = settings.BASE_DIR / "docs" / "workflow.md"
BEGIN, END = "<!-- drawn by manage.py draw_stages -->\n", "<!-- end of the drawing -->\n"

Arrow = tuple[str, str]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; end with 1 where the drawing is old.")

    def handle(self, *, check: bool, **_options) -> None:
        text = FILE.read_text(encoding="utf-8")
        drawn = with_drawing(text, diagram(TRANSITIONS))
        if check and drawn != text:
            raise CommandError(f"{FILE.name} does not show the stages as they are: run manage.py draw_stages.")
        if not check:
            FILE.write_text(drawn, encoding="utf-8")


def with_drawing(text: str, drawing: str) -> str:
    """``text`` with ``drawing`` between the two lines that mark its place."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise CommandError(f"{FILE.name} lacks the two lines that mark the place of the drawing.")
    return f"{before}{begin}{drawing}{end}{after}"


def diagram(transitions: Iterable[Transition]) -> str:
    """The stages as a Mermaid state diagram, with who does what on its arrows."""
    lines = ["```mermaid", "stateDiagram-v2", '    state "Draft" as draft']
    lines += [f'    state "{stage.label}" as {stage.value}' for stage in Stage]
    lines += ["    [*] --> draft"]
    lines += [f"    {start} --> {end} : {label}" for (start, end), label in _arrows(transitions).items()]
    return "\n".join([*lines, "```", ""])


def _arrows(transitions: Iterable[Transition]) -> dict[Arrow, str]:
    """The words on each arrow: “assign, release (chair)”, a line for each who."""
    acts: defaultdict[Arrow, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for transition in transitions:
        for arrow in _ways(transition):
            acts[arrow][transition.by].append(transition.act.value)
    return {arrow: "<br/>".join([*map(_said, by.items()), *_condition(arrow)]) for arrow, by in acts.items()}


def _said(line: tuple[str, list[str]]) -> str:
    by, acts = line
    return f"{', '.join(acts)} ({by})"


def _ways(transition: Transition) -> Iterator[Arrow]:
    """From where to where: what leaves an edition where it is goes round; only what can be signed can settle."""
    for source in transition.sources:
        if transition.act is Act.DISCARD:
            yield "draft", "[*]"
            continue
        unsettled = [target for target in transition.targets if target is not Stage.APPROVED or target is source]
        for target in [source] if source in transition.targets else unsettled:
            yield _name(source), _name(target)
        if Stage.APPROVED in transition.targets and source in BY_ACT[Act.SIGN].sources:
            yield _name(source), _name(Stage.APPROVED)


def _condition(arrow: Arrow) -> list[str]:
    return ["as soon as it settles"] if arrow[1] == Stage.APPROVED.value != arrow[0] else []


def _name(stage: Stage | None) -> str:
    return "draft" if stage is DRAFT else stage.value
