"""What a question asks: its words, what they are about, and what it wants to know of it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from guidance.search import words
from guidance.vocabularies import Vocabulary

LONGEST = 500  # characters of a question that are read


class Ask(Vocabulary):
    """What may be asked of a subject, and what a statement may tell of it."""

    DEFINITION = "definition"
    TREATMENT = "treatment"
    FALLBACK = "fallback"  # what if that fails
    STOPPING = "stopping"
    MONITORING = "monitoring"
    DIAGNOSIS = "diagnosis"
    SYMPTOMS = "symptoms"
    CAUSES = "causes"
    RISK = "risk"  # who gets it
    PREVENTION = "prevention"
    OUTLOOK = "outlook"
    HARMS = "harms"  # side effects, complications
    DURATION = "duration"  # how long
    WHEN = "when"
    DOSE = "dose"
    FREQUENCY = "frequency"  # how common
    INHERITANCE = "inheritance"
    GENES = "genes"
    RESEARCH = "research"
    STAGES = "stages"
    COST = "cost"
    LIVING = "living"  # food, work, travel, support


# By these words a question asks for it, and a heading announces it.
ASKED = {
    Ask.TREATMENT: r"treat|therap|\bcure|manag(?:e|ing)|medicine|medication|\bdrugs?\b|remed|get rid|what (?:can"
    r"|should|could|is)"
    r"(?: \w+)? (?:be )?(?:do|done)\b|what to do|surgery|surgical|reliev|relief|alleviat|first step|first[- ]line"
    r"|options?\b",
    Ask.FALLBACK: r"(?:no|not|n't|without|lack of|poor|inadequate|insufficient)(?: \w+)? (?:respon\w+|respond\w*"
    r"|work\w*|help\w*|improve\w*"
    r"|effect\w*|enough|better)|fail|refractory|resistan|second[- ]line|third[- ]line|next step|what next"
    r"|\bif (?:that|this|it) (?:does|do)",
    Ask.STOPPING: r"\bstop|withh(?:o|e)ld|discontinu|\bend\b|hold back|held back|come off|interrupt",
    Ask.MONITORING: r"monitor|follow(?:ed)?[- ]?up|\bcheck(?:ed|s)?\b|surveill|how often|repeat",
    Ask.DIAGNOSIS: r"diagnos|\btests?\b|testing|\bexams?\b|screen|detect|confirm|rule[sd]? out|biops|\bscans?\b",
    Ask.SYMPTOMS: r"symptom|\bsigns?\b|present with|manifest|feel like|look like",
    Ask.CAUSES: r"\bcaus|^why\b|reasons?\b|due to|lead to|result (?:in|from)|etiolog|aetiolog|origin"
    r"|brings? (?:it )?on|trigger",
    Ask.RISK: r"at risk|risk factors?|who (?:gets|is likely|develops)|more likely|suscept|raises? the risk"
    r"|increase the risk",
    Ask.PREVENTION: r"prevent|avoid|protect|reduce (?:the |my )?risk|lower (?:the )?risk|vaccin",
    Ask.OUTLOOK: r"outlook|prognos|life expectan|surviv|recover|fatal|\bdie\b|death|live with"
    r"|long[- ]term (?:outlook|outcome|prognos|effect)|get better|curable|reversible|outcome",
    Ask.HARMS: r"side[- ]effect|adverse|complication|danger|harm|risks of|safe\b|safety|toxicit",
    Ask.DURATION: r"how long|how many (?:days|weeks|months|years|courses|cycles)|duration|how soon",
    Ask.WHEN: r"^when\b|\bwhen (?:should|do|does|is|are|can|to|would)",
    Ask.DOSE: r"\bdos(?:e|es|ing|age|ages)\b|how (?:much|many mg|many tablets|many pills|many milligrams)|\bmg\b"
    r"|milligram",
    Ask.FREQUENCY: r"how (?:many people|common|frequent|rare|prevalent)|prevalen|inciden|frequency|statistic",
    Ask.INHERITANCE: r"inherit|heredit|run in (?:the |my )?famil|passed (?:on|down)|genetic\b(?! change| test)",
    Ask.GENES: r"genetic change|mutation|\bgenes?\b|chromosom",
    Ask.RESEARCH: r"research|clinical trial|\btrials?\b|latest|new(?:est)? (?:treatment|stud)",
    Ask.STAGES: r"\bstages?\b|staging",
    Ask.COST: r"\bcosts?\b|price|expensive|insurance|afford|\bpay\b",
    Ask.LIVING: r"\bdiet|\beat|\bfoods?\b|living with|\bcop(?:e|ing)\b|support group|caregiver|consider|exercise"
    r"|\btravel|\bschool",
    Ask.DEFINITION: r"^what(?:'s| is| are)(?: \(are\))?(?: an?)? (?!the\b)|\binformation\b|tell me about|defin"
    r"|\bmeaning\b|stand for|overview"
    r"|explain",
}
PATTERNS = {ask: re.compile(pattern) for ask, pattern in ASKED.items()}
# Asked for these, a statement about something else is no answer, however many words it shares.
STRICT = frozenset(
    {Ask.DOSE, Ask.COST, Ask.INHERITANCE, Ask.GENES, Ask.FREQUENCY, Ask.DURATION, Ask.HARMS, Ask.PREVENTION}
    | {Ask.OUTLOOK, Ask.SYMPTOMS, Ask.DIAGNOSIS, Ask.MONITORING, Ask.CAUSES, Ask.RISK}
)
SHORT = 6  # words of its subject
EXACT = frozenset({Ask.DOSE, Ask.COST, Ask.INHERITANCE, Ask.GENES, Ask.FREQUENCY})

STOPPED = """
    a about after all also am an and any are as at be been before being both but by can could d did do does
    doing don for from get gets getting give given gives go had has have having he her hers him his how i if in
    into is it its itself just ll m may me might more most must my no not of on or our ours out over own please
    re s shall she should so some such t than that the their theirs them then there these they this those to too
    us use used using ve very was we were what when where which while who whom whose why will with without would
    you your yours isn aren doesn won can't
