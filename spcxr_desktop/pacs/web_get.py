"""WADO-RS (PS3.18 10.4): objects in the transfer syntax they are stored in, straight to the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.limits import Limits
from spcxr_desktop.pacs.meta import Unsound
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Match, Query, is_uid
from spcxr_desktop.pacs.retrieval import Retrieval
from spcxr_desktop.pacs.staging import Full, Incoming
from spcxr_desktop.pacs.transfer import Cancel, Progress, Retrieved
from spcxr_desktop.pacs.web import Web, web
from spcxr_desktop.pacs.web_find import search

ACCEPT = 'multipart/related; type="application/dicom"; transfer-syntax=*'
_CHUNK = 1 << 18
_MOST_HEAD = 1 << 14  # bytes of a part's own header


def web_get(node: Node, study: str, folder: Path, limits: Limits, progress: Progress, cancel: Cancel) -> Retrieved:
    """WADO-RS, object by object, of what is not there yet. Raises UserError."""
    if not is_uid(study):
        raise UserError("That is not a Study Instance UID.", "Digits and dots, 64 at most.", "Search for the study.")
    with web(node, limits, cancel) as made:
        held = [one for one in search(made, Query("image", study=study), limits).matches if one.image and one.series]
        if not held:
            raise faults.rejected(node, "it has no image of that study", 404)
        retrieval = Retrieval(node, study, folder, limits, progress, held)
        try:
            for item in retrieval.missing:
                _one(made, retrieval, item)
        except UserError as error:
            return retrieval.interrupted(error)
        return retrieval.result()


def _one(made: Web, retrieval: Retrieval, item: Match) -> None:
    """One object; a damaged one is left out. Raises UserError."""
    try:
        made.asked(lambda: _fetch(made, retrieval, item), "the retrieval")
    except UserError as error:
        if error.code != "rejected" and error.code != "protocol":
            raise
        retrieval.note = error.found


def _fetch(made: Web, retrieval: Retrieval, item: Match) -> None:
    url = f"{made.url}/studies/{retrieval.study}/series/{item.series}/instances/{item.image}"
    with made.session.get(url, headers={"Accept": ACCEPT}, stream=True, timeout=made.timeout) as response:
        response.raise_for_status()
        came = 0
        try:
            for incoming in _parts(response, retrieval):
                whole = incoming.finish()
                if whole.uid != item.image:
                    whole.path.unlink(missing_ok=True)
                    raise Unsound("it is another object than was asked for")
                retrieval.came(whole)
                came += 1
        except Unsound as error:
            raise faults.protocol(made.node, f"an object was given of which {error}") from error
        except Full as error:
            raise faults.disk("there is no room for it") from error
        except (requests.RequestException, HTTPError):
            raise
        except OSError as error:
            raise faults.disk(error.strerror) from error
    if came == 0:
        raise faults.protocol(made.node, "an answer without the object")


def _parts(response: requests.Response, retrieval: Retrieval) -> Iterator[Incoming]:
    """The parts of a multipart answer (RFC 2046 5.1), each in a file; one that does not end is dropped.

    Raises Unsound where it is no multipart answer or ends within a part.
    """
    found = re.search(r'boundary="?([^";,]{1,200})"?', response.headers.get("Content-Type", ""))
    if found is None:
        raise Unsound("the answer is not multipart")
    mark = b"\r\n--" + found[1].strip().encode("ascii", "replace")
    chunks = response.iter_content(_CHUNK)
    buffer = bytearray(b"\r\n")
    _skip_to(buffer, chunks, mark, len(mark) + _MOST_HEAD)
    while not _ends(buffer, chunks):
        _skip_to(buffer, chunks, b"\r\n\r\n", _MOST_HEAD)
        incoming = Incoming(retrieval.batch, "", "", "", meta=False)
        try:
            _copy(buffer, chunks, mark, incoming)
        except BaseException:
            incoming.drop()
            raise
        yield incoming


def _copy(buffer: bytearray, chunks: Iterator[Any], mark: bytes, incoming: Incoming) -> None:
    while (place := buffer.find(mark)) < 0:
        safe = len(buffer) - len(mark)
        if safe > 0:
            incoming.write(buffer[:safe])
            del buffer[:safe]
        _more(buffer, chunks)
    incoming.write(buffer[:place])
    del buffer[: place + len(mark)]


def _skip_to(buffer: bytearray, chunks: Iterator[Any], mark: bytes, most: int) -> None:
    while (place := buffer.find(mark)) < 0:
        if len(buffer) > most:
            raise Unsound("the answer has no parts")
        _more(buffer, chunks)
    del buffer[: place + len(mark)]


def _ends(buffer: bytearray, chunks: Iterator[Any]) -> bool:
    """Whether the mark just passed was the last."""
    while len(buffer) < 2:
        _more(buffer, chunks)
    return buffer.startswith(b"--")


def _more(buffer: bytearray, chunks: Iterator[Any]) -> None:
    chunk = next(chunks, b"")
    if not chunk:
        raise requests.ConnectionError("the answer ended before its end")
    buffer += chunk
