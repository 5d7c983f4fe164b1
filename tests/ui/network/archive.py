"""A small archive in this process, on loopback: echo, find, get, store. What it does can be held up, and refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType

from pydicom.dataset import Dataset
from pynetdicom import AE, evt
from pynetdicom.ae import ApplicationEntity
from pynetdicom.events import Event
from pynetdicom.presentation import StoragePresentationContexts
from pynetdicom.sop_class import (
    StudyRootQueryRetrieveInformationModelFind,
    StudyRootQueryRetrieveInformationModelGet,
    Verification,
)
from pynetdicom.transport import ThreadedAssociationServer

from spcxr_desktop.pacs.node import Node

AE_TITLE = "ARCHIVE"
STRANGE_CLASS, OUT_OF_ROOM = 0x0122, 0xA700


@dataclass
class Archive:
    """``films``: what it has. ``go``: it answers to find and sends on get only while that is set. ``store_status``: of
    every C-STORE. ``stored``: what was sent to it. ``asked``: the identifiers of searches."""

    films: list[Dataset] = field(default_factory=list)
    store_status: int = 0x0000
    stored: list[Dataset] = field(default_factory=list)
    asked: list[Dataset] = field(default_factory=list)
    go: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    _server: ThreadedAssociationServer | None = None

    def __enter__(self) -> Archive:
        self.go.set()
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def node(self, name: str = "Archive", called_ae: str = AE_TITLE) -> Node:
        """Where it is."""
        return Node(name, "dimse", "127.0.0.1", self.port, called_ae)

    def start(self) -> None:
        """Listen, on the port it had before where it had one."""
        ae: ApplicationEntity = AE(AE_TITLE)
        ae.require_called_aet = True
        ae.add_supported_context(Verification)
        ae.add_supported_context(StudyRootQueryRetrieveInformationModelFind)
        ae.add_supported_context(StudyRootQueryRetrieveInformationModelGet)
        for context in StoragePresentationContexts:
            ae.add_supported_context(context.abstract_syntax, scu_role=True, scp_role=True)
        handlers = [(evt.EVT_C_FIND, self._find), (evt.EVT_C_GET, self._get), (evt.EVT_C_STORE, self._store)]
        self._server = ae.start_server(("127.0.0.1", self.port), block=False, evt_handlers=handlers)
        assert self._server is not None
        self.port = int(self._server.socket.getsockname()[1])

    def stop(self) -> None:
        """Nobody answers any more."""
        self.go.set()
        if self._server is not None:
            self._server.shutdown()
            self._server = None

    def _find(self, event: Event) -> Iterator[tuple[int, Dataset | None]]:
        self.asked.append(event.identifier)
        self.go.wait(60)
        for film in self.films:
            if event.is_cancelled:
                yield 0xFE00, None
                return
            if _fits(film, event.identifier):
                yield 0xFF00, _answer(film, str(event.identifier.QueryRetrieveLevel))

    def _get(self, event: Event) -> Iterator[int | tuple[int, Dataset | None]]:
        self.go.wait(60)
        wanted = [film for film in self.films if _fits(film, event.identifier)]
        yield len(wanted)
        for film in wanted:
            if event.is_cancelled:
                yield 0xFE00, None
                return
            yield 0xFF00, film

    def _store(self, event: Event) -> int:
        if not self.store_status:
            self.stored.append(event.dataset)
        return self.store_status


def _fits(film: Dataset, asked: Dataset) -> bool:
    """By the words that a test asks with: a name that begins so, UIDs."""
    name = str(asked.get("PatientName", "")).strip("*").casefold()
    uids = ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID")
    same = all(not asked.get(word) or film[word].value in str(asked.get(word)) for word in uids)
    return same and name in str(film.PatientName).casefold()


def _answer(film: Dataset, level: str) -> Dataset:
    out = Dataset()
    out.SpecificCharacterSet = "ISO_IR 192"
    for word in ("PatientName", "PatientID", "StudyInstanceUID", "StudyDate", "StudyDescription", "AccessionNumber"):
        setattr(out, word, film.get(word, ""))
    out.QueryRetrieveLevel = level
    if level == "STUDY":
        out.ModalitiesInStudy, out.NumberOfStudyRelatedInstances = film.Modality, 1
    else:
        out.SeriesInstanceUID, out.Modality = film.SeriesInstanceUID, film.Modality
    if level == "IMAGE":
        out.SOPInstanceUID, out.SOPClassUID = film.SOPInstanceUID, film.SOPClassUID
    return out
