"""The bytes or text of a file as lines, whatever they are encoded in and however they end."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
BYTES = re.compile(rb"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHUNK = 1 << 20  # bytes decoded at a time
HEAD = 4096  # bytes by which UTF-16 without its mark is told
WINDOWS = re.compile(rb"[\x80-\x9f]")  # characters in Windows-1252, controls in Latin-1


@dataclass(frozen=True)
class Text:
    content: bytes | str
    encoding: str  # Python's name of it; “text” of what was pasted

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line's number, from 1, and the line without its end."""
        if isinstance(self.content, bytes) and not self.encoding.startswith(("utf-16", "utf-32")):
            return enumerate((_unmarked(_decoded(found[1])) for found in BYTES.finditer(self.content)), 1)
        text = self.content if isinstance(self.content, str) else self.content.decode(self.encoding, "replace")
        return enumerate((_unmarked(found[1]) for found in LINE.finditer(text)), 1)


def _unmarked(line: str) -> str:
    """Files that were put together bring each its own byte order mark, in the middle of the whole."""
    return line.lstrip("\ufeff")


def _decoded(line: bytes) -> str:
    """A line in UTF-8; else in Windows-1252, and in Latin-1 where it has a byte that Windows does not know."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def told(content: bytes | str) -> Text:
    """``content`` with its encoding: by its mark, else UTF-8, else, of the lines that are not, Windows' or Latin-1."""
    if isinstance(content, str):
        return Text(content, "text")
    if marked := next((name for mark, name in MARKS if content.startswith(mark)), None):
        return Text(content, marked)
    head = content[:HEAD]
    for name, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if 2 * zeros.count(0) > len(zeros) and 2 * others.count(0) < len(others):
            return Text(content, name)
    if content.isascii():
        return Text(content, "ascii")
    if _is_utf8(content):
        return Text(content, "utf-8")
    return Text(content, "cp1252" if WINDOWS.search(content) else "latin-1")


def _is_utf8(content: bytes) -> bool:
    """Decoded a chunk at a time: as one text a large file takes four times its size."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(content), CHUNK):
            decoder.decode(content[at : at + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
