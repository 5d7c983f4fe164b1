"""How much room the record takes, how much is left, and a word in time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import faults

Level = Literal["ok", "warning", "critical"]

GIB = 1 << 30
_SHARES = (0.8, 0.95)  # of the quota: warning, critical
_FREE = (2 * GIB, GIB // 2)  # left on the disk: warning, critical


@dataclass(frozen=True)
class Usage:
    """Bytes. ``quota`` 0: none is set. ``free``: on the disk, for this user."""

    record: int
    journals: int
    backups: int
    free: int
    quota: int = 0

    @property
    def total(self) -> int:
        """Everything this program keeps."""
        return self.record + self.journals + self.backups

    @property
    def level(self) -> Level:
        """The worse of what the quota and what the disk says."""
        share = self.total / self.quota if self.quota else 0.0
        if share >= _SHARES[1] or self.free < _FREE[1]:
            return "critical"
        return "warning" if share >= _SHARES[0] or self.free < _FREE[0] else "ok"

    @property
    def notice(self) -> UserError | None:
        """What the user is told; None where there is room."""
        if self.level == "ok":
            return None
        of = f" of {self.quota / GIB:.1f} GiB" if self.quota else ""
        return UserError(
            f"The record takes {self.total / GIB:.1f} GiB{of}; {self.free / GIB:.1f} GiB are free on its disk.",
            "Room for the work of the next weeks.",
            "Delete old studies or old backups, or free space on the disk.",
            code=f"quota_{self.level}",
        )


def usage(folder: Path, quota: int = 0) -> Usage:
    """Measure ``folder``. Raises UserError where it cannot be read."""
    try:
        record = _size(folder, "*")
        journals, backups = _size(folder / "journals", "*"), _size(folder / "backups", "*")
        return Usage(record, journals, backups, shutil.disk_usage(folder).free, quota)
    except OSError as error:
        raise faults.of_system(error, folder) from error


def _size(folder: Path, pattern: str) -> int:
    return sum(file.stat().st_size for file in folder.glob(pattern) if file.is_file())
