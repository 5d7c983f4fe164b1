"""The letters of the page and of the picture: two fonts that travel with the program, and what they cannot write.

Noto Sans (Latin, Greek, Cyrillic) and Droid Sans Fallback (Han, kana) lie in ``resources/fonts``. Scripts whose letters
change with their neighbours or run from right to left are not written: in wrong order they would be another name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Literal

from spcxr_desktop.domain.person_name import parse
from spcxr_desktop.store.paths import resources_dir

Face = Literal["plain", "bold", "han"]
FILES: dict[Face, str] = {
    "plain": "NotoSans-Regular.ttf", "bold": "NotoSans-Bold.ttf", "han": "DroidSansFallback.ttf",
}  # fmt: skip
UNWRITTEN = "[…]"
OTHER_SCRIPT = f"{UNWRITTEN}: letters that this export has no font for. The DICOM structured report has them."
_SHAPED = ((0x0590, 0x10A0), (0x1100, 0x1D00), (0xA800, 0xAC00), (0xFB1D, 0xFE00), (0xFE70, 0xFF00))


def font_file(face: Face) -> Path:
    """Where a font lies."""
    return resources_dir() / "fonts" / FILES[face]


def runs(text: str, face: Face = "plain") -> Iterator[tuple[Face, str]]:
    """The text in pieces of one font each; what no font has becomes ``UNWRITTEN``."""
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    for kind, letters in groupby(normal, lambda c: _face(c, face)):
        if kind is None:
            yield face, UNWRITTEN
        else:
            yield kind, "".join(letters)


def writable(text: str) -> bool:
    """Whether every letter can be written."""
    return all(_face(c, "plain") is not None for c in unicodedata.normalize("NFC", text) if not c.isspace())


def name_text(name: str) -> str:
    """A person name (VR PN) in the scripts that can be written; ``UNWRITTEN`` stands for those that cannot."""
    parsed = parse(name)
    whole = parsed.display()
    if not whole or writable(whole):
        return whole
    shown = [group.display(comma=group is parsed.alphabetic) for group in parsed.groups if group]
    kept = [text for text in shown if writable(text)]
    return " / ".join([*kept, UNWRITTEN])


def _face(c: str, face: Face) -> Face | None:
    point = ord(c)
    if any(low <= point < high for low, high in _SHAPED) or unicodedata.bidirectional(c) in ("R", "AL", "AN"):
        return None
    if point in _letters(face):
        return face
    return "han" if point in _letters("han") else None


@cache
def _letters(face: Face) -> frozenset[int]:
    """Code points of a font."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    return frozenset(TTFontFile(str(font_file(face)), charInfo=1).charToGlyph)
