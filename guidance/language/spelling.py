"""Whether two words are one word in two spellings."""

import re
from functools import lru_cache

# British and American, and what is written either way. Only ever compared with what was folded too.
FOLDS = [
    (re.compile(pattern), spelled)
    for pattern, spelled in [
        (r"['’]s?$", ""),
        (r"ae|oe", "e"),
        (r"(?<=\w{3})our", "or"),
        (r"(?<=\w{2})is(?=(e|ed|es|er|ing|ation|ations)$)", "iz"),
        (r"ys(?=(e|ed|es|ing)$)", "yz"),
        (r"ll(?=(ed|ing|er|ation|ment)$)", "l"),
        (r"ogue(?=s?$)", "og"),
        (r"(?<=[bt])re(?=s?$)", "er"),
        (r"mme(?=s?$)", "m"),
        (r"^sulph", "sulf"),
        (r"^leuc", "leuk"),
    ]
]
ANY_FOLD = re.compile("|".join(pattern.pattern for pattern, _ in FOLDS))
# One substance in its international, British and American names.
SUBSTANCES = {
    other: name
    for name, others in {
        "aciclovir": "acyclovir",
        "valaciclovir": "valacyclovir",
        "amoxicillin": "amoxycillin",
        "ciclosporin": "ciclosporine cyclosporin cyclosporine",
        "cefalexin": "cephalexin",
        "furosemide": "frusemide",
        "indometacin": "indomethacin",
        "lidocaine": "lignocaine",
        "paracetamol": "acetaminophen",
        "epinephrine": "adrenaline",
        "norepinephrine": "noradrenaline",
        "salbutamol": "albuterol",
        "rifampicin": "rifampin",
        "pethidine": "meperidine",
        "hydroxycarbamide": "hydroxyurea",
        "estrogen": "oestrogen",
    }.items()
    for other in others.split()
}
# Real words that are one slip away from a word that weighs.
REAL_WORDS = """
    about alter arise backs bears blow calf casual catch chid chilled cloud cold cover dairy denial dream ears
    eating either even event ever fever fight fist flower form fort forth fours hall height hither house how last
    later latter lens lest lever light litter loss lots loud lover match meal meekly moth mould mourning mouth net
    night noses omen on ours own packs paper post power praise raisin reaches rectify right roses saw sever sight
    slat slower smart spot star stare stars step tape tart tears teats thee there thirst thirsty threw ties tight
    time ton tops tow tower trail tree tropical tub typical united untied void was watch water weakly wears weeds
    weight who won yours
"""
NOT_SLIPS = frozenset(REAL_WORDS.split())
OPPOSING = ["un", "in", "im", "ir", "il", "non", "dis", "mis", "de", "ab", "a", "an", "anti", "contra"]
SHORTEST_BASE = {"un": 3, "non": 3, "in": 5, "a": 6, "an": 6, "de": 6}  # “form” and “inform” are no opposites
EXCHANGED = [
    *(("hyper", "hypo"), ("pre", "post"), ("intra", "extra"), ("intra", "inter"), ("tachy", "brady")),
    *(("over", "under"), ("in", "ex"), ("im", "ex"), ("endo", "exo"), ("uni", "bi"), ("mono", "poly")),
    *(("up", "down"), ("macro", "micro"), ("ante", "post"), ("pro", "anti"), ("hemi", "para"), ("maxi", "mini")),
    *(("sub", "supra"), ("sub", "super"), ("iso", "hyper"), ("iso", "hypo"), ("normo", "hyper"), ("normo", "hypo")),
]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The one spelling under which ``word`` is compared."""
    word = word.casefold()
    if ANY_FOLD.search(word):  # of few words: the others are spared eleven searches
        for pattern, spelled in FOLDS:
            word = pattern.sub(spelled, word)
    return SUBSTANCES.get(word, word)


def is_slip(old: str, new: str, most: int = 1) -> bool:
    """True where a folded word is the other with a slip of the pen: ``most`` letters put in, left out, wrong or
    swapped. Two real words are no slip, nor two opposites.
    """
    if NOT_SLIPS & {old, new} or are_opposites(old, new):
        return False
    if max(len(old), len(new)) < 5:
        return (
            min(len(old), len(new)) >= 3
            and len(old) == len(new)
            and sorted(old) == sorted(new)
            and distance(old, new, 1) <= 1
        )
    return distance(old, new, most) <= most


def distance(old: str, new: str, most: int) -> int:
    """How many letters differ, two swapped ones counting as one; ``most`` + 1 where it is more than that."""
    if abs(len(old) - len(new)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(new) + 1))
    for i, letter in enumerate(old, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(new, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == new[j - 2] and old[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def are_opposites(old: str, new: str) -> bool:
    """“safe” and “unsafe”, “hypotension” and “hypertension”, “harmless” and “harmful”."""
    return new in opposites(old) or old in opposites(new)


@lru_cache(maxsize=20_000)
def opposites(word: str) -> frozenset[str]:
    """The words that would say the opposite of a folded ``word`` by another beginning or end; most do not exist."""
    negated = {f"{prefix}{word}" for prefix in OPPOSING if len(word) >= SHORTEST_BASE.get(prefix, 4)}
    for pair in EXCHANGED:
        for one, other in (pair, pair[::-1]):
            if word.startswith(one) and len(word) - len(one) >= 3:
                negated.add(other + word[len(one) :])
    if word.endswith("ful"):
        negated.add(word[:-3] + "less")
    return frozenset(negated)
