"""An article about a disease that nobody has, and a question about another that it does not answer."""

from guidance.documents import Document, Wording
from tests.guidance.documents import a_document, a_section, a_step

TITLE = "How is grumbexitis treated?"
UNKNOWN = "How is fribbleosis treated?"


def grumbexitis() -> Document:
    below = a_step("Stop sanoxal.", lay="Sanoxal is stopped.", applies_when=Wording.of("On sanoxal", "On sanoxal"))
    above = a_step("Calm the grumbex first.", lay="First the grumbex is calmed.", steps=(below,))
    return a_document(sections=(a_section(above, heading="Grumbexitis treatment"),), title=TITLE)
