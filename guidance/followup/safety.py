"""What a question is, before anyone looks for its answer: an emergency, a person's case, something to decline.

General rules over the words alone. They know no disease and no drug, so that they hold whatever the board publishes.
"""

import re
from collections.abc import Iterable

from guidance.followup import languages
from guidance.vocabularies import Vocabulary


class Concern(Vocabulary):
    """Why a question is met by more than its answer, the gravest first."""

    EMERGENCY = "emergency"  # somebody may need help now
    EMPTY = "empty"  # holds no word
    FOREIGN = "foreign"  # in another language than the statements
    INJECTION = "injection"  # orders for a machine instead of a question
    DIAGNOSIS = "diagnosis"  # what somebody has
    DOSE = "dose"  # how much somebody should take
    OUTSIDE = "outside"  # nothing to do with health
    PERSONAL = "personal"  # about somebody: answered in general, with a note

    @property
    def declines(self) -> bool:
        """True where no statement is looked for."""
        return self not in {Concern.EMERGENCY, Concern.PERSONAL}


def concerns(question: str) -> tuple[Concern, ...]:
    """All that gives concern, the gravest first; none where it is a plain question.

    Outside medicine is left out where the words are about health too: whoever finds a statement may overrule it.
    """
    text = _plain(question)
    if not re.search(r"[^\W\d_]{2}", text):
        return (Concern.EMPTY,)
    found = {concern for concern, pattern in PATTERNS.items() if pattern.search(text)}
    if languages.is_foreign(question):
        found.add(Concern.FOREIGN)
    if _is_about_somebody(text):
        found.add(Concern.PERSONAL)
    else:
        found -= {Concern.DOSE}
    if HEALTH.search(text):
        found.discard(Concern.OUTSIDE)
    return tuple(concern for concern in Concern if concern in found)


def _plain(question: str) -> str:
    """In small letters, with one kind of apostrophe and of space."""
    return " ".join(question.casefold().replace("’", "'").replace("‘", "'").split())


def _is_about_somebody(text: str) -> bool:
    return bool(SOMEBODY.search(text))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


