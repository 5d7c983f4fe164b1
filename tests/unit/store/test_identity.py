"""Who reads, and the PIN: kept as a hash, asked for before anything changes, throttled whatever happens between."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import identity as module
from spcxr_desktop.store.identity import FREE_TRIES, Identities
from spcxr_desktop.store.library import FILE_NAME, Library

PIN, OTHER = "314159", "271828"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_COST", 2**4)


@pytest.fixture
def store(library: Library) -> Identities:
    library.identity.name("aberg", "Dr. Anna Berg")
    library.identity.set_pin(PIN)
    return library.identity


def refused(code: str, call: object, *values: str) -> None:
    with pytest.raises(UserError) as refusal:
        call(*values)  # type: ignore[operator]
    assert refusal.value.code == code


def wait_over(store: Identities, monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """The clock goes on."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(seconds=seconds)

    monkeypatch.setattr(module, "datetime", Later)


def test_nobody_reads_before_somebody_says_so(library: Library) -> None:
    assert library.identity.get() is None
    refused("", library.identity.set_pin, PIN)


def test_the_pin_is_nowhere_in_the_record(store: Identities, folder: Path) -> None:
    assert store.prove(PIN).authenticated_by == "pin"
    for path in folder.rglob("*"):
        if path.is_file():
            assert PIN.encode() not in path.read_bytes() and path.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        kept = json.loads(connection.execute("SELECT value FROM meta WHERE name = 'identity'").fetchone()[0])
    assert len(kept["salt"]) == 32 and len(kept["hash"]) == 64


def test_two_readers_with_one_pin_have_other_hashes(tmp_path: Path) -> None:
    kept = []
    for place in ("one", "two"):
        with Library.open(tmp_path / place) as library:
            library.identity.name("r", "R")
            library.identity.set_pin(PIN)
            stored = library.identity._stored()
            assert stored is not None
            kept.append(stored.hash)
    assert kept[0] != kept[1]


def test_every_change_needs_the_old_pin(store: Identities) -> None:
    refused("wrong_pin", store.set_pin, OTHER, "000001")
    assert store.set_pin(OTHER, PIN).has_pin
    refused("wrong_pin", store.prove, PIN)
    assert store.prove(OTHER).id == "aberg"
    refused("wrong_pin", store.remove_pin, PIN)
    assert not store.remove_pin(OTHER).has_pin


def test_a_name_changes_with_the_pin_alone_and_the_id_not_at_all(store: Identities) -> None:
    refused("wrong_pin", store.name, "aberg", "Somebody", OTHER)
    refused("other_id", store.name, "somebody", "Dr. Anna Berg", PIN)
    assert store.name("aberg", "Prof. Anna Berg", PIN).name == "Prof. Anna Berg"


def test_tries_are_throttled_longer_each_time_and_a_right_one_ends_it(
    store: Identities, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(FREE_TRIES):
        refused("wrong_pin", store.prove, OTHER)
    refused("throttled", store.prove, PIN)
    first = store.wait_s()
    assert 0 < first <= 30
    wait_over(store, monkeypatch, 31)
    refused("wrong_pin", store.prove, OTHER)
    assert 30 < store.wait_s() <= 60
    wait_over(store, monkeypatch, 31 + 61)
    assert store.prove(PIN).name == "Dr. Anna Berg"
    assert store.wait_s() == 0


def test_a_try_counts_although_the_program_dies_while_it_is_looked_at(
    store: Identities, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> bytes:
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(module.hashlib, "scrypt", die)
        for _ in range(FREE_TRIES):
            with pytest.raises(SystemExit):
                store.prove(PIN)
    refused("throttled", store.prove, PIN)


def test_a_new_start_gives_no_further_tries(store: Identities, library: Library, folder: Path) -> None:
    for _ in range(FREE_TRIES):
        refused("wrong_pin", store.prove, OTHER)
    library.close()
    with Library.open(folder) as again:
        refused("throttled", again.identity.prove, PIN)


def test_a_clock_set_back_makes_nobody_wait_for_ever(store: Identities, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(FREE_TRIES):
        refused("wrong_pin", store.prove, OTHER)
    wait_over(store, monkeypatch, -86_400)
    refused("throttled", store.prove, PIN)
    wait_over(store, monkeypatch, -86_400 + 31)
    assert store.prove(PIN).id == "aberg"


def test_asking_again_and_again_does_not_make_the_pause_longer(
    store: Identities, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(FREE_TRIES):
        refused("wrong_pin", store.prove, OTHER)
    for second in range(0, 30, 3):
        wait_over(store, monkeypatch, second)
        refused("throttled", store.prove, PIN)
    wait_over(store, monkeypatch, 31)
    assert store.prove(PIN).id == "aberg"


def test_a_forgotten_pin_retires_its_id_for_good(store: Identities) -> None:
    refused("retired_id", store.begin, "aberg", "Dr. Anna Berg")
    assert store.begin("aberg-2", "Dr. Anna Berg").has_pin is False
    refused("retired_id", store.name, "aberg", "Dr. Anna Berg")
    store.set_pin(OTHER)
    assert store.begin("aberg-3", "Dr. Anna Berg").id == "aberg-3"
    for id in ("aberg", "aberg-2"):
        refused("retired_id", store.begin, id, "Dr. Anna Berg")


@pytest.mark.parametrize("pin", ["", "12345", "111111", "x" * 65])
def test_a_weak_pin_is_refused(library: Library, pin: str) -> None:
    library.identity.name("r", "R")
    refused("weak_pin", library.identity.set_pin, pin)


@pytest.mark.parametrize(("id", "name", "code"), [
    ("a b", "R", "bad_id"), ("", "R", "bad_id"), ("é", "R", "bad_id"), ("a" * 65, "R", "bad_id"),
    ("a", " ", "bad_name"), ("a", "R^S", "bad_name"), ("a", "x" * 65, "bad_name"), ("a", "R\x07", "bad_name"),
])  # fmt: skip
def test_what_no_signature_can_hold_is_refused(library: Library, id: str, name: str, code: str) -> None:
    refused(code, library.identity.name, id, name)


def test_the_trail_tells_of_every_change_and_try_but_not_the_name(store: Identities, library: Library) -> None:
    refused("wrong_pin", store.prove, OTHER)
    entries = library.audit.entries()
    assert [entry.action for entry in entries] == ["identity.named", "identity.pin", "identity.tried"]
    assert "Berg" not in " ".join(entry.facts for entry in entries) and library.verify().intact


@given(st.integers(1, 10_000))
def test_a_pause_never_shrinks_and_is_bounded(wrong: int) -> None:
    assert module._pause(wrong + FREE_TRIES) <= module._pause(wrong + FREE_TRIES + 1) <= 3600
