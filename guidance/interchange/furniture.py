"""What a page carries besides its guidance: notices, status, chooser, disclaimer, buttons.

A line is furniture by what it means, not by one site's wording. What cites a source never is.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from guidance.interchange.lines import Line

LONGEST = 2000  # characters of the longest disclaimer one may meet
WRAPPED = 40  # characters that a line has, at least, before it is wrapped

MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH} \d{{1,4}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|(?:19|20)\d\d|today|yesterday|\d+ (?:hour|day|week|month|year)s? ago)"
)
SITE = r"(?:articles?|content|pages?|answers?|information|guidance|material)"
RULES = r"(?:policy|policies|process|guidelines|standards)"
POLICY = rf"(?:(?:view|read|see|our|about|the|full) )*(?:editorial|privacy|cookie|content|review) {RULES}"
STAGES = r"(?:submitted|draft|in review|under review|pending(?: review)?|reviewed|approved|published)"
BUTTONS = (
    r"(?:share|print|copy(?: link| text)?|copied|save|saved|bookmark|download(?: pdf)?|export|cite(?: "
    r"this(?: article| page)?)?|email|"
    r"tweet|facebook|twitter|linkedin|whatsapp|like|dislike|listen|feedback|helpful|not helpful|yes|"
    r"no|thumbs (?:up|down)|edit|pdf)"
)
ROLE = (
    r"(?:other|(?:(?:health ?care|health|medical|registered) )*(?:professional|clinician|physician|"
    r"doctor|nurse|pharmacist|student|"
    r"patient|care ?giver|carer|family member|loved one|researcher|provider|general public|public|"
    r"parent|specialist|resident)s?)"
)
OPTION = rf"(?:an? )?{ROLE}(?: ?(?:\bor\b|\band\b|/) ?(?:an? )?{ROLE})*"


class Kind(StrEnum):
    SITE = "site"  # buttons, menus, links
    NOTICE = "notice"  # who reviewed, what stage, when updated
    CHOOSER = "chooser"  # for whom the page should be worded
    CONTENTS = "contents"  # a table of what follows
    DISCLAIMER = "disclaimer"
    QUESTION = "question"  # the follow-up box
    RELATED = "related"  # other pages, and what else stands below the references

    @property
    def ends_references(self) -> bool:
        return self in {Kind.DISCLAIMER, Kind.QUESTION, Kind.RELATED}


# A whole line that says just this, with or without a bullet.
WHOLE = {
    Kind.SITE: (
        rf"{BUTTONS}(?:[\s|·•,/]*{BUTTONS})*",
        r"(?:was|is|did you find) this (?:(?:page|article|answer|information|content) )?(?:helpful|"
        r"useful)(?: to you)?[?:]?(?: yes ?/? ?no)?",
        r"(?:share|print|copy|save|rate|report|email|cite|download|bookmark) (?:this |the |an? "
        r")?(?:page|article|answer|link|issue|error|problem|pdf)(?: (?:with|to|by|on) .{0,30})?",
        r"(?:share|print|rate|cite) this|follow us(?: on .{0,30})?",
        r"(?:sign|log) ?(?:up|in|out)(?: (?:for|to|with) .{0,60})?|subscribe(?: (?:now|to .{0,60}))?|"
        r"create (?:an |your )?(?:free )?account.{0,40}",
        r"(?:start|try) (?:(?:your|a|our|it|for) )*free(?: trial)?(?: now| today)?|get started",
        r"upgrade(?: to (?:pro|premium|plus))?|learn more|get the app",
        r"menu|home|search|skip to (?:main )?content|back(?: to (?:top|search|results|articles))?|"
        r"next|previous|close|loading",
        r"(?:show|read|see|view) (?:more|less|all)(?: references| sources)?|expand(?: all)?|collapse(?: all)?",
        r"(?:©|\(c\)|copyright\b).{0,120}|(?:.{0,60} )?all rights reserved|powered by .{1,60}",
        r"(?:terms(?: (?:of|and) (?:service|use|conditions))?|privacy|cookies?|cookie settings|"
        r"accept(?: all)?(?: cookies)?|contact us|about us|help cent(?:er|re)|faqs?|careers)(?:[\s|"
        r"·•,/]+(?:terms|privacy|cookies|contact|about|help|faqs?))*",
        r"advertisement|sponsored|\d+ ?min(?:ute)?s?(?: read)?|home ?[>›»] ?.{1,120}",
    ),
    Kind.NOTICE: (
        r"(?:our |the )?(?:medical |clinical |scientific )*(?:advisory|review|editorial) (?:board|team)",
        rf"(?:article |page |content |current )*review status(?: ?[:\-–] ?{STAGES})?|status ?[:\-–] ?{STAGES}",
        rf"{STAGES}(?:[\s>›→|·•,/✓✔-]*{STAGES})*(?: ?[:\-–✓✔(]? ?(?:on )?{DATE}\)?)?",
        POLICY,
    ),
    Kind.CHOOSER: (
        r"(?:personali[sz]e|customi[sz]e)(?: (?:this|your|my|the) \w+)?",
        r"(?:help us )?(?:to )?(?:tailor|personali[sz]e|customi[sz]e) (?:your|this|the|my) (?:\w+ "
        r")?(?:experience|page|content|language|answers?|article|reading|results)(?: .{0,40})?",
        rf"which (?:of (?:these|the following) |option |role )*(?:best )?describes you\b.{{0,160}}|"
        rf"(?:i am|i'm|are you) {OPTION}|who are you",
    ),
    Kind.CONTENTS: (r"(?:table of )?contents|on this page|in this (?:article|page)|jump to(?: section)?",),
    Kind.DISCLAIMER: (
        r"(?:(?:professional|medical|clinical|legal|general|important|health|website|ai|content) )*disclaimers?",
    ),
    Kind.QUESTION: (
        r"(?:(?:do you )?(?:still )?(?:have|got) )?(?:an?y? |another |more |further |other "
        r")*(?:follow[- ]?up )?questions?(?: about (?:this|it)(?: \w+)?)?",
        r"(?:ask|type|enter|write|submit) (?:us |me )?(?:(?:an?y?|another|your|our) )?(?:medical |"
        r"clinical |new )*(?:follow[- ]?up )?(?:question|ai\b.{0,30}|assistant)s?(?: (?:here|below|now))?",
        r"send|submit|new chat|regenerate",
    ),
    Kind.RELATED: (
        r"(?:related|similar|popular|recommended|more|recent|trending) (?:articles|questions|topics|"
        r"pages|answers|content|reading)|you (?:may|might) also (?:like|be interested in)|people also ask",
    ),
}

# A sentence that begins like this, without a bullet.
SENTENCE = {
    Kind.NOTICE: (
        rf"(?:our )?(?:medical|clinical) (?:advisory|review) board ?(?:[:|·–-] ?)?(?:all|our|every|"
        rf"this|the) {SITE}\b",
        rf"(?:all |our |every |this |the )+(?:of our )?{SITE} (?:is|are|was|were|has been|have been) "
        rf"(?:\w+ )?(?:reviewed|verified|checked|ai[- ]generated)\b",
        r"(?:medically |clinically |fact[- ]?|peer[- ]|last |next )?(?:reviewed|checked|edited|authored) by ",
        r"(?:for )?(?:educational|informational|information)(?: (?:and|or) \w+)? (?:purposes?|use) only\b",
        rf"(?:caution|warning|note|notice|please)?[:!, ]*(?:exercise|use) caution\b.{{0,20}}\b{SITE}\b",
        rf"(?:this|the) {SITE} (?:is|has) (?:still |currently |not )?(?:pending|awaiting|yet|been|"
        rf"under)\b.{{0,30}}\breview",
        rf"(?:(?:last|date|page|article|content|originally|first|next) )+(?:updated|reviewed|modified|"
        rf"published|revised|review|update)(?: (?:on|due|date|by))* ?[:\-–]? ?{DATE}",
        rf"(?:updated|reviewed|modified|published|revised|review due)(?: on)? ?: ?{DATE}",
        rf"updated(?: on)? {DATE}",
    ),
    Kind.CHOOSER: (
        r"your (?:choice|answer|selection) helps us\b",
        r"(?:this|we) .{0,20}helps? us (?:use|choose|tailor)\b",
    ),
    Kind.DISCLAIMER: (
        r"(?:(?:professional|medical|clinical|legal|general|important) )*disclaimer ?[:–-] ?",
        rf"(?:this|the|all|any) (?:\w+ )?{SITE}\b.{{0,60}}\b(?:intended (?:only |solely )?for|for "
        rf"(?:general )?(?:informational|educational)|(?:is|are) not (?:intended|medical advice|a "
        rf"substitute)|does not (?:replace|constitute|substitute|provide))",
        r"(?:always )?(?:seek|consult) (?:the advice of )?(?:your|a|an)\b.{0,120}\b(?:a medical condition|any "
        r"questions|medical decisions?)\b",
        r".{0,40}\bassumes? no (?:liability|responsibility)\b",
    ),
    Kind.QUESTION: (
        r"our (?:medical |clinical )?(?:a\.? ?i\b|assistant|chatbot|model)",
        r"ask (?:any|a|another|your|our)\b.{0,40}\b(?:question|assistant|a\.?i)\b.{0,20}\b(?:and|to) get\b",
        r"get (?:\S+ ){0,4}answers\b",
    ),
    Kind.RELATED: (
        r"(?:join|trusted by|used by) .{0,40}(?:doctors|physicians|clinicians|professionals|"
        r"users)\b.{0,40}(?:world|today|free|sign up)\b",
    ),
}


def _any(patterns: dict[Kind, tuple[str, ...]]) -> dict[Kind, re.Pattern[str]]:
    return {kind: re.compile("|".join(f"(?:{one})" for one in some), re.IGNORECASE) for kind, some in patterns.items()}


WHOLE_LINE, BEGINNING = _any(WHOLE), _any(SENTENCE)
HEADS_PARAGRAPH = re.compile(f"{WHOLE[Kind.DISCLAIMER][0]}|{WHOLE[Kind.QUESTION][0]}", re.IGNORECASE)
COPYRIGHT = re.compile(r"\(c\) (?:19|20)\d\d\b", re.IGNORECASE)
OPTION_LINE = re.compile(rf"(?:i am |i'm )?{OPTION}", re.IGNORECASE)


def kind(line: Line, *, is_cited: bool = False) -> Kind | None:
    """What furniture ``line`` is by itself, or None; ``is_cited`` says that it carries citation markers."""
    if is_cited or len(line.text) > LONGEST:
        return None
    words = line.printed if COPYRIGHT.match(line.printed) else line.text
    text = words.replace("’", "'").rstrip(" .:!?…»›>→")
    for each, pattern in WHOLE_LINE.items():
        if pattern.fullmatch(text):
            return each
    if line.is_marked:
        return None
    return next((each for each, pattern in BEGINNING.items() if pattern.match(text)), None)


@dataclass(frozen=True)
class Sifted:
    """``kept`` lines, and the kind of each that was left out, by its number."""

    kept: tuple[Line, ...]
    left_out: dict[int, Kind]

    @property
    def end_of_references(self) -> int | None:
        """The number of the first line left out with which a list of references comes to an end."""
        return next((number for number, each in self.left_out.items() if each.ends_references), None)


def sift(lines: Sequence[Line], page: Sequence[Line], is_cited: Callable[[str], bool]) -> Sifted:
    """``lines``, a part of ``page``, without the furniture; ``is_cited`` knows a text that carries markers."""
    contents = _Contents(page)
    kept: list[Line] = []
    left_out: dict[int, Kind] = {}
    above, last = None, ""
    for line in lines:
        found = kind(line, is_cited=is_cited(line.text))
        if found is None and above and not is_cited(line.text):
            found = above if _belongs(line, above, last) or contents.lists(line, above) else None
        if found:
            left_out[line.number] = found
        else:
            kept.append(replace(line, gap=True) if above else line)
        above, last = found, line.text
    return Sifted(tuple(kept), left_out)


def _belongs(line: Line, above: Kind, last: str) -> bool:
    """True for a wrapped line, an option below a chooser, and the paragraph below a heading that is furniture."""
    if not line.gap and not line.is_marked and len(last) > WRAPPED and line.text[0].islower():
        return True
    if above is Kind.CHOOSER:
        return bool(OPTION_LINE.fullmatch(line.text.strip(" .")))
    if line.is_marked or above not in {Kind.DISCLAIMER, Kind.QUESTION}:
        return False
    if HEADS_PARAGRAPH.fullmatch(last.rstrip(" .:!?…")):
        return len(line.text) > WRAPPED or (line.gap and line.text.endswith((".", "!")))
    return not line.gap and not last.endswith((".", "!", "?")) and len(last) > WRAPPED


class _Contents:
    """A table of contents: it lists what stands elsewhere on the page as well, each once."""

    def __init__(self, page: Sequence[Line]) -> None:
        self.times = Counter(map(_key, page))
        self.listed: set[str] = set()

    def lists(self, line: Line, above: Kind) -> bool:
        key = _key(line)
        if above is not Kind.CONTENTS or self.times[key] < 2 or key in self.listed:
            return False
        self.listed.add(key)
        return True


def _key(line: Line) -> str:
    return line.text.casefold().rstrip(" .:")
