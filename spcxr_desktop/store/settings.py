"""The user's settings: one flat dataclass, one JSON file, saved whole or not at all."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from spcxr_desktop.domain.errors import UserError

FILE_NAME = "settings.json"
_RANGES = {"lung_opacity": (0.0, 1.0), "threads": (0, 64), "cases_kept_in_memory": (1, 64)}


@dataclass(frozen=True)
class Settings:
    """Every setting with its default. ``threads`` 0: as many as the computer has cores."""

    lung_opacity: float = 0.35
    show_lungs: bool = True
    analyse_on_open: bool = True
    threads: int = 0
    cases_kept_in_memory: int = 4
    window_geometry: str = ""  # Qt's saveGeometry, base64


def load_settings(folder: Path) -> tuple[Settings, list[UserError]]:
    """Settings in ``folder`` and what was wrong with them, to be shown to the user; defaults replace what is wrong.

    A file that is damaged or holds unknown or senseless values is set aside beside the good one, so nothing that
    a newer version of the program wrote is lost.
    """
    file = folder / FILE_NAME
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError) as error:
        return Settings(), [_set_aside(file, f"it cannot be read ({type(error).__name__})")]
    if not isinstance(stored, dict):
        return Settings(), [_set_aside(file, "it is not a table of settings")]
    defaults = asdict(Settings())
    good = {name: value for name, value in stored.items() if name in defaults and _fits(name, value, defaults[name])}
    odd = sorted(set(stored) - set(good))
    notes = [_set_aside(file, f"unknown or out of range: {', '.join(odd)}")] if odd else []
    return Settings(**{**defaults, **good}), notes


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the file beside its place, flush it to the disk and move it there. Raises UserError."""
    file = folder / FILE_NAME
    part = file.with_suffix(".part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            json.dump(asdict(settings), stream, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        raise UserError(
            f"The settings cannot be written to {folder} ({error.strerror}).",
            "A folder with room that you may write to.",
            "Free some space or mend the folder's permissions; the settings hold until the program ends.",
        ) from error


def _fits(name: str, value: object, default: object) -> bool:
    """Same type as the default (an int will do for a float, a bool is no int) and within its range."""
    if isinstance(default, float) and type(value) is int:
        value = float(value)
    if type(value) is not type(default):
        return False
    if name not in _RANGES or not isinstance(value, int | float):
        return True
    low, high = _RANGES[name]
    return low <= value <= high


def _set_aside(file: Path, reason: str) -> UserError:
    """Move the file to a free name and say so; where even that fails the file stays and the note says that."""
    number = 1
    while (aside := file.with_name(f"settings.set-aside-{number}.json")).exists():
        number += 1
    try:
        file.replace(aside)
        where = f"The file was kept as {aside.name}."
    except OSError:
        where = "It could not be moved away."
    return UserError(
        f"{file.name} was not taken as it is: {reason}. {where}",
        f"The {len(fields(Settings))} settings of this version.",
        "Defaults are used instead. Check the settings and save them again.",
    )
