"""Signatures of model packages: Ed25519 (RFC 8032) over the bytes of model.json, which pins every other file.

``signature.json``: ``{"key": "<public key, hex>", "signature": "<hex>"}``. Whether a key is trusted is up to the site.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference.manifest import MANIFEST_FILE, SIGNATURE_FILE
from spcxr_desktop.inference.node import ManifestError, Node, parse_json

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PUBLIC_SUFFIX = ".pub"
_MOST_BYTES = 4096  # of a signature or a key file
_KEY = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")


@dataclass(frozen=True)
class Signature:
    """A signature that holds. ``key``: the public key in hex. ``trusted``: whether the key is among those asked for."""

    key: str
    trusted: bool


def verify(folder: Path, keys: Collection[str]) -> Signature | None:
    """The signature of the package in ``folder``; None where it has none. Raises UserError where it is wrong.

    ``keys``: the trusted public keys, hex.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if not (folder / SIGNATURE_FILE).exists():
        return None
    try:
        node = Node(parse_json(_read(folder / SIGNATURE_FILE)))
        key, signature = node.text("key"), node.text("signature")
        if not _KEY.fullmatch(key) or not _SIGNATURE.fullmatch(signature):
            raise node.fail("key", "64 hexadecimal digits, and 128 of 'signature'")
        data = (folder / MANIFEST_FILE).read_bytes()
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), data)
    except (ManifestError, InvalidSignature, ValueError, OSError) as error:
        raise UserError(
            f"The signature of the model package '{folder.name}' does not hold.",
            f"A {SIGNATURE_FILE} that was made for this {MANIFEST_FILE}.",
            "Do not use this package; ask who gave it to you for it again.",
        ) from error
    return Signature(key, key in keys)


def sign(folder: Path, private_key_path: Path) -> str:
    """Write ``signature.json`` for the package's model.json as it is now; the public key in hex. Raises UserError."""
    private = _private_key(private_key_path)
    key = private.public_key().public_bytes_raw().hex()
    signature = private.sign((folder / MANIFEST_FILE).read_bytes()).hex()
    text = json.dumps({"key": key, "signature": signature}, indent=2) + "\n"
    (folder / SIGNATURE_FILE).write_text(text, encoding="utf-8", newline="\n")
    return key


def make_key(path: Path) -> str:
    """Write a new private key (PKCS #8, PEM, readable by its owner alone) and ``path``.pub; the public key in hex.

    Raises UserError; no file is ever overwritten.
    """
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    secret = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    public = key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    try:
        for file, content, mode in ((path, secret, 0o600), (public_path(path), public, 0o644)):
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
                stream.write(content)
    except OSError as error:
        raise UserError(
            f"The key cannot be written to {path} ({error.strerror}).",
            "A path where no file is yet, in a folder that you may write to.",
            "Name another path; a key that is in use must not be overwritten.",
        ) from error
    return key.public_key().public_bytes_raw().hex()


def public_path(private: Path) -> Path:
    """Where the public key lies that belongs to a private one."""
    return private.with_name(private.name + PUBLIC_SUFFIX)


def read_public_key(path: Path) -> str:
    """The public key in a PEM file or in a text of 64 hexadecimal digits, as hex. Raises UserError."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        data = _read(path)
        text = data.decode("ascii", "replace").strip().lower()
        if _KEY.fullmatch(text):
            return text
        key = load_pem_public_key(data)
    except (OSError, ValueError) as error:
        raise _no_key(path, "public") from error
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(path, "public")
    return key.public_bytes_raw().hex()


def _private_key(path: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(_read(path), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise _no_key(path, "private") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(path, "private")
    return key


def _read(path: Path) -> bytes:
    if path.stat().st_size > _MOST_BYTES:
        raise ValueError("too large")
    return path.read_bytes()


def _no_key(path: Path, kind: str) -> UserError:
    return UserError(
        f"{path} holds no {kind} Ed25519 key.",
        f"A {kind} key, such as spcxr-trainer publish --new-key writes; the public one ends in {PUBLIC_SUFFIX}.",
        "Name another file.",
    )
