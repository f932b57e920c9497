"""What a printed page carries so that a reader finds the page again."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from django import template
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

register = template.Library()

# Any of the eight patterns can be read. The library would try them all for the handsomest, which takes it 10 ms.
MASK = 2


class Code(NamedTuple):
    """A QR code as the path of an SVG, ``size`` modules wide and high, drawn by strokes one wide."""

    size: int
    path: str


@register.filter
@lru_cache(maxsize=1024)
def qr_code(address: str) -> Code:
    """The code of ``address``, which may lose 15 % of itself to dirt and folds."""
    code = QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=MASK)
    code.add_data(address)
    code.make()
    return Code(len(code.modules), "".join(_strokes(y, row) for y, row in enumerate(code.modules)))


def _strokes(y: int, row: Iterable[bool | None]) -> str:
    """The dark modules of a row, ``y`` rows down."""
    runs = [(is_dark, len(list(modules))) for is_dark, modules in groupby(row, key=bool)]
    return f"M0 {y}.5" + "".join(f"h{length}" if is_dark else f"m{length} 0" for is_dark, length in runs)
