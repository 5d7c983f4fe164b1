"""The arguments of ``spcxr-desktop pacs``."""

from __future__ import annotations

import argparse
from pathlib import Path

_NODE = "a name of the settings, AE@HOST:PORT, or a DICOMweb address"


def add_pacs(pacs: argparse.ArgumentParser) -> None:
    """One builder for all its actions."""
    actions = pacs.add_subparsers(dest="action", required=True, metavar="ACTION")
    _with_node(actions.add_parser("echo", help="ask whether a node is there and takes us"))
    _add_find(_with_node(actions.add_parser("find", help="search a node")))
    get = _with_node(actions.add_parser("get", help="retrieve studies; run it again to go on"))
    get.add_argument("study", nargs="+", metavar="STUDY-UID")
    get.add_argument("--out", required=True, type=Path, metavar="DIR", help="each study gets a folder in it")
    send = _with_node(actions.add_parser("send", help="send DICOM files as they are"))
    send.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    _add_listen(actions.add_parser("listen", help="receive what others send, until Ctrl-C"))
    actions.add_parser("nodes", help="list the nodes of the settings")
    _add_add(actions.add_parser("add", help="keep a node in the settings"))
    for name, what in (("remove", "forget a node"), ("password", "set a node's password or token, from the terminal")):
        actions.add_parser(name, help=what).add_argument("name", metavar="NAME")


def _with_node(action: argparse.ArgumentParser) -> argparse.ArgumentParser:
    action.add_argument("node", metavar="NODE", help=_NODE)
    action.add_argument("--aet", default="SPCXR", metavar="AE", help="our AE title; SPCXR unless given")
    return action


def _add_find(find: argparse.ArgumentParser) -> None:
    find.add_argument("--level", choices=("patient", "study", "series", "image"), default="study")
    for name, what in (
        ("--patient-id", "with * and ?"), ("--name", "such as Mueller*"), ("--accession", "with * and ?"),
        ("--modality", "such as CR or DX"), ("--since", "2026-01-31"), ("--until", "2026-01-31"),
        ("--study", "its UID"), ("--series", "its UID"),
    ):  # fmt: skip
        find.add_argument(name, default="", help=what)
    find.add_argument("--json", action="store_true", help="everything a node said, for scripts")


def _add_listen(listen: argparse.ArgumentParser) -> None:
    listen.add_argument("--out", required=True, type=Path, metavar="DIR", help="each study gets a folder in it")
    listen.add_argument("--port", type=int, default=11112)
    listen.add_argument("--address", default="127.0.0.1", help="127.0.0.1 unless given: this computer alone")
    listen.add_argument("--aet", default="SPCXR", metavar="AE", help="our AE title; SPCXR unless given")
    listen.add_argument("--allow-ae", action="append", default=[], metavar="AE", help="who may send; may be repeated")
    listen.add_argument("--allow-address", action="append", default=[], metavar="IP", help="from where; repeatable")
    listen.add_argument("--quota-gib", type=int, default=20, metavar="N", help="room in DIR; 20 unless given")
    listen.add_argument("--seconds", type=float, default=None, metavar="N", help="end by itself after so many")


def _add_add(add: argparse.ArgumentParser) -> None:
    add.add_argument("name", metavar="NAME")
    add.add_argument("address", metavar="ADDRESS", help="AE@HOST:PORT, or a DICOMweb address")
    add.add_argument("--aet", default="SPCXR", metavar="AE", help="our AE title; SPCXR unless given")
    add.add_argument("--tls", action="store_true", help="encrypt, for AE@HOST:PORT; DICOMweb has https")
    for name, what in (("--ca-file", "the authority to trust"), ("--certificate", "ours"), ("--key", "ours")):
        add.add_argument(name, default="", metavar="PEM", help=what)
    sign_in = add.add_mutually_exclusive_group()
    sign_in.add_argument("--user", default="", help="sign in with this user and a password")
    sign_in.add_argument("--token", action="store_true", help="sign in with a bearer token")
