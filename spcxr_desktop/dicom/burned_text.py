"""Signs that text is part of the picture. They only ever warn: no file is said to be free of it because of them."""

from __future__ import annotations

from pydicom.dataset import Dataset
from pydicom.uid import UID

from spcxr_desktop.dicom.dataset import number, text

_SCREENS = frozenset({
    (480, 640), (600, 800), (768, 1024), (720, 1280), (1024, 1280), (900, 1440), (1050, 1680), (1200, 1600),
    (1080, 1920), (1200, 1920), (1440, 2560), (1600, 2560), (2160, 3840),
})  # fmt: skip


def header_signs(dataset: Dataset) -> tuple[str, ...]:
    """What the header says that makes text in the picture likely."""
    signs = []
    if text(dataset, "BurnedInAnnotation") == "YES":
        signs.append("the file says that there is text burned into the picture")
    if "SecondaryCapture" in UID(text(dataset, "SOPClassUID")).keyword:
        signs.append("it is a secondary capture")
    size = int(number(dataset, "Rows") or 0), int(number(dataset, "Columns") or 0)
    if (number(dataset, "BitsStored") or 16) <= 8 and size in _SCREENS:
        signs.append("it has the size of a screen")
    if any(_in_pixels(dataset, 0x60000102 + (plane << 16)) for plane in range(0, 32, 2)):
        signs.append("an overlay lies in unused bits of the pixels, which stay as they are")
    return tuple(signs)


def _in_pixels(dataset: Dataset, tag: int) -> bool:
    """Whether an overlay's bit position is not 0: PS3.5 8.1.2, retired."""
    value = dataset[tag].value if tag in dataset else 0
    return isinstance(value, int) and value > 0
