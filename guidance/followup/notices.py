"""All that the follow-up box ever says in words of its own: a fixed list. Whatever else it shows was signed."""

from guidance.audiences import Audience
from guidance.documents import Wording
from guidance.followup.safety import Concern
from guidance.vocabularies import Outcome

NUMBER = "{number}"  # where the local emergency number stands


CONCERNS = {
    Concern.EMERGENCY: Wording.of(
        f"This may be an emergency. Call {NUMBER}, or the emergency number where the patient is, before reading on. "
        "Do not wait for an answer here.",
        f"This may be an emergency. Call {NUMBER} now, or the emergency number where you are. If you might harm "
        "yourself, call now too and stay with somebody. Do not wait for an answer here.",
    ),
    Concern.EMPTY: Wording.of(
        "There is no question here that we can read. Ask in a sentence, for example what to do first, or when.",
        "There is no question here that we can read. Please ask in a sentence.",
    ),
    Concern.FOREIGN: Wording.of(
        "The board publishes in English only, and so we can read questions in English only.",
        "We can only read questions in English, because everything here is written in English.",
    ),
    Concern.INJECTION: Wording.of(
        "This box takes no instructions. It looks for statements that the board has signed, and quotes them.",
        "This box follows no orders. It only looks for what the board has signed, and shows you that.",
    ),
    Concern.DIAGNOSIS: Wording.of(
        "What somebody has cannot be told from here: it takes an examination. Published guidance cannot diagnose.",
        "We cannot tell you what illness somebody has. Please ask a doctor who can examine the person.",
    ),
    Concern.DOSE: Wording.of(
        "No dose for a person is given here. It rests with the prescriber, the product information and a pharmacist.",
        "We cannot say how much of a medicine somebody should take. Please ask the doctor or a pharmacist. "
        "Do not change a dose by yourself.",
    ),
    Concern.OUTSIDE: Wording.of(
        "This is not a question about health guidance, and only health guidance is published here.",
        "This is not a question about health, and health guidance is all that we publish.",
    ),
    Concern.PERSONAL: Wording.of(
        "What follows holds in general. It is not advice for this person, whose own team knows more than we do.",
        "What follows is general. It is not advice for you or for the person you ask about. "
        "Please talk to a doctor or nurse who knows them.",
    ),
}
OUTCOMES = {
    Outcome.ANSWERED: Wording.of(
        "Every sentence below is a statement that the board has signed, quoted whole.",
        "Every sentence below was checked and signed by the board.",
    ),
    Outcome.NOT_COVERED: Wording.of(
        "An article says that it does not cover this. The board has published nothing else that answers it.",
        "This is something that our guidance leaves out, as it says itself.",
    ),
    Outcome.REFUSED: Wording.of(
        "The board has published nothing that answers this.",
        "The board has published nothing that answers this.",
    ),
}
ELSEWHERE = Wording.of(
    "The article you asked from does not answer this. What follows stands in other articles.",
    "The page you asked from does not answer this. What follows is from other pages.",
)


def concern(concern: Concern, audience: Audience, *, number: str) -> str:
    """The sentence for ``concern``, with the local emergency ``number`` in its place."""
    return CONCERNS[concern].for_audience(audience).replace(NUMBER, number)


def outcome(outcome: Outcome, audience: Audience) -> str:
    """The sentence for ``outcome``; “” where the concern itself says all."""
    return OUTCOMES[outcome].for_audience(audience) if outcome in OUTCOMES else ""


def elsewhere(audience: Audience) -> str:
    return ELSEWHERE.for_audience(audience)