"""
STOP_WORDS = frozenset(STOPPED.split())
# What questions of every subject are made of: it says what is asked, not what about.
FRAME = """
    treat treats treated treating treatment treatments therapy therapies cure cured manage managed management
    medicine medication drug remedy symptom sign cause caused causes reason inherited inherit inheritance
    hereditary genetic change gene mutation people person many much common often rare long soon first next
    diagnose diagnosed diagnosis test outlook prognosis expectancy life research clinical trial study latest new
    prevent prevention prevented risk complication stage information find tell know need help want available
    best better good relate related affect affected effect effective happen happens likely become work works
    working fail fails failed respond responds response stop stopped start started take taken option recommend
    recommended recommendation advise advised done make mean means doctor specialist physician hospital disease
    disorder syndrome condition illness patient case type kind way thing something anything include including
    should approach guideline guidance evidence board say says answer question explain understand define
    definition someone somebody anyone everyone adult currently today tomorrow yesterday side effects how follow
    try tried cope deal occur still ever already usually normally exactly really generally wife husband partner
    spouse mother mum mom father dad son daughter baby brother sister aunt uncle grandmother grandfather friend
    neighbour man woman old year years now dear hello hi doctor thanks thank please sir madam survive survives
    survived survival survivor recover recovery death die fatal outcome duration dose dosage cost price bring
    brings known untreated term drug drugs worried hear heard read think