KIN = (
    r"(?:wife|husband|partner|spouse|mother|mum|mom|mam|mummy|father|dad|daddy|son|daughter|child|kid|baby|infant"
    r"|toddler"
    r"|boy|girl|brother|sister|aunt|uncle|niece|nephew|cousin|grand\w+|gran|nan|friend|boyfriend|girlfriend|fiance"
    r"|fiancee"
    r"|neighbou?r|colleague|patient|client|(?:\w+ )?in-law)(?:'s)?"
)
AGE = (
    r"\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[ -]?"
    r"(?:years?|yrs?|months?|weeks?|days?)[ -]?olds?\b"
)
AGED = (
    rf"{AGE}|\b\d{{1,3}} ?y(?:/| ?)o\b|\baged? \d{{1,3}}\b"
    r"|\b(?:i am|i'm|im|she is|he is|she's|he's|is) \d{1,3}\b(?! ?%)"
)
WHO = rf"(?:i|we|he|she|they|(?:my|our|his|her) (?:\w+ )?{KIN})"
SOMEBODY = _any(
    [
        rf"\b(?:my|our) (?:[\w-]+ ){{0,3}}{KIN}\b",
        rf"\b(?:a|an|this|the|have a|treating a) (?:\w+ )?{AGE} (?:man|woman|boy|girl|male|female|patient|child"
        rf"|lady|gentleman)",
        AGED,
        r"\b(?:i|we)(?:'m| am|'ve| have| had| was| were| take| took| get| got| feel| felt| need| suffer| weigh| use)\b"
        r"(?! (?:looking|wondering|asking|interested|writing|a (?:doctor|nurse|clinician|physician|student"
        r"|pharmacist)|trying to find))",
        r"\b(?:can|should|could|must|may|do|did|will|would|am) i\b(?! (?:find|know|read|learn|get|buy|ask))",
        r"\bmy (?:[\w-]+ ){0,2}(?:mri|scan|ct|blood|test|tests|results?|symptoms?|head|arm|leg|legs|hand|eyes?"
        r"|chest|heart"
        r"|doctor|neurologist|gp|diagnosis|treatment|medication|medicine|dose|condition|disease|illness|seizures?|pain"
        r"|body|brain|liver|kidneys?|skin|throat|stomach|back|speech|vision|memory|case|weight|infusion|csf"
        r"|lesions?)\b",
        r"\b(?:help|tell|advise|diagnose|treat|cure) me\b(?! (?:about|more|what|how|the|which|when|find|understand))",
        r"\b(?:for|in) (?:me|him|her)\b",
        rf"\b{WHO} (?:takes?|has|have|had|was|is|weighs?|got|started|been) (?:been )?(?:diagnosed|told|taking"
        rf"|put on|given)\b",
        r"\b(?:the|our|my|this|one) patient (?:of mine|is|has|was|takes|weighs|in bed|i)\b",
    ]
)
NOW = r"(?:right now|now|at the moment|currently|still|just|keeps?|won't stop|not stopping|doesn't stop|is not|isn't)"
BREATH = r"breath(?:e|ing)?"
PATTERNS = {
    Concern.EMERGENCY: _any(
        [
            r"\bchest (?:\w+ )?(?:pains?|pressure|tightness)|\b(?:pain|pressure|tightness|crushing)\b.{0,15}\bchest\b",
            r"\bheart attack\b|\bcardiac arrest\b|\bno pulse\b",
            rf"\b(?:can(?:'t|not| not)|cant|couldn't|unable to|struggling to|hard to|difficulty|trouble|short of"
            rf"|not|stopped"
            rf"|barely) (?:\w+ )?{BREATH}\b|\bgasping\b|\bchoking\b|\bsuffocat\w+|\bturn(?:ed|ing|s)? blue\b"
            rf"|\blips are blue\b",
            r"\b(?:having|has|in the middle of|during) (?:a|another|her|his) (?:seizure|fit|convulsion"
            r"|stroke)\b(?! (?:disorder|history))",
            r"\b(?:seizing|fitting|convulsing)\b(?! (?:in|into|for|with the))",
            r"\b(?:seizures?|fits?|convuls\w+|bleed(?:ing)?|shaking)\b.{0,30}\b(?:right now|now|won't stop"
            r"|will not stop|not stopp\w+|for \w+ minutes|"
            r"doesn't stop|keeps going|does not stop|at this moment)\b",
            r"\b(?:is|are|was|found (?:him|her|them)|lying|suddenly|has gone|went|goes|fell"
            r"|became) (?:now )?(?:unconscious(?! (?:patient|people|person|adult|child))|unresponsive|"
            r"not responding|not waking|limp)\b|\b(?:won't|will not|can't|cannot|doesn't|not|isn't"
            r"|does not) (?:wake|waking|responding|respond)\b(?! to\b)"
            r"|\b(?:passed out|blacked out|collapsed)\b|\bunconscious (?:now|and)\b",
            r"\bsuicid\w*|\b(?:kill|hurt|harm|hang|cut) (?:my|him|her|them)sel(?:f|ves)\b|\bself[- ]harm\w*"
            r"|\b(?:end|ending|take|taking|finish) (?:my|her|his|their|it all|my own|her own"
            r"|his own)(?: own)? (?:life|lives)\b|\bend it all\b"
            r"|\bwants? to die\b|\b(?:no reason|don't want|do not want|not want) to (?:live|be alive|go on"
            r"|wake up)\b|\bbetter off dead\b",
            r"\boverdos\w*|\b(?:took|taken|swallowed|drank|eaten|ate|given) (?:\w+ ){0,3}(?:too (?:many|much)"
            r"|twice|double|whole (?:bottle|box|"
            r"pack)|all (?:of )?(?:my|her|his|the)|bleach|poison|antifreeze|solvent|battery|pills)\b",
            r"\bface (?:is |has |was )?(?:suddenly )?(?:droop\w*|dropp\w*|numb)\b|\b(?:droopy|drooping) face\b"
            r"|\bsudden(?:ly)?\b.{0,30}\b(?:weak\w*|"
            r"numb\w*|can(?:'t|not) (?:speak|see|talk|move|walk)|paraly\w+|blind|lost (?:vision|sight|speech)"
            r"|worst headache)\b",
            r"\bcan(?:'t|not) (?:speak|talk|see|feel|move) .{0,25}\b(?:suddenly|since this morning|since an hour"
            r"|since today|now)\b",
            r"\bworst headache\b|\bthunderclap\b",
            r"\b(?:throat|tongue|lips?|face) (?:is |are |has |have )?(?:suddenly )?(?:swell\w*|swollen|clos\w+)\b"
            r"|\banaphyla\w+ (?:now|right now)\b",
            r"\b(?:bleeding|blood) (?:heavily|badly|everywhere|a lot)|\b(?:vomiting|coughing(?: up)?"
            r"|throwing up) (?:\w+ )?blood\b|\bsevere bleeding\b",
            r"\bcall(?:ing)? (?:an ambulance|999|911|112|000|emergency)\b|\b(?:it is|it's|this is|is this"
            r"|is it) an emergency\b|\bdying (?:now|right now)\b"
            r"|\b(?:i am|i'm|is|she's|he's) dying\b|\bneed(?:s)? (?:an )?ambulance\b",
        ]
    ),
    Concern.INJECTION: _any(
        [
            r"\b(?:ignore|disregard|forget|override|bypass|skip|drop)\b.{0,40}\b(?:instruction|prompt|rule"
            r"|guideline|direction|order|polic|"
            r"restriction|filter|safety|above|previous|prior|earlier|context|everything|user)\w*",
            r"\b(?:system|developer|hidden|initial|original|secret) (?:prompt|message|instruction|mode|password"
            r"|key)s?\b",
            r"\b(?:you are|you're|you will be|you must be) (?:now|no longer|an? (?:ai|unrestricted|uncensored|dan"
            r"|bot|assistant|language))\b",
            r"\b(?:act|behave|respond|answer|reply|speak|talk|write) (?:as|like) (?:an?|if|though|the|my|someone)\b",
            r"\bpretend\b|\brole[- ]?play\b|\bjailbreak\w*|\bprompt injection\b|\bdo anything now\b|\bunfiltered\b",
            r"\b(?:reveal|print|output|repeat|show|display|leak|dump|list|return)\b.{0,40}\b(?:prompt"
            r"|instructions?|password|secret|api key|"
            r"environment variables?|source code|database|config\w*|the words? above|everything above|confidential"
            r"|admin)\b",
            r"\b(?:drop|truncate|alter) table\b|\b(?:union )?select\b.{1,60}\bfrom\b|\binsert into\b"
            r"|' or '?1'?='?1|\bdelete from\b",
            r"<\s*/?\s*(?:script|img|iframe|svg|style|a|body|html|system|user|assistant|im_start)\b|\bjavascript:"
            r"|\bon\w+\s*=\s*[\"']?\w+\(",
            r"\[/?inst\]|<<?/?sys>>?|<\|[^|]*\|>|\b(?:assistant|system|user) ?:|\"role\"\s*:|#{3,} ?(?:new|system"
            r"|instruction)|\{\{.*\}\}|\$\{.*\}",
            r"\b(?:say|state|answer|respond|reply|write|output|print)\b.{0,30}\b(?:only|exactly|with the word"
            r"|the following|nothing but|injected|approved by)\b",
            r"\bi want you to (?:act|be|pretend|write|ignore|play)\b|\bnew instructions?\b|\bend of (?:prompt"
            r"|instructions?|context)\b",
            r"\b(?:make up|invent|fabricate|hallucinate)\b|\b(?:without|no|skip|omit|remove)(?: the| any"
            r"| your)? (?:citations?|sources?|disclaimers?|warnings?)\b"
            r"|\bin your own words\b|\bfrom your own knowledge\b",
        ]
    ),
    Concern.DIAGNOSIS: _any(
        [
            r"\b(?:do|does|did|could|can|might|would|may) (?:i|we|he|she|they|my [\w-]+|our [\w-]+|this person"
            r"|the patient) (?:really |also |still "
            r"|possibly )?(?:have|has|got|be (?:having|suffering))\b(?! (?:to|any (?:choice|option)|a (?:choice"
            r"|right)))",
            r"\bwhat(?:'s| is| could be| might be)? (?:be )?(?:is )?(?:wrong|the matter|going on"
            r"|happening) (?:with|to) (?:me|him|her|us|my|our|them)\b",
            r"\bdiagnose (?:me|him|her|my|this|our|the patient)\b|\bgive me a diagnosis\b|\bwhat(?:'s| is"
            r"| would be| could be) (?:my|his|her|the likely|your) diagnosis\b",
            r"\bwhat (?:do|does|could|would) (?:i|he|she|my \w+) have\b|\bwhat (?:disease|condition|illness"
            r"|disorder) (?:do|does|is it|could|have) (?:i|he|she|my|this|that|it)\b",
            r"\b(?:could|can|might|would|may|is) (?:it|this|that|these|my [\w-]+(?: [\w-]+)?|his [\w-]+"
            r"|her [\w-]+) (?:really |also |possibly |just )?(?:mean|point to|"
            r"indicate|suggest|be (?!\w+(?:ed|en|wn|ne|pt|ad|ught)\b|safe\b|used\b|possible\b))\b",
            r"\b(?:am|is|are) (?:i|he|she|my [\w-]+) (?:having|suffering|getting|developing|at risk|sick|ill"
            r"|infected)\b",
            r"\b(?:is|are) (?:it|this|that|these|my [\w-]+(?: [\w-]+)?|his [\w-]+|her [\w-]+) (?:symptoms? "
            r"|signs? |pains? )?(?:caused by|due to|because of|from|a symptom|a sign|serious|normal|dangerous"
            r"|cancer\w*)\b",
            r"\b(?:interpret|read|explain|look at|analy[sz]e|evaluate) (?:my|his|her|this|these"
            r"|our) (?:\w+ )?(?:mri|scan|ct|blood|test|lab|results?|report|x-?ray|symptoms?)",
            r"\bwhat do(?:es)? (?:my|his|her) (?:[\w-]+ ){1,3}mean\b",
        ]
    ),
    Concern.DOSE: _any(
        [
            r"\bdos(?:e|es|age|ages|ing)\b",
            r"\bhow (?:much|many)\b.{0,60}\b(?:take|give|gave|given|inject\w*|use|swallow|administer|tablets?"
            r"|pills?|mg|milligrams?|ml|drops?|units?|"
            r"capsules?|have|need|safe)\b",
            r"\b\d+ ?(?:mg|milligrams?|mcg|ml|units?|g|tablets?|pills?)\b",
            r"\b(?:increase|reduce|double|halve|raise|lower|change|adjust|taper|up|cut) (?:my|his|her|the"
            r"|their) (?:\w+ )?(?:dose|tablets?|pills?|"
            r"medication|medicine|steroids?|prednis\w+)\b",
        ]
    ),
    Concern.OUTSIDE: _any(
        [
            r"\b(?:weather|rain|forecast|football|soccer|cricket|baseball|basketball|tennis|olympics?|world cup"
            r"|premier league|movies?|films?|netflix"
            r"|songs?|lyrics|poems?|limerick|joke|riddle|essay|novel|horoscope|zodiac|lottery|bitcoin|crypto\w*"
            r"|stocks?|shares? price|mortgage|tax(?:es)?"
            r"|president|prime minister|election|vote|politic\w*|parliament|war|capital (?:city )?of|population of"
            r"|recipe|bake|cake|pizza|pasta|restaurant|hotel"
            r"|flights?|train times|holiday|vacation|passport|visa|car|cars|engine|bicycle|smartphone|iphone"
            r"|laptop|computer|wi-?fi|python|javascript|html|"
            r"program(?:ming)?|algorithm|code|excel|spreadsheet|homework|equation|integral|square root|history of"
            r"|king|queen|translate|grammar|spelling"
            r"|dog|cat|puppy|kitten|garden|plants?|lawn|paint|plumber|plumbing|furniture|shopping|buy|sell"
            r"|price of|gift|birthday party|wedding|dating|girlfriend"
            r"|boyfriend|sue|lawyer|divorce|landlord|salary|cv|resume|job interview|moon|planets?|dinosaurs?|chess"
            r"|video games?)\b",
            r"\b\d+ ?[-+*/x×] ?\d+\b|\bwhat time is it\b|\bwho (?:won|wrote|painted|invented|is the (?:king|queen"
            r"|president|ceo))\b",
        ]
    ),
}
HEALTH = re.compile(
    r"\b(?:disease|disorder|syndrome|illness|sick|symptom|treat|therap|cure|drug|medic|doctor|physician|nurse"
    r"|hospital|clinic|patient|diagnos|pain|infect"
    r"|virus|cancer|tumou?r|brain|blood|heart|liver|kidney|seizure|vaccin|surg|dose|dosage|tablet|pill|pregnan"
    r"|health|mri|scan|prognos|inherit|genetic"
    r"|leuko|encephal|itis\b|osis\b|pathy\b)|\w+(?:itis|osis|pathy|emia|aemia|mab|vir|sone)\b"
)
