"""What can go wrong with a node, in words for the user. No text of the other side is repeated."""

from __future__ import annotations

from collections.abc import Mapping

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node

CODES = (
    "node_invalid", "query", "unreachable", "tls", "not_let_in", "no_context", "silent", "lost", "protocol", "rejected",
    "sign_in", "no_keyring", "disk", "quota", "port", "cancelled", "receiver",
)  # fmt: skip
_LATER = frozenset({"unreachable", "silent", "lost", "disk", "quota"})

_ASSOCIATE = {  # PS3.8 9.3.4: (source, reason)
    (1, 3): "does not know our AE title",
    (1, 7): "is not known there under the AE title that was called",
    (3, 1): "has no place for another connection now",
    (3, 2): "has reached a limit of connections",
}
_BUSY = {(3, 1), (3, 2)}


def worth_a_retry(error: UserError) -> bool:
    """Whether the same call may succeed later without anybody changing a setting."""
    return error.code in _LATER


def unreachable(node: Node) -> UserError:
    """Nobody answers there."""
    return UserError(
        f"'{node.name}' cannot be reached at {place(node)}.", "A system that takes connections there.",
        "Check host, port and network, and whether the system runs; then try again.", code="unreachable",
    )  # fmt: skip


def tls_failed(node: Node) -> UserError:
    """The encrypted connection did not come about."""
    return UserError(
        f"No trusted encrypted connection to '{node.name}' came about.",
        "A certificate for that host name, signed by an authority that is trusted here, and TLS on both sides.",
        "Check the node's TLS settings: the authority's certificate, the host name and, if asked for, our certificate.",
        code="tls",
    )


def not_let_in(node: Node, source: int, reason: int) -> UserError:
    """A-ASSOCIATE-RJ."""
    text = _ASSOCIATE.get((source, reason), "did not accept the association")
    busy = (source, reason) in _BUSY
    return UserError(
        f"'{node.name}' {text} (called '{node.called_ae}', calling '{node.calling_ae}').",
        "Both AE titles as they are registered there.",
        "Try again in a while." if busy else "Correct the AE titles, or have ours registered there.",
        code="unreachable" if busy else "not_let_in",
    )


def no_context(node: Node, what: str) -> UserError:
    """The service is not offered."""
    return UserError(
        f"'{node.name}' does not offer this service to us: {what}.", "A node that offers it.",
        "Ask its administrator to allow it, or use another node.", code="no_context",
    )  # fmt: skip


def silent(node: Node) -> UserError:
    """Connected, but nothing comes, or nothing that ends."""
    return UserError(
        f"'{node.name}' did not answer in time.", "An answer, whole and within the time allowed.",
        "Try again; where it happens often, have that system and the network checked.", code="silent",
    )  # fmt: skip


def lost(node: Node) -> UserError:
    """The connection broke."""
    return UserError(
        f"The connection to '{node.name}' broke off.", "A connection until the end.",
        "Try again: what has arrived whole is kept.", code="lost",
    )  # fmt: skip


def protocol(node: Node, what: str) -> UserError:
    """The other side speaks, but not as the standard has it."""
    return UserError(
        f"'{node.name}' answered in a way that cannot be understood: {what}.", "An answer as DICOM defines it.",
        "Check that port and address are those of the DICOM service; else tell that system's administrator.",
        code="protocol",
    )  # fmt: skip


def rejected(node: Node, what: str, status: int) -> UserError:
    """A failure status. ``status``: DIMSE or HTTP."""
    return UserError(
        f"'{node.name}' did not do it: {what} (status {status if status < 600 else f'{status:04X}'}).", "Success.",
        "Try again; if it stays so, give the status to that system's administrator.", code="rejected",
    )  # fmt: skip


def sign_in_failed(node: Node, status: int) -> UserError:
    """401 or 403."""
    return UserError(
        f"'{node.name}' does not accept our sign-in (status {status}).", "A user, password or token it knows.",
        "Set the password or token of the node anew: spcxr-desktop pacs password NAME.", code="sign_in",
    )  # fmt: skip


def disk(strerror: str | None) -> UserError:
    """What was received cannot be written."""
    return UserError(
        f"What was received cannot be written ({strerror or 'the disk failed'}).", "A folder with room to write to.",
        "Free some space or choose another folder, then try again: what has arrived whole is kept.", code="disk",
    )  # fmt: skip


def cancelled() -> UserError:
    """The user ended it."""
    return UserError("Ended on request.", "No more.", "Start it again to go on.", code="cancelled")


def place(node: Node) -> str:
    """Where a node is, in words."""
    return node.url if node.kind == "dicomweb" else f"{node.host}, port {node.port}"


STORE_REASONS: Mapping[int, str] = {  # PS3.4 B.2.3, by the first digits
    0xA7: "no room there", 0xA9: "its data set does not fit its class", 0xC0: "it was not understood there",
}  # fmt: skip


def store_reason(status: int) -> str:
    """Why a C-STORE failed, in words."""
    known = STORE_REASONS.get(status >> 8) or STORE_REASONS.get(0xC0 if status >> 12 == 0xC else 0)
    if status == 0x0122:
        known = "its kind of object is not taken there"
    elif status == 0x0124:
        known = "storing is not allowed to us there"
    return f"{known or 'storing failed there'} (status {status:04X})"
