"""A node: another system that radiographs are asked of and results are sent to."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, cast
from urllib.parse import urlsplit

from spcxr_desktop.domain.errors import UserError

Kind = Literal["dimse", "dicomweb"]
Auth = Literal["none", "basic", "bearer"]
KINDS: tuple[Kind, ...] = ("dimse", "dicomweb")
AUTHS: tuple[Auth, ...] = ("none", "basic", "bearer")
OUR_AE = "SPCXR"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.\-]{0,63}")
_AE = re.compile(r"(?! )[\x20-\x5b\x5d-\x7e]{1,16}(?<! )")  # PS3.5 6.2: no backslash, no control characters
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.\-]{0,251}[A-Za-z0-9])?")
_LONGEST = 1024


@dataclass(frozen=True)
class Tls:
    """How the connection is kept private. Files are PEM.

    ``on``: for ``dimse``; a ``dicomweb`` node has TLS where its URL begins with https. ``ca_file``: certificates
    that are trusted in place of the system's; "" the system's. ``certificate_file`` and ``key_file``: how we show who
    we are.
    """

    on: bool = False
    ca_file: str = ""
    certificate_file: str = ""
    key_file: str = ""


@dataclass(frozen=True)
class Node:
    """One system, by DIMSE (``host``, ``port``, AE titles) or by DICOMweb (``url``). Made whole or not at all.

    ``name``: how the user calls it. ``called_ae``: its AE title; ``calling_ae``: ours. ``url``: the DICOMweb root,
    such as https://pacs.example/dicom-web. ``auth`` and ``user``: of DICOMweb; the password or token itself is in the
    system's key store (``pacs.secrets``), never here. Raises UserError where a value cannot be meant.
    """

    name: str
    kind: Kind
    host: str = ""
    port: int = 0
    called_ae: str = ""
    calling_ae: str = OUR_AE
    url: str = ""
    auth: Auth = "none"
    user: str = ""
    tls: Tls = Tls()

    def __post_init__(self) -> None:
        """Check every field."""
        _must(bool(_NAME.fullmatch(self.name)), "The node's name", "letters, digits, spaces, . _ and -, 64 at most")
        _must(self.kind in KINDS, "The node's kind", "dimse or dicomweb")
        _must(all(len(text) <= _LONGEST for text in (self.url, self.user)), "A text of the node", "a shorter one")
        _must(bool(self.tls.certificate_file) == bool(self.tls.key_file), "The client certificate",
              "a certificate file and a key file, or neither")  # fmt: skip
        if self.kind == "dimse":
            self._check_dimse()
        else:
            self._check_web()

    def _check_dimse(self) -> None:
        _must(is_host(self.host), "The node's host", "a host name or an IP address")
        _must(type(self.port) is int and 1 <= self.port <= 65535, "The node's port", "a number from 1 to 65535")
        for title, what in ((self.called_ae, "The node's AE title"), (self.calling_ae, "Our AE title")):
            _must(is_ae(title), what, "1 to 16 letters, digits or signs, without a backslash")
        _must(self.auth == "none" and not self.url, "The node's sign-in", "none: DIMSE has AE titles and TLS")

    def _check_web(self) -> None:
        _must(self.auth in AUTHS, "The node's sign-in", "none, basic or bearer")
        _must((self.auth == "basic") == bool(self.user), "The node's user name", "one for a basic sign-in, else none")
        parts = urlsplit(self.url)
        _must(parts.scheme in ("http", "https") and is_host(parts.hostname or ""), "The node's address",
              "one like https://pacs.example/dicom-web")  # fmt: skip
        _must(not (parts.username or parts.password or parts.query or parts.fragment), "The node's address",
              "an address without user, password or parameters: sign-in is set apart from it")  # fmt: skip
        loopback = parts.hostname in ("localhost", "127.0.0.1", "::1")
        _must(self.auth == "none" or parts.scheme == "https" or loopback, "The node's address",
              "https: a password or token is not sent over a connection that others can read")  # fmt: skip

    def to_dict(self) -> dict[str, object]:
        """For ``nodes.json``; holds no secret."""
        plain = {item.name: getattr(self, item.name) for item in fields(Node) if item.name != "tls"}
        return {**plain, "tls": {item.name: getattr(self.tls, item.name) for item in fields(Tls)}}

    @classmethod
    def from_dict(cls, stored: Mapping[str, object]) -> Node:
        """The node of ``to_dict``. Raises UserError for anything else."""
        known = {item.name: item for item in fields(Node)}
        tls = stored.get("tls", {})
        whole = isinstance(tls, dict) and set(tls) <= {item.name for item in fields(Tls)} and set(stored) <= set(known)
        texts = [value for name, value in stored.items() if name not in ("port", "tls")]
        _must(whole and {"name", "kind"} <= set(stored), "A stored node", "the fields of a node")
        values = cast(dict[str, object], tls)
        texts += [value for name, value in values.items() if name != "on"]
        _must(all(isinstance(text, str) for text in texts) and type(values.get("on", False)) is bool,
              "A stored node", "texts, a number for its port and a truth value for TLS")  # fmt: skip
        plain = {name: value for name, value in stored.items() if name != "tls"}
        return cls(**plain, tls=Tls(**values))  # type: ignore[arg-type]

    @property
    def secure(self) -> bool:
        """Whether the connection is encrypted."""
        return self.tls.on if self.kind == "dimse" else self.url.lower().startswith("https:")


def parse_node(text: str, *, calling_ae: str = OUR_AE) -> Node:
    """A node as a command line names it: ``AE@HOST:PORT`` (IPv6 in brackets) or a DICOMweb address.

    >>> parse_node("ORTHANC@127.0.0.1:4242").port
    4242
    """
    if text.lower().startswith(("http://", "https://")):
        return Node("given", "dicomweb", url=text)
    found = re.fullmatch(r"([^@]+)@(\[[^\]]+\]|[^:@]+):(\d{1,5})", text)
    if found is None:
        raise UserError(
            f"'{text}' is not the address of a node.",
            "AE@HOST:PORT, such as ORTHANC@127.0.0.1:4242, a DICOMweb address, or the name of a node of the settings.",
            "Write it so, or list the names with: spcxr-desktop pacs nodes",
        )
    return Node("given", "dimse", found[2].strip("[]"), int(found[3]), found[1], calling_ae)


def is_ae(title: object) -> bool:
    """Whether this can be an AE title (PS3.5 6.2)."""
    return isinstance(title, str) and bool(_AE.fullmatch(title))


def is_host(host: object) -> bool:
    """Whether this can be a host name or an IP address."""
    if not isinstance(host, str):
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(_HOST.fullmatch(host)) and not re.fullmatch(r"[0-9.]+", host)
    return True


def _must(good: bool, what: str, wanted: str) -> None:
    if not good:
        raise UserError(
            f"{what} cannot be used as it is.", f"{wanted[0].upper()}{wanted[1:]}.", "Correct it and try again.",
            code="node_invalid",
        )  # fmt: skip
