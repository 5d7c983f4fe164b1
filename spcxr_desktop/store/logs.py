"""The log: event ids, counts and hashed UIDs. Never a header value, a path or an error's text.

No filter can tell a patient's name from another word, so the rule works the other way round: only what
``log_event`` and ``log_failure`` let through is written. Any other record, whoever made it, keeps its origin and
loses its text.
"""

from __future__ import annotations

import hashlib
import logging
import logging.handlers
import math
import re
import traceback
from enum import Enum
from pathlib import Path

from spcxr_desktop.store.paths import log_dir

ROOT = "spcxr_desktop"
FILE_NAME = "spcxr.log"
Fact = bool | int | float | str | Enum

_EVENT = re.compile(r"[a-z][a-z0-9_.]{0,47}")
# Lower case, and no digit first: names and ids in DICOM headers do not look like this, nor do UIDs, dates or paths.
_WORD = re.compile(r"[a-z][a-z0-9_.\-]{0,31}")
_BYTES_PER_FILE, _FILES = 1_000_000, 5


def short_hash(uid: str) -> str:
    """Twelve hex digits that stand for a UID in the log: the same UID always gives the same word.

    >>> short_hash("1.2.840.10008.1.2")
    'uid-7670866148e0'
    """
    return f"uid-{hashlib.sha256(uid.encode()).hexdigest()[:12]}"


def log_event(logger: logging.Logger, event: str, level: int = logging.INFO, **facts: Fact) -> None:
    """Write one event. Facts are numbers, truth values, enum members and short lower-case ASCII words.

    Raises ValueError for anything else, so that a header value cannot slip in unseen: that is a bug of the caller.
    """
    _write(logger, level, _line(event, facts))


def log_failure(logger: logging.Logger, event: str, error: BaseException, **facts: Fact) -> None:
    """Write an unexpected error as its type and the places it went through; its text may quote a header."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    _write(logger, logging.ERROR, f"{_line(event, facts)} {type(error).__name__} at {places or 'an unknown place'}")


def start_log(level: int = logging.INFO) -> Path:
    """Send this program's records to the rotating file in ``log_dir()``; a second call changes nothing else.

    Returns the file. Raises UserError where the folder cannot be made.
    """
    file = log_dir() / FILE_NAME
    root = logging.getLogger(ROOT)
    root.setLevel(level)
    root.propagate = False
    if not any(getattr(handler, "baseFilename", None) == str(file) for handler in root.handlers):
        handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=_BYTES_PER_FILE, backupCount=_FILES, encoding="utf-8", delay=True
        )
        handler.setFormatter(_OnlyListed("%(asctime)s %(levelname)s %(name)s %(message)s"))
        root.addHandler(handler)
    return file


class _OnlyListed(logging.Formatter):
    """Keeps the text of a record only if ``log_event`` or ``log_failure`` made it."""

    def format(self, record: logging.LogRecord) -> str:
        clean = logging.makeLogRecord(record.__dict__)
        clean.msg = getattr(record, "spcxr_text", f"text withheld, from {record.filename}:{record.lineno}")
        clean.args, clean.exc_info, clean.exc_text, clean.stack_info = (), None, None, None
        return super().format(clean)


def _write(logger: logging.Logger, level: int, text: str) -> None:
    logger.log(level, "%s", text, extra={"spcxr_text": text}, stacklevel=3)


def _line(event: str, facts: dict[str, Fact]) -> str:
    if not _EVENT.fullmatch(event):
        raise ValueError("an event id is lower-case words with '.' or '_' between them, 48 characters at most")
    return " ".join([event, *(f"{name}={_fact(name, value)}" for name, value in facts.items())])


def _fact(name: str, value: Fact) -> str:
    """One value as it is written. Raises ValueError, which does not repeat the value."""
    if isinstance(value, Enum):
        value = value.name.lower()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.6g}" if math.isfinite(value) else "not-finite"
    if isinstance(value, str) and _WORD.fullmatch(value):
        return value
    raise ValueError(f"the fact '{name}' is not a number, a truth value, an enum member or a short lower-case word")
