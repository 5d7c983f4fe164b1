"""What a dragged row of a list carries."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

ENTRY_MIME = "application/x-spcxr-entry"


def entry_mime(entry_id: int) -> QMimeData:
    """A row of the list on its way to a pane."""
    mime = QMimeData()
    mime.setData(ENTRY_MIME, str(entry_id).encode())
    return mime


def entry_of(mime: QMimeData) -> int | None:
    """The entry that is dragged; None where it is something else."""
    data = bytes(mime.data(ENTRY_MIME).data())
    return int(data) if data.isdigit() else None
