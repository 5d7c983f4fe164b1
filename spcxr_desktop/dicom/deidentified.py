"""What the workers answer about files without their patient. Free of pydicom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Deidentified:
    """One file. ``data``: uint8 [bytes], all of it. ``pseudonym`` and UIDs: the new ones. ``codes``: of what was done
    (PS3.16 CID 7050). ``warnings``: why text may be burned into the picture, in words that name no one.
    """

    data: NDArray[np.uint8]
    pseudonym: str
    study_instance_uid: str
    sop_instance_uid: str
    codes: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Indexed:
    """How many files a DICOMDIR lists, and how many lie beside it without a record."""

    listed: int
    others: int
