"""Passwords and tokens of DICOMweb nodes: in the system's key store, and nowhere else."""

from __future__ import annotations

from typing import Any

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node

SERVICE = "SPCXR node"


def secret_of(node: Node) -> str:
    """The password or token of a node. Raises UserError where there is none, or no key store."""
    keyring = _keyring()
    try:
        secret = keyring.get_password(SERVICE, node.name)
    except Exception as error:  # each backend has its own errors
        raise _no_keyring() from error
    if not secret:
        raise UserError(
            f"No password or token is kept for '{node.name}'.", "One, in the system's key store.",
            "Set it: spcxr-desktop pacs password NAME, or in the node's settings.", code="sign_in",
        )  # fmt: skip
    return str(secret)


def keep_secret(name: str, secret: str) -> None:
    """Keep, or replace, the password or token of the node ``name``; "" removes it. Raises UserError."""
    keyring = _keyring()
    try:
        if secret:
            keyring.set_password(SERVICE, name, secret)
        elif keyring.get_password(SERVICE, name):
            keyring.delete_password(SERVICE, name)
    except Exception as error:  # each backend has its own errors
        raise _no_keyring() from error


def _keyring() -> Any:  # noqa: ANN401
    import keyring

    if getattr(keyring.get_keyring(), "priority", 0) < 1:  # the "fail" backend, or one that keeps plain text
        raise _no_keyring()
    return keyring


def _no_keyring() -> UserError:
    return UserError(
        "This system has no key store that can be used, so the password or token cannot be kept.",
        "The key store of Windows, macOS or the Linux desktop (Secret Service), unlocked.",
        "Unlock it or install one, such as gnome-keyring; or use a node without sign-in, or with a client certificate.",
        code="no_keyring",
    )
