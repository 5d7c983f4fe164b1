"""The file with the key that pseudonyms are made with: who has it can tell whose a pseudonym is. Never exported."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.pseudonyms import KEY_BYTES, Secret
from spcxr_desktop.store.paths import user_data_dir

KEY_FILE = "pseudonyms.key"


def load_secret(path: Path | None) -> tuple[Secret, Path]:
    """The key in ``path``, by default this user's own; made, open to its owner alone (0600), where there is none.

    Raises UserError where the file is no key, or cannot be read or made.
    """
    path = path if path is not None else user_data_dir() / KEY_FILE
    try:
        if not path.exists():
            _make(path)
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise _no_key(path, f"cannot be read or made ({why})") from error
    if not re.fullmatch(rf"[0-9a-f]{{{2 * KEY_BYTES}}}", text):
        raise _no_key(path, f"holds something else than {2 * KEY_BYTES} hexadecimal digits")
    return Secret(bytes.fromhex(text)), path


def _make(path: Path) -> None:
    """Exclusively: two programs at once agree on one key."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _no_key(path: Path, why: str) -> UserError:
    return UserError(
        f"The key file {path} {why}.",
        "A file that this program made, or a path where it can make one.",
        "Name the right file with --key, or another path for a new key.",
    )
