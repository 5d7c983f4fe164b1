"""Publishing: what the trainer signs and pins is what the viewer trusts."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference import package as pk
from spcxr_desktop.inference.signing import public_path, read_public_key, verify
from trainer.publish import add_publish_parser

Make = Callable[..., Path]


def publish(*words: object) -> int:
    parser = argparse.ArgumentParser()
    add_publish_parser(parser)
    arguments = parser.parse_args([str(word) for word in words])
    ended: int = arguments.command(arguments)
    return ended


def test_a_new_key_signs_and_the_viewer_trusts_it(make_package: Make, tmp_path: Path) -> None:
    folder, key = make_package(), tmp_path / "site.key"
    assert publish("--new-key", key) == 0
    assert publish(folder, "--sign", key) == 0
    signature = verify(folder, {read_public_key(public_path(key))})
    assert signature is not None
    assert signature.trusted


def test_pinning_names_the_package_as_it_is(make_package: Make) -> None:
    folder = make_package()
    (folder.parent / pk.PINS_FILE).unlink()
    assert publish(folder, "--pin") == 0
    assert pk.load_bundled(folder).manifest.id == "test-screen"


def test_what_the_viewer_refuses_is_not_published(make_package: Make, tmp_path: Path) -> None:
    folder, key = make_package(), tmp_path / "site.key"
    publish("--new-key", key)
    (folder / "model.onnx").write_bytes(b"another graph")
    with pytest.raises(UserError, match="sha256"):
        publish(folder, "--sign", key)
    assert not (folder / "signature.json").exists()


@pytest.mark.parametrize("words", [[], ["package"], ["package", "--new-key", "key"], ["--new-key", "key", "--pin"]])
def test_a_call_without_a_sense_is_told(words: list[str]) -> None:
    with pytest.raises(ValueError, match="new-key"):
        publish(*words)
