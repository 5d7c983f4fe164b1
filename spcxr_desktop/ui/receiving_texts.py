"""Every text about receiving and the watched folder, in the window's language."""

from __future__ import annotations

import ipaddress

from spcxr_desktop.app.network.views import ReceiverView, WatchView
from spcxr_desktop.pacs.node import is_ae, is_host
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.translation import tr

RECEIVE = "Receive radiographs from other systems"
RECEIVE_WHY = (
    "Others may then store radiographs here (C-STORE). They go to the worklist and are analysed before they are "
    "opened. Off at first."
)
HOST_WHY = (
    "127.0.0.1 can be reached from this computer alone. With another address of this computer, or 0.0.0.0 for all of "
    "them, everybody in that network can try to send."
)
PEERS_WHY = (
    "Nobody named: whatever runs on this computer, and nobody else. An AE title proves nothing; an address does more."
)
WATCH_WHY = (
    "Radiographs that are put there go to the worklist and are analysed once they are whole. Nothing in the folder is "
    "changed or deleted."
)


def receiver(view: ReceiverView) -> str:
    """How the receiver stands."""
    if view.fault is not None:
        return strings.fault(view.fault)
    if view.state == "off":
        return tr("Nothing is received.")
    if view.state == "starting":
        return tr("The receiver is starting…")
    place, ae = view.place, view.ae
    return "  ·  ".join((tr(f"Receiving as {ae} on {place}."), tr(f"{view.received:,} received")))


def watched(view: WatchView) -> str:
    """How the watched folder stands."""
    if view.state == "off":
        return tr("No folder is watched.")
    said = {"starting": "Looking into the folder…", "watching": "The folder is watched.",
            "unreachable": "The folder cannot be read now; it is tried again."}[view.state]  # fmt: skip
    parts = [tr(said)]
    if view.state == "watching":
        parts.append(tr(f"{view.taken:,} taken"))
        parts += [tr(f"{view.waiting:,} not whole yet")] if view.waiting else []
    return "  ·  ".join([*parts, *([tr(view.reason)] if view.reason else [])])


def wrong(ae: str, port: str, host: str, peers: tuple[str, ...]) -> str:
    """What of it cannot be used, "" where all can."""
    if not is_ae(ae):
        return tr("The AE title takes 1 to 16 letters, digits or signs, without a backslash.")
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        return tr("The port is a number from 1 to 65535.")
    if not (host == "localhost" or _is_address(host)):
        return tr("The receiver listens on an IP address of this computer, such as 127.0.0.1.")
    if not all(is_ae(peer) or is_host(peer) or _is_address(peer) for peer in peers):
        return tr("One of those who may send is neither an AE title nor an address.")
    return ""


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
