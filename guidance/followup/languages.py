"""Whether a text is in another language than English, by the small words that each is full of."""

import re

SMALL = """
    a about after an and any are as at be been can could did do does for from give had has have he help her his
    how i if in is it may me my no not of on or our she should so some than that the their there these they this
    to was we were what when where which who why will with without would you your
"""
ENGLISH = frozenset(SMALL.split())
OTHERS = {
    "Spanish": """
        el la los las un una unos de del que qué cuál cuáles cómo como cuándo cuando dónde es son está están y
        en por para con sin se su mi tengo tiene hay más pero tratamiento enfermedad puede
    """,
    "French": """
        le la les un une des de du que qui quel quelle quels quelles comment quand où est sont et en pour avec
        sans se son sa mon ma mes je j il elle ai avez peut faut traitement maladie dans au aux ce cette pas
    """,
    "German": """
        der die das den dem ein eine einen einer ist sind und oder wie was wann wo welche welcher für mit ohne
        von zu im am bei ich habe hat mein meine wird werden kann nicht auf gibt behandlung
    """,
    "Italian": """
        il lo la gli le un una di del della che quale quali come quando dove è sono e per con senza mio mia ho
        ha cosa nel nella si può cura
    """,
    "Portuguese": """
        o a os as um uma de do da dos das que qual quais como quando onde é são e em por para com sem meu minha
        tenho tem não tratamento
    """,
    "Dutch": """
        de het een van en is zijn wat hoe wanneer waar welke voor met zonder mijn ik heb heeft bij niet wordt
        behandeling
    """,
    "Swedish": """
        och att det som en ett är på för med hur vad när var av till har jag inte behandling den
    """,
    "Polish": """
        jest co jak kiedy gdzie i w na z do się nie czy mam ma leczenie choroba dla od przy jakie
    """,
    "Turkish": """
        ve bir bu için ne nasıl nedir mi mı var ile tedavisi hastalık benim
    """,
    "Indonesian": """
        yang dan di apa bagaimana adalah untuk dengan pengobatan saya itu ini dari
    """,
    "Romanian": """
        la și este sunt ce cum când unde pentru cu fără tratament boala care în de
    """,
}
OTHER_LANGUAGES = [frozenset(small.split()) for small in OTHERS.values()]


def is_foreign(text: str) -> bool:
    """True where most letters are of another script, or small words of another language outnumber English ones."""
    letters = [char for char in text if char.isalpha()]
    if sum(not _is_latin_or_greek(char) for char in letters) * 3 > len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", text.casefold())
    english = sum(word in ENGLISH for word in words)
    others = max(sum(word in small for word in words) for small in OTHER_LANGUAGES)
    return others > english and (others >= 2 or (english == 0 and not text.isascii()))


def _is_latin_or_greek(char: str) -> bool:
    return char < "\u0400" or "\u1e00" <= char < "\u2000"
