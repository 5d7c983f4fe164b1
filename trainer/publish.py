"""``spcxr-trainer publish``: check a package as the viewer will, sign it, and name it as one of the program's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from spcxr_desktop.inference.package import load_package, pin_package
from spcxr_desktop.inference.signing import make_key, public_path, sign


def add_publish_parser(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    parser.add_argument("package", nargs="?", type=Path, metavar="PACKAGE", help="folder written by `export`")
    parser.add_argument("--sign", type=Path, metavar="KEY", help="private key: writes signature.json")
    parser.add_argument("--pin", action="store_true", help="name it in pinned.json beside it, as the program's own")
    parser.add_argument("--new-key", type=Path, metavar="PATH", help="make a private key and PATH.pub, nothing else")
    parser.set_defaults(command=publish_command)


def publish_command(arguments: argparse.Namespace) -> int:
    """0 done. Raises UserError, also where the viewer would refuse the package; ValueError on a senseless call."""
    if arguments.new_key is not None:
        if arguments.package is not None or arguments.sign is not None or arguments.pin:
            raise ValueError("--new-key stands alone")
        key, public = make_key(arguments.new_key), public_path(arguments.new_key)
        print(f"Private key {arguments.new_key}: keep it to yourself. Public key {public}: {key}")
        return 0
    if arguments.package is None or not (arguments.sign or arguments.pin):
        raise ValueError("expected PACKAGE with --sign KEY or --pin, or --new-key PATH")
    package = load_package(arguments.package)
    name = f"{package.manifest.id} {package.manifest.version}"
    if arguments.sign is not None:
        print(f"{name} signed with {sign(arguments.package, arguments.sign)}")
    if arguments.pin:
        pin_package(arguments.package)
        print(f"{name} pinned in {arguments.package.parent}")
    return 0