"""
# Other words for the same, in any field of medicine, where one is not an ending of the other.
SAME = {
    **dict.fromkeys(("corticosteroid", "corticosteroids", "glucocorticoid", "glucocorticoids"), "steroid"),
    **dict.fromkeys(("convulsion", "convulsions", "fits"), "seizure"),
    **dict.fromkeys(("anticonvulsant", "anticonvulsants", "antiepileptic", "antiepileptics"), "antiseizure"),
    **dict.fromkeys(("hypertension", "hypertensive"), "pressure"),
    **dict.fromkeys(("physio", "physical"), "physiotherapy"),
    **dict.fromkeys(("therapies", "therapeutic"), "therapy"),
}
AGES = re.compile(
    r"\b\d{1,3}[ -]?(?:years?|yrs?|months?|weeks?|days?)[ -]?olds?\b|\b\d{1,3} ?y/?o\b|\baged? \d{1,3}\b"
    r"|(?:\bis|\bam|\bi'm) \d{1,3}\b(?! ?%)",
    re.IGNORECASE,
)
LEANS = re.compile(
    r"^(?:and|but|or|also|then|so|what about|how about|what if|even|in|for|with|if|after|before|during)\b"
    r"|\b(?:it|that|this|they|them|those|these|then|instead|there)\b"
)


@dataclass(frozen=True)
class Asked:
    """A question taken apart. ``subject`` is what it is about, ``words`` all that weighs; both are stems."""

    text: str
    words: frozenset[str]
    subject: frozenset[str]
    asks: frozenset[Ask]

    @property
    def numbered(self) -> frozenset[str]:
        """What a short question counts or numbers (“type 6”, “5q”): another number is another thing."""
        numbers = frozenset(stem for stem in self.subject if any(char.isdigit() for char in stem))
        return numbers if len(self.subject) <= SHORT else frozenset()

    @property
    def exact(self) -> frozenset[Ask]:
        """What a statement must tell, unless the question asks for much at once."""
        return self.asks & EXACT if len(self.asks) <= 2 else frozenset()

    @property
    def strict(self) -> frozenset[Ask]:
        return self.asks & STRICT


def stems(text: str) -> list[str]:
    """The stems of the words of ``text`` that carry meaning, in order, other words for the same as one."""
    found = (match.group().casefold() for match in words.WORD.finditer(text))
    return [stem(word) for word in found if word not in STOP_WORDS]


def stem(word: str) -> str:
    return words.stem(SAME.get(word, word))


def spellings(stems: frozenset[str]) -> dict[str, str]:
    """By each stem that a text may have for one of these, that one."""
    return {other: stem for stem in stems for other in (stem, *OTHERS.get(stem, ()))}


OTHERS: dict[str, tuple[str, ...]] = {}
for _other, _word in SAME.items():
    OTHERS[words.stem(_word)] = (*OTHERS.get(words.stem(_word), ()), words.stem(_other))
FRAME_STEMS = frozenset(stem(word) for word in FRAME.split())


@lru_cache(maxsize=5_000)
def asks(text: str) -> frozenset[Ask]:
    """What ``text``, a question or a heading, is after; a definition only where it is after nothing else."""
    text = " ".join(text.replace("’", "'").casefold().split())
    found = frozenset(ask for ask, pattern in PATTERNS.items() if pattern.search(text))
    return found - {Ask.DEFINITION} or found


def asked(question: str, *, before: str = "") -> Asked:
    """``question`` taken apart. One that goes on from ``before`` (“and in children?”) is about what that was about."""
    question = question[:LONGEST]
    every, earlier = frozenset(stems(AGES.sub(" ", question))), frozenset(stems(before[:LONGEST])) - FRAME_STEMS
    about = every - FRAME_STEMS
    if before and goes_on(question, about):
        every, about = every | earlier, about | earlier
    return Asked(question, every, about, asks(question) or asks(before))


def goes_on(question: str, about: frozenset[str]) -> bool:
    """True where ``question`` leans on the one before it: it begins with “and”, points back, or names no subject."""
    return not about or bool(LEANS.search(" ".join(question.casefold().split())))
