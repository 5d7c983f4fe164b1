"""Storage commitment, its report on the same association and on a new one to our receiver."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pydicom.dataset import Dataset
from pynetdicom import AE, build_context, build_role, evt

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.dimse_commit import COMMITMENT, WELL_KNOWN, Reports, dimse_commit
from spcxr_desktop.pacs.limits import DEFAULT
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.quiet import quiet
from spcxr_desktop.pacs.receiver import Listen, Receiver

SHORT = replace(DEFAULT, silence_s=3, connect_s=3)
OBJECTS = dict.fromkeys(("1.2.3.1", "1.2.3.2", "1.2.3.3"), "1.2.840.10008.5.1.4.1.1.1")


@contextmanager
def archive(back: int | None) -> Iterator[Node]:
    """Vouches for the first, refuses the second, forgets the third. ``back``: port to report to; None: never."""
    quiet()
    threads: list[threading.Thread] = []

    def report(asked: Dataset) -> None:
        entity = AE("ANY")
        association = entity.associate(
            "127.0.0.1", back or 0, [build_context(COMMITMENT)], ae_title="SPCXR",
            ext_neg=[build_role(COMMITMENT, scp_role=True)],
        )  # fmt: skip
        told = Dataset()
        told.TransactionUID = asked.TransactionUID
        first, second = asked.ReferencedSOPSequence[0], asked.ReferencedSOPSequence[1]
        second.FailureReason = 0x0112
        told.ReferencedSOPSequence, told.FailedSOPSequence = [first], [second]
        association.send_n_event_report(told, 2, COMMITMENT, WELL_KNOWN)
        association.release()

    def action(event: evt.Event) -> tuple[int, None]:
        if back is not None:
            threads.append(threading.Thread(target=report, args=(event.action_information,)))
            threads[-1].start()
        return 0, None

    entity = AE("ANY")
    entity.add_supported_context(COMMITMENT)
    server = entity.start_server(("127.0.0.1", 0), block=False, evt_handlers=[(evt.EVT_N_ACTION, action)])
    try:
        yield Node("archive", "dimse", "127.0.0.1", server.server_address[1], "ANY", "SPCXR")
    finally:
        for thread in threads:
            thread.join(30)
        server.shutdown()


def test_each_object_is_vouched_for_or_not(tmp_path: Path) -> None:
    receiver = Receiver(Listen(tmp_path, port=0), lambda _: None)
    receiver.start()
    try:
        with archive(receiver.port) as node:
            told = dimse_commit(node, OBJECTS, receiver.reports, replace(DEFAULT, silence_s=30))
    finally:
        receiver.stop()
    assert told.safe == ("1.2.3.1",)
    assert dict(told.failed) == {"1.2.3.2": "it is not there", "1.2.3.3": "nothing was said of it"}


def test_no_report_is_no_promise() -> None:
    with archive(None) as node, pytest.raises(UserError) as told:
        dimse_commit(node, OBJECTS, Reports(), SHORT)
    assert told.value.code == "silent"
