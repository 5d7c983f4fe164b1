"""The user's settings: one flat dataclass, one JSON file, saved whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import cast

from spcxr_desktop.domain.errors import UserError

FILE_NAME = "settings.json"
SCHEMA = 1  # of the file; one with a higher number was written by a newer version
MOST_RECENT = 12
LANGUAGES = ("system", "en", "de")
LAYOUTS = ("1x1", "1x2", "2x2")
LEAST_SCALE, MOST_SCALE = 80, 200  # per cent
LONGEST_IDLE = 240  # minutes
LARGEST_QUOTA = 1000  # GiB
PROVIDERS = ("cuda", "tensorrt", "dml", "coreml", "openvino", "cpu")  # what models may compute on
EXPORT_KINDS = ("seg", "sr", "gsps", "sc", "pdf", "png", "csv", "fhir")  # app/export.py
OPERATING_POINTS = ("", "rule_out", "balanced", "rule_in")  # "": the model's own choice
_MOST_LABELS = 200
_MOST_PEERS = 100
_LONGEST_TEXT = 4096  # of what Qt saves, base64, and of a path

Keys = Mapping[str, tuple[str, ...]]
Points = Mapping[str, str]
Prevalences = Mapping[str, float]


@dataclass(frozen=True)
class Settings:
    """Every setting with its default.

    ``text_scale``: per cent. ``auto_lock_minutes``: 0 never. ``record_quota_gib``: 0 no bound but the disk.
    ``shortcuts``: only what differs from the table of actions, action id -> keys in Qt's portable spelling, none for an
    action whose keys were taken away. ``recent``: paths, latest first. ``window_geometry`` and ``splitter``: what Qt
    saves, base64. ``operating_point``: of every label that ``label_points`` (label -> point) does not name.
    ``prevalences``: label -> how common it is here, 0..1. ``reader_first``: results stay hidden until the reader has
    given an opinion of their own. ``providers``: what models compute on, first choice first; none: the usual order.
    ``system_account_signs``: a reader without a PIN may prove who they are by the login of this computer.
    ``watched_folder``: "" none. ``receiver_peers``: AE titles, addresses and networks that may send to our receiver.
    """

    lung_opacity: float = 0.4
    show_lungs: bool = True
    evidence_opacity: float = 0.5
    analyse_on_open: bool = True
    language: str = "system"
    default_layout: str = "1x1"
    text_scale: int = 100
    privacy: bool = False
    auto_lock_minutes: int = 15
    record_quota_gib: int = 0
    daily_backup: bool = True
    keep_recent: bool = True
    recent: tuple[str, ...] = ()
    shortcuts: Keys = field(default_factory=dict)
    window_geometry: str = ""
    splitter: str = ""
    panels_shown: bool = True
    corner_texts: bool = True
    operating_point: str = ""
    label_points: Points = field(default_factory=dict)
    prevalences: Prevalences = field(default_factory=dict)
    reader_first: bool = False
    providers: tuple[str, ...] = ()
    system_account_signs: bool = False
    export_after_signing: bool = False
    next_after_signing: bool = False
    export_folder: str = ""
    export_kinds: tuple[str, ...] = ("seg", "sr", "gsps")
    watched_folder: str = ""
    receiver: bool = False
    receiver_host: str = "127.0.0.1"
    receiver_port: int = 11112
    receiver_ae: str = "SPCXR"
    receiver_peers: tuple[str, ...] = ()


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
    except (OSError, ValueError, RecursionError) as error:
        return Settings(), [_set_aside(file, f"it cannot be read ({type(error).__name__})")]
    if not isinstance(stored, dict):
        return Settings(), [_set_aside(file, "it is not a table of settings")]
    schema = stored.pop("schema", SCHEMA)
    good = {name: value for name, value in stored.items() if name in _CHECKS and _CHECKS[name](value)}
    odd = sorted(set(stored) - set(good))
    reasons = [f"unknown or out of range: {', '.join(odd)}"] if odd else []
    if schema != SCHEMA:
        reasons.insert(0, f"its format is {schema}, this version writes {SCHEMA}")
    notes = [_set_aside(file, "; ".join(reasons))] if reasons else []
    return replace(Settings(), **{name: _typed(name, value) for name, value in good.items()}), notes  # type: ignore[arg-type]


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the file beside its place, flush it to the disk and move it there. Raises UserError."""
    file = folder / FILE_NAME
    part = file.with_suffix(".part")
    content = {"schema": SCHEMA, **{item.name: getattr(settings, item.name) for item in fields(Settings)}}
    try:
        with part.open("w", encoding="utf-8") as stream:
            tables = {name: dict(value) for name, value in content.items() if isinstance(value, Mapping)}
            json.dump({**content, **tables}, stream, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        raise UserError(
            f"The settings cannot be written to {folder} ({error.strerror}).",
            "A folder with room that you may write to.",
            "Free some space or mend the folder's permissions; the settings hold until the program ends.",
        ) from error


def valid(name: str, value: object) -> bool:
    """Whether a setting may have this value; tuples and lists are alike."""
    return name in _CHECKS and _CHECKS[name](value)


def _flag(value: object) -> bool:
    return type(value) is bool


def _number(low: int, high: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _fraction(value: object) -> bool:
    return type(value) in (int, float) and 0.0 <= cast(float, value) <= 1.0


def _one_of(*allowed: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in allowed


def _some_of(*allowed: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list | tuple) and all(item in allowed for item in value)


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT


def _texts(most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list | tuple) and len(value) <= most and all(map(_text, value))


def _keys(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) and _texts(4)(keys) for key, keys in value.items())


def _by_label(check: Callable[[object], bool]) -> Callable[[object], bool]:
    def holds(value: object) -> bool:
        whole = isinstance(value, dict) and len(value) <= _MOST_LABELS
        return whole and all(_text(key) and check(item) for key, item in cast(dict[object, object], value).items())

    return holds


_CHECKS: dict[str, Callable[[object], bool]] = {
    "lung_opacity": _fraction,
    "show_lungs": _flag,
    "evidence_opacity": _fraction,
    "analyse_on_open": _flag,
    "language": _one_of(*LANGUAGES),
    "default_layout": _one_of(*LAYOUTS),
    "text_scale": _number(LEAST_SCALE, MOST_SCALE),
    "privacy": _flag,
    "auto_lock_minutes": _number(0, LONGEST_IDLE),
    "record_quota_gib": _number(0, LARGEST_QUOTA),
    "daily_backup": _flag,
    "keep_recent": _flag,
    "recent": _texts(MOST_RECENT),
    "shortcuts": _keys,
    "window_geometry": _text,
    "splitter": _text,
    "panels_shown": _flag,
    "corner_texts": _flag,
    "operating_point": _one_of(*OPERATING_POINTS),
    "label_points": _by_label(_one_of(*OPERATING_POINTS)),
    "prevalences": _by_label(_fraction),
    "reader_first": _flag,
    "providers": _some_of(*PROVIDERS),
    "system_account_signs": _flag,
    "export_after_signing": _flag,
    "next_after_signing": _flag,
    "export_folder": _text,
    "export_kinds": _some_of(*EXPORT_KINDS),
    "watched_folder": _text,
    "receiver": _flag,
    "receiver_host": _text,
    "receiver_port": _number(1, 65535),
    "receiver_ae": _text,
    "receiver_peers": _texts(_MOST_PEERS),
}


def _typed(name: str, value: object) -> object:
    """JSON knows no tuples."""
    if name in ("recent", "providers", "export_kinds", "receiver_peers"):
        return tuple(cast(list[str], value))
    if name == "shortcuts":
        return {key: tuple(keys) for key, keys in cast(dict[str, list[str]], value).items()}
    return value


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
        "Defaults are used for what is wrong. Check the preferences: whatever you change is saved again.",
    )
