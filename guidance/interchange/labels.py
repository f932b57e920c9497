"""What a page calls the kind of a source (“Guideline”, “Research”), and what its title says of it."""

import re

from guidance.vocabularies import ReferenceKind

LABELS = {
    ReferenceKind.SYSTEMATIC_REVIEW: r"systematic review(?: and meta-analysis)?|meta-?analysis|cochrane review",
    ReferenceKind.TRIAL: r"(?:(?:randomi[sz]ed|controlled|clinical) )*trial|rct",
    ReferenceKind.COHORT: r"cohort(?: study)?|observational study|case-control study",
    ReferenceKind.CASE_REPORT: r"case (?:report|series|study)",
    ReferenceKind.GUIDELINE: r"(?:(?:clinical|practice|treatment|clinical practice) )?guideline|guidance|"
    r"consensus(?: statement)?|position statement|recommendation|(?:drug |prescribing )?label|prescribing information",
    ReferenceKind.SECONDARY_SUMMARY: r"(?:(?:clinical|topic|secondary|evidence|practice) )*(?:summary|overview)|"
    r"web ?(?:site|page)|textbook|book|encyclop(?:a)?edia|news",
    ReferenceKind.REVIEW: r"(?:narrative |literature )?review(?: article)?",
    ReferenceKind.OTHER_RESEARCH: r"(?:(?:primary|original|clinical) )*(?:research|study)(?: (?:article|paper|study))?|"
    r"(?:journal )?article|paper",
}
PLURALS = {"summaries": "summary", "studies": "study", "meta-analyses": "meta-analysis"}
ANY = "|".join(LABELS.values())
PATTERNS = {kind: re.compile(pattern) for kind, pattern in LABELS.items()}
ALONE = re.compile(rf"[\[(]?(?:type ?: ?)?(?P<label>{ANY}|summaries|studies|meta-analyses)s?[\])]?:?", re.IGNORECASE)
BEFORE = re.compile(rf"(?:[\[(](?P<held>{ANY})[\])]:?|(?P<plain>{ANY}) ?(?::|\||·|—|–)) ?(?=\S)", re.IGNORECASE)
AFTER = re.compile(rf" ?[\[(](?P<label>{ANY})[\])]\.?$", re.IGNORECASE)

# What the title of a piece of research says, the most telling first.
TITLES = {
    ReferenceKind.SYSTEMATIC_REVIEW: r"systematic(?:\s\w+)? review|meta-?analys[ie]s|systematic search",
    ReferenceKind.CASE_REPORT: r"case (?:report|series)|report of (?:a|one|two|three) cases?|a case of",
    ReferenceKind.TRIAL: r"randomi[sz]ed|\btrials?\b|double-blind|placebo-controlled|\bphase (?:[1-3]|i{1,3})\b",
    ReferenceKind.COHORT: r"\bcohort\b|\bregistry\b|retrospective|prospective|observational study",
    ReferenceKind.REVIEW: r"\breview\b",
}
GUIDELINE_TITLE = re.compile(
    r"guidelines?\b|consensus statement|position statement|recommendations\b|prescribing information", re.I
)
SUMMARY_TITLE = re.compile(r"\boverview\b|\bsummar(?:y|ies)\b|\bencyclopa?edia\b|\bwikipedia\b", re.I)
DETAILS = re.compile(
    r"(?:doi|pmid|pmcid|isbn|url|available|accessed|retrieved|https?:|www\.|10\.\d{4}|vol|pp?\.|\d)", re.I
)


def alone(text: str) -> str:
    """The label that is all ``text`` says, in lower case, or “”."""
    found = ALONE.fullmatch(text) if len(text) < 60 else None
    label = found["label"].casefold() if found else ""
    return PLURALS.get(label, label)


def within(text: str) -> tuple[str, str]:
    """``text`` without the label at its beginning or end, and that label in lower case."""
    if found := BEFORE.match(text):
        return text[found.end() :], (found["held"] or found["plain"]).casefold()
    if found := AFTER.search(text[-60:]):
        return text[: len(text) - len(found.group())], found["label"].casefold()
    return text, ""


def kind(label: str, title: str, source: str) -> ReferenceKind:
    """What the page calls it; of research, and where the page says nothing, what its title says."""
    said = next((each for each, pattern in PATTERNS.items() if pattern.fullmatch(label)), None)
    if said not in {None, ReferenceKind.OTHER_RESEARCH}:
        return said or ReferenceKind.OTHER_RESEARCH
    if said is None and GUIDELINE_TITLE.search(title):
        return ReferenceKind.GUIDELINE
    for each, pattern in TITLES.items():
        if re.search(pattern, title, re.IGNORECASE):
            return each
    if said is None and (SUMMARY_TITLE.search(title) or SUMMARY_TITLE.search(source)):
        return ReferenceKind.SECONDARY_SUMMARY
    return ReferenceKind.OTHER_RESEARCH


def is_only_details(text: str) -> bool:
    """True for a line that can only add to the source above it: an identifier, an address, pages."""
    return bool(DETAILS.match(text))
