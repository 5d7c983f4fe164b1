"""Signatures: made, checked, and refused where anything was changed."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference import signing
from spcxr_desktop.inference.manifest import MANIFEST_FILE, SIGNATURE_FILE
from spcxr_desktop.inference.signing import Signature, make_key, public_path, read_public_key, sign, verify


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    package = tmp_path / "package"
    package.mkdir()
    (package / MANIFEST_FILE).write_text('{"format": 2}')
    return package


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_key(tmp_path / "site.key")
    return tmp_path / "site.key"


def test_a_signed_package_is_trusted_where_its_key_is(folder: Path, key: Path) -> None:
    public = sign(folder, key)
    assert public == read_public_key(public_path(key))
    assert verify(folder, {public}) == Signature(public, trusted=True)
    assert verify(folder, {"0" * 64}) == Signature(public, trusted=False)


def test_an_unsigned_package_has_no_signature(folder: Path) -> None:
    assert verify(folder, ()) is None


@pytest.mark.parametrize("change", ["manifest", "signature", "key", "json", "large", "shape"])
def test_a_wrong_signature_is_refused(folder: Path, key: Path, change: str) -> None:
    public = sign(folder, key)
    file = folder / SIGNATURE_FILE
    entry = json.loads(file.read_text())
    if change == "manifest":
        (folder / MANIFEST_FILE).write_text('{"format": 3}')
    elif change == "json":
        file.write_text("{")
    elif change == "large":
        file.write_text(file.read_text() + " " * 5000)
    elif change == "shape":
        file.write_text(json.dumps({"key": public}))
    else:
        first = "1" if entry[change][0] == "0" else "0"
        file.write_text(json.dumps(entry | {change: first + entry[change][1:]}))
    with pytest.raises(UserError):
        verify(folder, {public})


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
def test_a_private_key_is_its_owners_alone(key: Path) -> None:
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_key_is_never_overwritten(key: Path) -> None:
    before = key.read_bytes()
    with pytest.raises(UserError, match="cannot be written"):
        make_key(key)
    assert key.read_bytes() == before


def test_a_key_may_be_given_as_digits(key: Path, tmp_path: Path) -> None:
    public = read_public_key(public_path(key))
    (tmp_path / "digits").write_text(public.upper() + "\n")
    assert read_public_key(tmp_path / "digits") == public


def test_what_is_no_key_is_refused(key: Path, tmp_path: Path, folder: Path) -> None:
    other = generate_private_key(SECP256R1())
    form = serialization
    (tmp_path / "ec").write_bytes(
        other.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    )
    (tmp_path / "ec.pub").write_bytes(
        other.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    )
    (tmp_path / "text").write_text("no key")
    for path in (key, tmp_path / "ec.pub", tmp_path / "text", tmp_path / "nowhere"):
        with pytest.raises(UserError, match="holds no public Ed25519 key"):
            read_public_key(path)
    for path in (public_path(key), tmp_path / "ec", tmp_path / "text"):
        with pytest.raises(UserError, match="holds no private Ed25519 key"):
            sign(folder, path)


def test_a_public_key_that_is_no_point_is_refused(folder: Path, key: Path) -> None:
    sign(folder, key)
    entry = json.loads((folder / SIGNATURE_FILE).read_text())
    for bad in ("00" * 32, "ff" * 32):
        (folder / SIGNATURE_FILE).write_text(json.dumps(entry | {"key": bad}))
        with pytest.raises(UserError, match="does not hold"):
            signing.verify(folder, {bad})
