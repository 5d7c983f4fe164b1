"""Two dozen made-up films, packed, and an encoder that trains in a blink."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from tests.made_films import two_dozen, write_films
from trainer import vit
from trainer.data.manifest import open_folds, read_manifest
from trainer.data.pack import Pack, load_pack, write_pack

PACK_SIDE = 72
TINY = {"dim": 32, "depth": 12, "heads": 2}  # twelve blocks: the heads read blocks 3, 6, 9 and 12


@pytest.fixture(scope="session")
def films_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of 24 made-up films with index.csv. Read only."""
    root = tmp_path_factory.mktemp("films")
    write_films(root, two_dozen())
    return root


@pytest.fixture(scope="session")
def pack_path(films_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The films of folds 0-8, packed at 72 px. Read only."""
    out = tmp_path_factory.mktemp("pack")
    write_pack(open_folds(read_manifest(films_root)), films_root, out, PACK_SIDE)
    return out


@pytest.fixture(scope="session")
def pack(pack_path: Path) -> Pack:
    """The same pack in memory."""
    return load_pack(pack_path)


@pytest.fixture
def tiny_vit(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an encoder size added to the table for one test: a real encoder, only narrow."""
    monkeypatch.setitem(vit.VIT_SIZES, "tiny", TINY)
    return "tiny"


@pytest.fixture(autouse=True)
def signals_restored() -> Iterator[None]:
    """A run takes over SIGINT and SIGTERM; the test session wants them back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    """Networks this small lose more to the threads' waiting for one another than they gain."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
