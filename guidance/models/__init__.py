from guidance.models.article import (
    Acceptance,
    Article,
    Citation,
    DraftContributor,
    FormerSlug,
    ListedReference,
    Section,
    Step,
    Topic,
)
from guidance.models.edition import Contribution, Edition, EditionReference, Immutable, Kept, SignOff
from guidance.models.feedback import Awaited, Question, Report, Tally
from guidance.models.glossary import Term
from guidance.models.imports import Import, ImportRecord
from guidance.models.limits import Allowance
from guidance.models.member import Member
from guidance.models.reference import Reference
from guidance.models.search import Entry, Name, Passage, Posting, Word

__all__ = [
    "Acceptance",
    "Allowance",
    "Article",
    "Awaited",
    "Citation",
    "Contribution",
    "DraftContributor",
    "Edition",
    "EditionReference",
    "Entry",
    "FormerSlug",
    "Immutable",
    "Import",
    "ImportRecord",
    "Kept",
    "ListedReference",
    "Member",
    "Name",
    "Passage",
    "Posting",
    "Question",
    "Reference",
    "Report",
    "Section",
    "SignOff",
    "Step",
    "Tally",
    "Term",
    "Topic",
    "Word",
]
