"""What a question asks of a thing, and what a heading promises to say of it: read by the same words."""

import re

from guidance.vocabularies import Action, SectionKind, Vocabulary


class Aspect(Vocabulary):
    """A side of a disease or a drug that one may ask about."""

    OVERVIEW = "overview"  # what it is
    CAUSES = "causes"
    SYMPTOMS = "symptoms"
    HARMS = "harms"  # of a treatment
    TESTS = "tests"  # by which it is found
    MONITORING = "monitoring"  # what is watched, and how often
    TREATMENT = "treatment"
    STOPPING = "stopping"  # a treatment that is ended or left alone
    OUTLOOK = "outlook"  # how it goes on, and how long
    PREVENTION = "prevention"
    INHERITANCE = "inheritance"
    GENES = "genes"
    FREQUENCY = "frequency"  # how many have it
    RISK = "risk"  # who is likely to get it
    STAGES = "stages"
    LIVING = "living"  # food, work, exercise, care at home
    REFERRAL = "referral"  # who should be seen, and by whom
    RESEARCH = "research"


# Words by which an aspect is asked for or announced.
SAID = {
    Aspect.CAUSES: r"causes?|caused|causing|why|due to|reasons?|leads? to",
    Aspect.SYMPTOMS: r"symptoms?|signs?|feels?|feeling|complain\w*",
    Aspect.HARMS: r"side.effects?|adverse|harms?|harmful|toxic\w*|safe|safety|dangers?|dangerous|complications?",
    Aspect.TESTS: r"diagnos\w*|tests?|tested|testing|exams?|detect\w*|screen\w*|scans?",
    Aspect.MONITORING: r"monitor\w*|follow.?up|how often|check(?:ed|s)?|watch(?:ed)?",
    Aspect.TREATMENT: r"treat\w*|therap\w*|manag\w*|cure[ds]?|medicines?|medications?|drugs?|remed\w+|surgery|reliev\w*"
    r"|relief|dos(?:e|es|age|ing)|supportive",
    Aspect.STOPPING: r"stop(?:ped|ping|s)?|discontinu\w*|withdraw\w*|halt\w*|come off",
    Aspect.OUTLOOK: r"outlook|prognosis|life expectancy|surviv\w*|long.term|recover\w*|how long|response",
    Aspect.PREVENTION: r"prevent\w*|avoid\w*|protect\w*|vaccin\w*",
    Aspect.INHERITANCE: r"inherit\w*|hereditary|passed|familial|run in",
    Aspect.GENES: r"genes?|genetic changes?|mutations?|chromosom\w*",
    Aspect.FREQUENCY: r"how many|how common|prevalence|incidence|frequen\w*|percent\w*|affected by|how rare",
    Aspect.RISK: r"at risk|risks?|risk factors?|susceptib\w*|likely to",
    Aspect.STAGES: r"stages?|staging",
    Aspect.LIVING: r"diets?|nutrition|eat\w*|foods?|living with|what to do|lifestyle|exercises?|considerations",
    Aspect.REFERRAL: r"refer(?:red|ral|s)?|specialists?|see a doctor|call for help",
    Aspect.RESEARCH: r"research|clinical trials?|stud(?:y|ies)",
    Aspect.OVERVIEW: r"what is|what are|what's|information|about|define\w*|definition|overview|meaning|background",
}
PATTERNS = {aspect: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for aspect, words in SAID.items()}
OF_KIND = {
    SectionKind.BACKGROUND: {Aspect.OVERVIEW},
    SectionKind.CAUSES: {Aspect.CAUSES},
    SectionKind.TREATMENT: {Aspect.TREATMENT},
    SectionKind.SUPPORTIVE: {Aspect.TREATMENT, Aspect.LIVING},
    SectionKind.MONITORING: {Aspect.MONITORING, Aspect.TESTS},
    SectionKind.RESPONSE: {Aspect.OUTLOOK},
    SectionKind.CONSIDERATIONS: {Aspect.LIVING},
}
OF_ACTION = {
    Action.STOP: {Aspect.STOPPING, Aspect.HARMS},
    Action.AVOID: {Aspect.STOPPING, Aspect.HARMS, Aspect.PREVENTION},
    Action.SWITCH: {Aspect.STOPPING, Aspect.TREATMENT},
    Action.START: {Aspect.TREATMENT},
    Action.CONSIDER: {Aspect.TREATMENT},
    Action.MONITOR: {Aspect.MONITORING, Aspect.TESTS},
    Action.REFER: {Aspect.REFERRAL},
    Action.COUNSEL: {Aspect.LIVING},
    Action.DEFINE: {Aspect.OVERVIEW},
    Action.INFORM: {Aspect.OVERVIEW},
}


def aspects(text: str) -> frozenset[Aspect]:
    """What ``text`` asks for or announces; OVERVIEW only where it names nothing closer."""
    found = {aspect for aspect, pattern in PATTERNS.items() if pattern.search(text)}
    return frozenset(found - {Aspect.OVERVIEW} or found)


def of_step(heading: str, kind: SectionKind, action: Action) -> frozenset[Aspect]:
    """What a step says something of: by its heading, or its section's kind where that names nothing; and its action."""
    return (aspects(heading) or frozenset(OF_KIND[kind])) | OF_ACTION.get(action, set())
