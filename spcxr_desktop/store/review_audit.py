"""Signed revisions against the audit trail: nothing signed is missing, nothing is there that was not signed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.audit import read_entries
from spcxr_desktop.store.review_rows import read_revisions


def revision_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong, in words without patient data. Keys of images stand in it."""
    signed: dict[str, str] = {}  # sha256 of the revision -> key of its image
    erased: set[str] = set()
    for entry in read_entries(connection):
        action, subject, facts = entry.action, entry.subject, entry.facts
        if action == "review.signed":
            signed[_revision(facts)] = subject
        elif action == "image.erased":
            erased.add(subject)
    found = [row[0] for row in connection.execute("SELECT sha256 FROM revisions")]
    for sha256 in found:
        if sha256 not in signed:
            yield f"revision {sha256[:12]} was never signed here"
        try:
            read_revisions(connection, "v.sha256 = ?", sha256)
        except UserError:
            yield f"revision {sha256[:12]} is not what was signed"
    for sha256 in sorted(set(signed) - set(found)):
        if signed[sha256] not in erased:
            yield f"revision {sha256[:12]} was signed and is missing"


def _revision(facts: str) -> str:
    """The hash an entry names; "" where the entry was changed, which the trail's own check reports."""
    try:
        return str(json.loads(facts)["revision"])
    except (ValueError, KeyError, TypeError):
        return ""
