"""STOW-RS (PS3.18 10.5): one file a request, as it is, read while it is sent."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.dimse_send import Outgoing
from spcxr_desktop.pacs.limits import Limits
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.transfer import Cancel, Progress, Sent
from spcxr_desktop.pacs.web import Web, status_error, web

_CHUNK = 1 << 18
_REASONS = {0x0122: "its kind of object is not taken there", 0xA700: "no room there", 0x0124: "it is not allowed"}


def web_send(node: Node, files: Sequence[Path], limits: Limits, progress: Progress, cancel: Cancel) -> Sent:
    """STOW-RS, file by file. Raises UserError where the node could not be spoken to at all."""
    outgoing = Outgoing(files, progress)
    with web(node, limits, cancel) as made:
        for count, number in enumerate(outgoing.open()):
            try:
                made.asked(lambda number=number: _store(made, outgoing, number), "the storing")  # type: ignore[misc]
            except UserError as error:
                if error.code == "rejected":
                    outgoing.set(number, "refused", f"Not stored: {error.found}")
                    continue
                if count == 0 and error.code != "cancelled":
                    raise
                return outgoing.sent(error.found, error.code == "cancelled")
    return outgoing.sent("", False)


class _Body:
    """A multipart request with one file in it; its length is known, so it need not be chunked."""

    def __init__(self, path: Path) -> None:
        self.boundary = uuid.uuid4().hex
        self._path = path
        self._head = f"--{self.boundary}\r\nContent-Type: application/dicom\r\n\r\n".encode()
        self._tail = f"\r\n--{self.boundary}--\r\n".encode()
        self._length = len(self._head) + path.stat().st_size + len(self._tail)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        yield self._head
        with self._path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
        yield self._tail


def _store(made: Web, outgoing: Outgoing, number: int) -> None:
    """Sending again what is there does no harm, so this may be repeated. Raises UserError and requests' errors."""
    body = _Body(outgoing.files[number])
    headers = {
        "Accept": "application/dicom+json",
        "Content-Type": f'multipart/related; type="application/dicom"; boundary={body.boundary}',
    }
    try:
        response = made.session.post(f"{made.url}/studies", data=body, headers=headers, timeout=made.timeout)
    except (requests.RequestException, HTTPError) as error:
        raise made.told(error, "the storing") from error
    if response.status_code not in (200, 202, 409):
        raise status_error(made.node, response.status_code, "the storing")
    code = _failure(response, made)
    if code is None:
        outgoing.set(number, "warning" if response.status_code == 202 else "done")
    else:
        reason = _REASONS.get(code) or faults.store_reason(code)
        outgoing.set(number, "failed" if code >> 8 == 0xA7 else "refused", f"Not stored: {reason}.", code)


def _failure(response: requests.Response, made: Web) -> int | None:
    """The reason in FailedSOPSequence; one that is there but empty is success (PS3.18 10.5.3)."""
    if not response.content.strip():
        return None if response.status_code != 409 else 0x0110
    try:
        answer: Any = response.json()
        answer = answer[0] if isinstance(answer, list) else answer
        failed = (answer.get("00081198") or {}).get("Value") or []
        if not failed:
            return None if response.status_code != 409 else 0x0110
        return int(((failed[0].get("00081197") or {}).get("Value") or [0x0110])[0])
    except (ValueError, AttributeError, TypeError, IndexError, KeyError) as error:
        raise faults.protocol(made.node, "an answer to the storing that is not one") from error
