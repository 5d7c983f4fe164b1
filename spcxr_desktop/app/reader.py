"""Who reads: the account of the operating system. Nobody proved an identity, and nothing claims so."""

from __future__ import annotations

import getpass
import re
from functools import cache

from spcxr_desktop.domain.review import Reader

_UNKNOWN = "reader"
_LONGEST = 64  # what an audit entry takes


@cache
def system_reader() -> Reader:
    """The account that runs the program, as judgements and the audit trail name it."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # no such user on this system
        name = _UNKNOWN
    return Reader(re.sub(r"[^\w.@-]", "_", name)[:_LONGEST] or _UNKNOWN, name)
