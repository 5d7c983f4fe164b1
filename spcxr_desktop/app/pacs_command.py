"""``spcxr-desktop pacs``: other systems, without a window. Answers are on stdout, everything else is on stderr."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from spcxr_desktop.app.nodes import load_nodes, node_named, save_nodes
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Auth, Node
from spcxr_desktop.pacs.query import Match, Query
from spcxr_desktop.pacs.transfer import Advance

_TELL_EVERY = 25


def pacs_command(arguments: argparse.Namespace) -> int:
    """Run ``arguments.action``; 0 done, 1 something was not. Raises UserError, KeyboardInterrupt."""
    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "echo": _echo, "find": _find, "get": _get, "send": _send, "listen": _listen, "nodes": _nodes, "add": _add,
        "remove": _remove, "password": _password,
    }  # fmt: skip
    return actions[arguments.action](arguments)


def _node(arguments: argparse.Namespace) -> Node:
    return node_named(arguments.node, arguments.aet)


def _echo(arguments: argparse.Namespace) -> int:
    from spcxr_desktop.pacs.verbs import echo

    node = _node(arguments)
    reply = echo(node)
    print(f"{node.name}: {reply.text}, {reply.ms:.0f} ms, {'encrypted' if node.secure else 'not encrypted'}")
    return 0


def _find(arguments: argparse.Namespace) -> int:
    from spcxr_desktop.pacs.verbs import find

    given = arguments
    query = Query(
        given.level, given.patient_id, given.name, given.accession, given.modality, _day(given.since),
        _day(given.until), given.study, given.series,
    )  # fmt: skip
    found = find(_node(arguments), query)
    if arguments.json:
        print(json.dumps([asdict(match) for match in found.matches], ensure_ascii=False, indent=1))
    else:
        for match in found.matches:
            print(_line(match))
    if found.cut:
        print("There is more: narrow the search.", file=sys.stderr)
    return 0


def _line(match: Match) -> str:
    modalities = "/".join(match.modalities)
    words = {
        "patient": (match.patient_id, match.name, match.birth_date, match.sex),
        "study": (match.study_date, match.patient_id, match.name, modalities, match.description, match.study),
        "series": (modalities, match.description, match.series),
        "image": (match.sop_class, match.image),
    }[match.level]  # fmt: skip
    return "  ".join(word or "-" for word in words)


def _get(arguments: argparse.Namespace) -> int:
    from spcxr_desktop.pacs.verbs import get

    node, code = _node(arguments), 0
    for study in arguments.study:
        got = get(node, study, arguments.out.absolute(), progress=_teller("retrieved"))
        if got.whole:
            print(got.folder)
        else:
            print(f"{study}: {got.reason} Run it again to go on.", file=sys.stderr)
            code = 1
    return code


def _send(arguments: argparse.Namespace) -> int:
    from spcxr_desktop.pacs.verbs import send

    files = [file for path in arguments.paths for file in _files(path)]
    if not files:
        raise UserError("There are no files below the given paths.", "DICOM files.", "Name a folder that has some.")
    sent = send(_node(arguments), files, progress=_teller("sent"))
    for item in sent.objects:
        if item.state != "done":
            print(f"{item.state:<8}  {item.path}  {item.reason}", file=sys.stderr)
    safe = sum(item.safe for item in sent.objects)
    print(f"{safe} of {len(sent.objects)} are there now.")
    return 0 if sent.whole else 1


def _files(path: Path) -> list[Path]:
    return [path] if not path.is_dir() else sorted(item for item in path.rglob("*") if item.is_file())


def _listen(arguments: argparse.Namespace) -> int:
    from spcxr_desktop.pacs.receiver import Listen, Received, Receiver

    def heard(received: Received) -> None:
        note = "" if received.whole else "  (its sender broke off)"
        print(f"{received.folder}  {len(received.objects)} objects{note}", flush=True)

    listen = Listen(
        arguments.out.absolute(), arguments.port, arguments.address, arguments.aet, tuple(arguments.allow_ae),
        tuple(arguments.allow_address), arguments.quota_gib << 30,
    )  # fmt: skip
    receiver = Receiver(listen, heard)
    receiver.start()
    print(f"Listening as {listen.ae_title} on {listen.address}, port {receiver.port}. Ctrl-C ends it.", file=sys.stderr)
    try:
        threading.Event().wait(arguments.seconds)
    finally:
        receiver.stop()
    return 0


def _nodes(_arguments: argparse.Namespace) -> int:
    for node in load_nodes():
        where = node.url if node.kind == "dicomweb" else f"{node.called_ae}@{node.host}:{node.port}"
        print(f"{node.name}  {node.kind}  {where}  {'encrypted' if node.secure else 'not encrypted'}")
    return 0


def _add(arguments: argparse.Namespace) -> int:
    from dataclasses import replace

    from spcxr_desktop.pacs.node import Tls

    given = arguments
    address = node_named(given.address, given.aet)
    tls = Tls(given.tls, given.ca_file, given.certificate, given.key)
    auth: Auth = "basic" if given.user else "bearer" if given.token else "none"
    made = replace(address, name=given.name, tls=tls, auth=auth, user=given.user)
    save_nodes((*(node for node in load_nodes() if node.name != made.name), made))
    print(f"Kept: {made.name}")
    if auth != "none":
        print(f"Now set its password or token: spcxr-desktop pacs password {made.name}", file=sys.stderr)
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    nodes = load_nodes()
    gone = [node for node in nodes if node.name == arguments.name]
    if not gone:
        raise _no_node(arguments.name)
    if gone[0].auth != "none":
        from spcxr_desktop.pacs.secrets import keep_secret

        keep_secret(arguments.name, "")
    save_nodes(tuple(node for node in nodes if node.name != arguments.name))
    return 0


def _password(arguments: argparse.Namespace) -> int:
    import getpass

    from spcxr_desktop.pacs.secrets import keep_secret

    if arguments.name not in {node.name for node in load_nodes()}:
        raise _no_node(arguments.name)
    asked = getpass.getpass("Password or token: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    keep_secret(arguments.name, asked)
    print("Kept in the system's key store." if asked else "Removed from the system's key store.")
    return 0


def _no_node(name: str) -> UserError:
    return UserError(f"There is no node '{name}'.", "A name from the list.", "See: spcxr-desktop pacs nodes")


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return datetime.strptime(text.replace("-", ""), "%Y%m%d").date()
    except ValueError as error:
        raise UserError(f"'{text}' is not a date.", "One like 2026-01-31.", "Write it so.") from error


def _teller(word: str) -> Callable[[Advance], None]:
    """Progress for a terminal: one line that is written over; a line now and then where there is none."""

    def tell(advance: Advance) -> None:
        total = "?" if advance.total is None else str(advance.total)
        text = f"{advance.done} of {total} {word}, {advance.size / 1e6:.1f} MB"
        last = advance.done == advance.total
        if sys.stderr.isatty():
            print(f"\r{text}", end="\n" if last else "", file=sys.stderr, flush=True)
        elif last or advance.done % _TELL_EVERY == 0:
            print(text, file=sys.stderr)

    return tell
