"""Draws a length on a film in the real window, signs, and is killed at one of several moments of that.

    python killed_session.py RECORD_FOLDER FILM MOMENT

MOMENT 0: when the order is given. 1: as the transaction begins to write. 2: before its revision. 3: after it, before
the commit. 4: after the commit. 5: when the window shows the signature.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402

from spcxr_desktop.store import open_review  # noqa: E402
from spcxr_desktop.store.open_review import OpenReview  # noqa: E402
from tests.ui.drawing.killed_session import opened, wait  # noqa: E402


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _dying(work: Callable[..., object], after: bool) -> Callable[..., object]:
    def run(*values: object) -> object:
        if not after:
            die()
        done = work(*values)
        die()
        return done

    return run


def main(record: Path, film: Path, moment: int) -> None:
    """Never returns."""
    application, window, frame = opened(record, film, "tools.length")
    start, end = (frame.to_device(point).toPoint() for point in ((40, 50), (140, 50)))
    QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(window.canvas, end)
    QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=end)
    draft = window.bench.signing.draft
    assert draft is not None
    wait(application, lambda: draft.history.can_undo and draft.durable)
    if moment in (1, 2, 3):
        name = "seal" if moment == 1 else "insert_revision"
        setattr(open_review, name, _dying(getattr(open_review, name), moment == 3))
    elif moment == 4:
        OpenReview._end = _dying(OpenReview._end, False)  # type: ignore[method-assign]
    summary = window.bench.signing.summary()
    assert summary is not None
    print("signing", flush=True)
    window.bench.signing.sign(summary)
    if moment == 0:
        die()
    wait(application, lambda: window.bench.signing.signed is not None)
    die()


if __name__ == "__main__":  # the readers' processes import this file too
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
