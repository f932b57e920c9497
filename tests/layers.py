"""What may import what, as section 5 of the design draws it. Nothing is imported to find out: sources are read."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

# From the top down: a module may import what stands on a lower line, never what stands higher, nor its neighbour
# on its own line. A package stands for all that is in it, but for what has a place of its own. An app may name
# those below it: leuko all, review guidance, guidance neither.
LAYERS = {
    "leuko": """
        urls
        settings wsgi asgi
    """,
    "review": """
        urls
        views admin management.commands apps migrations
        accounts
        forms presenters trail templatetags transfer
        workflow invitations members record reports questions
        replay
        notices audit replies
        queries
        rules quoting
        models
        stages
    """,
    "guidance": """
        urls
        views admin management.commands apps migrations
        forms templatetags management.acting printing
        publishing editing feedback
        followup
        search references.lookup
        queries comparison limits
        models house
        rules
        interchange pathway revisions
        checks personalization diff references
        language
        documents
        canonical audiences roles vocabularies
    """,
}
ORDER = list(LAYERS)
# What of guidance review keeps out of.
CLOSED = {
    *("guidance.urls", "guidance.views", "guidance.forms", "guidance.admin", "guidance.management.commands"),
    *("guidance.apps", "guidance.migrations"),
}
# Settings import nothing of ours; they name, in strings, what Django is to load.
WIRING = ("leuko.settings", "leuko.wsgi", "leuko.asgi")
NAMED_IN_SETTINGS = ("leuko", "guidance.views", "review.accounts")

PURE_OF_FOLLOWUP = (
    "answer",
    "asking",
    "corpus",
    "evaluation",
    "languages",
    "notices",
    "retrieve",
    "safety",
    "statements",
)
PURE = (
    *("guidance.audiences", "guidance.canonical", "guidance.checks", "guidance.diff", "guidance.documents"),
    *("guidance.interchange", "guidance.language", "guidance.pathway", "guidance.personalization"),
    *("guidance.references", "guidance.revisions", "guidance.roles", "guidance.rules"),
    "guidance.vocabularies",
    *(f"guidance.search.{name}" for name in ("aspects", "passages", "ranking", "words")),
    *(f"guidance.followup.{name}" for name in PURE_OF_FOLLOWUP),
    *("review.quoting", "review.rules", "review.stages"),
)
IMPURE = ("django", "simple_history")

# Of each name in the table: its app, and how far down it stands.
PLACES = {
    f"{app}.{name}": (app, depth)
    for app, lines in LAYERS.items()
    for depth, line in enumerate(lines.split("\n"))
    for name in line.split()
}


def place(module: str, names: Iterable[str]) -> str | None:
    """The longest of ``names`` that ``module`` is, or is in."""
    return max((name for name in names if f"{module}.".startswith(f"{name}.")), key=len, default=None)


def is_pure(module: str) -> bool:
    return place(module, PURE) is not None and place(module, PLACES) != "guidance.references.lookup"


def faults(modules: Mapping[str, str]) -> list[str]:
    """A sentence for each thing amiss in ``modules`` (source by name; a package's name ends in “.__init__”)."""
    found = []
    for name, source in modules.items():
        module = name.removesuffix(".__init__")
        if module != name and not source.strip():
            continue  # an empty package
        if place(module, PLACES) is None:
            found.append(f"{module} has no layer: say in the table where it belongs")
            continue
        imported = dict.fromkeys(imports(name, source, modules))
        found += [f"{module} imports {other}: {why}" for other in imported if (why := fault(module, other))]
    return found


def imports(name: str, source: str, modules: Iterable[str]) -> Iterator[str]:
    """All that a module imports: in functions too, and for type checking only; “from x import y” as x.y if a module.

    A dotted name of ours in a string counts as well: it is how Django is told to import.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = ".".join([*name.split(".")[: -node.level or len(name)], node.module or ""]).strip(".")
            origin = origin if node.level else node.module or ""
            for alias in node.names:
                known = {f"{origin}.{alias.name}", f"{origin}.{alias.name}.__init__"} & set(modules)
                yield f"{origin}.{alias.name}" if known else origin
        elif isinstance(node, ast.Constant) and re.fullmatch(rf"({'|'.join(LAYERS)})(\.\w+)+", str(node.value)):
            yield node.value


def fault(module: str, other: str) -> str | None:
    """Why ``module`` may not import ``other``; None where it may."""
    app, theirs = (name.partition(".")[0] for name in (module, other))
    if theirs not in LAYERS:
        return "it is pure" if is_pure(module) and theirs in IMPURE else None
    if module in WIRING:
        return None if place(other, NAMED_IN_SETTINGS) else "settings name no such module"
    if ORDER.index(theirs) < ORDER.index(app):
        return f"{app} never names {theirs}"
    if app != theirs:
        closed = app == "review" and place(other, PLACES) in CLOSED
        return "it is closed to review" if closed else None
    return _fault_within(place(module, PLACES), place(other, PLACES))


def _fault_within(here: str, there: str | None) -> str | None:
    if there in (None, here):
        return None
    depth, below = PLACES[here][1], PLACES[there][1]
    if depth == below:
        return "it stands beside it"
    return "it stands above it" if below < depth else None


def template_faults(templates: Mapping[str, str], of_review: Iterable[str]) -> list[str]:
    """A sentence for each of guidance's ``templates`` (text by path) that loads or includes what is ``of_review``."""
    found = []
    for path, text in templates.items():
        loaded = " ".join(re.findall(r"{%-?\s*load\s+(.*?)\s*-?%}", text, re.DOTALL)).split()
        found += [f"{path} loads {library}" for library in of_review if library in loaded]
        named = re.findall(r"""{%\s*(?:include|extends)\s+["'](review/[^"']*)""", text)
        found += [f"{path} includes {name}" for name in named]
    return found
