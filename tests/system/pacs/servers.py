"""Real servers on loopback: Orthanc with DICOMweb, DCMTK's dcmqrscp. On free ports, stopped whatever happens."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.dimse_find import PATIENT_ROOT_FIND, STUDY_ROOT_FIND, VERIFICATION
from spcxr_desktop.pacs.dimse_get import STUDY_ROOT_GET, STUDY_ROOT_MOVE
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.syntaxes import DOCUMENTS, ENCODINGS, IMAGES, PICTURES, UNCOMPRESSED
from spcxr_desktop.pacs.verbs import echo

PLUGINS = Path("/usr/share/orthanc/plugins")
OURS = "SPCXR"
_START_S = 60

# Neither server can be told to listen on loopback alone: this makes them.
_BIND = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
int bind(int fd, const struct sockaddr *given, socklen_t size) {
  static int (*real)(int, const struct sockaddr *, socklen_t);
  if (!real) real = dlsym(RTLD_NEXT, "bind");
  struct sockaddr_storage address;
  if (size > sizeof address) return real(fd, given, size);
  memcpy(&address, given, size);
  struct sockaddr_in *four = (struct sockaddr_in *)&address;
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)&address;
  if (address.ss_family == AF_INET && four->sin_addr.s_addr == htonl(INADDR_ANY))
    four->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (address.ss_family == AF_INET6 && !memcmp(&six->sin6_addr, &in6addr_any, 16)) six->sin6_addr = in6addr_loopback;
  return real(fd, (struct sockaddr *)&address, size);
}
"""


@dataclass(frozen=True)
class Server:
    """One that runs. ``web``: None where it has no DICOMweb. ``move_port``: where it sends what C-MOVE asks for."""

    dimse: Node
    web: Node | None
    move_port: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def loopback_only(folder: Path) -> dict[str, str]:
    """The environment of a server that can be reached from this machine alone; as it is where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return dict(os.environ)
    source, library = folder / "bind.c", folder / "bind.so"
    source.write_text(_BIND)
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
    return {**os.environ, "LD_PRELOAD": str(library)}


@contextmanager
def orthanc(folder: Path) -> Iterator[Server]:
    program = shutil.which("Orthanc")
    if program is None or not (PLUGINS / "libOrthancDicomWeb.so").is_file():
        pytest.skip("Orthanc with its DICOMweb plugin is not installed (Debian: orthanc orthanc-dicomweb)")
    http, dicom, back = free_port(), free_port(), free_port()
    settings = {
        "Name": "SPCXR-TEST", "StorageDirectory": str(folder / "db"), "IndexDirectory": str(folder / "db"),
        "Plugins": [str(PLUGINS / "libOrthancDicomWeb.so")], "HttpPort": http, "RemoteAccessAllowed": False,
        "AuthenticationEnabled": False, "DicomAet": "ORTHANC", "DicomPort": dicom, "DicomCheckCalledAet": True,
        "DefaultEncoding": "Utf8",
        "DicomAlwaysAllowEcho": True, "DicomAlwaysAllowStore": True, "DicomAlwaysAllowFind": True,
        "DicomAlwaysAllowGet": True, "DicomAlwaysAllowMove": True, "DicomCheckModalityHost": False,
        "UnknownSopClassAccepted": True, "TranscodeDicomProtocol": False,
        "DicomModalities": {"spcxr": [OURS, "127.0.0.1", back]},
        "DicomWeb": {"Enable": True, "Root": "/dicom-web/", "EnableWado": False, "Ssl": False},
    }  # fmt: skip
    (folder / "db").mkdir(parents=True)
    (folder / "orthanc.json").write_text(json.dumps(settings))
    node = Node("orthanc", "dimse", "127.0.0.1", dicom, "ORTHANC", OURS)
    web = Node("orthanc web", "dicomweb", url=f"http://127.0.0.1:{http}/dicom-web")
    with _running([program, str(folder / "orthanc.json")], folder, lambda: (echo(node), echo(web))):
        yield Server(node, web, back)


@contextmanager
def dcmqrscp(folder: Path) -> Iterator[Server]:
    program = shutil.which("dcmqrscp")
    if program is None:
        pytest.skip("dcmqrscp is not installed (Debian: dcmtk)")
    port, back = free_port(), free_port()
    (folder / "db").mkdir(parents=True)
    (folder / "dcmqrscp.cfg").write_text(
        f"NetworkTCPPort = {port}\nMaxPDUSize = 65536\nMaxAssociations = 32\n"
        f"HostTable BEGIN\nspcxr = ({OURS}, 127.0.0.1, {back})\nHostTable END\nVendorTable BEGIN\nVendorTable END\n"
        f"AETable BEGIN\nQRSCP {folder / 'db'} RW (500, 1024mb) ANY\nAETable END\n"
    )
    (folder / "contexts.cfg").write_text(_contexts())
    node = Node("dcmqrscp", "dimse", "127.0.0.1", port, "QRSCP", OURS)
    command = [program, "-xf", str(folder / "contexts.cfg"), "All", "All", "-c", str(folder / "dcmqrscp.cfg")]
    with _running(command, folder, lambda: echo(node)):
        yield Server(node, None, back)


def _contexts() -> str:
    """Association profile: without one dcmqrscp takes uncompressed objects and one other encoding."""
    services = [VERIFICATION, STUDY_ROOT_FIND, PATIENT_ROOT_FIND, STUDY_ROOT_GET, STUDY_ROOT_MOVE]
    stored = [*IMAGES, *PICTURES, *DOCUMENTS]
    lines = ["[[TransferSyntaxes]]", "[All]"]
    lines += [f"TransferSyntax{number} = {one}" for number, one in enumerate(ENCODINGS[:13], 1)]
    lines += ["[Plain]", *(f"TransferSyntax{number} = {one}" for number, one in enumerate(UNCOMPRESSED, 1))]
    lines += ["[[PresentationContexts]]", "[All]"]
    lines += [f"PresentationContext{number} = {one}\\Plain" for number, one in enumerate(services, 1)]
    first = len(services) + 1
    lines += [f"PresentationContext{number} = {one}\\All" for number, one in enumerate(stored, first)]
    lines += ["[[SCPSCURoleSelection]]", "[All]", *(f"Role{n} = {one}\\both" for n, one in enumerate(stored, 1))]
    return "\n".join([*lines, "[[Profiles]]", "[All]", "PresentationContexts = All", "SCPSCURoleSelection = All", ""])


@contextmanager
def _running(command: list[str], folder: Path, answers: Callable[[], object]) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=loopback_only(folder), start_new_session=True
        )
        try:
            until = time.monotonic() + _START_S
            while True:
                try:
                    answers()
                    break
                except UserError:
                    if process.poll() is not None or time.monotonic() > until:
                        pytest.fail(f"{command[0]} did not start: {(folder / 'server.log').read_text()[-2000:]}")
                    time.sleep(0.2)
            yield
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
